"""``python -m tests.accuracy`` does what its options say, with and without the texts outside the project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.accuracy import __main__ as command
from tests.accuracy import changes, floor, sample
from tests.accuracy.injected import PROJECT, RECORDS

Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command with a folder of records of its own, and with copies of the files that it writes."""
    (tmp_path / "floor.toml").write_text("", encoding="utf-8")
    (tmp_path / "sample.tsv").write_text(sample.write_verdicts({}), encoding="utf-8")
    monkeypatch.setattr(floor, "KEPT", tmp_path / "floor.toml")
    monkeypatch.setattr(sample, "KEPT", tmp_path / "sample.tsv")

    def main(*options: str) -> str:
        monkeypatch.setattr("sys.argv", ["accuracy", "--shared", str(tmp_path / "shared"), *options])
        command.main()
        return capsys.readouterr().out

    return main


def test_what_is_absent_is_reported_as_not_run(run: Run) -> None:
    shown = run("--records", "clean")
    assert f"*   {RECORDS}: " in shown
    shown = run("--records", "resolutions")
    assert "Security Council resolutions: not here" in shown


def test_cases_are_listed_for_the_sets_that_are_named(run: Run) -> None:
    assert run("--records", "the seed", "--list", "misses") == ""
    assert "non-word typos: in a capitalized word " in run("--records", PROJECT, "--list", "misses", "--checker", "qa")


def test_the_floor_is_written(run: Run, tmp_path: Path) -> None:
    run("--write-floor")
    written = floor.read_floor((tmp_path / "floor.toml").read_text(encoding="utf-8"))
    assert written.keys() == {"the seed", PROJECT, changes.NAME}
    assert list(floor.falls(written, written)) == []


def test_verdicts_are_kept(run: Run, tmp_path: Path) -> None:
    records = tmp_path / "shared" / "corpus" / "resolutions"
    records.mkdir(parents=True)
    (records / "a.txt").write_text("The officials ofthe two organizations met again in Geneva.\n", encoding="utf-8")
    (line,) = run("--unjudged").splitlines()
    (tmp_path / "verdicts.txt").write_text(f"{line.split()[0]} true", encoding="utf-8")
    run("--judge", str(tmp_path / "verdicts.txt"))
    assert run("--unjudged") == ""
    assert "true: " in run("--sample", "5")
    shown = run("--records", "resolutions")
    assert "| all                          |     1 |      1 | 1 of 1 (100.0 %)" in shown
