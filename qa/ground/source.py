"""A file as it lies on the disk: its bytes, and how those of a text file become text without losing one of them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
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

    Law: ``source.encoded(source.text) == source.data``. A byte that the encoding does not have stands in the text as Python
    writes it for file names (PEP 383): 0x92 as the lone surrogate U+DC92.
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
            return self.mark + to_bytes(text, self.encoding)
        except UnicodeEncodeError as error:
            lost = error.object[error.start : error.end]
            raise UnreadableDocument(self.path, f"{lost!r} cannot be written in this file's encoding, {self.encoding}") from error


def to_bytes(text: str, encoding: str) -> bytes:
    """``text`` in an encoding, bytes that it does not have as they were read. Raises UnicodeEncodeError.

    Halves of surrogate pairs that no byte was read as come from programs; they are written as UTF-8 would write them.

    >>> to_bytes("Caf\\xe9 d\\udc92Ivoire", "utf-8")
    b'Caf\\xc3\\xa9 d\\x92Ivoire'
    """
    try:
        return text.encode(encoding, "surrogateescape")
    except UnicodeEncodeError:
        return text.encode(encoding, "surrogatepass")


STRAY_BYTE = re.compile("[\\udc80-\\udcff]")
"""A byte that the encoding of its file does not have, in the text."""


LOST = "\ufffd"
"""Stands for a character that could not be read."""


def bytes_read(stray: str, encoding: str) -> str:
    """What stray bytes are in another encoding; what it does not have either is lost.

    >>> bytes_read("\\udc93oui\\udc94", "cp1252")
    '“oui”'
    """
    return STRAY_BYTE.sub(lambda byte: to_bytes(byte[0], "ascii").decode(encoding, "replace"), stray)


def read_source(path: str, data: bytes) -> Source:
    """Decode ``data``: by its byte order mark, else as UTF-8, else by the evidence of the bytes.

    A file of two encodings, as passages from elsewhere make it, is read by the one that most of its characters are in.
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
    """Mostly UTF-8, or cp1252, which serves nearly every old English transcript; the rest is left to statistics."""
    text = data.decode("utf-8", "surrogateescape")
    stray = len(STRAY_BYTE.findall(text))
    beyond_ascii = len(_BEYOND_ASCII.findall(text)) - stray
    if beyond_ascii >= stray:
        return Source(path, data, "utf-8", b"", text)
    for encoding, errors in _guesses(data, has_utf_8=beyond_ascii > 0):
        try:
            text = data.decode(encoding, errors)
        except (UnicodeDecodeError, LookupError):
            continue
        if text.encode(encoding, errors) == data:
            return Source(path, data, encoding, b"", text)
    raise UnreadableDocument(path, "in no encoding known here")  # pragma: no cover - latin-1 decodes any bytes


_BEYOND_ASCII = re.compile("[^\x00-\x7f]")


def _guesses(data: bytes, *, has_utf_8: bool) -> Iterator[tuple[str, str]]:
    """Encodings, and what to do with bytes that they do not have; ``has_utf_8``: some characters read as UTF-8, as hardly any do
    by chance, and have such bytes."""
    yield "cp1252", "strict"
    if has_utf_8:
        yield "cp1252", "surrogateescape"
    yield from ((encoding, "strict") for encoding in _statistical_guess(data))
    yield "latin-1", "strict"


def _statistical_guess(data: bytes) -> tuple[str, ...]:
    from charset_normalizer import from_bytes  # slow to import, and needed by few files

    best = from_bytes(data).best()
    return (best.encoding,) if best is not None else ()
