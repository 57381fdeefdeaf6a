"""Every target stands its stored inputs, and all that a fuzzer makes of them from a seed that is always the same."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.fuzzing.__main__ import CORPUS, CRASHES, FOUND, main
from tests.fuzzing.limit import Hanging, within
from tests.fuzzing.rooms import ROOMS
from tests.fuzzing.targets import TARGETS

ROOT = Path(__file__).parents[2]
_STORED = [path for folder in (CORPUS, CRASHES) for path in sorted(folder.glob("*/*"))]


def test_every_target_has_inputs_and_every_input_a_target():
    assert {path.parent.name for path in CORPUS.glob("*/*")} == set(TARGETS) == set(ROOMS)
    assert {path.parent.name for path in CRASHES.glob("*/*")} <= set(TARGETS)


def test_what_is_stored_is_small_enough_for_a_repository():
    assert sum(path.stat().st_size for path in _STORED) < 500_000


@pytest.mark.parametrize("path", _STORED, ids=lambda path: f"{path.parent.name}/{path.name[:12]}")
def test_stored_inputs_are_stood(path: Path):
    TARGETS[path.parent.name].run(path.read_bytes())


ONLY_THERE = "atheris is made for Linux on x86-64 alone"


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_what_a_fuzzer_makes_of_them_is_stood(name: str):
    pytest.importorskip("atheris", reason=ONLY_THERE)
    done = CliRunner().invoke(main, [name, "--runs", "300"])
    assert done.exit_code == 0, f"the input is in {FOUND}:\n{done.output}"
    assert f"{name}: 300 inputs, stood all\n" in done.stdout


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("    if b'XY' in data: raise LookupError('met an X')", "met an X"),
        ("    while b'XY' in data: pass", "no end after 0.5 seconds of processor time"),
    ],
    ids=["an error", "no end"],
)
def test_a_fault_is_found_told_and_kept(tmp_path: Path, fault: str, told: str):
    """A target that cannot read an X, given none: the fuzzer comes upon it by the word it is told."""
    pytest.importorskip("atheris", reason=ONLY_THERE)
    script = (
        "import sys, atheris\n"
        "from tests.fuzzing.limit import within\n"
        f"def run(data):\n{fault}\n"
        "atheris.Setup([sys.argv[0], *sys.argv[1:]], within(0.5, run))\n"
        "atheris.Fuzz()\n"
    )
    words = tmp_path / "words"
    words.write_text('"XY"\n', encoding="ascii")
    line = [sys.executable, "-c", script, f"-dict={words}", "-seed=1", "-runs=20000", f"-artifact_prefix={tmp_path}/found-"]
    done = subprocess.run(line, capture_output=True, text=True, errors="replace", check=False, cwd=ROOT)
    assert done.returncode != 0
    assert told in done.stdout + done.stderr
    assert any(b"XY" in path.read_bytes() for path in tmp_path.glob("found-*"))


@pytest.mark.parametrize("name", ["re", "regex"])
def test_a_regular_expression_without_an_end_has_one(name: str):
    search = importlib.import_module(name).search
    with pytest.raises(Hanging):
        within(0.2, lambda data: search(rb"^(\w|\w\w|\w\w\w)+$(?<=!)", data))(b"a" * 60 + b"-")
