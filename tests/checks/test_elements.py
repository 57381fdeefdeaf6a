"""The text of a rule to its elements."""

from __future__ import annotations

import pytest

from qa.checks.elements import read_pattern
from qa.ground.errors import QaError
from tests.trials import rule

LEARNT = {"base": frozenset(("ensure", "act")), "plural": frozenset(("reports",))}
VERB = {"verb": {"went": "go", "put": "put"}}


def test_a_name_is_a_word_or_a_class_of_the_rule_or_of_the_lexicon() -> None:
    options = {"sequence": "!I|<verb> not? <base>~act", "classes": VERB, "not_before": ["<Name>", "so"]}
    pattern = read_pattern(rule("sequence", name="trial.one", **options), LEARNT)
    first, second, third = pattern.elements
    assert (first.names, first.excluded) == ({" I", "trial.one/verb"}, True)
    assert (second.names, second.optional) == ({" not"}, True)
    assert (third.names, third.but) == ({"base"}, {" act"})
    assert pattern.not_before == {"Name", " so"}
    assert pattern.names == {" I", "trial.one/verb", " not", "base", " act", "Name", " so"}


def test_a_form_that_is_right_as_well_is_no_member_of_its_class() -> None:
    pattern = read_pattern(rule("sequence", sequence="not <verb>", right="not {2.right}", classes=VERB), LEARNT)
    assert list(pattern.classes.values()) == [{"went"}]
    assert list(pattern.corrections(["Not", "went"])) == ["Not go"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"sequence": "want"}, "begins and ends with a word"),
        ({"sequence": "want <base>?"}, "begins and ends with a word"),
        ({"sequence": "want <verbs>"}, "no class <verbs>"),
        ({"sequence": "want <base"}, "no class <base"),
        ({"sequence": "want| <base>"}, "an empty word"),
        ({"sequence": "want WHO"}, "a capital inside: 'WHO'"),
        ({"sequence": "want <base> !"}, "not an element"),
        ({"sequence": "want <base>", "after": ["<x>"]}, "no class <x>"),
        ({"sequence": "want <base>", "right": "{3}"}, "no element 3"),
        ({"sequence": "want <base>", "right": "{1} {2.right}"}, "no class says what element 2 should be"),
        ({"sequence": "want <base>", "right": ""}, "empty correction"),
        ({"sequence": "want <x>", "classes": {"x": ["mcDonald"]}}, "a capital inside: 'mcDonald'"),
        ({"sequence": "want <x>", "classes": {"x": []}}, "not a list of words"),
        ({"sequence": "want <x>", "classes": {"x": {"is": 3}}}, "not a list of words"),
    ],
)
def test_a_broken_rule_is_refused_with_its_line(options: dict[str, object], message: str) -> None:
    with pytest.raises(QaError, match=message) as error:
        read_pattern(rule("sequence", **options), LEARNT)
    assert error.value.line is not None
