"""What is kept of earlier runs is given back only where it is the same as what would be made, and never run."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from qa.ground.prepared import default_folder, digest, prepared, shipped_table

MAKER = "qa.ground.prepared"


class Making:
    """Counts what it is asked to make."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, key: str) -> Any:
        self.asked.append(key)
        return {"letters": [*key], "length": len(key)}


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


def ask(make: Making, *keys: str, most: int = 10) -> list[Any]:
    return prepared("letters", (MAKER,), keys, make, most)


def kept() -> Path:
    return default_folder() / "prepared" / "letters.json"


def test_what_was_made_once_is_not_made_again_and_comes_back_the_same() -> None:
    make = Making()
    first = ask(make, "port", "quay")
    assert ask(make, "quay", "port", "mole") == [first[1], first[0], {"letters": ["m", "o", "l", "e"], "length": 4}]
    assert make.asked == ["port", "quay", "mole"]


def test_no_more_is_kept_than_was_said_and_the_newest_stays() -> None:
    make = Making()
    ask(make, "port", "quay")
    ask(make, "mole", most=2)
    ask(make, "mole", "port", most=2)
    ask(make, "quay", most=2)
    assert make.asked == ["port", "quay", "mole", "quay"]


@pytest.mark.parametrize("damage", [b"", b"{", b'{"port": 1}', b"x" * 32 + b" " + b"y" * 32 + b'\n{"port": 1}', b"\xff\n\xff"])
def test_a_file_that_was_damaged_or_written_by_hand_is_made_anew(damage: bytes) -> None:
    make = Making()
    right = ask(make, "port")
    kept().write_bytes(damage)
    assert ask(make, "port") == right
    assert make.asked == ["port", "port"]
    assert ask(make, "port") == right
    assert make.asked == ["port", "port"]


def test_other_code_makes_everything_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = Making()
    ask(make, "port")
    changed = tmp_path / "changed.py"
    changed.write_text("# another way to make it\n", encoding="utf-8")
    monkeypatch.setattr(sys.modules[MAKER], "__file__", str(changed))
    ask(make, "port")
    assert make.asked == ["port", "port"]


def test_where_nothing_can_be_kept_or_no_source_be_read_all_is_made_each_time(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = Making()
    (cache / "transcript-qa").write_text("a file where the folder should be", encoding="utf-8")
    assert ask(make, "port") == ask(make, "port")
    monkeypatch.setattr(sys.modules[MAKER], "__file__", str(cache / "archive.whl" / "prepared.py"))
    assert ask(make, "port")[0]["length"] == 4
    assert make.asked == ["port"] * 3


def test_a_user_without_a_home_has_all_made_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", nowhere)
    make = Making()
    assert ask(make, "port") == ask(make, "port")
    assert make.asked == ["port", "port"]


def test_what_json_cannot_hold_is_given_and_not_kept() -> None:
    assert prepared("sets", (MAKER,), ["port"], set, 1) == [set("port")]
    assert not (default_folder() / "prepared" / "sets.json").exists()


@pytest.mark.parametrize("names", [("shapes", "furniture"), ("slips", "calibration"), ("slips", "edits"), ("slips", "nearness")])
def test_the_shipped_tables_hold_nothing_that_would_be_made_anew_each_time(names: tuple[str, str]) -> None:
    folder, name = names
    table = shipped_table("rules", folder, f"{name}.toml")
    assert [*json.loads((default_folder() / "prepared" / f"table-{name}.json").read_bytes().partition(b"\n")[2]).values()] == [
        table
    ]


def test_what_is_kept_is_plain_json_of_the_user_alone() -> None:
    ask(Making(), "port")
    head, _, body = kept().read_bytes().partition(b"\n")
    assert json.loads(body) == {"port": {"letters": ["p", "o", "r", "t"], "length": 4}}
    assert head.decode().endswith(digest(body))
    assert kept().stat().st_mode & 0o077 == 0


def test_where_one_part_ends_counts_in_a_digest() -> None:
    assert digest(b"ab", b"c") != digest(b"a", b"bc")
