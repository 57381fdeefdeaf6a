"""A checked document to what the script of its page must know and the page does not show: what stands between its passages
and in its wraps, and where each proposal stands in the text.

The text itself is on the page. It is not written a second time: the script puts it together from what is shown and from
``between``, ``unseen`` and ``newline``, to the letter.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any

from qa.decisions.record import FORMAT, VERSION, digest
from qa.engine.checked import Record
from qa.ground.document import Document
from qa.ground.span import Span
from qa.writers.html.redline import PagePassage
from qa.writers.html.templates import INVISIBLE, visible

NOBODY = "–"
"""Stands for the speaker where nobody speaks."""


def review_data(
    document: Document, found: Sequence[Record], passages: Sequence[PagePassage], joins: Sequence[Span] = ()
) -> dict[str, Any]:
    """The document and its findings for the page, in the order in which both stand there.

    ``joins`` are the wraps inside words, which the page does not show. Places are in UTF-16 code units, as strings of the
    browser count. A finding is ``[rule, start, length, corrections, severity, confidence, speaker]``: all but the numbers of
    its place and its corrections are places in the tables beside it.
    """
    source = document.text_file
    newline = "\r\n" if 2 * document.text.count("\r\n") > document.text.count("\n") else "\n"
    return {
        "format": FORMAT,
        "version": VERSION,
        "path": document.path,
        "digest": digest(document.text),
        "mark": source is not None and source.encoding == "utf-8" and bool(source.mark),
        "isText": source is not None,
        "note": _note(document),
        "newline": newline,
        "between": list(_between(document.text, passages)),
        "unseen": dict(_unseen(document.text, passages, joins, newline)),
        **_findings(found, utf16_places(document.text)),
    }


def _note(document: Document) -> str:
    """What a text saved by a browser, which writes UTF-8, has not of the file it comes from."""
    if document.text_file is None:
        kept = "writes it beside the file too" if document.lines else f"corrects the {document.format} file itself"
        return f"The browser saves bare text; qa fix --decisions {kept}."
    encoding = document.text_file.encoding
    return (
        "" if encoding == "utf-8" else f"The browser saves UTF-8; qa fix --decisions keeps the file's own encoding, {encoding}."
    )


def _findings(found: Sequence[Record], place: Callable[[int], int]) -> dict[str, Any]:
    """The findings in rows, and the tables of what many of them have in common."""
    rules = _Table((record.rule, record.kind) for record in found)
    severities = _Table(record.severity for record in found)
    confidences = _Table(record.confidence for record in found)
    speakers = _Table(record.speaker or NOBODY for record in found)
    rows = [
        [
            rules.place((record.rule, record.kind)),
            place(record.start),
            place(record.end) - place(record.start),
            record.corrections,
            severities.place(record.severity),
            confidences.place(record.confidence),
            speakers.place(record.speaker or NOBODY),
        ]
        for record in found
    ]
    tables = {"rules": rules, "severities": severities, "confidences": confidences, "speakers": speakers}
    return {"findings": rows, **{name: table.values for name, table in tables.items()}}


class _Table:
    """Values, each once, in the order in which they were first met."""

    def __init__(self, values: Iterable[Hashable]) -> None:
        self.values = tuple(dict.fromkeys(values))
        self._places = {value: place for place, value in enumerate(self.values)}

    def place(self, value: Hashable) -> int:
        return self._places[value]


# The text as it is shown, and back


def _between(text: str, passages: Sequence[PagePassage]) -> Iterator[str]:
    """What stands before each passage and, last, after all: blanks, which are not shown."""
    reached = 0
    for passage in passages:
        yield text[reached : passage.span.start]
        reached = passage.span.end
    yield text[reached:]


_Unseen = tuple[int, int, str]
"""A place in a passage as it is shown, how much is shown there, and what the document has instead."""


def _unseen(
    text: str, passages: Sequence[PagePassage], joins: Sequence[Span], newline: str
) -> Iterator[tuple[int, list[_Unseen]]]:
    """For each passage that is not shown to the letter, where it differs; places in UTF-16 code units."""
    for number, passage in enumerate(passages):
        shown = _shown(passage)
        differences = list(_differences(text, passage.span, joins, newline))
        if _restored(shown, differences, newline) != text[passage.span.slice]:
            differences = [(0, len(shown), text[passage.span.slice])]
        if differences:
            place = utf16_places(shown)
            yield number, [(place(at), place(at + length) - place(at), own) for at, length, own in differences]


def _shown(passage: PagePassage) -> str:
    pieces = (piece for stretch in passage.stretches for piece in stretch.pieces if piece.op != "insert")
    return "".join(str(visible(piece.text)) for piece in pieces)


_SIGNED = re.compile(rf"\r\n?|\n|{INVISIBLE.pattern}")
"""What may be shown as something else."""


def _differences(text: str, span: Span, joins: Sequence[Span], newline: str) -> Iterator[_Unseen]:
    """Wraps inside words, which are not shown; line ends other than the document's usual; and what a sign stands for."""
    at, reached = 0, span.start
    for hidden, shown in _hidden(text, span, joins):
        if shown == "\n" and text[hidden.slice] == newline:
            continue
        at += len(text[reached : hidden.start].replace(newline, "\n"))
        yield at, len(shown), text[hidden.slice]
        at += len(shown)
        reached = hidden.end


def _hidden(text: str, span: Span, joins: Sequence[Span]) -> Iterator[tuple[Span, str]]:
    """What is shown otherwise than the document has it, and how."""
    reached = span.start
    for index in range(bisect_right(joins, span.start, key=lambda join: join.end), len(joins)):
        if joins[index].start >= span.end:
            break
        join = Span(max(joins[index].start, span.start), min(joins[index].end, span.end))
        yield from _signed(text, reached, join.start)
        yield join, ""
        reached = join.end
    yield from _signed(text, reached, span.end)


def _signed(text: str, start: int, end: int) -> Iterator[tuple[Span, str]]:
    for match in _SIGNED.finditer(text, start, end):
        yield Span(*match.span()), str(visible(match[0]))


def _restored(shown: str, differences: Iterable[_Unseen], newline: str) -> str:
    """A passage of the document from what is shown of it, as the script of the page does it."""
    parts: list[str] = []
    reached = 0
    for at, length, own in differences:
        parts += (shown[reached:at].replace("\n", newline), own)
        reached = at + length
    return "".join((*parts, shown[reached:].replace("\n", newline)))


_BEYOND = re.compile("[\U00010000-\U0010ffff]")
"""What takes two code units in UTF-16."""


def utf16_places(text: str) -> Callable[[int], int]:
    """From an offset in code points to one in code units.

    >>> place = utf16_places("a\U0001d11eb")
    >>> [place(offset) for offset in range(4)]
    [0, 1, 3, 4]
    """
    pairs = [match.start() for match in _BEYOND.finditer(text)]
    return lambda offset: offset + bisect_left(pairs, offset)
