"""A document with its corrections to the bytes of its corrected file, and these to the disk."""

from __future__ import annotations

import os
from pathlib import Path

from qa.batch.atomic import write_atomically
from qa.engine.fixes import Fixed
from qa.ground.document import Document
from qa.ground.errors import UnreadableDocument


def corrected(document: Document, fixed: Fixed) -> bytes:
    """The bytes of the corrected file.

    Raises UnreadableDocument where a text file's encoding lacks a character, and where a structured file, read again,
    would not give the corrected text: such a file is better left alone.
    """
    from qa.formats.rewrite import rewritten
    from qa.readers import read_document

    data = rewritten(document, fixed.edits)
    if document.strands and fixed.edits and read_document(document.path, data).text != fixed.text:
        raise UnreadableDocument(document.path, "the corrections do not read in this file as they should")
    return data


def write_corrected(document: Document, fixed: Fixed) -> Path | None:
    """Write the corrected file, and say where; None where there is nothing to write.

    It takes the place of the document, whole or not at all; the corrected text of pages, which cannot be written into
    themselves, goes to a new file beside them. Raises UnreadableDocument as ``corrected`` does, and where there is such a
    file already; QaError where the disk refuses.
    """
    data = corrected(document, fixed)
    path = Path(document.path)
    if document.lines:
        return _written_beside(path, data) if fixed.edits else None
    if data == document.source.data:
        return None
    write_atomically(path, data, read=document.source.data)
    return path


def _written_beside(path: Path, data: bytes) -> Path:
    """A file of that name may hold work by hand."""
    beside = path.with_suffix(".corrected.txt")
    if os.path.lexists(beside):
        raise UnreadableDocument(str(path), f"{beside.name} is there already and is not overwritten")
    write_atomically(beside, data)
    return beside
