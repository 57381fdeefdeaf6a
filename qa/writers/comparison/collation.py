"""A comparison to paragraphs of parts that hold both texts to the letter, layout and page furniture included."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.compare.comparison import ChangeKind, Comparison, Piece, PieceKind
from qa.formats.tei import LINE_ENDS
from qa.ground.document import Block, BlockKind, Document
from qa.ground.span import Span
from qa.text.view import View


@dataclass(frozen=True, slots=True)
class Common:
    """Both versions have this, to the letter; a version's usual line end counts as that of the other."""

    old: Span
    new: Span


@dataclass(frozen=True, slots=True)
class Variant:
    """The versions differ here. A version without a span has nothing here."""

    old: Span | None
    new: Span | None
    change: int | None
    """The position in ``Comparison.changes``; None where the words are the same and only the layout differs."""


@dataclass(frozen=True, slots=True)
class MovedPart:
    """What one version has of a moved passage in one paragraph; the other version has it elsewhere."""

    change: int
    """The position of the move in ``Comparison.changes``."""
    is_new: bool
    parts: tuple[Variant, ...]
    """What only moved has the move's own change, what was edited inside has another. All have a span of one version."""


Part = Common | Variant | MovedPart


@dataclass(frozen=True, slots=True)
class CollatedParagraph:
    """A paragraph of the new version, or one of the old that has no place in the new.

    Law: the old spans of the parts of all paragraphs, in order and without gap, are the old text, the new ones the new text.
    """

    old: Block | None
    """The paragraph of the old version that it begins with; None where it has no words of that version."""
    new: Block | None
    parts: tuple[Part, ...]


def collate(comparison: Comparison, pieces: Sequence[Piece], old_line_end: str, new_line_end: str) -> Iterator[CollatedParagraph]:
    """The paragraphs of a comparison whose ``pieces`` are taken in this order; line ends as named in LINE_ENDS."""
    old = _Side(comparison.old, comparison.old_view, old_line_end)
    new = _Side(comparison.new, comparison.new_view, new_line_end)
    for group in _paragraphs(pieces, old, new):
        yield CollatedParagraph(group.old, group.new, tuple(_parts(group.pieces, comparison, old, new)))


class _Side:
    """One version: its text, its paragraphs, and the words that were compared."""

    def __init__(self, document: Document, view: View, line_end: str) -> None:
        self.text = document.text
        self._view = view
        self._usual = LINE_ENDS[line_end]
        self._inverse = view.offsets.inverse()
        self._blocks = [block for block in document.blocks if block.kind is not BlockKind.FURNITURE]
        self._starts = [block.span.start for block in self._blocks]

    def block(self, span: Span | None) -> Block | None:
        """The paragraph that a span has words of."""
        if span is None:
            return None
        word = next(self._words_in_view(span), None)
        if word is None:
            return None
        index = bisect_right(self._starts, self._view.offsets.start(word[0])) - 1
        return self._blocks[index] if index >= 0 else None

    def words(self, span: Span) -> list[tuple[int, int]]:
        """Where the words that were compared begin and end, in order; they do not overlap and lie inside the span."""
        places = self._view.offsets
        words: list[tuple[int, int]] = []
        done = span.start
        for start, end in self._words_in_view(span):
            first = max(places.start(start), done)
            done = max(first, min(places.end(end), span.end))
            words.append((first, done))
        return words

    def _words_in_view(self, span: Span) -> Iterator[tuple[int, int]]:
        inner = self._inverse.outer(span)
        return (match.span() for match in _WORD.finditer(self._view.text, inner.start, inner.end))

    def written(self, start: int, end: int) -> str:
        """The text from ``start`` to ``end``, alike for both versions where they write it alike: with one usual line end."""
        text = self.text[start:end]
        if text.isprintable() or (self._usual == "\n" and "\r" not in text):
            return text
        return _LINE_END.sub(lambda match: "\n" if match.group() == self._usual else _SIGNS[match.group()], text)


_WORD = re.compile(r"\S+")
_LINE_END = re.compile(r"\r\n|\n|\r")
# A return stands only before these letters in what ``written`` gives, so that no two texts come to be alike.
_SIGNS = {"\n": "\rn", "\r\n": "\rb", "\r": "\rr"}


@dataclass(slots=True)
class _Group:
    """A paragraph while its pieces are collected."""

    pieces: list[Piece]
    old: Block | None = None
    old_last: Block | None = None
    """The paragraph of the old version that the last of its words stand in."""
    new: Block | None = None

    def add(self, piece: Piece, old: Block | None, new: Block | None) -> None:
        self.pieces.append(piece)
        self.old = self.old or old
        self.old_last = old or self.old_last
        self.new = self.new or new

    def takes(self, old: Block | None, new: Block | None, coming: Block | None) -> bool:
        """Whether a piece with words of these paragraphs belongs here; ``coming`` is the new version's next paragraph."""
        if new is not None and self.new is not None:
            return new == self.new
        goes_on = old is None or self.old_last is None or old == self.old_last
        return goes_on or (new is None and self.new is not None and coming == self.new)


def _paragraphs(pieces: Sequence[Piece], old: _Side, new: _Side) -> Iterator[_Group]:
    blocks = [(old.block(piece.old), new.block(piece.new)) for piece in pieces]
    coming = _coming([there for _, there in blocks])
    group = _Group([])
    for piece, (here, there), following in zip(pieces, blocks, coming, strict=True):
        if not group.takes(here, there, following):
            yield group
            group = _Group([])
        group.add(piece, here, there)
    if group.pieces:
        yield group


def _coming(blocks: Sequence[Block | None]) -> list[Block | None]:
    """For each place the first block that stands there or later."""
    coming: list[Block | None] = []
    following: Block | None = None
    for block in reversed(blocks):
        following = block or following
        coming.append(following)
    coming.reverse()
    return coming


def _parts(pieces: Sequence[Piece], comparison: Comparison, old: _Side, new: _Side) -> Iterator[Part]:
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        end = index + 1
        move = _move(piece, comparison)
        if move is not None:
            is_new = piece.old is None
            while end < len(pieces) and _move(pieces[end], comparison) == move and (pieces[end].old is None) == is_new:
                end += 1
            yield MovedPart(move, is_new, tuple(Variant(part.old, part.new, part.change) for part in pieces[index:end]))
        elif piece.change is None:
            yield from _without_change(piece, old, new)
        else:
            if _are_one(piece, pieces[end] if end < len(pieces) else None):
                end += 1
            yield Variant(piece.old, pieces[end - 1].new, piece.change)
        index = end


def _move(piece: Piece, comparison: Comparison) -> int | None:
    """The move that a piece belongs to."""
    if piece.change is None:
        return None
    change = comparison.changes[piece.change]
    return piece.change if change.kind is ChangeKind.MOVE else change.move


def _are_one(piece: Piece, following: Piece | None) -> bool:
    """Whether the two are what was replaced and what replaces it."""
    return (
        following is not None
        and following.change == piece.change
        and (piece.kind, following.kind) == (PieceKind.DELETED, PieceKind.INSERTED)
    )


def _without_change(piece: Piece, old: _Side, new: _Side) -> Iterator[Part]:
    """The words that both have, and the layout where it is not the same."""
    here, there = piece.old, piece.new
    if here is None or there is None:
        yield Variant(here, there, None)
    elif old.written(here.start, here.end) == new.written(there.start, there.end):
        yield Common(here, there)
    else:
        yield from _word_by_word(here, there, old, new)


def _word_by_word(here: Span, there: Span, old: _Side, new: _Side) -> Iterator[Common | Variant]:
    """Two stretches of the same words: a variant for each word, and for what is between two, that is not written alike."""
    old_common, new_common = here.start, there.start
    for old_start, old_end, new_start, new_end in _beats(here, there, old, new):
        if old.written(old_start, old_end) == new.written(new_start, new_end):
            continue
        if old_common < old_start or new_common < new_start:
            yield Common(Span(old_common, old_start), Span(new_common, new_start))
        yield Variant(Span(old_start, old_end), Span(new_start, new_end), None)
        old_common, new_common = old_end, new_end
    if old_common < here.end or new_common < there.end:
        yield Common(Span(old_common, here.end), Span(new_common, there.end))


def _beats(here: Span, there: Span, old: _Side, new: _Side) -> Iterator[tuple[int, int, int, int]]:
    """The stretches in both versions, by turns what is between two words and a word; one stretch where words do not pair."""
    old_done, new_done = here.start, there.start
    old_words, new_words = old.words(here), new.words(there)
    if len(old_words) == len(new_words):
        for (old_start, old_end), (new_start, new_end) in zip(old_words, new_words, strict=True):
            yield old_done, old_start, new_done, new_start
            yield old_start, old_end, new_start, new_end
            old_done, new_done = old_end, new_end
    yield old_done, here.end, new_done, there.end
