"""Findings to Word files, new ones and those they were found in."""
