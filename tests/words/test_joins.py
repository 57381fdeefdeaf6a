"""Words that ran together, and words and names that only look so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.words.joins import FUNCTION_WORDS, take_apart
from qa.words.lexicon import load_lexicon
from qa.words.vocabulary import Vocabulary

VOCABULARY = Vocabulary(load_lexicon())


@pytest.mark.parametrize(
    "apart",
    [
        "of the",
        "in the",
        "with the",
        "has been",
        "cannot be",
        "this area",
        "itself with",
        "peace and",
        "countries of",
        "delegation would",
        "agreement between",
        "expanded by",
        "parties in",
        "resolution was",
        "a risk",
        "a prominent",
        "very important and timely",
    ],
)
def test_words_that_ran_together_are_taken_apart(apart: str) -> None:
    join = VOCABULARY.join(apart.replace(" ", ""))
    assert join is not None
    assert join.text == apart
    assert join.by_function_word


@pytest.mark.parametrize(
    "apart", ["of Humanitarian", "of Africa", "in Haiti", "the Secretary", "In recent", "Our delegation", "I thank", "I wish"]
)
def test_every_part_keeps_its_capital(apart: str) -> None:
    join = VOCABULARY.join(apart.replace(" ", ""))
    assert join is not None
    assert join.text == apart


@pytest.mark.parametrize(
    "word",
    """
    consultaive recieve statewise drawdown leadup peacebuilder multistakeholder onal aaa INTHE UNWomen eLearning
    McDonald MacKay DeLaurentis Andersen Forde Hilale Hilala Bordyuzha Ofer Inman Aman Goran Itaru
    Nyelegal Kanal Nayomnik Podmena
    """.split(),
)
def test_slips_compounds_and_names_stay_whole(word: str) -> None:
    assert VOCABULARY.join(word) is None


@pytest.mark.parametrize(
    "compound",
    """
    self-determination long-term decision-making twenty-first so-called reform-oriented fifty-eighth
    Non-Aligned South-East Israeli-Palestinian inter-American super-Powers Trans-Afghan Anti-Corruption
    """.split(),
)
def test_what_records_write_with_a_hyphen_gets_its_hyphen_back(compound: str) -> None:
    join = VOCABULARY.join(compound.replace("-", ""))
    assert join is not None
    assert join.text == compound


@pytest.mark.parametrize(
    "apart",
    [
        "Security Council",
        "Permanent Representative",
        "Government of",
        "Uganda supports",
        "between the two",
        "provides a series",
        "law with impartiality",
        "one of the",
        "as we have",
        "interrupting the work",
        "assisted Fiji",
    ],
)
def test_names_and_longer_runs_are_taken_apart(apart: str) -> None:
    join = VOCABULARY.join(apart.replace(" ", ""))
    assert join is not None
    assert join.text == apart


@pytest.mark.parametrize("word", ["PlayStation", "TikTok", "WhatsApp", "Leonean", "exceptionalist", "subnational", "bicommunal"])
def test_products_adjectives_and_prefixed_words_are_no_joins(word: str) -> None:
    join = VOCABULARY.join(word)
    assert join is None or VOCABULARY.token(word).unknown == ()


def test_a_join_of_two_content_words_is_weaker_than_one_with_a_function_word() -> None:
    with_function, without = VOCABULARY.join("theCouncil"), VOCABULARY.join("securityCouncil")
    assert with_function is not None
    assert without is not None
    assert (with_function.by_function_word, without.by_function_word) == (True, False)


def test_the_weight_is_that_of_the_rarest_part() -> None:
    join = VOCABULARY.join("itselfwith")
    assert join is not None
    assert join.weight == min(map(VOCABULARY.frequency, join.parts))


class Plain:
    """Words of a test's own, all equally frequent."""

    def __init__(self, *words: str) -> None:
        self._words = {*FUNCTION_WORDS, *words}

    def knows(self, word: str) -> bool:
        return word in self._words

    def frequency(self, word: str) -> int:
        return 8 if word in self._words else 0

    def name_frequency(self, name: str) -> int:
        return 0

    def capital_frequency(self, word: str) -> int:
        return 0

    def compound_frequency(self, left: str, right: str) -> int:
        return 0

    def hyphenates(self, left: str, right: str) -> bool:
        return False

    def compound(self, word: str) -> str | None:
        return None


@pytest.mark.parametrize(
    ("word", "words", "expected"),
    [
        ("ofpeace", ("peace",), "of peace"),
        ("ofpeace", (), None),
        ("ofSantaros", (), "of Santaros"),
        ("peaceSantaros", ("peace",), None),
        ("apeace", ("peace",), "a peace"),
        ("aopinion", ("opinion",), None),
        ("Iopinion", ("opinion",), None),
        ("peaceplan", ("peace", "plan"), "peace plan"),
        ("antiplan", ("anti", "plan"), None),
        ("plannerup", ("planner",), None),
    ],
)
def test_only_known_parts_make_a_join(word: str, words: tuple[str, ...], expected: str | None) -> None:
    join = take_apart(word, Plain(*words))
    assert (join.text if join else None) == expected


@given(st.text(alphabet="abcdefghiorstuwOITAé'", max_size=24))
def test_the_parts_together_are_the_word(word: str) -> None:
    join = VOCABULARY.join(word)
    assert join is None or ("".join(join.parts) == word and len(join.parts) > 1)
