"""Characters that no English record should hold, and what they stand for.

``written = { "ﬁ" = "fi" }`` lists characters and what is written instead, wherever they stand; ``alike`` lists letters of
other alphabets that look like Latin ones, for words that mix the two; ``lost`` lists marks that stand where letters were
lost, and ``candidates`` what may have been there: those that make a known word are proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from qa.checks.report import report, report_as_written
from qa.ground.errors import quoted
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.text.token import Token, word_place
from qa.words.vocabulary import Vocabulary

_LATIN = re.compile(r"[A-Za-z]")
_TASKS = ("written", "alike", "lost")


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[WrittenOtherwise | MixedAlphabets | LostLetters]:
    for rule in rules:
        tasks = [task for task in _TASKS if task in rule.options]
        if len(tasks) != 1:
            expected = "one of " + ", ".join(_TASKS)
            raise rule.error("kind", "a rule of characters has one task", found=", ".join(tasks) or "none", expected=expected)
        if "written" in tasks:
            yield WrittenOtherwise(rule, _table(rule, "written"))
        elif "alike" in tasks:
            yield MixedAlphabets(rule, _table(rule, "alike"))
        else:
            yield LostLetters(rule, _characters(rule, rule.words("lost")), rule.words("candidates"), vocabulary)


def _table(rule: Rule, key: str) -> dict[str, str]:
    table = rule.table(key)
    if not table or not all(isinstance(right, str) for right in table.values()):
        raise rule.error(key, "not a table of characters", found=quoted(table), expected='{ "ﬁ" = "fi" }')
    _characters(rule, table)
    return {wrong: str(right) for wrong, right in table.items()}


def _characters(rule: Rule, characters: Iterable[str]) -> frozenset[str]:
    for character in characters:
        if len(character) != 1:
            raise rule.error("kind", "not one character", found=quoted(character))
    return frozenset(characters)


class WrittenOtherwise:
    """Characters with another way to write them, each word that holds some reported once.

    The view has most of them written out already, so they are looked for in the document's own text.
    """

    def __init__(self, rule: Rule, table: Mapping[str, str]) -> None:
        self._rule = rule
        self._written = str.maketrans(dict(table))
        self._words = re.compile(rf"\S*[{''.join(map(re.escape, table))}]\S*")
        self._known = frozenset(table)

    def find(self, reading: Reading) -> Iterator[Finding]:
        text = reading.document.text
        if not any(character in text for character in self._known):
            return
        for match in self._words.finditer(text):
            word = match.group()
            right = word.translate(self._written)
            yield report_as_written(self._rule, Span(*match.span()), word, right, evidence=self._evidence(word))

    def _evidence(self, word: str) -> str:
        held = sorted(self._known.intersection(word))
        return f"It holds {', '.join(f'U+{ord(character):04X}' for character in held)}. {self._rule.evidence}".rstrip()


class MixedAlphabets:
    """Words of Latin letters and of others that look like them."""

    watched: frozenset[str] = frozenset()

    def __init__(self, rule: Rule, alike: Mapping[str, str]) -> None:
        self._rule = rule
        self._alike = frozenset(alike)
        self._latin = str.maketrans(dict(alike))

    def suspects(self, token: Token) -> bool:
        return not token.text.isascii() and self._is_mixed(token.word)

    def _is_mixed(self, word: str) -> bool:
        latin = word.translate(self._latin)
        return latin != word and _LATIN.search(word) is not None and not any("Ͱ" <= character <= "ӿ" for character in latin)

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        for token in tokens:
            names = ", ".join(f"U+{ord(character):04X}" for character in sorted(self._alike.intersection(token.word)))
            for place in reading.places(token.text):
                span = Span(place.start + token.start, place.start + token.end)
                evidence = f"It holds {names}, which only looks like a Latin letter."
                yield report(reading, self._rule, span, [token.word.translate(self._latin)], evidence=evidence)


class LostLetters:
    """Words with a mark in place of letters that were lost."""

    watched: frozenset[str] = frozenset()

    def __init__(self, rule: Rule, lost: frozenset[str], candidates: Sequence[str], vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._lost = lost
        self._candidates = candidates
        self._vocabulary = vocabulary

    def suspects(self, token: Token) -> bool:
        return not token.text.isascii() and not self._lost.isdisjoint(token.text)

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        for token in tokens:
            rights = list(dict.fromkeys(self._rights(token.text)))
            for place in reading.places(token.text):
                yield report(reading, self._rule, place, rights)

    def _rights(self, token: str) -> Iterator[str]:
        (mark, *others) = self._lost.intersection(token)
        for candidate in self._candidates if not others else ():
            right = token.replace(mark, candidate)
            start, end = word_place(right)
            if self._is_known(right[start:end]):
                yield right

    def _is_known(self, word: str) -> bool:
        parts = word.removesuffix("'s").split("-")
        return all(any(map(self._vocabulary.knows, (part, part.lower()))) for part in parts)
