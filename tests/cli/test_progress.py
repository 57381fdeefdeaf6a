from __future__ import annotations

import pytest

from qa.cli import progress


@pytest.mark.parametrize("shown", [False, True])
def test_every_item_comes_once_and_in_order(shown, monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    assert list(progress.with_progress(iter(range(20)), 20, shown=shown)) == list(range(20))


def test_items_are_asked_for_one_at_a_time():
    asked = []
    items = progress.with_progress((asked.append(number) or number for number in range(5)), 5, shown=True)
    next(items)
    assert asked == [0]
