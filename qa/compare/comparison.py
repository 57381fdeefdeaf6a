"""What a comparison of two versions says: pieces that tile both texts, and the changes that people read of."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from qa.compare.change_class import ChangeClass
from qa.ground.document import Document
from qa.ground.edit import Edit
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.text.view import View


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
    stands there now. Changes do not overlap in either text, but that a move covers the changes inside its passage.
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


_PIECE_KINDS = tuple(PieceKind)
_EQUAL = _PIECE_KINDS.index(PieceKind.EQUAL)
_NONE = -1


@dataclass(slots=True)
class Tiling:
    """Pieces that tile two texts, as bare numbers: a long document has a hundred thousand, and many reports look at none.

    Law: each begins where the one before it with text of that version ends.
    """

    old_end: int = 0
    """How far the old text is tiled."""
    new_end: int = 0
    _kinds: bytearray = field(default_factory=bytearray)
    _old_ends: array[int] = field(default_factory=lambda: array("q"))
    _new_ends: array[int] = field(default_factory=lambda: array("q"))
    _changes: array[int] = field(default_factory=lambda: array("q"))

    def add(self, kind: PieceKind, old_end: int | None, new_end: int | None, change: int | None) -> None:
        """A piece that reaches so far; None where it has no text of a version."""
        self._kinds.append(_PIECE_KINDS.index(kind))
        self._old_ends.append(_NONE if old_end is None else old_end)
        self._new_ends.append(_NONE if new_end is None else new_end)
        self._changes.append(_NONE if change is None else change)
        self.old_end = self.old_end if old_end is None else old_end
        self.new_end = self.new_end if new_end is None else new_end

    def add_equal(self, old_ends: array[int], new_ends: array[int]) -> None:
        """Equal pieces, none of them empty, that end at these places."""
        if old_ends:
            self._kinds.extend(bytes((_EQUAL,)) * len(old_ends))
            self._old_ends.extend(old_ends)
            self._new_ends.extend(new_ends)
            self._changes.extend(array("q", (_NONE,)) * len(old_ends))
            self.old_end, self.new_end = old_ends[-1], new_ends[-1]

    def __iter__(self) -> Iterator[Piece]:
        old = new = 0
        for kind, old_end, new_end, change in zip(self._kinds, self._old_ends, self._new_ends, self._changes, strict=True):
            here = there = None
            if old_end != _NONE:
                here, old = Span(old, old_end), old_end
            if new_end != _NONE:
                there, new = Span(new, new_end), new_end
            yield Piece(_PIECE_KINDS[kind], here, there, None if change == _NONE else change)


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


class FindingState(StrEnum):
    """What became of a finding of the checker between two versions."""

    NEW = "new"
    STILL_THERE = "still there"
    MENDED = "mended"


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding in the old version, in the new one, or in both."""

    state: FindingState
    old: Finding | None
    """None exactly for a new one."""
    new: Finding | None
    """None exactly for a mended one."""
    change: int | None = None
    """The position in ``Comparison.changes`` of the change that mended it or brought it in, where one did."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of one record compared.

    Laws: the ``old`` spans of the pieces, in order and without gap, are the old text, the ``new`` ones the new text;
    every change has a piece; no piece reaches from one paragraph into the next (the blank lines behind a paragraph
    belong to it).
    """

    old: Document
    new: Document
    old_view: View
    new_view: View
    """What was compared: the documents without wraps, layout hyphens and page furniture."""
    tiling: Tiling
    changes: tuple[Change, ...]
    """In the order of the new version; a deletion where it was."""
    old_words: WordCount
    new_words: WordCount
    notes: tuple[str, ...] = ()
    """What a reader should know of the comparison itself: that it is coarse somewhere, that paragraphs were not compared."""
    findings: tuple[FindingChange, ...] = ()
    """What the checker found in either version, where it was asked; in the order of the new version, then what is mended."""
    unreadable: str | None = None
    """Why one of the documents could not be read, with its path; then there is no piece and no change."""

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The stretches of both texts, in order; made anew whenever they are asked for."""
        return tuple(self.tiling)

    @property
    def path(self) -> str:
        """The new version's path, after which reports are named; the old one's where there is no new one."""
        return self.new.path or self.old.path

    def unread(self, reason: str) -> Comparison:
        """The same for documents of which one could not be read."""
        return replace(self, unreadable=reason, notes=())

    def reaches(self, threshold: ChangeClass | None) -> bool:
        """True when some change matters at least as much as ``threshold``; never for None."""
        return threshold is not None and any(change.change_class.rank >= threshold.rank for change in self.changes)

    def ranked(self) -> Iterator[int]:
        """The positions of the changes, those of substance first, each class in the order of the text."""
        yield from sorted(range(len(self.changes)), key=lambda index: -self.changes[index].change_class.rank)

    def edits(self) -> Iterator[Edit]:
        """What makes the new text of the old one to the letter, layout included; a move is a deletion and an insertion.

        Law: ``apply_edits(old.text, edits()) == new.text``.
        """
        reached = 0
        for piece in self.tiling:
            old_text = self.old.text[piece.old.slice] if piece.old is not None else ""
            new_text = self.new.text[piece.new.slice] if piece.new is not None else ""
            if piece.old is not None:
                reached = piece.old.end
            if old_text != new_text:
                yield Edit(piece.old or Span(reached, reached), new_text)
