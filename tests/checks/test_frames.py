"""Fixed phrases with a word left out."""

from __future__ import annotations

import pytest

from qa.errors import QaError
from tests.trials import checker_of, corrected, proposals, rule

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
        ({"frame": "on <Name> of <Name>", "right": "on the <Name>"}, "stands twice"),
    ],
)
def test_a_frame_that_is_none_is_refused(options: dict[str, object], complaint: str) -> None:
    with pytest.raises(QaError, match=complaint):
        checker_of(rule("frame", **options))


VERBS = {"went": "go", "did": "do", "ensures": "ensure", "put": "put"}
WORDS = checker_of(
    rule(
        "frame",
        name="trial.not",
        frame="<modal> not <verb>",
        right="<modal> not <verb>",
        classes={"modal": ["must", "did"], "verb": VERBS},
        not_after=["so"],
        not_before=["all"],
    ),
    rule(
        "frame",
        name="trial.these",
        frame="<these> <noun>",
        right="<these> <noun>",
        classes={"these": ["these", "many"], "noun": {"issue": "issues"}},
        after=["are", "of"],
        before=["on", "settle"],
    ),
    rule(
        "frame",
        name="trial.two",
        frame="should <verb>",
        right="should <verb>|should be <verb.found>",
        classes={"verb": {"seen": "see"}},
    ),
)


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("He did not went, she said.", "He did not go, she said."),
        ("Must not ensures peace?", "Must not ensure peace?"),
        ("It must\nnot ensures peace.", "It must\nnot ensure peace."),
        ("They did not put it so.", None),
        ("They did not go.", None),
        ("They did not went so far.", None),
        ("All did not went.", None),
        ("They did not, went on.", None),
        ("They did not\n\nwent on", None),
        ("We agree on these issue of peace.", "We agree on these issues of peace."),
        ("We agree on many issue; all is well.", "We agree on many issues; all is well."),
        ("We agree on these issue areas.", None),
        ("We settle.\n\nThese issue", None),
    ],
)
def test_a_frame_of_words_takes_forms_from_its_classes_and_minds_its_neighbours(passage: str, expected: str | None) -> None:
    assert corrected(WORDS, passage) == (expected or passage)


def test_a_frame_may_have_two_corrections() -> None:
    assert proposals(WORDS, "It should seen now.") == [("should seen", "should see", "should be seen")]


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"frame": "on <number>", "right": "in <number>", "after": ["x"]}, "only a frame of words alone looks at its neighbours"),
        (
            {"frame": "on <verb> of <number>", "right": "in <verb> of <number>", "classes": {"verb": {"went": "go"}}},
            "only a frame of words alone takes words and what they should be",
        ),
        ({"frame": "on <verb>", "right": "on <noun.found>", "classes": {"verb": ["go"]}}, "<noun> does not stand in the frame"),
    ],
)
def test_what_only_a_frame_of_words_can_do_is_refused_of_others(options: dict[str, object], complaint: str) -> None:
    with pytest.raises(QaError, match=complaint):
        checker_of(rule("frame", **options))
