"""The places of patterns' literals to the parts of a text that each pattern is worth trying on.

A match has no more blanks than its pattern allows (``Required.blanks``), so that it is found in a window of words round its
literal as surely as in the whole paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex

from qa.ground.span import Span
from qa.match.automaton import LiteralPlace
from qa.match.required import Required

_DEAR = 400
"""Code points that are tried in the time in which a window is made."""
_WORD = 10
"""Code points of a word and the blank after it, as a rule."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a text to try a pattern on.

    Law: every match in ``paragraph`` is in one of its passages. A pattern that is shown a passage alone may also match at its
    end what it would not with the rest of the paragraph in view.
    """

    window: Span
    paragraph: Span

    def holds(self, match: regex.Match[str]) -> bool:
        """Whether what matches in the window matches in the paragraph."""
        is_all = self.window.end == self.paragraph.end
        return is_all or match.re.match(match.string, match.start(), self.paragraph.end) is not None


def _is_common(literal: str) -> bool:
    """Whether a literal stands in nearly every sentence, so that its places take longer than to try the whole text."""
    return len(literal) == 1 or literal in (". ", ", ")


def whole(text: str) -> Passage:
    """All of a text."""
    everywhere = Span(0, len(text))
    return Passage(everywhere, everywhere)


class Anchors:
    """Which of many patterns can match in a text, and where, told by the places of their literals."""

    def __init__(self, required: Sequence[Required]) -> None:
        self._blanks = [each.blanks for each in required]
        self._always = [index for index, each in enumerate(required) if not each.literals or any(map(_is_common, each.literals))]
        owners: dict[str, list[int]] = {}
        for index, each in enumerate(required):
            if index not in self._always:
                for literal in each.literals:
                    owners.setdefault(literal, []).append(index)
        self._owners = tuple(owners.values())
        self.literals = tuple(owners)
        """All of them, those aside that stand everywhere."""

    def possible(self, text: str, places: Iterable[LiteralPlace]) -> list[tuple[int, list[Passage]]]:
        """The indexes of the patterns worth trying on a text, in order, each with the passages to try it on.

        ``places`` are those of ``literals``.
        """
        starts: dict[int, list[int]] = {}
        for literal, start in places:
            for index in self._owners[literal]:
                starts.setdefault(index, []).append(start)
        found = {index: [*_passages(text, sorted(its_starts), self._blanks[index])] for index, its_starts in starts.items()}
        found |= {index: [whole(text)] for index in self._always}
        return sorted(found.items())


def _passages(text: str, starts: Iterable[int], blanks: int | None) -> Iterator[Passage]:
    for paragraph, its_starts in _paragraphs(text, starts):
        if blanks is None or len(paragraph) <= _DEAR * len(its_starts):
            yield Passage(paragraph, paragraph)
        else:
            yield from (Passage(window, paragraph) for window in _windows(text, paragraph, its_starts, blanks))


def _paragraphs(text: str, starts: Iterable[int]) -> Iterator[tuple[Span, list[int]]]:
    """The paragraphs that hold these places, or that they touch, given in order, and the places in each."""
    begin = reached = -1
    held: list[int] = []
    for start in starts:
        for place in (start, min(start + 1, len(text))):
            if place > reached:
                if held:
                    yield Span(begin, reached), held
                begin, end, held = text.rfind("\n", 0, place) + 1, text.find("\n", place), [place]
                reached = end if end >= 0 else len(text)
            elif place == start:
                held.append(place)
    if held:
        yield Span(begin, reached), held


def _windows(text: str, paragraph: Span, starts: Iterable[int], blanks: int) -> Iterator[Span]:
    """What may be matched or looked at round any of the places, in order and apart.

    Of what begins before the end of such a match, all that decides about it is in view too: twice as many blanks after it.
    """
    begin = end = -1
    for start in starts:
        after = _after(text, paragraph.end, start, 2 * blanks)
        before = _before(text, paragraph.start, start, blanks)
        if before > end:
            if end >= 0:
                yield Span(begin, end)
            begin = before
        end = max(end, after)
    if end >= 0:
        yield Span(begin, end)


def _before(text: str, first: int, place: int, blanks: int) -> int:
    """A place with more blanks than so many between it and a later one, or the first place of all."""
    width = _WORD * (blanks + 1)
    while place - width > first and text.count(" ", place - width, place) <= blanks:
        width *= 2
    return max(first, place - width)


def _after(text: str, last: int, place: int, blanks: int) -> int:
    """A place with more blanks than so many between it and an earlier one, or the last place of all."""
    width = _WORD * (blanks + 1)
    while place + width < last and text.count(" ", place, place + width) <= blanks:
        width *= 2
    return min(last, place + width)
