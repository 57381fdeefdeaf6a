from __future__ import annotations

import re

import pytest
from lxml import etree

from qa.formats.markup import Element
from qa.formats.rewrite import refusal, rewritten
from qa.ground.document import BlockKind, Document
from qa.ground.edit import Edit
from qa.ground.errors import UnreadableDocument
from qa.ground.span import Span
from qa.readers import read_document
from qa.readers.akoma_ntoso import _role
from qa.readers.flow import Role
from tests.formats.test_rewrite import held
from tests.shared import beside

P, H, R, N = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PROCEDURE, BlockKind.NOTE
THREE = ' xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"'


def akn_file(inside: str, namespace: str = THREE, kind: str = "debate") -> bytes:
    meta = (
        "<meta><identification><FRBRExpression><FRBRlanguage language='eng'/></FRBRExpression></identification>"
        "<references><TLCPerson eId='okoro' href='/o' showAs='Ada Okoro'/><TLCRole id='chair' showAs='The Chair'/></references>"
        "<notes><note><p>Never text</p></note></notes></meta>"
    )
    return f"<akomaNtoso{namespace}><{kind}>{meta}{inside}</{kind}></akomaNtoso>".encode()


def read(inside: str, namespace: str = THREE, kind: str = "debate") -> Document:
    data = akn_file(inside, namespace, kind)
    document = read_document("record.xml", data)
    assert document.format == "akoma-ntoso"
    held(document, data)
    assert rewritten(document, []) == data
    return document


def blocks(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, document.text[block.span.slice]) for block in document.blocks]


NAMESPACES = (
    THREE,
    ' xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0/CSD03"',
    ' xmlns="http://www.akomantoso.org/2.0"',
    ' xmlns="http://www.akomantoso.org/1.0"',
    "",
)


@pytest.mark.parametrize("namespace", NAMESPACES)
def test_a_debate_is_read_in_any_version_and_without_its_namespace(namespace):
    document = read(
        "<preface><docTitle>Debates</docTitle><docDate date='2024-03-01'>1 March 2024</docDate><link href='x'/></preface>"
        "<debateBody><debateSection><num>1.</num><heading>Questions</heading>"
        "<narrative>The sitting <b>opened</b>.</narrative>"
        "<speech by='#okoro'><from>Ms. Okoro:</from>"
        "<p>We agree<noteRef href='#n1'/>. <remark>[Laughter.]</remark>We <i>do</i>.</p>"
        "<scene>(Applause)</scene><p>Thank you<authorialNote marker='1'><p>In French.</p></authorialNote>.</p></speech>"
        "<question by='#okoro' to='#chair'><p>Why?</p></question><answer by='#chair'><p>Because.</p></answer>"
        "<adjournment><p>We rose<eol/>at <recordedTime time='1'>one</recordedTime>.</p></adjournment>"
        "</debateSection></debateBody>",
        namespace,
    )
    assert blocks(document) == [
        *((P, "Debates"), (P, "1 March 2024"), (H, "1. Questions"), (R, "The sitting opened."), (R, "Ms. Okoro:")),
        *((P, "We agree. We do."), (R, "[Laughter.]"), (R, "(Applause)"), (P, "Thank you."), (P, "Why?"), (P, "Because.")),
        *((P, "We rose\nat one."), (N, "In French.")),
    ]
    text = document.text
    assert [(turn.speaker, text[turn.label.slice], text[turn.span.slice][-9:]) for turn in document.turns] == [
        *(("Ms. Okoro", "Ms. Okoro:", "hank you."), ("Ada Okoro", "", "Why?"), ("The Chair", "", "Because.")),
    ]
    assert document.blocks[5].locator == "/akomaNtoso/debate/debateBody/debateSection/speech/p[1]"
    assert document.foreign == ()


def test_a_resolution_with_recitals_articles_lists_and_tables_has_its_numbers_before_its_words():
    document = read(
        "<preface><longTitle><p><docType>RESOLUTION</docType> <docNumber>2</docNumber></p></longTitle></preface>"
        "<preamble><recitals><intro><p><i>recalling</i></p></intro>"
        "<recital><num>a)</num>\n<p>resolution 1;</p></recital></recitals>"
        "</preamble><mainBody><paragraph><num>1</num><content><p>that it meets</p>"
        "<blockList><listIntroduction>in</listIntroduction>"
        "<item><num>(i)</num><p>March;</p></item><item><num>(ii)</num>May</item></blockList></content></paragraph>"
        "<table><caption>Votes</caption><tr><th>State</th><td><p>Yes</p></td></tr></table><ul><li>One</li></ul></mainBody>",
        kind="statement",
    )
    assert blocks(document) == [
        *((P, "RESOLUTION 2"), (P, "recalling"), (P, "a) resolution 1;"), (P, "1 that it meets"), (P, "in")),
        *((P, "(i) March;"), (P, "(ii) May"), (H, "Votes"), (P, "State"), (P, "Yes"), (P, "One")),
    ]


def test_components_of_a_collection_are_read_one_after_another_and_their_metadata_never():
    body = "<meta><proprietary>Never</proprietary></meta><mainBody><p>{}</p></mainBody>"
    inner = f"<component><statement>{body}</statement></component>"
    document = read(
        f"<collectionBody><component><componentRef/></component></collectionBody><components>{inner.format('One')}"
        f"{inner.format('Two')}</components>",
        kind="documentCollection",
    )
    assert document.text == "One\n\nTwo"


def test_elements_of_two_versions_in_one_file_are_read_alike():
    old = "<o:speech xmlns:o='http://www.akomantoso.org/2.0'><o:from>Mr. Aye</o:from><o:p>Old.</o:p></o:speech>"
    document = read(f"<debateBody>{old}<speech by='/person/bee'><p>New.</p></speech></debateBody>")
    assert [turn.speaker for turn in document.turns] == ["Mr. Aye", "bee"]
    assert blocks(document) == [(R, "Mr. Aye"), (P, "Old."), (P, "New.")]


def test_a_speech_in_a_speech_parts_the_turns():
    document = read(
        "<debateBody><speech by='#okoro'><p>I say</p><speech by='#chair'><from>The Chair:</from><p>Order.</p></speech>"
        "<p>so.</p></speech></debateBody>"
    )
    assert [(turn.speaker, document.text[turn.span.slice]) for turn in document.turns] == [
        *(("Ada Okoro", "I say"), ("The Chair", "The Chair:\n\nOrder."), ("Ada Okoro", "so.")),
    ]


def test_languages_are_those_of_the_elements_else_of_the_expression():
    spanish = akn_file("<body><p>Gracias.</p><p xml:lang='en'>Thanks.</p></body>").replace(b"'eng'", b"'es'")
    document = read_document("record.xml", spanish)
    assert [(each.language, document.text[each.span.slice]) for each in document.foreign] == [("es", "Gracias.")]


def test_words_are_corrected_in_place():
    data = akn_file("<debateBody><speech><from>A:</from><p>We re<b>ci</b>eve R&amp;D\n  of it.</p></speech></debateBody>")
    document = read_document("record.xml", data)
    start = document.text.index("recieve")
    edits = [Edit(Span(start, start + 7), "receive"), Edit(Span(start + 8, start + 11), "R & D")]
    assert [refusal(document, edit) for edit in edits] == [None, None]
    assert rewritten(document, edits) == data.replace(b"ci<", b"c<").replace(b"eve R", b"eive R").replace(
        b"R&amp;D", b"R &amp; D"
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (akn_file("<debateBody><p></debateBody>"), "record.xml: not well-formed XML: mismatched tag (line 1, column"),
        (
            b"<?xml version='1.0'?><akomaNtoso xmlns='urn:other'/>",
            "record.xml: XML of a kind that is not read here: its root element is {urn:other}akomaNtoso",
        ),
        (b"<!DOCTYPE akomaNtoso [<!ENTITY a '" + b"x" * 40 + b"'>]><akomaNtoso/>", "record.xml: the entity a stands for more"),
    ],
)
def test_damage_danger_and_other_kinds_are_told(data, reason):
    with pytest.raises(UnreadableDocument, match=re.escape(reason)):
        read_document("record.xml", data)


def test_every_element_of_the_schema_is_known_for_what_it_is():
    path = beside("schemas", "akomantoso30.xsd")
    if path is None:
        pytest.skip("akomantoso30.xsd is not beside the project")
    schema = etree.parse(str(path)).getroot()
    groups = {
        group.get("name"): [element.get("ref") for element in group.iter("{*}element")] for group in schema.iter("{*}group")
    }

    def roles(*names: str) -> set[Role]:
        elements = (name for group in names for name in groups[group] if name is not None)
        return {_role(Element(name, name, {}, 0, 0, 0, 0, ())) for name in elements}

    assert roles("HTMLinline", "ANsemanticInline") == {Role.INLINE}
    assert roles("ANinline") == {Role.INLINE, Role.ASIDE, Role.NOTHING, Role.DIVISION}  # remark, del, embeddedStructure
    assert roles("ANhier", "speechSection", "basicContainers", "judgmentBlock", "documentType") == {Role.DIVISION}
    assert roles("ANcontainers") == {Role.DIVISION, Role.SPEECH, Role.PROCEDURE}
    assert roles("ANtitleInline", "ANheaderInline") <= {Role.SEGMENT, Role.INLINE}
