"""Hesitations and restarts, as they are said and not meant: "we are, um, ready", "to to meet", "I, I think"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.checks.report import report
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.words.vocabulary import Vocabulary

_MARKS = ",.;:!?-\u2013\u2014\u2026"
_ENDS = ".!?"


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterator[Hesitations]:
    for rule in rules:
        yield Hesitations(rule)


class Hesitations:
    """Sounds of hesitation, and words that are begun again."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._sounds = frozenset(rule.words("sounds"))
        self._allowed = frozenset(rule.words("allowed"))
        self._longest = rule.option("longest", 4)

    def find(self, reading: Reading) -> Iterator[Finding]:
        tokens = reading.tokens
        words = [token.lower().strip(_MARKS) for token in tokens]
        index = 0
        while index < len(tokens):
            end = self._end_of_noise(tokens, words, index)
            if end > index:
                yield from self._report(reading, index, end)
            index = max(end, index + 1)

    def _end_of_noise(self, tokens: Sequence[str], words: Sequence[str], start: int) -> int:
        """The token after what can be left out from a place on: sounds, and what is said again after it."""
        end = start
        while end < len(words):
            if words[end] in self._sounds:
                end += 1
                continue
            length = self._restart(tokens, words, end)
            if not length:
                break
            end += length
        return end

    def _restart(self, tokens: Sequence[str], words: Sequence[str], start: int) -> int:
        """How many tokens from a place on are begun again: the words, and the sounds behind them."""
        for length in range(1, self._longest + 1):
            phrase = words[start : start + length]
            again = start + length
            if len(phrase) < length or any(token[-1] in _ENDS or token[:1] in '"“(' for token in tokens[start:again]):
                return 0
            while again < len(words) and words[again] in self._sounds:
                again += 1
            if words[again : again + length] == phrase and self._is_noise(tokens, phrase, start, length):
                return again - start
        return 0

    def _is_noise(self, tokens: Sequence[str], phrase: Sequence[str], start: int, length: int) -> bool:
        if not all(word.replace("'", "").replace("-", "").isalpha() for word in phrase):
            return False
        if length == 1:
            second = tokens[start + 1].strip(_MARKS)
            # Names are said twice ("Pago Pago"), and "I" is none of them.
            return phrase[0] not in self._allowed and (not second[:1].isupper() or phrase[0] == "i" or phrase[0].startswith("i'"))
        # Of two words one is a small one: "bye bye, bye bye" and "year by year by year" are meant.
        return not set(phrase) <= self._allowed

    def _report(self, reading: Reading, start: int, end: int) -> Iterator[Finding]:
        tokens = reading.tokens
        first, last = max(start - 1, 0), min(end, len(tokens) - 1)
        spans = reading.token_spans(first, last - first + 1)
        place = Span(spans[0].start, spans[-1].end)
        if "\n" in reading.text[place.slice]:
            place, first, last = self._within(reading, start, end)
        before = tokens[first] if first < start else ""
        after = tokens[last] if last >= end else ""
        noise_end = tokens[end - 1][-1]
        if before and after and before[-1] in ",-\u2013\u2014" and tokens[start].lower().strip(_MARKS) in self._sounds:
            before = before.rstrip(",-\u2013\u2014") or before
        if noise_end in _ENDS and before and before[-1] not in _ENDS:
            before = before.rstrip(_MARKS) + noise_end
        if after and (not before or before[-1] in _ENDS) and tokens[start][:1].isupper():
            after = after[0].upper() + after[1:]
        kept = " ".join(part for part in (before, after) if part)
        yield report(reading, self._rule, place, [kept])

    def _within(self, reading: Reading, start: int, end: int) -> tuple[Span, int, int]:
        """The place without the words beside it that stand in other paragraphs."""
        spans = reading.token_spans(start, end - start)
        first, last = start, end - 1
        begin, stop = spans[0].start, spans[-1].end
        paragraph = reading.paragraph(begin)
        if begin > paragraph.start:
            first, begin = start - 1, reading.token_spans(start - 1, 1)[0].start
        if stop < paragraph.end:
            last, stop = end, reading.token_spans(end, 1)[0].end
        return Span(begin, min(stop, paragraph.end)), first, last
