"""What was put is there for everybody at once; whatever happens to the file, nothing wrong is given out."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.batch import cache as module
from qa.batch.cache import FILE, Cache
from qa.ground.prepared import default_folder
from tests.waiting import PATIENCE


def opened(folder: Path, said: list[str] | None = None, limit: int = module.LIMIT) -> Cache:
    return Cache(folder, (said if said is not None else []).append, limit)


def test_what_is_put_is_there_for_everybody_at_once(tmp_path: Path):
    with opened(tmp_path) as one, opened(tmp_path) as other:
        one.put(b"key", b"content")
        assert (one.get(b"key"), other.get(b"key"), other.get(b"none")) == (b"content", b"content", None)
        other.put(b"key", b"another")
        assert one.get(b"key") == b"another"
    assert opened(tmp_path).get(b"key") == b"another"


def test_nobody_else_may_read_it(tmp_path: Path):
    with opened(tmp_path / "new"):
        assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
        assert stat.S_IMODE((tmp_path / "new" / FILE).stat().st_mode) == 0o600


@settings(max_examples=30)
@given(data=st.data())
def test_a_damaged_file_gives_nothing_wrong_and_is_begun_anew(tmp_path_factory, data):
    folder, said = tmp_path_factory.mktemp("damaged"), []
    with opened(folder) as cache:
        for number in range(40):
            cache.put(b"key %d" % number, b"content of %d " % number * 40)
    file = folder / FILE
    whole = bytearray(file.read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        begin = data.draw(st.integers(0, len(whole) - 1))
        garbage = data.draw(st.binary(min_size=1, max_size=600))
        whole[begin : begin + len(garbage)] = garbage
    file.write_bytes(bytes(whole))
    with opened(folder, said) as cache:
        for number in range(40):
            assert cache.get(b"key %d" % number) in (None, b"content of %d " % number * 40)
        cache.put(b"new", b"one")
        assert cache.get(b"new") in (b"one", None)
    assert len(said) <= 2


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_another_file_is_begun_anew_with_one_line_said(tmp_path: Path, damage):
    (tmp_path / FILE).write_bytes(damage)
    said: list[str] = []
    with opened(tmp_path, said) as cache:
        cache.put(b"key", b"content")
        assert cache.get(b"key") == b"content"
    assert [line.partition(": ")[2] for line in said] == (["the cache is damaged and is begun anew"] if damage else [])


def test_a_file_of_another_make_is_begun_anew(tmp_path: Path):
    connection = sqlite3.connect(tmp_path / FILE)
    connection.execute("PRAGMA user_version = 99")
    connection.execute("CREATE TABLE kept (other TEXT)")
    connection.commit()
    connection.close()
    said: list[str] = []
    with opened(tmp_path, said) as cache:
        cache.put(b"key", b"content")
        assert cache.get(b"key") == b"content"
    assert len(said) == 1


def test_a_place_that_cannot_be_used_is_told_once_and_is_no_error(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    said: list[str] = []
    with opened(tmp_path / "file", said) as cache:
        cache.put(b"key", b"content")
        assert cache.get(b"key") is None
    assert len(said) == 1
    assert "the cache cannot be used and is left out" in said[0]


def test_it_never_grows_beyond_its_limit_and_lets_go_of_the_oldest(tmp_path: Path, monkeypatch):
    limit = 400_000
    monkeypatch.setattr(module, "_BETWEEN_LOOKS", 8)
    for hour in range(12):
        monkeypatch.setattr(module, "_this_hour", lambda hour=hour: hour)
        with opened(tmp_path, limit=limit) as cache:
            for number in range(40):
                cache.put(b"%d/%d" % (hour, number), os.urandom(2000))
            assert cache.get(b"0/0") is not None  # what is used stays
            assert cache.get(b"%d/0" % hour) is not None
        assert (tmp_path / FILE).stat().st_size < limit * 1.2
    with opened(tmp_path) as cache:
        assert cache.get(b"1/0") is None


def test_a_run_that_alone_needs_more_keeps_its_beginning(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(module, "_BETWEEN_LOOKS", 8)
    with opened(tmp_path, limit=200_000) as cache:
        for number in range(400):
            cache.put(b"%d" % number, os.urandom(2000))
        assert cache.get(b"0") is not None
        assert cache.get(b"399") is None
    assert (tmp_path / FILE).stat().st_size < 260_000


WRITING = """
import sys
from pathlib import Path
from qa.batch.cache import Cache
name = sys.argv[2]
with Cache(Path(sys.argv[1]), print) as cache:
    for number in range(300):
        cache.put(f"{name}/{number}".encode(), f"of {name} {number}".encode() * 50)
        assert cache.get(f"{name}/{number}".encode())
"""


def test_several_processes_may_use_it_at_once(tmp_path: Path):
    line = [sys.executable, "-c", WRITING, str(tmp_path)]
    started = [subprocess.Popen([*line, str(name)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for name in range(4)]
    assert [process.communicate(timeout=PATIENCE)[0] for process in started] == [b""] * 4
    with opened(tmp_path) as cache:
        kept = [cache.get(f"{name}/{number}".encode()) for name in range(4) for number in range(300)]
    assert kept == [f"of {name} {number}".encode() * 50 for name in range(4) for number in range(300)]


@pytest.mark.parametrize(("named", "expected"), [("/var/x", "/var/x/transcript-qa"), ("relative", None), ("", None)])
@pytest.mark.skipif(sys.platform != "linux", reason="the custom of the XDG Base Directory Specification")
def test_it_lies_where_the_platform_keeps_caches(monkeypatch, named, expected):
    monkeypatch.setenv("XDG_CACHE_HOME", named)
    assert default_folder() == (Path(expected) if expected else Path.home() / ".cache" / "transcript-qa")
