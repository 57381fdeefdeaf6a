"""Glyphs on pages to a text in reading order: rows, columns, page furniture, paragraphs and notes, by geometry alone."""
