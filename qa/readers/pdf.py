"""A PDF file with a text layer to a document; where each line is printed is its locator."""

from __future__ import annotations

from qa.document import Document
from qa.errors import UnreadableDocument
from qa.layout.reading import read_sheets
from qa.readers.pdfium import PdfPage, pdf_pages
from qa.source import Source


def read(path: str, data: bytes) -> Document:
    """Raises UnreadableDocument for a file that is encrypted or damaged, or that has no text layer."""
    pages = pdf_pages(path, data)
    _refuse_without_text(path, pages)
    reading = read_sheets([sheet for page in pages for sheet in page.sheets])
    return Document(Source(path, data, "utf-8", b"", reading.text), "pdf", reading.text, reading.blocks)


def _refuse_without_text(path: str, pages: tuple[PdfPage, ...]) -> None:
    if not pages:
        raise UnreadableDocument(path, "a PDF file without a page")
