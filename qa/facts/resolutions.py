"""Resolutions of the Security Council, which are numbered through since 1946: the year of a number, the numbers of a year."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise
from string import digits

from qa.words.edits import is_one_edit, is_swap


class Numbering:
    """The first number of each year. The last year of the table is open: its numbers may be of a later year too."""

    def __init__(self, first: Mapping[int, int]) -> None:
        """Raises ValueError where a later year does not have a greater number."""
        self._first = dict(sorted(first.items()))
        self._years = tuple(self._first)
        self._numbers = tuple(self._first.values())
        for (earlier, one), (later, other) in pairwise(self._first.items()):
            if one >= other:
                raise ValueError(f"{later} begins with {other}, {earlier} with {one}")

    def year_of(self, number: int) -> int | None:
        """The year of a number; None for a number before the table begins, and for one of its last year or later."""
        index = bisect_right(self._numbers, number) - 1
        return self._years[index] if 0 <= index < len(self._years) - 1 else None

    def agree(self, number: int, year: int) -> bool:
        """Whether there may be such a resolution: 2254 of 2015, but not of 2004."""
        if year >= self._years[-1]:
            return number >= self._numbers[-1]
        return self.year_of(number) == year

    def meant(self, number: str, year: str, elsewhere: Collection[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """What a number and a year that do not agree may have been, best first.

        ``elsewhere`` are the citations of the same document. One of the same year whose number is a slip away ("1276" for
        "1267") was meant rather than the number's own year.
        """
        near = sorted(other for other in _one_slip(number) if (other, year) in elsewhere and self.agree(int(other), int(year)))
        own = self.year_of(int(number))
        right_elsewhere = own is not None and (number, str(own)) in elsewhere
        if own is not None and (right_elsewhere or not near):
            yield number, str(own)
        yield from ((other, year) for other in near)
        if own is not None and near and not right_elsewhere:
            yield number, str(own)
        if not near and own is not None and not is_one_edit(year, str(own)):
            yield from ((swapped, year) for swapped in self._swapped(number, year))

    def _swapped(self, number: str, year: str) -> Iterator[str]:
        """The numbers of that year in which two digits have changed places."""
        numbers = (number[:index] + number[index + 1] + number[index] + number[index + 2 :] for index in range(len(number) - 1))
        yield from (other for other in numbers if is_swap(number, other) and self.agree(int(other), int(year)))


def _one_slip(number: str) -> set[str]:
    """The numbers for which ``is_one_edit`` is true.

    >>> sorted(each for each in _one_slip("12") if len(each) < 3)[:6]
    ['02', '1', '10', '11', '13', '14']
    """
    cut = [(number[:index], number[index:]) for index in range(len(number) + 1)]
    found = {left + digit + right for left, right in cut for digit in digits}
    found |= {left + digit + right[1:] for left, right in cut if right for digit in ("", *digits)}
    found |= {left + right[1] + right[0] + right[2:] for left, right in cut if len(right) > 1}
    return found - {number}
