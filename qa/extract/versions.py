"""The XML of a comparison to bytes: one of the two versions that it holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from lxml import etree

from qa.extract.kept import attributes_of, encoded, line_of, one, parse, records, refuse_altered, without_layout
from qa.formats.tei import APPARATUS_SCHEMA, characters, tei
from qa.ground.errors import QaError


def extract(data: bytes, which: Literal["old", "new"], path: str = "-") -> bytes:
    """The bytes of the old or the new version that a comparison's XML ``data`` was made from.

    Of a text file these are the file, byte order mark and line ends included; of a structured one its reading text in
    UTF-8. ``path`` names the XML in messages.

    Raises QaError when ``data`` is not such a file or when the text in it was altered.
    """
    root = parse(data, APPARATUS_SCHEMA, path)
    record = dict(zip(("old", "new"), records(root), strict=True))[which]
    body = one(root, "text/body")
    _refuse_two_readings(body, path)
    text = "".join(_parts(body, f"#{which}", record.line_end))
    refuse_altered(text, record, path)
    return encoded(text, record, path)


def _refuse_two_readings(body: etree._Element, path: str) -> None:
    for app in body.iter(tei("app")):
        witnesses = [reading.get("wit") for reading in app]
        if len(set(witnesses)) < len(witnesses):
            found, expected = f"two readings of {witnesses[0]}", "one of each version"
            raise QaError("not one reading", file=path, line=line_of(app), found=found, expected=expected)


def _parts(element: etree._Element, witness: str, line_end: str) -> Iterator[str]:
    """What a version has of the text in ``element``."""
    yield without_layout(element.text)
    for child in element:
        name = etree.QName(child).localname
        if name in ("lb", "pb", "g"):
            yield characters(name, attributes_of(child), line_end)
        elif name != "rdg" or child.get("wit") == witness:
            yield from _parts(child, witness, line_end)
        # Between the readings of an app stands nothing but the XML's own layout.
        yield "" if name == "rdg" else without_layout(child.tail)
