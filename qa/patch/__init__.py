"""A patch of any of three kinds and a text to the patched text."""
