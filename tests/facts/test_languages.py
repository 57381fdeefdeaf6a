"""A passage to its language: the same verdict each time, for any script."""

from __future__ import annotations

import pytest

from qa.facts.languages import other_language
from tests.checks.test_language import ENGLISH, PASSAGES


@pytest.mark.parametrize(
    ("passage", "language"),
    [
        *((passage, language) for language, passage in PASSAGES.items()),
        (ENGLISH, None),
        ("", None),
        ("12 345", None),
        ("हम महासचिव को उनकी रिपोर्ट के लिए धन्यवाद देते हैं", None),
    ],
)
def test_a_verdict_never_changes_and_no_script_is_too_much(passage: str, language: str | None) -> None:
    verdicts = {other_language(passage) for _ in range(5)}
    assert len(verdicts) == 1
    assert {verdict and verdict[0] for verdict in verdicts} == {language}


def test_what_script_and_little_words_leave_open_is_detected_the_same_way_each_time() -> None:
    passage = "Félicitations présidence sénégalaise conduite exemplaire débats conseil sécurité mois écoulé"
    assert len({other_language(passage) for _ in range(10)}) == 1
    assert other_language(passage, probability=0.5) == other_language(passage.upper(), probability=0.5)
