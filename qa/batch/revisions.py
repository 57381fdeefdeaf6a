"""A revision of a git repository and checked documents to the findings in passages that were touched since.

What counts is what has changed since HEAD left the revision, not what others have added to it meanwhile: the base is the commit
that both come from. A passage is a paragraph, or whatever else a document is built of. Of a structured file, such as Word or
XML, git's lines say nothing: it is read as it was, and a passage is touched that was not in it. In a document that git
does not know, everything counts as touched.
"""

from __future__ import annotations

import os
import re
import subprocess
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, zip_longest
from pathlib import Path

from qa import readers
from qa.batch.discovery import STANDARD_INPUT
from qa.engine.checked import Checked
from qa.ground.document import Block, Document
from qa.ground.errors import QaError, UnreadableDocument
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.text.segment import segment

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
        repository = self._repository(path)
        if not repository.has_changed(path):
            return _with(checked, ())
        touched = _touched(checked.document, repository)
        if touched is None:
            return checked
        return _with(checked, tuple(finding for finding in checked.findings if touched.holds(finding)))

    def has_changed(self, path: str) -> bool:
        """Whether anything in a document has changed; True for one that git does not know. Raises what ``prepare`` does."""
        return self._repository(path).has_changed(path)

    def prepare(self, paths: Iterable[str]) -> None:
        """Look into the repositories of all documents, so that a mistake is told before any of them is checked.

        Raises QaError for a document outside a repository, a revision that it does not have, and standard input.
        """
        for path in paths:
            if path == STANDARD_INPUT:
                raise QaError("standard input has no revision to compare with", expected="files of a git repository")
            self._repository(path)

    def _repository(self, path: str) -> _Repository:
        # What a list names may be gone, and its folder too.
        folder = next(each for each in Path(os.path.realpath(path)).parents if each.is_dir())
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
    """The commit that both come from."""
    before: dict[str, str | None]
    """Of each file that has changed since, its name then; None for a new one."""
    tracked: frozenset[str]

    @classmethod
    def at(cls, top: Path, revision: str, document: str) -> _Repository:
        commit = _base(top, revision)
        changes = _git(top, document, "diff", "--raw", "-z", "--no-abbrev", "--find-renames", "--no-ext-diff", commit, "--")
        tracked = _git(top, document, "ls-files", "-z")
        return cls(top, commit, dict(_changes(changes)), frozenset(map(os.fsdecode, tracked.split(b"\0"))))

    def _name(self, document: str) -> str:
        return os.path.relpath(os.path.realpath(document), self.top).replace(os.sep, "/")

    def has_changed(self, document: str) -> bool:
        """Whether anything in a document has changed; True for one that git does not know."""
        name = self._name(document)
        return name not in self.tracked or name in self.before

    def as_it_was(self, document: str) -> bytes | None:
        """What the file of a document that has changed held; None for one that was not there."""
        old = self.before.get(self._name(document))
        return None if old is None else _git(self.top, document, "cat-file", "blob", f"{self.revision}:{old}")

    def changed_lines(self, document: str) -> tuple[Lines, ...] | None:
        """Of a document that has changed, where; None where all of it counts as changed."""
        name = self._name(document)
        old = self.before.get(name)
        if old is None:
            return None
        options = ("--unified=0", "--no-color", "--no-ext-diff", "--no-textconv")
        diff = _git(self.top, document, "diff", *options, f"{self.revision}:{old}", "--", f":(literal){name}")
        binary = not _HUNK.search(diff) and b"Binary files " in diff
        return None if binary else tuple(_hunks(diff))


def _base(top: Path, revision: str) -> str:
    """The commit that HEAD and a revision come from, or the two of ``A...B``. Raises QaError for what is no revision."""
    first, dots, second = revision.partition("...")
    ends = (first or "HEAD", (second if dots else "") or "HEAD")
    base = _common(top, ends)
    for step in _DEEPENING:
        if base is None and _is_shallow(top):
            _deepen(top, step, ends)
            base = _common(top, ends)
    if base is None:
        raise _without_base(top, revision, ends)
    return base


def _common(top: Path, ends: tuple[str, str]) -> str | None:
    commits = [commit for each in ends if (commit := _commit(top, each)) is not None]
    return _said(top, "merge-base", *commits) if len(commits) == len(ends) else None


_DEEPENING = ("--deepen=50", "--deepen=500", "--unshallow")
"""How far a shallow clone is deepened, step by step."""


def _deepen(top: Path, step: str, ends: tuple[str, str]) -> None:
    """Fetch more history, and the branches to compare with, where a build server has fetched one branch alone."""
    remote = (_said(top, "remote") or "").partition("\n")[0]
    if not remote or not _is_shallow(top):
        return
    branches = [each.removeprefix(f"{remote}/") for each in ends if each.startswith(f"{remote}/")]
    wanted = [f"+refs/heads/{branch}:refs/remotes/{remote}/{branch}" for branch in branches]
    _run(top, *_CAREFULLY, "fetch", "--quiet", "--no-tags", step, remote, *wanted)


def _without_base(top: Path, revision: str, ends: tuple[str, str]) -> QaError:
    unknown = next((each for each in ends if _commit(top, each) is None), None)
    if _is_shallow(top):
        lack = f"does not go back to where HEAD left {revision!r}" if unknown is None else f"has no {unknown!r}"
        return QaError(f"this clone {lack}: it is shallow", expected=_WHOLE_HISTORY)
    if unknown is None:
        return QaError(f"HEAD and {revision!r} have no commit in common", expected=f"a commit of the repository {top}")
    return QaError(f"unknown revision {unknown!r}", expected=f"a commit of the repository {top}")


_WHOLE_HISTORY = "fetch-depth: 0 for actions/checkout, GIT_DEPTH: 0 on GitLab, or git fetch --unshallow"
_CAREFULLY = ("-c", "http.lowSpeedLimit=1000", "-c", "http.lowSpeedTime=20")
"""A network that does not answer is given up."""


def _is_shallow(top: Path) -> bool:
    return _said(top, "rev-parse", "--is-shallow-repository") == "true"


def _commit(top: Path, revision: str) -> str | None:
    return _said(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")


def _said(folder: Path, *arguments: str) -> str | None:
    """What git writes; None where it fails or writes nothing."""
    result = _run(folder, *arguments)
    return None if result.returncode else os.fsdecode(result.stdout).strip() or None


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
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
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


def _touched(document: Document, repository: _Repository) -> _TouchedLines | _TouchedPassages | None:
    """What of a document that has changed was touched; None for all of it."""
    if document.strands is None:
        lines = repository.changed_lines(document.path)
        return None if lines is None else _TouchedLines(document, lines)
    before = repository.as_it_was(document.path)
    if before is None:
        return None
    try:
        return _TouchedPassages(document, segment(readers.read_document(document.path, before)))
    except UnreadableDocument:
        return None


class _TouchedPassages:
    """The blocks of a document that did not stand in it as it was, wherever; each of several that are alike counts."""

    def __init__(self, document: Document, before: Document) -> None:
        left = Counter(_wording(before, block.span) for block in before.blocks)
        self._blocks = document.blocks
        self._touched: list[bool] = []
        for block in document.blocks:
            wording = _wording(document, block.span)
            self._touched.append(left[wording] <= 0)
            left[wording] -= 1

    def holds(self, finding: Finding) -> bool:
        """Whether a finding stands in such a block, or in none."""
        place = Span(finding.span.start, max(finding.span.end, finding.span.start + 1))
        around = _around(self._blocks, place)
        return not around or any(self._touched[index] for index in around)


def _wording(document: Document, span: Span) -> str:
    return " ".join(document.text[span.slice].split())


def _around(blocks: Sequence[Block], place: Span) -> list[int]:
    """The indices of the blocks that a place lies in."""
    first = bisect_right(blocks, place.start, key=lambda block: block.span.start) - 1
    last = bisect_left(blocks, place.end, key=lambda block: block.span.start)
    return [index for index in range(max(0, first), last) if blocks[index].span.overlaps(place)]


class _TouchedLines:
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
        around = (self._blocks[index].span for index in _around(self._blocks, place))
        return any(map(self._touches, (place, *around)))

    def _touches(self, span: Span) -> bool:
        index = bisect_right(self._ends, span.start)
        return index < len(self._spans) and self._spans[index].overlaps(span)


def _spans(lines: Lines, starts: Sequence[int]) -> Iterator[Span]:
    """Where ``lines`` stand, with their line ends."""
    last = len(starts) - 1
    if lines.first <= last:
        yield Span(starts[lines.first - 1], starts[min(lines.last, last)])
