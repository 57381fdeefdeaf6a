"""Annotated XML to bytes: the file it was made from, or the corrected file.

What is taken is what the file says: ``choice`` inline, corrections marked as taken in the annotations. So a reviewer
who replaces a ``choice`` by the text of its ``sic`` has rejected the proposal, and one who edits a ``corr`` changed it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from qa.extract.kept import KeptText, attributes_of, encoded, line_of, one, parse, records, refuse_altered, without_layout
from qa.formats.tei import CERTAINTIES, CORRECTION, FORM_FILE, FORM_NONE, SCHEMA, characters, taken_id, tei
from qa.ground.errors import QaError
from qa.ground.finding import Confidence
from qa.ground.span import Span


@dataclass(frozen=True, slots=True)
class _Correction:
    """A correction that is taken, and where the file says so."""

    span: Span
    text: str
    line: int
    """1-based line of the XML."""


def extract(
    data: bytes, which: Literal["source", "corrected"], confidence: Confidence = Confidence.SURE, path: str = "-"
) -> bytes:
    """The bytes of the file that the annotated XML ``data`` was made from, byte order mark and line ends included.

    ``source`` gives them as they were. ``corrected`` gives them with every correction that is at least as certain as
    ``confidence``: what ``qa.engine.fixes.fix`` makes of the findings, in the file's own encoding. ``path`` names the
    XML in messages.

    Raises QaError when ``data`` is not such a file, when the text in it was altered, or when it does not hold what is
    asked for; UnreadableDocument when the file's encoding lacks a character of a correction.
    """
    root = parse(data, SCHEMA, path)
    (record,) = records(root)
    _refuse_without_text(record, which, path)
    text, inline = _body(root, record.line_end, confidence)
    refuse_altered(text, record, path)
    if which == "corrected":
        aside = _annotated(root, record.line_end, confidence, path)
        text = _corrected(text, sorted((*inline, *aside), key=lambda correction: correction.span), path)
    return encoded(text, record, path)


def _refuse_without_text(record: KeptText, which: str, path: str) -> None:
    if record.form == FORM_NONE:
        message, found = "the document could not be read, so nothing of it is kept here", "no text"
    elif which == "source" and record.form != FORM_FILE:
        message, found = "the source file is not kept here", f"the reading text of a {record.format} file"
    else:
        return
    raise QaError(message, file=path, line=record.line, found=found, expected="the text of a text file")


def _body(root: etree._Element, line_end: str, confidence: Confidence) -> tuple[str, tuple[_Correction, ...]]:
    """The source text, and the inline corrections that are taken."""
    parts: list[str] = []
    corrections: list[_Correction] = []
    length = 0
    for part in _parts(one(root, "text/body"), line_end):
        if isinstance(part, str):
            source = part
        else:
            sic, corr = part
            source = _text(sic, line_end)
            if _rank(corr) >= confidence.rank:
                span = Span(length, length + len(source))
                corrections.append(_Correction(span, _text(corr, line_end), line_of(corr)))
        parts.append(source)
        length += len(source)
    return "".join(parts), tuple(corrections)


def _parts(element: etree._Element, line_end: str) -> Iterator[str | tuple[etree._Element, etree._Element]]:
    """The text in ``element`` and, for each ``choice``, its ``sic`` and ``corr``."""
    yield without_layout(element.text)
    for child in element:
        name = etree.QName(child).localname
        if name == "choice":
            yield child[0], child[1]
        elif name in ("lb", "pb", "g"):
            yield characters(name, attributes_of(child), line_end)
        else:
            yield from _parts(child, line_end)
        yield without_layout(child.tail)


def _text(element: etree._Element, line_end: str) -> str:
    return "".join(part for part in _parts(element, line_end) if isinstance(part, str))


_RANKS = {certainty: confidence.rank for confidence, certainty in CERTAINTIES.items()}


def _rank(corr: etree._Element) -> int:
    return _RANKS[attributes_of(corr)["cert"]]


def _annotated(root: etree._Element, line_end: str, confidence: Confidence, path: str) -> Iterator[_Correction]:
    """The corrections that stand in annotations only and are taken."""
    wanted = f"#{taken_id(confidence)}"
    for note in root.iter(tei("note")):
        annotation = note.getparent()
        if note.get("type") == CORRECTION and wanted in note.get("ana", "").split() and annotation is not None:
            yield _Correction(_span(annotation, path), _text(note, line_end), line_of(note))


def _span(annotation: etree._Element, path: str) -> Span:
    numbers = attributes_of(annotation)["n"]
    start, end = (int(number) for number in numbers.split("-"))
    if end < start:
        expected = "a start that is not after its end"
        raise QaError("not a place", file=path, line=line_of(annotation), found=numbers, expected=expected)
    return Span(start, end)


def _corrected(text: str, corrections: list[_Correction], path: str) -> str:
    parts: list[str] = []
    done = 0
    for correction in corrections:
        span = correction.span
        if not done <= span.start <= span.end <= len(text):
            found, expected = f"{span.start}-{span.end}", f"a place between {done} and {len(text)}"
            message = "a correction overlaps another or lies outside the text"
            raise QaError(message, file=path, line=correction.line, found=found, expected=expected)
        parts += (text[done : span.start], correction.text)
        done = span.end
    return "".join((*parts, text[done:]))
