"""Structured files that are typed in: at once where characters alone change, else when the hands rest."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

import qa
from qa.engine.checker import Checker
from qa.lsp.draft import Draft, Known, Replaced, settled
from qa.lsp.positions import PositionEncoding

TEI = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>
<u who="#okafor"><seg>We thank the <hi>senior</hi> officials ofthe two
    organizations &amp; their staff.</seg><note place="foot" n="1">Their the the report.</note>
<seg>Côte d’Ivoire 𝔸 has recieved it.</seg></u>
<u who="#hall"><seg>The meeting was useful.</seg></u>
</body></text></TEI>
"""
HTML = """<!doctype html><html><head><meta charset="utf-8"><title>x</title></head><body>
<h1>Statement</h1><p>We thank the officials ofthe two <b>organizations</b>.</p>
<p>They have recieved R&amp;D and the the help.<p>The end came soon.
</body></html>"""


@cache
def checker() -> Checker:
    return qa.checker()


def opened(name: str, text: str) -> Draft:
    draft = Draft(name, text, 1, PositionEncoding.UTF32)
    assert draft.settle(settled(name, text, checker()), 1)
    return draft


def typed(draft: Draft, beside: str, removed: int, new: str) -> bool:
    """Type behind ``beside``; whether it was judged at once."""
    at = draft.text.index(beside) + len(beside)
    start, end = draft.lines.place(at), draft.lines.place(at + removed)
    return draft.judge_at_once(draft.change([Replaced(new, start, end)], draft.version + 1), checker())


def marked(known: Known, text: str) -> list[tuple[str, str]]:
    """What the findings say is wrong, and what the file has there."""
    return [(finding.text, text[place.slice]) for finding, place in known.located()]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.xml", TEI, [("ofthe", "ofthe"), ("recieved", "recieved"), ("the the", "the the")]),
        ("a.html", HTML, [("ofthe", "ofthe"), ("recieved", "recieved"), ("the the", "the the")]),
        ("a.md", "# Title\n\nWe *thank* the officials ofthe two.\n", [("ofthe", "ofthe")]),
    ],
)
def test_findings_stand_where_the_file_has_them(name: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert marked(opened(name, text).known, text) == expected


@pytest.mark.parametrize(
    ("name", "text", "beside", "removed", "new", "at_once"),
    [
        ("a.xml", TEI, "officials", 0, " and and others", True),
        ("a.xml", TEI, "useful", 0, " for for all", True),
        ("a.xml", TEI, "Ivoire 𝔸", 0, " 𝔸", True),
        ("a.xml", TEI, "their staf", 0, "f ofthe house", True),
        ("a.xml", TEI, "organizations", 6, "", False),  # a reference and the blanks beside it
        ("a.xml", TEI, "useful", 0, "<hi>", False),
        ("a.xml", TEI, "useful", 0, "  ", False),
        ("a.xml", TEI, "<seg", 0, " n", False),
        ("a.xml", TEI, "two", 5, " ", False),  # a line end that is layout
        ("a.html", HTML, "officials", 0, " and and others", True),
        ("a.html", HTML, "They have", 0, " ofthe", False),  # a reference stands in the passage
        ("a.html", HTML, "The end came ", 4, "sooner ofthe", True),
        ("a.html", HTML, "<b>", 13, "", False),  # nothing would be left between the tags
        ("a.md", "# Title\n\nWe thank them.\n", "thank", 0, " the the", True),
    ],
)
def test_what_was_typed_is_judged_at_once_only_as_the_whole_file_would_be_read(
    name: str, text: str, beside: str, removed: int, new: str, at_once: bool
) -> None:
    draft = opened(name, text)
    assert typed(draft, beside, removed, new) is at_once
    whole = settled(name, draft.text, checker())
    assert not draft.is_settled
    if at_once:
        assert whole.judged is not None
        assert draft.known.judged is not None
        assert draft.known.judged.checked.document.text == whole.judged.checked.document.text
        assert marked(draft.known, draft.text) == marked(whole, draft.text)
        assert draft.known.judged.checked.document.blocks == whole.judged.checked.document.blocks


def test_several_strokes_one_after_the_other_are_judged_at_once() -> None:
    draft = opened("a.xml", TEI)
    for beside, stroke in zip(("useful", "useful ", "useful t", "useful th"), (" ", "t", "h", "e the"), strict=True):
        typed(draft, beside, 0, stroke)
    whole = settled("a.xml", draft.text, checker())
    assert ("the the", "the the") in marked(draft.known, draft.text)
    assert marked(draft.known, draft.text) == marked(whole, draft.text)


def test_what_was_known_stays_in_its_places_while_a_tag_is_open() -> None:
    draft = opened("a.xml", TEI)
    assert not typed(draft, "We thank", 0, " <hi")
    assert draft.settle(settled("a.xml", draft.text, checker()), draft.version)
    assert draft.known.unreadable is not None
    assert "line 3" in draft.known.unreadable
    assert marked(draft.known, draft.text) == [("ofthe", "ofthe"), ("recieved", "recieved"), ("the the", "the the")]
    assert not typed(draft, " <hi", 0, ">all</hi>")
    assert draft.settle(settled("a.xml", draft.text, checker()), draft.version)
    assert draft.known.unreadable is None
    assert draft.known.judged is not None


def test_the_outcome_of_a_text_that_has_changed_meanwhile_is_not_taken() -> None:
    draft = opened("a.txt", "We thank the the officials.")
    late = settled("a.txt", draft.text, checker())
    typed(draft, "We", 0, " ofthe")
    assert not draft.settle(late, 1)
    assert [finding.text for finding, _ in draft.known.located()] == ["ofthe", "the the"]


@pytest.mark.parametrize(
    ("name", "text", "unreadable"),
    [
        ("a.txt", "\ud800 lone", False),
        ("a.txt", "", False),
        ("a.xml", "<project><dependency/></project>", False),  # XML that is no record, and says nothing
        ("a.xml", '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>', True),
        ("a.xml", "<?xml version='1.0' encoding='latin-1'?><TEI><text><body><p>Ж</p></body></text></TEI>", True),
    ],
)
def test_what_cannot_be_read_is_told_where_it_was_meant_to_be(name: str, text: str, unreadable: bool) -> None:
    assert (settled(name, text, checker()).unreadable is not None) is unreadable


@pytest.mark.parametrize("encode", [str, str.upper])
def test_a_declared_encoding_is_heeded(encode: Callable[[str], str]) -> None:
    text = f"<?xml version='1.0' encoding='{encode('iso-8859-1')}'?><TEI><text><body><p>Café ofthe two.</p></body></text></TEI>"
    assert marked(opened("a.xml", text).known, text) == [("ofthe", "ofthe")]
