"""Files of ready pairs to a source and a target: a module a format, chosen from the table PAIR_READERS by what is in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module

from qa.ground.errors import UnreadableDocument
from qa.ground.plugins import Table
from qa.pairs.units import Units, Wanted
from qa.readers import FileKind, kind_of


@dataclass(frozen=True, slots=True)
class PairReader:
    """A format that pairs are read from.

    Its module offers ``recognises(path, data) -> bool``, whether the bytes are of this format, and ``read(path, data, wanted)
    -> Units``, which may raise UnreadableDocument, and QaError for what is wanted and not there.
    """

    name: str
    summary: str
    """One line for the manual."""
    suffixes: tuple[str, ...]
    """What its files end in, lower case, with the dot."""
    module: str
    kind: FileKind = FileKind.TEXT
    is_no_document: bool = True
    """Whether a file of these suffixes is never a document of running text, so that two of them are two files of pairs."""

    def recognises(self, path: str, data: bytes) -> bool:
        """Whether ``data`` is of its format. Imports the format's module."""
        recognised: bool = self.kind is kind_of(data) and import_module(self.module).recognises(path, data)
        return recognised

    def read(self, path: str, data: bytes, wanted: Wanted) -> Units:
        """The pairs in ``data``. Raises UnreadableDocument, and QaError for what is wanted and not there."""
        units: Units = import_module(self.module).read(path, data, wanted)
        return units


_ALL: Sequence[PairReader] = (
    PairReader("tmx", "TMX, translation memories", (".tmx",), "qa.pairs.tmx", FileKind.MARKUP),
    PairReader("xliff", "XLIFF 1.2 and 2", (".xliff", ".xlf"), "qa.pairs.xliff", FileKind.MARKUP),
    PairReader("po", "PO, catalogues of gettext", (".po",), "qa.pairs.po"),
    PairReader(
        "word-table",
        "Word tables, the source beside the target",
        (".docx",),
        "qa.pairs.word_table",
        FileKind.ARCHIVE,
        is_no_document=False,
    ),
    PairReader("tsv", "tab-separated values", (".tsv", ".tab"), "qa.pairs.tabular"),
)

PAIR_READERS = Table("transcript_qa.pairs", tuple(_ALL), needed=(("recognises",), ("read",)))


def reader_of(path: str, data: bytes) -> PairReader | None:
    """Who reads the pairs in ``data``; None where it holds none that are known."""
    return next((reader for reader in _asked() if reader.recognises(path, data)), None)


def _asked() -> Iterator[PairReader]:
    """Shipped readers first; the one of columns, which takes nearly any text, after those of plugins."""
    last = PAIR_READERS.shipped["tsv"]
    yield from (reader for reader in PAIR_READERS.values() if reader is not last)
    yield last


def read_units(path: str, data: bytes, wanted: Wanted) -> Units:
    """The pairs in ``data``; ``path`` is how the user named it. Raises UnreadableDocument, and QaError as a reader does."""
    reader = reader_of(path, data)
    if reader is None:
        formats = ", ".join(PAIR_READERS)
        raise UnreadableDocument(path, f"no file of pairs ({formats}); a document needs its source named before it")
    return reader.read(path, data, wanted)
