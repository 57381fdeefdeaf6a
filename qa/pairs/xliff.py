"""XLIFF 1.2 and 2, what is handed to translators and back, to units: one for each ``trans-unit``, or for each ``segment``."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from qa.formats.markup import root_name
from qa.ground.errors import UnreadableDocument
from qa.pairs.safe_xml import local, parsed, words_of
from qa.pairs.units import Unit, Units, Wanted

_WORDED = frozenset(("g", "pc", "mrk"))
"""The elements in a segment that hold text; ``ph``, ``bpt``, ``ept``, ``it`` and the rest hold codes of the document's format."""
_UNBEGUN = frozenset(("new", "needs-translation"))
"""States of a ``target`` of XLIFF 1.2 whose text is no translation yet."""


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
    files = [element for element in root if local(element) == "file"]
    if version.startswith("2"):
        languages, read_file = (root.get("srcLang"), root.get("trgLang")), _of_version_2
    elif version.startswith("1"):
        first = files[0] if files else root
        languages, read_file = (first.get("source-language"), first.get("target-language")), _of_version_1
    else:
        raise UnreadableDocument(path, f"XLIFF of the version {version or 'that it does not name'}; 1.2 and 2 are read here")
    units = [
        Unit(f"{number}/{unit.name}" if len(files) > 1 else unit.name, unit.source, unit.target)
        for number, file in enumerate(files, start=1)
        for unit in read_file(file)
    ]
    return Units("xliff", tuple(units), languages)


def _of_version_1(file: etree._Element) -> Iterator[Unit]:
    for number, unit in enumerate(file.iter("{*}trans-unit"), start=1):
        if unit.get("translate") == "no":
            continue
        target = unit.find("{*}target")
        begun = target is not None and target.get("state") not in _UNBEGUN
        yield Unit(unit.get("id") or str(number), _text(unit.find("{*}source")), _text(target) if begun else "")


def _of_version_2(file: etree._Element) -> Iterator[Unit]:
    for number, unit in enumerate(file.iter("{*}unit"), start=1):
        segments = [element for element in unit if local(element) == "segment"]
        if unit.get("translate") == "no":
            continue
        name = unit.get("id") or str(number)
        for position, segment in enumerate(segments, start=1):
            own = f"{name}/{segment.get('id') or position}" if len(segments) > 1 else name
            yield Unit(own, _text(segment.find("{*}source")), _text(segment.find("{*}target")))


def _text(element: etree._Element | None) -> str:
    return words_of(element, _WORDED) if element is not None else ""
