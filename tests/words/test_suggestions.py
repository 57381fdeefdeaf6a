"""Suggestions for unknown words: single cases, and the accuracy on slips made at random."""

from __future__ import annotations

import random
import string

import pytest

from qa.words.lexicon import load_lexicon
from qa.words.suggestions import Suggestion, margin, suggest

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("consultaive", "consultative"),
        ("Consultaive", "Consultative"),
        ("CONSULTAIVE", "CONSULTATIVE"),
        ("recieve", "receive"),
        ("hte", "the"),
        ("thier", "their"),
        ("govemment", "government"),
        ("intemational", "international"),
        ("accomodate", "accommodate"),
        ("Naitons", "Nations"),
        ("C6te", "Côte"),
        ("geneva", "Geneva"),
        ("anti-Ukranian", "anti-Ukrainian"),
        ("Goverment's", "Government's"),
        ("Goverment’s", "Government's"),
        ("maneuvres", "manoeuvres"),
        ("labor", "labour"),
        ("infrmatoin", "information"),
    ],
)
def test_the_best_suggestion_is_the_word_that_was_meant(wrong: str, right: str) -> None:
    assert suggest(wrong, LEXICON)[0].word == right


def test_a_name_of_the_document_is_found() -> None:
    assert suggest("Hilala", LEXICON, document={"Hilale": 4})[0].word == "Hilale"
    assert "Hilale" not in {suggestion.word for suggestion in suggest("Hilala", LEXICON)}


def test_the_word_itself_is_never_suggested() -> None:
    assert all(suggestion.word != "Hilala" for suggestion in suggest("Hilala", LEXICON, document={"Hilala": 1}))


def test_rare_words_are_not_suggested() -> None:
    assert not {suggestion.word for suggestion in suggest("abaxa", LEXICON)} & LEXICON.rare


@pytest.mark.parametrize("word", ["", "-", "'", "1234", "xqzjkvw"])
def test_what_resembles_no_word_has_no_suggestion(word: str) -> None:
    assert suggest(word, LEXICON) == ()


def test_the_margin_tells_how_decisive_the_best_is() -> None:
    assert margin(()) == 0.0
    assert margin((Suggestion("the", 5.0, 1),)) == float("inf")
    assert margin(suggest("naitons", LEXICON)) > margin(suggest("entre", LEXICON))


def test_at_least_93_of_100_slips_in_longer_words_are_righted() -> None:
    chance = random.Random(2002)
    words = sorted(word for word, number in LEXICON.word_classes.items() if number >= 6 and len(word) >= 6)
    slips = [(slip, word) for word in chance.choices(words, k=700) if not LEXICON.knows(slip := slip_in(word, chance))]
    righted = sum(found[0].word == word for slip, word in slips if (found := suggest(slip, LEXICON)))
    assert righted / len(slips) >= 0.93


def slip_in(word: str, chance: random.Random) -> str:
    """The word with one letter too many, one too few, another one, or two changed over."""
    i = chance.randrange(len(word) - 1)
    letter = chance.choice(string.ascii_lowercase)
    return chance.choice(
        [
            word[:i] + letter + word[i:],
            word[:i] + word[i + 1 :],
            word[:i] + letter + word[i + 1 :],
            word[:i] + word[i + 1] + word[i] + word[i + 2 :],
        ]
    )
