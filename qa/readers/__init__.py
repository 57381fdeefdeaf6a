"""Files to documents: one module a format, chosen from the table READERS."""
