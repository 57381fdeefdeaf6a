"""Literals that every match must hold: sound for any pattern and text, and useful for the patterns we have."""

from __future__ import annotations

import pytest
import regex
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from qa.match.anchors import Anchors, Passage
from qa.match.automaton import Literals, folded
from qa.match.required import required, required_literals
from qa.rulebook.load import load_rulebook
from qa.text.reading import Reading
from qa.text.segment import segment
from tests.trials import speech

RULES = load_rulebook().rules
PATTERNS = [rule.option("pattern", "") for rule in RULES if "pattern" in rule.options]
PASSAGES = [
    (passage, folded(passage.lower()))
    for rule in RULES
    for example in rule.examples
    for passage in (example.bad, example.good)
    if passage
]
"""What the rules' examples say, as it is and as literals are looked for."""
ALPHABET = "abcABC ,.;'-012()[]_iİıſKkß\n"


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("on the basis of", {"on the basis of"}),
        (r"(?i)\bMEMBER States\b", {"member states"}),
        ("colou?r", {"color", "colour"}),
        ("(?:led|let) by", {"led by", "let by"}),
        ("vot(?:e|ing|es)", {"vote", "voting", "votes"}),
        ("(?<=per )cent", {"per cent"}),
        ("(ab){2}", {"abab"}),
        ("a.*resolution", {"resolution"}),
        ("[ab]c", {"ac", "bc"}),
        ("a|", set()),
        (r"\p{Ll}+", set()),
        ("(?:word)*", set()),
        ("(?!resolution)x?", set()),
        ("(?x) on the # basis", set()),
        ("(?P<one>a)b(?P=one)c", {"ab"}),
        (r"the host\x27s view", {"the host's view"}),
        (r"\u0041 lake\U0000002c", {"a lake,"}),
        (r"(?P<mark>[(\[])\g<mark>lake", {"lake"}),
        (r"(a)\10 lake", {" lake"}),
        (r"\N{COMMA} lake", {" lake"}),
    ],
)
def test_the_literals_of_a_pattern_are_told(pattern: str, literals: set[str]) -> None:
    assert required_literals(pattern) == literals


def expressions() -> st.SearchStrategy[str]:
    """Expressions of the kind rule files hold, without what no text could match."""
    atoms = st.sampled_from(
        [*"abc,-'i ", "B", r"\.", r"\(", r"\d", r"\w", r"\p{L}", r"\p{Lu}", ".", "[ab]", "[^a]", "[a-c]", r"[\d,]", "[B;]", r"\s"]
    )
    quantifiers = st.sampled_from(["", "", "", "?", "*", "+", "{2}", "{1,2}", "{0,1}", "{,2}", "+?", "*+"])
    edges = st.sampled_from([r"\b", "(?<=a)", "(?<! )", "(?=b)", "(?!c)", r"(?<=\w)", "(?=b|,)", "(?<=ab|c)", "^", "$"])

    def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.one_of(
            st.lists(inner, min_size=1, max_size=4).map("".join),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
            st.tuples(inner, quantifiers).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
            st.tuples(edges, inner).map("".join),
            st.tuples(inner, edges).map("".join),
            st.tuples(st.sampled_from(["(?=", "(?<=", "(?:", "("]), inner).map(lambda pair: f"{pair[0]}{pair[1]})"),
            st.tuples(inner, inner).map("|".join).map(lambda either: f"(?:{either})"),
        )

    flags = st.sampled_from(["", "", "(?i)"])
    body = st.recursive(st.tuples(atoms, quantifiers).map("".join), larger, max_leaves=8)
    return st.tuples(flags, body).map("".join)


def test_the_many_words_before_a_literal_do_not_hide_it() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    before = "|".join(f"{letter}{vowel} " for letter in letters for vowel in "ao")
    pattern = f"(?<=^|{before})l (?={'|'.join(f'm{letter}' for letter in letters)})"
    assert required_literals(pattern) == {f"l m{letter}" for letter in letters}


def possible(anchors: Anchors, reading: Reading) -> list[tuple[int, list[Passage]]]:
    (places,) = Literals([anchors.literals]).places(reading.lowered)
    return anchors.possible(reading.text, places)


@settings(max_examples=300)
@given(st.text(alphabet=ALPHABET, max_size=30), expressions())
@example("İstanbul", "(?i)istanbul")
@example("the laſt", "(?i)last")
def test_a_text_that_matches_holds_one_of_the_literals(passage: str, pattern: str) -> None:
    reading = Reading(segment(speech(f"A {passage}.")))
    literals = required_literals(pattern)
    try:
        found = regex.search(pattern, reading.text, timeout=1)
    except (regex.error, TimeoutError):
        assume(False)
    if found is not None:
        assert possible(Anchors([required(pattern)]), reading)
        assert not literals or any(literal in folded(reading.lowered) for literal in literals)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_patterns_of_the_rules_keep_the_law_on_their_own_examples(pattern: str) -> None:
    literals = required_literals(pattern)
    for passage, lowered in PASSAGES:
        assert not literals or not regex.search(pattern, passage) or any(literal in lowered for literal in literals)
