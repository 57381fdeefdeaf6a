"""What is asked of every worker, whatever the portion: the rules, the configurations, the formats, in bytes that travel."""

from __future__ import annotations

import pickle
import shutil
import socket
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from weakref import finalize

from qa import __version__
from qa.batch import keys
from qa.batch.checkers import Checkers, CompiledForTexts
from qa.config.config import Config
from qa.ground.errors import QaError

_OF_FILES = ("rules", "word_lists", "glossary", "vocabulary")
"""The fields of a configuration that name files and folders of the machine that asks."""


@dataclass(frozen=True, slots=True)
class Output:
    """Partitions that are asked for."""

    format: str
    place: str
    """A folder: a path of the machine that asks, or an address."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of every worker."""

    configs: tuple[Config, ...]
    """By the numbers that items have."""
    today: date
    outputs: tuple[Output, ...]
    time_limit: float | None
    """Seconds for one document."""
    files: tuple[tuple[str, tuple[tuple[str, bytes], ...]], ...] = ()
    """Files and folders that configurations name, with what is in them by name; a file has one, without a name."""
    version: str = __version__
    code: bytes = b""
    """The key of the program that asks."""

    def packed(self) -> bytes:
        """The same in bytes, with all files that configurations name. Raises QaError for one that cannot be read."""
        named = dict.fromkeys(path for config in self.configs for name in _OF_FILES for path in getattr(config, name))
        files = tuple((str(path), tuple(_held(Path(path)))) for path in named)
        return pickle.dumps(replace(self, files=files, code=keys.code()))


def _held(path: Path) -> Iterator[tuple[str, bytes]]:
    """The names and contents of what is in a folder; of a file, its content."""
    try:
        if not path.is_dir():
            yield "", path.read_bytes()
            return
        for each in sorted(path.rglob("*")):
            if each.is_file() and "__pycache__" not in each.parts:
                yield each.relative_to(path).as_posix(), each.read_bytes()
    except OSError as error:
        raise QaError(f"cannot be read: {error.strerror}", file=str(path)) from error


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Prepared:
    """A worker's own of what is asked, made once for all its portions."""

    asked: Asked
    compiled: CompiledForTexts

    def checkers(self, numbers: dict[str, int]) -> Checkers:
        """For documents, by the names that reports have for them, with the numbers of what is in force for them."""
        return Checkers(lambda path: self.asked.configs[numbers[path]], self.asked.today, self.compiled)


@lru_cache(maxsize=2)
def prepared(data: bytes) -> Prepared:
    """What was packed, with its files in a folder of this machine, which goes when it is not needed any more.

    Raises QaError where this machine has another program than the one that asks.
    """
    asked = pickle.loads(data)
    if asked.code != keys.code():
        found = f"{__version__} on {socket.gethostname()}"
        raise QaError("a worker has another transcript-qa than the machine that asks", found=found, expected=asked.version)
    here = Path(tempfile.mkdtemp(prefix="qa-house-")) if asked.files else None
    configs = asked.configs if here is None else _at_home(asked, here)
    made = Prepared(replace(asked, configs=configs, files=()), CompiledForTexts(asked.today))
    if here is not None:
        finalize(made, shutil.rmtree, here, ignore_errors=True)
    return made


def _at_home(asked: Asked, here: Path) -> tuple[Config, ...]:
    """The configurations, naming files that are laid down in a folder of this machine."""
    places = {path: _laid_down(here / str(number), path, held) for number, (path, held) in enumerate(asked.files)}
    return tuple(_moved(config, places) for config in asked.configs)


def _laid_down(folder: Path, path: str, held: Iterable[tuple[str, bytes]]) -> Path:
    """A file, or the files of a folder, as they are where they come from."""
    place = folder / Path(path).name
    folder.mkdir(parents=True)
    for name, data in held:
        file = place / name if name else place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return place


def _moved(config: Config, places: Mapping[str, Path]) -> Config:
    """The configuration with other places for the files that it names."""
    moved: dict[str, Any] = {name: tuple(places[str(path)] for path in getattr(config, name)) for name in _OF_FILES}
    return replace(config, **moved)
