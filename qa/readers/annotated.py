"""Annotated XML to bytes: the file it was made from, or the corrected file.

What is taken is what the file says: ``choice`` inline, corrections marked as taken in the annotations. So a reviewer
who replaces a ``choice`` by the text of its ``sic`` has rejected the proposal, and one who edits a ``corr`` changed it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Literal

from lxml import etree

from qa.errors import QaError
from qa.finding import Confidence
from qa.resources import read_bytes
from qa.source import Source
from qa.span import Span
from qa.tei import CERTAINTIES, CORRECTION, FORM_FILE, FORM_NONE, SCHEMA, SOURCE_NAMESPACE, characters, taken_id, tei


@dataclass(frozen=True, slots=True)
class _Record:
    """What the header says of the file that the XML was made from."""

    format: str
    form: str
    """One of FORM_FILE, FORM_READING and FORM_NONE."""
    encoding: str
    mark: bytes
    line_end: str
    """A key of LINE_ENDS: what an ``lb`` without type stands for."""
    digest: str
    """SHA-256 of the text in UTF-8, hexadecimal."""
    line: int
    """1-based line of the XML."""


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
    root = _parse(data, path)
    record = _record(root)
    _refuse_without_text(record, which, path)
    text, inline = _body(root, record.line_end, confidence)
    _refuse_altered(text, record, path)
    if which == "corrected":
        aside = _annotated(root, record.line_end, confidence, path)
        text = _corrected(text, sorted((*inline, *aside), key=lambda correction: correction.span), path)
    return _encoded(text, record, path)


def _parse(data: bytes, path: str) -> etree._Element:
    """The tree of a valid file. Nothing is fetched and no entity expanded, for the file may come from anywhere."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        tree = etree.parse(BytesIO(data), parser)
    except etree.XMLSyntaxError as error:
        raise QaError("not XML", file=path, line=error.lineno, found=error.msg, expected="well-formed XML") from error
    if tree.docinfo.internalDTD is not None:
        raise QaError("not annotated XML", file=path, line=1, found="a document type declaration", expected="none")
    root = tree.getroot()
    if root.tag != tei("TEI"):
        found = f"the element {etree.QName(root).localname}"
        raise QaError("not annotated XML", file=path, line=_line(root), found=found, expected="TEI of TEI P5")
    _validate(root, path)
    return root


def _validate(root: etree._Element, path: str) -> None:
    schema = _schema()
    if not schema.validate(root):
        told = list(schema.error_log)
        error = min(told, key=lambda entry: entry.type_name not in _TELLING)
        expected = f"what {'/'.join(SCHEMA)} allows"
        raise QaError("not annotated XML", file=path, line=error.line, found=error.message, expected=expected)


_TELLING = ("RELAXNG_ERR_INVALIDATTR", "RELAXNG_ERR_ELEMWRONG")
"""What libxml2 calls the errors that name the culprit; around them it says of every ancestor that it is not valid."""


@cache
def _schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.fromstring(read_bytes(*SCHEMA)))


def _record(root: etree._Element) -> _Record:
    element = next(root.iter(f"{{{SOURCE_NAMESPACE}}}source"))
    attributes = _attributes(element)
    return _Record(
        format=attributes["format"],
        form=attributes["form"],
        encoding=attributes["encoding"],
        mark=bytes.fromhex(attributes["mark"]),
        line_end=attributes["lineEnd"],
        digest=attributes["digest"],
        line=_line(element),
    )


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def _line(element: etree._Element) -> int:
    line: object = element.sourceline
    return line if isinstance(line, int) else 1


def _refuse_without_text(record: _Record, which: str, path: str) -> None:
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
    for part in _parts(_one(root, "text/body"), line_end):
        if isinstance(part, str):
            source = part
        else:
            sic, corr = part
            source = _text(sic, line_end)
            if _rank(corr) >= confidence.rank:
                span = Span(length, length + len(source))
                corrections.append(_Correction(span, _text(corr, line_end), _line(corr)))
        parts.append(source)
        length += len(source)
    return "".join(parts), tuple(corrections)


def _one(root: etree._Element, path: str) -> etree._Element:
    """The element at ``path``, which the schema has seen to be there."""
    found = root.find("/".join(tei(name) for name in path.split("/")))
    assert found is not None
    return found


def _parts(element: etree._Element, line_end: str) -> Iterator[str | tuple[etree._Element, etree._Element]]:
    """The text in ``element`` and, for each ``choice``, its ``sic`` and ``corr``."""
    yield _without_layout(element.text)
    for child in element:
        name = etree.QName(child).localname
        if name == "choice":
            yield child[0], child[1]
        elif name in ("lb", "pb", "g"):
            yield characters(name, _attributes(child), line_end)
        else:
            yield from _parts(child, line_end)
        yield _without_layout(child.tail)


def _without_layout(text: str | None) -> str:
    return (text or "").replace("\n", "")


def _text(element: etree._Element, line_end: str) -> str:
    return "".join(part for part in _parts(element, line_end) if isinstance(part, str))


_RANKS = {certainty: confidence.rank for confidence, certainty in CERTAINTIES.items()}


def _rank(corr: etree._Element) -> int:
    return _RANKS[_attributes(corr)["cert"]]


def _annotated(root: etree._Element, line_end: str, confidence: Confidence, path: str) -> Iterator[_Correction]:
    """The corrections that stand in annotations only and are taken."""
    wanted = f"#{taken_id(confidence)}"
    for note in root.iter(tei("note")):
        annotation = note.getparent()
        if note.get("type") == CORRECTION and wanted in note.get("ana", "").split() and annotation is not None:
            yield _Correction(_span(annotation, path), _text(note, line_end), _line(note))


def _span(annotation: etree._Element, path: str) -> Span:
    numbers = _attributes(annotation)["n"]
    start, end = (int(number) for number in numbers.split("-"))
    if end < start:
        expected = "a start that is not after its end"
        raise QaError("not a place", file=path, line=_line(annotation), found=numbers, expected=expected)
    return Span(start, end)


def _refuse_altered(text: str, record: _Record, path: str) -> None:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    if digest != record.digest:
        raise QaError(
            "the text in the body is no longer that of the source file",
            file=path,
            line=record.line,
            found=f"a text with the digest {digest}",
            expected=record.digest,
        )


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


def _encoded(text: str, record: _Record, path: str) -> bytes:
    source = Source(path=path, data=b"", encoding=record.encoding, mark=record.mark, text=text)
    try:
        return source.encoded(text)
    except (LookupError, UnicodeError) as error:
        expected = "a text encoding that Python knows"
        raise QaError("cannot encode the text", file=path, line=record.line, found=record.encoding, expected=expected) from error
