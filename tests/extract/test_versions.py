"""From the XML of a comparison back to either version, to the letter."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from qa.compare.compare import compare
from qa.engine.checked import Checked
from qa.extract.findings import extract as extract_checked
from qa.extract.versions import extract
from qa.formats.tei import APPARATUS_SCHEMA
from qa.ground.document import Document
from qa.ground.errors import QaError
from qa.ground.resources import read_bytes
from qa.ground.source import Source
from qa.readers import read_document
from qa.readers.text import read
from qa.writers import Look
from qa.writers.comparison.apparatus import render
from qa.writers.tei.annotated import render as render_checked
from qa.writers.word.file import TextRun, WordParagraph, word_document
from tests.extract.test_findings import sources
from tests.writers.comparison.pairs import PAIRS, anything, document, versions

SCHEMA_OF_THE_PROFILE = etree.RelaxNG(etree.fromstring(read_bytes(*APPARATUS_SCHEMA)))


def written(old: Document, new: Document) -> bytes:
    return render(compare(old, new), Look()).encode()


def comes_back(old: Document, new: Document) -> None:
    data = written(old, new)
    SCHEMA_OF_THE_PROFILE.assertValid(etree.fromstring(data))
    assert extract(data, "old") == old.source.data
    assert extract(data, "new") == new.source.data


@settings(max_examples=300)
@given(versions, versions)
def test_both_versions_of_a_record_come_back(old: str, new: str) -> None:
    comes_back(document(old), document(new))


@settings(max_examples=300)
@given(anything, anything)
def test_any_two_texts_come_back(old: str, new: str) -> None:
    comes_back(document(old), document(new))


@given(versions, st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["", " ", "\n", "\r\n\r\n", "x", "-\n"])), max_size=6))
def test_a_text_and_what_an_editor_made_of_it_come_back(old: str, edits: list[tuple[int, str]]) -> None:
    new = old
    for place, text in edits:
        new = new[:place] + text + new[place + 3 :]
    comes_back(document(old), document(new))


@given(sources(), sources())
def test_files_come_back_byte_for_byte(old: Source, new: Source) -> None:
    comes_back(Document(old, "text", old.text), Document(new, "text", new.text))


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_every_kind_of_change_comes_back(pair: tuple[str, str]) -> None:
    old, new = pair
    comes_back(read("old.txt", old.encode()), read("new.txt", new.encode()))


def test_a_structured_file_gives_its_reading_text() -> None:
    old = read_document(
        "old.docx", word_document([WordParagraph((TextRun("It is so."),)), WordParagraph((TextRun("Côte d’Ivoire"),))])
    )
    data = written(old, read("new.txt", "Côtes".encode("utf-16")))
    assert extract(data, "old") == "It is so.\n\nCôte d’Ivoire".encode()
    assert extract(data, "new") == "Côtes".encode("utf-16")


GOOD = written(read("old.txt", b"one\ntwo"), read("new.txt", b"one\nthree"))
CHECKED = render_checked(Checked(read("a.txt", b"one"), ()), Look()).encode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", r"a\.xml:\d+: not XML; found .*; expected well-formed XML"),
        (GOOD[:-40], r"a\.xml:\d+: not XML; found .*; expected well-formed XML"),
        (b"<html/>", r"a\.xml:1: not annotated XML; found the element html; expected TEI of TEI P5"),
        (
            b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>',
            r"a\.xml:1: not annotated XML; .*expected what reports/qa-apparatus\.rng allows",
        ),
        (GOOD.replace(b"<rdg", b"<lem").replace(b"</rdg", b"</lem"), r"a\.xml:\d+: not annotated XML; found .*lem"),
        (
            GOOD.replace(b">two<", b">too<"),
            r"a\.xml:\d+: the text in the body is no longer .*; expected [0-9a-f]{64}",
        ),
        (
            GOOD.replace(b'<rdg wit="#new">', b'<rdg wit="#old">'),
            r"a\.xml:\d+: not one reading; found two readings of #old; expected one of each version",
        ),
        (GOOD.replace(b'"utf-8"', b'"hex"'), r"a\.xml:\d+: cannot encode the text; found hex"),
        (CHECKED, r"a\.xml:\d+: no such text is kept here; found the XML of a checked text; expected the XML of a comparison"),
        (
            GOOD.replace(b"<TEI", b"<!DOCTYPE TEI [<!ENTITY a 'aaa'>]><TEI"),
            r"a\.xml:1: .*found a document type declaration",
        ),
    ],
)
def test_a_bad_file_is_refused_with_its_place(data: bytes, message: str) -> None:
    with pytest.raises(QaError, match=message):
        extract(data, "old", path="a.xml")


def test_a_comparison_is_no_checked_text() -> None:
    with pytest.raises(QaError, match="found the XML of a comparison; expected the XML of a checked text"):
        extract_checked(GOOD, "source")


def test_one_version_can_be_taken_where_the_other_was_altered() -> None:
    altered = GOOD.replace(b">two<", b">too<")
    assert extract(altered, "new") == b"one\nthree"
