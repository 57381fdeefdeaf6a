"""Findings to a unified diff from the text as it is to the corrected text, for ``patch -p1`` and ``git apply``."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import PurePath

from qa.document import Document
from qa.engine.checked import Checked
from qa.engine.fixes import fix
from qa.finding import Confidence
from qa.writers import Look


def render(checked: Checked, look: Look) -> str:
    """What the first corrections of all findings change that are at least ``likely``; empty without any."""
    document = checked.document
    return document_diff(document, fix(document.text, checked.findings, Confidence.LIKELY).text)


def document_diff(document: Document, corrected: str) -> str:
    """The unified diff from a document's text to ``corrected``.

    A file that is not UTF-8 must get a patch in its own encoding, or no line of it would be found; the bytes that are
    not UTF-8 stand as lone surrogates, which ``encode("utf-8", "surrogateescape")`` turns back. A file in UTF-16 or
    UTF-32 is no text to patch or git; its diff is in UTF-8, to be read.
    """
    source = document.source
    # A byte order mark is part of the file's first line.
    mark = source.mark.decode(source.encoding) if document.text == source.text else ""
    diff = unified_diff(document.path, mark + document.text, mark + corrected)
    if not diff or source.encoding.startswith(("utf-8", "utf-16", "utf-32")):
        return diff
    header, start, hunks = diff.partition("\n@@")
    try:
        return header + start + hunks.encode(source.encoding).decode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a correction that this file cannot hold
        return diff


def unified_diff(path: str, before: str, after: str) -> str:
    """The unified diff between two texts of the file ``path``; empty when they are the same."""
    old, new = _name("a", path), _name("b", path)
    return "".join(_terminated(difflib.unified_diff(_lines(before), _lines(after), old, new)))


def _lines(text: str) -> list[str]:
    """Lines as patch knows them: LF alone ends one; a CR before it is part of the line."""
    lines = text.split("\n")
    ended = [line + "\n" for line in lines[:-1]]
    return ended + lines[-1:] if lines[-1] else ended


def _terminated(diff: Iterator[str]) -> Iterator[str]:
    for line in diff:
        yield line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"


def _name(side: str, path: str) -> str:
    """A file's name for the head of a diff, as git writes it."""
    relative = PurePath(path).as_posix().lstrip("/")
    name = f"{side}/{relative}"
    if _NEEDS_QUOTES.search(name):
        return '"' + _NEEDS_QUOTES.sub(lambda match: _IN_QUOTES.get(match[0], f"\\{ord(match[0]):03o}"), name) + '"'
    # Without the tab, patch would take the rest of a name behind a blank for a date.
    return name + "\t" if " " in name else name


_NEEDS_QUOTES = re.compile(r'[\x00-\x1f\x7f"\\]')
_IN_QUOTES = {"\t": r"\t", "\n": r"\n", "\r": r"\r", '"': r"\"", "\\": r"\\"}
