"""A revision of a git repository and checked documents to the findings in passages that were touched since.

A passage is a paragraph, or whatever else a document is built of. Where git compares no lines, as in a Word file, and in
a document that git does not know, everything counts as touched.
"""

from __future__ import annotations

import os
import re
import subprocess
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, zip_longest
from pathlib import Path

from qa.batch.discovery import STANDARD_INPUT
from qa.engine.checked import Checked
from qa.ground.document import Document
from qa.ground.errors import QaError
from qa.ground.finding import Finding
from qa.ground.span import Span

_HUNK = re.compile(rb"^@@ -\d+(?:,\d+)? \+(?P<first>\d+)(?:,\d+)? @@", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a file as it is now that were touched, 1-based and at least one."""

    first: int
    last: int


class ChangedSince:
    """Checked documents to the same with the findings only that stand in touched passages."""

    def __init__(self, revision: str) -> None:
        self._revision = revision
        self._repositories: dict[Path, _Repository] = {}

    def sift(self, checked: Checked) -> Checked:
        """The document with the findings of touched passages; the others are with ``known``. Raises what ``prepare`` does."""
        path = checked.document.path
        if checked.unreadable is not None:
            return checked
        lines = self._repository(path).changed_lines(path)
        if lines == ():
            return _with(checked, ())
        if lines is None or checked.document.strands is not None:
            return checked
        touched = _Touched(checked.document, lines)
        return _with(checked, tuple(finding for finding in checked.findings if touched.holds(finding)))

    def prepare(self, paths: Iterable[str]) -> None:
        """Look into the repositories of all documents, so that a mistake is told before any of them is checked.

        Raises QaError for a document outside a repository, a revision that it does not have, and standard input.
        """
        for path in paths:
            if path == STANDARD_INPUT:
                raise QaError("standard input has no revision to compare with", expected="files of a git repository")
            self._repository(path)

    def _repository(self, path: str) -> _Repository:
        folder = Path(os.path.realpath(path)).parent
        if folder not in self._repositories:
            top = Path(os.fsdecode(_git(folder, path, "rev-parse", "--show-toplevel").rstrip(b"\r\n")))
            self._repositories[folder] = self._repositories.get(top) or _Repository.at(top, self._revision, path)
            self._repositories[top] = self._repositories[folder]
        return self._repositories[folder]


def _with(checked: Checked, findings: tuple[Finding, ...]) -> Checked:
    kept = set(map(id, findings))
    others = tuple(finding for finding in checked.findings if id(finding) not in kept)
    return replace(checked, findings=findings, known=(*checked.known, *others))


@dataclass(frozen=True, slots=True)
class _Repository:
    """A working tree compared with a revision; names are relative to its top, as git has them."""

    top: Path
    revision: str
    """Its commit."""
    before: dict[str, str | None]
    """Of each file that has changed since, its name then; None for a new one."""
    tracked: frozenset[str]

    @classmethod
    def at(cls, top: Path, revision: str, document: str) -> _Repository:
        name = f"{revision}^{{commit}}"
        found = _run(top, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
        if found.returncode:
            raise QaError(f"unknown revision {revision!r}", expected=f"a commit of the repository {top}")
        commit = found.stdout.decode().strip()
        changes = _git(top, document, "diff", "--raw", "-z", "--no-abbrev", "--find-renames", "--no-ext-diff", commit, "--")
        tracked = _git(top, document, "ls-files", "-z")
        return cls(top, commit, dict(_changes(changes)), frozenset(map(os.fsdecode, tracked.split(b"\0"))))

    def changed_lines(self, document: str) -> tuple[Lines, ...] | None:
        """Of a document, what has changed; None where all of it counts as changed."""
        name = os.path.relpath(os.path.realpath(document), self.top).replace(os.sep, "/")
        if name not in self.tracked:
            return None
        if name not in self.before:
            return ()
        old = self.before[name]
        if old is None:
            return None
        options = ("--unified=0", "--no-color", "--no-ext-diff", "--no-textconv")
        diff = _git(self.top, document, "diff", *options, f"{self.revision}:{old}", "--", f":(literal){name}")
        binary = not _HUNK.search(diff) and b"Binary files " in diff
        return None if binary else tuple(_hunks(diff))


def _changes(raw: bytes) -> Iterator[tuple[str, str | None]]:
    """The names now and then of ``git diff --raw -z``: ``:modes and ids status NUL name NUL``, two names when renamed."""
    fields = iter(raw.split(b"\0"))
    for head in fields:
        if not head:
            return
        status = head.rsplit(b" ", 1)[1][:1]
        first = os.fsdecode(next(fields))
        match status:
            case b"R" | b"C":
                yield os.fsdecode(next(fields)), first
            case b"A" | b"U":
                yield first, None
            case _:
                yield first, first


def _git(folder: Path, document: str, *arguments: str) -> bytes:
    """What git writes. Raises QaError with what it complains of."""
    result = _run(folder, *arguments)
    if result.returncode:
        complaint = os.fsdecode(result.stderr).strip().partition("\n")[0].removeprefix("fatal: ")
        if complaint.startswith("not a git repository"):
            raise QaError("no git repository holds this document", file=document)
        raise QaError("git cannot tell what has changed", file=document, found=complaint or "no reason given")
    return result.stdout


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        return subprocess.run(["git", *arguments], cwd=folder, env=environment, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise QaError("there is no git on this machine", expected="git, to compare with a revision") from error


def _hunks(diff: bytes) -> Iterator[Lines]:
    """The lines that the hunks of a diff without context touch.

    Where lines of text were taken out, what stood beside them is touched too: it was of the same paragraph. Taking out
    blank lines beside it leaves a paragraph as it was.
    """
    heads = tuple(_HUNK.finditer(diff))
    for head, following in zip_longest(heads, heads[1:]):
        body = diff[head.end() : following.start() if following else len(diff)].split(b"\n")[1:]
        old, new = ([line[1:].strip() for line in body if line[:1] == sign] for sign in (b"-", b"+"))
        first = int(head["first"]) + (0 if new else 1)
        last = first + len(new) - 1
        before = bool(old and old[0] and not (new and new[0]))
        after = bool(old and old[-1] and not (new and new[-1]))
        touched = Lines(max(1, first - before), last + after)
        if touched.first <= touched.last:
            yield touched


class _Touched:
    """The places of a document that lines stand for, and the blocks they lie in."""

    def __init__(self, document: Document, lines: Iterable[Lines]) -> None:
        self._blocks = document.blocks
        # Git's lines end with line feeds alone.
        starts = tuple(accumulate((len(line) + 1 for line in document.text.split("\n")), initial=0))
        self._spans = [span for each in lines for span in _spans(each, starts)]
        self._ends = [span.end for span in self._spans]

    def holds(self, finding: Finding) -> bool:
        """Whether a finding stands in a touched block, or itself where something was touched."""
        place = Span(finding.span.start, max(finding.span.end, finding.span.start + 1))
        first = bisect_right(self._blocks, place.start, key=lambda block: block.span.start) - 1
        last = bisect_left(self._blocks, place.end, key=lambda block: block.span.start)
        around = (block.span for block in self._blocks[max(0, first) : last] if block.span.overlaps(place))
        return any(map(self._touches, (place, *around)))

    def _touches(self, span: Span) -> bool:
        index = bisect_right(self._ends, span.start)
        return index < len(self._spans) and self._spans[index].overlaps(span)


def _spans(lines: Lines, starts: Sequence[int]) -> Iterator[Span]:
    """Where ``lines`` stand, with their line ends."""
    last = len(starts) - 1
    if lines.first <= last:
        yield Span(starts[lines.first - 1], starts[min(lines.last, last)])
