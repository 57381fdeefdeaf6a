"""A document as the comparison reads it."""

from __future__ import annotations

from qa.align.version import Version
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


def test_paragraphs_begin_where_they_do() -> None:
    found = version("We met. We left.\n\nThe rest.")
    assert [word for word in range(found.word_count) if found.begins_paragraph(word)] == [0, 4]


def test_a_sentence_without_end_is_cut_at_its_commas() -> None:
    endless = "and so we went on and on without a stop, " * 30
    assert {len(sentence.split(" ")) for sentence in version(endless).sentences} == {10}
