"""Packages that add to the tables: an example that is built and installed, and broken ones written by hand."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from qa.checks import CHECKS, Kind
from qa.ground.plugins import PluginWarning, Table, entry_points
from qa.readers import READERS, Reader
from qa.writers import COMPARISON_WRITERS, WRITERS, Writer
from tests.once import once

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "tests" / "plugin_example"
SUBTITLES = """\
{25}{100}
We thank the officials ofthe two organizations.
{112}{225}
They said WE MUST ACT now.
"""
RULES = """\
[[rule]]
id = "subtitles.length"
kind = "caption"
limit = 40
message = "The line is too long for a screen."
severity = "info"
category = "length"
examples = [
  { bad = "This line of words is longer than forty characters." },
  { good = "This one is not." },
]

[[rule]]
id = "subtitles.shouting"
kind = "python"
function = "shouting"
arguments = { at_least = 3 }
message = "Nobody shouts in a subtitle."
category = "style"
examples = [
  { bad = "They said WE MUST ACT now.", good = "They said We must act now." },
  { good = "The UN and the WHO met." },
]
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which pip has installed the example, as it would into an environment."""

    def install(folder: Path) -> None:
        tree = shutil.copytree(EXAMPLE, folder / "tree", ignore=shutil.ignore_patterns("__pycache__"))
        line = ["install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--target", folder / "site", tree]
        subprocess.run([sys.executable, "-m", "pip", *map(str, line)], check=True)

    return once(tmp_path_factory, "plugins", install) / "site"


@pytest.fixture
def qa(installed: Path, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the command beside the example in a folder with subtitles and rules for them."""
    (tmp_path / "speech.sub").write_text(SUBTITLES, encoding="utf-8")
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "subtitles.toml").write_text(RULES, encoding="utf-8")
    return lambda *arguments: run(tmp_path, [installed], *arguments)


def run(folder: Path, sites: list[Path], *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (ROOT, *sites)))}
    line = [sys.executable, "-m", "qa", *arguments]
    return subprocess.run(line, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


def test_a_reader_a_kind_of_check_and_a_function_find_what_is_wrong_in_subtitles(qa):
    lines = qa("check", "speech.sub", "--rules", "house", "-o", "json").stdout.splitlines()
    found = [(record["rule"], record["line"], record["text"]) for record in map(json.loads, lines)]
    assert found == [
        ("subtitles.length", 2, "We thank the officials ofthe two organizations."),
        ("joined.words", 2, "ofthe"),
        ("subtitles.shouting", 4, "WE MUST ACT"),
    ]


def test_a_folder_is_searched_for_what_a_plugin_reads(qa):
    assert "speech.sub:2:24: error joined.words" in qa("check", ".").stdout


def test_a_report_and_a_comparison_are_written_by_a_plugin(qa, tmp_path):
    assert qa("check", "speech.sub", "-o", "csv", "-q").stdout == "speech.sub,2,joined.words,ofthe,of the\n"
    corrected = SUBTITLES.replace("ofthe", "of the").replace("thank", "greet")
    (tmp_path / "final.sub").write_text(corrected, encoding="utf-8")
    assert qa("diff", "speech.sub", "final.sub", "-o", "tally", "-q").stdout == "final.sub: 1 form, 1 substance\n"


def test_the_help_lists_what_plugins_add(qa):
    told = [" ".join(line.split()) for name in ("check", "diff") for line in qa(name, "--help").stdout.splitlines()]
    assert "csv one finding a line, for spreadsheets" in told
    assert "frames subtitles by frames (.sub)" in told
    assert "tally how many changes of each class" in told


def test_the_examples_of_rules_of_plugins_are_run(qa):
    result = qa("rules", "test", "house")
    assert (result.stdout, result.returncode) == ("", 0)


def test_what_is_shipped_is_found_without_looking_for_plugins(tmp_path):
    (tmp_path / "speech.txt").write_text("We thank the officials ofthe two organizations.\n", encoding="utf-8")
    program = (
        "import sys; from qa.cli import command;"
        "command(['check', '.', '-q', '-o', 'json', '-o', 'docx=a.docx'], standalone_mode=False);"
        "print('importlib.metadata' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    line = [sys.executable, "-c", program]
    done = subprocess.run(line, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


BROKEN = (
    ("json = broken_0:ENTRY", "", "the name is taken: it is shipped with transcript-qa"),
    ("csv = absent:ENTRY", "", "ModuleNotFoundError: No module named 'absent'"),
    ("csv = broken_2:ENTRY", "", "AttributeError: module 'broken_2' has no attribute 'ENTRY'"),
    ("csv = broken_3:ENTRY", "raise RuntimeError('no licence')", "RuntimeError: no licence"),
    ("csv = broken_4:ENTRY", "ENTRY = 'csv'", "broken_4:ENTRY is no qa.writers.Writer"),
    ("csv = broken_5:ENTRY", "ENTRY = Writer('tsv', '', '.tsv', 'broken_5')", "broken_5:ENTRY calls itself 'tsv'"),
    (
        "csv = broken_6:ENTRY",
        "ENTRY = Writer('csv', '', '.csv', 'broken_6')",
        "the module broken_6 offers no render and no report",
    ),
    (
        "csv = broken_7:ENTRY",
        "ENTRY = Writer('csv', '', '.csv', 'broken_7.parts')",
        "ModuleNotFoundError: No module named 'broken_7.parts'; 'broken_7' is not a package",
    ),
)
"""What a package says of itself, the module that it has, and why it is left out."""


def test_broken_plugins_are_told_by_their_names_and_stop_nothing(tmp_path):
    sites, told = [tmp_path / "sound"], []
    for number, (lines, code, reason) in enumerate(BROKEN):
        name = f"broken_{number}"
        sites.append(tmp_path / name)
        package(sites[-1], name, f"[transcript_qa.writers]\n{lines}\n", f"from qa.writers import Writer\n{code}")
        plugin = f"the plugin '{lines.split(' ')[0]}' of {name.replace('_', '-')} 1.0 (transcript_qa.writers)"
        told.append(f"qa: warning: {plugin} is left out: {reason}")
    sound = "from qa.writers import Writer\nENTRY = Writer('yaml', 'x', '.yaml', 'sound')\ndef render(*_): return 'sound\\n'\n"
    package(tmp_path / "sound", "sound", "[transcript_qa.writers]\nyaml = sound:ENTRY\n", sound)
    (tmp_path / "a.txt").write_text("It is so.\n", encoding="utf-8")
    done = run(tmp_path, sites, "check", "a.txt", "-o", "yaml", "-q")
    assert done.stdout == "sound\n"
    assert sorted(done.stderr.splitlines()) == sorted(told)
    assert done.returncode == 0


def test_of_two_plugins_of_one_name_the_first_by_package_is_taken(tmp_path, monkeypatch):
    for name in ("b_second", "a_first"):
        code = f"from qa.writers import Writer\nENTRY = Writer('csv', '{name}', '.csv', '{name}')\ndef render(*_): return ''\n"
        package(tmp_path / name, name, f"[test_plugins.twice]\ncsv = {name}:ENTRY\n", code)
        monkeypatch.syspath_prepend(tmp_path / name)
    table = Table("test_plugins.twice", tuple(WRITERS.shipped.values()), (("render",),))
    with pytest.warns(PluginWarning, match="the name is taken: it is that of the plugin 'csv' of a-first 1.0"):
        assert table["csv"].summary == "a_first"
    assert len(table) == len(WRITERS.shipped) + 1


def test_a_function_that_is_not_installed_is_a_mistake_of_the_rule(qa, tmp_path):
    rule = RULES.replace('"shouting"', '"whispering"')
    (tmp_path / "house" / "subtitles.toml").write_text(rule, encoding="utf-8")
    result = qa("check", "speech.sub", "--rules", "house")
    assert result.returncode == 2
    assert result.stderr == (
        "qa: error: house/subtitles.toml:16: rule subtitles.shouting: no such function is installed; found 'whispering'; "
        "expected an entry point of transcript_qa.functions (shouting)\n"
    )


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        ("absent:find", "cannot be loaded; found ModuleNotFoundError: No module named 'absent'"),
        ("odd:NAME", "is no function; found 'odd'"),
    ],
)
def test_a_function_that_does_not_work_is_told_with_the_rule(tmp_path, value, complaint):
    result = with_function(tmp_path, value)
    assert result.returncode == 2
    assert result.stderr.startswith("qa: error: house/subtitles.toml:4: rule subtitles.shouting: ")
    assert complaint in result.stderr


def test_a_function_that_fails_in_a_document_does_not_end_the_batch(tmp_path):
    result = with_function(tmp_path, "odd:outside")
    assert result.returncode == 3
    assert "the function names a place outside the text; found 3 to 900 of 26" in result.stdout + result.stderr


def with_function(tmp_path, value):
    """A document checked by a rule of a house that calls this function of an installed package."""
    code = "NAME = 'odd'\ndef outside(text): return [(3, 900, [])]\n"
    package(tmp_path / "odd", "odd", f"[transcript_qa.functions]\nshouting = {value}\n", code)
    (tmp_path / "house").mkdir()
    rule = RULES[RULES.index("[[rule]]", 1) :].replace("arguments = { at_least = 3 }\n", "")
    (tmp_path / "house" / "subtitles.toml").write_text(rule, encoding="utf-8")
    (tmp_path / "a.txt").write_text("They said WE MUST ACT now.", encoding="utf-8")
    return run(tmp_path, [tmp_path / "odd"], "check", "a.txt", "--rules", "house", "--select", "subtitles")


@pytest.mark.parametrize(
    ("table", "kind"),
    [(READERS, Reader), (CHECKS, Kind), (WRITERS, Writer), (COMPARISON_WRITERS, Writer)],
    ids=("readers", "checks", "writers", "comparison_writers"),
)
def test_each_table_names_its_group_and_ships_entries_of_its_type(table, kind):
    assert table.group.startswith("transcript_qa.")
    assert all(isinstance(entry, kind) and table[name] is entry for name, entry in table.shipped.items())


def test_entry_points_come_in_the_same_order_whatever_the_path(tmp_path, monkeypatch):
    for name, line in (("b_second", "y = b:x"), ("a_first", "z = a:x\nx = a:x")):
        package(tmp_path / name, name, f"[test_plugins.order]\n{line}\n", "")
        monkeypatch.syspath_prepend(tmp_path / name)
    assert [point.name for point in entry_points("test_plugins.order")] == ["x", "y", "z"]


def test_an_unknown_name_is_no_entry_of_a_table():
    table = Table("test_plugins.none", (SimpleNamespace(name="a", module="json"),), ())
    assert "b" not in table
    assert list(table) == ["a"]


def package(site: Path, name: str, points: str, code: str) -> None:
    """A package as pip leaves it in ``site``: its module and what is said of it."""
    about = site / f"{name}-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name.replace('_', '-')}\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text(points, encoding="utf-8")
    (site / f"{name}.py").write_text(code, encoding="utf-8")
