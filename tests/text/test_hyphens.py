from __future__ import annotations

import pytest

from qa.text.hyphens import HyphenDecision

COUNTS = {
    "cooperation": 900,
    "consult": 40,
    "consultative": 60,
    "active": 80,
    "antiterrorist": 3,
    "terrorist": 300,
    "nonetheless": 90,
}
COUNTS |= {"theless": 0, "selfish": 50, "self": 90, "defence": 200, "crisis": 200, "response": 300, "well": 500, "being": 500}
COUNTS |= {"proliferation": 200, "nonproliferation": 4, "follow": 100, "up": 900}
DECISION = HyphenDecision(COUNTS.__contains__, lambda word: COUNTS.get(word, 0))


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("coop", "eration", True),
        ("Coop", "eration", True),
        ("consul", "taive", True),
        ("none", "theless", True),
        ("non", "etheless", True),
        ("Counter", "Terrorism", False),
        ("non", "proliferation", False),
        ("anti", "terrorist", False),
        ("self", "defence", False),
        ("crisis", "response", False),
        ("well", "being", False),
        ("well-be", "ing", False),
        ("2016", "2017", False),
        ("follow", "up", False),
    ],
)
def test_a_hyphen_at_a_line_end_is_the_pages_or_the_words(left, right, joined):
    assert DECISION.for_document("We met in Tashkent.")(left, right) is joined


@pytest.mark.parametrize(
    ("elsewhere", "left", "right", "joined"),
    [
        ("Our co-operation grows.", "co", "operation", False),
        ("The Nayomnik programme began.", "Nayom", "nik", True),
        ("The antiterrorist list.", "anti", "terrorist", True),
        ("The crisisresponse centre.", "crisis", "response", True),
        ("Cooperation grew; coop-eration is a slip.", "coop", "eration", False),
    ],
)
def test_what_the_document_writes_elsewhere_goes_first(elsewhere, left, right, joined):
    assert DECISION.for_document(elsewhere)(left, right) is joined


def test_a_name_that_the_document_writes_unbroken_is_one_word_in_spite_of_its_capital():
    joins = DECISION.for_document("We thank Mr. ElBaradei. Both Mr. Blix and Mr. El-\nBaradei spoke of Counter-\nTerrorism.")
    assert joins("El", "Baradei")
    assert not joins("Counter", "Terrorism")


def test_a_compound_that_records_hyphenate_keeps_its_hyphen():
    counts = {"lifesaving": 4, "life": 900, "saving": 90}
    plain = HyphenDecision(counts.__contains__, lambda word: counts.get(word, 0))
    told = HyphenDecision(plain.knows, plain.frequency, lambda left, right: (left, right) == ("life", "saving"))
    assert plain.for_document("")("life", "saving")
    assert not told.for_document("")("Life", "saving")
    assert told.for_document("All lifesaving aid.")("life", "saving")
