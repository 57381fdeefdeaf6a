"""Passages that are not English."""

from __future__ import annotations

import pytest

from qa.ground.errors import QaError
from tests.trials import checker_of, findings, proposals, rule

LANGUAGE = checker_of(rule("language"))
PASSAGES = {
    "French": "Nous remercions le Secrétaire général de son rapport sur la situation dans les pays touchés par la crise.",
    "Spanish": "Damos las gracias al Secretario General por su informe sobre la situación en los países de la región.",
    "Russian": "Мы благодарим Генерального секретаря за его доклад о положении в регионе и в соседних странах.",
    "Arabic": "ونشكر الأمين العام على تقريره عن الحالة في المنطقة وفي البلدان المجاورة التي تضررت من الأزمة.",
    "Chinese": "我们感谢秘书长关于该区域和邻国局势的报告，并欢迎安全理事会成员就这一重要问题所作的努力和各项决议。",
}
ENGLISH = "We thank the Secretary-General for his report on the situation in the region and in the neighbouring countries."


@pytest.mark.parametrize("language", PASSAGES)
def test_a_paragraph_in_another_language_is_one_finding_without_correction(language: str) -> None:
    passage = PASSAGES[language]
    (finding,) = findings(LANGUAGE, f"{ENGLISH}\n\n{passage}\n\n{ENGLISH}")
    assert (finding.text, finding.corrections) == (passage, ())
    assert f"Read as {language}" in finding.evidence


@pytest.mark.parametrize(
    "passage",
    [
        ENGLISH,
        "The towns of Ouagadougou, Bobo-Dioulasso and Koudougou are in Burkina Faso, and Yamoussoukro in Côte d’Ivoire.",
        "He quoted Voltaire: “Le mieux est l’ennemi du bien”, and the Council agreed with him in every way.",
        "Merci beaucoup.",
        "WE THANK THE SECRETARY-GENERAL FOR HIS REPORT ON THE SITUATION",
    ],
)
def test_english_with_foreign_names_and_quotations_is_left(passage: str) -> None:
    assert proposals(LANGUAGE, passage) == []


def test_headings_are_not_asked_about() -> None:
    heading = "Déclaration du représentant permanent auprès des nations unies"
    assert findings(LANGUAGE, f"{heading}\n\n{ENGLISH}") == ()
    assert findings(LANGUAGE, f"{heading} et de ses amis qui nous ont réunis ici.\n\n{ENGLISH}")


def test_a_speaker_line_is_no_part_of_the_passage() -> None:
    (finding,) = findings(LANGUAGE, f"Mr. Delattre (France) (spoke in French): {PASSAGES['French']}")
    assert finding.text == PASSAGES["French"]


@pytest.mark.parametrize("options", [{"letters": "many"}, {"probability": "high"}, {"languages": ["fr"]}])
def test_an_option_that_is_none_is_refused(options: dict[str, object]) -> None:
    with pytest.raises(QaError, match=next(iter(options))):
        checker_of(rule("language", **options))
