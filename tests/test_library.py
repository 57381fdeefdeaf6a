"""What ``import qa`` offers: its names, what importing costs, its types, and files in and out."""

from __future__ import annotations

import doctest
import inspect
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import qa
from tests.readers.word_files import word_file

ROOT = Path(__file__).parents[1]
SPEECH = "Mr. Bordyuzha: We thank the officials ofthe two organizations.\r\n"
FUNCTIONS = [name for name in qa.__all__ if inspect.isfunction(getattr(qa, name))]


def test_every_name_that_is_listed_is_there() -> None:
    assert [name for name in qa.__all__ if not hasattr(qa, name)] == []
    assert set(qa.__all__) <= set(dir(qa))
    assert qa.__all__ == sorted(qa.__all__)


def test_no_name_is_that_of_a_module_which_would_take_its_place_once_imported() -> None:
    modules = {path.stem for path in (ROOT / "qa").iterdir()} | {"rules", "reports"}
    assert set(qa.__all__) & modules == set()


def test_every_function_shows_how_it_is_used() -> None:
    finder = doctest.DocTestFinder(recurse=False)
    own = [name for name in FUNCTIONS if getattr(qa, name).__module__ == "qa"]
    assert len(own) == 11
    assert [name for name in own if not any(each.examples for each in finder.find(getattr(qa, name), name))] == []


def test_an_unknown_name_is_told_as_any_module_tells_it() -> None:
    with pytest.raises(AttributeError, match="module 'qa' has no attribute 'chekc'"):
        qa.chekc  # noqa: B018


def test_importing_imports_nothing_else() -> None:
    program = "import sys, typing; before = set(sys.modules); import qa; dir(qa); print(*set(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["qa"]


@pytest.mark.slow
def test_the_types_hold_in_a_program_that_is_checked_strictly(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "from pathlib import Path\n"
        "import qa\n"
        "document = qa.read(Path('speech.txt'))\n"
        "checked = qa.check(document, qa.Config(profile=qa.Profile.STRICT, advice=True))\n"
        "reveal_type(checked.findings[0].corrections)\n"
        "reveal_type(qa.corrected(document, qa.fix(document, 'likely')))\n"
        "reveal_type(qa.diff('a', b'b').changes[0])\n"
        "reveal_type([record.line for record in qa.records(checked)])\n"
        "qa.fix(document, 'certain')\n",
        encoding="utf-8",
    )
    options = ("--strict", "--config-file", ROOT / "setup.cfg", "--no-error-summary", "--cache-dir", tmp_path / "cache")
    line = [sys.executable, "-m", "mypy", *options, program]
    done = subprocess.run(list(map(str, line)), cwd=ROOT, capture_output=True, text=True, check=False)
    told = [line.split(": ", 1)[1].replace("builtins.", "") for line in done.stdout.splitlines() if line.startswith(str(program))]
    assert told[:4] == [
        'note: Revealed type is "tuple[str, ...]"',
        'note: Revealed type is "bytes"',
        'note: Revealed type is "qa.compare.comparison.Change"',
        'note: Revealed type is "list[int]"',
    ]
    assert told[4].startswith('error: Argument 2 to "fix" has incompatible type "Literal[\'certain\']"')
    assert len(told) == 5


def test_a_text_its_bytes_its_file_and_its_document_are_the_same_to_all(tmp_path: Path) -> None:
    path = tmp_path / "speech.txt"
    path.write_bytes(SPEECH.encode())
    sources = (SPEECH, SPEECH.encode(), path, qa.read(path))
    assert len({qa.check(source).findings for source in sources}) == 1
    assert {qa.fix(source).text for source in sources} == {SPEECH.replace("ofthe", "of the")}
    assert [len(qa.diff(source, SPEECH).changes) for source in sources] == [0] * 4
    assert {qa.merge(source, SPEECH, SPEECH).text for source in sources} == {SPEECH}


def test_the_records_are_what_the_command_writes(tmp_path: Path) -> None:
    (tmp_path / "speech.txt").write_bytes(SPEECH.encode())
    line = [sys.executable, "-m", "qa", "check", "speech.txt", "-o", "json", "-q", "--fail-on", "never"]
    environment = {"PYTHONPATH": str(ROOT)}
    written = subprocess.run(line, cwd=tmp_path, env=environment, capture_output=True, check=True).stdout
    document = qa.read(SPEECH.encode(), "speech.txt")
    assert qa.report(qa.check(document)) == written
    assert json.loads(written)["text"] == "ofthe"


@pytest.mark.parametrize("name", ["terminal", "json", "xml", "html", "docx", "sarif", "junit"])
def test_a_report_is_what_the_command_writes_to_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    (tmp_path / "speech.txt").write_bytes(SPEECH.encode())
    line = [sys.executable, "-m", "qa", "check", "speech.txt", "-o", f"{name}=report", "--fail-on", "warning"]
    done = subprocess.run(line, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False)
    assert done.returncode == 1
    document = qa.read(SPEECH.encode(), "speech.txt")
    made = qa.report(qa.check(document), name, qa.Config(fail_on=qa.Severity.WARNING))
    assert made == (tmp_path / "report").read_bytes()


def test_a_comparison_is_reported_too() -> None:
    comparison = qa.diff("The meeting was long.", "The meeting was short.")
    assert b"-The meeting was long." in qa.report(comparison, "patch")


def test_an_unknown_format_is_answered_with_the_nearest() -> None:
    with pytest.raises(qa.QaError, match="unknown format 'jsno'; expected json"):
        qa.report(qa.check(SPEECH), "jsno")


def test_a_word_file_is_corrected_and_stays_one() -> None:
    document = qa.read(word_file("<w:p><w:r><w:t>officials ofthe two organizations</w:t></w:r></w:p>"), "speech.docx")
    again = qa.read(qa.corrected(document, qa.fix(document)))
    assert (document.format, again.format, again.text) == ("docx", "docx", "officials of the two organizations")


def test_a_house_s_folder_is_read_anew_and_the_shipped_rules_are_not(tmp_path: Path) -> None:
    (tmp_path / "accept.txt").write_text("Ofthe\n", encoding="utf-8")
    house = qa.Config(rules=(tmp_path,))
    passage = "Mr. Szczepanskiwicz spoke of consultaive bodies."
    assert len(qa.check(passage, house).findings) == 1
    (tmp_path / "accept.txt").write_text("consultaive\n", encoding="utf-8")
    assert qa.check(passage, house).findings == ()
    assert qa.checker() is qa.checker(qa.Config())


def test_a_house_s_rules_of_changes_hold_in_a_comparison(tmp_path: Path) -> None:
    (tmp_path / "changes").mkdir()
    (tmp_path / "changes" / "house.toml").write_text(
        '[[change]]\nid = "upriver"\nclass = "house"\nkind = "fold"\nmessage = "Upstream for upriver."\n'
        'words = { upriver = "upstream" }\nexamples = [{ old = "They went upriver.", new = "They went upstream." }]\n',
        encoding="utf-8",
    )
    versions = ("They went upriver.", "They went upstream.")
    reasons = [
        [change.reason for change in qa.diff(*versions, config).changes] for config in (None, qa.Config(rules=(tmp_path,)))
    ]
    assert reasons[0] != ["upriver"]
    assert reasons[1] == ["upriver"]


def test_a_file_that_is_not_there_is_told() -> None:
    with pytest.raises(qa.UnreadableDocument, match=r"none\.txt: no such file or directory"):
        qa.check(Path("none.txt"))


def test_only_plain_text_is_merged() -> None:
    with pytest.raises(qa.QaError, match="only plain text can be merged so far; found the format docx"):
        qa.merge("a", "b", word_file("<w:p/>"))


def test_whatever_is_raised_on_purpose_has_one_base():
    calls = (
        lambda: qa.check(Path("none.txt")),
        lambda: qa.Config(profile="stric"),
        lambda: qa.check("text", qa.Config(select=["nonsense"])),
        lambda: qa.fix("text", "certain"),
        lambda: qa.explain("nonsense"),
        lambda: qa.report(qa.check("text"), "jsno"),
        lambda: qa.check(7),
        lambda: qa.config_for("records/a.txt"),
    )
    for call in calls:
        with pytest.raises(qa.Error):
            call()
    assert issubclass(qa.QaError, qa.Error)
    assert issubclass(qa.UnreadableDocument, qa.Error)


@pytest.mark.parametrize("text", ["\ud800", "a \udfff ofthe b", "\x00", "", "speech.txt"])
def test_a_string_is_always_a_text(text: str):
    assert qa.check(text).document.text == text
    qa.fix(text)
    assert qa.diff(text, text).changes == ()
    for name in ("json", "sarif", "html", "xml", "github", "gitlab", "markdown", "terminal", "junit", "checkstyle", "diff"):
        qa.report(qa.check(text), name)
