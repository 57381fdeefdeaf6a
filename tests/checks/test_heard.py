"""Names and acronyms as they were heard: what is proposed, and above all what is not."""

from __future__ import annotations

import pytest

from qa.checks.heard import sound
from qa.config.profile import Profile
from qa.engine.checker import Checker, Selection
from qa.readers import read_document
from qa.rulebook.load import load_rulebook

AGENDA = """\
Petra Kling, Councilmember          Tomas Orvik, City Attorney
REGULAR MEETING OF THE CITY COUNCIL
a. 26-12 Nomination to appoint Jarey Wilkes to the Arden Electric Utility Board for a three (3) year term.
b. 26-13 Ordinance annexing 12 acres of land lying on the north side of Capsley Rd. and west of Hill Trenna Hwy.
c. 26-14 Resolution of the Arden Department of Transport (ARDOT) on Monte Verano Blvd., sponsored by Mr. York.
d. 26-15 A gift of the friends of New York to the EarlyLight Museum.
"""


def proposals(text: str, *papers: str) -> list[tuple[str, str]]:
    checker = Checker(load_rulebook(), Selection(select=("heard",), profile=Profile.SPEECH), papers=papers)
    findings = checker.check(read_document("said.txt", text.encode())).findings
    return [(finding.text, finding.corrections[0]) for finding in findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I yield to Councilmember Klang.", [("Klang", "Kling")]),
        ("We now hear Petra cling on that.", [("cling", "Kling")]),
        ("Item A is to appoint Dray Wilkes to the Arden Electric board.", [("Dray", "Jarey")]),
        (
            "It lies on the north side of capture road and west of Hiltrenna Highway.",
            [("capture", "Capsley"), ("Hiltrenna", "Hill Trenna")],
        ),
        ("We drove along Monteverano Boulevard.", [("Monteverano", "Monte Verano")]),
        ("The Early Light Museum is open.", [("Early Light", "EarlyLight")]),
        ("They work with Ardot, the A R D O T and AR DOT.", [("Ardot", "ARDOT"), ("A R D O T", "ARDOT"), ("AR DOT", "ARDOT")]),
    ],
)
def test_names_are_spelt_as_the_papers_have_them(text, expected):
    assert proposals(text, AGENDA) == expected


WORK = " ".join(
    f"{each} We work on it, and the work at work is new work."
    for each in ("Mr. Orvik.", "Thank you.", "District four.", "New.") * 6
)


@pytest.mark.parametrize(
    "text",
    [
        WORK,
        WORK.replace(".", "").lower(),
        "the friends of new work to the museum",
        "Mr. Work will work for the city of new work and the work of Mr. work.",
        "I yield to Councilmember Kling and Petra Kling's friends, who were calling.",
        "A I like, and plan B I do not. We saw a cling film.",
        "We are really sorry, and the little way to go is a great one.",
        "Mr. Wilkes, Ms. Wilkinson and Captain Capstan rode to Ardennes.",
    ],
)
def test_a_common_word_or_another_name_is_left_alone(text):
    assert proposals(text, AGENDA) == []


def test_without_papers_the_transcript_spells_its_own_names():
    text = "I thank Mr. Tavenner. " * 8 + "Then Mr. Tavener spoke, and tavern keepers with him."
    assert proposals(text) == [("Tavener", "Tavenner")]
    assert proposals("I thank Mr. Tavenner. " * 3 + "Then Mr. Tavener spoke.") == []


def test_the_sound_of_a_word_is_not_that_of_its_letters():
    assert sound("work") != sound("York")
    assert sound("Smith") == sound("Smyth")
