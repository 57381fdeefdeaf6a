"""The numbers that say how near names and acronyms must be."""

from __future__ import annotations

from qa.words.nearness import acronym_nearness, name_nearness


def test_what_needs_less_evidence_needs_no_more_letters_than_its_kind() -> None:
    name, acronym = name_nearness(), acronym_nearness()
    assert name.shortest <= name.shortest_pair <= name.shortest_shape <= name.long
    assert acronym.swap_ratio <= acronym.known_ratio <= acronym.ratio <= acronym.far_ratio
    assert acronym.swapped_far <= acronym.changed_far
    assert acronym.swapped_alone <= acronym.changed_alone
    assert all(len(letter) == 1 for letter in name.plain)
    assert all(plain.isascii() for plain in name.plain.values())
