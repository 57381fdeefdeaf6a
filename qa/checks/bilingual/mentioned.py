"""What the source and the translation name, bead by bead."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

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
    starts = [mention.start for mention in source], [mention.start for mention in target]
    return [
        Named(bead, tuple(source[_within(bead.source, starts[0])]), tuple(target[_within(bead.target, starts[1])]))
        for bead in bitext.beads
    ]


def _mentions(side: Side) -> list[Mention] | None:
    names = names_in(side.language)
    return names.mentions(side.reading.text) if names else None


def _within(span: Span, starts: Sequence[int]) -> slice:
    return slice(bisect_left(starts, span.start), bisect_left(starts, span.end))
