"""Words in no list, and words in a spelling that is not the house's."""

from __future__ import annotations

import pytest

from qa.ground.errors import QaError
from qa.ground.finding import Confidence
from tests.trials import checker_of, corrected, findings, proposals, rule

UNKNOWN = checker_of(rule("spelling", task="unknown"))
VARIANTS = checker_of(rule("spelling", task="variant"))
SURE, LIKELY, ADVICE = Confidence.SURE, Confidence.LIKELY, Confidence.ADVICE


@pytest.mark.parametrize(
    ("passage", "word", "right", "confidence"),
    [
        ("We have a consultaive centre.", "consultaive", "consultative", SURE),
        ("the intemational community", "intemational", "international", SURE),
        ("in consul-\ntaive processes", "consul-\ntaive", "consul-\ntative", SURE),
        ("our infrmatoin on drugs", "infrmatoin", "information", LIKELY),
        ("The Goverment’s plan", "Goverment’s", "Government’s", LIKELY),
        ("Consultaive bodies met.", "Consultaive", "Consultative", LIKELY),
        ("We met. Peackeeping is work.", "Peackeeping", "Peacekeeping", LIKELY),
        ("a meeting in Mogadihsu today", "Mogadihsu", "Mogadishu", LIKELY),
        ("a santarosian custom", "santarosian", None, ADVICE),
        ("the ancien régme of old", "ancien", None, ADVICE),
    ],
)
def test_an_unknown_word_is_as_certain_a_slip_as_its_neighbours_say(
    passage: str, word: str, right: str | None, confidence: Confidence
) -> None:
    finding = findings(UNKNOWN, passage)[0]
    assert (finding.text, finding.corrections[:1], finding.confidence) == (word, (right,) if right else (), confidence)
    assert "is in no word list" in finding.evidence


@pytest.mark.parametrize(
    "passage",
    [
        "Mr. Bordyuzha spoke of the programme Nyelegal.",
        "Mr. Afghanistna spoke.",
        "Mr. Consultaive (Chile): I thank you.",
        "We met at Hargeysaa Burcoo.",
        "in Mogadihsu, of Mogadihsu, to Mogadihsu",
        "senior officials ofthe two organizations",
        "an organisation of labor",
        "the symbol S/2014/189a and the site www.un.org",
        "eh hm ah",
        "INTERNATINAL",
    ],
)
def test_names_terms_and_what_other_checks_know_are_left(passage: str) -> None:
    assert proposals(UNKNOWN, passage) == []


def test_a_term_of_the_document_is_only_advice() -> None:
    once, often = "a consultaive body", "a consultaive body, a consultaive one, consultaive all"
    assert [finding.confidence for finding in findings(UNKNOWN, once)] == [SURE]
    assert {finding.confidence for finding in findings(UNKNOWN, often)} == {ADVICE}


def test_an_accepted_word_is_no_slip() -> None:
    assert proposals(checker_of(rule("spelling"), accepted=["consultaive"]), "a consultaive body") == []


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("an organisation of labor", [("organisation", "organization"), ("labor", "labour")]),
        ("Organisation is all.", [("Organisation", "Organization")]),
        ("We met. Center of gravity", [("Center", "Centre")]),
        ("a programme of analyses, organized", []),
        ("the World Trade Center and the Labor Party", []),
        ("He met Mr. Favor. Labor Party members spoke.", []),
        ("FAVOR", []),
    ],
)
def test_another_spelling_is_righted_and_a_proper_name_keeps_its_own(passage: str, expected: list[tuple[str, ...]]) -> None:
    assert proposals(VARIANTS, passage) == expected


def test_an_unknown_task_is_refused() -> None:
    with pytest.raises(QaError, match=r"unknown task; found 'guess'; expected .unknown. or .variant."):
        checker_of(rule("spelling", task="guess"))


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("a ngn-permanent seat", "a non-permanent seat"),
        ("our right to selfd-efence", "our right to self-defence"),
        ("the Secretary-Gneral spoke", "the Secretary-General spoke"),
        ("the Arab-lsraeli settlement", "the Arab-Israeli settlement"),
    ],
)
def test_a_compound_one_slip_away_is_proposed_whole(passage: str, expected: str) -> None:
    assert corrected(checker_of(rule("spelling")), passage) == expected


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("They travelled through Frnce and through Norrth America.", "They travelled through France and through North America."),
        (
            "Somalia wants peace, and Somalia needs it. In Soalia there is hope.",
            "Somalia wants peace, and Somalia needs it. In Somalia there is hope.",
        ),
        ("In Soalia there is hope.", "In Somalia there is hope."),
        ("We thank Soalia and Ossetians, and the Burundis.", "We thank Soalia and Ossetians, and the Burundis."),
        ("The Worl Food Programme. On 12 Mrach it met.", "The World Food Programme. On 12 March it met."),
        ("Indya met the General Assebmly. Ineded, it did.", "India met the General Assembly. Indeed, it did."),
        (
            "The orde of business is in order, and order and orders follow.",
            "The order of business is in order, and order and orders follow.",
        ),
    ],
)
def test_short_names_need_more_evidence(passage: str, expected: str) -> None:
    assert corrected(checker_of(rule("spelling")), passage) == expected


def test_a_slip_goes_before_a_far_fetched_join() -> None:
    assert corrected(checker_of(rule("spelling")), "the treaty was signred") == "the treaty was signed"


@pytest.mark.parametrize(
    "passage", ["a self-defense plan", "two Viet-Nams", "his pan-Africanism", "in Khan Al-Assal, near the town"]
)
def test_compounds_in_another_spelling_and_names_are_no_slips(passage: str) -> None:
    assert corrected(checker_of(rule("spelling")), passage, Confidence.LIKELY) == passage


@pytest.mark.parametrize(
    ("passage", "first"),
    [
        ("It has createda legal basis.", "created a"),
        ("We met withouta plan.", "without a"),
        ("It is createda.", "created"),
        ("It was createda to last.", "created"),
    ],
)
def test_an_article_may_hang_on_the_word_before_it(passage: str, first: str) -> None:
    (finding,) = findings(UNKNOWN, passage)
    assert finding.corrections[0] == first
