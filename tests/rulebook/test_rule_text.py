"""Rules written as files could hold them."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from qa.ground.finding import Confidence, Severity
from qa.rulebook.rule import Rule
from qa.rulebook.rule_text import rule_data, rule_text, toml_value

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VALUES = st.recursive(
    st.one_of(TEXTS, st.booleans(), st.integers(-(2**62), 2**62)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=6,
)


@given(VALUES)
def test_any_value_comes_back(value: object):
    assert tomllib.loads(f"value = {toml_value(value)}")["value"] == value


def test_an_entry_has_its_fields_and_then_its_examples():
    text = rule_text({"id": "a.b", "kind": "words"}, [{"bad": "x", "good": "y"}, {"good": "z"}])
    assert tomllib.loads(text) == {
        "rule": [{"id": "a.b", "kind": "words", "examples": [{"bad": "x", "good": "y"}, {"good": "z"}]}]
    }


def test_strings_of_every_kind_come_back_from_the_data_shown():
    options = {"a": "\\d'\"", "b": "\x7f\n\t’", "c": [1, 2.5, True], "d e": {"x.y": "z"}}
    plain = {key: value for key, value in options.items() if key != "d e"}
    rule = Rule("a.b", "k", "m", Severity.INFO, Confidence.SURE, "style", (), "f", 1, options={**plain, "d": options["d e"]})
    read = tomllib.loads(rule_data(rule))["rule"][0]
    assert {key: read[key] for key in "abcd"} == {**plain, "d": {"x.y": "z"}}
