"""The command qa."""
