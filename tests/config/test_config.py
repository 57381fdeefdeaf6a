from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from qa.config.config import KEYS, Config
from qa.config.files import Configurations
from qa.config.profile import Profile
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
        rules = ["house", "/etc/qa"]
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
    """
    assert KEYS.keys() == tomllib.loads(text).keys()
    config = read_config(written(tmp_path, text))
    assert [each.place.rpartition(":")[2] for each in config.suppress] == ["10", "11"]
    assert config == Config(
        rules=(tmp_path / "house", Path("/etc/qa")),
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
