"""The values of a translation against its source's: what is told of a bead, how surely, and of what nothing is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.beads.bitext import Bitext
from qa.beads.single import paired
from qa.engine.checker import Selection
from qa.engine.translation import TranslationChecker
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.readers.text import read
from qa.rulebook.load import Rulebook, load_rulebook
from qa.text.segment import segment


def values_checker() -> TranslationChecker:
    rules = tuple(rule for rule in load_rulebook().rules if rule.kind == "parallel-values")
    return TranslationChecker(Rulebook(rules), Selection(advice=True))


CHECKER = values_checker()


def bitext(language: str, *pairs: tuple[str, str]) -> Bitext:
    documents = [segment(read("passages", "\n\n".join(side).encode())) for side in zip(*pairs, strict=True)]
    units, here, there = [], 0, 0
    for number, (source, target) in enumerate(pairs, start=1):
        units.append((str(number), Span(here, here + len(source)), Span(there, there + len(target))))
        here, there = here + len(source) + 2, there + len(target) + 2
    return paired(*documents, (language, "en"), units)


def told(language: str, source: str, target: str) -> list[Finding]:
    return list(CHECKER.check(bitext(language, (source, target))).findings)


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("fr", "Ils sont trois mille deux cents, soit 30 %.", "They are 3,200, or 30 per cent."),
        ("fr", "la soixante-dix-neuvième session, au XXIe siècle", "the 79th session, in the twenty-first century"),
        (
            "fr",
            "La séance est levée à 13 h 15 et reprendra à 20 heures.",
            "The meeting rose at 1.15 p.m. and will resume at 8 p.m.",
        ),
        ("fr", "deux ans et demi, un demi-million, trois quarts", "two and a half years, half a million, three quarters"),
        ("fr", "une trentaine de pays, une douzaine de fois, les deux", "some thirty countries, twelve times, both"),
        ("fr", "les 15 et 16 juin, du 20 au 28 septembre 2024", "on 15 and 16 June, 20 to 28 September 2024"),
        ("fr", "depuis quatre décennies, l'exercice 1998-1999", "for forty years, the year 1998-99"),
        ("fr", "10 à 15 millions, 1 milliard 700 millions", "10 million to 15 million, 1.7 billion"),
        ("fr", "cinquante et un, cinquante et un", "fifty-one"),
        ("es", "3.200 soldados, 2.5 millones, mil millones", "3,200 soldiers, 2.5 million, a billion"),
        ("es", "en los años noventa, el 1.º de mayo, dos terceras partes", "in the 1990s, on 1 May, two thirds"),
        ("ru", "12-15 тысяч человек, полтора миллиарда, 80-летие", "12,000 to 15,000, 1.5 billion, the eightieth anniversary"),
        ("ru", "в девяностых годах, в XXI веке, глава VII, статья 51", "in the 1990s, the 21st century, Chapter VII, Article 51"),
        ("ar", "٣٢٠٠ جندي، مليار ونصف المليار دولار", "3,200 soldiers, $1.5 billion"),
        ("ar", "في الرابع من حزيران/يونيو 1967، ثلث السكان", "on 4 June 1967, one third of the population"),
        ("zh", "三分之二，百分之四十五，二十世纪九十年代", "two thirds, 45 per cent, in the 1990s"),
        ("zh", "4千多万儿童，1万2千人，第2735(2024)号决议", "40 million children, 12,000 people, resolution 2735 (2024)"),
    ],
)
def test_what_is_said_in_other_words_is_no_error(language: str, source: str, target: str) -> None:
    assert told(language, source, target) == []


@pytest.mark.parametrize(
    ("language", "source", "target", "rule", "confidence", "correction"),
    [
        ("fr", "3 200 soldats", "32,000 soldiers", "number", "sure", "3,200"),
        ("fr", "2,4 milliards", "2.4 million", "magnitude", "sure", "billion"),
        ("fr", "trente pays", "thirteen countries", "number", "likely", "thirty"),
        ("es", "septuagésimo noveno", "seventy-eighth", "ordinal", "likely", "seventy-ninth"),
        ("es", "350 millones de euros", "$350 million", "money", "sure", "€350"),
        ("ru", "46 процентов", "46", "per-cent", "sure", "46 per cent"),
        ("ru", "в четверг", "on Tuesday", "weekday", "likely", "Thursday"),
        ("ar", "15 أيار/مايو", "15 March", "date", "sure", "May"),
        ("zh", "第七章", "Chapter VI", "symbol", "likely", "VII"),
        ("fr", "à 13 h 15", "at 1.50 p.m.", "time", "sure", "1.15"),
        ("fr", "A/71/L.12", "A/71/L.21", "symbol", "sure", "12"),
    ],
)
def test_a_changed_value_is_told_with_the_right_one(
    language: str, source: str, target: str, rule: str, confidence: str, correction: str
) -> None:
    (finding,) = told(language, source, target)
    assert (finding.rule, finding.confidence.value) == (f"translation.{rule}", confidence)
    assert finding.corrections[0].startswith(correction)
    assert finding.source is not None
    assert finding.source.text in source


def test_a_lost_value_stands_where_it_belongs_and_an_added_one_where_it_is() -> None:
    (lost,) = told("fr", "En 1995, 250 délégués sont venus.", "In 1995 delegates came.")
    assert (lost.span, lost.message) == (Span(7, 7), "“250” of the source is missing.")
    (added,) = told("fr", "Les délégués sont venus.", "The 250 delegates came.")
    assert (added.text, added.message) == ("250", "The source has nothing of “250”.")
    assert added.source is not None
    assert added.source.text == ""


def test_a_figure_may_move_to_the_sentence_beside() -> None:
    moved = bitext("fr", ("Ils étaient 250.", "They came."), ("Ils sont venus.", "There were 250."))
    assert list(CHECKER.check(moved).findings) == []


def test_nothing_is_missing_from_a_bead_that_is_not_sure() -> None:
    pair = bitext("fr", ("Ils étaient 250.", "They came."))
    unsure = Bitext(pair.source, pair.target, tuple(replace(bead, confidence=0.3) for bead in pair.beads), pair.paragraphs)
    assert len(list(CHECKER.check(pair).findings)) == 1
    assert list(CHECKER.check(unsure).findings) == []


def test_running_heads_and_text_misread_into_other_letters_are_left_alone() -> None:
    heads = [(f"Discours prononcé à New York le 30 septembre 2024 {word}", word) for word in ("Oui.", "Non.", "Bien.")]
    assert list(CHECKER.check(bitext("fr", *heads)).findings) == []
    assert told("ar", "gol 55 ayll Sle pales!", "We face a great challenge.") == []
