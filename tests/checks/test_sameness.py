"""Sentences that several pairs have."""

from __future__ import annotations

from tests.checks.side_by_side import found


def test_the_odd_translation_of_what_keeps_coming_back_is_told() -> None:
    pairs = [("La parole est au Pérou.", "Peru has the floor.")] * 4 + [("La parole est au Pérou.", "Peru may speak.")]
    (finding,) = found(pairs, "parallel-sameness")
    assert (finding.rule, finding.text, finding.source and finding.source.unit) == (
        "translation.two-ways",
        "Peru may speak.",
        "5",
    )


def test_a_sentence_that_stands_beside_two_that_say_different_things_is_told() -> None:
    pairs = [
        ("Nous voterons demain sur les deux textes proposés.", "We shall vote tomorrow on the two proposed texts."),
        ("Ma délégation regrette profondément ce retard.", "We shall vote tomorrow on the two proposed texts."),
    ]
    (finding,) = found(pairs, "parallel-sameness")
    assert (finding.rule, finding.source and finding.source.unit) == ("translation.alike", "2")
