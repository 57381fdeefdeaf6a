"""Words that ran together, in their documents."""

from __future__ import annotations

import pytest

from qa.ground.finding import Confidence
from tests.trials import checker_of, corrected, findings, proposals, rule

JOINED = checker_of(rule("joined", keep=["thelast"]))


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("senior officials ofthe two", "senior officials of the two"),
        ("the officials (ofthe), “inthe” and bythe;", "the officials (of the), “in the” and by the;"),
        ("interaction in thisarea.", "interaction in this area."),
        ("the Coordination ofHumanitarian Affairs", "the Coordination of Humanitarian Affairs"),
        ("As theSecretary-General’s report says", "As the Secretary-General’s report says"),
        ("We met. Inrecent years", "We met. In recent years"),
        ("Ithank you for arisk taken", "I thank you for a risk taken"),
        ("the leadership ofthe\nRegional Office", "the leadership of the\nRegional Office"),
        ("the Counter-\nTerrorism Office ofthe two", "the Counter-\nTerrorism Office of the two"),
    ],
)
def test_the_missing_blank_is_put_back(passage: str, expected: str) -> None:
    assert corrected(JOINED, passage) == expected


@pytest.mark.parametrize(
    "passage",
    [
        "I saw Ondo there, and Mr. Ondo saw me.",
        "The eLearning course of Mr. McDonald",
        "Mr. Andersen and Ms. Forde spoke.",
        "the thelast one",
        "the peaceplan, our peaceplan and a peaceplan",
        "officials of the two",
    ],
)
def test_names_and_the_words_of_a_document_stay_whole(passage: str) -> None:
    assert proposals(JOINED, passage) == []


def test_a_function_word_makes_it_sure_however_often_it_stands() -> None:
    found = findings(JOINED, "inthe one, inthe other, inthe third and the peaceplan, nearly toand fro")
    assert [(finding.text, finding.confidence) for finding in found] == [
        *[("inthe", Confidence.SURE)] * 3,
        ("peaceplan", Confidence.LIKELY),
        ("toand", Confidence.LIKELY),
    ]
    assert found[0].evidence == "“inthe” is in no word list; “in” and “the” are common words."
