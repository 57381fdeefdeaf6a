"""Gaps to those a reader would see."""

from __future__ import annotations

import pytest

from qa.align.gaps import settled
from qa.align.matching import Budget, Gap, Matching


def gaps(old: str, new: str) -> list[Gap]:
    here, there = old.split(), new.split()
    numbers = {word: index for index, word in enumerate(dict.fromkeys((*here, *there)))}
    found = Matching([numbers[word] for word in here], [numbers[word] for word in there], Budget()).gaps()
    return list(settled(found, here, there))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("We met. We spoke.", "We met. We met. We spoke.", [Gap(2, 2, 2, 4)]),
        ("a b of c d", "e f of g h", [Gap(0, 5, 0, 5)]),
        ("many people of other lands", "some men of foreign countries", [Gap(0, 5, 0, 5)]),
        ("the Council met", "a Council meets", [Gap(0, 1, 0, 1), Gap(2, 3, 2, 3)]),
        ("He said so. He left. Then", "He said so. Then", [Gap(3, 5, 3, 3)]),
    ],
)
def test_chance_matches_are_dissolved_and_edits_stand_where_sentences_part(old: str, new: str, expected: list[Gap]) -> None:
    assert gaps(old, new) == expected
