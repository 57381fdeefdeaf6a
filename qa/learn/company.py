"""Records in, ``rules/lexicon/company.bin`` out: how often words stand there, alone, in twos and in threes.

The counts are packed for a quick look-up, see ``qa.words.model``. Older decades were scanned; they count only where all terms
are known, and what stands in one speech only counts nowhere.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import log2

from qa.words.model import BUCKETS, MAGIC, PLACES_A_BIT, key, spread
from qa.words.stream import BOUNDARY, COMMA, NUMBER, POSSESSIVE, terms

_MARKS = frozenset((BOUNDARY, COMMA, NUMBER, POSSESSIVE))
_HEAD = re.compile(r"^=== (\S+)$", re.MULTILINE)


@dataclass(slots=True)
class CompanyCounts:
    """Counts of terms alone and together; a term that nothing knows is no term here, and parts its neighbours."""

    singles: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    triples: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    speeches: Counter[str] = field(default_factory=Counter)
    """In how many speeches an unknown form stands."""


@dataclass(frozen=True, slots=True)
class Cut:
    """From how many occurrences on a single, a pair, a triple is kept; forms that no list knows need so many speeches."""

    single: int = 3
    pair: int = 4
    triple: int = 8
    speeches: int = 3


def speeches(text: str) -> Iterator[tuple[str, str]]:
    """The name and the text of each speech of a file in which a line ``=== NAME`` stands before each."""
    heads = [*_HEAD.finditer(text)]
    ends = [head.start() for head in heads[1:]] + [len(text)]
    for head, end in zip(heads, ends, strict=True):
        yield head[1], text[head.end() : end]


def count(texts: Iterable[str], known: Collection[str], is_small: Callable[[str], bool], company: CompanyCounts) -> None:
    """Add the terms of texts. ``known``: the words, names, acronyms and compounds that are terms, and words with a capital."""
    every = {term: term for term in known} | {term.capitalize(): term.capitalize() for term in known if term.islower()}
    every |= {mark: mark for mark in _MARKS}
    for text in texts:
        stream = [*terms(text.replace("’", "'"), is_small)]
        company.singles.update(stream)
        company.speeches.update({term for term in stream if term not in every})
        sure = [every.get(term, "") for term in stream]
        company.pairs.update(pair for pair in pairwise(sure) if pair[0] and pair[1])
        company.triples.update(
            triple for triple in zip(sure, sure[1:], sure[2:], strict=False) if triple[0] and triple[1] and triple[2]
        )


def forget(company: CompanyCounts, least_pair: int, least_triple: int) -> None:
    """Drop what is rare, to bound memory between decades."""
    company.pairs = Counter({pair: n for pair, n in company.pairs.items() if n >= least_pair})
    company.triples = Counter({triple: n for triple, n in company.triples.items() if n >= least_triple})


def packed(
    company: CompanyCounts, cut: Cut, known: Collection[str], is_slip: Callable[[str], bool] = lambda form: False
) -> bytes:
    """The file: what ``qa.words.model.load_company`` reads. The same counts give the same bytes.

    ``is_slip``: whether a form that no list knows is likelier the slip of another; such a form proves nothing.
    """
    rows: dict[int, int] = {}

    def add(text: str, number: int) -> None:
        code = key(text)
        rows[code] = max(rows.get(code, 0), number)

    for term, number in company.singles.items():
        if number < cut.single:
            continue
        if term in known or term in _MARKS or (company.speeches[term] >= cut.speeches and not is_slip(term)):
            add(term, number)
    for pair, number in company.pairs.items():
        if number >= cut.pair:
            add(" ".join(pair), number)
    for triple, number in company.triples.items():
        if number >= cut.triple and company.pairs.get(triple[:2], 0) >= cut.pair:
            add(" ".join(triple), number)
    return _file(rows, sum(company.singles.values()))


def _file(rows: Mapping[int, int], total: int) -> bytes:
    offsets, rests, sizes = array("I", [0]), array("H"), bytearray()
    ordered = sorted(rows.items())
    at = 0
    for bucket in range(BUCKETS):
        while at < len(ordered) and spread(ordered[at][0])[0] == bucket:
            code, number = ordered[at]
            rests.append(spread(code)[1])
            sizes.append(min(255, round(PLACES_A_BIT * log2(number))))
            at += 1
        offsets.append(at)
    header = MAGIC + len(ordered).to_bytes(4, "little") + total.to_bytes(8, "little")
    return header + offsets.tobytes() + rests.tobytes() + bytes(sizes)
