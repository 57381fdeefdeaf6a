"""Two paths to the pairs of documents to compare."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.batch.counterparts import Pair, find_pairs
from qa.ground.errors import QaError

SPEECHES = {
    "peace": "The Council speaks of peace today and of what the States have done for it in the past year.",
    "water": "My country has little water, and every summer there is less of it than in the summer before.",
    "trade": "Trade makes both sides richer when it is free, and one side poorer when it is not, they say.",
}


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("old", "new"):
        (tmp_path / name / "day").mkdir(parents=True)
    return tmp_path / "old", tmp_path / "new"


def names(old: Path, new: Path) -> list[tuple[str | None, str | None]]:
    pairs = find_pairs(str(old), str(new))
    return [
        (pair.old and Path(pair.old).relative_to(old).as_posix(), pair.new and Path(pair.new).relative_to(new).as_posix())
        for pair in pairs
    ]


def test_two_files_are_one_pair(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("")
    old, new = str(tmp_path / "a.txt"), str(tmp_path / "b.txt")
    assert list(find_pairs(old, new)) == [Pair(old, new)]
    assert list(find_pairs("-", new)) == [Pair("-", new)]


def test_files_are_paired_by_place_then_by_stem_then_by_content(folders: tuple[Path, Path]) -> None:
    old, new = folders
    (old / "day" / "a.txt").write_text(SPEECHES["peace"])
    (new / "day" / "a.txt").write_text(SPEECHES["water"])
    (old / "b.txt").write_text(SPEECHES["water"])
    (new / "b.text").write_text(SPEECHES["peace"])
    (old / "draft.txt").write_text(SPEECHES["trade"])
    (new / "final.txt").write_text(SPEECHES["trade"].replace("richer", "happier"))
    (old / "gone.txt").write_text("Nothing like it.")
    (new / "added.txt").write_text("This is something else.")
    assert names(old, new) == [
        (None, "added.txt"),
        ("b.txt", "b.text"),
        ("day/a.txt", "day/a.txt"),
        ("draft.txt", "final.txt"),
        ("gone.txt", None),
    ]


def test_a_file_that_cannot_be_read_is_alike_to_none(folders: tuple[Path, Path]) -> None:
    old, new = folders
    (old / "a.txt").write_bytes(b"\x89PNG")
    (new / "b.txt").write_bytes(b"\x89PNG")
    assert names(old, new) == [("a.txt", None), (None, "b.txt")]


def test_what_cannot_be_paired_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    for old, new, message in (
        (str(tmp_path / "a.txt"), str(tmp_path), "is a folder"),
        (str(tmp_path / "a.txt"), str(tmp_path / "none.txt"), "no such file"),
        ("-", "-", "not both"),
    ):
        with pytest.raises(QaError, match=message):
            list(find_pairs(old, new))
