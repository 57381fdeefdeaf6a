from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from qa.engine.checked import Checked
from qa.engine.unchecked import unreadable
from qa.ground.finding import Severity
from qa.writers import Run
from tests.writers.reports import hostile, whole
from tests.writers.samples import checked, document, finding

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("junit.xsd")))


@given(st.lists(hostile(), max_size=3))
def test_any_documents_are_valid_and_counted(documents: list[Checked]):
    tree = etree.fromstring(whole("junit", *documents).encode())
    SCHEMA.assertValid(tree)
    assert len(tree) == len(documents)
    for suite in tree:
        assert int(suite.get("tests")) == len(suite)
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("errors")) == len(suite.findall("testcase/error"))


@pytest.mark.parametrize(
    ("threshold", "failed"),
    [(Severity.ERROR, ["a"]), (Severity.WARNING, ["a", "b"]), (Severity.INFO, ["a", "b", "c"]), (None, [])],
)
def test_a_case_fails_where_the_finding_makes_the_run_fail(threshold: Severity | None, failed: list[str]):
    text = "a b c"
    found = [finding(text, word, rule=f"x.{word}", severity=severity) for word, severity in zip("abc", Severity, strict=True)]
    report = whole("junit", checked(document(text), *found), run=Run(fail_on=lambda path: threshold))
    cases = etree.fromstring(report.encode()).iter("testcase")
    outcomes = {case.get("name").partition(" ")[0].removeprefix("x."): case[0].tag for case in cases}
    assert [word for word, outcome in outcomes.items() if outcome == "failure"] == failed
    assert set(outcomes.values()) <= {"failure", "system-out"}


def test_a_document_without_findings_is_a_passed_case():
    (suite,) = etree.fromstring(whole("junit", checked(document("fine", "./a.txt"))).encode())
    assert dict(suite.attrib) == {"name": "a.txt", "tests": "1", "failures": "0", "errors": "0"}
    assert [(case.get("name"), len(case)) for case in suite] == [("nothing found", 0)]


def test_an_unreadable_document_is_an_error_whatever_makes_the_run_fail():
    report = whole("junit", unreadable("a.txt", "it is an image"), run=Run(fail_on=lambda path: None))
    (suite,) = etree.fromstring(report.encode())
    assert (suite.get("errors"), suite[0].get("name")) == ("1", "document.unreadable")
    assert suite[0][0].get("message") == "This document cannot be read: it is an image."
