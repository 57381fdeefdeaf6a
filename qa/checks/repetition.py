"""Words and phrases said twice: "on the the theme", "must work must work"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import eq

from qa.checks.report import report
from qa.ground.finding import Confidence, Finding
from qa.ground.lists import word_set
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.words.vocabulary import Vocabulary

_LONGEST_ECHO = 3
"""Words of a phrase that is looked for a second time."""

_NEVER_TWICE = word_set("never twice")
_LINKS = word_set("links")


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[DoubledWords | EchoedPhrases]:
    for rule in rules:
        task = rule.option("task", "word")
        if task not in ("word", "phrase"):
            raise rule.error("task", "unknown task", found=repr(task), expected='"word" or "phrase"')
        allowed = frozenset(rule.words("allowed"))
        yield DoubledWords(rule, allowed) if task == "word" else EchoedPhrases(rule, allowed)


class DoubledWords:
    """The same word twice in a row."""

    def __init__(self, rule: Rule, allowed: frozenset[str]) -> None:
        self._rule = rule
        self._allowed = allowed

    def find(self, reading: Reading) -> Iterator[Finding]:
        tokens = reading.tokens
        same = bytes(map(eq, tokens, tokens[1:]))
        index = same.find(True)
        while index >= 0:
            end = same.find(False, index)
            count = (end if end >= 0 else len(same)) - index + 1
            if self._is_mistake(tokens[index], tokens[index + 1]):
                yield from self._report(reading, index, count)
            index = same.find(True, index + count)

    def _is_mistake(self, first: str, second: str) -> bool:
        word = first.lower()
        if not word.isalpha() or (len(word) == 1 and word != "a") or word in self._allowed:
            return False
        # Names are said twice ("Boutros Boutros-Ghali", "Pago Pago"), function words only by mistake.
        return not second[:1].isupper() or word in _NEVER_TWICE

    def _report(self, reading: Reading, index: int, count: int) -> Iterator[Finding]:
        """All of "the the the" is one finding: correcting two of the three would leave a mistake."""
        first, *_, last = reading.token_spans(index, count)
        if "\n" in reading.text[first.end : last.start]:
            return
        word = reading.text[first.slice]
        confidence = Confidence.SURE if word.lower() in _NEVER_TWICE else None
        times = "twice" if count == 2 else f"{count} times"
        evidence = f"“{word}” stands {times} in a row" + ("; prose never needs that." if confidence else ".")
        yield report(reading, self._rule, Span(first.start, last.end), [word], evidence=evidence, confidence=confidence)


def _runs_twice(numbers: bytes, length: int) -> Iterator[int]:
    """Where ``length`` numbers stand twice in a row.

    All places are compared at once: as one large number, and the same shifted, which agree where they differ by zero.

    >>> list(_runs_twice(b"abcabcd", 3))
    [0]
    """
    whole = int.from_bytes(numbers, "little")
    differences = (whole ^ whole >> 8 * length).to_bytes(len(numbers), "little")
    place = differences.find(bytes(length))
    while 0 <= place <= len(numbers) - 2 * length:
        yield place
        place = differences.find(bytes(length), place + 1)


def _is_pairing(words: Sequence[str]) -> bool:
    """ "and more and more", "shoulder to shoulder to": two words with a link between are said twice on purpose."""
    return len(words) == 2 and any(word in _LINKS for word in words) and not all(word in _NEVER_TWICE for word in words)


class EchoedPhrases:
    """The same two or three words twice in a row."""

    def __init__(self, rule: Rule, allowed: frozenset[str]) -> None:
        self._rule = rule
        self._allowed = allowed

    def find(self, reading: Reading) -> Iterator[Finding]:
        tokens = reading.tokens
        for length in range(_LONGEST_ECHO, 1, -1):
            done = 0
            for place in _runs_twice(reading.lengths, length):
                words = tokens[place : place + length]
                if place >= done and words == tokens[place + length : place + 2 * length]:
                    done = place + length
                    if self._is_mistake(words):
                        yield from self._report(reading, place, length)

    def _is_mistake(self, words: Sequence[str]) -> bool:
        phrase = " ".join(words).lower()
        prose = all(word.replace("-", "").replace("'", "").isalpha() for word in words)
        return prose and len(set(words)) > 1 and phrase not in self._allowed and not _is_pairing(words)

    def _report(self, reading: Reading, place: int, length: int) -> Iterator[Finding]:
        spans = reading.token_spans(place, 2 * length)
        whole = Span(spans[0].start, spans[-1].end)
        if "\n" in reading.text[whole.slice]:
            return
        phrase = reading.text[spans[0].start : spans[length - 1].end]
        yield report(reading, self._rule, whole, [phrase], evidence=f"“{phrase}” stands twice in a row.")
