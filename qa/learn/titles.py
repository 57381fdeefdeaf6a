"""Records in, ``rules/lexicon/titles.txt`` out: two words side by side that records nearly always write with a capital there.

Such are "Security Council" and "the Assembly": not names alone, but words that are small elsewhere. What is written otherwise is
asked about, no more: the decoder knows its company.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from qa.ground.lists import word_set

TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[.,;:?!()\"“”—–]|\d+|\n\s*\n")
"""A word, a mark that parts words, a number, an empty line."""
_ENDS = frozenset('.;:?!()"“”—–')
_LEAST = 20
"""Occurrences of a pair."""
_SHARE, _BESIDE_SMALL = 0.93, 0.99
"""Of them with the same capitals; beside a word in small letters "the council" may be that of a town."""
_PARTICLES = word_set("particles of names")
"""Part of a person's name, whatever case they have: "Abdullah bin", "Abdullah Bin"."""
_SMALL_TOO = 30
"""Occurrences of a word in small letters, without which it is a name, and others ask about it."""


@dataclass(slots=True)
class TitleCounts:
    """How often pairs stand inside sentences, by their small letters and as written, and each word in small letters."""

    pairs: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    small: Counter[str] = field(default_factory=Counter)


def count(texts: Iterable[str], counts: TitleCounts) -> None:
    """Add the pairs of texts; what begins a sentence proves nothing."""
    for text in texts:
        tokens = ["", *TOKEN.findall(text.replace("’", "'"))]
        counts.small.update(filter(str.islower, tokens))
        for before, (first, second) in zip(tokens, pairwise(tokens[1:]), strict=False):
            if before[:1] not in _ENDS and before.strip() and first[0].isalpha() and second[0].isalpha():
                counts.pairs[f"{first} {second}".lower()][f"{first} {second}"] += 1


def titles(counts: TitleCounts) -> Iterator[str]:
    """The pairs as they are to be written, in the order of the alphabet."""
    for pair, ways in sorted(counts.pairs.items()):
        if not _PARTICLES.isdisjoint(pair.split(" ")):
            continue
        usual, number = max(ways.items(), key=lambda way: (way[1], way[0]))
        words = usual.split(" ")
        share = _SHARE if all(word[0].isupper() for word in words) else _BESIDE_SMALL
        if number < _LEAST or number < share * ways.total() or any(map(str.isupper, words)):
            continue
        if any(word[0].isupper() and counts.small[word.lower()] >= _SMALL_TOO for word in words):
            yield usual
