from __future__ import annotations

import contextlib
import re
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.compare.compare import compare
from qa.engine.suppress import suppress
from qa.engine.whereabouts import Whereabouts
from qa.formats.archive import open_archive, with_members
from qa.formats.rewrite import refusal, rewritten
from qa.ground.document import BlockKind, Document
from qa.ground.edit import Edit, apply_edits
from qa.ground.errors import UnreadableDocument
from qa.ground.finding import Confidence, Finding, Severity
from qa.ground.span import Span
from qa.readers import read_document
from qa.text.segment import segment
from tests.formats.test_rewrite import held
from tests.readers.word_files import STRICT, TRANSITIONAL, paragraph, word_file
from tests.shared import beside

CORPUS = beside("corpus", "docx")
P, H, N, A, F = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.NOTE, BlockKind.ASIDE, BlockKind.FURNITURE


def read(body: str, **others: object) -> Document:
    return read_document("record.docx", word_file(body, **others))


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def run(inside: str) -> str:
    return f"<w:r>{inside}</w:r>"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (run("<w:t>The two</w:t><w:tab/><w:t>bodies</w:t><w:br/><w:t>met</w:t>"), "The two\tbodies\nmet"),
        (
            run("<w:t>Al</w:t><w:noBreakHyphen/><w:t>Qaida co</w:t><w:softHyphen/><w:t>operate</w:t>"),
            "Al\u2011Qaida co\u00adoperate",
        ),
        (run('<w:sym w:font="Arial" w:char="2019"/><w:sym w:font="Arial" w:char="none"/><w:t>tis</w:t>'), "\u2019tis"),
        (run("<w:t>R&amp;D</w:t>") + run("<w:t><![CDATA[<1>]]></w:t>"), "R&D<1>"),
        ("<w:hyperlink>" + run("<w:t>linked</w:t>") + "</w:hyperlink>", "linked"),
        ("<w:smartTag>" + run("<w:t>New York</w:t>") + "</w:smartTag>", "New York"),
        ("<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>" + run("<w:t>chosen</w:t>") + "</w:sdtContent></w:sdt>", "chosen"),
        ("<w:ins>" + run("<w:t>in</w:t>") + "</w:ins><w:del>" + run("<w:delText>out</w:delText>") + "</w:del>", "in"),
        ("<w:moveTo>" + run("<w:t>to</w:t>") + "</w:moveTo><w:moveFrom>" + run("<w:t>from</w:t>") + "</w:moveFrom>", "to"),
        (
            run("<w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t>") + run('<w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen</w:t>'),
            "seen\n\nhidden",
        ),
        (run("<w:t>a</w:t><w:commentReference w:id='1'/>") + "<w:bookmarkStart w:id='1' w:name='b'/>", "a"),
        ('<w:fldSimple w:instr="DATE">' + run("<w:t>3 May</w:t>") + "</w:fldSimple>", "3 May"),
        (
            run('<w:fldChar w:fldCharType="begin"/>')
            + run("<w:instrText>IF </w:instrText><w:t>typed</w:t>")
            + run('<w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/><w:t>inner</w:t>')
            + run('<w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="separate"/><w:t>result</w:t>')
            + run('<w:fldChar w:fldCharType="end"/><w:t> after</w:t>'),
            "result after",
        ),
        (
            "<w:ruby><w:rt>"
            + run("<w:t>gloss</w:t>")
            + "</w:rt><w:rubyBase>"
            + run("<w:t>base</w:t>")
            + "</w:rubyBase></w:ruby>",
            "base",
        ),
        (
            "<mc:AlternateContent><mc:Choice Requires='x'>" + run("<w:t>new</w:t>") + "</mc:Choice>"
            "<mc:Fallback>" + run("<w:t>old</w:t>") + "</mc:Fallback></mc:AlternateContent>",
            "new",
        ),
    ],
)
@pytest.mark.parametrize("namespace", [TRANSITIONAL, STRICT])
def test_what_is_seen_on_the_page_is_text_and_nothing_else(inside, text, namespace):
    assert read(f"<w:p>{inside}</w:p>", namespace=namespace).text == text


BOX = (
    "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><a:graphic><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx>"
    "</a:graphic></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict>"
    "</mc:Fallback></mc:AlternateContent>"
)


def test_paragraphs_tables_boxes_notes_headers_and_footers_are_blocks_with_their_places():
    cell = "<w:tc>{}</w:tc>"
    row = f"<w:tr>{cell.format(paragraph('One'))}{cell.format(paragraph('Two'))}</w:tr>"
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr>{cell.format(paragraph('Gone'))}</w:tr>"
    reference = '<w:r><w:{}Reference w:id="{}"/></w:r>'
    body = (
        paragraph("Statement", properties='<w:pStyle w:val="Title1"/>')
        + paragraph("Item 1", properties='<w:outlineLvl w:val="1"/>')
        + paragraph(
            "We met", reference.format("endnote", 1), reference.format("footnote", 3), reference.format("footnote", 2), "."
        )
        + paragraph("", "  ")
        + f"<w:tbl>{row}{deleted}</w:tbl>"
        + f"<w:sdt><w:sdtContent>{paragraph('A', run(BOX.format(paragraph('Boxed'))), 'B')}</w:sdtContent></w:sdt>"
    )
    parts = {
        "styles": '<w:style w:styleId="Title1"><w:basedOn w:val="H"/></w:style>'
        '<w:style w:styleId="H"><w:name w:val="heading 1"/></w:style>',
        "footnotes": "".join(f'<w:footnote w:id="{number}">{paragraph(f"Note {number}")}</w:footnote>' for number in (0, 2, 3)),
        "endnotes": f'<w:endnote w:id="1">{paragraph("Last note")}</w:endnote>',
        "header1": paragraph("S/PV.7796"),
        "footer1": paragraph("2/28"),
        "comments": f"<w:comment>{paragraph('A remark')}</w:comment>",
    }
    document = read(body, parts=parts)
    w = "word/document.xml#/w:document/w:body"
    assert [(block.kind, document.text[block.span.slice], block.locator) for block in document.blocks] == [
        (H, "Statement", f"{w}/w:p[1]"),
        (H, "Item 1", f"{w}/w:p[2]"),
        (P, "We met.", f"{w}/w:p[3]"),
        (P, "One", f"{w}/w:tbl/w:tr[1]/w:tc[1]/w:p"),
        (P, "Two", f"{w}/w:tbl/w:tr[1]/w:tc[2]/w:p"),
        (P, "AB", f"{w}/w:sdt/w:sdtContent/w:p"),
        (
            P,
            "Boxed",
            f"{w}/w:sdt/w:sdtContent/w:p/w:r[2]/mc:AlternateContent/mc:Choice/w:drawing/a:graphic/wps:txbx/w:txbxContent/w:p",
        ),
        (N, "Note 3", "word/footnotes.xml#/w:footnotes/w:footnote[3]/w:p"),
        (N, "Note 2", "word/footnotes.xml#/w:footnotes/w:footnote[2]/w:p"),
        (N, "Last note", "word/endnotes.xml#/w:endnotes/w:endnote/w:p"),
        (A, "A remark", "word/comments.xml#/w:comments/w:comment/w:p"),
        (F, "S/PV.7796", "word/header1.xml#/w:hdr/w:p"),
        (F, "2/28", "word/footer1.xml#/w:ftr/w:p"),
    ]
    assert [block.number for block in document.blocks] == [*range(1, 11), 0, 0, 0]
    assert document.text.split("\n\n") == [document.text[block.span.slice] for block in document.blocks]


def test_a_paragraph_whose_mark_is_a_tracked_deletion_goes_on_in_the_next():
    document = read(paragraph("We ", properties="<w:rPr><w:del/></w:rPr>") + paragraph("agree.") + paragraph("End."))
    assert document.text == "We agree.\n\nEnd."


def test_a_language_is_that_of_the_runs_that_name_it():
    french = "<w:r><w:rPr><w:lang w:val='fr-FR'/></w:rPr><w:t xml:space='preserve'>{}</w:t></w:r>"
    english = "<w:r><w:rPr><w:lang w:val='en-GB'/></w:rPr><w:t>was sung.</w:t></w:r>"
    body = paragraph("The ", french.format("Chant "), french.format("du soir "), english)
    document = read(body)
    assert [(each.language, document.text[each.span.slice]) for each in document.foreign] == [("fr-FR", "Chant du soir")]
    assert all(each.is_guessed for each in document.foreign)


def test_a_field_may_go_over_paragraphs():
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    document = read(paragraph(begin, "TOC", separate, "One") + paragraph("Two", end) + paragraph("Three"))
    assert document.text == "One\n\nTwo\n\nThree"


def test_a_word_file_and_a_wrapped_text_of_the_same_words_do_not_differ():
    text = b"Mr. Bordyuzha (spoke in Russian): We thank the\nCouncil for its work.\n\nWe agree with all that was\nsaid.\n"
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>Mr. Bordyuzha</w:t></w:r>"
    word = read(
        paragraph(bold, " (spoke in Russian): We thank the Council for its work.")
        + paragraph("We agree with ", "all that was said.")
    )
    compared = compare(read_document("speech.txt", text), word)
    assert compared.changes == ()
    assert [turn.speaker for turn in segment(word).turns] == ["Mr. Bordyuzha"]


def test_a_correction_goes_into_the_runs_and_only_their_part_changes():
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>Qaida,</w:t></w:r>"
    data = word_file(paragraph("Al-", bold, "<w:r><w:t>and recieve</w:t></w:r>"), parts={"header1": paragraph("S/PV.7796")})
    document = read_document("record.docx", data)
    held(document, members(data)["word/document.xml"], "word/document.xml")
    edits = [Edit(Span(0, 12), "Al-Qaida, and"), Edit(Span(13, 20), "receive")]
    assert [refusal(document, edit) for edit in edits] == [None, None]
    after = rewritten(document, edits)
    assert read_document("record.docx", after).text.startswith("Al-Qaida, and receive\n")
    before, now = members(data), members(after)
    assert [name for name in before if before[name] != now[name]] == ["word/document.xml"]
    assert now["word/document.xml"] == before["word/document.xml"].replace(
        b"<w:t>Qaida,<", b'<w:t xml:space="preserve">Qaida, <'
    ).replace(b"recieve", b"receive")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (word_file("<w:p><w:r></w:p>"), "word/document.xml: not well-formed XML: mismatched tag (line 2, column"),
        (word_file("")[:300], "a damaged zip archive"),
        (word_file("").replace(b'/officeDocument"', b'/somethingElse0"'), "damaged in the archive: Bad CRC-32"),
        (word_file("", namespace="urn:x"), "word/document.xml: no Word document; its root element is {urn:x}document"),
    ],
    ids=["not well-formed", "cut", "bytes altered", "another namespace"],
)
def test_a_damaged_file_is_told_with_the_place(data, reason):
    with pytest.raises(UnreadableDocument, match=re.escape(reason)):
        read_document("record.docx", data)


DAMAGE = st.one_of(
    st.tuples(
        st.just("put in"), st.sampled_from([b"<w:p/>", b"&x;", b"\0", b"<![CDATA[", b"</w:r>", b"<w:r>", b"<", b'"', b"\xff"])
    ),
    st.tuples(st.just("left out"), st.binary(min_size=1, max_size=9)),
)


@given(st.sampled_from(["word/document.xml", "word/footnotes.xml", "_rels/.rels", "[Content_Types].xml"]), st.data())
def test_whatever_is_damaged_is_told_or_read(part, draw):
    note = paragraph("It is ", '<w:r><w:footnoteReference w:id="2"/></w:r>', run('<w:sym w:char="2019"/><w:t>so.</w:t>'))
    data = word_file(note, parts={"footnotes": f'<w:footnote w:id="2">{paragraph("See above.")}</w:footnote>'})
    content = members(data)[part]
    place = draw.draw(st.integers(0, len(content)))
    kind, damage = draw.draw(DAMAGE)
    damaged = content[:place] + (damage + content[place:] if kind == "put in" else content[place + len(damage) :])
    # What is damaged is told by UnreadableDocument and by nothing else.
    with contextlib.suppress(UnreadableDocument):
        read_document("record.docx", with_members(open_archive("record.docx", data), {part: damaged}))


@pytest.mark.parametrize("name", ["w:sdt", "w:ins", "w:pict", "w:tbl"])
def test_what_is_nested_without_end_is_refused_and_what_is_nested_deep_is_read(name):
    document = read(f"<{name}>" * 150 + paragraph("deep") + f"</{name}>" * 150)
    assert document.text == ("" if name == "w:pict" else "deep")
    with pytest.raises(UnreadableDocument, match="elements are nested more than 200 deep"):
        read(f"<{name}>" * 250 + paragraph("deep") + f"</{name}>" * 250)


CORPUS_FILES = sorted(CORPUS.glob("*.docx")) if CORPUS else []


@pytest.mark.skipif(not CORPUS_FILES, reason="no Word files beside the project")
@pytest.mark.parametrize("path", CORPUS_FILES, ids=lambda path: path.stem[-14:])
def test_no_word_of_a_real_record_is_lost(path: Path):
    docx = pytest.importorskip("docx")
    data = path.read_bytes()
    document = read_document(str(path), data)
    namespace = f"{{{TRANSITIONAL}}}"
    paragraphs = docx.Document(str(path)).element.body.iter(f"{namespace}p")
    theirs = Counter(word for each in paragraphs for word in docx.text.paragraph.Paragraph(each, None).text.split())
    body = (block for block in document.blocks if block.kind not in (A, F))
    ours = Counter(word for block in body for word in document.text[block.span.slice].split())
    assert ours == theirs
    assert rewritten(document, []) == data


@pytest.mark.skipif(not CORPUS_FILES, reason="no Word files beside the project")
@pytest.mark.parametrize("path", CORPUS_FILES, ids=lambda path: path.stem[-14:])
def test_of_a_real_record_only_the_corrected_parts_change(path: Path):
    data = path.read_bytes()
    document = read_document(str(path), data)
    words = [*re.finditer(r"\w{6,}", document.text)][::50]
    edits = [Edit(Span(*word.span()), f"{word[0][:3]} {word[0][3:]}") for word in words]
    edits = [edit for edit in edits if refusal(document, edit) is None]
    assert len(edits) > 0.9 * len(words)
    after = rewritten(document, edits)
    assert read_document(str(path), after).text == apply_edits(document.text, edits)
    touched = {strand.part.name for edit in edits for strand in document.strands or () if strand.span.overlaps(edit.span)}
    before, now = members(data), members(after)
    assert {name for name in before if before[name] != now[name]} == touched


HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r>"
PICTURE = "<w:r><w:drawing><wp:inline><wp:docPr id='1' name='x' {}/></wp:inline></w:drawing></w:r>"
REMARK = '<w:comment w:id="0" w:author="A. Reviser">' + paragraph("Is teh date right?") + "</w:comment>"


def asides(document: Document) -> list[tuple[str, str]]:
    return [(block.name, document.text[block.span.slice]) for block in document.blocks if block.kind is A]


def test_what_stands_beside_the_text_is_read_after_it_and_named():
    body = (
        paragraph("We agree.", HIDDEN.format("or do "), HIDDEN.format("we"))
        + paragraph(PICTURE.format('descr="A map &amp; a flag" title="Map"'), "A picture.")
        + paragraph(PICTURE.format('descr="C:\\maps\\a.png"'), PICTURE.format("descr='One line&#10;&#10;and another'"))
    )
    parts = {"comments": REMARK, "header1": paragraph("Statement made in teh Council"), "footer1": paragraph("2/28")}
    document = read(body, parts=parts)
    assert asides(document) == [
        ("header 1", "Statement made in teh Council"),
        ("comment 1 by A. Reviser", "Is teh date right?"),
        ("hidden text in paragraph 1", "or do we"),
        ("alternative text of picture 1", "A map & a flag"),
        ("alternative text of picture 1", "Map"),
        ("alternative text of picture 3", "One line"),
        ("alternative text of picture 3", "and another"),
    ]
    assert document.text.startswith("We agree.\n\nA picture.\n\nStatement")
    assert [(block.number, block.kind) for block in document.without_asides.blocks][2:] == [(0, F)] * 8
    place = Whereabouts(document)
    assert place.message(document.text.index("flag")) == "record.docx, alternative text of picture 1"
    assert compare(document, read(paragraph("We agree.") + paragraph("A picture."))).changes == ()


def test_our_own_comments_are_not_read():
    by = '<w:comment w:id="{}" w:author="{}">' + paragraph("Teh word.") + "{}</w:comment>"
    remarks = by.format(0, "transcript-qa form", "") + by.format(1, "Desk", paragraph("spelling.unknown (sure)")) + REMARK
    assert asides(read(paragraph("We agree."), parts={"comments": remarks})) == [
        ("comment 3 by A. Reviser", "Is teh date right?")
    ]


def test_what_stands_beside_the_text_is_corrected_in_its_place():
    data = word_file(
        paragraph("We agree.", HIDDEN.format("in teh end"), PICTURE.format('descr="A map of teh &quot;North&quot;"')),
        parts={"comments": REMARK},
    )
    document = read_document("record.docx", data)
    edits = [Edit(Span(*match.span()), "the 'old'") for match in re.finditer("teh", document.text)]
    assert [refusal(document, edit) for edit in edits] == [None] * 3
    after = rewritten(document, edits)
    assert read_document("record.docx", after).text == apply_edits(document.text, edits)
    assert b'descr="A map of the &#39;old&#39; &quot;North&quot;"' in members(after)["word/document.xml"]


@pytest.mark.parametrize(
    ("run_properties", "paragraph_properties", "is_hidden"),
    [
        ('<w:rStyle w:val="Secret"/>', "", True),
        ('<w:rStyle w:val="Secret"/><w:vanish w:val="0"/>', "", False),
        ("", '<w:pStyle w:val="Draft"/>', True),
        ("", "", False),
    ],
)
def test_a_style_hides_too(run_properties: str, paragraph_properties: str, is_hidden: bool):
    styles = (
        '<w:style w:type="character" w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Secret"><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Draft"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = paragraph(f"<w:r><w:rPr>{run_properties}</w:rPr><w:t>Not yet.</w:t></w:r>", properties=paragraph_properties)
    document = read(body, parts={"styles": styles})
    assert [block.kind for block in document.blocks] == [A if is_hidden else P]


LANGUAGES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="{}"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="character" w:styleId="Foreign"><w:rPr><w:lang w:val="fr-FR"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Title"><w:basedOn w:val="Foreign"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Quote"><w:rPr><w:lang w:val="de-DE"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>'
)
FRENCH = "Le Conseil a pris acte de la situation dans le pays."
LINES = ("We thank the Council for its report on the situation in the region.", FRENCH)


@pytest.mark.parametrize(
    ("default", "run_properties", "paragraph_properties", "expected"),
    [
        ("en-GB", '<w:lang w:val="fr-CA"/>', "", ("fr-CA", False)),
        ("en-GB", '<w:rStyle w:val="Foreign"/>', "", ("fr-FR", False)),
        ("en-GB", '<w:rStyle w:val="Title"/>', '<w:pStyle w:val="Quote"/>', ("fr-FR", False)),
        ("en-GB", "", '<w:pStyle w:val="Quote"/>', ("de-DE", False)),
        ("en-GB", '<w:lang w:val="en-GB"/>', '<w:pStyle w:val="Quote"/>', None),
        ("en-GB", '<w:rtl/><w:lang w:val="en-GB" w:bidi="ar-SA"/>', "", ("ar-SA", False)),
        ("fr-FR", "", "", ("fr-FR", True)),
        ("fr-FR", '<w:lang w:val="en-GB"/>', "", None),
        ("en-GB", "", "", None),
    ],
)
def test_the_language_of_a_run_is_its_own_or_that_of_its_styles_or_of_the_file(
    default: str, run_properties: str, paragraph_properties: str, expected: tuple[str, bool] | None
):
    body = paragraph(f"<w:r><w:rPr>{run_properties}</w:rPr><w:t>{FRENCH}</w:t></w:r>", properties=paragraph_properties)
    foreign = read(body, parts={"styles": LANGUAGES.format(default)}).foreign
    assert [(each.language, each.is_default) for each in foreign] == ([expected] if expected else [])


@pytest.mark.parametrize(("texts", "kept"), [((*LINES, LINES[0]), True), ((FRENCH, FRENCH, LINES[0]), False)])
def test_a_default_language_is_believed_where_the_text_is_not_plainly_english(texts: tuple[str, ...], kept: bool):
    document = read("".join(map(paragraph, (*texts, "Teh end."))), parts={"styles": LANGUAGES.format("fr-FR")})
    about = ("a.b", "words", "style", Severity.WARNING, Confidence.SURE, "Wrong.", "")
    place = document.text.index("Teh")
    found, aside = suppress(document, [Finding(Span(place, place + 3), "Teh", *about)], ())
    assert (len(found), [each.reason for each in aside]) == (
        (1, []) if kept else (0, ["the file says that it is written in another language: fr-FR"])
    )


def test_what_is_not_read_is_said() -> None:
    formula = "<m:oMath xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'><m:r><m:t>x</m:t></m:r></m:oMath>"
    gloss = "<w:r><w:ruby><w:rt><w:r><w:t>gloss</w:t></w:r></w:rt><w:rubyBase/></w:ruby></w:r>"
    data = word_file(paragraph("We agree.", formula, gloss))
    listed = "word/_rels/document.xml.rels"
    names = ("chart", "diagramData", "diagramData", "aFChunk")
    entries = "".join(
        f'<Relationship Id="x{number}" Type="a/{name}" Target="{number}.xml"/>' for number, name in enumerate(names)
    )
    relations = members(data)[listed].decode().replace("</Relationships>", f"{entries}</Relationships>")
    document = read_document("a.docx", with_members(open_archive("a.docx", data), {listed: relations.encode()}))
    assert document.lacks == (
        "1 chart is not read.",
        "2 diagrams (SmartArt) are not read.",
        "1 document put in as a whole (altChunk) is not read.",
        "1 formula is not read.",
        "1 gloss above the line is not read.",
    )
    assert read_document("a.docx", word_file(paragraph("We agree."))).lacks == ()
