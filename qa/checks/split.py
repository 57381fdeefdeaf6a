"""Words that fell apart: "j eopardize", "di ff cult", "consul tative"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qa.checks.reporting import report
from qa.finding import Finding
from qa.knowledge.vocabulary import Vocabulary
from qa.rulebook.rule import Rule
from qa.span import Span
from qa.text.reading import Reading
from qa.text.token import EDGES, Token

_SHORTEST = 5
"""Letters of the whole word; shorter ones come together by chance."""
_COMMON = 3
"""Frequency class of the whole word."""
_LIGATURES = frozenset(("ff", "fi", "fl", "ffi", "ffl"))
"""What extraction from PDF sets apart: "di ff cult" (pdf_oxide #551)."""


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[SplitWords]:
    return [SplitWords(rule, vocabulary) for rule in rules]


class SplitWords:
    """A fragment that is no word, and its neighbour, which together are one."""

    watched = frozenset((*_LIGATURES, *"bcdefghijklmnopqrstuvwxyz"))

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._vocabulary = vocabulary

    def suspects(self, token: Token) -> bool:
        word = token.word
        if not word.isalpha() or (word.isupper() and len(word) > 1):
            return False
        if len(word) == 1:
            return word not in "aAIO" and token.text == word
        return word in _LIGATURES or bool(token.unknown)

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        seen: set[Span] = set()
        for token in tokens:
            for place in reading.places(token.text):
                found = self._whole(reading.text, place)
                if found and found[0] not in seen:
                    seen.add(found[0])
                    yield self._report(reading, *found)

    def _whole(self, text: str, fragment: Span) -> tuple[Span, str] | None:
        """The word that a fragment belongs to and its place: with the next token, the one before, or both."""
        token = text[fragment.slice]
        before, after = _token_before(text, fragment.start), _token_after(text, fragment.end)
        earlier = fragment.start - len(before) - 1
        for start, tokens in ((earlier, (before, token, after)), (fragment.start, (token, after)), (earlier, (before, token))):
            pieces = [tokens[0].lstrip(EDGES), *tokens[1:-1], tokens[-1].rstrip(EDGES)]
            if word := self._word(pieces):
                inked = start + len(tokens[0]) - len(pieces[0])
                return Span(inked, inked + len(" ".join(pieces))), word
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
        return self._vocabulary.name_frequency(word) > 0 or len(pieces[0]) == 1 or not self._vocabulary.knows(pieces[0])

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


_FAR_ENOUGH = 60
"""Code points; a longer token is no piece of a word."""


def _token_before(text: str, position: int) -> str:
    """The token before the one that begins here; empty at the beginning of a paragraph."""
    return text[max(0, position - _FAR_ENOUGH) : position].rpartition("\n")[2][:-1].rpartition(" ")[2]


def _token_after(text: str, position: int) -> str:
    """The token after the one that ends here; empty at the end of a paragraph."""
    return text[position : position + _FAR_ENOUGH].partition("\n")[0][1:].partition(" ")[0]
