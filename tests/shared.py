"""Corpora and schemas that may lie beside the project; tests that read them skip with the reason where they do not."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
_PLACES = (ROOT / "../shared", ROOT / "../../shared")


def beside(*path: str) -> Path | None:
    """The file or folder of this name beside the project; None where there is none."""
    found = (place.resolve().joinpath(*path) for place in _PLACES)
    return next((each for each in found if each.exists()), None)
