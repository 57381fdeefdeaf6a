"""``qa man``: the commands and their options to a manual page in the macros of man(7)."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Iterable, Iterator

import click

from qa import __version__

_DAY = "2026-11-25"
"""When the sections that stand here were last changed, as man pages are dated."""

_WIDTH = 66
"""Characters of a line, so that with its escapes it stays within the 80 bytes that mandoc asks for."""


@click.command(name="man", short_help="Print the manual page of the command.")
def command() -> None:
    """Print the manual page of the command, with all commands under it.

    \b
    qa man | man -l -
    qa man > ~/.local/share/man/man1/qa.1
    """
    from qa.cli import command as whole

    click.echo(page(whole), nl=False)


def page(whole: click.Group) -> str:
    """The page, in roff."""
    return "".join(f"{line}\n" for line in _lines(whole))


def _lines(whole: click.Group) -> Iterator[str]:
    context = click.Context(whole, info_name="qa")
    yield f'.TH QA 1 {_DAY} "transcript\\-qa {__version__}" "User Commands"'
    yield from _section("NAME", ["qa \\- find and correct what is wrong in the English of verbatim records"])
    yield from _section("SYNOPSIS", [".B qa", ".I COMMAND", "[OPTIONS] ARGUMENTS"])
    yield ".SH DESCRIPTION"
    yield from _prose(whole.help or "")
    yield ".SH COMMANDS"
    for name in whole.list_commands(context):
        yield from _command(whole, name, context)
    for title, entries in _MORE.items():
        yield from _section(title, _list(entries))
    yield from _section("SEE ALSO", [".BR codespell (1),", ".BR hunspell (1),", ".BR wdiff (1)"])


_MORE = {
    "ENVIRONMENT": (
        ("NO_COLOR", "Where it is set, nothing is coloured."),
        ("FORCE_COLOR", "Where it is set, and NO_COLOR is not, output to a pipe is coloured too."),
    ),
    "FILES": (
        ("qa.toml", "The configuration of the documents beside and below; qa init writes one to start from."),
        ("pyproject.toml", "Its table [tool.transcript-qa], where there is no qa.toml."),
        ("setup.cfg", "Its section [tool:transcript-qa], where there is neither."),
        ("accept.txt", "In a folder of rules: words and names that are right, one a line."),
        ("suppress.tsv", "In a folder of rules: passages that a rule is not to report, with the reason."),
    ),
}


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield f".SH {title}"
    yield from lines


def _command(group: click.Group, name: str, above: click.Context) -> Iterator[str]:
    """A command's usage, help and options, and then those of the commands under it."""
    found = group.get_command(above, name)
    assert found is not None
    context = click.Context(found, info_name=name, parent=above)
    usage = " ".join((context.command_path, *found.collect_usage_pieces(context)))
    yield from (f'.SS "{_escaped(usage)}"', *_prose(found.help or ""), *_list(_options(found, context)))
    tables = getattr(found, "tables", None)
    yield from _prose(tables()) if tables else ()
    if isinstance(found, click.Group):
        for under in found.list_commands(context):
            yield from _command(found, under, context)


def _options(found: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    for parameter in found.get_params(context):
        record = parameter.get_help_record(context) if isinstance(parameter, click.Option) else None
        if record is not None and "--help" not in parameter.opts:
            yield record


def _list(entries: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, told in entries:
        yield from (".TP", f".B {_escaped(name)}", *_filled(told))


def _prose(text: str) -> Iterator[str]:
    """Paragraphs as click has them: after a line of ``\\b`` the lines stay as they are."""
    for number, paragraph in enumerate(inspect.cleandoc(text).split("\n\n")):
        kept = paragraph.lstrip("\n").startswith("\b")
        if number:
            yield ".PP"
        if kept:
            yield from (".nf", *map(_line, paragraph.strip("\b\n").split("\n")), ".fi")
        else:
            yield from _filled(paragraph)


def _filled(text: str) -> Iterator[str]:
    yield from map(_line, textwrap.wrap(" ".join(text.split()), _WIDTH, break_on_hyphens=False, break_long_words=False))


def _line(text: str) -> str:
    """A line of text, which roff must not take for a request."""
    escaped = _escaped(text)
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


def _escaped(text: str) -> str:
    return text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
