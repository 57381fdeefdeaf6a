"""Speeches in one file larger and larger, and in more and more files: seconds and memory as a table, the seconds as a chart."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.accuracy.report import table
from tests.benchmarks.chart import Series, chart
from tests.benchmarks.processes import Command, Cost, run
from tests.benchmarks.scaling import exponent
from tests.benchmarks.texts import speeches

MEGABYTES = (1, 4, 16, 64)
"""Of one file."""
FILES = (10, 100, 1_000, 10_000)
_HEADS = ("what", "size", "wall s", "processor s", "less the start, s", "peak MiB", "codespell, times")

Make = Callable[[Path, int], int]
"""Writes what is to be checked of a size to an empty folder; gives its bytes."""


@dataclass(frozen=True, slots=True)
class Grown:
    """What one size took."""

    size: int
    data: int
    """Bytes."""
    own: Cost
    peer: Cost | None


@dataclass(frozen=True, slots=True)
class Growth:
    """The sizes of one kind, from the smallest up."""

    name: str
    start: float
    """Seconds of processor time of a run over a file without a word."""
    sizes: Sequence[Grown]

    def seconds(self, grown: Grown) -> float:
        """The processor time that the text took."""
        return max(grown.own.processor - self.start, 0.001)

    @property
    def exponent(self) -> float:
        """How the time grows with the bytes: 1 where twice as much takes twice as long."""
        if len(self.sizes) < 2:
            return 1.0
        return exponent([grown.data for grown in self.sizes], [self.seconds(grown) for grown in self.sizes])


def one_file(corpus: Path) -> Make:
    """Speeches one after the other in one file, as many megabytes as are asked for; from the first again when all are used."""

    def make(folder: Path, megabytes: int) -> int:
        left = megabytes * 1_000_000
        with (folder / "record.txt").open("wb") as stream:
            for path in itertools.cycle(sorted(speeches(corpus))):
                left -= stream.write(path.read_bytes() + b"\n\n")
                if left <= 0:
                    return megabytes * 1_000_000 - left
        raise AssertionError("a cycle has no end")

    return make


def many_files(corpus: Path) -> Make:
    """Paragraphs of speeches, each a file of its own."""

    def make(folder: Path, count: int) -> int:
        size = 0
        parts = (part for path in itertools.cycle(sorted(speeches(corpus))) for part in path.read_bytes().split(b"\n\n"))
        for number, part in zip(range(count), filter(bytes.strip, parts), strict=False):
            size += (folder / f"{number:05}.txt").write_bytes(part + b"\n")
        return size

    return make


def grow(name: str, sizes: Sequence[int], make: Make, own: Callable[[str], Command], peer: Command | None) -> Growth:
    """Check what ``make`` writes of each size, once; ``own`` is the command for a path, ``peer`` that of another program."""
    with tempfile.TemporaryDirectory() as empty:
        (Path(empty) / "empty.txt").write_text("\n", encoding="utf-8")
        run(own("."), Path(empty))  # so that what is kept of the data is there
        start = run(own("."), Path(empty)).processor
    return Growth(name, start, [_measured(size, make, own("."), peer) for size in sizes])


def _measured(size: int, make: Make, own: Command, peer: Command | None) -> Grown:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = make(folder, size)
        return Grown(size, data, run(own, folder), run(peer, folder) if peer else None)


def growth_table(growths: Sequence[Growth]) -> str:
    """Every size of every kind, and the exponent of each kind."""
    exponents = ", ".join(f"{growth.name}: exponent {growth.exponent:.2f}" for growth in growths)
    return f"{table(_HEADS, [row for growth in growths for row in _rows(growth)])}\n\n{exponents}."


def _rows(growth: Growth) -> Iterator[tuple[str, ...]]:
    for grown in growth.sizes:
        own, peer = grown.own, grown.peer
        ratio = f"{own.processor / peer.processor:.1f}" if peer else "not run"
        cells = (f"{own.wall:.2f}", f"{own.processor:.2f}", f"{growth.seconds(grown):.2f}", f"{own.peak:.0f}", ratio)
        yield growth.name, f"{grown.size:,}", *cells


def growth_chart(growths: Sequence[Growth]) -> str:
    """Seconds of processor time over megabytes, both by their logarithms, as SVG."""
    lines = [
        Series(f"{growth.name} ({growth.exponent:.2f})", [(grown.data / 1e6, growth.seconds(grown)) for grown in growth.sizes])
        for growth in growths
    ]
    return chart("qa check: processor time by size, and its exponent", "MB", "seconds", lines)
