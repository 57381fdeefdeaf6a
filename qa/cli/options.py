"""The options that several commands share, to the settings, the rules and the checker they ask for."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from qa.config.config import Config, Layer, Where
from qa.config.profile import DEFAULT, Profile
from qa.config.shapes import KEEP, MEND, NEVER, NONE, REPORT, threshold
from qa.ground.errors import QaError
from qa.ground.finding import Severity

if TYPE_CHECKING:
    from qa.batch.checkers import Checkers, TranslationCheckers
    from qa.batch.delivery import ReportOrder
    from qa.batch.sieve import Sieve
    from qa.config.files import Configurations
    from qa.rulebook.load import Rulebook
    from qa.writers import Look

Callback = Callable[..., Any]

HERE = "-"
"""A document in the current folder, for what is asked without one."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The configuration files, the options of the command laid over them, and the day."""

    configurations: Configurations
    options: Layer
    today: date
    together: bool = False
    """Whether the documents share their names and acronyms."""
    decisions: tuple[Path, ...] = ()
    """Files of decisions, and folders of such."""
    elsewhere: tuple[Path, ...] = ()
    """Files of what others found."""

    def config(self, document: str = HERE) -> Config:
        """What is in force for a document. Raises QaError for a mistake in its configuration."""
        return self.configurations.of(document)

    def with_option(self, key: str, value: object, option: str) -> Settings:
        """The same with one value more, for which ``option`` stands on the command line."""
        layer = replace(
            self.options,
            values={**self.options.values, key: value},
            places={**self.options.places, key: Where(option)},
        )
        return replace(self, configurations=self.configurations.with_options(layer), options=layer)

    def rulebook(self) -> Rulebook:
        """The rules in force in the current folder. Raises QaError for a mistake in a rule file."""
        from qa.rulebook.load import load_rulebook

        return load_rulebook(self.config().rules)

    def checker(self) -> Checkers:
        """Checks every document under its own configuration."""
        from qa.batch.checkers import Checkers

        return Checkers(self.config, self.today)

    def translation_checker(self) -> TranslationCheckers:
        """Checks every translation under its own configuration."""
        from qa.batch.checkers import TranslationCheckers

        return TranslationCheckers(self.config, self.today)


def today() -> date:
    """The day by this machine's clock and zone; nothing below this floor asks for it."""
    return datetime.now(tz=UTC).astimezone().date()


def _split(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


_rules = click.option(
    "--rules",
    multiple=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Lay a folder of rules and word lists over the shipped ones. May be repeated.",
)
_config = click.option(
    "--config",
    "config_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Read settings from this file, not from qa.toml, pyproject.toml or setup.cfg above each document.",
)
_select = click.option(
    "--select", multiple=True, metavar="RULE…", callback=_split, help="Check only these rules: spelling, 'spacing.*'."
)
_ignore = click.option("--ignore", multiple=True, metavar="RULE…", callback=_split, help="Leave these rules out.")
_advice = click.option("--advice", is_flag=True, help="Report advice too.")
_profile = click.option(
    "--profile",
    type=click.Choice([profile.value for profile in Profile]),
    help=f"How much of the house's style to ask for (default: {DEFAULT}, and speech for captions).",
)

_vocabulary = click.option(
    "--vocabulary",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Take the names of the meeting from this paper: agenda, speakers, glossary, earlier record. May be repeated.",
)
_hesitations = click.option(
    "--hesitations",
    type=click.Choice([REPORT, MEND, KEEP]),
    help="What to do with the hesitations and restarts of a transcript of speech (default: tell them as advice).",
)

_decisions = click.option(
    "--decisions",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Take what a reviewer decided from this file, or from the .json files of a folder. May be repeated.",
)
_together = click.option(
    "--together",
    is_flag=True,
    help="Let the documents share names, acronyms and heads of pages, as the speeches of one meeting do.",
)


def checking_options(command: Callback) -> Callback:
    """The options of rule_options, and --together, for the command as ``settings``."""

    @rule_options
    @_together
    @functools.wraps(command)
    def gathered(*arguments: Any, settings: Settings, together: bool, **others: Any) -> Any:
        return command(*arguments, settings=replace(settings, together=together), **others)

    return gathered


def rule_options(command: Callback) -> Callback:
    """--rules, --config, --select, --ignore, --advice, --profile, --vocabulary, --hesitations and --decisions.

    The command gets them as ``settings``.
    """

    @_rules
    @_config
    @_select
    @_ignore
    @_advice
    @_profile
    @_vocabulary
    @_hesitations
    @_decisions
    @functools.wraps(command)
    def gathered(
        *arguments: Any,
        rules: tuple[Path, ...],
        config_file: Path | None,
        select: tuple[str, ...],
        ignore: tuple[str, ...],
        advice: bool,
        profile: str | None,
        decisions: tuple[Path, ...],
        **others: Any,
    ) -> Any:
        vocabulary, hesitations = others.pop("vocabulary"), others.pop("hesitations")
        given = {
            "rules": (rules, "--rules"),
            "select": (select, "--select"),
            "ignore": (ignore, "--ignore"),
            "advice": (advice, "--advice"),
            "profile": (Profile(profile) if profile else None, "--profile"),
            "vocabulary": (vocabulary, "--vocabulary"),
            "hesitations": (hesitations, "--hesitations"),
        }
        settings = replace(_settings(config_file, given), decisions=decisions)
        return command(*arguments, settings=settings, **others)

    return gathered


def fail_on_option(command: Callback) -> Callback:
    """--fail-on, laid over the ``settings`` that checking_options, which must stand above it, gives."""

    @click.option(
        "--fail-on",
        type=click.Choice([*(severity.value for severity in Severity), NEVER]),
        help="The least severity that gives exit status 1 (default: error).",
    )
    @functools.wraps(command)
    def gathered(*, settings: Settings, fail_on: str | None, **others: Any) -> Any:
        given = settings if fail_on is None else settings.with_option("fail-on", threshold("fail-on", fail_on), "--fail-on")
        return command(settings=given, **others)

    return gathered


def with_option(command: Callback) -> Callback:
    """--with, laid over the ``settings`` that checking_options, which must stand above it, gives."""

    @click.option(
        "--with",
        "elsewhere",
        multiple=True,
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Report beside our own what others found: SARIF of any checker, or JSON Lines as -o json writes. May be repeated.",
    )
    @functools.wraps(command)
    def gathered(*, settings: Settings, elsewhere: tuple[Path, ...], **others: Any) -> Any:
        return command(settings=replace(settings, elsewhere=elsewhere), **others)

    return gathered


@dataclass(frozen=True, slots=True)
class NewOnly:
    """What the findings to report must be new to; nothing where neither is given."""

    baseline: Path | None
    revision: str | None
    is_asked: bool = False
    """Whether an option names the revision; what a configuration says is not about standard input."""

    def sieve(self, documents: tuple[str, ...]) -> Sieve:
        """Raises QaError for a file that is no baseline, an unknown revision, and a document of no repository."""
        from qa.batch.sieve import Sieve

        revision = self.revision if self.is_asked or HERE not in documents else None
        return Sieve(documents, self.baseline, revision)


def new_only_options(command: Callback) -> Callback:
    """--baseline and --changed-since, or what the ``settings`` of options above say; the command gets them as ``new_only``."""

    @click.option(
        "--baseline",
        metavar="FILE|none",
        help="Report only what is not in this file of known mistakes (see qa baseline).",
    )
    @click.option(
        "--changed-since",
        metavar="REV|none",
        help="Report only what stands in passages touched since HEAD left this git revision; A...B for A since it left B.",
    )
    @functools.wraps(command)
    def gathered(*, baseline: str | None, changed_since: str | None, settings: Settings, **others: Any) -> Any:
        for key, value in (("baseline", baseline), ("changed-since", changed_since)):
            settings = settings.with_option(key, value, f"--{key}") if value else settings
        config = settings.config()
        known = None if config.baseline == NONE else Path(config.baseline)
        revision = None if config.changed_since == NONE else config.changed_since
        return command(new_only=NewOnly(known, revision, changed_since is not None), settings=settings, **others)

    return gathered


def rulebook_options(command: Callback) -> Callback:
    """--rules and --config; the command gets them as ``settings``."""

    @_rules
    @_config
    @functools.wraps(command)
    def gathered(*, rules: tuple[Path, ...], config_file: Path | None, **others: Any) -> Any:
        return command(settings=_settings(config_file, {"rules": (rules, "--rules")}), **others)

    return gathered


def _settings(file: Path | None, given: Mapping[str, tuple[object, str]]) -> Settings:
    """``given`` are the values of the options with their names; an empty one says nothing."""
    from qa.config.files import Configurations

    said = {key: value for key, (value, _) in given.items() if value}
    options = Layer(said, {key: Where(given[key][1]) for key in said})
    return Settings(Configurations(file, options), options, today())


media_option = click.option(
    "--media",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="html: let the page of a transcript of speech play its passages from this recording.",
)
output_option = click.option(
    "-o",
    "--output",
    "output",
    multiple=True,
    metavar="FORMAT[=PATH]",
    help="Write a report in this format to PATH, or to standard output (default: terminal). May be repeated.",
)


def _pictures(context: click.Context, parameter: click.Parameter, value: bool) -> bool:
    if value:
        from qa.readers.pdfium import can_draw

        if not can_draw():
            raise click.BadParameter("Pictures need: pip install 'transcript-qa[pdf]'.")
    return value


pictures_option = click.option(
    "--pictures",
    is_flag=True,
    callback=_pictures,
    help="html: show what is found in a PDF file as it is printed there. Each page shown takes some 60 KB.",
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Write no summary and no progress.")
author_option = click.option(
    "--author",
    metavar="NAME",
    default="",
    help="docx: who is said to have made the tracked changes and comments, in place of transcript-qa.",
)
confidence_option = click.option(
    "--confidence",
    type=click.Choice(["sure", "likely"]),
    default="sure",
    show_default=True,
    help="How certain a correction must be to be applied.",
)


def media_address(media: Path | None, orders: Iterable[ReportOrder], documents: int) -> str | None:
    """Where a recording lies as the page has it that is ordered.

    Raises QaError for one that is not there, where no page is ordered, and for several documents.
    """
    from urllib.parse import quote

    if media is None:
        return None
    if not media.is_file():
        raise QaError("no such recording", file=str(media))
    page = next((order for order in orders if order.writer.name == "html"), None)
    if page is None or documents > 1:
        found = f"{documents} documents" if documents > 1 else "no page"
        raise QaError("--media is for the page of one transcript", found=found, expected="one document and -o html=PATH")
    place = Path(page.path or HERE)
    folder = Path() if page.path is None else place if place.is_dir() or page.path.endswith(("/", os.sep)) else place.parent
    return quote(Path(os.path.relpath(media, folder)).as_posix())


def look_for(stream: IO[Any], no_color: bool, author: str = "") -> Look:
    """How a report on ``stream`` may look: in colour on a terminal, unless the user or NO_COLOR forbids it.

    ``author`` is who signs changes in Word files; the time is now, or SOURCE_DATE_EPOCH where a run must be repeatable.
    """
    from qa.writers import Look, time_of_run

    terminal = stream.isatty()
    forbidden = no_color or os.environ.get("NO_COLOR")
    wanted = os.environ.get("FORCE_COLOR") or (terminal and os.environ.get("TERM") != "dumb")
    width = _columns(Look().width) if terminal else Look().width
    return Look(color=bool(wanted and not forbidden), width=width, author=author, date=time_of_run())


def _columns(otherwise: int) -> int:
    """The columns of the terminal; ``otherwise`` where it does not tell."""
    from shutil import get_terminal_size  # brings all kinds of compression with it

    return get_terminal_size((otherwise, 24)).columns
