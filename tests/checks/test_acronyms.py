"""Acronyms that are nearly another, do not fit their name, or have two names."""

from __future__ import annotations

import pytest

from qa.ground.errors import QaError
from tests.trials import checker_of, findings, proposals, rule

NEAR = checker_of(rule("acronym", task="near-miss"))
INTRODUCTION = checker_of(rule("acronym", task="introduction"))
EXPANSION = checker_of(rule("acronym", task="expansion"))
FIVE_TIMES = "The CSTO met. " * 5


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        (FIVE_TIMES + "a CTSO centre", [("CTSO", "CSTO")]),
        (FIVE_TIMES + "a CTSO centre, a CTSO office", [("CTSO", "CSTO"), ("CTSO", "CSTO")]),
        ("The GXAI met. The GXAI agreed. A GAXI office opened.", [("GAXI", "GXAI")]),
        ("The GXAI met. A GAXI office opened.", []),
        ("The OSCE met. " * 3 + "the OXCE and the OAS", [("OXCE", "OSCE")]),
        ("The QSCE met. " * 4 + "the QXCE", []),
        ("The QSCE met. " * 5 + "the QXCE", [("QXCE", "QSCE")]),
        ("The WHO met. " * 9 + "the WXO", []),
        ("The WTO met. The WTO agreed. All TWO Members came.", [("TWO", "WTO")]),
        ("all TWO Members", []),
        ("the leaders of CARCIOM and of NTAO", [("CARCIOM", "CARICOM"), ("NTAO", "NATO")]),
        ("the leaders of UNAMTD", [("UNAMTD", "UNAMID")]),
        ("the Casa of Ruritania (CARCIOM), CARCIOM experts", []),
        ("the African Mission (AMISMO), with AMISOM in Mogadishu and AMISOM in Kismaayo", [("AMISMO", "AMISOM")]),
        ("THE LEADERS OF CARCIOM TODAY", []),
        (FIVE_TIMES * 2 + "the CTSO’s two CTSOs", [("CTSO’s", "CSTO’s"), ("CTSOs", "CSTOs")]),
        ("the Collective Security Treaty Organization (CSTO), CSTO forces and the CTSO", [("CTSO", "CSTO")]),
        ("The UNAMI met. " * 6 + "the UNANI of the UNAM", [("UNANI", "UNAMI")]),
        (FIVE_TIMES + "the Central Transport and Storage Office (CTSO) and CTSO", []),
        ("ISIL and ISIS, the SDF and the SDG", []),
        ("the Bank of Santa Rosa (BSR), the SBR, the SBR, the SBR", [("SBR", "BSR")] * 3),
        ("the Bank of Santa Rosa (BSR), the Society of Baked Rolls (SBR)", []),
        ("the Union of Quiet River Towns (UQRT), a UQRTX fair, the UQRTX", [("UQRTX", "UQRT")] * 2),
        ("the Union of Quiet River Towns (UQRT), a UQT fair, the UQT", []),
    ],
)
def test_a_rare_acronym_near_a_frequent_one_is_a_slip(passage: str, expected: list[tuple[str, ...]]) -> None:
    found = proposals(NEAR, passage)
    assert [each for each in found if each[0] != "UNAM"] == expected


def test_the_ratio_is_the_rules() -> None:
    strict = checker_of(rule("acronym", task="near-miss", ratio=10))
    assert proposals(strict, "The QSCE met. " * 9 + "the QXCE") == []
    assert proposals(strict, "The QSCE met. " * 10 + "the QXCE") == [("QXCE", "QSCE")]


def test_the_evidence_counts() -> None:
    (finding,) = findings(NEAR, "the Collective Security Treaty Organization (CSTO), CSTO forces and the CTSO")
    assert finding.evidence == "CSTO stands twice in this document, CTSO once, and nothing introduces it."


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("the United Nations Office on Drugs and Crime (UNDOC)", [("UNDOC", "UNODC")]),
        ("the United Nations Office\non Drugs and Crime (UNDOC)", [("UNDOC", "UNODC")]),
        ("the Bank of Santa Rosa (SBR) and the BSR, BSR", [("SBR", "BSR")]),
        ("the Bank of Santa Rosa (SBR)", []),
        ("the United Nations Office on Drugs and Crime (UNODC)", []),
        ("the United Nations Children's Fund (UNICEF)", []),
        ("the Economic Community of West African States (ECOWAS)", []),
        ("the United Nations Assistance Mission for Iraq (UNAMID)", [("UNAMID", "UNAMI")]),
        ("the Economic Community of West African States (BCOHAS)", [("BCOHAS", "ECOWAS")]),
        ("the Economic Community of West African States (ECOMOG)", []),
        ("the Economic Community of West African States (CEDEAO)", []),
        ("the Economic Community of West African States (ECWASO)", [("ECWASO", "ECOWAS")]),
        ("the International Atomic Energy Agency (IEAE)", [("IEAE", "IAEA")]),
        ("the International Atomic Energy Agency (IEAE) and IEAE staff", [("IEAE", "IAEA")] * 2),
        ("the Ruritanian Vowel Index (RVJ), the RVI and the RVI", [("RVJ", "RVI")]),
        ("(UNDOC) and then the United Nations Office", []),
    ],
)
def test_an_introduced_acronym_has_the_letters_of_its_name(passage: str, expected: list[tuple[str, ...]]) -> None:
    assert proposals(INTRODUCTION, passage) == expected


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        (
            "The International Labour Organization (ILO) met. The International\nLabor Organization (ILO) agreed.",
            [("Labor", "Labour")],
        ),
        (
            "The Commission on Youth Work (CYW), the Commission for Youth Work (CYW), the Commission for Youth Work (CYW)",
            [("on", "for")],
        ),
        ("the International Labour Organization (ILO) and the Institute of Law Officers (ILO)", []),
        ("the International Labour Organization (ILO) and the World Health Organization (WHO)", []),
    ],
)
def test_one_acronym_has_one_name(passage: str, expected: list[tuple[str, ...]]) -> None:
    assert proposals(EXPANSION, passage) == expected


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"task": "guess"}, "unknown task"),
        ({"ratio": "five"}, "ratio has the wrong type"),
        ({"ratio": True}, "ratio has the wrong type"),
    ],
)
def test_an_option_that_is_none_is_refused(options: dict[str, object], complaint: str) -> None:
    with pytest.raises(QaError, match=complaint):
        checker_of(rule("acronym", **options))


@pytest.mark.parametrize(
    ("task", "passage", "expected"),
    [
        ("unknown", "members of the BPQC and the BPQC", [("BPQC",)]),
        ("unknown", "the Bureau for Prices, Quality and Certification (BPQC) and the BPQC", []),
        ("repeated", "the World Health Organization (WHO) and the World Health Organization (WHO)", [("WHO",)]),
        ("repeated", "the World Health Organization (WHO) and the White House Office (WHO)", []),
        ("unused", "the World Health Organization (WHO) met", [("WHO",)]),
        ("unused", "the World Health Organization (WHO) met; WHO agreed", []),
        ("late", "WHO, that is, the World Health Organization (WHO)", [("WHO",)]),
        ("late", "the World Health Organization (WHO) met; WHO agreed", []),
    ],
)
def test_introductions_serve_the_reader(task: str, passage: str, expected: list[tuple[str, ...]]) -> None:
    assert proposals(checker_of(rule("acronym", task=task)), passage) == expected
