"""What a run finds again of an earlier one, and what it leaves in its folders; worked on in this process."""

from __future__ import annotations

import gc
import gzip
import json
import os
import pickle
import runpy
import socket
import sys
import tarfile
import zipfile
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fsspec.implementations.local import LocalFileSystem
from fsspec.implementations.tar import TarFileSystem
from s3fs import S3FileSystem

from qa.archive.asked import Output, prepared
from qa.archive.checking import Finished, check_portion
from qa.archive.cluster import LeftOut
from qa.archive.portions import Portion
from qa.archive.run import ArchiveRun, Conditions, Holdings
from qa.archive.tally import Tally
from qa.batch import addresses
from qa.batch.checkers import Checkers
from qa.batch.discovery import Seen, find_documents
from qa.config.config import Config
from qa.ground.errors import QaError

DAY = datetime(2026, 1, 1, tzinfo=UTC).date()
NAMES = [f"{number}.txt" for number in range(5)]


@pytest.fixture(autouse=True)
def _small_engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    install = runpy.run_path(str(Path(__file__).parents[1] / "stand_ins.py"))["install"]
    install(
        lambda name, module: monkeypatch.setitem(sys.modules, name, module),
        lambda target, name, value: monkeypatch.setattr(target, name, value, raising=False),
    )
    prepared.cache_clear()
    yield
    prepared.cache_clear()


@dataclass(slots=True)
class Here:
    """Works on portions in this process, last first; ``breaks`` when so many are done, and leaves some out."""

    breaks: int = 99
    leaves: int | None = None
    done: list[int] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    """How many documents were named in what each worker would be sent."""

    def worked(self, asked: bytes, portions: Iterator[Portion]) -> Generator[tuple[Portion, Finished | LeftOut], None, None]:
        for portion in reversed(list(portions)):
            if len(self.done) == self.breaks:
                raise QaError("the scheduler is gone")
            self.done.append(portion.number)
            self.sent.append(pickle.dumps((asked, portion)).count(b".txt"))
            yield portion, LeftOut("lost") if portion.number == self.leaves else check_portion(asked, portion)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("records").mkdir()
    for name in NAMES:
        Path("records", name).write_text(f"in the area ofthe two {name}", encoding="utf-8")
    return tmp_path


def run(
    engine: Here,
    *named: str,
    config: Config | None = None,
    out: str = "found",
    change: Callable[[Conditions], Conditions] = lambda conditions: conditions,
) -> tuple[ArchiveRun, Tally]:
    seen, used = Seen(), config or Config()
    holdings = Holdings(named, tuple(find_documents(named, seen)), seen.stamps)
    conditions = change(Conditions((Output("json", out),), 2))
    begun = ArchiveRun(holdings, Checkers(lambda path: used, DAY), conditions)
    whole = Tally()
    for tally in begun.outcomes(engine):
        whole.merge(tally)
    return begun, whole


def lines(folder: str = "found") -> list[str]:
    parts = (each.read_text(encoding="utf-8") for each in sorted(Path(folder).glob("part-*.jsonl")))
    return [Path(json.loads(line)["path"]).name for part in parts for line in part.splitlines()]


@pytest.mark.parametrize("way", ["records", "file://{folder}/records", "file://{folder}/records/*.txt"])
def test_what_is_finished_is_kept_and_the_rest_is_checked(folder: Path, way: str) -> None:
    named = way.format(folder=folder)
    with pytest.raises(QaError, match="gone"):
        run(Here(breaks=2), named)
    assert not Path("found/_manifest.json").exists()
    assert lines() == NAMES[2:]
    again = Here()
    begun, whole = run(again, named)
    assert (again.done, begun.kept, whole.totals.documents, lines()) == ([0], 3, 5, NAMES)
    manifest = json.loads(Path("found/_manifest.json").read_text(encoding="utf-8"))
    assert [(each["file"], each["documents"]) for each in manifest["partitions"]] == [
        ("part-0000000.jsonl", 2),
        ("part-0000001.jsonl", 2),
        ("part-0000002.jsonl", 1),
    ]


def _changed_document() -> None:
    Path("records/2.txt").write_text("in the area ofthe three 2", encoding="utf-8")


def _gone_partition() -> None:
    Path("found/part-0000001.jsonl").unlink()


def _damaged_note() -> None:
    (note,) = Path("found/_finished").glob("part-0000001.*")
    note.write_text("{", encoding="utf-8")


@pytest.mark.parametrize("way", ["records", "file://{folder}/records"])
@pytest.mark.parametrize("happens", [_changed_document, _gone_partition, _damaged_note])
def test_a_portion_is_checked_again_where_anything_of_it_is_not_as_it_was(
    folder: Path, way: str, happens: Callable[[], None]
) -> None:
    run(Here(), way.format(folder=folder))
    happens()
    again = Here()
    run(again, way.format(folder=folder))
    assert (again.done, lines()) == ([1], NAMES)
    assert len(list(Path("found/_finished").iterdir())) == 3


def test_another_rule_configuration_or_format_is_not_gone_on_with(folder: Path) -> None:
    run(Here(), "records")
    house = folder / "house.txt"
    house.write_text("Kling\n", encoding="utf-8")
    for config in (Config(ignore=("joined.*",)), Config(fail_on=None), Config(word_lists=(house,))):
        again = Here()
        run(again, "records", config=config)
        assert again.done == [2, 1, 0]
    house.write_text("Klang\n", encoding="utf-8")
    again = Here()
    run(again, "records", config=Config(word_lists=(house,)))
    assert again.done == [2, 1, 0]


def test_a_folder_that_others_results_are_in_is_left_alone(folder: Path) -> None:
    run(Here(), "records")
    before = sorted((each.name, each.stat().st_mtime_ns) for each in Path("found").rglob("*"))
    with pytest.raises(QaError, match=r"^found: holds what was found in other documents: records; expected another folder$"):
        run(Here(), "records/1.txt")
    assert sorted((each.name, each.stat().st_mtime_ns) for each in Path("found").rglob("*")) == before


def test_partitions_of_documents_that_are_gone_are_removed(folder: Path) -> None:
    run(Here(), "records")
    for name in NAMES[2:]:
        Path("records", name).unlink()
    Path("found/part-of-mine.jsonl").touch()
    again = Here()
    run(again, "records")
    assert (again.done, lines()) == ([], NAMES[:2])
    assert sorted(each.name for each in Path("found").glob("part-*")) == ["part-0000000.jsonl", "part-of-mine.jsonl"]


def test_what_failed_is_tried_again_unless_the_run_is_to_resume(folder: Path) -> None:
    Path("records/1.txt").write_bytes(b"\x00\x01\x02\x03" * 99)
    _, whole = run(Here(), "records")
    assert whole.failed == [("records/1.txt", "a binary file, or text in an encoding without a byte order mark (UTF-16?)")]
    again, resumed = Here(), Here()
    run(resumed, "records", change=lambda conditions: replace(conditions, resume=True))
    run(again, "records")
    assert (resumed.done, again.done) == ([], [0])


def test_a_portion_that_is_left_out_leaves_the_folder_without_a_manifest(folder: Path) -> None:
    begun, _ = run(Here(leaves=1), "records")
    assert begun.left_out == [("part-0000001", "lost: records/2.txt … records/3.txt")]
    assert not Path("found/_manifest.json").exists()


def test_files_that_a_configuration_names_travel(folder: Path) -> None:
    """From a folder that the worker does not see: it works on copies."""
    rules = folder / "rules"
    rules.mkdir()
    (rules / "lists").mkdir()
    (rules / "lists" / "words.tsv").write_text("a\n", encoding="utf-8")
    packed = ArchiveRun(Holdings((), (), {}), Checkers(lambda path: Config(), DAY), Conditions(()))
    assert packed.kept == 0
    from qa.archive.asked import Asked

    asked = Asked((Config(rules=(rules,)),), DAY, (), None).packed()
    (config,) = prepared(asked).asked.configs
    (moved,) = config.rules
    assert moved != rules
    assert (moved / "lists" / "words.tsv").read_text(encoding="utf-8") == "a\n"
    prepared.cache_clear()
    gc.collect()
    assert not moved.exists()


def test_a_worker_with_another_program_does_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from qa.batch import keys

    engine = Here()
    real = keys.code()
    answers = iter([real, b"another"])
    monkeypatch.setattr(keys, "code", lambda: next(answers, b"another"))
    with pytest.raises(QaError, match="another transcript-qa than the machine that asks"):
        run(engine, "records")


def counted(monkeypatch: pytest.MonkeyPatch, owner: type, name: str) -> list[object]:
    """Grows by one with each call of a method from now on."""
    calls: list[object] = []
    real = getattr(owner, name)

    def call(own: object, *arguments: object, **others: object) -> object:
        calls.append(arguments)
        return real(own, *arguments, **others)

    monkeypatch.setattr(owner, name, call)
    return calls


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Documents in a folder, a zip and a compressed tar, which has the last of them first."""
    monkeypatch.chdir(tmp_path)
    addresses.forget_archives()
    Path("many").mkdir()
    for number in range(200):
        Path("many", f"{number:03}.txt").write_text(f"in the area ofthe two {number}", encoding="utf-8")
    with zipfile.ZipFile("many.zip", "w") as zipped, tarfile.open("many.tar.gz", "w:gz") as tarred:
        for file in sorted(Path("many").iterdir(), reverse=True):
            zipped.write(file, file.name)
            tarred.add(file, file.name)
    return tmp_path


@pytest.mark.parametrize(
    ("way", "owner", "method"),
    [
        ("file://{folder}/many", LocalFileSystem, "ls"),
        ("zip://*.txt::file://{folder}/many.zip", zipfile.ZipFile, "_RealGetContents"),
        ("tar://*.txt::file://{folder}/many.tar.gz", TarFileSystem, "_index"),
    ],
)
def test_many_small_documents_are_found_in_one_listing_whatever_the_batches(
    many: Path, monkeypatch: pytest.MonkeyPatch, way: str, owner: type, method: str
) -> None:
    listed, backwards = counted(monkeypatch, owner, method), counted(monkeypatch, gzip._GzipReader, "_rewind")
    engine = Here()
    run(engine, way.format(folder=many), change=lambda conditions: replace(conditions, portion=20))
    assert (len(engine.done), len(listed)) == (10, 1)
    assert len(backwards) <= 1 + len(engine.done)
    assert (engine.sent, len(lines())) == ([20] * 10, 200)


def test_a_worker_that_has_no_keys_to_a_place_says_which_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine that asks has them: it has listed the place."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(folder / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setattr(S3FileSystem, "_cache", {})  # another test may have opened the place with keys
    monkeypatch.setattr(socket, "gethostname", lambda: "node-7")
    documents = tuple(f"s3://records/{number}.txt" for number in range(5))
    stamps = dict.fromkeys(documents, addresses.Stamp(30, b"mark"))
    begun = ArchiveRun(
        Holdings(documents, documents, stamps), Checkers(lambda path: Config(), DAY), Conditions((Output("json", "found"),))
    )
    with pytest.raises(QaError) as raised:
        list(begun.outcomes(Here()))
    assert str(raised.value) == "s3://records/0.txt: cannot be read by the worker on node-7: Unable to locate credentials"
