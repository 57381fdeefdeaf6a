"""An alignment to one row of threads that hold every word of both versions once, in order."""

from __future__ import annotations

from hypothesis import given

from qa.align.matching import Gap
from qa.align.moves import Alignment, MovedPassage, align
from qa.align.threads import Thread, weave
from tests.align.test_moves import WORDS
from tests.compare.versions import version


def told(alignment: Alignment, old: int, new: int) -> list[str]:
    return [_told(thread) for thread in weave(alignment, old, new)]


def _told(thread: Thread) -> str:
    name = "equal" if thread.is_equal else "gap" if thread.gap else "move"
    return f"{name} {thread.old}-{thread.old_end} {thread.new}-{thread.new_end}"


def test_gaps_stand_between_what_is_equal() -> None:
    assert told(Alignment((Gap(2, 3, 2, 4),), ()), 5, 6) == ["equal 0-2 0-2", "gap 2-3 2-4", "equal 3-5 4-6"]


def test_a_moved_passage_leaves_in_one_place_and_arrives_in_another() -> None:
    alignment = Alignment((), (MovedPassage(0, 8, 4, 12),))
    assert told(alignment, 12, 12) == ["move 0-8 0-0", "equal 8-12 0-4", "move 12-12 4-12"]


def test_versions_without_words_have_no_thread() -> None:
    assert told(Alignment((), ()), 0, 0) == []


@given(WORDS, WORDS)
def test_the_threads_tile_both_versions(old: list[str], new: list[str]) -> None:
    here, there = version(" ".join(old)), version(" ".join(new))
    reached_old = reached_new = 0
    for thread in weave(align(here, there), here.word_count, there.word_count):
        assert (thread.old, thread.new) == (reached_old, reached_new)
        reached_old, reached_new = thread.old_end, thread.new_end
    assert (reached_old, reached_new) == (here.word_count, there.word_count)
