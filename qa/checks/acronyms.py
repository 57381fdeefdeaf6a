"""Acronyms against the document's own and the known ones.

``task = "near-miss"``: an acronym nobody knows, one letter or one swap away from one this document uses often.
``task = "introduction"``: "United Nations Office on Drugs and Crime (UNDOC)", whose letters do not fit the name.
``task = "expansion"``: one acronym introduced with two names.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.checks.reporting import report, times
from qa.finding import Confidence, Finding
from qa.knowledge.edits import is_one_edit, is_swap
from qa.knowledge.vocabulary import Vocabulary
from qa.rulebook.rule import Rule
from qa.span import Span
from qa.text.reading import Reading
from qa.text.token import Token

_ACRONYM = re.compile(r"\b[A-Z]{2,}(?=s?\b)(?![-'][A-Z][a-z])")
_INTRODUCTION = re.compile(r"\((?:the )?([A-Z]{3,8})\)")
_NAME_BEFORE = re.compile(r"[A-Z][^.;:!?()\n]{4,110} $")
_SMALL = frozenset("of and the for on in to a an de du des la le les und del against with at by".split())

_RATIO = 5
"""How many times more often the right one must stand: the seed has CSTO 35 times, CTSO once."""


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[NearMisses | Introductions | Expansions]:
    tasks: dict[str, type[NearMisses | Introductions | Expansions]] = {
        "near-miss": NearMisses,
        "introduction": Introductions,
        "expansion": Expansions,
    }
    for rule in rules:
        task = rule.option("task", "near-miss")
        if task not in tasks:
            raise rule.error("task", "unknown task", found=repr(task), expected="one of " + ", ".join(tasks))
        yield tasks[task](rule, vocabulary)


class NearMisses:
    """An unknown acronym close to a frequent or an introduced one."""

    watched: frozenset[str] = frozenset()

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._vocabulary = vocabulary
        self._ratio = rule.option("ratio", _RATIO)

    def suspects(self, token: Token) -> bool:
        if token.lowered == token.word or (token.is_plain and not token.unknown):
            return False
        return any(not self._vocabulary.knows(match.group()) for match in _ACRONYM.finditer(token.text))

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        counts = _acronyms(reading)
        introduced = set(_INTRODUCTION.findall(reading.text))
        unknown = {match.group() for token in tokens for match in _ACRONYM.finditer(token.text)}
        for acronym in sorted(unknown - introduced):
            if not self._vocabulary.knows(acronym) and (right := self._meant(acronym, counts, introduced)):
                yield from self._reports(reading, acronym, right, counts)

    def _meant(self, acronym: str, counts: Counter[str], introduced: set[str]) -> str | None:
        """The acronym that was probably meant: the most frequent of those close enough."""
        near = [
            other
            for other in counts
            if other != acronym
            and (counts[other] >= self._ratio * counts[acronym] or (other in introduced and counts[other] > counts[acronym]))
            and _close(acronym, other)
        ]
        return max(near, key=lambda other: (counts[other], other), default=None)

    def _reports(self, reading: Reading, acronym: str, right: str, counts: Counter[str]) -> Iterator[Finding]:
        stands = f"{right} stands {times(counts[right])} in this document, {acronym} {times(counts[acronym])}"
        evidence = f"{stands}, and nothing introduces it."
        for match in re.finditer(rf"\b{acronym}(?=s?\b)", reading.text):
            yield report(reading, self._rule, Span(match.start(), match.end()), [right], evidence=evidence)


def _acronyms(reading: Reading) -> Counter[str]:
    return Counter(_ACRONYM.findall(reading.text))


def _close(wrong: str, right: str) -> bool:
    """Close enough to be a slip: a swap, a lost or added letter of four and more, another letter of five and more."""
    if is_swap(wrong, right):
        return len(wrong) >= 3
    if not is_one_edit(wrong, right):
        return False
    return max(len(wrong), len(right)) >= (5 if len(wrong) == len(right) else 4) and wrong + "S" != right and right + "S" != wrong


@dataclass(frozen=True, slots=True)
class _Introduction:
    """A full name with its acronym in brackets after it."""

    acronym: str
    place: Span
    """Of the acronym."""
    words: tuple[str, ...]
    """The words before the bracket that may belong to the name, the last one nearest."""
    end: int
    """Where the name ends."""


@lru_cache(maxsize=1)
def _introductions(reading: Reading) -> tuple[_Introduction, ...]:
    """Found once for the two checks that ask for those of a document."""
    return tuple(_find_introductions(reading))


def _find_introductions(reading: Reading) -> Iterator[_Introduction]:
    for match in _INTRODUCTION.finditer(reading.text):
        before = _NAME_BEFORE.search(reading.text, max(0, match.start() - 120), match.start())
        if before:
            yield _Introduction(match[1], Span(match.start(1), match.end(1)), _name_words(before.group()), match.start() - 1)


def _name_words(passage: str) -> tuple[str, ...]:
    """The capitalised words at the end of a passage, with the small words between them."""
    words: list[str] = []
    for word in reversed(passage.replace("-", " ").split()):
        if not word[0].isupper() and word.lower() not in _SMALL:
            break
        words.append(word)
    while words and not words[-1][0].isupper():
        words.pop()
    return tuple(reversed(words))


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word[0].isupper() and word.lower() not in _SMALL)


class Introductions:
    """An acronym whose letters are those of the name before it, in another order."""

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._vocabulary = vocabulary

    def find(self, reading: Reading) -> Iterator[Finding]:
        for introduction in _introductions(reading):
            right = self._right(introduction)
            if right and (self._vocabulary.knows(right) or reading.text.count(right) > reading.text.count(introduction.acronym)):
                name = " ".join(introduction.words)
                evidence = f"The initials of “{name}” are {right}."
                yield report(reading, self._rule, introduction.place, [right], evidence=evidence)

    def _right(self, introduction: _Introduction) -> str | None:
        words, acronym = introduction.words, introduction.acronym
        names = [_initials(words[start:]) for start in range(len(words)) if words[start][0].isupper()]
        if acronym in names or self._vocabulary.knows(acronym):
            return None
        return next((initials for initials in names if len(initials) >= 3 and is_swap(initials, acronym)), None)


class Expansions:
    """One acronym introduced with two names: the rarer, or the later, is reported."""

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule

    def find(self, reading: Reading) -> Iterator[Finding]:
        seen: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for introduction in _introductions(reading):
            name = _own_name(introduction)
            if name:
                seen[introduction.acronym].append((name, introduction.end))
        for acronym, names in seen.items():
            yield from self._reports(reading, acronym, names)

    def _reports(self, reading: Reading, acronym: str, names: Sequence[tuple[str, int]]) -> Iterator[Finding]:
        counts = Counter(name.lower() for name, _ in names)
        if len(counts) < 2:
            return
        kept = max(counts, key=lambda name: counts[name])
        shown = next(name for name, _ in names if name.lower() == kept)
        for name, end in names:
            place = reading.text.rfind(name, max(0, end - len(name) - 2), end)
            if name.lower() != kept and place >= 0 and _one_word_apart(name, shown):
                evidence = f"{acronym} is introduced as “{shown}” elsewhere in this document."
                confidence = Confidence.LIKELY
                yield report(
                    reading,
                    self._rule,
                    Span(place, place + len(name)),
                    [shown],
                    evidence=evidence,
                    confidence=confidence,
                )


def _own_name(introduction: _Introduction) -> str | None:
    """The shortest run of words before the bracket whose initials are the acronym."""
    words = introduction.words
    for start in range(len(words) - 1, -1, -1):
        if _initials(words[start:]) == introduction.acronym:
            return " ".join(words[start:])
    return None


def _one_word_apart(first: str, second: str) -> bool:
    """Names that differ in one word are one name misspelt; others may be two bodies with one acronym."""
    one, other = first.lower().split(), second.lower().split()
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1
