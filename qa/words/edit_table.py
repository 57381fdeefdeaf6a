"""``rules/slips/edits.toml`` in; out come the kinds of slip, what each costs, and the forms that a slip may have been made of."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from qa.ground.prepared import shipped_table

if TYPE_CHECKING:
    from qa.words.decoder import Decoded

FOLDER, EDITS, CALIBRATION = "slips", "edits.toml", "calibration.toml"
"""Where they are in ``rules``; a folder of its own, because every TOML file of ``rules`` itself is one of rules."""


UNLISTED = "unlisted"
"""The edit that is none: nothing is likelier than a word that nothing knows."""


@dataclass(frozen=True, slots=True)
class SlipKind:
    """One kind of slip."""

    name: str
    family: str
    """The table of edits.toml that it stands in: letter, reading, glyph, token, join, case, contraction."""
    bits: float
    pairs: tuple[tuple[str, str], ...] = ()
    """What was seen, what was meant."""
    letters: str = ""
    """Of an edit of capitals: the letters that it is about; all when empty."""
    words: tuple[str, ...] = ()
    pattern: str = ""
    """Of an oddity: what it is, an expression."""


@dataclass(frozen=True)
class Edits:
    """All kinds of slip, each by its name."""

    by_name: Mapping[str, SlipKind]
    surcharge: Mapping[str, float]
    foreign: frozenset[str] = frozenset()
    """Little words of other languages, beside which a foreign word is no slip."""
    foreign_bits: float = 0.0
    titles: frozenset[str] = frozenset()
    title_bits: float = 0.0
    """What a name gains after one of these, which may be like any word."""
    hanging: frozenset[str] = frozenset()
    """Words before which a hyphen hangs rightly: short- and medium-term."""
    numbered: frozenset[str] = frozenset()
    """Words after which a lone sign is a number."""
    never_first: frozenset[str] = frozenset()
    never_last: frozenset[str] = frozenset()
    """What words are made with, and is no word that lost its blank: subsecretariat, propertyless."""
    hyphened_first: frozenset[str] = frozenset()
    """What stands before another word with a hyphen: ever-growing."""
    follows_freely: frozenset[str] = frozenset()
    follows_bits: float = 0.0
    """What it costs more to take one of these for the end of the word before it."""

    def __getitem__(self, name: str) -> SlipKind:
        return self.by_name[name]

    def weightiest(self, verdict: Decoded) -> str:
        """The name of the edit that weighs most in what was found best."""
        return max(verdict.best.meant.edits, key=self.bits) if verdict.best else UNLISTED

    def bits(self, name: str) -> float:
        return self.by_name[name].bits

    def family(self, family: str) -> Sequence[SlipKind]:
        return [edit for edit in self.by_name.values() if edit.family == family]


def read_edits(text: str, learnt: Mapping[str, float] = {}) -> Edits:
    """The kinds of slip of a file; ``learnt`` bits override its own."""
    return _edits(tomllib.loads(text), learnt)


def _edits(document: dict[str, Any], learnt: Mapping[str, float]) -> Edits:
    surcharge = {name: float(learnt.get(name, bits)) for name, bits in document.pop("surcharge").items()}
    company = document.pop("company")
    edits = [_edit(family, row, learnt) for family, rows in document.items() for row in rows]
    known: dict[str, Any] = {name: frozenset(said) if isinstance(said, list) else float(said) for name, said in company.items()}
    return Edits({edit.name: edit for edit in edits}, surcharge, **known)


def _edit(family: str, row: Mapping[str, Any], learnt: Mapping[str, float]) -> SlipKind:
    pairs = tuple((seen, meant) for seen, meant in row.get("pairs", ()))
    bits = float(learnt.get(row["name"], row["bits"]))
    return SlipKind(row["name"], family, bits, pairs, row.get("letters", ""), tuple(row.get("words", ())), row.get("pattern", ""))


@cache
def load_edits() -> Edits:
    """The kinds of slip of ``rules``, with the bits that were learnt."""
    learnt = shipped_table("rules", FOLDER, CALIBRATION).get("bits", {})
    return _edits(shipped_table("rules", FOLDER, EDITS), learnt)
