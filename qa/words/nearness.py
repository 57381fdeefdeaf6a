"""How near names and acronyms must be to be slips of each other: the numbers of ``rules/slips/nearness.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from qa.ground.prepared import shipped_table


@dataclass(frozen=True, slots=True)
class NameNearness:
    """Letters, but for the last three; what each is stands beside it in the file."""

    shortest: int
    shortest_pair: int
    shortest_shape: int
    long: int
    longest_ending: int
    readings: int
    feminine: tuple[str, ...]
    plain: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AcronymNearness:
    """Ratios, then letters; what each is stands beside it in the file."""

    ratio: int
    known_ratio: int
    swap_ratio: int
    far_ratio: int
    introduced: int
    changed_far: int
    swapped_far: int
    changed_alone: int
    swapped_alone: int
    two_slips: int


@cache
def name_nearness() -> NameNearness:
    table = _tables()["name"]
    return NameNearness(**table | {"feminine": tuple(table["feminine"])})


@cache
def acronym_nearness() -> AcronymNearness:
    return AcronymNearness(**_tables()["acronym"])


def _tables() -> dict[str, Any]:
    return shipped_table("rules", "slips", "nearness.toml")
