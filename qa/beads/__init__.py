"""Which passages of a text and of its translation say the same: paragraphs, and in them sentences."""
