"""A regular expression to what its dearest passage costs: passages that lead a backtracking matcher astray, tried under a guard.

A pattern is dear where the time grows faster than the text. Texts that show it repeat one small piece again and again and
then do not end as the pattern wants (the attack strings of Weideman et al., Analyzing Matching Time Behavior of
Backtracking Regular Expression Matchers by Using Ambiguity of NFA, 2016). The pieces are taken from the passages that the
rule is about: its characters, its words, and pairs of both.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from math import inf

import regex

from qa.match.required import required_literals

LIMIT = 0.02
"""Seconds of the processor for one passage. The dearest of the shipped patterns needs 0.002, one of quadratic cost 0.08."""
PROVED_LENGTH = 4000
"""Code points of a long paragraph."""
_LENGTHS = (500, 1000, 2000, PROVED_LENGTH)
"""Those of it, and of the parts that are tried first: hardly any pattern is worth the whole."""
_DEGREE = 3
"""Time that grows by a higher power of the length shows in the shortest part already."""
_TRIALS = 3
"""A machine may stumble once; a dear pattern is dear each time."""
_PIECES = ("a", "A", "1", " ", ",", ".", "-", "'", '"', "(", "a ", "A ", "Aa ", "1 ", "a1", "aA")


def dear_passage(pattern: str, passages: Iterable[str], *, whole: bool = False) -> str | None:
    """The piece whose repetition costs more than LIMIT, as it is repeated; None for a pattern that can be afforded.

    ``whole``: the pattern must fit a line as a whole, and is not looked for inside it.

    >>> dear_passage(r"(?:\\w+ ?)+however", ["He left, however."]) is not None
    True
    >>> dear_passage(r"(?<=\\p{Ll}),(?=\\p{L})", ["Al-Qaida,and"]) is None
    True
    """
    compiled = regex.compile(pattern)
    run = _whole(compiled) if whole else _everywhere(compiled)
    # A matcher that misses a literal of the pattern does not even begin.
    tails = ("", *(f"!\n{literal}" for literal in sorted(required_literals(pattern))[:2]))
    for piece in _pieces(passages):
        for tail in tails:
            if _is_dear(run, piece, tail):
                return piece
    return None


Run = Callable[[str, float], object]
"""A text, and the seconds after which the matcher gives up, by the clock on the wall: it knows no other."""


def _is_dear(run: Run, piece: str, tail: str) -> bool:
    """Whether a long paragraph costs too much; it is not made where a part of it shows that it cannot."""
    *shorter, whole = (piece * (length // len(piece)) + tail for length in _LENGTHS)
    limits = (LIMIT * (len(text) / len(whole)) ** _DEGREE for text in shorter)
    might_be = all(_cost(run, text) > limit for text, limit in zip(shorter, limits, strict=True))
    return might_be and all(_cost(run, whole) > LIMIT for _ in range(_TRIALS))


def _everywhere(compiled: regex.Pattern[str]) -> Run:
    return lambda text, seconds: sum(1 for _ in compiled.finditer(text, timeout=seconds))


def _whole(compiled: regex.Pattern[str]) -> Run:
    return lambda text, seconds: compiled.fullmatch(text, timeout=seconds)


def _cost(run: Run, text: str) -> float:
    """Seconds of the processor, infinite where they are more than LIMIT and the matcher gave up."""
    allowed = LIMIT * _TRIALS
    while True:
        began = time.process_time()
        try:
            run(text, allowed)
        except TimeoutError:
            if time.process_time() - began > LIMIT:
                return inf
            allowed *= 2  # others had the processor meanwhile
        else:
            return time.process_time() - began


def _pieces(passages: Iterable[str]) -> Iterator[str]:
    seen = dict.fromkeys(_PIECES)
    for passage in passages:
        words = passage.split()
        seen |= dict.fromkeys(f"{word} " for word in words)
        seen |= dict.fromkeys(f"{first} {second} " for first, second in pairwise(words))
        seen |= dict.fromkeys(passage)
        seen |= dict.fromkeys(map("".join, pairwise(passage)))
    yield from seen
