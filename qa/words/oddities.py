"""A text in; out come the bits of the signs in it that no record should hold: the oddities of ``rules/slips/edits.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qa.words.edit_table import SlipKind

_MOST_KEPT = 100_000
ORDINARY = re.compile(
    r"""
    (?: ["(]?
        (?: [A-Za-z][a-z]* (?:-[A-Za-z][a-z]*)* | [A-Z]+ | \d{2,} )  # a word, perhaps with hyphens; an acronym; a number
        (?: 's )? [)"]?
        (?: [,;:?!]? (?: [ ]|$ ) | [.] (?: [ ](?![a-z])|$ ) | [,.]" (?: [ ]|$ ) )
    )*
    """,
    re.VERBOSE,
)
"""Words and numbers in which no oddity is found, as most are."""


class Oddities:
    """Some oddities, looked for all at once."""

    def __init__(self, edits: Iterable[SlipKind]) -> None:
        self._patterns: Sequence[tuple[re.Pattern[str], float]] = [(re.compile(edit.pattern), edit.bits) for edit in edits]
        self._any = re.compile("|".join(pattern.pattern for pattern, _ in self._patterns))
        self._told: dict[str, float] = {}

    def stand_in(self, text: str) -> bool:
        """Whether one of them stands in a text."""
        return not ORDINARY.fullmatch(text) and self._any.search(f"{text} ") is not None

    def bits(self, text: str) -> float:
        """What those in a text cost."""
        bits = self._told.get(text)
        if bits is None:
            if len(self._told) > _MOST_KEPT:
                self._told.clear()
            bits = self._told[text] = self._counted(f"{text} ") if self.stand_in(text) else 0.0
        return bits

    def _counted(self, spaced: str) -> float:
        return sum((bits * len(pattern.findall(spaced)) for pattern, bits in self._patterns), 0.0)
