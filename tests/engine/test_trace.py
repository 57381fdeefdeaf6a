"""How a word was judged, told from beginning to end."""

from __future__ import annotations

import pytest

from qa.engine.checker import Checker
from qa.engine.trace import Trace, trace_word
from tests.trials import shipped_checker, speech


@pytest.fixture(scope="module")
def checker() -> Checker:
    return shipped_checker(advice=True)


def trace(checker: Checker, word: str, passage: str) -> Trace:
    return trace_word(word, speech(passage), checker)


def test_a_misspelt_word_has_suggestions_and_a_verdict(checker: Checker) -> None:
    found = trace(checker, "consultaive", "We have had a consultaive centre.")
    assert (found.occurrences, found.known, found.lists) == (1, False, ())
    assert "kept: “consultaive” (as it stands)" in found.decision[1]
    assert "meant: “consultative” (left-out)" in found.decision[2]
    assert "SuspiciousTokens" in found.suspected_by
    assert found.verdict.startswith("reported by spelling.unknown, ")


def test_a_joined_word_shows_how_it_was_taken_apart(checker: Checker) -> None:
    found = trace(checker, "ofthe", "the head ofthe office")
    assert "meant: “of the” (blank-lost)" in found.decision[2]
    assert found.verdict.startswith("reported by joined.words, sure: ofthe → of the. ")


@pytest.mark.parametrize(
    ("word", "passage", "expected"),
    [
        ("peace", "We want peace.", "not reported: it is known"),
        ("war", "We want peace.", "not reported: it does not stand in this document"),
        ("Zubayr", "We met Mr. Zubayr there.", "not reported: with its capital it may be a name"),
        ("ukugcina", "the word ukugcina, ukugcina and ukugcina", "advice only (off by default), from spelling.unknown. "),
    ],
)
def test_silence_has_its_reason(checker: Checker, word: str, passage: str, expected: str) -> None:
    assert trace(checker, word, passage).verdict.startswith(expected)


@pytest.mark.parametrize(
    ("word", "list_name"),
    [
        ("council", "words: class "),
        ("Guterres", "names: class "),
        ("Council", "capitals: class "),
        ("UNDP", "acronyms: United Nations Development Programme"),
        ("labor", "variants: the United Nations write labour"),
        ("self-determination", "compounds: class "),
        ("selfdetermination", "compounds: self-determination without its hyphens"),
        ("troublingly", "regularly made of a known word"),
    ],
)
def test_the_lists_are_named(checker: Checker, word: str, list_name: str) -> None:
    assert any(line.startswith(list_name) for line in trace(checker, word, word).lists)
