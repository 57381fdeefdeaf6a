"""Work to the same work with a progress bar on standard error, once it has taken a while."""

from __future__ import annotations

import sys
import time
from collections.abc import Generator
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

Item = TypeVar("Item")

PATIENCE = 1.0
"""Seconds before a bar appears: shorter work needs none."""


def with_progress(items: Generator[Item, None, None], length: int, *, shown: bool) -> Generator[Item, None, None]:
    """``items``, of which there are ``length``, as they come; a bar only where ``shown`` and if they take long.

    The bar says how many there have been, how many a second, and how long the others will take.
    """
    if not shown:
        yield from items
        return
    began = time.monotonic()
    with closing(items), ExitStack() as opened:
        bar = None
        for done, item in enumerate(items, start=1):
            yield item
            if bar is not None:
                bar.update(1, done)
            elif time.monotonic() - began > PATIENCE and done < length:
                bar = opened.enter_context(_bar(length, began))
                bar.update(done, done)


def _bar(length: int, began: float) -> ProgressBar[int]:
    def speed(done: int | None) -> str:
        seconds = max(time.monotonic() - began, 1e-3)
        left = seconds / done * (length - done) if done else 0.0
        return f"{(done or 0) / seconds:,.1f} a second, {int(left) // 60}:{int(left) % 60:02} left"

    return click.progressbar(
        range(length),
        length=length,
        file=sys.stderr,
        label="Checking",
        show_pos=True,
        show_percent=False,
        # Its own estimate counts from the moment when the bar appears.
        show_eta=False,
        item_show_func=speed,
    )
