"""The options for many documents, which several commands share: which they are, and how they are worked on."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qa.cli.options import Callback, Settings
from qa.cli.say import say
from qa.config.read import DEFAULT_CACHE
from qa.config.shapes import AUTOMATIC, NONE, FilePattern
from qa.ground.errors import QaError

if TYPE_CHECKING:
    from qa.batch.cache import Cache
    from qa.batch.discovery import Seen
    from qa.batch.failures import Tracebacks
    from qa.batch.run import Manner
    from qa.config.config import Config

KEPT = """\b
What is kept:
  What was found in a document is kept in a cache, by the content of document, rules, word lists, configuration and
  program, so that an unchanged document is not checked again and no change of any of them goes unnoticed. Reports are
  written to new files that take their place when they are whole: a run that was broken off, even by kill -9, leaves the
  old ones. The same command run again checks what is left and writes all reports whole, as if nothing had happened;
  with --resume it does not try again either what failed before the end."""


def _jobs(context: click.Context, parameter: click.Parameter, value: str | None) -> int | str | None:
    if value is None or value == AUTOMATIC:
        return value
    if not value.isdecimal() or int(value) < 1:
        raise click.BadParameter(f"{value!r} is neither a number of processes nor {AUTOMATIC}.")
    return int(value)


_jobs_option = click.option(
    "-j",
    "--jobs",
    metavar="N",
    callback=_jobs,
    help="Work in N processes; auto for as many as there are cores (default: 1). They are started where there is enough to do.",
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
    force_exclude: bool = False
    """Whether a file that is named is left out too where its configuration excludes it."""
    list_only: bool = False
    """Whether they are only to be listed."""

    def listing(self, documents: tuple[str, ...]) -> bytes:
        """The documents a line each, or with NUL after each; of addresses what may be shown."""
        from qa.batch.addresses import shown

        return b"".join(os.fsencode(shown(each)) + (b"\0" if self.nul else b"\n") for each in documents)

    def or_repository(self, *, wanted: bool) -> NamedDocuments:
        """The whole repository that one is in where none is named and a revision is: what has changed in it is meant."""
        from qa.batch.root import repository

        if self.paths or self.lists or not wanted:
            return self
        folder = repository(Path.cwd())
        return self if folder is None else replace(self, paths=(os.path.relpath(folder),))

    def documents(self, settings: Settings, seen: Seen | None = None) -> tuple[str, ...]:
        """Each once, in their order; ``seen`` is told what is known of them.

        Raises QaError for what is not there, and click's usage error where none is named.
        """
        from qa.batch.file_lists import listed_documents

        if not self.paths and not self.lists:
            raise click.UsageError("Missing argument 'PATH…', or option '--files-from'.", click.get_current_context())
        if self.nul and not self.lists and not self.list_only:
            told = "-0 is about the lists of --files-from and --list-files, and there is none."
            raise click.UsageError(told, click.get_current_context())
        config_of, forced = settings.config, self.force_exclude
        return tuple(listed_documents(self.paths, self.lists, config_of, nul=self.nul, exclude_named=forced, seen=seen))


@dataclass(frozen=True, slots=True)
class Workers:
    """How many processes work, and how long one document may take."""

    jobs: int | str | None
    """None where the configuration says."""
    time_limit: float | None
    debug: Path | None = None
    """The folder for tracebacks."""

    def tracebacks(self) -> Tracebacks:
        """Where the tracebacks of failed documents go."""
        from qa.batch.failures import Tracebacks

        return Tracebacks(self.debug)

    def under(self, config: Config) -> tuple[int, float | None]:
        """How many, and how many seconds, with a configuration for what no option says."""
        jobs = config.jobs if self.jobs is None else self.jobs
        limit = config.time_limit if self.time_limit is None else self.time_limit
        return _cores() if isinstance(jobs, str) else jobs, limit


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def worker_options(command: Callback) -> Callback:
    """--jobs, --time-limit and --debug; the command gets them as ``workers``."""

    @_jobs_option
    @_time_limit_option
    @click.option(
        "--debug",
        metavar="DIR",
        type=click.Path(path_type=Path, file_okay=False),
        help="Write tracebacks of failed checks into this folder.",
    )
    @functools.wraps(command)
    def gathered(*arguments: Any, jobs: int | str | None, time_limit: float | None, debug: Path | None, **others: Any) -> Any:
        return command(*arguments, workers=Workers(jobs, time_limit, debug), **others)

    return gathered


@dataclass(frozen=True, slots=True)
class Working:
    """How the documents of a run are worked on."""

    workers: Workers
    cache: str | None
    resume: bool

    @contextmanager
    def manner(self, settings: Settings) -> Iterator[Manner]:
        """The same with its cache open. Raises QaError for --resume without a cache."""
        from contextlib import ExitStack

        from qa.batch.run import Manner

        with ExitStack() as opened:
            cache = self._cache(settings)
            if cache is not None:
                opened.enter_context(cache)
            yield Manner(self.workers.tracebacks(), *self.workers.under(settings.config()), cache, self.resume)

    def _cache(self, settings: Settings) -> Cache | None:
        # An option is relative to the current folder, a value of a configuration to the file's.
        named = self.cache if self.cache is not None else settings.config().cache
        if named == NONE:
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


def _pattern_options(command: Callback) -> Callback:
    """--exclude and --include, laid over the ``settings`` of options above."""

    @click.option(
        "--exclude",
        multiple=True,
        metavar="PATTERN",
        help="Leave out of folders what fits this pattern of .gitignore files; !PATTERN takes back. May be repeated.",
    )
    @click.option(
        "--include",
        multiple=True,
        metavar="PATTERN",
        help="Of folders, take only files that fit such a pattern, whatever their suffixes. May be repeated.",
    )
    @functools.wraps(command)
    def gathered(*arguments: Any, exclude: tuple[str, ...], include: tuple[str, ...], settings: Settings, **others: Any) -> Any:
        for key, patterns in (("exclude", exclude), ("include", include)):
            if patterns:
                settings = settings.with_option(key, tuple(map(FilePattern, patterns)), f"--{key}")
        return command(*arguments, settings=settings, **others)

    return gathered


def batch_options(command: Callback) -> Callback:
    """PATH…, --files-from, -0, --exclude and the like, and the options of working_options, for the command as ``batching``.

    The patterns are laid over the ``settings``, which options above it give.
    """

    @click.argument("paths", nargs=-1, metavar="PATH…")
    @click.option(
        "--files-from",
        "lists",
        multiple=True,
        metavar="FILE",
        help="Take documents from this list too, one path a line; - is a list on standard input. May be repeated.",
    )
    @click.option("-0", "nul", is_flag=True, help="The paths of lists end with NUL, as find -print0 writes them.")
    @_pattern_options
    @click.option(
        "--force-exclude",
        is_flag=True,
        help="Leave out named files too, where a folder's would be: what is excluded or never a record.",
    )
    @click.option("--list-files", "list_only", is_flag=True, help="Do nothing; print which documents would be worked on.")
    @working_options
    @functools.wraps(command)
    def gathered(
        *arguments: Any,
        paths: tuple[str, ...],
        lists: tuple[str, ...],
        nul: bool,
        force_exclude: bool,
        list_only: bool,
        working: Working,
        **others: Any,
    ) -> Any:
        named = NamedDocuments(paths, lists, nul, force_exclude, list_only)
        return command(*arguments, batching=Batching(named, working), **others)

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
    @functools.wraps(command)
    def gathered(*arguments: Any, workers: Workers, cache: str | None, resume: bool, **others: Any) -> Any:
        return command(*arguments, working=Working(workers, cache, resume), **others)

    return gathered
