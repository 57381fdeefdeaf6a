"""A PDF file with a text layer to a document: its reading text, and the page and line of each line of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from qa.ground.document import Document
from qa.ground.errors import UnreadableDocument
from qa.ground.source import File
from qa.layout.pages import read_sheets
from qa.readers.pdfium import PdfPage, pdf_pages


def recognises(path: str, data: bytes) -> bool:
    """True: whatever begins like a PDF file is one."""
    return True


def read(path: str, data: bytes) -> Document:
    """Raises UnreadableDocument for a file that is encrypted or damaged, or has no text layer, and without the extra."""
    pages = pdf_pages(path, data)
    lacks = tuple(_lacks(pages))
    readable = [page for page in pages if page.is_readable]
    if not readable:
        raise UnreadableDocument(path, _without_text(pages, lacks))
    reading = read_sheets([sheet for page in readable for sheet in page.sheets])
    return Document(File(path, data), "pdf", reading.text, reading.blocks, strands=(), lines=reading.lines, lacks=lacks)


def _lacks(pages: Sequence[PdfPage]) -> Iterator[str]:
    """What cannot be read, in sentences that name the pages."""
    scanned = [number for number, page in enumerate(pages, 1) if page.is_image]
    unknown = [number for number, page in enumerate(pages, 1) if page.is_unknown]
    if scanned:
        yield f"{_named(scanned, 'is an image', 'are images')} without a text layer (scanned): recognise the text (OCR) first."
    if unknown:
        yield f"{_named(unknown, 'has', 'have')} fonts that do not say which letters they show: recognise the text (OCR) first."


def _without_text(pages: Sequence[PdfPage], lacks: Sequence[str]) -> str:
    reasons = " ".join(lacks).rstrip(".") or f"{_named(range(1, len(pages) + 1), 'is', 'are')} empty"
    return f"a PDF file without text: {reasons[0].lower()}{reasons[1:]}"


def _named(numbers: Iterable[int], one: str, many: str) -> str:
    """Pages with their verb.

    >>> _named([1, 2, 3, 7], "is", "are"), _named([4], "is", "are")
    ('Pages 1-3, 7 are', 'Page 4 is')
    """
    runs = [[number for _, number in run] for _, run in groupby(enumerate(sorted(numbers)), lambda pair: pair[1] - pair[0])]
    names = ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"Page {names} {one}" if len(runs) == len(runs[0]) == 1 else f"Pages {names} {many}"
