"""Texts into the elements of a tree: in order behind what is there, with marks for what XML would lose."""

from __future__ import annotations

import pytest
from lxml import etree

from qa.ground.document import BlockKind
from qa.ground.span import Span
from qa.writers.tei.tree import BLOCKS, append, flow, put, root_element, usual_line_end


def written(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode").partition(">")[2].rpartition("<")[0]


def test_text_goes_behind_all_that_an_element_holds() -> None:
    element = root_element()
    append(element, "one ")
    append(element, "two ")
    put(element, "hi", text="three")
    append(element, " four")
    append(element, "")
    append(element, " five")
    assert written(element) == "one two <hi>three</hi> four five"


def test_a_stretch_of_text_is_written_with_the_marks_it_needs() -> None:
    element = root_element()
    flow(element, "one\r\ntwo\x00<three>", "crlf", Span(1, 12))
    assert written(element) == 'ne\n<lb/>two<g n="U+0000"/>&lt;th'


@pytest.mark.parametrize(
    ("text", "name"), [("", "lf"), ("a\nb", "lf"), ("a\r\nb\n", "lf"), ("a\r\nb\r\nc\n", "crlf"), ("a\rb", "cr"), ("\n\r", "lf")]
)
def test_the_usual_line_end_is_the_most_frequent_one(text: str, name: str) -> None:
    assert usual_line_end(text) == name


def test_every_kind_of_block_has_an_element() -> None:
    assert set(BLOCKS) == set(BlockKind)
