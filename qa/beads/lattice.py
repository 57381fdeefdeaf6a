"""Two rows of passages to beads: the likeliest way through a band round a first path, and how sure each step of it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import exp, log, log1p

from qa.beads.evidence import Likeness

Step = tuple[int, int, int, int]
"""A bead by numbers of passages: from, to (exclusive) of the source; from, to of the target."""

_KINDS: tuple[tuple[int, int, float], ...] = (
    (1, 1, 0.0),
    (1, 0, -3.5),
    (0, 1, -3.5),
    (1, 2, -2.5),
    (2, 1, -2.5),
    (2, 2, -4.5),
    (1, 3, -4.5),
    (3, 1, -4.5),
    (1, 4, -5.5),
    (4, 1, -5.5),
)
"""How many passages of either side a bead may hold, and the logarithm of how much rarer it is than one to one."""

_LEAST_GAIN = -12.0


@dataclass(frozen=True, slots=True)
class Row:
    """One side of the lattice: how long each passage is, and which begin a paragraph or say who speaks."""

    lengths: Sequence[int]
    begins: Sequence[bool]
    is_label: Sequence[bool]


class Lattice:
    """The beads of two rows that lie in a band; scores are logarithms of how much likelier a bead is than chance."""

    def __init__(self, here: Row, there: Row, likeness: Likeness, windows: Sequence[tuple[int, int]], breaks: float) -> None:
        """``windows``: for each number of source passages done, from which to which (exclusive) number of target passages.

        ``breaks`` is the share of paragraphs of either side that begin where one of the other side begins.
        """
        self._here, self._there = here, there
        self._windows = windows
        self._likeness = likeness
        self._rows: list[dict[int, dict[str, float]]] = [
            likeness.row(index, windows[index][0], windows[index + 1][1]) for index in range(len(here.lengths))
        ]
        self._totals = [{place: sum(shared.values()) for place, shared in row.items()} for row in self._rows]
        self._done_here = _sums(here.lengths)
        self._done_there = _sums(there.lengths)
        self._lost_here = _sums(likeness.lost_here)
        self._lost_there = _sums(likeness.lost_there)
        self._ratio = self._done_there[-1] / max(1, self._done_here[-1])
        self._breaks = _break_scores(here.begins, there.begins, breaks)
        self._into: list[dict[int, list[tuple[int, int, float]]]] = []
        self._best: list[dict[int, tuple[float, int, int]]] = []

    def path(self) -> list[Step]:
        """The likeliest beads, in order, from the beginning of both sides to the end of both."""
        self._fill()
        steps = []
        i, j = len(self._here.lengths), len(self._there.lengths)
        while i or j:
            _, pi, pj = self._best[i][j]
            steps.append((pi, i, pj, j))
            i, j = pi, pj
        return steps[::-1]

    def _fill(self) -> None:
        for i, (low, high) in enumerate(self._windows):
            best: dict[int, tuple[float, int, int]] = {}
            into: dict[int, list[tuple[int, int, float]]] = {}
            self._best.append(best)
            self._into.append(into)
            for j in range(low, high):
                if not i and not j:
                    best[0] = (0.0, 0, 0)
                    continue
                arcs = []
                winner: tuple[float, int, int] | None = None
                for di, dj, rarity in _KINDS:
                    pi, pj = i - di, j - dj
                    if pi < 0 or pj < 0 or pj not in self._best[pi]:
                        continue
                    gain = rarity + (self._gain(pi, i, pj, j) if di and dj else 0.0)
                    if gain < _LEAST_GAIN and di and dj:
                        continue
                    arcs.append((pi, pj, gain))
                    score = self._best[pi][pj][0] + gain
                    if winner is None or score > winner[0]:
                        winner = (score, pi, pj)
                if winner is not None:
                    best[j] = winner
                    into[j] = arcs

    def _gain(self, i: int, i_end: int, j: int, j_end: int) -> float:
        """What passages ``i`` to ``i_end`` gain from standing beside ``j`` to ``j_end``."""
        length = self._length(self._done_here[i_end] - self._done_here[i], self._done_there[j_end] - self._done_there[j])
        if i_end - i + j_end - j > 2 and length < _TOO_UNEVEN:
            return _LEAST_GAIN - 1
        lost = self._lost_here[i_end] - self._lost_here[i] + self._lost_there[j_end] - self._lost_there[j]
        return length + _TRUST * (lost + self._shared(i, i_end, j, j_end)) + self._structure(i, i_end, j, j_end)

    def _length(self, here: int, there: int) -> float:
        expected = here * self._ratio
        deviation = (there - expected) ** 2 / (_VARIANCE * (expected + there) / 2 + 1)
        return _EVEN - 3 * log1p(deviation / 5)

    def _shared(self, i: int, i_end: int, j: int, j_end: int) -> float:
        if i_end - i == 1 and j_end - j == 1:
            return self._totals[i].get(j, 0.0)
        together: dict[str, float] = {}
        for row in self._rows[i:i_end]:
            for place in range(j, j_end):
                shared = row.get(place)
                if shared:
                    together.update(shared)
        # A feature that stands in two passages of a bead was counted lost twice; it is found once.
        return sum(together.values())

    def _structure(self, i: int, i_end: int, j: int, j_end: int) -> float:
        both, one, neither = self._breaks
        here, there = self._here, self._there
        score = 0.0
        if here.begins[i] or there.begins[j]:
            score = both if here.begins[i] and there.begins[j] else one
        else:
            score = neither
        inner = sum(here.begins[i + 1 : i_end]) + sum(there.begins[j + 1 : j_end])
        score += one * inner
        labels = (any(here.is_label[i:i_end]), any(there.is_label[j:j_end]))
        if labels[0] or labels[1]:
            score += 3.0 if labels[0] and labels[1] and i_end - i == j_end - j == 1 else -5.0
        return score

    def sureness(self, path: Sequence[Step]) -> list[float]:
        """For each step of ``path`` the share of all ways through the band, by their likelihood, that take it."""
        forward = self._sums_forward()
        backward = self._sums_backward(forward)
        whole = forward[-1][len(self._there.lengths)]
        gains = {}
        for i, row in enumerate(self._into):
            for j, arcs in row.items():
                for pi, pj, gain in arcs:
                    gains[pi, i, pj, j] = gain
        found = []
        for step in path:
            i, i_end, j, j_end = step
            found.append(min(1.0, exp(forward[i][j] + gains[step] * _COOL + backward[i_end][j_end] - whole)))
        return found

    def _sums_forward(self) -> list[dict[int, float]]:
        sums: list[dict[int, float]] = [{0: 0.0}]
        for i, row in enumerate(self._into):
            if i:
                sums.append({})
            for j, arcs in row.items():
                sums[i][j] = _log_sum([sums[pi][pj] + gain * _COOL for pi, pj, gain in arcs])
        return sums

    def _sums_backward(self, forward: list[dict[int, float]]) -> list[dict[int, float]]:
        parts: list[dict[int, list[float]]] = [{j: [] for j in row} for row in forward]
        sums: list[dict[int, float]] = [{} for _ in forward]
        parts[-1][len(self._there.lengths)].append(0.0)
        for i in range(len(forward) - 1, -1, -1):
            for j in sorted(parts[i], reverse=True):
                if not parts[i][j]:
                    continue
                here = sums[i][j] = _log_sum(parts[i][j])
                for pi, pj, gain in self._into[i].get(j, ()):
                    parts[pi][pj].append(here + gain * _COOL)
        return sums


_EVEN = 1.2
"""What passages gain whose lengths are just as expected."""
_VARIANCE = 6.8
"""Of a translation's length for each code point, after Gale and Church (1993)."""
_TRUST = 0.6
"""Features are not independent of one another, so each counts for less."""
_TOO_UNEVEN = -5.0
_COOL = 0.7


def _log_sum(logs: list[float]) -> float:
    if len(logs) == 1:
        return logs[0]
    most = max(logs)
    return most + log(sum([exp(each - most) for each in logs]))


def _sums(values: Sequence[float]) -> list[float]:
    sums = [0.0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums


def _break_scores(here: Sequence[bool], there: Sequence[bool], agree: float) -> tuple[float, float, float]:
    """What a bead gains where both sides begin a paragraph, one alone, neither."""
    share = min(0.9, max(0.02, (sum(here) + sum(there)) / max(1, len(here) + len(there))))
    agree = max(agree, share)
    both = log(agree / share)
    one = log((1 - agree) / (1 - share)) if agree < 1 else -4.0
    neither = -log(1 - share + share * agree) * 0.5
    return min(both, 3.0), max(one, -4.0), min(neither, 1.0)


def windows(chain: Sequence[tuple[int, int]], here: int, there: int, margin: int) -> list[tuple[int, int]]:
    """The band round a rising chain of pairs of passages: for each number of source passages done, numbers of the target's."""
    points = [(0, 0), *chain, (here, there)]
    low = [there] * (here + 1)
    high = [0] * (here + 1)
    for (i, j), (i_next, j_next) in zip(points, points[1:], strict=False):
        for row, bottom, top in _between(i, j, i_next, j_next):
            low[row] = min(low[row], bottom)
            high[row] = max(high[row], top)
    spread = margin // 2
    return [
        (
            max(0, min(low[max(0, i - spread) : i + spread + 1]) - margin),
            min(there, max(high[max(0, i - spread) : i + spread + 1]) + margin) + 1,
        )
        for i in range(here + 1)
    ]


_LARGEST_BLOCK = 160_000


def _between(i: int, j: int, i_next: int, j_next: int) -> Iterator[tuple[int, int, int]]:
    """Rows between two points: all columns between them, or where that were too many, those near the straight line."""
    rows, columns = i_next - i, j_next - j
    for row in range(i, i_next + 1):
        if rows * columns <= _LARGEST_BLOCK:
            yield row, j, j_next
        else:
            middle = j + columns * (row - i) // max(1, rows)
            half = _LARGEST_BLOCK // max(1, rows) // 2
            yield row, max(j, middle - half), min(j_next, middle + half)


def rising(pairs: Sequence[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The heaviest chain of pairs in which both numbers rise."""
    best: list[tuple[int, float, int]] = []  # (column, weight so far, number of the pair), both rising
    before: dict[int, int] = {}
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    for number, (_, column, weight) in enumerate(ordered):
        place = bisect_left(best, column, key=lambda entry: entry[0])
        total = weight
        if place:
            total += best[place - 1][1]
            before[number] = best[place - 1][2]
        end = place
        while end < len(best) and best[end][1] <= total:
            end += 1
        if place < len(best) and best[place][0] == column and best[place][1] > total:
            continue
        best[place:end] = [(column, total, number)]
    chain = []
    number = best[-1][2] if best else -1
    while number >= 0:
        chain.append(ordered[number][:2])
        number = before.get(number, -1)
    return chain[::-1]


Judge = Callable[[int, int], float]
