"""A translation held against its source to XLIFF: its beads as units, and ITS 2.0 issues on what was found in them.

Pairs that came in XLIFF stay the file they are, with the issues in it; of any others XLIFF 2.1 is made, with its ITS module
(section 5.9). Every finding has a set of issues in its unit, stand-off, and marks refer to it: on the passage of the target,
and on the one of the source that it is held against. A document that was not held against a source is a file yet to be
translated, its blocks as units, the marks in the source.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from qa.beads.bitext import SURE_ENOUGH
from qa.engine.checked import Checked, records
from qa.engine.figures import Rating, rating
from qa.formats.tei import ITS_NAMESPACE, XML_SPACE
from qa.ground.bitext import Bead, Beside
from qa.ground.document import Block, BlockKind, Document
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.writers import Look
from qa.writers.ci.xml_text import NOT_IN_XML, xml_text
from qa.writers.xliff.annotating import annotated
from qa.writers.xliff.issues import ITS_VERSION, rated, reference, write_issues

_NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
"""That of 2.1 too."""


@dataclass(frozen=True, slots=True)
class _Marked:
    """A stretch of a unit's text that a set of issues is about."""

    span: Span
    issues: str
    """The id of the set."""


@dataclass(frozen=True, slots=True)
class _Side:
    """What a unit says in one language."""

    text: str
    marks: tuple[_Marked, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    id: str
    name: str
    source: _Side
    target: _Side | None
    """None in a file that is yet to be translated."""
    findings: tuple[tuple[str, Finding], ...]
    """With the ids of their sets of issues."""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class _File:
    """All that is written."""

    original: str
    languages: tuple[str, str | None]
    units: tuple[_Unit, ...]
    rating: Rating | None = None
    remarks: tuple[str, ...] = ()


def render(checked: Checked, look: Look) -> str:
    """The XLIFF of one document, to be stored in UTF-8. ``look`` changes nothing in it."""
    if checked.beside is not None and checked.document.format == "xliff":
        root = annotated(checked, checked.beside, _by_bead(checked, checked.beside.beads))
    else:
        file = _translated(checked, checked.beside) if checked.beside is not None else _untranslated(checked)
        root = _written(file)
        _lay_out(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True).decode("utf-8") + "\n"


# Decisions


def _translated(checked: Checked, beside: Beside) -> _File:
    document = checked.document
    whole = Bead(Span(0, len(beside.document.text)), Span(0, len(document.text)), "1", 0.0, 0)
    beads = beside.beads or (whole,)
    by_bead = _by_bead(checked, beads)
    ids = _ids([bead.name for bead in beads])
    units = tuple(
        _unit(document, beside, bead, id_, by_bead.get(number, ()))
        for number, (bead, id_) in enumerate(zip(beads, ids, strict=True))
    )
    languages = (beside.source_language, beside.target_language)
    return _File(beside.path, languages, units, rating(checked), document.lacks)


def _by_bead(checked: Checked, beads: Sequence[Bead]) -> Mapping[int, list[tuple[str, Finding]]]:
    """The findings with their ids by the position of the bead that they name, or else of the one that they stand in."""
    positions = {bead.name: number for number, bead in reversed(list(enumerate(beads)))}
    starts = [bead.target.start for bead in beads]
    found: dict[int, list[tuple[str, Finding]]] = {}
    for finding, record in zip(checked.findings, records(checked), strict=True):
        if finding.source is None and finding.kind == "document":
            continue  # What the file lacks is said in its notes.
        place = max(0, bisect_right(starts, finding.span.start) - 1)
        number = positions.get(finding.source.unit, place) if finding.source else place
        found.setdefault(number, []).append((f"f-{record.id}", finding))
    return found


def _unit(document: Document, beside: Beside, bead: Bead, id_: str, findings: Iterable[tuple[str, Finding]]) -> _Unit:
    found = tuple(findings)
    against = [(name, finding.source.span) for name, finding in found if finding.source is not None]
    return _Unit(
        id_,
        bead.name,
        _side(beside.document.text, bead.source, against),
        _side(document.text, bead.target, [(name, finding.span) for name, finding in found]),
        found,
        _remark(bead),
    )


def _side(text: str, around: Span, places: Iterable[tuple[str, Span]]) -> _Side:
    """The stretch ``around`` with the marks of those places that lie in it or reach into it."""
    marks = (_Marked(_within(span, around), name) for name, span in places)
    return _Side(text[around.slice], tuple(sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end))))


def _within(span: Span, around: Span) -> Span:
    start = min(max(span.start, around.start), around.end)
    return Span(start - around.start, max(start, min(span.end, around.end)) - around.start)


def _remark(bead: Bead) -> str:
    if bead.confidence < SURE_ENOUGH:
        return f"Not aligned: a sureness of {bead.confidence:.2f} is too little to hold two passages together."
    if not len(bead.source):
        return "Not in the source."
    return "" if len(bead.target) else "Not in the translation."


def _untranslated(checked: Checked) -> _File:
    document = checked.document
    blocks = document.blocks or (Block(Span(0, len(document.text)), BlockKind.PARAGRAPH, 1),)
    beads = [Bead(block.span, block.span, str(number), 1.0, number) for number, block in enumerate(blocks, start=1)]
    by_bead = _by_bead(checked, beads)
    units = []
    for number, bead in enumerate(beads):
        found = tuple(by_bead.get(number, ()))
        side = _side(document.text, bead.source, [(name, finding.span) for name, finding in found])
        units.append(_Unit(bead.name, bead.name, side, None, found))
    remarks = (checked.unreadable,) if checked.unreadable is not None else document.lacks
    return _File(document.path, ("en", None), tuple(units), remarks=remarks)


_TOKEN = re.compile(r"[\w.\-]+", re.ASCII)
"""What may be an id in any version, and in a fragment that refers to it."""


def _ids(names: Sequence[str]) -> list[str]:
    """The names of the pairs where all of them can be ids, else their numbers."""
    if len(set(names)) == len(names) and all(_TOKEN.fullmatch(name) for name in names):
        return list(names)
    return [f"u{number}" for number in range(1, len(names) + 1)]


# Output


def _written(file: _File) -> etree._Element:
    attributes = {"version": "2.1", "srcLang": file.languages[0]} | _given("trgLang", file.languages[1])
    names = {None: _NAMESPACE, "its": ITS_NAMESPACE}
    # lxml-stubs know no namespace without a prefix.
    root = etree.Element(_name("xliff"), {**attributes, ITS_VERSION: "2.0"}, nsmap=names)  # type: ignore[arg-type]
    original = _given("original", xml_text(file.original))
    body = _put(root, "file", {"id": "f1", **original, XML_SPACE: "preserve", **rated(file.rating)})
    _notes(body, file.remarks)
    for unit in file.units:
        element = _put(body, "unit", {"id": unit.id, **_given("name", xml_text(unit.name))})
        write_issues(element, unit.findings)
        _notes(element, [unit.remark] if unit.remark else [])
        segment = _put(element, "segment", {"state": "translated"} if unit.target and unit.target.text else {})
        _write(_put(segment, "source"), unit.source, "s")
        if unit.target is not None:
            _write(_put(segment, "target"), unit.target, "t")
    return root


_ONE_A_LINE = ("xliff", "file", "unit", "segment", "notes")
"""Elements that hold elements only, so that line feeds between these are no text."""


def _lay_out(root: etree._Element) -> None:
    for element in root.iter(*map(_name, _ONE_A_LINE)):
        element.text = "\n"
        for child in element:
            child.tail = "\n"


def _given(name: str, value: str | None) -> dict[str, str]:
    return {name: value} if value else {}


def _notes(parent: etree._Element, remarks: Sequence[str]) -> None:
    if remarks:
        notes = _put(parent, "notes")
        for remark in remarks:
            _put(notes, "note", {"category": "transcript-qa"}).text = xml_text(remark)


def _name(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"


def _put(parent: etree._Element, name: str, attributes: Mapping[str, str] | None = None) -> etree._Element:
    return etree.SubElement(parent, _name(name), dict(attributes or {}))


def _write(element: etree._Element, side: _Side, prefix: str) -> None:
    """The text of a side with its marks: ``mrk`` where they nest, ``sm`` and ``em`` where one ends inside another."""
    crossing = set(_crossing(side.marks))
    open_: list[tuple[int, etree._Element]] = []
    pending: list[tuple[int, str]] = []
    edges = sorted({0, len(side.text), *(edge for mark in side.marks for edge in (mark.span.start, mark.span.end))})
    for offset, following in zip(edges, (*edges[1:], len(side.text)), strict=True):
        for name in [name for end, name in pending if end == offset]:
            _put(_here(open_, element), "em", {"startRef": name})
        while open_ and open_[-1][0] == offset:
            open_.pop()
        for index, mark in enumerate(side.marks):
            if mark.span.start != offset:
                continue
            name = f"{prefix}{index + 1}"
            found = _put(_here(open_, element), "sm" if index in crossing else "mrk", reference(name, mark.issues))
            if index in crossing:
                pending.append((mark.span.end, name))
            elif len(mark.span):
                open_.append((mark.span.end, found))
        _append(_here(open_, element), side.text[offset:following])


def _here(open_: Sequence[tuple[int, etree._Element]], element: etree._Element) -> etree._Element:
    return open_[-1][1] if open_ else element


def _append(element: etree._Element, text: str) -> None:
    """Text, and ``cp`` for each character that XML cannot carry."""
    for plain, odd in _around_odd(text):
        _add(element, plain)
        if odd:
            _put(element, "cp", {"hex": f"{ord(odd):04X}"})


def _crossing(marks: Sequence[_Marked]) -> Iterator[int]:
    """Those that end beyond another that they begin in. The marks are in order, of equal beginnings the longest first."""
    ends: list[int] = []
    for index, mark in enumerate(marks):
        while ends and ends[-1] <= mark.span.start:
            ends.pop()
        if ends and ends[-1] < mark.span.end:
            yield index
        elif len(mark.span):
            ends.append(mark.span.end)


def _add(element: etree._Element, text: str) -> None:
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _around_odd(text: str) -> Iterator[tuple[str, str]]:
    """The text in pieces, each with the character after it that XML cannot carry."""
    start = 0
    for match in NOT_IN_XML.finditer(text):
        yield text[start : match.start()], match[0]
        start = match.end()
    yield text[start:], ""
