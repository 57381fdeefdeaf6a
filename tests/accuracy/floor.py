"""Figures that were reached, in floor.toml, and today's: which of them are worse.

The floor is raised by ``make accuracy-floor``, which never lowers it; who has a reason to lower it edits the file and says
why in the commit. Kept are shares in per cent, rounded down, and rates, rounded up, to one decimal.
"""

from __future__ import annotations

import math
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.accuracy import changes
from tests.accuracy.checkers import IN_THIS_PROCESS
from tests.accuracy.errors import GROUPS
from tests.accuracy.injected import project_set
from tests.accuracy.measuring import Contender, Labelled, measure_labelled
from tests.accuracy.records import labelled_records
from tests.accuracy.scoring import SURFACE, Score

KEPT = Path(__file__).with_name("floor.toml")

Figures = dict[str, dict[str, float]]
"""By the name of the set, then by the name of the figure."""

ALARMS = "false alarms per 10,000 words"
"""The one figure of which less is better."""


def measure_today(shared: Path) -> Figures:
    """What our own checker reaches on the sets that are read in seconds, in this process."""
    contender = Contender(IN_THIS_PROCESS, "", "")
    with tempfile.TemporaryDirectory() as folder:
        sets = (*labelled_records(shared), project_set(Path(folder), shared))
        checked = {each.name: figures(measure_labelled(each, [contender])) for each in sets if each.present}
    compared = {name: _down(*of) for name, of in changes.figures(changes.kept_cases()).items()}
    return {**checked, changes.NAME: compared}


def figures(labelled: Labelled) -> dict[str, float]:
    """Today's figures of our own checker on one set, by name."""
    score = labelled.scores["qa"]
    groups = _injected(score) if labelled.records.originals else {"surface errors": SURFACE, "all errors": score.kinds}
    shares = {
        f"{name} {what}": _down(getattr(tally, what), tally.labels)
        for name, kinds in groups.items()
        if (tally := score.tally(kinds)).labels
        for what in ("found", "corrected")
    }
    shares["precision"] = _down(score.flags - len(score.alarms), score.flags)
    shares["sure findings right"] = _down(score.sure - len(score.sure_wrong), score.sure)
    return {**shares, ALARMS: math.ceil(score.alarm_rate * 10 - 1e-9) / 10}


def _injected(score: Score) -> Mapping[str, tuple[str, ...]]:
    return {**GROUPS, "all errors": score.kinds}


def _down(part: int, whole: int) -> float:
    """In per cent; nothing is all of nothing."""
    return math.floor(1000 * part / whole + 1e-9) / 10 if whole else 100.0


def falls(floor: Figures, today: Figures) -> Iterator[str]:
    """Each figure of today that is worse than the floor, or that the floor has and today has not."""
    for name, kept in floor.items():
        for figure, value in kept.items() if name in today else ():
            now = today[name].get(figure)
            if now is None or _worse(figure)(now, value):
                yield f"{name}: {figure} was {value}, is {now}"


def raised(floor: Figures, today: Figures) -> Figures:
    """The better of both for each figure; what was not measured today stays."""
    better: Figures = {name: dict(kept) for name, kept in floor.items()}
    for name, now in today.items():
        kept = better.setdefault(name, {})
        for figure, value in now.items():
            if figure not in kept or _worse(figure)(kept[figure], value):
                kept[figure] = value
    return better


def _worse(figure: str) -> Callable[[float, float], bool]:
    return float.__gt__ if figure == ALARMS else float.__lt__


def read_floor(text: str) -> Figures:
    """The figures of a file such as floor.toml. Raises tomllib.TOMLDecodeError, and ValueError for what is no number."""
    return {name: {figure: float(value) for figure, value in kept.items()} for name, kept in tomllib.loads(text).items()}


_HEAD = """\
# What `make accuracy` has reached, in per cent where it is a share: tests/accuracy/test_floor.py fails for whatever falls below.
# `make accuracy-floor` raises it. Lower a figure by hand only, and say why.
"""


def write_floor(floor: Figures) -> str:
    """The text of floor.toml."""
    parts = [_HEAD]
    for name, kept in floor.items():
        lines = "".join(f'"{figure}" = {value}\n' for figure, value in kept.items())
        parts.append(f'\n["{name}"]\n{lines}')
    return "".join(parts)
