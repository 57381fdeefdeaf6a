"""Real TEI, Akoma Ntoso and ParlParse files lose no word: counted against lxml, with what is no text listed anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from qa.formats.rewrite import rewritten
from qa.readers import read_document
from tests.formats.test_rewrite import held
from tests.shared import beside

_FOLDERS = {"tei": "tei", "akn": "akoma-ntoso", "hansard_uk": "parlparse"}

NO_TEXT = {
    "tei": {"teiHeader", "standOff", "listPerson", "listEvent", "del", "figDesc"},
    "akoma-ntoso": {"meta", "del"},
    "parlparse": {"divisioncount"},
}
IN_SENTENCES = {
    "tei": set("s w pc name phr hi emph foreign time date measure num ref supplied unclear".split()),
    "akoma-ntoso": set(
        "a abbr b concept count date docAuthority docDate docIntroducer docNumber docProponent docTitle docType em entity event "
        "i inline legislature location noteRef organization outcome person quantity recordedTime ref relatedDocument role "
        "session span sub sup term u vote".split()
    ),
    "parlparse": {"phrase", "i", "b", "sub", "sup", "a"},
}
"""Elements that do not part words; in the file where they stand beside paragraphs white space does."""


def files() -> Iterator[tuple[str, Path]]:
    for folder, name in _FOLDERS.items():
        place = beside("corpus", folder)
        yield from ((name, path) for path in sorted(place.glob("*.xml") if place else ()))


def words(element: etree._Element, format_name: str) -> str:
    """The text, with blanks where an element parts words."""
    name = etree.QName(element).localname
    if name in NO_TEXT[format_name]:
        return ""
    text = element.text or ""
    parts = ["" if name in ("name", "phr") and not text.strip() else text]
    for child in element:
        if isinstance(child.tag, str):
            parts.append(words(child, format_name))
        parts.append(after(child))
    text = "".join(parts)
    return text if name in IN_SENTENCES[format_name] else f" {text} "


TOKEN = "{http://www.tei-c.org/ns/1.0}w", "{http://www.tei-c.org/ns/1.0}pc"


def after(child: etree._Element) -> str:
    """What follows an element; after a token whether a blank does is for ``join`` to say."""
    tail = child.tail or ""
    before = [*child.iter(*TOKEN)][-1:]
    if tail.strip() or not before or etree.QName(child).localname not in ("w", "pc", "name", "phr", "s"):
        return tail
    following = before[0].xpath("string(following::*[local-name()='w' or local-name()='pc'][1]/@join)")
    return "" if before[0].get("join") in ("right", "both") or following in ("left", "both") else " "


@pytest.mark.parametrize(("format_name", "path"), [*files()] or [("tei", None)], ids=lambda value: getattr(value, "stem", value))
def test_a_real_file_is_read_to_the_last_word_and_comes_back_to_the_last_byte(format_name: str, path: Path | None):
    if path is None:
        pytest.skip("the real files are not beside the project")
    data = path.read_bytes()
    document = read_document(path.name, data)
    assert document.format == format_name
    held(document, data)
    assert rewritten(document, []) == data
    tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    expected, found = Counter(words(tree, format_name).split()), Counter(document.text.split())
    assert expected - found == Counter()
    assert found - expected == Counter()
