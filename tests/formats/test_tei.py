"""What the writer and the reader of annotated XML agree on."""

from __future__ import annotations

import pytest
from lxml import etree

from qa.formats.tei import LINE_ENDS, characters, marks
from qa.ground.span import Span


def carried(character: str) -> bool:
    """Whether the character comes back from XML as it went in."""
    element = etree.Element("text")
    try:
        element.text = character
    except ValueError:
        return False
    return etree.fromstring(etree.tostring(element, encoding="utf-8")).text == character


def test_a_mark_stands_for_line_ends_and_exactly_the_characters_that_xml_would_lose() -> None:
    for code in (*range(0x10000), 0x10000, 0x1FFFE, 0x10FFFF):
        marked = any(marks(chr(code), Span(0, 1), "lf"))
        assert marked == (chr(code) in "\r\n" or not carried(chr(code))), f"U+{code:04X}"


@pytest.mark.parametrize("line_end", LINE_ENDS)
def test_every_mark_gives_back_what_it_stands_for(line_end: str) -> None:
    text = "one\ntwo\r\nthree\rco-\noperation\f\x00\ud800\uffff\r\r\n\n"
    found = list(marks(text, Span(0, len(text)), line_end))
    assert len(found) == 11
    for mark in found:
        assert characters(mark.name, mark.attributes, line_end) == text[mark.span.slice]


def test_a_span_that_cuts_a_line_end_in_two_has_a_mark_for_its_half() -> None:
    (half,) = marks("one\r\ntwo", Span(0, 4), "crlf")
    assert (half.span, half.attributes) == (Span(3, 4), {"type": "cr"})


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("coop-\neration", True),
        ("coop\u2010\r\neration", True),
        ("coop\u00ad\neration", True),
        ("2016-\n2017", True),
        ("coop -\neration", False),
        ("coop-\n\neration", False),
        ("coop-\n eration", False),
        ("-\neration", False),
        ("coop-\n", False),
    ],
)
def test_a_line_end_after_a_hyphen_between_letters_breaks_no_word(text: str, broken: bool) -> None:
    first = next(marks(text, Span(0, len(text)), "lf"))
    assert (first.attributes.get("break") == "no") is broken
