"""Ordinal numbers with the ending of another: "21nd"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from qa.checks.report import report
from qa.ground.errors import quoted
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.text.token import Token
from qa.words.forms import ordinal_ending
from qa.words.vocabulary import Vocabulary

_ORDINAL = re.compile(r"(?<![\w.,/'-])(?P<number>\d+)(?P<ending>st|nd|rd|th)\b")


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[Ordinals]:
    for rule in rules:
        task = rule.option("task", "ordinal")
        if task != "ordinal":
            expected = '"ordinal"; rules of kind "slips" report figures among letters and the rest'
            raise rule.error("task", "unknown task", found=quoted(task), expected=expected)
        yield Ordinals(rule)


class Ordinals:
    """Numbers whose ending is not the one that is read aloud."""

    watched: frozenset[str] = frozenset()

    def __init__(self, rule: Rule) -> None:
        self._rule = rule

    def suspects(self, token: Token) -> bool:
        text = token.text
        return not token.is_plain and _ORDINAL.search(text) is not None and any(True for _ in _wrong(text))

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        for token in tokens:
            for span, right in _wrong(token.text):
                for place in reading.places(token.text):
                    yield report(reading, self._rule, Span(place.start + span.start, place.start + span.end), [right])


def _wrong(text: str) -> Iterator[tuple[Span, str]]:
    for match in _ORDINAL.finditer(text):
        if match["ending"] != (right := ordinal_ending(match["number"])):
            yield Span(match.start(), match.end()), match["number"] + right
