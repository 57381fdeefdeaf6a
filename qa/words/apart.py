"""A run of letters to the words that ran together in it, the likeliest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

_LONGEST = 60
_WAYS = 4


@dataclass(frozen=True, slots=True)
class Apart:
    """One way to take a run apart: the words, and the blanks and hyphens that were lost between them."""

    text: str
    blanks: int
    hyphens: int


def taken_apart(
    run: str, bits: Callable[[str], float | None], compound: Callable[[str], str | None], lost: float, lost_hyphen: float
) -> list[Apart]:
    """The likeliest ways, at most four, by words alone; the company they would stand in is weighed later.

    ``bits`` of a piece, None where it can be no word; ``compound`` gives what a run is with its hyphens.
    """
    ways: list[list[tuple[float, tuple[str, ...]]]] = [[(0.0, ())]]
    if len(run) > _LONGEST:
        return []
    for end in range(1, len(run) + 1):
        here: list[tuple[float, tuple[str, ...]]] = []
        for start in range(max(0, end - 22), end):
            if ways[start] and (cost := bits(run[start:end])) is not None:
                here += [(total + cost + lost, (*parts, run[start:end])) for total, parts in ways[start]]
        ways.append(sorted(here)[:_WAYS])
    found = [Apart(" ".join(parts), len(parts) - 1, 0) for _, parts in ways[-1] if len(parts) > 1]
    if whole := compound(run):
        found.insert(0, Apart(whole, 0, whole.count("-")))
    return found
