from __future__ import annotations

import dataclasses
import pickle

import pytest

from qa.ground.document import Block, BlockKind, Document, Place, PrintedLine, Turn
from qa.ground.source import read_source
from qa.ground.span import Span

TEXT = "Mr. Bordyuzha (spoke in Russian): I should like to thank the delegation."
TURN = Turn(Span(0, len(TEXT)), Span(0, 33), "Mr. Bordyuzha", None, "Russian")
DOCUMENT = Document(
    read_source("seeds/speech.txt", TEXT.encode()), "text", TEXT, (Block(Span(0, len(TEXT)), BlockKind.PARAGRAPH, 1),), (TURN,)
)


def test_a_document_has_the_path_of_its_source():
    assert DOCUMENT.path == "seeds/speech.txt"


def test_a_document_goes_to_another_process_whole():
    assert pickle.loads(pickle.dumps(DOCUMENT)) == DOCUMENT


@pytest.mark.parametrize("part", [DOCUMENT, DOCUMENT.source, *DOCUMENT.blocks, *DOCUMENT.turns, TURN.span])
def test_nothing_of_a_document_can_be_changed(part):
    for field in dataclasses.fields(part):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(part, field.name, None)


@pytest.mark.parametrize(
    ("place", "said"),
    [(Place(3, 0, 12), "page 3, line 12"), (Place(3, 2, 1), "page 3, column 2, line 1"), (Place(4), "page 4")],
)
def test_a_place_is_said_as_a_reader_of_the_pages_would_say_it(place, said):
    assert str(place) == said


def test_a_document_of_pages_knows_where_its_lines_are_printed():
    lines = (PrintedLine(0, Place(1, 0, 1)), PrintedLine(14, Place(2, 0, 1)))
    printed = dataclasses.replace(DOCUMENT, lines=lines)
    assert [printed.place(offset) for offset in (0, 13, 14, 99)] == [lines[0].place] * 2 + [lines[1].place] * 2
    assert DOCUMENT.place(0) is None
