"""Days of the week that are not those of their dates: "Monday, 29 October 2016" was a Saturday.

``weekdays`` are their names from Monday on, ``months`` from January on. Day and month may change places: "October 29, 2016".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from qa.checks.report import report
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.text.token import Token
from qa.words.vocabulary import Vocabulary

_GREGORIAN_SINCE = 1752
"""The year in which the English-speaking countries took over the calendar."""


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[Weekdays]:
    return [Weekdays(rule) for rule in rules]


class Weekdays:
    """Names of days with a whole date after them."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._weekdays = _names(rule, "weekdays", 7)
        self._months = _names(rule, "months", 12)
        self.watched = frozenset(name.lower() for name in self._weekdays)
        months = "|".join(map(re.escape, self._months))
        dates = rf"(?P<day>\d{{1,2}}) (?P<month>{months})|(?P<later>{months}) (?P<after>\d{{1,2}})"
        self._date = re.compile(rf"(?P<name>\w+),? (?:the )?(?:{dates}),? (?P<year>\d{{4}})\b")

    def suspects(self, token: Token) -> bool:
        return token.lowered in self.watched

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        for token in tokens:
            for place in reading.places(token.text):
                match = self._date.match(reading.text, place.start + token.start)
                right = self._weekday(match) if match else None
                if match and right and right != match["name"]:
                    yield report(reading, self._rule, Span(*match.span("name")), [right])

    def _weekday(self, match: re.Match[str]) -> str | None:
        """The day of the week of a date; None where there is no such date, or none of our calendar."""
        month = self._months.index(match["month"] or match["later"]) + 1
        try:
            day = date(int(match["year"]), month, int(match["day"] or match["after"]))
        except ValueError:
            return None
        return self._weekdays[day.weekday()] if day.year > _GREGORIAN_SINCE else None


def _names(rule: Rule, key: str, count: int) -> tuple[str, ...]:
    names = tuple(rule.words(key))
    if len(names) != count or not all(name.istitle() for name in names):
        raise rule.error(key, f"not the {count} names of {key}", found=repr(names), expected=f"{count} words with a capital")
    return names
