"""TOML files to tables that are read key by key; what is not as expected is an error that names file, line and key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from qa.config.places import TablePlace, entry_places, table_places
from qa.ground.errors import QaError, expected_among, shortened
from qa.ground.prepared import digest, prepared

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Choice = TypeVar("Choice", bound=str)

TYPE_NAMES: Mapping[type, str] = {
    str: "a string",
    list: "an array",
    dict: "a table",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
}
"""What is expected where a value of a type is."""


@dataclass(frozen=True, slots=True)
class TomlTable:
    """One table as TOML gave it. Each method that reads a key raises QaError for a value of another kind."""

    values: Mapping[str, Any]
    file: str
    places: Sequence[TablePlace]
    """Where it stands itself, then where the tables below it do, perhaps among others."""
    subject: str = ""
    """What its errors begin with, such as ``rule spelling.typos``."""

    @property
    def line(self) -> int:
        return self.places[0].line

    @property
    def lines(self) -> Mapping[str, int]:
        """Where each key is given a value."""
        return self.places[0].keys

    def line_of(self, key: str) -> int:
        """Where ``key`` is given a value, or opens tables of its own; where neither is known, the table's own line."""
        if key in self.lines:
            return self.lines[key]
        name = f"{self.places[0].name}.{key}.".removeprefix(".")
        return next((place.line for place in self.places if f"{place.name}.".startswith(name)), self.line)

    def error(self, key: str, message: str, *, found: str | None = None, expected: str | None = None) -> QaError:
        """The error to raise for what ``key`` says."""
        message = f"{self.subject}: {message}" if self.subject else message
        return QaError(message, file=self.file, line=self.line_of(key), found=found, expected=expected)

    def wrong(self, key: str, expected: str) -> QaError:
        """The error to raise for another value of ``key`` than ``expected``."""
        found = shortened(self.values[key]) if key in self.values else "nothing"
        return self.error(key, f"wrong value of {key}", found=found, expected=expected)

    def refuse_unknown(self, known: Iterable[str], of: str = "") -> None:
        for key in self.values:
            if key not in known:
                raise self.error(key, f"unknown key {key!r}{of}", expected=expected_among(key.replace("_", "-"), known))

    def string(self, key: str, default: str | None = None) -> str:
        """Without a ``default`` it must be there, and not blank."""
        value = self.values.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.wrong(key, TYPE_NAMES[str])
        return value

    def flag(self, key: str, default: bool | None = None) -> bool:
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, TYPE_NAMES[bool])
        return value

    def choice(self, key: str, known: Iterable[Choice], default: Choice | None = None) -> Choice:
        """That of ``known``, strings or an enumeration of strings, which ``key`` names."""
        if default is not None and key not in self.values:
            return default
        value = self.values.get(key)
        for each in known:
            if each == value:
                return each
        raise self.wrong(key, expected_among(str(value), map(str, known)))

    def strings(self, key: str) -> tuple[str, ...]:
        """None where the key is absent."""
        values = self.values.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise self.wrong(key, "an array of strings")
        return tuple(values)

    def entries(self, key: str, such_as: str) -> Iterator[TomlTable]:
        """The tables of an array; none where the key is absent."""
        values = self.values.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise self.wrong(key, f"an array of tables such as {such_as}")
        places = entry_places(self.places, key)
        if len(places) != len(values):
            places = [[TablePlace(key, self.line_of(key))]] * len(values)
        for value, place in zip(values, places, strict=True):
            yield TomlTable(value, self.file, place, self.subject)

    def named(self, key: str, shape: re.Pattern[str], such_as: str) -> Iterator[tuple[str, TomlTable]]:
        """The tables ``[[key]]``, each with its id, which is of that shape and none other's."""
        first: dict[str, int] = {}
        for table in self.entries(key, f"[[{key}]], in double brackets"):
            name = table.values.get("id")
            if not isinstance(name, str) or not shape.fullmatch(name):
                raise table.wrong("id", f"a name such as {such_as}")
            if name in first:
                raise table.error("id", f"{key} {name} stands twice", found=f"the first on line {first[name]}")
            first[name] = table.line_of("id")
            yield name, TomlTable(table.values, self.file, table.places, f"{key} {name}")


def read_tables(folder: Traversable, name: str) -> Iterator[TomlTable]:
    """The TOML files of a folder, by their names; ``name`` is its own in errors."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".toml"):
            yield read_table(entry, f"{name}/{entry.name}")


def read_shipped_tables(folder: Traversable, name: str) -> Iterator[TomlTable]:
    """The same of a folder that is part of the program: what a file says is kept until it changes."""
    entries = {f"{name}/{entry.name}": entry for entry in folder.iterdir() if entry.name.endswith(".toml")}
    keys = {f"{file} {digest(entry.read_bytes())}": file for file, entry in sorted(entries.items())}

    def make(key: str) -> object:
        table = read_table(entries[keys[key]], keys[key])
        return [table.values, [[place.name, place.line, place.keys, place.entries] for place in table.places]]

    read = prepared(f"tables-{folder.name}", (__name__, "qa.config.places"), list(keys), make, len(keys))
    for file, (values, places) in zip(keys.values(), read, strict=True):
        yield TomlTable(values, file, [TablePlace(*place) for place in places])


def read_table(entry: Traversable, file: str) -> TomlTable:
    """A whole TOML file; ``file`` is its name in errors. Raises QaError for what cannot be read, or is not TOML."""
    text = read_text(entry, file)
    try:
        return TomlTable(tomllib.loads(text), file, table_places(text))
    except RecursionError as error:
        raise QaError("not valid TOML: nested too deeply", file=file, line=_deepest(text)) from error
    except tomllib.TOMLDecodeError as error:
        named = re.search(r"at line (\d+)", str(error))
        line = int(named[1]) if named else len(text.splitlines())  # otherwise it says "at end of document"
        expected = _SINGLE_QUOTES if "Unescaped" in str(error) else None
        raise QaError(f"not valid TOML: {error}", file=file, line=line, expected=expected) from error
    except ValueError as error:  # Python refuses to read a number of more than 4,300 digits
        line = next((number for number, line in enumerate(text.splitlines(), start=1) if _ENDLESS.search(line)), 1)
        raise QaError("not valid TOML: a number of too many digits", file=file, line=line) from error


_SINGLE_QUOTES = r"a text with backslashes in single quotes: '\d'"
_ENDLESS = re.compile(r"[\d_]{4000}")


def _deepest(text: str) -> int:
    """The line with the most brackets that open."""
    lines = text.splitlines()
    return 1 + max(range(len(lines)), key=lambda index: lines[index].count("[") + lines[index].count("{"))


def read_text(entry: Traversable, file: str) -> str:
    """The text of a file that a person wrote for this program."""
    try:
        return entry.read_text(encoding="utf-8")
    except OSError as error:
        raise QaError(f"cannot be read: {error.strerror}", file=file) from error
    except UnicodeDecodeError as error:
        raise QaError(f"not UTF-8: {error}", file=file) from error


def laid_over(old: Mapping[str, object], new: Mapping[str, object]) -> dict[str, object]:
    """What a table says with what a later one says of the same: tables and arrays grow, all else is replaced."""
    merged = dict(old)
    for key, value in new.items():
        before = merged.get(key)
        if isinstance(before, dict) and isinstance(value, dict):
            merged[key] = before | value
        elif isinstance(before, list) and isinstance(value, list):
            merged[key] = [*before, *value]
        else:
            merged[key] = value
    return merged
