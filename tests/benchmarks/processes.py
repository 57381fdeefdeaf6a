"""Commands in, costs out: whole processes, run by turns so that whatever else the machine does falls on all alike."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a command took, its children included."""

    wall: float
    """Seconds that went by."""
    processor: float
    """Seconds of processor time, user and system."""
    peak: float
    """MiB of memory at the highest. Not below what this process holds itself, which the kernel counts in."""


@dataclass(frozen=True, slots=True)
class Costs:
    """The runs of one command, in order. Law: the n-th runs of all commands compared followed one another."""

    runs: tuple[Cost, ...]

    @property
    def wall(self) -> float:
        return median(run.wall for run in self.runs)

    @property
    def processor(self) -> float:
        return median(run.processor for run in self.runs)

    @property
    def peak(self) -> float:
        return max(run.peak for run in self.runs)

    def ratio(self, other: Costs) -> float:
        """How many times the processor time of ``other``: the median over the pairs of runs."""
        pairs = zip(self.runs, other.runs, strict=True)
        return median(own.processor / its.processor for own, its in pairs)


@dataclass(frozen=True, slots=True)
class Command:
    """A program with its arguments, and the exit statuses it ends with when it has done its work."""

    arguments: tuple[str, ...]
    accepted: tuple[int, ...] = (0,)


def compare(commands: Mapping[str, Command], rounds: int, folder: Path) -> dict[str, Costs]:
    """Run every command once unmeasured and then ``rounds`` times in turn (A B A B …) in ``folder``.

    Raises RuntimeError when one ends with a status it should not end with: a command that fails is quick.
    """
    for command in commands.values():
        run(command, folder)
    runs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(run(command, folder))
    return {name: Costs(tuple(each)) for name, each in runs.items()}


def run(command: Command, folder: Path) -> Cost:
    """Run a command, its output thrown away. Raises RuntimeError as ``compare`` does."""
    begun = time.perf_counter()
    process = subprocess.Popen(command.arguments, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)  # so that Popen does not wait for it again
    if process.returncode not in command.accepted:
        raise RuntimeError(f"{' '.join(command.arguments[:6])} … ended with {process.returncode}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
