"""Listed words and phrases: ``words = { "wrong" = "right" }``, or a list file of such pairs.

``a|b`` on the right gives two corrections, best first. A lower-case entry is found with any capitals, and its
correction takes them over; an entry with capitals is found as written; ``case = "exact"`` says so of a whole rule.
``accented = true``: in a document that writes no accents at all, plain letters are its style, and the rule only advises.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qa.checks.report import cased, report, stands_alone
from qa.ground.errors import quoted
from qa.ground.finding import Confidence, Finding
from qa.ground.span import Span
from qa.match.automaton import LiteralPlace
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.text.token import Token
from qa.words.vocabulary import Vocabulary

_ACCENT = re.compile("[\u00c0-\u024f]")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One listed wrong form with what is right."""

    rule: Rule
    wrong: str
    right: tuple[str, ...]
    exact: bool
    accented: bool


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[ListedWords | ListedPhrases]:
    entries = [entry for rule in rules for entry in _entries(rule)]
    words = {entry.wrong: entry for entry in entries if not _has_blank(entry.wrong)}
    phrases = {entry.wrong: entry for entry in entries if _has_blank(entry.wrong)}
    if words:
        yield ListedWords(words)
    if phrases:
        yield ListedPhrases(phrases)


def _entries(rule: Rule) -> Iterator[_Entry]:
    words = rule.table("words")
    if not words:
        raise rule.error("words", "no words", expected='words = { "wrong" = "right" }, or list = "words/FILE.tsv"')
    case = rule.option("case", "any")
    if case not in ("any", "exact"):
        raise rule.error("case", "unknown case", found=quoted(case), expected='"any" or "exact"')
    for wrong, right in words.items():
        if not isinstance(right, str) or not wrong.strip():
            raise rule.error("words", f"not a pair: {wrong!r}", found=quoted(right), expected="text, alternatives separated by |")
        alternatives = tuple(part for part in right.split("|") if part)
        if wrong in alternatives:
            raise rule.error("words", f"{wrong!r} is corrected to itself")
        exact = case == "exact" or wrong != wrong.lower()
        yield _Entry(rule, wrong, alternatives, exact=exact, accented=rule.option("accented", False))


def _has_blank(text: str) -> bool:
    return " " in text


def _reported(reading: Reading, entry: _Entry, span: Span, right: Sequence[str]) -> Finding:
    plain = entry.accented and _ACCENT.search(reading.text) is None
    return report(reading, entry.rule, span, right, confidence=Confidence.ADVICE if plain else None)


class ListedWords:
    """Single words: a token is looked up once in a run."""

    def __init__(self, entries: dict[str, _Entry]) -> None:
        self._entries = entries
        self.watched = frozenset(wrong.lower() for wrong in entries)

    def _entry(self, word: str) -> _Entry | None:
        entry = self._entries.get(word) or self._entries.get(word.lower())
        return None if entry is None or (entry.exact and entry.wrong != word) else entry

    def suspects(self, token: Token) -> bool:
        return token.lowered in self.watched or ("'" in token.word and any(self._found(token)))

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        for token in tokens:
            for span, entry in self._found(token):
                yield from self._report(reading, token.text, span, entry)

    def _found(self, token: Token) -> Iterator[tuple[Span, _Entry]]:
        """The whole word of a token, and the word before a possessive ending, where listed."""
        ends = (token.end, token.end - 2) if token.word.endswith("'s") else (token.end,)
        for end in ends:
            if entry := self._entry(token.text[token.start : end]):
                yield Span(token.start, end), entry

    def _report(self, reading: Reading, token: str, span: Span, entry: _Entry) -> Iterator[Finding]:
        word = token[span.slice]
        right = entry.right if entry.exact else tuple(cased(right, word) for right in entry.right)
        for place in reading.places(token):
            yield _reported(reading, entry, Span(place.start + span.start, place.start + span.end), right)


class ListedPhrases:
    """Phrases of several words."""

    def __init__(self, entries: dict[str, _Entry]) -> None:
        self._entries = list(entries.values())
        self.literals = tuple(entry.wrong.lower() for entry in self._entries)

    def find_beside(self, reading: Reading, places: Iterable[LiteralPlace]) -> Iterator[Finding]:
        reached = 0
        for span, entry in sorted(self._standing(reading, places), key=lambda hit: (hit[0].start, -hit[0].end)):
            if span.start >= reached:
                reached = span.end
                found = reading.text[span.slice]
                right = entry.right if entry.exact else tuple(cased(right, found) for right in entry.right)
                yield _reported(reading, entry, span, right)

    def _standing(self, reading: Reading, places: Iterable[LiteralPlace]) -> Iterator[tuple[Span, _Entry]]:
        """Every phrase in its place, those that overlap too: "per cents a" inside "per cents ago" must not hide "per cents"."""
        for index, start in places:
            entry, span = self._entries[index], Span(start, start + len(self.literals[index]))
            if not reading.lowered.startswith(self.literals[index], start):
                continue  # "ı" was taken for "i"
            if stands_alone(reading.text, span) and (not entry.exact or reading.text[span.slice] == entry.wrong):
                yield span, entry
