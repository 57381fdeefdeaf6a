"""Rules and a document to findings: one module a kind of check, chosen from the table CHECKS."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Protocol

from qa.finding import Finding
from qa.knowledge.vocabulary import Vocabulary
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.text.token import Token


class Check(Protocol):
    """All rules of one kind, compiled once; a pure function of a reading."""

    def find(self, reading: Reading) -> Iterator[Finding]:
        """What is wrong in one document, in any order."""


class TokenCheck(Protocol):
    """A check that can tell from a token alone that nothing is wrong with it.

    The checker asks ``suspects`` once for each distinct token of a whole run, and ``find_among`` only for a document
    that holds suspected ones: that is what makes a run over thousands of speeches fast.
    """

    watched: frozenset[str]
    """The words, lower case, that it may suspect although they are known. Law: ``suspects`` is false for every other plain
    token whose word is known (see Token.is_plain)."""

    def suspects(self, token: Token) -> bool:
        """Whether this token, as it stands between blanks, may be wrong somewhere."""

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        """What is wrong in one document, given its suspected tokens in their order."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of check; its module offers ``compile_rules(rules, vocabulary) -> Iterable[Check | TokenCheck]``."""

    name: str
    summary: str
    """One line for the manual."""
    options: tuple[str, ...]
    """The keys that its rules may have beside the common ones."""
    module: str

    def compile(self, rules: Sequence[Rule], vocabulary: Vocabulary) -> tuple[Check | TokenCheck, ...]:
        """The checks for all rules of this kind. Raises QaError for an option that is not one of this kind."""
        for rule in rules:
            for key in rule.options:
                if key not in self.options:
                    expected = "one of " + ", ".join(self.options) if self.options else "only the keys every rule has"
                    raise rule.error(key, f"a rule of kind {self.name} has no {key}", expected=expected)
        return tuple(import_module(self.module).compile_rules(rules, vocabulary))


_ALL: Sequence[Kind] = (
    Kind("words", "listed words and phrases: wrong → right", ("words", "case", "accented"), "qa.checks.words"),
    Kind("pattern", "regular expressions with a replacement", ("pattern", "replace", "scope", "habit"), "qa.checks.pattern"),
    Kind("spelling", "words that no list knows, with ranked suggestions", ("task",), "qa.checks.spelling"),
    Kind("joined", "words that ran together", ("keep",), "qa.checks.joined"),
    Kind("split", "words that fell apart, with blanks or with hyphens", ("task",), "qa.checks.split"),
    Kind("misread", "words with a figure, a capital or an underscore inside", ("keep",), "qa.checks.misread"),
    Kind(
        "acronym",
        "acronyms against the document's own and the known ones",
        ("task", "ratio"),
        "qa.checks.acronyms",
    ),
    Kind("consistency", "two accepted forms in one document", ("forms", "heads"), "qa.checks.consistency"),
    Kind("repetition", "words and phrases said twice", ("task", "allowed"), "qa.checks.repetition"),
    Kind("pairs", "brackets and quotation marks without their other half", ("marks",), "qa.checks.pairs"),
    Kind(
        "confusables",
        "real words in the wrong place",
        ("word", "right", "before", "after", "not_before", "not_after"),
        "qa.checks.confusables",
    ),
    Kind(
        "frame",
        "fixed phrases with a word left out",
        ("frame", "right", "classes"),
        "qa.checks.frames",
    ),
    Kind(
        "characters",
        "characters that no record should hold",
        ("written", "alike", "lost", "candidates"),
        "qa.checks.characters",
    ),
    Kind("symbols", "symbols of documents that no document has", ("shapes", "endings", "numbers"), "qa.checks.symbols"),
    Kind("resolutions", "numbers and years of resolutions that do not agree", ("first", "other_bodies"), "qa.checks.resolutions"),
    Kind("digits", "digits and letters in one token", ("task", "units", "lookalikes"), "qa.checks.digits"),
    Kind("dates", "days of the week that are not those of their dates", ("weekdays", "months"), "qa.checks.dates"),
    Kind(
        "bodies",
        "official names of bodies and treaties, one slip away",
        ("names", "prepositions", "families", "before"),
        "qa.checks.bodies",
    ),
    Kind("names", "names of persons, misread or one slip away", ("task", "misread"), "qa.checks.names"),
    Kind(
        "sequence",
        "words and word classes in an order, or in forms, that no sentence has",
        ("sequence", "right", "classes", "before", "after", "not_before", "not_after"),
        "qa.checks.sequences",
    ),
    Kind("language", "passages that are not English", ("letters", "probability"), "qa.checks.language"),
)

CHECKS = MappingProxyType({kind.name: kind for kind in _ALL})
