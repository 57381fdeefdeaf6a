"""Terms of a glossary in pairs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.side_by_side import found

_CSV = """fr,ru,ar,en,en forbidden
maintien de la paix,поддержание мира,حفظ السلام,peacekeeping|peace operation,peace-keeping
paix,мир,السلام,peace,
droit de veto,право вето,حق النقض,right of veto|veto,
OIF,,,OIF,
"""


@pytest.mark.parametrize(
    ("language", "source", "target", "expected"),
    [
        ("fr", "Le maintien de la paix coûte cher.", "Keeping order is expensive.", [("translation.term", "")]),
        ("fr", "Le maintien de la paix coûte cher.", "Peace operations are expensive.", []),
        (
            "fr",
            "Le maintien de la paix coûte cher.",
            "Peace-keeping is expensive.",
            [("translation.term-forbidden", "Peace-keeping")],
        ),
        ("fr", "Nous refusons les droits de veto.", "We reject the vetoes.", []),
        ("fr", "Nous refusons le droit de veto.", "We reject that right.", [("translation.term", "")]),
        ("ru", "Операции по поддержанию мира дороги.", "Peacekeeping is expensive.", []),
        ("ru", "Мы говорим о поддержании мира.", "We speak of peace.", [("translation.term", "")]),
        ("ar", "نتحدث عن حفظ السلام.", "We speak of peacekeeping.", []),
        ("fr", "Il a bien ouvert cette oif.", "He opened it.", []),
    ],
)
def test_a_term_has_one_of_its_allowed_forms(
    tmp_path: Path, language: str, source: str, target: str, expected: list[tuple[str, str]]
) -> None:
    path = tmp_path / "terms.csv"
    path.write_text(_CSV, encoding="utf-8")
    findings = found([(source, target)], "parallel-terms", language, glossaries=[path])
    assert [(finding.rule, finding.text) for finding in findings] == expected


def test_a_forbidden_form_is_corrected(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text(_CSV, encoding="utf-8")
    (finding,) = found([("La paix", "peace-keeping and peace")], "parallel-terms", glossaries=[path])
    assert finding.corrections == ("peacekeeping",)
