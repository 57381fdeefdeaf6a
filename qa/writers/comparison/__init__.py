"""Comparisons of two versions to reports; the table COMPARISON_WRITERS stands in qa.writers."""
