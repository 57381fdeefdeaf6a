from __future__ import annotations

import re

import pytest

from qa.engine.checker import Checker
from qa.formats.rewrite import refusal, rewritten
from qa.ground.document import BlockKind, Document
from qa.ground.edit import Edit
from qa.ground.errors import UnreadableDocument
from qa.ground.span import Span
from qa.readers import read_document
from qa.readers.text import read as read_text
from qa.text.segment import segment
from qa.writers import Look
from qa.writers.tei.annotated import render
from tests.formats.test_rewrite import held
from tests.trials import shipped_checker

P, H, R, N, F = (
    *(BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PROCEDURE),
    *(BlockKind.NOTE, BlockKind.FURNITURE),
)


def tei_file(body: str, header: str = "", attributes: str = "") -> bytes:
    """A TEI file with ``body`` inside the body."""
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"{attributes}><teiHeader><fileDesc><titleStmt><title>Never text</title>'
        f"</titleStmt></fileDesc>{header}</teiHeader><standOff><note>Nor this</note></standOff>"
        f"<text><body>{body}</body></text></TEI>"
    ).encode()


def read(body: str, header: str = "", attributes: str = "") -> Document:
    data = tei_file(body, header, attributes)
    document = read_document("record.xml", data)
    assert document.format == "tei"
    held(document, data)
    assert rewritten(document, []) == data
    return document


def blocks(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, document.text[block.span.slice]) for block in document.blocks]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("The\n    two <hi>bodies\n</hi>met", "The two bodies met"),
        ("one<lb/>two", "one\ntwo"),
        ("one \n <lb/> two", "one\ntwo"),
        ("one<lb/><lb/>two", "one\n\ntwo"),
        ("coop-\n<lb break='no'/>eration", "coop-\neration"),
        ("coop\n<lb break='no'/>eration", "cooperation"),
        ("page<pb/>turned, hyphen<pb break='no'/>ated", "page turned, hyphenated"),
        ("<choice><sic>recieve</sic><corr>receive</corr></choice> it", "receive it"),
        ("<choice><sic>recieve</sic><corr type='proposed'>receive</corr></choice> it", "recieve it"),
        ("<choice><expan>Mister</expan><abbr>Mr.</abbr></choice> Aye", "Mr. Aye"),
        ("<choice><orig>publick</orig><reg>public</reg></choice>", "public"),
        ("<app><lem>first</lem><rdg>second</rdg></app>", "first"),
        ("<app><rdg>second</rdg><rdg>third</rdg></app>", "second"),
        ("we <del>will</del><supplied>shall</supplied> <unclear>meet</unclear>", "we shall meet"),
        ("see <ref target='#n'>above</ref>, <foreign xml:lang='la'>inter alia</foreign>", "see above, inter alia"),
        ("R&amp;D &#8211; <![CDATA[<raw>]]>", "R&D – <raw>"),
        ("figure <figure><figDesc>never text</figDesc></figure>one", "figure\n\none"),
    ],
)
def test_in_a_paragraph_one_wording_is_read_as_it_would_be_printed(inside, text):
    assert read(f"<p>{inside}</p>").text == text


def test_what_the_reporter_notes_follows_the_sentence_it_stands_in():
    document = read(
        "<div><head>First sitting</head><note type='time'>The sitting opened at 9.</note>"
        "<note type='speaker'>The President:</note>"
        "<u who='#P'><seg>We begin <kinesic type='applause'><desc>Applause.</desc></kinesic>now.</seg>"
        "<incident><desc>Noise.</desc></incident><seg>Thank you.</seg></u>"
        "<gap reason='editorial'><desc>Table left out</desc></gap></div>"
    )
    assert blocks(document) == [
        *((H, "First sitting"), (R, "The sitting opened at 9."), (R, "The President:"), (P, "We begin now.")),
        *((R, "Applause."), (R, "Noise."), (P, "Thank you."), (R, "Table left out")),
    ]
    assert [block.locator for block in document.blocks][3:5] == [
        "/TEI/text/body/div/u/seg[1]",
        "/TEI/text/body/div/u/seg[1]/kinesic/desc",
    ]
    (turn,) = document.turns
    assert (turn.speaker, document.text[turn.label.slice]) == ("The President", "The President:")
    assert document.text[turn.span.slice].endswith("Thank you.")


def test_footnotes_stand_after_the_text_and_running_heads_are_furniture():
    document = read(
        "<p>We met<note n='1'>In March.</note> twice.</p><p>It <fw>A/79/PV.1</fw>ended.</p>"
        "<list><head>Items</head><item>One</item><item>Two</item></list>"
        "<table><row><cell>State</cell><cell>Vote</cell></row></table><lg><l>Line one</l><l>Line two</l></lg>"
    )
    assert blocks(document) == [
        *((P, "We met twice."), (P, "It ended."), (F, "A/79/PV.1"), (H, "Items"), (P, "One"), (P, "Two")),
        *((P, "State"), (P, "Vote"), (P, "Line one\nLine two"), (N, "In March.")),
    ]


PEOPLE = (
    "<profileDesc><particDesc><listPerson>"
    "<person xml:id='A'><persName><surname>Okoro</surname><forename>Ada</forename></persName></person>"
    "<person xml:id='B'><persName>Ms. Bel</persName></person><person xml:id='C'/></listPerson></particDesc></profileDesc>"
)


@pytest.mark.parametrize(
    ("who", "label", "speaker"),
    [
        ("#A", "", "Ada Okoro"),
        ("#A", "The chair:", "Ada Okoro"),
        ("people.xml#B", "", "Ms. Bel"),
        ("#A #B", "", "Ada Okoro, Ms. Bel"),
        ("#C", "Mr. Cee :", "Mr. Cee"),
        ("#D", "", "D"),
        ("", "A member:", "A member"),
    ],
)
def test_a_speaker_is_who_the_header_says_else_the_label_else_the_pointer(who, label, speaker):
    note = f"<note type='speaker'>{label}</note>" if label else ""
    document = read(f"{note}<u who='{who}'><seg>Yes.</seg></u>", PEOPLE)
    assert [turn.speaker for turn in document.turns] == [speaker]
    assert document.text[document.turns[0].span.slice] == (f"{label}\n\nYes." if label else "Yes.")


def test_an_utterance_of_nobody_is_no_turn_and_labels_of_the_text_are_found():
    document = read("<p>Mr. Okoro: I agree with the report.</p>")
    assert document.turns == ()
    assert [turn.speaker for turn in segment(document).turns] == ["Mr. Okoro"]


TOKENS = (
    "<u who='#A'><seg>\n<s>\n<w join='right'>Members</w>\n<pc>,</pc>\n<phr>\n<w>the</w>\n"
    "<name>\n<w>Security</w>\n<w join='right'>Council</w>\n</name>\n</phr>\n<pc join='right'>(</pc>\n"
    "<w>ca<w norm='x'/></w>\n<w join='left'>n't</w>\n<pc join='both'>-</pc>\n<w>do</w>\n</s>\n<s>\n<w join='right'>It</w>"
    "<vocal><desc>coughs</desc></vocal>\n<pc>.</pc>\n</s>\n</seg></u>"
)


def test_of_tokens_the_text_has_blanks_where_nothing_is_joined():
    document = read(TOKENS)
    assert blocks(document) == [(P, "Members, the Security Council(can't-do It."), (R, "coughs")]


def test_a_token_is_corrected_in_its_place_and_a_blank_between_tokens_has_none():
    data = tei_file(TOKENS)
    document = read_document("record.xml", data)
    start = document.text.index("Security")
    edits = [Edit(Span(start, start + 8), "Securities")]
    assert refusal(document, edits[0]) is None
    assert rewritten(document, edits) == data.replace(b">Security<", b">Securities<")
    assert refusal(document, Edit(Span(start + 8, start + 9), "")) == "' ' is no character of the file but layout"


@pytest.mark.parametrize(
    ("body", "old", "new", "after"),
    [
        ("<p>The deci<pb n='3'/>sion was taken.</p>", "deci sion", "decision", "<p>The decision<pb n='3'/> was taken.</p>"),
        ("<p>A deci<pb/>sion, then.</p>", "deci sion", "decision", "<p>A decision,<pb/> then.</p>"),
        ("<p>We met in Gen<pb/>eva.</p>", "Gen eva", "Geneva", "<p>We met in Geneva.<pb/></p>"),
        ("<p>We met in Gen<pb/>eva.</p><p>Then</p>", "Gen eva", "Geneva", "<p>We met in Geneva.<pb/></p><p>Then</p>"),
        ("<p>the gov<pb/>erment and</p>", "gov erment", "government", "<p>the government<pb/> and</p>"),
    ],
)
def test_a_page_break_that_parts_a_word_comes_to_stand_after_it(body, old, new, after):
    document = read(body)
    start = document.text.index(old)
    edit = Edit(Span(start, start + len(old)), new)
    assert refusal(document, edit) is None
    assert rewritten(document, [edit]) == tei_file(after)
    assert read(after).text == document.text.replace(old, new)


@pytest.mark.parametrize("body", ["<p>deci<pb/>sion<hi>s</hi> of</p>", "<p>deci<pb/>sion-<hi>making</hi> of</p>"])
def test_a_page_break_stays_where_more_of_the_word_is_elsewhere(body):
    document = read(body)
    assert refusal(document, Edit(Span(0, len("deci sion")), "decision")) == "' ' is no character of the file but layout"


def test_what_the_file_says_is_in_another_language_is_known_by_its_place():
    document = read(
        "<u who='#A'><seg xml:lang='en'>We say <foreign xml:lang='fr'>bon voyage</foreign> to you.</seg>"
        "<seg>Moltes gràcies.</seg><seg>Bon dia.</seg><seg xml:lang='und'>Ah.</seg></u>",
        attributes=" xml:lang='ca'",
    )
    assert [(each.language, document.text[each.span.slice]) for each in document.foreign] == [
        ("fr", "bon voyage"),
        ("ca", "Moltes gràcies.\n\nBon dia."),
    ]


@pytest.fixture(scope="module")
def checker() -> Checker:
    return shipped_checker()


def test_findings_in_another_language_are_set_aside_with_the_reason(checker):
    french = "Nous remercions le Secrétaire général de son rapport sur la situation dans les pays et des mesures prises."
    said = checker.check(read(f"<p>We thank you.</p><p xml:lang='fr'>{french}</p>"))
    unsaid = checker.check(read(f"<p>We thank you.</p><p>{french}</p>"))
    assert "language.other" in {finding.rule for finding in unsaid.findings}
    assert said.findings == ()
    assert {answered.reason for answered in said.suppressed} == {"the file says that it is written in another language: fr"}


RECORD = (
    "Security Council\n\n"
    "The President: We  recieve the report of the Coun-\ncil, which is adressed to all members of the Organization and of\n"
    "the general public.\x0c\n\n34-56789 1/2\n\nMr. Okoro (Nigeria): Thank you, Mr. President. "
    "The CTSO and the CSTO, and the CSTO.\n"
)


def test_our_own_annotated_xml_reads_as_the_text_it_was_made_from(checker):
    checked = checker.check(read_text("record.txt", RECORD.encode()))
    written = render(checked, Look())
    document = read_document("record.xml", written.encode())
    assert document.format == "tei"
    assert re.sub(r"\s*\n\s*\n\s*", "\n\n", RECORD.replace("\f", "")).strip() == document.text
    again = checker.check(document)
    assert [(finding.rule, finding.text) for finding in again.findings] == [
        (finding.rule, finding.text)
        for finding in checked.findings
        if finding.kind != "furniture"  # which is no text of it
    ]
    assert [turn.speaker for turn in again.document.turns] == ["The President", "Mr. Okoro"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (tei_file("<p>")[:-1], "record.xml: not well-formed XML: mismatched tag (line 1, column "),
        (
            b"<?xml version='1.0' encoding='utf-8'?><TEI><text><p>\n caf\xe9 </p></text></TEI>",
            "record.xml: not well-formed XML: not well-formed (invalid token) (line 2, column 5)",
        ),
        (
            b"<!DOCTYPE TEI [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><TEI><text><p>&x;</p></text></TEI>",
            "record.xml: the entity x stands for more than characters, which is not read for safety",
        ),
        (b"<!DOCTYPE TEI SYSTEM 'tei.dtd'><TEI><text>&eacute;</text></TEI>", "record.xml: the entity &eacute; is declared in no"),
        (b"<TEI><text>" + b"<div>" * 250, "record.xml: elements are nested more than 200 deep"),
        (b"<TEI><text>" + b"<u who='#a'>x" * 190 + b"</u>" * 190 + b"</text></TEI>", "record.xml: elements are nested deeper"),
    ],
)
def test_damage_and_danger_are_told_with_their_place(data, reason):
    with pytest.raises(UnreadableDocument, match=re.escape(reason)):
        read_document("record.xml", data)


@pytest.mark.parametrize("root", ["TEI", "teiCorpus", "TEI.2"])
def test_it_is_known_by_its_root_element_with_the_namespace_and_without(root):
    for namespace in ("", ' xmlns="http://www.tei-c.org/ns/1.0"'):
        data = f"<?xml version='1.0'?><!-- c --><{root}{namespace}><text><body><p>Yes.</p></body></text></{root}>".encode()
        assert (read_document("speech.txt", data).format, read_document("speech.txt", data).text) == ("tei", "Yes.")
    other = b"<?xml version='1.0'?><TEI xmlns='urn:other'/>"
    with pytest.raises(UnreadableDocument, match=r"its root element is \{urn:other\}TEI"):
        read_document("record.xml", other)
