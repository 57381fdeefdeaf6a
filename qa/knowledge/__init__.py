"""Words, names and bodies, and how often they occur."""
