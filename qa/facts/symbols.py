"""Symbols of documents such as S/PV.7816: shapes to where a symbol ends, and to the symbol that damaged text was meant to be.

A shape is a symbol with its numbers left open: ``A/<session>/L.<number>``. It is read twice. Strictly, it tells which text is
a symbol; leniently, it takes for a stroke or a point what hands and scanners make of them ("A/78 L93", "A/74/ PV.3") and for a
digit the letter that looks like it ("S/2014/l89"), and says what should stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

_SLOT = re.compile(r"<(\w+)>")
_PIECE = re.compile(r"<\w+>|[A-Za-z]+|.")
_LOOKALIKES = str.maketrans("lI|Oo", "11100")
"""Letters that stand where a digit was: "S/2014/l89", "A/7O/PV.3"."""
_END = r"(?![\w/|]|[.-]\d)"
"""A symbol ends where neither another part nor a range ("L.93-95") follows."""
_ORGAN = re.compile("[A-Za-z]+")
_GOES_ON = re.compile(r" ?[/(]| [A-Za-z]+[.,:;]{0,2} ?[\dlIOo]")
"""What may still belong to a symbol behind what is one already: "A/78 L.93", "S/2254 (2015)"."""
_STROKES = r" ?(?:/|(?<!/\d)//) ?"
"""After one digit, the first of two strokes may have been another: "A/6//PV.10" of the sixty-first session."""
_FIRST_YEAR = 1945
"""A slot whose numbers begin here or later is one of years."""
_MOST_ENDINGS = 2
"""S/2014/189/Add.1/Corr.1"""

_compiled = cache(re.compile)
"""Shapes are compiled when the first text is held against them: a rule file has dozens, most documents need none."""


@dataclass(frozen=True, slots=True)
class Mended:
    """Damaged text that begins where it was asked for and ends at ``end`` (a code point), and the symbol that it was."""

    end: int
    right: str


@dataclass(frozen=True, slots=True)
class _Shape:
    """A shape, or an ending, read both ways; each group of an expression is a slot, in order."""

    pieces: tuple[str, ...]
    slots: tuple[range, ...]
    strict: str
    lenient: str

    def filled(self, groups: Sequence[str]) -> str | None:
        """The shape with what stands in its slots, in digits; None where a number cannot be brought into its range."""
        numbers = [_possible(group.translate(_LOOKALIKES), slot) for group, slot in zip(groups, self.slots, strict=True)]
        rest = iter(number for number in numbers if number)
        return None if None in numbers else "".join(next(rest) if _SLOT.fullmatch(piece) else piece for piece in self.pieces)


def _possible(number: str, slot: range) -> str | None:
    """A number, or a year of which two digits changed places ("S/2104/189"), if it is in its range; None otherwise."""
    if number[0] == "0":
        return None
    if int(number) in slot:
        return number
    swapped = (number[:index] + number[index + 1] + number[index] + number[index + 2 :] for index in range(len(number) - 1))
    years = [year for year in swapped if slot[0] >= _FIRST_YEAR and int(year) in slot]
    return years[0] if len(years) == 1 else None


class Grammar:
    """All shapes of symbols. Laws: where ``end_of`` takes a text whole, ``mended`` leaves it alone; and it takes what
    ``mended`` gives."""

    def __init__(self, shapes: Sequence[str], endings: Sequence[str], numbers: Mapping[str, range]) -> None:
        """``endings``, such as ``/Add.<part>``, may follow any shape. Raises ValueError for a slot without a range."""
        self.organs = frozenset(shape.partition("/")[0] for shape in shapes)
        self._shapes: dict[str, list[_Shape]] = {organ: [] for organ in self.organs}
        for shape in shapes:
            self._shapes[shape.partition("/")[0]].append(_shape(shape, numbers))
        self._endings = [_shape(ending, numbers) for ending in endings]
        self._strict_tail = _tail([ending.strict for ending in self._endings])
        self._lenient_tail = _tail([ending.lenient for ending in self._endings])

    def end_of(self, text: str, start: int) -> int | None:
        """Where the longest symbol that begins at ``start`` ends; None where none does."""
        shapes = self._shapes_at(text, start)
        matches = ((shape, _matched(shape.strict, self._strict_tail, text, start)) for shape in shapes)
        return max(
            (match.end() for shape, match in matches if match and self._symbol(shape, match) == match.group()), default=None
        )

    def mended(self, text: str, start: int) -> Mended | None:
        """What damaged text at ``start`` was meant to be: of the possible symbols the one that changes least."""
        sound = self.end_of(text, start) or start
        if sound > start and not _GOES_ON.match(text, sound):
            return None
        readings = [reading for reading in self._readings(text, start) if reading.end > sound]
        best = min(readings, key=lambda reading: _cost(text[start : reading.end], reading.right), default=None)
        return best if best and best.right != text[start : best.end] else None

    def _shapes_at(self, text: str, start: int) -> Sequence[_Shape]:
        """The shapes of the organ whose letters stand here."""
        letters = _ORGAN.match(text, start)
        written = letters.group() if letters else ""
        return self._shapes[written] if written in self._shapes else self._shapes.get(written[:-1], ())  # "Sl14506"

    def _readings(self, text: str, start: int) -> Iterator[Mended]:
        for shape in self._shapes_at(text, start):
            match = _matched(shape.lenient, self._lenient_tail, text, start)
            right = self._symbol(shape, match) if match else None
            if match and right:
                yield Mended(match.end(), right)

    def _symbol(self, shape: _Shape, match: re.Match[str]) -> str | None:
        """What a match of a shape and its endings was meant to be, if all its numbers are possible."""
        *groups, tail = match.groups()
        symbol = shape.filled(groups)
        while symbol and tail:
            # What is no ending by itself was one only for the digit before it: "A/87011Add.1", whose 1 was a stroke.
            ending, end = next(self._ending(tail), (None, len(tail)))
            symbol = ending and symbol + ending
            tail = tail[end:]
        return symbol

    def _ending(self, tail: str) -> Iterator[tuple[str | None, int]]:
        for ending in self._endings:
            if match := _compiled(ending.lenient).match(tail):
                yield ending.filled(match.groups()), match.end()


def _matched(shape: str, tail: str, text: str, start: int) -> re.Match[str] | None:
    """The match of a shape and its tail, which take long to compile: that is done where the shape by itself is found."""
    return _compiled(shape + tail).match(text, start) if _compiled(shape).match(text, start) else None


def _tail(endings: Sequence[str]) -> str:
    """The expression for what follows a shape, its endings as one group."""
    bare = "|".join(ending.replace("((?#slot)", "(?:") for ending in endings)
    return (rf"((?:{bare}){{0,{_MOST_ENDINGS}}})" if endings else "()") + _END


def _shape(text: str, numbers: Mapping[str, range]) -> _Shape:
    pieces = tuple(_PIECE.findall(text))
    names: list[str] = _SLOT.findall(text)
    unknown = [name for name in names if name not in numbers]
    if unknown:
        raise ValueError(f"<{unknown[0]}> in {text!r} has no range")
    digits = {f"<{name}>": f"{{1,{len(str(numbers[name][-1]))}}}" for name in names}
    strict = "".join(rf"((?#slot)\d{digits[piece]})" if piece in digits else re.escape(piece) for piece in pieces)
    lenient = "".join(
        _number(digits[piece], before) if piece in digits else _leniently(piece, before, after, pieces[0])
        for before, piece, after in _neighbours(pieces)
    )
    return _Shape(pieces, tuple(numbers[name] for name in names), strict, lenient)


def _neighbours(pieces: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Each piece between the one before it and the one after it, which are empty at the ends."""
    padded = ("", *pieces, "")
    for (before, piece), after in zip(pairwise(padded), padded[2:], strict=False):
        yield before, piece, after


def _number(digits: str, before: str) -> str:
    """Only a number that a word announces ("Add.l") may have lost all its digits."""
    certain = "" if before == "." else r"(?=[lI|Oo]*\d)"
    return rf"{certain}((?#slot)[\dlI|Oo]{digits})"


def _leniently(piece: str, before: str, after: str, first: str) -> str:
    """What a hand or a scanner may have left of a piece that is no number."""
    if piece == "/":
        return _stroke(after, first if before != first else "")
    if piece == ".":
        return r"(?:[.,:;]{1,2} ?| ?)"
    if piece == " ":
        return " ?"
    return re.escape(piece) if not before or not piece.isalpha() else f"(?i:{re.escape(piece)})"


def _stroke(after: str, organ: str) -> str:
    """A stroke: doubled, with blanks, with the organ said again ("S/2024/S/413"), misread, or lost before a word ("A/78 L.93").

    ``organ`` is empty for the first stroke, which is never lost.
    """
    if _SLOT.fullmatch(after):
        again = f"(?:{re.escape(organ)}/)?" if organ.isalpha() else ""
        return rf"(?:{_STROKES}{again}|[lI|](?=\d))"
    return rf"(?:{_STROKES}| |(?<=\d))" if organ else _STROKES


def _cost(found: str, right: str) -> int:
    """How many code points to insert, delete or exchange (Levenshtein), to make the one the other."""
    row = list(range(len(right) + 1))
    for index, character in enumerate(found, start=1):
        previous, row[0] = row[0], index
        for column, wanted in enumerate(right, start=1):
            step = previous + (character != wanted)
            previous, row[column] = row[column], min(step, row[column] + 1, row[column - 1] + 1)
    return row[-1]
