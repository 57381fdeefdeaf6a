from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from qa.engine.checked import Checked
from qa.engine.unchecked import unreadable
from qa.ground.finding import Severity
from tests.writers.reports import hostile, whole
from tests.writers.samples import checked, document, finding


@given(st.lists(hostile(), max_size=3))
def test_any_documents_are_one_array_with_what_gitlab_asks_for(documents: list[Checked]):
    issues = json.loads(whole("gitlab", *documents))
    assert len(issues) == len(documents)
    for issue in issues:
        assert issue.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["location"]["lines"]["begin"] >= 1
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")


def test_documents_without_findings_leave_no_trace():
    text = "in the area ofthe two"
    fine, wrong = checked(document(text)), checked(document(text, "./b.txt"), finding(text, "ofthe", "of the"))
    assert json.loads(whole("gitlab")) == json.loads(whole("gitlab", fine)) == []
    (issue,) = json.loads(whole("gitlab", fine, wrong, fine))
    assert issue["location"] == {"path": "b.txt", "lines": {"begin": 1, "end": 1}}
    assert issue["description"] == 'The wording is wrong. Write "of the" in place of "ofthe".'


def test_severities_are_those_of_gitlab():
    text = "a b c"
    found = [finding(text, word, severity=severity) for word, severity in zip("abc", Severity, strict=True)]
    issues = json.loads(whole("gitlab", checked(document(text), *found), unreadable("b.txt", "it is an image")))
    assert [issue["severity"] for issue in issues] == ["major", "minor", "info", "blocker"]


def test_equal_findings_of_one_document_are_told_apart():
    text = "ofthe, " * 20
    found = [finding(text, "ofthe", occurrence=number) for number in range(1, 21)]
    issues = json.loads(whole("gitlab", checked(document(text), *found)))
    assert len({issue["fingerprint"] for issue in issues}) == 20
