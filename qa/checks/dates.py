"""Days of the week that are not those of their dates: "Monday, 29 October 2016" was a Saturday."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from qa.checks.report import report
from qa.ground.finding import Finding
from qa.ground.lists import any_word, word_list
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.text.token import Token
from qa.words.vocabulary import Vocabulary

_GREGORIAN_SINCE = 1752
"""The year in which the English-speaking countries took over the calendar."""
_WEEKDAYS, _MONTHS = word_list("weekdays"), word_list("months")
_MONTH = any_word("months")
_DATE = re.compile(
    rf"(?P<name>\w+),? (?:the )?"
    rf"(?:(?P<day>\d{{1,2}}) (?P<month>{_MONTH})|(?P<later>{_MONTH}) (?P<after>\d{{1,2}})),? (?P<year>\d{{4}})\b"
)
"""Day and month may change places: "Monday, October 29, 2016"."""


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[Weekdays]:
    return [Weekdays(rule) for rule in rules]


class Weekdays:
    """Names of days with a whole date after them."""

    watched = frozenset(map(str.lower, _WEEKDAYS))

    def __init__(self, rule: Rule) -> None:
        self._rule = rule

    def suspects(self, token: Token) -> bool:
        return token.lowered in self.watched

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        for token in tokens:
            for place in reading.places(token.text):
                match = _DATE.match(reading.text, place.start + token.start)
                right = _weekday(match) if match else None
                if match and right and right != match["name"]:
                    yield report(reading, self._rule, Span(*match.span("name")), [right])


def _weekday(match: re.Match[str]) -> str | None:
    """The day of the week of a date; None where there is no such date, or none of our calendar."""
    month = _MONTHS.index(match["month"] or match["later"]) + 1
    try:
        day = date(int(match["year"]), month, int(match["day"] or match["after"]))
    except ValueError:
        return None
    return _WEEKDAYS[day.weekday()] if day.year > _GREGORIAN_SINCE else None
