from __future__ import annotations

from pathlib import Path

import pytest

from qa.batch.discovery import find_documents
from qa.config.config import Config
from qa.config.files import Configurations
from qa.ground.errors import QaError


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "b/2.txt",
        "b/10.txt",
        "b/.hidden/1.txt",
        "b/notes.md",
        "b/~$2.txt",
        "B.TXT",
        ".a.txt",
        "a.rec",
        "c/x.md",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("paths", "documents"),
    [
        (["a.rec"], ["a.rec"]),  # named by itself, whatever its suffix
        ([".a.txt"], [".a.txt"]),
        (["."], ["./B.TXT", "./b/10.txt", "./b/2.txt"]),
        (["b/2.txt", "b"], ["b/2.txt", "b/10.txt"]),
        (["b/2.txt", "./b/../b/2.txt"], ["b/2.txt"]),
        (["b/*.txt"], ["b/10.txt", "b/2.txt", "b/~$2.txt"]),
        (["**/2.*"], ["b/2.txt"]),
        (["*.rec", "-", "-"], ["a.rec", "-"]),
        (["none.txt", "a.rec"], ["none.txt", "a.rec"]),  # what is not there is told of like what cannot be read
    ],
)
def test_paths_stand_for_documents(paths, documents):
    assert list(find_documents(paths)) == documents


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("c", "no document in the folder c; expected files ending in .txt, .text"),
        ("*.none", "nothing matches the pattern *.none"),
    ],
)
def test_a_path_that_stands_for_nothing_is_an_error(path, message):
    with pytest.raises(QaError) as caught:
        list(find_documents(["a.rec", path]))
    assert str(caught.value) == message


def test_a_name_with_the_signs_of_a_pattern_is_a_name_first():
    Path("[1].txt").write_text("")
    assert list(find_documents(["[1].txt"])) == ["[1].txt"]


def test_links_are_followed_to_files_and_not_to_folders():
    Path("c/up").symlink_to("..")
    Path("c/other.txt").symlink_to("../b/2.txt")
    assert list(find_documents(["c"])) == ["c/other.txt"]
    assert list(find_documents(["c", "b/2.txt"])) == ["c/other.txt"]


@pytest.mark.parametrize(
    ("exclude", "include", "documents"),
    [
        (["b/"], [], ["./B.TXT"]),
        (["/2.txt"], [], ["./B.TXT", "./b/10.txt", "./b/2.txt"]),
        (["2.txt"], [], ["./B.TXT", "./b/10.txt"]),
        (["*.txt", "!b/2.txt"], [], ["./B.TXT", "./b/2.txt"]),
        ([], ["b/"], ["./b/10.txt", "./b/2.txt", "./b/notes.md"]),
        ([], ["*.rec", "10.*"], ["./a.rec", "./b/10.txt"]),
        (["10.*"], ["b/*.txt"], ["./b/2.txt"]),
    ],
)
def test_a_house_says_what_of_a_folder_is_a_document(exclude: list[str], include: list[str], documents: list[str]):
    config = Config(exclude=exclude, include=include)
    assert list(find_documents(["."], config_of=lambda path: config)) == documents


def test_nested_configurations_say_what_is_left_out_below_them():
    Path("qa.toml").write_text('exclude = ["B.TXT"]')
    Path("b/qa.toml").write_text('exclude = ["/2.txt"]')
    Path("c/2.txt").touch()
    assert list(find_documents(["."], config_of=Configurations().of)) == ["./b/10.txt", "./c/2.txt"]


def test_a_file_that_is_named_is_left_out_only_on_demand():
    config = Config(exclude=["b/"])
    named = ["b/2.txt", "B.TXT", "none.txt"]
    assert list(find_documents(named, config_of=lambda path: config)) == named
    assert list(find_documents(named, config_of=lambda path: config, exclude_named=True)) == ["B.TXT", "none.txt"]


def test_a_folder_of_which_nothing_is_included_is_an_error_with_its_place():
    Path("qa.toml").write_text('\ninclude = ["*.doc"]')
    with pytest.raises(QaError, match=r"qa\.toml:2: no document in the folder \. is included; expected files that fit \*\.doc"):
        list(find_documents(["."], config_of=Configurations().of))
