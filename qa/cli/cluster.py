"""``qa check --cluster``: documents to partitions of what was found in them, on the machines of a cluster."""

from __future__ import annotations

import functools
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any

import click

from qa.cli.batches import Batching
from qa.cli.options import Callback, Settings
from qa.cli.reporting import Reports, Telling, statistics
from qa.cli.say import say
from qa.cli.status import Status
from qa.ground.errors import QaError

if TYPE_CHECKING:
    from qa.archive.asked import Output
    from qa.archive.cluster import Cluster
    from qa.archive.run import ArchiveRun
    from qa.archive.tally import Tally

_MOST_TOLD = 20
"""Documents that are named on the screen; the manifest has all."""


def cluster_options(command: Callback) -> Callback:
    """--cluster and --batch-size: with the first the documents of a command are checked on a cluster, and not by the command."""

    @click.option(
        "--cluster",
        metavar="ADDRESS",
        help="Check on the workers of this Dask scheduler (tcp://10.0.0.1:8786); -o json=FOLDER, -o parquet=FOLDER get a "
        "partition a batch, and the same command goes on after a break.",
    )
    @click.option(
        "--batch-size",
        "portion",
        type=click.IntRange(min=1),
        metavar="N",
        help="With --cluster: so many documents make a batch, and a partition (default: 500, and no more than 8 MB).",
    )
    @functools.wraps(command)
    def gathered(*arguments: Any, cluster: str | None, portion: int | None, **others: Any) -> Any:
        context = click.get_current_context()
        if cluster is None and portion is not None:
            raise click.UsageError("--batch-size is about --cluster, which is not given.", context)
        if cluster is None or others["show_config"] or others["batching"].listed.list_only:
            return command(*arguments, **others)
        _refuse_what_one_machine_does(others)
        wanted = {name: others[name] for name in ("reports", "settings", "batching", "telling")}
        return context.exit(_checked_on(cluster, portion, **wanted))

    return gathered


def _refuse_what_one_machine_does(given: dict[str, Any]) -> None:
    """Raises QaError for options that a run on a cluster does without."""
    settings, new_only, telling = given["settings"], given["new_only"], given["telling"]
    workers = given["batching"].working.workers
    asked = {
        "standard input": "-" in given["batching"].listed.paths,
        "--together": settings.together,
        "--decisions": settings.decisions,
        "--with": settings.elsewhere,
        "--baseline": new_only.baseline,
        "--changed-since": new_only.revision,
        "--earlier": given["reports"].earlier,
        "--media": given["one"].media,
        "--stdin-filename": given["one"].stdin_filename,
        "--show-suppressed": telling.show_suppressed,
        "--pictures": telling.pictures,
        "--jobs": workers.jobs,
        "--debug": workers.debug,
    }
    names = ", ".join(name for name, value in asked.items() if value)
    if names:
        raise QaError(f"--cluster does without {names}, which one machine does", expected="one of the two")


def _checked_on(
    address: str, portion: int | None, reports: Reports, settings: Settings, batching: Batching, telling: Telling
) -> Status:
    """Check on a cluster, and say what there is to say. Raises QaError as an ArchiveRun and a Cluster do."""
    from qa.archive.cluster import Cluster
    from qa.archive.portions import PORTION
    from qa.archive.run import ArchiveRun, Conditions, Holdings
    from qa.archive.tally import Tally
    from qa.batch.discovery import Seen

    began = time.perf_counter()
    outputs = tuple(_outputs(reports.ordered(settings)))
    listed, seen, whole = batching.listed, Seen(), Tally()
    with closing(Cluster(address, lambda line: say(f"qa: {line}"))) as cluster:
        documents = listed.documents(settings, seen)
        holdings = Holdings((*listed.paths, *(f"--files-from {each}" for each in listed.lists)), documents, seen.stamps)
        _, time_limit = batching.working.workers.under(settings.config())
        conditions = Conditions(outputs, portion or PORTION, time_limit, batching.working.resume)
        run = ArchiveRun(holdings, settings.checker(), conditions)
        for tally in _shown(run, cluster, telling):
            whole.merge(tally)
    _tell(run, whole, telling)
    if telling.stats:
        click.echo(statistics(whole.totals, time.perf_counter() - began, cached=run.kept), err=True, nl=False)
    if whole.totals.failed or run.left_out:
        return Status.UNREADABLE
    return Status.FINDINGS if whole.failing else Status.GOOD


def _outputs(ordered: tuple[str, ...]) -> Iterator[Output]:
    """The folders of partitions that -o asks for. Raises QaError for anything else."""
    from qa.archive.asked import Output
    from qa.batch.delivery import parse_orders
    from qa.writers import PARTITION_WRITERS, WRITERS

    expected = " or ".join(f"-o {name}=FOLDER" for name in PARTITION_WRITERS)
    for asked in ordered:
        name, _, place = asked.partition("=")
        if (name in WRITERS and name not in PARTITION_WRITERS) or (name in PARTITION_WRITERS and place in ("", "-")):
            raise QaError("--cluster writes partitions into a folder", found=f"-o {asked}", expected=expected)
    for order in parse_orders(ordered, PARTITION_WRITERS):
        order.writer.report()  # a package that is missing is told before anything is done
        yield Output(order.writer.name, str(order.path))


def _shown(run: ArchiveRun, cluster: Cluster, telling: Telling) -> Generator[Tally, None, None]:
    """What is counted of each portion; a bar where a person looks on. An interruption closes it at once."""
    from qa.cli.progress import with_progress

    outcomes = run.outcomes(cluster)
    with closing(with_progress(outcomes, len(run), shown=sys.stderr.isatty() and not telling.quiet)) as shown:
        yield from shown


def _tell(run: ArchiveRun, whole: Tally, telling: Telling) -> None:
    """The documents nothing is known of, what was left out, and the summary."""
    for name, reason in whole.failed[:_MOST_TOLD]:
        say(f"qa: {name}: {reason}")
    if len(whole.failed) > _MOST_TOLD:
        say(f"qa: and {len(whole.failed) - _MOST_TOLD:,} documents more, which the manifests name")
    for partition, reason in run.left_out:
        say(f"qa: {partition}: left out, {reason}")
    if not telling.quiet:
        kept = f"; {run.kept:,} known from an earlier run" if run.kept else ""
        click.echo(f"{whole.totals.sentence()}{kept}", err=True)
