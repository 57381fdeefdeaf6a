"""Folders of rule files to one rulebook: the shipped rules first, the house's folders laid over them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from qa.config.places import TablePlace
from qa.config.profile import Profile
from qa.config.suppression import Suppression
from qa.config.table import TYPE_NAMES, TomlTable, laid_over, read_shipped_tables, read_tables
from qa.ground.errors import QaError, expected_among, quoted, raise_all
from qa.ground.finding import Confidence, Severity
from qa.ground.resources import data_folder
from qa.rulebook.rule import Example, Rule
from qa.rulebook.wordlists import ACCEPTED, SUPPRESSED, list_beside, read_columns, read_pairs, read_suppressions, read_words

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Entry = TypeVar("Entry")

IDENTIFIER = re.compile(r"[a-z][a-z0-9-]*(\.[a-z0-9-]+)+")

CATEGORIES = frozenset(
    "terminology mistranslation omission untranslated addition duplication inconsistency grammar legal register "
    "locale-specific-content locale-violation style characters misspelling typographical formatting "
    "inconsistent-entities numbers markup pattern-problem whitespace internationalization length non-conformance "
    "uncategorized other".split()
)
"""The localization quality issue types of W3C ITS 2.0, section 8.17 and appendix C."""

COMMON_KEYS = frozenset(
    (
        "id",
        "kind",
        "message",
        "severity",
        "confidence",
        "category",
        "examples",
        "enabled",
        "profile",
        "speech",
        "evidence",
        "source",
    )
)
SOURCE_LANGUAGES = ("ar", "es", "fr", "ru", "zh")
"""What a speech may be translated from, by ISO 639-1: the other official languages of the United Nations."""
_FILE_KEYS = ("rule", "profile", "speech")
"""What a rule file holds: its rules, and before them the profile of those that name none, and whether speech is asked."""


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
    mistakes: list[QaError] = []
    places: list[tuple[Traversable, str, bool]] = [(data_folder("rules"), "rules", True)] if shipped else []
    for folder, name, ours in [*places, *((folder, str(folder), False) for folder in map(_existing, folders))]:
        for file in read_shipped_tables(folder, name) if ours else read_tables(folder, name):
            mistakes += _lay_over(rules, file, folder, shipped=ours)
        if not ours:
            accepted.update(_listed(read_words, folder, name, ACCEPTED))
            suppressed += _listed(read_suppressions, folder, name, SUPPRESSED)
    raise_all(mistakes)
    return Rulebook(tuple(rules.values()), frozenset(accepted), tuple(suppressed))


def _listed(read: Callable[[Traversable, str], Iterable[Entry]], folder: Traversable, name: str, file: str) -> Iterable[Entry]:
    """What a list of a house's folder holds; nothing where there is none."""
    return read(folder.joinpath(file), f"{name}/{file}") if folder.joinpath(file).is_file() else ()


def _existing(folder: Path) -> Path:
    if folder.is_file():
        raise QaError(
            "a file, not a folder of rules",
            file=str(folder),
            expected=f"the folder that it lies in, {quoted(str(folder.parent))}",
        )
    if not folder.is_dir():
        raise QaError("no such folder of rules", file=str(folder))
    return folder


def _lay_over(rules: dict[str, Rule], file: TomlTable, folder: Traversable, *, shipped: bool) -> list[QaError]:
    """Add the rules of one file, or change those of the same id that stand already; the mistakes of those that are none."""
    mistakes: list[QaError] = []
    file.refuse_unknown(_FILE_KEYS, " of a file of rules")
    profile, speech = file.choice("profile", Profile, Profile.PLAIN), file.flag("speech", True)
    for rule_id, table in file.named("rule", IDENTIFIER, "spacing.after-comma"):
        before = rules.get(rule_id)
        try:
            rule = _changed(before, table, folder) if before else _new(rule_id, table, folder, profile, speech)
        except QaError as error:
            mistakes.append(error)
            continue
        rules[rule_id] = replace(rule, shipped=shipped)
    return mistakes


def _new(rule_id: str, table: TomlTable, folder: Traversable, profile: Profile, speech: bool) -> Rule:
    """``profile`` and ``speech`` are its own where it names none."""
    bare = Rule(
        id=rule_id,
        kind=table.string("kind"),
        message=table.string("message"),
        severity=Severity.WARNING,
        confidence=Confidence.LIKELY,
        category="uncategorized",
        examples=(),
        file=table.file,
        line=table.line,
        profile=profile,
        speech=speech,
        lines=table.lines,
    )
    rule = _changed(bare, table, folder)
    if not rule.examples:
        expected = 'examples = [ { bad = "…", good = "…" } ]'
        raise rule.error("examples", "a rule without examples does not load", expected=expected)
    return rule


def _changed(rule: Rule, table: TomlTable, folder: Traversable) -> Rule:
    """``rule`` with what ``table`` says of it: a house never copies a shipped rule to change one thing."""
    kind = table.values.get("kind", rule.kind)
    if kind != rule.kind:
        raise table.error("kind", f"another kind for a rule of {rule.file}", found=quoted(kind), expected=repr(rule.kind))
    return replace(
        rule,
        message=table.string("message", rule.message),
        severity=table.choice("severity", Severity, rule.severity),
        confidence=table.choice("confidence", Confidence, rule.confidence),
        category=_category(table, rule.category),
        enabled=table.flag("enabled", rule.enabled),
        profile=table.choice("profile", Profile, rule.profile),
        speech=table.flag("speech", rule.speech),
        evidence=table.string("evidence", rule.evidence),
        source=table.string("source", rule.source),
        examples=(*rule.examples, *map(_example, table.entries("examples", '{ bad = "…", good = "…" }'))),
        options=laid_over(rule.options, _options(table, folder)),
    )


def _category(table: TomlTable, default: str) -> str:
    value = table.string("category", default)
    if value not in CATEGORIES:
        expected = expected_among(value, CATEGORIES)
        raise table.error("category", "not an ITS 2.0 issue type", found=quoted(value), expected=expected)
    return value


def _example(table: TomlTable) -> Example:
    table.refuse_unknown(("bad", "good", "vocabulary", *SOURCE_LANGUAGES), " of an example")
    passages = {key: table.string(key, "") for key in table.values}
    paper = passages.pop("vocabulary", "")
    languages = [key for key in passages if key in SOURCE_LANGUAGES]
    if len(passages) == len(languages) or len(languages) > 1:
        expected = '{ bad = "…", good = "…" }, or one of the two; of a translation also its source, fr = "…"'
        raise table.error("bad", "not an example", found=quoted(table.values), expected=expected)
    language = languages[0] if languages else ""
    return Example(passages.get("bad"), passages.get("good"), table.line, passages.get(language), language, paper)


def _options(table: TomlTable, folder: Traversable) -> dict[str, object]:
    options = {key: value for key, value in table.values.items() if key not in COMMON_KEYS}
    if "list" in options:
        listed = read_pairs(*list_beside(folder, table, "list", options.pop("list")))
        own = options.get("words", {})
        if not isinstance(own, dict):
            raise table.wrong("words", TYPE_NAMES[dict])
        options["words"] = listed | own
    if isinstance(classes := options.get("classes"), dict):
        options["classes"] = {name: _class(words, table, folder) for name, words in classes.items()}
    return options


def _class(words: object, table: TomlTable, folder: Traversable) -> object:
    """A class of words as it stands in the rule, or taken from the list it names: words and what they should be."""
    if not isinstance(words, dict) or "list" not in words:
        return words
    entry, shown = list_beside(folder, table, "classes", words["list"])
    named = replace(table, values=words, places=[TablePlace("classes", table.line_of("classes"))])
    columns, only, unless = (named.strings(key) for key in ("from", "only", "except"))
    if not columns:
        raise named.wrong("from", 'columns of the list, such as ["past"]')
    pairs = read_columns(entry, shown, columns, named.string("to"))
    return {word: better for word, better in pairs.items() if word not in unless and (word in only or not only)}
