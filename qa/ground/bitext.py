"""What a translation is held against: the speech as it was delivered, and which of its passages say the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from qa.ground.document import Document
from qa.ground.span import Span

LANGUAGES: Mapping[str, str] = MappingProxyType(
    {"ar": "Arabic", "en": "English", "es": "Spanish", "fr": "French", "ru": "Russian", "zh": "Chinese"}
)
"""What a source and a target may be in, the official languages of the United Nations, by their two letters (ISO 639-1)."""


@dataclass(frozen=True, slots=True)
class Bead:
    """A passage of the source and the passage of the target that says the same.

    Either is empty where it has no counterpart: then it stands where the counterpart would belong.
    """

    source: Span
    target: Span
    name: str
    """The pair's id in a file of pairs; in documents the 1-based number of the bead."""
    confidence: float
    """From 0 to 1: how sure it is that the two belong together; 1 in files of pairs."""
    paragraph: int
    """The 0-based number of the bead of paragraphs that it lies in."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The source that a document was held against, for reports. Spans are code points of either document's text."""

    document: Document
    """The source."""
    source_language: str
    """By its two letters (ISO 639-1): ``fr``."""
    target_language: str
    beads: tuple[Bead, ...]
    """In the order of the target."""
    aligned: int
    """Words of the target in beads that are sure enough for something to be called missing."""
    words: int
    """Words of the target."""

    @property
    def path(self) -> str:
        return self.document.path

    @property
    def coverage(self) -> float:
        """The share of the target that was held against the source, from 0 to 1."""
        return self.aligned / self.words if self.words else 1.0
