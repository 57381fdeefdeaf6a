"""Decisions to a SQLite file that outlives the program, and back, each with the version that says which one was seen.

Every change of a decision, taking it back included, gets the next number of one sequence as its version. Who changes a
decision says which version was seen; where that is not the last any more, nothing is changed, and the last one is told.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

from qa.decisions.attribute import Anchored, attribute, seen_again
from qa.decisions.record import OWN, Decision, Decisions, Verdict
from qa.decisions.record import digest as digest_of
from qa.engine.anchor import Anchor, anchor_at
from qa.ground.edit import Edit
from qa.ground.errors import QaError
from qa.ground.note import Note
from qa.ground.span import Span


@dataclass(frozen=True, slots=True)
class Said:
    """A decision that somebody made, or took back, having seen a version of what was decided before."""

    finding: str
    base: int
    """The version that was seen; 0 where nothing had been decided."""
    decision: Decision | None
    """None takes back."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is decided on a finding now."""

    finding: str
    version: int
    decision: Decision | None

    @property
    def is_settled(self) -> bool:
        """Whether a finding of ours is decided on: not what a reviewer saw, and not by a comment."""
        return self.decision is not None and not self.decision.is_own and self.decision.verdict is not Verdict.COMMENTED


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of changes; each finding is in one of the two."""

    saved: tuple[Standing, ...]
    refused: tuple[Standing, ...]
    """What was decided by somebody else, which stays."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What opens a review."""

    token: str
    """Of the address that is printed."""
    session: str
    """The cookie of those who opened it."""


class AnotherText(Exception):
    """The decisions kept are on another version of the document than the one they were to be changed for."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept on one document."""

    digest: str
    """Of the text that decisions with a ``start`` are about."""
    decisions: tuple[Decision, ...]
    """Those without a ``start`` are on what an earlier version of the document had."""

    def file(self, path: str) -> Decisions:
        """As a decisions file has them; ``path`` is how that names the document."""
        return Decisions(path, path, self.digest, self.decisions)


class Store:
    """The file. All its methods may be called from any thread, and from several processes over the same file."""

    def __init__(self, path: Path) -> None:
        """Made where there is none, for its owner only. Raises QaError for a file that is something else."""
        self._path = path
        self._lock = threading.RLock()
        with self._naming_the_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            _made_private(path)
            self._connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
            self._connection.text_factory = _as_text
            try:
                self._prepare()
            except BaseException:
                self._connection.close()
                raise

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def adopt(self, path: str, digest: str, findings: Sequence[Anchored], text: str) -> None:
        """Say that the document at ``path`` has ``text`` now, of that digest, and these findings.

        What reviewers saw themselves holds where its words stand. What was decided on an earlier version holds for the
        findings that are known again; so does what was decided under another path on the same text, where nothing was under
        this one.
        """
        if not self._is_concerned(path, digest):
            return
        with self._changing() as cursor:
            document, known_digest, decisions = _for_adoption(cursor, path, digest)
            is_same = known_digest == digest
            own = tuple(seen_again((each for each in decisions if each.is_own), text, same_text=is_same))
            attribution = attribute((each for each in decisions if not each.is_own), findings, same_text=is_same)
            strangers = [replace(decision, start=None) for decision in attribution.strangers]
            if known_digest != digest:
                # Nobody's page shows this version yet: what was taken back needs no version any more.
                cursor.execute("DELETE FROM decision WHERE document = ? AND verdict IS NULL", (document,))
                cursor.execute("UPDATE document SET digest = ? WHERE id = ?", (digest, document))
            _replace_rows(cursor, document, (*attribution.known, *strangers, *own))

    def _is_concerned(self, path: str, digest: str) -> bool:
        """Whether anything is known of the document or its text; a batch on which nothing was decided is not written down."""
        return bool(self._rows("SELECT 1 FROM document WHERE path = ? OR digest = ? LIMIT 1", (os.fsencode(path), digest)))

    def carried_out(self, path: str, digest: str, text: str, edits: Sequence[Edit]) -> None:
        """Say that these edits were made to the text of ``digest``, which is ``text`` by that.

        Decisions beside them keep their places, whatever words stand around them now; those carried out have none any more.
        """
        with self._changing() as cursor:
            document = _document(cursor, path, digest)
            _replace_rows(cursor, document, [_shifted(each, edits, text) for each in _decisions(cursor, document)])
            cursor.execute("DELETE FROM decision WHERE document = ? AND verdict IS NULL", (document,))
            cursor.execute("UPDATE document SET digest = ? WHERE id = ?", (digest_of(text), document))

    def save(self, path: str, digest: str, changes: Iterable[Said]) -> Outcome:
        """Make the changes that saw the last version; all of them are on the disk when this returns.

        What wants the same as is decided already is as good as saved, so that a request may be sent again whose answer was
        lost. Raises AnotherText where the store knows another text of the document than that of ``digest``.
        """
        saved: list[Standing] = []
        refused: list[Standing] = []
        with self._changing() as cursor:
            document = _document(cursor, path, digest, is_new=True)
            for change in changes:
                now = _standing(cursor, document, change.finding)
                if _alike(now.decision, change.decision):
                    saved.append(now)
                elif now.version != change.base:
                    refused.append(now)
                else:
                    version = _write(cursor, document, change.finding, change.decision)
                    saved.append(Standing(change.finding, version, change.decision))
        return Outcome(tuple(saved), tuple(refused))

    def standing(self, path: str, after: int = 0) -> tuple[Standing, ...]:
        """What is decided on the document's present findings, or was taken back, since the version ``after``."""
        rows = self._rows(
            f"SELECT {_COLUMNS}, version FROM decision WHERE document = (SELECT id FROM document WHERE path = ?) "
            "AND version > ? AND (start IS NOT NULL OR verdict IS NULL) ORDER BY version",
            (os.fsencode(path), after),
        )
        return tuple(Standing(row[0], row[-1], _decision(row[:-1])) for row in rows)

    def kept(self, path: str) -> Kept | None:
        """All that is kept on the document at ``path``, in order of place; None where it was never opened."""
        with self._lock:
            found = self._rows("SELECT id, digest FROM document WHERE path = ?", (os.fsencode(path),))
            if not found:
                return None
            document, digest = found[0]
            return Kept(digest, tuple(_decisions(self._connection.cursor(), document)))

    def counts(self) -> Mapping[str, int]:
        """How many present findings are decided, by the path of each document that was opened.

        A comment decides nothing, and what a reviewer saw is none of the findings.
        """
        rows = self._rows(
            "SELECT path, (SELECT count(*) FROM decision WHERE document = id AND start NOT NULL "
            "AND verdict NOT NULL AND verdict != ? AND rule != ?) FROM document",
            (Verdict.COMMENTED.value, OWN),
        )
        return {os.fsdecode(path): count for path, count in rows}

    def count(self, path: str) -> int:
        """How many present findings of one document are decided."""
        return sum(each.is_settled for each in self.standing(path))

    def secrets(self) -> Secrets:
        """What opens the reviews that keep their decisions here; made once, so that open tabs are let in ever after."""
        with self._changing() as cursor:
            made = (token_urlsafe(32), token_urlsafe(32))
            cursor.execute("INSERT OR IGNORE INTO secret VALUES (1, ?, ?)", made)
            return Secrets(*cursor.execute("SELECT token, session FROM secret").fetchone())

    def port(self, review: str) -> int | None:
        """Where a review was served last; None where it never was. A review is known by a digest of its documents."""
        rows = self._rows("SELECT port FROM review WHERE documents = ?", (review,))
        return int(rows[0][0]) if rows else None

    def keep_port(self, review: str, port: int) -> None:
        """Say where a review is served, so that the next time it is where open tabs of it ask."""
        with self._changing() as cursor:
            cursor.execute("INSERT OR REPLACE INTO review VALUES (?, ?)", (review, port))

    def last(self) -> int:
        """The version of the last change of any decision."""
        return int(self._rows("SELECT last FROM sequence")[0][0])

    def _rows(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        with self._lock, self._naming_the_file():
            return self._connection.execute(statement, values).fetchall()

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Cursor]:
        """One transaction, which is either whole on the disk or was never made."""
        with self._lock, self._naming_the_file():
            cursor = self._connection.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield cursor
                cursor.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    cursor.execute("ROLLBACK")
                raise

    def _prepare(self) -> None:
        cursor = self._connection.cursor()
        (mark,), (version,) = cursor.execute("PRAGMA application_id").fetchone(), cursor.execute("PRAGMA user_version").fetchone()
        (tables,) = cursor.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if tables and mark != _APPLICATION:
            raise QaError("a database of another program", file=str(self._path), expected="one that qa review made, or no file")
        if version > _VERSION:
            raise QaError("written by a later version of this program", file=str(self._path), found=f"version {version}")
        cursor.execute("PRAGMA journal_mode = WAL")
        # Every change is on the disk before the page says so, even if the machine loses its power next.
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        with self._changing() as changing:
            for statement in (*(_TO_SECOND if tables and version == 1 else ()), *_SCHEMA):
                changing.execute(statement)

    @contextmanager
    def _naming_the_file(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise QaError(f"the decisions cannot be kept: {error}", file=str(self._path)) from error


_PATIENCE = 20.0
"""Seconds to wait for another process that is writing."""

_APPLICATION = 0x71615256
_VERSION = 2
_TO_SECOND = ("ALTER TABLE decision ADD COLUMN said TEXT", "ALTER TABLE decision ADD COLUMN thread TEXT")
"""What a file of version 1 lacks."""
_SCHEMA = (
    f"PRAGMA application_id = {_APPLICATION}",
    f"PRAGMA user_version = {_VERSION}",
    # A path is bytes: the name of a file need not be text.
    "CREATE TABLE IF NOT EXISTS document (id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, digest TEXT NOT NULL)",
    """CREATE TABLE IF NOT EXISTS decision (
        document INTEGER NOT NULL REFERENCES document, finding TEXT NOT NULL, version INTEGER NOT NULL,
        rule TEXT, text TEXT, before TEXT, after TEXT, start INTEGER, verdict TEXT, correction TEXT, reason TEXT, who TEXT,
        said TEXT, thread TEXT,
        PRIMARY KEY (document, finding)) WITHOUT ROWID""",
    "CREATE TABLE IF NOT EXISTS sequence (id INTEGER PRIMARY KEY CHECK (id = 1), last INTEGER NOT NULL)",
    "INSERT OR IGNORE INTO sequence VALUES (1, 0)",
    "CREATE TABLE IF NOT EXISTS secret (id INTEGER PRIMARY KEY CHECK (id = 1), token TEXT NOT NULL, session TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS review (documents TEXT PRIMARY KEY, port INTEGER NOT NULL)",
)
_FIELDS = ("finding", "rule", "text", "before", "after", "start", "verdict", "correction", "reason", "who", "said", "thread")
_COLUMNS = ", ".join(_FIELDS)
_PLACES = ", ".join("?" if field == "start" else "CAST(? AS TEXT)" for field in _FIELDS)
"""Texts are given as bytes: a passage may hold a byte that is not of its file's encoding, half of a surrogate pair to Python."""
_ANY_HALF = "surrogatepass"


def _made_private(path: Path) -> None:
    """What a reviewer thinks of a record is nobody else's business on a machine that several share."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _for_adoption(cursor: sqlite3.Cursor, path: str, digest: str) -> tuple[int, str, list[Decision]]:
    """The document with the digest and the decisions it had; made with those of its twin where it is new."""
    row = cursor.execute("SELECT id, digest FROM document WHERE path = ?", (os.fsencode(path),)).fetchone()
    if row is not None:
        return row[0], row[1], list(_decisions(cursor, row[0]))
    twin = cursor.execute(
        "SELECT id FROM document WHERE digest = ? ORDER BY (SELECT max(version) FROM decision WHERE document = id) DESC",
        (digest,),
    ).fetchone()
    return _added(cursor, path, digest), digest, [] if twin is None else list(_decisions(cursor, twin[0]))


def _document(cursor: sqlite3.Cursor, path: str, digest: str, *, is_new: bool = False) -> int:
    """The document's number; ``is_new``: it may be unknown so far. Raises AnotherText."""
    row = cursor.execute("SELECT id, digest FROM document WHERE path = ?", (os.fsencode(path),)).fetchone()
    if row is None and is_new:
        return _added(cursor, path, digest)
    if row is None or row[1] != digest:
        raise AnotherText
    return int(row[0])


def _added(cursor: sqlite3.Cursor, path: str, digest: str) -> int:
    cursor.execute("INSERT INTO document (path, digest) VALUES (?, ?)", (os.fsencode(path), digest))
    return cursor.lastrowid or 0


def _decisions(cursor: sqlite3.Cursor, document: int) -> Iterator[Decision]:
    rows = cursor.execute(
        f"SELECT {_COLUMNS} FROM decision WHERE document = ? AND verdict NOT NULL ORDER BY start IS NULL, start, finding",
        (document,),
    ).fetchall()
    return (found for row in rows if (found := _decision(row)) is not None)


def _standing(cursor: sqlite3.Cursor, document: int, finding: str) -> Standing:
    row = cursor.execute(
        f"SELECT {_COLUMNS}, version FROM decision WHERE document = ? AND finding = ?", (document, finding)
    ).fetchone()
    return Standing(finding, 0, None) if row is None else Standing(finding, row[-1], _decision(row[:-1]))


def _decision(row: Sequence[Any]) -> Decision | None:
    finding, rule, text, before, after, start, verdict, correction, reason, who, said, thread = row
    if verdict is None:
        return None
    anchor = Anchor(str(rule), str(text), str(before), str(after))
    wording = None if correction is None else str(correction)
    place = start if isinstance(start, int) else None
    notes = tuple(Note(*map(str, note)) for note in json.loads(thread or "[]"))
    return Decision(str(finding), anchor, Verdict(verdict), wording, place, str(reason), str(who), str(said or ""), notes)


def _alike(one: Decision | None, other: Decision | None) -> bool:
    """Whether both say the same, whoever made them."""
    if one is None or other is None:
        return one is other
    return (one.verdict, one.correction, one.reason, one.thread) == (other.verdict, other.correction, other.reason, other.thread)


def _shifted(decision: Decision, edits: Iterable[Edit], text: str) -> Decision:
    """Where the decision is in ``text``, which the edits have made of what it was made on."""
    if decision.start is None:
        return decision
    anchor = decision.anchor
    span = Span(decision.start, decision.start + len(anchor.text))
    start = span.start + sum(
        len(edit.text) - len(edit.span) for edit in edits if edit.span.end <= span.start and edit.span != span
    )
    made = next((edit for edit in edits if edit.span == span), None)
    length = len(anchor.text) if made is None else len(made.text)
    now = anchor_at(text, anchor.rule, Span(start, start + length))
    is_gone = made is not None or any(edit.span.overlaps(span) for edit in edits)
    return replace(decision, anchor=replace(now, text=anchor.text), start=None if is_gone else start)


def _replace_rows(cursor: sqlite3.Cursor, document: int, decisions: Iterable[Decision]) -> None:
    """Write what differs from what is there; the others keep their versions."""
    before = {decision.finding: decision for decision in _decisions(cursor, document)}
    after = {decision.finding: decision for decision in decisions}
    for finding in before.keys() - after.keys():
        cursor.execute("DELETE FROM decision WHERE document = ? AND finding = ?", (document, finding))
    for finding, decision in after.items():
        if before.get(finding) != decision:
            _write(cursor, document, finding, decision)


def _write(cursor: sqlite3.Cursor, document: int, finding: str, decision: Decision | None) -> int:
    """Put the decision in the place of the one before; its version."""
    (version,) = cursor.execute("UPDATE sequence SET last = last + 1 RETURNING last").fetchone()
    cursor.execute(
        f"INSERT OR REPLACE INTO decision (document, version, {_COLUMNS}) VALUES (?, ?, {_PLACES})",
        (document, version, *map(_as_bytes, _values(finding, decision))),
    )
    return int(version)


def _as_bytes(value: object) -> object:
    return value.encode("utf-8", _ANY_HALF) if isinstance(value, str) else value


def _as_text(data: bytes) -> str:
    return data.decode("utf-8", _ANY_HALF)


def _values(finding: str, decision: Decision | None) -> tuple[object, ...]:
    if decision is None:
        return (finding, *(None for _ in _FIELDS[1:]))
    place = (finding, *astuple(decision.anchor), decision.start)
    thread = json.dumps([astuple(note) for note in decision.thread]) if decision.thread else None
    return (*place, decision.verdict.value, decision.correction, decision.reason, decision.who, decision.when, thread)
