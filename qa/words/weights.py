"""What the decoder weighs candidates with: the numbers of ``rules/slips/weights.toml``, each explained there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from qa.ground.prepared import shipped_table
from qa.words.edit_table import FOLDER

WEIGHTS = "weights.toml"


@dataclass(frozen=True, slots=True)
class LanguageWeights:
    """Bits, shares and counts."""

    unknown_word: float
    unknown_name: float
    unknown_acronym: float
    letter: float
    document: float
    pair: float
    triple: float
    listed: float
    rare: float
    in_compound: float
    strange_compound: float
    unknown: float
    said_anywhere: float
    function_word: float
    shortest: int
    fits: float


@dataclass(frozen=True, slots=True)
class RepetitionWeights:
    """Bits."""

    word: float
    name: float
    common_word: float
    common_name: float
    company: float


@dataclass(frozen=True, slots=True)
class HalvesWeights:
    """Counts, and how many times one is the other."""

    side_by_side: int
    commoner: int
    commoner_compound: int


@dataclass(frozen=True, slots=True)
class TitlesWeights:
    """How many times one is the other."""

    commoner: int


@dataclass(frozen=True, slots=True)
class DoubtedWeights:
    """Bits, and names of edits."""

    read_amiss: float
    edits: tuple[str, ...]
    used: int
    """A frequency class."""


@dataclass(frozen=True, slots=True)
class HyphenedWeights:
    """Counts, and how many times one is the other."""

    often: int
    seldom: int
    far_more: int
    always: frozenset[str]
    """Beginnings of words."""


@dataclass(frozen=True, slots=True)
class StopsWeights:
    """A count, and bits."""

    many: int
    misread: float


@cache
def language_weights() -> LanguageWeights:
    return LanguageWeights(**_tables()["language"])


@cache
def repetition_weights() -> RepetitionWeights:
    return RepetitionWeights(**_tables()["repeated"])


@cache
def halves_weights() -> HalvesWeights:
    return HalvesWeights(**_tables()["halves"])


@cache
def titles_weights() -> TitlesWeights:
    return TitlesWeights(**_tables()["titles"])


@cache
def doubted_weights() -> DoubtedWeights:
    table = _tables()["doubted"]
    return DoubtedWeights(table["read_amiss"], tuple(table["edits"]), table["used"])


@cache
def hyphened_weights() -> HyphenedWeights:
    table = _tables()["hyphened"]
    return HyphenedWeights(table["often"], table["seldom"], table["far_more"], frozenset(table["always"]))


@cache
def stops_weights() -> StopsWeights:
    return StopsWeights(**_tables()["stops"])


@cache
def _tables() -> dict[str, Any]:
    return shipped_table("rules", FOLDER, WEIGHTS)
