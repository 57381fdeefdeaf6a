"""Bytes to a file that is afterwards either whole and new, or as it was before."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from qa.ground.errors import QaError


def write_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of what ``path`` holds. Raises QaError when the file cannot be written."""
    with AtomicFile(path) as file:
        file.write(data)


class AtomicFile:
    """A file that takes its place when the ``with`` block ends well, and vanishes when the block is left otherwise.

    The bytes go to a new file in the same folder, which then replaces the old one and takes over its permissions. A
    link is followed, so that it stays a link; a device or a named pipe is written to directly. Every failure to write
    is a QaError that names the file, except that of a pipe nobody reads any more.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._target = Path(os.path.realpath(path))
        self._temporary: Path | None = None

    def __enter__(self) -> Self:
        with self._naming_the_file():
            if self._target.exists() and not self._target.is_file():
                self._stream = self._target.open("wb")
            else:
                self._target.parent.mkdir(parents=True, exist_ok=True)
                prefix = f".{self._target.name[:60]}."
                descriptor, name = tempfile.mkstemp(prefix=prefix, suffix=".tmp", dir=self._target.parent)
                self._temporary = Path(name)
                self._stream = os.fdopen(descriptor, "wb")
        return self

    def write(self, data: bytes) -> None:
        with self._naming_the_file():
            self._stream.write(data)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        try:
            if kind is None:
                with self._naming_the_file():
                    self._finish()
        finally:
            # After a failure, an interruption or an exit alike; after success nothing has this name any more.
            with contextlib.suppress(OSError):
                self._stream.close()
            if self._temporary is not None:
                self._temporary.unlink(missing_ok=True)

    def _finish(self) -> None:
        self._stream.flush()
        if self._temporary is None:
            self._stream.close()
            return
        os.fsync(self._stream.fileno())
        self._stream.close()
        _copy_permissions(self._target, self._temporary)
        self._temporary.replace(self._target)

    @contextlib.contextmanager
    def _naming_the_file(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            raise QaError(f"cannot be written: {error.strerror or error}", file=str(self._path)) from error


def _copy_permissions(target: Path, temporary: Path) -> None:
    try:
        status = target.stat()
    except FileNotFoundError:
        temporary.chmod(0o666 & ~_umask())
        return
    # Only an administrator may give files away; for anyone else the file is his own already.
    with contextlib.suppress(OSError, AttributeError):
        os.chown(temporary, status.st_uid, status.st_gid)
    temporary.chmod(stat.S_IMODE(status.st_mode))


def _umask() -> int:
    """The process's mask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
