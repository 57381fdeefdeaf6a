"""Sequences of words and word classes."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.checks.sequences import compile_rules
from qa.engine.checker import Checker
from qa.words.lexicon import load_lexicon
from qa.words.vocabulary import Vocabulary
from tests.trials import checker_of, corrected, findings, proposals, rule

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


VERBS = {"went": "go", "did": "do", "ensures": "ensure", "put": "put"}
FORMS = checker_of(
    rule(
        "sequence",
        name="trial.not",
        sequence="must|did|I not <verb>",
        right="{1} not {3.right}",
        classes={"verb": VERBS},
        not_after=["so"],
        not_before=["all"],
    ),
    rule(
        "sequence",
        name="trial.these",
        sequence="these|many <noun>",
        right="{1} {2.right}",
        classes={"noun": {"issue": "issues"}},
        after=["are", "of"],
        before=["on", "settle"],
    ),
    rule(
        "sequence",
        name="trial.two",
        sequence="should <verb>",
        right=["should {2.right}", "should be {2}"],
        classes={"verb": {"seen": "see"}},
    ),
)


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("He did not went, she said.", "He did not go, she said."),
        ("Must not ensures peace?", "Must not ensure peace?"),
        ("It must\nnot ensures peace.", "It must\nnot ensure peace."),
        ("They “must not ensures.”", "They “must not ensure.”"),
        ("They did not put it so.", None),
        ("They did not go.", None),
        ("They did not went so far.", None),
        ("They did not went, so far.", "They did not go, so far."),
        ("All did not went.", None),
        ("Not I not went.", "Not I not go."),
        ("Not i not went.", None),
        ("They did not, went on.", None),
        ("They did not\n\nwent on", None),
        ("We agree on these issue of peace.", "We agree on these issues of peace."),
        ("We agree on many issue; all is well.", "We agree on many issues; all is well."),
        ("We agree on many issue", "We agree on many issues"),
        ("We agree on these issue areas.", None),
        ("We agree on these issue' of", None),
        ("We settle.\n\nThese issue", None),
    ],
)
def test_a_sequence_takes_forms_from_its_classes_and_minds_its_neighbours(passage: str, expected: str | None) -> None:
    assert corrected(FORMS, passage) == (expected or passage)


def test_each_correction_may_take_another_form() -> None:
    assert proposals(FORMS, "It should seen now.") == [("should seen", "should see", "should be seen")]


@given(st.lists(st.sampled_from(["They", "want", "wants,", "ensure", "(ensure", "to", "WANT", "\n\n", "7"]), max_size=30))
def test_every_finding_is_the_sequence(words: list[str]) -> None:
    for finding in findings(CHECKER, " ".join(words)):
        assert finding.text in ("ensure", "want")
        assert finding.corrections == (f"to {finding.text}",)


def test_the_check_can_be_handed_to_another_process() -> None:
    (check,) = compile_rules([rule("sequence", name="trial.to", **MISSING_TO)], Vocabulary(load_lexicon()))
    assert pickle.loads(pickle.dumps(check)) is not None
