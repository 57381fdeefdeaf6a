"""Which configuration holds for a document, and what it says there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.config.config import Config, Layer, Where
from qa.config.files import Configurations, matches, read_config_file
from qa.config.profile import Profile
from qa.ground.errors import QaError
from qa.ground.finding import Severity

PYPROJECT = '[project]\nname = "records"\n\n[tool.transcript-qa]\nignore = ["pyproject"]\n'
SETUP = "[metadata]\nname = records\n\n[tool:transcript-qa]\nignore = setup\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(**files: str) -> None:
    """Files by their paths, "__" for "/" and "_" for "."."""
    for name, text in files.items():
        path = Path(name.replace("__", "/").replace("_", "."))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def places(config: Config) -> dict[str, str]:
    return {origin.key: origin.place for origin in config.origins if origin.place != "default"}


@pytest.mark.parametrize(
    ("files", "ignored", "place"),
    [
        ({}, (), None),
        ({"setup_cfg": SETUP}, ("setup",), "setup.cfg:5"),
        ({"setup_cfg": SETUP, "pyproject_toml": PYPROJECT}, ("pyproject",), "pyproject.toml:5"),
        ({"setup_cfg": SETUP, "pyproject_toml": PYPROJECT, "qa_toml": 'ignore = ["qa"]'}, ("qa",), "qa.toml:1"),
        ({"qa_toml": 'ignore = ["far"]', "a__setup_cfg": SETUP}, ("setup",), "a/setup.cfg:5"),
        (
            {"qa_toml": 'ignore = ["far"]', "a__pyproject_toml": "[project]\n", "a__setup_cfg": "[metadata]\n"},
            ("far",),
            "qa.toml:1",
        ),
        ({"qa_toml": 'ignore = ["far"]', "a__qa_toml": ""}, ("far",), "qa.toml:1"),
        ({"qa_toml": 'ignore = ["far"]', "a__qa_toml": "root = true"}, (), None),
        ({"b__qa_toml": 'ignore = ["beside"]', "a__b__qa_toml": 'ignore = ["below"]'}, (), None),
    ],
)
def test_the_nearest_file_holds(files: dict[str, str], ignored: tuple[str, ...], place: str | None):
    write(**files)
    config = Configurations().of("a/speech.txt")
    assert config.ignore == ignored
    assert places(config).get("ignore") == place


@pytest.mark.parametrize(("top", "found"), [(".", True), ("a", False), ("a/b", False)])
def test_nothing_is_looked_for_above_a_repository(top: str, found: bool):
    write(qa_toml="advice = true")
    Path("a/b").mkdir(parents=True)
    Path(top, ".git").mkdir()
    assert Configurations().of("a/b/speech.txt").advice is found


def test_a_named_file_holds_for_every_document():
    write(qa_toml='ignore = ["far"]', a__qa_toml='ignore = ["near"]')
    configurations = Configurations(Path("qa.toml"))
    assert [configurations.of(path).ignore for path in ("speech.txt", "a/speech.txt", "-")] == [("far",)] * 3


def test_a_file_that_is_root_hides_those_above():
    write(pyproject_toml="not = [toml", a__qa_toml="root = true", b__qa_toml="")
    assert Configurations().of("a/speech.txt") == Config()
    for path in ("speech.txt", "b/speech.txt"):
        with pytest.raises(QaError, match=r"pyproject\.toml:1: not valid TOML"):
            Configurations().of(path)


def test_a_nested_file_lies_over_those_above_and_adds_to_their_lists():
    write(
        qa_toml='words = ["one"]\nignore = ["far"]\nprofile = "strict"\nexclude = ["drafts/"]\n',
        a__qa_toml='words = ["two"]\nprofile = "plain"\nexclude = ["notes/"]\n',
    )
    config = Configurations().of("a/speech.txt")
    assert (config.words, config.ignore, config.profile) == (("one", "two"), ("far",), Profile.PLAIN)
    assert [(each.pattern, each.folder) for each in config.exclude] == [("drafts/", Path()), ("notes/", Path("a"))]
    assert Configurations().of("speech.txt").words == ("one",)


def test_a_file_lies_over_the_one_that_it_extends():
    write(
        house__base_toml='extend = "more.toml"\nwords = ["two"]\nprofile = "plain"\nword-lists = ["names.txt"]\n'
        '[[overrides]]\npaths = ["debates/**"]\nwords = ["debate"]\n',
        house__more_toml='words = ["one"]\nadvice = true\n',
        house__names_txt="",
        qa_toml='extend = "house/base.toml"\nwords = ["three"]\nprofile = "strict"\n',
    )
    config = Configurations().of("debates/a.txt")
    assert (config.words, config.profile, config.advice) == (("one", "two", "debate", "three"), Profile.STRICT, True)
    assert config.word_lists == (Path("house/names.txt"),)
    assert [each.place for each in config.origins if each.key == "words"] == [
        "house/more.toml:1",
        "house/base.toml:2",
        "house/base.toml:7",
        "qa.toml:2",
    ]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"qa_toml": '\nextend = "none.toml"'}, "qa.toml:2: extend: 'none.toml' is no file; found nothing at none.toml"),
        (
            {"qa_toml": 'extend = "b.toml"', "b_toml": '\nextend = "./qa.toml"'},
            "b.toml:2: a file that extends itself; found qa.toml →",
        ),
        ({"qa_toml": "extend = 1"}, "qa.toml:1: wrong value of extend; found 1; expected a string"),
        ({"qa_toml": 'extend = "setup.cfg"', "setup_cfg": "[metadata]\n"}, "setup.cfg: no configuration stands in this file"),
        ({"qa_toml": 'root = "yes"'}, "qa.toml:1: wrong value of root; found 'yes'; expected true or false"),
    ],
)
def test_what_cannot_be_extended_is_told(files: dict[str, str], message: str):
    write(**files)
    with pytest.raises(QaError) as caught:
        Configurations().of("speech.txt")
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("name", "text", "place", "found", "expected"),
    [
        ("pyproject.toml", "[project]\n\n[tool.qa]\n", 3, "[tool.qa]", "[tool.transcript-qa]"),
        ("pyproject.toml", "[tool.transcript_qa]\n", 1, "[tool.transcript_qa]", "[tool.transcript-qa]"),
        ("pyproject.toml", "\n[transcript-qa]\n", 2, "[transcript-qa]", "[tool.transcript-qa]"),
        ("pyproject.toml", "[tool.black]\n[[tool.qa.overrides]]\n", 2, "[tool.qa]", "[tool.transcript-qa]"),
        ("setup.cfg", "[a]\n[qa]\n", 2, "[qa]", "[tool:transcript-qa]"),
        ("setup.cfg", "[transcript-qa]\n", 1, "[transcript-qa]", "[tool:transcript-qa]"),
        ("setup.cfg", "[tool:qa]\n", 1, "[tool:qa]", "[tool:transcript-qa]"),
    ],
)
def test_a_table_that_is_nearly_right_is_an_error_that_names_the_right_one(
    name: str, text: str, place: int, found: str, expected: str
):
    Path(name).write_text(text)
    with pytest.raises(QaError) as caught:
        Configurations().of("speech.txt")
    assert str(caught.value).startswith(f"{name}:{place}: this ")
    assert (caught.value.found, caught.value.expected) == (found, expected)


def test_overrides_lie_over_the_rest_for_the_documents_they_name():
    write(
        qa_toml="""
profile = "strict"
words = ["one"]
select = ["a", "b"]
[[overrides]]
paths = ["debates/**", "*.rec"]
profile = "plain"
words = ["two"]
select = ["c"]
[[overrides]]
paths = ["debates/1946"]
words = ["three"]
fail-on = "never"
"""
    )
    configurations = Configurations()
    held = {
        path: configurations.of(path) for path in ("a.txt", "a.rec", "debates/a.txt", "debates/1946/a.txt", "../debates/a.txt")
    }
    assert [config.profile for config in held.values()] == [Profile.STRICT, *[Profile.PLAIN] * 3, Profile.UN_VERBATIM]
    assert [config.words for config in held.values()] == [
        ("one",),
        ("one", "two"),
        ("one", "two"),
        ("one", "two", "three"),
        (),
    ]
    assert held["debates/a.txt"].select == ("c",)
    assert [config.fail_on for config in held.values()] == [*[Severity.ERROR] * 3, None, Severity.ERROR]
    origins = [(each.value, each.place) for each in held["debates/1946/a.txt"].origins if each.key in ("profile", "words")]
    assert origins == [('["one"]', "qa.toml:3"), ('["two"]', "qa.toml:8"), ('["three"]', "qa.toml:12"), ('"plain"', "qa.toml:7")]


def test_options_lie_over_every_file():
    write(qa_toml='select = ["a"]\nrules = ["house"]\nadvice = true\n', house__a_toml="")
    places_told = {"select": Where("--select"), "rules": Where("--rules")}
    options = Layer({"select": ("b",), "rules": (Path("more"),)}, places_told)
    config = Configurations(None, options).of("speech.txt")
    assert (config.select, config.rules, config.advice) == (("b",), (Path("house"), Path("more")), True)
    assert places(config) == {"select": "--select", "rules": "--rules", "advice": "qa.toml:3"}


def test_setup_cfg_has_every_key_that_is_no_table():
    write(
        setup_cfg="""
[tool:transcript-qa]
rules = house, /etc
select =
    spelling
    spacing.*
profile: strict
advice = True
fail-on = never
words = Nyelegal
jobs = 2
time-limit = 0.5
output = terminal, sarif=qa.sarif
""",
        house__a_toml="",
    )
    assert Configurations().of("speech.txt") == Config(
        rules=(Path("house"), Path("/etc")),
        select=("spelling", "spacing.*"),
        profile=Profile.STRICT,
        advice=True,
        fail_on=None,
        words=("Nyelegal",),
        jobs=2,
        time_limit=0.5,
        output=("terminal", "sarif=qa.sarif"),
    )


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "setup.cfg",
            "[a]\nignore = x\n[tool:transcript-qa]\n# a remark\nignor = x\n",
            "setup.cfg:5: unknown key 'ignor'; expected 'ignore', the nearest known",
        ),
        (
            "setup.cfg",
            "[tool:transcript-qa]\nadvice = maybe\n",
            "setup.cfg:2: wrong value of advice; found 'maybe'; expected true or false",
        ),
        (
            "setup.cfg",
            "[tool:transcript-qa]\n\nsuppress = x\n",
            "setup.cfg:3: suppress has no form in setup.cfg; expected it in qa.toml or",
        ),
        ("setup.cfg", "[tool:transcript-qa]\noverrides = x\n", "setup.cfg:2: wrong value of overrides"),
        ("setup.cfg", "words\n", "setup.cfg:1: not valid: File contains no section headers"),
        (
            "pyproject.toml",
            PYPROJECT + "profil = 1\n",
            "pyproject.toml:6: unknown key 'profil'; expected 'profile', the nearest known",
        ),
        (
            "pyproject.toml",
            PYPROJECT + '[[tool.transcript-qa.overrides]]\npaths = ["a"]\nprofile = "plane"\n',
            "pyproject.toml:8: wrong value of profile; found 'plane'; expected 'plain', the nearest known",
        ),
        ("pyproject.toml", "[tool]\ntranscript-qa = 1\n", "pyproject.toml:2: tool.transcript-qa is no table"),
        ("pyproject.toml", "[[tool.transcript-qa.suppress]]\nreason = 'a'\n", "pyproject.toml:1: an entry of suppress needs"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_line(name: str, text: str, message: str):
    Path(name).write_text(text)
    with pytest.raises(QaError) as caught:
        Configurations().of("speech.txt")
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(("name", "table"), [("pyproject.toml", "tool.transcript-qa"), ("setup.cfg", "tool:transcript-qa")])
def test_a_named_file_must_have_a_configuration(name: str, table: str):
    Path(name).write_text("[other]\n")
    with pytest.raises(QaError, match=rf"no configuration stands in this file; expected \[{table}\]"):
        read_config_file(Path(name))


NAMES = st.text("ab.[]", min_size=1, max_size=4).filter(lambda name: name not in (".", ".."))
PATHS = st.lists(NAMES, min_size=1, max_size=4)


@given(PATHS)
def test_a_pattern_without_signs_is_the_path_itself_and_all_below(names: list[str]):
    path = "/".join(names)
    assert matches(path, path)
    assert matches(path, f"{path}/more.txt")
    assert not matches(path, f"{path}more.txt")
    assert not matches(path, f"before/{path}/x")


@given(PATHS, st.data())
def test_signs_stand_for_what_they_say(names: list[str], data: st.DataObject):
    path = "/".join(names)
    chosen = data.draw(st.integers(0, len(names) - 1))
    assert matches("/".join((*names[:chosen], "*", *names[chosen + 1 :])), path)
    assert matches("/".join((*names[:chosen], "?" * len(names[chosen]), *names[chosen + 1 :])), path)
    assert matches("/".join(("**", *names[chosen:])), path)
    assert not matches("/".join((*names[:chosen], "?" * (len(names[chosen]) + 1), *names[chosen + 1 :])), path)


def test_one_star_stays_inside_a_name():
    assert not matches("*.txt", "a/b.txt")
    assert not matches("a/*.txt", "a/b/c.txt")
