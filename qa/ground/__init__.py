"""What everything stands on: spans, sources, documents, findings, errors, tables."""
