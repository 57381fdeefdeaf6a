"""Citations of Security Council resolutions whose number and year do not agree: "resolution 2254 (2004)".

``first`` gives the first number of each year: ``[[1946, 1], [1947, 16], …]``. Resolutions of ``other_bodies``, which a citation
names before the word "resolution", are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from qa.checks.report import report
from qa.facts.resolutions import Numbering
from qa.ground.errors import quoted
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.text.token import Token
from qa.words.vocabulary import Vocabulary

_YEAR = re.compile(r"\((?P<year>[123lI][\dlIOo]{3})\)")
_NUMBER = re.compile(r"(?<![\w/.,$-])(?<!vol\. )(?<!No\. )(?<!no\. )(?P<number>\d{1,4}) ?$")
_CITATION = re.compile(r"(?<![\w/.,$-])(\d{1,4}) ?\(((?:19|20)\d\d)\)")
_LETTERS = str.maketrans("lIOo", "1100")
_FAR = 300
"""Code points in which "resolutions" stands before a number."""
_IN_LIST = 120
"""Code points in which, in a longer list, another resolution stands before a number."""
_NAME = 60
"""Code points in which the body stands before "resolutions"."""
_ASSEMBLY_AHEAD = (402, 1976)
"""Number and year. Until 1976 the General Assembly numbered its resolutions through too, and was ahead of the Council."""


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[ResolutionYears]:
    return [ResolutionYears(rule) for rule in rules]


class ResolutionYears:
    """Numbers of resolutions with a year in which they were not adopted."""

    watched: frozenset[str] = frozenset()

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._numbering = _numbering(rule)
        self._other_bodies = tuple(rule.words("other_bodies"))

    def suspects(self, token: Token) -> bool:
        return not token.is_plain and _YEAR.search(token.text) is not None

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        for token in tokens:
            for year in _YEAR.finditer(token.text):
                for place in reading.places(token.text):
                    yield from self._wrong(reading, Span(place.start + year.start(), place.start + year.end()), year["year"])

    def _wrong(self, reading: Reading, bracket: Span, written: str) -> Iterator[Finding]:
        start = max(reading.paragraph(bracket.start).start, bracket.start - _FAR)
        before = reading.text[start : bracket.start]
        match = _NUMBER.search(before)
        if match is None or not self._is_of_council(before[: match.start()]):
            return
        number, year = match["number"], written.translate(_LETTERS)
        span = Span(start + match.start("number"), bracket.end)
        if self._numbering.agree(int(number), int(year)):
            if year != written:
                yield report(reading, self._rule, bracket, [f"({year})"], evidence="Letters stand for digits of the year.")
        elif not (int(number) > _ASSEMBLY_AHEAD[0] and int(year) <= _ASSEMBLY_AHEAD[1]):
            yield from self._report(reading, span, number, year)

    def _is_of_council(self, before: str) -> bool:
        """Whether a number after this text is that of a resolution, and no other body is named with it."""
        named = before.lower().rfind("resolution")
        if named < 0:
            return any(self._numbering.agree(*map(int, other)) for other in _CITATION.findall(before[-_IN_LIST:]))
        body = before[max(0, named - _NAME) : named].rpartition(".")[2]
        return not any(other in body for other in self._other_bodies)

    def _report(self, reading: Reading, span: Span, number: str, year: str) -> Iterator[Finding]:
        cited = _cited(reading)
        meant = list(dict.fromkeys(self._numbering.meant(number, year, cited)))
        if meant:
            corrections = [f"{number} ({year})" for number, year in meant]
            yield report(reading, self._rule, span, corrections, evidence=self._evidence(number, meant[0], cited))

    def _evidence(self, number: str, meant: tuple[str, str], cited: frozenset[tuple[str, str]]) -> str:
        where = " The document cites it." if meant in cited else ""
        its_year = self._numbering.year_of(int(number))
        return f"Resolution {number} is of {its_year}.{where}" if its_year else f"{number} is of a later year.{where}"


@lru_cache(maxsize=1)
def _cited(reading: Reading) -> frozenset[tuple[str, str]]:
    """The numbers that a document cites with their years; read once, however many of them are wrong."""
    return frozenset(_CITATION.findall(reading.text))


def _numbering(rule: Rule) -> Numbering:
    expected = "the first number of each year: [[1946, 1], …]"
    pairs: list[object] = rule.option("first", [])
    first: dict[int, int] = {}
    for pair in pairs:
        if not isinstance(pair, list) or [type(item) for item in pair] != [int, int]:
            raise rule.error("first", "not a year and a number", found=quoted(pair), expected=expected)
        first[pair[0]] = pair[1]
    if not first:
        raise rule.error("first", "no years", expected=expected)
    try:
        return Numbering(first)
    except ValueError as error:
        raise rule.error("first", f"the numbers do not grow: {error}", expected=expected) from error
