"""Figures of a measured version into a table that is kept with the code, and the table to a chart of how they changed.

Only ratios to another program of the same run are kept: seconds say more of the machine than of the code.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.chart import Series, chart

_HEAD = "version\tfigure\tratio"


@dataclass(frozen=True, slots=True)
class Measurement:
    """A ratio that a version came to."""

    version: str
    figure: str
    ratio: float


def read_history(file: Path) -> list[Measurement]:
    """What was kept, the oldest first; nothing where there is no file. Raises ValueError naming the line of what is none."""
    if not file.exists():
        return []
    measured = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()[1:], start=2):
        version, _, rest = line.partition("\t")
        figure, _, ratio = rest.partition("\t")
        if not (version and figure and ratio):
            raise ValueError(f"{file.name}, line {number}: expected a version, a figure and a ratio, found {line!r}")
        measured.append(Measurement(version, figure, float(ratio)))
    return measured


def write_history(file: Path, measured: Iterable[Measurement]) -> None:
    """Keep measurements; one of a version and figure that is there already takes its place."""
    kept = {(each.version, each.figure): each for each in (*read_history(file), *measured)}
    rows = (f"{each.version}\t{each.figure}\t{each.ratio:.2f}" for each in kept.values())
    file.write_text("\n".join((_HEAD, *rows)) + "\n", encoding="utf-8")


def history_chart(measured: Iterable[Measurement]) -> str:
    """The ratios of each figure, version by version, as SVG."""
    listed = list(measured)
    numbers = {version: number for number, version in enumerate(dict.fromkeys(each.version for each in listed), start=1)}
    lines = [
        Series(figure, [(numbers[each.version], each.ratio) for each in listed if each.figure == figure])
        for figure in dict.fromkeys(each.figure for each in listed)
    ]
    across = ", ".join(f"{number}: {version}" for version, number in numbers.items())
    return chart("Processor time, so many times that of the program it is compared with", across, "times", lines)
