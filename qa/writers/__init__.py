"""Findings to a report, and comparisons: one module a format, chosen from the tables WRITERS and COMPARISON_WRITERS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

from qa.compare.comparison import ChangeClass, Comparison
from qa.engine.checked import Checked

Outcome = Checked | Comparison
"""What a report is written of."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a report for people may look."""

    color: bool = False
    width: int = 100
    """Columns of the terminal."""
    layout: bool = False
    """Of comparisons: whether differences of wraps and blanks are told too."""
    shown: ChangeClass = ChangeClass.SUBSTANCE
    """Of comparisons for people: the least class of change that is shown; the others are counted."""


@dataclass(frozen=True, slots=True)
class Writer:
    """A format that reports can be written in.

    Its module offers ``render(outcome, look)``, one document's part of the report, as text, which is stored in UTF-8, or
    where ``is_binary`` as bytes; a format of ``one_file_each`` may offer ``entry(outcome, href)``,
    ``index(entries, earlier) -> str``, the page over a batch, and ``summary(entries, earlier) -> str``, the file that a
    later run is compared with; another may offer ``closing(totals, look) -> str``.
    """

    name: str
    summary: str
    """One line for the manual."""
    suffix: str
    """What a file of this format ends in, with the dot."""
    module: str
    one_file_each: bool = False
    """True where each document has a file of its own."""
    is_binary: bool = False
    """True where a report is no text."""

    def render(self, outcome: Outcome, look: Look = Look()) -> str | bytes:
        """One document's report. Imports the format's module, which may be slow to load."""
        rendered: str | bytes = import_module(self.module).render(outcome, look)
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
    Writer(
        "docx",
        "a Word file with every proposal as a tracked change and a comment",
        ".docx",
        "qa.writers.tracked",
        one_file_each=True,
        is_binary=True,
    ),
)

_COMPARISONS: Sequence[Writer] = (
    Writer("terminal", "what changed, substance first, each change in its passage", ".txt", "qa.writers.comparison.terminal"),
    Writer("columns", "both versions side by side", ".txt", "qa.writers.comparison.columns"),
    Writer("json", "JSON Lines, one change a line", ".jsonl", "qa.writers.comparison.json_lines"),
    Writer("html", "a page to step through the changes", ".html", "qa.writers.comparison.html", one_file_each=True),
    Writer("xml", "TEI P5 with both versions as readings", ".xml", "qa.writers.comparison.apparatus", one_file_each=True),
    Writer(
        "docx",
        "a Word file with the changes tracked",
        ".docx",
        "qa.writers.comparison.tracked",
        one_file_each=True,
        is_binary=True,
    ),
    Writer("patch", "a unified diff from the old version to the new", ".diff", "qa.writers.comparison.unified"),
    Writer(
        "dmp",
        "a patch of diff-match-patch, which also fits a text that differs a little",
        ".patch",
        "qa.writers.comparison.fuzzy",
        one_file_each=True,
    ),
)

WRITERS = MappingProxyType({writer.name: writer for writer in _ALL})
"""For what was found in documents."""
COMPARISON_WRITERS = MappingProxyType({writer.name: writer for writer in _COMPARISONS})
"""For what changed between versions."""
