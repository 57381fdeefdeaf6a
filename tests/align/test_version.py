"""A document as the comparison reads it."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from qa.align.version import Version
from qa.ground.pieces import pieces
from qa.ground.span import Span
from qa.readers.text import read
from qa.text.segment import segment


def version(text: str) -> Version:
    return Version(segment(read("a.txt", text.encode())), lambda left, right: True)


def test_sentences_are_cut_by_their_own_words_not_by_the_page() -> None:
    wrapped = version("We met.  We\nspoke of coop-\neration; then\nwe left.\n\nThe rest.")
    assert wrapped.sentences == ["We met.", "We spoke of cooperation;", "then we left.", "The rest."]
    assert wrapped.word_count == 11


def test_every_word_leads_back_to_its_place() -> None:
    text = "We met.  We\nspoke of coop-\neration.\n\nThe rest."
    found = version(text)
    spans = [found.view.outer(found.span(word, word + 1)) for word in range(found.word_count)]
    assert [text[span.slice] for span in spans] == ["We", "met.", "We", "spoke", "of", "coop-\neration.", "The", "rest."]


@given(st.text("ab.\u0301 \t\n", max_size=40), st.booleans())
def test_every_word_stands_where_it_does_however_the_text_is_laid_out(text: str, spoken: bool) -> None:
    document = segment(read("a.txt", text.encode()))
    with patch("qa.align.version.pieces", lambda text: pieces(text, 9)):  # some of them in normal form, some not
        found = Version(document, lambda left, right: True, spoken=spoken)
    places = [found.span(word, word + 1) for word in range(found.word_count)]
    assert [found.compared[place.slice] for place in places] == found.compared.split()
    assert [found.start(word) for word in range(found.word_count)] == [found.view.offsets.start(place.start) for place in places]


def test_paragraphs_begin_where_they_do() -> None:
    found = version("We met. We left.\n\nThe rest.")
    assert [word for word in range(found.word_count) if found.begins_paragraph(word)] == [0, 4]


def test_a_sentence_without_end_is_cut_at_its_commas() -> None:
    endless = "and so we went on and on without a stop, " * 30
    assert {len(sentence.split(" ")) for sentence in version(endless).sentences} == {10}


def test_a_line_is_told_from_any_place_in_it_and_from_its_end() -> None:
    found = version("  One line.\n\nThe other.\n\nA third.")
    text = found.view.text
    for place in range(len(text) + 1):
        line = found.line_of(place)
        assert (line.start, line.end) == (text.rfind("\n", 0, place) + 1, text.find("\n", place) % (len(text) + 1))


def test_paragraphs_that_begin_with_a_number_are_told_with_it() -> None:
    found = version("12. We met.\n\nIn 1999 we\n\n[3] Nobody came.\n\n4000 came.")
    assert [(found.view.text[each.start : each.end], each.number) for each in found.numbered] == [("12. ", 12), ("[3] ", 3)]
    assert version("").inked == version(" \n ").inked == Span(0, 0)
