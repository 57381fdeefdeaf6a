"""Words and phrases said twice: "on the the theme", "must work must work"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from qa.checks.report import report
from qa.ground.errors import quoted
from qa.ground.finding import Confidence, Finding
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.words.vocabulary import Vocabulary

_LONGEST_ECHO = 3
"""Words of a phrase that is looked for a second time."""
_CLAUSE = 12
"""Words before the pair that may open the clause that ends with its first word."""

_STOPS = ",.;:!?)"
"""Marks that close the clause before them."""


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[DoubledWords | EchoedPhrases]:
    for rule in rules:
        task = rule.option("task", "word")
        if task not in ("word", "phrase"):
            raise rule.error("task", "unknown task", found=quoted(task), expected='"word" or "phrase"')
        yield DoubledWords(rule, vocabulary) if task == "word" else EchoedPhrases(rule)


class _Clauses:
    """Whether a clause can end with a word that the next clause begins with: "the house they came in in 1990"."""

    def __init__(self, rule: Rule) -> None:
        self._ends = frozenset(rule.words("ends"))
        self._openers = frozenset(rule.words("openers"))
        self._subjects = frozenset(rule.words("subjects"))
        self._no_nouns = frozenset(rule.words("no_nouns"))
        self._bound = _grouped(rule)

    def may_end(self, word: str, before: Sequence[str]) -> bool:
        """``before`` is what stands before the pair, in small letters, the nearest last."""
        if before and before[-1] in self._bound.get(word, ()):
            return True
        return word in self._ends and self._is_opened(_clause(before))

    def _is_opened(self, clause: Sequence[str]) -> bool:
        """By a word that asks or refers back ("what it is"), or by a subject right after a noun ("the man he referred to")."""
        if clause[:1] == ["that"] and len(clause) > 1:
            return True
        for before, word in pairwise(("", *clause)):
            if word == "that" or word in self._subjects:
                if before and before not in self._no_nouns:
                    return True
            elif word in self._openers:
                return True
        return False


def _grouped(rule: Rule) -> dict[str, frozenset[str]]:
    """The option ``bound``: a word -> the words before it that it belongs to, so that both of a pair can be right."""
    listed = rule.table("bound")
    grouped: dict[str, frozenset[str]] = {}
    for word, verbs in listed.items():
        if not isinstance(verbs, list) or not all(isinstance(verb, str) for verb in verbs):
            raise rule.error("bound", "not a list of words", found=quoted(verbs), expected='{ in = ["came", "ushered"], … }')
        grouped[word] = frozenset(verbs)
    return grouped


def _clause(before: Sequence[str]) -> Sequence[str]:
    """The words after the last mark that closes a clause.

    >>> _clause(["we", "met,", "and", "what", "it"])
    ['and', 'what', 'it']
    """
    closed = next((index for index in range(len(before) - 1, -1, -1) if before[index].endswith(tuple(_STOPS))), -1)
    return before[closed + 1 :]


def _said_again(tokens: Sequence[str], lengths: bytes) -> Iterator[tuple[int, int]]:
    """Where a token stands several times in a row, in whatever capitals, and how often.

    >>> [*_said_again(["The", "the", "the", "end"], bytes([3, 3, 3, 3]))]
    [(0, 3)]
    """
    begun = count = 0
    for place in _runs_twice(lengths, 1):
        if tokens[place] != tokens[place + 1] and tokens[place].lower() != tokens[place + 1].lower():
            continue
        if count and place == begun + count - 1:
            count += 1
            continue
        if count:
            yield begun, count
        begun, count = place, 2
    if count:
        yield begun, count


class DoubledWords:
    """The same word twice in a row, in whatever capitals."""

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._knows = vocabulary.knows
        self._allowed = frozenset(rule.words("allowed"))
        self._never = frozenset(rule.words("never"))
        self._unclear = frozenset(rule.words("unclear"))
        self._clauses = _Clauses(rule)

    def find(self, reading: Reading) -> Iterator[Finding]:
        tokens = reading.tokens
        for index, count in _said_again(tokens, reading.lengths):
            if self._is_mistake(*tokens[index : index + 2]):
                before = [token.lower() for token in tokens[max(0, index - _CLAUSE) : index]]
                yield from self._report(reading, index, count, before)

    def _is_mistake(self, first: str, second: str) -> bool:
        word = first.lower()
        if not word.isalpha() or (len(word) == 1 and word != "a") or word in self._allowed:
            return False
        # Names are said twice ("Boutros Boutros-Ghali", "Pago Pago"), words of other languages too; function words by mistake.
        if word not in self._never and not self._knows(word):
            return False
        return not second[:1].isupper() or word in self._never

    def _report(self, reading: Reading, index: int, count: int, before: Sequence[str]) -> Iterator[Finding]:
        """All of "the the the" is one finding: correcting two of the three would leave a mistake."""
        first, *_, last = reading.token_spans(index, count)
        word = reading.text[first.slice]
        confidence = self._confidence(word.lower(), reading.text[last.slice], count, before)
        if "\n" in reading.text[first.end : last.start] and not self._goes_on(reading.text, word, last):
            return
        times = "twice" if count == 2 else f"{count} times"
        evidence = f"“{word}” stands {times} in a row" + _WHY[confidence]
        yield report(reading, self._rule, Span(first.start, last.end), [word], evidence=evidence, confidence=confidence)

    def _confidence(self, word: str, last: str, count: int, before: Sequence[str]) -> Confidence | None:
        is_title = last[:1].isupper() and not last.isupper() and (not before or before[-1][-1:] not in _STOPS)
        if count == 2 and (self._clauses.may_end(word, before) or (is_title and word == "the")):
            return Confidence.ADVICE
        return Confidence.SURE if word in self._never and word not in self._unclear else None

    def _goes_on(self, text: str, word: str, last: Span) -> bool:
        """Whether a sentence goes on in the next paragraph: it was broken by a page, and no clause ends with the word."""
        return word.lower() in self._never and text[last.start].islower()


_WHY = {
    None: ".",
    Confidence.SURE: "; prose never needs that.",
    Confidence.ADVICE: "; a clause may end with the first, or a title begin with the second.",
}


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


class EchoedPhrases:
    """The same two or three words twice in a row."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._allowed = frozenset(rule.words("allowed"))
        self._links = frozenset(rule.words("links"))
        self._leads = frozenset(rule.words("leads"))
        self._naming = frozenset(rule.words("naming"))

    def find(self, reading: Reading) -> Iterator[Finding]:
        tokens = reading.tokens
        for length in range(_LONGEST_ECHO, 1, -1):
            done = 0
            for place in _runs_twice(reading.lengths, length):
                words = tokens[place : place + length]
                if place >= done and words == tokens[place + length : place + 2 * length]:
                    done = place + length
                    if self._is_mistake(words) and not self._is_name(words, tokens[max(0, place - _CLAUSE) : place]):
                        yield from self._report(reading, place, length)

    def _is_mistake(self, words: Sequence[str]) -> bool:
        phrase = " ".join(words).lower()
        prose = all(word.replace("-", "").replace("'", "").isalpha() for word in words)
        return prose and len(set(words)) > 1 and phrase not in self._allowed and not self._is_pairing(words)

    def _is_name(self, words: Sequence[str], before: Sequence[str]) -> bool:
        """ "to call a spade a spade": the thing and its name."""
        return words[0] in ("a", "an") and not self._naming.isdisjoint(word.lower() for word in before)

    def _is_pairing(self, words: Sequence[str]) -> bool:
        """ "shoulder to shoulder to", "and more and more": two words with a link between are said twice on purpose."""
        if len(words) != 2:
            return False
        first, second = words
        return (second in self._links and first not in self._links) or (first in self._leads and second not in self._links)

    def _report(self, reading: Reading, place: int, length: int) -> Iterator[Finding]:
        spans = reading.token_spans(place, 2 * length)
        whole = Span(spans[0].start, spans[-1].end)
        if "\n" in reading.text[whole.slice]:
            return
        phrase = reading.text[spans[0].start : spans[length - 1].end]
        yield report(reading, self._rule, whole, [phrase], evidence=f"“{phrase}” stands twice in a row.")
