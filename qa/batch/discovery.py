"""Paths as a person gives them (files, folders, patterns, ``-``) to the documents they stand for."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

from qa import readers
from qa.batch import addresses
from qa.batch.ignored import Ignored, ignored_below, is_excluded, told_by
from qa.config.config import Config
from qa.ground.errors import QaError

STANDARD_INPUT = "-"
ConfigOf = Callable[[str], Config]
"""What is in force for a document, there or not."""


def nothing_told(document: str) -> Config:
    """What is in force where nobody has a configuration."""
    return Config()


def find_documents(
    paths: Iterable[str], seen: Seen | None = None, config_of: ConfigOf = nothing_told, *, exclude_named: bool = False
) -> Iterator[str]:
    """The documents that ``paths`` stand for, each once, in the order given; inside a folder by name.

    An address (``s3://bucket/records``, see ``addresses``) stands for a file, a folder or a pattern likewise; git says nothing
    there, and XML is not looked into.

    A file is taken as it is, unless ``exclude_named`` and a walk would leave it out for what it is. A folder stands for every
    file below it that its configuration includes, or else that a reader knows by its suffix, but for hidden ones, what git
    ignores there, XML that no reader knows, what is never a record (``rules/shapes/no-records.gitignore``) and what its
    configuration excludes. A quoted pattern (``'records/**/*.txt'``) stands for what a shell would put in its place. ``-`` is
    standard input.

    What is in ``seen`` already is passed over. Raises QaError for a folder without documents, a pattern that nothing matches,
    and a mistake in a configuration.
    """
    seen = Seen() if seen is None else seen
    for path in paths:
        for document in _documents(path, config_of, seen):
            named = document == path and path != STANDARD_INPUT
            if seen.is_new(document) and not (named and exclude_named and _is_left_out(path, config_of(path))):
                yield document


def _is_left_out(path: str, config: Config) -> bool:
    """Whether a file that is named is one that its configuration excludes, is never a record, or XML that no reader knows."""
    return is_excluded(path, config) or not _may_be_a_record(Path(path), included=True)


class Seen:
    """The files met with so far, by whatever path."""

    def __init__(self) -> None:
        self.stamps: dict[str, addresses.Stamp] = {}
        """What is known of documents at addresses since their places were listed."""
        self._files: set[str] = set()
        self._folders: dict[str, str] = {}
        """Where folders are, all links followed: a folder has many files."""

    def is_new(self, document: str) -> bool:
        """Whether a document is met with for the first time; from now on it is not."""
        is_path = document != STANDARD_INPUT and not addresses.is_address(document)
        identity = self._place(document) if is_path else document
        new = identity not in self._files
        self._files.add(identity)
        return new

    def _place(self, document: str) -> str:
        folder, name = os.path.split(document)
        if Path(document).is_symlink() or name in ("", os.curdir, os.pardir):
            return os.path.realpath(document)
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(folder or os.curdir)
        return f"{self._folders[folder]}{os.sep}{name}"


def _documents(path: str, config_of: ConfigOf, seen: Seen) -> Iterator[str]:
    if path == STANDARD_INPUT:
        yield path
    elif addresses.is_address(path):
        for found in addresses.documents_at(path, _taken_by_name(config_of)):
            if found.stamp is not None:
                seen.stamps[found.address] = found.stamp
            yield found.address
    elif Path(path).is_dir():
        yield from _below(path, config_of)
    elif glob.has_magic(path) and not os.path.lexists(path):
        yield from _matches(path, config_of)
    else:
        yield path  # one that is not there is told of like one that cannot be read: the others are checked


def _below(folder: str, config_of: ConfigOf) -> Iterator[str]:
    found = False
    config = _config_in(folder, config_of)
    for document in _walk(folder, ignored_below(folder, config), config_of):
        found = True
        yield document
    if not found and config.include:
        patterns = ", ".join(map(str, config.include))
        raise config.error("include", f"no document in the folder {folder} is included", expected=f"files that fit {patterns}")
    if not found:
        suffixes = ", ".join(dict.fromkeys(suffix for reader in readers.READERS.values() for suffix in reader.suffixes))
        raise QaError(f"no document in the folder {folder}", expected=f"files ending in {suffixes}")


def _config_in(folder: str, config_of: ConfigOf) -> Config:
    return config_of(str(Path(folder, STANDARD_INPUT)))


def _walk(folder: str, ignored: Ignored, config_of: ConfigOf) -> Iterator[str]:
    real = os.path.realpath(folder)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise QaError(f"the folder cannot be listed: {error.strerror}", file=folder) from error
    for entry in entries:
        if entry.name.startswith(_HIDDEN):
            continue
        # Links to folders are not followed: one that leads upwards would never end.
        place = os.path.join(real, entry.name)  # noqa: PTH118 - as text, which patterns are matched with
        if entry.is_dir(follow_symlinks=False):
            if not ignored.holds(place, is_folder=True):
                yield from _walk(entry.path, ignored.inside(place, _config_in(entry.path, config_of)), config_of)
        elif entry.is_file() and _is_taken(Path(entry.path), place, ignored):
            yield entry.path


def _is_taken(path: Path, place: str, ignored: Ignored) -> bool:
    return _may_be_a_record(path, ignored.includes(place)) and not ignored.holds(place, is_folder=False)


def _taken_by_name(config_of: ConfigOf) -> Callable[[str, bool], bool]:
    """Whether a file or folder that is not on this machine is taken, as if it lay below the current folder."""
    here = Path.cwd().resolve()
    ignored = told_by(_config_in(os.curdir, config_of))

    def is_taken(path: str, is_folder: bool) -> bool:
        place = str(here / path)
        if PurePosixPath(path).name.startswith(_HIDDEN) or ignored.holds(place, is_folder=is_folder):
            return False
        included = ignored.includes(place)
        return is_folder or (readers.is_called_as_a_document(path) if included is None else included)

    return is_taken


def _may_be_a_record(path: Path, included: bool | None) -> bool:
    """Whether a house includes it, or else a reader knows the suffix; and of XML, which is often something else, the root."""
    if not (readers.is_document(path) if included is None else included):
        return False
    if path.suffix.lower() != ".xml":
        return True
    try:
        return readers.is_read(str(path), path.read_bytes())
    except OSError:
        return True  # that it cannot be read is worth a finding


_HIDDEN = (".", "~$")
"""How names begin that are passed over; ``~$`` is the lock that Word lays beside a file it has open."""


def _matches(pattern: str, config_of: ConfigOf) -> Iterator[str]:
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
    if not matches:
        raise QaError(f"nothing matches the pattern {pattern}")
    for match in matches:
        if Path(match).is_dir():
            yield from _walk(match, ignored_below(match, _config_in(match, config_of)), config_of)
        else:
            yield match
