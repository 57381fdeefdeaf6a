"""A comparison to paragraphs of parts: both texts to the letter, every paragraph of the new version once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qa.compare.compare import compare
from qa.compare.comparison import Comparison
from qa.writers.comparison.collation import CollatedParagraph, Common, MovedPart, Part, Variant, collate
from qa.writers.comparison.rows import beside
from tests.writers.comparison.pairs import FOOD, LAW, TRADE, WATER, anything, compared, document, versions


def collated(comparison: Comparison, old_line_end: str = "lf", new_line_end: str = "lf") -> list[CollatedParagraph]:
    return list(collate(comparison, list(beside(comparison.pieces)), old_line_end, new_line_end))


def numbers(old: str, new: str) -> list[tuple[int | None, int | None]]:
    """The paragraphs by their numbers in the old version and in the new."""
    found = collated(compared(old, new))
    return [(paragraph.old and paragraph.old.number, paragraph.new and paragraph.new.number) for paragraph in found]


def test_paragraphs_are_those_of_the_new_version_and_what_was_left_out() -> None:
    assert numbers(f"{WATER}\n\n{TRADE}", f"{WATER}\n\n{TRADE}") == [(1, 1), (2, 2)]
    assert numbers(f"{WATER}\n\n{LAW}\n\n{TRADE}", f"{WATER}\n\n{TRADE}") == [(1, 1), (2, None), (3, 2)]
    assert numbers(f"{WATER}\n\n{TRADE}", f"{WATER}\n\n{LAW}\n\n{TRADE}") == [(1, 1), (None, 2), (2, 3)]
    assert numbers(f"{WATER}\n\nApples.\n\n{TRADE}", f"{WATER}\n\nGhana spoke.\n\n{TRADE}") == [(1, 1), (2, 2), (3, 3)]
    assert numbers(f"{WATER} {TRADE}\n\n{LAW}", f"{WATER}\n\n{TRADE}\n\n{LAW}") == [(1, 1), (1, 2), (2, 3)]
    assert numbers(f"{WATER}\n\n{TRADE}\n\n{LAW}", f"{WATER} {TRADE}\n\n{LAW}") == [(1, 1), (3, 2)]
    assert numbers(f"{WATER}\n\n{TRADE}\n\n{LAW}", f"{TRADE}\n\n{LAW}\n\n{WATER}") == [(1, None), (2, 1), (3, 2), (None, 3)]


def test_what_was_left_out_inside_a_merged_paragraph_stays_inside_it() -> None:
    assert numbers(f"{WATER}\n\n{FOOD}\n\n{TRADE}\n\n{LAW}", f"{WATER} {TRADE}\n\n{LAW}") == [(1, 1), (4, 2)]


def test_words_that_are_written_otherwise_are_variants_without_a_change() -> None:
    comparison = compared("the “Coun-\ncil” of\nStates", 'the "Council" of States')
    (paragraph,) = collated(comparison)
    told = [
        (type(part).__name__, comparison.old.text[part.old.slice])
        for part in paragraph.parts
        if not isinstance(part, MovedPart) and part.old is not None
    ]
    assert told == [("Common", "the "), ("Variant", "“Coun-\ncil”"), ("Common", " of"), ("Variant", "\n"), ("Common", "States")]


def test_the_usual_line_end_of_one_version_is_that_of_the_other() -> None:
    comparison = compared("We\nmet\r\nthere", "We\r\nmet\nthere")
    (paragraph,) = collated(comparison, "lf", "crlf")
    # The line ends that are not usual differ, for each has to be named in its own version.
    assert [type(part) for part in paragraph.parts] == [Common, Variant, Common]


def spans(part: Part, *, is_new: bool) -> list[slice]:
    if isinstance(part, MovedPart):
        return [found for variant in part.parts for found in spans(variant, is_new=is_new)]
    span = part.new if is_new else part.old
    return [] if span is None else [span.slice]


line_ends = st.sampled_from(["lf", "crlf", "cr"])


@given(versions | anything, versions | anything, line_ends, line_ends)
def test_the_parts_are_both_texts_and_every_paragraph_is_there_once(old: str, new: str, old_end: str, new_end: str) -> None:
    comparison = compare(document(old), document(new))
    paragraphs = collated(comparison, old_end, new_end)
    for is_new, text in ((False, old), (True, new)):
        parts = [part for paragraph in paragraphs for part in paragraph.parts]
        assert "".join(text[place] for part in parts for place in spans(part, is_new=is_new)) == text
    told = [paragraph.new.number for paragraph in paragraphs if paragraph.new]
    assert told == sorted(set(told))
