"""Tables of a Word file, the source in one column and its translation beside it, to units."""

from __future__ import annotations

import re
from collections import defaultdict

from qa.formats.archive import open_archive
from qa.ground.errors import UnreadableDocument
from qa.pairs.tabular import units_of
from qa.pairs.units import Units, Wanted
from qa.readers.docx import read as read_word
from qa.readers.word import is_word

_CELL = re.compile(r"(?P<row>.*?/\w+:tbl(?:\[\d+\])?/(?:.*?/)?\w+:tr(?:\[\d+\])?)/(?:.*?/)?\w+:tc(?:\[(?P<column>\d+)\])?/")
"""Of a paragraph's locator, which the reader of Word files gives: the row and the cell of the outermost table."""


def recognises(path: str, data: bytes) -> bool:
    """Whether the archive is a Word file; whether it has a table shows when it is read."""
    return is_word(open_archive(path, data))


def read(path: str, data: bytes, wanted: Wanted) -> Units:
    """A unit a row, called by its number among all rows; paragraphs outside of tables are none.

    Raises UnreadableDocument for a Word file without a table, and as ``units_of`` does.
    """
    document = read_word(path, data)
    cells: defaultdict[str, defaultdict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for block in document.blocks:
        match = _CELL.match(block.locator or "")
        if match is not None:
            cells[match["row"]][int(match["column"] or 1)].append(document.text[block.span.slice])
    if not cells:
        raise UnreadableDocument(
            path, "a Word file without a table of sources and translations; a document needs its source beside it"
        )
    width = max(max(row) for row in cells.values())
    rows = [["\n".join(row[number]) for number in range(1, width + 1)] for row in cells.values()]
    return units_of(path, "word-table", rows, wanted)
