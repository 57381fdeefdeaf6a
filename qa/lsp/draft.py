"""A text that is open in an editor: what is typed in it to what is wrong in it, at once and, when the hands rest, for certain."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce

from qa.engine.checker import Checker
from qa.engine.passagewise import JudgedWhole, Typed, judged, retyped
from qa.ground.document import Document
from qa.ground.errors import UnreadableDocument
from qa.ground.finding import Finding
from qa.ground.source import File, Source
from qa.ground.span import Span
from qa.lsp.file_places import FilePlaces
from qa.lsp.positions import LinePlace, PositionEncoding, TextLines
from qa.readers import READERS, FileKind, kind_of, read_document

_MOST_TYPED = 20_000
"""Code points; what changes more at once is judged as a whole only."""
_DECLARED = re.compile(
    r"""<(?:meta\b[^>]*?\bcharset\s*=\s*["']?\s*|\?xml\b[^>]*?\bencoding\s*=\s*["'])([A-Za-z0-9_:.-]+)""", re.IGNORECASE
)
_HEAD = 1024


@dataclass(frozen=True, slots=True)
class Replaced:
    """What an editor tells: ``new`` stands for what stood between two places; without them for the whole text."""

    new: str
    start: LinePlace | None = None
    end: LinePlace | None = None


Found = tuple[Finding, Span]
"""A finding, and where it stands in the text that the editor has."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a text."""

    judged: JudgedWhole | None = None
    """None where the text as it is cannot be read, or has changed too much to be judged at once."""
    places: FilePlaces | None = None
    """Where the document stands in the file; None where the file's text is the document's."""
    unreadable: str | None = None
    """Why it cannot be read, in a few words; None too for what was never meant to be read."""
    left: tuple[Found, ...] = ()
    """Without ``judged``: what was known last, in its places now."""

    def located(self) -> tuple[Found, ...]:
        """The findings in their places, those of the document before those of its first word."""
        if self.judged is None:
            return self.left
        in_file = self.places.in_file if self.places else lambda span: span
        return tuple((finding, in_file(finding.span)) for finding in self.judged.checked.findings)


class Draft:
    """One text as an editor has it. Law: ``settled`` of the text as it is gives what a check of the file would."""

    def __init__(self, path: str, text: str, version: int, encoding: PositionEncoding) -> None:
        self.path = path
        self.version = version
        self._encoding = encoding
        self.lines = TextLines(text, encoding)
        self.known = Known()
        self.is_settled = False
        """Whether what is known is so of the whole text as it is."""

    @property
    def text(self) -> str:
        return self.lines.text

    def change(self, changes: Iterable[Replaced], version: int) -> Typed:
        """Take over what was typed; what it was, as one change in code points."""
        typed = [*map(self._apply, changes)]
        self.version = version
        self.is_settled = False
        return reduce(Typed.then, typed) if typed else Typed(0, 0, 0)

    def _apply(self, change: Replaced) -> Typed:
        text = self.text
        if change.start is None or change.end is None:
            typed = _difference(text, change.new)
            self.lines = TextLines(change.new, self._encoding)
            return typed
        start, end = self.lines.offset(change.start), self.lines.offset(change.end)
        start, end = min(start, end), max(start, end)
        self.lines = TextLines(text[:start] + change.new + text[end:], self._encoding)
        return Typed(start, end, len(change.new))

    def judge_at_once(self, typed: Typed, checker: Checker) -> bool:
        """Judge the passages that were ``typed`` in; False where that cannot be done without reading the whole."""
        known = self._judged_at_once(typed, checker)
        self.known = known or Known(unreadable=self.known.unreadable, left=_after(typed, self.known.located()))
        return known is not None

    def _judged_at_once(self, typed: Typed, checker: Checker) -> Known | None:
        before, places, text = self.known.judged, self.known.places, _whole_characters(self.text)
        if before is None or typed.end - typed.start + typed.added > _MOST_TYPED:
            return None
        new = text[typed.start : typed.start + typed.added]
        if places is None:
            if _begins_as_markup(text):
                return None
            return Known(retyped(checker, before, _text_source(self.path, text), text, typed))
        found = places.typed(typed, new)
        if found is None:
            return None
        strand, in_text = found
        old = before.checked.document.text
        now = old[: in_text.start] + new + old[in_text.end :]
        after = retyped(checker, before, File(self.path, b""), now, in_text)
        return Known(after, places.after(strand, typed, in_text, text))

    def settle(self, known: Known, version: int) -> bool:
        """Take over what is known of the whole text of a version; False where more has been typed since."""
        if version != self.version:
            return False
        if known.unreadable is not None:
            known = replace(known, left=self.known.located())
        self.known, self.is_settled = known, True
        return True


def _after(typed: Typed, located: Iterable[Found]) -> tuple[Found, ...]:
    """Those that do not touch what was typed, in their places after it."""
    kept = ((finding, place) for finding, place in located if place.end < typed.start or place.start >= typed.end)
    return tuple((finding, _behind(place, typed) if place.start >= typed.end else place) for finding, place in kept)


def _behind(place: Span, typed: Typed) -> Span:
    return Span(place.start + typed.shift, place.end + typed.shift)


def settled(path: str, text: str, checker: Checker) -> Known:
    """What a check of a file of this text gives. It holds no state, so that it may run beside what is typed."""
    text = _whole_characters(text)
    try:
        document, encoding = _read(path, text)
    except UnreadableDocument as error:
        return Known(unreadable=error.reason if _is_meant(path, text) else None)
    whole = judged(checker, document)
    places = None if document.strands is None else FilePlaces.of(whole.checked.document, text, encoding)
    return Known(whole, places)


def _read(path: str, text: str) -> tuple[Document, str]:
    """The document, and the encoding that its bytes are counted in."""
    declared = _DECLARED.search(text, 0, _HEAD)
    if not _begins_as_markup(text):
        return Document(_text_source(path, text), "text", text), "utf-8"
    data, encoding = _encoded(path, text, declared[1] if declared else "utf-8")
    document = read_document(path, data)
    if document.strands is None:
        return Document(_text_source(path, text), "text", text), "utf-8"
    return document, document.strands[0].part.encoding if document.strands else encoding


def _begins_as_markup(text: str) -> bool:
    return kind_of(text[:_HEAD].encode()) is FileKind.MARKUP


def _encoded(path: str, text: str, encoding: str) -> tuple[bytes, str]:
    try:
        return text.encode(encoding), encoding
    except LookupError:
        return text.encode("utf-8", "replace"), "utf-8"
    except UnicodeEncodeError as error:
        lost = error.object[error.start : error.end]
        raise UnreadableDocument(path, f"{lost!r} cannot be written in this file's encoding, {encoding}") from error


def _text_source(path: str, text: str) -> Source:
    return Source(path, text.encode("utf-8"), "utf-8", b"", text)


_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of pairs without the other, which an editor may send in the middle of a stroke, and which no file holds."""


def _whole_characters(text: str) -> str:
    """A text, code point for code point, that can be written into a file."""
    return text if text.isascii() else _HALVES.sub("\ufffd", text)


def _is_meant(path: str, text: str) -> bool:
    """Whether a file that cannot be read is a record all the same: damaged XML of a kind that is read here."""
    data = text.encode("utf-8", "replace")
    kind = kind_of(data)
    known = (reader for reader in READERS.shipped.values() if reader.kind is kind and reader.name != "text")
    return any(reader.recognises(path, data) for reader in known)


def _difference(old: str, new: str) -> Typed:
    """What changed between two texts, as one change.

    >>> _difference("officials ofthe two", "officials of the two")
    Typed(start=12, end=12, added=1)
    """
    shorter = min(len(old), len(new))
    start = next((index for index in range(shorter) if old[index] != new[index]), shorter)
    most = shorter - start
    same = next((index for index in range(most) if old[-1 - index] != new[-1 - index]), most)
    return Typed(start, len(old) - same, len(new) - same - start)
