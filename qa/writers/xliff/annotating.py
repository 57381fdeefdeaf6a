"""A file of XLIFF, 1.2 or 2, with the findings of its units written into it; all else of it stays, but for comments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from lxml import etree

from qa.engine.checked import Checked
from qa.engine.figures import rating
from qa.formats.tei import ITS_NAMESPACE
from qa.ground.bitext import Bead, Beside
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.pairs.safe_xml import Slot, parsed, pieces
from qa.pairs.xliff import WORDED, UnitPlace, unit_places
from qa.writers.xliff.issues import ITS_VERSION, rated, reference, reference_1, write_issues

Found = Sequence[tuple[str, Finding]]
"""Findings, each with the id of its set of issues."""


def annotated(checked: Checked, beside: Beside, found: Mapping[int, Found]) -> etree._Element:
    """The root element. ``found`` are the findings by the position of their bead."""
    root = _declaring_its(parsed(checked.document.path, checked.document.source.data))
    root.set(ITS_VERSION, "2.0")
    for name, value in rated(rating(checked)).items():
        root.set(name, value)
    numbers = {bead.name: number for number, bead in enumerate(beside.beads)}
    is_new = root.get("version", "").startswith("2")
    for name, place in _named(root):
        number = numbers.get(name)
        if number is not None and number in found:
            _annotate(place, beside.beads[number], found[number], is_new=is_new)
    return root


def _declaring_its(root: etree._Element) -> etree._Element:
    """The root with the usual prefix of ITS: lxml lets no element have one that it was not made with."""
    attributes = {str(name): str(value) for name, value in root.attrib.items()}
    # lxml-stubs know no namespace without a prefix.
    names: Mapping[Any, str] = {**root.nsmap, "its": ITS_NAMESPACE}
    made = etree.Element(root.tag, attributes, nsmap=names)
    made.text = root.text
    made.extend(list(root))
    return made


def _named(root: etree._Element) -> Iterator[tuple[str, UnitPlace]]:
    """The units that have both sides with the names of their beads; of one that a file gives twice, the number of its turn."""
    seen: Counter[str] = Counter()
    for place in unit_places(root):
        if all(element is not None and _text(element).strip() for element in (place.source, place.target)):
            seen[place.name] += 1
            yield place.name if seen[place.name] == 1 else f"{place.name} ({seen[place.name]})", place


def _text(element: etree._Element) -> str:
    return "".join(text for text, _ in pieces(element, WORDED))


def _annotate(place: UnitPlace, bead: Bead, found: Found, *, is_new: bool) -> None:
    sides = ((place.target, bead.target, "t"), (place.source, bead.source, "s"))
    for element, around, prefix in sides:
        spans = [(name, finding.span if prefix == "t" else finding.source and finding.source.span) for name, finding in found]
        marks = [(name, Span(span.start - around.start, span.end - around.start)) for name, span in spans if span]
        if element is not None:
            _mark(element, [mark for mark in marks if 0 <= mark[1].start <= mark[1].end <= len(around)], prefix, is_new=is_new)
    write_issues(place.unit, found)
    if is_new:  # There what belongs to a module stands first, in 1.2 last.
        for group in reversed(place.unit.findall(f"{{{ITS_NAMESPACE}}}locQualityIssues")):
            place.unit.insert(0, group)


def _mark(element: etree._Element, marks: Sequence[tuple[str, Span]], prefix: str, *, is_new: bool) -> None:
    """Put the marks into the text, the last first, so that what stands before keeps its place."""
    text = _text(element)
    if "\r" in text:
        return  # It was read otherwise than it is counted here.
    lead = len(text) - len(text.lstrip())
    points: list[tuple[int, int, etree._Element]] = []
    space = f"{{{etree.QName(element).namespace}}}"
    referring = reference if is_new else reference_1
    for number, (issues, span) in enumerate(marks, start=1):
        said = dict(referring(f"qa-{prefix}{number}-{issues}", issues))
        start, end = span.start + lead, span.end + lead
        if is_new and len(span):
            points.append((start, 1, etree.Element(f"{space}sm", said)))
            points.append((end, 0, etree.Element(f"{space}em", {"startRef": said["id"]})))
        else:
            points.append((start, 1, etree.Element(f"{space}mrk", said)))
    slots = list(_slots(element))
    for offset, is_start, new in sorted(points, key=lambda point: point[:2], reverse=True):
        _insert(slots, offset, new, is_start=bool(is_start))
    if not is_new:
        for (_, span), (_, _, new) in zip(marks, points, strict=True):
            _widen(new, len(span))


def _slots(element: etree._Element) -> Iterator[tuple[int, int, Slot]]:
    """The pieces of text with where each begins and ends."""
    found = list(pieces(element, WORDED))
    ends = list(accumulate(len(text) for text, _ in found))
    for (text, slot), end in zip(found, ends, strict=True):
        if slot is not None:
            yield end - len(text), end, slot


def _insert(slots: Sequence[tuple[int, int, Slot]], offset: int, new: etree._Element, *, is_start: bool) -> None:
    """Put an element at a place in the text: a beginning before the piece that begins there, an end behind the one that ends."""
    fitting = [each for each in slots if each[0] <= offset <= each[1]]
    if not fitting:
        return
    begin, _, (owner, is_behind) = fitting[-1] if is_start else fitting[0]
    kept = offset - begin
    if is_behind:
        parent = owner.getparent()
        new.tail, owner.tail = (owner.tail or "")[kept:], (owner.tail or "")[:kept]
        assert parent is not None
        parent.insert(parent.index(owner) + 1, new)
    else:
        new.tail, owner.text = (owner.text or "")[kept:], (owner.text or "")[:kept]
        owner.insert(0, new)


def _widen(mark: etree._Element, length: int) -> None:
    """XLIFF 1.2 has no mark of a beginning alone: take in what follows, as far as the next element."""
    tail = mark.tail or ""
    mark.text, mark.tail = tail[:length], tail[length:]
