"""A decisions file, what a reviewer decided on each proposal, to frozen types, with file and place of any mistake.

The review page writes such files, and the page over a batch one that holds those of all its documents;
``reports/decisions.schema.json`` says what may stand in one.
"""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Any

from qa.config.json_data import parse_json
from qa.engine.anchor import Anchor
from qa.ground.errors import QaError, expected_among

FORMAT = "transcript-qa decisions"
"""What the key ``format`` of such a file says."""
VERSION = 1


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

    @property
    def changes(self) -> bool:
        """True where something is to be written."""
        return self in (Verdict.ACCEPTED, Verdict.EDITED)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. Law: ``correction`` is None exactly when the verdict changes nothing."""

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

    @property
    def told(self) -> str:
        """The verdict in words: ``rejected by A. Reviser: a proper name``."""
        verdict = "ignored always" if self.verdict is Verdict.IGNORED else self.verdict.value
        return f"{verdict} by {self.who or 'a reviewer'}" + (f": {self.reason}" if self.reason else "")


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

    def are_for(self, path: str, text_digest: str) -> bool:
        """True for the same text under any name, and for another version of the document under its name.

        A name counts as the same when one path ends in the other: ``records/speech.txt`` and ``/srv/records/speech.txt``.
        """
        return text_digest == self.digest or _ends_alike(path, self.path)


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


def _ends_alike(one: str, other: str) -> bool:
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
    """The decisions in a file on one document. Raises QaError naming the file, the place and what was expected there."""
    return parse_decisions(_bytes(path), str(path))


def _read(path: Path) -> tuple[Decisions, ...]:
    return parse_all_decisions(_bytes(path), str(path))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise QaError(f"the decisions cannot be read: {error.strerror}", file=str(path)) from error


def parse_decisions(data: bytes, file: str) -> Decisions:
    """The decisions in the bytes of a file on one document; ``file`` is its name in errors. Raises QaError."""
    return _Reading(file).decisions(parse_json(data, file))


def parse_all_decisions(data: bytes, file: str) -> tuple[Decisions, ...]:
    """As ``parse_decisions``, of a file on one document or on many."""
    return _Reading(file).all(parse_json(data, file))


@dataclass(frozen=True, slots=True)
class _Reading:
    """One file, for errors that say where."""

    file: str
    place: str = ""
    """Of the document, in a file on many of them, with a full stop behind it."""

    def all(self, content: object) -> tuple[Decisions, ...]:
        if not isinstance(content, dict) or "documents" not in content:
            return (self.decisions(content),)
        self._refuse_foreign(content)
        documents = self._fields("", content, _FILE_ON_MANY)["documents"]
        return tuple(_Reading(self.file, f"documents[{index}].").decisions(each) for index, each in enumerate(documents))

    def _refuse_foreign(self, content: object) -> None:
        """Raises QaError for what is no decisions file, or of another version."""
        if not isinstance(content, dict) or content.get("format") != FORMAT:
            told = f"{self.place.rstrip('.')}: " if self.place else ""
            raise QaError(f"{told}not a decisions file", file=self.file, expected=f'an object with "format": "{FORMAT}"')
        if content.get("version") != VERSION:
            found = repr(content.get("version"))
            raise QaError("a version this program does not know", file=self.file, found=found, expected=str(VERSION))

    def decisions(self, content: object) -> Decisions:
        self._refuse_foreign(content)
        head = self._fields("", content, _FILE)
        document = self._fields("document", head["document"], _DOCUMENT)
        entries = tuple(
            self._decision(f"decisions[{index}]", entry, head.get("who", "")) for index, entry in enumerate(head["decisions"])
        )
        self._refuse_repeated(entries)
        return Decisions(self.file, document["path"], document["sha256"], entries)

    def _decision(self, place: str, entry: object, who: str) -> Decision:
        fields = self._fields(place, entry, _DECISION)
        verdict = Verdict(fields["decision"])
        if verdict.changes != ("correction" in fields):
            found = "one" if "correction" in fields else "none"
            expected = "one, being what to write" if verdict.changes else f"none, as {verdict} changes nothing"
            raise self._wrong(f"{place}.correction", found, expected)
        return Decision(
            finding=fields["finding"],
            anchor=Anchor(fields["rule"], fields["text"], fields["before"], fields["after"]),
            verdict=verdict,
            correction=fields.get("correction"),
            start=fields.get("start"),
            reason=fields.get("reason", ""),
            who=fields.get("who", who),
        )

    def _fields(self, place: str, value: object, known: Mapping[str, _Field]) -> dict[str, Any]:
        """The keys of an object, each as its field wants it."""
        if not isinstance(value, dict):
            raise self._wrong(place, repr(value), "an object")
        inside = f"{place}." if place else ""
        for key, content in value.items():
            if key not in known:
                raise QaError(f"{self.place}{inside}{key}: unknown key", file=self.file, expected=expected_among(key, known))
            if not known[key].fits(content):
                raise self._wrong(inside + key, _shortened(content), known[key].expected)
        for key, field in known.items():
            if field.required and key not in value:
                raise self._wrong(inside + key, "nothing", field.expected)
        return value

    def _refuse_repeated(self, entries: tuple[Decision, ...]) -> None:
        first: dict[str, int] = {}
        for index, entry in enumerate(entries):
            if (known := first.setdefault(entry.finding, index)) != index:
                message = f"{self.place}decisions[{index}] and decisions[{known}] are both about the finding {entry.finding}"
                raise QaError(message, file=self.file, expected="one decision on each")

    def _wrong(self, place: str, found: str, expected: str) -> QaError:
        named = f"{self.place}{place}".rstrip(".") or "the file"
        return QaError(f"{named}: wrong value", file=self.file, found=found, expected=expected)


def _shortened(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}…"


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


_STRING = _Field("a string", _is_string)
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
}
