"""Listed words and phrases."""

from __future__ import annotations

import pytest

from qa.ground.errors import QaError
from qa.ground.finding import Confidence
from tests.trials import checker_of, corrected, findings, proposals, rule

WORDS = checker_of(
    rule(
        "words",
        words={
            "recieve": "receive",
            "co-operation": "cooperation",
            "staffs": "staff|staff members",
            "uh": "",
            "SoD": "Summit of Dushanbe",
            "by the way of": "by way of",
            "with regards to": "with regard to",
            "per cents": "per cent",
            "in Iraq UNAMI": "in Iraq (UNAMI)",
        },
    )
)
EXACT = checker_of(rule("words", words={"turkey": "Türkiye", "member states": "Member States"}, case="exact"))


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("We recieve the report.", [("recieve", "receive")]),
        ("Recieve the report.", [("Recieve", "Receive")]),
        ("WE RECIEVE IT", [("RECIEVE", "RECEIVE")]),
        ("(“recieve”), recieve;", [("recieve", "receive"), ("recieve", "receive")]),
        ("We recieved the unrecieve report.", []),
        ("co-operation’s fruits", [("co-operation’s", "cooperation’s")]),
        ("Co-operation with the Summit", [("Co-operation", "Cooperation")]),
        ("our staffs in Tashkent", [("staffs", "staff", "staff members")]),
        ("I, uh, thank you", [("uh",)]),
        ("The SoD met, the sod did not.", [("SoD", "Summit of Dushanbe")]),
    ],
)
def test_a_listed_word_is_found_whole_and_keeps_its_capitals(passage: str, expected: list[tuple[str, ...]]) -> None:
    assert proposals(WORDS, passage) == expected


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("The turkey flew.", "The Türkiye flew."),
        ("The Turkey of 1992 and the TURKEY", "The Turkey of 1992 and the TURKEY"),
        ("our member states agree", "our Member States agree"),
        ("our Member states agree", "our Member states agree"),
    ],
)
def test_in_an_exact_rule_capitals_count(passage: str, expected: str) -> None:
    assert corrected(EXACT, passage) == expected


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("by the way of consultations", "by way of consultations"),
        ("By the way of consultations", "By way of consultations"),
        ("by\nthe way of consultations", "by\nway of consultations"),
        ("by the way\nof consultations", "by way\nof consultations"),
        ("with\r\nregards to the report", "with\r\nregard to the report"),
        ("with the regards to", "with the regards to"),
        ("herewith regards to all", "herewith regards to all"),
        ("with regards tomorrow", "with regards tomorrow"),
    ],
)
def test_a_phrase_is_found_across_a_wrap_and_the_wrap_stays(passage: str, expected: str) -> None:
    assert corrected(WORDS, passage) == expected


def test_a_longer_phrase_that_stands_in_another_word_hides_no_shorter_one() -> None:
    checker = checker_of(rule("words", words={"per cents": "per cent", "per cents a year": "per cent a year"}))
    assert corrected(checker, "ten per cents a yearning") == "ten per cent a yearning"


def test_words_of_several_rules_keep_their_rules() -> None:
    both = checker_of(
        rule("words", name="house.typo", words={"recieve": "receive"}),
        rule("words", name="house.style", words={"utilize": "use"}),
    )
    assert [finding.rule for finding in findings(both, "We recieve and utilize it.")] == ["house.typo", "house.style"]


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({}, "no words"),
        ({"words": {}}, "no words"),
        ({"words": {"recieve": 3}}, "not a pair"),
        ({"words": {" ": "blank"}}, "not a pair"),
        ({"words": {"receive": "recieve|receive"}}, "corrected to itself"),
        ({"words": {"recieve": "receive"}, "case": "upper"}, "unknown case"),
        ({"words": ["recieve"]}, "wrong type"),
        ({"words": {"recieve": "receive"}, "pattern": "x"}, "has no pattern"),
    ],
)
def test_a_list_that_is_none_is_refused(options: dict[str, object], complaint: str) -> None:
    with pytest.raises(QaError, match=complaint):
        checker_of(rule("words", **options))


ACCENTED = checker_of(rule("words", words={"Cote d'Ivoire": "Côte d'Ivoire", "Turkiye": "Türkiye"}, case="exact", accented=True))


@pytest.mark.parametrize(
    ("passage", "confidence"),
    [
        ("Mr. Hernández thanked Cote d'Ivoire and Turkiye.", Confidence.LIKELY),
        ("Mr. Hernandez thanked Cote d'Ivoire and Turkiye.", Confidence.ADVICE),
    ],
)
def test_plain_letters_are_the_style_of_a_document_that_writes_no_accents(passage: str, confidence: Confidence) -> None:
    assert [finding.confidence for finding in findings(ACCENTED, passage)] == [confidence, confidence]
