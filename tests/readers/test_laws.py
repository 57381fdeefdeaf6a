"""Whatever stands in a file of TEI, Akoma Ntoso or ParlParse, the laws of documents and of rewriting hold."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qa.formats.rewrite import refusal, rewritten
from qa.ground.document import Document
from qa.ground.edit import Edit, apply_edits
from qa.ground.span import Span
from qa.readers import read_document
from tests.formats.test_markup import PIECES
from tests.formats.test_rewrite import NEW, held

_ELEMENTS = {
    "TEI": "u u u div p seg s w pc note kinesic desc choice sic corr lb pb head del foreign fw l lg list item stage name unknown",
    "akomaNtoso": "speech speech speech from p num heading remark authorialNote scene b i eol meta del list item table tr td "
    "content unknown",
    "publicwhip": "speech speech p major-heading division mplist mpname phrase ul li table tr td br i unknown",
}
_ATTRIBUTES = st.sampled_from(["", "", " xml:lang='fr'", " join='right'", " break='no'", " type='speaker'"])
_SPEAKING = {"u": " who='#a'", "speech": " by='#a' speakername='A'"}


def _inside(names: list[str]) -> st.SearchStrategy[str]:
    def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        inside = st.lists(children, max_size=4).map("".join)
        return st.builds(
            lambda name, attributes, text: f"<{name}{_SPEAKING.get(name, '')}{attributes}>{text}</{name}>",
            st.sampled_from(names),
            _ATTRIBUTES,
            inside,
        )

    said = st.sampled_from(["Yes.", " we met\n"])
    return st.lists(st.recursive(st.one_of(said, PIECES), element, max_leaves=12), max_size=6).map("".join)


def files(root: str) -> st.SearchStrategy[str]:
    doctype = f"<!DOCTYPE {root} [<!ENTITY dash '&#8211;'>]>"
    return _inside(_ELEMENTS[root].split()).map(lambda text: f"{doctype}<{root}>{text}</{root}>")


FILES = st.sampled_from(sorted(_ELEMENTS)).flatmap(files)


@given(FILES, st.sampled_from(["utf-8", "utf-16"]))
def test_strands_blocks_turns_and_languages_are_in_order_and_the_file_comes_back(text: str, encoding: str):
    data = text.encode(encoding)
    document = read_document("record.xml", data)
    held(document, data)
    assert rewritten(document, []) == data
    _in_order(document)
    assert [block.number for block in document.blocks if block.number] == list(
        range(1, sum(block.number > 0 for block in document.blocks) + 1)
    )


def _in_order(document: Document) -> None:
    text, done = document.text, 0
    for block in document.blocks:
        assert not text[done : block.span.start].strip()
        assert text[block.span.slice] == text[block.span.slice].strip() != ""
        done = block.span.end
    assert not text[done:].strip()
    for spans in ([turn.span for turn in document.turns], [each.span for each in document.foreign]):
        assert all(len(span) for span in spans)
        assert all(before.end <= after.start for before, after in pairwise(spans))
    for turn in document.turns:
        assert turn.span.covers(turn.label)
        assert turn.speaker


@given(FILES, st.data())
def test_an_edit_gives_a_file_that_reads_as_the_edited_text(text: str, draw: st.DataObject):
    document = read_document("record.xml", text.encode())
    assume(document.text)
    start = draw.draw(st.integers(0, len(document.text)))
    edit = Edit(Span(start, draw.draw(st.integers(start, min(start + 4, len(document.text))))), draw.draw(NEW))
    assume(refusal(document, edit) is None)
    after = read_document("record.xml", rewritten(document, [edit]))
    assert after.text.split() == apply_edits(document.text, [edit]).split()


@pytest.mark.parametrize("root", sorted(_ELEMENTS))
def test_elements_nested_as_deep_as_they_may_be_are_read(root: str):
    for name in _ELEMENTS[root].split():
        if name not in ("u", "speech"):
            inside = f"<{name}>" * 190 + "deep" + f"</{name}>" * 190
            assert read_document("record.xml", f"<{root}>{inside}</{root}>".encode()).text in ("deep", "")
