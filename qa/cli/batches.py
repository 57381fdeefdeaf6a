"""The options for many documents, which several commands share: which they are, and how they are worked on."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qa.cli.options import Callback, Settings
from qa.cli.say import say
from qa.config.config import DEFAULT_CACHE, NO_CACHE
from qa.ground.errors import QaError

if TYPE_CHECKING:
    from qa.batch.cache import Cache
    from qa.batch.failures import Tracebacks
    from qa.batch.run import Manner

_AUTOMATIC = "auto"

KEPT = """\b
What is kept:
  What was found in a document is kept in a cache, by the content of document, rules, word lists, configuration and
  program, so that an unchanged document is not checked again and no change of any of them goes unnoticed. Reports are
  written to new files that take their place when they are whole: a run that was broken off, even by kill -9, leaves the
  old ones. The same command run again checks what is left and writes all reports whole, as if nothing had happened;
  with --resume it does not try again either what failed before the end."""


def _jobs(context: click.Context, parameter: click.Parameter, value: str) -> int:
    if value == _AUTOMATIC:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if not value.isdecimal() or int(value) < 1:
        raise click.BadParameter(f"{value!r} is neither a number of processes nor {_AUTOMATIC}.")
    return int(value)


_jobs_option = click.option(
    "-j", "--jobs", default="1", metavar="N", callback=_jobs, help="Work in N processes; auto for as many as there are cores."
)
_time_limit_option = click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Give up on a document that takes longer; it is reported, and the others go on.",
)


@dataclass(frozen=True, slots=True)
class NamedDocuments:
    """The documents that are named: on the command line and in lists."""

    paths: tuple[str, ...]
    lists: tuple[str, ...]
    nul: bool

    def documents(self) -> tuple[str, ...]:
        """Each once, in their order. Raises QaError for what is not there, and click's usage error where none is named."""
        from qa.batch.file_lists import listed_documents

        if not self.paths and not self.lists:
            raise click.UsageError("Missing argument 'PATH…', or option '--files-from'.", click.get_current_context())
        if self.nul and not self.lists:
            raise click.UsageError("-0 is about the lists of --files-from, and there is none.", click.get_current_context())
        return tuple(listed_documents(self.paths, self.lists, nul=self.nul))


@dataclass(frozen=True, slots=True)
class Workers:
    """How many processes work, and how long one document may take."""

    jobs: int
    time_limit: float | None


def worker_options(command: Callback) -> Callback:
    """--jobs and --time-limit; the command gets them as ``workers``."""

    @_jobs_option
    @_time_limit_option
    @functools.wraps(command)
    def gathered(*arguments: Any, jobs: int, time_limit: float | None, **others: Any) -> Any:
        return command(*arguments, workers=Workers(jobs, time_limit), **others)

    return gathered


@dataclass(frozen=True, slots=True)
class Working:
    """How the documents of a run are worked on."""

    workers: Workers
    cache: str | None
    resume: bool
    debug: Path | None

    @contextmanager
    def manner(self, settings: Settings) -> Iterator[Manner]:
        """The same with its cache open. Raises QaError for --resume without a cache."""
        from contextlib import ExitStack

        from qa.batch.run import Manner

        with ExitStack() as opened:
            cache = self._cache(settings)
            if cache is not None:
                opened.enter_context(cache)
            yield Manner(tracebacks(self.debug), self.workers.jobs, self.workers.time_limit, cache, self.resume)

    def _cache(self, settings: Settings) -> Cache | None:
        # An option is relative to the current folder, a value of a configuration to the file's.
        named = self.cache if self.cache is not None else settings.config().cache
        if named == NO_CACHE:
            if self.resume:
                raise QaError("--resume goes by what the cache holds, and there is none", expected="a folder for --cache")
            return None
        from qa.batch.cache import Cache
        from qa.ground.prepared import default_folder

        return Cache(default_folder() if named == DEFAULT_CACHE else Path(named), lambda line: say(f"qa: {line}"))


@dataclass(frozen=True, slots=True)
class Batching:
    """Which the documents of a run are, and how they are worked on."""

    listed: NamedDocuments
    working: Working

    def manner(self, settings: Settings) -> AbstractContextManager[Manner]:
        """As that of ``working``."""
        return self.working.manner(settings)


def batch_options(command: Callback) -> Callback:
    """PATH…, --files-from, -0, and the options of working_options; the command gets them as ``batching``."""

    @click.argument("paths", nargs=-1, metavar="PATH…")
    @click.option(
        "--files-from",
        "lists",
        multiple=True,
        metavar="FILE",
        help="Take documents from this list too, one path a line; - is a list on standard input. May be repeated.",
    )
    @click.option("-0", "nul", is_flag=True, help="The paths of lists end with NUL, as find -print0 writes them.")
    @working_options
    @functools.wraps(command)
    def gathered(
        *arguments: Any, paths: tuple[str, ...], lists: tuple[str, ...], nul: bool, working: Working, **others: Any
    ) -> Any:
        return command(*arguments, batching=Batching(NamedDocuments(paths, lists, nul), working), **others)

    return gathered


def working_options(command: Callback) -> Callback:
    """--jobs, --time-limit, --cache, --resume and --debug; the command gets them as ``working``."""

    @worker_options
    @click.option(
        "--cache",
        metavar="DIR|none",
        help="Keep what was found in this folder, or nothing at all. By default it is this user's, where caches are kept.",
    )
    @click.option("--resume", is_flag=True, help="Go on with a run that was broken off; what failed then is not tried again.")
    @click.option(
        "--debug",
        metavar="DIR",
        type=click.Path(path_type=Path, file_okay=False),
        help="Write tracebacks of failed checks into this folder, not to standard error.",
    )
    @functools.wraps(command)
    def gathered(*arguments: Any, workers: Workers, cache: str | None, resume: bool, debug: Path | None, **others: Any) -> Any:
        return command(*arguments, working=Working(workers, cache, resume, debug), **others)

    return gathered


def tracebacks(folder: Path | None = None) -> Tracebacks:
    """Where the tracebacks of failed documents go."""
    from qa.batch.failures import Tracebacks

    return Tracebacks(lambda text: click.echo(text, err=True), folder)
