"""Selection of rules, and the laws of checking."""

from __future__ import annotations

import pickle
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.config.profile import Profile
from qa.config.suppression import Suppression
from qa.engine.checked import Checked
from qa.engine.checker import Checker, Selection
from qa.engine.unchecked import INCOMPLETE, UNREADABLE, unreadable
from qa.ground.errors import QaError
from qa.ground.finding import Confidence
from qa.ground.span import Span
from qa.rulebook.load import Rulebook, load_rulebook
from tests.engine.mutations import SEED, speeches
from tests.trials import findings, rule, speech

HOUSE = Rulebook(
    (
        rule("words", name="house.typo", words={"recieve": "receive"}, confidence=Confidence.SURE),
        rule("words", name="house.weak", words={"very": ""}, confidence=Confidence.ADVICE),
        rule("words", name="housing.typo", words={"hause": "house"}),
    )
)
SHIPPED = load_rulebook()
CHECKER = Checker(SHIPPED, Selection(advice=True, profile=Profile.STRICT))


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ((), (), ["house.typo", "house.weak", "housing.typo"]),
        (("house",), (), ["house.typo", "house.weak"]),
        (("house.typo",), (), ["house.typo"]),
        (("*.typo",), (), ["house.typo", "housing.typo"]),
        (("hous*",), ("house.weak",), ["house.typo", "housing.typo"]),
        ((), ("house",), ["housing.typo"]),
        (("house", "housing"), ("*",), []),
    ],
)
def test_rules_are_chosen_by_id_by_group_and_by_star(
    select: tuple[str, ...], ignore: tuple[str, ...], expected: list[str]
) -> None:
    assert [rule.id for rule in Selection(select, ignore, advice=True).chosen(HOUSE)] == expected


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (Profile.PLAIN, ["any.english"]),
        (Profile.UN_VERBATIM, ["any.english", "house.form"]),
        (Profile.STRICT, ["any.english", "house.form", "strict.form"]),
    ],
)
def test_a_profile_holds_the_rules_of_those_before_it(profile: Profile, expected: list[str]) -> None:
    book = Rulebook(
        (
            rule("words", name="any.english", words={"a": "b"}),
            rule("words", name="house.form", words={"c": "d"}, profile=Profile.UN_VERBATIM),
            rule("words", name="strict.form", words={"e": "f"}, profile=Profile.STRICT),
        )
    )
    assert [rule.id for rule in Selection(profile=profile).chosen(book)] == expected


def test_without_a_profile_a_run_asks_for_the_house_style_and_no_more() -> None:
    assert Selection().profile is Profile.UN_VERBATIM


def test_what_was_answered_does_not_stand_before_a_weaker_finding() -> None:
    same_place = Rulebook(
        (
            rule("words", name="house.strong", words={"recieve": "receive"}, confidence=Confidence.SURE),
            rule("words", name="house.weaker", words={"recieve it": "get it"}),
        )
    )
    passage = "We recieve it."
    (strong,) = Checker(same_place).check(speech(passage)).findings
    answered = Checker(same_place, suppressions=[Suppression(rule=strong.rule, reason="known")]).check(speech(passage))
    assert len(strong.attached) == 1
    assert [finding.rule for finding in answered.findings] == [strong.attached[0].rule]
    assert [one.finding.rule for one in answered.suppressed] == [strong.rule]


def test_a_rule_of_advice_does_not_run_unless_asked_for() -> None:
    assert [rule.id for rule in Selection(("house",)).chosen(HOUSE)] == ["house.typo"]


def test_a_rule_of_advice_never_gives_more_than_advice() -> None:
    weak = Rulebook((rule("repetition", task="word", confidence=Confidence.ADVICE),))
    found = findings(Checker(weak, Selection(advice=True)), "We thank the the Council.")
    assert [finding.confidence for finding in found] == [Confidence.ADVICE]


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("house.tipo", "'house.typo', the nearest known"),
        ("huose", "'house', the nearest known"),
        ("hou", "'house', the nearest known"),
        ("x*", "a rule of `qa rules list`"),
        ("", "a rule of `qa rules list`"),
    ],
)
@pytest.mark.parametrize("key", ["select", "ignore"])
def test_a_name_of_no_rule_is_an_error_that_tells_the_nearest(key: str, name: str, nearest: str) -> None:
    with pytest.raises(QaError) as caught:
        Selection(**{key: (name,)}).chosen(HOUSE)
    assert (caught.value.message, caught.value.expected) == (f"no rule is called {name!r}", nearest)


def test_advice_is_told_on_request() -> None:
    passage = "We recieve it very well."
    assert [finding.rule for finding in findings(Checker(HOUSE), passage)] == ["house.typo"]
    assert [finding.rule for finding in findings(Checker(HOUSE, Selection(advice=True)), passage)] == ["house.typo", "house.weak"]


def test_what_is_suppressed_is_kept_with_its_reason() -> None:
    checker = Checker(HOUSE, suppressions=[Suppression(text="recieve", reason="a quotation")])
    checked = checker.check(speech("We recieve the hause."))
    assert [finding.text for finding in checked.findings] == ["hause"]
    assert [(each.finding.text, each.reason) for each in checked.suppressed] == [("recieve", "a quotation")]


def test_accepted_words_are_right() -> None:
    passage = "A meeting of the consultaive body."
    assert findings(CHECKER, passage)
    assert findings(Checker(SHIPPED, Selection(advice=True), accepted=["consultaive"]), passage) == ()


def test_an_unreadable_document_is_one_finding() -> None:
    outcome = unreadable("record.doc", "an old Word file")
    assert [finding.rule for finding in outcome.findings] == [UNREADABLE]
    assert outcome.findings[0].message == "This document cannot be read: an old Word file."
    assert (outcome.unreadable, outcome.document.text, outcome.document.path) == ("an old Word file", "", "record.doc")


@pytest.mark.parametrize("passage", ["", " ", "\n\n", "\ufeff", "-\n-", "a", "\r\r\n"])
def test_hardly_a_document_is_still_checked(passage: str) -> None:
    assert CHECKER.check(speech(passage)).findings == ()


def test_the_order_of_the_rules_changes_nothing() -> None:
    backwards = Checker(Rulebook(SHIPPED.rules[::-1]), Selection(advice=True))
    assert backwards.check(speech(SEED)).findings == CHECKER.check(speech(SEED)).findings


def test_every_outcome_can_be_sent_to_another_process() -> None:
    checked = CHECKER.check(speech(SEED))
    assert pickle.loads(pickle.dumps(checked)) == checked


def test_the_document_stays_as_it_is() -> None:
    document = speech(SEED)
    checked = CHECKER.check(document)
    assert document == speech(SEED)
    assert (checked.document.text, checked.document.source) == (document.text, document.source)


@settings(max_examples=5)
@given(st.lists(speeches(), min_size=6, max_size=6))
def test_the_same_speech_gives_the_same_findings_whatever_was_checked_before(passages: list[str]) -> None:
    """Six a run, one way and the other: each is checked by a checker that knew nothing of it, after others than before."""
    forwards, backwards = fresh_checker(), fresh_checker()
    first = [forwards.check(speech(passage)) for passage in passages]
    assert [backwards.check(speech(passage)) for passage in reversed(passages)] == first[::-1]
    for checker in (forwards, CHECKER):
        assert [checker.check(speech(passage)) for passage in passages] == first


def fresh_checker() -> Checker:
    return Checker(SHIPPED, Selection(advice=True))


@settings(max_examples=200)
@given(speeches())
def test_the_laws_of_an_outcome_hold(passage: str) -> None:
    hold_laws(CHECKER.check(speech(passage)))


def hold_laws(checked: Checked) -> None:
    text = checked.document.text
    places = [finding.span for finding in checked.findings]
    assert places == sorted(places)
    for finding in checked.findings:
        assert text[finding.span.slice] == finding.text
        assert finding.text not in finding.corrections
        assert len(finding.corrections) == len(set(finding.corrections))
        for weaker in finding.attached:
            assert text[weaker.span.slice] == weaker.text
            assert weaker.span.overlaps(finding.span)
    corrected = [finding.span for finding in checked.findings if finding.corrections]
    assert not any(first.overlaps(second) for first, second in pairwise(corrected))


def test_what_the_text_lacks_of_the_file_is_told_first() -> None:
    scanned = replace(speech("We recieve it."), lacks=("Page 2 is an image without text.",))
    first, second = CHECKER.check(scanned).findings
    assert (first.rule, first.message, first.span) == (INCOMPLETE, "Page 2 is an image without text.", Span(0, 0))
    assert second.text == "recieve"
