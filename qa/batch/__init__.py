"""Many documents: found, checked one after another, and their reports delivered."""
