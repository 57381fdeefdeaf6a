"""Findings in passages touched since a revision, in repositories made for the purpose."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from qa.batch.revisions import ChangedSince
from qa.engine.checked import Checked
from qa.ground.document import Document
from qa.ground.errors import QaError
from qa.readers.text import read
from qa.text.segment import segment
from tests.writers.samples import finding

TEXT = """First paragraph ofthe record,
which goes on here.

Second paragraph ofthe record,
which goes on here too.

Third paragraph ofthe record.
"""


def git(*arguments: str) -> None:
    identity = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b"}
    environment = {**os.environ, **identity, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *arguments], check=True, env=environment, capture_output=True)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: a repository with one document, tagged first."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT)
    git("init", "-q")
    git("add", "a.txt")
    git("commit", "-qm", "first")
    git("tag", "first")
    return tmp_path


def checked(path: str) -> Checked:
    """Each "ofthe" is a finding."""
    document: Document = segment(read(path, Path(path).read_bytes()))
    found = [finding(document.text, "ofthe", occurrence=number + 1) for number in range(document.text.count("ofthe"))]
    return Checked(document, tuple(found))


def reported(path: str = "a.txt", revision: str = "first") -> list[int]:
    """The lines of the findings that are left; the others must be known."""
    whole = checked(path)
    sifted = ChangedSince(revision).sift(whole)
    assert sorted((*sifted.findings, *sifted.known), key=lambda found: found.span) == list(whole.findings)
    return [whole.document.text.count("\n", 0, found.span.start) + 1 for found in sifted.findings]


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("", "", []),
        ("which goes on here.", "which ends here.", [1]),
        ("ofthe record,\nwhich goes on here too.", "ofthe record, which\ngoes on here too.", [4]),
        ("Third", "The third", [7]),
        ("\nThird", "\nA new paragraph ofthe record.\n\nThird", [7]),
        ("\n\nSecond", "\n\n\n\n\nSecond", []),
        ("Second paragraph ofthe record,\nwhich goes on here too.\n\n", "", []),
        (",\nwhich goes on here too", "", [4]),
        ("which goes on here too.\n", "", [4]),
        ("record.\n", "record.", [7]),
        ("First", "Opening.\n\nFirst", []),
    ],
)
def test_what_stands_in_a_touched_paragraph_is_reported(old: str, new: str, lines: list[int]):
    Path("a.txt").write_text(TEXT.replace(old, new, 1))
    assert reported() == lines
    git("commit", "-qam", "second", "--allow-empty")
    assert reported() == lines
    assert reported(revision="HEAD") == []


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_other_line_ends_lead_to_the_same_paragraphs(ends: str):
    text = TEXT.replace("\n", ends)
    Path("a.txt").write_bytes(text.encode())
    git("commit", "-qam", "line ends")
    Path("a.txt").write_bytes(text.replace("Second", "The second").encode())
    # With returns alone the whole file is one line to git.
    assert len(reported(revision="HEAD")) == (1 if ends == "\r\n" else 3)


def test_a_document_that_git_does_not_know_is_new_throughout():
    Path("new.txt").write_text(TEXT)
    assert reported("new.txt") == [1, 4, 7]
    git("add", "new.txt")
    assert reported("new.txt") == [1, 4, 7]
    git("commit", "-qm", "second")
    assert (reported("new.txt"), reported("new.txt", "HEAD")) == ([1, 4, 7], [])


def test_a_renamed_document_is_compared_with_what_it_was():
    Path("more").mkdir()
    git("mv", "a.txt", "more/Côte “b”.txt")
    assert reported("more/Côte “b”.txt") == []
    Path("more/Côte “b”.txt").write_text(TEXT.replace("Second", "The second"))
    assert reported("more/Côte “b”.txt") == [4]


def test_names_are_no_patterns():
    Path("[a].txt").write_text(TEXT)
    git("add", ".")
    git("commit", "-qm", "second")
    Path("[a].txt").write_text(TEXT.replace("Second", "The second"))
    Path("a.txt").write_text(TEXT.replace("Third", "The third"))
    assert (reported("[a].txt", "HEAD"), reported("a.txt", "HEAD")) == ([4], [7])


def test_a_document_is_found_from_any_folder(folder: Path, monkeypatch: pytest.MonkeyPatch):
    Path("a.txt").write_text(TEXT.replace("Second", "The second"))
    Path("more").mkdir()
    monkeypatch.chdir("more")
    assert reported("../a.txt") == reported(str(folder / "a.txt")) == [4]


def test_where_git_compares_no_lines_everything_counts_as_touched():
    data = TEXT.encode("utf-16")
    Path("b.txt").write_bytes(data)
    git("add", "b.txt")
    git("commit", "-qm", "second")
    assert reported("b.txt", "HEAD") == []
    Path("b.txt").write_bytes(TEXT.replace("Second", "The second").encode("utf-16"))
    assert len(reported("b.txt", "HEAD")) == 3


def test_an_unknown_revision_is_an_error():
    for revision in ("nonsense", "--all", "first:a.txt"):
        with pytest.raises(QaError, match=f"unknown revision '{revision}'; expected a commit of the repository"):
            ChangedSince(revision).prepare(["a.txt"])


def test_a_document_outside_a_repository_is_an_error(tmp_path_factory: pytest.TempPathFactory):
    outside = tmp_path_factory.mktemp("outside") / "a.txt"
    outside.write_text(TEXT)
    with pytest.raises(QaError, match=r"a\.txt: no git repository holds this document"):
        ChangedSince("first").prepare([str(outside)])


def test_standard_input_has_no_revision():
    with pytest.raises(QaError, match="standard input has no revision"):
        ChangedSince("first").prepare(["-"])


def commit(text: str, message: str = "step", path: str = "a.txt") -> None:
    Path(path).write_text(text)
    git("add", path)
    git("commit", "-qm", message)


@pytest.fixture
def behind() -> None:
    """The branch work, which mends the third paragraph and is behind main, where the second has been edited since."""
    git("branch", "-M", "main")
    git("checkout", "-qb", "work")
    commit(TEXT.replace("Third", "The third"), "on work")
    git("checkout", "-q", "main")
    commit(TEXT.replace("Second", "The second"), "on main")
    git("checkout", "-q", "work")


@pytest.mark.usefixtures("behind")
@pytest.mark.parametrize("revision", ["main", "main...HEAD", "main...", "...main", "main...work", "first"])
def test_what_others_have_changed_meanwhile_is_not_touched(revision: str):
    assert reported(revision=revision) == [7]


def test_two_histories_that_have_nothing_in_common_are_told():
    git("checkout", "-q", "--orphan", "other")
    git("commit", "-qm", "another beginning")
    with pytest.raises(QaError, match="HEAD and 'first' have no commit in common"):
        reported(revision="first")
    with pytest.raises(QaError, match="unknown revision 'none'"):
        reported(revision="first...none")


@pytest.mark.usefixtures("behind")
@pytest.mark.parametrize("depth", [1, 2])
def test_a_shallow_clone_is_deepened_as_far_as_it_must_be(folder: Path, monkeypatch: pytest.MonkeyPatch, depth: int):
    git("clone", "-q", f"--depth={depth}", "--branch=work", f"file://{folder}", "clone")
    monkeypatch.chdir("clone")
    # As a build server has it, the clone has one branch alone.
    assert reported(revision="origin/main") == [7]


@pytest.mark.usefixtures("behind")
def test_a_shallow_clone_that_cannot_be_deepened_says_what_to_do(folder: Path, monkeypatch: pytest.MonkeyPatch):
    git("clone", "-q", "--depth=1", "--branch=work", "--no-single-branch", f"file://{folder}", "clone")
    monkeypatch.chdir("clone")
    git("remote", "set-url", "origin", "file:///nowhere")
    with pytest.raises(QaError) as caught:
        reported(revision="origin/main")
    assert str(caught.value) == (
        "this clone does not go back to where HEAD left 'origin/main': it is shallow; "
        "expected fetch-depth: 0 for actions/checkout, GIT_DEPTH: 0 on GitLab, or git fetch --unshallow"
    )
    with pytest.raises(QaError, match="this clone has no 'origin/other': it is shallow"):
        reported(revision="origin/other")


def test_a_file_that_is_gone_with_its_folder_is_of_its_repository_all_the_same():
    ChangedSince("first").prepare(["gone/with/all.txt"])
