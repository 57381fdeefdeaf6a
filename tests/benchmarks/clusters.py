"""The same speeches by two processes of this machine and by two workers of a cluster on it: what the cluster costs beside.

``python -m tests.benchmarks.clusters`` prints processor time of all processes, scheduler and workers included, speeches for each
second of it, and the most memory of a worker. Starting the machines is not counted: they stay up between runs.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
import tempfile
import time
from pathlib import Path

import psutil

from tests.accuracy.records import shared_folder
from tests.accuracy.report import table
from tests.archive.machines import Machines, cluster
from tests.benchmarks.processes import Command, run
from tests.benchmarks.texts import speeches

_OWN = str(Path(sys.executable).parent / "qa")
_MEBIBYTE = 2**20


def cluster_table(corpus: Path, count: int) -> str:
    """The table for so many speeches, each checked twice: the second run of either finds everything loaded."""
    documents = [str(each) for each in itertools.islice(speeches(corpus), count)]
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "list").write_text("".join(f"{document}\n" for document in documents), encoding="utf-8")
        check = (_OWN, "check", "--files-from", str(folder / "list"), "--quiet", "--fail-on", "never")
        alone = Command((*check, "--cache", "none", "--jobs", "2", "-o", f"json={folder / 'one.jsonl'}"))
        with cluster(folder / "cluster", {"QA_TEST_GATES": str(folder)}) as machines:
            for round_ in ("first", "second"):
                cost = run(alone, folder)
                rows.append((f"--jobs 2, {round_}", cost.processor, cost.wall, cost.peak))
                out = folder / round_
                together = Command((*check, "--cluster", str(machines.address), "-o", f"json={out}"))
                before, began = _processor(machines), time.perf_counter()
                client = run(together, folder).processor
                wall, processor = time.perf_counter() - began, _processor(machines) - before + client
                rows.append((f"--cluster, {round_}", processor, wall, _peak(machines)))
                parts = b"".join(each.read_bytes() for each in sorted(out.glob("part-*")))
                assert parts == (folder / "one.jsonl").read_bytes()
    lines = [
        (name, f"{processor:.1f}", f"{len(documents) / processor:.0f}", f"{wall:.1f}", f"{peak:.0f}")
        for name, processor, wall, peak in rows
    ]
    head = ("qa check", "processor s", "speeches a processor second", "wall s", "peak MiB of a process")
    ratio = rows[3][1] / rows[2][1]
    size = sum(os.path.getsize(each) for each in documents) / 1e6  # noqa: PTH202 - of names
    return f"{len(documents):,} speeches, {size:.1f} MB.\n\n{table(head, lines)}\n\nCluster to --jobs 2, second runs: {ratio:.2f}"


def _all(machines: Machines) -> list[psutil.Process]:
    """The scheduler, and workers with who looks after them."""
    begun = [psutil.Process(machines.scheduler.pid), psutil.Process(machines.workers.pid)]
    return [*begun, *(child for each in begun for child in each.children(recursive=True))]


def _processor(machines: Machines) -> float:
    times = [each.cpu_times() for each in _all(machines)]
    return float(sum(each.user + each.system for each in times))


def _peak(machines: Machines) -> float:
    return float(max(each.memory_info().rss for each in _all(machines)) / _MEBIBYTE)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.clusters", description=__doc__)
    parser.add_argument("--speeches", type=int, default=1_500, help="how many (default: %(default)s)")
    parser.add_argument("--shared", type=Path, default=shared_folder(), help="where the texts outside the project lie")
    options = parser.parse_args()
    print(cluster_table(options.shared / "corpus", options.speeches))


if __name__ == "__main__":
    main()
