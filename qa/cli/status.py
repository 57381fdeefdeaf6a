"""The exit statuses of the command."""

from __future__ import annotations

from enum import IntEnum


class Status(IntEnum):
    """What a run tells the shell; UNREADABLE wins over FINDINGS."""

    GOOD = 0
    FINDINGS = 1
    WRONG_USE = 2
    UNREADABLE = 3
    BUG = 70
    """Our own mistake, told with its traceback: EX_SOFTWARE of sysexits.h, so that no job takes it for findings."""
    # As a shell reports a program that a signal ended: 128 and the signal's number.
    INTERRUPTED = 130
    BROKEN_PIPE = 141
    TERMINATED = 143
