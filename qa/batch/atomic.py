"""Bytes to a file that is afterwards either whole and new, or as it was before."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from qa.ground.errors import LeftAsItIs, QaError

_SUFFIX = ".qa-tmp"
_SWEPT: set[Path] = set()
"""Folders whose left-over files this process has removed."""


def write_atomically(path: Path, data: bytes, *, read: bytes | None = None) -> None:
    """Put ``data`` in the place of what ``path`` holds.

    ``read`` is what the file held when ``data`` was made of it. Raises QaError when the file cannot be written, and where it
    holds something else by now: an edit made meanwhile is never lost.
    """
    with AtomicFile(path, read) as file:
        file.write(data)


class AtomicFile:
    """A file that takes its place when the ``with`` block ends well, and vanishes when the block is left otherwise.

    The bytes go to a new file in the same folder, which then replaces the old one and takes over its permissions. A
    link is followed, so that it stays a link; a device or a named pipe is written to directly. A file that nobody may write
    to is not replaced, nor one that has other names (hard links), which would keep the old text. Every failure to write
    is a QaError that names the file, except that of a pipe nobody reads any more.

    What a killed process left in a folder is removed when another writes there: while a new file is written it is locked.
    """

    def __init__(self, path: Path, read: bytes | None = None) -> None:
        """``read``: what the file must still hold when it is replaced; None for whatever."""
        self._path = path
        self._read = read
        self._target = Path(os.path.realpath(path))
        self._temporary: Path | None = None

    def __enter__(self) -> Self:
        with self._naming_the_file():
            if self._target.exists() and not self._target.is_file():
                self._stream = self._target.open("wb")
            else:
                self._target.parent.mkdir(parents=True, exist_ok=True)
                self._refuse_to_part()
                _sweep(self._target.parent)
                import tempfile  # takes longer to import than many files to write

                prefix = f".{self._target.name[:60]}."
                descriptor, name = tempfile.mkstemp(prefix=prefix, suffix=_SUFFIX, dir=self._target.parent)
                self._temporary = Path(name)
                self._stream = os.fdopen(descriptor, "wb")
                _lock(descriptor)
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
        if self._read is not None and self._target.read_bytes() != self._read:
            raise LeftAsItIs("was changed by someone else after it was read; left as it is", file=str(self._path))
        self._stream.close()
        _copy_permissions(self._target, self._temporary)
        self._temporary.replace(self._target)

    def _refuse_to_part(self) -> None:
        """Raise QaError for a file that may not be written to, and for one of several names."""
        try:
            status = self._target.stat()
        except FileNotFoundError:
            return
        if not status.st_mode & 0o222 or not os.access(self._target, os.W_OK):
            raise LeftAsItIs("is read-only; left as it is", file=str(self._path))
        if status.st_nlink > 1:
            raise LeftAsItIs(
                f"has {status.st_nlink} names (hard links), of which the others would keep the old text; left as it is",
                file=str(self._path),
                expected="a copy of its own",
            )

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


def _sweep(folder: Path) -> None:
    """Remove what killed processes left in a folder: files of ours that nobody has locked."""
    if folder in _SWEPT or os.name == "nt":
        return
    _SWEPT.add(folder)
    for left in folder.glob(f".*{_SUFFIX}"):
        with contextlib.suppress(OSError), left.open("rb") as file:
            if _lock(file.fileno()):
                left.unlink(missing_ok=True)


def _lock(descriptor: int) -> bool:
    """Lock a file for as long as it is open; False where another process has it, or locks cannot be had."""
    try:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True
