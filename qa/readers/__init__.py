"""Files to documents: one module a format, chosen from the table READERS by what is in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from pathlib import Path, PurePosixPath

from qa.ground.document import Document
from qa.ground.errors import UnreadableDocument
from qa.ground.plugins import Table


class FileKind(StrEnum):
    """What a file begins like; only the readers of its kind are asked whether it is theirs."""

    ARCHIVE = "archive"
    """A zip archive."""
    PDF = "pdf"
    """Its header, near the beginning."""
    MARKUP = "markup"
    """XML or HTML: its first character is "<"."""
    TEXT = "text"
    """Anything else."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A format that documents are read from.

    Its module offers ``recognises(path, data) -> bool``, whether the bytes are of this format (by a member of the archive,
    the root element and its namespace; never by the name), and ``read(path, data) -> Document``. Both may raise
    UnreadableDocument.
    """

    name: str
    summary: str
    """One line for the manual."""
    suffixes: tuple[str, ...]
    """What its files end in, lower case, with the dot."""
    module: str
    kind: FileKind = FileKind.TEXT
    signs: tuple[bytes, ...] = ()
    """One of these stands near the beginning of each of its files, so that its module need not be asked of most others."""

    def recognises(self, path: str, data: bytes) -> bool:
        """Whether ``data``, which is of this reader's kind, is of its format. Imports the format's module, if it may be."""
        if self.signs and not any(map(_without_nulls(data[:_SIGNED]).__contains__, self.signs)):
            return False
        recognised: bool = import_module(self.module).recognises(path, data)
        return recognised

    def read(self, path: str, data: bytes) -> Document:
        """The document in ``data``. Raises UnreadableDocument."""
        document: Document = import_module(self.module).read(path, data)
        return document


# Of one kind the first that recognises a file reads it.
_ALL: Sequence[Reader] = (
    Reader("docx", "Word documents", (".docx", ".docm"), "qa.readers.docx", FileKind.ARCHIVE),
    Reader("odt", "OpenDocument texts", (".odt", ".ott"), "qa.readers.odt", FileKind.ARCHIVE),
    Reader("tei", "TEI P5: ParlaMint, Parla-CLARIN, annotated XML", (".xml",), "qa.readers.tei", FileKind.MARKUP),
    Reader("akoma-ntoso", "Akoma Ntoso, versions 1 to 3", (".xml", ".akn"), "qa.readers.akoma_ntoso", FileKind.MARKUP),
    Reader("parlparse", "ParlParse XML of the debates of Westminster", (".xml",), "qa.readers.parlparse", FileKind.MARKUP),
    Reader("html", "HTML pages", (".html", ".htm", ".xhtml"), "qa.readers.html", FileKind.MARKUP),
    Reader("webvtt", "WebVTT captions", (".vtt",), "qa.readers.webvtt", signs=(b"WEBVTT",)),
    Reader("subrip", "SubRip captions, and transcripts in their form", (".srt",), "qa.readers.subrip", signs=(b">",)),
    Reader(
        "recognised",
        "JSON of speech recognisers: Whisper's, and others' with texts and times",
        (".json", ".jsonl"),
        "qa.readers.recognised",
        signs=(b"{", b"["),
    ),
    Reader("text", "plain text, as typed, recognised or extracted from PDF", (".txt", ".text"), "qa.readers.text"),
    Reader("pdf", "PDF with a text layer; needs the extra transcript-qa[pdf]", (".pdf",), "qa.readers.pdf", FileKind.PDF),
)

READERS = Table("transcript_qa.readers", tuple(_ALL), needed=(("recognises",), ("read",)))


def read_document(path: str, data: bytes) -> Document:
    """The document in ``data``; ``path`` is how the user named it. Raises UnreadableDocument.

    The format is told from the bytes alone: a Word file named ``speech.txt`` is read as one.
    """
    kind = kind_of(data)
    for reader in _asked(path):
        if reader.kind is kind and reader.recognises(path, data):
            return reader.read(path, data)
    reason = _unknown(kind, data)
    if reason is not None:
        raise UnreadableDocument(path, reason)
    return READERS["text"].read(path, data)


def _asked(path: str) -> Iterator[Reader]:
    """Who is asked, in this order: the shipped readers, then those of plugins, and last the one that reads anything as text.

    A file with the suffix of a plain text is never a plugin's, so that most runs need not look for plugins.
    """
    text = READERS["text"]
    yield from (reader for reader in READERS.shipped.values() if reader is not text)
    if not path.lower().endswith(text.suffixes):
        yield from READERS.added.values()
    yield text


def kind_of(data: bytes) -> FileKind:
    """What the bytes begin like.

    >>> kind_of(b"<?xml version='1.0'?><TEI/>").value, kind_of(b"Mr. President, <applause>").value
    ('markup', 'text')
    """
    if data.startswith(_ARCHIVE):
        return FileKind.ARCHIVE
    if _PDF.search(data, 0, _PDF_HEAD):
        return FileKind.PDF
    head = _without_nulls(data[:_HEAD]).lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n")
    return FileKind.MARKUP if head.startswith(b"<") else FileKind.TEXT


def _without_nulls(data: bytes) -> bytes:
    """Of a text in UTF-16 or UTF-32, whatever is ASCII."""
    return data.translate(None, b"\x00")


_ARCHIVE = b"PK\x03\x04"
_SIGNED = 512
"""Bytes in which the sign of a format stands."""
_HEAD = 256
_PAIRED = ("tmx", "xliff")
"""Root elements of files that hold a source and its translation."""
_PDF = re.compile(rb"%PDF-[12]\.[0-9]")
_PDF_HEAD = 1024
"""Bytes in which viewers look for the header, whatever stands before it (PDF 1.7 reference, appendix H, note 13)."""


def _unknown(kind: FileKind, data: bytes) -> str | None:
    """Why a file that no reader of its kind wants is not read; None for what may be text with a bracket first."""
    if kind is FileKind.ARCHIVE:
        return "a zip archive, but neither a Word document nor an OpenDocument text"
    if kind is FileKind.MARKUP:
        from qa.formats.markup import read_markup, root_name

        is_declared = b"<?xml" in _without_nulls(data[:_HEAD])
        try:
            name = root_name(data) or "damaged" if is_declared else read_markup("", data).root.name
        except UnreadableDocument:
            return None
        if name.rpartition("}")[2] in _PAIRED:
            return "a file of pairs, which qa bitext checks"
        return f"XML of a kind that is not read here: its root element is {name}"
    return None


def is_read(path: str, data: bytes) -> bool:
    """Whether some reader takes a file for its own, or it may be read as text."""
    kind = kind_of(data)
    return any(reader.kind is kind and reader.recognises(path, data) for reader in _asked(path)) or _unknown(kind, data) is None


def is_document(path: Path) -> bool:
    """True for a file that is looked for when a folder is named; one of JSON is looked into, for most are no documents."""
    suffix = path.suffix.lower()
    if suffix == _SHARED_SUFFIX:
        return any(suffix in reader.suffixes and _is_its_own(reader, path) for reader in READERS.values())
    return any(suffix in reader.suffixes for reader in READERS.values())


def is_called_as_a_document(name: str) -> bool:
    """True for the name of a file that is looked for where it cannot be looked into: not for one of JSON."""
    suffix = PurePosixPath(name).suffix.lower()
    return suffix != _SHARED_SUFFIX and any(suffix in reader.suffixes for reader in READERS.values())


_SHARED_SUFFIX = ".json"


def _is_its_own(reader: Reader, path: Path) -> bool:
    try:
        return reader.recognises(str(path), path.read_bytes())
    except (OSError, UnreadableDocument):
        return False
