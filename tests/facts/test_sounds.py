"""Names of several scripts by their consonants."""

from __future__ import annotations

import pytest

from qa.facts.sounds import consonants


@pytest.mark.parametrize(
    ("one", "other"),
    [("Lavrov", "Лавров"), ("Haddad", "حداد"), ("Chernova", "Чернова"), ("Chernova", "Tchernova"), ("Poutine", "Путин")],
)
def test_one_name_in_two_scripts_sounds_alike(one: str, other: str) -> None:
    assert consonants(one) == consonants(other)


def test_chinese_has_no_consonants() -> None:
    assert consonants("王毅") == ""
