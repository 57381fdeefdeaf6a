"""Two readings side by side: what a check of a translation reads."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from qa.ground.bitext import Bead, Beside
from qa.ground.span import Span
from qa.text.reading import Reading

Known = TypeVar("Known")

SURE_ENOUGH = 0.5
"""The least confidence of a bead from which something may be called missing or added."""


@dataclass(frozen=True, slots=True)
class BitextSide:
    """One of the two texts, in its language. Offsets are code points of the reading's text (its view)."""

    reading: Reading
    language: str
    """By its two letters (ISO 639-1)."""

    def text(self, span: Span) -> str:
        """What stands at ``span``, without the wraps of its lines."""
        return self.reading.text[span.slice]


@dataclass(frozen=True, slots=True)
class Bitext:
    """A source and a target with the beads that hold them together; spans are of the readings' texts.

    Laws: the beads' targets are in order and do not overlap, so are their sources but for passages that changed places;
    every word of either side that is no page furniture lies in exactly one bead of sentences and one of paragraphs.
    """

    source: BitextSide
    target: BitextSide
    beads: tuple[Bead, ...]
    """Sentences, or the units of a file of pairs."""
    paragraphs: tuple[Bead, ...]
    """The paragraphs that the sentences lie in; the units themselves in a file of pairs."""
    glossaries: tuple[Path, ...] = ()
    """Files of terms that the target has to use."""
    _known: dict[Hashable, object] = field(default_factory=dict, compare=False, repr=False)

    def once(self, key: Hashable, compute: Callable[[], Known]) -> Known:
        """What several checks ask for, such as the values of a bead, computed when it is first asked for."""
        if key not in self._known:
            self._known[key] = compute()
        return self._known[key]  # type: ignore[return-value]

    def beside(self) -> Beside:
        """What reports need of it: spans of the documents' texts, and how much was held against the source."""
        words = [len(self.target.text(bead.target).split()) for bead in self.beads]
        aligned = sum(
            count for count, bead in zip(words, self.beads, strict=True) if bead.confidence >= SURE_ENOUGH and len(bead.source)
        )
        return Beside(
            self.source.reading.document,
            self.source.language,
            self.target.language,
            tuple(map(self._outer, self.beads)),
            aligned,
            sum(words),
        )

    def _outer(self, bead: Bead) -> Bead:
        return Bead(
            self.source.reading.view.outer(bead.source),
            self.target.reading.view.outer(bead.target),
            bead.name,
            bead.confidence,
            bead.paragraph,
        )
