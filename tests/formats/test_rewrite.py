"""Edits of the reading text go into the file's own bytes, and reading the file again gives the edited text."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qa.formats.markup import Characters, Element, Markup, located, read_markup
from qa.formats.rewrite import refusal, rewritten
from qa.ground.document import BlockKind, Document
from qa.ground.edit import Edit, apply_edits
from qa.ground.source import File, read_source
from qa.ground.span import Span
from qa.ground.strands import Form, unescaped
from qa.readers.composition import Composition
from tests.formats.test_markup import PIECES


def read(data: bytes, *, flowing: bool = False) -> Document:
    """``<d>`` with ``<p>``; ``<br/>`` is a line break, ``<s/>`` three blanks, ``<n/>`` a note, any other is looked into."""
    markup = read_markup("a.xml", data)
    composition = Composition()
    for paragraph, path in located(markup.root, "/d"):
        composition.begin(BlockKind.PARAGRAPH, path)
        _inside(composition, markup, paragraph, flowing)
    return composition.document(File("a.xml", data), "paragraphs")


def _inside(composition: Composition, markup: Markup, element: Element, flowing: bool) -> None:
    for child in element.children:
        if isinstance(child, Characters):
            (composition.flow if flowing else composition.write)(markup, child)
        elif child.tag == "br":
            composition.mark("\n")
        elif child.tag == "n":
            composition.anchor_note()
        elif child.tag == "s":
            composition.stand("   ", markup, child.start, child.end)
        else:
            _inside(composition, markup, child, flowing)


def held(document: Document, data: bytes, part: str = "") -> None:
    """The law of strands; ``data`` is the part of that name."""
    assert document.strands is not None
    done = 0
    for strand in document.strands:
        assert done <= strand.span.start < strand.span.end
        done = strand.span.end
        if strand.form is not Form.WHOLE and strand.part.name == part:
            raw = data[strand.start : strand.end]
            assert unescaped(strand.part, strand.form, raw) == document.text[strand.span.slice]


PARAGRAPHS = st.lists(
    st.lists(st.one_of(PIECES, st.sampled_from("<br/> <s/> <n/>".split())), max_size=5).map("".join), max_size=4
)
FILES = PARAGRAPHS.map(
    lambda inside: "<!DOCTYPE d [<!ENTITY dash '&#8211;'>]><d>" + "".join(f"<p>{each}</p>" for each in inside) + "</d>"
)


@given(FILES, st.sampled_from(["utf-8", "utf-16"]), st.booleans())
def test_strands_hold_their_law_and_without_edits_the_file_is_the_same(text, encoding, flowing):
    data = text.encode(encoding)
    document = read(data, flowing=flowing)
    held(document, data)
    assert rewritten(document, []) == data
    assert all(document.text[block.span.slice].strip() == document.text[block.span.slice] for block in document.blocks)
    assert [block.number for block in document.blocks] == list(range(1, len(document.blocks) + 1))


NEW = st.text("ab]>&<\u2013é' ", max_size=4)


@given(FILES, st.sampled_from(["utf-8", "utf-16"]), st.data())
def test_edits_give_a_file_that_reads_as_the_edited_text(text, encoding, draw):
    data = text.encode(encoding)
    document = read(data)
    assume(document.text)
    cuts = sorted(draw.draw(st.lists(st.integers(0, len(document.text)), min_size=2, max_size=6, unique=True)))
    edits = [Edit(Span(start, end), draw.draw(NEW)) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    edits = [edit for edit in edits if refusal(document, edit) is None]
    after = read(rewritten(document, edits))
    # What loses its last ink is a paragraph no more.
    assert after.text.split() == apply_edits(document.text, edits).split()
    if all(after.text[block.span.slice] for block in after.blocks) and len(after.blocks) == len(document.blocks):
        assert after.text == apply_edits(document.text, edits)


@pytest.mark.parametrize(
    ("inside", "old", "new", "result"),
    [
        # Each run keeps the characters it has.
        ("<p>con<b>sul</b>taive</p>", "consultaive", "consultative", "<p>con<b>sul</b>tative</p>"),
        ("<p>con<b>sultaive</b></p>", "consultaive", "consultative", "<p>con<b>sultative</b></p>"),
        ("<p>Al-Qaida,<b>and</b></p>", ",and", ", and", "<p>Al-Qaida, <b>and</b></p>"),
        ("<p><b>of</b><i>the</i> two</p>", "ofthe", "of the", "<p><b>of </b><i>the</i> two</p>"),
        ("<p>the the<!-- c --> end</p>", "the the end", "the end", "<p>the<!-- c --> end</p>"),
        ("<p>R&amp;D &#8211; is</p>", "R&D", "R & D", "<p>R &amp; D &#8211; is</p>"),
        ("<p>R&amp;D</p>", "&", "+", "<p>R+D</p>"),
        ("<p><![CDATA[a b]]></p>", "a b", "a > b", "<p><![CDATA[a ]]>&gt;<![CDATA[ b]]></p>"),
        ("<p>]]x&gt;</p>", "x", "", "<p>]]&gt;</p>"),
        ("<p>to<s/> day</p>", "to    day", "to day", "<p>to day</p>"),
        ("<p>one\r\ntwo</p>", "one\ntwo", "one three", None),
        ("<p>one<br/>two</p>", "one\ntwo", "One\nTwo", "<p>One<br/>Two</p>"),
    ],
)
def test_nothing_but_the_corrected_characters_changes(inside, old, new, result):
    document = read(f"<d>{inside}</d>".encode())
    start = document.text.index(old)
    edit = Edit(Span(start, start + len(old)), new)
    if result is None:
        result = inside.replace(old.replace("\n", "\r\n"), new)
    assert refusal(document, edit) is None
    assert rewritten(document, [edit]).decode() == f"<d>{result}</d>"


@pytest.mark.parametrize(
    ("inside", "old", "new", "reason"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo", "one two", "it reaches from one paragraph into another"),
        ("<p>one<br/>two</p>", "one\ntwo", "one two", r"'\n' is no character of the file but layout"),
        ("<p>one two</p>", "one two", "one\ntwo", r"'\n' cannot be written as characters of the file"),
        ("<p>one two</p>", "one", "one\0", r"'\x00' cannot be written as characters of the file"),
        ("<p>a<s/>b</p>", "a   b", "a  b", "'   ' can only be taken out of the file as a whole"),
        ("<p><s/>b<br/></p>", "b\n", "b\n.", "there is no text in the file beside which '.' could be written"),
    ],
)
def test_an_edit_that_has_no_place_in_the_file_is_refused_with_the_reason(inside, old, new, reason):
    document = read(f"<d>{inside}<p>end</p></d>".encode())
    start = document.text.index(old)
    edit = Edit(Span(start, start + len(old)), new)
    assert refusal(document, edit) == reason
    with pytest.raises(ValueError, match=r"^\S"):
        rewritten(document, [edit])


@pytest.mark.parametrize(
    ("inside", "new", "result"),
    [
        ("met.<n/>The end", "met. The end", "met.<n/> The end"),
        ("met.<i/>The end", "met. The end", "met. <i/>The end"),
        ("met<n/> and left", "met, and left", "met,<n/> and left"),
        ("met.<n/> <i>The end</i>", "met. A The end", "met.<n/> A <i>The end</i>"),
    ],
)
def test_a_blank_goes_after_the_anchor_of_a_note_and_all_else_before_it(inside, new, result):
    document = read(f"<d><p>{inside}</p></d>".encode())
    edit = Edit(Span(0, len(document.text)), new)
    assert rewritten(document, [edit]) == f"<d><p>{result}</p></d>".encode()


def test_a_character_that_the_encoding_lacks_is_written_as_a_reference():
    data = "<?xml version='1.0' encoding='iso-8859-1'?><d><p>Côte d'Ivoire</p></d>".encode("latin-1")
    document = read(data)
    edit = Edit(Span(6, 7), "’")
    assert rewritten(document, [edit]) == data.replace(b"'Iv", b"&#8217;Iv")


def test_layout_in_flowing_text_reads_as_one_blank_and_is_kept():
    data = b"<d>\n <p>\n  The report\n  of the <i> two\n</i> bodies.\n </p></d>"
    document = read(data, flowing=True)
    assert document.text == "The report of the two bodies."
    held(document, data)
    edits = [Edit(Span(0, 3), "A"), Edit(Span(10, 11), ""), Edit(Span(21, 29), " Bodies.")]
    assert rewritten(document, edits) == b"<d>\n <p>\n  A reportof the <i> two\n</i> Bodies.\n </p></d>"


def test_a_text_file_is_encoded_as_it_was():
    source = read_source("a.txt", "\ufeffCôte\r\n".encode("utf-16-le"))
    document = Document(source, "text", source.text)
    assert refusal(document, Edit(Span(0, 4), "A\n\nB")) is None
    assert rewritten(document, [Edit(Span(3, 4), "é")]) == "\ufeffCôté\r\n".encode("utf-16-le")
