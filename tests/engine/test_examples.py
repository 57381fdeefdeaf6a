"""What the examples of a rule can tell of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.engine import examples
from qa.ground.errors import QaError
from qa.rulebook.load import Rulebook
from qa.rulebook.rule import Example
from tests.trials import rule

TYPO = rule("words", words={"recieve": "receive", "very": "", "aa": "a|b", "loop": "ofloop", "ofloop": "loop"})
STRAY = rule("pattern", pattern="zz")


@pytest.mark.parametrize(
    ("trial", "bad", "good", "message", "got"),
    [
        (TYPO, "We recieve.", "We receive.", "", "We receive."),
        (TYPO, None, "We receive.", "", "We receive."),
        (STRAY, "a zz b", None, "", "a zz b"),
        (TYPO, None, "We recieve.", "reported, though it is right", "We receive."),
        (TYPO, "We receive.", "We receive.", "not reported", "We receive."),
        (TYPO, "We receive.", None, "not reported", "We receive."),
        (TYPO, "We recieve.", None, "corrected, though no correction is expected", "We receive."),
        (TYPO, "We recieve.", "We got.", "corrected to something else", "We receive."),
        (TYPO, "a loop", "a ofloop", "the corrected text is reported again", "a ofloop"),
    ],
)
def test_an_example_tells_what_became_of_it(trial, bad: str | None, good: str | None, message: str, got: str) -> None:
    book = Rulebook((replace(trial, examples=(Example(bad, good, 9),)),))
    (result,) = examples.test_rules(book)
    assert (result.message, result.got, result.ok) == (message, got, not message)
    assert (result.rule.id, result.example.line) == ("trial.rule", 9)


def test_a_rule_switched_off_has_no_results() -> None:
    off = replace(TYPO, enabled=False, examples=(Example("We recieve.", "We got.", 9),))
    assert list(examples.test_rules(Rulebook((off,)))) == []


def test_an_example_is_one_kind_of_line_end() -> None:
    book = Rulebook((replace(TYPO, examples=(Example(None, "one\r\ntwo", 9),)),))
    with pytest.raises(QaError, match="carriage return"):
        list(examples.test_rules(book))
