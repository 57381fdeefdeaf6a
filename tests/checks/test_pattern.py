"""Regular expressions over running text and over single tokens."""

from __future__ import annotations

import pytest

from qa.checks import pattern as module
from qa.ground.document import Document
from qa.ground.errors import QaError
from qa.readers.text import read
from qa.text.segment import segment
from tests.trials import checker_of, corrected, proposals, rule


@pytest.mark.parametrize(
    ("pattern", "replace", "passage", "expected"),
    [
        (r"(?<=\p{Ll}) ,", ",", "the Council , which met", "the Council, which met"),
        (r"\b(\d{1,2})(?:st|nd|rd|th) of (\w+)", r"\1 \2", "the 31st of December 2025", "the 31 December 2025"),
        (r"(?i)\bun mission\b", "United Nations Mission", "the UN Mission and the UN mission", None),
        (r"\b(?P<number>\d+)%", r"\g<number> per cent", "30% of 68%", "30 per cent of 68 per cent"),
        (r"(?<=\bnot) not\b", "", "We do not not agree.", "We do not agree."),
        (r"(?=Excellencies)", "dear ", "Your Excellencies all", "Your dear Excellencies all"),
        (r"x*", "", "nothing of the kind", "nothing of the kind"),
        (r"Council", "Council", "the Council", "the Council"),
    ],
)
def test_what_matches_is_replaced(pattern: str, replace: str, passage: str, expected: str | None) -> None:
    checker = checker_of(rule("pattern", pattern=pattern, replace=replace))
    expected = "the United Nations Mission and the United Nations Mission" if expected is None else expected
    assert corrected(checker, passage) == expected


def test_a_pattern_without_replacement_only_reports() -> None:
    checker = checker_of(rule("pattern", pattern=r"\bmanpower\b"))
    assert proposals(checker, "our manpower") == [("manpower",)]


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("on the basis of memorandum of 28 May", "on the basis of the memorandum of 28 May"),
        ("on the basis\nof memorandum of 28 May", "on the basis\nof the memorandum of 28 May"),
        ("on the basis of\nmemorandum of 28 May", "on the basis of\nthe memorandum of 28 May"),
        ("on the\r\nbasis of  \r\nmemorandum of 28 May", "on the\r\nbasis of  \r\nthe memorandum of 28 May"),
        ("on the basis of memo-\nrandum of 28 May", "on the basis of the memo-\nrandum of 28 May"),
    ],
)
def test_a_wrap_reads_as_a_blank_and_stays_in_the_corrected_text(passage: str, expected: str) -> None:
    checker = checker_of(rule("pattern", pattern=r"\bon the basis of (?=memorandum)", replace="on the basis of the "))
    assert corrected(checker, passage) == expected


@pytest.mark.parametrize("scope", ["text", "token"])
def test_one_token_is_judged_alike_in_either_scope(scope: str) -> None:
    checker = checker_of(rule("pattern", pattern=r"(?<=\p{Ll}),(?=\p{L})", replace=", ", scope=scope))
    passage = "Al-Qaida,and others,\nAl-Qaida,and 1,267 (see,also)"
    assert corrected(checker, passage) == "Al-Qaida, and others,\nAl-Qaida, and 1,267 (see, also)"


def test_several_matches_in_a_token_are_one_finding() -> None:
    checker = checker_of(rule("pattern", pattern=r"(?<=\p{L}),(?=\p{L})", replace=", ", scope="token"))
    assert proposals(checker, "of Al-Qaida,ISIL,and others") == [("Al-Qaida,ISIL,and", "Al-Qaida, ISIL, and")]
    silent = checker_of(rule("pattern", pattern=r",", scope="token"))
    assert proposals(silent, "(a,b,c)") == [(",",), (",",)]


def test_patterns_of_the_same_scope_do_not_mix_their_groups_and_flags() -> None:
    checker = checker_of(
        rule("pattern", name="trial.first", pattern=r"(\d)%", replace=r"\1 per cent", scope="token"),
        rule("pattern", name="trial.second", pattern=r"(?<twice>\p{L}\p{L}\p{L})-\1$", replace=r"\1", scope="token"),
        rule("pattern", name="trial.third", pattern=r"(?i)u\.n\.", replace="United Nations", scope="token"),
        rule("pattern", name="trial.fourth", pattern=r"\bMR\.-", replace="Mr. ", scope="token"),
    )
    passage = "30% of bye-bye and u.n. and U.N. but mr.-Guterres, MR.-Guterres"
    expected = "30 per cent of bye and United Nations and United Nations but mr.-Guterres, Mr. Guterres"
    assert corrected(checker, passage) == expected


@pytest.mark.parametrize("scope", ["text", "token"])
def test_a_pattern_that_runs_away_loses_its_rule_and_not_the_document(monkeypatch: pytest.MonkeyPatch, scope: str) -> None:
    monkeypatch.setattr(module, "_SECONDS", 0.05)
    runaway = rule("pattern", name="house.runaway", pattern=r"(a|aa)+$", scope=scope)
    sound = rule("pattern", name="house.sound", pattern=r"\bman-power\b", scope=scope)
    checker = checker_of(runaway, sound)
    passage = read_text("We said " + "a" * 60 + "-x of man-power.\n\n" + "We said " + "a" * 61 + "-x.")
    told = [checker.check(passage).findings for _ in range(5)]
    assert [[each.rule for each in findings] for findings in told] == [["document.rule-given-up", "house.sound"]] * 5
    first, last = told[0][0].message, told[4][0].message
    assert first == "The rule house.runaway (house/trial.toml:2) was given up: it took more than 0.05 s."
    assert last.endswith("it took more than 0.05 s, as on 3 documents of this run, and is tried no more.")


def read_text(text: str) -> Document:
    return segment(read("a.txt", text.encode()))


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({}, "no pattern"),
        ({"pattern": "(unclosed"}, "not a regular expression"),
        ({"pattern": 7}, "wrong type"),
        ({"pattern": "a", "replace": 7}, "wrong type"),
        ({"pattern": "a", "scope": "page"}, "unknown scope"),
        ({"pattern": "(a)", "replace": r"\2"}, "replace"),
        ({"pattern": "a", "words": {}}, "has no words"),
    ],
)
def test_a_pattern_that_is_none_is_refused(options: dict[str, object], complaint: str) -> None:
    with pytest.raises(QaError, match=complaint):
        checker_of(rule("pattern", **options))
