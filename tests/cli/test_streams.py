"""What becomes of a run whose standard output cannot be written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "a.txt", "--cache", "none"),
        ("check", "a.txt", "--cache", "none", "-o", "json"),
        ("fix", "a.txt"),
        ("diff", "a.txt", "b.txt"),
        ("explain", "spacing.after-comma"),
        ("rules", "list"),
        ("man",),
    ],
)
def test_a_full_disk_is_one_line_and_wrong_use(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "a.txt").write_text("We met ofthe two.\n")
    (tmp_path / "b.txt").write_text("We met of the three.\n")
    with Path("/dev/full").open("wb") as full:
        line = [sys.executable, "-m", "qa", *arguments]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        ended = subprocess.run(line, cwd=tmp_path, env=environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ended.returncode == 2
    assert ended.stderr.splitlines()[-1] == "qa: error: standard output cannot be written: No space left on device"
    assert "Traceback" not in ended.stderr
