"""Sequences of words and word classes."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.checks.sequences import compile_rules
from qa.engine.checker import Checker
from qa.errors import QaError
from qa.knowledge.lexicon import load_lexicon
from qa.knowledge.vocabulary import Vocabulary
from tests.trials import checker_of, corrected, findings, rule

MISSING_TO = {"sequence": "want|wants <base>", "right": "{1} to {2}"}
ONE_OF = {"sequence": "one of old|main? <plural>", "right": "{1} {2} the {3} {4}"}
CALL_ON = {"sequence": "call on <Name>|them <base>", "right": "{1} {2} {3} to {4}"}
MOOD = {"sequence": "in <mood> mood", "right": "{1} a {2} {3}", "classes": {"mood": ["good", "bad"]}}
CHECKER = checker_of(rule("sequence", name="trial.to", **MISSING_TO))


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("They want ensure peace.", "They want to ensure peace."),
        ("He wants ensure, above all, peace.", "He wants to ensure, above all, peace."),
        ("Want ensure it?", "Want to ensure it?"),
        ("They want\nensure peace.", "They want\nto ensure peace."),
        ("They (want ensure) peace.", "They (want to ensure) peace."),
    ],
)
def test_a_sequence_is_found_and_corrected(passage: str, expected: str) -> None:
    assert corrected(CHECKER, passage) == expected


@pytest.mark.parametrize(
    "passage",
    [
        "They want to ensure peace.",
        "What they want, ensure it.",
        "What they want (ensure that) is peace.",
        "They want Ensure.",
        "They want\n\nensure peace.",
        "WANT ENSURE",
    ],
)
def test_punctuation_capitals_and_paragraphs_part_a_sequence(passage: str) -> None:
    assert corrected(CHECKER, passage) == passage


def trial(**options: object) -> Checker:
    return checker_of(rule("sequence", name="trial.one", **options))


@pytest.mark.parametrize(
    ("options", "passage", "expected"),
    [
        (ONE_OF, "one of reports", "one of the reports"),
        (ONE_OF, "one of main reports", "one of the main reports"),
        (CALL_ON, "call on Chad ensure", "call on Chad to ensure"),
        (CALL_ON, "call on them ensure", "call on them to ensure"),
        (CALL_ON, "call on us ensure", "call on us ensure"),
        ({"sequence": "!a|the small role of", "right": "{1} a {2} {3} {4}"}, "in small role of", "in a small role of"),
        ({"sequence": "!a|the small role of", "right": "{1} a {2} {3} {4}"}, "the small role of", "the small role of"),
        ({"sequence": "in <gerund>~speaking of", "right": "{1} {2}"}, "in ensuring of it", "in ensuring it"),
        ({"sequence": "in <gerund>~speaking of", "right": "{1} {2}"}, "in speaking of it", "in speaking of it"),
        ({"sequence": "so <any> so", "right": "{1} {2}"}, "so UNICEF so it", "so UNICEF it"),
        (MOOD, "in bad mood", "in a bad mood"),
        ({"sequence": "the its", "right": "its", "not_before": ["between"]}, "of the its", "of its"),
        ({"sequence": "the its", "right": "its", "not_before": ["between"]}, "between the its", "between the its"),
        ({"sequence": "the its", "right": "its", "not_after": ["<plural>"]}, "the its reports", "the its reports"),
    ],
)  # fmt: skip
def test_elements(options: dict[str, object], passage: str, expected: str) -> None:
    assert corrected(trial(**options), passage) == expected


def test_several_corrections_or_none() -> None:
    (finding,) = findings(trial(sequence="the its", right=["its", "the"]), "of the its people")
    assert finding.corrections == ("its", "the")
    (finding,) = findings(trial(sequence="the was"), "The was a process.")
    assert (finding.text, finding.corrections) == ("The was", ())


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"sequence": "want"}, "begins and ends with a word"),
        ({"sequence": "want <base>?"}, "begins and ends with a word"),
        ({"sequence": "want <verbs>"}, "no class <verbs>"),
        ({"sequence": "Want <base>"}, "not a word in small letters"),
        ({"sequence": "want| <base>"}, "not a word in small letters"),
        ({"sequence": "want <base> !"}, "not an element"),
        ({"sequence": "want <base>", "right": "{3}"}, "no element 3"),
        ({"sequence": "want <base>", "right": ""}, "empty correction"),
        ({"sequence": "want <x>", "classes": {"x": ["A"]}}, "small letters"),
    ],
)
def test_a_broken_rule_is_refused_with_its_line(options: dict[str, object], message: str) -> None:
    with pytest.raises(QaError, match=message) as error:
        trial(**options)
    assert error.value.line is not None


@given(st.lists(st.sampled_from(["They", "want", "wants,", "ensure", "(ensure", "to", "WANT", "\n\n", "7"]), max_size=30))
def test_every_finding_is_the_sequence(words: list[str]) -> None:
    for finding in findings(CHECKER, " ".join(words)):
        assert finding.text in ("ensure", "want")
        assert finding.corrections == (f"to {finding.text}",)


def test_the_check_can_be_handed_to_another_process() -> None:
    (check,) = compile_rules([rule("sequence", name="trial.to", **MISSING_TO)], Vocabulary(load_lexicon()))
    assert pickle.loads(pickle.dumps(check)) is not None
