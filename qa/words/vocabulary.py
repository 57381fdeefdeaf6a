"""What a run knows of words: the lexicon, the house's own words, and each distinct token judged once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from qa.ground.span import Span
from qa.text.token import Token, word_place
from qa.words.derivation import PREFIXES, is_derived
from qa.words.joins import Join, take_apart
from qa.words.lexicon import Lexicon
from qa.words.suggestions import Suggestion, is_near_name, is_pronounceable, near_compound, suggest

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
"""Letters with apostrophes inside; the parts of a hyphenated word are judged one by one."""

_NOT_PROSE = re.compile(r"\d|[@\\_+=#|~^]|://|www\.|\.(?:org|int|com|net|edu|gov)\b", re.IGNORECASE)
"""Numbers, symbols, addresses: none of a spelling check's business."""


_SHORTEST_SLIP = 5
_ALL_WORDS = 21
"""The frequency class of all words counted together."""
_LOST_BLANK = 6
"""What a lost blank costs, in bits; a slip costs 7 to 11."""
_SAFE = 2
"""A join so likely is not weighed against slips."""
_CLEARLY = 2
_ARTICLES_OF_NAMES = ("Al-", "El-", "al-", "el-")
"""Names with these are many, and near each other."""

_LONGEST = 40
"""Letters; no word that could be meant is near a longer one."""


class Vocabulary:
    """The words that are right, with answers kept: a run over thousands of speeches asks about few distinct words."""

    def __init__(self, lexicon: Lexicon, accepted: frozenset[str] = frozenset()) -> None:
        self.lexicon = lexicon
        self._accepted = accepted | {word.lower() for word in accepted if word.islower()}
        self._unknown: dict[str, tuple[Span, ...]] = {}
        self._frequencies = lexicon.word_classes
        self.suggestions = cache(self._suggestions)
        self.join = cache(self._join)

    def __reduce__(self) -> tuple[type[Vocabulary], tuple[Lexicon, frozenset[str]]]:
        return Vocabulary, (self.lexicon, self._accepted)

    def knows(self, word: str) -> bool:
        """Whether ``word`` is right as it is written."""
        return word in self._accepted or self.lexicon.knows(word) or self._knows_capitalised(word)

    def _knows_capitalised(self, word: str) -> bool:
        return word.lower() in self._accepted

    def frequency(self, word: str) -> int:
        return self._frequencies.get(word, 0) if word.islower() else self.lexicon.frequency(word)

    def name_frequency(self, name: str) -> int:
        return self.lexicon.name_classes.get(name, 0)

    def capital_frequency(self, word: str) -> int:
        """The frequency class of a form with a capital inside sentences: of a name, or of a word such as "Council"."""
        return max(self.lexicon.name_classes.get(word, 0), self.lexicon.capitals.get(word.lower(), 0))

    def compound_frequency(self, left: str, right: str) -> int:
        """The frequency class of a compound with a hyphen, in the capitals given or in small letters."""
        compounds = self.lexicon.compounds
        return max(compounds.get(form, (0, 0))[0] for form in (f"{left}-{right}", f"{left}-{right}".lower()))

    def hyphenates(self, left: str, right: str) -> bool:
        """Whether records write the two words, in small letters, with a hyphen."""
        return self.lexicon.hyphenates(left, right)

    def compound(self, word: str) -> str | None:
        """The compound that a word is without its hyphens: "selfdetermination"; None for any other word."""
        return self.lexicon.lost_hyphens.get(word.lower())

    def is_near_name(self, word: str, least: int, least_for_words: int) -> bool:
        """Whether a name, or a word that names are made of, of at least these frequency classes is one slip away."""
        return is_near_name(word, self.lexicon, least, least_for_words)

    def is_pronounceable(self, word: str) -> bool:
        """Whether every three letters of it stand together in some word or name that records use."""
        return is_pronounceable(word, self.lexicon)

    def token(self, text: str) -> Token:
        """What stands between two blanks, judged."""
        start, end = word_place(text)
        word = text[start:end]
        return Token(text, start, end, word, word.lower(), self.unknown(text))

    def unknown(self, text: str) -> tuple[Span, ...]:
        """The places inside a token where a word stands that nothing knows."""
        answer = self._unknown.get(text)
        if answer is None:
            answer = self._unknown[text] = tuple(self._judge(text))
        return answer

    def _judge(self, text: str) -> Iterator[Span]:
        start, end = word_place(text)
        word = text[start:end]
        if len(word) < 2 or (not word.isalpha() and _NOT_PROSE.search(word)) or self.knows(word):
            return
        for match in _WORD.finditer(text):
            part = match.group().removesuffix("'s")
            is_prefix = text[match.end() : match.end() + 1] == "-" and part.lower() in PREFIXES
            if len(part) > 1 and not is_prefix and not _touches_bracket(text, match) and not self._is_right(part):
                yield Span(match.start(), match.start() + len(part))

    def _is_right(self, part: str) -> bool:
        return self.knows(part) or (part[1:].islower() and is_derived(part, self) and self.compound(part) is None)

    def _suggestions(self, word: str) -> tuple[Suggestion, ...]:
        return suggest(word, self.lexicon, limit=4) if len(word) <= _LONGEST else ()

    def _join(self, word: str) -> Join | None:
        join = take_apart(word, self)
        return None if join and self._is_likelier_slip(word, join) else join

    def _is_likelier_slip(self, word: str, join: Join) -> bool:
        """ "signred" is rather "signed" than "sign red": in bits, as the slips of suggestions are weighed."""
        if join.mark != " " or len(word) < _SHORTEST_SLIP or not word[1:].islower():
            return False
        known = (max(self.frequency(part.lower()), self.name_frequency(part)) for part in join.parts)
        weight = sum(known) - _ALL_WORDS * (len(join.parts) - 1) - _LOST_BLANK
        if weight > _SAFE:
            return False
        best = self.suggestions(word)[:1]
        return bool(best) and best[0].slips == 1 and best[0].score > weight + _CLEARLY

    def near_compound(self, word: str) -> str | None:
        """The compound one slip away from an unknown one, in the capitals of the lexicon: "Secretary-Gneral"."""
        if word.startswith(_ARTICLES_OF_NAMES) or word.removesuffix("s") in self.lexicon.compounds:
            return None
        return near_compound(word, self.lexicon)


def _touches_bracket(text: str, match: re.Match[str]) -> bool:
    """True for what an editor's bracket cuts off: "[m]illions"."""
    return text[: match.start()].endswith("]") or text[match.end() :].startswith("[")
