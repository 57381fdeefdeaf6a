"""Reports, corrections and comparisons of a text four times as long are about four times the work; counted in calls."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

import pytest

import qa
from qa.compare.comparison import Comparison
from qa.engine.checked import Checked
from qa.writers import COMPARISON_WRITERS, WRITERS
from tests.benchmarks.commands import texts
from tests.benchmarks.scaling import exponent
from tests.benchmarks.test_scaling import calls

_SHORT, _TIMES = 6_000, 4
_MOST = 1.2


@cache
def _checked(size: int) -> Checked:
    return qa.check(texts(size)["old.txt"])


@cache
def _compared(size: int) -> Comparison:
    return qa.diff(texts(size)["old.txt"], texts(size)["new.txt"])


def _written(make: Callable[[int], Checked | Comparison], form: str, size: int) -> object:
    return qa.report(make(size), form)


def _merge(size: int) -> object:
    versions = texts(size)
    return qa.merge(versions["old.txt"], versions["new.txt"], versions["third.txt"])


WORK: dict[str, Callable[[int], object]] = {
    **{f"check -o {form}": partial(_written, _checked, form) for form in WRITERS},
    **{f"diff -o {form}": partial(_written, _compared, form) for form in COMPARISON_WRITERS},
    "fix": lambda size: qa.fix(texts(size)["old.txt"]),
    "diff": lambda size: qa.diff(texts(size)["old.txt"], texts(size)["new.txt"]),
    "merge": _merge,
    "bitext": lambda size: qa.bitext(texts(size)["pairs.tsv"].encode()),
    "bitext of two documents": lambda size: qa.bitext(texts(size)["source.txt"], texts(size)["target.txt"], "fr", "en"),
}


@pytest.mark.parametrize("name", WORK)
def test_work_grows_as_the_text_does(name: str) -> None:
    work = WORK[name]
    sizes = (_SHORT, _SHORT * _TIMES)
    for size in sizes:
        work(size)  # what is loaded and remembered costs nothing from now on
    assert exponent((1, _TIMES), [calls(work, size) for size in sizes]) <= _MOST
