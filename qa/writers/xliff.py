"""A translation held against its source to XLIFF: its beads as units, and ITS 2.0 issues on what was found in them.

It is XLIFF 2.1 with its ITS module (section 5.9), or 1.2 where the pairs came in that. Every finding has a set of issues in its
unit, stand-off, and marks refer to it: on the passage of the target, and on the one of the source that it is held against.
A document that was not held against a source is a file yet to be translated, its blocks as units, the marks in the source.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from qa.beads.bitext import SURE_ENOUGH
from qa.engine.checked import Checked, records
from qa.engine.figures import Rating, rating
from qa.formats.tei import ITS_NAMESPACE, XML_ID, XML_SPACE
from qa.formats.xliff import NAMESPACES, version_of
from qa.ground.bitext import Bead, Beside
from qa.ground.document import Block, BlockKind, Document
from qa.ground.finding import Finding, Severity
from qa.ground.span import Span
from qa.writers import Look
from qa.writers.ci.sentences import proposed
from qa.writers.ci.xml_text import NOT_IN_XML, xml_text


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

    version: str
    original: str
    languages: tuple[str, str | None]
    units: tuple[_Unit, ...]
    rating: Rating | None = None
    remarks: tuple[str, ...] = ()


def render(checked: Checked, look: Look) -> str:
    """The XLIFF of one document, to be stored in UTF-8. ``look`` changes nothing in it."""
    file = _translated(checked, checked.beside) if checked.beside is not None else _untranslated(checked)
    root = _WRITERS[file.version](file)
    _lay_out(root, NAMESPACES[file.version])
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
    is_old = document.format == "xliff" and version_of(document.source.data) == "1.2"
    languages = (beside.source_language, beside.target_language)
    return _File("1.2" if is_old else "2.1", beside.path, languages, units, rating(checked), document.lacks)


def _by_bead(checked: Checked, beads: Sequence[Bead]) -> Mapping[int, list[tuple[str, Finding]]]:
    """The findings with their ids by the position of the bead that they name, or else of the one that they stand in."""
    positions = {bead.name: number for number, bead in reversed(list(enumerate(beads)))}
    starts = [bead.target.start for bead in beads]
    found: dict[int, list[tuple[str, Finding]]] = {}
    for finding, record in zip(checked.findings, records(checked), strict=True):
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
    if not len(bead.source):
        return "Not in the source."
    if not len(bead.target):
        return "Not in the translation."
    return (
        "" if bead.confidence >= SURE_ENOUGH else f"Not aligned: {bead.confidence:.2f} is too little to hold these two together."
    )


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
    return _File("2.1", document.path, ("en", None), tuple(units), remarks=remarks)


_TOKEN = re.compile(r"[\w.\-]+", re.ASCII)
"""What may be an id in any version, and in a fragment that refers to it."""


def _ids(names: Sequence[str]) -> list[str]:
    """The names of the pairs where all of them can be ids, else their numbers."""
    if len(set(names)) == len(names) and all(_TOKEN.fullmatch(name) for name in names):
        return list(names)
    return [f"u{number}" for number in range(1, len(names) + 1)]


# Output


def _written_2(file: _File) -> etree._Element:
    pen = _Pen("2.1")
    attributes = {"version": "2.1", "srcLang": file.languages[0]} | _given("trgLang", file.languages[1])
    root = pen.root({**attributes, _its("version"): "2.0"})
    original = _given("original", xml_text(file.original))
    body = pen.put(root, "file", {"id": "f1", **original, XML_SPACE: "preserve", **_rated(file.rating)})
    _notes(pen, body, file.remarks)
    for unit in file.units:
        element = pen.put(body, "unit", {"id": unit.id, **_given("name", xml_text(unit.name))})
        _issues(element, unit.findings)
        _notes(pen, element, [unit.remark] if unit.remark else [])
        segment = pen.put(element, "segment", {"state": "translated"} if unit.target and unit.target.text else {})
        pen.write(pen.put(segment, "source"), unit.source, "s")
        if unit.target is not None:
            pen.write(pen.put(segment, "target"), unit.target, "t")
    return root


def _written_1(file: _File) -> etree._Element:
    pen = _Pen("1.2")
    root = pen.root({"version": "1.2", _its("version"): "2.0"})
    attributes = {"original": xml_text(file.original), "datatype": "plaintext", "source-language": file.languages[0]}
    element = pen.put(root, "file", attributes | _given("target-language", file.languages[1]) | _rated(file.rating))
    if file.remarks:
        header = pen.put(element, "header")
        for remark in file.remarks:
            pen.put(header, "note").text = xml_text(remark)
    body = pen.put(element, "body")
    for unit in file.units:
        element = pen.put(body, "trans-unit", {"id": unit.id, "resname": xml_text(unit.name), XML_SPACE: "preserve"})
        pen.write(pen.put(element, "source"), unit.source, "s")
        if unit.target is not None:
            pen.write(pen.put(element, "target"), unit.target, "t")
        if unit.remark:
            pen.put(element, "note").text = unit.remark
        _issues(element, unit.findings)
    return root


_WRITERS = {"2.1": _written_2, "1.2": _written_1}


_ONE_A_LINE = ("xliff", "file", "header", "body", "unit", "trans-unit", "segment", "notes")
"""Elements that hold elements only, so that line feeds between these are no text."""


def _lay_out(root: etree._Element, namespace: str) -> None:
    for element in root.iter(*(f"{{{namespace}}}{name}" for name in _ONE_A_LINE)):
        element.text = "\n"
        for child in element:
            child.tail = "\n"


def _given(name: str, value: str | None) -> dict[str, str]:
    return {name: value} if value else {}


def _its(name: str) -> str:
    return f"{{{ITS_NAMESPACE}}}{name}"


def _rated(rating: Rating | None) -> dict[str, str]:
    if rating is None:
        return {}
    return {
        _its("locQualityRatingScore"): rating.score,
        _its("locQualityRatingScoreThreshold"): rating.threshold,
        _its("locQualityRatingProfileRef"): f"urn:x-transcript-qa:{rating.profile}",
    }


def _notes(pen: _Pen, parent: etree._Element, remarks: Sequence[str]) -> None:
    if remarks:
        notes = pen.put(parent, "notes")
        for remark in remarks:
            pen.put(notes, "note", {"category": "transcript-qa"}).text = xml_text(remark)


_SEVERITIES = {Severity.ERROR: "90", Severity.WARNING: "50", Severity.INFO: "10"}
"""Our severities on the scale of ITS 2.0, which runs from 0 to 100."""


def _issues(unit: etree._Element, findings: Iterable[tuple[str, Finding]]) -> None:
    for name, finding in findings:
        group = etree.SubElement(unit, _its("locQualityIssues"), {XML_ID: name})
        for each in (finding, *finding.attached):
            comment = " ".join(part for part in (each.message, proposed(each.text, each.corrections), each.evidence) if part)
            etree.SubElement(
                group,
                _its("locQualityIssue"),
                {
                    "locQualityIssueType": each.category,
                    "locQualityIssueComment": xml_text(f"{comment} ({each.rule}, {each.confidence})"),
                    "locQualityIssueSeverity": _SEVERITIES[each.severity],
                },
            )


@dataclass(slots=True)
class _Pen:
    """Writes elements of one version; numbers the marks of a unit."""

    version: str
    number: int = field(default=0)

    def root(self, attributes: Mapping[str, str]) -> etree._Element:
        names = {None: NAMESPACES[self.version], "its": ITS_NAMESPACE}
        # lxml-stubs know no namespace without a prefix.
        return etree.Element(self._name("xliff"), dict(attributes), nsmap=names)  # type: ignore[arg-type]

    def put(self, parent: etree._Element, name: str, attributes: Mapping[str, str] | None = None) -> etree._Element:
        return etree.SubElement(parent, self._name(name), dict(attributes or {}))

    def write(self, element: etree._Element, side: _Side, prefix: str) -> None:
        """The text of a side with its marks: ``mrk`` where they nest, ``sm`` and ``em`` where one ends inside another."""
        crossing = set(_crossing(side.marks))
        open_: list[tuple[int, etree._Element]] = []
        pending: list[tuple[int, str]] = []
        here = element
        edges = sorted({0, len(side.text), *(edge for mark in side.marks for edge in (mark.span.start, mark.span.end))})
        for offset, following in zip(edges, (*edges[1:], len(side.text)), strict=True):
            for name in [name for end, name in pending if end == offset]:
                self.put(here, "em", {"startRef": name})
            while open_ and open_[-1][0] == offset:
                open_.pop()
                here = open_[-1][1] if open_ else element
            for index, mark in enumerate(side.marks):
                if mark.span.start != offset:
                    continue
                name = f"{prefix}{index + 1}"
                if index in crossing and self.version != "1.2":
                    self._mark(here, "sm", name, mark)
                    pending.append((mark.span.end, name))
                    continue
                found = self._mark(here, "mrk", name, mark)
                end = min(mark.span.end, open_[-1][0]) if open_ else mark.span.end
                if end > offset:
                    open_.append((end, found))
                    here = found
            self._append(here, side.text[offset:following])

    def _mark(self, parent: etree._Element, tag: str, name: str, mark: _Marked) -> etree._Element:
        if self.version == "1.2":
            return self.put(parent, tag, {"mtype": "x-its", "mid": name, _its("locQualityIssuesRef"): f"#{mark.issues}"})
        # The fragment identifiers of section 4.5: a module's prefix before the id.
        return self.put(parent, tag, {"id": name, "type": "its:generic", _its("locQualityIssuesRef"): f"#its={mark.issues}"})

    def _append(self, element: etree._Element, text: str) -> None:
        """Text, and ``cp`` for each character that XML cannot carry; 1.2 has no element for it and gets its escape."""
        if self.version == "1.2":
            _add(element, xml_text(text))
            return
        for plain, odd in _around_odd(text):
            _add(element, plain)
            if odd:
                self.put(element, "cp", {"hex": f"{ord(odd):04X}"})

    def _name(self, name: str) -> str:
        return f"{{{NAMESPACES[self.version]}}}{name}"


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
