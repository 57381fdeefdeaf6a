"""XLIFF 1.2 and 2, what is handed to translators and back, to units: one for each ``trans-unit``, or for each ``segment``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from qa.formats.markup import root_name
from qa.ground.errors import UnreadableDocument
from qa.pairs.safe_xml import local, parsed, words_of
from qa.pairs.units import Unit, Units, Wanted

WORDED = frozenset(("g", "pc", "mrk"))
"""The elements in a segment that hold text; ``ph``, ``bpt``, ``ept``, ``it`` and the rest hold codes of the document's format."""
_UNBEGUN = frozenset(("new", "needs-translation"))
"""States of a ``target`` of XLIFF 1.2 whose text is no translation yet."""


@dataclass(frozen=True, slots=True)
class UnitPlace:
    """A unit in the tree of a file."""

    name: str
    unit: etree._Element
    """The ``unit`` or ``trans-unit``; several segments may share it."""
    source: etree._Element | None
    target: etree._Element | None
    """None where it is not translated yet."""


def recognises(path: str, data: bytes) -> bool:
    """Whether the root element is ``xliff``."""
    return (root_name(data) or "").rpartition("}")[2] == "xliff"


def read(path: str, data: bytes, wanted: Wanted) -> Units:
    """The units that are to be translated; proposals beside them (``alt-trans``, ``mtc:match``) and notes are none.

    A unit is called by its id; in a file of several documents the number of the document stands before it (``2/u7``), of
    several segments the segment's id after it (``u7/s2``). Raises UnreadableDocument.
    """
    root = parsed(path, data)
    version = root.get("version", "")
    if not version.startswith(("1", "2")):
        raise UnreadableDocument(path, f"XLIFF of the version {version or 'that it does not name'}; 1.2 and 2 are read here")
    first = next((element for element in root if local(element) == "file"), root)
    languages = root.get("srcLang"), root.get("trgLang")
    if version.startswith("1"):
        languages = first.get("source-language"), first.get("target-language")
    return Units("xliff", tuple(_unit(place) for place in unit_places(root)), languages)


def unit_places(root: etree._Element) -> Iterator[UnitPlace]:
    """Where the units stand in the tree of a file, in their order."""
    files = [element for element in root if local(element) == "file"]
    places = _in_version_2 if root.get("version", "").startswith("2") else _in_version_1
    for number, file in enumerate(files, start=1):
        for place in places(file):
            yield replace(place, name=f"{number}/{place.name}") if len(files) > 1 else place


def _in_version_1(file: etree._Element) -> Iterator[UnitPlace]:
    for number, unit in enumerate(file.iter("{*}trans-unit"), start=1):
        if unit.get("translate") == "no":
            continue
        target = unit.find("{*}target")
        is_begun = target is not None and target.get("state") not in _UNBEGUN
        yield UnitPlace(unit.get("id") or str(number), unit, unit.find("{*}source"), target if is_begun else None)


def _in_version_2(file: etree._Element) -> Iterator[UnitPlace]:
    for number, unit in enumerate(file.iter("{*}unit"), start=1):
        segments = [element for element in unit if local(element) == "segment"]
        if unit.get("translate") == "no":
            continue
        name = unit.get("id") or str(number)
        for position, segment in enumerate(segments, start=1):
            own = f"{name}/{segment.get('id') or position}" if len(segments) > 1 else name
            yield UnitPlace(own, unit, segment.find("{*}source"), segment.find("{*}target"))


def _unit(place: UnitPlace) -> Unit:
    return Unit(place.name, _text(place.source), _text(place.target))


def _text(element: etree._Element | None) -> str:
    return words_of(element, WORDED) if element is not None else ""
