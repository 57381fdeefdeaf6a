"""What the source and the translation name, bead by bead."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from qa.beads.bitext import Bitext, BitextSide
from qa.facts.mentions import Mention, names_in
from qa.ground.bitext import Bead
from qa.ground.span import Span


@dataclass(frozen=True, slots=True)
class Named:
    """A bead and the States and bodies that its two sides name."""

    bead: Bead
    source: tuple[Mention, ...]
    target: tuple[Mention, ...]


def named(bitext: Bitext) -> Sequence[Named]:
    """What each bead names, in the order of the beads; nothing where the names of one of the languages are not known."""
    return bitext.once("what is named", lambda: _named(bitext))


def names_of(mentions: Sequence[Mention]) -> frozenset[str]:
    """All rows of the tables that they may mean."""
    return frozenset(name for mention in mentions for name in mention.names)


def _named(bitext: Bitext) -> Sequence[Named]:
    source, target = _mentions(bitext.source), _mentions(bitext.target)
    if source is None or target is None:
        return ()
    here = in_source(bitext, source)
    there = in_target(bitext, target)
    return [Named(bead, tuple(here.get(number, ())), tuple(there.get(number, ()))) for number, bead in enumerate(bitext.beads)]


def _mentions(side: BitextSide) -> list[Mention] | None:
    names = names_in(side.language)
    return names.mentions(side.reading.text) if names else None


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


Place = TypeVar("Place", bound=_Placed)


def in_source(bitext: Bitext, places: Iterable[Place]) -> dict[int, list[Place]]:
    """By the number of the bead that they begin in, the places of the source, in their order; only beads that hold some."""
    return _within(places, bitext.once("beads by source", lambda: _Order([bead.source for bead in bitext.beads])))


def in_target(bitext: Bitext, places: Iterable[Place]) -> dict[int, list[Place]]:
    """The same for places of the target."""
    return _within(places, bitext.once("beads by target", lambda: _Order([bead.target for bead in bitext.beads])))


class _Order:
    """Spans in the order of their text."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.numbers = sorted(range(len(spans)), key=lambda number: (spans[number].start, spans[number].end))
        self.starts = [spans[number].start for number in self.numbers]
        self.ends = [spans[number].end for number in self.numbers]


def _within(places: Iterable[Place], order: _Order) -> dict[int, list[Place]]:
    found: dict[int, list[Place]] = {}
    for place in places:
        index = bisect_right(order.starts, place.start) - 1
        if index >= 0 and place.start < order.ends[index]:
            found.setdefault(order.numbers[index], []).append(place)
    return found
