"""Lines for a person to standard error, and bytes to standard output or a file."""

from __future__ import annotations

import sys
from pathlib import Path

import click


def say(line: str) -> None:
    """Write a line to standard error, with what a terminal would obey made visible."""
    from qa.writers.terminal import visible

    click.echo(visible(line), err=True)


def write_out(data: bytes, path: Path | None = None, *, read: bytes | None = None) -> None:
    """Write ``data`` to standard output, or put it in the place of what ``path`` holds, which is still ``read``."""
    from qa.batch.atomic import write_atomically

    if path is not None:
        write_atomically(path, data, read=read)
        return
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
