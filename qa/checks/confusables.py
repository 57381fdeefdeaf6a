"""Real words in the wrong place: ``word`` is probably meant to be ``right`` where its neighbours say so.

``before`` and ``after`` list the words beside it that give it away (one of those named must stand there), ``not_before``
and ``not_after`` those that clear it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qa.checks.report import cased, report
from qa.ground.errors import quoted
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.text.token import Token
from qa.words.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class _Trap:
    """One rule made ready."""

    rule: Rule
    word: str
    right: str
    before: frozenset[str]
    after: frozenset[str]
    not_before: frozenset[str]
    not_after: frozenset[str]

    def springs(self, before: str, after: str) -> bool:
        if before in self.not_before or after in self.not_after:
            return False
        return before in self.before or after in self.after


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[Confusables]:
    traps: dict[str, list[_Trap]] = {}
    for rule in rules:
        trap = _trap(rule)
        traps.setdefault(trap.word, []).append(trap)
    return (Confusables(traps),) if traps else ()


_BESIDE = ("before", "after", "not_before", "not_after")


def _trap(rule: Rule) -> _Trap:
    word, right = rule.option("word", ""), rule.option("right", "")
    if not word or not right or word == right:
        raise rule.error("word", "needs a word and what is right instead", expected='word = "crises" and right = "crisis"')
    for key, words in (("word", [word]), *((key, rule.words(key)) for key in _BESIDE)):
        several = next((each for each in words if len(each.split()) != 1), None)
        if several is not None:
            raise rule.error(
                key, "one word is expected", found=quoted(several), expected="single words; of phrases, a rule of kind sequence"
            )
    lists = [frozenset(map(str.lower, rule.words(key))) for key in _BESIDE]
    if not lists[0] and not lists[1]:
        raise rule.error("before", "nothing gives the word away", expected="before or after, a list of words")
    return _Trap(rule, word.lower(), right, *lists)


class Confusables:
    """All traps by the word that springs them."""

    def __init__(self, traps: dict[str, list[_Trap]]) -> None:
        self._traps = traps
        self.watched = frozenset(traps)

    def suspects(self, token: Token) -> bool:
        return token.lowered in self._traps

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        for token in tokens:
            for place in reading.places(token.text):
                yield from self._judge(reading, Span(place.start + token.start, place.start + token.end))

    def _judge(self, reading: Reading, span: Span) -> Iterator[Finding]:
        before, after = map(str.lower, reading.words_beside(span))
        found = reading.text[span.slice]
        for trap in self._traps[found.lower()]:
            if trap.springs(before, after):
                evidence = trap.rule.evidence or _evidence(trap, before, after)
                yield report(reading, trap.rule, span, [cased(trap.right, found)], evidence=evidence)
                return


def _evidence(trap: _Trap, before: str, after: str) -> str:
    beside = f"“{before}” before" if before in trap.before else f"“{after}” after"
    return f"With {beside} it, “{trap.right}” is meant."
