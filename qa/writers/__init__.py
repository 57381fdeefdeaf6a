"""Findings to a report: one module a format, chosen from the table WRITERS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

from qa.engine.checked import Checked


@dataclass(frozen=True, slots=True)
class Look:
    """How a report for people may look."""

    color: bool = False
    width: int = 100
    """Columns of the terminal."""


@dataclass(frozen=True, slots=True)
class Writer:
    """A format that reports can be written in.

    Its module offers ``render(checked, look) -> str``, one document's part of the report; a format of ``one_file_each``
    may offer ``entry(checked, href)``, ``index(entries, earlier) -> str``, the page over a batch, and
    ``summary(entries, earlier) -> str``, the file that a later run is compared with; another may offer
    ``closing(checked_totals, look) -> str``.
    """

    name: str
    summary: str
    """One line for the manual."""
    suffix: str
    """What a file of this format ends in, with the dot."""
    module: str
    one_file_each: bool = False
    """True where each document has a file of its own."""

    def render(self, checked: Checked, look: Look = Look()) -> str:
        """One document's report. Imports the format's module, which may be slow to load."""
        rendered: str = import_module(self.module).render(checked, look)
        return rendered


_ALL: Sequence[Writer] = (
    Writer("terminal", "passages with the place marked, for people (coloured on a terminal)", ".txt", "qa.writers.terminal"),
    Writer("json", "JSON Lines, one finding a line", ".jsonl", "qa.writers.json_lines"),
    Writer(
        "xml",
        "the document in TEI P5 with the findings as annotations",
        ".xml",
        "qa.writers.annotated",
        one_file_each=True,
    ),
    Writer("html", "a page to step through the proposals", ".html", "qa.writers.html", one_file_each=True),
    Writer("diff", "a unified diff from the text as it is to the corrected text", ".diff", "qa.writers.patch"),
)

WRITERS = MappingProxyType({writer.name: writer for writer in _ALL})
