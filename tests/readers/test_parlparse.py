from __future__ import annotations

import re

import pytest

from qa.formats.rewrite import rewritten
from qa.ground.document import BlockKind, Document
from qa.ground.edit import Edit
from qa.ground.errors import UnreadableDocument
from qa.ground.span import Span
from qa.readers import read_document
from tests.formats.test_rewrite import held

P, H, R = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PROCEDURE

DEBATE = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE publicwhip [<!ENTITY pound "&#163;"><!ENTITY mdash "&#8212;">]>
<publicwhip scraperversion="a" latest="yes">
  <oral-heading id="h/1" nospeaker="true">Oral
Answers</oral-heading>
  <major-heading id="h/2" nospeaker="true">
ENERGY
</major-heading>
  <speech id="s/1" nospeaker="true"><p pid="a/1">The Minister was asked&mdash;</p></speech>
  <speech id="s/2" person_id="p/1" speakername="Ada Okoro" time="09:30:00">
    <p pid="a/2">I thank <phrase class="honfriend" name="B">my hon. Friend</phrase> for &pound;5 and for caf\xe9s.</p>
    <p pid="a/3" class="indent">We  recieve it.</p>
    <ul><li>One</li><li>Two</li></ul>
  </speech>
  <minor-heading id="h/3">Division</minor-heading>
  <division id="d/1" divdate="2021-03-12" nospeaker="true">
    <divisioncount ayes="2" noes="1"/>
    <mplist vote="aye"><mpname id="m/1" vote="aye">Aye, Ms A</mpname>
      <mpname id="m/2" vote="aye">Bee, Mr B</mpname></mplist>
    <mplist vote="no"><mpname id="m/3" vote="no">Cee, Dr C</mpname></mplist>
  </division>
</publicwhip>
"""


def read(text: str) -> Document:
    data = text.encode("latin-1")
    document = read_document("debates.xml", data)
    assert document.format == "parlparse"
    held(document, data)
    assert rewritten(document, []) == data
    return document


def test_headings_speeches_divisions_and_the_reporters_lines_are_told_apart():
    document = read(DEBATE)
    assert [(block.kind, document.text[block.span.slice]) for block in document.blocks] == [
        *((H, "Oral Answers"), (H, "ENERGY"), (R, "The Minister was asked—")),
        *((P, "I thank my hon. Friend for £5 and for cafés."), (P, "We recieve it."), (P, "One"), (P, "Two")),
        *((H, "Division"), (R, "Aye, Ms A\nBee, Mr B"), (R, "Cee, Dr C")),
    ]
    (turn,) = document.turns
    assert (turn.speaker, len(turn.label)) == ("Ada Okoro", 0)
    assert document.text[turn.span.slice].startswith("I thank")
    assert document.text[turn.span.slice].endswith("Two")
    assert document.blocks[4].locator == "/publicwhip/speech[2]/p[2]"


def test_answers_in_writing_and_divisions_of_the_lords_are_read():
    document = read(
        "<publicwhip><minor-heading>Rail</minor-heading><ques speakername='A'><p>To ask</p></ques>"
        "<reply speakername='B'><p>No.</p></reply><division><divisioncount content='1' not-content='1'/>"
        "<lordlist vote='content'><lord>Aye, L.</lord></lordlist>"
        "<lordlist vote='not-content'><lord>Bee, B. [Teller]</lord></lordlist></division></publicwhip>"
    )
    assert document.text == "Rail\n\nTo ask\n\nNo.\n\nAye, L.\n\nBee, B. [Teller]"
    assert [(turn.speaker, document.text[turn.span.slice]) for turn in document.turns] == [("A", "To ask"), ("B", "No.")]


def test_a_correction_is_written_in_the_encoding_of_the_file():
    document = read(DEBATE)
    start, five = document.text.index("recieve"), document.text.index("£5")
    after = rewritten(document, [Edit(Span(five, five + 2), "€ 5"), Edit(Span(start, start + 7), "receive")])
    assert after == DEBATE.replace("recieve", "receive").replace("&pound;5", "&#8364; 5").encode("latin-1")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<publicwhip>\n<speech></publicwhip>", "debates.xml: not well-formed XML: mismatched tag (line 2, column 11)"),
        (b"<publicwhip><p>&nbsp;</p></publicwhip>", "debates.xml: not well-formed XML: undefined entity (line 1, column 16)"),
    ],
)
def test_damage_is_told_with_its_place(data, reason):
    with pytest.raises(UnreadableDocument, match=re.escape(reason)):
        read_document("debates.xml", data)
