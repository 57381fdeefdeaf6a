"""A language server: what editors tell of documents that are being written to diagnostics, corrections and explanations."""
