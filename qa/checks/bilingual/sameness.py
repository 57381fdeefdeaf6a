"""One sentence of the source translated in two ways, two sentences translated alike, formulas of procedure given otherwise.

``task = "two-ways"``: sentences of ``most`` words and fewer that keep coming back, given otherwise than most times.
``task = "alike"``: a sentence of ``least`` words and more that stands beside two sentences which have nothing in common.
``task = "formula"``: ``formulas``, tables of what each language says, by its two letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from qa.beads.bitext import SURE_ENOUGH, Bitext
from qa.checks import BilingualCheck
from qa.checks.bilingual.told import told
from qa.ground.bitext import Bead
from qa.ground.errors import quoted
from qa.ground.finding import Confidence, Finding
from qa.rulebook.rule import Rule
from qa.words.vocabulary import Vocabulary

_TIMES = 4
"""How often a sentence must come back for its usual translation to count."""
_SHARE = 0.75
"""The share of them that must have the usual one."""
_NEAR = 3
"""Beads between two sentences of which one may have been copied over the other."""
_COMMON = 0.2
"""The share of words in common up to which two sentences say different things."""
_WORD = re.compile(r"\w+")


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterator[BilingualCheck]:
    tasks: Mapping[str, type[TwoWays | Alike | Formulas]] = {"two-ways": TwoWays, "alike": Alike, "formula": Formulas}
    for rule in rules:
        task = rule.option("task", "two-ways")
        if task not in tasks:
            raise rule.error("task", "unknown task", found=quoted(task), expected="one of " + ", ".join(tasks))
        yield tasks[task](rule)


Sentence = tuple[int, Bead, str, str]
"""The number of a bead, the bead, and what its two sides say, without what does not matter."""


def _sentences(bitext: Bitext) -> Sequence[Sentence]:
    return bitext.once("sentences as they count", lambda: [*_plain(bitext)])


def _plain(bitext: Bitext) -> Iterator[Sentence]:
    source, target = bitext.source.reading.text, bitext.target.reading.text
    for number, bead in enumerate(bitext.beads):
        if bead.confidence >= SURE_ENOUGH and len(bead.source) and len(bead.target):
            yield number, bead, _normal(source[bead.source.slice]), _normal(target[bead.target.slice])


def _normal(text: str) -> str:
    return text.strip(" .!:;,-–—\n").replace("’", "'").lower()


class TwoWays:
    """A sentence that the translation gives otherwise than it mostly does."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._most = rule.option("most", 8)

    def compare(self, bitext: Bitext) -> Iterator[Finding]:
        groups: dict[str, list[Sentence]] = {}
        for sentence in _sentences(bitext):
            groups.setdefault(sentence[2], []).append(sentence)
        for group in groups.values():
            if len(group) >= 2 and 2 <= len(group[0][2].split()) <= self._most:
                yield from self._in_group(bitext, group)

    def _in_group(self, bitext: Bitext, group: Sequence[Sentence]) -> Iterator[Finding]:
        counts = Counter(target for *_, target in group)
        usual, times = counts.most_common(1)[0]
        if times < 2 or len(counts) == 1:
            return
        sure = len(group) >= _TIMES and times >= _SHARE * len(group)
        right = next(bitext.target.text(bead.target) for _, bead, _, target in group if target == usual)
        for _, bead, _, target in group:
            if target != usual:
                confidence = None if sure else Confidence.ADVICE
                evidence = f"“{{source}}” is “{right}” {times} times of {len(group)}."
                yield told(bitext, self._rule, bead, bead.target, bead.source, evidence=evidence, confidence=confidence)


class Alike:
    """A sentence of the translation that stands beside two different ones of the source."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._least = rule.option("least", 7)

    def compare(self, bitext: Bitext) -> Iterator[Finding]:
        seen: dict[str, Sentence] = {}
        for sentence in _sentences(bitext):
            before = seen.get(sentence[3])
            seen[sentence[3]] = sentence
            if before and before[2] != sentence[2] and len(sentence[3].split()) >= self._least:
                number, bead, source, _ = sentence
                near = number - before[0] <= _NEAR and _in_common(before[2], source) <= _COMMON
                evidence = f"It also stands for “{bitext.source.text(before[1].source)}”."
                confidence = None if near else Confidence.ADVICE
                yield told(bitext, self._rule, bead, bead.target, bead.source, evidence=evidence, confidence=confidence)


def _in_common(one: str, other: str) -> float:
    words = [set(_WORD.findall(text)) for text in (one, other)]
    either = words[0] | words[1]
    return len(words[0] & words[1]) / len(either) if either else 1.0


class Formulas:
    """A formula of procedure that is another in the translation."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        given: list[object] = rule.option("formulas", [])
        self._formulas = [
            {str(language): said for language, said in one.items() if isinstance(said, str)}
            for one in given
            if isinstance(one, dict)
        ]
        if not all(self._formulas) or len(self._formulas) != len(given):
            raise rule.error(
                "formulas", "not a formula", expected='{ en = "It was so decided.", fr = "Il en est ainsi décidé." }'
            )

    def compare(self, bitext: Bitext) -> Iterator[Finding]:
        languages = bitext.source.language, bitext.target.language
        both = [(one[languages[0]], one[languages[1]]) for one in self._formulas if languages[0] in one and languages[1] in one]
        rights = {_normal(source): target for source, target in both}
        allowed: dict[str, set[str]] = {}
        for source, target in both:
            allowed.setdefault(_normal(source), set()).add(_normal(target))
        for _, bead, source, target in _sentences(bitext) if rights else ():
            if source in rights and target not in allowed[source]:
                yield told(bitext, self._rule, bead, bead.target, bead.source, (rights[source],))
