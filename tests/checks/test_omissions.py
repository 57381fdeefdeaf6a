"""What a translation lacks, adds, cuts short or leaves untranslated, in whole documents."""

from __future__ import annotations

import pytest

from qa.beads.align import align
from qa.beads.single import paired
from qa.engine.checker import Selection
from qa.engine.translation import TranslationChecker
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.readers.text import read
from qa.rulebook.load import load_rulebook
from qa.text.segment import segment
from tests.beads.test_align import ENGLISH, RECORDS

CHECKER = TranslationChecker(load_rulebook(), Selection(select=("translation",)))
PASSAGES = ("sentence-missing", "paragraph-missing", "speech-missing", "passage-added", "cut-short", "untranslated")


def found(source: str, target: str, language: str) -> list[Finding]:
    bitext = align(read("s", source.encode()), read("t", target.encode()), language, "en")
    return [each for each in CHECKER.check(bitext).findings if each.rule.partition(".")[2] in PASSAGES]


@pytest.mark.parametrize("language", RECORDS)
def test_a_faithful_translation_is_left_alone(language: str) -> None:
    assert found(RECORDS[language], ENGLISH, language) == []


@pytest.mark.parametrize("language", RECORDS)
def test_a_speech_that_is_lost_is_told_once_where_it_belongs(language: str) -> None:
    paragraphs = ENGLISH.split("\n\n")
    target = "\n\n".join((paragraphs[0], *paragraphs[3:]))
    (finding,) = found(RECORDS[language], target, language)
    assert finding.rule == "translation.speech-missing"
    assert finding.span.start == finding.span.end == len(paragraphs[0])
    assert finding.source
    assert finding.source.text.count("\n\n") == 1


def test_a_sentence_lost_between_two_that_are_aligned_is_told_with_its_text() -> None:
    lost = "Les pêcheurs ont perdu 40 filets et plusieurs de leurs pirogues dans la tempête de mars."
    source = f"Le port de Lomé a accueilli 96 navires en mai. {lost} Le conseil siégera le 7 juin 2021."
    target = "The port of Lomé received 96 vessels in May. The council will sit on 7 June 2021."
    (finding,) = found(f"{RECORDS['fr']}\n\n{source}", f"{ENGLISH}\n\n{target}", "fr")
    assert finding.rule == "translation.sentence-missing"
    assert lost in finding.message


def test_nothing_is_missing_from_what_could_not_be_aligned() -> None:
    target = "Other matters were dealt with. There was no time. Nobody objected.\n\nThe list was closed."
    assert found(RECORDS["ru"].replace("\n\n", " "), target, "ru") == []


def test_a_pair_without_a_target_is_missing_and_one_without_a_source_added() -> None:
    source, target = (
        "Nous remercions le Comité de son rapport.\n\n",
        "\n\nThe Committee will meet again in the spring of next year.",
    )
    documents = segment(read("s", source.encode())), segment(read("t", target.encode()))
    pairs = (("a", Span(0, 41), Span(0, 0)), ("b", Span(41, 41), Span(2, len(target))))
    findings = CHECKER.check(paired(*documents, ("fr", "en"), pairs)).findings
    assert [(each.rule, each.source.unit) for each in findings if each.source] == [
        ("translation.sentence-missing", "a"),
        ("translation.passage-added", "b"),
    ]


def test_a_paragraph_left_in_the_source_language_is_told() -> None:
    left = RECORDS["es"].split("\n\n")[2]
    target = ENGLISH.replace("The harvest failed twice. Families sold their cattle.", left)
    assert [each.rule for each in found(RECORDS["es"], target, "es")] == ["translation.untranslated"]
