"""A repository of records with all that lies in repositories beside them, as editors and build servers have it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from qa.batch.revisions import ChangedSince
from qa.engine.checked import Checked
from qa.readers import read_document
from qa.text.segment import segment
from tests.writers.samples import finding


def git(folder: Path, *arguments: str) -> None:
    identity = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b"}
    environment = {**os.environ, **identity, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *arguments], cwd=folder, check=True, env=environment, capture_output=True)


PARAGRAPHS = ("First paragraph ofthe record.", "Second paragraph ofthe record.", "Third paragraph ofthe record.")


def write_tei(*paragraphs: str) -> None:
    body = "".join(f"<p>{each}</p>\n" for each in paragraphs)
    head = "<teiHeader><fileDesc><titleStmt><title>A</title></titleStmt></fileDesc></teiHeader>"
    root = "http://www.tei-c.org/ns/1.0"
    Path("a.xml").write_text(f'<TEI xmlns="{root}">{head}<text><body>{body}</body></text></TEI>')


def write_word(*paragraphs: str) -> None:
    from docx import Document as WordFile

    file = WordFile()
    for each in paragraphs:
        file.add_paragraph(each)
    file.save("a.docx")


@pytest.mark.parametrize(("name", "write"), [("a.xml", write_tei), ("a.docx", write_word)])
@pytest.mark.parametrize(
    ("now", "touched"),
    [
        (PARAGRAPHS, []),
        (PARAGRAPHS[::-1], []),
        (("First paragraph ofthe record.", "The second paragraph ofthe record.", "Third paragraph ofthe record."), [1]),
        ((*PARAGRAPHS, "Third paragraph ofthe record."), [3]),
        (("First paragraph ofthe record.",), []),
    ],
)
def test_of_word_and_xml_passages_are_touched_too(
    name: str,
    write: Callable[..., None],
    now: tuple[str, ...],
    touched: list[int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.chdir(tmp_path)
    write(*PARAGRAPHS)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", name)
    git(tmp_path, "commit", "-qm", "structured")
    write(*now)
    document = segment(read_document(name, Path(name).read_bytes()))
    found = [finding(document.text, "ofthe", occurrence=number + 1) for number in range(len(now))]
    sifted = ChangedSince("HEAD").sift(Checked(document, tuple(found)))
    assert [found.index(each) for each in sifted.findings] == touched
