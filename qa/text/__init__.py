"""What a check reads of a document: blocks, turns, and the view without wraps."""
