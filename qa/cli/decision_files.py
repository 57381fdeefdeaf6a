"""The files of ``--decisions``, read; what is damaged in them is said, a line each, and the rest holds."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from qa.cli.say import say

if TYPE_CHECKING:
    from qa.decisions.record import Decisions


def read_decided(paths: Iterable[Path]) -> tuple[Decisions, ...]:
    """The files in order. Raises QaError for one that cannot be read at all, or is no file of decisions."""
    from qa.decisions.record import find_decisions

    files = tuple(find_decisions(paths))
    for file in files:
        for fault in file.faults:
            say(f"{fault}; left out")
    return files


def are_whole(files: Iterable[Decisions]) -> bool:
    """Whether nothing in them was damaged."""
    return not any(file.faults for file in files)
