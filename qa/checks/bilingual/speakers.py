"""Speaker lines of a translation held against those of its source.

``task = "language"``: "(spoke in Chinese)" beside "(parle en russe)". A side has no such note where the language is its own.
``task = "speaker"``: another person. Names are compared by their consonants, whatever the script; Chinese names are not compared.
How languages write such lines is data of the rule: ``patterns``, by the two letters of a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import Indel

from qa.beads.bitext import SURE_ENOUGH, Bitext, BitextSide
from qa.checks import BilingualCheck
from qa.checks.bilingual.mentioned import in_source, in_target
from qa.checks.bilingual.told import told
from qa.checks.bilingual.worded import patterns_of
from qa.facts.sounds import consonants
from qa.ground.bitext import Bead
from qa.ground.errors import quoted
from qa.ground.finding import Confidence, Finding
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.words.vocabulary import Vocabulary

_ALIKE, _ALIKE_SOUNDS = 0.7, 0.6
"""From which likeness of letters, or of consonants only, two parts of names may be one: "Nebenzia", "Nebenzya"."""
_LEAST = 3
"""Letters, or consonants, from which parts are compared; shorter ones are alike where they are the same."""
_LATIN = re.compile("[a-zß-ɏ]", re.IGNORECASE)


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterator[BilingualCheck]:
    tasks: Mapping[str, type[Languages | Speakers]] = {"language": Languages, "speaker": Speakers}
    for rule in rules:
        task = rule.option("task", "language")
        if task not in tasks:
            raise rule.error("task", "unknown task", found=quoted(task), expected="one of " + ", ".join(tasks))
        yield tasks[task](rule, patterns_of(rule))


class Languages:
    """The language that is said to have been spoken."""

    def __init__(self, rule: Rule, patterns: Mapping[str, re.Pattern[str]]) -> None:
        self._rule = rule
        self._patterns = patterns

    def compare(self, bitext: Bitext) -> Iterator[Finding]:
        if not {bitext.source.language, bitext.target.language} <= self._patterns.keys():
            return
        here = in_source(bitext, self._notes(bitext.source))
        there = in_target(bitext, self._notes(bitext.target))
        for number in sorted(here.keys() | there.keys()):
            bead = bitext.beads[number]
            if bead.confidence >= SURE_ENOUGH and len(bead.source) and len(bead.target):
                yield from self._in_bead(bitext, bead, here.get(number, ()), there.get(number, ()))

    def _notes(self, side: BitextSide) -> Iterator[_Note]:
        for match in self._patterns[side.language].finditer(side.reading.text):
            yield _Note(match)

    def _in_bead(self, bitext: Bitext, bead: Bead, here: Sequence[_Note], there: Sequence[_Note]) -> Iterator[Finding]:
        # Nobody needs to be told that the speaker spoke the language that is read.
        here = [note for note in here if note.language != bitext.target.language]
        there = [note for note in there if note.language != bitext.source.language or len(here) == len(there)]
        for ours, theirs in zip(there, here, strict=False):
            if ours.language != theirs.language:
                yield told(bitext, self._rule, bead, ours.word, theirs.word, self._right(bitext, theirs))
        end = Span(bead.target.end, bead.target.end)
        for note in here[len(there) :]:
            yield told(bitext, self._rule, bead, end, note.word, confidence=Confidence.LIKELY)
        for note in there[len(here) :]:
            start = Span(bead.source.start, bead.source.start)
            yield told(bitext, self._rule, bead, note.word, start, confidence=Confidence.LIKELY)

    def _right(self, bitext: Bitext, note: _Note) -> tuple[str, ...]:
        """What the target writes for that language, as its pattern has it: ``(?P<zh>Chinese)``."""
        written = re.search(rf"\(\?P<{note.language}>([^()|]+)", self._patterns[bitext.target.language].pattern)
        return (written[1],) if written and written[1].isalpha() else ()


class _Note:
    """Where a language is said to have been spoken."""

    def __init__(self, match: re.Match[str]) -> None:
        self.language = match.lastgroup or ""
        self.start = match.start()
        self.word = Span(*match.span(self.language)) if self.language else Span(*match.span())


class Speakers:
    """The person whose speech begins."""

    def __init__(self, rule: Rule, patterns: Mapping[str, re.Pattern[str]]) -> None:
        self._rule = rule
        self._patterns = patterns

    def compare(self, bitext: Bitext) -> Iterator[Finding]:
        ours, theirs = self._patterns.get(bitext.target.language), self._patterns.get(bitext.source.language)
        if ours is None or theirs is None:
            return
        for bead in bitext.beads:
            there = ours.match(bitext.target.reading.text, bead.target.start, bead.target.end)
            here = theirs.match(bitext.source.reading.text, bead.source.start, bead.source.end) if there else None
            if there and here and bead.confidence >= SURE_ENOUGH and not _may_be_one(here["name"], there["name"]):
                yield told(bitext, self._rule, bead, Span(*there.span("name")), Span(*here.span("name")))


def _may_be_one(one: str, other: str) -> bool:
    """Whether two names share a part: with or without given names, in whatever order."""
    names = [name.lower().replace("-", " ").split() for name in (one, other)]
    sounds = [[sound for part in name if (sound := consonants(part))] for name in names]
    if min(len("".join(parts)) for parts in sounds) < _LEAST - 1:
        return True
    if all(map(_LATIN.search, (one, other))) and "".join(sounds[0]) != "".join(sounds[1]):
        return _share(names[0], names[1], _ALIKE)
    return _share([*sounds[0], "".join(sounds[0])], [*sounds[1], "".join(sounds[1])], _ALIKE_SOUNDS)


def _share(parts: Sequence[str], others: Sequence[str], alike: float) -> bool:
    """Whether a part of the one is like a part of the other."""
    return any(
        part == other or (min(len(part), len(other)) >= _LEAST and Indel.normalized_similarity(part, other) > alike)
        for part in parts
        for other in others
    )
