"""Comparisons of two versions to reports: one module a format, chosen from the table COMPARISON_WRITERS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

from qa.compare.comparison import Comparison
from qa.writers import Look


@dataclass(frozen=True, slots=True)
class ComparisonWriter:
    """A format that comparisons can be written in; its module offers ``render(comparison, look) -> str | bytes``."""

    name: str
    summary: str
    """One line for the manual."""
    suffix: str
    """What a file of this format ends in, with the dot."""
    module: str
    one_file_each: bool = False
    """True where each pair of documents has a file of its own."""

    def render(self, comparison: Comparison, look: Look = Look()) -> bytes:
        """The report on one pair of documents; text becomes UTF-8. Imports the format's module, which may be slow to load."""
        rendered: str | bytes = import_module(self.module).render(comparison, look)
        return rendered if isinstance(rendered, bytes) else rendered.encode("utf-8", "surrogateescape")


_ALL: Sequence[ComparisonWriter] = (
    ComparisonWriter(
        "terminal", "the changes of substance first, with their surroundings, for people", ".txt", "qa.writers.comparison.terminal"
    ),
    ComparisonWriter(
        "columns", "both versions side by side, for people", ".txt", "qa.writers.comparison.columns"
    ),
    ComparisonWriter("json", "JSON Lines, one change a line", ".jsonl", "qa.writers.comparison.json_lines"),
    ComparisonWriter(
        "html", "a page to step through the changes", ".html", "qa.writers.comparison.html", one_file_each=True
    ),
    ComparisonWriter(
        "xml", "TEI P5 with both versions as readings", ".xml", "qa.writers.comparison.apparatus", one_file_each=True
    ),
    ComparisonWriter(
        "docx", "a Word file with the changes tracked", ".docx", "qa.writers.comparison.tracked", one_file_each=True
    ),
    ComparisonWriter("patch", "a unified diff from the old version to the new", ".diff", "qa.writers.comparison.unified"),
    ComparisonWriter(
        "dmp", "a patch of diff-match-patch, which also fits a version that differs", ".patch", "qa.writers.comparison.fuzzy",
        one_file_each=True,
    ),
)

COMPARISON_WRITERS = MappingProxyType({writer.name: writer for writer in _ALL})
