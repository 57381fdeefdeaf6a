"""What the source and the translation name, bead by bead."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from qa.beads.bitext import Bitext, Side
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
    here = within(source, [bead.source for bead in bitext.beads])
    there = within(target, [bead.target for bead in bitext.beads])
    return [Named(bead, tuple(here.get(number, ())), tuple(there.get(number, ()))) for number, bead in enumerate(bitext.beads)]


def _mentions(side: Side) -> list[Mention] | None:
    names = names_in(side.language)
    return names.mentions(side.reading.text) if names else None


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


Place = TypeVar("Place", bound=_Placed)


def within(places: Iterable[Place], spans: Sequence[Span]) -> dict[int, list[Place]]:
    """By the number of the span that they begin in, the places of a text, in their order; only spans that hold some."""
    order = sorted(range(len(spans)), key=lambda number: spans[number])
    starts = [spans[number].start for number in order]
    found: dict[int, list[Place]] = {}
    for place in places:
        index = bisect_right(starts, place.start) - 1
        if index >= 0 and place.start < spans[order[index]].end:
            found.setdefault(order[index], []).append(place)
    return found
