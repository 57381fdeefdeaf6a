"""Folders of rule files to one rulebook: the shipped rules first, the house's folders laid over them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from qa.config.places import TablePlace, table_places
from qa.config.profile import Profile
from qa.config.suppression import Suppression
from qa.ground.errors import QaError, expected_among
from qa.ground.finding import Confidence, Severity
from qa.ground.resources import data_folder
from qa.rulebook.rule import Example, Rule
from qa.rulebook.wordlists import ACCEPTED, SUPPRESSED, read_columns, read_pairs, read_suppressions, read_words

Entry = TypeVar("Entry")
Choice = TypeVar("Choice", Severity, Confidence, Profile)

IDENTIFIER = re.compile(r"[a-z][a-z0-9-]*(\.[a-z0-9-]+)+")

CATEGORIES = frozenset(
    "terminology mistranslation omission untranslated addition duplication inconsistency grammar legal register "
    "locale-specific-content locale-violation style characters misspelling typographical formatting "
    "inconsistent-entities numbers markup pattern-problem whitespace internationalization length non-conformance "
    "uncategorized other".split()
)
"""The localization quality issue types of W3C ITS 2.0, section 8.17 and appendix C."""

COMMON_KEYS = frozenset(
    ("id", "kind", "message", "severity", "confidence", "category", "examples", "enabled", "profile", "evidence", "source")
)
_FILE_KEYS = ("rule", "profile")
"""What a rule file holds: its rules, and before them the profile of those that name none."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules in force, in the order of their files, and what a house says beside them."""

    rules: tuple[Rule, ...]
    accepted: frozenset[str] = frozenset()
    """Words that are right beside the lexicon's."""
    suppressed: tuple[Suppression, ...] = ()

    def get(self, rule_id: str) -> Rule:
        """The rule of that id. Raises QaError naming the nearest one."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise QaError(f"no rule {rule_id!r}", expected=expected_among(rule_id, (rule.id for rule in self.rules)))


def load_rulebook(folders: Iterable[Path] = (), *, shipped: bool = True) -> Rulebook:
    """The rules of ``rules/`` and of each of ``folders`` laid over them in turn.

    Raises QaError naming file and line for anything that is not a rule.
    """
    rules: dict[str, Rule] = {}
    accepted: set[str] = set()
    suppressed: list[Suppression] = []
    places: list[tuple[Traversable, str]] = [(data_folder("rules"), "rules")] if shipped else []
    for folder, name in [*places, *((folder, str(folder)) for folder in map(_existing, folders))]:
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if entry.name.endswith(".toml"):
                _lay_over(rules, _read_file(entry, f"{name}/{entry.name}"), folder)
        if name != "rules":
            accepted.update(_listed(read_words, folder, name, ACCEPTED))
            suppressed += _listed(read_suppressions, folder, name, SUPPRESSED)
    return Rulebook(tuple(rules.values()), frozenset(accepted), tuple(suppressed))


def _listed(read: Callable[[Traversable, str], Iterable[Entry]], folder: Traversable, name: str, file: str) -> Iterable[Entry]:
    """What a list of a house's folder holds; nothing where there is none."""
    return read(folder.joinpath(file), f"{name}/{file}") if folder.joinpath(file).is_file() else ()


def _existing(folder: Path) -> Path:
    if not folder.is_dir():
        raise QaError("no such folder of rules", file=str(folder))
    return folder


@dataclass(frozen=True, slots=True)
class _RuleFile:
    """One file as TOML gave it."""

    name: str
    profile: Profile
    """That of its new rules that name none."""
    tables: list[tuple[dict[str, Any], TablePlace]]


def _read_file(entry: Traversable, file: str) -> _RuleFile:
    try:
        text = entry.read_text(encoding="utf-8")
        tables = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise QaError("not UTF-8, as every TOML file is", file=file) from error
    except tomllib.TOMLDecodeError as error:
        named = re.search(r"at line (\d+)", str(error))
        line = int(named[1]) if named else len(text.splitlines())  # otherwise it says "at end of document"
        raise QaError(f"not valid TOML: {error}", file=file, line=line) from error
    unknown = sorted(set(tables) - set(_FILE_KEYS))
    if unknown:
        expected = "only [[rule]], and profile before them"
        raise QaError(f"unknown table {unknown[0]!r}", file=file, line=_line_of(text, unknown[0]), expected=expected)
    entries = tables.get("rule", [])
    if not isinstance(entries, list):
        raise QaError("[rule] is one table", file=file, line=_line_of(text, "rule"), expected="[[rule]], in double brackets")
    profile = tables.get("profile", Profile.PLAIN)
    if profile not in list(Profile):
        expected = expected_among(str(profile), [known.value for known in Profile])
        raise QaError("unknown profile", file=file, line=_line_of(text, "profile"), found=repr(profile), expected=expected)
    return _RuleFile(file, Profile(profile), list(zip(entries, _rule_places(text), strict=True)))


def _rule_places(text: str) -> list[TablePlace]:
    return [place for place in table_places(text) if place.name == "rule"]


def _line_of(text: str, name: str) -> int | None:
    """The line of a table of that name, else of a key before all tables."""
    for beginning in (rf"\s*\[+\s*{re.escape(name)}\b", rf"\s*{re.escape(name)}\b"):
        for number, line in enumerate(text.splitlines(), start=1):
            if re.match(beginning, line):
                return number
    return None


def _lay_over(rules: dict[str, Rule], file: _RuleFile, folder: Traversable) -> None:
    """Add the rules of one file, or change those of the same id that stand already."""
    here: dict[str, int] = {}
    for table, place in file.tables:
        rule_id = _identifier(table, place, file.name)
        if rule_id in here:
            found = f"the first on line {here[rule_id]}"
            raise QaError(f"rule {rule_id} stands twice", file=file.name, line=place.line, found=found)
        here[rule_id] = place.line
        reading = _TableReader(rule_id, table, place, folder, file.name)
        rules[rule_id] = reading.changed(rules[rule_id]) if rule_id in rules else reading.rule(file.profile)


def _identifier(table: Mapping[str, Any], place: TablePlace, file: str) -> str:
    rule_id = table.get("id")
    if not isinstance(rule_id, str) or not IDENTIFIER.fullmatch(rule_id):
        expected = "a name such as spacing.after-comma"
        raise QaError(
            "a rule needs an id",
            file=file,
            line=place.keys.get("id", place.line),
            found=repr(rule_id),
            expected=expected,
        )
    return rule_id


@dataclass(frozen=True, slots=True)
class _TableReader:
    """One ``[[rule]]`` as TOML gave it, read key by key with errors that name the line."""

    id: str
    table: Mapping[str, Any]
    place: TablePlace
    folder: Traversable
    file: str

    def rule(self, profile: Profile) -> Rule:
        """A new rule; ``profile`` is its own where it names none."""
        rule = Rule(
            id=self.id,
            kind=self._string("kind"),
            message=self._string("message"),
            severity=self._choice("severity", Severity, Severity.WARNING),
            confidence=self._choice("confidence", Confidence, Confidence.LIKELY),
            category=self._category("uncategorized"),
            examples=self._examples(),
            file=self.file,
            line=self.place.line,
            enabled=self._flag("enabled", True),
            profile=self._choice("profile", Profile, profile),
            evidence=self._string("evidence", ""),
            source=self._string("source", ""),
            options=self._options(),
            lines=dict(self.place.keys),
        )
        if not rule.examples:
            expected = 'examples = [ { bad = "…", good = "…" } ]'
            raise rule.error("examples", "a rule without examples does not load", expected=expected)
        return rule

    def changed(self, rule: Rule) -> Rule:
        """``rule`` with what this table says of it: a house never copies a shipped rule to change one thing."""
        if self.table.get("kind", rule.kind) != rule.kind:
            raise self._error("kind", f"another kind for a rule of {rule.file}", repr(self.table["kind"]), repr(rule.kind))
        return replace(
            rule,
            message=self._string("message", rule.message),
            severity=self._choice("severity", Severity, rule.severity),
            confidence=self._choice("confidence", Confidence, rule.confidence),
            category=self._category(rule.category),
            enabled=self._flag("enabled", rule.enabled),
            profile=self._choice("profile", Profile, rule.profile),
            evidence=self._string("evidence", rule.evidence),
            source=self._string("source", rule.source),
            examples=(*rule.examples, *self._examples()),
            options=laid_over(rule.options, self._options()),
        )

    def _error(self, key: str, message: str, found: str | None = None, expected: str | None = None) -> QaError:
        line = self.place.keys.get(key, self.place.line)
        return QaError(f"rule {self.id}: {message}", file=self.file, line=line, found=found, expected=expected)

    def _string(self, key: str, default: str | None = None) -> str:
        value = self.table.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self._error(key, f"{key} is missing" if value is None else f"{key} is not text", repr(value), "a string")
        return value

    def _flag(self, key: str, default: bool) -> bool:
        value = self.table.get(key, default)
        if not isinstance(value, bool):
            raise self._error(key, f"{key} is neither true nor false", repr(value), "true or false")
        return value

    def _choice(self, key: str, kind: type[Choice], default: Choice) -> Choice:
        value = self.table.get(key, default.value)
        names = [choice.value for choice in kind]
        if value not in names:
            raise self._error(key, f"unknown {key}", repr(value), "one of " + ", ".join(names))
        return kind(value)

    def _category(self, default: str) -> str:
        value = self._string("category", default)
        if value not in CATEGORIES:
            raise self._error("category", "not an ITS 2.0 issue type", repr(value), expected_among(value, CATEGORIES))
        return value

    def _examples(self) -> tuple[Example, ...]:
        entries = self.table.get("examples", [])
        if not isinstance(entries, list):
            raise self._error("examples", "examples is not an array", repr(entries), "an array of tables")
        lines = self.place.entries.get("examples", [])
        lines = lines if len(lines) == len(entries) else [self.place.line] * len(entries)
        return tuple(self._example(entry, line) for entry, line in zip(entries, lines, strict=True))

    def _example(self, entry: object, line: int) -> Example:
        if not isinstance(entry, dict) or not entry or not set(entry) <= {"bad", "good"}:
            expected = '{ bad = "…", good = "…" }, or one of the two'
            raise QaError(f"rule {self.id}: not an example", file=self.file, line=line, found=repr(entry), expected=expected)
        if not all(isinstance(passage, str) for passage in entry.values()):
            raise QaError(
                f"rule {self.id}: an example is not text",
                file=self.file,
                line=line,
                found=repr(entry),
                expected="strings",
            )
        return Example(entry.get("bad"), entry.get("good"), line)

    def _options(self) -> dict[str, object]:
        options = {key: value for key, value in self.table.items() if key not in COMMON_KEYS}
        if "list" in options:
            name = options.pop("list")
            if not isinstance(name, str) or not self.folder.joinpath(name).is_file():
                raise self._error("list", "no such word list", repr(name), "a file beside the rules, such as words/typos.tsv")
            shown = f"{self.file.rpartition('/')[0]}/{name}"
            options["words"] = read_pairs(self.folder.joinpath(name), shown) | dict(options.get("words", {}))
        if isinstance(classes := options.get("classes"), dict):
            options["classes"] = {name: self._class(words) for name, words in classes.items()}
        return options

    def _class(self, words: object) -> object:
        """A class of words as it stands in the rule, or taken from the table it names: words and what they should be."""
        if not isinstance(words, dict) or "list" not in words:
            return words
        name, wrong, right = (words.get(key) for key in ("list", "from", "to"))
        only, unless = self._words_of(words, "only"), self._words_of(words, "except")
        if not isinstance(name, str) or not self.folder.joinpath(name).is_file():
            raise self._error("classes", "no such table", repr(name), "a file beside the rules, such as classes/verbs.tsv")
        columns = wrong if isinstance(wrong, list) and all(isinstance(column, str) for column in wrong) else []
        if not columns or not isinstance(right, str):
            expected = '{ list = "classes/verbs.tsv", from = ["past"], to = "base" }, with only or except = ["word"] if need be'
            raise self._error("classes", "not a class of words", repr(words), expected)
        shown = f"{self.file.rpartition('/')[0]}/{name}"
        pairs = read_columns(self.folder.joinpath(name), shown, columns, right)
        return {word: better for word, better in pairs.items() if word not in unless and (word in only or not only)}

    def _words_of(self, table: Mapping[str, object], key: str) -> frozenset[str]:
        words = table.get(key, [])
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise self._error("classes", f"{key} is not a list of words", repr(words), "an array of strings")
        return frozenset(map(str, words))


def laid_over(old: Mapping[str, object], new: Mapping[str, object]) -> dict[str, object]:
    """The options of an entry with those of a later one of the same id: tables and arrays grow, all else is replaced."""
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
