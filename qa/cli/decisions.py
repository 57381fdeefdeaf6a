"""``qa decisions``: what reviewers decided to a summary, and to words and exceptions for a house's folder of rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa.cli.options import quiet_option
from qa.cli.status import Status

if TYPE_CHECKING:
    from qa.decisions.record import Decisions

_FILES = click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))


@click.group(name="decisions", short_help="Use what reviewers decided on the review page.")
def command() -> None:
    """Use what reviewers decided on the review page.

    FILE is a file that the page saved, or a folder of such.
    """


@command.command("show")
@_FILES
@click.pass_context
def show(context: click.Context, files: tuple[Path, ...]) -> None:
    """Print what the files hold, a line each, and the comments below; what is damaged is told with its line."""
    from qa.cli.decision_files import are_whole, read_decided

    read = read_decided(files)
    for file in read:
        click.echo(_summary(file))
        for line in _comments(file):
            click.echo(line)
    if not are_whole(read):
        context.exit(Status.WRONG_USE)


def _comments(file: Decisions) -> Iterator[str]:
    from qa.writers.terminal import quoted, visible

    for decision in file.decisions:
        place = decision.anchor.text or decision.anchor.before + decision.anchor.after
        yield from (visible(f"  {quoted(place)}: {' '.join(note.told.split())}") for note in decision.thread)


def _summary(file: Decisions) -> str:
    from qa.writers.terminal import visible

    counts = Counter(decision.verdict for decision in file.decisions)
    told = ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items())) or "nothing decided"
    return visible(f"{file.file}: {file.path}: {told}")


@command.command("house")
@_FILES
@click.option(
    "--into",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="The house's folder of rules, as --rules and the configuration name it. Made where there is none.",
)
@quiet_option
@click.pass_context
def house(context: click.Context, files: tuple[Path, ...], into: Path, quiet: bool) -> None:
    """Put what is to be ignored always into a house's folder of rules, with reason and name.

    A word that is in no list goes to accept.txt and is known from then on; any other passage to suppress.tsv, with its
    rule. What stands there already is not written again.

    \b
    qa decisions house decisions/ --into house
    qa check records --rules house
    """
    from qa.batch.house_lists import add_to_house
    from qa.cli.decision_files import are_whole, read_decided
    from qa.decisions.answers import for_house

    read = read_decided(files)
    found = for_house(read)
    added = add_to_house(found, into)
    for unplaced in found.left:
        click.echo(f"{unplaced.decision.anchor.rule}: left out: {unplaced.reason}", err=True)
    if not quiet:
        for line in _told(added):
            click.echo(line, err=True)
    if not are_whole(read):
        context.exit(Status.WRONG_USE)


def _told(added: Iterable[tuple[Path, int]]) -> Iterator[str]:
    return (f"{path}: {count} added" for path, count in added)
