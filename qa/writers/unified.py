"""Findings to a unified diff from the text as it is to the corrected text, for ``patch -p1`` and ``git apply``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from qa.engine.checked import Checked
from qa.engine.fixes import fix
from qa.ground.document import Document
from qa.ground.edit import Edit, apply_edits
from qa.ground.finding import Confidence, Finding
from qa.ground.source import Source, to_bytes
from qa.ground.span import Span
from qa.writers import Look


def render(checked: Checked, look: Look) -> str:
    """What the first corrections of all findings change that are at least ``likely``; empty without any."""
    document = checked.document
    return document_diff(document, fix(document.text, checked.findings, Confidence.LIKELY).applied)


def document_diff(document: Document, applied: Iterable[Finding]) -> str:
    """The unified diff from a document's text to the text with the first corrections of ``applied``.

    Of a structured document it is a diff of the reading text, to be read. A text file that is not UTF-8 must get a patch
    in its own encoding, or no line of it would be found; the bytes that are not UTF-8 stand as lone surrogates, which
    ``encode("utf-8", "surrogateescape")`` turns back. A file in UTF-16 or UTF-32 is no text to patch or git; its diff is in
    UTF-8, to be read.
    """
    edits = [Edit(finding.span, finding.corrections[0]) for finding in applied]
    source = document.text_file
    if source is None:
        return unified_diff(document.path, document.text, edits)
    # A byte order mark is part of the file's first line.
    mark = source.mark.decode(source.encoding)
    moved = [Edit(Span(edit.span.start + len(mark), edit.span.end + len(mark)), edit.text) for edit in edits]
    return in_encoding_of(source, unified_diff(document.path, mark + document.text, moved))


def in_encoding_of(source: Source, diff: str) -> str:
    """A diff of a file with its lines as the file has them, bytes that are not UTF-8 as lone surrogates."""
    if not diff or source.encoding.startswith(("utf-8", "utf-16", "utf-32")):
        return diff
    header, start, hunks = diff.partition("\n@@")
    try:
        return header + start + to_bytes(hunks, source.encoding).decode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a correction that this file cannot hold
        return diff


def unified_diff(path: str, before: str, edits: Iterable[Edit], new_path: str | None = None) -> str:
    """The unified diff that ``edits`` (in order, not overlapping) make of ``before``; empty when nothing changes.

    ``new_path``: the name of the file with the edits, where it is another than ``path``.

    The edits say which lines differ, so that none is compared: time grows with the length of the text alone, where
    difflib takes minutes for a long record with thousands of corrections.
    """
    changes = tuple(_changes(before, tuple(edits)))
    if not changes:
        return ""
    lines = _lines(before)
    parts = [f"--- {_name('a', path)}\n+++ {_name('b', new_path or path)}\n"]
    shift = 0
    for hunk in _hunks(changes):
        parts += _hunk(lines, hunk, shift)
        shift += sum(len(change.new) - len(change.old) for change in hunk)
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class _Change:
    """Lines that are others afterwards; each with its line end."""

    first: int
    """0-based line of ``before`` that the old lines begin at, or that new ones are put in front of."""
    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def last(self) -> int:
        """The line after the old ones."""
        return self.first + len(self.old)


def _changes(before: str, edits: tuple[Edit, ...]) -> Iterator[_Change]:
    line = reached = 0
    for bound, inside in _whole_lines(before, edits):
        line += before.count("\n", reached, bound.start)
        reached = bound.start
        moved = [Edit(Span(each.span.start - bound.start, each.span.end - bound.start), each.text) for each in inside]
        old = before[bound.slice]
        change = _trimmed(line, _lines(old), _lines(apply_edits(old, moved)))
        if change.old or change.new:
            yield change


def _whole_lines(before: str, edits: tuple[Edit, ...]) -> Iterator[tuple[Span, list[Edit]]]:
    """Stretches of whole lines with the edits inside them."""
    bound: Span | None = None
    inside: list[Edit] = []
    for edit in edits:
        start = before.rfind("\n", 0, edit.span.start) + 1
        end = before.find("\n", edit.span.end) + 1 or len(before)
        if bound is not None and start < bound.end:
            bound = Span(bound.start, max(bound.end, end))
            inside.append(edit)
            continue
        if bound is not None:
            yield bound, inside
        bound, inside = Span(start, end), [edit]
    if bound is not None:
        yield bound, inside


def _trimmed(first: int, old: list[str], new: list[str]) -> _Change:
    """Without the lines at either end that stay the same."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return _Change(first + head, tuple(old[head : len(old) - tail]), tuple(new[head : len(new) - tail]))


_CONTEXT = 3


def _hunks(changes: tuple[_Change, ...]) -> Iterator[list[_Change]]:
    """Changes whose context meets are in one hunk."""
    hunk = [changes[0]]
    for change in changes[1:]:
        if change.first - hunk[-1].last > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    yield hunk


def _hunk(lines: list[str], hunk: list[_Change], shift: int) -> Iterator[str]:
    """A hunk's lines; ``shift`` is how many lines more the new text has before it."""
    start, end = max(0, hunk[0].first - _CONTEXT), min(len(lines), hunk[-1].last + _CONTEXT)
    grown = sum(len(change.new) - len(change.old) for change in hunk)
    yield f"@@ -{_range(start, end)} +{_range(start + shift, end + shift + grown)} @@\n"
    done = start
    for change in hunk:
        yield from _signed(" ", lines[done : change.first])
        yield from _signed("-", change.old)
        yield from _signed("+", change.new)
        done = change.last
    yield from _signed(" ", lines[done:end])


def _range(start: int, end: int) -> str:
    if end - start == 1:
        return str(start + 1)
    return f"{start + 1 if end > start else start},{end - start}"


def _signed(sign: str, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield sign + (line if line.endswith("\n") else line + "\n\\ No newline at end of file\n")


def _lines(text: str) -> list[str]:
    """Lines as patch knows them: LF alone ends one; a CR before it is part of the line."""
    lines = text.split("\n")
    ended = [line + "\n" for line in lines[:-1]]
    return ended + lines[-1:] if lines[-1] else ended


def _name(side: str, path: str) -> str:
    """A file's name for the head of a diff, as git writes it."""
    name = f"{side}/{PurePath(path).as_posix().lstrip('/')}"
    if _NEEDS_QUOTES.search(name):
        return '"' + _NEEDS_QUOTES.sub(lambda match: _IN_QUOTES.get(match[0], f"\\{ord(match[0]):03o}"), name) + '"'
    # Without the tab, patch would take the rest of a name behind a blank for a date.
    return name + "\t" if " " in name else name


_NEEDS_QUOTES = re.compile(r'[\x00-\x1f\x7f"\\]')
_IN_QUOTES = {"\t": r"\t", "\n": r"\n", "\r": r"\r", '"': r"\"", "\\": r"\\"}
