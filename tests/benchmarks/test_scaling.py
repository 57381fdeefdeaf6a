"""A document four times as long is about four times the work, whatever it is made of; counted in calls, not in seconds."""

from __future__ import annotations

import cProfile
from collections.abc import Callable
from typing import TypeVar

import pytest

from qa.ground.document import Document
from qa.ground.source import Source
from tests.benchmarks.scaling import SHAPES, exponent
from tests.trials import shipped_checker

Given = TypeVar("Given")

_SHORT, _TIMES = 48_000, 4
_MOST = 1.25
"""The exponent of work that grows with the square is 2; a longer text of chance words holds a few more places to ask about."""


def _check(text: str) -> None:
    shipped_checker().check(Document(Source("speech.txt", text.encode(), "utf-8", b"", text), "text", text))


def calls(work: Callable[[Given], object], given: Given) -> int:
    """How many functions are called by a piece of work."""
    counted = cProfile.Profile()
    counted.runcall(work, given)
    return sum(entry.callcount for entry in counted.getstats())


@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_as_the_document_does(shape: str) -> None:
    short, long = (SHAPES[shape](size) for size in (_SHORT, _SHORT * _TIMES))
    _check(long)  # what is known of its tokens from now on costs nothing for either
    assert exponent((1, _TIMES), (calls(_check, short), calls(_check, long))) <= _MOST


@pytest.mark.parametrize(("costs", "expected"), [((3, 12, 48), 2), ((5, 10, 20), 1), ((7, 7, 7), 0)])
def test_the_exponent_is_the_slope_of_logarithms(costs: tuple[float, ...], expected: float) -> None:
    assert exponent((1, 2, 4), costs) == expected
