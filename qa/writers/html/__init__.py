"""Findings to pages: one a document, and one over a batch."""
