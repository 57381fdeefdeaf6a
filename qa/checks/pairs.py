"""Brackets and quotation marks whose other half is missing; a pair of brackets may stand in two paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from qa.checks.report import report
from qa.ground.errors import quoted
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.words.vocabulary import Vocabulary

_BRACKETS = {"(": ")", "[": "]"}
_LIST_MARK = re.compile(r"(?:^|[\s;,:])[(]?(?:\d{1,3}|[a-z]{1,2}|[ivxlc]{1,6}|[A-Z])\)")
"""An item's number before its text, "a) " or "(iv) ", whose bracket may stand alone."""

_YEAR_AT_STOP = re.compile(r"\((?:[^()]*\(\d{4}\))(?=[.,;](?:\s|$))")
"""A bracket inside a bracket at a stop: "(resolution 2732 (2024)."; the published S/PV.9642 has one."""


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[UnpairedBrackets | UnpairedQuotes]:
    for rule in rules:
        marks = rule.option("marks", "brackets")
        if marks not in ("brackets", "quotes"):
            raise rule.error("marks", "unknown marks", found=quoted(marks), expected='"brackets" or "quotes"')
        yield UnpairedBrackets(rule) if marks == "brackets" else UnpairedQuotes(rule)


def _paragraphs(reading: Reading) -> Iterator[Span]:
    start = 0
    for line in reading.text.split("\n"):
        yield Span(start, start + len(line))
        start += len(line) + 1


class UnpairedBrackets:
    """An opening bracket never closed, or a closing one never opened."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule

    def find(self, reading: Reading) -> Iterator[Finding]:
        text = reading.text
        unbalanced = [paragraph for paragraph in _paragraphs(reading) if not _is_balanced(text, paragraph)]
        lonely = [place for paragraph in unbalanced for place in _lonely_brackets(text, paragraph)]
        for place in _without_pairs(text, lonely):
            yield self._report(reading, place)

    def _report(self, reading: Reading, place: int) -> Finding:
        text = reading.text
        mark = text[place]
        nested = _YEAR_AT_STOP.match(text, place)
        if nested:
            span, corrections = Span(place, nested.end()), [nested.group() + ")"]
        else:
            span, corrections = Span(place, place + 1), []
        missing = "closing" if mark in _BRACKETS else "opening"
        return report(reading, self._rule, span, corrections, evidence=f"“{mark}” has no {missing} bracket in its paragraph.")


def _is_balanced(text: str, paragraph: Span) -> bool:
    """The quick answer for nearly all paragraphs."""
    start, end = paragraph.start, paragraph.end
    return all(text.count(opening, start, end) == text.count(closing, start, end) for opening, closing in _BRACKETS.items())


def _without_pairs(text: str, lonely: Sequence[int]) -> Iterator[int]:
    """Without an opening bracket and the closing one that comes next, in whatever paragraph: that is no mistake."""
    waiting: int | None = None
    for place in lonely:
        if waiting is not None and text[place] == _BRACKETS[text[waiting]]:
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = place if text[place] in _BRACKETS else None
        if waiting is None:
            yield place
    if waiting is not None:
        yield waiting


def _lonely_brackets(text: str, paragraph: Span) -> list[int]:
    marks = {match.end() - 1 for match in _LIST_MARK.finditer(text, paragraph.start, paragraph.end)}
    open_places: list[int] = []
    lonely: list[int] = []
    for match in re.finditer(r"[()\[\]]", text[paragraph.slice]):
        place, mark = paragraph.start + match.start(), match.group()
        if mark in _BRACKETS:
            open_places.append(place)
        elif open_places and _BRACKETS[text[open_places[-1]]] == mark:
            open_places.pop()
        elif place not in marks:
            lonely.append(place)
    return sorted(lonely + open_places)


class UnpairedQuotes:
    """A double quotation mark without its other half; a quotation of several paragraphs may open again in each."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule

    def find(self, reading: Reading) -> Iterator[Finding]:
        text = reading.text
        if text.count('"') % 2 == 0:
            return
        paragraphs = list(_paragraphs(reading))
        for index, paragraph in enumerate(paragraphs):
            if text.count('"', paragraph.start, paragraph.end) % 2 and not self._goes_on(text, paragraphs, index):
                place = text.rindex('"', paragraph.start, paragraph.end)
                yield report(
                    reading,
                    self._rule,
                    Span(place, place + 1),
                    evidence="The paragraph has an odd number of quotation marks.",
                )

    def _goes_on(self, text: str, paragraphs: Sequence[Span], index: int) -> bool:
        """True when the quotation began before this paragraph or runs on in the next."""
        neighbours = paragraphs[max(0, index - 1) : index + 2]
        return any(
            text.startswith('"', near.start) or text.endswith('"', near.start, near.end)
            for near in neighbours
            if near != paragraphs[index]
        ) or (text.startswith('"', paragraphs[index].start))
