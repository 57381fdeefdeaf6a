"""Sentences of two versions to the pairs of which the one is the other edited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from qa.align.matching import CommonRun, between
from qa.align.version import Version

_LEAST_WORDS = 8
"""Words of a sentence on either side. Shorter ones are alike by chance."""
_TRACE = 3
"""Words in a row that stand in one sentence only on either side, and so lead from the one to the other."""
_ALIKE = 0.6
"""The share of words that two versions of a sentence have in common."""

_Trace = tuple[str, ...]


def likeness(old: Sequence[str], new: Sequence[str]) -> float:
    """The share of words that two passages have in common (Dice 1945), whatever their order."""
    return 2 * (Counter(old) & Counter(new)).total() / (len(old) + len(new))


def edited_pairs(old: Version, new: Version, shared: Iterable[CommonRun], chain: Sequence[CommonRun]) -> Iterator[CommonRun]:
    """Runs of one sentence each, outside the runs that the versions share; every sentence is in one pair at most.

    What was edited where it stands, between the same runs of ``chain``, is passed over. Candidates are found by rare words
    in a row, so that the cost grows with the number of edited sentences alone.
    """
    in_place = [*_edited_in_place(old, new, chain)]
    taken = [*shared, *in_place]
    here = _sentences(old, _free(len(old.sentences), ((run.old, run.old_end) for run in taken)))
    there = _sentences(new, _free(len(new.sentences), ((run.new, run.new_end) for run in taken)))
    left, right = _traces(here), _traces(there)
    meetings = Counter((left[trace], right[trace]) for trace in left.keys() & right.keys())
    alike = ((likeness(here[pair[0]], there[pair[1]]), pair) for pair, count in meetings.items() if count > 1)
    yield from _matched(sorted((-score, pair) for score, pair in alike if score >= _ALIKE))


def _edited_in_place(old: Version, new: Version, chain: Sequence[CommonRun]) -> Iterator[CommonRun]:
    """Single sentences, between the same unchanged ones, that have most words in common."""
    for gap in between(chain, len(old.sentences), len(new.sentences)):
        if gap.old_end - gap.old == gap.new_end - gap.new == 1:
            here, there = set(old.sentences[gap.old].split(" ")), set(new.sentences[gap.new].split(" "))
            if 2 * len(here & there) >= _ALIKE * (len(here) + len(there)):
                yield CommonRun(gap.old, gap.new, 1)


def _free(count: int, taken: Iterable[tuple[int, int]]) -> Iterator[int]:
    held = bytearray(count)
    for start, end in taken:
        held[start:end] = b"\1" * (end - start)
    return (index for index in range(count) if not held[index])


def _sentences(version: Version, indices: Iterable[int]) -> dict[int, list[str]]:
    """The words of the sentences that are long enough."""
    words = version.first_words
    return {index: version.sentences[index].split(" ") for index in indices if words[index + 1] - words[index] >= _LEAST_WORDS}


def _traces(sentences: dict[int, list[str]]) -> dict[_Trace, int]:
    """The sentence that each trace stands in, for those that stand in one only."""
    places: dict[_Trace, int] = {}
    for index, words in sentences.items():
        for trace in zip(*(words[offset:] for offset in range(_TRACE)), strict=False):
            places[trace] = index if places.setdefault(trace, index) == index else -1
    return {trace: index for trace, index in places.items() if index >= 0}


def _matched(ranked: Iterable[tuple[float, tuple[int, int]]]) -> Iterator[CommonRun]:
    """The pairs, best first, of sentences that no better pair has taken."""
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for _, (old, new) in ranked:
        if old not in taken_old and new not in taken_new:
            taken_old.add(old)
            taken_new.add(new)
            yield CommonRun(old, new, 1)
