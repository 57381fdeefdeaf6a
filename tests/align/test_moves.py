"""Two versions to what moved and what differs: outside both the words are the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.align.moves import Alignment, align
from tests.compare.versions import all_words, version

SENTENCES = [
    "The Council met in May to hear of the drought in the north.",
    "Nobody had expected that so many herds would be lost.",
    "A second report is due before the General Assembly meets.",
    "It will say what the neighbours have offered so far.",
    "I thank the Secretariat for its patience with us all.",
    "My country stands ready to do its own small part.",
]


def aligned(old: str, new: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The words of the gaps, and of the moves."""
    here, there = version(old), version(new)
    alignment = align(here, there)
    old_words, new_words = all_words(here), all_words(there)
    gaps = [(" ".join(old_words[gap.old : gap.old_end]), " ".join(new_words[gap.new : gap.new_end])) for gap in alignment.gaps]
    moves = [
        (" ".join(old_words[move.old : move.old_end]), " ".join(new_words[move.new : move.new_end])) for move in alignment.moves
    ]
    return gaps, moves


def test_equal_versions_have_neither_gap_nor_move() -> None:
    assert aligned(" ".join(SENTENCES), "\n".join(SENTENCES)) == ([], [])


def test_the_shorter_of_two_passages_that_changed_places_moved() -> None:
    first, second, rest = SENTENCES[0], " ".join(SENTENCES[1:4]), SENTENCES[4]
    assert aligned(f"{first} {second} {rest}", f"{second} {first} {rest}") == ([], [(first, first)])


def test_sentences_that_moved_together_are_one_move_with_the_edited_one_between_them() -> None:
    block, rest = (
        SENTENCES[:3],
        [*SENTENCES[3:], "It has done so before, and it will do so again when asked.", "That is all I have to say."],
    )
    edited = [block[0], block[1].replace("herds", "flocks"), block[2]]
    assert aligned(" ".join([*block, *rest]), " ".join([*rest, *edited])) == ([], [(" ".join(block), " ".join(edited))])


@pytest.mark.parametrize("short", ["So it is.", "I thank you all very much."])
def test_a_short_passage_elsewhere_is_no_move(short: str) -> None:
    rest = " ".join(SENTENCES)
    gaps, moves = aligned(f"{short} {rest}", f"{rest} {short}")
    assert sorted(gaps) == [("", short), (short, "")]
    assert moves == []


def test_an_edited_sentence_is_followed_where_it_went() -> None:
    old, rest = SENTENCES[1], " ".join(SENTENCES[2:])
    new = old.replace("many", "few")
    assert aligned(f"{old} {rest}", f"{rest} {new}") == ([], [(old, new)])


WORDS = st.lists(st.sampled_from([*SENTENCES, "Yes.", "The", "Council", "met.", "so", "\n\n"]), max_size=25)


@given(WORDS, WORDS)
def test_outside_gaps_and_moves_the_words_are_the_same(old: list[str], new: list[str]) -> None:
    here, there = version(" ".join(old)), version(" ".join(new))
    alignment = align(here, there)
    assert kept(all_words(here), alignment, of_old=True) == kept(all_words(there), alignment, of_old=False)
    for move in alignment.moves:
        old_words = without(all_words(here), range(move.old, move.old_end), [(gap.old, gap.old_end) for gap in move.gaps])
        new_words = without(all_words(there), range(move.new, move.new_end), [(gap.new, gap.new_end) for gap in move.gaps])
        assert old_words == new_words


def without(words: list[str], passage: range, gaps: list[tuple[int, int]]) -> list[str]:
    """The words of a passage outside its gaps."""
    return [words[index] for index in passage if not any(start <= index < end for start, end in gaps)]


def kept(words: list[str], alignment: Alignment, *, of_old: bool) -> list[str]:
    """The words of a version that are in no gap and in no move."""
    ranges = [(each.old, each.old_end) if of_old else (each.new, each.new_end) for each in (*alignment.gaps, *alignment.moves)]
    gone = {word for start, end in ranges for word in range(start, end)}
    assert len(gone) == sum(end - start for start, end in ranges), "gaps and moves overlap"
    return [word for index, word in enumerate(words) if index not in gone]
