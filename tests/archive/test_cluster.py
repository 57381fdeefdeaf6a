"""A run on a real cluster, over real object storage, in which workers and the scheduler are killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from s3fs import S3FileSystem

from qa.batch.discovery import find_documents
from qa.ground.errors import QaError
from tests.archive.machines import BIN, Machines, cluster, install_gates, s3_server
from tests.waiting import wait_until

pytestmark = pytest.mark.slow

BUCKET = "s3://records"


@dataclass(frozen=True, slots=True)
class Site:
    machines: Machines
    environment: dict[str, str]
    folder: Path

    def begin(self, *arguments: str | Path, machines: Machines | None = None) -> subprocess.Popen[str]:
        """``qa check`` on the cluster, as a process of its own."""
        line = [BIN / "qa", "check", "--cluster", (machines or self.machines).address, *arguments]
        environment = {**os.environ, **self.environment}
        return subprocess.Popen(
            list(map(str, line)), env=environment, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def check(self, *arguments: str | Path, machines: Machines | None = None) -> tuple[int, str]:
        """The status and what is said on standard error."""
        process = self.begin(*arguments, machines=machines)
        told = process.communicate()[1]
        return process.returncode, told

    def alone(self, *arguments: str | Path) -> bytes:
        """What one machine writes as JSON Lines."""
        line = list(map(str, [BIN / "qa", "check", "-q", "--cache", "none", "-o", "json", *arguments]))
        return subprocess.run(
            line, env={**os.environ, **self.environment}, cwd=self.folder, stdout=subprocess.PIPE, check=False
        ).stdout


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    with ExitStack() as opened:
        environment = {**opened.enter_context(s3_server(folder / "s3.log")), **install_gates(folder)}
        machines = opened.enter_context(cluster(folder / "cluster", environment))
        yield Site(machines, environment, folder)


def speech(number: int) -> str:
    return f"We thank the consultaive body.\nThe work ofthe delegation goes on in meeting {number}.\n"


@pytest.fixture
def bucket(site: Site) -> Iterator[Path]:
    """Storage with records in two folders, some of the same name; the same as files beside it."""
    import boto3

    site.machines.shut()
    storage = boto3.client("s3", **_keys(site))
    storage.create_bucket(Bucket="records")
    here = site.folder / "records"
    for number in range(10):
        name = f"{1990 + number % 2}/a b%20{number // 2}.txt"
        storage.put_object(Bucket="records", Key=name, Body=speech(number).encode())
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text(speech(number), encoding="utf-8")
    yield here
    site.machines.open()
    for each in here.rglob("*.gate"):
        each.unlink()
    for entry in storage.list_objects_v2(Bucket="records").get("Contents", ()):
        storage.delete_object(Bucket="records", Key=entry["Key"])


def _keys(site: Site) -> dict[str, str]:
    return {
        "endpoint_url": site.environment["AWS_ENDPOINT_URL"],
        "aws_access_key_id": site.environment["AWS_ACCESS_KEY_ID"],
        "aws_secret_access_key": site.environment["AWS_SECRET_ACCESS_KEY"],
        "region_name": "us-east-1",
    }


def stored(site: Site, prefix: str) -> dict[str, bytes]:
    import boto3

    storage = boto3.client("s3", **_keys(site))
    entries = storage.list_objects_v2(Bucket="records", Prefix=prefix).get("Contents", ())
    return {each["Key"]: storage.get_object(Bucket="records", Key=each["Key"])["Body"].read() for each in entries}


def partitions(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in sorted(folder.glob("part-*.jsonl")))


def test_storage_to_storage_is_as_on_one_machine_and_goes_on_where_it_was(site: Site, bucket: Path, tmp_path: Path) -> None:
    import pyarrow.parquet

    asked = (f"{BUCKET}/19*/*.txt", "-o", f"json={BUCKET}/found/json", "-o", f"parquet={tmp_path}", "--batch-size", "3")
    status, told = site.check(*asked)
    assert (status, told) == (1, "20 errors in 10 documents (140 words)\n")
    found = stored(site, "found/json/part-")
    whole = b"".join(found[name] for name in sorted(found))
    assert whole == site.alone(f"{BUCKET}/19*/*.txt") != b""
    lines = [json.loads(line) for line in whole.splitlines()]
    rows = [row for each in sorted(tmp_path.glob("part-*")) for row in pyarrow.parquet.read_table(each).to_pylist()]
    assert [{key: row[key] for key in line} for row, line in zip(rows, lines, strict=True)] == lines
    manifest = json.loads(stored(site, "found/json/_manifest.json")["found/json/_manifest.json"])
    assert [each["documents"] for each in manifest["partitions"]] == [3, 3, 3, 1]

    status, told = site.check(*asked)
    assert (status, told) == (1, "20 errors in 10 documents (140 words); 10 known from an earlier run\n")
    assert stored(site, "found/json/part-") == found


def test_killed_workers_lose_nothing_and_who_ends_them_or_cannot_be_read_is_named(
    site: Site, bucket: Path, tmp_path: Path
) -> None:
    (bucket / "1991" / "gate 1.gate").write_text(f"gate {speech(11)}", encoding="utf-8")
    (bucket / "1990" / "end.gate").write_text(f"deadly {speech(12)}", encoding="utf-8")
    (bucket / "1990" / "binary.gate").write_bytes(b"\x00\x01\x02\x03\x04" * 99)
    absent = "file:///nowhere/a.txt"
    process = site.begin(bucket / "1991" / "*", bucket / "1990" / "*", absent, "-o", f"json={tmp_path}", "--batch-size", "3")
    os.kill(site.machines.stopped(), signal.SIGKILL)
    site.machines.open()
    told = process.communicate()[1]
    assert process.returncode == 3, told
    failed = [line.removeprefix("qa: ").split(": ")[0] for line in told.splitlines() if line.startswith("qa: ")]
    assert sorted(failed) == [str(bucket / "1990" / name) for name in ("binary.gate", "end.gate")] + [absent]
    found = [json.loads(line) for line in partitions(tmp_path).splitlines()]
    rules = [each["rule"] for each in found]
    assert [rules.count(f"document.{why}") for why in ("crashed", "unreadable")] == [1, 2]
    assert [each["path"] for each in found if each["rule"] == "joined.words"] == [
        *(str(bucket / "1991" / f"a b%20{number}.txt") for number in range(5)),
        str(bucket / "1991" / "gate 1.gate"),
        *(str(bucket / "1990" / f"a b%20{number}.txt") for number in range(5)),
    ]


def finished(folder: Path) -> dict[str, int]:
    """The partitions that are noted as finished, each with when it was written."""
    names = {f"{note.name.split('.')[0]}.jsonl" for note in folder.glob("_finished/part-*")}
    return {name: (folder / name).stat().st_mtime_ns for name in names}


def test_what_is_finished_stays_when_somebody_interrupts_and_when_the_scheduler_is_killed(
    site: Site, bucket: Path, tmp_path: Path
) -> None:
    (bucket / "1991" / "gate 1.gate").write_text(f"gate {speech(13)}", encoding="utf-8")
    asked = (bucket / "1990", bucket / "1991" / "*", "-o", f"json={tmp_path}", "--batch-size", "2")
    process = site.begin(*asked)
    site.machines.stopped()
    wait_until(lambda: finished(tmp_path))
    process.send_signal(signal.SIGINT)
    assert process.communicate()[1] == "\n"
    assert process.returncode == 130
    interrupted = finished(tmp_path)
    site.machines.shut()
    with cluster(tmp_path / "other", site.environment, workers=1) as machines:
        process = site.begin(*asked, machines=machines)
        machines.stopped()
        wait_until(lambda: len(finished(tmp_path)) == 5)
        os.kill(machines.scheduler.pid, signal.SIGKILL)
        told = process.communicate()[1]
    assert process.returncode == 2
    assert told == (
        f"qa: error: {machines.address}: the connection to the scheduler is lost; what is finished is kept, and the same "
        "command goes on with the rest\n"
    )
    assert not (tmp_path / "_manifest.json").exists()
    before = finished(tmp_path)
    site.machines.open()
    status, told = site.check(*asked)
    assert status == 1
    assert told.endswith(" in 11 documents (155 words); 10 known from an earlier run\n")
    assert interrupted.items() <= before.items() <= finished(tmp_path).items()
    assert len(finished(tmp_path)) == 6
    assert partitions(tmp_path) == site.alone(bucket / "1990", bucket / "1991" / "*")


def test_a_place_that_is_not_there_is_named(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in site.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(S3FileSystem, "_cache", {})
    with pytest.raises(QaError, match=r"^s3://records-that-are-not: there is no such place$"):
        list(find_documents(["s3://records-that-are-not/*.txt"]))
