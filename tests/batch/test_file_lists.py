"""Documents that are named in lists."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace

import pytest

from qa.batch.file_lists import listed_documents
from qa.ground.errors import QaError


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("a.txt", "b.txt", "with blank.txt", "[1].txt", "line\nend.txt", "more/c.txt", "more/d.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("fine")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def listed(data: bytes, *paths: str, nul: bool = False) -> list[str]:
    Path("list").write_bytes(data)
    return list(listed_documents(paths, ["list"], nul=nul))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a.txt\nb.txt\n", ["a.txt", "b.txt"]),
        (b"b.txt\r\n\r\na.txt", ["b.txt", "a.txt"]),
        (b"with blank.txt\n[1].txt\n", ["with blank.txt", "[1].txt"]),
        (b"more\n*.txt\n", ["more/c.txt", "more/d.docx", "[1].txt", "a.txt", "b.txt", "line\nend.txt", "with blank.txt"]),
        (b"a.txt\n./a.txt\nmore/../a.txt\n", ["a.txt"]),
        (b"", []),
    ],
)
def test_a_list_names_what_could_be_named_instead(data, expected):
    assert listed(data) == expected


def test_names_parted_by_nul_may_hold_line_ends():
    assert listed(b"line\nend.txt\0a.txt\0", nul=True) == ["line\nend.txt", "a.txt"]


def test_a_list_goes_beside_paths_and_each_document_comes_once():
    assert listed(b"b.txt\na.txt\n", "a.txt", "more") == ["a.txt", "more/c.txt", "more/d.docx", "b.txt"]


def test_a_list_on_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"a.txt\0b.txt")))
    assert list(listed_documents((), ["-"], nul=True)) == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a.txt\nnone*.txt\n", r"list:2: nothing matches the pattern none\*\.txt"),
        (b"\n\n-\n", "list:3: standard input cannot be named in a list"),
        (b"a.txt\0b.txt", "list:1: a path with NUL in it; expected -0"),
    ],
)
def test_a_mistake_in_a_list_is_told_with_its_line(data, message):
    with pytest.raises(QaError, match=message):
        listed(data)


def test_a_list_that_is_not_there_is_told():
    with pytest.raises(QaError, match="none: the list cannot be read: No such file"):
        list(listed_documents((), ["none"]))


def test_standard_input_is_not_read_twice():
    with pytest.raises(QaError, match="standard input cannot be read twice"):
        list(listed_documents(("-",), ["-"]))
