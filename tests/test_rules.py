"""The shipped rules: their own examples, one test each, and their lists as data."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from qa.engine.examples import ExampleResult
from qa.engine.examples import test_rules as run_examples
from qa.rulebook.load import Rulebook, load_rulebook
from qa.rulebook.rule import Rule

RULEBOOK = load_rulebook()
EXAMPLES = [(rule, number) for rule in RULEBOOK.rules if rule.enabled for number in range(len(rule.examples))]
WITH_WORDS = [rule for rule in RULEBOOK.rules if rule.kind == "words"]


@cache
def results(rule_id: str) -> list[ExampleResult]:
    """What became of the examples of one rule; run when the first of them is asked for, not when the tests are gathered."""
    return list(run_examples(Rulebook((RULEBOOK.get(rule_id),), RULEBOOK.accepted)))


@pytest.mark.parametrize(
    ("rule", "number"), EXAMPLES, ids=[f"{rule.id}:{rule.examples[number].line}" for rule, number in EXAMPLES]
)
def test_the_example_holds(rule: Rule, number: int) -> None:
    result = results(rule.id)[number]
    place = f"{rule.file}:{result.example.line}"
    assert result.ok, f"{place}: {result.message}; expected {result.expected!r}, got {result.got!r}"


def test_every_enabled_rule_shows_where_it_stops() -> None:
    assert [rule.id for rule in RULEBOOK.rules if all(example.bad for example in rule.examples)] == []


NOT_IN_A_PASSAGE = {
    "characters.stray-byte": "goes by the bytes of a file; tests/checks/test_encodings.py",
    "translation.acronym-another": "goes by the rest of the documents; tests/checks/test_shortenings.py",
    "translation.alike": "goes by the rest of the documents; tests/checks/test_sameness.py",
    "translation.two-ways": "goes by the rest of the documents; tests/checks/test_sameness.py",
    "translation.term": "goes by a glossary; tests/checks/test_terms.py",
    "translation.term-forbidden": "goes by a glossary; tests/checks/test_terms.py",
}
"""Rules that no passage by itself can break, and where they are tested."""


def test_every_rule_has_an_example_of_what_is_wrong() -> None:
    lacking = {rule.id for rule in RULEBOOK.rules if not any(example.bad for example in rule.examples)}
    assert lacking == NOT_IN_A_PASSAGE.keys()


@pytest.mark.parametrize("rule", WITH_WORDS, ids=lambda rule: rule.id)
def test_no_correction_of_a_list_is_itself_listed_as_wrong(rule: Rule) -> None:
    words = {wrong: str(right).split("|") for wrong, right in rule.table("words").items()}
    assert {right for rights in words.values() for right in rights} & words.keys() == set()


@pytest.mark.parametrize("rule", WITH_WORDS, ids=lambda rule: rule.id)
def test_no_entry_of_a_list_has_blanks_at_its_edges_or_two_together(rule: Rule) -> None:
    entries = [text for wrong, right in rule.table("words").items() for text in (wrong, *str(right).split("|"))]
    assert [text for text in entries if text != " ".join(text.split())] == []


def test_the_list_files_are_sorted() -> None:
    lists = sorted(Path(__file__).parents[1].glob("rules/words/*.tsv"))
    for path in lists:
        words = [line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        assert words == sorted(set(words)), path.name


def test_no_word_is_listed_by_two_rules() -> None:
    listed = [wrong for rule in WITH_WORDS for wrong in rule.table("words")]
    assert len(listed) == len(set(listed))


def test_messages_are_sentences() -> None:
    assert [rule.id for rule in RULEBOOK.rules if not rule.message.rstrip("”").endswith((".", "?"))] == []
