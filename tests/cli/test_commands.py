from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from qa import __version__
from qa.cli import SUBCOMMANDS, command, main

HEAVY = ("lxml", "jinja2", "regex", "langdetect", "ahocorasick_rs", "diff_match_patch", "tomllib", "asyncio")


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_each_command_says_of_itself_what_the_list_says(name):
    loaded = command.get_command(None, name)
    assert loaded.name == name
    assert loaded.get_short_help_str() == SUBCOMMANDS[name].summary


def test_help_imports_neither_the_commands_nor_anything_heavy():
    program = "import sys; from qa.cli import command; command(['--help'], standalone_mode=False); print(*sys.modules)"
    root = Path(__file__).parents[2]
    output = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True).stdout
    imported = output.splitlines()[-1].split()
    assert {name for name in imported if name.startswith("qa")} == {
        "qa",
        "qa.cli",
        "qa.cli.status",
        "qa.ground",
        "qa.ground.errors",
    }
    assert not {name.partition(".")[0] for name in imported} & set(HEAVY)


def test_the_version_is_that_of_the_package(qa):
    assert qa("--version").stdout == f"transcript-qa {__version__}\n"


@pytest.mark.parametrize("arguments", [("chekc",), ("check",), ("check", "--nonsense"), ("explain",)])
def test_wrong_use_has_status_2(qa, arguments):
    result = qa(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_every_command_has_help(qa, name):
    result = qa(name, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: qa {name}")


def test_a_bug_keeps_its_traceback_and_is_not_taken_for_findings(monkeypatch, capsys):
    def broken(**_: object) -> None:
        raise ZeroDivisionError("our own mistake")

    monkeypatch.setattr("qa.cli.command", broken)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 70
    assert "ZeroDivisionError: our own mistake" in capsys.readouterr().err


def test_a_command_that_is_none_names_the_nearest(qa):
    assert qa("chekc").stderr == "qa: error: no command 'chekc'; expected 'check', the nearest known\n"
