"""Keys to what was once made of them: a table on the disk that several processes may use, and that may vanish at any time.

It is one SQLite file. What is put is there for everybody as soon as ``put`` returns, and stays there when the process is
killed the moment after. A file that is damaged, or of another make, is thrown away and begun anew; a content is given out
only if its checksum is right. The file grows to ``limit`` bytes: then what no run has used for longest gives way, and where
a run alone needs more, what comes last is not kept.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

Answer = TypeVar("Answer")

FILE = "checked.sqlite"
"""The name of the file in the folder of a cache."""
LIMIT = 512 * 2**20
"""Bytes; the outcomes of some 200,000 speeches."""
_LAYOUT = 1
"""The layout of the table; a file of another is begun anew."""
_WAIT = 30.0
"""Seconds to wait for another process, which never needs more than a moment."""
_BETWEEN_LOOKS = 256
"""So many contents are put before the size of the file is looked at again."""
_ROOM = 0.8
"""To what part of the limit the file is emptied."""
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR", "SQLITE_FORMAT", "SQLITE_MISMATCH")
"""How SQLite's names of errors begin that tell of the file, not of those who may use it."""
_TABLE = """
CREATE TABLE IF NOT EXISTS kept (
    key BLOB PRIMARY KEY,
    hour INTEGER,  -- of the last use, since 1970
    checksum BLOB,
    content BLOB
) WITHOUT ROWID
"""


class Cache:
    """What is kept in one folder. Nothing that goes wrong with it is an error: it is told once, and the run goes on without.

    ``say`` is given the one line there is to tell.
    """

    def __init__(self, folder: Path, say: Callable[[str], None], limit: int = LIMIT) -> None:
        self._file = folder / FILE
        self._say = say
        self._limit = limit
        self._hour = _this_hour()
        self._used: set[bytes] = set()
        self._puts = 0
        self._full = False
        self._rebuilt = False
        self._connection: sqlite3.Connection | None = None
        try:
            self._connection = self._opened()
        except (OSError, sqlite3.Error, UnicodeDecodeError) as error:  # the last of a damaged schema
            self._mend(error)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()

    def get(self, key: bytes) -> bytes | None:
        """What was put under ``key``; None where nothing is left of it."""
        return self._guarded(lambda connection: self._found(connection, key))

    def put(self, key: bytes, content: bytes) -> None:
        """Keep ``content`` under ``key``, also if this process ends the moment after."""
        self._guarded(lambda connection: self._store(connection, key, content))

    def discard(self) -> None:
        """Begin the file anew: something that was kept in it is not what it should be."""
        self._guarded(lambda connection: self._rebuild())

    def close(self) -> None:
        """Note what was used, for the next run that needs room."""
        self._guarded(self._note_use)
        self._disconnect()

    def _guarded(self, act: Callable[[sqlite3.Connection], Answer]) -> Answer | None:
        """What ``act`` gives; None where the cache is not, or no longer, to be used."""
        if self._connection is None:
            return None
        try:
            return act(self._connection)
        except (OSError, sqlite3.Error, UnicodeDecodeError) as error:
            self._mend(error)
            return None

    def _mend(self, error: Exception) -> None:
        """Begin a damaged file anew, once; go on without one that cannot be used."""
        try:
            is_damaged = isinstance(error, UnicodeDecodeError) or getattr(error, "sqlite_errorname", "").startswith(_DAMAGED)
            if is_damaged and not self._rebuilt:
                self._rebuild()
                return
        except (OSError, sqlite3.Error) as another:
            error = another
        self._disconnect()
        self._say(f"{self._file}: the cache cannot be used and is left out: {getattr(error, 'strerror', None) or error}")

    def _disconnect(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None

    def _opened(self) -> sqlite3.Connection:
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Findings quote documents that may be confidential: nobody else is to read them.
        os.close(os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600))
        # A lock is held for single statements only, so that each of many processes gets its turn soon.
        connection = sqlite3.connect(self._file, timeout=_WAIT, isolation_level=None)
        # Without waiting for the disk: a power failure may damage the file, and then it is begun anew.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA journal_mode = TRUNCATE")
        (layout,) = connection.execute("PRAGMA user_version").fetchone()
        if layout not in (0, _LAYOUT):
            raise _of_another_make(layout)
        if layout == 0:
            connection.execute(_TABLE)
            connection.execute(f"PRAGMA user_version = {_LAYOUT}")
        return connection

    def _rebuild(self) -> None:
        self._rebuilt = True
        self._say(f"{self._file}: the cache is damaged and is begun anew")
        self._disconnect()
        for suffix in ("", "-journal"):
            self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)
        self._used.clear()
        self._connection = self._opened()

    def _found(self, connection: sqlite3.Connection, key: bytes) -> bytes | None:
        row = connection.execute("SELECT hour, checksum, content FROM kept WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        hour, checksum, content = row
        if not isinstance(content, bytes) or checksum != _checksum(key, content):
            self._rebuild()
            return None
        if hour != self._hour:
            self._used.add(key)
        return content

    def _store(self, connection: sqlite3.Connection, key: bytes, content: bytes) -> None:
        if self._puts % _BETWEEN_LOOKS == 0 and _size(connection) >= self._limit:
            self._make_room(connection)
        self._puts += 1
        if not self._full:
            row = (key, self._hour, _checksum(key, content), content)
            connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", row)

    def _make_room(self, connection: sqlite3.Connection) -> None:
        """Let go of what was not used for longest, before this run began: what is of this run is not taken from it."""
        self._note_use(connection)
        hours = connection.execute("SELECT DISTINCT hour FROM kept WHERE hour < ? ORDER BY hour", (self._hour,)).fetchall()
        for row in hours:
            connection.execute("DELETE FROM kept WHERE hour = ?", row)
            if _size(connection) < self._limit * _ROOM:
                return
        self._full = _size(connection) >= self._limit

    def _note_use(self, connection: sqlite3.Connection) -> None:
        if self._used:
            with connection:
                connection.execute("BEGIN")
                connection.executemany("UPDATE kept SET hour = ? WHERE key = ?", [(self._hour, key) for key in self._used])
            self._used.clear()


def _size(connection: sqlite3.Connection) -> int:
    """Bytes in use."""
    names = ("page_count", "freelist_count", "page_size")
    pages, free, size = (int(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in names)
    return (pages - free) * size


def _this_hour() -> int:
    return int(time.time()) // 3600


def _of_another_make(layout: object) -> sqlite3.Error:
    error = sqlite3.DatabaseError(f"layout {layout!r}")
    error.sqlite_errorname = "SQLITE_FORMAT"
    return error


def _checksum(key: bytes, content: bytes) -> bytes:
    return blake2b(content, key=key, digest_size=8).digest()
