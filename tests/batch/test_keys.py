"""Whatever may change what is found changes the key, and nothing else does."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from qa.batch import keys
from qa.batch.keys import Keys, digest, of_together
from qa.config.config import Config, Origin, Where
from qa.config.profile import Profile
from qa.config.suppression import Suppression
from qa.ground.finding import Severity
from qa.text.together import NOTHING, Together

TODAY = date(2031, 5, 5)
DATA = b"in ofthe area"
RULE = """[[rule]]
id = "house.%s"
"""


@pytest.fixture
def house(tmp_path: Path) -> Config:
    """A configuration with a folder of rules and a word list."""
    (tmp_path / "house" / "words").mkdir(parents=True)
    (tmp_path / "house" / "a.toml").write_text(RULE % "one")
    (tmp_path / "house" / "words" / "typos.tsv").write_text("ofthe\tof the\n")
    (tmp_path / "names.txt").write_text("Vostrak\n")
    entry = Suppression("acronym", "CTSO", "as printed", date(2031, 5, 5), "qa.toml:3")
    return Config(rules=(tmp_path / "house",), word_lists=(tmp_path / "names.txt",), words=("one",), suppress=(entry,))


def key(config: Config, data: bytes = DATA, today: date = TODAY, together: Together = NOTHING) -> bytes:
    return Keys(today).of_outcome(data, config, of_together(together))


CHANGES: dict[str, Callable[[Config, Path], bytes]] = {
    "the document": lambda config, folder: key(config, DATA + b"."),
    "a rule": lambda config, folder: _written(config, folder / "house" / "a.toml", RULE % "two"),
    "another rule file": lambda config, folder: _written(config, folder / "house" / "b.toml", RULE % "two"),
    "a rule file's name": lambda config, folder: _renamed(config, folder / "house" / "a.toml"),
    "a list beside the rules": lambda config, folder: _written(config, folder / "house" / "words" / "typos.tsv", "x\ty\n"),
    "a word list": lambda config, folder: _written(config, folder / "names.txt", "Vostrek\n"),
    "a word list that is gone": lambda config, folder: _removed(config, folder / "names.txt"),
    "a word": lambda config, folder: key(replace(config, words=("two",))),
    "--select": lambda config, folder: key(replace(config, select=("acronym",))),
    "--ignore": lambda config, folder: key(replace(config, ignore=("acronym",))),
    "--profile": lambda config, folder: key(replace(config, profile=Profile.STRICT)),
    "--advice": lambda config, folder: key(replace(config, advice=True)),
    "--rules": lambda config, folder: key(replace(config, rules=())),
    "a suppression": lambda config, folder: key(replace(config, suppress=())),
    "where a suppression stands": lambda config, folder: key(
        replace(config, suppress=(replace(config.suppress[0], place="qa.toml:4"),))
    ),
    "the day on which a suppression expires": lambda config, folder: key(config, today=date(2031, 5, 6)),
    "what is gathered": lambda config, folder: key(config, together=Together({"UN": 1})),
}


def _written(config: Config, file: Path, text: str) -> bytes:
    file.write_text(text)
    return key(config)


def _renamed(config: Config, file: Path) -> bytes:
    file.rename(file.with_name("c.toml"))
    return key(config)


def _removed(config: Config, file: Path) -> bytes:
    file.unlink()
    return key(config)


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_gives_another_key(house: Config, tmp_path: Path, change: str):
    before = key(house)
    assert CHANGES[change](house, tmp_path) != before


def test_what_changes_nothing_gives_the_same_key(house: Config):
    before = key(house)
    same = replace(house, fail_on=Severity.INFO, cache="none", origins=(Origin("words", "[]", Where("qa.toml", 1)),))
    assert key(same) == before == key(house, today=date(2031, 5, 4))


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the program's folders, small, in the place of the real ones."""
    for name in ("qa", "rules", "site"):
        (tmp_path / name).mkdir()
    (tmp_path / "qa" / "__init__.py").write_text("")
    (tmp_path / "rules" / "a.toml").write_text("")
    monkeypatch.setattr(keys, "program_folder", lambda: tmp_path / "qa")
    monkeypatch.setattr(keys, "data_folder", lambda name: tmp_path / name)
    monkeypatch.setattr("sys.path", [str(tmp_path / "site")])
    return tmp_path


PROGRAM_CHANGES: dict[str, Callable[[Path, pytest.MonkeyPatch], object]] = {
    "the version": lambda folder, patch: patch.setattr(keys, "__version__", "99.0"),
    "the code": lambda folder, patch: (folder / "qa" / "__init__.py").write_text("pass"),
    "a new module": lambda folder, patch: (folder / "qa" / "new.py").write_text(""),
    "a shipped rule": lambda folder, patch: (folder / "rules" / "a.toml").write_text("#"),
    "the lexicon": lambda folder, patch: (
        shutil.copytree(folder / "site", folder / "rules" / "lexicon")
        and (folder / "rules" / "lexicon" / "words.txt.gz").write_bytes(b"words")
    ),
    "a package beside it": lambda folder, patch: (folder / "site" / "lxml-99.dist-info").mkdir(),
    "Python": lambda folder, patch: patch.setattr("sys.version", "4.0"),
}


@pytest.mark.parametrize("change", PROGRAM_CHANGES)
def test_every_change_of_the_program_gives_another_key(program: Path, monkeypatch, change: str):
    monkeypatch.setattr(keys, "code", keys.code.__wrapped__)
    before = keys.program.__wrapped__()
    assert keys.program.__wrapped__() == before
    PROGRAM_CHANGES[change](program, monkeypatch)
    assert keys.program.__wrapped__() != before


def test_where_one_part_ends_and_the_next_begins_counts():
    assert digest(b"ab", b"c") != digest(b"a", b"bc") != digest(b"abc")
