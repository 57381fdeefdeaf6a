from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.ground.document import BlockKind, Document
from qa.ground.pieces import pieces as pieces_of
from qa.ground.source import Source
from qa.ground.span import Span
from qa.text.reading import WORD, Reading
from qa.text.segment import segment
from tests.text.passages import TEXTS

SPEECH = """\
Agenda item 12

Mr. Bordyuzha (spoke in Russian): The CSTO and the OSCE
are the CSTO’s partners. "The CSTO," he said, "is not the OSCE."

The meeting rose at 1.15 p.m.
"""


def reading(text: str) -> Reading:
    return Reading(segment(Document(Source("speech.txt", b"", "utf-8", b"", text), "text", text)))


def found(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def test_words_with_capitals_are_counted_without_their_punctuation():
    read = reading(SPEECH)
    assert {word: read.capitalised[word] for word in ("CSTO", "CSTO's", "OSCE", "The", "the", "1")} == {
        "CSTO": 2,
        "CSTO's": 1,
        "OSCE": 2,
        "The": 3,
        "the": 0,
        "1": 0,
    }
    assert read.token_counts["CSTO"] == 1
    assert len(read.tokens) == sum(read.token_counts.values())
    assert read.distinct == set(read.tokens)


@pytest.mark.parametrize(
    ("text", "place", "tokens", "words"),
    [
        ("in the East Asian region", "East Asian", ("the", "region"), ("the", "region")),
        ('says Mr. Hilale, "who', "Hilale", ("Mr.", '"who'), ("", "")),
        ("of the (former) States'.", "former", ("(", "States'."), ("", "")),
        ("(the former States'.", "former", ("(the", "States'."), ("the", "States'")),
        ("one.\n\nTwo\n\nthree", "Two", ("", ""), ("", "")),
    ],
)
def test_what_stands_beside_a_place(text, place, tokens, words):
    read = reading(text)
    span = found(read.text, place)
    assert (read.beside(span), read.words_beside(span)) == (tokens, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("rapid-deployment force", ["rapid-deployment", "force"]),
        ("the members' d'Ivoire", ["the", "members'", "d'Ivoire"]),
        ("(CSTO), 1,267", ["CSTO", "1", "267"]),
        ("and/or 'we'", ["and", "or", "we'"]),
        ("snake_case", ["snake", "case"]),
    ],
)
def test_hyphens_and_apostrophes_belong_to_words(text, words):
    assert [match.group() for match in WORD.finditer(text)] == words


@given(TEXTS)
def test_a_token_is_found_at_all_its_places_and_no_other(text):
    read = reading(text)
    for token, count in read.token_counts.items():
        places = list(read.places(token))
        assert len(places) == count
        assert {read.text[place.slice] for place in places} == {token}


@given(st.text("ab \n\u2028,"), st.sampled_from(["", " ", "\n\n  "]))
def test_all_tokens_stand_one_after_the_other(text, before):
    read = reading(before + text)
    spans = read.token_spans(0, len(read.tokens))
    assert [read.text[span.slice] for span in spans] == read.tokens
    assert all(not read.text[left.end : right.start].strip() for left, right in pairwise(spans))
    assert all(left.end < right.start for left, right in pairwise(spans))


@given(st.text("ab \n\u2028,"))
def test_a_large_text_is_cut_into_the_same_tokens(text):
    whole = reading(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("qa.text.reading._LARGE", 3)
        patch.setattr("qa.text.reading.pieces", lambda text: pieces_of(text, 3))
        pieces = reading(text)
        assert pieces.tokens == whole.tokens == pieces.text.split()
    if len(pieces.text) > 3:
        assert len({*map(id, pieces.tokens)}) == len(pieces.distinct)


def test_a_part_of_a_word_is_no_place_of_it():
    read = reading("in the inn in-house in, in")
    assert list(read.places("in")) == [Span(0, 2), Span(24, 26)]


@given(st.text(max_size=20))
def test_small_letters_stand_where_the_capitals_did(text):
    read = reading(f"İstanbul and {text}")
    assert len(read.lowered) == len(read.text)
    assert read.lowered[1:12] == "stanbul and"


@given(TEXTS)
def test_the_paragraph_of_a_place_is_its_line_of_the_view(text):
    read = reading(text)
    for place in range(len(read.text)):
        paragraph = read.paragraph(place)
        assert paragraph.start <= place <= paragraph.end
        assert "\n" not in read.text[paragraph.slice]
        assert read.text[paragraph.end : paragraph.end + 1] in ("", "\n")
        assert paragraph.start == 0 or read.text[paragraph.start - 1] == "\n"


@pytest.mark.parametrize(
    ("words", "label", "kind"),
    [
        ("Agenda", False, BlockKind.HEADING),
        ("Mr.", True, BlockKind.PARAGRAPH),
        ("Russian", True, BlockKind.PARAGRAPH),
        ("The CSTO and", False, BlockKind.PARAGRAPH),
        ("partners", False, BlockKind.PARAGRAPH),
        ("rose", False, BlockKind.PROCEDURE),
    ],
)
def test_a_place_knows_its_speaker_line_and_its_block(words, label, kind):
    read = reading(SPEECH)
    span = found(read.text, words)
    assert (read.in_label(span), read.block_kind(span)) == (label, kind)


def test_a_document_without_blocks_has_no_labels():
    text = "Mr. Ban:"
    read = Reading(Document(Source("speech.txt", b"", "utf-8", b"", text), "text", text))
    assert not read.in_label(Span(0, 2))
    assert read.block_kind(Span(0, 2)) is BlockKind.PARAGRAPH


@pytest.mark.parametrize(
    ("before", "starts"),
    [
        ("", True),
        ("It was so. ", True),
        ("Was it so? ", True),
        ("It was so! ", True),
        ('It was so. "', True),
        ("He said: ", True),
        ("He said: “(", True),
        ("It was so; ", True),
        ("It was so — ", True),
        ("It was so ", False),
        ("It was so, ", False),
        ('the so-called "', False),
        ("We thank Mr. ", False),
        ("We thank Mrs. ", False),
        ("We thank Dr. ", False),
        ("(Mr. ", False),
        ("We thank J. ", False),
        ("the U.S. ", False),
        ("resolution No. ", False),
        ("(paras. ", False),
        ("in the vol. ", False),
        ("at 10 a.m. ", True),
        ("near the dam. ", True),
        ("We met the Mr", False),
    ],
)
def test_a_capital_proves_nothing_where_a_sentence_starts(before, starts):
    read = reading(f"{before}Bordyuzha spoke first and then the others.")
    place = read.text.index("Bordyuzha")
    assert read.starts_sentence(place) is starts


def test_a_paragraph_starts_a_sentence():
    read = reading("We thank them,\n\nBordyuzha spoke.")
    assert read.starts_sentence(read.text.index("Bordyuzha"))
