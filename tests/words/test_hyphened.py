"""What records write with a hyphen."""

from __future__ import annotations

import pytest

from qa.words.hyphened import has_hyphen, hyphened
from qa.words.lexicon import load_lexicon
from qa.words.model import load_company
from qa.words.weights import hyphened_weights


@pytest.mark.parametrize("word", ["cross-cutting", "multi-ethnic", "well-being", "non-proliferation", "counter-terrorism"])
def test_a_settled_hyphen_is_known(word: str) -> None:
    first, second = word.split("-")
    assert has_hyphen(first, second)
    assert dict(hyphened(load_lexicon()))[first + second] == word


@pytest.mark.parametrize("word", ["peace-keeping", "co-operation", "sub-regional", "long-standing", "grass-roots", "on-going"])
def test_what_is_written_in_one_too_is_not_settled(word: str) -> None:
    first, second = word.split("-")
    assert not has_hyphen(first, second)
    assert first + second not in dict(hyphened(load_lexicon()))


def test_law_each_is_far_commoner_with_its_hyphen() -> None:
    company, weights = load_company(), hyphened_weights()
    for closed, form in hyphened(load_lexicon()):
        assert form.replace("-", "") == closed
        newer = company.newer.get(form, 0.0), company.newer.get(closed, 0.0)
        with_hyphen, without = newer if sum(newer) >= weights.often else (company.count(form), company.count(closed))
        assert with_hyphen >= weights.seldom
        assert with_hyphen >= weights.far_more * without
