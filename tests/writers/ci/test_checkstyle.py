from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from qa.engine.checked import Checked
from qa.engine.unchecked import unreadable
from tests.writers.reports import hostile, whole
from tests.writers.samples import checked, document, finding


@given(st.lists(hostile(), max_size=3))
def test_any_documents_are_well_formed(documents: list[Checked]):
    tree = etree.fromstring(whole("checkstyle", *documents).encode())
    assert [child.tag for child in tree] == ["file"] * len(documents)
    for error in tree.iter("error"):
        assert {"line", "severity", "message", "source"} <= {*error.keys()} <= {"line", "column", "severity", "message", "source"}
        assert error.get("severity") in ("error", "warning", "info")


def test_every_document_is_named_and_its_findings_stand_in_it():
    text = "in the area\nofthe <two>"
    wrong = checked(document(text, "a&b.txt"), finding(text, "ofthe", "of the"), finding(text, "<two>"))
    tree = etree.fromstring(whole("checkstyle", wrong, checked(document("fine", "fine.txt"))).encode())
    assert [(file.get("name"), len(file)) for file in tree] == [("a&b.txt", 2), ("fine.txt", 0)]
    assert dict(tree[0][0].attrib) == {
        "line": "2",
        "column": "1",
        "severity": "error",
        "message": 'The wording is wrong. Write "of the" in place of "ofthe".',
        "source": "transcript-qa.words.house-style",
    }


def test_an_unreadable_document_is_an_error():
    tree = etree.fromstring(whole("checkstyle", unreadable("a.txt", "it is an image")).encode())
    assert tree[0][0].get("message") == "This document cannot be read: it is an image."
