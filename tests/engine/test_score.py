"""Scores of translations: what they weigh, and when there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.engine.checked import Checked
from qa.engine.figures import Figures
from qa.engine.score import score_model
from qa.ground.finding import Severity
from tests.writers import bitexts

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741


@pytest.mark.parametrize(
    ("confirmed", "words", "score"),
    [
        ({}, 500, 100),
        ({}, 499, None),
        ({E: 1}, 500, 99),
        ({E: 1, W: 5, I: 9}, 1_000, 99),
        ({E: 200}, 1_000, 0),
        ({E: 900}, 1_000, 0),
    ],
)
def test_a_score_is_what_the_penalties_leave_of_a_hundred(
    confirmed: dict[Severity, int], words: int, score: float | None
) -> None:
    assert score_model().score(confirmed, words) == score


def test_the_penalties_are_those_of_the_standard_and_every_severity_has_a_level() -> None:
    model = score_model()
    assert dict(model.penalties) == {"neutral": 0, "minor": 1, "major": 5, "critical": 25}
    assert set(model.levels) == set(Severity)
    assert set(model.levels.values()) <= set(model.penalties)


def lengthened(checked: Checked, words: int) -> Checked:
    assert checked.beside is not None
    return replace(checked, beside=replace(checked.beside, words=words, aligned=words - 10))


def test_only_what_was_confirmed_is_scored_and_only_where_somebody_has_decided() -> None:
    checked = lengthened(bitexts.lake(), 1_000)
    assert Figures.of(checked).score is None
    assert dict(Figures.of(checked).rows())["Score of what was confirmed"] == "none: nothing has been decided"
    for confirmed, score in ((checked.findings[:1], 99.5), ((), 100.0), (checked.findings, 98.4)):
        figures = Figures.of(replace(checked, confirmed=confirmed))
        assert figures.score == pytest.approx(score)
    assert list(figures.rows()) == [
        ("Findings per 1,000 words", "4.0"),
        ("Score of what was confirmed", "98.40 of 100, 99 to pass (confirmed: 3 major, 1 minor)"),
        ("Coverage", "99.0 % (990 of 1,000 words held against the source)"),
    ]


def test_a_short_text_gets_counts_and_several_together_may_be_long_enough() -> None:
    short = replace(lengthened(bitexts.lake(), 300), confirmed=bitexts.lake().findings[:1])
    assert dict(Figures.of(short).rows())["Score of what was confirmed"] == "none for fewer than 500 words (confirmed: 1 major)"
    together = Figures.of(short)
    together.add(short)
    assert together.score == pytest.approx(100 * (1 - 10 / 600))


def test_there_are_no_figures_of_what_is_no_translation() -> None:
    assert list(Figures.of(replace(bitexts.lake(), beside=None)).rows()) == []
