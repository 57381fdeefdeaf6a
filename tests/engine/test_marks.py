"""Where the checks should look, told from the marks of a document's tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.engine.marks import Marks
from qa.ground.finding import Finding
from qa.text.reading import Reading
from qa.text.token import Token
from qa.words.lexicon import load_lexicon
from qa.words.vocabulary import Vocabulary


class EndsInX:
    """Suspects what ends in x."""

    watched: frozenset[str] = frozenset()

    def suspects(self, token: Token) -> bool:
        return token.text.endswith("x")

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        yield from ()


class PairOf:
    """Looks where one word stands before another; one bit a word."""

    def __init__(self, bit: int, first: str, second: str) -> None:
        self._bit, self._first, self._second = 1 << bit, first, second

    def mark(self, token: str) -> tuple[int, int]:
        return self._bit * (token == self._first), self._bit * (token == self._second)

    def find_between(self, reading: Reading, places: Iterable[int]) -> Iterator[Finding]:
        yield from ()


VOCABULARY = Vocabulary(load_lexicon())
TOKENS = st.lists(st.sampled_from(["qqx", "qx", "ab", "cd", "ef", "the", "Council."]), max_size=30)


@given(TOKENS, st.integers(1, 40))
def test_the_pairs_and_the_suspected_tokens_are_those_that_the_checks_name(tokens: list[str], piece: int) -> None:
    marks = Marks(VOCABULARY, [EndsInX()], [PairOf(0, "ab", "cd"), PairOf(14, "cd", "ef")])
    for _ in range(2):  # the second time from memory
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("qa.engine.marks._PIECE", piece)
            suspicions = marks.suspicions(tokens, {*tokens})
        pairs = {("ab", "cd"), ("cd", "ef")}
        assert suspicions.pairs == [index for index in range(len(tokens) - 1) if (tokens[index], tokens[index + 1]) in pairs]
        assert [token.text for token in suspicions.tokens.get(0, [])] == sorted(
            {token for token in tokens if token.endswith("x")}
        )
