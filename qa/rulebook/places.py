"""The text of a TOML rule file to the lines its tables and keys stand on, which tomllib does not tell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_HEADER = re.compile(r"\s*\[\[\s*(?P<name>[\w.-]+)\s*\]\]")
_KEY = re.compile(r"\s*(?P<key>[\w-]+)\s*=")
_STRING_OR_COMMENT = re.compile(
    r"""
      \"{3} (?: \\. | [^\\] )*? \"{3,5}      # of several lines; it may end with two quotation marks of its own
    | '{3} .*? '{3,5}
    | \" (?: \\. | [^"\\\n] )* \"
    | ' [^'\n]* '
    | \# [^\n]*
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(slots=True)
class TablePlace:
    """Where one ``[[table]]`` and its keys stand; all lines are 1-based."""

    name: str
    line: int
    keys: dict[str, int] = field(default_factory=dict)
    examples: list[int] = field(default_factory=list)
    """The line on which each inline table of the key ``examples`` opens."""


def table_places(text: str) -> list[TablePlace]:
    """The ``[[tables]]`` of a file in order.

    >>> [(place.line, place.keys) for place in table_places('# rules\\n[[rule]]\\nid = "a"\\n')]
    [(2, {'id': 3})]
    """
    tables: list[TablePlace] = []
    name = ""
    for number, line in enumerate(_bare(text).split("\n"), start=1):
        if header := _HEADER.match(line):
            tables.append(TablePlace(header["name"], number))
            name = ""
        elif tables and (key := _KEY.match(line)):
            name = key["key"]
            tables[-1].keys.setdefault(name, number)
        if name == "examples":
            tables[-1].examples += [number] * line.count("{")
    return tables


def _bare(text: str) -> str:
    """``text`` with nothing but its line ends where strings and comments stand."""
    return _STRING_OR_COMMENT.sub(lambda match: " " + "\n" * match.group().count("\n"), text)
