"""What texts in six languages name."""
from __future__ import annotations

from __future__ import annotations

import pytest

from qa.facts.mentions import names_in


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Nigeria, the Niger and the U.S. crossed the Indian Ocean.", ["NGA", "NER", "USA"]),
        ("en", "polish the table for the Polish guests; woman and Romania", ["POL", "ROU"]),
        ("en", "the Democratic Republic of the Congo and the UNITED NATIONS's missions", ["COD", "UN"]),
        ("fr", "la Cote d’Ivoire, l'Algerie et les autorités françaises de l'OTAN", ["CIV", "DZA", "FRA", "NATO"]),
        ("fr", "l'océan Indien et l'Amérique latine", []),
        ("es", "el Consejo de Seguridad, los argentinos y México", ["SC", "ARG", "MEX"]),
        ("ru", "Организации Объединенных Наций, в Южной Африке, российскими", ["UN", "ZAF", "RUS"]),
        ("ru", "после того как чили положили", []),
        ("ar", "وللسودان والفرنسيين ومجلس الأمن", ["SDN", "FRA", "SC"]),
        ("ar", "التركيز المالي", []),
        ("zh", "发展中国家和中国，印度尼西亚", ["CHN", "IDN"]),
    ],
)
def test_names_are_told_by_what_they_are(language: str, text: str, expected: list[str]) -> None:
    names = names_in(language)
    assert names is not None
    assert [mention.names[0] for mention in names.mentions(text)] == expected


def test_a_form_that_several_share_may_mean_each() -> None:
    names = names_in("en")
    assert names is not None
    assert [set(mention.names) for mention in names.mentions("in Congo")] == [{"COD", "COG"}]


def test_other_languages_have_no_table() -> None:
    assert names_in("ca") is None
