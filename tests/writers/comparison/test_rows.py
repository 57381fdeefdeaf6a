"""A comparison to rows: every word of both versions once, paragraphs beside those they became."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qa.compare.compare import compare
from qa.compare.comparison import Comparison
from qa.readers.text import read
from qa.writers.comparison.rows import Row, rows


def compared(old: str, new: str) -> Comparison:
    return compare(read("old.txt", old.encode()), read("new.txt", new.encode()))


def told(row: Row) -> tuple[str, str]:
    """What a row says of either version."""
    return "".join(bit.old for bit in row.bits).strip(), "".join(bit.new for bit in row.bits).strip()


def test_paragraphs_stand_beside_what_they_became() -> None:
    old = "It was so.\n\nThe Council met on Monday.\n\nIt will\nbe so."
    new = "It was so.\n\nThe Council met\non Tuesday.\n\nNobody knew it.\n\nIt will be so."
    assert [told(row) for row in rows(compared(old, new))] == [
        ("It was so.", "It was so."),
        ("The Council met on Monday.", "The Council met on Tuesday."),
        ("", "Nobody knew it."),
        ("It will be so.", "It will be so."),
    ]


def test_a_replacement_of_several_paragraphs_has_them_side_by_side() -> None:
    old = "It was so.\n\nApples are red.\n\nPears hang high.\n\nIt ends here."
    new = "It was so.\n\nGhana spoke first today.\n\nNobody else asked whether.\n\nIt ends here."
    assert [told(row) for row in rows(compared(old, new))][1:3] == [
        ("Apples are red.", "Ghana spoke first today."),
        ("Pears hang high.", "Nobody else asked whether."),
    ]


def test_a_divided_paragraph_is_two_rows_that_know_their_paragraphs() -> None:
    old = "First it is so. Then it is not.\n\nLast."
    new = "First it is so.\n\nThen it is not.\n\nLast."
    found = list(rows(compared(old, new)))
    assert [told(row) for row in found] == [(part, part) for part in ("First it is so.", "Then it is not.", "Last.")]
    blocks = [(row.old_block, row.new_block) for row in found]
    assert [(old and old.number, new and new.number) for old, new in blocks] == [(1, 1), (1, 2), (2, 3)]


def test_the_document_s_own_quotation_marks_are_kept_and_its_page_is_not() -> None:
    comparison = compared("the “Coun-\ncil” is\u00a0here\n\nS/PV.7796\n\nand there", 'the "Council" is here\n\nand here')
    assert [told(row) for row in rows(comparison)] == [
        ("the “Council” is here", 'the "Council" is here'),
        ("and there", "and here"),
    ]


WORDS = st.lists(
    st.sampled_from(["the", "Council", "met,", "and", "spoke.", "Peace", "coop-", "\n\n", "\n", "“so”"]), max_size=60
)


@given(WORDS, WORDS)
def test_every_word_stands_in_one_row_and_every_change_too(old: list[str], new: list[str]) -> None:
    comparison = compared(" ".join(old), " ".join(new))
    found = list(rows(comparison))
    told_old, told_new = (
        "".join(bit.old for row in found for bit in row.bits),
        "".join(bit.new for row in found for bit in row.bits),
    )
    assert letters(told_old) == letters(comparison.old_view.text)
    assert letters(told_new) == letters(comparison.new_view.text)
    assert {bit.change for row in found for bit in row.bits} - {None} == set(range(len(comparison.changes)))


def letters(text: str) -> str:
    return "".join(text.replace("“", '"').replace("”", '"').split())
