"""The options that several commands share, to the settings, the rules and the checker they ask for."""

from __future__ import annotations

import functools
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from qa.profile import DEFAULT, Profile

if TYPE_CHECKING:
    from qa.config import Config
    from qa.engine.checker import Checker
    from qa.rulebook.loading import Rulebook
    from qa.writers import Look

Callback = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Settings:
    """The configuration file and the options of the command laid over it."""

    config: Config
    rules: tuple[Path, ...]
    """Folders of rules, the configuration's first."""
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    advice: bool
    profile: Profile
    together: bool = False
    """Whether the documents share their names and acronyms."""
    decisions: tuple[Path, ...] = ()
    """Files of decisions, and folders of such."""

    def rulebook(self) -> Rulebook:
        """Raises QaError for a mistake in a rule file."""
        from qa.rulebook.loading import load_rulebook

        return load_rulebook(self.rules)

    def checker(self) -> Checker:
        """Raises QaError for a mistake in a rule, and for a selection that fits no rule."""
        from qa.engine.checker import Checker, Selection

        selection = Selection(self.select, self.ignore, self.advice, self.profile)
        return Checker(self.rulebook(), selection, self.config.suppress, self.config.words)


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
    help="Read settings from this TOML file.",
)
_select = click.option(
    "--select", multiple=True, metavar="RULE…", callback=_split, help="Check only these rules: spelling, 'spacing.*'."
)
_ignore = click.option("--ignore", multiple=True, metavar="RULE…", callback=_split, help="Leave these rules out.")
_advice = click.option("--advice", is_flag=True, help="Report advice too.")
_profile = click.option(
    "--profile",
    type=click.Choice([profile.value for profile in Profile]),
    help=f"How much of the house's style to ask for (default: {DEFAULT}).",
)

_decisions = click.option(
    "--decisions",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Take what a reviewer decided from this file, or from the .json files of a folder. May be repeated.",
)
_together = click.option(
    "--together", is_flag=True, help="Let the documents share their names and acronyms, as the speeches of one meeting do."
)


def checking_options(command: Callback) -> Callback:
    """--rules, --config, --select, --ignore, --advice, --profile, --together, --decisions, for the command as ``settings``."""

    @_rules
    @_config
    @_select
    @_ignore
    @_advice
    @_profile
    @_together
    @_decisions
    @functools.wraps(command)
    def gathered(
        *,
        rules: tuple[Path, ...],
        config_file: Path | None,
        select: tuple[str, ...],
        ignore: tuple[str, ...],
        advice: bool,
        profile: str | None,
        together: bool,
        decisions: tuple[Path, ...],
        **others: Any,
    ) -> Any:
        config = _configuration(config_file)
        settings = Settings(
            config,
            (*config.rules, *rules),
            select or config.select,
            ignore or config.ignore,
            advice or config.advice,
            Profile(profile) if profile else config.profile,
            together,
            decisions,
        )
        return command(settings=settings, **others)

    return gathered


def rulebook_options(command: Callback) -> Callback:
    """--rules and --config; the command gets them as ``settings``."""

    @_rules
    @_config
    @functools.wraps(command)
    def gathered(*, rules: tuple[Path, ...], config_file: Path | None, **others: Any) -> Any:
        config = _configuration(config_file)
        folders = (*config.rules, *rules)
        settings = Settings(config, folders, config.select, config.ignore, config.advice, config.profile)
        return command(settings=settings, **others)

    return gathered


def _configuration(file: Path | None) -> Config:
    from qa.config import Config, read_config

    return Config() if file is None else read_config(file)


quiet_option = click.option("-q", "--quiet", is_flag=True, help="Write no summary and no progress.")
confidence_option = click.option(
    "--confidence",
    type=click.Choice(["sure", "likely"]),
    default="sure",
    show_default=True,
    help="How certain a correction must be to be applied.",
)


def look_for(stream: IO[Any], no_color: bool) -> Look:
    """How a report on ``stream`` may look: in colour on a terminal, unless the user or NO_COLOR forbids it."""
    from qa.writers import Look

    terminal = stream.isatty()
    forbidden = no_color or os.environ.get("NO_COLOR")
    wanted = os.environ.get("FORCE_COLOR") or (terminal and os.environ.get("TERM") != "dumb")
    width = shutil.get_terminal_size((Look().width, 24)).columns if terminal else Look().width
    return Look(color=bool(wanted and not forbidden), width=width)
