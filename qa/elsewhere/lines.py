"""JSON Lines with the fields of our own report, written by a script or by hand, to claims; a line that is none is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

from qa.config.json_data import parse_json
from qa.elsewhere.claim import Claim, Hint
from qa.ground.errors import QaError, expected_among, shortened
from qa.ground.finding import Confidence, Severity
from qa.ground.note import Note

_Fits = Callable[[object], bool]


def _is_place(value: object) -> bool:
    return type(value) is int and value >= 0


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_thread(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(note, dict) and _is_text(note.get("text")) and all(map(_is_text, note.values())) for note in value
    )


_PLACES = ("start", "end", "line", "column", "end_line", "end_column")
_FIELDS: Mapping[str, tuple[str, _Fits]] = {
    **dict.fromkeys(("path", "rule", "message", "text", "evidence", "by", "category", "kind", "id"), ("a string", _is_text)),
    **dict.fromkeys(_PLACES, ("a number", _is_place)),
    "corrections": ("an array of strings", _is_texts),
    "severity": (", ".join(Severity), lambda value: value in list(Severity)),
    "confidence": (", ".join(Confidence), lambda value: value in list(Confidence)),
    "thread": ("an array of notes, each with a text", _is_thread),
    # What our own report has beside; the document says so itself.
    **dict.fromkeys(("speaker", "paragraph", "locator", "attached", "unit", "source"), ("anything", lambda value: True)),
}


def claims_in_lines(data: bytes, file: str) -> Iterator[Claim | QaError]:
    """The claims in order; in the place of what is none, the error that says so with its line."""
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.strip(b"\xef\xbb\xbf \t\r"):
            try:
                yield _claim(_fields(parse_json(line, file, line=number), file, number), file, number)
            except QaError as error:
                yield error


def _fields(value: object, file: str, line: int) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise QaError("no finding", file=file, line=line, found=shortened(value), expected="an object")
    for key, content in value.items():
        if key not in _FIELDS:
            raise QaError(f"{shortened(key)}: unknown key", file=file, line=line, expected=expected_among(key, _FIELDS))
        expected, fits = _FIELDS[key]
        if not fits(content):
            raise QaError(f"{key}: wrong value", file=file, line=line, found=shortened(content), expected=expected)
    if not value.get("message") and not value.get("corrections"):
        raise QaError("nothing is said to be wrong", file=file, line=line, expected="a message, or corrections")
    if not {"text", "start", "line"} & value.keys():
        raise QaError("no place", file=file, line=line, expected="text, start or line")
    return value


def _claim(fields: Mapping[str, Any], file: str, line: int) -> Claim:
    return Claim(
        origin=f"{file}:{line}",
        by=fields.get("by") or PurePath(file).stem,
        path=fields.get("path", ""),
        rule=fields.get("rule", "remark"),
        message=fields.get("message") or "This is corrected elsewhere.",
        text=fields.get("text"),
        hint=Hint(**{name: fields[name] for name in _PLACES if name in fields}),
        corrections=tuple(fields.get("corrections", ())),
        severity=Severity(fields.get("severity", Severity.WARNING)),
        confidence=Confidence(fields.get("confidence", Confidence.LIKELY)),
        category=fields.get("category", "uncategorized"),
        evidence=fields.get("evidence", ""),
        thread=tuple(Note(note["text"], note.get("who", ""), note.get("when", "")) for note in fields.get("thread", ())),
    )
