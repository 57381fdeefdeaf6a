"""The command ``qa``: its arguments to what its subcommands do, and every way to end to an exit status.

A subcommand's module is imported when it is called for, and imports what is heavy when it runs, so that ``qa --help``
and the completion of a shell answer at once.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import traceback
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Any, NoReturn

import click

from qa import __version__
from qa.cli.status import Status
from qa.ground.errors import QaError, expected_among


@dataclass(frozen=True, slots=True)
class Subcommand:
    """A command under ``qa``; its module offers it as ``command``."""

    module: str
    summary: str
    """One line for ``qa --help``, the same as the command's own."""


SUBCOMMANDS = MappingProxyType(
    {
        "check": Subcommand("qa.cli.check", "Report what is wrong in documents."),
        "bitext": Subcommand("qa.cli.bitext", "Report what is wrong in translations."),
        "review": Subcommand("qa.cli.review", "Decide on each proposal on a page of this machine."),
        "lsp": Subcommand("qa.cli.lsp", "Serve an editor with findings and corrections while its user types."),
        "fix": Subcommand("qa.cli.fix", "Correct what is certainly wrong."),
        "diff": Subcommand("qa.cli.diff", "Report what changed between two versions."),
        "merge": Subcommand("qa.cli.merge", "Merge two versions that were made of one, word by word."),
        "patch": Subcommand("qa.cli.patch", "Apply changes to a text, even if its lines were filled anew."),
        "baseline": Subcommand("qa.cli.baseline", "Keep a file of known mistakes."),
        "decisions": Subcommand("qa.cli.decisions", "Use what reviewers decided on the review page."),
        "init": Subcommand("qa.cli.init", "Write a configuration file to start from."),
        "xml": Subcommand("qa.cli.xml", "Take the text back out of annotated XML."),
        "rules": Subcommand("qa.cli.rules", "List, show, test, lint, try and write rules."),
        "explain": Subcommand("qa.cli.explain", "Print the manual page of a rule or a kind of check, or how a word was judged."),
        "lexicon": Subcommand("qa.cli.lexicon", "Build the list of known words, or add to a house's own."),
        "completion": Subcommand("qa.cli.completion", "Print what makes a shell complete commands, formats, rules and paths."),
        "man": Subcommand("qa.cli.man", "Print the manual page of the command."),
    }
)


_ALLOCATIONS_BETWEEN_COLLECTIONS = 100_000
"""Nothing here lives in cycles but what frameworks make at the start, so that the 700 of Python's own choice are a waste."""


class CommandFailure(click.ClickException):
    """A QaError on its way out: one line on standard error."""

    exit_code = Status.WRONG_USE

    def show(self, file: Any = None) -> None:
        from qa.writers.terminal import visible

        for line in self.message.split("\n"):
            click.echo(f"qa: error: {visible(line)}", err=True, file=file)


class LazyGroup(click.Group):
    """The subcommands of SUBCOMMANDS, imported one by one when needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in SUBCOMMANDS:
            return None
        command: click.Command = import_module(SUBCOMMANDS[cmd_name].module).command
        if "_QA_COMPLETE" in os.environ:  # what the scripts of qa completion set
            from qa.cli.completion import completing

            return completing(command)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in SUBCOMMANDS:
            raise QaError(f"no command {name!r}", expected=expected_among(name, SUBCOMMANDS))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, subcommand.summary) for name, subcommand in SUBCOMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        with _ended_well(ctx):
            return super().invoke(ctx)


@contextlib.contextmanager
def _ended_well(ctx: click.Context) -> Iterator[None]:
    """Every expected way for a command to break off becomes its exit status; a bug keeps its traceback."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()  # later, Python could only complain of a full disk in words of its own
    except QaError as error:
        raise CommandFailure(str(error)) from error
    except KeyboardInterrupt:
        click.echo(err=True)  # ends the line with the terminal's ^C
        ctx.exit(Status.INTERRUPTED)
    except BrokenPipeError:
        _forget_standard_output()
        ctx.exit(Status.BROKEN_PIPE)
    except OSError as error:
        if error.filename is not None:  # of a file, which who opens it must answer for
            raise
        _forget_standard_output()
        raise CommandFailure(f"standard output cannot be written: {error.strerror or error}") from error


def _forget_standard_output() -> None:
    """Send what is still unwritten nowhere, or Python would complain of the broken pipe once more when it ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="transcript-qa", message="%(prog)s %(version)s")
def command() -> None:
    """Find and correct what is wrong in the English of verbatim records.

    \b
    Exit status:
      0  nothing was found that matters enough (see --fail-on)
      1  something was found
      2  wrong use, or a mistake in rules or configuration
      3  a document could not be read or checked; the others were
      70 a bug of ours, told with its traceback
    """


def _one_line(message: Warning | str, category: type[Warning], filename: str, lineno: int, line: str | None = None) -> str:
    """A warning as every message of the command looks; where in the code it was given is nothing to whoever runs it."""
    return f"qa: warning: {message}\n"


def main() -> NoReturn:
    """What the installed script runs."""
    gc.set_threshold(_ALLOCATIONS_BETWEEN_COLLECTIONS)
    # A stopped job must not leave half-written files behind either: as an exception, it passes all that cleans up.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(Status.TERMINATED))
    warnings.formatwarning = _one_line
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        sys.exit(command(prog_name="qa"))
    except Exception:  # noqa: BLE001 - told in full, with a status of its own
        traceback.print_exc()
        sys.exit(Status.BUG)
