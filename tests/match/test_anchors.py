"""Where patterns are tried: in windows that lose no match of the whole paragraph."""

from __future__ import annotations

import pytest
import regex
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from qa.ground.span import Span
from qa.match.anchors import Anchors, Passage
from qa.match.automaton import Literals
from qa.match.required import Required, required
from qa.rulebook.load import load_rulebook
from qa.text.reading import Reading
from qa.text.segment import segment
from tests.match.test_required import expressions
from tests.trials import speech

PATTERNS = [rule.option("pattern", "") for rule in load_rulebook().rules if "pattern" in rule.options]


def possible(anchors: Anchors, reading: Reading) -> list[tuple[int, list[Passage]]]:
    (places,) = Literals([anchors.literals]).places(reading.lowered)
    return anchors.possible(reading.text, places)


def passage_reading(passage: str) -> Reading:
    return Reading(segment(speech(passage)))


def test_a_pattern_is_tried_where_its_literals_stand_and_one_without_everywhere() -> None:
    reading = passage_reading("The first paragraph is long.\n\nThe second one has a vote.\n\nThe third is last.")
    anchors = Anchors([Required(frozenset(literals), None) for literals in (("vote", "voting"), (), ("veto",))])
    tried = dict(possible(anchors, reading))
    assert [reading.text[passage.window.slice] for passage in tried[0]] == ["The second one has a vote."]
    assert [reading.text[passage.window.slice] for passage in tried[1]] == [reading.text]
    assert 2 not in tried


def test_in_a_long_paragraph_a_pattern_is_tried_round_its_literals() -> None:
    words = "word " * 400
    reading = passage_reading(f"{words}vote {words}vote vote {words}end.")
    ((_, passages),) = possible(Anchors([required(r"\bvote(?= \w+)")]), reading)
    assert [passage.paragraph for passage in passages] == [Span(0, len(reading.text))] * 2
    assert [reading.text[passage.window.slice].count("vote") for passage in passages] == [1, 2]
    assert sum(len(passage.window) for passage in passages) < len(reading.text) / 10


@pytest.mark.parametrize(
    ("pattern", "blanks"),
    [
        ("vote", 0),
        (r"(?<=\bthe )votes? (?!of )\w+", 3),
        (r"(?:in|on the) vote", 2),
        (r"(?:a ){2,3}vote", 3),
        (r"(?:a )+vote", None),
        (r"vote[^.]{4}", 4),
        (r"vote[^.]*", None),
        (r"vote[\w,-]*", 0),
        (r"vote[ -~]", 1),
        (r"vote\x20", 1),
        (r"vote[\x20]", 1),
        (r"vote[[:blank:]]", 1),
        (r"vote\p{Ll}+\p{Nd}*\S*", 0),
        (r"vote\p{P}", 1),
        (r"vote\W.\s", 3),
        (r"(a )vote\1", None),
        (r"(a )vote(?1)", None),
        (r"(?P<a>b) vote(?P=a)", None),
        (r"(?<a>b) vote(?&a)", None),
        (r"(?s)vote", None),
        (r"(?s:a) vote", None),
        (r"(?i)vote", 0),
        (r"(?:vote){e<=1}", None),
        (r"a\Kvote", None),
        (r"(?:vote ){0}", 0),
    ],
)
def test_how_many_blanks_a_match_may_hold_is_told(pattern: str, blanks: int | None) -> None:
    assert required(pattern).blanks == blanks


@settings(max_examples=300)
@given(st.text(alphabet="abcB ,.-", max_size=30), expressions())
@example("ab  c", r"a(?:b +)?c")
@example("a b c", r"(?<=a )b(?= c)")
def test_no_match_has_more_blanks_than_are_told(passage: str, pattern: str) -> None:
    blanks = required(pattern).blanks
    assume(blanks is not None)
    try:
        found = list(regex.finditer(pattern, passage, timeout=1))
    except (regex.error, TimeoutError):
        assume(False)
    assert all(match.group().count(" ") <= blanks for match in found)


def found_in(pattern: regex.Pattern[str], text: str, passages: list[Passage]) -> list[tuple[int, int]]:
    return [
        match.span()
        for passage in passages
        for match in pattern.finditer(text, passage.window.start, passage.window.end)
        if passage.holds(match)
    ]


WORDS = st.sampled_from(["a", "b", "ab", "abc", "c,", "B", "i", "-", "1", "cab.", "a" * 50])
GAPS = st.integers(0, 3).map(lambda times: "w " * 150 * times)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(st.lists(WORDS, max_size=12).map(" ".join), GAPS), min_size=1, max_size=4), expressions())
@example([("a b c", "w " * 300)], r"(?<=a )b(?! d)")
def test_windows_lose_no_match_and_add_none(parts: list[tuple[str, str]], pattern: str) -> None:
    text = " ".join(f"{words} {gap}" for words, gap in parts)
    needs = required(pattern)
    assume(needs.literals and needs.blanks is not None)
    try:
        compiled = regex.compile(pattern)
        whole = [match.span() for match in compiled.finditer(text, timeout=1)]
    except (regex.error, TimeoutError):
        assume(False)
    anchors = Anchors([needs])
    (places,) = Literals([anchors.literals]).places(text.lower())
    passages = [passage for _, its in anchors.possible(text, places) for passage in its]
    assert found_in(compiled, text, passages) == whole


@pytest.mark.parametrize("pattern", PATTERNS)
def test_windows_lose_no_match_of_the_shipped_patterns(pattern: str) -> None:
    filler = "These words stand between what is looked for and say nothing. " * 30
    examples = [
        example_.bad for rule in load_rulebook().rules if rule.options.get("pattern") == pattern for example_ in rule.examples
    ]
    text = filler + "".join(f"{example_} {filler}" for example_ in examples if example_).replace("\n", " ")
    compiled = regex.compile(pattern)
    anchors = Anchors([required(pattern)])
    (places,) = Literals([anchors.literals]).places(text.lower())
    passages = [passage for _, its in anchors.possible(text, places) for passage in its]
    assert found_in(compiled, text, passages) == [match.span() for match in compiled.finditer(text)]
