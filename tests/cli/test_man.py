"""The manual page: current, without a warning of the two programs that show it, and whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from qa.cli import SUBCOMMANDS, command
from qa.cli.man import page

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "qa.1"


def test_the_page_that_is_shipped_is_that_of_the_command() -> None:
    # By a process of its own: here a small engine with fewer formats stands in for the real one.
    shown = subprocess.run(
        [sys.executable, "-m", "qa", "man"], capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=True
    )
    assert PAGE.read_text(encoding="utf-8") == shown.stdout, "make generated, or: qa man > qa.1"


def test_mandoc_finds_nothing() -> None:
    done = subprocess.run(["mandoc", "-T", "lint", "-W", "style", PAGE], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_man_shows_it_without_a_warning() -> None:
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "MANWIDTH": "100", "MANROFFOPT": ""}
    line = ["man", "--local-file", "--warnings", PAGE]
    done = subprocess.run(line, env=environment, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    shown = " ".join(done.stdout.split())
    for name in SUBCOMMANDS:
        assert f"qa {name} [OPTIONS]" in shown, name
    assert "qa rules new house.ad-hoc --into house" in shown
    assert r"qa rules try '\bad[- ]hoc\b' records" in done.stdout
    assert "-o, --output FORMAT[=PATH]" in shown
    assert "Exit status: 0 nothing was found that matters enough" in shown


def test_the_command_prints_it(qa) -> None:
    assert qa("man").stdout == page(command)
