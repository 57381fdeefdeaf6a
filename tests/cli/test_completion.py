"""Completion as it happens: keys are typed into real shells, and what they make of them is read."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shlex
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from qa.checks import CHECKS
from qa.cli import SUBCOMMANDS, command
from qa.cli.completion import COMPLETERS, FREE, completing
from qa.writers import COMPARISON_WRITERS, WRITERS
from tests.waiting import wait_until

ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with the command, two documents and a folder in it."""
    (tmp_path / "bin").mkdir()
    shim = tmp_path / "bin" / "qa"
    shim.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m qa "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    for name in ("speech-draft.txt", "speech-final.txt"):
        (tmp_path / name).touch()
    (tmp_path / "reports").mkdir()
    return tmp_path


class Shell:
    """A shell on a terminal of its own."""

    def __init__(self, home: Path, *line: str) -> None:
        self.name = line[0]
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(home)
            path = f"{home / 'bin'}:{os.environ['PATH']}"
            terminal = "xterm" if line[0] == "fish" else "dumb"  # fish draws no list on a dumb one
            os.execvpe(line[0], line, {"PATH": path, "HOME": str(home), "TERM": terminal, "PS1": "> ", "LANG": "C.UTF-8"})

        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def type(self, keys: str) -> None:
        os.write(self.terminal, keys.encode())

    def read(self, *awaited: str) -> str:
        """All that is shown until all that is awaited is there, without control sequences."""
        shown = bytearray()

        def all_awaited() -> bool:
            if select.select([self.terminal], [], [], 0.1)[0]:
                shown.extend(os.read(self.terminal, 65536))
            return all(each in _plain(shown) for each in awaited)

        try:
            wait_until(all_awaited)
        except TimeoutError:
            raise AssertionError(f"{awaited} not in {_plain(shown)!r}") from None
        return _plain(shown)

    def clear(self) -> None:
        """Take back what is typed; what is shown from now on is shown of what is typed next."""
        self.type('\x15echo clear""ed\n')
        self.read("cleared")

    def close(self) -> None:
        os.close(self.terminal)
        os.waitpid(self.pid, 0)


def _plain(shown: bytearray) -> str:
    return re.sub(r"\x1b(?:\[[0-9;?]*[a-zA-Z]|[=>()][B0]?|\][^\x07]*\x07)", "", shown.decode("utf-8", "replace"))


def bash(home: Path) -> Shell:
    (home / "rc").write_text('PS1="> "\neval "$(qa completion bash)"\necho ready\n', encoding="utf-8")
    return Shell(home, "bash", "--rcfile", str(home / "rc"), "-i")


def zsh(home: Path) -> Shell:
    set_up = 'PS1="> "\nautoload -Uz compinit && compinit -u -D\neval "$(qa completion zsh)"\necho ready\n'
    (home / ".zshrc").write_text(set_up, encoding="utf-8")
    return Shell(home, "zsh", "-d", "-i")


def fish(home: Path) -> Shell:
    set_up = "function fish_greeting; end; function fish_prompt; echo '> '; end; qa completion fish | source; echo ready"
    return Shell(home, "fish", "--private", "-i", "-C", set_up)


SHELLS = {"bash": bash, "zsh": zsh, "fish": fish}


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest, home: Path) -> Iterator[Shell]:
    started = SHELLS[request.param](home)
    started.read("ready")
    yield started
    started.type("\x03exit\n")
    started.close()


COMPLETED = {
    "qa expl\t": "qa explain",
    "qa check --baseli\t": "qa check --baseline",
    "qa check -o markd\t": "qa check -o markdown",
    "qa diff -o col\t": "qa diff -o columns",
    "qa check --fail-on nev\t": "qa check --fail-on never",
    "qa explain spacing.after-com\t": "qa explain spacing.after-comma",
    "qa check speech-d\t": "qa check speech-draft.txt",
    "qa rules sh\t": "qa rules show",
    "qa completion fi\t": "qa completion fish",
}


@pytest.mark.slow
def test_a_shell_completes(shell: Shell) -> None:
    for typed, completed in COMPLETED.items():
        shell.type(typed)
        shell.read(completed)
        shell.clear()


@pytest.mark.slow
def test_a_shell_lists_what_there_is(shell: Shell) -> None:
    shell.type("qa diff -o \t")
    if shell.name in ("bash", "fish"):  # which list at the second stroke
        shell.type("\t")
    shell.read(*COMPARISON_WRITERS.shipped)


def offered(home: Path, *words: str, incomplete: str = "") -> list[str]:
    """What the command offers, asked as the script of bash asks it."""
    environment = {
        "PATH": os.environ["PATH"],
        "_QA_COMPLETE": "bash_complete",
        "COMP_WORDS": shlex.join(["qa", *words, incomplete]),
        "COMP_CWORD": str(len(words) + 1),
    }
    done = subprocess.run([home / "bin" / "qa"], cwd=home, env=environment, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "incomplete", "expected"),
    [
        (("check", "-o"), "", list(WRITERS.shipped)),
        (("merge", "-o"), "", ["text", "json"]),
        (("check", "-o"), "html=rep", ["html=reports/"]),
        (("check", "-o"), "html=./speech", ["html=./speech-draft.txt", "html=./speech-final.txt"]),
        (("check", "-o"), "html=nowhere/", []),
        (("rules", "new", "--kind"), "con", ["consistency", "confusables"]),
        (("rules", "new", "--kind"), "", list(CHECKS.shipped)),
        (("rules", "new", "--severity"), "", ["error", "warning", "info"]),
        (("rules", "new", "--confidence"), "l", ["likely"]),
        (("rules", "new", "--category"), "miss", ["misspelling"]),
        (("explain",), "talk", ["talk"]),
        ((), "", list(SUBCOMMANDS)),
    ],
)
def test_values_are_completed_by_what_they_are(home, words, incomplete, expected) -> None:
    found = offered(home, *words, incomplete=incomplete)
    assert sorted(found) == sorted(expected)


def test_of_several_rules_the_last_is_completed(home) -> None:
    assert offered(home, "check", "--select", incomplete="spacing,joined.w") == ["spacing,joined.words"]


def test_a_mistake_in_a_configuration_offers_nothing_and_says_nothing(home) -> None:
    (home / "qa.toml").write_text("rulez = []\n", encoding="utf-8")
    assert offered(home, "rules", "show", incomplete="spac") == []


def test_every_value_of_every_command_is_completed_or_known_to_be_free() -> None:
    unknown = set()
    for path, each in commands(command, "qa"):
        for parameter in each.params:
            if parameter.type is click.STRING and parameter.metavar not in COMPLETERS.keys() | FREE:
                unknown.add(f"{path}: {parameter.metavar or parameter.name}")
    assert unknown == set()


def commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    """All commands with how they are called; made anew each time, for completing changes them."""
    context = click.Context(group)
    for name in group.list_commands(context):
        each = group.get_command(context, name)
        assert each is not None
        yield f"{path} {name}", each
        if isinstance(each, click.Group):
            yield from commands(each, f"{path} {name}")


def test_what_is_completed_still_reads_as_text() -> None:
    @click.command()
    @click.argument("rule", metavar="RULE")
    def example(rule: str) -> None: ...

    completing(example)
    assert example.params[0].type.convert("a.b", example.params[0], None) == "a.b"
