"""``rules/slips/calibration.toml`` in: from how many bits a verdict is sure, likely or advice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from qa.ground.finding import Confidence
from qa.ground.prepared import shipped_table
from qa.words.decoder import Decoded
from qa.words.edit_table import CALIBRATION, FOLDER


@dataclass(frozen=True, slots=True)
class Threshold:
    """Bits. ``likely`` and ``advice`` are against what stands, ``sure`` is against the second candidate too."""

    sure: int
    likely: int
    advice: int

    def confidence(self, over_keep: float, margin: float) -> Confidence | None:
        """None for silence. Law: more bits are never less certain."""
        if over_keep >= self.likely:
            return Confidence.SURE if margin >= self.sure else Confidence.LIKELY
        return Confidence.ADVICE if over_keep >= self.advice else None


@dataclass(frozen=True, slots=True)
class Thresholds:
    """A threshold for each group: a reason of suspicion with the weightiest edit, the reason alone, or "all"."""

    groups: Mapping[str, Threshold]

    def confidence(self, reason: str, edit: str, verdict: Decoded, ease: float = 0.0) -> Confidence | None:
        """None for silence; ``ease``: how many bits less of evidence is asked for, but to be sure."""
        return self.of(reason, edit).confidence(verdict.over_keep + ease, verdict.margin)

    def of(self, reason: str, edit: str) -> Threshold:
        return self.groups.get(f"{reason} {edit}") or self.groups.get(reason) or self.groups["all"]


@cache
def load_thresholds() -> Thresholds:
    rows: Mapping[str, Mapping[str, int]] = shipped_table("rules", FOLDER, CALIBRATION)["thresholds"]
    return Thresholds({group: Threshold(**row) for group, row in rows.items()})
