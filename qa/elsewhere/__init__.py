"""What other checkers, scripts and colleagues found: their files, and where in our documents it stands."""
