"""All that the outcome of a check depends on, to one digest: the document, the rules, the configuration, the program.

Law: two checks with equal keys have equal outcomes but for the document's path. Everything is digested by its content, none
of it by its name and date alone, so that a change of any kind, however it came about, gives another key.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from qa import __version__
from qa.config.config import Config, of_documents
from qa.ground.resources import data_folder, program_folder
from qa.text.together import Together

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_SIZE = 20
"""Bytes of a digest: that two documents of a billion share one is less likely than any failure of a machine."""


class Keys:
    """The keys of one run; what is the same for all its documents is digested once."""

    def __init__(self, today: date, made_by: Callable[[], bytes] | None = None) -> None:
        """``made_by`` gives the key of the program; without one, of this program on this machine, with all that is installed."""
        self._today = today
        self._made_by = made_by or program
        self._configs: dict[int, tuple[Config, bytes]] = {}

    def of_configuration(self, config: Config) -> bytes:
        """The key of what a configuration means today for this program, its rules and word lists included."""
        # By identity: most documents have one and the same, whose own hash would take longer than all else here.
        if id(config) not in self._configs:
            self._configs[id(config)] = (config, self._digested(config))
        return self._configs[id(config)][1]

    def of_outcome(self, data: bytes, config: Config, together: bytes) -> bytes:
        """The key of what is found in a document of these bytes; ``together`` is the key of what it is seen beside."""
        return digest(b"outcome", self.of_configuration(config), together, content(data))

    def of_translation(self, task: Iterable[bytes], config: Config) -> bytes:
        """The key of what is found in a translation: of its files' bytes, and of what is wanted of them."""
        return digest(b"translation", self.of_configuration(config), *task)

    def of_shown(self, data: bytes, config: Config) -> bytes:
        """The key of what a document of these bytes shows others."""
        return digest(b"shown", self.of_configuration(config), content(data))

    def _digested(self, config: Config) -> bytes:
        in_force = tuple(entry for entry in config.suppress if entry.holds(self._today))
        meant = replace(of_documents(config), suppress=in_force, origins=())
        said = repr(meant).encode("utf-8", "backslashreplace")
        return digest(
            self._made_by(),
            said,
            *_files(config.rules),
            *_files(config.word_lists),
            *_files(config.glossary),
            *_files(config.vocabulary),
        )


def of_together(together: Together) -> bytes:
    """The key of what documents show each other."""
    counts = (sorted(each.items()) for each in (together.acronyms, together.titled, together.names, together.heads))
    return content(repr(tuple(counts)).encode("utf-8", "backslashreplace"))


def content(data: bytes) -> bytes:
    return blake2b(data, digest_size=_SIZE).digest()


def digest(*parts: bytes) -> bytes:
    """One digest of several parts; where one ends and the next begins counts too."""
    whole = blake2b(digest_size=_SIZE)
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.digest()


@cache
def program() -> bytes:
    """The key of this program as it is: its version, its code, the shipped rules, Python, and the packages beside it."""
    named = f"{sys.version} {sys.platform} {' '.join(_installed())}".encode()
    return digest(named, code())


@cache
def code() -> bytes:
    """The key of this program on whatever machine: its version, its code, the shipped rules."""
    return digest(__version__.encode(), *_below(program_folder(), ".py"), *_below(data_folder("rules")))


def _installed() -> Iterator[str]:
    """The distributions where modules are looked for, as ``lxml-5.3.0.dist-info``: another PDF library reads otherwise."""
    for folder in sys.path:
        try:
            names = [entry.name for entry in os.scandir(folder or ".")]
        except OSError:  # an archive, or not there
            continue
        yield from sorted(name for name in names if name.endswith((".dist-info", ".egg-info")))


def _files(paths: Iterable[Path]) -> Iterator[bytes]:
    for path in paths:
        if path.is_dir():
            yield from _below(path)
        else:
            yield path.read_bytes() if path.is_file() else b"absent"


def _below(folder: Traversable, suffix: str = "") -> Iterator[bytes]:
    """The names and the contents of the files below a folder, in the order of their names."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _below(entry, suffix)
        elif entry.name.endswith(suffix):
            yield entry.name.encode("utf-8", "surrogateescape")
            yield entry.read_bytes()
