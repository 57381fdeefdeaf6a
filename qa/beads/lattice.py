"""Two rows of passages to beads: the likeliest way through a band round a first path, and how sure each step of it is."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log, log1p

from qa.beads.cognates import Likeness

Step = tuple[int, int, int, int]
"""A bead by numbers of passages: from, to (exclusive) of the source; from, to of the target."""

_KINDS: tuple[tuple[int, int, float], ...] = (
    (1, 2, -3.0),
    (2, 1, -3.0),
    (2, 2, -5.0),
    (1, 3, -5.0),
    (3, 1, -5.0),
    (1, 4, -6.0),
    (4, 1, -6.0),
)
"""How many passages of either side a bead may hold, and the logarithm of how much rarer it is than one to one."""
_OPEN, _FURTHER = -3.5, -1.0
"""What it costs to leave one passage without a counterpart, and each further one beside it."""
_LEAST_GAIN = -12.0
_BEAM = 30.0
"""A cell so much worse than the best of its row is given up."""


@dataclass(frozen=True, slots=True)
class Sequenced:
    """One side of the lattice: how long each passage is, and which begin a paragraph or say who speaks."""

    lengths: Sequence[int]
    begins: Sequence[bool]
    is_label: Sequence[bool]


Cell = tuple[float, float, float]
"""The best score of a way that ends in a bead of both sides, in passages of the source alone, of the target alone."""
_NEVER = -1e9


class Lattice:
    """The beads of two rows that lie in a band; scores are logarithms of how much likelier a bead is than chance."""

    def __init__(
        self,
        here: Sequenced,
        there: Sequenced,
        likeness: Likeness,
        windows: Sequence[tuple[int, int]],
        ratio: float,
        breaks: float,
    ) -> None:
        """``windows``: for each number of source passages done, from which to which (exclusive) number of target passages.

        ``ratio``: code points of the target for each of the source; ``breaks``: the share of paragraphs of either side
        that begin where one of the other side begins.
        """
        self._here, self._there = here, there
        self._windows = windows
        self._rows = [likeness.row(index, windows[index][0], windows[index + 1][1]) for index in range(len(here.lengths))]
        self._done = _sums(here.lengths), _sums(there.lengths)
        self._lost = _sums(likeness.lost_here), _sums(likeness.lost_there)
        self._begun = _sums(here.begins), _sums(there.begins)
        self._labels = _sums(here.is_label), _sums(there.is_label)
        self._ratio = ratio
        self._breaks = _break_scores(here.begins, there.begins, breaks)
        self._cells: list[dict[int, Cell]] = []
        self._arcs: list[dict[int, list[tuple[int, int, float]]]] = []
        self._fill(_BEAM)
        if len(there.lengths) not in self._cells[-1]:
            self._fill(float("inf"))

    def path(self) -> list[Step]:
        """The likeliest beads, in order, from the beginning of both sides to the end of both."""
        steps = []
        i, j = len(self._here.lengths), len(self._there.lengths)
        state = _best_state(self._cells[i][j])
        while i or j:
            if state == 0:
                pi, pj, _ = max(self._arcs[i][j], key=lambda arc: max(self._cells[arc[0]][arc[1]]) + arc[2])
                steps.append((pi, i, pj, j))
                i, j = pi, pj
                state = _best_state(self._cells[i][j])
            elif state == 1:
                steps.append((i - 1, i, j, j))
                i -= 1
                met, alone, _ = self._cells[i][j]
                state = 0 if met + _OPEN >= alone + _FURTHER else 1
            else:
                steps.append((i, i, j - 1, j))
                j -= 1
                met, alone, other = self._cells[i][j]
                state = max(range(3), key=lambda each: (met + _OPEN, alone + _FURTHER, other + _FURTHER)[each])
        return steps[::-1]

    def _fill(self, beam: float) -> None:
        self._cells, self._arcs = [], []
        for i, (low, high) in enumerate(self._windows):
            cells: dict[int, Cell] = {}
            arcs: dict[int, list[tuple[int, int, float]]] = {}
            self._cells.append(cells)
            self._arcs.append(arcs)
            above = self._cells[i - 1] if i else {}
            for j in range(low, high):
                into = self._into(i, j)
                met = max([max(self._cells[pi][pj]) + gain for pi, pj, gain in into], default=_NEVER)
                if not i and not j:
                    met = 0.0
                alone = other = _NEVER
                if j in above:
                    alone = max(above[j][0] + _OPEN, above[j][1] + _FURTHER)
                if j - 1 in cells:
                    left = cells[j - 1]
                    other = max(left[0] + _OPEN, left[1] + _FURTHER, left[2] + _FURTHER)
                if met > _NEVER or alone > _NEVER or other > _NEVER:
                    cells[j] = (met, alone, other)
                    arcs[j] = into
            if cells:
                least = max(map(max, cells.values())) - beam
                for j in [j for j, cell in cells.items() if max(cell) < least]:
                    del cells[j], arcs[j]

    def _into(self, i: int, j: int) -> list[tuple[int, int, float]]:
        """The beads of both sides that end after ``i`` and ``j`` passages: where they begin, and what they gain."""
        into = []
        if i and j and j - 1 in self._cells[i - 1]:
            gain = self._gain(i - 1, i, j - 1, j, self._length(i - 1, i, j - 1, j))
            if gain > _LEAST_GAIN:
                into.append((i - 1, j - 1, gain))
        for di, dj, rarity in _KINDS:
            pi, pj = i - di, j - dj
            if pi >= 0 and pj >= 0 and pj in self._cells[pi]:
                length = self._length(pi, i, pj, j)
                if length > _TOO_UNEVEN:
                    gain = rarity + self._gain(pi, i, pj, j, length)
                    if gain > _LEAST_GAIN:
                        into.append((pi, pj, gain))
        return into

    def _length(self, i: int, i_end: int, j: int, j_end: int) -> float:
        """What passages gain by being as long as one another."""
        expected = (self._done[0][i_end] - self._done[0][i]) * self._ratio
        there = self._done[1][j_end] - self._done[1][j]
        deviation = (there - expected) ** 2 / (_VARIANCE * (expected + there) / 2 + 1)
        return _EVEN - 3 * log1p(deviation / 5)

    def _gain(self, i: int, i_end: int, j: int, j_end: int, length: float) -> float:
        """What passages ``i`` to ``i_end`` gain from standing beside ``j`` to ``j_end``."""
        lost = self._lost[0][i_end] - self._lost[0][i] + self._lost[1][j_end] - self._lost[1][j]
        return length + _TRUST * (lost + self._shared(i, i_end, j, j_end)) + self._structure(i, i_end, j, j_end)

    def _shared(self, i: int, i_end: int, j: int, j_end: int) -> float:
        """What their features gain; one that stands in two passages of a bead is found once."""
        parts = [shared for row in self._rows[i:i_end] for place in range(j, j_end) if (shared := row.get(place))]
        if not parts:
            return 0.0
        if len(parts) == 1:
            return sum(parts[0].values())
        together: dict[str, float] = {}
        for part in parts:
            together.update(part)
        return sum(together.values())

    def _structure(self, i: int, i_end: int, j: int, j_end: int) -> float:
        """What they gain by beginning paragraphs together, and by being speaker lines both."""
        both, one, neither = self._breaks
        begins = self._here.begins[i] + self._there.begins[j]
        score = (neither, one, both)[begins]
        is_single = i_end - i == j_end - j == 1
        if not is_single:
            score += one * (self._begun[0][i_end] - self._begun[0][i + 1] + self._begun[1][j_end] - self._begun[1][j + 1])
        labels = self._labels[0][i_end] - self._labels[0][i] + self._labels[1][j_end] - self._labels[1][j]
        if labels:
            score += _LABELS if is_single and labels == 2 else _NO_LABEL
        return score

    def sureness(self, path: Sequence[Step]) -> list[float]:
        """For each step of ``path`` the share of all ways through the band, by their likelihood, that take it."""
        forward = self._forward()
        backward = self._backward()
        whole = _log_sum(forward[-1][len(self._there.lengths)])
        found = []
        alone: defaultdict[int, float] = defaultdict(float)
        other: defaultdict[int, float] = defaultdict(float)
        for i, row in enumerate(forward):
            for j, (_, here, there) in row.items():
                if j in backward[i]:
                    alone[i] += exp(min(0.0, here + backward[i][j][1] - whole))
                    other[j] += exp(min(0.0, there + backward[i][j][2] - whole))
        for i, i_end, j, j_end in path:
            if i == i_end:
                found.append(min(1.0, other[j_end]))
            elif j == j_end:
                found.append(min(1.0, alone[i_end]))
            else:
                gain = next(gain for pi, pj, gain in self._arcs[i_end][j_end] if (pi, pj) == (i, j))
                found.append(min(1.0, exp(_log_sum(forward[i][j]) + gain * _COOL + backward[i_end][j_end][0] - whole)))
        return found

    def _forward(self) -> list[dict[int, Cell]]:
        """The logarithm of the likelihood of all ways to each cell, by the state in which they end."""
        sums: list[dict[int, Cell]] = []
        for i, row in enumerate(self._arcs):
            sums.append({})
            for j, arcs in row.items():
                met = _log_sum([_log_sum(sums[pi][pj]) + gain * _COOL for pi, pj, gain in arcs]) if i or j else 0.0
                above = sums[i - 1].get(j, _NOWHERE) if i else _NOWHERE
                left = sums[i].get(j - 1, _NOWHERE)
                alone = _log_sum([above[0] + _OPEN * _COOL, above[1] + _FURTHER * _COOL])
                other = _log_sum([left[0] + _OPEN * _COOL, left[1] + _FURTHER * _COOL, left[2] + _FURTHER * _COOL])
                sums[i][j] = (met, alone, other)
        return sums

    def _backward(self) -> list[dict[int, Cell]]:
        """The same of all ways from each cell to the end, by the state in which the cell was entered."""
        onward: list[dict[int, list[float]]] = [{j: [] for j in row} for row in self._arcs]
        onward[-1][len(self._there.lengths)].append(0.0)
        sums: list[dict[int, Cell]] = [{} for _ in self._arcs]
        for i in range(len(self._arcs) - 1, -1, -1):
            below = sums[i + 1] if i + 1 < len(sums) else {}
            for j in sorted(self._arcs[i], reverse=True):
                down = below.get(j, _NOWHERE)[1]
                right = sums[i].get(j + 1, _NOWHERE)[2]
                free = onward[i][j]
                met = _log_sum([*free, down + _OPEN * _COOL, right + _OPEN * _COOL])
                alone = _log_sum([*free, down + _FURTHER * _COOL, right + _FURTHER * _COOL])
                other = _log_sum([*free, right + _FURTHER * _COOL])
                sums[i][j] = (met, alone, other)
                for pi, pj, gain in self._arcs[i][j]:
                    onward[pi][pj].append(met + gain * _COOL)
        return sums


_NOWHERE: Cell = (_NEVER, _NEVER, _NEVER)


def _best_state(cell: Cell) -> int:
    return max(range(3), key=cell.__getitem__)


_EVEN = 1.2
"""What passages gain whose lengths are just as expected."""
_VARIANCE = 6.8
"""Of a translation's length for each code point, after Gale and Church (1993)."""
_TRUST = 0.6
"""Features are not independent of one another, so each counts for less."""
_TOO_UNEVEN = -5.0
_COOL = 0.7
_LABELS, _NO_LABEL = 3.0, -5.0
"""What two speaker lines gain by standing beside each other, and what one loses beside anything else."""


def _log_sum(logs: Sequence[float]) -> float:
    most = max(logs, default=_NEVER)
    if most <= _NEVER / 2 or len(logs) == 1:
        return most
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
    for (i, j), (i_next, j_next) in pairwise(points):
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


_LARGEST_BLOCK = 60_000


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
