"""Two versions that were made of one text to one text with the changes of both."""
