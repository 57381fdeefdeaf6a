"""Findings to TEI, and what all writers of XML share."""
