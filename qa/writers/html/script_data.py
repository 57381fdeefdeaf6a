"""A checked document to what the script of its page must know: the text itself, and where each proposal stands in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any

from qa.decisions.record import FORMAT, VERSION, digest
from qa.engine.anchor import anchor_at
from qa.engine.checked import Record
from qa.ground.document import Document
from qa.ground.span import Span
from qa.writers.html.redline import PagePassage

NOBODY = "–"
"""Stands for the speaker where nobody speaks."""


def review_data(
    document: Document, found: Sequence[Record], passages: Sequence[PagePassage], joins: Sequence[Span] = ()
) -> dict[str, Any]:
    """The document and its findings for the page, in the order in which both stand there.

    ``joins`` are the wraps inside words, which the page does not show. Places are in UTF-16 code units, as strings of the
    browser count; ``start`` alone is in code points, for the file of decisions.
    """
    place = utf16_places(document.text)
    source = document.text_file
    return {
        "format": FORMAT,
        "version": VERSION,
        "path": document.path,
        "digest": digest(document.text),
        "mark": source is not None and source.encoding == "utf-8" and bool(source.mark),
        "isText": source is not None,
        "note": _note(document),
        "text": document.text,
        "passages": [place(passage.span.start) for passage in passages],
        "ends": [place(passage.span.end) for passage in passages],
        "joins": [[place(joined.start), place(joined.end)] for joined in joins],
        "findings": [_finding(document.text, record, place) for record in found],
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


def _finding(text: str, record: Record, place: Callable[[int], int]) -> dict[str, Any]:
    anchor = anchor_at(text, record.rule, Span(record.start, record.end))
    return {
        "id": record.id,
        "rule": record.rule,
        "start": record.start,
        "at": [place(record.start), place(record.end)],
        "before": anchor.before,
        "after": anchor.after,
        "corrections": record.corrections,
        "speaker": record.speaker or NOBODY,
    }


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
