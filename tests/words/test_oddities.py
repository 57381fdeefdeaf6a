"""Signs that no record should hold."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.words.edit_table import load_edits
from qa.words.oddities import ORDINARY, Oddities

ALL = load_edits().family("oddity")
TOGETHER = Oddities(ALL)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The 15 members' long-term plan, as the UN's 1990s report says.", ()),
        ("Mr. Ka|uma spoke", ("strange-sign",)),
        ("met in the c1ty", ("figure-among-letters",)),
        ("in paragraph 1 of the text", ("lone-one",)),
        ("the lake.The river", ("mark-without-blank",)),
        ("the lake. the river", ("small-after-stop",)),
        ("long -term and ne|w", ("hyphen-beside-blank", "strange-sign")),
    ],
)
def test_each_oddity_costs_what_it_costs_alone(text: str, names: tuple[str, ...]) -> None:
    assert TOGETHER.bits(text) == sum(edit.bits for edit in ALL if edit.name in names)
    assert TOGETHER.stand_in(text) is bool(names)


@given(st.from_regex(ORDINARY, fullmatch=True))
def test_nothing_is_odd_in_what_is_passed_over(text: str) -> None:
    assert [edit.name for edit in ALL if re.search(edit.pattern, f"{text} ")] == []
