"""What somebody said of a place in a document, with name and time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """One contribution to a thread."""

    text: str
    who: str = ""
    when: str = ""
    """As ISO 8601 writes a time: ``2026-11-29T10:30:00Z``; empty where it is not known."""

    @property
    def signature(self) -> str:
        return signature(self.who, self.when) or "A reviewer"

    @property
    def told(self) -> str:
        """In one line: ``A. Reviser, 2026-11-29 10:30: a proper name``."""
        return ": ".join(part for part in (signature(self.who, self.when), self.text) if part)


def signature(who: str, when: str) -> str:
    """Who said something when, as reports for people have it.

    >>> signature("A. Reviser", "2026-11-29T10:30:00Z"), signature("", "2026-11-29T10:30:00Z")
    ('A. Reviser, 2026-11-29 10:30', '2026-11-29 10:30')
    """
    return ", ".join(part for part in (who, when[:16].replace("T", " ")) if part)
