"""States and bodies that are others in the translation than in the source, or that it lost or added.

``task = "changed"``: one that the source names is not named, and one is that the source does not name.
``task = "lost"``, ``"added"``: one of the two alone. A State said by its adjective or capital is named. What the sentences beside
name, or a word of ``instead`` ("our country") stands for, may be meant, and so may the State that the document is about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from qa.beads.bitext import SURE_ENOUGH, Bitext
from qa.beads.cognates import is_misread
from qa.checks import BilingualCheck
from qa.checks.bilingual.mentioned import Named, named, names_of
from qa.checks.bilingual.told import told
from qa.facts.mentions import Mention, named_forms
from qa.ground.errors import quoted
from qa.ground.finding import Confidence, Finding
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.words.vocabulary import Vocabulary

_KINDS = ("state", "body")
_BESIDE = 2
"""Beads before and after that may name what is meant."""
_WELL_KNOWN = 0.3
"""The share of all namings of States from which the one named is what the document is about, so that "we" names it too."""
_LEAST_NAMINGS = 10
_NAME_BEFORE = re.compile(r"(?<![^\W_])[A-ZÀ-Þ][^\W\d_]*\.? $")


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterator[BilingualCheck]:
    tasks: dict[str, Callable[[Rule], BilingualCheck]] = {"changed": Changed, "lost": Lost, "added": Added}
    for rule in rules:
        task = rule.option("task", "changed")
        if task not in tasks:
            raise rule.error("task", "unknown task", found=quoted(task), expected="one of " + ", ".join(tasks))
        yield tasks[task](rule)


@dataclass(frozen=True, slots=True)
class _Difference:
    """What one bead names on one side only."""

    number: int
    """Of the bead."""
    named: Named
    kind: str
    lost: tuple[Mention, ...]
    added: tuple[Mention, ...]


def _differences(bitext: Bitext) -> Sequence[_Difference]:
    return bitext.once("what is named on one side", lambda: [*_compared(bitext)])


def _compared(bitext: Bitext) -> Iterator[_Difference]:
    # A source that recognition did not read names nothing, whatever it says.
    sides = (bitext.source, bitext.target)
    is_legible = not any(is_misread(side.reading.text, side.language) for side in sides)
    for number, each in enumerate(named(bitext) if is_legible else ()):
        if (
            (each.source or each.target)
            and each.bead.confidence >= SURE_ENOUGH
            and len(each.bead.source)
            and len(each.bead.target)
        ):
            for kind in _KINDS:
                source = [mention for mention in each.source if mention.kind == kind]
                target = [mention for mention in each.target if mention.kind == kind]
                lost, added = _beyond(source, target), _beyond(target, source)
                if added and not lost:
                    lost = _fewer(source, target)
                if lost or added:
                    yield _Difference(number, each, kind, lost, added)


def _beyond(ours: Sequence[Mention], theirs: Sequence[Mention]) -> tuple[Mention, ...]:
    """Those of ours that name nothing of theirs."""
    others = names_of(theirs)
    return tuple(mention for mention in ours if others.isdisjoint(mention.names))


def _fewer(source: Sequence[Mention], target: Sequence[Mention]) -> tuple[Mention, ...]:
    """The State that the source names more often than the target: one of two was exchanged."""
    rarer = [
        mention for mention in source if mention.kind == "state" and len(_same(mention, source)) > len(_same(mention, target))
    ]
    return tuple(rarer[-1:])


def _same(mention: Mention, others: Sequence[Mention]) -> list[Mention]:
    return [other for other in others if not set(other.names).isdisjoint(mention.names)]


class Changed:
    """Another State, or another body, than the source's."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._implied = frozenset(rule.words("implied"))

    def compare(self, bitext: Bitext) -> Iterator[Finding]:
        for each in _differences(bitext):
            lost = [mention for mention in each.lost if self._implied.isdisjoint(mention.names)]
            if lost and each.added and not _akin(each):
                alone = len(each.lost) == len(each.added) == 1
                for mention, right in zip(each.added, lost, strict=False):
                    confidence = Confidence.SURE if alone and each.kind == "state" else Confidence.LIKELY
                    yield told(
                        bitext,
                        self._rule,
                        each.named.bead,
                        _span(mention),
                        _span(right),
                        _correction(bitext, mention, right),
                        confidence=confidence,
                    )


def _akin(difference: _Difference) -> bool:
    """Whether a name is part of another: "the United Nations mission in Iraq" and its official name."""
    forms = named_forms("en")
    lost, added = (
        [form for mention in mentions for name in mention.names for form in forms[mention.kind, name]]
        for mentions in (difference.lost, difference.added)
    )
    return difference.kind == "body" and any(one in other or other in one for one in lost for other in added)


def _correction(bitext: Bitext, mention: Mention, right: Mention) -> tuple[str, ...]:
    """The usual name of what the source names, where the usual name of the other stands."""
    forms = named_forms(bitext.target.language)
    here = forms[mention.kind, mention.names[0]][:1]
    there = forms[right.kind, right.names[0]][:1]
    written = bitext.target.text(_span(mention))
    return there if len(right.names) == 1 and here == (written,) else ()


def _span(mention: Mention) -> Span:
    return Span(mention.start, mention.end)


class Lost:
    """A State or body that the translation does not name."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._instead = frozenset(rule.words("instead"))

    def compare(self, bitext: Bitext) -> Iterator[Finding]:
        beads = named(bitext)
        usual = _spoken_of(beads)
        for each in _differences(bitext):
            if each.added:
                continue
            beside = names_of([mention for near in _beside(beads, each.number) for mention in near.target])
            end = Span(each.named.bead.target.end, each.named.bead.target.end)
            words = frozenset(bitext.target.text(each.named.bead.target).lower().split())
            for mention in each.lost:
                meant = each.kind == "body" or usual.intersection(mention.names) or beside.intersection(mention.names)
                confidence = Confidence.ADVICE if meant or not self._instead.isdisjoint(words) else Confidence.LIKELY
                yield told(bitext, self._rule, each.named.bead, end, _span(mention), confidence=confidence)


class Added:
    """A State or body that the source does not name in this sentence; likely wrong where it names the State nowhere."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule

    def compare(self, bitext: Bitext) -> Iterator[Finding]:
        anywhere = bitext.once("all that the source names", lambda: names_of([m for each in named(bitext) for m in each.source]))
        for each in _differences(bitext):
            if not each.lost:
                start = Span(each.named.bead.source.start, each.named.bead.source.start)
                for mention in each.added:
                    meant = each.kind == "body" or anywhere.intersection(mention.names) or self._is_person(bitext, mention)
                    confidence = Confidence.ADVICE if meant else Confidence.LIKELY
                    yield told(bitext, self._rule, each.named.bead, _span(mention), start, confidence=confidence)

    def _is_person(self, bitext: Bitext, mention: Mention) -> bool:
        """Whether it is the end of a name: "Mr. Joe Jordan"."""
        return _NAME_BEFORE.search(bitext.target.reading.text, max(0, mention.start - 20), mention.start) is not None


def _beside(beads: Sequence[Named], number: int) -> Sequence[Named]:
    return beads[max(0, number - _BESIDE) : number + _BESIDE + 1]


def _spoken_of(beads: Sequence[Named]) -> frozenset[str]:
    """The States that the document names so often that it speaks of them where it does not."""
    counts = Counter(name for each in beads for mention in each.source if mention.kind == "state" for name in mention.names)
    total = counts.total()
    return frozenset(name for name, count in counts.items() if count >= _WELL_KNOWN * total and total >= _LEAST_NAMINGS)
