"""A Word file to its paragraphs with all tracked changes accepted, or all rejected, by what the standard says of each."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OLD = (f"{W}del", f"{W}moveFrom")
NEW = (f"{W}ins", f"{W}moveTo")


def part(data: bytes, name: str) -> etree._Element:
    """A part of the file as a tree."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(f"word/{name}.xml"))


def resolved(data: bytes, *, accepted: bool) -> list[str]:
    """The paragraphs with all changes accepted or rejected; one whose end goes, goes on in the next."""
    gone = OLD if accepted else NEW
    paragraphs: list[str] = []
    text = ""
    body = part(data, "document")[0]
    for paragraph in body.iterchildren(f"{W}p"):
        text += "".join(_texts(paragraph, gone))
        if not _ends_in(paragraph, gone):
            paragraphs.append(text)
            text = ""
    assert not text, "the last paragraph has an end that nobody can take away"
    return paragraphs


def _texts(paragraph: etree._Element, gone: tuple[str, ...]) -> Iterator[str]:
    for child in paragraph:
        if child.tag == f"{W}r":
            yield from _text_of(child)
        elif child.tag in (*OLD, *NEW) and child.tag not in gone:
            for run in child:
                yield from _text_of(run)


def _text_of(run: etree._Element) -> Iterator[str]:
    return (child.text or "" for child in run if child.tag in (f"{W}t", f"{W}delText"))


def _ends_in(paragraph: etree._Element, gone: tuple[str, ...]) -> bool:
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and any(child.tag in gone for child in mark)
