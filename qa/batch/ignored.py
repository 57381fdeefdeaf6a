"""Which files and folders a walk leaves out: those that git ignores, those that are never records, and what a house excludes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

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
    excluded: _Patterns | None = None
    """What a house excludes, and takes back with ``!``, whatever the files say."""

    def holds(self, path: str, *, is_folder: bool) -> bool:
        """Whether a file or folder is left out."""
        verdicts = (each.verdict(path, is_folder=is_folder) for each in (*self.files[::-1], _never_records()))
        if self.excluded is not None and (said := self.excluded.verdict(path, is_folder=is_folder)) is not None:
            return said
        return next((verdict for verdict in verdicts if verdict is not None), False)

    def inside(self, folder: str) -> Ignored:
        """The same with what the folder's own file says."""
        own = tuple(_patterns_of(folder)) if self.in_repository else ()
        return replace(self, files=(*self.files, *own)) if own else self


def ignored_below(folder: str, exclude: Iterable[str] = ()) -> Ignored:
    """What holds in a folder that is walked: the files of git from the top of its repository down to it.

    Outside a repository they say nothing. A folder that they ignore was named all the same: then they say nothing in it either.
    ``exclude`` are patterns as in such a file, from the current folder.
    """
    path = os.path.realpath(folder)
    above = tuple(_from_the_top(path))
    files = tuple(patterns for each in above for patterns in _patterns_of(each))
    if any(each.verdict(path, is_folder=True) for each in files):
        files = ()
    patterns = tuple(exclude)
    excluded = _Patterns(os.path.realpath(os.curdir), _spec(patterns)) if patterns else None
    return Ignored(files, bool(above), excluded)


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
