"""``qa diff``: two versions of a document, or two folders of them, to what changed between them."""

from __future__ import annotations

import functools
import sys
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qa.cli.batches import Workers, worker_options
from qa.cli.formats import Tabled, comparing_tables
from qa.cli.options import (
    Callback,
    Settings,
    author_option,
    checking_options,
    look_for,
    media_address,
    media_option,
    output_option,
    pictures_option,
    quiet_option,
)
from qa.cli.say import say
from qa.cli.status import Status

if TYPE_CHECKING:
    from qa.batch.compare import Judges
    from qa.batch.counterparts import Pair
    from qa.batch.delivery import ReportOrder
    from qa.batch.run import Manner
    from qa.compare.change_class import ChangeClass
    from qa.compare.comparison import Comparison
    from qa.writers import Look

_NEVER = "never"
_CLASSES = ("furniture", "form", "house", "substance")


def _look_options(command: Callback) -> Callback:
    """--show, --layout, --pictures, --no-color and --author; the command gets them as ``look``."""

    @click.option(
        "--show",
        type=click.Choice(_CLASSES),
        default="substance",
        show_default=True,
        help="The least class that the terminal shows; the others are counted.",
    )
    @click.option(
        "--layout", is_flag=True, help="json: tell wraps and blanks too, so that the list makes NEW of OLD to the letter."
    )
    @pictures_option
    @click.option("--no-color", is_flag=True, help="Write without colour. The variable NO_COLOR does the same.")
    @author_option
    @functools.wraps(command)
    def gathered(*, show: str, layout: bool, pictures: bool, no_color: bool, author: str, **others: Any) -> Any:
        from qa.compare.change_class import ChangeClass

        look = look_for(sys.stdout, no_color, author)
        return command(look=replace(look, layout=layout, shown=ChangeClass(show), pictures=pictures), **others)

    return gathered


@dataclass(frozen=True, slots=True)
class _Saying:
    """What is said beside the reports, and played by them."""

    quiet: bool
    media: Path | None
    """The recording of a transcript of speech."""
    rate: bool
    """Whether the word error rate is."""


def _saying_options(command: Callback) -> Callback:
    """--rate, --media and --quiet; the command gets them as ``saying``."""

    @click.option(
        "--rate", is_flag=True, help="Tell the word error rate of OLD, a transcript of speech, against NEW, by class and speaker."
    )
    @media_option
    @quiet_option
    @functools.wraps(command)
    def gathered(*, quiet: bool, rate: bool, media: Path | None, **others: Any) -> Any:
        return command(saying=_Saying(quiet, media, rate), **others)

    return gathered


def _judging_options(command: Callback) -> Callback:
    """--check, --rules and the other options of the checker; the command gets them as ``judging``."""

    @click.option("--check", is_flag=True, help="Check both versions, and tell which findings are mended, new or still there.")
    @checking_options
    @functools.wraps(command)
    def gathered(*, check: bool, settings: Settings, **others: Any) -> Any:
        return command(judging=_Judging(settings, check), **others)

    return gathered


@dataclass(frozen=True, slots=True)
class _Judging:
    """By what changes are judged."""

    settings: Settings
    check: bool
    """Whether both versions are checked."""

    def judges(self) -> Judges:
        """The house's own rules of changes laid over the shipped ones, and the checker where it is asked for."""
        from qa.batch.compare import Judges
        from qa.compare.classify import Classing
        from qa.compare.rules import load_changes
        from qa.words.lexicon import load_lexicon

        folders = self.settings.config().rules
        classing = Classing(load_changes(folders), load_lexicon()) if folders else None
        return Judges(classing, self.settings.checker() if self.check else None)


@click.command(name="diff", short_help="Report what changed between two versions.", cls=Tabled, tables=comparing_tables)
@click.argument("versions", nargs=2, metavar="OLD NEW")
@output_option
@click.option(
    "--fail-on",
    type=click.Choice([*_CLASSES, _NEVER]),
    default="substance",
    show_default=True,
    help="The least class of change that gives exit status 1.",
)
@_judging_options
@_look_options
@worker_options
@_saying_options
@click.pass_context
def command(
    context: click.Context,
    versions: tuple[str, str],
    output: tuple[str, ...],
    fail_on: str,
    judging: _Judging,
    look: Look,
    workers: Workers,
    saying: _Saying,
) -> None:
    """Report what changed between two versions of a document, what matters most first.

    OLD and NEW are files of any readable format, or folders: then files are compared pair by pair. Wraps, blanks, quote
    style, hyphens at line ends and page furniture are no changes. One of the two may be - for standard input.

    \b
    qa diff draft.txt final.txt
    qa diff draft.docx final.txt -o html=changes.html
    qa diff drafts finals -o html=report -o json=changes.jsonl
    qa diff captions.vtt record.docx --rate
    """
    from qa.batch.counterparts import find_pairs
    from qa.batch.delivery import parse_orders, refuse_overwriting
    from qa.batch.run import Manner
    from qa.compare.change_class import ChangeClass
    from qa.writers import COMPARISON_WRITERS

    orders = parse_orders(output or ("terminal",), COMPARISON_WRITERS)
    pairs = tuple(find_pairs(*versions, judging.settings.config))
    refuse_overwriting(orders, [path for pair in pairs for path in (pair.old, pair.new) if path is not None])
    look = replace(look, media=media_address(saying.media, orders, len(pairs)))
    threshold = None if fail_on == _NEVER else ChangeClass(fail_on)
    manner = Manner(workers.tracebacks(), *workers.under(judging.settings.config()))
    context.exit(_run(pairs, orders, look, judging.judges(), threshold, manner, saying))


def _run(
    pairs: tuple[Pair, ...],
    orders: tuple[ReportOrder, ...],
    look: Look,
    judges: Judges,
    threshold: ChangeClass | None,
    manner: Manner,
    saying: _Saying,
) -> Status:
    """Compare every pair and write every report."""
    from qa.batch.compare import compare_pairs
    from qa.batch.delivery import Delivery
    from qa.cli.progress import with_progress
    from qa.writers.comparison.rates import rate_lines

    unreadable = failing = False
    rated: list[str] = []
    on_screen = sys.stdout.isatty() and any(order.path is None for order in orders)
    bar_shown = sys.stderr.isatty() and not saying.quiet and not on_screen and len(pairs) > 1
    outcomes = with_progress(compare_pairs(pairs, judges, manner), len(pairs), shown=bar_shown)
    told = any(order.path is None and order.writer.suffix == ".txt" for order in orders)
    with Delivery(orders, look, sys.stdout.buffer, several=len(pairs) > 1) as delivery, closing(outcomes):
        for comparison in outcomes:
            delivery.add(comparison)
            unreadable = unreadable or comparison.unreadable is not None
            failing = failing or comparison.reaches(threshold)
            if not saying.quiet and not told:
                _tell(comparison)
            if saying.rate and comparison.unreadable is None:
                rated += rate_lines(comparison)
        delivery.close(None)
    for line in rated:
        click.echo(line, err=not told)
    if unreadable:
        return Status.UNREADABLE
    return Status.FINDINGS if failing else Status.GOOD


def _tell(comparison: Comparison) -> None:
    """What a person must know, on standard error where no report for people is on standard output."""
    from qa.writers.comparison.terminal import headline

    for line in (headline(comparison), *comparison.notes):
        say(line)
