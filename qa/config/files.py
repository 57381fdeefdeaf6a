"""Paths of documents to the configuration in force for each, from the files that lie beside or above them.

A folder's configuration is its ``qa.toml``, else the table ``[tool.transcript-qa]`` of its ``pyproject.toml``, else the
same as INI files write it, ``[tool:transcript-qa]``, in its ``setup.cfg``. It lies over those of the folders above, which ends
where one says ``root = true``, and at the top of a git repository, so that a checkout is checked alike wherever it lies.
Beneath a file lies the one that it extends.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qa.config.config import Config, Layer, in_force, read_layers
from qa.config.places import TablePlace
from qa.config.read import (
    EXTEND,
    KEYS,
    ROOT,
    read_files,
    read_folders,
    read_jobs,
    read_outputs,
    read_patterns,
    read_seconds,
    read_suppressions,
)
from qa.config.table import TomlTable, read_table, read_text
from qa.ground.errors import QaError

FILE = "qa.toml"
"""The name of a configuration file that is nothing else."""
TABLE = "transcript-qa"
"""What the tool is called, and its table in the files of several tools."""
_PYPROJECT_TABLE = f"tool.{TABLE}"
_SECTION = f"tool:{TABLE}"


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """What a configuration file says, for all documents and for some."""

    path: Path
    layers: tuple[Layer, ...]
    """The undermost first; those of a file that it extends before its own."""
    is_root: bool = False
    """Whether what stands in the folders above does not count."""

    def layers_for(self, document: str) -> Iterator[Layer]:
        """Those that are about a document."""
        path = os.path.relpath(_absolute(document), _absolute(self.path.parent)).replace(os.sep, "/")
        return (layer for layer in self.layers if not layer.paths or any(matches(each, path) for each in layer.paths))


class Configurations:
    """The configuration of every document of a run; each file is read once."""

    def __init__(self, named: Path | None = None, options: Layer | None = None) -> None:
        """``named`` holds for all documents; without it each has the nearest above it. ``options`` lie over every file."""
        self._named = named
        self._options = options or Layer()
        self._file_of_all: tuple[ConfigFile, ...] = ()
        self._files: dict[Path, tuple[ConfigFile, ...]] = {}
        """The files that hold in each folder asked about, the undermost first."""
        self._configs: dict[tuple[int, ...], Config] = {}
        """By the layers, which live as long as their files."""

    def of(self, document: str) -> Config:
        """What is in force for a document; ``-`` is one in the current folder.

        Raises QaError naming file, line and what was expected for anything that is not a configuration.
        """
        if self._named is not None and not self._file_of_all:
            self._file_of_all = (read_config_file(self._named),)
        files = self._file_of_all or self._holding(_absolute(document).parent)
        layers = tuple(layer for file in files for layer in file.layers_for(document))
        known = tuple(map(id, layers))
        if known not in self._configs:
            self._configs[known] = in_force((*layers, self._options))
        return self._configs[known]

    def with_options(self, options: Layer) -> Configurations:
        """The same files under other options."""
        return Configurations(self._named, options)

    def _holding(self, folder: Path) -> tuple[ConfigFile, ...]:
        if folder not in self._files:
            own = file_in(folder)
            last = folder.parent == folder or (own is not None and own.is_root) or (folder / ".git").exists()
            above = () if last else self._holding(folder.parent)
            self._files[folder] = above if own is None else (*above, own)
        return self._files[folder]


def read_config_file(path: Path) -> ConfigFile:
    """What the file at ``path`` says, which its name tells how to read.

    Raises QaError naming file, line and what was expected for anything that is not a configuration.
    """
    table = _FORMATS.get(path.name, _toml)(path)
    if table is None:
        raise _nothing_in(path)
    return _file_of(path, table)


def _nothing_in(path: Path) -> QaError:
    expected = f"[{_SECTION if path.name == 'setup.cfg' else _PYPROJECT_TABLE}]"
    return QaError("no configuration stands in this file", file=str(path), expected=expected)


def file_in(folder: Path) -> ConfigFile | None:
    """The configuration of a folder itself, where it has one. Raises QaError as ``read_config_file`` does."""
    for name, read in _FORMATS.items():
        path = _as_seen_from_here(folder / name)
        if path.is_file() and (table := read(path)) is not None:
            return _file_of(path, table)
    return None


def _file_of(path: Path, table: TomlTable) -> ConfigFile:
    return ConfigFile(path, tuple(_layers(table, path.parent, (path,))), table.flag(ROOT, default=False))


def _layers(table: TomlTable, folder: Path, below: tuple[Path, ...]) -> Iterator[Layer]:
    """Those of the file that a table extends, then its own; ``below`` are the files that have led here."""
    if EXTEND in table.values:
        path = Path(table.file).parent / table.string(EXTEND)
        if any(_absolute(path) == _absolute(each) for each in below):
            raise table.error(EXTEND, "a file that extends itself", found=" → ".join(map(str, (*below, path))))
        if not path.is_file():
            raise table.error(EXTEND, f"{EXTEND}: {table.values[EXTEND]!r} is no file", found=f"nothing at {path}")
        extended = _FORMATS.get(path.name, _toml)(path)
        if extended is None:
            raise _nothing_in(path)
        yield from _layers(extended, folder, (*below, path))
    yield from read_layers(table, folder)


def _absolute(path: str | Path) -> Path:
    """A path from the root. Links are not followed: a document belongs to the folder in which it was named."""
    return Path(os.path.normpath(Path.cwd() / path))


def _as_seen_from_here(path: Path) -> Path:
    """A path below the current folder as seen from there, for messages; any other as it is."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _toml(path: Path) -> TomlTable:
    table = read_table(path, str(path))
    for name in table.values:
        held = table.values[name]
        inner = next(iter(held), "") if name == "tool" and isinstance(held, dict) else name
        if isinstance(held, dict) and _means_us(inner):
            raise table.error(name, f"{path.name} is ours alone, and its keys stand in no table", found=f"[{inner}]")
    return table


def _pyproject(path: Path) -> TomlTable | None:
    whole = read_table(path, str(path))
    tools = whole.values.get("tool", {})
    _refuse_nearly_right(whole, [name for name in whole.values if name != "tool"], "")
    if not isinstance(tools, dict):
        return None
    _refuse_nearly_right(whole, [name for name in tools if name != TABLE], "tool.")
    if TABLE not in tools:
        return None
    table = tools[TABLE]
    # Written in another way, such as [tool] and a dotted key, it has no line that is known.
    place = next((each for each in whole.places if each.name == _PYPROJECT_TABLE), TablePlace(_PYPROJECT_TABLE, 1))
    if not isinstance(table, dict):
        line = next((each.keys[TABLE] for each in whole.places if TABLE in each.keys), 1)
        raise QaError(f"{_PYPROJECT_TABLE} is no table", file=str(path), line=line, expected=f"[{_PYPROJECT_TABLE}]")
    others = (each for each in whole.places if each is not place)
    return TomlTable(table, str(path), (place, *others))


def _means_us(name: str) -> bool:
    """Whether a table of that name is meant for us, if not written so.

    >>> [_means_us(name) for name in ("qa", "transcript_qa", "Transcript-QA", "black")]
    [True, True, True, False]
    """
    return re.sub(r"[-_. ]", "", name).lower() in ("qa", "transcriptqa")


def _refuse_nearly_right(whole: TomlTable, names: Iterable[str], before: str) -> None:
    for name in names:
        if _means_us(name):
            line = next((each.line for each in whole.places if f"{each.name}.".startswith(f"{before}{name}.")), 1)
            found, expected = f"[{before}{name}]", f"[{_PYPROJECT_TABLE}]"
            raise QaError("this table is not read", file=whole.file, line=line, found=found, expected=expected)


def _setup_cfg(path: Path) -> TomlTable | None:
    import configparser  # few projects keep their configuration there

    text = read_text(path, str(path))
    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string(text, str(path))
    except configparser.Error as error:
        named = re.search(r"\[line:?\s*(\d+)\]", str(error))
        line = int(named[1]) if named else getattr(error, "lineno", 1)
        raise QaError(f"not valid: {error.message.splitlines()[0]}", file=str(path), line=line) from error
    for section in parser.sections():
        if section != _SECTION and _means_us(section.removeprefix("tool:")):
            found, expected = f"[{section}]", f"[{_SECTION}]"
            line = _section_place(text, section).line
            raise QaError("this section is not read", file=str(path), line=line, found=found, expected=expected)
    if _SECTION not in parser:
        return None
    place = _section_place(text, _SECTION)
    table = {key: _value(key, value, path, place) for key, value in parser[_SECTION].items()}
    return TomlTable(table, str(path), (place,))


def _section_place(text: str, section: str) -> TablePlace:
    """Where a section stands; configparser does not tell."""
    place = TablePlace(section, 1)
    inside = False
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\[(.+?)\]", line):
            inside = header[1] == section
            place.line = number if inside else place.line
        elif inside and (key := re.match(r"([^\s#;=:][^=:]*?)\s*[=:]", line)):
            place.keys.setdefault(key[1].lower(), number)
    return place


def _value(key: str, value: str, path: Path, place: TablePlace) -> object:
    """A value as TOML would have given it: a list has commas or lines of its own."""
    read = KEYS[key].read if key in KEYS else None
    if read in _LISTS:
        return [part.strip() for part in re.split(r"[,\n]", value) if part.strip()]
    if read is TomlTable.flag or key == ROOT:
        return {"true": True, "false": False}.get(value.strip().lower(), value)
    if read in (read_jobs, read_seconds) and re.fullmatch(r"\d+(\.\d+)?", value.strip()):
        return float(value) if "." in value else int(value)
    if read is read_suppressions:
        line = place.keys.get(key, place.line)
        raise QaError(f"{key} has no form in {path.name}", file=str(path), line=line, expected=f"it in {FILE} or pyproject.toml")
    return value.strip()


_LISTS = (TomlTable.strings, read_files, read_folders, read_patterns, read_outputs)


_FORMATS: Mapping[str, Callable[[Path], TomlTable | None]] = {
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
