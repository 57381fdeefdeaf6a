"""Where paragraphs begin among equal words, and where one is certainly divided or joined."""

from __future__ import annotations

import textwrap

import pytest

from qa.align.breaks import ParagraphEnds
from qa.align.threads import Thread
from tests.compare.versions import version

LONG = (
    "The Council met in the month of May to hear what the Secretariat itself had to say of the drought in the north, "
    "and of the rain in the south."
)


def found(old: str, new: str) -> list[tuple[str, str, bool | None]]:
    """The first words of the paragraphs in either version, and whether they are divided (True), joined (False) or neither."""
    here, there = version(old), version(new)
    thread = Thread(0, here.word_count, 0, there.word_count)
    return [
        (_first_word(old[each.old :]), _first_word(new[each.new :]), each.broken.is_split if each.broken else None)
        for each in ParagraphEnds(here, there).within(thread)
    ]


def _first_word(text: str) -> str:
    return text.split(maxsplit=1)[0]


END = ("End.", "End.", None)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("One so.\n\nTwo so.", "One\nso.\n\nTwo so.", [("One", "One", None), ("Two", "Two", None)]),
        (
            "One so. Two so.\n\nEnd.",
            "One so.\n\nTwo so.\n\nEnd.",
            [("One", "One", None), ("Two", "Two", True), END],
        ),
        (
            "One so.\n\nTwo so.\n\nEnd.",
            "One so. Two so.\n\nEnd.",
            [("One", "One", None), ("Two", "Two", False), END],
        ),
    ],
)
def test_a_blank_line_against_none_divides_or_joins(old: str, new: str, expected: list[tuple[str, str, bool | None]]) -> None:
    assert found(old, new) == expected


def test_a_version_without_any_paragraph_says_nothing_of_them() -> None:
    here, there = version("One so.\n\nTwo so."), version("One so. Two so.")
    ends = ParagraphEnds(here, there)
    assert (ends.are_compared, ends.are_marked_once) == (False, True)
    assert all(broken is None for _, _, broken in found("One so.\n\nTwo so.", "One so. Two so."))


def test_a_line_end_parts_paragraphs_where_each_is_one_line() -> None:
    assert [broken for _, _, broken in found(f"{LONG}\n{LONG}\n{LONG}", f"{LONG}\n{LONG} {LONG}")] == [None, None, False]


def test_a_line_end_of_a_wrapped_text_ends_no_paragraph() -> None:
    wrapped = textwrap.fill(LONG, 40)
    assert [broken for _, _, broken in found(f"{LONG}\n{LONG}\n{LONG}", f"{wrapped}\n{wrapped}\n\n{wrapped}")] == [
        None,
        False,
        None,
    ]
