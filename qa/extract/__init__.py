"""XML of the project's own profiles back to the texts it was made from."""
