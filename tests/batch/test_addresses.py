"""Documents at addresses: which there are, what they hold, and what is said where there are none."""

from __future__ import annotations

import tarfile
import zipfile
from pathlib import Path

import pytest
from fsspec.implementations.zip import ZipFileSystem

from qa.batch import addresses
from qa.batch.addresses import read_address, shown, shown_within, stamp_of
from qa.batch.discovery import Seen, find_documents
from qa.config.config import Config
from qa.config.shapes import FilePattern
from qa.ground.errors import QaError, UnreadableDocument

NAMES = ("a/one.txt", "a/two %20[x].txt", "b/one.txt", "b/deep/three.text", "b/.hidden.txt", "b/table.csv")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Records in folders, in a zip and in a compressed tar."""
    monkeypatch.chdir(tmp_path)
    addresses.forget_archives()
    with zipfile.ZipFile("all.zip", "w") as zipped, tarfile.open("all.tar.gz", "w:gz") as tarred:
        for name in NAMES:
            path = tmp_path / "records" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"in the area ofthe {name}", encoding="utf-8")
            zipped.write(path, name)
            tarred.add(path, name)
    return tmp_path


TAKEN = ["a/one.txt", "a/two %20[x].txt", "b/deep/three.text", "b/one.txt"]


@pytest.mark.parametrize(
    ("asked", "before", "found"),
    [
        ("file://{here}/records", "file://{here}/records/", TAKEN),
        ("file://{here}/records/", "file://{here}/records/", TAKEN),
        ("file://{here}/records/*/one.txt", "file://{here}/records/", ["a/one.txt", "b/one.txt"]),
        ("file://{here}/records/a/two %20[x].txt", "file://{here}/records/", ["a/two %20[x].txt"]),
        ("file://{here}/records/**/*.text", "file://{here}/records/", ["b/deep/three.text"]),
        ("zip://::all.zip", "zip://", TAKEN),
        ("zip://a::file://{here}/all.zip", "zip://", TAKEN[:2]),
        ("zip://**/one.txt::file://{here}/*.zip", "zip://", ["a/one.txt", "b/one.txt"]),
        ("tar://**/*.txt::all.tar.gz", "tar://", ["a/one.txt", "a/two %20[x].txt", "b/.hidden.txt", "b/one.txt"]),
    ],
)
def test_an_address_stands_for_what_a_path_would(folder: Path, asked: str, before: str, found: list[str]) -> None:
    asked, before = asked.format(here=folder), before.format(here=folder)
    after = "::" + asked.partition("::")[2].replace("*.zip", "all.zip") if "::" in asked else ""
    documents = list(find_documents([asked]))
    assert documents == [f"{before}{name}{after}" for name in found]
    assert [read_address(each) for each in documents] == [f"in the area ofthe {name}".encode() for name in found]


def test_what_a_configuration_excludes_is_left_out_as_if_it_lay_here(folder: Path) -> None:
    config = Config(exclude=(FilePattern("deep/"), FilePattern("two*")), include=(FilePattern("*.csv"), FilePattern("*.txt")))
    found = find_documents([f"file://{folder}/records"], config_of=lambda path: config)
    assert [each.rpartition("/records/")[2] for each in found] == ["a/one.txt", "b/one.txt", "b/table.csv"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("file://{here}/records/*.none", "nothing matches the pattern file://{here}/records/*.none"),
        ("file://{here}/nowhere/*.txt", "file://{here}/nowhere: there is no such place"),
        ("zip://*.txt::none.zip", "zip://*.txt::none.zip: cannot be listed: no such file or directory"),
        ("zip://*.txt::records/a/one.txt", "zip://*.txt::records/a/one.txt: cannot be listed: File is not a zip file"),
        ("nonsense://a/*.txt", "nonsense://a/*.txt: cannot be listed: Protocol not known: nonsense"),
        ("nonsense://u:secret@a/*.txt", "nonsense://u@a/*.txt: cannot be listed: Protocol not known: nonsense"),
    ],
)
def test_what_cannot_be_listed_is_told_in_one_line(folder: Path, asked: str, told: str) -> None:
    with pytest.raises(QaError) as raised:
        list(find_documents([asked.format(here=folder)]))
    assert str(raised.value) == told.format(here=folder)


def test_a_member_that_is_damaged_is_no_more_than_a_document_that_cannot_be_read(folder: Path) -> None:
    data = Path("all.zip").read_bytes()
    Path("all.zip").write_bytes(data.replace(b"ofthe a/one.txt", b"ofthe a/two.txt"))
    addresses.forget_archives()
    with pytest.raises(UnreadableDocument, match=r"Bad CRC-32 for file 'a/one.txt'"):
        read_address("zip://a/one.txt::all.zip")
    assert read_address("zip://b/one.txt::all.zip") == b"in the area ofthe b/one.txt"


def test_a_stamp_is_another_for_other_bytes(folder: Path) -> None:
    seen = Seen()
    (document,) = find_documents(["zip://a/*e.txt::all.zip"], seen)
    before = seen.stamps[document]
    assert before.size == len(read_address(document))
    assert stamp_of(document) == before
    with zipfile.ZipFile("all.zip", "w") as zipped:
        zipped.writestr("a/one.txt", "in the area ofthe a/ONE.txt")
    addresses.forget_archives()
    after = stamp_of(document)
    assert (after.size, after.mark != before.mark) == (before.size, True)


def test_ten_thousand_members_are_found_in_one_reading_of_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with zipfile.ZipFile("many.zip", "w") as zipped:
        for number in range(10_000):
            zipped.writestr(f"{number % 10}/{number:05}.txt", f"speech {number}")
    addresses.forget_archives()
    opened: list[object] = []
    real = zipfile.ZipFile._RealGetContents
    monkeypatch.setattr(zipfile.ZipFile, "_RealGetContents", lambda own: (opened.append(own.filename), real(own))[1])
    listed: list[str] = []
    monkeypatch.setattr(ZipFileSystem, "ls", lambda own, path, **others: listed.append(path))  # it goes through all members
    documents = list(find_documents(["zip://::many.zip"]))
    assert [int(read_address(each).split()[1]) % 10 for each in documents] == [
        number for number in range(10) for _ in range(1_000)
    ]
    assert [each for each in opened if str(each).endswith("many.zip")] == [str(tmp_path / "many.zip")]
    assert listed == []


def test_an_archive_that_cannot_be_opened_is_tried_once_for_all_its_members(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    addresses.forget_archives()
    Path("bad.zip").write_bytes(b"no zip")
    opened: list[object] = []
    real = zipfile.ZipFile._RealGetContents
    monkeypatch.setattr(zipfile.ZipFile, "_RealGetContents", lambda own: (opened.append(own.filename), real(own))[1])
    answers = dict(addresses.read_addresses(f"zip://{number}.txt::bad.zip" for number in range(50)))
    reasons = {each.reason for each in answers.values() if isinstance(each, UnreadableDocument)}
    assert (len(answers), reasons, len(opened)) == (50, {"File is not a zip file"}, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sftp://anna:geheim@host/a.txt", "sftp://anna@host/a.txt"),
        ("https://host/a.txt?sv=1&sig=abc%2F&part=2", "https://host/a.txt?sv=1&sig=…&part=2"),
        ("zip://a.txt::https://x:y@host/a.zip?token=1", "zip://a.txt::https://x@host/a.zip?token=…"),
        ("s3://bucket/a@b:c.txt", "s3://bucket/a@b:c.txt"),
        ("records/a:b@c.txt", "records/a:b@c.txt"),
    ],
)
def test_passwords_and_signatures_are_not_shown(text: str, expected: str) -> None:
    assert shown(text) == expected
    assert shown_within(f"cannot open {text} now") == f"cannot open {expected} now"
