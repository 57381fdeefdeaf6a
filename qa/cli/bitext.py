"""``qa bitext``: translations beside their sources to reports of what is wrong in them."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qa.cli.batches import KEPT, Working, working_options
from qa.cli.formats import Tabled, bilingual_tables
from qa.cli.options import Callback, NewOnly, Settings, fail_on_option, new_only_options, rule_options
from qa.cli.reporting import Reports, Telling, report_options, reported, telling_options
from qa.cli.status import Status
from qa.config.shapes import TOLD
from qa.ground.bitext import LANGUAGES

if TYPE_CHECKING:
    from qa.batch.pairing import Translation


def _columns(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, str] | None:
    if value is None:
        return None
    columns = [part.strip() for part in value.split(",")]
    if len(columns) != 2 or not all(columns) or columns[0] == columns[1]:
        raise click.BadParameter(f"{value!r} is not two columns, such as 1,2 or fr,en.")
    return columns[0], columns[1]


@dataclass(frozen=True, slots=True)
class _Named:
    """What is to be checked."""

    paths: tuple[str, ...]
    columns: tuple[str, str] | None
    """Of source and target in tables."""
    known_to: Path | None
    """Where the mistakes that are found are to be written."""


def _named(command: Callback) -> Callback:
    """SOURCE TARGET|PATH…, --columns and --write-baseline; the command gets them as ``named``."""

    @click.argument("paths", nargs=-1, required=True, metavar="SOURCE TARGET|PATH…")
    @click.option(
        "--columns",
        metavar="SOURCE,TARGET",
        callback=_columns,
        help="The columns of source and translation in a table, by their numbers or by their names in its header.",
    )
    @click.option(
        "--write-baseline",
        metavar="FILE",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Write all that is found to this file of known mistakes, for --baseline.",
    )
    @functools.wraps(command)
    def gathered(
        *arguments: Any,
        paths: tuple[str, ...],
        columns: tuple[str, str] | None,
        write_baseline: Path | None,
        **others: Any,
    ) -> Any:
        return command(*arguments, named=_Named(paths, columns, write_baseline), **others)

    return gathered


def _language_options(command: Callback) -> Callback:
    """--source-language, --target-language and --glossary, laid over the ``settings`` of rule_options, which stands above."""

    choices = click.Choice([*LANGUAGES])

    @click.option("--source-language", type=choices, help="What is translated; without it the texts and files tell.")
    @click.option("--target-language", type=choices, help="What it is translated into; without it the texts and files tell.")
    @click.option(
        "--glossary",
        multiple=True,
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Terms that the translation has to use, as CSV or TBX. May be repeated.",
    )
    @functools.wraps(command)
    def gathered(
        *arguments: Any,
        settings: Settings,
        source_language: str | None,
        target_language: str | None,
        glossary: tuple[Path, ...],
        **others: Any,
    ) -> Any:
        given = {"source-language": source_language, "target-language": target_language, "glossary": glossary}
        for key, value in given.items():
            settings = settings.with_option(key, value, f"--{key}") if value else settings
        return command(*arguments, settings=settings, **others)

    return gathered


@click.command(
    name="bitext", short_help="Report what is wrong in translations.", cls=Tabled, tables=bilingual_tables, epilog=KEPT
)
@_named
@report_options
@rule_options
@_language_options
@fail_on_option
@new_only_options
@working_options
@telling_options
@click.pass_context
def command(
    context: click.Context,
    /,
    named: _Named,
    reports: Reports,
    settings: Settings,
    working: Working,
    show_config: bool,
    new_only: NewOnly,
    telling: Telling,
) -> None:
    """Report what is wrong in translations: numbers, dates, names and passages that are not those of the source.

    SOURCE is the speech as it was delivered and TARGET its translation, both in any format that qa check reads and never
    aligned before; or they are folders of such, paired by name. Or PATH… are files of pairs, and folders of them.

    \b
    qa bitext discours.docx speech.pdf
    qa bitext fr en -o html=report
    qa bitext memory.tmx -o json=findings.jsonl
    qa bitext pairs.tsv --columns 4,3
    qa bitext speech.xliff --glossary terms.csv

    Languages are told from the texts and verified where a file or an option names them.
    """
    from qa.batch.delivery import parse_orders, refuse_overwriting
    from qa.batch.pairing import find_translations
    from qa.batch.translations import TranslationBatch
    from qa.cli.configuration import in_force

    orders = parse_orders(reports.ordered(settings))
    target_language = settings.config().target_language
    wanted = "en" if target_language == TOLD else target_language
    translations = tuple(find_translations(named.paths, wanted, settings.config))
    refuse_overwriting(orders, _files(translations))
    if show_config:
        click.echo("".join(in_force([each.path for each in translations], settings)), nl=False)
        context.exit(Status.GOOD)
    with working.manner(settings) as manner:
        sieve = new_only.sieve(tuple(each.path for each in translations))
        batch = TranslationBatch(translations, settings.translation_checker(), manner, named.columns)
        context.exit(reported(batch, orders, settings, replace(reports, known_to=named.known_to), sieve, telling))


def _files(translations: tuple[Translation, ...]) -> list[str]:
    return [path for each in translations for path in (each.path, each.source) if path is not None]
