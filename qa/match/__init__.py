"""A pattern to the texts that must stand where it could match, and to what trying it costs."""
