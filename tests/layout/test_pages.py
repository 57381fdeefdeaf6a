from __future__ import annotations

from collections import Counter
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from qa.ground.document import BlockKind
from qa.layout.glyph import Glyph, Sheet
from qa.layout.pages import read_sheets
from tests.layout.setting import column, glyphs, sheet
from tests.layout.test_columns import PROSE

quarter = st.integers(0, 2400).map(lambda number: number / 4)
placed = st.builds(
    lambda word, left, baseline, size: tuple(glyphs(word, left, baseline, size)),
    st.text("abc,.1²•", min_size=1, max_size=8),
    quarter,
    quarter,
    st.sampled_from((6, 8, 10, 10, 10, 14)),
)
pages = st.lists(st.lists(placed, max_size=30), max_size=4)


def sheets(words) -> list[Sheet]:
    return [sheet(number, *page) for number, page in enumerate(words, 1) if page]


@given(pages)
def test_no_glyph_is_lost_or_doubled_wherever_it_stands(words):
    made = sheets(words)
    reading = read_sheets(made)
    printed = Counter(glyph.text for each in made for glyph in each.glyphs)
    assert plain(Counter("".join(reading.text.split()))) == plain(printed)


def plain(letters: Counter[str]) -> Counter[str]:
    """With raised digits as the digits they are."""
    counted: Counter[str] = Counter()
    for letter, count in letters.items():
        counted[{"¹": "1", "²": "2"}.get(letter, letter)] += count
    return counted


@given(pages)
def test_blocks_and_lines_tile_the_text(words):
    reading = read_sheets(sheets(words))
    assert "\n\n".join(reading.text[block.span.slice] for block in reading.blocks) == reading.text.rstrip("\n")
    starts = [line.start for line in reading.lines]
    assert [reading.text[start - 1 : start] for start in starts[1:]] == ["\n"] * len(starts[1:])
    assert len(starts) == sum(bool(line) for line in reading.text.split("\n"))
    assert [block.number for block in reading.blocks if block.number] == [
        *range(1, 1 + sum(block.kind is not BlockKind.FURNITURE for block in reading.blocks))
    ]


@given(pages, st.integers(-400, 400), st.integers(-400, 400))
def test_where_the_paper_begins_does_not_matter(words, right, down):
    made = sheets(words)
    moved = [Sheet(each.page, tuple(shifted(glyph, right, down) for glyph in each.glyphs)) for each in made]
    assert read_sheets(moved) == read_sheets(made)


def shifted(glyph: Glyph, right: float, down: float) -> Glyph:
    return glyph._replace(left=glyph.left + right, right=glyph.right + right, baseline=glyph.baseline + down)


@given(st.randoms(use_true_random=False))
def test_the_order_of_glyphs_in_the_file_does_not_matter(random):
    page = sheet(1, column(PROSE, 50, 100), column(PROSE, 280, 100), glyphs("1", 50, 397, 5), glyphs("See it.", 54, 400, 8))
    mixed = Sheet(1, tuple(random.sample(page.glyphs, len(page.glyphs))))
    assert read_sheets([mixed]) == read_sheets([page])


def test_a_note_comes_after_the_text_of_its_page_and_not_into_a_sentence():
    first = sheet(
        1,
        column(PROSE[:3], 50, 100),
        glyphs("1", 50, 397, 5),
        glyphs("See the annex.", 54, 400, 8),
    )
    second = sheet(2, column(PROSE[3:], 50, 100))
    reading = read_sheets([first, second])
    (text, note) = reading.blocks
    assert (text.kind, note.kind) == (BlockKind.PARAGRAPH, BlockKind.NOTE)
    assert reading.text[text.span.slice] == "\n".join(PROSE)
    assert reading.text[note.span.slice] == "¹ See the annex."


def test_small_print_above_the_text_is_no_note():
    page = sheet(1, glyphs("1 August of this year", 50, 80, 8), column(PROSE, 50, 100))
    assert [block.kind for block in read_sheets([page]).blocks] == [BlockKind.PARAGRAPH] * 2


def test_lines_are_counted_down_their_column_with_what_runs_across():
    title = "The situation of the interpreters and of the verbatim reporters of this house"
    columns = column(PROSE, 50, 100), column((*PROSE, *PROSE[:1]), 280, 100)
    reading = read_sheets([sheet(1, glyphs(title, 60, 80), *columns, glyphs(title, 60, 200))])
    counted = [str(line.place) for line in reading.lines]
    assert counted == [
        "page 1, line 1",
        *(f"page 1, column 1, line {number}" for number in range(2, 8)),
        *(f"page 1, column 2, line {number}" for number in range(2, 9)),
        "page 1, line 9",
    ]


def test_what_stands_beside_the_text_on_several_pages_is_furniture():
    stamp = Sheet(1, tuple(glyphs("DRAFT", 0, 0, 40)), is_main=False)
    stamps = [stamp, Sheet(2, stamp.glyphs, is_main=False), Sheet(2, tuple(glyphs("Stamped", 0, 0)), is_main=False)]
    made = [sheet(1, column(PROSE, 50, 100)), sheet(2, column(PROSE, 50, 100))]
    reading = read_sheets([*chain(made, stamps)])
    kinds = {reading.text[block.span.slice]: block.kind for block in reading.blocks}
    assert (kinds["DRAFT"], kinds["Stamped"]) == (BlockKind.FURNITURE, BlockKind.PARAGRAPH)
