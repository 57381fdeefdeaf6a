"""An end for an input that is never done with: by the processor time that it took, which is the same on a busy machine."""

from __future__ import annotations

import signal
from collections.abc import Callable
from types import FrameType


class Hanging(BaseException):
    """An input took all the time that it may; no ``except Exception`` on the way keeps that back."""


def within(seconds: float, run: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """``run``, which raises Hanging where one input takes more than ``seconds`` of this process's time.

    Regular expressions hear of it too. A library that never comes back to Python does not: libFuzzer ends that, by the clock.
    """

    def limited(data: bytes) -> None:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        try:
            run(data)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    def late(number: int, frame: FrameType | None) -> None:
        raise Hanging(f"no end after {seconds:g} seconds of processor time")

    signal.signal(signal.SIGPROF, late)
    return limited
