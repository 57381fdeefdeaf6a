"""Sentences whose sense turned round: a question that became a statement, a negation that got lost or came in.

``patterns`` say what makes a question or a negation in each language, ``instead`` what else may say it in the translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa.beads.bitext import SURE_ENOUGH, Bitext, BitextSide
from qa.checks import BilingualCheck
from qa.checks.bilingual.mentioned import in_source, in_target
from qa.checks.bilingual.told import told
from qa.checks.bilingual.worded import patterns_of
from qa.ground.bitext import Bead
from qa.ground.errors import quoted
from qa.ground.finding import Confidence, Finding
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.words.vocabulary import Vocabulary

_TASKS = ("question", "negation-lost", "negation-added")


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterator[BilingualCheck]:
    for rule in rules:
        task = rule.option("task", "question")
        if task not in _TASKS:
            raise rule.error("task", "unknown task", found=quoted(task), expected="one of " + ", ".join(_TASKS))
        instead = re.compile(rule.option("instead", "(?!)"), re.IGNORECASE | re.VERBOSE)
        yield Sense(rule, patterns_of(rule), instead, added=task == "negation-added")


class Sense:
    """What one side of a bead says and the other does not."""

    def __init__(self, rule: Rule, patterns: Mapping[str, re.Pattern[str]], instead: re.Pattern[str], *, added: bool) -> None:
        self._rule = rule
        self._patterns = patterns
        self._instead = instead
        self._added = added

    def compare(self, bitext: Bitext) -> Iterator[Finding]:
        if not {bitext.source.language, bitext.target.language} <= self._patterns.keys():
            return
        here = in_source(bitext, self._said(bitext.source))
        there = in_target(bitext, self._said(bitext.target))
        some, others = (there, here) if self._added else (here, there)
        for number in sorted(some.keys() - others.keys()):
            bead = bitext.beads[number]
            if bead.confidence >= SURE_ENOUGH and len(bead.source) and len(bead.target):
                yield self._finding(bitext, bead, some[number][0])

    def _said(self, side: BitextSide) -> Iterator[_Place]:
        for match in self._patterns[side.language].finditer(side.reading.text):
            yield _Place(match.start(), match.end())

    def _finding(self, bitext: Bitext, bead: Bead, place: _Place) -> Finding:
        span = Span(place.start, place.end)
        if self._added:
            said = self._instead.search(bitext.source.text(bead.source))
            target, source = span, bead.source
        else:
            said = self._instead.search(bitext.target.text(bead.target))
            target, source = _last_word(bitext.target, bead.target), span
        # One of several sentences in a pair may be a statement rightly.
        sure = said is None and not (self._rule.option("task", "question") == "question" and _goes_on(bitext.source, bead, place))
        return told(bitext, self._rule, bead, target, source, confidence=None if sure else Confidence.ADVICE)


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int


def _last_word(side: BitextSide, span: Span) -> Span:
    """Where the sentence should end otherwise."""
    text = side.text(span).rstrip()
    return Span(span.start + max(text.rfind(" ") + 1, 0), span.start + len(text))


def _goes_on(side: BitextSide, bead: Bead, place: _Place) -> bool:
    return any(map(str.isalnum, side.reading.text[place.end : bead.source.end]))
