"""Records of today in, ``rules/lexicon/written.txt`` out: how often two words are written in one, with a hyphen, and apart.

The counts of ``company.bin`` go back to 1946, when records had "peace-keeping" and "air space". Where records write two words in
several ways, those since 2000 say which one is right now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from qa.learn.titles import TOKEN
from qa.words.lexicon import Lexicon
from qa.words.model import ANYWHERE, Company

_LEAST = 3
"""Occurrences in one, or with a hyphen."""
_SHORTEST = 2
_WAYS = 2
"""So many of the three ways must be met with: where records know one only, there is nothing to tell."""


def count(texts: Iterable[str], ways: Counter[str]) -> None:
    """Add the words in small letters of texts, and their pairs, each with a blank between."""
    for text in texts:
        tokens = TOKEN.findall(text.replace("’", "'"))
        ways.update(token for token in tokens if token.islower())
        ways.update(f"{first} {second}" for first, second in pairwise(tokens) if first.islower() and second.islower())


def written(ways: Counter[str], lexicon: Lexicon, company: Company) -> Iterator[str]:
    """The lines of the file: first the words counted; then of each two words the three counts, and the words."""
    yield str(sum(number for form, number in ways.items() if " " not in form))
    for first, second in sorted(_pairs(ways, lexicon)):
        forms = (first + second, f"{first}-{second}", f"{first} {second}")
        counts = [ways[form] if form in lexicon.words or set(form) & {"-", " "} else 0 for form in forms]
        met = (number or company.count(form) for number, form in zip(counts, forms, strict=True))
        is_common = max(company.count(first), company.count(second)) > ANYWHERE * company.total
        if sum(counts[:2]) >= _LEAST and sum(map(bool, met)) >= _WAYS and (counts[1] or not is_common):
            yield f"{counts[0]} {counts[1]} {counts[2]}\t{first} {second}"


def _pairs(ways: Counter[str], lexicon: Lexicon) -> set[tuple[str, str]]:
    """Two words that are written in one or with a hyphen."""
    firsts = lexicon.words | lexicon.prefixes
    hyphened = (tuple(form.split("-")) for form in ways if form.count("-") == 1 and " " not in form)
    found = {(first, second) for first, second in hyphened if min(len(first), len(second)) >= _SHORTEST}
    for word in lexicon.words & ways.keys():
        for cut in range(_SHORTEST, len(word) - _SHORTEST + 1):
            if word[:cut] in firsts and word[cut:] in lexicon.words:
                found.add((word[:cut], word[cut:]))
    return found
