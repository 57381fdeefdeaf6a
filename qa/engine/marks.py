"""What a run knows of each distinct token, as bits; a document's tokens to those that checks should look at.

Each distinct token is judged once in a run. The marks of a document's tokens are then one large number, and its suspected
tokens, and those that begin what the next token ends, are told by a few operations on it, however many checks there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from qa.checks import NEIGHBOUR_BITS, NeighbourCheck, TokenCheck
from qa.text.token import Token
from qa.words.vocabulary import Vocabulary

_MOST_TOKENS = 2_000_000
"""Distinct tokens whose marks are kept; a run over more of them forgets all and starts again, so that memory is bounded."""

_PIECE = 1 << 16
"""Tokens of which the marks are one number: as quick as all at once, in memory that does not grow with the document."""

# A mark, from its lowest bit: what the token begins, whether it is suspected, what it ends.
_SIZE = 4
"""Bytes."""
_SUSPECTED = 1 << NEIGHBOUR_BITS
_ENDS = NEIGHBOUR_BITS + 1
_BEGINS_MASK = (_SUSPECTED - 1).to_bytes(_SIZE, "little")
_ANY_BIT = re.compile(rb"[\x01-\xff]")
_HIGHEST_BIT = re.compile(rb"[\x80-\xff]")
"""Of the second byte: the token is suspected."""


@dataclass(frozen=True, slots=True)
class Suspicions:
    """Where the checks should look in one document."""

    tokens: dict[int, list[Token]]
    """The number of a token check -> the tokens it suspects, in alphabetical order."""
    places: dict[str, list[int]]
    """A suspected token -> its numbers in the document."""
    pairs: list[int]
    """The numbers of the tokens that begin what the next one may end."""


class Marks:
    """The mark of each token of a run."""

    def __init__(
        self, vocabulary: Vocabulary, token_checks: Sequence[TokenCheck], neighbour_checks: Sequence[NeighbourCheck]
    ) -> None:
        self._vocabulary = vocabulary
        self._neighbour_checks = neighbour_checks
        self._token_checks = [(index, check.suspects) for index, check in enumerate(token_checks)]
        self._watching = [(index, check.suspects, check.watched) for index, check in enumerate(token_checks) if check.watched]
        self._watched = frozenset().union(*(check.watched for check in token_checks))
        self._words = vocabulary.lexicon.words
        self._names = vocabulary.lexicon.name_classes
        self._marks: dict[str, bytes] = {}
        self._suspected: dict[str, tuple[Token, list[int]]] = {}
        """A suspected token -> it, and the numbers of the checks that suspect it."""

    def suspicions(self, tokens: Sequence[str], distinct: AbstractSet[str]) -> Suspicions:
        """Where the checks should look among a document's tokens, of which ``distinct`` are the different ones."""
        if len(self._marks) > _MOST_TOKENS:
            self._marks.clear()
            self._suspected.clear()
        self._mark([text for text in distinct if text not in self._marks])
        places: dict[str, list[int]] = {}
        pairs: list[int] = []
        for start in range(0, len(tokens), _PIECE):
            # With the first token of the next piece, which may end what the last of this one begins.
            piece = tokens[start : start + _PIECE + 1]
            # The map asks for each token without a step of the interpreter.
            marks = b"".join(map(self._marks.__getitem__, piece))
            for index in _suspected(marks):
                if index < _PIECE:
                    places.setdefault(piece[index], []).append(start + index)
            pairs += [start + index for index in _pairs(marks)]
        return Suspicions(self._by_check(places), places, pairs)

    def _by_check(self, suspected: Iterable[str]) -> dict[int, list[Token]]:
        by_check: dict[int, list[Token]] = {}
        for text in sorted(suspected):
            token, checks = self._suspected[text]
            for index in checks:
                by_check.setdefault(index, []).append(token)
        return by_check

    def _mark(self, texts: Iterable[str]) -> None:
        """Mark new tokens. Each check judges all of them before the next one does: what it needs is at hand then."""
        told: list[tuple[str, int]] = []
        for text in texts:
            begins = ends = 0
            for check in self._neighbour_checks:
                its_begins, its_ends = check.mark(text)
                begins, ends = begins | its_begins, ends | its_ends
            told.append((text, begins | ends << _ENDS))
        self._judge([text for text, _ in told if not self._is_clean(text)])
        for text, mark in told:
            self._marks[text] = (mark | _SUSPECTED * (text in self._suspected)).to_bytes(_SIZE, "little")

    def _is_clean(self, text: str) -> bool:
        """The quick answer for most tokens: a known word, perhaps with a capital or a mark at its end."""
        word = text[:-1] if text[-1] in ".,;:" else text
        if self._is_clean_word(word) or (word in self._names and word.isalpha() and word.lower() not in self._watched):
            return True
        return word[1:].islower() and self._is_clean_word(word.lower()) and word not in self._watched and word.isalpha()

    def _is_clean_word(self, word: str) -> bool:
        """Whether no check suspects the word in any plain token."""
        return word in self._words and word not in self._watched

    def _judge(self, texts: Iterable[str]) -> None:
        """Which checks suspect some tokens."""
        known, others = list[Token](), list[Token]()
        for token in map(self._vocabulary.token, texts):
            (known if token.is_plain and not token.unknown else others).append(token)
        for index, suspects in self._token_checks:
            self._suspect(index, filter(suspects, others))
        for index, suspects, watched in self._watching:
            its = [token for token in known if token.lowered in watched or token.word in watched]
            self._suspect(index, filter(suspects, its))

    def _suspect(self, check: int, tokens: Iterable[Token]) -> None:
        for token in tokens:
            self._suspected.setdefault(token.text, (token, []))[1].append(check)


def _suspected(marks: bytes) -> list[int]:
    """The numbers of the tokens that are suspected."""
    return [match.start() for match in _HIGHEST_BIT.finditer(marks[1::_SIZE])]


def _pairs(marks: bytes) -> list[int]:
    """The numbers of the tokens that begin what the next one may end."""
    count = len(marks) // _SIZE
    whole = int.from_bytes(marks, "little")
    begun = (whole & whole >> (8 * _SIZE + _ENDS) & int.from_bytes(_BEGINS_MASK * count, "little")).to_bytes(len(marks), "little")
    either = int.from_bytes(begun[::_SIZE], "little") | int.from_bytes(begun[1::_SIZE], "little")
    return [match.start() for match in _ANY_BIT.finditer(either.to_bytes(count, "little"))]
