"""Waiting for what happens, as long as it takes: no test goes by how fast a machine is."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 120.0
"""Seconds after which what is waited for will not happen any more; no test that holds comes near it."""


def wait_until(happened: Callable[[], object]) -> None:
    """Until it has happened. Raises TimeoutError where it never does."""
    until = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > until:
            raise TimeoutError("what was waited for did not happen")
        time.sleep(0.005)
