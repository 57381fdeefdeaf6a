"""What an edit is: form, the house's way of writing, or substance and why; and nothing grave is ever called less."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.compare.change_class import ChangeClass
from qa.compare.compare import compare
from qa.compare.comparison import Comparison
from qa.readers.text import read
from tests.accuracy.changes import KEPT, read_cases


def compared(old: str, new: str) -> Comparison:
    return compare(read("old.txt", old.encode()), read("new.txt", new.encode()))


def gravest(old: str, new: str) -> tuple[str, str]:
    change = max(compared(old, new).changes, key=lambda change: change.change_class.rank)
    return change.change_class.value, change.reason


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("We mourn. I thank you, and I reject the charge. We go on.", "We mourn. We go on.", "words"),
        ("They may not leave.", "They may leave.", "negation"),
        ("He was not able to go.", "He was notable to go.", "negation"),
        ("It can be so.", "It can't be so.", "negation"),
        ("Uh, no, the talks failed.", "The talks failed.", "negation"),
        ("No, no, no, we said.", "No, we said.", "negation"),
        ("They do not not comply.", "They do not comply.", "negation"),
        ("They have complied.", "They have non-complied.", "negation"),
        ("A useful step was taken.", "A useless step was taken.", "negation"),
        ("Mr. President, 40 boats sank.", "14 boats sank.", "number"),
        ("These 5 States agreed with us.", "Those 6 States agreed with us.", "number"),
        ("We call upon 40 parties.", "We call on 41 parties.", "number"),
        ("We lost a third of it.", "We lost it.", "number"),
        ("Funding of $5 million was found.", "Funding of 5 million was found.", "number"),
        ("It was -5 degrees there.", "It was 5 degrees there.", "number"),
        ("It grew by 5 per cent.", "It grew by 5.", "number"),
        ("Peace first. Cambodia agrees.", "Peace first. 28. Cambodia agrees.", "number"),
        ("some 1.5 tons", "some 15 tons", "number"),
        ("lost 2688, 2 of them", "lost 26,882 of them", "number"),
        ("The proposal (S/2024/378) is good.", "The proposal (S/2024/387) is good.", "symbol"),
        ("under resolution 1325 (2000), we act", "under resolution 1325 (2001), we act", "symbol"),
        ("under Chapter VI of the Charter", "under Chapter VII of the Charter", "symbol"),
        ("We met on Monday at noon.", "We met on Friday at noon.", "date"),
        ("The AU has spoken.", "The Arab Union has spoken.", "name"),
        ("They told us about it.", "They told US about it.", "name"),
        ("the people of Sudan", "the people of South Sudan", "name"),
        ("Israel attacked Iran last year.", "Iran attacked Israel last year.", "name"),
        ("We thank Chad, and Mali condemns Niger.", "We thank Mali, and Chad condemns Niger.", "name"),
        ("The President (spoke in French): We agree.", "The President (spoke in Spanish): We agree.", "attribution"),
        ("We took the territories in the east.", "We took a territory in the east.", "words"),
        ("I call on the Minister of Peru to resign. We go on.", "We go on.", "name"),
        ("We mourn our dear colleagues today.", "We mourn today.", "words"),
    ],
)
def test_the_grave_is_not_hidden(old: str, new: str, reason: str) -> None:
    assert gravest(old, new) == ("substance", reason)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("We signed on December 10, 1982 in Geneva.", "We signed on 10 December 1982 in Geneva.", "date-style"),
        ("Experts of the IAEA came.", "Experts of the International Atomic Energy Agency (IAEA) came.", "acronym-expanded"),
        ("The BPQC met.", "The Bureau for Prices, Quality and Certification met.", "acronym-expanded"),
        ("We recall resolution 2107 of 2013.", "We recall resolution 2107 (2013).", "resolution-style"),
        ("The cost is $5 million.", "The cost is 5 million dollars.", "number-style"),
        ("Mr. President, we don’t agree.", "We do not agree.", "vocative"),
    ],
)
def test_edits_that_belong_together_are_of_the_house_together(old: str, new: str, expected: str) -> None:
    changes = compared(old, new).changes
    assert max(change.change_class.rank for change in changes) == ChangeClass.HOUSE.rank
    assert expected in {change.reason for change in changes}


def test_each_edit_of_a_sentence_has_its_own_class() -> None:
    comparison = compared(
        "We call upon all friends of the UN to send 5 doctors now.",
        "We call on all friends of the United Nations to send 6 doctors now.",
    )
    assert [(change.change_class.value, change.reason) for change in comparison.changes] == [
        ("house", "function-word"),
        ("house", "acronym-expanded"),
        ("substance", "number"),
    ]


def test_a_page_number_counts_as_one_only_alone_in_its_line() -> None:
    assert gravest("We met in the\n12\nold hall.", "We met in the old hall.") == ("furniture", "page-mark")
    assert gravest("We met in the 12\nold halls.", "We met in the\nold halls.") == ("substance", "number")
    assert gravest("We met in the\n12\nold hall.", "We met in the\n13\nold hall.") == ("substance", "number")


def test_a_long_passage_is_of_substance_for_the_gravest_thing_in_it() -> None:
    passage = "The road is long and the night is dark. " * 30
    assert gravest(f"We met. {passage}We left.", "We met. We left.") == ("substance", "words")
    assert gravest(f"We met. {passage}Never again. We left.", "We met. We left.") == ("substance", "negation")


def test_the_class_does_not_depend_on_which_version_is_the_new_one() -> None:
    for case in read_cases(KEPT.read_text(encoding="utf-8")):
        assert gravest(case.old, case.new)[0] == gravest(case.new, case.old)[0], case.passage


HOUSE_EDITS = st.lists(
    st.sampled_from(
        [
            ("Mr. President, ", ""),
            ("we don't", "we do not"),
            ("upon the UN", "on the United Nations"),
            ("79th", "seventy-ninth"),
            ("30%", "30 per cent"),
            ("Sudan", "the Sudan"),
            ("Thank you. ", ""),
        ]
    ),
    unique=True,
)
SENTENCE = (
    "Thank you. Mr. President, we don't call upon the UN at its 79th session to send 4,500 men and women, 30% of whom are "
    "from Sudan; and they have not refused the offer of 12 May."
)


@settings(max_examples=60)
@given(HOUSE_EDITS, st.sampled_from([("4,500", "4,600"), ("not refused", "refused"), ("12 May", "12 June"), ("30", "31")]))
def test_no_house_edit_hides_a_grave_one_beside_it(house: list[tuple[str, str]], grave: tuple[str, str]) -> None:
    edited = SENTENCE
    for old, new in house:
        edited = edited.replace(old, new)
    if edited != SENTENCE:
        assert all(change.change_class is not ChangeClass.SUBSTANCE for change in compared(SENTENCE, edited).changes)
    assert gravest(SENTENCE, edited.replace(*grave))[0] == "substance"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("This cannotbe solved alone.", "This cannot be solved alone.", "spacing"),
        ("It has tumed into a tool.", "It has turned into a tool.", "typo"),
        ("Teh floods came.", "The floods came.", "typo"),
        ("Mr. Guteres spoke.", "Mr. Guterres spoke.", "typo"),
        ("We show restraint.", "We show restriant.", "typo-introduced"),
        ("the labor organisation", "the labour organization", "variant"),
        ("the 79' session", "the 79th session", "misread"),
    ],
)
def test_slips_are_form(old: str, new: str, reason: str) -> None:
    assert gravest(old, new) == ("form", reason)


FURNITURE = [
    ("Statement by the Minister of Ports\nSulaco, 3 May 2021\n\nThe sea rises.", "The sea rises.", "title-page"),
    ("The sea rises.\n\nBoats sink.", "The sea rises.\n\n7. Boats sink.", "paragraph-number"),
    ("6. The sea rises.\n\n7. Boats sink.", "6. The sea rises.\n\n8. Boats sink.", "paragraph-number"),
    ("The sea rises.\n\n. Boats sink.", "The sea rises.\n\n2. Boats sink.", "paragraph-number"),
    ("The sea rises.\n\nKRRKK\n\nBoats sink.", "The sea rises.\n\n*****\n\nBoats sink.", "separator"),
    ("All this rhetoric (RET-a-rik) is vain.", "All this rhetoric is vain.", "respelling"),
]


@pytest.mark.parametrize(("old", "new", "reason"), FURNITURE)
def test_what_only_the_page_shows_is_furniture_in_either_direction(old: str, new: str, reason: str) -> None:
    assert gravest(old, new) == ("furniture", reason)
    assert gravest(new, old) == ("furniture", reason)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "Statement by the Minister of Ports\n\nThe sea rises over 4 ports.",
            "The sea rises over 5 ports.",
            [("furniture", "title-page"), ("substance", "number")],
        ),
        ("Speech by the Minister of Ports\n\nBoats sank.", "Ships sank.", [("furniture", "title-page"), ("substance", "words")]),
        ("7. Boats sank.", "Ships sank.", [("furniture", "paragraph-number"), ("substance", "words")]),
    ],
)
def test_furniture_beside_other_words_is_told_by_itself(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert [(change.change_class.value, change.reason) for change in compared(old, new).changes] == expected


def test_the_number_of_a_paragraph_is_shown_whole() -> None:
    old, new = "The sea rises.\n\n. Boats sink.", "The sea rises.\n\n2. Boats sink."
    (change,) = compared(old, new).changes
    assert (old[change.old.slice], new[change.new.slice]) == (".", "2.")


def test_a_word_that_is_the_same_in_both_versions_is_no_change() -> None:
    changes = compared("They have effective and fair courts.", "They have effecve and fayr courts.").changes
    assert all(change.old != change.new or change.reason.startswith("typo") for change in changes)
    assert len(changes) == 2
