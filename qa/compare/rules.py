"""Folders of ``changes/*.toml`` in; out come the rules by which a change between two versions is given its class and reason."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from qa.compare.comparison import ChangeClass
from qa.config.places import TablePlace, table_places
from qa.config.table import laid_over
from qa.ground.errors import QaError, expected_among
from qa.ground.resources import data_folder
from qa.rulebook.wordlists import read_pairs

FOLDER = "changes"
"""The folder of these files inside a folder of rules."""

KINDS: Mapping[str, tuple[tuple[ChangeClass, ...], tuple[str, ...]]] = {
    "fold": ((ChangeClass.HOUSE, ChangeClass.FORM), ("words", "groups", "list", "patterns")),
    "drop": ((ChangeClass.HOUSE, ChangeClass.FORM), ("patterns", "lines", "before", "after")),
    "value": ((ChangeClass.HOUSE, ChangeClass.SUBSTANCE), ("value",)),
    "acronyms": ((ChangeClass.HOUSE,), ("list",)),
    "order": ((ChangeClass.HOUSE,), ()),
    "repetition": ((ChangeClass.HOUSE,), ()),
    "capitals": ((ChangeClass.HOUSE,), ("phrases",)),
    "form": ((ChangeClass.FORM,), ("words",)),
    "typo": ((ChangeClass.FORM,), ("known",)),
    "markers": ((ChangeClass.SUBSTANCE,), ("markers", "prefixes", "endings")),
    "name": ((ChangeClass.SUBSTANCE,), ("except",)),
    "speaker": ((ChangeClass.SUBSTANCE,), ("markers",)),
    "rest": ((ChangeClass.SUBSTANCE, ChangeClass.FORM), ()),
}
"""Every kind of rule: the classes it may give, and the keys that are its own."""

COMMON_KEYS = ("id", "class", "kind", "message", "examples", "enabled", "source")
IDENTIFIER = re.compile(r"[a-z]+(-[a-z]+)*")
OWN_TYPES: Mapping[str, type] = {"words": dict, "list": str, "value": str, "before": str, "after": str, "known": str}
"""The types of the keys of a kind; all others are arrays."""
VALUES = ("number", "date", "symbol")


@dataclass(frozen=True, slots=True)
class ChangeExample:
    """Two passages that differ in a change of this reason, or in one that must not be taken for it."""

    old: str
    new: str
    is_one: bool
    line: int
    """1-based line of the file."""


@dataclass(frozen=True, slots=True)
class ChangeRule:
    """What one ``[[change]]`` says: how a reason is recognised."""

    id: str
    """The reason."""
    change_class: ChangeClass
    kind: str
    message: str
    """For people: what was done."""
    examples: tuple[ChangeExample, ...]
    file: str
    line: int
    """1-based line of its ``[[change]]``."""
    enabled: bool = True
    source: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    """The keys of its kind, of the right types."""
    lines: Mapping[str, int] = field(default_factory=dict)

    def error(self, key: str, message: str, *, found: str | None = None, expected: str | None = None) -> QaError:
        """The error to raise for what ``key`` of this rule says."""
        line = self.lines.get(key, self.line)
        return QaError(f"change {self.id}: {message}", file=self.file, line=line, found=found, expected=expected)


@dataclass(frozen=True, slots=True)
class ChangeBook:
    """All rules of changes, in the order of their files; of those of substance the gravest stands first."""

    rules: tuple[ChangeRule, ...]

    def of(self, *kinds: str) -> tuple[ChangeRule, ...]:
        """The rules in force of some kinds."""
        return tuple(rule for rule in self.rules if rule.enabled and rule.kind in kinds)

    def get(self, reason: str) -> ChangeRule:
        """The rule of a reason. Raises QaError naming the nearest one."""
        for rule in self.rules:
            if rule.id == reason:
                return rule
        raise QaError(f"no reason {reason!r} of changes", expected=expected_among(reason, (rule.id for rule in self.rules)))


def load_changes(folders: Iterable[Path] = ()) -> ChangeBook:
    """The rules of ``rules/changes`` and of ``changes/`` in each of ``folders``, laid over them in turn.

    A rule of an id that stands already is changed by what the later one says: words and examples are added, the rest is
    replaced. Raises QaError naming file and line for anything that is not a rule.
    """
    rules: dict[str, ChangeRule] = {}
    places: list[tuple[Traversable, str]] = [(data_folder("rules").joinpath(FOLDER), f"rules/{FOLDER}")]
    places += [(folder / FOLDER, f"{folder}/{FOLDER}") for folder in folders if (folder / FOLDER).is_dir()]
    for folder, name in places:
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if entry.name.endswith(".toml"):
                for rule in _rules(entry, f"{name}/{entry.name}", folder, rules):
                    rules[rule.id] = rule
    return ChangeBook(tuple(rules.values()))


@cache
def shipped_changes() -> ChangeBook:
    """The rules of ``rules/changes`` alone, read once a process."""
    return load_changes()


def message_of(reason: str, book: ChangeBook | None = None) -> str:
    """What a reason of changes means, for people; of the shipped rules where no book is given.

    Raises QaError for what is no reason, naming the nearest.
    """
    return (book or shipped_changes()).get(reason).message


def _rules(entry: Traversable, file: str, folder: Traversable, known: Mapping[str, ChangeRule]) -> Iterable[ChangeRule]:
    here: set[str] = set()
    for table, place in _tables(entry, file):
        reading = _Reading(table, place, file, folder)
        if reading.id in here:
            raise reading.error("id", "stands twice in this file")
        here.add(reading.id)
        before = known.get(reading.id)
        yield reading.changed(before) if before is not None else reading.rule()


def _tables(entry: Traversable, file: str) -> list[tuple[dict[str, Any], TablePlace]]:
    try:
        text = entry.read_text(encoding="utf-8")
        tables = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise QaError("not UTF-8, as every TOML file is", file=file) from error
    except tomllib.TOMLDecodeError as error:
        named = re.search(r"at line (\d+)", str(error))
        line = int(named[1]) if named else len(text.splitlines())
        raise QaError(f"not valid TOML: {error}", file=file, line=line) from error
    if unknown := sorted(set(tables) - {"change"}):
        line = next(number for number, each in enumerate(text.splitlines(), start=1) if unknown[0] in each)
        raise QaError(f"unknown table {unknown[0]!r}", file=file, line=line, expected="only [[change]]")
    entries = tables.get("change", [])
    if not isinstance(entries, list):
        raise QaError("[change] is one table", file=file, expected="[[change]], in double brackets")
    places = [place for place in table_places(text) if place.name == "change"]
    return list(zip(entries, places, strict=True))


class _Reading:
    """One ``[[change]]`` as TOML gave it, read key by key with errors that name the line."""

    def __init__(self, table: Mapping[str, Any], place: TablePlace, file: str, folder: Traversable) -> None:
        self._table = table
        self._place = place
        self._file = file
        self._folder = folder
        self.id = table.get("id", "")
        if not isinstance(self.id, str) or not IDENTIFIER.fullmatch(self.id):
            raise self.error("id", "a change needs an id", found=repr(self.id), expected="a name such as serial-comma")

    def error(self, key: str, message: str, *, found: str | None = None, expected: str | None = None) -> QaError:
        line = self._place.keys.get(key, self._place.line)
        return QaError(f"change {self.id}: {message}", file=self._file, line=line, found=found, expected=expected)

    def rule(self) -> ChangeRule:
        """A new rule."""
        kind = self._one_of("kind", KINDS)
        classes, _ = KINDS[kind]
        options = self._options(kind)
        rule = ChangeRule(
            self.id,
            ChangeClass(self._one_of("class", [each.value for each in classes], classes[0].value)),
            kind,
            self._string("message"),
            self._examples(),
            self._file,
            self._place.line,
            self._flag("enabled", True),
            self._string("source", ""),
            options,
            dict(self._place.keys),
        )
        if not any(example.is_one for example in rule.examples):
            expected = 'examples = [ { old = "…", new = "…" } ]'
            raise self.error("examples", "a change without examples does not load", expected=expected)
        return rule

    def changed(self, rule: ChangeRule) -> ChangeRule:
        """``rule`` with what this table says of it."""
        for key, stands in (("kind", rule.kind), ("class", rule.change_class.value)):
            if self._table.get(key, stands) != stands:
                raise self.error(key, f"another {key} than in {rule.file}", found=repr(self._table[key]), expected=repr(stands))
        return replace(
            rule,
            message=self._string("message", rule.message),
            enabled=self._flag("enabled", rule.enabled),
            source=self._string("source", rule.source),
            examples=(*rule.examples, *self._examples()),
            options=laid_over(rule.options, self._options(rule.kind)),
        )

    def _one_of(self, key: str, known: Iterable[str], default: str | None = None) -> str:
        value = self._table.get(key, default)
        if value not in known:
            raise self.error(key, f"unknown {key}", found=repr(value), expected=expected_among(str(value), known))
        return str(value)

    def _string(self, key: str, default: str | None = None) -> str:
        value = self._table.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.error(key, f"{key} is missing" if value is None else f"{key} is not text", found=repr(value))
        return value

    def _flag(self, key: str, default: bool) -> bool:
        value = self._table.get(key, default)
        if not isinstance(value, bool):
            raise self.error(key, f"{key} is neither true nor false", found=repr(value), expected="true or false")
        return value

    def _examples(self) -> tuple[ChangeExample, ...]:
        entries = self._table.get("examples", [])
        if not isinstance(entries, list):
            raise self.error("examples", "examples is not an array", found=repr(entries))
        lines = self._place.entries.get("examples", [])
        lines = lines if len(lines) == len(entries) else [self._place.line] * len(entries)
        return tuple(self._example(entry, line) for entry, line in zip(entries, lines, strict=True))

    def _example(self, entry: object, line: int) -> ChangeExample:
        match entry:
            case {"old": str(old), "new": str(new), **rest} if old != new and (
                not rest or (len(rest) == 1 and rest.get("not") is True)
            ):
                return ChangeExample(old, new, not rest, line)
        expected = '{ old = "…", new = "…" }, with not = true for what is no such change'
        raise QaError(f"change {self.id}: not an example", file=self._file, line=line, found=repr(entry), expected=expected)

    def _options(self, kind: str) -> dict[str, Any]:
        _, own = KINDS[kind]
        options: dict[str, Any] = {}
        for key, value in self._table.items():
            if key in COMMON_KEYS:
                continue
            if key not in own:
                expected = expected_among(key, (*own, *COMMON_KEYS))
                raise self.error(key, f"unknown key {key!r} of the kind {kind}", expected=expected)
            if not isinstance(value, OWN_TYPES.get(key, list)):
                raise self.error(key, f"{key} has the wrong type", found=repr(value))
            self._check(key, value)
            options[key] = value
        if "list" in options:
            options["words"] = self._listed(options.pop("list")) | options.get("words", {})
        return options

    def _check(self, key: str, value: Any) -> None:
        """Raise for what is inside a key and cannot be meant."""
        if key == "value" and value not in VALUES:
            raise self.error(key, "unknown value", found=repr(value), expected=expected_among(value, VALUES))
        if key in ("before", "after"):
            self._compile(key, value)
        if key in ("patterns", "lines"):
            for pattern in value:
                self._compile(key, pattern[0] if isinstance(pattern, list) and len(pattern) == 2 else pattern)
        if key == "groups" and not all(isinstance(group, list) and len(group) > 1 for group in value):
            raise self.error(key, "not groups of words", found=repr(value), expected='[["upon", "on"], …]')
        if key == "markers" and (long := [word for word in value if " " in str(word)]):
            raise self.error(key, "a marker is one word", found=repr(long[0]))

    def _compile(self, key: str, pattern: object) -> None:
        import regex

        try:
            regex.compile(str(pattern))
        except regex.error as error:
            raise self.error(key, f"not a pattern: {error}", found=repr(pattern)) from error
        if not isinstance(pattern, str):
            raise self.error(key, "not a pattern", found=repr(pattern), expected="text")

    def _listed(self, name: str) -> dict[str, str]:
        if not self._folder.joinpath(name).is_file():
            expected = "a file beside the rules, such as states.tsv"
            raise self.error("list", "no such word list", found=repr(name), expected=expected)
        return read_pairs(self._folder.joinpath(name), f"{self._file.rpartition('/')[0]}/{name}")
