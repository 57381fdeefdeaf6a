"""Numbers, dates, money and symbols of a source that its translation has otherwise or not at all, and those that only it has.

A value is compared by what it is worth, so that "trois mille deux cents" and "3,200" are one. A lost and an added value of one
kind are one finding, a changed value, with the right one as correction. Nothing is said of a value that stands in the bead
before or after, and nothing of beads that are not sure to belong together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qa.beads.bitext import SURE_ENOUGH, Bitext, BitextSide
from qa.checks.bilingual.told import told
from qa.facts.disagreement import Amiss, Covered, Disagreement, amount_of, disagreements
from qa.facts.english import in_english
from qa.facts.idiom import folded, idiom
from qa.facts.values import ROMAN_VALUES, Value, ValueSort, values
from qa.ground.bitext import Bead
from qa.ground.finding import Confidence, Finding
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.words.vocabulary import Vocabulary

Values = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rule for a kind of value, as it is told of a changed, a lost and an added one."""

    changed: Rule
    lost: Rule
    added: Rule


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> list[AmountsCheck]:
    """One check for all of them. Raises QaError for a kind of value that there is not."""
    chosen: dict[Amiss, _Rules] = {}
    for rule in rules:
        if not rule.words("values"):
            raise rule.error("values", "no kind of value", expected="some of " + ", ".join(Amiss))
        for name in rule.words("values"):
            if name not in [*Amiss]:
                raise rule.error("values", f"no kind of value {name!r}", expected="one of " + ", ".join(Amiss))
            lost, added = (replace(rule, message=rule.option(key, rule.message)) for key in ("lost", "added"))
            chosen[Amiss(name)] = _Rules(rule, lost, added)
    return [AmountsCheck(chosen)] if chosen else []


class AmountsCheck:
    """All rules about values at once."""

    def __init__(self, rules: Mapping[Amiss, _Rules]) -> None:
        self._rules = rules

    def compare(self, bitext: Bitext) -> Iterator[Finding]:
        """A finding for each value that the two sides of a bead do not agree on."""
        found = [*self._unexplained(bitext)]
        recurring = Counter(_with_words_before(told.source, bitext, bead) for told, bead, _ in found if told.source)
        for disagreement, bead, both in found:
            lost = disagreement.source
            if lost is None or recurring[_with_words_before(lost, bitext, bead)] < _RECURRING:
                yield _finding(disagreement, self._rules[disagreement.amiss], bitext, bead, both)

    def _unexplained(self, bitext: Bitext) -> Iterator[tuple[Disagreement, Bead, tuple[Values, Values]]]:
        sources, targets = read_values(bitext)
        for place, bead in enumerate(bitext.beads):
            source, target = sources[place], targets[place]
            if not (source or target) or bead.confidence < SURE_ENOUGH or not len(bead.source) or not len(bead.target):
                continue
            for disagreement in disagreements(source, target):
                known = disagreement.amiss in self._rules and _is_readable(bitext.source, bead.source)
                if known and not _is_explained(disagreement, bitext, place, sources, targets):
                    yield disagreement, bead, (source, target)


_RECURRING = 3
_BEFORE = 20


def _with_words_before(value: Value, bitext: Bitext, bead: Bead) -> str:
    """A value of the source as it stands: what is missing again and again after the same words is the running head of a page."""
    place = bead.source.start + value.start
    return bitext.source.text(Span(max(0, place - _BEFORE), bead.source.start + value.end))


def _is_readable(side: BitextSide, span: Span) -> bool:
    """Whether a passage is in the letters of its language: Arabic pages misread into Latin letters are full of false figures."""
    letters = idiom(side.language).letters
    if letters is None:
        return True
    text = side.text(span)
    return 2 * len(letters.findall(text)) > sum(map(str.isalpha, text))


def read_values(bitext: Bitext) -> tuple[list[Values], list[Values]]:
    """The values of each bead's source and target, by the place of the bead, with offsets inside their passage."""
    return bitext.once("values of beads", lambda: (_read(bitext, bitext.source), _read(bitext, bitext.target)))


def _read(bitext: Bitext, side: BitextSide) -> list[Values]:
    spans = (bead.source if side is bitext.source else bead.target for bead in bitext.beads)
    return [tuple(values(side.text(span), side.language)) for span in spans]


def _is_explained(
    disagreement: Disagreement, bitext: Bitext, place: int, sources: Sequence[Values], targets: Sequence[Values]
) -> bool:
    """Whether what is missing, and what is new, stands beside or is said in other words."""
    lost, added = disagreement.source, disagreement.target
    bead = bitext.beads[place]
    if lost is not None and added is not None and _is_multiple(lost, added, bitext, bead):
        return True
    explained = []
    if lost is not None and added is not None and (lost.sort in _DATED or added.sort in _DATED):
        return False
    if lost is not None:
        explained.append(
            _stands_beside(lost, place, targets, sources) or _is_said(lost, bitext.target, bead.target, added is None)
        )
    if added is not None:
        explained.append(
            _stands_beside(added, place, sources, targets) or _is_said(added, bitext.source, bead.source, lost is None)
        )
    return all(explained)


_DATED = frozenset((ValueSort.DATE, ValueSort.MONTH, ValueSort.WEEKDAY, ValueSort.DECADE))


def _is_multiple(lost: Value, added: Value, bitext: Bitext, bead: Bead) -> bool:
    """Whether one counts decades or dozens, and the other years."""
    first, second = amount_of(lost), amount_of(added)
    if first is None or second is None or not first.number or not second.number:
        return False
    sides = ((first.number, second.number, bitext.source, bead.source), (second.number, first.number, bitext.target, bead.target))
    for few, many, side, span in sides:
        words = idiom(side.language).multiples.get(many / few)
        if words is not None and words.search(folded(side.text(span))):
            return True
    return False


def _stands_beside(value: Value, place: int, others: Sequence[Values], own: Sequence[Values]) -> bool:
    """Whether the bead before or after has the value on the other side alone."""
    beside = [other for other in (place - 1, place + 1) if 0 <= other < len(others) and others[other]]
    return any(Covered(others[other]).has(value) and not Covered(own[other]).has(value) for other in beside)


def _is_said(value: Value, side: BitextSide, span: Span, is_alone: bool) -> bool:
    """Whether a passage says it in a word that is no number ("both", "a decade"), or has its figures in something else.

    Where nothing stands in its stead (``is_alone``), "this year" may say a year.
    """
    if value.is_soft or value.key in ("1", "1th"):
        return True
    passage = folded(side.text(span))
    loose = idiom(side.language).loose
    said = any(loose[key].search(passage) for key in _loose_keys(value, is_alone) if key in loose)
    return said or _has_figures(value, passage, side.text(span))


def _loose_keys(value: Value, is_alone: bool) -> tuple[str, ...]:
    """What words for a value are listed under."""
    if value.sort is ValueSort.MONTH:
        return (f"-{value.key.split('-')[1]}",)
    if value.sort in (ValueSort.DATE, ValueSort.WEEKDAY):
        return ("date",) if is_alone else ()
    if value.sort is ValueSort.YEAR:
        return ("year",) if is_alone else ()
    return (value.key.removesuffix("th"),)


_FIGURES = re.compile(r"\d+(?:[.,]\d+)*|[IVXL]+")
_UNDATED = frozenset((ValueSort.NUMBER, ValueSort.ORDINAL, ValueSort.PART, ValueSort.YEAR))


def _has_figures(value: Value, passage: str, text: str) -> bool:
    """Whether the figures stand in a name ("G8" for "G-8"), Roman or in another's end ("2000-01")."""
    if value.sort is ValueSort.YEAR and re.search(rf"\d[-/~]{value.key[2:]}(?!\d)", passage):
        return True
    number = value.key.removesuffix("th")
    if value.sort not in _UNDATED or not number.isdigit():
        return False
    return any(figures == number or ROMAN_VALUES.get(figures.lower()) == int(number) for figures in _FIGURES.findall(text))


def _finding(disagreement: Disagreement, rules: _Rules, bitext: Bitext, bead: Bead, both: tuple[Values, Values]) -> Finding:
    lost, added = disagreement.source, disagreement.target
    confidence = _confidence(disagreement, bitext, bead)
    source = _span(lost, bead.source) if lost else Span(bead.source.end, bead.source.end)
    if added is None:
        assert lost is not None
        return told(bitext, rules.lost, bead, _belongs(lost, bitext, bead, both), source, confidence=confidence)
    target = _span(added, bead.target)
    if lost is None:
        return told(bitext, rules.added, bead, target, source, confidence=confidence)
    found = bitext.target.text(target)
    if added.sort is ValueSort.TIME and lost.sort is ValueSort.NUMBER and lost.others:
        lost = replace(lost, key=lost.others[0], sort=ValueSort.TIME)
    right = in_english(lost, found) if bitext.target.language == "en" else None
    corrections = (right,) if right is not None and right != found else ()
    return told(bitext, rules.changed, bead, target, source, corrections, confidence=confidence)


def _span(value: Value, passage: Span) -> Span:
    return Span(passage.start + value.start, passage.start + value.end)


def _belongs(lost: Value, bitext: Bitext, bead: Bead, both: tuple[Values, Values]) -> Span:
    """Where a lost value belongs: after the value that stands before it on both sides, else as far on as in the source."""
    before = [value.key for value in both[0] if value.end <= lost.start]
    after = next((value for value in reversed(both[1]) if before and value.key == before[-1]), None)
    if after is not None:
        place = bead.target.start + after.end
    else:
        text = bitext.target.text(bead.target)
        share = lost.start / max(1, len(bead.source))
        place = bead.target.start + max(text.rfind(" ", 0, round(share * len(text)) + 1), 0)
    return Span(place, place)


_FIGURE = re.compile(r"\d")


def _confidence(disagreement: Disagreement, bitext: Bitext, bead: Bead) -> Confidence:
    """How strong the evidence is: figures are stronger than words, a value in another's stead than one that is only missing."""
    lost, added = disagreement.source, disagreement.target
    if lost is not None and added is not None:
        in_figures = _in_figures(lost, bitext.source, bead.source), _in_figures(added, bitext.target, bead.target)
        if all(in_figures) and bead.confidence > _FIRM:
            return Confidence.SURE
        return Confidence.LIKELY
    value, side, span = (lost, bitext.source, bead.source) if lost else (added, bitext.target, bead.target)
    assert value is not None
    amount = amount_of(value)
    is_much = amount is not None and amount.number >= _MUCH and amount.number not in (100, 1000)
    text = side.text(span)
    if _NAME_BEFORE.search(text, 0, value.start):
        return Confidence.ADVICE
    if bead.confidence <= _FIRM or (bead.confidence < 1 and amount is not None and not is_much):
        return Confidence.ADVICE
    return Confidence.LIKELY if is_much or _in_figures(value, side, span) else Confidence.ADVICE


_NAME_BEFORE = re.compile(r"[^\W\d_]-$")
"""What stands before the figures of a name: "Bill C-36"."""
_FIRM = 0.75
"""The confidence of a bead from which something may be missing or new in it."""
_MUCH = 10
"""Numbers in words from which one is not said in passing."""


def _in_figures(value: Value, side: BitextSide, passage: Span) -> bool:
    return value.sort is ValueSort.MONTH or _FIGURE.search(side.text(_span(value, passage))) is not None
