"""A Word file to its paragraphs as they read before and after the tracked changes, by lxml; and whether its schema allows it."""

from __future__ import annotations

import json
import subprocess
import zipfile
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.readers.word_files import TRANSITIONAL
from tests.shared import beside
from tests.writers import office

_OLD, _NEW = ("del", "moveFrom"), ("ins", "moveTo")


def rejected(data: bytes, part: str = "word/document.xml") -> list[str]:
    """The paragraphs with all changes rejected."""
    return _paragraphs(data, part, without=_NEW)


def accepted(data: bytes, part: str = "word/document.xml") -> list[str]:
    """The paragraphs with all changes accepted."""
    return _paragraphs(data, part, without=_OLD)


def _paragraphs(data: bytes, part: str, without: Collection[str]) -> list[str]:
    texts, joined = [], ""
    for paragraph in xml(data, part).iter(f"{{{TRANSITIONAL}}}p"):
        joined += _text(paragraph, without)
        mark = {etree.QName(each).localname for each in paragraph.iterfind(f"{{{TRANSITIONAL}}}pPr/{{{TRANSITIONAL}}}rPr/*")}
        if not mark & set(without):
            texts.append(joined)
            joined = ""
    return [text for text in texts if text]


def _text(element: etree._Element, without: Collection[str]) -> str:
    name = etree.QName(element).localname
    if name in without or name == "pPr":
        return ""
    written = {"t": element.text, "delText": element.text, "tab": "\t", "br": "\n", "noBreakHyphen": "\u2011"}.get(name) or ""
    return written + "".join(_text(child, without) for child in element if isinstance(child.tag, str))


def xml(data: bytes, part: str) -> etree._Element:
    with zipfile.ZipFile(BytesIO(data)) as opened:
        return etree.fromstring(opened.read(part))


def comments(data: bytes, part: str = "word/comments.xml") -> dict[str, list[str]]:
    """The comments by number, each with its paragraphs."""
    name = f"{{{TRANSITIONAL}}}"
    return {
        comment.get(f"{name}id"): ["".join(paragraph.itertext()) for paragraph in comment.iter(f"{name}p")]
        for comment in xml(data, part).iter(f"{name}comment")
    }


@dataclass(frozen=True)
class ThreadedComment:
    """A comment as Word sees it: by ``commentsExtended.xml`` it may answer another one."""

    number: str
    author: str
    parent: str | None
    is_done: bool


def threads(data: bytes) -> list[ThreadedComment]:
    """The comments of a file that has threads."""
    w, w14 = f"{{{TRANSITIONAL}}}", "{http://schemas.microsoft.com/office/word/2010/wordml}"
    w15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
    elements = [*xml(data, "word/comments.xml").iter(f"{w}comment")]
    names = {comment.findall(f"{w}p")[-1].get(f"{w14}paraId"): comment for comment in elements}
    told = {each.get(f"{w15}paraId"): each for each in xml(data, "word/commentsExtended.xml")}
    assert told.keys() <= names.keys()
    return [
        ThreadedComment(
            comment.get(f"{w}id", ""),
            comment.get(f"{w}author", ""),
            names[parent].get(f"{w}id") if (parent := told[name].get(f"{w15}paraIdParent")) else None,
            told[name].get(f"{w15}done") == "1",
        )
        for name, comment in names.items()
        if name in told
    ]


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(data)) as opened:
        return opened.read(name).decode()


def commented(data: bytes) -> dict[str, str]:
    """What each comment of the main part stands beside, deletions and insertions included; for a mere sign, nothing."""
    beside_, open_ = {}, []
    for element in xml(data, "word/document.xml").iter():
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        number = element.get(f"{{{TRANSITIONAL}}}id", "")
        if name == "commentRangeStart":
            open_.append(number)
        elif name == "commentRangeEnd":
            open_.remove(number)
        elif name == "commentReference":
            beside_.setdefault(number, "")
        elif name in ("t", "delText"):
            for each in open_:
                beside_[each] = beside_.get(each, "") + (element.text or "")
    return beside_


def assert_one_sign_a_comment(data: bytes) -> None:
    """Every comment is referred to once, and the numbers of revisions, of comments and of ranges are each given once."""
    name = f"{{{TRANSITIONAL}}}"
    with zipfile.ZipFile(BytesIO(data)) as opened:
        parts = [
            etree.fromstring(opened.read(part))
            for part in opened.namelist()
            if part.startswith("word/") and part.endswith(".xml")
        ]
    found: dict[str, list[str]] = {}
    for element in (each for part in parts for each in part.iter() if isinstance(each.tag, str)):
        kind = _KINDS.get(etree.QName(element).localname)
        if kind is not None and f"{name}id" in element.attrib:
            found.setdefault(kind, []).append(element.attrib[f"{name}id"])
    for kind, numbers in found.items():
        assert len(numbers) == len(set(numbers)), f"{kind}: {sorted(numbers)}"
    assert sorted(found.get("comment", [])) == sorted(found.get("sign", []))


_KINDS = {
    **dict.fromkeys(("ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart"), "revision"),
    "comment": "comment",
    "commentReference": "sign",
    "commentRangeStart": "start",
    "commentRangeEnd": "end",
}


@cache
def _schema(path: Path) -> etree.XMLSchema:
    """Read once: it is larger than most of what is held against it."""
    return etree.XMLSchema(etree.parse(path))


def assert_valid(data: bytes) -> None:
    """Every part of WordprocessingML is what the standard's schema allows, and ids are unique.

    Skips where the schema is not to be had, after it has looked at the ids.
    """
    assert_one_sign_a_comment(data)
    path = beside("schemas", "ooxml", "wml.xsd")
    if path is None:
        pytest.skip("the schema of Office Open XML is not beside the project")
    schema = _schema(path)
    with zipfile.ZipFile(BytesIO(data)) as opened:
        for name in opened.namelist():
            if name.startswith("word/") and name.endswith(".xml") and not name.startswith(_OF_MICROSOFT):
                schema.assertValid(understood(etree.fromstring(opened.read(name))))


_OF_MICROSOFT = ("word/commentsExtended", "word/commentsIds", "word/people")
"""Parts that the standard does not know."""


def understood(root: etree._Element) -> etree._Element:
    """A part as a program sees it that knows the standard alone: without what may be ignored (ISO/IEC 29500-3, 7.2)."""
    ignorable = f"{{{_COMPATIBILITY}}}Ignorable"
    for element in [*root.iter(etree.Element)]:
        namespaces = {element.nsmap[prefix] for prefix in element.attrib.pop(ignorable, "").split()}
        for each in [*element.iter(etree.Element)] if namespaces else ():
            if etree.QName(each).namespace in namespaces:
                each.getparent().remove(each)
            for name in [name for name in each.attrib if etree.QName(name).namespace in namespaces]:
                del each.attrib[name]
    return root


_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def in_libreoffice(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """What LibreOffice makes of Word files, opened by one process: see ``office.py``."""
    run = subprocess.run(["/usr/bin/python3", office.__file__, *map(str, paths)], capture_output=True, check=True)
    found: list[dict[str, Any]] = json.loads(run.stdout)
    return found
