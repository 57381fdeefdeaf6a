"""The tables of a configuration file, and the command's options, to a Config: which rules are in force, and what fails.

What a table says is a Layer. Layers lie over one another, the options on top: a value takes the place of the one below,
but folders, words, lists and suppressions add to those below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from qa.config.places import TablePlace, entry_places
from qa.config.profile import DEFAULT, Profile
from qa.config.suppression import Suppression
from qa.ground.errors import QaError, expected_among
from qa.ground.finding import Severity

NEVER = "never"
"""What stands in place of a severity when no finding makes a run fail."""
NO_CACHE = "none"
"""What stands in place of a cache's folder when nothing is to be kept."""
DEFAULT_CACHE = "default"
"""What stands for the folder where this platform keeps caches."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One value in force, and who says so."""

    key: str
    value: str
    """As TOML writes it."""
    place: str
    """``qa.toml:3``, an option, or ``default``."""


@dataclass(frozen=True, slots=True)
class Config:
    """What is in force for a document; without a configuration file, what holds by default."""

    rules: tuple[Path, ...] = ()
    """Folders of rules and word lists, laid over the shipped ones in this order."""
    word_lists: tuple[Path, ...] = ()
    """Files of words and names that are right, one a line."""
    words: tuple[str, ...] = ()
    """Words and names that are right, beside the lexicon's."""
    select: tuple[str, ...] = ()
    """Patterns of rule ids; none selects every rule that is enabled."""
    ignore: tuple[str, ...] = ()
    profile: Profile = DEFAULT
    advice: bool = False
    fail_on: Severity | None = Severity.ERROR
    """The least severity that makes a run fail; None for never."""
    suppress: tuple[Suppression, ...] = ()
    cache: str = DEFAULT_CACHE
    """The folder in which outcomes are kept for the next run, NO_CACHE or DEFAULT_CACHE; that of the current folder counts."""
    origins: tuple[Origin, ...] = field(default=(), compare=False)
    """Where each value comes from, in the order of KEYS."""


@dataclass(frozen=True, slots=True)
class Layer:
    """What one table says: some of the values of a Config, by the names of their keys."""

    values: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    """The file and line of each key, or the option."""
    paths: tuple[str, ...] = ()
    """Patterns of the documents it is about; none for all."""


def laid_over(layers: Iterable[Layer]) -> Config:
    """What is in force when ``layers`` lie over one another, the first undermost."""
    ordered = tuple(layers)
    values: dict[str, Any] = {}
    origins: list[Origin] = []
    for name, key in KEYS.items():
        given = [layer for layer in ordered if name in layer.values]
        told = given if key.grows else given[-1:]
        if told:
            values[key.field] = sum((layer.values[name] for layer in told), ()) if key.grows else told[0].values[name]
        origins += [Origin(name, _shown(layer.values[name]), layer.places[name]) for layer in told]
        if not told:
            origins.append(Origin(name, _shown(getattr(Config(), key.field)), "default"))
    return Config(**values, origins=tuple(origins))


def _shown(value: object) -> str:
    match value:
        case tuple():
            return f"[{', '.join(map(_shown, value))}]"
        case Suppression():
            return "{ " + ", ".join(f"{key} = {_shown(each)}" for key, each in _written(value)) + " }"
        case bool():
            return str(value).lower()
        case None:
            return f'"{NEVER}"'
        case date():
            return value.isoformat()
        case _:
            return f'"{value}"'


def _written(suppression: Suppression) -> Iterator[tuple[str, object]]:
    for key in SUPPRESSION_KEYS:
        if (value := getattr(suppression, key)) is not None:
            yield key, value


def fail_threshold(name: str) -> Severity | None:
    """The severity of that name, None for ``never``. Raises ValueError for another word."""
    return None if name == NEVER else Severity(name)


@dataclass(frozen=True, slots=True)
class TableReader:
    """The tables of one file, read key by key with errors that name the line."""

    file: str
    tables: list[TablePlace]
    """All of the file, for their lines."""
    folder: Path
    """What paths in it are relative to."""

    def layers(self, table: Mapping[str, Any], place: TablePlace) -> tuple[Layer, ...]:
        """The layer of the table itself, then those of its overrides in their order.

        Raises QaError naming file, line and what was expected for anything that is not a configuration.
        """
        self._refuse_unknown(table, (*KEYS, OVERRIDES), "key", place)
        own = {key: value for key, value in table.items() if key != OVERRIDES}
        return (self._layer(own, place), *self._overrides(table, place))

    def _overrides(self, table: Mapping[str, Any], place: TablePlace) -> Iterator[Layer]:
        for override, where in self._entries(OVERRIDES, table.get(OVERRIDES, []), place, 'paths = ["debates/**"] and settings'):
            self._refuse_unknown(override, (*KEYS, PATHS), "key of overrides", where)
            paths = self.strings(PATHS, override.get(PATHS, []), where)
            if not paths:
                expected = 'paths = ["debates/**"]'
                raise QaError("an override without paths", file=self.file, line=where.line, expected=expected)
            yield self._layer({key: value for key, value in override.items() if key != PATHS}, where, paths)

    def _layer(self, table: Mapping[str, Any], place: TablePlace, paths: tuple[str, ...] = ()) -> Layer:
        values = {key: KEYS[key].read(self, key, value, place) for key, value in table.items()}
        return Layer(values, {key: f"{self.file}:{_line(key, place)}" for key in table}, paths)

    def strings(self, key: str, value: object, place: TablePlace) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._wrong(key, value, "an array of strings", place)
        return tuple(value)

    def files(self, key: str, value: object, place: TablePlace) -> tuple[Path, ...]:
        return tuple(self.folder / name for name in self.strings(key, value, place))

    def cache(self, key: str, value: object, place: TablePlace) -> str:
        if not isinstance(value, str) or not value:
            raise self._wrong(key, value, f"a folder, {NO_CACHE} or {DEFAULT_CACHE}", place)
        return value if value in (NO_CACHE, DEFAULT_CACHE) else str(self.folder / value)

    def truth(self, key: str, value: object, place: TablePlace) -> bool:
        if not isinstance(value, bool):
            raise self._wrong(key, value, "true or false", place)
        return value

    def threshold(self, key: str, value: object, place: TablePlace) -> Severity | None:
        try:
            return fail_threshold(str(value))
        except ValueError:
            raise self._wrong(key, value, "error, warning, info or never", place) from None

    def profile(self, key: str, value: object, place: TablePlace) -> Profile:
        names = [profile.value for profile in Profile]
        if value not in names:
            raise self._wrong(key, value, expected_among(str(value), names), place)
        return Profile(value)

    def suppressions(self, key: str, value: object, place: TablePlace) -> tuple[Suppression, ...]:
        entries = self._entries(key, value, place, '{ rule = "…", text = "…", reason = "…" }')
        return tuple(self._suppression(entry, where) for entry, where in entries)

    def _suppression(self, table: Mapping[str, object], place: TablePlace) -> Suppression:
        self._refuse_unknown(table, SUPPRESSION_KEYS, "key of suppress", place)
        expires = table.get("expires")
        if expires is not None and (not isinstance(expires, date) or isinstance(expires, datetime)):
            raise self._wrong("expires", expires, "a date such as 2027-01-31, without quotation marks", place)
        strings = {key: self._string(key, value, place) for key, value in table.items() if key != "expires"}
        if "reason" not in strings or strings.keys() == {"reason"}:
            found = f"only {', '.join(strings)}" if strings else "an empty table"
            needed = "an entry of suppress needs a reason, and a rule or a text or both"
            raise QaError(needed, file=self.file, line=place.line, found=found)
        where = f"{self.file}:{place.line}"
        return Suppression(strings.get("rule"), strings.get("text"), strings["reason"], expires, where)

    def _string(self, key: str, value: object, place: TablePlace) -> str:
        if not isinstance(value, str):
            raise self._wrong(key, value, "a string", place)
        return value

    def _entries(
        self, key: str, value: object, place: TablePlace, expected: str
    ) -> Iterator[tuple[Mapping[str, Any], TablePlace]]:
        """The tables of an array, each with its place."""
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self._wrong(key, value, f"an array of tables such as {expected}", place)
        places = tuple(entry_places(self.tables, place, key))
        known = len(places) == len(value)
        yield from zip(value, places if known else [TablePlace(key, _line(key, place))] * len(value), strict=True)

    def _refuse_unknown(self, table: Iterable[str], known: Iterable[str], what: str, place: TablePlace) -> None:
        for key in table:
            if key not in known:
                expected = expected_among(key.replace("_", "-"), known)
                raise QaError(f"unknown {what} {key!r}", file=self.file, line=_line(key, place, self.tables), expected=expected)

    def _wrong(self, key: str, value: object, expected: str, place: TablePlace) -> QaError:
        line = _line(key, place, self.tables)
        return QaError(f"wrong value of {key}", file=self.file, line=line, found=repr(value), expected=expected)


def _line(key: str, place: TablePlace, tables: Iterable[TablePlace] = ()) -> int:
    """The line where ``key`` of the table at ``place`` is given a value, or opens a table of its own."""
    if key in place.keys:
        return place.keys[key]
    full = f"{place.name}.{key}" if place.name else key
    return next((table.line for table in tables if table.name == full), place.line)


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a configuration."""

    summary: str
    """One line for whoever writes a configuration."""
    example: str
    """A value, as TOML writes it."""
    read: Callable[[TableReader, str, object, TablePlace], Any]
    field: str
    """What of a Config it sets."""
    grows: bool = False
    """Whether a value adds to those below; otherwise it takes their place."""


KEYS: Mapping[str, Key] = {
    "rules": Key("folders of rules and word lists, laid over the shipped ones", '["house"]', TableReader.files, "rules", True),
    "word-lists": Key(
        "files of words and names that are right, one a line", '["names.txt"]', TableReader.files, "word_lists", True
    ),
    "words": Key("words and names that are right", '["Nyelegal"]', TableReader.strings, "words", True),
    "select": Key("check these rules only", '["spelling", "spacing.*"]', TableReader.strings, "select"),
    "ignore": Key("leave these rules out", '["repetition"]', TableReader.strings, "ignore"),
    "profile": Key(
        "how much of the house's style to ask for: plain, un-verbatim or strict", '"strict"', TableReader.profile, "profile"
    ),
    "advice": Key("report advice too", "true", TableReader.truth, "advice"),
    "fail-on": Key(
        "the least severity that makes a run fail: error, warning, info or never", '"warning"', TableReader.threshold, "fail_on"
    ),
    "suppress": Key(
        "findings not to report, each with its reason, and the last day that it holds",
        '[{ rule = "acronym", text = "CTSO", reason = "quoted as printed", expires = 2030-12-31 }]',
        TableReader.suppressions,
        "suppress",
        True,
    ),
    "cache": Key(
        "the folder in which outcomes are kept for the next run; none to keep nothing", '".qa-cache"', TableReader.cache, "cache"
    ),
}
OVERRIDES = "overrides"
PATHS = "paths"
SUPPRESSION_KEYS = ("rule", "text", "reason", "expires")
