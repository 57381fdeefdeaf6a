"""A finding is known again wherever its passage stands."""

from __future__ import annotations

import textwrap
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.engine.anchor import REACH, Anchor, anchor_at, anchor_of
from qa.engine.checked import Checked, records
from qa.ground.document import Document
from qa.ground.span import Span
from qa.text.segment import segment
from tests.trials import checker_of, findings, rule, speech
from tests.writers.samples import finding

CHECKER = checker_of(rule("words", name="house.typo", words={"ofthe": "of the"}))
SENTENCE = (
    "We thank the Secretary-General for his report, and the members ofthe Council for their attention to cooperation in "
    "the region."
)
OTHERS = (
    "The situation in the capital remains calm, although the humanitarian needs of the displaced are as great as before.",
    "My delegation will vote in favour of the draft resolution, and calls on all other members to do the same today.",
    "We have heard with concern of the attacks on schools, hospitals and the staff of the mission in the past month.",
)


def prepared(text: str) -> Document:
    return segment(speech(text))


def anchor(text: str, wording: str = "ofthe", occurrence: int = 1) -> Anchor:
    return anchor_of(prepared(text), finding(text, wording, occurrence=occurrence, rule="house.typo"))


def ids(text: str) -> list[str]:
    return [record.id for record in records(CHECKER.check(speech(text)))]


def test_a_passage_is_the_finding_and_the_words_around_it():
    assert anchor(SENTENCE) == Anchor("house.typo", "ofthe", "his report, and the members", "Council for their attention to")


def test_words_of_other_paragraphs_do_not_belong_to_it():
    text = f"{OTHERS[0]}\n\nMembers ofthe Council.\n\n{OTHERS[1]}"
    assert anchor(text) == Anchor("house.typo", "ofthe", "Members", "Council.")


@given(st.permutations((SENTENCE, *OTHERS)), st.integers(20, 100))
def test_neither_moving_paragraphs_nor_wrapping_them_anew_makes_another_passage(paragraphs: list[str], width: int):
    text = "\n\n".join(textwrap.fill(paragraph, width, break_on_hyphens=False) for paragraph in paragraphs)
    assert anchor(text).bare == anchor(SENTENCE).bare
    assert ids(text) == ids(SENTENCE)


@pytest.mark.parametrize("wrapped", ["mem-\nbers", "mem\u00ad\nbers", "mem-\r\n  bers"])
def test_a_hyphen_of_the_layout_makes_no_other_passage(wrapped: str):
    assert anchor(SENTENCE.replace("members", wrapped)).bare == anchor(SENTENCE).bare


@pytest.mark.parametrize(
    ("old", "new"),
    [("members", "organs"), ("Council", "Assembly"), ("ofthe", "o f the ofthe"), ("Secretary-General", "President")],
)
def test_only_an_edit_near_by_makes_another(old: str, new: str):
    changed = SENTENCE.replace(old, new)
    assert (anchor(changed).bare == anchor(SENTENCE).bare) is (old == "Secretary-General")


def test_a_long_wording_is_known_by_its_ends():
    inside = SENTENCE.replace("attention", "close attention")
    kept = [anchor(text, text).text for text in (SENTENCE, inside)]
    assert kept == ["We thank the Secretary-General for … to cooperation in the region."] * 2
    assert anchor(OTHERS[0], OTHERS[0]).text != anchor(OTHERS[1], OTHERS[1]).text


def test_equal_passages_of_a_document_have_ids_of_their_own():
    assert len(set(ids("ofthe, ofthe, ofthe " * 10))) == 30


def test_an_id_does_not_depend_on_how_the_path_was_typed():
    (found,) = findings(CHECKER, SENTENCE)
    source = speech(SENTENCE).source
    outcomes = [
        Checked(Document(replace(source, path=path), "text", SENTENCE), (found,)) for path in ("speech.txt", "./speech.txt")
    ]
    plain, dotted = ([record.id for record in records(outcome)] for outcome in outcomes)
    assert plain == dotted


@given(st.text("ab -\n", max_size=60), st.data())
def test_any_place_of_any_text_has_a_passage(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = replace(finding("x", "x"), span=Span(start, end), text=text[start:end])
    made = anchor_of(prepared(text), found)
    assert made.text == made.text.strip()
    assert len(made.before.split()) <= 6
    assert len(made.after.split()) <= 6


WORDS = st.lists(st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=50), max_size=9)


@given(WORDS, WORDS, st.sampled_from([" ", "\n", "\r\n", "  ", "\n   "]))
def test_the_anchor_of_a_decision_is_the_same_however_the_text_is_wrapped(before: list[str], after: list[str], blank: str):
    def wrapped(glue: str) -> Anchor:
        head, tail = glue.join([*before, ""]), glue.join(["", *after])
        return anchor_at(f"{head}here{tail}", "house.typo", Span(len(head), len(head) + 4))

    made = wrapped(blank)
    assert made == wrapped(" ")
    assert max(len(made.before), len(made.after)) <= REACH
    assert " ".join([*before, ""]).endswith(made.before)
    assert " ".join(["", *after]).startswith(made.after)


@pytest.mark.parametrize(
    ("other", "exact", "bare", "sides", "likeness"),
    [
        (Anchor("a.b", "of\nthe", "in the area ", " two members"), True, True, 2, 1.0),
        (Anchor("a.b", "of-the", "in the area ", " two mem-bers"), False, True, 0, 1.0),
        (Anchor("a.b", "of the", "in the area ", " three members"), False, False, 1, 1.0),
        (Anchor("a.b", "of the", "in an area ", " three members"), False, False, 0, 0.6),
        (Anchor("a.c", "of the", "in the area ", " two members"), False, False, 0, 1.0),
    ],
)
def test_the_surest_likeness_comes_first(other: Anchor, exact: bool, bare: bool, sides: int, likeness: float):
    one = Anchor("a.b", "of the", "in the area ", " two members")
    assert (one.exact == other.exact, one.bare == other.bare) == (exact, bare)
    assert len({*one.sides} & {*other.sides}) == sides
    assert one.likeness(other) == likeness


def test_one_word_alone_is_no_side():
    assert Anchor("a.b", "ofthe", "area ", "").sides == (None, None)
