"""What is passed over because it can make no difference makes none."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.align import hyphens
from qa.align.breaks import ParagraphEnds
from qa.compare import form
from qa.compare.compare import compare
from qa.compare.comparison import Comparison
from qa.compare.page_matter import PageMatter
from qa.readers.text import read

LINES = st.lists(
    st.sampled_from(
        [
            "The Council met in May to hear what the Secretariat had to say of the drought in the north.",
            "The Council met in May (MAY-ee) to hear",
            "all that was said; 3. The rest",
            "4. The harbour is closed. (a) The boats stay out.",
            "5. The harbour is open.",
            "12",
            "* * *",
            "nothing",
            "Page 3 of 7",
            "",
        ]
    ),
    max_size=8,
)
BETWEEN = st.sampled_from(["\n", "\n\n", " "])


def compared(old: str, new: str) -> Comparison:
    return compare(read("old.txt", old.encode()), read("new.txt", new.encode()))


@given(LINES, LINES, BETWEEN, BETWEEN)
def test_an_edit_inside_prose_has_no_page_matter(old: list[str], new: list[str], between: str, new_between: str) -> None:
    versions = between.join(old), new_between.join(new)
    told = compared(*versions)
    with patch.object(PageMatter, "_is_prose", lambda self, side: False):
        slowly = compared(*versions)
    assert (slowly.changes, slowly.pieces) == (told.changes, told.pieces)


@given(LINES, LINES, BETWEEN, BETWEEN)
def test_lines_that_begin_in_both_versions_are_cut_as_any_others(
    old: list[str], new: list[str], between: str, new_between: str
) -> None:
    versions = between.join((*old, *new)), new_between.join((*old, "Here.", *new))
    told = compared(*versions)
    with patch.object(ParagraphEnds, "in_both", lambda self, thread: None):
        assert compared(*versions).pieces == told.pieces


@given(st.text("abAB", max_size=3), st.text("abAB1'", max_size=3))
def test_two_plain_words_are_judged_as_any_others(old: str, new: str) -> None:
    told = form.form_reason(old, new, {"ab": "b"})
    with patch.object(form, "_is_plain", lambda text: False):
        assert form.form_reason(old, new, {"ab": "b"}) == told


@pytest.mark.parametrize(("old", "times"), [("The Council met\nin May.", 0), ("The Coun-\ncil met in coop-\neration.", 2)])
def test_the_words_of_two_versions_are_gathered_only_for_a_broken_one(old: str, times: int) -> None:
    with patch.object(hyphens, "vocabulary", side_effect=hyphens.vocabulary) as gathered:
        compared(old, "The Council met in May.")
    assert gathered.call_count == times
