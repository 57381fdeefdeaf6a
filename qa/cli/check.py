"""``qa check``: documents to reports of what is wrong in them."""

from __future__ import annotations

import gc
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qa.cli.options import Settings, checking_options, look_for, quiet_option
from qa.cli.status import Status
from qa.config import NEVER, fail_threshold
from qa.finding import Severity
from qa.readers import READERS
from qa.writers import WRITERS

if TYPE_CHECKING:
    from qa.batch.delivery import Order
    from qa.engine.baseline import Known
    from qa.engine.checked import Checked
    from qa.engine.totals import Totals
    from qa.suppression import Suppression

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
@click.option(
    "--baseline",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Report only what is not in this file of known mistakes (see qa baseline).",
)
@click.option("--changed-since", metavar="REV", help="Report only what stands in passages touched since this git revision.")
@click.option("--show-suppressed", is_flag=True, help="List what is not reported, and why, on standard error.")
@click.option("--show-config", is_flag=True, help="Check nothing; print what is in force for each document, and who says so.")
@click.option("--stats", is_flag=True, help="Write counts and rates of every rule to standard error.")
@click.option("--no-color", is_flag=True, help="Write without colour. The variable NO_COLOR does the same.")
@quiet_option
@click.pass_context
def command(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    output: tuple[str, ...],
    settings: Settings,
    fail_on: str | None,
    show_config: bool,
    stats: bool,
    **choices: Any,
) -> None:
    """Report what is wrong in documents, each mistake in its place, with the reason and the proposed correction.

    PATH is a file, a folder, a quoted pattern such as 'records/**/*.txt', or - for standard input.

    \b
    qa check speech.txt
    qa check records -o html=report -o json=findings.jsonl
    qa check records --baseline qa-baseline.json -o github -o sarif=qa.sarif
    """
    from qa.batch.delivery import parse_orders, refuse_overwriting
    from qa.batch.discovery import find_documents
    from qa.cli.configuration import in_force

    if fail_on is not None:
        settings = settings.with_option("fail-on", fail_threshold(fail_on), "--fail-on")
    orders = parse_orders(output)
    documents = tuple(find_documents(paths))
    refuse_overwriting(orders, documents)
    if show_config:
        click.echo("".join(in_force(documents, settings)), nl=False)
        context.exit(Status.GOOD)
    began = time.perf_counter()
    run = _Run(documents, orders, settings, **choices)
    failing = run.check()
    if not run.quiet:
        run.close(narrowed=bool(settings.options.values.keys() & _NARROWING))
    if stats:
        click.echo(statistics(run.totals, time.perf_counter() - began, run.gone), err=True, nl=False)
    context.exit(_status(run.totals.unreadable > 0, failing))


_NARROWING = frozenset(("select", "ignore", "profile"))
"""Options under which a rule that found nothing may not have been asked."""


class _Run:
    """One run over documents, and what is to be said of it at its end."""

    def __init__(
        self,
        documents: tuple[str, ...],
        orders: tuple[Order, ...],
        settings: Settings,
        *,
        baseline: Path | None,
        changed_since: str | None,
        show_suppressed: bool,
        no_color: bool,
        quiet: bool,
    ) -> None:
        """Raises QaError for a mistake in our own inputs: none is told after documents were checked."""
        from qa.batch.baselines import AgainstBaseline
        from qa.batch.revisions import ChangedSince
        from qa.engine.totals import Totals

        self._documents, self._orders, self._settings = documents, orders, settings
        self._shows_suppressed, self._look = show_suppressed, look_for(sys.stdout, no_color)
        self.quiet = quiet
        self.totals = Totals()
        self._against = AgainstBaseline(baseline) if baseline else None
        self._baseline = baseline
        self._changed = ChangedSince(changed_since) if changed_since is not None else None
        if self._changed:
            self._changed.prepare(documents)
        self._checkers = settings.checker()
        self._used: set[Suppression] = set()

    def check(self) -> bool:
        """Check every document and write every report; True when some finding makes the run fail."""
        from qa.batch.checking import check_paths
        from qa.batch.delivery import Delivery
        from qa.cli.progress import with_progress
        from qa.engine.totals import reaches
        from qa.writers import Run

        outcomes = check_paths(self._documents, self._checkers, together=self._settings.together)
        gc.freeze()  # rules and lexicon stay to the end: the collector need not walk over them again and again
        outcomes = with_progress(outcomes, len(self._documents), shown=self._bar_shown())
        run = Run(self._checkers.rules(), lambda path: self._settings.config(path).fail_on)
        several = len(self._documents) > 1
        failing = False
        # An interruption must close the bar at once, or the terminal is left without its cursor.
        with Delivery(self._orders, self._look, sys.stdout.buffer, several=several, run=run) as delivery, closing(outcomes):
            for outcome in outcomes:
                checked = self._sifted(outcome)
                delivery.add(checked)
                self.totals.add(checked)
                failing = reaches(checked, run.fail_on(checked.document.path)) or failing
            delivery.close(None if self.quiet else self.totals)
        return failing

    @property
    def gone(self) -> Known:
        """What the baseline knows and nobody found."""
        return self._against.gone() if self._against else {}

    def close(self, *, narrowed: bool) -> None:
        """Say on standard error what a person has to know beside the reports."""
        from qa.cli.remarks import on_baseline, on_suppressions

        if not any(_closes_on_screen(order) for order in self._orders):
            click.echo(self.totals.sentence(), err=True)
        used = None if narrowed else self._used
        remarks = [*on_suppressions(self._checkers.suppressions(), used, self._settings.today)]
        if self._baseline and not narrowed:
            remarks += on_baseline(self._baseline, self.gone)
        for remark in remarks:
            click.echo(remark, err=True)

    def _sifted(self, checked: Checked) -> Checked:
        """What of a document's findings is to be reported."""
        from qa.cli.remarks import on_suppressed

        self._used.update(each.entry for each in checked.suppressed if each.entry is not None)
        if self._shows_suppressed:
            for remark in on_suppressed(checked):
                click.echo(remark, err=True)
        checked = self._against.sift(checked) if self._against else checked
        return self._changed.sift(checked) if self._changed else checked

    def _bar_shown(self) -> bool:
        """A report that runs over the same screen is progress enough, and a bar would run into it."""
        on_screen = self._shows_suppressed or (sys.stdout.isatty() and any(order.path is None for order in self._orders))
        return sys.stderr.isatty() and not self.quiet and not on_screen


def _closes_on_screen(order: Order) -> bool:
    """The report for people ends with the summary itself."""
    return order.path is None and order.writer.name == "terminal"


def _status(unreadable: bool, failing: bool) -> Status:
    if unreadable:
        return Status.UNREADABLE
    return Status.FINDINGS if failing else Status.GOOD


def statistics(totals: Totals, seconds: float, gone: Known | None = None) -> str:
    """Counts, the most frequent rule first, with the rate that lets records of different length be compared."""
    lines = [f"{count:>8,}  {count * 1000 / max(1, totals.words):>15.2f}  {rule}" for rule, count in _by_count(totals)]
    head = [f"{'findings':>8}  {'per 1,000 words':>15}  rule"] if lines else []
    if totals.known or gone:
        from qa.batch.baselines import counted_passages

        lines += [f"{totals.known:>8,}  {'':>15}  not new", f"{counted_passages(gone or {}):>8,}  {'':>15}  known, and gone"]
    rate = f"{totals.words / seconds:,.0f} a second" if seconds else "at once"
    return "\n".join([*head, *lines, f"{totals.words:,} words in {seconds:.2f} s ({rate})", ""])


def _by_count(totals: Totals) -> list[tuple[str, int]]:
    return sorted(totals.rules.items(), key=lambda item: (-item[1], item[0]))
