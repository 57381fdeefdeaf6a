"""A document four times as long is about four times the work, whatever it is made of; counted in calls, not in seconds."""

from __future__ import annotations

import cProfile
from collections.abc import Callable
from itertools import pairwise
from typing import TypeVar

import pytest

from qa.ground.document import Document
from qa.ground.source import Source
from tests.benchmarks.scaling import SHAPES, exponent
from tests.trials import shipped_checker

Given = TypeVar("Given")

_SIZE, _PARTS = 48_000, 4
_MOST = 1.15
"""The exponent of work that grows with the square is 2."""


def parts(text: str, count: int) -> list[str]:
    """A text of SHAPES cut where sentences begin."""
    starts = [0, *(text.index("The ", len(text) * number // count) for number in range(1, count)), len(text)]
    return [text[start:end] for start, end in pairwise(starts)]


def _check(text: str) -> None:
    shipped_checker().check(Document(Source("speech.txt", text.encode(), "utf-8", b"", text), "text", text))


def calls(work: Callable[[Given], object], given: Given) -> int:
    """How many functions are called by a piece of work."""
    counted = cProfile.Profile()
    counted.runcall(work, given)
    return sum(entry.callcount for entry in counted.getstats())


@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_as_the_document_does(shape: str) -> None:
    whole = SHAPES[shape](_SIZE)
    _check(whole)  # what is known of its tokens from now on costs nothing for either
    # All parts are counted: chance puts what is worth a question into some of them, and what it costs is in the whole too.
    of_parts = sum(calls(_check, part) for part in parts(whole, _PARTS))
    assert exponent((1, _PARTS), (of_parts / _PARTS, calls(_check, whole))) <= _MOST


def test_parts_are_about_as_long_and_together_the_whole() -> None:
    whole = SHAPES["prose, short paragraphs"](_SIZE)
    cut = parts(whole, _PARTS)
    assert "".join(cut) == whole
    assert all(abs(len(part) - _SIZE / _PARTS) < _SIZE / 100 and part.startswith("The ") for part in cut)


@pytest.mark.parametrize(("costs", "expected"), [((3, 12, 48), 2), ((5, 10, 20), 1), ((7, 7, 7), 0)])
def test_the_exponent_is_the_slope_of_logarithms(costs: tuple[float, ...], expected: float) -> None:
    assert exponent((1, 2, 4), costs) == expected
