"""What may have been meant at a place."""

from __future__ import annotations

import pytest

from qa.ground.span import Span
from qa.readers.text import read
from qa.text.reading import Reading
from qa.text.segment import segment
from qa.words.candidates import Meant, ends_sentence, token_after, token_before
from qa.words.decoder import Decoder
from qa.words.lexicon import load_lexicon
from qa.words.vocabulary import Vocabulary

DECODER = Decoder(Vocabulary(load_lexicon()))


def candidates(text: str, token: str) -> list[Meant]:
    start = text.index(token)
    document = DECODER.in_document(Reading(segment(read("a.txt", text.encode()))))
    return [each.meant for each in document.decode(Span(start, start + len(token))).ranked]


@pytest.mark.parametrize(
    ("text", "token", "meant"),
    [
        ("the members ofthe Council", "ofthe", "the members of the Council"),
        ("a consul tative process", "consul", "a consultative process"),
        ("the non -proliferation regime", "-proliferation", "the non-proliferation regime"),
        ("they could'nt agree", "could'nt", "they couldn't agree"),
        ("THE GOVERMENT AGREED", "GOVERMENT", "THE GOVERNMENT AGREED"),
        ("from Gaza ~ towards it", "~", "from Gaza towards it"),
    ],
)
def test_what_was_meant_is_among_the_candidates(text: str, token: str, meant: str) -> None:
    assert meant in [text[: each.span.start] + each.text + text[each.span.end :] for each in candidates(text, token)]


@pytest.mark.parametrize("token", ["goverment", "ofthe", "recieved", "asess"])
def test_a_candidate_changes_something_and_costs_something(token: str) -> None:
    text = f"We saw {token} today."
    for each in candidates(text, token):
        assert each.edits
        assert each.bits > 0
        assert text[each.span.slice] != each.text


def test_the_tokens_beside_a_place_are_those_of_its_line() -> None:
    text = "one two\nthree"
    assert token_before(text, 4) == Span(0, 3)
    assert token_after(text, 3) == Span(4, 7)
    assert token_before(text, 0) is None
    assert token_after(text, len(text)) is None
    assert ends_sentence("left.")
    assert not ends_sentence("left,")
