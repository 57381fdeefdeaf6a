"""What a comparison of two versions says: pieces that tile both texts, and the changes that people read of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from qa.document import Document
from qa.engine.fixes import Edit
from qa.span import Span


class ChangeClass(StrEnum):
    """How much a change matters. ``rank`` is greater for what matters more."""

    SUBSTANCE = "substance"
    """It may change what is said: a number, a name, a negation, words added or lost."""
    HOUSE = "house"
    """What the house always writes for what was said: acronyms in full, no forms of address, numbers in its style."""
    FORM = "form"
    """Punctuation, case, spacing, spelling: the same words."""

    @property
    def rank(self) -> int:
        return _RANKS[self]


_RANKS = {ChangeClass.SUBSTANCE: 3, ChangeClass.HOUSE: 2, ChangeClass.FORM: 1}


class ChangeKind(StrEnum):
    """What was done."""

    INSERT = "insert"
    DELETE = "delete"
    REPLACE = "replace"
    MOVE = "move"
    """A passage stands elsewhere; what was edited inside it is a change of its own."""
    SPLIT = "split"
    """One paragraph became two."""
    MERGE = "merge"
    """Two paragraphs became one."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing an editor did. An insertion has an empty ``old`` where it went, a deletion an empty ``new``.

    Law: ``comparison.old.text[change.old.slice]`` is what stood there, ``comparison.new.text[change.new.slice]`` what
    stands there now.
    """

    kind: ChangeKind
    change_class: ChangeClass
    reason: str
    """One word for why it has this class: the id of a rule in ``rules/changes``, such as ``number`` or ``vocative``."""
    old: Span
    new: Span
    move: int | None = None
    """The position in ``Comparison.changes`` of the move whose passage holds it."""
    coarse: bool = False
    """True where the texts have so little in common that words were not compared."""


class PieceKind(StrEnum):
    """How a stretch of text stands to the other version."""

    EQUAL = "equal"
    """In both, word for word; wraps, blanks and quote style may differ."""
    DELETED = "deleted"
    INSERTED = "inserted"
    MOVED_AWAY = "moved away"
    """Of the old text; the same words stand elsewhere in the new one."""
    MOVED_HERE = "moved here"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one text or of both."""

    kind: PieceKind
    old: Span | None
    new: Span | None
    change: int | None = None
    """The position in ``Comparison.changes`` of the change it belongs to; None for what is equal, and for blanks between."""


@dataclass(frozen=True, slots=True)
class WordCount:
    """Where the words of one version went. Law: ``unchanged + changed + moved + dropped == total``."""

    total: int
    unchanged: int
    changed: int
    """Deleted, inserted or replaced, inside moved passages too."""
    moved: int
    dropped: int
    """Page furniture, which is not compared."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of one record compared.

    Laws: the ``old`` spans of the pieces, in order and without gap, are the old text, the ``new`` ones the new text;
    every change but a split or a merge has a piece.
    """

    old: Document
    new: Document
    pieces: tuple[Piece, ...]
    changes: tuple[Change, ...]
    """In the order of the new version; a deletion where it was."""
    old_words: WordCount
    new_words: WordCount
    notes: tuple[str, ...] = ()
    """What a reader should know of the comparison itself: that it is coarse somewhere, that paragraphs were not compared."""

    def ranked(self) -> Iterator[int]:
        """The positions of the changes, those of substance first, each class in the order of the text."""
        yield from sorted(range(len(self.changes)), key=lambda index: -self.changes[index].change_class.rank)

    def edits(self) -> Iterator[Edit]:
        """What makes the new text of the old one to the letter, layout included; a move is a deletion and an insertion.

        Law: ``apply_edits(old.text, edits()) == new.text``.
        """
        reached = 0
        for piece in self.pieces:
            old_text = self.old.text[piece.old.slice] if piece.old is not None else ""
            new_text = self.new.text[piece.new.slice] if piece.new is not None else ""
            if piece.old is not None:
                reached = piece.old.end
            if old_text != new_text:
                yield Edit(piece.old or Span(reached, reached), new_text)
