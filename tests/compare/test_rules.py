"""Files of changes are read with the line of any mistake, laid over one another, and hold by their own examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.compare import folds
from qa.compare.change_class import ChangeClass
from qa.compare.classify import Classing
from qa.compare.compare import compare
from qa.compare.examples import failing_examples
from qa.compare.rules import KINDS, load_changes, message_of, shipped_changes
from qa.ground.errors import QaError
from qa.readers.text import read
from qa.words.lexicon import load_lexicon

CHANGE = """\
[[change]]
id = "house-river"
kind = "fold"
message = "The river by the name of the house."
words = { "danube" = "donau" }
examples = [
  { old = "on the Danube", new = "on the Donau" },
  { old = "on the Danube", new = "on the Rhine", not = true },
]
"""


def house(folder: Path, text: str) -> Path:
    (folder / "changes").mkdir(exist_ok=True)
    (folder / "changes" / "own.toml").write_text(text, encoding="utf-8")
    return folder


def verdict(folder: Path, old: str, new: str) -> tuple[str, str]:
    classing = Classing(load_changes([folder]), load_lexicon())
    (change,) = compare(read("old.txt", old.encode()), read("new.txt", new.encode()), classing).changes
    return change.change_class.value, change.reason


def test_the_shipped_rules_hold_by_their_examples() -> None:
    assert [str(failure) for failure in failing_examples(shipped_changes())] == []


def test_an_example_that_does_not_hold_is_named(tmp_path: Path) -> None:
    text = CHANGE.replace("on the Rhine", "on the Donau")
    (failure,) = failing_examples(load_changes([house(tmp_path, text)]))
    assert str(failure) == f"{tmp_path}/changes/own.toml:8: this is house-river; found house/house-river"


def test_every_rule_says_what_it_is_and_what_it_is_not() -> None:
    for rule in shipped_changes().rules:
        assert rule.message.endswith("."), rule.id
        assert any(example.is_one for example in rule.examples), rule.id
        assert rule.kind in KINDS


def test_the_gravest_reasons_stand_first() -> None:
    grave = [rule.id for rule in shipped_changes().rules if rule.change_class is ChangeClass.SUBSTANCE]
    assert [reason for reason in grave if reason != "order"] == (
        ["number", "date", "symbol", "name", "negation", "modal", "attribution", "quantity", "words"]
    )


def test_reasons_have_messages() -> None:
    assert message_of("serial-comma") == "The comma before the last of a list."
    with pytest.raises(QaError, match="no reason 'serial-coma' of changes; expected 'serial-comma', the nearest known"):
        message_of("serial-coma")


def test_a_house_adds_its_own_changes(tmp_path: Path) -> None:
    folder = house(tmp_path, CHANGE)
    assert verdict(folder, "We met on the Danube.", "We met on the Donau.") == ("house", "house-river")
    assert verdict(folder, "We met on the Danube.", "We met on the Rhine.") == ("substance", "name")
    assert message_of("house-river", load_changes([folder])) == "The river by the name of the house."


def test_a_house_switches_a_change_off_or_adds_to_it(tmp_path: Path) -> None:
    text = '[[change]]\nid = "article"\nenabled = false\n\n[[change]]\nid = "house-word"\ngroups = [["talks", "parley"]]\n'
    folder = house(tmp_path, text)
    assert verdict(folder, "in return for peace", "in return for the peace") == ("substance", "words")
    assert verdict(folder, "The talks failed.", "The parley failed.") == ("house", "house-word")
    assert verdict(folder, "We use tools.", "We utilize tools.") == ("house", "house-word")


def test_a_folder_without_changes_adds_none(tmp_path: Path) -> None:
    assert load_changes([tmp_path]) == shipped_changes()


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('message = "The river by the name of the house."', "", 1, "wrong value of message; found nothing; expected a string"),
        ('id = "house-river"', 'id = "House River"', 2, "wrong value of id; found 'House River'; expected a name such as"),
        ('kind = "fold"', 'kind = "folds"', 3, "wrong value of kind; found 'folds'; expected 'fold', the nearest known"),
        (
            'kind = "fold"',
            'kind = "fold"\nclass = "substance"',
            4,
            "wrong value of class; found 'substance'; expected one of house, form",
        ),
        ("message", "mesage", 4, "unknown key 'mesage' of the kind fold; expected 'message', the nearest known"),
        (
            'message = "The river by the name of the house."',
            "message = 3",
            4,
            "wrong value of message; found 3; expected a string",
        ),
        ("words = {", 'group = [["a", "b"]]\nwords = {', 5, "unknown key 'group' of the kind fold; expected 'groups'"),
        ('words = { "danube" = "donau" }', "words = 3", 5, "wrong value of words; found 3; expected a table"),
        ('words = { "danube" = "donau" }', 'patterns = [["(", ""]]', 5, "not a pattern: "),
        ('words = { "danube" = "donau" }', 'groups = [["danube"]]', 5, "not groups of words"),
        ('words = { "danube" = "donau" }', 'list = "rivers.tsv"', 5, "no such word list; found 'rivers.tsv'"),
        ("not = true", "not = 1", 8, "not an example"),
        ('new = "on the Rhine"', 'new = "on the Danube"', 8, "not an example"),
        ('examples = [\n  { old = "on the Danube", new = "on the Donau" },', "examples = [", 6, "without examples does not load"),
        ("[[change]]", "enabled = true\n[[change]]", 1, "unknown key 'enabled' of a file of changes; expected one of change"),
        ("examples = [", "examples = [ ,", 6, "not valid TOML"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    assert old in CHANGE
    with pytest.raises(QaError) as caught:
        load_changes([house(tmp_path, CHANGE.replace(old, new, 1))])
    assert str(caught.value).startswith(f"{tmp_path}/changes/own.toml:{line}: ")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (CHANGE + CHANGE, "own.toml:11: change house-river stands twice; found the first on line 2"),
        ('[[change]]\nid = "article"\nkind = "fold"\n', "another kind than in rules/changes/words.toml"),
        ('[[change]]\nid = "modal"\nmarkers = ["have to"]\n', "a marker is one word; found 'have to'"),
        (
            '[change]\nid = "modal"\n',
            "own.toml:1: wrong value of change; found { id = 'modal' }; expected an array of tables such as [[change]]",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(QaError, match=message.replace("[", r"\[")):
        load_changes([house(tmp_path, text)])


def test_a_pattern_that_runs_away_is_stopped_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folds, "_SECONDS", 0.5)  # of the processor: whatever else a machine does, a pattern that ends needs less
    text = CHANGE.replace('words = { "danube" = "donau" }', "patterns = ['(?:o|oo|ooo)+x$']").replace("fold", "drop")
    folder = house(tmp_path, text)
    with pytest.raises(QaError, match=r"own.toml:5: change house-river: a pattern takes more than 0.5 s on one passage"):
        verdict(folder, "We said no.", "We said " + "o" * 60 + " oxo no.")
