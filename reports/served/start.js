// After the table is there.

startServing();
