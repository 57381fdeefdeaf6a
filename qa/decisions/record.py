"""A decisions file, what a reviewer decided on each proposal, to frozen types, with file and place of any mistake.

The review page writes such files, and the page over a batch one that holds those of all its documents;
``reports/decisions.schema.json`` says what may stand in one.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Any

from qa.config.json_data import parse_json
from qa.decisions.salvage import Found, entries_of, parts_of
from qa.engine.anchor import Anchor
from qa.ground.errors import QaError, expected_among, shortened
from qa.ground.note import Note, signature

FORMAT = "transcript-qa decisions"
"""What the key ``format`` of such a file says."""
VERSION = 2
"""What is written. Files of version 1, in which nobody comments and nothing has a time, are read as ever."""
_VERSIONS = (1, 2)

OWN = "reviewer.remark"
"""The rule of a decision on what no rule has found: a reviewer corrects a passage, or comments on it."""


class Verdict(StrEnum):
    """What was decided on a proposal."""

    ACCEPTED = "accepted"
    """One of the checker's corrections is to be written."""
    EDITED = "edited"
    """The reviewer's own wording is to be written."""
    REJECTED = "rejected"
    """The passage stays, here."""
    IGNORED = "ignored"
    """The passage stays, and this rule is never again to report it anywhere."""
    COMMENTED = "commented"
    """Nothing is decided yet: somebody has said something of it."""

    @property
    def changes(self) -> bool:
        """True where something is to be written."""
        return self in (Verdict.ACCEPTED, Verdict.EDITED)

    @property
    def refuses(self) -> bool:
        """True where the passage is to stay as it is."""
        return self in (Verdict.REJECTED, Verdict.IGNORED)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. Laws: ``correction`` is None exactly when the verdict changes nothing; one that is a comment alone has a
    thread.
    """

    finding: str
    """The finding's id."""
    anchor: Anchor
    """The passage as the document had it, with the words around it."""
    verdict: Verdict
    correction: str | None = None
    """What to write for the passage."""
    start: int | None = None
    """Where the passage began, in code points of the document that the file was made for."""
    reason: str = ""
    who: str = ""
    when: str = ""
    """As ISO 8601 writes a time, with its zone; empty where it is not known."""
    thread: tuple[Note, ...] = ()
    """What was said of it, the first first."""
    origin: str = field(default="", compare=False)
    """The file and line that it was read from, for messages."""

    @property
    def is_own(self) -> bool:
        """Whether a reviewer saw it, and no rule."""
        return self.anchor.rule == OWN

    @property
    def told(self) -> str:
        """The verdict in words: ``rejected by A. Reviser, 2026-11-29 10:30: a proper name``."""
        verdict = "ignored always" if self.verdict is Verdict.IGNORED else self.verdict.value
        return f"{verdict} by {signature(self.who or 'a reviewer', self.when)}" + (f": {self.reason}" if self.reason else "")


@dataclass(frozen=True, slots=True)
class Decisions:
    """What one file says of one document."""

    file: str
    """Where it was read, for messages."""
    path: str
    """The document's path when it was reviewed."""
    digest: str
    """Of the document's text; see ``digest``."""
    decisions: tuple[Decision, ...]
    faults: tuple[QaError, ...] = ()
    """What stands in the file and is no decision, each with its line; the others hold all the same."""

    def are_for(self, path: str, text_digest: str) -> bool:
        """True for the same text under any name, and for another version of the document under its name.

        A name counts as the same when one path ends in the other: ``records/speech.txt`` and ``/srv/records/speech.txt``.
        """
        return text_digest == self.digest or end_alike(path, self.path)


class DecisionFiles:
    """Files of decisions, to be asked for those on one document after another."""

    def __init__(self, files: Iterable[Decisions]) -> None:
        self.all = tuple(files)
        self._by_digest: defaultdict[str, list[int]] = defaultdict(list)
        self._by_name: defaultdict[str, list[int]] = defaultdict(list)
        for number, file in enumerate(self.all):
            self._by_digest[file.digest].append(number)
            self._by_name[PurePath(file.path).name].append(number)

    def on(self, path: str, text_digest: str) -> tuple[Decisions, ...]:
        """The files for that document, in their order; see ``Decisions.are_for``."""
        candidates = {*self._by_digest.get(text_digest, ()), *self._by_name.get(PurePath(path).name, ())}
        return tuple(self.all[number] for number in sorted(candidates) if self.all[number].are_for(path, text_digest))


def end_alike(one: str, other: str) -> bool:
    """Whether one path ends in the other, folder by folder."""
    parts, others = (PurePath(os.path.normpath(path)).parts for path in (one, other))
    shared = min(len(parts), len(others))
    return parts[-shared:] == others[-shared:]


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, hexadecimal: whether two documents have the same text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


# The file


def find_decisions(paths: Iterable[Path]) -> Iterator[Decisions]:
    """The files in ``paths``; a folder stands for every ``.json`` in it, by name. Raises QaError."""
    for path in paths:
        if not path.is_dir():
            yield from _read(path)
            continue
        files = sorted(path.glob("*.json"))
        if not files:
            raise QaError("no decisions file in this folder", file=str(path), expected="files ending in .json")
        for file in files:
            yield from _read(file)


def read_decisions(path: Path) -> Decisions:
    """The decisions in a file on one document. Raises QaError where it cannot be read, or is no such file."""
    return parse_decisions(_bytes(path), str(path))


def _read(path: Path) -> tuple[Decisions, ...]:
    return parse_all_decisions(_bytes(path), str(path))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise QaError(f"the decisions cannot be read: {error.strerror}", file=str(path)) from error


def parse_decisions(data: bytes, file: str) -> Decisions:
    """The decisions in the bytes of a file on one document; ``file`` is its name in errors.

    A decision that is damaged is among the ``faults``, with its line, and so is where a file breaks off; the others are read.
    Raises QaError for what is no file of decisions, or does not say of which document.
    """
    found = parse_all_decisions(data, file)
    if len(found) != 1:
        raise QaError(f"decisions on {len(found)} documents", file=file, expected="those on one")
    return found[0]


def parse_all_decisions(data: bytes, file: str) -> tuple[Decisions, ...]:
    """As ``parse_decisions``, of a file on one document or on many."""
    try:
        content = parse_json(data, file)
    except QaError as error:
        return _salvaged(data, file, error)
    if isinstance(content, dict) and "documents" in content:
        return _of_many(content, data, file)
    reading = _Reading(file)
    content = reading.head(content)
    return (reading.decisions(content, entries_of(data, [content["decisions"]])[0]),)


def _of_many(content: dict[str, Any], data: bytes, file: str) -> tuple[Decisions, ...]:
    whole = _Reading(file)
    whole.refuse_foreign(content)
    documents = whole.fields("", content, _FILE_ON_MANY, None)["documents"]
    readings = [_Reading(file, f"documents[{index}].") for index in range(len(documents))]
    heads = [reading.head(document) for reading, document in zip(readings, documents, strict=True)]
    entries = entries_of(data, [head["decisions"] for head in heads])
    return tuple(reading.decisions(head, found) for reading, head, found in zip(readings, heads, entries, strict=True))


def _salvaged(data: bytes, file: str, broken: QaError) -> tuple[Decisions, ...]:
    """What is whole of a file that is none as a whole, and why it is none. Raises ``broken`` where nothing is."""
    parts = tuple(parts_of(data))
    if not parts:
        raise broken
    several = len(parts) > 1
    readings = [_Reading(file, f"documents[{index}]." if several else "") for index in range(len(parts))]
    found = [reading.decisions(reading.head(head), entries) for reading, (head, entries) in zip(readings, parts, strict=True)]
    if not any(fault.line == broken.line for each in found for fault in each.faults):
        found[-1] = replace(found[-1], faults=(*found[-1].faults, broken))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One file, for errors that say where."""

    file: str
    place: str = ""
    """Of the document, in a file on many of them, with a full stop behind it."""

    def refuse_foreign(self, content: object) -> None:
        """Raises QaError for what is no decisions file, or of another version."""
        if not isinstance(content, dict) or content.get("format") != FORMAT:
            told = f"{self.place.rstrip('.')}: " if self.place else ""
            raise QaError(f"{told}not a decisions file", file=self.file, expected=f'an object with "format": "{FORMAT}"')
        if content.get("version") not in _VERSIONS:
            found, known = shortened(content.get("version")), " or ".join(map(str, _VERSIONS))
            raise QaError("a version this program does not know", file=self.file, found=found, expected=known)

    def head(self, content: object) -> dict[str, Any]:
        """What is said of the decisions as a whole."""
        self.refuse_foreign(content)
        head = self.fields("", content, _FILE, None)
        self.fields("document", head["document"], _DOCUMENT, None)
        return head

    def decisions(self, head: dict[str, Any], entries: Iterable[Found]) -> Decisions:
        decisions, faults = [], []
        first: dict[str, int] = {}
        for index, entry in enumerate(entries):
            try:
                decision = self._decision(f"decisions[{index}]", entry, head.get("who", ""))
                self._refuse_repeated(index, entry, first.setdefault(decision.finding, index), decision.finding)
                decisions.append(decision)
            except QaError as error:
                faults.append(error)
        document = head["document"]
        return Decisions(self.file, document["path"], document["sha256"], tuple(decisions), tuple(faults))

    def _decision(self, place: str, entry: Found, who: str) -> Decision:
        if entry.problem:
            raise QaError(f"{self.place}{place}: not valid JSON: {entry.problem}", file=self.file, line=entry.line)
        fields = self.fields(place, entry.value, _DECISION, entry.line)
        verdict = Verdict(fields["decision"])
        if verdict.changes != ("correction" in fields):
            found = "one" if "correction" in fields else "none"
            expected = "one, being what to write" if verdict.changes else f"none, as {verdict} changes nothing"
            raise self._wrong(f"{place}.correction", found, expected, entry.line)
        said = [
            self.fields(f"{place}.thread[{index}]", note, _NOTE, entry.line)
            for index, note in enumerate(fields.get("thread", ()))
        ]
        if verdict is Verdict.COMMENTED and not said:
            raise self._wrong(f"{place}.thread", "nothing", "a comment, as nothing is decided", entry.line)
        return Decision(
            finding=fields["finding"],
            anchor=Anchor(fields["rule"], fields["text"], fields["before"], fields["after"]),
            verdict=verdict,
            correction=fields.get("correction"),
            start=fields.get("start"),
            reason=fields.get("reason", ""),
            who=fields.get("who", who),
            when=fields.get("when", ""),
            thread=tuple(Note(note["text"], note.get("who", ""), note.get("when", "")) for note in said),
            origin=f"{self.file}:{entry.line}",
        )

    def fields(self, place: str, value: object, known: Mapping[str, _Field], line: int | None) -> dict[str, Any]:
        """The keys of an object, each as its field wants it."""
        if not isinstance(value, dict):
            raise self._wrong(place, shortened(value), "an object", line)
        inside = f"{place}." if place else ""
        for key, content in value.items():
            if key not in known:
                raise QaError(
                    f"{self.place}{inside}{key}: unknown key", file=self.file, line=line, expected=expected_among(key, known)
                )
            if not known[key].fits(content):
                raise self._wrong(inside + key, shortened(content), known[key].expected, line)
        for key, wanted in known.items():
            if wanted.required and key not in value:
                raise self._wrong(inside + key, "nothing", wanted.expected, line)
        return value

    def _refuse_repeated(self, index: int, entry: Found, first: int, finding: str) -> None:
        if first != index:
            message = (
                f"{self.place}decisions[{index}] and decisions[{first}] are both about the finding {shortened(finding)[1:-1]}"
            )
            raise QaError(message, file=self.file, line=entry.line, expected="one decision on each")

    def _wrong(self, place: str, found: str, expected: str, line: int | None) -> QaError:
        named = f"{self.place}{place}".rstrip(".") or "the file"
        return QaError(f"{named}: wrong value", file=self.file, line=line, found=found, expected=expected)


@dataclass(frozen=True, slots=True)
class _Field:
    """A key of the file: whether it must be there, and what it may hold."""

    expected: str
    fits: Callable[[object], bool]
    required: bool = True


def _is_string(value: object) -> bool:
    return isinstance(value, str)


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and len(value) == 64 and not set(value) - set("0123456789abcdef")


def _is_offset(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)")


def is_time(value: object) -> bool:
    """Whether it is a time with its zone as a decision has one."""
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value[:19])
    except ValueError:
        return False
    return True


_STRING = _Field("a string", _is_string)
_WHEN = _Field("a time such as 2026-11-29T10:30:00Z", is_time, required=False)
_OPTIONAL = _Field("a string", _is_string, required=False)
_FILE = {
    "format": _STRING,
    "version": _Field("a number", _is_offset),
    "document": _Field("an object", lambda value: isinstance(value, dict)),
    "who": _OPTIONAL,
    "decisions": _Field("an array", lambda value: isinstance(value, list)),
}
_FILE_ON_MANY = {
    "format": _STRING,
    "version": _Field("a number", _is_offset),
    "documents": _Field("an array of decisions files", lambda value: isinstance(value, list)),
}
_DOCUMENT = {"path": _STRING, "sha256": _Field("64 hexadecimal digits", _is_digest)}
_DECISION = {
    "finding": _STRING,
    "rule": _STRING,
    "text": _STRING,
    "before": _STRING,
    "after": _STRING,
    "start": _Field("a number of code points", _is_offset, required=False),
    "decision": _Field(", ".join(Verdict), lambda value: value in list(Verdict)),
    "correction": _OPTIONAL,
    "reason": _OPTIONAL,
    "who": _OPTIONAL,
    "when": _WHEN,
    "thread": _Field("an array", lambda value: isinstance(value, list), required=False),
}
_NOTE = {"text": _STRING, "who": _OPTIONAL, "when": _WHEN}
