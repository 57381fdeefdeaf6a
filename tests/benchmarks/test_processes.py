"""A cost is that of the command that was run; a command that fails has none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from qa.readers import read_document
from tests.benchmarks.batches import batch_tables
from tests.benchmarks.cues import transcript
from tests.benchmarks.peers import without_start
from tests.benchmarks.processes import Command, Cost, Costs, compare, run
from tests.benchmarks.texts import gather


def test_the_memory_of_a_command_is_counted(tmp_path: Path) -> None:
    small = run(Command((sys.executable, "-c", "pass")), tmp_path)
    more = int(small.peak + 300) * 2**20  # more than this process holds, which is counted in
    large = run(Command((sys.executable, "-c", f"b'x' * {more}")), tmp_path)
    assert large.peak > small.peak + 100


def test_the_ratio_is_the_median_of_the_pairs() -> None:
    ours = Costs(tuple(Cost(9, processor, 50) for processor in (2, 2, 9)))
    theirs = Costs(tuple(Cost(9, processor, 60) for processor in (1, 4, 9)))
    assert ours.ratio(theirs) == 1
    assert (ours.processor, ours.peak) == (2, 50)


def test_a_command_that_fails_is_no_measurement(tmp_path: Path) -> None:
    failing = Command((sys.executable, "-c", "raise SystemExit(3)"))
    with pytest.raises(RuntimeError, match="ended with 3"):
        compare({"failing": failing}, 1, tmp_path)


def test_each_speech_is_gathered_once(tmp_path: Path) -> None:
    corpus, folder = tmp_path / "corpus", tmp_path / "gathered"
    folder.mkdir()
    for name, text in {"ungdc/a.txt": "one", "ungdc/b.txt": "one", "unsc/a.txt": "three"}.items():
        (corpus / name).parent.mkdir(parents=True, exist_ok=True)
        (corpus / name).write_text(text, encoding="utf-8")
    assert gather(corpus, folder, 1_000_000) == len("onethree")
    assert [path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())] == ["one", "three"]


def test_batches_are_measured_by_their_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.benchmarks.batches.TINY", 10)
    (tmp_path / "corpus" / "ungdc").mkdir(parents=True)
    for number in range(11):
        (tmp_path / "corpus" / "ungdc" / f"{number}.txt").write_text("fine")
    program = tmp_path / "qa"
    program.write_text(f"#!{sys.executable}\nimport sys\nassert open(sys.argv[3]).read().count('.txt') == 10\n")
    program.chmod(0o755)
    told = batch_tables(str(program), tmp_path / "corpus", 1)
    assert told.startswith("10 speeches.")
    assert "again, from the cache" in told
    assert batch_tables(str(program), tmp_path / "none", 1).startswith("Not run")


def test_a_transcript_is_as_long_as_was_asked_for_and_read_as_one() -> None:
    document = read_document("a.json", transcript(9).encode())
    assert document.format == "recognised"
    assert len(document.cues) == 9
    assert all(strand.copies for strand in document.strands or () if document.text[strand.span.slice].strip())


def test_what_a_program_takes_to_start_is_no_part_of_what_the_texts_take() -> None:
    started, done = (Costs((Cost(9, seconds, 50),)) for seconds in (0.5, 2))
    assert without_start(done, started) == 1.5
    assert without_start(started, done) > 0
