"""Records and word lists to the data of rules/lexicon. The command alone asks for it: no check does."""
