"""The schemas of rule files, change files and configurations: current, held by all shipped files, and no looser than need be."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from qa.checks import CHECKS
from qa.cli.schemas import OPTIONS, OPTIONS_OF_CHANGES, SCHEMAS, TASKS, config_schema
from qa.compare.rules import KINDS
from qa.config.files import read_config_file
from qa.config.read import KEYS, SUPPRESSION_KEYS
from qa.ground.errors import QaError
from qa.ground.finding import Confidence, Severity
from qa.rulebook.rule import Rule
from qa.words.lexicon import load_lexicon
from qa.words.vocabulary import Vocabulary

ROOT = Path(__file__).parents[2]
FILES = {"rules": sorted(ROOT.glob("rules/*.toml")), "changes": sorted(ROOT.glob("rules/changes/*.toml"))}
SHIPPED = [(name, path) for name, paths in FILES.items() for path in paths]
RULE = 'id = "house.a"\nkind = "words"\nmessage = "A."\nwords = { a = "b" }\nexamples = [{ bad = "a" }]\n'
CHANGE = 'id = "upriver"\nclass = "house"\nkind = "fold"\nmessage = "A."\nexamples = [{ old = "a", new = "b" }]\n'


def complaints(name: str, text: str) -> list[str]:
    """What the schema says against a TOML file; days are strings there, as editors hand them on."""
    data = json.loads(json.dumps(tomllib.loads(text), default=date.isoformat))
    validator = Draft202012Validator(SCHEMAS[name](), format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(data)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_that_are_shipped_are_those_of_the_code(name: str) -> None:
    shipped = ROOT / "reports" / f"{name}.schema.json"
    written = json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=2) + "\n"
    assert shipped.read_text(encoding="utf-8") == written, f"make generated, or: qa rules schema {name} > {shipped}"
    Draft202012Validator.check_schema(SCHEMAS[name]())


@pytest.mark.parametrize(("name", "path"), SHIPPED, ids=[path.stem for _, path in SHIPPED])
def test_every_shipped_file_holds(name: str, path: Path) -> None:
    assert complaints(name, path.read_text(encoding="utf-8")) == []


def test_the_configuration_that_init_writes_holds_with_every_key_in_force(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    for name in ("names.txt", "terms.csv", "agenda.pdf"):
        (tmp_path / name).touch()
    every = {name: f"{name} = {key.example}\n" for name, key in KEYS.items()}
    of_some = "".join(line for name, line in every.items() if not KEYS[name].of_run)
    path = tmp_path / "qa.toml"
    path.write_text(f"{''.join(every.values())}\n[[overrides]]\npaths = ['debates/**']\n{of_some}", encoding="utf-8")
    assert read_config_file(path).layers
    assert complaints("config", path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rules", f"[[rules]]\n{RULE}"),
        ("rules", f'profile = "lax"\n[[rule]]\n{RULE}'),
        ("rules", f"[[rule]]\n{RULE}severty = 'error'\n"),
        ("rules", f"[[rule]]\n{RULE}severity = 'grave'\n"),
        ("rules", f"[[rule]]\n{RULE}category = 'speling'\n"),
        ("rules", f"[[rule]]\n{RULE}pattern = 'a key of another kind'\n"),
        ("rules", "[[rule]]\n" + RULE.replace("house.a", "House A")),
        ("rules", "[[rule]]\n" + RULE.replace('"words"', '"wrods"')),
        ("rules", "[[rule]]\n" + RULE.replace('bad = "a"', 'worse = "a"')),
        ("rules", "[[rule]]\n" + RULE.replace('bad = "a"', "")),
        ("rules", '[[rule]]\nid = "a.b"\nkind = "repetition"\ntask = "sentence"\n'),
        ("changes", f"[[rule]]\n{CHANGE}"),
        ("changes", f"[[change]]\n{CHANGE}lines = ['x']\n"),
        ("changes", "[[change]]\n" + CHANGE.replace('"house"', '"substance"')),
        ("changes", "[[change]]\n" + CHANGE.replace(', new = "b"', "")),
        ("config", "fail_on = 'error'\n"),
        ("config", "fail-on = 'mild'\n"),
        ("config", "words = 'Nyelegal'\n"),
        ("config", "suppress = [{ rule = 'acronym' }]\n"),
        ("config", "suppress = [{ reason = 'as printed' }]\n"),
        ("config", "suppress = [{ text = 'CTSO', reason = 'as printed', expires = 'soon' }]\n"),
        ("config", "[[overrides]]\nadvice = true\n"),
    ],
)
def test_what_cannot_be_meant_does_not_hold(name: str, text: str) -> None:
    assert complaints(name, text) != []


def test_an_entry_that_changes_a_shipped_rule_need_not_be_whole() -> None:
    assert complaints("rules", '[[rule]]\nid = "acronym.unknown"\nenabled = false\n') == []
    assert complaints("changes", '[[change]]\nid = "vocative"\nenabled = false\n') == []


def test_every_option_of_a_shipped_kind_has_a_shape_and_every_shape_a_kind() -> None:
    assert {option for kind in CHECKS.shipped.values() for option in kind.options} | {"list"} == set(OPTIONS)
    assert {option for _, options in KINDS.values() for option in options} == set(OPTIONS_OF_CHANGES)
    assert set(config_schema()["properties"]["suppress"]["items"]["properties"]) == set(SUPPRESSION_KEYS)
    assert set(TASKS) == {name for name, kind in CHECKS.shipped.items() if "task" in kind.options}


@pytest.mark.parametrize(("kind", "task"), [(kind, task) for kind, tasks in TASKS.items() for task in (*tasks, "nonsense")])
def test_a_kind_takes_the_tasks_that_the_schema_names_and_no_other(kind: str, task: str) -> None:
    options = {"task": task}
    rule = Rule("a.b", kind, "A.", Severity.INFO, Confidence.LIKELY, "other", (), "a.toml", 1, options=options)
    refused = False
    try:
        CHECKS[kind].compile([rule], Vocabulary(load_lexicon(), frozenset()))
    except QaError as error:
        refused = "unknown task" in error.message
    assert refused is (task == "nonsense")


def test_editors_find_the_schema_of_each_file(tmp_path: Path) -> None:
    settings = tomllib.loads((ROOT / ".taplo.toml").read_text(encoding="utf-8"))
    assert [rule["schema"]["path"] for rule in settings["rule"]] == [f"reports/{name}.schema.json" for name in SCHEMAS]
    assert taplo(ROOT, *map(str, FILES["rules"] + FILES["changes"])).returncode == 0
    shutil.copy(ROOT / ".taplo.toml", tmp_path)
    shutil.copytree(ROOT / "reports", tmp_path / "reports", ignore=shutil.ignore_patterns("samples", "latest"))
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "house.toml").write_text(f"[[rule]]\n{RULE}severity = 'grave'\n", encoding="utf-8")
    wrong = taplo(tmp_path, "rules/house.toml")
    assert wrong.returncode != 0
    assert "house.toml:7:" in wrong.stderr


def taplo(folder: Path, *files: str) -> subprocess.CompletedProcess[str]:
    """The engine of editors for TOML."""
    command = Path(sys.executable).with_name("taplo")
    return subprocess.run([command, "lint", *files], cwd=folder, capture_output=True, text=True, check=False)


def test_a_schema_is_printed(qa) -> None:
    assert json.loads(qa("rules", "schema", "config").stdout)["title"] == "transcript-qa configuration"
