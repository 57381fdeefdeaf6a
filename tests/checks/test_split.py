"""Words that fell apart."""

from __future__ import annotations

import pytest

from tests.trials import checker_of, corrected, findings, proposals, rule

SPLIT = checker_of(rule("split"))
AFTER_HYPHEN = checker_of(rule("split", task="hyphen-blank"))
HYPHEN = checker_of(rule("split", task="hyphen"))


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("to j eopardize peace", "to jeopardize peace"),
        ("a di ff cult question", "a difficult question"),
        ("every e ff ort.", "every effort."),
        ("in a consul tative process", "in a consultative process"),
        ("the Secre tary of commu nity.", "the Secretary of community."),
        ("(an infor mation note)", "(an information note)"),
        ("the Un ited Nations", "the United Nations"),
        (
            "under inter national law, in creasing trade and dis armament",
            "under international law, increasing trade and disarmament",
        ),
        ("to resolve difference s, once vaccinate d.", "to resolve differences, once vaccinated."),
    ],
)
def test_the_pieces_are_put_together(passage: str, expected: str) -> None:
    assert corrected(SPLIT, passage) == expected


@pytest.mark.parametrize(
    "passage",
    [
        "Mr. J. Edgar gave plan B to group A.",
        "J Edgar spoke on item a of part b.",
        "The anti terrorist plan of Mr. Bord yuzha",
        "consul\n\ntative",
        "ff",
        "an onal onal",
        "two women from Dar es Salaam, and Dar es Salaam itself",
        "in word and in deed, for the re launch, at ten per cent",
    ],
)
def test_initials_letters_and_what_is_no_word_together_are_left(passage: str) -> None:
    assert proposals(SPLIT, passage) == []


def test_one_place_is_reported_once_though_both_pieces_are_unknown() -> None:
    (finding,) = findings(SPLIT, "in a consul tative process")
    assert finding.evidence == "“tative” is no word here; “consultative” is a known one."


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("a long- term plan", "a long-term plan"),
        ("closer coop- eration", "closer cooperation"),
        ("in a consul- taive process", "in a consultaive process"),
        ("Under- Secretary-General", "Under-Secretary-General"),
        ("the Libyan- led process", "the Libyan-led process"),
        ("South- South ties", "South-South ties"),
        ("“decision- making” bodies", "“decision-making” bodies"),
        ("short- and long- term plans", "short- and long-term plans"),
    ],
)
def test_the_blank_after_a_hyphen_goes_and_the_hyphen_of_the_page_with_it(passage: str, expected: str) -> None:
    assert corrected(AFTER_HYPHEN, passage) == expected


@pytest.mark.parametrize(
    "passage", ["pre- or post-conflict", "It is un- unfortunate", "the people of Verde- workers all", "a - b", "x-"]
)
def test_a_hyphen_that_hangs_or_breaks_off_is_left(passage: str) -> None:
    assert proposals(AFTER_HYPHEN, passage) == []


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("the Sec-retary of the Committee", "the Secretary of the Committee"),
        ("mari-time transport, and hu-manitarian aid.", "maritime transport, and humanitarian aid."),
        ("the Tri-partite com-mittee", "the Tripartite committee"),
    ],
)
def test_a_hyphen_inside_a_word_is_taken_out(passage: str, expected: str) -> None:
    assert corrected(HYPHEN, passage) == expected


@pytest.mark.parametrize(
    "passage",
    [
        "a long-term, well-known, re-elected vice-president",
        "co-ordinated and whole-hearted",
        "al-Sharif and Ki-moon",
        "vis-à-vis",
    ],
)
def test_compounds_prefixes_and_older_spellings_keep_their_hyphens(passage: str) -> None:
    assert proposals(HYPHEN, passage) == []
