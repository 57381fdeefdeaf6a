from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from qa.ground.errors import QaError, UnreadableDocument


def extract(data, which, confidence, path):
    if data == b"altered":
        raise QaError("the text was altered", file=path)
    if data == b"greek":
        raise UnreadableDocument(path, "no such character")
    return b"\xff" + f"{which} {confidence} {path}\r\n".encode()


@pytest.fixture(autouse=True)
def _annotated(monkeypatch, folder):
    monkeypatch.setitem(sys.modules, "qa.extract.findings", SimpleNamespace(extract=extract))
    (folder / "a.xml").write_bytes(b"fine")


def test_the_bytes_go_to_standard_output_untouched(qa):
    assert qa("xml", "a.xml", "--extract", "source").stdout_bytes == b"\xffsource sure a.xml\r\n"


def test_the_bytes_go_to_a_file(qa, folder):
    result = qa("xml", "a.xml", "--extract", "corrected", "--confidence", "likely", "-o", "a.txt")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (folder / "a.txt").read_bytes() == b"\xffcorrected likely a.xml\r\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"altered", "a.xml: the text was altered"),
        (b"greek", "a.xml: no such character"),
        (None, "a.xml: no such file or directory"),
    ],
)
def test_what_cannot_be_extracted_is_an_error(qa, folder, data, message):
    (folder / "a.xml").unlink() if data is None else (folder / "a.xml").write_bytes(data)
    result = qa("xml", "a.xml", "--extract", "source", "-o", "a.txt")
    assert (result.exit_code, result.stderr) == (2, f"qa: error: {message}\n")
    assert not (folder / "a.txt").exists()


def test_what_to_extract_must_be_said(qa):
    assert qa("xml", "a.xml").exit_code == 2


@pytest.mark.parametrize(("which", "expected"), [("old", b"one\r\ntwo"), ("new", b"one three\r\n")])
def test_a_version_is_taken_out_of_a_comparison(qa, folder, which, expected):
    from qa.compare.compare import compare
    from qa.readers.text import read
    from qa.writers import Look
    from qa.writers.comparison.apparatus import render

    comparison = compare(read("old.txt", b"one\r\ntwo"), read("new.txt", b"one three\r\n"))
    (folder / "comparison.xml").write_text(render(comparison, Look()), encoding="utf-8")
    assert qa("xml", "comparison.xml", "--extract", which).stdout_bytes == expected
    assert qa("xml", "a.xml", "--extract", which).stderr.startswith("qa: error: a.xml:1: not XML")
