"""What is known from the cache is reported without loading what would find it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_RUN = """
import sys
from qa.cli import command
try:
    command(sys.argv[1:], prog_name="qa")
finally:
    print(*sorted(sys.modules), file=sys.stderr)
"""
_TEXT = "The delegations discussed the the agenda of the the meeting. " * 12


def _loaded(folder: Path) -> tuple[str, frozenset[str]]:
    """What a run says, and the modules it loaded."""
    (folder / "speech.txt").write_text(_TEXT, encoding="utf-8")
    command = (
        sys.executable,
        "-c",
        _RUN,
        "check",
        "--quiet",
        "--cache",
        "kept",
        "--fail-on",
        "never",
        "-o",
        "json",
        "speech.txt",
    )
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=True)
    return run.stdout, frozenset(run.stderr.split())


def test_a_run_that_knows_everything_loads_no_rule_no_check_and_no_comparison(tmp_path: Path) -> None:
    first, needed = _loaded(tmp_path)
    again, loaded = _loaded(tmp_path)
    assert again == first
    assert first.count("\n") > 12
    dear = {"qa.rulebook.load", "qa.checks", "qa.compare.comparison", "qa.decisions.record", "qa.elsewhere.joining"}
    assert not loaded & (dear | {"lxml", "regex", "ahocorasick_rs"})
    assert {"qa.rulebook.load", "qa.checks"} <= needed
