"""Folders of ``changes/*.toml`` in; out come the rules by which a change between two versions is given its class and reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.compare.change_class import ChangeClass
from qa.config.table import TYPE_NAMES, TomlTable, laid_over, read_tables
from qa.ground.errors import QaError, expected_among
from qa.ground.resources import data_folder
from qa.rulebook.wordlists import list_beside, read_pairs

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

FOLDER = "changes"
"""The folder of these files inside a folder of rules."""

KINDS: Mapping[str, tuple[tuple[ChangeClass, ...], tuple[str, ...]]] = {
    "fold": ((ChangeClass.HOUSE, ChangeClass.FORM), ("words", "groups", "list", "patterns")),
    "drop": ((ChangeClass.HOUSE, ChangeClass.FORM, ChangeClass.FURNITURE), ("patterns", "lines", "before", "after")),
    "value": ((ChangeClass.HOUSE, ChangeClass.SUBSTANCE), ("value",)),
    "acronyms": ((ChangeClass.HOUSE,), ("list",)),
    "order": ((ChangeClass.HOUSE,), ()),
    "repetition": ((ChangeClass.HOUSE,), ()),
    "capitals": ((ChangeClass.HOUSE,), ("phrases",)),
    "form": ((ChangeClass.FORM,), ("words",)),
    "typo": ((ChangeClass.FORM,), ("known", "seen", "lost")),
    "noise": ((ChangeClass.FURNITURE,), ("lines",)),
    "title": ((ChangeClass.FURNITURE,), ("patterns", "lines", "beside", "prose")),
    "label": ((ChangeClass.FURNITURE,), ("patterns",)),
    "respelling": ((ChangeClass.FURNITURE,), ()),
    "markers": ((ChangeClass.SUBSTANCE,), ("markers", "prefixes", "endings")),
    "name": ((ChangeClass.SUBSTANCE,), ("except",)),
    "speaker": ((ChangeClass.SUBSTANCE,), ("markers",)),
    "rest": ((ChangeClass.SUBSTANCE, ChangeClass.FORM), ()),
}
"""Every kind of rule: the classes it may give, and the keys that are its own."""

COMMON_KEYS = ("id", "class", "kind", "message", "examples", "enabled", "source")
IDENTIFIER = re.compile(r"[a-z]+(-[a-z]+)*")
OWN_TYPES: Mapping[str, type] = {
    "words": dict,
    "list": str,
    "value": str,
    "before": str,
    "after": str,
    "known": str,
    "prose": str,
    "seen": dict,
}
"""The types of the keys of a kind; all others are arrays."""
VALUES = ("number", "date", "symbol")
_EXAMPLE = '{ old = "…", new = "…" }'


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
        for file in read_tables(folder, name):
            file.refuse_unknown(("change",), " of a file of changes")
            for reason, table in file.named("change", IDENTIFIER, "serial-comma"):
                before = rules.get(reason)
                rules[reason] = _changed(before, table, folder) if before else _new(reason, table, folder)
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


def _new(reason: str, table: TomlTable, folder: Traversable) -> ChangeRule:
    kind = table.choice("kind", KINDS)
    classes, _ = KINDS[kind]
    change_class = table.choice("class", classes, classes[0])
    bare = ChangeRule(reason, change_class, kind, "", (), table.file, table.line, lines=table.lines)
    rule = _changed(bare, table, folder)
    if not rule.message.strip():
        raise table.wrong("message", TYPE_NAMES[str])
    if not any(example.is_one for example in rule.examples):
        expected = 'examples = [ { old = "…", new = "…" } ]'
        raise rule.error("examples", "a change without examples does not load", expected=expected)
    return rule


def _changed(rule: ChangeRule, table: TomlTable, folder: Traversable) -> ChangeRule:
    """``rule`` with what ``table`` says of it."""
    for key, stands in (("kind", rule.kind), ("class", rule.change_class.value)):
        if (value := table.values.get(key, stands)) != stands:
            raise table.error(key, f"another {key} than in {rule.file}", found=repr(value), expected=repr(stands))
    return replace(
        rule,
        message=table.string("message", rule.message),
        enabled=table.flag("enabled", rule.enabled),
        source=table.string("source", rule.source),
        examples=(*rule.examples, *map(_example, table.entries("examples", _EXAMPLE))),
        options=laid_over(rule.options, _options(rule.kind, table, folder)),
    )


def _example(table: TomlTable) -> ChangeExample:
    match table.values:
        case {"old": str(old), "new": str(new), **rest} if old != new and (
            not rest or (len(rest) == 1 and rest.get("not") is True)
        ):
            return ChangeExample(old, new, not rest, table.line)
    expected = f"{_EXAMPLE}, with not = true for what is no such change"
    raise table.error("old", "not an example", found=repr(table.values), expected=expected)


def _options(kind: str, table: TomlTable, folder: Traversable) -> dict[str, Any]:
    _, own = KINDS[kind]
    table.refuse_unknown((*own, *COMMON_KEYS), f" of the kind {kind}")
    options = {key: value for key, value in table.values.items() if key in own}
    for key, value in options.items():
        needed = OWN_TYPES.get(key, list)
        if not isinstance(value, needed):
            raise table.wrong(key, TYPE_NAMES[needed])
        _check(key, value, table)
    if "list" in options:
        listed = read_pairs(*list_beside(folder, table, "list", options.pop("list")))
        options["words"] = listed | options.get("words", {})
    return options


def _check(key: str, value: Any, table: TomlTable) -> None:
    """Raise for what is inside a key and cannot be meant."""
    if key == "value":
        table.choice(key, VALUES)
    if key in ("before", "after", "prose"):
        _compile(key, value, table)
    if key in ("patterns", "lines", "beside"):
        for pattern in value:
            _compile(key, pattern[0] if isinstance(pattern, list) and len(pattern) == 2 else pattern, table)
    if key == "groups" and not all(isinstance(group, list) and len(group) > 1 for group in value):
        raise table.error(key, "not groups of words", found=repr(value), expected='[["upon", "on"], …]')
    if key == "markers" and (long := [word for word in value if " " in str(word)]):
        raise table.error(key, "a marker is one word", found=repr(long[0]))


def _compile(key: str, pattern: object, table: TomlTable) -> None:
    import regex

    if not isinstance(pattern, str):
        raise table.error(key, "not a pattern", found=repr(pattern), expected="text")
    try:
        regex.compile(pattern)
    except regex.error as error:
        raise table.error(key, f"not a pattern: {error}", found=repr(pattern)) from error
