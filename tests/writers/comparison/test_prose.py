"""A comparison as prose: each word of both versions once, each change known by one place, folds that hide nothing shown."""

from __future__ import annotations

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from qa.compare.comparison import ChangeKind, Comparison
from qa.writers.comparison.prose import (
    ChangeMark,
    MovedText,
    MoveSide,
    Stretch,
    Unchanged,
    folds,
    paragraphs,
    reads_new,
    reads_old,
)
from tests.writers.comparison import speeches
from tests.writers.comparison.speeches import compared


def stretches(comparison: Comparison) -> list[Stretch]:
    return list(chain.from_iterable(paragraph.stretches for paragraph in paragraphs(comparison)))


def letters(text: str) -> str:
    return "".join(text.replace("“", '"').replace("”", '"').split())


SENTENCES = (
    "The Council met.", "The “Council” met.", "The Council did not meet.", "It said so again and again.", "It rose.",
    "Peace is all ofthe story that we tell.", "Nobody else spoke of it at all on that day.", "35 left.",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from((*SENTENCES, "\n\n", "\n\n")), max_size=24).map(" ".join)


@given(TEXTS, TEXTS)
def test_every_word_is_read_once_in_each_version(old: str, new: str) -> None:
    comparison = compared(old, new)
    found = stretches(comparison)
    assert letters("".join(map(reads_old, found))) == letters(comparison.old_view.text)
    assert letters("".join(map(reads_new, found))) == letters(comparison.new_view.text)


@given(TEXTS, TEXTS)
def test_every_change_is_known_by_one_place_and_a_move_by_two(old: str, new: str) -> None:
    comparison = compared(old, new)
    known = [
        (one.change, getattr(one, "side", None))
        for one in stretches(comparison)
        if not isinstance(one, Unchanged) and one.is_first
    ]
    expected: list[tuple[int, MoveSide | None]] = []
    for index, change in enumerate(comparison.changes):
        expected += [(index, MoveSide.AWAY), (index, MoveSide.HERE)] if change.kind is ChangeKind.MOVE else [(index, None)]
    assert sorted(known, key=str) == sorted(expected, key=str)


@given(TEXTS, TEXTS)
def test_a_fold_hides_no_shown_change_and_loses_no_paragraph(old: str, new: str) -> None:
    comparison = compared(old, new)
    prose = paragraphs(comparison)
    shown = set(range(0, len(comparison.changes), 2))
    found = list(folds(prose, shown))
    assert [paragraph for fold in found for paragraph in fold.paragraphs] == list(prose)
    for fold in found:
        if fold.is_folded:
            assert len(fold.paragraphs) > 1
            assert all(paragraph.changes.isdisjoint(shown) for paragraph in fold.paragraphs)


def test_an_edit_in_a_moved_passage_is_known_by_its_new_place() -> None:
    comparison = speeches.speech()
    inside = [index for index, change in enumerate(comparison.changes) if change.move is not None]
    firsts = {one.change: one for one in stretches(comparison) if isinstance(one, ChangeMark) and one.is_first}
    assert [(firsts[index].old, firsts[index].new) for index in inside] == [("not ", ""), ("", "of the")]
    assert {one.side for one in stretches(comparison) if isinstance(one, MovedText)} == {MoveSide.AWAY, MoveSide.HERE}


def test_a_word_written_with_other_signs_keeps_both_spellings() -> None:
    found = stretches(compared('the "new" plan of "Côte d\'Ivoire"', "the “new” plan of “Côte d’Ivoire”"))
    assert found == [
        Unchanged("the "),
        Unchanged("“new”", '"new"'),
        Unchanged(" plan of "),
        Unchanged("“Côte", '"Côte'),
        Unchanged(" "),
        Unchanged("d’Ivoire”", "d'Ivoire\""),
    ]


def test_a_speaker_line_is_told_from_what_is_said() -> None:
    spoken = {paragraph.speaker for paragraph in paragraphs(compared(speeches.OLD, speeches.OLD))}
    assert spoken == {0, len("The President:"), len("Mr. Mensah (Ghana):")}


def test_a_paragraph_that_goes_on_is_counted_once() -> None:
    comparison = compared("First it is so. Then it is not.\n\nLast.", "First it is so.\n\nThen it is not.\n\nLast.")
    numbers = [(row.old and row.old.number, row.new and row.new.number) for row in paragraphs(comparison)]
    assert numbers == [(1, 1), (None, 2), (2, 3)]
