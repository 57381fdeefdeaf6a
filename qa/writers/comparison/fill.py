"""Marked stretches of text to lines of a given width."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa.writers.comparison.highlight import Highlight
from qa.writers.terminal import columns, visible


@dataclass(frozen=True, slots=True)
class _Word:
    """A word or a run of blanks, with how it is marked."""

    text: str
    kind: str | None

    @property
    def width(self) -> int:
        return columns(self.text)


def filled(stretches: Iterable[tuple[str, str | None]], width: int, marks: Highlight) -> list[tuple[str, int]]:
    """Lines of at most so many columns, each with the columns it takes; a longer word stands on a line of its own.

    A stretch is a text and how it is marked (a kind of ``marks``, or None); what a terminal would obey is made visible.
    """
    lines: list[list[_Word]] = [[]]
    room = width
    for word in _words(stretches):
        goes_on = bool(lines[-1]) and lines[-1][-1].kind == word.kind
        needed = word.width + (0 if goes_on else _brackets(word.kind, marks))
        if needed > room and lines[-1]:
            lines.append([])
            room = width
            needed = word.width + _brackets(word.kind, marks)
        if lines[-1] or not word.text.isspace():
            lines[-1].append(word)
            room -= needed
    return [_line(_without_blank_end(line), marks) for line in lines]


def _without_blank_end(words: list[_Word]) -> list[_Word]:
    end = len(words)
    while end and words[end - 1].text.isspace():
        end -= 1
    return words[:end]


def _words(stretches: Iterable[tuple[str, str | None]]) -> Iterator[_Word]:
    for stretch in stretches:
        for part, kind in _with_bare_edges(*stretch):
            yield from (_Word(visible(word), kind) for word in re.findall(r" +|[^ ]+", part))


def _with_bare_edges(text: str, kind: str | None) -> Iterator[tuple[str, str | None]]:
    """A marked stretch without a mark on the blanks at its ends; blanks alone, which nobody would see, become a sign."""
    core = text.strip()
    if kind is None or not core:
        yield (text if kind is None else "␣" * len(text)), kind
        return
    start = text.index(core)
    yield text[:start], None
    yield core, kind
    yield text[start + len(core) :], None


def _brackets(kind: str | None, marks: Highlight) -> int:
    """The columns that the brackets of a mark take."""
    return 4 if kind is not None and not marks.color else 0


def _line(words: list[_Word], marks: Highlight) -> tuple[str, int]:
    parts: list[str] = []
    used = 0
    start = 0
    while start < len(words):
        end = start
        while end < len(words) and words[end].kind == words[start].kind:
            end += 1
        text = "".join(word.text for word in words[start:end])
        parts.append(marks.marked(text, words[start].kind))
        used += columns(text) + _brackets(words[start].kind, marks)
        start = end
    return "".join(parts), used
