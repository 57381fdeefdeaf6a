"""``qa baseline``: documents to a file of the mistakes that are known in them, so that a run may fail on new ones only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa.batch.baselines import FILE
from qa.cli.options import Settings, checking_options, quiet_option, rulebook_options
from qa.cli.status import Status
from qa.config.shapes import NONE

if TYPE_CHECKING:
    from qa.engine.checked import Checked

_file = click.option(
    "--file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help=f"The file of known mistakes (default: what the configuration says, or {FILE}).",
)


def _file_of(file: Path | None, settings: Settings) -> Path:
    """The file of known mistakes: of the option, or of the configuration."""
    named = settings.config().baseline
    return file or Path(FILE if named == NONE else named)


@click.group(name="baseline", short_help="Keep a file of known mistakes.")
def command() -> None:
    """Keep a file of known mistakes, so that `qa check --baseline FILE` fails on new ones only.

    A mistake is known again by its wording and the words around it in the same paragraph: edits elsewhere, moved
    paragraphs and lines broken otherwise make none of them new.
    """


@command.command("write")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@_file
@checking_options
@quiet_option
@click.pass_context
def write(context: click.Context, paths: tuple[str, ...], file: Path | None, settings: Settings, quiet: bool) -> None:
    """Write all that is found in documents now to the file of known mistakes, in the place of what it held."""
    from qa.batch.baselines import counted_passages, known_of, name_in, write_baseline
    from qa.engine.baseline import anchors
    from qa.engine.totals import counted

    file = _file_of(file, settings)
    outcomes = _Outcomes(paths, settings)
    known = known_of((name_in(file.parent, each.document.path), anchors(each)) for each in outcomes)
    write_baseline(file, known)
    if not quiet:
        told = counted(counted_passages(known), "known mistake")
        click.echo(f"{file}: {told} in {counted(len(known), 'document')}", err=True)
    context.exit(outcomes.status)


@command.command("update")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@_file
@checking_options
@quiet_option
@click.pass_context
def update(context: click.Context, paths: tuple[str, ...], file: Path | None, settings: Settings, quiet: bool) -> None:
    """Drop from the file of known mistakes what no longer occurs in documents, or whose documents are gone.

    New mistakes are not taken in, and nothing changes for documents that are not named.
    """
    from qa.batch.baselines import AgainstBaseline, counted_passages, lines_of, write_baseline
    from qa.engine.totals import counted
    from qa.writers.terminal import visible

    file = _file_of(file, settings)
    against = AgainstBaseline(file)
    outcomes = _Outcomes(paths, settings)
    for each in outcomes:
        against.sift(each)
    gone, left = against.gone(), against.left()
    write_baseline(file, left)
    if not quiet:
        for line in lines_of(gone):
            click.echo(f"dropped {visible(line)}", err=True)
        dropped = counted(counted_passages(gone), "known mistake")
        click.echo(f"{file}: {dropped} dropped, {counted_passages(left):,} left", err=True)
    context.exit(outcomes.status)


@command.command("show")
@_file
@rulebook_options
def show(file: Path | None, settings: Settings) -> None:
    """List the known mistakes, each in its passage, and how many there are."""
    from qa.batch.baselines import counted_passages, lines_of, read_baseline
    from qa.engine.totals import counted
    from qa.writers.terminal import visible

    known = read_baseline(_file_of(file, settings))
    for line in lines_of(known):
        click.echo(visible(line))
    told = counted(counted_passages(known), "known mistake")
    click.echo(f"{told} in {counted(len(known), 'document')}", err=True)


class _Outcomes:
    """Documents, checked one after another; what cannot be read is said, and told by ``status`` afterwards."""

    def __init__(self, paths: tuple[str, ...], settings: Settings) -> None:
        """Raises QaError for a path that stands for nothing, and for a mistake in rules or configuration."""
        from qa.batch.check import check_paths
        from qa.batch.discovery import find_documents

        documents = tuple(find_documents(paths, config_of=settings.config))
        self._checked = check_paths(documents, settings.checker(), together=settings.together)
        self.status = Status.GOOD

    def __iter__(self) -> Iterator[Checked]:
        from qa.writers.terminal import visible

        for checked in self._checked:
            if checked.unreadable is not None:
                self.status = Status.UNREADABLE
                click.echo(visible(f"{checked.document.path}: cannot be read: {checked.unreadable}"), err=True)
            yield checked
