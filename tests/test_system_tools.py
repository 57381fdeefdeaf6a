"""What the tests need of the system is listed once, is there, and is told in one line where it is not."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import system_tools
from tests.system_tools import Package, main, packages

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("package", packages(), ids=lambda package: package.name)
def test_what_is_listed_is_there(package: Package, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON", sys.executable)
    assert package.is_there(), f"make system-tools, or: apt-get install {package.name}"


@pytest.mark.parametrize("name", ["Makefile", "setup.cfg", "README.md", "CONTRIBUTING.md", ".ci/run", "tests/system_tools.py"])
def test_there_is_no_other_list(name: str) -> None:
    """Names with a hyphen are known for those of packages; others are words as well."""
    text = (ROOT / name).read_text(encoding="utf-8")
    listed = {package.name for package in packages() if "-" in package.name}
    named = [each for each in listed if re.search(rf"(?<![\w-]){re.escape(each)}(?![\w-])", text)]
    assert len(named) <= 1, "name tests/debian-packages.txt instead"


Apt = Callable[[str], Path]


@pytest.fixture
def apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Apt:
    """Puts a script in place of apt-get, for a system that lacks one thing; gives the file of what it was asked."""
    asked = tmp_path / "asked"
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(system_tools, "packages", lambda: [Package("thing", f"test -e {tmp_path}/thing"), Package("sh", "true")])

    def put(script: str) -> Path:
        program = tmp_path / "apt-get"
        program.write_text(f'#!/bin/sh\necho "$@" >> {asked}\ncd {tmp_path}\n{script}\n', encoding="utf-8")
        program.chmod(0o755)
        return asked

    return put


def test_only_what_is_missing_is_installed_and_a_second_time_nothing(apt: Apt) -> None:
    asked = apt("case $* in *install*) touch thing;; esac")
    assert main([]) is None
    update, install = asked.read_text(encoding="utf-8").splitlines()
    assert update.endswith("update")
    assert "-o DPkg::Lock::Timeout=600" in install
    assert install.endswith("install --yes --no-install-recommends thing")
    assert main([]) is None
    assert len(asked.read_text(encoding="utf-8").splitlines()) == 2


def test_a_lock_of_another_apt_is_waited_for(apt: Apt, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(system_tools.time, "sleep", waits.append)
    apt("test -e tried && touch thing && exit\ntouch tried; echo 'E: Could not get lock /var/lib/apt/lists/lock.' >&2; exit 100")
    assert main([]) is None
    assert waits == [1]


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("echo 'W: old' >&2; echo 'E: Unable to locate package thing' >&2; exit 100", "(Unable to locate package thing)"),
        ("exit 100", "(apt-get failed)"),
        ("exit 0", "installed, but not found: thing (test -e "),
    ],
)
def test_what_cannot_be_had_is_told_in_one_line(apt: Apt, script: str, told: str) -> None:
    apt(script)
    said = main(["thing"])
    assert said is not None
    assert told in said
    assert "\n" not in said


def test_a_system_without_apt_is_told_what_it_lacks(apt: Apt, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_tools.shutil, "which", lambda name: None)
    said = main([])
    assert said is not None
    assert said.startswith("not found on this system: thing (test -e ")
    assert "sh (true)" not in said
