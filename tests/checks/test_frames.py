"""Fixed phrases with a word left out."""

from __future__ import annotations

import pytest

from qa.ground.errors import QaError
from tests.trials import checker_of, corrected, rule

INSTRUMENTS = {"instrument": ["memorandum", "memorandum of understanding"]}
FRAMES = checker_of(
    rule(
        "frame",
        name="trial.basis",
        frame="on the basis of <instrument> of <number>",
        right="on the basis of the <instrument> of <number>",
        classes=INSTRUMENTS,
    ),
    rule(
        "frame",
        name="trial.founded",
        frame="the establishment<aside> the <Name><stop>",
        right="the establishment<aside> of the <Name><stop>",
    ),
)


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("On the basis of memorandum of 28 May", "On the basis of the memorandum of 28 May"),
        ("on the basis of memorandum of understanding of 28 May", "on the basis of the memorandum of understanding of 28 May"),
        ("on the basis\nof memorandum of 28 May", "on the basis\nof the memorandum of 28 May"),
        (
            "since the establishment, in Minsk, the Joint Council (JC).",
            "since the establishment, in Minsk, of the Joint Council (JC).",
        ),
        (
            "the establishment, in\nMinsk, the\nJoint Council of Europe.",
            "the establishment, in\nMinsk, of the\nJoint Council of Europe.",
        ),
    ],
)
def test_the_missing_word_is_put_in(passage: str, expected: str) -> None:
    assert corrected(FRAMES, passage) == expected


@pytest.mark.parametrize(
    "passage",
    [
        "on the basis of the memorandum of 28 May",
        "on the basis of letter of 28 May",
        "upon the basis of memorandum of 28 May",
        "on the basis of memorandum of May",
        "the establishment, in Minsk, the Joint Council met",
    ],
)
def test_another_phrase_is_left(passage: str) -> None:
    assert corrected(FRAMES, passage) == passage


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"frame": "on basis of"}, "needs a frame"),
        ({"frame": "on <thing>", "right": "on the <thing>"}, "no class 'thing'; expected one of Name, aside, number, stop"),
        ({"frame": "on <Name>", "right": "on <number>"}, "<number> does not stand in the frame"),
        ({"frame": "on <thing>", "right": "the <thing>", "classes": {"thing": []}}, "not a list of words"),
        ({"frame": "on <thing>", "right": "the <thing>", "classes": {"thing": [3]}}, "not a list of words"),
        ({"frame": "on <thing>", "right": "the <thing>", "classes": {"thing": {"is": "are"}}}, "not a list of words"),
        ({"frame": "on <Name> of <Name>", "right": "on the <Name>"}, "stands twice"),
    ],
)
def test_a_frame_that_is_none_is_refused(options: dict[str, object], complaint: str) -> None:
    with pytest.raises(QaError, match=complaint):
        checker_of(rule("frame", **options))
