"""Sentences to the pairs of which the one is the other edited."""

from __future__ import annotations

from qa.align.likeness import edited_pairs, likeness
from qa.align.matching import CommonRun
from tests.compare.versions import version

ONE = "The drought in the north has killed more herds than anyone expected."
OTHER = "A second report is due before the General Assembly meets in September."
EDITED = "The drought in the north has killed fewer herds than anyone expected."


def test_likeness_is_the_share_of_common_words_whatever_their_order() -> None:
    assert likeness("a b c".split(), "c b a".split()) == 1
    assert likeness("a b c d".split(), "a b x y".split()) == 0.5
    assert likeness(["a"], ["b"]) == 0


def test_an_edited_sentence_is_found_wherever_it_stands() -> None:
    old, new = version(f"{ONE} {OTHER}"), version(f"{OTHER} {EDITED}")
    assert list(edited_pairs(old, new, [CommonRun(1, 0, 1)], [CommonRun(1, 0, 1)])) == [CommonRun(0, 1, 1)]


def test_what_was_edited_in_its_place_is_passed_over() -> None:
    old, new = version(f"{ONE} {OTHER}"), version(f"{EDITED} {OTHER}")
    assert list(edited_pairs(old, new, [CommonRun(1, 1, 1)], [CommonRun(1, 1, 1)])) == []


def test_a_sentence_is_in_one_pair_and_a_short_one_in_none() -> None:
    old = version(f"{ONE} {EDITED} We met in the north.")
    new = version(f"{ONE} We met in the south.")
    assert list(edited_pairs(old, new, [], [])) == [CommonRun(0, 0, 1)]
