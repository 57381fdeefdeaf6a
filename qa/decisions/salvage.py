"""The bytes of a decisions file, whole or damaged, to its entries, each with its line, and to the heads of a damaged one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Found:
    """One entry, or why one is none."""

    line: int
    """1-based, where it begins."""
    value: Any = None
    problem: str = ""
    """What no JSON reader can take there."""


_ENTRIES = re.compile(r'"decisions"\s*:\s*\[')
_GAP = re.compile(r"[\s,]*")
_NEXT_ENTRY = re.compile(r"\n\s*(?=\{)")
"""Such files have a line for each entry, so that the next one can be found after one that is damaged."""
_DECODER = json.JSONDecoder()


def entries_of(data: bytes, known: Sequence[Sequence[Any]]) -> list[list[Found]]:
    """The entries of a file that is valid as a whole, document by document, each with its line; ``known`` are their values."""
    text = data.decode("utf-8-sig", "replace")
    walked = [entries for _, entries in _arrays(text)]
    # Another array may have that name, in a file that is about to be refused for it.
    fits = list(map(len, walked)) == list(map(len, known))
    lines = [[each.line for each in entries] for entries in walked] if fits else [[1] * len(values) for values in known]
    return [list(map(Found, *pair)) for pair in zip(lines, known, strict=True)]


def parts_of(data: bytes) -> Iterator[tuple[dict[str, Any], list[Found]]]:
    """Of a damaged file each document's head that is whole, and whatever entries can be read after it."""
    text = data.decode("utf-8-sig", "replace")
    for begin, entries in _arrays(text):
        head = _head(text, begin)
        if head is not None:
            yield head, entries


def _head(text: str, begin: re.Match[str]) -> dict[str, Any] | None:
    """What stands before the entries; None where that is damaged too."""
    start = text.rfind("{", 0, begin.start())
    # The object that names the document lies inside the head.
    for _ in range(_MOST_OBJECTS):
        if start < 0 or begin.start() - start > _LONGEST_HEAD:
            return None
        try:
            head = json.loads(text[start : begin.end()] + "]}")
        except (ValueError, RecursionError):
            start = text.rfind("{", 0, start)
        else:
            return head if isinstance(head, dict) else None
    return None


_LONGEST_HEAD = 20_000
"""Code points: a path and a name."""
_MOST_OBJECTS = 4
"""That begin in a head."""


def _arrays(text: str) -> Iterator[tuple[re.Match[str], list[Found]]]:
    """Each array of entries, none inside another, with what can be read of it."""
    reached = 0
    for begin in _ENTRIES.finditer(text):
        if begin.start() >= reached:
            entries, reached = _walked(text, begin.end())
            yield begin, entries


def _walked(text: str, place: int) -> tuple[list[Found], int]:
    """The entries from ``place`` on, and where their array ends."""
    entries: list[Found] = []
    line, counted = text.count("\n", 0, place) + 1, place
    while True:
        place = _end(_GAP, text, place)
        line, counted = line + text.count("\n", counted, place), place
        if place == len(text) or text[place] == "]":
            return entries, place
        try:
            value, place = _DECODER.raw_decode(text, place)
            entries.append(Found(line, value))
        except (ValueError, RecursionError) as error:
            problem = error.msg if isinstance(error, json.JSONDecodeError) else "more than anybody means"
            entries.append(Found(line, problem=problem))
            following = _NEXT_ENTRY.search(text, place)
            if following is None:
                return entries, len(text)
            place = following.end()


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    match = pattern.match(text, place)
    return match.end() if match else place
