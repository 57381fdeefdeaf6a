"""What reviewers answered: the files, the places of the answers in a document, and who is right about the rest."""
