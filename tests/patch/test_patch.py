"""A patch and a text to the patched text: at its place however the lines are filled, and never at a wrong one."""

from __future__ import annotations

import difflib
import json
import textwrap

import diff_match_patch
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qa.ground.errors import QaError
from qa.patch.locate import Fit
from qa.patch.patch import Patched, apply_patch
from tests.compare.test_compare import SEED

OLD = """The Council met on Monday and heard
the report of the Secretary-General on
the situation in the Middle East, which
he had sent to all of its members in
advance of the meeting.

Its members thanked him for his efforts
and agreed to come back to the question
in the month of May at the latest.

The meeting rose at one in the afternoon
and nobody asked for the floor any more.
"""
NEW = OLD.replace("heard\nthe report", "heard\nthe long report").replace("month of May", "month of June")


def unified(old: str, new: str, context: int = 3) -> str:
    lines = difflib.unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), "a/x.txt", "b/x.txt", n=context)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def fuzzy(old: str, new: str) -> str:
    engine = diff_match_patch.diff_match_patch()
    engine.Diff_Timeout = 0
    text: str = engine.patch_toText(engine.patch_make(old, new))
    return text


def rewrapped(text: str, width: int) -> str:
    return "\n\n".join(textwrap.fill(" ".join(part.split()), width) for part in text.split("\n\n")) + "\n"


def fits(patched: Patched) -> set[Fit]:
    return {outcome.fit for outcome in patched.outcomes}


@pytest.mark.parametrize("make", [unified, fuzzy])
@pytest.mark.parametrize(
    ("change", "expected", "fit"),
    [
        (str, NEW, {Fit.EXACT}),
        (lambda text: "A title line\n\n" + text, "A title line\n\n" + NEW, {Fit.OFFSET}),
        (lambda text: text.replace("\n", "\r\n"), NEW.replace("\n", "\r\n"), None),
    ],
)
def test_a_patch_is_applied_to_the_letter(make, change, expected, fit) -> None:
    patched = apply_patch(make(OLD, NEW), change(OLD))
    assert patched.text == expected
    assert fit is None or fits(patched) == fit


@pytest.mark.parametrize("make", [unified, fuzzy])
@pytest.mark.parametrize("width", [30, 60, 1000])
def test_a_rewrapped_text_is_patched_and_keeps_its_wraps(make, width: int) -> None:
    patched = apply_patch(make(OLD, NEW), rewrapped(OLD, width))
    assert not patched.failed
    assert patched.text.split() == NEW.split()
    expected = rewrapped(OLD, width).replace("the report", "the long report").replace("the\nreport", "the long\nreport")
    assert patched.text == expected.replace("of May", "of June").replace("of\nMay", "of\nJune")
    back = apply_patch(make(OLD, NEW), patched.text, reverse=True)
    assert back.text == rewrapped(OLD, width)


def test_words_that_the_lines_of_either_broke_are_found() -> None:
    old = "We spoke of the cooper-\nation between us and\nof our peace-\nkeeping troops.\n"
    new = old.replace("our", "all our")
    text = "We spoke of the cooperation between us and of our peacekeeping troops.\n"
    patched = apply_patch(unified(old, new), text)
    assert (patched.text, fits(patched)) == (text.replace("our", "all our"), {Fit.REWRAPPED})


@pytest.mark.parametrize(
    ("change", "fit", "amount"),
    [
        (lambda text: text.replace("advance", "good time"), Fit.CONTEXT, 1),
        (lambda text: rewrapped(text.replace("members in", "few members in"), 50), Fit.CONTEXT, 0),
        (lambda text: text.replace("the report", "the  Report,"), Fit.FUZZY, 2),
    ],
)
def test_a_text_that_went_its_own_way_is_patched_where_the_changed_words_stand(change, fit: Fit, amount: int) -> None:
    new = OLD.replace("the report", "the long report")
    patched = apply_patch(unified(OLD, new), change(OLD))
    assert [(outcome.fit, outcome.amount) for outcome in patched.outcomes] == [(fit, amount)]
    assert patched.text == change(OLD).replace("the report", "the long report").replace("the  Report", "the long  Report")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Something else was said on that day, and it was short.\n", "its words are not there"),
        (OLD.replace("the report of the Secretary-General", "what he said"), "the words it changes are others there"),
        (OLD.replace("heard\nthe report", "heard\nthe long report").replace("in\n", "in "), "it is there already"),
        (rewrapped(OLD, 44) + "\n" + rewrapped(OLD, 55), "it fits at several places"),
    ],
)
def test_a_hunk_without_its_one_place_fails_and_is_left_out(text: str, reason: str) -> None:
    patched = apply_patch(unified(OLD, OLD.replace("the report", "the long report")), text)
    assert [outcome.reason for outcome in patched.failed] == [reason]
    assert patched.text == text


def test_what_stands_twice_is_patched_between_the_places_of_its_neighbours() -> None:
    part = "It was about the trade in arms, of which we\nspoke on {0}.\n\nAll of us thanked the speaker\nfor it.\n\n"
    old = part.format("Monday") + part.format("Tuesday") + "This was\nthe end.\n"
    new = old.replace("Tuesday.\n\nAll of us", "Friday.\n\nAll of them").replace("end", "finish")
    patched = apply_patch(unified(old, new, 0), rewrapped(old, 33))
    assert patched.text.split() == new.split()


def test_hunks_that_fit_are_applied_though_others_fail() -> None:
    text = OLD.replace("in the month of May at the latest", "as soon as could be")
    patched = apply_patch(unified(OLD, NEW, 1), text)
    assert [outcome.fit for outcome in patched.outcomes] == [Fit.EXACT, Fit.FAILED]
    assert patched.text == text.replace("the report", "the long report")


def test_of_a_patch_for_several_files_the_hunks_of_this_one_are_taken() -> None:
    other = unified("a\n", "b\n").replace("x.txt", "y.txt")
    assert apply_patch(other + unified(OLD, NEW), OLD, name="records/x.txt").text == NEW
    with pytest.raises(QaError, match=r"for several files, and none is z\.txt"):
        apply_patch(other + unified(OLD, NEW), OLD, name="z.txt")


@pytest.mark.parametrize(
    ("patch", "message"),
    [
        ("", "no patch"),
        ("only words", "no patch"),
        ("--- a\n+++ b\n", "no patch"),
        ("--- a\n+++ b\n@@ -1,2 +1,2 @@\n-a\n", r"my\.diff:5: a broken hunk"),
        ("--- a\n+++ b\n@@ -1 +1 @@\n-a\n*b\n", r"my\.diff:5: a broken hunk"),
        ('{"old": 1}\n', "1: not a change"),
        ('{"old": \n', r"my\.diff:1: not valid JSON"),
    ],
)
def test_what_is_no_patch_is_refused_with_its_place(patch: str, message: str) -> None:
    with pytest.raises(QaError, match=message):
        apply_patch(patch, "a\n", patch_name="my.diff")


def test_a_list_of_changes_is_recognised() -> None:
    record = {"op": "replace", "old": {"start": 0, "end": 1, "text": "a"}, "new": {"start": 0, "end": 1, "text": "b"}}
    assert apply_patch(json.dumps(record) + "\n\n", "a\n").text == "b\n"
    assert apply_patch(json.dumps(record), "b\n", reverse=True).text == "a\n"


LINES = st.lists(st.sampled_from(["a\n", "b\n", "c d\n", "\n", "e\r\n", "a b c\n"]), max_size=14)


@settings(max_examples=300)
@given(LINES, LINES, st.integers(0, 3), st.booleans())
def test_a_diff_of_any_lines_leads_there_and_back(old: list[str], new: list[str], context: int, ended: bool) -> None:
    before, after = "".join(old), "".join(new) + ("" if ended else "x")
    patch = unified(before, after, context)
    if patch:
        assert apply_patch(patch, before).text == after
        assert apply_patch(patch, after, reverse=True).text == before


@settings(max_examples=60)
@given(st.sets(st.integers(60, 1300), min_size=1, max_size=12), st.integers(40, 90), st.sampled_from([unified, fuzzy]))
@example({543, 579}, 65, fuzzy)  # a line ends after "Ki-", and "Ban Ki-moon" stands whole in the next paragraph
def test_the_words_of_a_rewrapped_record_are_patched_at_their_places_or_not_at_all(places: set[int], width: int, make) -> None:
    old = SEED.read_text(encoding="utf-8")
    words = old.split(" ")
    chosen = [place for place in places if place < len(words) and words[place].isalpha()]
    for place in chosen:
        words[place] = f"changed{place}"
    patch = make(old, " ".join(words))
    text = rewrapped(old, width)
    patched = apply_patch(patch, text) if patch else Patched(text, ())
    found = [word for word in patched.text.split() if word.startswith("changed")]
    expected = [f"changed{place}" for place in sorted(chosen)]
    assert found == (expected if not patched.failed else [word for word in expected if word in found])
    assert len(patched.text.split()) == len(text.split())
