"""Findings to a report, and comparisons: one module a format, chosen from the tables WRITERS and COMPARISON_WRITERS."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TypeAlias

from qa.compare.change_class import ChangeClass
from qa.ground.errors import QaError
from qa.ground.finding import Severity
from qa.ground.plugins import Table

if TYPE_CHECKING:
    from qa.compare.comparison import Comparison
    from qa.engine.checked import Checked
    from qa.engine.totals import Totals
    from qa.rulebook.rule import Rule
    from qa.writers.html.summary import Summary

Outcome: TypeAlias = "Checked | Comparison"
"""What a report is written of."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a report for people may look."""

    color: bool = False
    width: int = 100
    """Columns of the terminal."""
    grouped: bool = True
    """Whether the terminal tells findings that are alike as one."""
    pictures: bool = False
    """Whether pages on documents read from PDF files show where these are printed."""
    layout: bool = False
    """Of comparisons: whether differences of wraps and blanks are told too."""
    media: str | None = None
    """The address of the recording of a transcript of speech, as a page has it that stands where it is ordered."""
    shown: ChangeClass = ChangeClass.SUBSTANCE
    """Of comparisons for people: the least class of change that is shown; the others are counted."""
    author: str = ""
    """Who is said to have made tracked changes and comments; without a name, this program."""
    date: str = ""
    """When, as xsd:dateTime; without one no date is written."""


def time_of_run() -> str:
    """Now, or SOURCE_DATE_EPOCH where a run must be repeatable: as xsd:dateTime, in UTC and whole seconds.

    Raises QaError for what is no SOURCE_DATE_EPOCH.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        now = datetime.now(tz=UTC) if epoch is None else datetime.fromtimestamp(int(epoch), tz=UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise QaError("SOURCE_DATE_EPOCH", found=repr(epoch), expected="seconds since 1970") from error
    return f"{now:%Y-%m-%dT%H:%M:%SZ}"


@dataclass(frozen=True, slots=True)
class Root:
    """From where build servers and code hosts have paths: the top of a repository. Both folders are absolute."""

    folder: str
    here: str
    """The current folder, from which documents are named."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a report may tell of the run beside its documents."""

    rules: Mapping[str, Rule] = field(default_factory=dict)
    """The rules in force, by their ids."""
    fail_on: Callable[[str], Severity | None] = lambda path: Severity.ERROR
    """The least severity that makes the run fail for the document at a path; None for never."""
    earlier: Summary | None = None
    """The summary of the run that an index page compares this one with."""
    root: Root | None = None
    """None where paths are told as they were named."""


class Report(Protocol):
    """One report over all documents of a run, written while they are checked, so that it holds nothing of their texts.

    Law: opening, the documents in their order, and closing, one after another, are the whole report.
    """

    def opening(self) -> str | bytes:
        """What stands before the first document."""

    def document(self, outcome: Outcome) -> str | bytes:
        """One document's part, with what parts it from the one before."""

    def closing(self, totals: Totals | None) -> str | bytes:
        """What stands after the last document; without ``totals`` the reader wants no summary that he can do without."""


@dataclass(frozen=True, slots=True)
class Writer:
    """A format that reports can be written in.

    Its module offers either ``render(outcome, look)``, one document's part of the report, as text, which is stored in UTF-8,
    or where ``is_binary`` as bytes, with perhaps ``closing(totals, look) -> str``; or, for a format that has a head and a
    tail, ``report(look, run) -> Report``. A format of ``one_file_each`` offers ``render`` and may offer
    ``entry(outcome, href)``, ``index(entries, earlier) -> str``, the page over a batch, and
    ``summary(entries, earlier) -> str``, the file that a later run is compared with. Where the files of a batch share
    something or lead to one another, it offers ``members(outcome, look, name)``, the files of one document, its report at
    ``name`` and what this needs beside it, and ``listing(entries)``, what all of them need, each as pairs of a path in the
    folder, parts joined by "/", and its content.
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

    def report(self, look: Look = Look(), run: Run = Run()) -> Report:
        """A report over many documents. Imports the format's module."""
        begin: Callable[[Look, Run], Report] | None = getattr(import_module(self.module), "report", None)
        return begin(look, run) if begin else _Parts(self, look)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The report of a format that has no head: the documents' parts one after another, and perhaps a closing line."""

    writer: Writer
    look: Look

    def opening(self) -> str:
        return ""

    def document(self, outcome: Outcome) -> str | bytes:
        return self.writer.render(outcome, self.look)

    def closing(self, totals: Totals | None) -> str:
        close: Callable[[Totals, Look], str] | None = getattr(import_module(self.writer.module), "closing", None)
        return close(totals, self.look) if close and totals is not None else ""


_ALL: Sequence[Writer] = (
    Writer("terminal", "passages with the place marked, for people (coloured on a terminal)", ".txt", "qa.writers.terminal"),
    Writer("json", "JSON Lines, one finding a line", ".jsonl", "qa.writers.json_lines"),
    Writer(
        "xml",
        "the document in TEI P5 with the findings as annotations",
        ".xml",
        "qa.writers.tei.annotated",
        one_file_each=True,
    ),
    Writer("html", "a page to step through the proposals", ".html", "qa.writers.html.page", one_file_each=True),
    Writer("diff", "a unified diff from the text as it is to the corrected text", ".diff", "qa.writers.unified"),
    Writer(
        "docx",
        "a Word file with every proposal as a tracked change and a comment",
        ".docx",
        "qa.writers.word.tracked",
        one_file_each=True,
        is_binary=True,
    ),
    Writer(
        "xliff",
        "XLIFF 2.1 with ITS 2.0 issues on the units, or the XLIFF that came in with them",
        ".xliff",
        "qa.writers.xliff.bilingual",
        one_file_each=True,
    ),
    Writer("sarif", "SARIF 2.1.0, for code scanning", ".sarif", "qa.writers.ci.sarif"),
    Writer("junit", "JUnit XML, a test suite a document, for build servers", ".xml", "qa.writers.ci.junit"),
    Writer("github", "workflow commands, shown by GitHub Actions in the changed files", ".txt", "qa.writers.ci.github"),
    Writer("gitlab", "a code quality report, shown by GitLab in merge requests", ".json", "qa.writers.ci.gitlab"),
    Writer("checkstyle", "the XML of Checkstyle, for build servers and editors", ".xml", "qa.writers.ci.checkstyle"),
    Writer("markdown", "a summary for a pull request: counts, and what matters most", ".md", "qa.writers.markdown"),
)

_COMPARISONS: Sequence[Writer] = (
    Writer("terminal", "what changed, substance first, each change in its passage", ".txt", "qa.writers.comparison.terminal"),
    Writer("columns", "both versions side by side", ".txt", "qa.writers.comparison.side_by_side"),
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

WRITERS = Table("transcript_qa.writers", tuple(_ALL), needed=(("render", "report"),))
"""For what was found in documents."""
COMPARISON_WRITERS = Table("transcript_qa.comparison_writers", tuple(_COMPARISONS), needed=(("render", "report"),))
"""For what changed between versions."""
PARTITION_WRITERS: Mapping[str, Writer] = {
    "json": WRITERS["json"],
    "parquet": Writer("parquet", "a table of the same, one finding a row", ".parquet", "qa.writers.parquet", is_binary=True),
}
"""For the partitions of an archive: formats whose readers take several files for one."""
