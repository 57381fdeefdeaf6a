"""The exit statuses of the command."""

from __future__ import annotations

from enum import IntEnum


class Status(IntEnum):
    """What a run tells the shell; UNREADABLE wins over FINDINGS."""

    GOOD = 0
    FINDINGS = 1
    WRONG_USE = 2
    UNREADABLE = 3
    # As a shell reports a program that a signal ended: 128 and the signal's number.
    INTERRUPTED = 130
    BROKEN_PIPE = 141
    TERMINATED = 143
