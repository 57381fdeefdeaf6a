"""A passage to its numbers, dates and symbols by value, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.facts.disagreement import disagreements
from qa.facts.english import in_english
from qa.facts.values import ValueKind, by_value, differing_kinds, values


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("five vessels, 5 vessels", ["5", "5"]),
        ("the seventy-ninth session, the 79th session", ["79th", "79th"]),
        ("two thirds, a third, one quarter", ["2/3", "1/3", "1/4"]),
        ("a hundred and five, two thousand and one, one hundred twenty thousand", ["105", "2001", "120000"]),
        ("2,000,000, 2 million, 3.5 billion", ["2000000", "2000000", "3500000000"]),
        ("thirty and forty, one and two", ["30", "40", "1", "2"]),
        ("thousands of people, tens of millions", ["thousands", "millions"]),
        ("30%, 30 per cent, 4.5 percent, 10 and 15 per cent", ["30%", "30%", "9/2%", "10%", "15%"]),
        ("$5 million, 5 million dollars, €5", ["$5000000", "$5000000", "€5"]),
        ("-5 degrees, a 5-year plan", ["-5", "5"]),
        ("9.30 a.m., 9:30 a.m.", ["9h30", "9h30"]),
        ("the 31st of December 2025, December 31, 2025, 31 December 2025", ["2025-12-31"] * 3),
        ("4 July, July 4th", ["-7-4", "-7-4"]),
        ("in May they may; in May 2020", ["-5", "2020-5"]),
        ("the 1980s, the 1980's, in 1986, 2015-2016", ["1980s", "1980s", "1986", "2015", "2016"]),
        ("on Monday", ["Monday"]),
        ("S/PV.9721, A/RES/70/1", ["S/PV.9721", "A/RES/70/1"]),
        ("resolution 2107 of 2013, Resolution 2107 (2013)", ["resolution2107(2013)"] * 2),
        ("Article 51, articles 51, Chapter VII", ["article51", "article51", "chapterVII"]),
        ("no number here, and/or an article of faith", []),
    ],
)
def test_values_are_read_however_they_are_written(text: str, keys: list[str]) -> None:
    assert [value.key for value in values(text)] == keys


@pytest.mark.parametrize(
    ("language", "text", "keys"),
    [
        ("fr", "3 200 hommes, 3\u00a0200, 3\u202f200, trois mille deux cents", ["3200"] * 4),
        ("fr", "quatre-vingt-dix, quatre-vingt-dix-sept, soixante et onze, vingt et un", ["90", "97", "71", "21"]),
        ("fr", "la 79e session, la soixante-dix-neuvième, le 1er mai 2024", ["79th", "79th", "2024-5-1"]),
        ("fr", "2,4 milliards de dollars, 5 millions d’euros, 300 $", ["$2400000000", "€5000000", "$300"]),
        ("fr", "un million et demi, un tiers, deux tiers, un demi-million", ["1500000", "1/3", "2/3", "500000"]),
        ("fr", "2,5 %, trente pour cent, 25 p. 100, entre 10 et 15 %", ["5/2%", "30%", "25%", "10%", "15%"]),
        ("fr", "le XXIe siècle, chapitre VII, l’article 51", ["21th", "chapterVII", "article51"]),
        ("fr", "résolution 2254 (2015), résolution 78/1, (S/2024/780)", ["resolution2254(2015)", "resolution78/1", "S/2024/780"]),
        (
            "fr",
            "lundi, en mars 2020, les années 80, en 1990, deux mille personnes",
            ["Monday", "2020-3", "1980s", "1990", "2000"],
        ),
        ("fr", "des milliers de personnes, mille neuf cent quarante-cinq, trois et quatre", ["thousands", "1945", "3", "4"]),
        ("es", "mil doscientos, treinta y cinco, mil millones, 150 mil", ["1200", "35", "1000000000", "150000"]),
        ("es", "79.º período, septuagésimo noveno, 1 de mayo de 2024", ["79th", "79th", "2024-5-1"]),
        ("es", "2,5 por ciento, siglo XXI, Capítulo VII, dos terceras partes", ["5/2%", "21th", "chapterVII", "2/3"]),
        ("ru", "3 200 человек, три тысячи двести, 2,4 млрд долларов", ["3200", "3200", "$2400000000"]),
        ("ru", "79-я сессия, семьдесят девятой сессии, 28 сентября 2024 года", ["79th", "79th", "2024-9-28"]),
        ("ru", "46 процентов, XXI век, глава VII, 80-х годов, две трети", ["46%", "21th", "chapterVII", "1980s", "2/3"]),
        ("ar", "٣٢٠٠، ثلاثة آلاف ومئتان، خمسة وعشرون، مليوني", ["3200", "3200", "25", "2000000"]),
        ("ar", "الدورة التاسعة والسبعين، القرار 2254 (2015)، الفصل السابع", ["79th", "resolution2254(2015)", "chapterVII"]),
        ("ar", "٣٠٪، 15 بالمئة، 26 أيلول/سبتمبر 2024، القرن الحادي والعشرين", ["30%", "15%", "2024-9-26", "21th"]),
        ("zh", "3200万人，三千二百，1.5亿美元，百分之三十", ["32000000", "3200", "$150000000", "30%"]),
        ("zh", "第七十九届会议，2024年9月26日，二〇二四年五月十五日", ["79th", "2024-9-26", "2024-5-15"]),
        ("zh", "第七章，第2254(2015)号决议，21世纪，星期一", ["chapterVII", "resolution2254(2015)", "21th", "Monday"]),
    ],
)
def test_values_are_the_same_in_every_language(language: str, text: str, keys: list[str]) -> None:
    assert [value.key for value in values(text, language)] == keys


@pytest.mark.parametrize(
    ("language", "text", "others"),
    [
        ("es", "3.275", {"131/40"}),
        ("fr", "20 heures", {"20h00"}),
        ("en", "8 p.m.", {"20h00"}),
        ("fr", "13 h 15", {"13h15"}),
        ("en", "1.15 p.m.", {"13h15"}),
    ],
)
def test_what_may_be_meant_too_is_told(language: str, text: str, others: set[str]) -> None:
    (value,) = values(text, language)
    assert {*value.others, value.key} >= others


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("one of them", "some of them", []),
        ("one vessel", "two vessels", ["number"]),
        ("15 May 1992", "15 May 1993", ["date"]),
        ("S/2024/378", "S/2024/387", ["symbol"]),
        ("5 men on 3 May", "6 men on 4 May", ["date", "number"]),
        ("five men", "5 men", []),
    ],
)
def test_kinds_that_differ(old: str, new: str, kinds: list[str]) -> None:
    assert sorted(differing_kinds(old, new)) == kinds


@given(st.text(alphabet="15.,%$-/()thsd andMayS VII", max_size=30))
def test_values_stand_in_order_where_they_were_read(text: str) -> None:
    reached = 0
    for value in values(text):
        assert reached <= value.start < value.end <= len(text)
        reached = value.end
    for kind in ValueKind:
        if all(value.kind is not kind for value in values(text)):
            assert by_value(text, kind) == text


ALPHABETS = {
    "en": st.sampled_from(
        "a half|two|and|hundred|thousands|first|May|Article|VII|i|resolution|p.m.|1998|-99|1,5|/|5.|$|%|é".split("|")
    ),
    "fr": st.sampled_from("un|deux|et|demi|cent|mille|vingt|siècle|XXIe|chapitre|premier|mai|h|1,5|20|années|%|le|€".split("|")),
    "es": st.sampled_from("mil|dos|y|media|millones|siglo|XX|décimo|octavo|de|mayo|años|por|ciento|3.200|1|º|horas".split("|")),
    "ru": st.sampled_from("сто|два|тыс.|200|млн|первый|век|XXI|глава|мая|2024|г.|-й|ч.|15|м.|процентов|половиной|с".split("|")),
    "ar": st.sampled_from(
        "ألف|ومئتان|خمسة|وعشرون|عشر|الثالث|من|مايو|/|القرن|القرار|١٢|ثلث|مليار|ونصف|في|المائة|الفصل".split("|")
    ),
    "zh": st.sampled_from("三|百|万|亿|第|章|分之|百分之|世纪|年代|年|月|日|2024|1.5|多|号决议|点|分|零|十".split("|")),
}


@pytest.mark.parametrize("language", ALPHABETS)
@given(data=st.data(), blank=st.sampled_from(["", " ", "-"]))
def test_any_order_of_words_has_values_in_order(language: str, data: st.DataObject, blank: str) -> None:
    text = blank.join(data.draw(st.lists(ALPHABETS[language], max_size=9)))
    reached = 0
    for value in values(text, language):
        assert reached <= value.start < value.end <= len(text)
        reached = value.end
    assert list(disagreements(list(values(text, language)), list(values(text, language)))) == []
    for disagreement in disagreements(list(values(text, language)), list(values("two thirds, 5 May, $3, 1998", "en"))):
        for value in filter(None, (disagreement.source, disagreement.target)):
            assert in_english(value, "5") != ""


@given(st.integers(min_value=2, max_value=999_999))
def test_a_number_with_commas_is_the_number(number: int) -> None:
    assert [value.key for value in values(f"some {number:,} men")] == [str(number)]
