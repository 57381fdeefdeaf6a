"""Every target stands its stored inputs, and all that a fuzzer makes of them from a seed that is always the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzzing.__main__ import CORPUS, CRASHES, FOUND
from tests.fuzzing.rooms import ROOMS
from tests.fuzzing.targets import TARGETS

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
    line = [sys.executable, "-m", "tests.fuzzing", name, "--runs", "300"]
    done = subprocess.run(line, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 0, f"the input is in {FOUND}:\n{done.stdout}\n{done.stderr}"
    assert "stood all" in done.stdout


def test_a_fault_is_found_told_and_kept(tmp_path: Path):
    """A target that cannot read an X, given none: the fuzzer comes upon it by the word it is told."""
    pytest.importorskip("atheris", reason=ONLY_THERE)
    script = (
        "import sys, atheris\n"
        "def run(data):\n"
        "    if b'XY' in data: raise LookupError('met an X')\n"
        "atheris.Setup([sys.argv[0], *sys.argv[1:]], run)\n"
        "atheris.Fuzz()\n"
    )
    words = tmp_path / "words"
    words.write_text('"XY"\n', encoding="ascii")
    line = [sys.executable, "-c", script, f"-dict={words}", "-seed=1", "-runs=20000", f"-artifact_prefix={tmp_path}/found-"]
    done = subprocess.run(line, capture_output=True, text=True, errors="replace", check=False)
    assert done.returncode != 0
    assert "met an X" in done.stdout + done.stderr
    assert any(b"XY" in path.read_bytes() for path in tmp_path.glob("found-*"))
