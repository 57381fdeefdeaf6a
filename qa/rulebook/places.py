"""The text of a TOML rule file to the lines its tables and keys stand on, which tomllib does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_HEADER = re.compile(r"\s*\[\[\s*(?P<name>[\w.-]+)\s*\]\]")
_KEY = re.compile(r"\s*(?P<key>[\w-]+)\s*=")
_EXAMPLE = re.compile(r"\s*\{")
_FENCE = re.compile(r"\"\"\"|'''")


@dataclass(slots=True)
class TablePlace:
    """Where one ``[[table]]`` and its keys stand; all lines are 1-based."""

    name: str
    line: int
    keys: dict[str, int] = field(default_factory=dict)
    examples: list[int] = field(default_factory=list)
    """The lines in its arrays on which an inline table opens."""


def table_places(text: str) -> list[TablePlace]:
    """The ``[[tables]]`` of a file in order.

    >>> [(place.line, place.keys) for place in table_places('# rules\\n[[rule]]\\nid = "a"\\n')]
    [(2, {'id': 3})]
    """
    tables: list[TablePlace] = []
    for number, line in _lines_outside_strings(text):
        if header := _HEADER.match(line):
            tables.append(TablePlace(header["name"], number))
        elif tables and (key := _KEY.match(line)):
            tables[-1].keys.setdefault(key["key"], number)
            tables[-1].examples += [number] if "[" in line and "{" in line else []
        elif tables and _EXAMPLE.match(line):
            tables[-1].examples.append(number)
    return tables


def _lines_outside_strings(text: str) -> Iterator[tuple[int, str]]:
    """Numbered lines, without those that begin inside a string of several lines."""
    fence = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if not fence:
            yield number, line
        for mark in _FENCE.findall(line):
            fence = "" if mark == fence else (fence or mark)
