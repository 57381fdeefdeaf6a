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
