"""What is wrong in a translation when it is held against its source: one module a kind of check."""
