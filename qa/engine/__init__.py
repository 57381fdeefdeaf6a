"""Rules and documents to findings; findings to corrected text."""
