"""What is a word, how common it is, and what an unknown one was meant to be."""
