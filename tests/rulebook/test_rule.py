from __future__ import annotations

import pickle

import pytest

from qa.ground.errors import QaError
from qa.ground.finding import Confidence, Severity
from qa.rulebook.rule import Example, Rule

RULE = Rule(
    id="joined.of-the",
    kind="words",
    message="Two words are written as one.",
    severity=Severity.ERROR,
    confidence=Confidence.SURE,
    category="misspelling",
    examples=(Example("ofthe", "of the", 9),),
    file="rules/joined.toml",
    line=3,
    options={"words": {"ofthe": "of the"}, "except": ["a", 1], "known": ["a"], "scope": "token", "least": 3, "loud": True},
    lines={"words": 5, "except": 6, "scope": 7, "least": 8, "loud": 9},
)


def test_an_option_is_what_the_file_says_or_the_default():
    assert RULE.option("scope", "paragraph") == "token"
    assert RULE.option("least", 1) == 3
    assert RULE.option("loud", False) is True
    assert RULE.option("most", 10) == 10
    assert RULE.words("known") == ["a"]
    assert RULE.words("none") == []
    assert RULE.table("words") == {"ofthe": "of the"}
    assert RULE.table("none") == {}


@pytest.mark.parametrize(
    ("ask", "line", "message"),
    [
        (lambda: RULE.option("scope", 1), 7, "scope has the wrong type; found 'token'; expected a whole number"),
        (lambda: RULE.option("least", ""), 8, "least has the wrong type; found 3; expected a string"),
        (lambda: RULE.option("loud", 1), 9, "loud has the wrong type; found true; expected a whole number"),
        (lambda: RULE.option("least", False), 8, "least has the wrong type; found 3; expected true or false"),
        (lambda: RULE.words("scope"), 7, "scope has the wrong type; found 'token'; expected an array"),
        (
            lambda: RULE.words("except"),
            6,
            "except holds something that is not text; found ['a', 1]; expected an array of strings",
        ),
        (lambda: RULE.table("known"), 3, "known has the wrong type; found ['a']; expected a table"),
    ],
)
def test_an_option_of_another_type_is_an_error_with_its_line(ask, line, message):
    with pytest.raises(QaError) as caught:
        ask()
    assert str(caught.value) == f"rules/joined.toml:{line}: rule joined.of-the: {message}"


def test_a_rule_goes_to_another_process_whole():
    assert pickle.loads(pickle.dumps(RULE)) == RULE
