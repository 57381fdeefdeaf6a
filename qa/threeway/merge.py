"""A base and two versions made of it to one text that has the changes of both, and what was decided of each change.

Words are merged, not lines: wraps, blanks, quote style and line-end hyphens are no changes. The merged text is ours to the
letter but for the words that are theirs. Where both changed the same place, or places that touch, in different ways, both
wordings stand in the text between git's conflict markers.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from qa.align.breaks import Paragraphs
from qa.align.hyphens import Forms, joins_between, vocabulary
from qa.align.version import Version
from qa.ground.document import Document
from qa.ground.span import Span
from qa.text.segment import segment
from qa.threeway.order import Arrangement, Order, arrange
from qa.threeway.regions import Choice, Region, regions
from qa.threeway.sides import Link, Move, Side, side_of
from qa.threeway.write import Canvas, ConflictStyle, Labels, stretch

_PLAIN_LABELS = Labels()


class DecisionKind(StrEnum):
    """What was decided of."""

    WORDS = "words"
    MOVE = "move"
    """A passage stands elsewhere; what was changed inside it is decided of by itself."""
    PARAGRAPH = "paragraph"
    """A paragraph begins, or begins no more, with words that are the same."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """One change and whose it is. Spans are in the texts of the versions and in the merged text; empty where there is nothing."""

    kind: DecisionKind
    choice: Choice
    base: Span
    ours: Span
    theirs: Span
    merged: Span


@dataclass(frozen=True, slots=True)
class Merged:
    """The text with the changes of both sides."""

    text: str
    decisions: tuple[Resolved, ...]
    """In the order of the merged text."""

    def count(self, choice: Choice) -> int:
        """How many decisions are of one kind."""
        return sum(decision.choice == choice for decision in self.decisions)

    @property
    def conflicts(self) -> tuple[Resolved, ...]:
        return tuple(decision for decision in self.decisions if decision.choice is Choice.CONFLICT)


def merge(
    base: Document,
    ours: Document,
    theirs: Document,
    style: ConflictStyle = ConflictStyle.MERGE,
    labels: Labels = _PLAIN_LABELS,
    known: Forms | None = None,
) -> Merged:
    """Merge what changed from ``base`` to ``ours`` and to ``theirs``.

    ``known``: words that stand elsewhere, where the three are parts of longer texts; they tell of line-end hyphens.

    Laws: with theirs or ours unchanged the words are those of the other; with both the same the text is ours to the letter;
    every word that one side put in, and every word of the base that neither left out, stands in the merged text.
    """
    documents = [segment(document).without_asides for document in (base, ours, theirs)]
    words = [vocabulary(document.text) for document in documents]
    words += [known] if known is not None else []
    # The same line end is decided the same way in all.
    together = Forms(frozenset().union(*(each.words for each in words)), frozenset().union(*(each.broken for each in words)))
    joins = joins_between(together, together)
    return _Merger(*(Version(document, joins) for document in documents)).merged(style, labels)


@dataclass(frozen=True, slots=True)
class _ChangedEnd:
    """A word that all have, and whether theirs begins a paragraph with it, unlike base and ours."""

    base: int
    ours: int
    theirs: int
    begins: bool
    is_within: bool
    """True where the word before it is the same too; else the change before it says what became of the paragraph end."""


class _Merger:
    """Three versions of one record."""

    def __init__(self, base: Version, ours: Version, theirs: Version) -> None:
        self._versions = base, ours, theirs
        self._ours, self._theirs = side_of(base, ours), side_of(base, theirs)
        self._arrangement, self._regions = self._arranged()

    def _arranged(self) -> tuple[Arrangement, tuple[Region, ...]]:
        """One order for all, with no region over a seam of it: there, what was moved is not certain enough to be moved."""
        given_up: set[Move] = set()
        while True:
            arrangement = arrange(self._versions[0].word_count, self._ours, self._theirs, given_up)
            found = tuple(self._found(arrangement))
            parted = set(_parted(arrangement, found))
            if not parted:
                return arrangement, found
            given_up |= parted

    def _found(self, arrangement: Arrangement) -> Iterator[Region]:
        ends = arrangement.base.words, arrangement.ours.words, arrangement.theirs.words
        for region in regions(
            arrangement.our_links, arrangement.their_links, ends, lambda region: self._is_same(arrangement, region)
        ):
            ours = arrangement.ours.pieces(region.ours, region.ours_end)
            theirs = arrangement.theirs.pieces(region.theirs, region.theirs_end)
            contested = region.choice is Choice.OURS and _holds(ours, arrangement.our_lost)
            contested |= region.choice is Choice.THEIRS and _holds(theirs, arrangement.their_lost)
            yield replace(region, choice=Choice.CONFLICT) if contested else region

    def _is_same(self, arrangement: Arrangement, region: Region) -> bool:
        _, ours, theirs = self._versions
        here = _words(ours, arrangement.ours, region.ours, region.ours_end)
        return here == _words(theirs, arrangement.theirs, region.theirs, region.theirs_end)

    def merged(self, style: ConflictStyle, labels: Labels) -> Merged:
        arrangement = self._arrangement
        orders = arrangement.base, arrangement.ours, arrangement.theirs
        ends = tuple(self._changed_ends())
        changed = {end.ours: end.begins for end in ends}
        canvas = Canvas(self._versions, orders, changed, style, labels)
        text = canvas.merged(self._regions)
        decisions = [
            *(self._decision(canvas, region, orders) for region in self._regions),
            *self._moved(canvas),
            *self._paragraph_decisions(canvas, ends),
        ]
        return Merged(text, tuple(sorted(decisions, key=lambda each: (each.merged.start, each.merged.end, each.base.start))))

    def _decision(self, canvas: Canvas, region: Region, orders: tuple[Order, Order, Order]) -> Resolved:
        base, ours, theirs = self._versions
        return Resolved(
            DecisionKind.WORDS,
            region.choice,
            stretch(base, *orders[0].original(region.base, region.base_end)),
            stretch(ours, *orders[1].original(region.ours, region.ours_end)),
            stretch(theirs, *orders[2].original(region.theirs, region.theirs_end)),
            canvas.place(region),
        )

    def _moved(self, canvas: Canvas) -> Iterator[Resolved]:
        theirs = {move.route: move for move in self._arrangement.their_moves}
        for move in self._arrangement.our_moves:
            both = theirs.pop(move.route, None)
            yield self._move_decision(canvas, move, Choice.BOTH if both else Choice.OURS, move, both)
        for move in theirs.values():
            yield self._move_decision(canvas, move, Choice.THEIRS, None, move)

    def _move_decision(self, canvas: Canvas, move: Move, choice: Choice, ours: Move | None, theirs: Move | None) -> Resolved:
        """A side that did not move the passage has it where its first kept word stands."""
        our_words = _passage(ours, self._ours, move)
        their_words = _passage(theirs, self._theirs, move)
        return Resolved(
            DecisionKind.MOVE,
            choice,
            stretch(self._versions[0], move.base, move.base_end),
            stretch(self._versions[1], *our_words),
            stretch(self._versions[2], *their_words),
            canvas.place_of_ours(*our_words),
        )

    def _changed_ends(self) -> Iterator[_ChangedEnd]:
        """Where a paragraph begins in theirs unlike in base and ours, or no more begins there."""
        base, ours, theirs = (Paragraphs(version) for version in self._versions)
        are_compared = base.are_marked and theirs.are_marked
        our_links = sorted((*self._ours.links, *(link for move in self._arrangement.our_moves for link in move.links)))
        for link in (*self._theirs.links, *(link for move in self._arrangement.their_moves for link in move.links)):
            for word in _beginnings(base, theirs, link):
                there = word + link.side - link.base
                here = _carried(our_links, word)
                begins = theirs.begins(there)
                # The first word of a text begins a paragraph, if none before it is put in the same one.
                if here is not None and begins not in (base.begins(word), ours.begins(here)) and (are_compared or not word):
                    yield _ChangedEnd(word, here, there, begins, word > link.base)

    def _paragraph_decisions(self, canvas: Canvas, ends: Iterable[_ChangedEnd]) -> Iterator[Resolved]:
        base, ours, theirs = self._versions
        for end in ends:
            if end.is_within:
                spans = (
                    stretch(base, end.base, end.base),
                    stretch(ours, end.ours, end.ours),
                    stretch(theirs, end.theirs, end.theirs),
                )
                place = canvas.place_of_ours(end.ours, end.ours)
                yield Resolved(DecisionKind.PARAGRAPH, Choice.THEIRS, *spans, place)


def _parted(arrangement: Arrangement, found: tuple[Region, ...]) -> Iterator[Move]:
    """The moves that brought words together, or apart, within one region."""
    starts = [region.base for region in found]
    places: set[int] = set()
    for seam, before, after in arrangement.base.seams():
        index = bisect_left(starts, seam) - 1
        if index >= 0 and seam < found[index].base_end:
            places |= {before, after}
    for move in (*arrangement.our_moves, *arrangement.their_moves):
        if not places.isdisjoint(move.route):
            yield move


def _holds(pieces: Iterator[tuple[int, int]], lost: frozenset[int]) -> bool:
    return bool(lost) and any(start <= word < end for start, end in pieces for word in lost)


def _words(version: Version, order: Order, position: int, end: int) -> list[str]:
    texts = (version.view.text[version.span(*piece).slice] for piece in order.pieces(position, end))
    return [word for text in texts for word in unicodedata.normalize("NFC", text).split()]


def _beginnings(base: Paragraphs, theirs: Paragraphs, link: Link) -> Iterator[int]:
    """The words of a link, as numbers of the base, that may begin a paragraph in either version."""
    if link.layout:
        yield link.base
        return
    shift = link.side - link.base
    found = {*base.beginnings(link.base, link.base_end), *(word - shift for word in theirs.beginnings(link.side, link.side_end))}
    yield from sorted(found)


def _carried(links: list[Link], word: int) -> int | None:
    """The word of a side that a word of the base is."""
    index = bisect_right(links, word, key=lambda link: link.base) - 1
    if index < 0 or word >= links[index].base_end or (links[index].layout and word != links[index].base):
        return None
    return links[index].side + word - links[index].base


def _passage(own: Move | None, side: Side, move: Move) -> tuple[int, int]:
    """The words that a side has for a moved passage."""
    if own is not None:
        return own.side, own.side_end
    links = [link for link in side.links if link.base < move.base_end and move.base < link.base_end]
    first, last = links[0], links[-1]
    return first.side + max(0, move.base - first.base), last.side_end - max(0, last.base_end - move.base_end)
