"""Transcripts of speech: times, loops, words over silence, hesitations, and who decides what becomes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from qa.batch.checkers import Checkers
from qa.config.config import Config
from qa.config.profile import Profile
from qa.engine.checked import Checked
from qa.engine.fixes import fix
from qa.formats.rewrite import refusal, rewritten
from qa.readers import read_document

DEFAULTS = Config()


def checked(text: str, config: Config = DEFAULTS) -> Checked:
    return Checkers(lambda path: config, date(2026, 1, 1)).check(read_document("said.vtt", text.encode()))


def captions(*cues: tuple[float, float, str]) -> str:
    rows = (
        f"00:{begin // 60:02.0f}:{begin % 60:06.3f} --> 00:{end // 60:02.0f}:{end % 60:06.3f}\n{text}\n"
        for begin, end, text in cues
    )
    return "WEBVTT\n\n" + "\n".join(rows)


def rules(text: str, config: Config = DEFAULTS) -> list[tuple[str, str]]:
    return [(finding.rule, finding.text) for finding in checked(text, config).findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (captions((1, 3, "we met"), (2, 4, "in may")), [("times.overlap", "in may")]),
        (captions((5, 6, "we met"), (1, 2, "in may")), [("times.backwards", "in may")]),
        (captions((5, 4, "we met")), [("times.backwards", "we met")]),
        (captions((1, 2, "we met")).replace("01.000", "61.000"), [("times.damaged", "we met")]),
        (captions((1, 2, "<v Ann>we met <v Bo>in may")), []),
        (captions((1, 2, "we met"), (2, 3, "in may")), []),
    ],
)
def test_times_that_no_player_reads_are_told(text, expected):
    assert rules(text) == expected
    assert rules(text, Config(profile=Profile.PLAIN)) == expected


@pytest.mark.parametrize(
    ("cues", "expected"),
    [
        ([(1, 2, "So it is.")] + [(time, time + 1, "We will see.") for time in range(2, 8)], "speech.loop"),
        ([(1, 2, "We rise."), (3, 4, "Thank you for watching.")], "speech.over-silence"),
        ([(0, 2, "you"), (40, 41, "We begin.")], "speech.over-silence"),
        ([(0, 30, "Hello"), (30, 31, "there they are.")], "speech.over-silence"),
        (
            [(1, 2, "We begin."), (2, 5, "Gracias por su atención, queridos amigos de la ciudad."), (5, 6, "Yes.")],
            "speech.language",
        ),
    ],
)
def test_what_recognisers_invent_is_told(cues, expected):
    assert [rule for rule, _ in rules(captions(*cues))] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "well thank you we saw mister o'brien and ms papadopoulou of kalamata there",
        "no, no, no, that is very, very good",
        "the 16th, the 17th and the 18th",
        "[Applause]",
        "it had had no effect",
    ],
)
def test_what_people_say_is_left_alone(text):
    assert rules(captions((1, 2, "So we begin."), (2, 5, text), (5, 6, "and so on."))) == []


SAID = captions((1, 2, "Um, we are, uh, ready"), (2, 3, "ready to to go. I, I think"), (3, 4, "so"))


def test_commas_and_capitals_are_not_asked_of_speech_unless_a_profile_is_named():
    text = captions((1, 2, "i think , mr smith has recieved it"))
    assert rules(text) == []
    assert {rule for rule, _ in rules(text, named(Profile.PLAIN))} > {"spelling.unknown"}


def named(profile: Profile) -> Config:
    from qa.config.config import Layer, in_force

    return in_force([Layer({"profile": profile}, {"profile": "--profile"})])


def mended(outcome: Checked) -> str:
    document = outcome.document
    fixed = fix(document.text, outcome.findings, refusal=partial(refusal, document))
    return rewritten(document, fixed.edits).decode()


@pytest.mark.parametrize(
    ("wanted", "found", "written"),
    [("advise", 0, SAID), ("keep", 0, SAID), ("report", 4, SAID)],
)
def test_hesitations_are_told_as_the_run_wants(wanted, found, written):
    outcome = checked(SAID, replace(Config(), hesitations=wanted))
    assert len(outcome.findings) == found
    assert mended(outcome) == written


def test_hesitations_are_mended_and_every_word_stays_in_its_cue():
    outcome = checked(SAID, replace(Config(), hesitations="mend"))
    expected = captions((1, 2, "We are"), (2, 3, "ready to go. I think"), (3, 4, "so"))
    assert mended(outcome) == expected
