"""A batch to the reports that were ordered, what is said beside them on standard error, and an exit status."""

from __future__ import annotations

import functools
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qa.cli.options import (
    Callback,
    Settings,
    author_option,
    look_for,
    media_address,
    output_option,
    pictures_option,
    quiet_option,
)
from qa.cli.status import Status
from qa.ground.errors import QaError
from qa.ground.finding import Severity

if TYPE_CHECKING:
    from qa.batch.delivery import ReportOrder
    from qa.batch.run import Batch
    from qa.batch.sieve import Sieve
    from qa.config.config import Config
    from qa.config.profile import Profile
    from qa.config.suppression import Suppression
    from qa.decisions.answers import Answers
    from qa.elsewhere.joining import Elsewhere
    from qa.engine.anchor import Anchor
    from qa.engine.baseline import Known
    from qa.engine.checked import Checked
    from qa.engine.totals import Totals
    from qa.writers import Look
    from qa.writers.html.summary import Summary


@dataclass(frozen=True, slots=True)
class Reports:
    """The reports that are asked for."""

    output: tuple[str, ...]
    earlier: Path | None
    media: Path | None = None
    """The recording of a transcript of speech."""
    known_to: Path | None = None
    """Where all that is found is to be written as a baseline."""
    author: str = ""
    """Who signs changes in Word files."""

    def ordered(self, settings: Settings) -> tuple[str, ...]:
        """Those of the options, else those of the configuration, else the terminal's."""
        return self.output or settings.config().output or ("terminal",)

    def summary(self, orders: tuple[ReportOrder, ...], documents: tuple[str, ...]) -> Summary | None:
        """The run to compare this one with. Raises QaError where no page will show the comparison."""
        if self.earlier is None:
            return None
        from qa.writers.html.summary import read_summary

        if len(documents) < 2 or not any(order.writer.name == "html" and order.path for order in orders):
            raise QaError("--earlier is for the index page of several documents", expected="-o html=FOLDER")
        return read_summary(self.earlier)


def report_options(command: Callback) -> Callback:
    """-o, --author and --earlier; the command gets them as ``reports``."""

    @output_option
    @author_option
    @click.option(
        "--earlier",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Compare the index page with an earlier run's index.json, which stands beside its page.",
    )
    @functools.wraps(command)
    def gathered(*, output: tuple[str, ...], author: str, earlier: Path | None, **others: Any) -> Any:
        return command(reports=Reports(output, earlier, author=author), **others)

    return gathered


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told beside the reports, and how."""

    show_suppressed: bool
    stats: bool
    no_color: bool
    quiet: bool
    each: bool = False
    """Whether the terminal tells findings that are alike one by one."""
    pictures: bool = False
    """Whether pages show what is found in PDF files as it is printed."""


def telling_options(command: Callback) -> Callback:
    """--show-suppressed, --stats, --each, --pictures, --no-color, --quiet, for the command as ``telling``, and --show-config."""

    @click.option("--show-suppressed", is_flag=True, help="List what is not reported, and why, on standard error.")
    @click.option("--show-config", is_flag=True, help="Check nothing; print what is in force for each document, and who says so.")
    @click.option("--stats", is_flag=True, help="Write counts and rates of every rule to standard error.")
    @pictures_option
    @click.option("--each", is_flag=True, help="terminal: show findings that are alike one by one, not as one with their places.")
    @click.option("--no-color", is_flag=True, help="Write without colour. The variable NO_COLOR does the same.")
    @quiet_option
    @functools.wraps(command)
    def gathered(
        *arguments: Any,
        show_suppressed: bool,
        stats: bool,
        each: bool,
        pictures: bool,
        no_color: bool,
        quiet: bool,
        **others: Any,
    ) -> Any:
        return command(*arguments, telling=Telling(show_suppressed, stats, no_color, quiet, each, pictures), **others)

    return gathered


def reported(
    batch: Batch,
    orders: tuple[ReportOrder, ...],
    settings: Settings,
    reports: Reports,
    sieve: Sieve,
    telling: Telling,
) -> Status:
    """Check every document, write every report, and say what there is to say beside them. Raises QaError as a batch does."""
    from qa.engine.totals import Totals

    began = time.perf_counter()
    summary = reports.summary(orders, sieve.documents)
    account = Account(Totals(unchanged=len(sieve.documents) - len(batch.paths)), keeps_found=reports.known_to is not None)
    look = replace(
        look_for(sys.stdout, telling.no_color, reports.author),
        grouped=not telling.each,
        pictures=telling.pictures,
        media=media_address(reports.media, orders, len(batch.paths)),
    )
    _run(batch, orders, settings, sieve, summary, telling, account, look)
    if reports.known_to is not None:
        _write_known(reports.known_to, account.found)
    if not telling.quiet:
        if not any(_closes_on_screen(order) for order in orders):
            click.echo(account.totals.sentence(), err=True)
            for name, figure in account.totals.figures.rows():
                click.echo(f"{name}: {figure}", err=True)
        for remark in _remarks(batch, account, settings, sieve):
            click.echo(remark, err=True)
    if telling.stats:
        seconds = time.perf_counter() - began
        click.echo(statistics(account.totals, seconds, sieve.gone(), cached=batch.cached), err=True, nl=False)
    if account.is_damaged and not account.totals.failed:
        return Status.WRONG_USE
    return _status(account.totals.failed > 0, account.failing)


def _write_known(file: Path, found: Mapping[str, Counter[Anchor]]) -> None:
    from qa.batch.baselines import known_of, name_in, write_baseline

    write_baseline(file, known_of((name_in(file.parent, path), counts) for path, counts in found.items()))


@dataclass(slots=True)
class Account:
    """What there is to say of a run when it is over."""

    totals: Totals
    keeps_found: bool = False
    """Whether ``found`` is wanted."""
    failing: bool = False
    """Whether some finding makes the run fail."""
    used: set[Suppression] = field(default_factory=set)
    is_damaged: bool = False
    """Whether something in a file of decisions, or of what others found, could not be taken."""
    found: dict[str, Counter[Anchor]] = field(default_factory=dict)
    """What was found in each document, known or new."""
    misfits: Counter[tuple[str, str]] = field(default_factory=Counter)
    """The documents that are of another house than the profile in force, by the name of their kind and the profile that fits."""
    needless: int = 0
    """How many of their findings that profile would leave out."""

    def note(self, checked: Checked) -> None:
        """Count what a baseline would hold."""
        from qa.engine.baseline import anchors

        if self.keeps_found:
            self.found[checked.path] = self.found.get(checked.path, Counter()) + anchors(checked)

    def weigh(self, checked: Checked, profiles: Mapping[str, Profile], config: Config) -> None:
        """Note whether another profile would fit a document, unless somebody has named the one in force."""
        from qa.config.config import BY_DEFAULT
        from qa.engine.fitting import misfit

        if any(origin.key == "profile" and origin.place != BY_DEFAULT for origin in config.origins):
            return
        # A transcript of speech is checked for what speech is, unless a profile is named.
        if not checked.document.is_spoken and (found := misfit(checked, profiles, config.profile)):
            self.misfits[found.kind.name, found.kind.profile.value] += 1
            self.needless += found.needless

    def add(self, checked: Checked, threshold: Severity | None) -> None:
        """``threshold`` is the least severity that makes the run fail for this document."""
        from qa.engine.totals import reaches

        self.totals.add(checked)
        self.failing = self.failing or reaches(checked, threshold)
        self.used.update(each.entry for each in checked.suppressed if each.entry is not None)


def _run(
    batch: Batch,
    orders: tuple[ReportOrder, ...],
    settings: Settings,
    sieve: Sieve,
    earlier: Summary | None,
    telling: Telling,
    account: Account,
    look: Look,
) -> None:
    """Check every document and write every report."""
    from qa.batch.delivery import Delivery
    from qa.batch.root import root_of
    from qa.cli.progress import with_progress
    from qa.cli.remarks import on_suppressed
    from qa.writers import Run

    said = _Said.of(settings)
    account.is_damaged = said.is_damaged

    # A report that runs over the same screen is progress enough, and a bar would run into it.
    on_screen = telling.show_suppressed or (sys.stdout.isatty() and any(order.path is None for order in orders))
    bar_shown = sys.stderr.isatty() and not telling.quiet and not on_screen
    outcomes = with_progress(batch.outcomes(), len(batch.paths), shown=bar_shown)
    run = Run(batch.checkers.rules(), lambda path: batch.checkers.config(path).fail_on, earlier, root_of(sieve.documents))
    # An interruption must close the bar at once, or the terminal is left without its cursor.
    with Delivery(orders, look, sys.stdout.buffer, several=len(sieve.documents) > 1, run=run) as delivery, closing(outcomes):
        for outcome in outcomes:
            answered = said.applied(outcome, alone=len(batch.paths) == 1)
            account.note(answered)
            checked = sieve.sift(answered)
            delivery.add(checked)
            account.add(checked, run.fail_on(checked.document.path))
            account.weigh(checked, batch.profiles, batch.checkers.config(checked.document.path))
            for remark in on_suppressed(checked) if telling.show_suppressed else ():
                click.echo(remark, err=True)
        delivery.close(None if telling.quiet else account.totals)
    for remark in said.remarks():
        click.echo(remark, err=True)


@dataclass(slots=True)
class _Said:
    """What reviewers and other checkers have said of the documents. Of neither anything is loaded where there is nothing."""

    settings: Settings
    answers: Answers | None = None
    elsewhere: Elsewhere | None = None
    is_damaged: bool = False
    """Whether something in their files could not be taken."""

    @classmethod
    def of(cls, settings: Settings) -> _Said:
        """Reads the files that the settings name. Raises QaError for one that cannot be read."""
        said = cls(settings)
        if settings.decisions:
            from qa.cli.decision_files import are_whole, read_decided
            from qa.decisions.answers import Answers

            decided = read_decided(settings.decisions)
            said.answers, said.is_damaged = Answers(decided), not are_whole(decided)
        if settings.elsewhere:
            from qa.elsewhere.joining import read_elsewhere

            said.elsewhere = read_elsewhere(settings.elsewhere)
            said.is_damaged = said.is_damaged or bool(said.elsewhere.faults)
        return said

    def applied(self, checked: Checked, *, alone: bool) -> Checked:
        """A document with what others found in it and without what was answered; ``alone``: there is no other."""
        joined = checked if self.elsewhere is None else self.elsewhere.joined(checked, alone=alone)
        return joined if self.answers is None else self.answers.applied(joined)

    def remarks(self) -> Iterator[str]:
        """What there is to say of their files when all documents are done."""
        from qa.cli.remarks import on_decisions, on_elsewhere

        if self.elsewhere is not None:
            yield from on_elsewhere(self.elsewhere)
        if self.answers is not None:
            yield from on_decisions(self.answers, self.settings.decisions)


_NARROWING = frozenset(("select", "ignore", "profile"))
"""Options under which a rule that found nothing may not have been asked."""


def _remarks(batch: Batch, account: Account, settings: Settings, sieve: Sieve) -> Iterator[str]:
    """What a person has to know of suppressions and of the baseline beside the reports."""
    from qa.cli.remarks import on_baseline, on_misfits, on_suppressions

    narrowed = bool(settings.options.values.keys() & _NARROWING) or len(batch.paths) < len(sieve.documents)
    entries = batch.checkers.suppressions()
    asked = tuple(entry for entry in entries if batch.asks(entry))
    yield from on_misfits(account.misfits, account.needless, account.totals)
    yield from on_suppressions(asked, None if narrowed else account.used, settings.today)
    if sieve.baseline is not None and not settings.options.values.keys() & _NARROWING:
        yield from on_baseline(sieve.baseline, sieve.gone())


def _closes_on_screen(order: ReportOrder) -> bool:
    """The report for people ends with the summary itself."""
    return order.path is None and order.writer.name == "terminal"


def _status(unreadable: bool, failing: bool) -> Status:
    if unreadable:
        return Status.UNREADABLE
    return Status.FINDINGS if failing else Status.GOOD


def statistics(totals: Totals, seconds: float, gone: Known | None = None, *, cached: int = 0) -> str:
    """Counts, the most frequent rule first, with the rate that lets records of different length be compared."""
    lines = [f"{count:>8,}  {count * 1000 / max(1, totals.words):>15.2f}  {rule}" for rule, count in _by_count(totals)]
    head = [f"{'findings':>8}  {'per 1,000 words':>15}  rule"] if lines else []
    if totals.known or gone:
        from qa.batch.baselines import counted_passages

        lines += [f"{totals.known:>8,}  {'':>15}  not new", f"{counted_passages(gone or {}):>8,}  {'':>15}  known, and gone"]
    from qa.engine.totals import counted

    documents = counted(totals.documents, "document")
    lines.append(
        f"{documents}{_rate(totals.documents, seconds, 1)}, {cached:,} of them known from the cache, {totals.failed:,} failed"
    )
    lines.append(f"{counted(totals.words, 'word')} in {seconds:.2f} s{_rate(totals.words, seconds, 0)}")
    lines += [f"{name}: {figure}" for name, figure in totals.figures.rows()]
    return "\n".join([*head, *lines, ""])


def _rate(number: int, seconds: float, decimals: int) -> str:
    return f" ({number / seconds:,.{decimals}f} a second)" if seconds else ""


def _by_count(totals: Totals) -> list[tuple[str, int]]:
    return sorted(totals.rules.items(), key=lambda item: (-item[1], item[0]))
