"""A file as it lies on the disk: its bytes, and how those of a text file become text without losing one of them."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from qa.ground.errors import UnreadableDocument

# Longest first: the UTF-32 mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# First bytes of kinds of file that are not text, with the name a person knows them by.
_BINARY = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file, or one with a password"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
)

# Control characters that text files do hold: tab, line feed, form feed, carriage return.
_CONTROLS = bytes(set(range(0x20)) - {0x09, 0x0A, 0x0C, 0x0D})


@dataclass(frozen=True, slots=True)
class File:
    """The bytes of one file, whatever is in them."""

    path: str
    """As the user named it; ``-`` for standard input."""
    data: bytes


@dataclass(frozen=True, slots=True)
class Source(File):
    """The bytes of one text file with the encoding found for them.

    Law: ``source.mark + source.text.encode(source.encoding) == source.data``.
    """

    encoding: str
    """A codec name of Python's, without the byte order mark."""
    mark: bytes
    """The byte order mark the file begins with, or nothing. It is no part of the text and counts in no offset."""
    text: str
    """The decoded text, line ends kept as they are."""

    def encoded(self, text: str) -> bytes:
        """``text`` as bytes of this file's kind. Raises UnreadableDocument when the encoding has no such character."""
        try:
            return self.mark + text.encode(self.encoding)
        except UnicodeEncodeError as error:
            lost = error.object[error.start : error.end]
            raise UnreadableDocument(self.path, f"{lost!r} cannot be written in this file's encoding, {self.encoding}") from error


def read_source(path: str, data: bytes) -> Source:
    """Decode ``data``: by its byte order mark, else as UTF-8, else by the evidence of the bytes.

    Raises UnreadableDocument for a binary file and for one in no encoding that gives its bytes back.

    >>> read_source("a.txt", "Côte d’Ivoire".encode("cp1252")).encoding
    'cp1252'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(path, data, encoding, mark)
    _refuse_binary(path, data)
    try:
        return Source(path, data, "utf-8", b"", data.decode("utf-8"))
    except UnicodeDecodeError:
        return _guessed(path, data)


def _decoded(path: str, data: bytes, encoding: str, mark: bytes) -> Source:
    body = data[len(mark) :]
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        reason = f"not valid {encoding}, which its byte order mark announces (byte {len(mark) + error.start})"
        raise UnreadableDocument(path, reason) from error
    return Source(path, data, encoding, mark, text)


def _refuse_binary(path: str, data: bytes) -> None:
    for head, name in _BINARY:
        if data.startswith(head):
            raise UnreadableDocument(path, f"not a text file but {name}")
    sample = data[:8192]
    # Extraction from PDF leaves a NUL where a ligature stood (pdfplumber #598), so a few controls do not make a binary.
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > max(2, len(sample) // 50):
        raise UnreadableDocument(path, "a binary file, or text in an encoding without a byte order mark (UTF-16?)")


def _guessed(path: str, data: bytes) -> Source:
    """cp1252 serves nearly every old English transcript; the rest is left to charset-normalizer's statistics."""
    for encoding in ("cp1252", *_statistical_guess(data), "latin-1"):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if text.encode(encoding) == data:
            return Source(path, data, encoding, b"", text)
    raise UnreadableDocument(path, "in no encoding known here")  # pragma: no cover - latin-1 decodes any bytes


def _statistical_guess(data: bytes) -> tuple[str, ...]:
    from charset_normalizer import from_bytes  # slow to import, and needed by few files

    best = from_bytes(data).best()
    return (best.encoding,) if best is not None else ()
