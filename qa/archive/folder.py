"""A folder of partitions, at a path or an address: each is there whole or not at all, with a note that it is finished.

Beside ``part-0000042.jsonl`` lies ``_finished/part-0000042.KEY.json``, which is written after it and taken away before another is
put in its place, so that a note never stands beside what it is not about. ``_run.json`` says of which documents the folder is,
``_manifest.json`` what is in it, and is there only when it is all there. Readers of partitioned data pass over such names.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

from qa.archive.portions import Portion, partition_name
from qa.batch.addresses import is_address, library, reason_of, shown
from qa.batch.atomic import write_atomically
from qa.ground.errors import QaError

NOTES = "_finished"
RUN = "_run.json"
MANIFEST = "_manifest.json"
_NOTE = re.compile(r"(?P<name>part-\d{7,})\.(?P<key>[0-9a-f]+)\.json")
_PARTITION = re.compile(r"(?P<name>part-\d{7,})\.[a-z]+")
_AT_ONCE = 16
"""Notes that are read at the same time."""


class Folder(ABC):
    """What the folder of a run does, wherever it is. Whatever goes wrong is a QaError that names it."""

    def __init__(self, place: str, suffix: str) -> None:
        """``suffix`` of its partitions, with the dot."""
        self.place = place
        self.suffix = suffix

    @abstractmethod
    def names(self, below: str = "") -> Collection[str]:
        """The files in it, or in a folder of it; none where it is not there."""

    @abstractmethod
    def read(self, name: str) -> bytes:
        """What is in a file."""

    @abstractmethod
    def put(self, name: str, data: bytes) -> None:
        """A file that from then on is there with these bytes; until then, as it was."""

    @abstractmethod
    def remove(self, name: str) -> None:
        """A file that from then on is not there; nothing is wrong if it never was."""

    def settle(self, portion: Portion, partition: bytes, note: bytes) -> None:
        """Put a partition in its place, and note that it is finished."""
        for name in self.notes().get(portion.name, ()):
            self.remove(f"{NOTES}/{name}")
        self.put(f"{portion.name}{self.suffix}", partition)
        self.put(f"{NOTES}/{note_name(portion)}", note)

    def notes(self) -> dict[str, list[str]]:
        """The names of the notes, by the names of partitions; there is more than one where a run was broken off."""
        found: dict[str, list[str]] = {}
        for name in self.names(NOTES):
            if match := _NOTE.fullmatch(name):
                found.setdefault(match["name"], []).append(name)
        return found

    def read_notes(self, names: Iterable[str]) -> dict[str, bytes]:
        """The notes of these names with what they say."""
        wanted = tuple(names)
        with ThreadPoolExecutor(_AT_ONCE) as several:
            return dict(zip(wanted, several.map(lambda name: self.read(f"{NOTES}/{name}"), wanted), strict=True))

    def file(self, number: int) -> str:
        """The name of a partition's file."""
        return f"{partition_name(number)}{self.suffix}"

    def remove_from(self, number: int) -> None:
        """Remove the partitions from this number on, which an earlier run over more documents has left."""
        for name in self.names(NOTES):
            if (match := _NOTE.fullmatch(name)) and match["name"] >= partition_name(number):
                self.remove(f"{NOTES}/{name}")
        for name in self.names():
            if (match := _PARTITION.fullmatch(name)) and match["name"] >= partition_name(number) and name.endswith(self.suffix):
                self.remove(name)


def note_name(portion: Portion) -> str:
    """What the note of a finished portion is called."""
    return f"{portion.name}.{portion.key.hex()}.json"


def folder_at(place: str, suffix: str) -> Folder:
    """The folder at a path or an address. Raises QaError for an address of a place that cannot be written to."""
    if place.startswith(_LOCAL):
        return _Here(place, Path(place.removeprefix(_LOCAL)), suffix)
    return _Elsewhere(place, suffix) if is_address(place) else _Here(place, Path(place), suffix)


_LOCAL = "file://"


class _Here(Folder):
    """A folder on this machine, or one that all machines see."""

    def __init__(self, place: str, path: Path, suffix: str) -> None:
        super().__init__(place, suffix)
        self._path = path

    def names(self, below: str = "") -> Collection[str]:
        try:
            return sorted(each.name for each in (self._path / below).iterdir())
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise QaError(f"cannot be listed: {error.strerror}", file=str(self._path / below)) from error

    def read(self, name: str) -> bytes:
        try:
            return (self._path / name).read_bytes()
        except OSError as error:
            raise QaError(f"cannot be read: {error.strerror}", file=str(self._path / name)) from error

    def put(self, name: str, data: bytes) -> None:
        write_atomically(self._path / name, data)

    def remove(self, name: str) -> None:
        try:
            (self._path / name).unlink(missing_ok=True)
        except OSError as error:
            raise QaError(f"cannot be removed: {error.strerror}", file=str(self._path / name)) from error


_WHOLE_AT_ONCE = frozenset(("s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oss", "oci", "obs", "memory"))
"""Places where a file is seen when all of it is there."""
_NEVER_WRITTEN = frozenset(("zip", "tar", "libarchive", "http", "https", "data"))


class _Elsewhere(Folder):
    """A folder at an address."""

    def __init__(self, place: str, suffix: str) -> None:
        super().__init__(place, suffix)
        self._protocol = place.partition(":")[0]
        if self._protocol in _NEVER_WRITTEN:
            raise QaError(
                f"partitions cannot be written to {self._protocol}://", file=shown(place), expected="a folder, s3://, gs:// …"
            )
        try:
            self._files, path = library().core.url_to_fs(place, use_listings_cache=False)
        except QaError:
            raise
        except Exception as error:
            raise self._error("cannot be written to", error) from error
        self._path = path.rstrip("/")

    def names(self, below: str = "") -> Collection[str]:
        folder = f"{self._path}/{below}".rstrip("/")
        try:
            self._files.invalidate_cache()
            return sorted(each.rstrip("/").rpartition("/")[2] for each in self._files.ls(folder, detail=False))
        except FileNotFoundError:
            return ()
        except Exception as error:  # fsspec's places raise whatever they like
            raise self._error("cannot be listed", error) from error

    def read(self, name: str) -> bytes:
        try:
            data: bytes = self._files.cat_file(f"{self._path}/{name}")
        except Exception as error:
            raise self._error(f"{name} cannot be read", error) from error
        return data

    def put(self, name: str, data: bytes) -> None:
        final = f"{self._path}/{name}"
        try:
            if self._protocol in _WHOLE_AT_ONCE:
                self._files.pipe_file(final, data)
                return
            temporary = f"{self._path}/_temporary-{uuid4().hex}"
            self._files.makedirs(final.rpartition("/")[0], exist_ok=True)
            self._files.pipe_file(temporary, data)
            if self._files.exists(final):
                self._files.rm_file(final)
            self._files.mv(temporary, final)
        except Exception as error:
            raise self._error(f"{name} cannot be written", error) from error

    def remove(self, name: str) -> None:
        try:
            self._files.rm_file(f"{self._path}/{name}")
        except FileNotFoundError:
            return
        except Exception as error:
            raise self._error(f"{name} cannot be removed", error) from error

    def _error(self, what: str, error: Exception) -> QaError:
        reason = "there is no such place" if isinstance(error, FileNotFoundError) else reason_of(self.place, error)
        return QaError(f"{what}: {reason}", file=shown(self.place))
