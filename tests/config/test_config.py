from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qa.config.config import Config
from qa.config.files import Configurations
from qa.config.profile import Profile
from qa.config.read import KEYS
from qa.config.shapes import FilePattern
from qa.config.suppression import Suppression
from qa.ground.errors import QaError
from qa.ground.finding import Severity


def written(folder: Path, text: str) -> Path:
    path = folder / "qa.toml"
    path.write_text(text, encoding="utf-8")
    return path


def read_config(path: Path) -> Config:
    """What the file says of a document that no override is about."""
    return Configurations(path).of(str(path.with_name("speech.txt")))


def test_every_key_is_read(tmp_path):
    text = """
        rules = ["house", "/etc"]
        select = ["spacing"]
        ignore = ["style.*"]
        fail-on = "warning"
        advice = true
        profile = "strict"
        words = ["Nyelegal"]
        word-lists = ["names.txt"]
        suppress = [{ rule = "acronym", text = "CTSO", reason = "quoted" },
                    { text = "sic", reason = "as printed", expires = 2027-01-31 }]
        cache = "kept"
        source-language = "fr"
        target-language = "auto"
        glossary = ["terms.csv"]
        vocabulary = ["agenda.pdf"]
        hesitations = "mend"
        exclude = ["drafts/", "!drafts/a.txt"]
        include = ["*.rec"]
        output = ["terminal", "sarif=out/qa.sarif"]
        baseline = "known.json"
        changed-since = "origin/main"
        jobs = "auto"
        time-limit = 2.5
    """
    (tmp_path / "house").mkdir()
    for name in ("names.txt", "terms.csv", "agenda.pdf"):
        (tmp_path / name).touch()
    assert KEYS.keys() == tomllib.loads(text).keys()
    config = read_config(written(tmp_path, text))
    assert [each.place.rpartition(":")[2] for each in config.suppress] == ["10", "11"]
    assert config == Config(
        rules=(tmp_path / "house", Path("/etc")),
        select=("spacing",),
        ignore=("style.*",),
        fail_on=Severity.WARNING,
        advice=True,
        profile=Profile.STRICT,
        words=("Nyelegal",),
        word_lists=(tmp_path / "names.txt",),
        suppress=(
            Suppression("acronym", "CTSO", "quoted"),
            Suppression(None, "sic", "as printed", date(2027, 1, 31)),
        ),
        cache=str(tmp_path / "kept"),
        source_language="fr",
        glossary=(tmp_path / "terms.csv",),
        vocabulary=(tmp_path / "agenda.pdf",),
        hesitations="mend",
        exclude=(FilePattern("drafts/", tmp_path), FilePattern("!drafts/a.txt", tmp_path)),
        include=(FilePattern("*.rec", tmp_path),),
        output=("terminal", f"sarif={tmp_path / 'out/qa.sarif'}"),
        baseline=str(tmp_path / "known.json"),
        changed_since="origin/main",
        jobs="auto",
        time_limit=2.5,
    )


def test_an_empty_file_changes_nothing(tmp_path):
    assert read_config(written(tmp_path, "")) == Config()


def test_never_fails_on_nothing(tmp_path):
    assert read_config(written(tmp_path, 'fail-on = "never"')).fail_on is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('\nfail_on = "error"', ":2: unknown key 'fail_on'; expected 'fail-on', the nearest known"),
        ("[selct]", ":1: unknown key 'selct'; expected 'select', the nearest known"),
        ("xyz = 1", ":1: unknown key 'xyz'; expected one of rules, word-lists, words,"),
        ('fail-on = "often"', ":1: wrong value of fail-on; found 'often'; expected one of error, warning, info, never"),
        ('\n\nselect = "spacing"', ":3: wrong value of select; found 'spacing'; expected an array of strings"),
        ("words = [1]", ":1: wrong value of words; found [1]; expected an array of strings"),
        ("advice = 1", ":1: wrong value of advice; found 1; expected true or false"),
        ('profile = "stric"', ":1: wrong value of profile; found 'stric'; expected 'strict', the nearest known"),
        ("profile = 1", ":1: wrong value of profile; found 1; expected one of plain, un-verbatim, strict"),
        ("suppress = 1", ":1: wrong value of suppress; found 1; expected an array of tables"),
        ('[[suppress]]\nrul = "a.b"', ":2: unknown key 'rul' of suppress; expected 'rule', the nearest known"),
        (
            '[[suppress]]\nrule = "a.b"',
            ":1: an entry of suppress needs a reason, and a rule or a text or both; found only",
        ),
        ('[[suppress]]\nreason = "so"', ":1: an entry of suppress needs a reason, and a rule or a text or both"),
        ('suppress = [{ rule = 1, reason = "so" }]', ":1: wrong value of rule; found 1; expected a string"),
        (
            '[[suppress]]\nrule = "a"\nreason = "b"\nexpires = "2027-01-31"',
            ":4: wrong value of expires; found '2027-01-31'; expected a date such as 2027-01-31, without quotation marks",
        ),
        (
            '[[suppress]]\nrule = "a"\nreason = "b"\n[[suppress]]\nrul = "a"',
            ":5: unknown key 'rul' of suppress; expected 'rule', the nearest known",
        ),
        ("overrides = 1", ":1: wrong value of overrides; found 1; expected an array of tables such as paths ="),
        ('[[overrides]]\nprofile = "plain"', ":1: an override without paths; expected paths ="),
        (
            '[[overrides]]\npaths = ["a"]\n\n[[overrides]]\npaths = ["b"]\nignor = []',
            ":6: unknown key 'ignor' of overrides; expected 'ignore', the nearest known",
        ),
        (
            '[[overrides]]\npaths = ["a"]\n[[overrides.suppress]]\ntext = "b"\n[[overrides]]\npaths = "b"',
            ":3: an entry of suppress needs a reason",
        ),
        ('[[overrides]]\npaths = ["a"]\n[[overrides]]\npaths = "b"', ":4: wrong value of paths; found 'b'"),
        ('rules = ["none"]', ":1: rules: 'none' is no folder; found nothing at "),
        ('rules = ["qa.toml"]', ":1: rules: 'qa.toml' is no folder; found a file"),
        ('\nword-lists = ["."]', ":2: word-lists: '.' is no file; found a folder"),
        ("jobs = 0", ":1: wrong value of jobs; found 0; expected a number of processes from 1 on, or 'auto'"),
        ("jobs = true", ":1: wrong value of jobs; found true"),
        ("time-limit = 0", ":1: wrong value of time-limit; found 0; expected a number of seconds above 0, or 'none'"),
        ("exclude = 'drafts'", ":1: wrong value of exclude; found 'drafts'; expected an array of strings"),
        ('\nexclude = ["a/", "[z"]', ":2: wrong value of exclude; found '[z'; expected patterns as a .gitignore file has them"),
        ('include = ["!"]', ":1: wrong value of include; found '!'; expected patterns"),
        ('language = "en"', ":1: unknown key 'language'; expected 'target-language', the nearest known"),
        ('[[overrides]]\npaths = ["a"]\njobs = 2', ":3: jobs is about the run, not about some documents; expected it before"),
        (
            '[tool.transcript-qa]\nwords = ["a"]',
            ":1: qa.toml is ours alone, and its keys stand in no table; found [transcript-qa]",
        ),
        ("[qa]\n", ":1: qa.toml is ours alone, and its keys stand in no table; found [qa]"),
        ("rules = [\n1,\n", ":2: not valid TOML: "),
        ("rules = 1\nx\n", ":2: not valid TOML: "),
    ],
)
def test_a_mistake_is_named_with_its_file_and_line(tmp_path, text, message):
    path = written(tmp_path, text)
    with pytest.raises(QaError) as caught:
        read_config(path)
    assert str(caught.value).startswith(f"{path}{message}")


def test_a_file_that_cannot_be_read_is_an_error(tmp_path):
    with pytest.raises(QaError, match="cannot be read: No such file"):
        read_config(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b'words = ["C\xf4te"]')
    with pytest.raises(QaError, match="not UTF-8"):
        read_config(tmp_path / "latin.toml")


@pytest.mark.parametrize(
    ("given", "held"),
    [
        ({"words": ["Nyelegal"]}, {"words": ("Nyelegal",)}),
        ({"rules": ["house"], "word_lists": [Path("a.txt")]}, {"rules": (Path("house"),), "word_lists": (Path("a.txt"),)}),
        ({"profile": "strict", "fail_on": "info"}, {"profile": Profile.STRICT, "fail_on": Severity.INFO}),
        ({"fail_on": "never"}, {"fail_on": None}),
        ({"cache": Path("kept")}, {"cache": "kept"}),
        ({"exclude": ["drafts/"]}, {"exclude": (FilePattern("drafts/"),)}),
        ({"select": (name for name in ("a", "b"))}, {"select": ("a", "b")}),
    ],
)
def test_what_a_program_gives_is_taken_for_what_it_means(given: dict[str, Any], held: dict[str, Any]):
    config = Config(**given)
    assert {name: getattr(config, name) for name in held} == held
    assert hash(config) == hash(Config(**held))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"words": "Nyelegal"}, "wrong value of words; found 'Nyelegal'; expected several strings"),
        ({"rules": Path("house")}, "wrong value of rules; found PosixPath('house'); expected several paths"),
        ({"profile": "stric"}, "wrong value of profile; found 'stric'; expected 'strict', the nearest known"),
        ({"fail_on": "often"}, "wrong value of fail_on; found 'often'; expected one of error, warning, info, never"),
        ({"advice": 1}, "wrong value of advice; found 1; expected true or false"),
        ({"source_language": "de"}, "wrong value of source_language; found 'de'"),
        ({"suppress": ["acronym"]}, "wrong value of suppress; found ['acronym']; expected several suppressions"),
        ({"jobs": -1}, "wrong value of jobs; found -1"),
        ({"time_limit": 0}, "wrong value of time_limit; found 0"),
        ({"cache": ""}, "wrong value of cache; found ''"),
    ],
)
def test_what_cannot_be_meant_is_told_when_it_is_made(given: dict[str, Any], message: str):
    with pytest.raises(QaError) as caught:
        Config(**given)
    assert str(caught.value).startswith(message)
