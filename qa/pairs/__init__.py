"""Files of ready pairs, and two documents, to a source and a target that can be held together."""
