"""Words broken at line ends, decided by the other version."""

from __future__ import annotations

import pytest

from qa.align.hyphens import differ_in_line_ends, joins_between, vocabulary


@pytest.mark.parametrize(
    ("own", "other", "parts", "joined"),
    [
        ("coop-\neration", "cooperation", ("coop", "eration"), True),
        ("long-\nterm", "a long-term plan", ("long", "term"), False),
        ("coop-\neration", "cooper-\nation", ("coop", "eration"), True),
        ("cooperation and coop-\neration", "peace", ("coop", "eration"), True),
        ("Counter-\nTerrorism", "peace", ("Counter", "Terrorism"), False),
        ("the well and being, well-\nbeing", "peace", ("well", "being"), False),
        ("consul-\ntaive", "consultative", ("consul", "taive"), True),
        ("organiza-\ntion’s", "the organization", ("organiza", "tion's"), True),
    ],
)
def test_the_other_version_tells_first_and_the_own_words_next(own: str, other: str, parts: tuple[str, str], joined: bool) -> None:
    assert joins_between(vocabulary(own), vocabulary(other))(*parts) is joined


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("co-\noperation", "cooperation", True),
        ("co-\r\noperation", "co-operation", True),
        ("Counter-\nTerrorism", "Counter- Terrorism", True),
        ("co-operation", "cooperation", False),
        ("co-\noperation", "corporation", False),
    ],
)
def test_only_a_hyphen_at_a_line_end_is_layout(old: str, new: str, expected: bool) -> None:
    assert differ_in_line_ends(old, new) is expected
    assert differ_in_line_ends(new, old) is expected
