"""Tracked changes in the Word file that was checked: what its XML becomes, and what LibreOffice makes of it."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import docx
import pytest

from qa.engine.checked import Checked
from qa.ground.document import Document
from qa.ground.finding import Confidence, Finding, Severity
from qa.ground.span import Span
from qa.readers import read_document
from qa.text.segment import segment
from qa.writers import Look
from qa.writers.word.tracked import render
from tests.readers.word_files import STRICT, paragraph, word_file
from tests.writers.word_texts import accepted, assert_one_sign_a_comment, assert_valid, commented, comments, rejected


def member(data: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(BytesIO(data)) as opened:
        return opened.read(name).decode()


def checked(data: bytes, *wanted: tuple[str, str | None]) -> Checked:
    document = segment(read_document("speech.docx", data))
    return Checked(document, tuple(sorted((_finding(document, *each) for each in wanted), key=lambda each: each.span)))


def _finding(document: Document, text: str, correction: str | None) -> Finding:
    start = document.text.index(text)
    about = ("a.b", "words", "style", Severity.WARNING, Confidence.SURE, "Wrong.", "")
    return Finding(Span(start, start + len(text)), text, *about, () if correction is None else (correction,))


BOLD = "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>"
WHO = 'w:author="transcript-qa"'


@pytest.mark.parametrize(
    ("runs", "wanted", "expected"),
    [
        (
            [BOLD.format("a CTSO centre")],
            ("CTSO", "CSTO"),
            (
                '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">a </w:t></w:r><w:commentRangeStart w:id="0"/>'
                f'<w:del w:id="1" {WHO}><w:r><w:rPr><w:b/></w:rPr><w:delText xml:space="preserve">CTSO</w:delText></w:r></w:del>'
                f'<w:ins w:id="2" {WHO}><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">CSTO</w:t></w:r></w:ins>'
                '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
                '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> centre</w:t></w:r>'
            ),
        ),
        (  # Over two runs each keeps the characters it has.
            [BOLD.format("of"), "the two"],
            ("ofthe", "of the"),
            (
                '<w:commentRangeStart w:id="0"/><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">of</w:t></w:r>'
                f'<w:ins w:id="1" {WHO}><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> </w:t></w:r></w:ins>'
                '<w:r><w:t xml:space="preserve">the</w:t></w:r><w:commentRangeEnd w:id="0"/>'
                '<w:r><w:commentReference w:id="0"/></w:r><w:r><w:t xml:space="preserve"> two</w:t></w:r>'
            ),
        ),
        (  # Another's insertion is closed and opened again.
            [f'<w:ins w:id="7" w:author="A">{BOLD.format("Al-Qaida,and")}</w:ins>'],
            (",and", ", and"),
            (
                '<w:ins w:id="7" w:author="A"><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Al-Qaida</w:t></w:r>'
                f'<w:commentRangeStart w:id="0"/><w:del w:id="9" {WHO}><w:r><w:rPr><w:b/></w:rPr>'
                '<w:delText xml:space="preserve">,and</w:delText></w:r></w:del></w:ins>'
                f'<w:ins w:id="8" {WHO}><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">, and</w:t></w:r></w:ins>'
                '<w:ins w:id="10" w:author="A"><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:ins>'
            ),
        ),
        (
            ["R&amp;D of", "<w:r><w:tab/><w:t>the</w:t></w:r>"],
            ("&", None),
            (
                '<w:r><w:t xml:space="preserve">R</w:t></w:r><w:commentRangeStart w:id="0"/>'
                '<w:r><w:t xml:space="preserve">&amp;</w:t></w:r><w:commentRangeEnd w:id="0"/>'
                '<w:r><w:commentReference w:id="0"/></w:r><w:r><w:t xml:space="preserve">D of</w:t></w:r>'
                "<w:r><w:tab/><w:t>the</w:t></w:r>"
            ),
        ),
    ],
)
def test_a_run_is_split_and_keeps_its_properties(runs, wanted, expected):
    data = render(checked(word_file(paragraph(*runs)), wanted), Look())
    paragraphs = re.search(r"<w:p>(.*)</w:p>", member(data))
    assert paragraphs is not None
    written = paragraphs[1]
    assert re.sub(r'w:id="[89]"', "", written) == re.sub(r'w:id="[89]"', "", expected)
    assert_valid(data)


def test_without_findings_it_is_the_file():
    data = word_file(paragraph("We agree."))
    assert render(checked(data), Look()) == data


def test_the_file_s_own_comments_and_changes_stay():
    theirs = (
        '<w:ins w:id="3" w:author="A"><w:r><w:t>new </w:t></w:r></w:ins>'
        '<w:del w:id="4" w:author="A"><w:r><w:delText>old</w:delText></w:r></w:del>'
    )
    own = '<w:comment w:id="5" w:author="A"><w:p><w:r><w:t>Mine.</w:t></w:r></w:p></w:comment>'
    sign = '<w:r><w:commentReference w:id="5"/></w:r>'
    data = word_file(paragraph("a ", theirs, sign, "CTSO"), parts={"comments": own, "header1": paragraph("2/28")})
    made = render(checked(data, ("CTSO", "CSTO")), Look())
    assert comments(made) == {"5": ["Mine."], "6": ["Wrong.", "a.b (sure)"]}
    assert rejected(made) == ["a oldCTSO"]
    assert accepted(made) == ["a new CSTO"]
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(BytesIO(made)) as after:
        assert before.namelist() == after.namelist()
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert changed == ["word/document.xml", "word/comments.xml"]
    assert_valid(made)


def test_new_comments_are_made_known_to_the_file():
    made = render(checked(word_file(paragraph("CTSO")), ("CTSO", "CSTO")), Look())
    assert 'PartName="/word/comments.xml"' in member(made, "[Content_Types].xml")
    assert 'Target="comments.xml"' in member(made, "word/_rels/document.xml.rels")
    relationships = docx.Document(BytesIO(made)).part.rels.values()
    assert [each.target_part.partname for each in relationships if each.reltype.endswith("/comments")] == ["/word/comments.xml"]


def test_in_notes_and_text_boxes_changes_are_tracked_and_comments_stand_at_the_end_of_the_text():
    box = "<v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape>"
    boxed = f"<w:r><w:pict>{box.format(paragraph('the CTSO'))}</w:pict><w:t> in ofthe text</w:t></w:r>"
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    data = word_file(
        paragraph("Boxes", boxed, reference) + paragraph("End."),
        parts={"footnotes": f'<w:footnote w:id="2">{paragraph("See teh note")}</w:footnote>'},
    )
    made = render(checked(data, ("CTSO", "CSTO"), ("teh", "the"), ("ofthe", "of the")), Look())
    text = "".join(accepted(made))
    assert ("the CSTO" in text, "in of the text" in text) == (True, True)
    assert accepted(made, "word/footnotes.xml") == ["See the note"]
    assert rejected(made, "word/footnotes.xml") == ["See teh note"]
    assert commented(made) == {"0": "oftheof the", "1": "", "2": ""}
    assert [lines[0] for lines in comments(made).values()] == [
        *("Wrong.", "On “CTSO”, where no comment can stand:", "On “teh”, where no comment can stand:"),
    ]


def test_a_comment_that_cannot_stand_in_place_is_referred_to_once_whatever_the_last_paragraph_holds():
    box = "<v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape>"
    last = "<w:r><w:t>It is teh end ofthe day.</w:t></w:r>"
    boxed = f"<w:r><w:pict>{box.format(paragraph('the CTSO'))}</w:pict></w:r>"
    for body in (paragraph(boxed, last), paragraph(last, boxed), paragraph(last) + paragraph(boxed)):
        made = render(checked(word_file(body), ("CTSO", "CSTO"), ("teh", "the"), ("ofthe", "of the")), Look())
        assert_one_sign_a_comment(made)
        assert len(comments(made)) == 3


CONTROL = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"


TEMPORARY = "<w:sdt><w:sdtPr><w:temporary/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"


def test_the_first_paragraph_of_a_content_control_begins_with_one_that_goes_when_it_is_edited():
    body = (
        paragraph("Before.")
        + CONTROL.format(paragraph("the ", "CTSO agrees") + paragraph("It is ofthe day."))
        + paragraph("End.")
    )
    made = render(checked(word_file(body), ("CTSO", "CSTO"), ("ofthe", "of the")), Look())
    assert member(made).count(TEMPORARY.format('<w:r><w:t xml:space="preserve">the </w:t></w:r>')) == 1
    assert member(made).count("<w:temporary/>") == 1
    assert commented(made) == {"0": "CTSOCSTO", "1": "oftheof the"}
    assert accepted(made) == ["Before.", "the CSTO agrees", "It is of the day.", "End."]
    assert_valid(made)


@pytest.mark.parametrize(
    ("body", "is_controlled"),
    [
        (paragraph(CONTROL.format("<w:r><w:t>the CTSO</w:t></w:r>")), False),  # of words
        (CONTROL.format(paragraph(CONTROL.format("<w:r><w:t>the CTSO</w:t></w:r>"))), False),  # has one already
        (CONTROL.format(paragraph("First.") + paragraph("the CTSO")), False),
        (CONTROL.format(CONTROL.format(paragraph("the CTSO"))), True),
        ("<w:sdt><w:sdtPr><w:docPartObj/></w:sdtPr><w:sdtContent>" + paragraph("the CTSO") + "</w:sdtContent></w:sdt>", False),
        (f"<w:tbl><w:tr><w:tc>{CONTROL.format(paragraph('the CTSO'))}</w:tc></w:tr></w:tbl>", True),
        (f"<w:tbl><w:tr>{CONTROL.format('<w:tc>' + paragraph('the CTSO') + '</w:tc>')}</w:tr></w:tbl>", True),
        (f"<w:tbl>{CONTROL.format('<w:tr><w:tc>' + paragraph('the CTSO') + '</w:tc></w:tr>')}</w:tbl>", False),
    ],
)
def test_content_controls_inside_others_and_in_tables(body: str, is_controlled: bool):
    made = render(checked(word_file(body + paragraph("End.")), ("CTSO", "CSTO")), Look())
    assert ("<w:temporary/>" in member(made)) == is_controlled
    assert commented(made) == {"0": "CTSOCSTO"}
    assert "the CSTO" in accepted(made)


BOUND = '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="0"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (
            "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>the CTSO</w:t></w:r></w:sdtContent></w:sdt>",
            "it stands in a form field of plain text",
        ),
        (
            BOUND.format("<w:r><w:t>the CTSO</w:t></w:r>"),
            "Word takes it from data that lie elsewhere in the file",
        ),
        ('<w:fldSimple w:instr=" REF a "><w:r><w:t>the CTSO</w:t></w:r></w:fldSimple>', "Word computes it, as a field REF"),
        (
            FIELD.format("begin")
            + "<w:r><w:instrText> REF a </w:instrText></w:r>"
            + FIELD.format("separate")
            + "<w:r><w:t>the CTSO</w:t></w:r>"
            + FIELD.format("end"),
            "Word computes it, as a field REF",
        ),
        (
            FIELD.format("begin")
            + "<w:r><w:instrText> TOC </w:instrText></w:r>"
            + FIELD.format("separate")
            + "<w:r><w:t>the CTSO</w:t></w:r>"
            + FIELD.format("end"),
            "",
        ),
    ],
)
def test_what_stands_in_fields_is_told_at_the_end(body: str, reason: str):
    made = render(checked(word_file(paragraph(body) + paragraph("End.")), ("CTSO", "CSTO")), Look())
    assert comments(made)["0"][0] == "On “CTSO”, where no comment can stand:"
    assert (f"(not tracked: {reason})" in comments(made)["0"][-1]) == bool(reason)
    assert accepted(made)[0] == ("the CTSO" if reason else "the CSTO")


def test_what_is_said_of_comments_pictures_and_hidden_text():
    described = '<wp:extent cx="1" cy="1"/><wp:docPr id="1" name="x" descr="Teh map"/>{}'
    picture = f"<w:r><w:drawing><wp:inline>{described}</wp:inline></w:drawing></w:r>"
    graphic = '<a:graphic><a:graphicData uri="u"/></a:graphic>'
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ofthe end</w:t></w:r>"
    sign = '<w:r><w:commentReference w:id="0"/></w:r>'
    remark = f'<w:comment w:id="0" w:author="A. Reviser">{paragraph("The CTSO?")}</w:comment>'
    data = word_file(paragraph("We agree.", hidden, sign, picture.format(graphic)), parts={"comments": remark})
    made = render(checked(data, ("Teh", "The"), ("CTSO", "CSTO"), ("ofthe", "of the")), Look())
    said = comments(made)
    assert said["0"] == ["The CTSO?"]
    assert {lines[0]: lines[-1] for lines in [*said.values()][1:]} == {
        "On “CTSO”, where no comment can stand:": "Proposed: “CSTO” (not tracked: it stands in a comment)",
        "Wrong.": "Proposed: “The” (not tracked: it describes a picture)",
    }
    assert "".join(accepted(made)) == "We agree.of the end"
    assert_valid(made)


def test_a_comment_has_its_sign_where_the_text_ends_in_no_paragraph_that_holds_any():
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    table = f"<w:tbl><w:tr><w:tc>{paragraph(reference)}</w:tc></w:tr></w:tbl>"
    note = f'<w:footnote w:id="2">{paragraph("See teh note")}</w:footnote>'
    for body in (f"{table}<w:p/>", table, f"{paragraph(reference)}<w:p/>"):
        made = render(checked(word_file(body, parts={"footnotes": note}), ("teh", "the")), Look())
        assert_one_sign_a_comment(made)
        assert len(comments(made)) == 1


def test_changes_and_comments_are_signed_and_dated_where_the_look_says_so():
    data = word_file(paragraph("a CTSO centre"))
    made = render(checked(data, ("CTSO", "CSTO")), Look(author="Ana Silva", date="2026-05-12T09:30:00Z"))
    signed = 'w:author="Ana Silva" w:date="2026-05-12T09:30:00Z"'
    assert member(made).count(signed) == 2
    assert f'{signed} w:initials="AS"' in member(made, "word/comments.xml")
    assert_valid(made)


@pytest.mark.parametrize("prefix", ["x", "ns0"])
def test_a_file_with_another_prefix_gets_elements_that_declare_theirs(prefix):
    data = word_file(paragraph("a CTSO centre"))
    with zipfile.ZipFile(BytesIO(data)) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    members["word/document.xml"] = (
        members["word/document.xml"].replace(b"w:", f"{prefix}:".encode()).replace(b"xmlns:w=", f"xmlns:{prefix}=".encode())
    )
    renamed = BytesIO()
    with zipfile.ZipFile(renamed, "w") as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    made = render(checked(renamed.getvalue(), ("CTSO", "CSTO")), Look())
    assert (accepted(made), rejected(made)) == (["a CSTO centre"], ["a CTSO centre"])
    assert_valid(made)


def test_a_strict_file_stays_strict():
    made = render(checked(word_file(paragraph("a CTSO centre"), namespace=STRICT), ("CTSO", "CSTO")), Look())
    assert read_document("a.docx", made).text == "a CSTO centre"
    assert f'<w:comments xmlns:w="{STRICT}"' in member(made, "word/comments.xml")
    assert "http://purl.oclc.org/ooxml/officeDocument/relationships/comments" in member(made, "word/_rels/document.xml.rels")
