"""The file of known mistakes."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.batch.baselines import AgainstBaseline, baseline_text, name_in, read_baseline, write_baseline
from qa.engine.anchor import Anchor
from qa.engine.baseline import anchors
from qa.engine.checked import Checked
from qa.ground.errors import QaError
from qa.readers.text import read
from tests.trials import checker_of, rule

TEXTS = st.text(st.characters(), max_size=8)
ANCHORS = st.builds(Anchor, TEXTS, TEXTS, TEXTS, TEXTS)
KNOWN = st.dictionaries(TEXTS, st.dictionaries(ANCHORS, st.integers(1, 3), min_size=1, max_size=3), max_size=3)


@given(KNOWN)
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, known: dict[str, dict[Anchor, int]]):
    path = tmp_path_factory.mktemp("baseline") / "known.json"
    write_baseline(path, known)
    assert read_baseline(path) == known
    assert all(line.isprintable() for line in path.read_text(encoding="utf-8").split("\n"))


@given(KNOWN, st.randoms())
def test_the_file_is_the_same_in_whatever_order_things_were_found(known, random):
    shuffled = list(known.items())
    random.shuffle(shuffled)
    turned = {name: dict(reversed(counts.items())) for name, counts in shuffled}
    assert baseline_text(turned) == baseline_text(known)


def test_one_passage_more_is_one_line_more():
    one = {"b.txt": {Anchor("a.b", "ofthe", "members", "Council"): 1}}
    two = {"b.txt": {**one["b.txt"], Anchor("a.b", "ofthe", "a", "b"): 2}}
    assert baseline_text(one) == (
        '{\n  "version": 1,\n  "documents": {\n    "b.txt": [\n'
        '      {"rule": "a.b", "text": "ofthe", "before": "members", "after": "Council"}\n    ]\n  }\n}\n'
    )
    added = set(baseline_text(two).splitlines()) - set(baseline_text(one).splitlines())
    assert added == {'      {"rule": "a.b", "text": "ofthe", "before": "a", "after": "b", "count": 2},'}
    assert json.loads(baseline_text({})) == {"version": 1, "documents": {}}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "known.json: the baseline cannot be read: No such file or directory"),
        ("{\n,", "known.json:2: not valid JSON"),
        ("[]", "known.json: not a baseline; found no object"),
        ('{"version": 2, "documents": {}}', "known.json: not a baseline; found version 2; expected version 1 with documents"),
        ('{"version": 1}', "known.json: not a baseline"),
        ('{"version": 1, "documents": {"a.txt": {}}}', "known.json: entry 1 of a.txt is no passage; found {}"),
        (
            '{"version": 1, "documents": {"a.txt": [{"rule": "a", "text": "b", "before": "", "after": "", "count": 0}]}}',
            "known.json: entry 1 of a.txt is no passage; found {'rule': 'a'",
        ),
    ],
)
def test_a_file_that_is_no_baseline_is_an_error(tmp_path: Path, monkeypatch, text: str | None, message: str):
    monkeypatch.chdir(tmp_path)
    if text is not None:
        Path("known.json").write_text(text)
    with pytest.raises(QaError) as caught:
        read_baseline(Path("known.json"))
    assert str(caught.value).startswith(message)


def test_names_are_relative_to_the_file(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert name_in(Path(), "./records/a.txt") == "records/a.txt"
    assert name_in(Path("ci"), "records/a.txt") == "../records/a.txt"
    assert name_in(Path("records"), str(tmp_path / "records" / "a.txt")) == "a.txt"
    assert name_in(Path(), "-") == "-"


def test_a_name_is_the_same_with_its_accents_taken_apart(tmp_path: Path):
    file = tmp_path / "known.json"
    document = read(str(tmp_path / "e\u0301te\u0301.txt"), b"the needs ofthe Council")
    checked = checker_of(rule("words", name="house.typo", words={"ofthe": "of the"})).check(document)
    write_baseline(file, {"\u00e9t\u00e9.txt": anchors(checked)})
    against = AgainstBaseline(file)
    assert not against.sift(checked).findings
    assert (against.gone(), list(against.left())) == ({}, ["\u00e9t\u00e9.txt"])


def test_a_document_that_was_renamed_is_known_by_what_was_known_of_it(tmp_path: Path):
    file = tmp_path / "known.json"
    checker = checker_of(rule("words", name="house.typo", words={"ofthe": "of the"}))

    def checked(name: str, text: str) -> Checked:
        (tmp_path / name).write_text(text)
        return checker.check(read(str(tmp_path / name), text.encode()))

    text = "The needs ofthe Council. The wishes ofthe members. The report ofthe panel."
    old, other = checked("old.txt", text), checked("other.txt", "The views ofthe Council.")
    write_baseline(file, {"old.txt": anchors(old), "other.txt": anchors(other)})
    (tmp_path / "old.txt").unlink()
    new = checked("new.txt", text.replace("ofthe panel", "of the panel") + " The aims ofthe fund.")
    copy = checked("copy.txt", "The views ofthe Council.")
    against = AgainstBaseline(file)
    assert [len(against.sift(each).findings) for each in (new, copy)] == [1, 1]  # the other's original is there
    assert [[anchor.after for anchor in known] for known in against.gone().values()] == [["panel."]]
    assert sorted(against.left()) == ["new.txt", "other.txt"]


def test_git_tells_changes_apart_by_the_line(tmp_path: Path):
    """Two branches that each make one passage known can be merged without a conflict when others stand between."""
    anchors = [Anchor("a.b", word, "", "") for word in ("aa", "bb", "cc", "dd", "ee")]
    base = {"a.txt": Counter(anchors[1:4])}
    for name, known in (
        ("base", base),
        ("ours", {"a.txt": Counter(anchors[:4])}),
        ("theirs", {"b.txt": Counter(anchors), **base}),
    ):
        write_baseline(tmp_path / name, known)
    merged = subprocess.run(["git", "merge-file", "-p", "ours", "base", "theirs"], cwd=tmp_path, capture_output=True, check=False)
    assert merged.returncode == 0
    (tmp_path / "merged").write_bytes(merged.stdout)
    assert read_baseline(tmp_path / "merged") == {"a.txt": Counter(anchors[:4]), "b.txt": Counter(anchors)}
