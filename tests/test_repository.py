"""A repository of records with all that lies in repositories beside them, as editors and build servers have it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from qa.batch.revisions import ChangedSince
from qa.engine.checked import Checked
from qa.readers import read_document
from qa.text.segment import segment
from tests.once import once
from tests.test_floors import ROOT
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


SENTENCES = (
    "The delegation thanked the Secretary-General for his report on the situation in the region.",
    "We call upon all parties to respect the agreement and to allow the delivery of assistance.",
    "The members of the Council have before them the text of a draft resolution.",
    "My country remains committed to the peaceful settlement of the dispute.",
)


def make_repository(folder: Path) -> None:
    """Five hundred files as they lie in repositories: 60 records in four formats, and what else people keep beside them.

    On main the record 01 has been edited since work left it; on work 00 has been edited, 02 has another name, 03 is gone.
    """
    for number in range(60):
        _write(folder / f"records/{number:02}{(_TEXT, _TEXT, '.xml', '.html')[number % 4]}", *_paragraphs(number))
    for number in range(200):
        _write(folder / f"node_modules/package{number}/README.txt", "Read this ofthe package.")
    for number in range(100):
        _write(folder / f"build/page{number}.html", "Made ofthe records.")
    for number in range(60):
        _write(folder / f"drafts/{number}.txt", "A draft ofthe record.")
    for number in range(70):
        _write(folder / f"tools/{number}.py", "# a script ofthe house")
    (folder / "pom.xml").write_text("<project><a/></project>")
    for name in ("requirements.txt", "LICENSE.txt", "docs/CMakeLists.txt", "coverage.html"):
        _write(folder / name, "nothing ofthe kind")
    (folder / ".gitignore").write_text("build/\nnode_modules/\n")
    (folder / "qa.toml").write_text('exclude = ["drafts/"]\n')
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "all")
    git(folder, "branch", "-M", "main")
    git(folder, "checkout", "-qb", "work")
    _edit(folder / "records/00.txt", "remains", "remains ofthe")
    git(folder, "mv", "records/02.xml", "records/renamed.xml")
    git(folder, "rm", "-q", "records/03.html")
    git(folder, "commit", "-qam", "on work")
    git(folder, "checkout", "-q", "main")
    _edit(folder / "records/01.txt", "remains", "remains ofthe")
    git(folder, "commit", "-qam", "on main")
    git(folder, "checkout", "-q", "work")


_TEXT = ".txt"


def _paragraphs(number: int) -> tuple[str, ...]:
    turned = (*SENTENCES[number % 4 :], *SENTENCES[: number % 4])
    return (f"Statement {number} ofthe session.", *turned)


def _write(path: Path, *paragraphs: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    marked = "\n".join(f"<p>{each}</p>" for each in paragraphs)
    path.write_text(
        {
            ".xml": f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>\n{marked}\n</body></text></TEI>\n',
            ".html": f"<!DOCTYPE html>\n<html><body>\n{marked}\n</body></html>\n",
        }.get(path.suffix, "\n\n".join(paragraphs) + "\n"),
        encoding="utf-8",
    )


def _edit(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@pytest.fixture
def repository(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    made = once(tmp_path_factory, "repository", make_repository)
    folder = tmp_path / "repository"
    shutil.copytree(made, folder)
    return folder


def qa(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(folder.parent / "cache")}
    line = [sys.executable, "-m", "qa", *arguments]
    return subprocess.run(line, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


def found(done: subprocess.CompletedProcess[str]) -> list[tuple[str, int]]:
    """The path and the paragraph of each finding."""
    assert done.returncode in (0, 1), done.stderr
    return sorted((each["path"], each["paragraph"]) for each in map(json.loads, done.stdout.splitlines()))


def test_of_five_hundred_files_the_records_are_checked(repository: Path) -> None:
    assert sum(path.is_file() for path in repository.rglob("*") if ".git" not in path.parts) >= 490
    listed = qa(repository, "check", ".", "--list-files").stdout.splitlines()
    assert len(listed) == 59
    assert {Path(path).parent.as_posix() for path in listed} == {"records"}
    assert {Path(path).suffix for path in listed} == {".txt", ".xml", ".html"}
    every = qa(repository, "check", ".", "-o", "json", "-q")
    assert {path for path, _ in found(every)} == set(listed)
    drafts = qa(repository, "check", ".", "--list-files", "--exclude", "!drafts/", "--exclude", "records/")
    assert len(drafts.stdout.splitlines()) == 60


def test_what_a_branch_behind_main_changes_is_reported_in_a_shallow_clone_too(repository: Path, tmp_path: Path) -> None:
    expected = [("./records/00.txt", 5)]
    assert found(qa(repository, "check", ".", "--changed-since", "main", "-o", "json", "-q")) == expected
    git(tmp_path, "clone", "-q", "--depth=1", "--branch=work", repository.as_uri(), "clone")
    assert found(qa(tmp_path / "clone", "check", ".", "--changed-since", "origin/main", "-o", "json", "-q")) == expected


def test_lists_from_git_with_files_that_are_gone_are_checked_to_the_end(repository: Path) -> None:
    changed = subprocess.run(["git", "diff", "--name-only", "main"], cwd=repository, capture_output=True, check=True).stdout
    (repository / "changed.list").write_bytes(changed)
    done = qa(repository, "check", "--files-from", "changed.list", "-o", "json", "-q")
    assert done.returncode == 3
    told = {each["path"]: each["rule"] for each in map(json.loads, done.stdout.splitlines())}
    assert told["records/03.html"] == "document.unreadable"
    assert {"records/00.txt", "records/01.txt"} <= told.keys()


def test_a_renamed_record_stays_in_the_baseline(repository: Path) -> None:
    git(repository, "checkout", "-q", "main")
    assert qa(repository, "baseline", "write", ".", "-q").returncode == 0
    git(repository, "checkout", "-q", "work")
    result = qa(repository, "check", ".", "--baseline", "qa-baseline.json", "-o", "json")
    assert found(result) == [("./records/00.txt", 5)]
    assert "2 known mistakes of qa-baseline.json no longer occur" in result.stderr


def test_machines_are_told_paths_from_the_root_wherever_the_command_is_started(repository: Path) -> None:
    done = qa(repository / "records", "check", "00.txt", "renamed.xml", "-o", "github", "-q")
    assert {line.split("file=")[1].split(",")[0] for line in done.stdout.splitlines()} == {
        "records/00.txt",
        "records/renamed.xml",
    }
    assert "file=records/renamed.xml,line=2,endLine=2,col=16," in done.stdout
    sarif = json.loads(qa(repository / "records", "check", "00.txt", "-o", "sarif", "-q").stdout)["runs"][0]
    assert sarif["originalUriBaseIds"]["%SRCROOT%"]["uri"] == f"{repository.as_uri()}/"
