"""Time limits that are over when what they limit says so: nobody waits for one, and none is over because a machine is slow."""

from __future__ import annotations

import faulthandler
from collections.abc import Callable
from typing import Any

_later = faulthandler.dump_traceback_later
_begun: list[tuple[float, dict[str, Any]]] = []


def end_on_request(set_attribute: Callable[[object, str, object], None]) -> None:
    """Have the limits of this process and of those that are forked from it wait for ``end``."""
    set_attribute(faulthandler, "dump_traceback_later", _noted)


def _noted(seconds: float, **options: Any) -> None:
    _begun.append((seconds, options))


def end() -> None:
    """Let the last limit, if there is one, be over in a ten-thousandth of its time."""
    if _begun:
        seconds, options = _begun[-1]
        _later(seconds / 10_000, **options)
