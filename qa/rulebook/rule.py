"""One rule of a rule file: data, its examples, and where it stands in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from qa.config.profile import Profile
from qa.config.table import TYPE_NAMES
from qa.ground.errors import QaError, quoted
from qa.ground.finding import Confidence, Severity

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Example:
    """A passage with the rule's verdict on it.

    ``bad`` with ``good``: reported, and the rule's own correction gives ``good``, which is then silent.
    ``good`` alone: silent. ``bad`` alone: reported, no correction.
    """

    bad: str | None
    good: str | None
    line: int
    """1-based line of the rule file."""
    source: str | None = None
    """Of a rule about translations: what the passage translates."""
    language: str = ""
    """The source's, by its two letters."""
    vocabulary: str = ""
    """Of a rule about the names of a meeting: a paper of it that spells them."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What one ``[[rule]]`` of a rule file says."""

    id: str
    kind: str
    message: str
    severity: Severity
    confidence: Confidence
    category: str
    examples: tuple[Example, ...]
    file: str
    line: int
    """1-based line of its ``[[rule]]``."""
    enabled: bool = True
    profile: Profile = Profile.PLAIN
    """The first profile it belongs to; it is in force under that one and all stricter ones."""
    speech: bool = True
    """Whether it is asked of a transcript of speech too: not what a recogniser cannot know or get wrong."""
    evidence: str = ""
    """Why a match is believed to be wrong; a kind of check that counts its evidence says more."""
    source: str = ""
    """Where the rule comes from: a paragraph of a manual, the record where it happened."""
    options: Mapping[str, object] = field(default_factory=dict)
    """The keys that only this kind of check knows, as TOML gave them."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The 1-based line of each key."""
    shipped: bool = False
    """Whether all of it came with the program, whose tests have tried it."""

    def option(self, key: str, default: Value) -> Value:
        """The option ``key``, of the type of ``default``; QaError with file and line when it has another type."""
        value = self.options.get(key, default)
        if isinstance(default, float) and type(value) is int:
            return type(default)(value)
        if not isinstance(value, type(default)) or (isinstance(value, bool) and not isinstance(default, bool)):
            raise self.error(key, f"{key} has the wrong type", found=quoted(value), expected=TYPE_NAMES[type(default)])
        return value

    def words(self, key: str) -> list[str]:
        """The option ``key``, a list of strings; empty where it is absent."""
        words: list[object] = self.option(key, [])
        if not all(isinstance(word, str) for word in words):
            raise self.error(key, f"{key} holds something that is not text", found=quoted(words), expected="an array of strings")
        return [str(word) for word in words]

    def table(self, key: str) -> dict[str, object]:
        """The option ``key``, a table; empty where it is absent."""
        empty: dict[str, object] = {}
        return self.option(key, empty)

    def error(self, key: str, message: str, *, found: str | None = None, expected: str | None = None) -> QaError:
        """The error to raise for what ``key`` of this rule says."""
        line = self.lines.get(key, self.line)
        return QaError(f"rule {self.id}: {message}", file=self.file, line=line, found=found, expected=expected)
