"""Which tokens the decoder is asked about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.words.lexicon import load_lexicon
from qa.words.suspicion import Reason, Suspicion
from qa.words.vocabulary import Vocabulary

VOCABULARY = Vocabulary(load_lexicon())
SUSPICION = Suspicion(VOCABULARY)
COMMON = sorted(word for word, level in load_lexicon().word_classes.items() if level >= 10 and len(word) > 3)


def reason(text: str) -> Reason | None:
    return SUSPICION.reason(VOCABULARY.token(text))


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("goverment", Reason.UNKNOWN),
        ("GOVERMENT", Reason.UNKNOWN),
        ("Goverment", Reason.CAPITAL),
        ("c1vilians", Reason.GLYPH),
        ("of4", Reason.GLYPH),
        ("non-", Reason.HYPHEN),
        ("-", Reason.HYPHEN),
        ("fro", Reason.KNOWN),
        ("wont", Reason.KNOWN),
        ("t", Reason.LETTER),
        ("peace", None),
        ("today,", None),
        ("iii", None),
        ("NATO", None),
        ("https://example.org/a", None),
        ("record.docx", None),
        ("_peace_", None),
    ],
)
def test_a_token_is_suspicious_for_a_reason(token: str, expected: Reason | None) -> None:
    assert reason(token) == expected


@given(st.sampled_from(COMMON))
def test_common_words_are_not_suspicious(word: str) -> None:
    assert word in SUSPICION.watched or reason(word) is None


@given(st.text(st.characters(exclude_categories=("Z", "C")), min_size=1, max_size=9))
def test_no_token_is_too_strange_to_be_asked_about(text: str) -> None:
    assert reason(text) in (None, *Reason)


@given(st.sampled_from(COMMON), st.sampled_from(["", ".", ",", ";", ":"]), st.booleans())
def test_nothing_is_odd_in_a_plain_word_and_so_it_is_not_searched(word: str, mark: str, capital: bool) -> None:
    text = f"{word.capitalize() if capital else word}{mark}"
    token = VOCABULARY.token(text)
    if token.is_plain and token.word.isascii():
        assert SUSPICION._of_sign(text, token.word) == SUSPICION._of_plain(token)
