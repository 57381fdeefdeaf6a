"""Translations to XLIFF with ITS 2.0 issues: made anew, or the file that they came in with the issues in it."""
