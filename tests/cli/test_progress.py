from __future__ import annotations

import io
import itertools
import re
from types import SimpleNamespace

import pytest

from qa.cli import progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize("shown", [False, True])
def test_every_item_comes_once_and_in_order(shown, monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    assert list(progress.with_progress((number for number in range(20)), 20, shown=shown)) == list(range(20))


def test_items_are_asked_for_one_at_a_time():
    asked = []
    items = progress.with_progress((asked.append(number) or number for number in range(5)), 5, shown=True)
    next(items)
    assert asked == [0]


def test_the_bar_tells_how_many_how_fast_and_how_long(monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    clock = itertools.count(0, 0.25)  # by a quarter of a second each time it is looked at
    monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    list(progress.with_progress((number for number in range(40)), 40, shown=True))
    assert re.search(r"Checking.* 20/40 +[\d.]+ a second, 0:0\d left", screen.getvalue())


def test_what_is_worked_on_is_let_go_when_the_bar_is(monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    ended = []

    def items():
        try:
            yield from range(9)
        finally:
            ended.append(True)

    shown = progress.with_progress(items(), 9, shown=True)
    next(shown)
    shown.close()
    assert ended == [True]
