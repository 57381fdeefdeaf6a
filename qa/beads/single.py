"""Passages that are known to say the same to a bitext: the units of a file of pairs, an example of a rule."""

from __future__ import annotations

from collections.abc import Iterable

from qa.beads.bitext import Bitext, BitextSide
from qa.ground.bitext import Bead
from qa.ground.document import Document
from qa.ground.span import Span
from qa.text.reading import Reading


def paired(source: Document, target: Document, languages: tuple[str, str], units: Iterable[tuple[str, Span, Span]]) -> Bitext:
    """A bitext of ready pairs: each with its name, and its spans of the two documents' texts."""
    sides = Reading(source), Reading(target)
    ways = [side.view.offsets.inverse() for side in sides]
    beads = tuple(
        Bead(ways[0].outer(here), ways[1].outer(there), name, 1.0, number) for number, (name, here, there) in enumerate(units)
    )
    return Bitext(BitextSide(sides[0], languages[0]), BitextSide(sides[1], languages[1]), beads, beads)
