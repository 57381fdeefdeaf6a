"""Paths of documents to the configuration in force for each, from the files that lie beside or above them.

A folder's configuration is its ``qa.toml``, else the table ``[tool.transcript-qa]`` of its ``pyproject.toml``, else the
section ``[qa]`` of its ``setup.cfg``. The nearest folder wins whole: configurations of two folders are not mixed. The
search ends at the top of a git repository, so that a checkout is checked alike wherever it lies.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qa.config.config import KEYS, Config, Layer, in_force, read_files, read_layers, read_suppressions
from qa.config.places import TablePlace
from qa.config.table import TomlTable, read_table, read_text
from qa.ground.errors import QaError

FILE = "qa.toml"
"""The name of a configuration file that is nothing else."""
_PYPROJECT_TABLE = "tool.transcript-qa"
_SECTION = "qa"


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """What a configuration file says, for all documents and for some."""

    path: Path
    layers: tuple[Layer, ...]

    def layers_for(self, document: str) -> tuple[Layer, ...]:
        """Those that are about a document; patterns are relative to the file's own folder."""
        path = os.path.relpath(_absolute(document), _absolute(self.path.parent)).replace(os.sep, "/")
        return tuple(layer for layer in self.layers if not layer.paths or any(matches(each, path) for each in layer.paths))


class Configurations:
    """The configuration of every document of a run; each file is read once."""

    def __init__(self, named: Path | None = None, options: Layer | None = None) -> None:
        """``named`` holds for all documents; without it each has the nearest above it. ``options`` lie over every file."""
        self._named = named
        self._options = options or Layer()
        self._file_of_all: ConfigFile | None = None
        self._files: dict[Path, ConfigFile | None] = {}
        """The nearest file of each folder asked about."""
        self._configs: dict[tuple[int, ...], Config] = {}
        """By the layers, which live as long as their files."""

    def of(self, document: str) -> Config:
        """What is in force for a document; ``-`` is one in the current folder.

        Raises QaError naming file, line and what was expected for anything that is not a configuration.
        """
        if self._named is not None and self._file_of_all is None:
            self._file_of_all = read_config_file(self._named)
        file = self._file_of_all or self._nearest(_absolute(document).parent)
        layers = file.layers_for(document) if file else ()
        known = tuple(map(id, layers))
        if known not in self._configs:
            self._configs[known] = in_force((*layers, self._options))
        return self._configs[known]

    def with_options(self, options: Layer) -> Configurations:
        """The same files under other options."""
        return Configurations(self._named, options)

    def _nearest(self, folder: Path) -> ConfigFile | None:
        if folder not in self._files:
            last = folder.parent == folder or (folder / ".git").exists()
            self._files[folder] = file_in(folder) or (None if last else self._nearest(folder.parent))
        return self._files[folder]


def read_config_file(path: Path) -> ConfigFile:
    """What the file at ``path`` says, which its name tells how to read.

    Raises QaError naming file, line and what was expected for anything that is not a configuration.
    """
    file = _FORMATS.get(path.name, _toml)(path)
    if file is None:
        expected = f"[{_SECTION if path.name == 'setup.cfg' else _PYPROJECT_TABLE}]"
        raise QaError("no configuration stands in this file", file=str(path), expected=expected)
    return file


def file_in(folder: Path) -> ConfigFile | None:
    """The configuration of a folder itself, where it has one. Raises QaError as ``read_config_file`` does."""
    for name, read in _FORMATS.items():
        path = _as_seen_from_here(folder / name)
        if path.is_file() and (file := read(path)) is not None:
            return file
    return None


def _absolute(path: str | Path) -> Path:
    """A path from the root. Links are not followed: a document belongs to the folder in which it was named."""
    return Path(os.path.normpath(Path.cwd() / path))


def _as_seen_from_here(path: Path) -> Path:
    """A path below the current folder as seen from there, for messages; any other as it is."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _toml(path: Path) -> ConfigFile:
    return ConfigFile(path, tuple(read_layers(read_table(path, str(path)))))


def _pyproject(path: Path) -> ConfigFile | None:
    whole = read_table(path, str(path))
    tools = whole.values.get("tool")
    if not isinstance(tools, dict) or "transcript-qa" not in tools:
        return None
    table = tools["transcript-qa"]
    if not isinstance(table, dict):
        raise QaError(f"{_PYPROJECT_TABLE} is no table", file=str(path), expected=f"[{_PYPROJECT_TABLE}]")
    # Written in another way, such as [tool] and a dotted key, it has no line that is known.
    place = next((each for each in whole.places if each.name == _PYPROJECT_TABLE), TablePlace(_PYPROJECT_TABLE, 1))
    others = (each for each in whole.places if each is not place)
    return ConfigFile(path, tuple(read_layers(TomlTable(table, str(path), (place, *others)))))


def _setup_cfg(path: Path) -> ConfigFile | None:
    import configparser  # few projects keep their configuration there

    text = read_text(path, str(path))
    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string(text, str(path))
    except configparser.Error as error:
        raise QaError(f"not valid: {error.message.splitlines()[0]}", file=str(path)) from error
    if _SECTION not in parser:
        return None
    place = _section_place(text)
    table = {key: _value(key, value, path, place) for key, value in parser[_SECTION].items()}
    return ConfigFile(path, tuple(read_layers(TomlTable(table, str(path), (place,)))))


def _section_place(text: str) -> TablePlace:
    """Where the section stands; configparser does not tell."""
    place = TablePlace(_SECTION, 1)
    inside = False
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\[(.+?)\]", line):
            inside = header[1] == _SECTION
            place.line = number if inside else place.line
        elif inside and (key := re.match(r"([^\s#;=:][^=:]*?)\s*[=:]", line)):
            place.keys.setdefault(key[1].lower(), number)
    return place


def _value(key: str, value: str, path: Path, place: TablePlace) -> object:
    """A value as TOML would have given it: a list has commas or lines of its own."""
    read = KEYS[key].read if key in KEYS else None
    if read in (TomlTable.strings, read_files):
        return [part.strip() for part in re.split(r"[,\n]", value) if part.strip()]
    if read is TomlTable.flag:
        return {"true": True, "false": False}.get(value.strip().lower(), value)
    if read is read_suppressions:
        line = place.keys.get(key, place.line)
        raise QaError(f"{key} has no form in {path.name}", file=str(path), line=line, expected=f"it in {FILE} or pyproject.toml")
    return value.strip()


_FORMATS: Mapping[str, Callable[[Path], ConfigFile | None]] = {
    FILE: _toml,
    "pyproject.toml": _pyproject,
    "setup.cfg": _setup_cfg,
}
"""The files that may hold a configuration, by their names; the first of a folder wins."""


def matches(pattern: str, path: str) -> bool:
    """Whether a path, parts joined by "/", or a folder it lies in, has the shape of ``pattern``.

    ``*`` and ``?`` stand for what is inside one name, ``**`` for any folders, none too.

    >>> [matches("debates/**", path) for path in ("debates/1/a.txt", "notes/debates/a.txt")]
    [True, False]
    >>> [matches("**/*.txt", path) for path in ("a.txt", "debates/1/a.txt", "a.docx")]
    [True, True, False]
    """
    return _compiled(pattern).match(f"{path}/") is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    names = pattern.removeprefix("./").rstrip("/").split("/")
    return re.compile("".join("(?:[^/]+/)*" if name == "**" else f"{_name_shape(name)}/" for name in names))


def _name_shape(name: str) -> str:
    return "".join({"*": "[^/]*", "?": "[^/]"}.get(char, re.escape(char)) for char in name)
