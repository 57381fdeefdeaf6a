"""What a run knows: unknown parts of tokens, the words a house accepts, and the way to another process."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.words.lexicon import load_lexicon
from qa.words.vocabulary import Vocabulary

VOCABULARY = Vocabulary(load_lexicon())


@pytest.mark.parametrize(
    ("token", "unknown"),
    [
        ("Council.", []),
        ("(consultaive)", ["consultaive"]),
        ('"ofthe,', ["ofthe"]),
        ("Goverment's", ["Goverment"]),
        ("anti-terorism", ["terorism"]),
        ("well-knwon/unknwon", ["knwon", "unknwon"]),
        ("anti-terrorist", []),
        ("S/2014/189),", []),
        ("www.un.org", []),
        ("mission@un.int", []),
        ("file_nmae", []),
        ("21st", []),
        ("x", []),
        ("--", []),
        ("’", []),
        ("", []),
    ],
)
def test_the_unknown_parts_of_a_token_are_found_where_they_stand(token: str, unknown: list[str]) -> None:
    assert [token[span.slice] for span in VOCABULARY.unknown(token)] == unknown


@given(st.text(alphabet="abzK'-.,()é/’ 1", max_size=16))
def test_a_token_holds_its_word_and_its_unknown_parts(text: str) -> None:
    token = VOCABULARY.token(text)
    assert text[token.start : token.end] == token.word
    assert token.lowered == token.word.lower()
    assert not any(VOCABULARY.knows(text[span.slice]) for span in token.unknown)


@pytest.mark.parametrize(
    ("accepted", "known", "unknown"),
    [
        ("santarosian", ["santarosian", "Santarosian", "santarosian's"], ["santarosans"]),
        ("Nyelegal", ["Nyelegal", "Nyelegal's", "Nyelegal-Kanal"], ["nyelegal"]),
        ("XQZT", ["XQZT"], ["XQZ"]),
    ],
)
def test_what_a_house_accepts_is_known(accepted: str, known: list[str], unknown: list[str]) -> None:
    vocabulary = Vocabulary(load_lexicon(), frozenset((accepted, "Kanal")))
    assert [word for word in known if vocabulary.unknown(word)] == []
    assert [word for word in unknown if vocabulary.unknown(word)] == unknown
    assert VOCABULARY.unknown(accepted)


def test_a_name_is_as_frequent_as_it_is_written() -> None:
    assert VOCABULARY.name_frequency("Guterres") > VOCABULARY.name_frequency("guterres") == 0
    assert VOCABULARY.frequency("Council") == VOCABULARY.frequency("council") > 0


def test_it_goes_to_another_process_with_the_accepted_words() -> None:
    sent = pickle.loads(pickle.dumps(Vocabulary(load_lexicon(), frozenset(("Nyelegal",)))))
    assert sent.knows("Nyelegal")
    assert sent.unknown("consultaive") == VOCABULARY.unknown("consultaive")
