"""The glyphs of a sheet to words: where a blank belongs is told by the gaps, not by the file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter
from statistics import median
from typing import TypeVar

from qa.layout.direction import LETTERS_AND_DIGITS, in_reading_order
from qa.layout.glyph import Glyph, Line, Word

_SAME_ROW = 0.25
"""Of the type size: how far baselines of one row may lie apart. A note number is raised by a third, a line by the whole."""
_BLANK = 0.15
"""Of the type size: a gap this wide parts two words even where the file has no blank. Kerning stays below 0.1; the
narrowest blanks of justified lines are wider."""
_BLANK_GIVEN = 0.04
"""The same, from where a blank of the file begins: nearer to it, the blank was taken back by a move of the pen."""
_SMALL = 0.82
"""A raised or lowered sign is at most so large, of the type beside it."""
_RAISED = 0.1
"""Of the larger type's size: a smaller glyph at least so much above or below its neighbour's baseline is no small capital."""
_REACH = 0.5
"""Of the type size: how far from its word a raised or lowered sign may stand."""

_Placed = TypeVar("_Placed", Glyph, Word)


def words_of(glyphs: Iterable[Glyph]) -> tuple[Word, ...]:
    """The words, row by row from the top, each row from left to right; raised and lowered signs are in their words' rows."""
    words = [word for row in rows(glyphs) for word in _words(sorted(row, key=attrgetter("left")))]
    return tuple(_with_raised(words))


def lines_of(words: Iterable[Word]) -> tuple[Line, ...]:
    """The lines that words of one column stand on, from the top."""
    return tuple(Line.of(row) for row in rows(words))


def rows(placed: Iterable[_Placed]) -> Iterator[list[_Placed]]:
    """What stands on one baseline, from the top."""
    row: list[_Placed] = []
    anchor = 0.0
    for thing in sorted(placed, key=attrgetter("baseline")):
        if row and thing.baseline - anchor > _SAME_ROW * max(thing.size, row[-1].size):
            yield row
            row = []
        if not row:
            anchor = thing.baseline
        row.append(thing)
    if row:
        yield row


def _words(row: Sequence[Glyph]) -> Iterator[Word]:
    """A row's glyphs, from left to right, cut at blanks and where a raised sign begins or ends."""
    spacing = _letter_spacing(row)
    begun: list[Glyph] = []
    blank: Glyph | None = None
    for glyph in row:
        if glyph.text.isspace():
            blank = blank or glyph
            continue
        if begun and (_is_blank(begun[-1], glyph, spacing, blank) or _is_other_height(begun[-1], glyph) or _parts(begun, glyph)):
            yield _word(begun)
            begun = []
        begun.append(glyph)
        blank = None
    if begun:
        yield _word(begun)


def _letter_spacing(row: Sequence[Glyph]) -> float:
    """How far a spaced heading moves its letters apart; nearly always nothing."""
    if len(row) < 4:
        return 0.0
    gaps = [after.left - before.right for before, after in pairwise(row)]
    return max(0.0, median(gaps))


def _is_blank(before: Glyph, after: Glyph, spacing: float, given: Glyph | None) -> bool:
    """True where a gap parts two glyphs; ``given`` is the blank that the file has between them."""
    size = max(before.size, after.size)
    return after.left - before.right - spacing > _BLANK * size or (
        given is not None and after.left - given.left > _BLANK_GIVEN * size
    )


def _is_other_height(before: Glyph, after: Glyph) -> bool:
    large = max(before.size, after.size)
    return min(before.size, after.size) <= _SMALL * large and abs(before.baseline - after.baseline) >= _RAISED * large


def _parts(begun: Sequence[Glyph], glyph: Glyph) -> bool:
    """True where a note number that the font has as raised digits begins or ends: "Council¹", but not "km²"."""
    if (glyph.text in _RAISED_NUMBERS) == (begun[-1].text in _RAISED_NUMBERS):
        return False
    return glyph.text not in _RAISED_NUMBERS or "".join(before.text for before in begun).lower() not in _UNITS


def _word(glyphs: Sequence[Glyph]) -> Word:
    text = "".join(glyph.text for glyph in glyphs)
    if not text.isascii():
        text = "".join(glyph.text for glyph in in_reading_order(glyphs, LETTERS_AND_DIGITS))
    last = max(glyph.right for glyph in glyphs)
    return Word(text, glyphs[0].left, last, glyphs[0].baseline, max(glyph.size for glyph in glyphs))


def _with_raised(words: Sequence[Word]) -> Iterator[Word]:
    """The words, with raised and lowered signs brought to the baseline of the word that they stand at."""
    heights = [word.baseline for word in words]
    for word in words:
        if len(word.text) > _LONGEST_SIGN:
            yield word
            continue
        reach = 2 * word.size
        near = words[bisect_left(heights, word.baseline - reach) : bisect_left(heights, word.baseline + reach)]
        host = min((other for other in near if _holds(other, word)), key=lambda other: _distance(other, word), default=None)
        yield word if host is None else _at_height_of(host, word)


_LONGEST_SIGN = 4
"""Code points: the note number "[12]", the ending "ième" has three more than most."""


def _holds(word: Word, sign: Word) -> bool:
    """True where ``sign`` is smaller, a little higher or lower, and beside ``word``."""
    if sign.size > _SMALL * word.size:
        return False
    above = (word.baseline - sign.baseline) / word.size
    return (_RAISED <= above <= 0.75 or -0.4 <= above <= -_RAISED) and _distance(word, sign) <= _REACH * word.size


def _distance(word: Word, sign: Word) -> float:
    return max(sign.left - word.right, word.left - sign.right)


def _at_height_of(host: Word, sign: Word) -> Word:
    """The sign in the host's row. A raised number becomes the code points for it, so that it is taken for no number of the
    text, and keeps apart from its word, unless that is a unit: "the Council ¹", "79th", "12 km²", "CO2"."""
    is_raised = sign.baseline < host.baseline
    belongs = sign.text.isalpha() or not is_raised or (sign.text in ("2", "3") and host.text in _UNITS)
    glued = belongs and sign.left >= host.left and sign.left - host.right < _BLANK * host.size
    text = sign.text.translate(_RAISED_DIGITS) if is_raised else sign.text
    return replace(sign, text=text, baseline=host.baseline, host=host.size, glued=glued)


_UNITS = frozenset(("m", "cm", "dm", "km", "mm", "ft", "mi"))
_RAISED_NUMBERS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
