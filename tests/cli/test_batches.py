"""Many documents: whatever becomes of a run, its reports come out whole and the same."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.waiting import PATIENCE, wait_until

Start = Callable[..., subprocess.Popen[bytes]]
Qa = Callable[..., Result]

PASSAGES = ("Al-Qaida,and others", "in the area ofthe two", "very well", "fine", "ofthe very Al-Qaida,and ofthe")


@pytest.fixture
def records(folder: Path) -> Path:
    """Thirty documents."""
    for number in range(30):
        (folder / "records").mkdir(exist_ok=True)
        (folder / "records" / f"{number:02}.txt").write_text(f"{PASSAGES[number % 5]} {number}")
    return folder / "records"


@pytest.mark.parametrize(
    "options", [("--jobs", "2"), ("--jobs", "3", "--cache", "none"), ("--time-limit", "600"), ("-j", "auto")]
)
def test_any_number_of_processes_writes_the_same_bytes(start: Start, records: Path, options: tuple[str, ...]):
    (records / "bad.txt").write_bytes(b"\x89PNG....")
    reports = ("-o", "json", "-o", "sarif=report.sarif", "-o", "diff=report.diff")
    line = ("check", "records", *reports)
    one = start(*line, "--cache", "none")
    expected = one.communicate(timeout=PATIENCE), (records.parent / "report.sarif").read_bytes()
    several = start(*line, *options)
    assert (several.communicate(timeout=PATIENCE), (records.parent / "report.sarif").read_bytes()) == expected
    assert several.returncode == one.returncode == 3


def test_fix_and_diff_work_in_processes_too(start: Start, records: Path, folder: Path):
    for line in (("fix", "records", "--diff"), ("diff", "records", "records", "-o", "json")):
        answers = [start(*line, "-j", jobs).communicate(timeout=PATIENCE) for jobs in ("1", "2")]
        assert answers[0] == answers[1]


@pytest.mark.parametrize("finished", [1, 7, 18, 29])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_killed_run_is_taken_up_where_it_was(qa: Qa, start: Start, records: Path, monkeypatch, jobs: str, finished: int):
    qa("check", "records", "-o", "json=whole.jsonl", "--cache", "none")
    log = records.parent / "log"
    monkeypatch.setenv("CHECKED_LOG", str(log))
    line = ("check", "records", "-o", "json=report.jsonl", "--jobs", jobs, "--resume")
    monkeypatch.setenv("CHECKED_AT_MOST", str(finished))
    killed = start(*line)
    wait_until(lambda: log.exists() and len(log.read_text().splitlines()) >= finished)
    killed.send_signal(signal.SIGKILL)
    killed.communicate(timeout=PATIENCE)
    assert not (records.parent / "report.jsonl").exists()
    wait_until(lambda: not _running(str(log)))
    monkeypatch.delenv("CHECKED_AT_MOST")
    resumed = start(*line)
    resumed.communicate(timeout=PATIENCE)
    assert resumed.returncode == 1
    assert (records.parent / "report.jsonl").read_bytes() == (records.parent / "whole.jsonl").read_bytes()
    checked = Counter(line for line in log.read_text().splitlines() if line.startswith("records"))
    assert len(checked) == 30
    # What a worker was about, or had just finished when its parent was killed, is all that is done twice.
    assert checked.total() - 30 <= 2 * int(jobs)


def _running(marker: str) -> list[str]:
    """The processes that have this in their environment, as the workers of a run have."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if process.name != str(os.getpid()) and marker.encode() in (process / "environ").read_bytes():
                found.append(process.name)
        except OSError:
            continue
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked for in /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_run_leaves_no_process_and_nothing_half_written(start: Start, folder: Path, monkeypatch, number: int):
    monkeypatch.setenv("CHECKED_LOG", str(folder / "log"))
    for name in "abc":
        (folder / f"{name}.txt").write_text("SLEEP")
    process = start("check", ".", "-o", "json=report.jsonl", "--jobs", "2", "--time-limit", "600")
    assert process.stderr is not None
    assert process.stderr.readline() == b"checking\n"
    process.send_signal(number)
    error = process.communicate(timeout=PATIENCE)[1]
    assert process.returncode == {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGKILL: -9}[signal.Signals(number)]
    wait_until(lambda: not _running(str(folder / "log")))
    assert b"Traceback" not in error
    if number != signal.SIGKILL:
        assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "b.txt", "c.txt", "speech.txt"]


@pytest.mark.parametrize(
    ("word", "options", "rule", "told"),
    [
        ("CRASH", (), "document.crashed", "ZeroDivisionError: our own mistake"),
        ("CRASH", ("-j", "2"), "document.crashed", "ZeroDivisionError: our own mistake"),
        ("DIE", ("-j", "2", "--time-limit", "600"), "document.crashed", "the process was ended by SIGKILL"),
        ("SLOW", ("--time-limit", "600"), "document.timeout", "more than 600 seconds"),
    ],
)
def test_a_document_that_fails_is_reported_and_the_others_are_checked(start: Start, folder: Path, word, options, rule, told):
    (folder / "bad.txt").write_text(word)
    process = start("check", "bad.txt", "speech.txt", "-o", "json", "--stats", "--debug", "crashes", *options)
    output, error = process.communicate(timeout=PATIENCE)
    findings = [json.loads(line) for line in output.splitlines()]
    assert process.returncode == 3
    assert [finding["rule"] for finding in findings] == [rule, "spacing.after-comma", "joined.words", "style.very"]
    assert told in findings[0]["message"]
    assert b"2 documents (" in error
    assert b", 1 failed" in error
    if word != "DIE":
        assert "in check" in (folder / "crashes" / "bad.txt.txt").read_text()
        assert findings[0]["evidence"].endswith("The traceback is in crashes/bad.txt.txt.")


def test_what_failed_is_tried_again_unless_a_run_is_resumed(start: Start, folder: Path):
    (folder / "bad.txt").write_text("SLOW")
    line = ("check", "bad.txt", "-o", "json", "--quiet", "--time-limit", "600")
    first, again, resumed = (start(*line, *more).communicate(timeout=PATIENCE) for more in ((), (), ("--resume",)))
    assert b"checking" in first[1]
    assert b"checking" in again[1]
    assert b"checking" not in resumed[1]
    assert first[0] == again[0] == resumed[0]


def test_a_second_run_checks_nothing_and_says_the_same(qa: Qa, folder: Path, monkeypatch):
    monkeypatch.setenv("CHECKED_LOG", str(folder / "log"))
    first, second = (qa("check", "speech.txt", "-o", "json", "--stats") for _ in range(2))
    assert (folder / "log").read_text() == "speech.txt\n"
    assert first.stdout == second.stdout
    assert "0 known from the cache, 0 failed" in first.stderr.replace(" of them", "")
    assert "1 known from the cache, 0 failed" in second.stderr.replace(" of them", "")


CHANGES: dict[str, Callable[[Path, pytest.MonkeyPatch], tuple[str, ...]]] = {
    "document": lambda folder, patch: _put(folder / "speech.txt", "in the area ofthe two, very well indeed"),
    "word": lambda folder, patch: _put(folder / "qa.toml", 'words = ["ofthe"]\n'),
    "word list": lambda folder, patch: _put(folder / "names.txt", "very\nofthe\n"),
    "suppression": lambda folder, patch: _put(folder / "qa.toml", 'suppress = [{ rule = "style.very", reason = "so" }]\n'),
    "option": lambda folder, patch: ("--ignore", "style"),
    "version": lambda folder, patch: (_version(patch), ())[1],
}


def _put(file: Path, text: str) -> tuple[str, ...]:
    file.write_text(text)
    return ()


def _version(patch: pytest.MonkeyPatch) -> None:
    from qa.batch import keys

    patch.setattr(keys, "__version__", "99.0")
    patch.setattr(keys, "code", keys.code.__wrapped__)
    patch.setattr(keys, "program", keys.program.__wrapped__)


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_old_is_told_after_a_change(qa: Qa, folder: Path, monkeypatch, change: str):
    (folder / "names.txt").write_text("none\n")
    (folder / "qa.toml").write_text('word-lists = ["names.txt"]\n')
    qa("check", "speech.txt")
    options = CHANGES[change](folder, monkeypatch)
    monkeypatch.setenv("CHECKED_LOG", str(folder / "log"))
    kept = qa("check", "speech.txt", "-o", "json", *options)
    assert (folder / "log").read_text() == "speech.txt\n"
    assert kept.stdout == qa("check", "speech.txt", "-o", "json", "--cache", "none", *options).stdout


def test_documents_checked_together_are_known_with_what_they_share(real, folder: Path):
    (folder / "a.txt").write_text("We thank Mr. Vostrak.")
    (folder / "b.txt").write_text("We thank Mr. Vostrek. Mr. Vostrek agrees.")
    line = ("check", "a.txt", "b.txt", "--together", "-o", "json", "--stats")
    first, second = real(*line), real(*line, "--jobs", "2")
    assert first.stdout == second.stdout == real(*line, "--jobs", "2", "--cache", "none").stdout
    assert "2 of them known" in second.stderr
    (folder / "b.txt").write_text("We thank Mr. Somebody.")
    assert "0 of them known" in (third := real(*line)).stderr
    assert third.stdout == real(*line, "--cache", "none").stdout


def test_what_is_known_needs_no_engine(real, folder: Path):
    real("check", "speech.txt", "--cache", "kept")
    program = (
        "import sys; from qa.cli import command;"
        "command(['check', 'speech.txt', '--cache', 'kept', '-o', 'json', '--fail-on', 'never'], standalone_mode=False);"
        "print(*sys.modules, file=sys.stderr)"
    )
    root = Path(__file__).parents[2]
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        check=True,
        text=True,
    )
    imported = run.stderr.splitlines()[-1].split()
    assert run.stdout
    assert not {"qa.engine.checker", "qa.rulebook.load", "qa.words.lexicon", "regex", "multiprocessing"} & set(imported)


def test_a_damaged_cache_is_one_line(qa: Qa, folder: Path):
    first = qa("check", "speech.txt", "-o", "json", "--cache", "kept")
    (folder / "kept" / "checked.sqlite").write_bytes(b"no database" * 500)
    second = qa("check", "speech.txt", "-o", "json", "--cache", "kept", "--quiet")
    assert first.stdout == second.stdout
    assert second.stderr == "qa: kept/checked.sqlite: the cache is damaged and is begun anew\n"


def test_the_configuration_says_where_outcomes_are_kept(qa: Qa, folder: Path):
    (folder / "qa.toml").write_text('cache = "kept"\n')
    qa("check", "speech.txt")
    assert (folder / "kept" / "checked.sqlite").exists()
    (folder / "qa.toml").write_text('cache = "none"\n')
    result = qa("check", "speech.txt", "--resume")
    assert result.exit_code == 2
    assert "--resume goes by what the cache holds" in result.stderr


def test_documents_from_lists(qa: Qa, folder: Path):
    (folder / "other.txt").write_text("very well")
    (folder / "list").write_bytes(b"speech.txt\0other.txt\0")
    paths = [json.loads(line)["path"] for line in qa("check", "--files-from", "list", "-0", "-o", "json").stdout.splitlines()]
    assert paths == ["speech.txt"] * 3 + ["other.txt"]
    assert qa("check", "--files-from", "-", "-o", "json", typed=b"other.txt\n").stdout.count("\n") == 1


@pytest.mark.parametrize(
    "options", [("-0", "speech.txt"), ("--jobs", "0", "speech.txt"), ("--time-limit", "0", "speech.txt"), ()]
)
def test_wrong_use_is_told(qa: Qa, options: tuple[str, ...]):
    assert qa("check", *options).exit_code == 2
