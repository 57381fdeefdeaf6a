"""What a walk leaves out of a repository, as git would, and what it never takes for a record."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.batch.discovery import find_documents
from qa.config.config import Config

FILES = {
    ".gitignore": "build/\n*.bak.txt\n",
    "deep/.gitignore": "!keep.bak.txt\nlocal.txt\n",
    "other/.gitignore": "/top.txt\n",
    **dict.fromkeys(
        (
            *("a.txt", "build/o.txt", "node_modules/x/r.txt", "requirements.txt", "requirements-dev.txt", "LICENSE.txt"),
            *("deep/keep.bak.txt", "deep/x.bak.txt", "deep/local.txt", "deep/inner/local.txt"),
            *("other/top.txt", "other/below/top.txt", "htmlcov/index.html", "page.html"),
        ),
        "A speech.",
    ),
    "pom.xml": "<project/>",
    "settings.xml": '<?xml version="1.0"?><config/>',
    "broken.xml": "<TEI",
    "speech.xml": '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>A speech.</p></body></text></TEI>',
}


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*paths: str, exclude: tuple[str, ...] = ()) -> set[str]:
    return {path.removeprefix("./") for path in find_documents(paths, config_of=lambda path: Config(exclude=exclude))}


ALL = {"a.txt", "deep/keep.bak.txt", "other/below/top.txt", "page.html", "broken.xml", "speech.xml"}


def test_what_git_ignores_and_what_is_no_record_is_left_out() -> None:
    assert found(".") == ALL


def test_what_is_named_is_read() -> None:
    assert found("build", "requirements.txt", "pom.xml") == {"build/o.txt", "requirements.txt", "pom.xml"}
    assert found("deep") == {"deep/keep.bak.txt"}


def test_a_house_excludes_and_takes_back() -> None:
    assert found(".", exclude=("*.xml", "deep/")) == {"a.txt", "other/below/top.txt", "page.html"}
    assert found(".", exclude=("!requirements.txt",)) == {*ALL, "requirements.txt"}


def test_outside_a_repository_nothing_is_ignored(repository: Path) -> None:
    (repository / ".git").rmdir()
    expected = {"build/o.txt", "deep/x.bak.txt", "deep/local.txt", "deep/inner/local.txt", "other/top.txt"}
    assert found(".") == ALL | expected
