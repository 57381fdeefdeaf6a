"""The text of a TOML file to the lines its tables and keys stand on, which tomllib does not tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_HEADER = re.compile(r"\s*(?P<brackets>\[\[?)\s*(?P<name>[\w-]+(?:\s*\.\s*[\w-]+)*)\s*\]")
_KEY = re.compile(r"\s*(?P<key>[\w-]+)(?:\s*\.\s*[\w-]+)*\s*=")
# Each alternative begins with a plain character, so that the search leaps to the next of them.
_STRING_OR_COMMENT = re.compile(
    r"""
      \"\"\" (?: \\. | [^\\] )*? \"{3,5}    # of several lines; it may end with two quotation marks of its own
    | ''' .*? '{3,5}
    | \" (?: \\. | [^"\\\n] )* \"
    | ' [^'\n]* '
    | \# [^\n]*
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(slots=True)
class TablePlace:
    """Where one table and its keys stand; all lines are 1-based."""

    name: str
    """The whole name, parts joined by "."; empty for what stands before all headers."""
    line: int
    keys: dict[str, int] = field(default_factory=dict)
    entries: dict[str, list[int]] = field(default_factory=dict)
    """The line on which each inline table inside the value of a key opens."""


def table_places(text: str) -> list[TablePlace]:
    """The tables of a file in order; the first is what stands before all headers.

    >>> [(place.line, place.keys) for place in table_places('# rules\\n[[rule]]\\nid = "a"\\n')]
    [(1, {}), (2, {'id': 3})]
    """
    tables = [TablePlace("", 1)]
    name = ""
    for number, line in enumerate(_bare(text).split("\n"), start=1):
        if header := _HEADER.match(line):
            tables.append(TablePlace(re.sub(r"\s", "", header["name"]), number))
            name = ""
        elif key := _KEY.match(line):
            name = key["key"]
            tables[-1].keys.setdefault(name, number)
        if name and "{" in line:
            tables[-1].entries.setdefault(name, []).extend([number] * line.count("{"))
    return tables


def entry_places(places: Sequence[TablePlace], key: str) -> list[list[TablePlace]]:
    """Where each table of the array ``key`` of the first of ``places`` stands, with the tables that follow it.

    It has a header of its own, or stands inline.

    >>> owner, *others = table_places("[[a]]\\n[[a.b]]\\n[a.b.c]\\n[[a.b]]")[1:]
    >>> [[place.line for place in entry] for entry in entry_places([owner, *others], "b")]
    [[2, 3], [4]]
    >>> entry_places(table_places("b = [{ c = 1 },\\n{ c = 2 }]"), "b")[1][0].line
    2
    """
    owner, *others = places
    found = [[TablePlace(key, line)] for line in owner.entries.get(key, ())]
    full = f"{owner.name}.{key}".removeprefix(".")
    for place in others:
        if place.name == full:
            found.append([place])
        elif found:
            found[-1].append(place)
    return found


def _bare(text: str) -> str:
    """``text`` with nothing but its line ends where strings and comments stand."""
    return _STRING_OR_COMMENT.sub(lambda match: " " + "\n" * match[0].count("\n"), text)
