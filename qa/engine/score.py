"""The errors that a reviewer confirmed, and the words they were found in, to a score; what it weighs is data, ``rules/scores``.

It follows the Multidimensional Quality Metrics (MQM, linear model without calibration) and ISO 5060:2024 in this: every error
has a level, each level a penalty of 0, 1, 5 or 25; the score is 100 × (1 − penalties ÷ words); the words are those of the
target, as in ISO 5060; an issue that nobody confirmed is no error. It does not follow them in this: the types of errors weigh
alike, a level is told by the rule's severity and not by a person, the same error counts each time it stands there, and what no
rule looks for is not seen at all. So it is a score in the manner of MQM, for comparing texts checked with the same rules.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from qa.ground.finding import Severity
from qa.ground.resources import read_text


@dataclass(frozen=True, slots=True)
class ScoreModel:
    """What a score weighs."""

    penalties: dict[str, float]
    """By level, the gravest last."""
    levels: Mapping[Severity, str]
    least_words: int
    """Of fewer words there is no score."""
    threshold: float
    """The score from which a text passes."""

    def penalty(self, severity: Severity) -> float:
        return self.penalties[self.levels[severity]]

    def score(self, confirmed: Mapping[Severity, int], words: int) -> float | None:
        """From 0 to 100; None for a text too short for one.

        >>> score_model().score({Severity.ERROR: 1, Severity.WARNING: 5}, 2_000)
        99.5
        """
        if words < self.least_words:
            return None
        total = sum(self.penalty(severity) * count for severity, count in confirmed.items())
        return max(0.0, 100 * (1 - total / words))

    def told(self, confirmed: Mapping[Severity, int]) -> str:
        """How many of each level, the gravest first: ``1 major, 2 minor``; ``none`` for none."""
        levels = Counter[str]()
        for severity, count in confirmed.items():
            levels[self.levels[severity]] += count
        return ", ".join(f"{levels[level]:,} {level}" for level in reversed(self.penalties) if levels[level]) or "none"


@cache
def score_model() -> ScoreModel:
    """The one that the project's data say."""
    data = tomllib.loads(read_text("rules", "scores", "mqm.toml"))
    levels = {Severity(name): level for name, level in data["levels"].items()}
    return ScoreModel(data["penalties"], levels, data["least_words"], data["threshold"])
