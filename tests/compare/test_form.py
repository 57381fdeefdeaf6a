"""Two wordings to what is only form between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.compare.form import form_reason

VARIANTS = {"favor": "favour", "organisation": "organization"}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("ofthe", "of the", "spacing"),
        ("Council", "Council,", "punctuation"),
        ("States'", "State’s", "punctuation"),
        ("2015 - 2016", "2015–2016", "punctuation"),
        ("long term", "long-term", "hyphenation"),
        ("co-operation", "cooperation", "hyphenation"),
        ("council", "Council", "case"),
        ("Cote", "Côte", "accents"),
        ("favor", "favour", "variant"),
        ("Organisation", "organization", "variant"),
        ("10,000", "10000", "punctuation"),
        ("3.5", "35", None),
        ("resolution 2254", "resolution 2245", None),
        ("will", "will not", None),
        ("Chad", "China", None),
        ("", ",", "punctuation"),
        ("", "not", None),
    ],
)
def test_form_is_what_changes_no_word(old: str, new: str, reason: str | None) -> None:
    assert form_reason(old, new, VARIANTS) == reason


@given(st.text(max_size=20), st.text(max_size=20))
def test_it_does_not_depend_on_which_version_is_the_new_one(old: str, new: str) -> None:
    assert form_reason(old, new, VARIANTS) == form_reason(new, old, VARIANTS)
