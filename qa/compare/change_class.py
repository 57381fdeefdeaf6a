"""How much a change between two versions matters: what every report knows, those too that are on one document alone."""

from __future__ import annotations

from enum import StrEnum


class ChangeClass(StrEnum):
    """How much a change matters. ``rank`` is greater for what matters more."""

    SUBSTANCE = "substance"
    """It may change what is said: a number, a name, a negation, words added or lost."""
    HOUSE = "house"
    """What the house always writes for what was said: acronyms in full, no forms of address, numbers in its style."""
    FORM = "form"
    """Punctuation, case, spacing, spelling: the same words."""
    FURNITURE = "furniture"
    """What the page shows and nobody says: title pages, page numbers, the numbers of paragraphs."""

    @property
    def rank(self) -> int:
        return _RANKS[self]


_RANKS = {ChangeClass.SUBSTANCE: 4, ChangeClass.HOUSE: 3, ChangeClass.FORM: 2, ChangeClass.FURNITURE: 1}
