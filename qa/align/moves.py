"""Two versions to their alignment: which passages moved, and which words of the others are not the same.

Sentences that stand once in either version hold the two together; the heaviest chain of them in the order of both is what
stayed, and a longer passage off the chain is a move. What lies between is compared sentence by sentence, then word by word.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from qa.align.gaps import settled
from qa.align.likeness import edited_pairs, likeness
from qa.align.matching import Budget, CommonRun, Gap, Matching, between
from qa.align.version import Version

_LEAST_MOVE = 8
"""Words. A shorter passage that stands elsewhere is taken for a deletion and an insertion."""
_BRIDGE = 3
"""Sentences between two moved ones that are taken for the edited middle of one moved passage."""
_FEW = 8
"""Sentences. A shorter stretch is compared word by word at once."""
_ALIKE = 0.5
"""The share of words that an edited sentence at the edge of a moved passage has in common with its old version."""


@dataclass(frozen=True, slots=True)
class MovedPassage:
    """A stretch of words in both versions, half-open, and what inside it is not the same."""

    old: int
    old_end: int
    new: int
    new_end: int
    gaps: tuple[Gap, ...] = ()
    """In order, in words of the whole versions."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where two versions differ, in words. Outside the gaps and the moves the words are the same."""

    gaps: tuple[Gap, ...]
    """In order of either version; what moved is in none of them."""
    moves: tuple[MovedPassage, ...]
    """In the order of the new version."""


def align(old: Version, new: Version, *, moving: bool = True) -> Alignment:
    """Compare two versions; the cost is nearly linear in their size and in how much they differ.

    Unless ``moving``, nothing moves: what is recorded twice is said in one order.

    An edited sentence has a say in what stayed and what moved like an unchanged one; its words are compared in either case.
    """
    shared = _shared_runs(old.sentences, new.sentences)
    chain = _heaviest_chain(shared, old)
    edited = set(edited_pairs(old, new, shared, chain))
    runs = sorted((*shared, *edited), key=lambda run: run.old)
    chain = _heaviest_chain(runs, old) if edited else chain
    stayed = set(chain)
    blocks = _blocks((run for run in runs if run not in stayed), old, new, _Taken(chain, old, new)) if moving else []
    words = _Words(old, new, blocks)
    unchanged = [run for run in chain if run not in edited]
    gaps = [gap for stretch in between(unchanged, len(old.sentences), len(new.sentences)) for gap in words.gaps(stretch)]
    moves = [
        MovedPassage(
            old.first_words[block.old],
            old.first_words[block.old_end],
            new.first_words[block.new],
            new.first_words[block.new_end],
            tuple(words.gaps_inside(block)),
        )
        for block in sorted(blocks, key=lambda block: block.new)
    ]
    return Alignment(tuple(gaps), tuple(moves))


def _shared_runs(old: Sequence[str], new: Sequence[str]) -> list[CommonRun]:
    """The longest runs of equal sentences round those that stand once in either version, in the order of the old one."""
    counts, new_counts = Counter(old), Counter(new)
    places = {sentence: index for index, sentence in enumerate(old) if counts[sentence] == 1}
    pairs = sorted(
        (places[sentence], index) for index, sentence in enumerate(new) if sentence in places and new_counts[sentence] == 1
    )
    runs: list[CommonRun] = []
    old_free = 0
    new_taken = bytearray(len(new))
    for here, there in pairs:
        if here < old_free or new_taken[there]:
            continue
        start = 0
        while here - start > old_free and there - start and not new_taken[there - start - 1]:
            if old[here - start - 1] != new[there - start - 1]:
                break
            start += 1
        end = 1
        while here + end < len(old) and there + end < len(new) and not new_taken[there + end]:
            if old[here + end] != new[there + end]:
                break
            end += 1
        runs.append(CommonRun(here - start, there - start, start + end))
        old_free = here + end
        new_taken[there - start : there + end] = b"\1" * (start + end)
    return runs


def _heaviest_chain(runs: Sequence[CommonRun], old: Version) -> list[CommonRun]:
    """Runs that rise in both versions and hold the most words. Fenwick tree of prefix maxima: n log n."""
    order = sorted(run.new for run in runs)
    tree: list[tuple[int, int]] = [(0, -1)] * (len(runs) + 1)
    before: list[int] = []
    best = (0, -1)
    for index, run in enumerate(runs):
        rank = bisect_left(order, run.new)
        weight, previous = _prefix_maximum(tree, rank)
        before.append(previous)
        entry = (weight + _weight(run, old), index)
        _raise(tree, rank + 1, entry)
        best = max(best, entry, key=lambda each: each[0])
    chain = []
    index = best[1]
    while index >= 0:
        chain.append(runs[index])
        index = before[index]
    return chain[::-1]


def _prefix_maximum(tree: Sequence[tuple[int, int]], rank: int) -> tuple[int, int]:
    best = (0, -1)
    while rank:
        if tree[rank][0] > best[0]:
            best = tree[rank]
        rank &= rank - 1
    return best


def _raise(tree: list[tuple[int, int]], rank: int, entry: tuple[int, int]) -> None:
    while rank < len(tree):
        if entry[0] > tree[rank][0]:
            tree[rank] = entry
        rank += rank & -rank


def _weight(run: CommonRun, old: Version) -> int:
    return old.first_words[run.old_end] - old.first_words[run.old]


class _Taken:
    """Which sentences the chain holds, so that a moved passage does not grow over them."""

    def __init__(self, chain: Iterable[CommonRun], old: Version, new: Version) -> None:
        self._old = bytearray(len(old.sentences))
        self._new = bytearray(len(new.sentences))
        for run in chain:
            self.take(run.old, run.old_end, run.new, run.new_end)

    def take(self, old: int, old_end: int, new: int, new_end: int) -> None:
        self._old[old:old_end] = b"\1" * (old_end - old)
        self._new[new:new_end] = b"\1" * (new_end - new)

    def is_free(self, old: int, old_end: int, new: int, new_end: int) -> bool:
        """Whether all these sentences, of which none is beyond the ends, are free."""
        if old < 0 or new < 0 or old_end > len(self._old) or new_end > len(self._new):
            return False
        return not any(self._old[old:old_end]) and not any(self._new[new:new_end])


@dataclass(frozen=True, slots=True)
class _MovedSentences:
    """A moved passage, in sentences."""

    old: int
    old_end: int
    new: int
    new_end: int


def _blocks(runs: Iterable[CommonRun], old: Version, new: Version, taken: _Taken) -> list[_MovedSentences]:
    """Moved runs, those that only edited sentences part as one, grown over edited sentences at their edges."""
    runs = list(runs)
    for run in runs:
        taken.take(run.old, run.old_end, run.new, run.new_end)
    joined: list[_MovedSentences] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last is not None and _continues(last, run, taken):
            joined[-1] = _MovedSentences(last.old, run.old_end, last.new, run.new_end)
        else:
            joined.append(_MovedSentences(run.old, run.old_end, run.new, run.new_end))
    for block in joined:
        taken.take(block.old, block.old_end, block.new, block.new_end)
    grown = (_grown(block, old, new, taken) for block in joined)
    return [block for block in grown if old.first_words[block.old_end] - old.first_words[block.old] >= _LEAST_MOVE]


def _continues(last: _MovedSentences, run: CommonRun, taken: _Taken) -> bool:
    beside = 0 <= run.old - last.old_end <= _BRIDGE and 0 <= run.new - last.new_end <= _BRIDGE
    return beside and taken.is_free(last.old_end, run.old, last.new_end, run.new)


def _grown(block: _MovedSentences, old: Version, new: Version, taken: _Taken) -> _MovedSentences:
    while _is_edited(block.old - 1, block.new - 1, old, new, taken) and not old.begins_paragraph(old.first_words[block.old]):
        block = _MovedSentences(block.old - 1, block.old_end, block.new - 1, block.new_end)
        taken.take(block.old, block.old + 1, block.new, block.new + 1)
    while _is_edited(block.old_end, block.new_end, old, new, taken) and not old.begins_paragraph(old.first_words[block.old_end]):
        taken.take(block.old_end, block.old_end + 1, block.new_end, block.new_end + 1)
        block = _MovedSentences(block.old, block.old_end + 1, block.new, block.new_end + 1)
    return block


def _is_edited(here: int, there: int, old: Version, new: Version, taken: _Taken) -> bool:
    """Whether two free sentences are two versions of one."""
    if not taken.is_free(here, here + 1, there, there + 1):
        return False
    return likeness(old.sentences[here].split(" "), new.sentences[there].split(" ")) >= _ALIKE


class _Side:
    """The words of a stretch of one version without its moved passages, and their numbers in the version."""

    def __init__(self, version: Version, sentence: int, end: int, moved: Sequence[tuple[int, int]]) -> None:
        self.words: list[str] = []
        self._end = version.first_words[end]
        self._parts: list[tuple[int, int]] = []
        """Number of a word here, and in the version, from which on they rise together."""
        for start, stop in _without(sentence, end, moved):
            self._parts.append((len(self.words), version.first_words[start]))
            self.words += version.words(start, stop)

    def place(self, word: int) -> int:
        """The number in the version of a word of this side; of the end of the stretch for the end."""
        if word >= len(self.words):
            return self._end
        here, there = self._parts[bisect_right(self._parts, (word, 1 << 62)) - 1]
        return there + word - here

    def ranges(self, word: int, end: int) -> list[tuple[int, int]]:
        """The same words in the version: one range, or more where passages moved away between them; one where empty."""
        if word == end:
            return [(self.place(word), self.place(word))]
        cuts = [word, *(here for here, _ in self._parts if word < here < end), end]
        return [(self.place(start), self.place(stop - 1) + 1) for start, stop in pairwise(cuts)]


def _numbered(
    sentences: Sequence[str], start: int, end: int, moved: Sequence[tuple[int, int]], numbers: dict[str, int]
) -> list[int]:
    """A number for each sentence, the same for the same; what moved has numbers that nothing else has."""
    result = [-1] * (end - start)
    for first, last in _without(start, end, moved):
        for index in range(first, last):
            result[index - start] = numbers.setdefault(sentences[index], len(numbers))
    for index, number in enumerate(result):
        if number < 0:
            result[index] = numbers.setdefault(f"\n{len(numbers)}", len(numbers))
    return result


def _without(start: int, end: int, moved: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What is left of a range of sentences without the moved ones, which are in order."""
    for first, last in moved[bisect_left(moved, (start, 0)) :]:
        if first >= end:
            break
        if start < first:
            yield start, first
        start = last
    if start < end:
        yield start, end


class _Words:
    """Compares stretches of sentences word by word, moved passages left out."""

    def __init__(self, old: Version, new: Version, blocks: Sequence[_MovedSentences]) -> None:
        self._old = old
        self._new = new
        self._budget = Budget()
        self._moved_away = sorted((block.old, block.old_end) for block in blocks)
        self._moved_here = sorted((block.new, block.new_end) for block in blocks)

    def gaps(self, stretch: Gap) -> Iterator[Gap]:
        """What is not the same in a stretch of sentences that is not a moved passage, in words of the versions."""
        for part in self._parts(stretch):
            yield from self._compared(part, self._moved_away, self._moved_here)

    def _parts(self, stretch: Gap) -> Iterator[Gap]:
        """What is left of a long stretch when the sentences that stand in both, though more than once, are matched."""
        if stretch.old_end - stretch.old <= _FEW or stretch.new_end - stretch.new <= _FEW:
            yield stretch
            return
        numbers: dict[str, int] = {}
        old = _numbered(self._old.sentences, stretch.old, stretch.old_end, self._moved_away, numbers)
        new = _numbered(self._new.sentences, stretch.new, stretch.new_end, self._moved_here, numbers)
        for gap in Matching(old, new, self._budget).gaps():
            yield Gap(gap.old + stretch.old, gap.old_end + stretch.old, gap.new + stretch.new, gap.new_end + stretch.new)

    def gaps_inside(self, block: _MovedSentences) -> Iterator[Gap]:
        """What is not the same in a moved passage."""
        yield from self._compared(Gap(block.old, block.old_end, block.new, block.new_end), (), ())

    def _compared(self, stretch: Gap, away: Sequence[tuple[int, int]], here: Sequence[tuple[int, int]]) -> Iterator[Gap]:
        old = _Side(self._old, stretch.old, stretch.old_end, away)
        new = _Side(self._new, stretch.new, stretch.new_end, here)
        numbers: dict[str, int] = {}
        old_numbers = [numbers.setdefault(word, len(numbers)) for word in old.words]
        new_numbers = [numbers.setdefault(word, len(numbers)) for word in new.words]
        gaps = Matching(old_numbers, new_numbers, self._budget).gaps()
        for gap in settled(gaps, old.words, new.words):
            pairs = zip_longest(old.ranges(gap.old, gap.old_end), new.ranges(gap.new, gap.new_end))
            old_end, new_end = old.place(gap.old), new.place(gap.new)
            for old_range, new_range in pairs:
                old_start, old_end = old_range or (old_end, old_end)
                new_start, new_end = new_range or (new_end, new_end)
                yield Gap(old_start, old_end, new_start, new_end, gap.coarse)
