"""Words that fell apart.

``task = "blank"``: "j eopardize", "di ff cult", "consul tative". ``task = "hyphen-blank"``: "long- term", "coop- eration".
``task = "hyphen"``: "sec-retary". ``task = "halves"``: "be cause"; see ``qa.checks.halves``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from qa.checks.halves import Halves
from qa.checks.report import report
from qa.ground.finding import Finding
from qa.ground.lists import word_set
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.hyphens import HyphenDecision
from qa.text.reading import Reading
from qa.text.token import EDGES, Token
from qa.text.view import JoinsAtHyphen
from qa.words.derivation import PREFIXES
from qa.words.lexicon import Lexicon
from qa.words.vocabulary import Vocabulary

_SHORTEST = 5
"""Letters of the whole word; shorter ones come together by chance."""
_COMMON = 3
"""Frequency class of the whole word."""
_LIGATURES = frozenset(("ff", "fi", "fl", "ffi", "ffl"))
"""What extraction from PDF sets apart: "di ff cult" (pdf_oxide #551)."""


_ALSO_APART = frozenset(("indeed", "percent", "percentage"))
"""Words that are right apart too: "in word and in deed", "ten per cent"."""
_STOPS = (",", ".", ";", ":")
_RARE_PIECE = 4
_NEVER_RARE = 10
_COMMON_OF_WORDS = 6
_FAR_RARER = 4
"""Frequency classes: a word that is rare by itself, and the whole it belongs to, which is so much commoner."""


@lru_cache(maxsize=4)
def _rare_pieces(lexicon: Lexicon) -> frozenset[str]:
    """The rare words that common words begin or end with, and prefixes that are words: "ether", "inter"."""
    classes = lexicon.word_classes
    rare = frozenset(word for word, number in classes.items() if number <= _RARE_PIECE)
    common = [word for word, number in classes.items() if number >= _COMMON_OF_WORDS and len(word) >= _SHORTEST]
    heads = {word[:cut] for word in common for cut in range(2, len(word) - 1)}
    tails = {word[cut:] for word in common for cut in range(2, len(word) - 1)}
    rare &= heads | tails
    return frozenset(rare | {prefix for prefix in PREFIXES if classes.get(prefix, _NEVER_RARE) < _NEVER_RARE})


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[SplitCheck]:
    for rule in rules:
        task = rule.option("task", "blank")
        if task not in _TASKS:
            raise rule.error("task", "unknown task", found=repr(task), expected=" or ".join(map(repr, _TASKS)))
        yield _TASKS[task](rule, vocabulary)


class SplitWords:
    """A fragment that is no word, and its neighbour, which together are one."""

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._vocabulary = vocabulary
        self._rare_pieces = _rare_pieces(vocabulary.lexicon)
        self.watched = frozenset((*_LIGATURES, *"bcdefghijklmnopqrstuvwxyz")) | self._rare_pieces

    def suspects(self, token: Token) -> bool:
        word = token.word
        if not word.isalpha() or (word.isupper() and len(word) > 1):
            return False
        if len(word) == 1:
            return word not in "aAIO" and token.text in (word, *(word.lower() + mark for mark in _STOPS))
        return word in _LIGATURES or word in self._rare_pieces or bool(token.unknown)

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        seen: set[Span] = set()
        for token in tokens:
            for place in reading.places(token.text):
                found = self._whole(reading, place)
                if found and found[0] not in seen:
                    seen.add(found[0])
                    yield self._report(reading, *found)

    def _whole(self, reading: Reading, fragment: Span) -> tuple[Span, str] | None:
        """The word that a fragment belongs to and its place: with the next token, the one before, or both."""
        token = reading.text[fragment.slice]
        before, after = reading.beside(fragment)
        earlier = fragment.start - len(before) - 1
        if token.strip(EDGES) in self._rare_pieces and token not in _LIGATURES:
            pairs = ((token, after),) if token in PREFIXES else ((before, token), (token, after))
            return self._whole_of_words(reading.text, fragment, *pairs)
        for start, tokens in ((earlier, (before, token, after)), (fragment.start, (token, after)), (earlier, (before, token))):
            pieces = [tokens[0].lstrip(EDGES), *tokens[1:-1], tokens[-1].rstrip(EDGES)]
            if word := self._word(pieces):
                inked = start + len(tokens[0]) - len(pieces[0])
                return Span(inked, inked + len(" ".join(pieces))), word
        return None

    def _whole_of_words(self, text: str, fragment: Span, *pairs: tuple[str, str]) -> tuple[Span, str] | None:
        """ "inter national": the pieces are words themselves, but one of them is far rarer than both together."""
        for first, second in pairs:
            start = fragment.start - len(first) - 1 if second == text[fragment.slice] else fragment.start
            left, right = first.lstrip(EDGES), second.rstrip(EDGES)
            whole = left + right
            if not (left.isalpha() and right.islower() and right.isalpha() and whole[1:].islower()) or len(whole) < _SHORTEST:
                continue
            if self._vocabulary.name_frequency(left) > self._vocabulary.capital_frequency(whole):
                continue  # Dar es Salaam
            rarer = min(self._vocabulary.frequency(left), self._vocabulary.frequency(right))
            if whole not in _ALSO_APART and self._vocabulary.frequency(whole) >= max(_COMMON_OF_WORDS, rarer + _FAR_RARER):
                inked = start + len(first) - len(left)
                return Span(inked, inked + len(whole) + 1), whole
        return None

    def _word(self, pieces: Sequence[str]) -> str | None:
        """The word that the pieces are, if they are one."""
        if not all(map(str.isalpha, pieces)) or self._is_initial(pieces):
            return None
        for ending in ("", "i", "l") if "ff" in pieces else ("",):
            word = "".join(piece + ending if piece == "ff" else piece for piece in pieces)
            if len(word) >= _SHORTEST and word[1:].islower() and self._is_common(word) and self._vocabulary.knows(word):
                return word if word[0].islower() or self._may_begin_with_capital(word, pieces) else None
        return "".join(pieces) if self._is_torn_name(pieces) else None

    def _is_torn_name(self, pieces: Sequence[str]) -> bool:
        """ "J ieyi": a capital letter alone before small letters that are no word; "A" and "I" are words themselves."""
        letter, rest = pieces[0], pieces[-1]
        alone = len(pieces) == 2 and len(letter) == 1 and letter.isupper() and letter not in "AIO"
        return alone and len(rest) > 2 and rest.islower() and not self._vocabulary.knows(rest)

    def _may_begin_with_capital(self, word: str, pieces: Sequence[str]) -> bool:
        """ "A frica" is Africa, but "Dar es Salaam" has nothing to do with dares."""
        if len(pieces[0]) == 1 or self._vocabulary.capital_frequency(word) > 0:
            return True
        return not self._vocabulary.knows(pieces[0]) and self._vocabulary.frequency(word) >= _COMMON_OF_WORDS

    def _is_common(self, word: str) -> bool:
        return self._vocabulary.frequency(word) >= _COMMON

    def _is_initial(self, pieces: Sequence[str]) -> bool:
        """ "J Edgar": a capital letter alone before a name is an initial."""
        return len(pieces[0]) == 1 and pieces[0].isupper() and pieces[1][:1].isupper()

    def _report(self, reading: Reading, span: Span, whole: str) -> Finding:
        pieces = reading.text[span.slice].split()
        fragment = min(pieces, key=lambda piece: (self._vocabulary.knows(piece) and len(piece) > 2, len(piece)))
        known = self._vocabulary.knows(whole)
        evidence = f"“{fragment}” is no word here; " + (
            f"“{whole}” is a known one." if known else "a capital stands alone before it."
        )
        return report(reading, self._rule, span, [whole], evidence=evidence)


class BlanksAfterHyphens:
    """A blank after a hyphen: the hyphen is the word's own ("long- term") or the page's ("coop- eration")."""

    watched: frozenset[str] = frozenset()

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._vocabulary = vocabulary
        self._decision = HyphenDecision(vocabulary.knows, vocabulary.frequency)

    def suspects(self, token: Token) -> bool:
        return token.text.endswith("-") and _LEFT.search(token.text) is not None

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        joins = self._decision.for_document(reading.text)
        for token in tokens:
            for place in reading.places(token.text):
                if finding := self._judge(reading, place, joins):
                    yield finding

    def _judge(self, reading: Reading, place: Span, joins: JoinsAtHyphen) -> Finding | None:
        left, right = _LEFT.search(reading.text[place.slice]), _RIGHT.match(reading.beside(place)[1])
        if left is None or right is None or right.group() in _HANG_BEFORE:
            return None
        first, second = left.group(1), right.group()
        if self._is_no_compound(first, second):
            return None
        span = Span(place.end - 1 - len(first), place.end + 1 + len(second))
        if self._is_compound(first, second) or not self._is_one_word(first, second, joins):
            return report(reading, self._rule, span, [f"{first}-{second}"])
        evidence = f"“{first}{second}” is one word, broken at the end of a line that is no more."
        return report(reading, self._rule, span, [first + second], evidence=evidence)

    def _is_no_compound(self, first: str, second: str) -> bool:
        """True where a speaker began anew ("un- unfortunately") and where a name stands before a dash."""
        if second.startswith(first):
            return not self._vocabulary.compound_frequency(first, second)
        name = first[0].isupper() and not self._vocabulary.knows(first.lower())
        return name and second.islower() and not second.endswith(_AFTER_NAME) and self._vocabulary.knows(second)

    def _is_compound(self, first: str, second: str) -> bool:
        with_hyphen = self._vocabulary.compound_frequency(first, second)
        return with_hyphen > 0 and with_hyphen >= self._vocabulary.frequency((first + second).lower())

    def _is_one_word(self, first: str, second: str, joins: JoinsAtHyphen) -> bool:
        """Joined it is a word, or one slip away from one, as "consultaive" is."""
        if not joins(first, second):
            return False
        whole = first + second
        return self._vocabulary.knows(whole) or any(near.slips == 1 for near in self._vocabulary.suggestions(whole))


_LEFT = re.compile(r"([^\W\d_]{2,})-\Z")
_RIGHT = re.compile(r"[^\W\d_]{2,}")
_AFTER_NAME = ("ed", "ing", "led", "wide", "type", "style", "like", "born", "free", "held", "speaking", "run", "made", "centric")
"""What follows a name and a hyphen: "Iran-backed", "Libyan-led"."""
_HANG_BEFORE = word_set("after a hanging hyphen")


class HyphensInside:
    """A hyphen in a word that nobody writes so: "sec-retary", "mari-time"."""

    watched: frozenset[str] = frozenset()

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._vocabulary = vocabulary

    def suspects(self, token: Token) -> bool:
        return "-" in token.word and any(True for _ in self._broken(token.text))

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        for token in tokens:
            for span in self._broken(token.text):
                whole = token.text[span.slice].replace("-", "")
                evidence = f"“{whole}” is a known word, and the records counted never write it with this hyphen."
                for place in reading.places(token.text):
                    here = Span(place.start + span.start, place.start + span.end)
                    yield report(reading, self._rule, here, [whole], evidence=evidence)

    def _broken(self, text: str) -> Iterator[Span]:
        """The places of broken words in a token."""
        for match in _HYPHENED.finditer(text):
            if self._is_broken(*match.groups()):
                yield Span(*match.span())

    def _is_broken(self, left: str, right: str) -> bool:
        whole = (left + right).lower()
        frequency = self._vocabulary.frequency(whole)
        with_hyphen = self._vocabulary.compound_frequency(left, right)
        if frequency < _COMMON or with_hyphen * _MUCH_COMMONER > frequency or not self._vocabulary.knows(left + right):
            return False
        if left.lower() == "co":
            return False  # an older spelling, not a break
        if len(right) > 1 and self._stands_alone(left) and self._vocabulary.knows(right):
            return frequency >= (_VERY_COMMON if left.lower() in PREFIXES else _USUAL)
        return True

    def _stands_alone(self, left: str) -> bool:
        return self._vocabulary.knows(left) or left.lower() in PREFIXES


_HYPHENED = re.compile(r"(?<![\w'-])([^\W\d_]{2,})-([a-z]+)(?![\w'-])")
_USUAL = 5
"""Frequency class of a word whose halves are words too: "mari-time"."""
_VERY_COMMON = 9
"""The same where the first half is a prefix: "re-presentative"; "re-emphasize" is a matter of taste."""
_MUCH_COMMONER = 4

SplitCheck = SplitWords | BlanksAfterHyphens | HyphensInside | Halves

_TASKS: Mapping[str, Callable[[Rule, Vocabulary], SplitCheck]] = {
    "blank": SplitWords,
    "hyphen-blank": BlanksAfterHyphens,
    "hyphen": HyphensInside,
    "halves": Halves,
}
