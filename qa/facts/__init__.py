"""What a passage says by its value: numbers, dates, symbols, resolutions, names, languages."""
