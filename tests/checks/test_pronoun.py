"""The pronoun "I" read as another sign."""

from __future__ import annotations

import pytest

from qa.ground.finding import Confidence
from tests.trials import checker_of, corrected, findings, proposals, rule

PRONOUN = checker_of(
    rule("pronoun", after=["was", "had", "met", "came", "warmly"], clause=["and", "that", "when"], numbered=["article", "phase"])
)


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("l thank him. 1 wish to say, and | believe, that i hope", "I thank him. I wish to say, and I believe, that I hope"),
        ("Last spring, when 1 met him, l was glad.", "Last spring, when I met him, I was glad."),
        ("He said: “1 know it.” (l warmly agree)", "He said: “I know it.” (I warmly agree)"),
        ("Just before l came, 1 renew the appeal", "Just before I came, I renew the appeal"),
        ("The order is old. 1 recommended it.", "The order is old. I recommended it."),
        ("Finally, 1 should like to stop", "Finally, I should like to stop"),
    ],
)
def test_a_lone_sign_before_what_follows_the_pronoun_is_the_pronoun(passage: str, expected: str) -> None:
    assert corrected(PRONOUN, passage) == expected


@pytest.mark.parametrize(
    "passage",
    [
        "article 1 shall apply, and phase l began",
        "Of the members, 1 should be elected, and 1 abstained",
        "There were 13 in favour, 1 vote against",
        "Annex i is here, 1 case of it and 1 was lost",
        "Charles l came, 5 l of milk, 1",
        "by 14 votes to 1",
        "1 metre, l'avenir, 1. Thank them",
    ],
)
def test_numbers_letters_and_measures_are_left(passage: str) -> None:
    assert proposals(PRONOUN, passage) == []


def test_only_what_begins_a_sentence_before_a_usual_verb_is_sure() -> None:
    sure = [finding.confidence is Confidence.SURE for finding in findings(PRONOUN, "1 thank him. It is said that 1 thank him.")]
    assert sure == [True, False]
