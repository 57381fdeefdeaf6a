"""Names of persons, misread or one slip away from a name that the words beside them show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.facts.gazetteer import Person, load_people
from qa.ground.errors import QaError
from qa.rulebook.load import load_rulebook
from tests.trials import checker_of, findings, proposals, rule

NEAR = checker_of(*(rule for rule in load_rulebook().rules if rule.id == "names.near-miss"))
MISREAD = checker_of(rule("names", task="misread", misread=[["ü", "ii", "ti"], ["ö", "d"], ["ô", "6"], ["vić", "vie"]]))


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("Mr. Jiirgenson (Estonia)", [("Jiirgenson", "Jürgenson")]),
        ("Mr. Jtirgenson's speech", [("Jtirgenson's", "Jürgenson's")]),
        ("Mr. Thdresson spoke of C6te d'Ivoire.", [("Thdresson", "Thöresson"), ("C6te", "Côte")]),
        ("Ms. Mijatovie", [("Mijatovie", "Mijatović")]),
        ("Mr. Jurgenson and Mr. Jürgenson", []),
    ],
)
def test_a_name_that_a_scanner_damaged_is_mended(passage: str, expected: list[tuple[str, ...]]) -> None:
    assert proposals(MISREAD, passage) == expected


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("Ambassador Macharia Kamu of Kenya", [("Kamu", "Kamau")]),
        ("Mr. Kamu (Kenya): We agree.", [("Kamu", "Kamau")]),
        ("the representative, Mr. Kamu (Ruritania)", []),
        ("Antonio Guterrez’s report", [("Guterrez’s", "Guterres’s")]),
        ("Mr. Ban Ki-mon", [("Ki-mon", "Ki-moon")]),
        ("Tiijani Muhammad-Bande", [("Tiijani", "Tijjani")]),
        ("We thank Mr. Vostrek. Mr. Vostrek met Mr. Vostrak.", [("Vostrak", "Vostrek")]),
        ("We thank Mr. Vostrek. Mr. Vostrek met Ms. Vostrak.", []),
        ("We thank Mr. Vostrek, who met Mr. Vostrak.", []),
        ("We thank Mr. Vostrekov. Mr. Vostrekov met Ms. Vostrekova.", []),
        ("Mr. Vostrek and Mr. Vostrek met Mr. Vostrak Smith.", []),
        ("the town of Guterrez", []),
        ("Mr. Antonio Gutérres", []),
        ("Ms. Seepanovie (Montenegro)", [("Seepanovie", "Šćepanović")]),
        ("His Majesty King Phillipe", [("Phillipe", "Philippe")]),
        ("We flew to Amsterdan by night.", [("Amsterdan", "Amsterdam")]),
        ("We met the mayor, Mr. Amsterdan.", []),
        ("Amsterdan is a name nobody knows.", []),
        ("Amsterdan-based firms and the firm of Âmsterdam", []),
        ("the people of Kyiv and " * 5 + "the Kiyv of old", [("Kiyv", "Kyiv")]),
        ("the town of Palu on the coast", []),
        ("We met in Grosnafeld. " * 5 + "We left Grosnatield.", []),
        ("We met in Grosnafeld. " * 5 + "We left Grosnaleld.", [("Grosnaleld", "Grosnafeld")]),
        ("We met in Grosnafeld. " * 4 + "We left Grosnaleld.", []),
        ("We met in Grosnafeld. " * 5 + "The Grosnafelds left; so did one Grosnafald.", []),
        ("Mr. Karimov thanked all. Mr. Karimov left. Mr. Karimov met Mr. Karmiov and Mr. Karmiov.", [("Karmiov", "Karimov")] * 2),
    ],
)
def test_a_name_is_reported_on_evidence_beside_it(passage: str, expected: list[tuple[str, ...]]) -> None:
    assert proposals(NEAR, passage) == expected


def test_the_evidence_says_who_is_meant() -> None:
    assert findings(NEAR, "Mr. Kamu (Kenya): We agree.")[0].evidence == "Records know Kamau of Kenya."


@given(st.sampled_from(load_people()))
def test_every_known_person_is_silent(person: Person) -> None:
    passage = f"We thank Mr. {person.full} ({person.place or 'Chair'})."
    assert proposals(NEAR, passage) == []
    assert proposals(MISREAD, passage) == []


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"task": "guess"}, "unknown task"),
        ({"task": "misread", "misread": [["ü"]]}, "not a group of letters"),
        ({"task": "misread", "misread": [["ü", 2]]}, "not a group of letters"),
    ],
)
def test_an_option_that_is_none_is_refused(options: dict[str, object], complaint: str) -> None:
    with pytest.raises(QaError, match=complaint):
        checker_of(rule("names", **options))
