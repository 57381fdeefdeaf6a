"""What a place in a document is called: by line and column, page, or paragraph and speaker."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.engine.whereabouts import Whereabouts
from qa.ground.document import Block, BlockKind, Document, Place, PrintedLine, Turn
from qa.ground.source import read_source
from qa.ground.span import Span

SHORT = "Ms. Hill: We went\ntothe river.\n"
LONG = "Ms. Hill: " + "We went on and on and on. " * 20 + "tothe river."
"""A speech in one line, as extraction programs write it."""


def document(text: str, *, paragraphs: bool = True) -> Document:
    block = Block(Span(0, len(text)), BlockKind.PARAGRAPH, 1)
    turn = Turn(Span(0, len(text)), Span(0, 9), "Ms. Hill", None, None)
    return Document(read_source("a.txt", text.encode()), "text", text, (block,) * paragraphs, (turn,))


PRINTED = replace(document(SHORT), lines=(PrintedLine(0, Place(3, 2, 1)), PrintedLine(18, Place(3, 2, 2))))


@pytest.mark.parametrize(
    ("where", "message", "short", "told"),
    [
        (document(SHORT), "a.txt:2:1", "2:1", "paragraph 1, Ms. Hill"),
        (document(LONG), "a.txt, paragraph 1, Ms. Hill", "paragraph 1", "paragraph 1, Ms. Hill"),
        (document(SHORT, paragraphs=False), "a.txt:2:1", "2:1", "line 2"),
        (replace(document(SHORT), strands=()), "a.txt, paragraph 1, Ms. Hill", "paragraph 1", "paragraph 1, Ms. Hill"),
        (PRINTED, "a.txt, page 3, column 2, line 2", "page 3, column 2, line 2", "page 3, column 2, line 2"),
    ],
)
def test_a_place_is_told_as_a_reader_finds_it(where: Document, message: str, short: str, told: str) -> None:
    offset = where.text.index("tothe")
    places = Whereabouts(where)
    assert (places.message(offset), places.short(offset), places.told(offset)) == (message, short, told)


def test_one_long_line_among_many_short_ones_is_no_text_without_lines() -> None:
    assert Whereabouts(document("A short line.\n" * 40 + "x" * 400)).counts_lines
    assert not Whereabouts(document("A short line.\n" * 4 + "x" * 400)).counts_lines
