"""What the decoder takes places for, on sentences of our own."""

from __future__ import annotations

import pytest

from qa.ground.span import Span
from qa.readers.text import read
from qa.text.reading import Reading
from qa.text.segment import segment
from qa.words.decoder import Decoded, Decoder
from qa.words.lexicon import load_lexicon
from qa.words.vocabulary import Vocabulary

DECODER = Decoder(Vocabulary(load_lexicon()))


def verdict(text: str, token: str) -> Decoded:
    reading = Reading(segment(read("text", text.encode())))
    start = reading.text.index(token)
    return DECODER.in_document(reading).decode(Span(start, start + len(token)))


@pytest.mark.parametrize(
    ("text", "token", "right", "edits"),
    [
        ("We met the members ofthe Council today.", "ofthe", "of the", ("blank-lost",)),
        ("They have not reached an assesment of it.", "assesment", "assessment", ("undoubled",)),
        ("We support the non -proliferation regime.", "-proliferation", "non-proliferation", ("hyphen-set-apart",)),
        ("The delegation could'nt agree to the text.", "could'nt", "couldn't", ("contraction",)),
        ("They opened a consul tative process.", "tative", "consultative", ("blank-put-in",)),
        ("We thank Mr.Smith for his statement.", "Mr.Smith", "Mr. Smith", ("blank-lost-at-mark",)),
        ("THE COUNCIL RECIEVED THE REPORT", "RECIEVED", "RECEIVED", ("swapped",)),
    ],
)
def test_the_likeliest_is_what_was_meant(text: str, token: str, right: str, edits: tuple[str, ...]) -> None:
    found = verdict(text, token)
    assert found.best
    assert (found.best.meant.text, found.best.meant.edits) == (right, edits)
    assert found.over_keep > 0


def test_keeping_what_stands_competes_like_any_candidate() -> None:
    found = verdict("We want peace in the country.", "peace")
    assert found.over_keep < 0
    assert found.margin <= found.over_keep


def test_candidates_come_in_the_order_of_their_bits() -> None:
    bits = [each.bits for each in verdict("We met the goverment today.", "goverment").ranked]
    assert len(bits) > 1
    assert bits == sorted(bits)


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("We met to form a new Government.", "form"),
        ("We received a letter form the Council.", "form"),
        ("These arc the facts.", "arc"),
        ("The arc of history is long.", "arc"),
        ("In any case, they land tomorrow.", "land"),
        ("We agree to it. land is scarce.", "land"),
    ],
)
def test_what_is_told_to_be_likeliest_is_so(text: str, token: str) -> None:
    reading = Reading(segment(read("text", text.encode())))
    start = reading.text.index(token)
    place = Span(start, start + len(token))
    if DECODER.in_document(reading).is_likeliest(place):
        assert DECODER.in_document(reading).decode(place).over_keep < 0


def test_a_word_that_fits_is_told_at_once_and_one_that_does_not_is_left_to_the_weighing() -> None:
    reading = Reading(segment(read("text", b"We met to form a new Government. We received a letter form the Council.")))
    first, second = (Span(start, start + 4) for start in (reading.text.index("form"), reading.text.rindex("form")))
    assert DECODER.in_document(reading).is_likeliest(first)
    assert not DECODER.in_document(reading).is_likeliest(second)
