"""Two sides of a base to one order of words in which nothing moves any more: what one side moved is moved in the others too.

A move is kept only where it is certain what moves and whereto; any other is a deletion and an insertion.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from qa.threeway.sides import Footprint, Link, Move, Side


class Order:
    """The words of a version in another order: ranges of their numbers, one behind another."""

    def __init__(self, words: int, moves: Iterable[tuple[int, int, int]] = ()) -> None:
        """``moves``: ranges that do not overlap and the word each goes before, those for one word in their order."""
        self.ranges = tuple(_ranges(words, tuple(moves)))
        self._starts: list[int] = []
        """Where each range begins in this order."""
        length = 0
        for start, end in self.ranges:
            self._starts.append(length)
            length += end - start
        self.words = length
        self.cuts = sorted({start for start, _ in self.ranges})
        """The words of the version that a range begins with."""
        self._places = sorted((start, here) for (start, _), here in zip(self.ranges, self._starts, strict=True))

    def seams(self) -> Iterator[tuple[int, int, int]]:
        """Where, in this order, words meet that did not: the place, and the numbers that end before and begin behind it."""
        for here, ((_, before), (after, _)) in zip(self._starts[1:], pairwise(self.ranges), strict=True):
            if before != after:
                yield here, before, after

    def position(self, word: int) -> int:
        """Where a word of the version stands in this order."""
        if not self._places:
            return 0
        start, here = self._places[bisect_right(self._places, (word, self.words)) - 1]
        return here + word - start

    def original_word(self, position: int) -> int:
        """The number in the version of the word at a position; behind the last, that of the word that would follow."""
        if position >= self.words:
            return self.ranges[-1][1] if self.ranges else 0
        index = bisect_right(self._starts, position) - 1
        return self.ranges[index][0] + position - self._starts[index]

    def original(self, position: int, end: int) -> tuple[int, int]:
        """The numbers in the version of a stretch of this order that no seam parts."""
        if position < end or position in (0, self.words):
            start = self.original_word(position)
            return start, start + end - position
        behind = self.original_word(position - 1) + 1
        return behind, behind

    def pieces(self, position: int, end: int) -> Iterator[tuple[int, int]]:
        """The numbers in the version of any stretch of this order, one range behind another."""
        inside = self._starts[bisect_right(self._starts, position) : bisect_left(self._starts, end)]
        for start, stop in pairwise((position, *inside, end)) if position < end else ():
            first = self.original_word(start)
            yield first, first + stop - start


def _ranges(words: int, moves: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    away = sorted((start, end) for start, end, _ in moves)
    arrivals = sorted((place, index) for index, (_, _, place) in enumerate(moves))
    next_away = next_arrival = done = 0
    while done < words or next_arrival < len(arrivals):
        if next_arrival < len(arrivals) and arrivals[next_arrival][0] <= done:
            start, end, _ = moves[arrivals[next_arrival][1]]
            next_arrival += 1
            yield start, end
        elif next_away < len(away) and away[next_away][0] == done:
            done = away[next_away][1]
            next_away += 1
        else:
            stops = (
                words,
                *(a[0] for a in away[next_away : next_away + 1]),
                *(a[0] for a in arrivals[next_arrival : next_arrival + 1]),
            )
            yield done, min(stops)
            done = min(stops)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One order for the base and both sides. Law: in these orders the links of either side rise."""

    base: Order
    ours: Order
    theirs: Order
    our_links: tuple[Link, ...]
    """In the words of these orders."""
    their_links: tuple[Link, ...]
    our_moves: tuple[Move, ...]
    """Those that were kept as moves."""
    their_moves: tuple[Move, ...]
    our_lost: frozenset[int]
    """The words of ours that a passage begins at which we moved and they left out."""
    their_lost: frozenset[int]


def arrange(base_words: int, ours: Side, theirs: Side, given_up: Iterable[Move] = ()) -> Arrangement:
    """The order in which two sides can be merged word by word; the moves ``given_up`` are not kept as moves."""
    sides = (ours, theirs)
    gone = set(given_up)
    while True:
        our_moves, their_moves = (tuple(move for move in side.moves if move not in gone) for side in sides)
        our_print, their_print = Footprint(base_words, ours, our_moves), Footprint(base_words, theirs, their_moves)
        doubtful = {*_doubtful(our_moves, their_moves, their_print), *_doubtful(their_moves, our_moves, our_print)}
        if not doubtful:
            break
        gone |= doubtful
    our_lost = _left_out((move for move in ours.moves if move in gone), their_print)
    their_lost = _left_out((move for move in theirs.moves if move in gone), our_print)
    together = {move.route for move in our_moves} & {move.route for move in their_moves}
    ours_alone = [move for move in our_moves if move.route not in together]
    theirs_alone = [move for move in their_moves if move.route not in together]
    base_order = Order(base_words, (move.route for move in (*our_moves, *theirs_alone)))
    our_order = Order(ours.version.word_count, _carried(theirs_alone, our_print))
    their_order = Order(theirs.version.word_count, _carried(ours_alone, their_print))
    return Arrangement(
        base_order,
        our_order,
        their_order,
        tuple(_rearranged(our_print.links, base_order, our_order)),
        tuple(_rearranged(their_print.links, base_order, their_order)),
        our_moves,
        their_moves,
        our_lost,
        their_lost,
    )


def _doubtful(moves: Sequence[Move], others: Sequence[Move], other: Footprint) -> Iterator[Move]:
    """The moves of a side that the other side makes uncertain: where it begins, ends or goes, or what is left of it."""
    routes = {move.route for move in moves}
    shared = {move.route for move in others if move.route in routes}
    passages = sorted((move.base, move.base_end) for move in others)
    places = Counter(move.place for move in others)
    arrivals = sorted(places)
    for move in moves:
        if move.route in shared:
            continue
        if (
            not other.has_any(move.base, move.base_end)
            or other.touches(move.place)
            or other.parts(move.base)
            or other.parts(move.base_end)
            or move.place in places
            or _meets(passages, move.base, move.base_end)
            or _meets(passages, move.place, move.place)
            or bisect_left(arrivals, move.base) < bisect_right(arrivals, move.base_end)
        ):
            yield move


def _meets(passages: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a stretch shares a word with a passage; for a place, whether it lies in one or at its ends."""
    index = bisect_left(passages, (start, -1))
    if index and (start < passages[index - 1][1] or start == end == passages[index - 1][1]):
        return True
    return index < len(passages) and (passages[index][0] < end or passages[index][0] == start)


def _left_out(moves: Iterable[Move], other: Footprint) -> frozenset[int]:
    return frozenset(move.side for move in moves if not other.has_any(move.base, move.base_end))


def _carried(moves: Iterable[Move], other: Footprint) -> Iterator[tuple[int, int, int]]:
    """The moves of a side in the words of the other one."""
    for move in moves:
        yield *other.image(move.base, move.base_end), other.point(move.place)


def _rearranged(links: Iterable[Link], base: Order, side: Order) -> Iterator[Link]:
    seams = base.cuts
    moved = [(base.position(part.base), side.position(part.side), part) for link in links for part in link.cut(seams)]
    for here, there, part in sorted(moved, key=itemgetter(0)):
        yield Link(here, here + part.base_end - part.base, there, there + part.side_end - part.side, part.layout)
