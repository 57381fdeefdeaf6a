"""A comparison's rows to prose for a page: paragraphs of plain text and marks, those without a shown change folded."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property
from itertools import groupby

from qa.compare.comparison import ChangeKind, Comparison, PieceKind
from qa.ground.document import Block, Document
from qa.writers.comparison.rows import Bit, Row, rows


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Text that is in both versions."""

    text: str
    """As the new version has it."""
    old: str | None = None
    """As the old version has it, where its quotation marks, dashes or hyphens are others."""


@dataclass(frozen=True, slots=True)
class ChangeMark:
    """What one change took away here and what it put in its place, as it is read in one go. Either may be empty."""

    change: int
    """The position in ``Comparison.changes``."""
    old: str
    new: str
    is_first: bool
    """True at the place that the change is known by: the first, and inside a moved passage the first in the new place."""


class MoveSide(StrEnum):
    """Where a moved passage was, and where it is now."""

    AWAY = "away"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class MovedText:
    """Text of a moved passage, at one of its places."""

    change: int
    side: MoveSide
    text: str
    is_first: bool
    """True where the passage begins on this side."""


Stretch = Unchanged | ChangeMark | MovedText


def reads_new(stretch: Stretch) -> str:
    """What a stretch says in the new version."""
    if isinstance(stretch, Unchanged):
        return stretch.text
    if isinstance(stretch, ChangeMark):
        return stretch.new
    return stretch.text if stretch.side is MoveSide.HERE else ""


def reads_old(stretch: Stretch) -> str:
    """What a stretch says in the old version."""
    if isinstance(stretch, Unchanged):
        return stretch.text if stretch.old is None else stretch.old
    if isinstance(stretch, ChangeMark):
        return stretch.old
    return stretch.text if stretch.side is MoveSide.AWAY else ""


@dataclass(frozen=True)
class ProseParagraph:
    """A row of the comparison. Law: what the stretches of all rows read in a version, in order, is its text but for blanks."""

    stretches: tuple[Stretch, ...]
    old: Block | None
    """None where the old version has no text here, and where the row goes on with a paragraph of an earlier row."""
    new: Block | None
    kind: str
    """The kind of block it is in the new version, or in the old one."""
    speaker: int
    """Code points at the beginning that are the speaker line."""

    @property
    def is_gone(self) -> bool:
        """True where the new version has no words here."""
        return not any(reads_new(stretch).strip() for stretch in self.stretches)

    @cached_property
    def changes(self) -> frozenset[int]:
        """The changes that have a mark here."""
        return frozenset(stretch.change for stretch in self.stretches if not isinstance(stretch, Unchanged))


@dataclass(frozen=True, slots=True)
class Section:
    """Paragraphs that follow one another; folded ones have no change that is shown."""

    paragraphs: tuple[ProseParagraph, ...]
    is_folded: bool

    @property
    def changes(self) -> int:
        """How many changes are folded away with the paragraphs."""
        return len(frozenset[int]().union(*(paragraph.changes for paragraph in self.paragraphs)))


def folds(paragraphs: Sequence[ProseParagraph], shown: Collection[int]) -> Iterator[Section]:
    """The paragraphs in runs, those with one of the ``shown`` changes open. One paragraph alone is not worth folding."""
    for has_shown, run in groupby(paragraphs, lambda paragraph: not paragraph.changes.isdisjoint(shown)):
        group = tuple(run)
        yield Section(group, not has_shown and len(group) > 1)


def paragraphs(comparison: Comparison) -> tuple[ProseParagraph, ...]:
    """All paragraphs of both versions, each with the one of the other version that it is compared with."""
    found = tuple(rows(comparison))
    known = _first_marks(comparison, found)
    speakers = _speakers(comparison.old), _speakers(comparison.new)
    composed: list[ProseParagraph] = []
    old_number = new_number = 0
    for index, row in enumerate(found):
        old = row.old_block if row.old_block is not None and row.old_block.number > old_number else None
        new = row.new_block if row.new_block is not None and row.new_block.number > new_number else None
        old_number, new_number = max(old_number, old.number if old else 0), max(new_number, new.number if new else 0)
        stretches = tuple(_stretches(comparison, row, index, known))
        block = row.new_block or row.old_block
        label = speakers[1].get(new.span.start, "") if new else speakers[0].get(old.span.start, "") if old else ""
        composed.append(ProseParagraph(stretches, old, new, block.kind if block else "paragraph", _spoken(stretches, label)))
    return tuple(composed)


_Place = tuple[int, int]
"""A row, and a group of bits in it."""


def _groups(row: Row) -> Iterator[tuple[Bit, ...]]:
    """The bits of a row, those side by side that belong to one change taken together."""
    for _, group in groupby(row.bits, lambda bit: (bit.change, _is_moved(bit) and bit.kind)):
        yield tuple(group)


def _is_moved(bit: Bit) -> bool:
    return bit.kind in (PieceKind.MOVED_AWAY, PieceKind.MOVED_HERE)


_Known = dict[tuple[int, bool], tuple[int, _Place]]
"""Where each change is known by, a move by its old place (False) and its new one (True); and how well."""


def _first_marks(comparison: Comparison, found: Iterable[Row]) -> _Known:
    """The first mark of each change that has words; of one inside a moved passage rather a mark in the new place."""
    known: _Known = {}
    for index, row in enumerate(found):
        for group, bits in enumerate(_groups(row)):
            change = bits[0].change
            if change is None:
                continue
            key = change, bits[0].kind is PieceKind.MOVED_HERE
            worth = _worth(bits, is_inside=comparison.changes[change].move is not None)
            if worth > known.get(key, (-1, (0, 0)))[0]:
                known[key] = worth, (index, group)
    return known


def _worth(bits: Sequence[Bit], *, is_inside: bool) -> int:
    if _is_blank(bits):
        return 0
    return 2 if is_inside and any(bit.new for bit in bits) else 1


def _is_blank(bits: Sequence[Bit]) -> bool:
    return not any(bit.old.strip() or bit.new.strip() for bit in bits)


def _stretches(comparison: Comparison, row: Row, index: int, known: _Known) -> Iterator[Stretch]:
    for group, bits in enumerate(_groups(row)):
        change, kind = bits[0].change, bits[0].kind
        if change is None:
            yield from (word for bit in bits for word in _words(bit))
            continue
        here = kind is PieceKind.MOVED_HERE
        is_first = known[change, here][1] == (index, group)
        if _is_moved(bits[0]):
            text = "".join(bit.new if here else bit.old for bit in bits)
            yield MovedText(change, MoveSide.HERE if here else MoveSide.AWAY, text, is_first)
        elif comparison.changes[change].kind in (ChangeKind.SPLIT, ChangeKind.MERGE):
            yield ChangeMark(change, "", "", is_first)
        elif is_first or not _is_blank(bits):
            yield ChangeMark(change, "".join(bit.old for bit in bits), "".join(bit.new for bit in bits), is_first)
        else:
            # The blanks between a changed paragraph and its neighbour: nobody would see them struck.
            yield Unchanged("".join(bit.new for bit in bits))


def _words(bit: Bit) -> Iterator[Unchanged]:
    """An equal stretch, cut where the versions write a word with other signs.

    >>> [*_words(Bit(PieceKind.EQUAL, 'the "new" one', "the “new” one", None, 0, 0))]
    [Unchanged(text='the ', old=None), Unchanged(text='“new”', old='"new"'), Unchanged(text=' one', old=None)]
    """
    if not bit.new or not bit.old.strip() or bit.old == bit.new:
        if bit.new or bit.old:
            yield Unchanged(bit.new or bit.old)
        return
    old, new = bit.old.split(" "), bit.new.split(" ")
    lead = ""
    done = 0
    for old_words, new_words, start in _otherwise(old, new):
        if before := lead + "".join(f"{word} " for word in new[done:start]):
            yield Unchanged(before)
        yield Unchanged(" ".join(new_words), " ".join(old_words))
        lead, done = " ", start + len(new_words)
    if done < len(new):
        yield Unchanged(lead + " ".join(new[done:]))


def _otherwise(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str], int]]:
    """The words that differ, as they were and as they are, and the place of these in ``new``."""
    if len(old) == len(new):
        for index, (was, now) in enumerate(zip(old, new, strict=True)):
            if was != now:
                yield (was,), (now,), index
        return
    for operation, old_start, old_end, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if operation != "equal":
            yield old[old_start:old_end], new[start:end], start


def _speakers(document: Document) -> dict[int, str]:
    """The speaker lines by where they begin, on one line each."""
    return {turn.label.start: " ".join(document.text[turn.label.slice].split()) for turn in document.turns}


def _spoken(stretches: Sequence[Stretch], label: str) -> int:
    """The length of the speaker line where a paragraph begins with it unchanged, else 0."""
    head = stretches[0] if stretches else None
    return len(label) if isinstance(head, Unchanged) and head.old is None and label and head.text.startswith(label) else 0
