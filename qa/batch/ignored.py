"""Which files and folders a walk leaves out: those that git ignores, those that are never records, and what a house excludes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from qa.config.config import Config
from qa.config.shapes import FilePattern
from qa.ground.resources import read_text

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_FILE = ".gitignore"


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The patterns of one file, which are about what lies below its folder."""

    folder: str
    spec: GitIgnoreSpec

    def verdict(self, path: str, *, is_folder: bool) -> bool | None:
        """True for what is left out, False for what is taken back, None where no pattern fits."""
        start = f"{self.folder.rstrip(os.sep)}{os.sep}"
        below = path.removeprefix(start) if path.startswith(start) else os.path.relpath(path, self.folder)
        below = below.replace(os.sep, "/")
        return self.spec.check_file(f"{below}/" if is_folder else below).include


def _spec(lines: Iterable[str]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec  # only a walk through folders needs it

    return GitIgnoreSpec.from_lines(lines)


@dataclass(frozen=True, slots=True)
class Ignored:
    """The patterns that hold in one folder; those of deeper files, which come later, win."""

    files: tuple[_Patterns, ...]
    in_repository: bool = False
    excluded: tuple[_Patterns, ...] = ()
    """What a house excludes, and takes back with ``!``, whatever the files say."""
    included: tuple[_Patterns, ...] = ()
    """What a house takes alone, whatever its suffix; without any, what a reader knows by its suffix."""

    def holds(self, path: str, *, is_folder: bool) -> bool:
        """Whether a file or folder is left out."""
        judges = (*self.excluded[::-1], *self.files[::-1], _never_records())
        return _first_verdict(judges, path, is_folder=is_folder) is True

    def includes(self, path: str) -> bool | None:
        """Whether a file is one that a house takes alone; None where it says nothing of the kind."""
        return _first_verdict(self.included[::-1], path, is_folder=False) is True if self.included else None

    def inside(self, folder: str, config: Config) -> Ignored:
        """The same with what the folder's own file says, and what is in force there."""
        own = tuple(_patterns_of(folder)) if self.in_repository else ()
        excluded, included = _patterns(config.exclude), _patterns(config.include)
        return replace(self, files=(*self.files, *own), excluded=excluded, included=included)


def is_excluded(path: str, config: Config) -> bool:
    """Whether a house excludes a file, or it is never a record, however it was named."""
    place = str(Path(os.path.realpath(Path(path).parent), Path(path).name))
    return _first_verdict((*_patterns(config.exclude)[::-1], _never_records()), place, is_folder=False) is True


def _first_verdict(judges: tuple[_Patterns, ...], path: str, *, is_folder: bool) -> bool | None:
    verdicts = (each.verdict(path, is_folder=is_folder) for each in judges)
    return next((verdict for verdict in verdicts if verdict is not None), None)


@lru_cache(maxsize=64)
def _patterns(given: tuple[FilePattern, ...]) -> tuple[_Patterns, ...]:
    """Those of one folder together, in their order: a later one takes back what an earlier one says."""
    groups = ((folder, [each.pattern for each in group]) for folder, group in groupby(given, lambda each: each.folder))
    return tuple(_Patterns(os.path.realpath(folder), _spec(lines)) for folder, lines in groups)


def ignored_below(folder: str, config: Config) -> Ignored:
    """What holds in a folder that is walked: the files of git from the top of its repository down to it, and its configuration.

    Outside a repository they say nothing. A folder that they ignore was named all the same: then they say nothing in it either.
    """
    path = os.path.realpath(folder)
    above = tuple(_from_the_top(path))
    files = tuple(patterns for each in above for patterns in _patterns_of(each))
    if any(each.verdict(path, is_folder=True) for each in files):
        files = ()
    return Ignored(files, bool(above), _patterns(config.exclude), _patterns(config.include))


def told_by(config: Config) -> Ignored:
    """What a configuration alone leaves out and takes."""
    return Ignored((), False, _patterns(config.exclude), _patterns(config.include))


def _from_the_top(folder: str) -> Iterator[str]:
    """The folders from the top of the repository down to this one; none outside a repository."""
    above = [Path(folder), *Path(folder).parents]
    top = next((index for index, each in enumerate(above) if (each / ".git").exists()), None)
    if top is not None:
        yield from map(str, reversed(above[: top + 1]))


def _patterns_of(folder: str) -> Iterator[_Patterns]:
    for file in (Path(folder, ".git", "info", "exclude"), Path(folder, _FILE)):
        try:
            text = file.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        yield _Patterns(folder, _spec(text.splitlines()))


@cache
def _never_records() -> _Patterns:
    return _Patterns(os.sep, _spec(read_text("rules", "shapes", "no-records.gitignore").splitlines()))
