"""What the formats for machines tell people, and documents whose lines are not those of their files."""

from __future__ import annotations

import json

import pytest
from lxml import etree

from qa.engine.checked import Checked, records
from qa.engine.unchecked import unreadable
from qa.ground.document import Block, BlockKind, Document
from qa.ground.source import File
from qa.ground.span import Span
from qa.readers import read_document
from qa.text.segment import segment
from qa.writers.ci.sentences import address, against, has_lines, proposal, sentence, uri
from tests.writers import bitexts
from tests.writers.reports import whole
from tests.writers.samples import checked, document, finding

TEXT = "One.\n\nin the area ofthe two"


@pytest.fixture
def word_file() -> Checked:
    """A finding in the second paragraph of a file that is no text."""
    blocks = (Block(Span(0, 4), BlockKind.PARAGRAPH, 1), Block(Span(6, len(TEXT)), BlockKind.PARAGRAPH, 2))
    return checked(Document(File("a.docx", b"PK\x03\x04"), "docx", TEXT, blocks, strands=()), finding(TEXT, "ofthe", "of the"))


@pytest.mark.parametrize(
    ("wording", "corrections", "told"),
    [
        ("ofthe", (), ""),
        ("ofthe", ("of the", "oft he"), 'Write "of the" or "oft he" in place of "ofthe".'),
        ("ofthe", ("",), 'Write nothing in place of "ofthe".'),
        ("", (",",), 'Insert ",".'),
        ("of\x1bthe", ("of\nthe",), 'Write "of\\nthe" in place of "of\\x1bthe".'),
    ],
)
def test_a_proposal_is_a_sentence(wording: str, corrections: tuple[str, ...], told: str):
    text = f"a {wording} b"
    (record,) = records(checked(document(text), finding(text, wording, *corrections)))
    assert proposal(record) == told
    assert sentence(record) == f"The wording is wrong. {told}".strip()


@pytest.mark.parametrize(
    ("path", "known"),
    [("./a.txt", "a.txt"), ("a//b/../c.txt", "a/c.txt"), ("/a/b.txt", "/a/b.txt"), ("-", "-"), ("../a", "../a")],
)
def test_a_document_is_known_by_one_name(path: str, known: str):
    assert address(path) == known


def test_only_a_text_that_was_read_as_it_stands_has_lines(word_file: Checked):
    assert has_lines(checked(document("text")))
    assert not has_lines(word_file)
    assert not has_lines(unreadable("a.txt", "it is an image"))


XML = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <teiHeader><fileDesc><titleStmt><title>A</title></titleStmt></fileDesc></teiHeader>
  <text><body>
    <p>R&amp;D in Côte d'Ivoire, &#8220;one&#8221; ofthe <hi>mem</hi>bers.</p>
    <p>The other
       ofthe two.</p>
  </body></text>
</TEI>
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_mark_up_is_located_by_the_lines_of_its_file(encoding: str):
    data = XML.replace("UTF-8", encoding.removesuffix("-sig")).encode(encoding)
    read = read_document("a.xml", data)
    found = [finding(read.text, "ofthe"), finding(read.text, "ofthe", occurrence=2), finding(read.text, "members")]
    outcome = checked(read, *found)
    expected = [(5, 52, 5, 57), (5, 62, 5, 74), (7, 8, 7, 13)]
    regions = [record.region for record in records(outcome)]
    assert [(each.line, each.column, each.end_line, each.end_column) for each in regions if each] == expected
    text = data.decode(encoding)
    assert [text[each.start : each.end] for each in regions if each] == ["ofthe", "mem</hi>bers", "ofthe"]
    assert [line.split(":")[1:3] for line in whole("terminal", outcome).splitlines() if line.startswith("a.xml")] == [
        ["5", "52"],
        ["5", "62"],
        ["7", "8"],
    ]
    assert "::error file=a.xml,line=7,endLine=7,col=8,endColumn=13,title=" in whole("github", outcome)
    results = json.loads(whole("sarif", outcome))["runs"][0]["results"]
    assert [each["locations"][0]["physicalLocation"]["region"]["startLine"] for each in results] == [5, 5, 7]
    assert "fixes" not in results[0]
    assert json.loads(whole("json", outcome).splitlines()[2])["file"] == {"line": 7, "column": 8, "end_line": 7, "end_column": 13}


def test_in_a_line_without_end_a_place_is_told_by_paragraph_speaker_and_words():
    text = (
        "Mr. Bordyuzha: "
        + "We thank all members of the Council for their support today. " * 20
        + "So did officials ofthe two bodies then."
    )
    read = segment(document(text))
    outcome = checked(read, finding(read.text, "ofthe"))
    told = "paragraph 1, Mr. Bordyuzha, “… their support today. So did officials [ofthe] two bodies …”"
    assert f"It stands in {told}." in whole("github", outcome)
    assert ", paragraph 1, Mr. Bordyuzha: error " in whole("terminal", outcome)
    short = checked(document("ofthe two"), finding("ofthe two", "ofthe"))
    assert "It stands in" not in whole("github", short)


def test_sarif_tells_no_place_in_a_file_that_has_no_lines_and_corrects_nothing_there(word_file: Checked):
    (result,) = json.loads(whole("sarif", word_file))["runs"][0]["results"]
    (location,) = result["locations"]
    assert location["physicalLocation"] == {"artifactLocation": {"uri": "a.docx", "uriBaseId": "%SRCROOT%"}}
    assert location["logicalLocations"] == [{"kind": "paragraph", "name": "2"}]
    assert "fixes" not in result
    assert "of the" in result["message"]["text"]


def test_the_other_formats_name_the_paragraph(word_file: Checked):
    assert whole("github", word_file).startswith("::error file=a.docx,title=words.house-style%2C paragraph 2::")
    (issue,) = json.loads(whole("gitlab", word_file))
    assert (issue["location"]["lines"], issue["description"][:12]) == ({"begin": 1}, "paragraph 2:")
    ((error,),) = etree.fromstring(whole("checkstyle", word_file).encode())
    assert (error.get("line"), error.get("column"), error.get("message")[:12]) == ("1", None, "paragraph 2:")
    ((case,),) = etree.fromstring(whole("junit", word_file).encode())
    assert case.get("name") == "words.house-style at paragraph 2"
    assert "<code>a.docx, paragraph 2</code>" in whole("markdown", word_file)


@pytest.mark.parametrize(("path", "expected"), [("no\udcff.txt", "no%FF.txt"), ("half\ud800.txt", "half%3F.txt")])
def test_a_name_that_is_no_unicode_has_an_address(path: str, expected: str) -> None:
    assert uri(path) == expected


def test_what_a_translation_is_held_against_is_told_with_its_place() -> None:
    told = [sentence(record) for record in records(bitexts.lake())]
    assert told[1] == (
        'The number is not that of the source. Write "60 per cent" in place of "16 per cent". '
        'Held against "60 %", line 8 of seeds/translations/lake.fr.txt, unit 5.'
    )
    added = [against(record) for record in records(bitexts.arabic())][1]
    assert added == "Held against line 3 of records/statement.ar.txt, unit 2."
    for name in ("junit", "github", "gitlab", "checkstyle", "markdown"):
        assert "60 %" in whole(name, bitexts.lake()).replace("%25", "%").replace("&#37;", "%")
