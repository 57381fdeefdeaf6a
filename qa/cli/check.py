"""``qa check``: documents to reports of what is wrong in them."""

from __future__ import annotations

import functools
import gc
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qa.cli.options import Settings, checking_options, look_for, quiet_option
from qa.cli.status import Status
from qa.config import NEVER, fail_threshold
from qa.errors import QaError
from qa.finding import Severity
from qa.readers import READERS
from qa.writers import WRITERS

if TYPE_CHECKING:
    from qa.batch.delivery import Order
    from qa.engine.totals import Totals
    from qa.writers.summary import Summary


_FORMATS = "\b\nReports:\n" + "\n".join(f"  {writer.name:<10}{writer.summary}" for writer in WRITERS.values())
_DOCUMENTS = "\b\nDocuments:\n" + "\n".join(
    f"  {reader.name:<10}{reader.summary} ({', '.join(reader.suffixes)})" for reader in READERS.values()
)


@dataclass(frozen=True, slots=True)
class _Telling:
    """What is said beside the reports, and how."""

    stats: bool
    no_color: bool
    quiet: bool


def _telling_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--stats, --no-color and --quiet; the command gets them as ``telling``."""

    @click.option("--stats", is_flag=True, help="Write counts and rates of every rule to standard error.")
    @click.option("--no-color", is_flag=True, help="Write without colour. The variable NO_COLOR does the same.")
    @quiet_option
    @functools.wraps(command)
    def gathered(*, stats: bool, no_color: bool, quiet: bool, **others: Any) -> Any:
        return command(telling=_Telling(stats, no_color, quiet), **others)

    return gathered


@click.command(name="check", short_help="Report what is wrong in documents.", epilog=f"{_FORMATS}\n\n{_DOCUMENTS}")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "-o",
    "--output",
    "output",
    multiple=True,
    metavar="FORMAT[=PATH]",
    default=("terminal",),
    show_default=True,
    help="Write a report in this format to PATH, or to standard output. May be repeated.",
)
@checking_options
@click.option(
    "--fail-on",
    type=click.Choice([*(severity.value for severity in Severity), NEVER]),
    help="The least severity that gives exit status 1 (default: error).",
)
@click.option(
    "--earlier",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Compare the index page with an earlier run's index.json, which stands beside its page.",
)
@_telling_options
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    output: tuple[str, ...],
    settings: Settings,
    fail_on: str | None,
    earlier: Path | None,
    telling: _Telling,
) -> None:
    """Report what is wrong in documents, each mistake in its place, with the reason and the proposed correction.

    PATH is a file, a folder, a quoted pattern such as 'records/**/*.txt', or - for standard input.

    \b
    qa check speech.txt
    qa check records -o html=report -o json=findings.jsonl
    qa check records --decisions decisions/
    qa check records -o html=report --earlier last/index.json

    With --decisions, what was rejected there, or is to be ignored always, is not reported again.
    """
    from qa.batch.delivery import parse_orders, refuse_overwriting
    from qa.batch.discovery import find_documents

    orders = parse_orders(output)
    documents = tuple(find_documents(paths))
    refuse_overwriting(orders, documents)
    began = time.perf_counter()
    totals = _run(documents, orders, settings, _summary(earlier, orders, documents), telling)
    if not telling.quiet and not any(_closes_on_screen(order) for order in orders):
        click.echo(totals.sentence(), err=True)
    if telling.stats:
        click.echo(statistics(totals, time.perf_counter() - began), err=True, nl=False)
    threshold = settings.config.fail_on if fail_on is None else fail_threshold(fail_on)
    context.exit(_status(totals.unreadable > 0, totals.reaches(threshold)))


def _summary(earlier: Path | None, orders: tuple[Order, ...], documents: tuple[str, ...]) -> Summary | None:
    """The run to compare this one with. Raises QaError where no page will show the comparison."""
    if earlier is None:
        return None
    from qa.writers.summary import read_summary

    if len(documents) < 2 or not any(order.writer.name == "html" and order.path for order in orders):
        raise QaError("--earlier is for the index page of several documents", expected="-o html=FOLDER")
    return read_summary(earlier)


def _run(
    documents: tuple[str, ...], orders: tuple[Order, ...], settings: Settings, earlier: Summary | None, telling: _Telling
) -> Totals:
    """Check every document and write every report."""
    from qa.batch.checking import check_paths
    from qa.batch.delivery import Delivery
    from qa.cli.progress import with_progress
    from qa.decisions import find_decisions
    from qa.engine.decided import Answers
    from qa.engine.totals import Totals

    answers = Answers(find_decisions(settings.decisions))
    totals = Totals()
    look = look_for(sys.stdout, telling.no_color)
    # A report that runs over the same screen is progress enough, and a bar would run into it.
    on_screen = sys.stdout.isatty() and any(order.path is None for order in orders)
    bar_shown = sys.stderr.isatty() and not telling.quiet and not on_screen
    checker = settings.checker()
    gc.freeze()  # rules and lexicon stay to the end: the collector need not walk over them again and again
    outcomes = with_progress(check_paths(documents, checker, together=settings.together), len(documents), shown=bar_shown)
    # An interruption must close the bar at once, or the terminal is left without its cursor.
    several = len(documents) > 1
    with Delivery(orders, look, sys.stdout.buffer, several=several, earlier=earlier) as delivery, closing(outcomes):
        for outcome in outcomes:
            checked = answers.applied(outcome)
            delivery.add(checked)
            totals.add(checked)
        delivery.close(None if telling.quiet else totals)
    return totals


def _closes_on_screen(order: Order) -> bool:
    """The report for people ends with the summary itself."""
    return order.path is None and order.writer.name == "terminal"


def _status(unreadable: bool, failing: bool) -> Status:
    if unreadable:
        return Status.UNREADABLE
    return Status.FINDINGS if failing else Status.GOOD


def statistics(totals: Totals, seconds: float) -> str:
    """Counts, the most frequent rule first, with the rate that lets records of different length be compared."""
    lines = [f"{count:>8,}  {count * 1000 / max(1, totals.words):>15.2f}  {rule}" for rule, count in _by_count(totals)]
    head = [f"{'findings':>8}  {'per 1,000 words':>15}  rule"] if lines else []
    rate = f"{totals.words / seconds:,.0f} a second" if seconds else "at once"
    return "\n".join([*head, *lines, f"{totals.words:,} words in {seconds:.2f} s ({rate})", ""])


def _by_count(totals: Totals) -> list[tuple[str, int]]:
    return sorted(totals.rules.items(), key=lambda item: (-item[1], item[0]))
