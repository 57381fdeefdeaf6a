from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest

from qa.formats.archive import new_archive
from qa.formats.rewrite import refusal, rewritten
from qa.ground.document import BlockKind, Document
from qa.ground.edit import Edit
from qa.ground.errors import UnreadableDocument
from qa.ground.span import Span
from qa.readers import read_document
from tests.formats.test_rewrite import held

P, H, N, A, F = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.NOTE, BlockKind.ASIDE, BlockKind.FURNITURE
_NAMES = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (
            *(("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style")),
            *(("svg", "svg-compatible"), ("fo", "xsl-fo-compatible")),
        )
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def odt_file(text: str, *, pages: str = "", manifest: str = "", styles: str = "") -> bytes:
    """An OpenDocument text: ``text`` is inside office:text, ``pages`` in office:master-styles, ``styles`` in office:styles."""
    return new_archive(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_NAMES}><office:body><office:text>{text}</office:text></office:body>"
            "</office:document-content>".encode(),
            "styles.xml": f"<office:document-styles {_NAMES}><office:styles>{styles}</office:styles>"
            f"<office:master-styles>{pages}</office:master-styles>"
            "</office:document-styles>".encode(),
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>".encode(),
        }
    )


def read(text: str, **others: str) -> Document:
    return read_document("record.odt", odt_file(text, **others))


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("The\n   two <text:span> bodies\n</text:span>met ", "The two bodies met"),
        ("of<text:s/>the <text:s text:c='2'/>two", "of the   two"),
        ("one<text:tab/>two<text:line-break/>three", "one\ttwo\nthree"),
        ("<text:a>linked</text:a> <text:date>3 May</text:date><text:bookmark text:name='b'/>", "linked 3 May"),
        ("said<text:note><text:note-citation>1</text:note-citation></text:note>.", "said."),
        ("a<office:annotation><text:p>remark</text:p></office:annotation>b<office:annotation-end/>", "ab\n\nremark"),
        ("<text:ruby><text:ruby-base>base</text:ruby-base><text:ruby-text>gloss</text:ruby-text></text:ruby>", "base"),
        ("<text:change-start/>in<text:change-end/>R&amp;D<text:hidden-text>secret</text:hidden-text>", "inR&D"),
    ],
)
def test_what_is_seen_on_the_page_is_text_and_nothing_else(inside, text):
    assert read(f"<text:p>{inside}</text:p>").text == text


def test_blanks_without_end_are_no_attack_on_memory():
    assert len(read("<text:p>a<text:s text:c='999999999'/>b</text:p>").text) == 1_002


def test_paragraphs_lists_tables_frames_notes_headers_and_footers_are_blocks_with_their_places():
    note = '<text:note text:note-class="{}"><text:note-body><text:p>{}</text:p></text:note-body></text:note>'
    text = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone</text:p></text:deletion></text:changed-region>"
        "</text:tracked-changes><text:h>Statement</text:h>"
        f"<text:p>We met{note.format('endnote', 'Last note')}{note.format('footnote', 'First note')}"
        "<draw:frame><draw:text-box><text:p>Boxed</text:p></draw:text-box></draw:frame>.</text:p><text:p> </text:p>"
        "<text:section><text:list><text:list-item><text:p>One</text:p></text:list-item></text:list></text:section>"
        "<table:table><table:table-row><table:table-cell><text:p>Two</text:p></table:table-cell></table:table-row></table:table>"
    )
    page = "<style:master-page><style:header><text:p>S/PV.7796</text:p></style:header></style:master-page>"
    document = read(text, pages=page)
    o = "content.xml#/office:document-content/office:body/office:text"
    assert [(block.kind, document.text[block.span.slice], block.locator) for block in document.blocks] == [
        (H, "Statement", f"{o}/text:h"),
        (P, "We met.", f"{o}/text:p[1]"),
        (P, "Boxed", f"{o}/text:p[1]/draw:frame/draw:text-box/text:p"),
        (P, "One", f"{o}/text:section/text:list/text:list-item/text:p"),
        (P, "Two", f"{o}/table:table/table:table-row/table:table-cell/text:p"),
        (N, "First note", f"{o}/text:p[1]/text:note[2]/text:note-body/text:p"),
        (N, "Last note", f"{o}/text:p[1]/text:note[1]/text:note-body/text:p"),
        (
            F,
            "S/PV.7796",
            "styles.xml#/office:document-styles/office:master-styles/style:master-page/style:header/text:p",
        ),
    ]


def test_doubled_blanks_and_words_are_corrected_in_place_and_other_parts_stay():
    data = odt_file("<text:p>The <text:s/>re<text:span>ci</text:span>eve, \n R&amp;D.</text:p>")
    document = read_document("record.odt", data)
    assert document.text == "The  recieve, R&D."
    with zipfile.ZipFile(BytesIO(data)) as opened:
        content = opened.read("content.xml")
    held(document, content, "content.xml")
    edits = [Edit(Span(3, 5), " "), Edit(Span(5, 12), "receive"), Edit(Span(14, 17), "R & D")]
    assert [refusal(document, edit) for edit in edits] == [None, None, None]
    after = rewritten(document, edits)
    assert read_document("record.odt", after).text == "The receive, R & D."
    with zipfile.ZipFile(BytesIO(after)) as opened:
        assert opened.read("content.xml") == content.replace(b"<text:s/>", b"").replace(b"ci<", b"c<").replace(
            b"eve", b"eive"
        ).replace(b"R&amp;D", b"R &amp; D")
        assert opened.infolist()[0].filename == "mimetype"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (odt_file("<text:p>"), "content.xml: not well-formed XML: mismatched tag (line 1, column"),
        (odt_file("", manifest="<manifest:encryption-data/>"), "protected by a password"),
        (odt_file("").replace(b"office:text", b"office:draw"), "damaged in the archive: Bad CRC-32"),
        (new_archive({"mimetype": b"application/vnd.oasis.opendocument.text"}), "the archive has no member content.xml"),
    ],
)
def test_a_damaged_file_is_told_with_the_place(data, reason):
    with pytest.raises(UnreadableDocument, match=re.escape(reason)):
        read_document("record.odt", data)


_DEFAULT = '<style:default-style style:family="paragraph"><style:text-properties {}/></style:default-style>'
_STYLE = '<style:style style:family="{}" style:name="{}"><style:text-properties {}/></style:style>'
STYLES = (
    _DEFAULT.format('fo:language="{}" fo:country="none"')
    + _STYLE.format("text", "Foreign", 'fo:language="fr" fo:country="FR"')
    + '<style:style style:family="text" style:name="Title" style:parent-style-name="Foreign"/>'
    + _STYLE.format("text", "Secret", 'text:display="none"')
    + _STYLE.format("paragraph", "Quote", 'fo:language="de" fo:country="DE"')
    + _STYLE.format("paragraph", "Draft", 'text:display="none"')
)
CHANT = '<text:span text:style-name="{}">Chant</text:span>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"<text:p>The {CHANT.format('Title')} was sung.</text:p>", [("fr-FR", "Chant")]),
        (f'<text:p text:style-name="Quote">Lied {CHANT.format("Foreign")}</text:p>', [("de-DE", "Lied"), ("fr-FR", "Chant")]),
        ("<text:p>The end.</text:p>", []),
    ],
)
def test_a_language_is_that_of_the_innermost_style_that_says_one(text: str, expected: list[tuple[str, str]]) -> None:
    document = read(text, styles=STYLES.format("en"))
    assert [(each.language, document.text[each.span.slice]) for each in document.foreign] == expected
    assert not any(each.is_default for each in document.foreign)


def test_a_default_language_is_told_as_one() -> None:
    assert [
        (each.language, each.is_default) for each in read("<text:p>The end.</text:p>", styles=STYLES.format("fr")).foreign
    ] == [("fr", True)]


def test_what_stands_beside_the_text_is_read_after_it_and_named_and_corrected() -> None:
    remark = "<office:annotation><dc:creator>A. Reviser</dc:creator><text:p>Is teh date right?</text:p></office:annotation>"
    hidden = '<text:span text:style-name="Secret">or do <text:span>we</text:span></text:span>'
    picture = "<draw:frame><draw:image/><svg:title>Map</svg:title><svg:desc>A map of teh North</svg:desc></draw:frame>"
    body = f'<text:p>We{remark} agree. {hidden}{picture}</text:p><text:p text:style-name="Draft">Not yet.</text:p>'
    data = odt_file(f"{body}<text:p>End{picture}.</text:p>", styles=STYLES.format("en"))
    document = read_document("record.odt", data)
    assert [(block.name, document.text[block.span.slice]) for block in document.blocks if block.kind is A] == [
        ("comment 1 by A. Reviser", "Is teh date right?"),
        ("hidden text in paragraph 1", "or do we"),
        ("hidden text in paragraph 2", "Not yet."),
        ("description of picture 1", "Map"),
        ("description of picture 1", "A map of teh North"),
        ("description of picture 2", "Map"),
        ("description of picture 2", "A map of teh North"),
    ]
    edits = [Edit(Span(*match.span()), "the") for match in re.finditer("teh", document.text)]
    assert read_document("record.odt", rewritten(document, edits)).text == document.text.replace("teh", "the")
