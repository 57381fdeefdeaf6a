"""Work to the same work with a progress bar on standard error, once it has taken a while."""

from __future__ import annotations

import sys
import time
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from typing import TypeVar

import click

Item = TypeVar("Item")

PATIENCE = 1.0
"""Seconds before a bar appears: shorter work needs none."""


def with_progress(items: Iterator[Item], length: int, *, shown: bool) -> Generator[Item, None, None]:
    """``items``, of which there are ``length``, as they come; a bar only where ``shown`` and if they take long."""
    if not shown:
        yield from items
        return
    began = time.monotonic()
    with ExitStack() as closing:
        bar = None
        for done, item in enumerate(items, start=1):
            yield item
            if bar is not None:
                bar.update(1)
            elif time.monotonic() - began > PATIENCE and done < length:
                bar = closing.enter_context(click.progressbar(length=length, file=sys.stderr, label="Checking"))
                bar.update(done)
