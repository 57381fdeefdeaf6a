"""Two versions of a record to what in the one corresponds to what in the other."""
