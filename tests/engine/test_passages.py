"""Passages in another language: one finding, and none in them."""

from __future__ import annotations

from tests.trials import findings, shipped_checker, speech

CHECKER = shipped_checker()
FRENCH = (
    "Nous remercions le Secrétaire général de son rapport sur la situation dans les pays touchés par la crise.",
    "Mesdames et Messieurs,",
    "La paix est une affaire de tous, et nous la voulons pour nos enfants comme pour les vôtres, partout et toujours.",
)
ENGLISH = "We thank the Secretary-General for his report on the situation in the region and in the neighbouring countries."


def test_paragraphs_in_a_row_are_one_passage() -> None:
    text = "\n\n".join([ENGLISH, *FRENCH, ENGLISH])
    (finding,) = findings(CHECKER, text)
    assert (finding.rule, finding.text) == ("language.other", FRENCH[0])
    assert finding.evidence.endswith("So is a paragraph after it.")


def test_english_between_makes_two() -> None:
    found = findings(CHECKER, "\n\n".join([FRENCH[0], ENGLISH, FRENCH[2]]))
    assert [each.text for each in found] == [FRENCH[0], FRENCH[2]]


def test_a_document_without_english_is_one_to_its_edges() -> None:
    checked = CHECKER.check(speech("\n\n".join(["Discours du ministere", *FRENCH, "Vive la republiqe"])))
    assert [each.rule for each in checked.findings] == ["language.other"]


def test_what_is_all_in_capitals_is_a_passage_too() -> None:
    checked = CHECKER.check(speech("\n\n".join(["A/79/1", *(each.upper() for each in FRENCH)])))
    assert [each.rule for each in checked.findings] == ["language.other"]


def test_english_beside_a_passage_is_checked() -> None:
    found = findings(CHECKER, "\n\n".join([f"{ENGLISH} The goverment agreed.", *FRENCH]))
    assert [each.text for each in found] == ["goverment", FRENCH[0]]
