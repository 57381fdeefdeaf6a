"""The bytes of a decisions file, whole or damaged, to its entries, each with its line; and to its head where it is damaged."""

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


def entries_of(data: bytes, known: Sequence[Any] | None) -> Iterator[Found]:
    """The entries in order. ``known`` are those of a file that is valid as a whole; of another, whatever can be read."""
    text = data.decode("utf-8-sig", "replace")
    begin = _ENTRIES.search(text)
    found = () if begin is None else _walk(text, begin.end())
    if known is None:
        yield from found
        return
    walked = tuple(found)
    # Another array may have that name first, in a file that is about to be refused for it.
    lines = [each.line for each in walked] if len(walked) == len(known) else [1] * len(known)
    yield from (Found(line, value) for line, value in zip(lines, known, strict=True))


def _walk(text: str, place: int) -> Iterator[Found]:
    line, counted = 1, 0
    while True:
        place = _end(_GAP, text, place)
        line, counted = line + text.count("\n", counted, place), place
        if text.startswith("]", place):
            return
        if place == len(text):
            return
        try:
            value, place = _DECODER.raw_decode(text, place)
            yield Found(line, value)
        except (ValueError, RecursionError) as error:
            yield Found(line, problem=error.msg if isinstance(error, json.JSONDecodeError) else "more than anybody means")
            following = _NEXT_ENTRY.search(text, place)
            if following is None:
                return
            place = following.end()


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    match = pattern.match(text, place)
    return match.end() if match else place


def head_of(data: bytes) -> dict[str, Any] | None:
    """What stands before the entries of a damaged file; None where that is damaged too, or there is no such thing."""
    text = data.decode("utf-8-sig", "replace")
    begin = _ENTRIES.search(text)
    if begin is None:
        return None
    try:
        head = json.loads(text[: begin.end()] + "]}")
    except (ValueError, RecursionError):
        return None
    return head if isinstance(head, dict) else None
