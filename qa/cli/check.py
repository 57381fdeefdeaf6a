"""``qa check``: documents to reports of what is wrong in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from qa.cli.batches import KEPT, Batching, batch_options
from qa.cli.cluster import cluster_options
from qa.cli.formats import Tabled, checking_tables
from qa.cli.options import (
    Callback,
    NewOnly,
    Settings,
    checking_options,
    fail_on_option,
    media_option,
    new_only_options,
    with_option,
)
from qa.cli.reporting import Reports, Telling, report_options, reported, telling_options
from qa.cli.say import write_out
from qa.cli.status import Status
from qa.ground.errors import QaError


@dataclass(frozen=True, slots=True)
class _OneDocument:
    """What is said of one document: what standard input is called, and the recording of a transcript."""

    stdin_filename: str | None
    media: Path | None


def _one_document_options(command: Callback) -> Callback:
    """--stdin-filename and --media; the command gets them as ``one``."""

    @media_option
    @click.option(
        "--stdin-filename",
        metavar="NAME",
        help="Call standard input so in reports, and check it as a file of that name would be: under the same configuration.",
    )
    @wraps(command)
    def gathered(*, stdin_filename: str | None, media: Path | None, **others: Any) -> Any:
        return command(one=_OneDocument(stdin_filename, media), **others)

    return gathered


@click.command(name="check", short_help="Report what is wrong in documents.", cls=Tabled, tables=checking_tables, epilog=KEPT)
@report_options
@checking_options
@fail_on_option
@with_option
@new_only_options
@batch_options
@telling_options
@_one_document_options
@cluster_options
@click.pass_context
def command(
    context: click.Context,
    /,
    reports: Reports,
    settings: Settings,
    batching: Batching,
    show_config: bool,
    new_only: NewOnly,
    telling: Telling,
    one: _OneDocument,
) -> None:
    """Report what is wrong in documents, each mistake in its place, with the reason and the proposed correction.

    PATH is a file, a folder, a quoted pattern such as 'records/**/*.txt', an address that fsspec reads (s3://, gs://,
    zip://*.txt::records.zip), or - for standard input.

    \b
    qa check speech.txt
    qa check records -o html=report -o json=findings.jsonl
    qa check records --decisions decisions/
    qa check captions.vtt --vocabulary agenda.pdf -o html=page.html --media meeting.mp4
    qa check speech.txt --with vale.sarif --with proofreader.jsonl -o docx=speech.docx
    qa check records -o html=report --earlier last/index.json
    qa check records --baseline qa-baseline.json -o github -o sarif=qa.sarif
    qa check --stdin-filename records/speech.txt - < draft
    git ls-files -z '*.docx' | qa check --files-from - -0 --jobs auto
    qa check --cluster tcp://10.0.0.1:8786 's3://records/1990/**/*.txt' -o parquet=s3://found/1990

    With --changed-since and no PATH, the whole repository is meant.

    With --decisions, what was rejected there, or is to be ignored always, is not reported again; what reviewers saw
    themselves is, and what they said of any finding.

    With --with, what other checkers, scripts or colleagues found is reported too, under their names: where it is said to
    stand, or where the words stand that are quoted. What fits nowhere is said on standard error.
    """
    from qa.batch.addresses import shown
    from qa.batch.delivery import parse_orders, refuse_overwriting
    from qa.batch.discovery import STANDARD_INPUT
    from qa.batch.run import Batch
    from qa.cli.configuration import in_force

    orders = parse_orders(reports.ordered(settings))
    named = batching.listed.or_repository(wanted=new_only.is_asked and new_only.revision is not None)
    documents = named.documents(settings)
    refuse_overwriting(orders, documents)
    name = _name_of_standard_input(one.stdin_filename, documents)
    if show_config:
        click.echo("".join(in_force((name if path == STANDARD_INPUT else shown(path) for path in documents), settings)), nl=False)
        context.exit(Status.GOOD)
    sieve = new_only.sieve(documents)
    wanted = documents if settings.together else sieve.touched()
    if batching.listed.list_only:
        write_out(named.listing(wanted))
        context.exit(Status.GOOD)
    with batching.manner(settings) as manner:
        batch = Batch(wanted, settings.checker(), manner, together=settings.together, standard_input=name)
        context.exit(reported(batch, orders, settings, replace(reports, media=one.media), sieve, telling))


def _name_of_standard_input(given: str | None, documents: tuple[str, ...]) -> str:
    from qa.batch.discovery import STANDARD_INPUT

    if given is not None and STANDARD_INPUT not in documents:
        raise QaError("--stdin-filename names standard input, which is not asked for", expected="- among the paths")
    return given or STANDARD_INPUT
