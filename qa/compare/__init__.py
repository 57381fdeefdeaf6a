"""Two versions of a record to what changed between them."""
