"""The pages of the kinds of check, and what they promise: the smallest rules hold, and mistakes are told as they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.checks import CHECKS
from qa.checks.elements import SHAPELESS
from qa.checks.frames import BUILT_IN
from qa.cli.kind_pages import Pitfall, kind_guides, kind_page
from qa.cli.schemas import OPTIONS, REQUIRED, rules_schema
from qa.engine.checker import Checker, Selection
from qa.engine.examples import test_rules as run_examples
from qa.engine.translation import TranslationChecker
from qa.ground.errors import QaError
from qa.rulebook.load import Rulebook, load_rulebook
from qa.rulebook.rule_text import rule_text
from qa.words.lexicon import load_lexicon
from tests.rulebook.folders import folder

GUIDES = kind_guides()
INSTALLED = "python"
"""The kind whose rules need a package that a house installs: tests/plugin_example has one."""
PITFALLS = [(name, mistake) for name, guide in GUIDES.items() for mistake in guide.mistakes]


NEEDED = [(kind, group) for kind, groups in REQUIRED.items() for group in groups if kind != INSTALLED]


def house(tmp_path: Path, text: str) -> Rulebook:
    return load_rulebook([folder(tmp_path / "house", house__toml=text)], shipped=False)


def whole(kind: str, keys: str) -> str:
    """A rule of a kind with these keys."""
    return f'[[rule]]\nid = "house.rule"\nkind = "{kind}"\nmessage = "m"\nexamples = [{{ good = "x" }}]\n{keys}\n'


def test_every_kind_has_its_page_and_no_other() -> None:
    assert set(GUIDES) == set(CHECKS.shipped)
    assert all(guide.about for guide in GUIDES.values())


@pytest.mark.parametrize("name", [name for name, guide in GUIDES.items() if guide.example and name != INSTALLED])
def test_the_smallest_rule_of_a_kind_holds(tmp_path: Path, name: str) -> None:
    rulebook = house(tmp_path, GUIDES[name].example)
    (rule,) = rulebook.rules
    assert rule.kind == name
    assert [result for result in run_examples(rulebook) if not result.ok] == []


@pytest.mark.parametrize(("kind", "mistake"), PITFALLS, ids=[f"{kind} {mistake.told}" for kind, mistake in PITFALLS])
def test_what_is_often_got_wrong_is_told_as_its_page_says(tmp_path: Path, kind: str, mistake: Pitfall) -> None:
    with pytest.raises(QaError) as told:
        Checker(house(tmp_path, whole(kind, mistake.rule)), Selection())
    assert mistake.told in str(told.value)
    assert told.value.line is not None
    assert "house.toml" in (told.value.file or "")


@pytest.mark.parametrize(("kind", "group"), NEEDED)
def test_what_is_needed_is_missed_where_it_is_not_there(tmp_path: Path, kind: str, group: tuple[str, ...]) -> None:
    """Of a shipped rule with all its keys, one without those of the group is refused."""
    shipped = next(rule for rule in load_rulebook().rules if rule.kind == kind)
    options = {key: value for key, value in shipped.options.items() if key not in (*group, "words")}
    fields = {"id": "house.rule", "kind": kind, "message": "m", **options}
    made = TranslationChecker if CHECKS[kind].is_bilingual else Checker
    with pytest.raises(QaError):
        made(house(tmp_path, rule_text(fields, [{"good": "x"}])), Selection())


def test_the_pages_name_every_class_that_there_is() -> None:
    learnt = {*load_lexicon().classes, *SHAPELESS}
    assert {name for name in learnt if f"<{name}>" not in GUIDES["sequence"].about} == set()
    assert {name for name in BUILT_IN if f"<{name}>" not in GUIDES["frame"].about} == set()


def test_every_key_is_described_and_so_is_every_one_that_is_needed() -> None:
    properties = rules_schema()["properties"]["rule"]["items"]["properties"]
    assert [name for name, shape in properties.items() if not shape.get("description")] == []
    assert {option for kind in CHECKS.shipped.values() for option in kind.options} <= OPTIONS.keys()
    assert {key for groups in REQUIRED.values() for group in groups for key in group} <= OPTIONS.keys()


@pytest.mark.parametrize("kind", CHECKS.shipped.values(), ids=list(CHECKS.shipped))
def test_a_page_has_all_keys_of_its_kind_and_a_rule(kind) -> None:
    page = kind_page(kind, load_rulebook())
    assert page.startswith(f"# Kind {kind.name}\n")
    assert [key for key in kind.options if f"| `{key}` |" not in page] == []
    assert f'kind = "{kind.name}"' in page


def test_several_mistakes_are_told_in_one_run(tmp_path: Path) -> None:
    text = whole("pattern", "pattern = '('") + whole("words", 'words = { "a" = "a" }').replace("house.rule", "house.other")
    with pytest.raises(QaError) as told:
        Checker(house(tmp_path, text), Selection())
    assert [line.partition(" ")[0].rpartition("house.toml:")[2] for line in str(told.value).split("\n")] == ["12:", "6:"]
    broken = whole("words", 'severity = "grave"') + whole("words", 'profile = "loud"').replace("house.rule", "house.other")
    with pytest.raises(QaError) as told:
        house(tmp_path / "again", broken)
    assert [error.line for error in told.value.errors] == [6, 12]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("words = { a = true }", "found true"),
        ("words = [1]", "found [1]"),
        ('pattern = "\\\\bthe\\b"', r"pattern = '\bthe\b'"),
        ('pattern = "\\d"', r"a text with backslashes in single quotes: '\d'"),
    ],
)
def test_messages_speak_toml_and_not_python(tmp_path: Path, keys: str, expected: str) -> None:
    kind = "pattern" if keys.startswith("pattern") else "words"
    with pytest.raises(QaError) as told:
        Checker(house(tmp_path, whole(kind, keys)), Selection())
    assert expected in str(told.value)
    assert "None" not in str(told.value)
    assert "True" not in str(told.value)


def test_a_file_in_place_of_a_folder_of_rules_is_told_so(tmp_path: Path) -> None:
    file = tmp_path / "house.toml"
    file.write_text("", encoding="utf-8")
    with pytest.raises(QaError, match="a file, not a folder of rules; expected the folder that it lies in"):
        load_rulebook([file])
