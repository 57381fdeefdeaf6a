from __future__ import annotations

import pytest

from qa.layout.paragraphs import notes, paragraphs, runs_on, setting_of
from tests.layout.setting import line, width

SPACING = 1.2
SHORT = "Members of the house, agree on this"
FULL = "All of the members are agreed on this draft"


def set_lines(*rows):
    """Lines at (text, left, leading before) or text alone; the rest of the lines fill the measure."""
    baseline, lines = 100.0, []
    for row in rows:
        text, left, leading = row if isinstance(row, tuple) else (row, 50, 12)
        baseline += leading
        lines.append(line(text, left, baseline))
    return lines


def told(*rows):
    lines = set_lines(*rows)
    return [[each.text for each in paragraph] for paragraph in paragraphs(lines, setting_of(lines, SPACING))]


END = "resolution of the house."


@pytest.mark.parametrize(
    ("rows", "lengths"),
    [
        ((FULL, FULL, END), [3]),
        (((FULL, 65, 12), FULL, (FULL, 65, 12), FULL, END), [2, 3]),  # indents
        ((FULL, END, (FULL, 50, 18), FULL, END), [2, 3]),  # leading
        ((FULL, END, FULL, FULL, END), [2, 3]),  # a line that ends before the margin
        ((FULL, "the members of the", "house agree", FULL.lower()), [4]),  # a break inside a sentence, whatever made it
        ((FULL, FULL, (SHORT, 80, 12), (SHORT, 80, 12), FULL, FULL), [2, 2, 2]),  # a quotation set in
        (("1. " + FULL, (FULL, 64, 12), "2. " + FULL, (FULL, 64, 12), (FULL, 64, 12)), [2, 3]),  # hanging items
        (("• " + FULL, "• " + FULL, FULL), [1, 2]),
        ((f"{FULL},", "(a) of the house, and of the others in it", FULL), [1, 2]),
        ((FULL, "(a) and (b) of the resolution of the house", FULL), [3]),  # mentioned, not listed
        ((FULL, "(1999) and of the resolution of the house,", FULL), [3]),
    ],
)
def test_paragraphs(rows, lengths):
    assert [len(paragraph) for paragraph in told(*rows)] == lengths


def test_lines_of_a_centred_heading_stay_together_and_apart_from_the_text():
    middle = 50 + width(FULL) / 2
    centred = [(text, middle - width(text) / 2, 12) for text in ("Report on the work", "of the interpreters")]
    assert [len(paragraph) for paragraph in told(*centred, (FULL, 50, 24), FULL, FULL, END)] == [2, 4]


def test_a_change_of_type_size_begins_a_paragraph():
    lines = [line("Report on the work", 50, 100, 14), line(FULL, 50, 115), line(FULL, 50, 127)]
    assert [len(each) for each in paragraphs(lines, setting_of(lines, SPACING))] == [1, 2]


@pytest.mark.parametrize(
    ("above", "below", "indents", "goes_on"),
    [
        (FULL, "of the house today", False, True),
        (FULL + " co-", "operate with", False, True),
        (FULL[:-1] + ".", "The members", True, True),
        (FULL[:-1] + ".", "The members", False, False),
        (END, "The members", True, False),
        (FULL, "• an item", True, False),
    ],
)
def test_a_paragraph_goes_on_over_the_page(above, below, indents, goes_on):
    before, after = set_lines(FULL, FULL, FULL, above), set_lines(below, FULL, FULL)
    settings = setting_of(before, SPACING), setting_of(after, SPACING)
    assert runs_on(before[-1], after[0], *settings, indents=indents) is goes_on


def test_an_indented_line_at_the_head_of_a_page_begins_a_paragraph():
    before, after = set_lines(FULL, FULL, FULL), set_lines((FULL, 65, 12), FULL, FULL)
    assert not runs_on(before[-1], after[0], setting_of(before, SPACING), setting_of(after, SPACING), indents=True)


def test_every_note_begins_with_its_mark():
    lines = set_lines("¹ See document A/59/12,", "annex II.", "* Issued again.", "12 Ibid.", "7See the report.", "of 2024.")
    assert [len(note) for note in notes(lines)] == [2, 1, 1, 2]
