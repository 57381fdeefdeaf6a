"""What the script of a page is given: with what is shown it has the document's text to the letter, and every place in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.decisions.record import digest
from qa.engine.checked import Checked, records
from qa.ground.span import Span
from qa.writers.html.redline import redline
from qa.writers.html.script_data import review_data
from qa.writers.html.templates import visible
from tests.writers import samples


def given_to_script(checked: Checked) -> dict[str, Any]:
    passages = redline(checked.document, checked.findings, checked.joins)
    return review_data(checked.document, tuple(records(checked)), passages, checked.joins)


def put_together(checked: Checked) -> str:
    """The text as the script has it: what each passage shows, with what it does not show put in its place."""
    content = given_to_script(checked)
    parts = []
    for number, passage in enumerate(redline(checked.document, checked.findings, checked.joins)):
        pieces = (piece for stretch in passage.stretches for piece in stretch.pieces if piece.op != "insert")
        shown = "".join(str(visible(piece.text)) for piece in pieces).encode("utf-16-le", "surrogatepass")
        parts.append(content["between"][number])
        reached = 0
        for at, length, own in content["unseen"].get(number, ()):
            parts += (decoded(shown[2 * reached : 2 * at]).replace("\n", content["newline"]), own)
            reached = at + length
        parts.append(decoded(shown[2 * reached :]).replace("\n", content["newline"]))
    return "".join((*parts, content["between"][-1]))


def decoded(units: bytes) -> str:
    return units.decode("utf-16-le", "surrogatepass")


def wrapped() -> Checked:
    text = "The Secretary-\nGeneral spoke\nof peace. \U0001d11e co-\noperation"
    joins = tuple(Span(place, place + 1) for place in (text.index("\nG"), text.rindex("\n")))
    return replace(samples.checked(samples.document(text), samples.finding(text, "peace", "war")), joins=joins)


TEXTS: dict[str, Callable[[], Checked]] = {
    "speech": samples.speech,
    "hostile": samples.hostile,
    "wraps inside words": wrapped,
    "empty": lambda: samples.checked(samples.document("")),
}


@pytest.mark.parametrize("make", TEXTS.values(), ids=TEXTS)
def test_the_script_has_the_text_and_every_place_in_it(make: Callable[[], Checked]) -> None:
    checked = make()
    content = given_to_script(checked)
    assert put_together(checked) == checked.document.text
    assert content["digest"] == digest(checked.document.text)
    units = checked.document.text.encode("utf-16-le")
    for row, record in zip(content["findings"], records(checked), strict=True):
        rule, start, length, corrections, severity, confidence, speaker = row
        assert units[2 * start : 2 * (start + length)].decode("utf-16-le") == record.text
        assert corrections == record.corrections
        assert content["rules"][rule] == (record.rule, record.kind)
        assert content["severities"][severity] == record.severity
        assert content["confidences"][confidence] == record.confidence
        assert content["speakers"][speaker] == (record.speaker or "–")


@given(st.text(st.sampled_from("ab \n\r\u00ad\u200b\x0c\U0001d11e"), max_size=40))
def test_whatever_ends_its_lines_and_whatever_it_hides(text: str) -> None:
    begins = samples.finding(f"{text}ab", "ab", "ba", occurrence=f"{text}ab".count("ab"))
    for checked in (samples.checked(samples.document(text)), samples.checked(samples.document(f"{text}ab"), begins)):
        assert put_together(checked) == checked.document.text


def test_a_text_of_one_kind_of_line_end_needs_no_word_for_each() -> None:
    text = "One line\r\nand another\r\n\r\nA paragraph\r\nof two lines\r\n"
    content = given_to_script(samples.checked(samples.document(text)))
    assert (content["newline"], content["unseen"]) == ("\r\n", {})


def test_places_are_counted_as_a_browser_counts() -> None:
    text = "\U0001d11e ofthe \U0001d11e\U0001d11e ofthe"
    found = samples.checked(
        samples.document(text), samples.finding(text, "ofthe", "of the"), samples.finding(text, "ofthe", "of the", occurrence=2)
    )
    assert [row[1:3] for row in given_to_script(found)["findings"]] == [[3, 5], [14, 5]]
