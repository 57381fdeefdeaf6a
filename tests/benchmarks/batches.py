"""Many documents to tables: how many a second with one process and with two, known from a cache, and in how much memory."""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from tests.accuracy.report import table
from tests.benchmarks.growth import many_files
from tests.benchmarks.processes import Command, Costs, compare, run
from tests.benchmarks.texts import speeches

SIZES = (10, 100, 1_000)
"""Documents; memory must not grow with them."""
_HEADS = ("qa check", "wall s", "documents a second", "processor s", "times as many documents")


def batch_tables(own: str, corpus: Path, rounds: int) -> str:
    """Both tables; the speeches of ``corpus`` are checked in groups of SIZES."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        documents = list(itertools.islice(speeches(corpus), SIZES[-1]))
        if not documents:
            return f"Not run: {corpus} is not here."
        lists = {size: _list(folder / str(size), documents[:size]) for size in SIZES if size <= len(documents)}
        largest = max(lists)
        cache = str(folder / "cache")
        commands = {
            "--jobs 1": _check(own, lists[largest], "--cache", "none"),
            "--jobs 2": _check(own, lists[largest], "--cache", "none", "--jobs", "2"),
            "again, from the cache": _check(own, lists[largest], "--cache", cache),
        }
        # The unmeasured first round fills the cache.
        speeds = table(_HEADS, _speed_rows(compare(commands, rounds, folder), largest))
        others = table(_HEADS, [*_other_rows(own, corpus, folder, rounds)])
        memory = table(("documents", "peak MiB, --jobs 1", "peak MiB of one process, --jobs 2"), _memory_rows(own, lists, folder))
    return f"{largest:,} speeches.\n\n{speeds}\n\nOther batches.\n\n{others}\n\n{memory}"


def _list(file: Path, documents: list[Path]) -> Path:
    file.write_bytes(b"".join(os.fsencode(document) + b"\0" for document in documents))
    return file


def _check(own: str, documents: Path, *options: str) -> Command:
    report = ("--quiet", "--fail-on", "never", "-o", f"json={os.devnull}")
    return Command((own, "check", "--files-from", str(documents), "-0", *report, *options))


def _speed_rows(costs: Mapping[str, Costs], count: int) -> Iterator[tuple[str, ...]]:
    first = next(iter(costs.values()))
    for name, cost in costs.items():
        yield name, f"{cost.wall:.2f}", f"{count / cost.wall:,.0f}", f"{cost.processor:.2f}", f"{first.wall / cost.wall:.2f}"


def _other_rows(own: str, corpus: Path, folder: Path, rounds: int) -> Iterator[tuple[str, ...]]:
    """Documents of many formats by one process and by two; tiny ones, all of which are known."""
    mixed = [path for name in _MIXED for path in sorted((corpus / name).glob("*.*"))[:_OF_EACH]]
    if mixed:
        listed = _list(folder / "mixed", mixed)
        jobs = {f"mixed folder, --jobs {jobs}": _check(own, listed, "--cache", "none", "--jobs", str(jobs)) for jobs in (1, 2)}
        # Some of them cannot be read, as in any folder.
        commands = {name: replace(each, accepted=(0, 3)) for name, each in jobs.items()}
        yield from _speed_rows(compare(commands, rounds, folder), len(mixed))
    tiny = folder / "tiny"
    tiny.mkdir()
    many_files(corpus)(tiny, TINY)
    listed = _list(folder / "tiny.list", sorted(tiny.iterdir()))
    known = {f"{TINY:,} paragraphs, from the cache": _check(own, listed, "--cache", str(folder / "tiny.cache"))}
    yield from _speed_rows(compare(known, rounds, folder), TINY)


_MIXED = ("unsc", "tei", "akn", "docx", "hansard_uk")
_OF_EACH = 30
TINY = 10_000


def _memory_rows(own: str, lists: Mapping[int, Path], folder: Path) -> Iterator[tuple[str, ...]]:
    for size, documents in lists.items():
        peaks = [run(_check(own, documents, "--cache", "none", "--jobs", jobs), folder).peak for jobs in ("1", "2")]
        yield f"{size:,}", *(f"{peak:.0f}" for peak in peaks)
