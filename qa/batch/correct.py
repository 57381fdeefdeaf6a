"""A document with its corrections to the bytes of its corrected file, and these to the disk."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from qa.batch.atomic import write_atomically
from qa.engine.checked import Checked
from qa.engine.fixes import Fixed, fix
from qa.engine.rounds import in_rounds
from qa.ground.document import Document
from qa.ground.errors import UnreadableDocument
from qa.ground.finding import Confidence


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


def with_corrections(document: Document, fixed: Fixed) -> Document:
    """The document that the corrected file is, to be checked again. Raises UnreadableDocument as ``corrected`` does."""
    from qa.readers import read_document

    source = document.text_file
    if source is None or document.strands:
        return read_document(document.path, corrected(document, fixed))
    mended = replace(source, data=source.mark + source.encoded(fixed.text), text=fixed.text)
    return Document(mended, document.format, fixed.text)


def settled(document: Document, first: Fixed, check: Callable[[Document], Checked], confidence: Confidence) -> Fixed:
    """All corrections of a certainty, also those that can only be seen when others are made; ``first`` are those seen at once.

    ``check`` is asked about the document with corrections in it. The text of pages, into which nothing is written, is
    corrected once.
    """
    from qa.formats.rewrite import refusal

    def again(fixed: Fixed) -> Fixed:
        try:
            mended = with_corrections(document, fixed)
        except UnreadableDocument:  # what cannot be written is told when it is to be written
            return Fixed(fixed.text, (), ())
        return fix(mended.text, check(mended).findings, confidence, partial(refusal, mended))

    return first if document.lines else in_rounds(document.text, first, again)


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
