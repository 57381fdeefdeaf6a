"""Outcomes to bytes and back; bytes of another origin build nothing."""

from __future__ import annotations

import enum
import os
import pickle
from dataclasses import is_dataclass, replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import qa.ground.document
from qa.batch.pack import _NAMED, packed, packed_checked, unpacked, unpacked_checked
from qa.config.suppression import Suppression
from qa.engine.checked import Checked, Suppressed
from qa.ground.source import File
from qa.text.together import Together
from tests.readers.word_files import paragraph, word_file
from tests.trials import checker_of, rule  # the real engine, taken before the small one stands in its place

CHECKER = checker_of(rule("words", words={"ofthe": "of the"}), rule("repetition", name="trial.other", task="word"))
ENTRY = Suppression("trial", None, "as printed", date(2031, 1, 31), "qa.toml:3")


def outcome(path: str, data: bytes) -> Checked:
    from qa.readers.text import read

    return CHECKER.check(read(path, data))


@given(st.text(alphabet=st.sampled_from("of the ofthe\n\r.é’:M "), max_size=300), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
@example("éé’’", "cp1252")  # the last three bytes are a character of UTF-8, and the file is read as that
def test_what_is_packed_comes_back_whole(text, encoding):
    checked = outcome("a.txt", f"Mr. Smith: in ofthe area {text}".encode(encoding))
    suppressed = tuple(Suppressed(finding, "so", ENTRY) for finding in checked.findings)
    for each in (checked, replace(checked, suppressed=suppressed)):
        back = unpacked_checked(packed_checked(each), File("a.txt", each.document.source.data))
        assert back == each
        assert [suppression.entry.place for suppression in back.suppressed] == ["qa.toml:3"] * len(each.suppressed)


def test_it_is_the_same_in_a_python_that_pickles_members_by_their_names(monkeypatch):
    """As 3.11.0 to 3.11.3 do, of which Debian 12 has one."""
    checked = outcome("a.txt", b"in ofthe area")
    expected = packed_checked(checked)
    monkeypatch.setattr(enum.Enum, "__reduce_ex__", lambda member, protocol: (getattr, (type(member), member.name)))
    assert packed_checked(checked) == expected
    assert unpacked_checked(expected, File("a.txt", checked.document.source.data)) == checked


def test_a_document_under_another_path_is_that_document():
    checked = outcome("a.txt", b"in ofthe area")
    assert unpacked_checked(packed_checked(checked), File("b.txt", b"in ofthe area")) == outcome("b.txt", b"in ofthe area")


def test_a_text_file_is_not_kept_with_its_text():
    assert b"secret" not in packed_checked(outcome("a.txt", b"in ofthe area of secret things"))


def test_a_word_file_comes_back_with_its_structure():
    from qa.readers.docx import read

    data = word_file(paragraph("Mr. Smith: in ", "ofthe", " area") + paragraph("that that is so"))
    checked = CHECKER.check(read("a.docx", data))
    assert checked.findings
    assert checked.document.strands
    assert unpacked_checked(packed_checked(checked), File("a.docx", data)) == checked


def test_other_values_come_back_too():
    for value in (Together({"UN": 2}, {("Mr", "Hilale"): 1}, {"Geneva": 1}), ("crashed", "so", ""), None):
        assert unpacked(packed(value)) == value


class Hostile:
    def __reduce__(self):
        return os.system, ("touch /tmp/hostile-was-here",)


@pytest.mark.parametrize("data", [pickle.dumps(Hostile()), pickle.dumps(os.system), b"", b"no pickle", packed("x")[:-3]])
def test_nothing_but_an_outcome_is_built(data):
    with pytest.raises(ValueError, match="not packed here"):
        unpacked(data)
    with pytest.raises(ValueError, match="not packed here"):
        unpacked_checked(data, File("a.txt", b""))


@pytest.mark.parametrize("value", [None, 3, ("a", "b"), (None, None, (), ())])
def test_a_packed_value_of_another_kind_is_no_outcome(value):
    with pytest.raises(ValueError, match="not packed here"):
        unpacked_checked(packed(value), File("a.txt", b""))


def test_every_type_that_a_document_is_made_of_can_be_unpacked():
    named = {
        each.__name__
        for each in vars(qa.ground.document).values()
        if is_dataclass(each) and each.__module__ == "qa.ground.document"
    }
    assert named <= {kind for _, kind in _NAMED}
