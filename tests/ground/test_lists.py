"""The lists of words that the code goes by, as data."""

from __future__ import annotations

from pathlib import Path

from qa.ground.lists import any_word, word_list, word_set
from qa.ground.resources import read_text

CODE = "".join(path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[2] / "qa").rglob("*.py")))
ROWS = [line.split("\t") for line in read_text("rules", "lexicon", "lists.tsv").splitlines() if not line.startswith("#")]


def test_each_list_has_its_own_name_and_each_word_once() -> None:
    assert len({name for name, _ in ROWS}) == len(ROWS)
    assert [name for name, _ in ROWS if len(word_set(name)) < len(word_list(name))] == []
    assert [word for name, _ in ROWS for word in word_list(name) if word != word.strip() or not word] == []


def test_no_list_is_kept_that_nothing_reads() -> None:
    assert [name for name, _ in ROWS if f'"{name}"' not in CODE and f"'{name}'" not in CODE] == []


def test_lists_are_put_together_in_order() -> None:
    assert word_list("tens")[:2] == ("twenty", "thirty")
    assert any_word("weekdays", "tens").startswith("(?:Monday|Tuesday|")
    assert word_set("weekdays", "tens") == {*word_list("weekdays"), *word_list("tens")}
