"""``qa check``: documents to reports of what is wrong in them."""

from __future__ import annotations

import gc
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING

import click

from qa.cli.options import Settings, checking_options, look_for, quiet_option
from qa.cli.status import Status
from qa.config import NEVER, fail_threshold
from qa.finding import Severity
from qa.readers import READERS
from qa.writers import WRITERS

if TYPE_CHECKING:
    from qa.batch.delivery import Order
    from qa.engine.totals import Totals


_FORMATS = "\b\nReports:\n" + "\n".join(f"  {writer.name:<10}{writer.summary}" for writer in WRITERS.values())
_DOCUMENTS = "\b\nDocuments:\n" + "\n".join(
    f"  {reader.name:<10}{reader.summary} ({', '.join(reader.suffixes)})" for reader in READERS.values()
)


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
@click.option("--stats", is_flag=True, help="Write counts and rates of every rule to standard error.")
@click.option("--no-color", is_flag=True, help="Write without colour. The variable NO_COLOR does the same.")
@quiet_option
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    output: tuple[str, ...],
    settings: Settings,
    fail_on: str | None,
    stats: bool,
    no_color: bool,
    quiet: bool,
) -> None:
    """Report what is wrong in documents, each mistake in its place, with the reason and the proposed correction.

    PATH is a file, a folder, a quoted pattern such as 'records/**/*.txt', or - for standard input.

    \b
    qa check speech.txt
    qa check records -o html=report -o json=findings.jsonl
    qa check records --decisions decisions/

    With --decisions, what was rejected there, or is to be ignored always, is not reported again.
    """
    from qa.batch.delivery import parse_orders, refuse_overwriting
    from qa.batch.discovery import find_documents

    orders = parse_orders(output)
    documents = tuple(find_documents(paths))
    refuse_overwriting(orders, documents)
    began = time.perf_counter()
    totals = _run(documents, orders, settings, no_color=no_color, quiet=quiet)
    if not quiet and not any(_closes_on_screen(order) for order in orders):
        click.echo(totals.sentence(), err=True)
    if stats:
        click.echo(statistics(totals, time.perf_counter() - began), err=True, nl=False)
    threshold = settings.config.fail_on if fail_on is None else fail_threshold(fail_on)
    context.exit(_status(totals.unreadable > 0, totals.reaches(threshold)))


def _run(documents: tuple[str, ...], orders: tuple[Order, ...], settings: Settings, *, no_color: bool, quiet: bool) -> Totals:
    """Check every document and write every report."""
    from qa.batch.checking import check_paths
    from qa.batch.delivery import Delivery
    from qa.cli.progress import with_progress
    from qa.decisions import find_decisions
    from qa.engine.decided import answered
    from qa.engine.totals import Totals

    decisions = tuple(find_decisions(settings.decisions))
    totals = Totals()
    look = look_for(sys.stdout, no_color)
    # A report that runs over the same screen is progress enough, and a bar would run into it.
    on_screen = sys.stdout.isatty() and any(order.path is None for order in orders)
    bar_shown = sys.stderr.isatty() and not quiet and not on_screen
    checker = settings.checker()
    gc.freeze()  # rules and lexicon stay to the end: the collector need not walk over them again and again
    outcomes = with_progress(check_paths(documents, checker, together=settings.together), len(documents), shown=bar_shown)
    # An interruption must close the bar at once, or the terminal is left without its cursor.
    with Delivery(orders, look, sys.stdout.buffer, several=len(documents) > 1) as delivery, closing(outcomes):
        for outcome in outcomes:
            checked = answered(outcome, decisions) if decisions else outcome
            delivery.add(checked)
            totals.add(checked)
        delivery.close(None if quiet else totals)
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
