"""What a run knows of words: the lexicon, the house's own words, and each distinct token judged once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.ground.span import Span
from qa.text.token import Token, word_place
from qa.words.derivation import PREFIXES, is_derived
from qa.words.lexicon import RARE, Lexicon
from qa.words.meeting import NO_MEETING, Meeting

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
"""Letters with apostrophes inside; the parts of a hyphenated word are judged one by one."""

_NOT_PROSE = re.compile(r"\d|[@\\_+=#|~^]|://|www\.|\.(?:org|int|com|net|edu|gov)\b", re.IGNORECASE)
"""Numbers, symbols, addresses: none of a spelling check's business."""


class Vocabulary:
    """The words that are right, with answers kept: a run over thousands of speeches asks about few distinct words."""

    def __init__(self, lexicon: Lexicon, accepted: frozenset[str] = frozenset(), meeting: Meeting = NO_MEETING) -> None:
        self.lexicon = lexicon
        self.meeting = meeting
        self._accepted = accepted | {word.lower() for word in accepted if word.islower()}
        self._unknown: dict[str, tuple[Span, ...]] = {}
        self._frequencies = lexicon.word_classes

    def __reduce__(self) -> tuple[type[Vocabulary], tuple[Lexicon, frozenset[str], Meeting]]:
        return Vocabulary, (self.lexicon, self._accepted, self.meeting)

    def knows(self, word: str) -> bool:
        """Whether ``word`` is right as it is written."""
        return self.lexicon.knows(word) or self.accepts(word)

    def accepts(self, word: str) -> bool:
        """Whether the house itself has said that a word is right."""
        return word in self._accepted or word.lower() in self._accepted

    def frequency(self, word: str) -> int:
        return self._frequencies.get(word, 0) if word.islower() else self.lexicon.frequency(word)

    def level(self, form: str) -> int:
        """The frequency class of a form as a word or as a name; RARE where records have neither."""
        return max(self.lexicon.name_classes.get(form, RARE), self._frequencies.get(form.lower(), RARE))

    def is_capital_of_word(self, form: str) -> bool:
        """Whether a form with a capital is one that records have with a small letter too: "Government"."""
        return not form.islower() and self._frequencies.get(form.lower(), 0) > 0

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


def _touches_bracket(text: str, match: re.Match[str]) -> bool:
    """True for what an editor's bracket cuts off: "[m]illions"."""
    return text[: match.start()].endswith("]") or text[match.end() :].startswith("[")
