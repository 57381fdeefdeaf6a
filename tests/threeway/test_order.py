"""What one side moved is moved in the base and in the other side too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.threeway.order import Order
from qa.threeway.regions import Choice, regions
from qa.threeway.sides import Link


@st.composite
def moved(draw: st.DrawFn) -> tuple[int, list[tuple[int, int, int]]]:
    """Some words, and passages of them that go somewhere outside the passages."""
    words = draw(st.integers(0, 30))
    cuts = sorted(draw(st.sets(st.integers(0, words), max_size=8)))
    passages = list(zip(cuts[::2], cuts[1::2], strict=False))
    places = [place for place in range(words + 1) if not any(start < place < end for start, end in passages)]
    chosen = draw(st.lists(st.sampled_from(places), min_size=len(passages), max_size=len(passages)))
    return words, draw(st.permutations([(*passage, place) for passage, place in zip(passages, chosen, strict=True)]))


@given(moved())
def test_an_order_has_every_word_once_and_leads_there_and_back(case: tuple[int, list[tuple[int, int, int]]]) -> None:
    words, moves = case
    order = Order(words, moves)
    numbers = [number for piece in order.pieces(0, order.words) for number in range(*piece)]
    assert sorted(numbers) == list(range(words))
    for position, number in enumerate(numbers):
        assert order.position(number) == position
        assert order.original_word(position) == number
        assert order.original(position, position + 1) == (number, number + 1)
    for start, end, place in moves:
        assert numbers[order.position(start) : order.position(start) + end - start] == list(range(start, end))
        behind = [number for number in numbers[: order.position(start)] if not any(a <= number < b for a, b, _ in moves)]
        assert all(number < place for number in behind)


def test_passages_for_one_place_keep_their_order() -> None:
    assert [*Order(6, [(4, 5, 1), (2, 3, 1)]).pieces(0, 6)] == [(0, 1), (4, 5), (2, 3), (1, 2), (3, 4), (5, 6)]


def links(*kept: tuple[int, int, int, int]) -> list[Link]:
    return [Link(*numbers) for numbers in kept]


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (links((0, 9, 0, 9)), links((0, 9, 0, 9)), []),
        (links((0, 4, 0, 4), (5, 9, 5, 9)), links((0, 9, 0, 9)), [(Choice.OURS, (4, 5), (4, 5), (4, 5))]),
        (links((0, 9, 0, 9)), links((0, 4, 0, 4), (4, 9, 6, 11)), [(Choice.THEIRS, (4, 4), (4, 4), (4, 6))]),
        (links((0, 4, 0, 4), (5, 9, 5, 9)), links((0, 4, 0, 4), (5, 9, 4, 8)), [(Choice.CONFLICT, (4, 5), (4, 5), (4, 4))]),
        (links((0, 4, 0, 4), (5, 9, 5, 9)), links((0, 5, 0, 5), (6, 9, 6, 9)), [(Choice.CONFLICT, (4, 6), (4, 6), (4, 6))]),
        (
            links((0, 4, 0, 4), (5, 9, 5, 9)),
            links((0, 6, 0, 6), (7, 9, 7, 9)),
            [(Choice.OURS, (4, 5), (4, 5), (4, 5)), (Choice.THEIRS, (6, 7), (6, 7), (6, 7))],
        ),
        (
            [Link(0, 4, 0, 4), Link(4, 6, 4, 5, layout=True), Link(6, 9, 5, 8)],
            links((0, 4, 0, 4), (5, 9, 5, 9)),
            [(Choice.THEIRS, (4, 6), (4, 5), (4, 6))],
        ),
    ],
)
def test_changes_that_touch_are_one_region(ours: list[Link], theirs: list[Link], expected: list[tuple[object, ...]]) -> None:
    ends = 9, ours[-1].side_end, theirs[-1].side_end
    found = [
        (each.choice, (each.base, each.base_end), (each.ours, each.ours_end), (each.theirs, each.theirs_end))
        for each in regions(ours, theirs, ends, lambda region: False)
    ]
    assert found == expected
