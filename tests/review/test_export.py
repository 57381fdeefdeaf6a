"""Decisions to files: what the command reads again, under names that hide nothing."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.decisions.record import Decision, Decisions, Verdict, digest, find_decisions, parse_decisions
from qa.engine.anchor import Anchor
from qa.ground.errors import QaError
from qa.ground.note import Note
from qa.ground.resources import read_text
from qa.review.export import archive, export, written

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VERDICTS = st.sampled_from(Verdict)


@st.composite
def decisions(draw: st.DrawFn, finding: str) -> Decision:
    verdict = draw(VERDICTS)
    return Decision(
        finding=finding,
        anchor=Anchor(draw(TEXTS), draw(TEXTS), draw(TEXTS), draw(TEXTS)),
        verdict=verdict,
        correction=draw(TEXTS) if verdict.changes else None,
        start=draw(st.none() | st.integers(0, 1000)),
        reason=draw(TEXTS),
        who=draw(TEXTS),
        thread=(Note(draw(TEXTS.filter(bool))),) if verdict is Verdict.COMMENTED else (),
    )


@given(st.tuples(decisions("one"), decisions("two")), TEXTS)
def test_what_is_written_is_read_again(both: tuple[Decision, ...], path: str) -> None:
    file = Decisions("d.json", path, digest(path), both)
    data = written(file)
    assert parse_decisions(data, "d.json") == file
    jsonschema.validate(json.loads(data), json.loads(read_text("reports", "decisions.schema.json")))


def file_for(path: str, text: str = "") -> Decisions:
    anchor = Anchor("joined.words", "ofthe", "the area ", " two")
    decision = Decision("one", anchor, Verdict.ACCEPTED, "of the", 12)
    return Decisions(path, path, digest(text or path), (decision,))


def test_several_go_to_a_folder_that_the_command_reads(tmp_path: Path) -> None:
    files = [file_for(path) for path in ("a/speech.txt", "b/speech.docx", "a/SPEECH.html", os.fsdecode(b"\xff.txt"))]
    to = tmp_path / "decisions"
    names = ["speech.decisions.json", "speech-2.decisions.json", "SPEECH-3.decisions.json", "\ufffd.decisions.json"]
    assert [path.name for path in export(files, to)] == names
    assert [file.digest for file in find_decisions([to])] == [file.digest for file in (files[2], files[1], files[0], files[3])]
    # A second time they overwrite themselves, and nothing else.
    (to / "other.decisions.json").write_text("{}", encoding="utf-8")
    assert export(files, to) == tuple(to / name for name in names)
    assert [path.name for path in export([file_for("other.txt"), files[0]], to)] == ["other-2.decisions.json", names[0]]
    assert (to / "other.decisions.json").read_text(encoding="utf-8") == "{}"


def test_one_goes_to_the_file_named(tmp_path: Path) -> None:
    to = tmp_path / "mine.json"
    assert export([file_for("speech.txt")], to) == (to,)
    assert export([file_for("records/speech.txt", "newer")], to) == (to,)
    with pytest.raises(QaError, match=r"mine\.json: holds something else than decisions on this document"):
        export([file_for("another.txt")], to)
    with pytest.raises(QaError, match="decisions on 2 documents need a folder"):
        export([file_for("a.txt"), file_for("b.txt")], to)


def test_an_archive_is_the_folder_and_the_same_every_time(tmp_path: Path) -> None:
    files = [file_for("a/speech.txt"), file_for("b/speech.txt"), file_for("../../etc/passwd")]
    data = archive(files)
    assert data == archive(files)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.namelist() == ["speech.decisions.json", "speech-2.decisions.json", "passwd.decisions.json"]
        packed.extractall(tmp_path)
    assert {file.path for file in find_decisions([tmp_path])} == {file.path for file in files}
