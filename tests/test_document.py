from __future__ import annotations

import dataclasses
import pickle

import pytest

from qa.document import Block, BlockKind, Document, Turn
from qa.source import read_source
from qa.span import Span

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
