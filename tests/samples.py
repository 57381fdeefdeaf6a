"""The reports on the seeds, on their versions and on translations in every format: ``python -m tests.samples FOLDER``."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from qa.readers import is_document
from qa.writers import COMPARISON_WRITERS, WRITERS, Writer

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
EPOCH = "1767225600"
"""The time that changes in Word files of samples are of, so that they are the same whenever they are written."""


def write_samples(folder: Path) -> tuple[Path, ...]:
    """Check every seed, compare it with its versions, and hold translations against their sources; return the files written.

    Seeds are named as they are from the project's root, so that the reports are the same wherever it stands.
    Raises CalledProcessError where the command fails, which findings do not make it do.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for seed in seeds():
        written += _run(["check", _named(seed)], _reports(folder, seed))
        for version in versions(seed):
            written += _run(["diff", "--check", _named(seed), _named(version)], _comparisons(folder, version))
    for source, target in translations():
        written += _run(["bitext", _named(source), _named(target)], _reports(folder, target))
    return tuple(written)


def _run(command: list[str], reports: Iterator[tuple[Writer, Path]]) -> list[Path]:
    """Run the command once for all its reports."""
    orders = list(reports)
    outputs = [part for writer, path in orders for part in ("-o", f"{writer.name}={path}")]
    arguments = [*command, "--fail-on", "never", "--quiet", *outputs]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    subprocess.run([sys.executable, "-c", "from qa.cli import main; main()", *arguments], cwd=ROOT, check=True, env=environment)
    for writer, path in orders:
        if writer.name == "sarif":  # where this checkout lies is nothing to anybody
            path.write_bytes(path.read_bytes().replace(f'"{ROOT.as_uri()}/"'.encode(), b'"file:///records/"'))
    return [path for _, path in orders]


def _named(document: Path) -> str:
    return document.relative_to(ROOT).as_posix()


def seeds() -> tuple[Path, ...]:
    """The documents the project is shown and tested on, in the order of their names."""
    return tuple(sorted(path for path in SEEDS.iterdir() if path.is_file() and is_document(path)))


def versions(seed: Path) -> tuple[Path, ...]:
    """Other versions of a seed: ``versions/<seed>.<version>.txt`` beside it."""
    return tuple(sorted((SEEDS / "versions").glob(f"{seed.stem}.*{seed.suffix}")))


def translations() -> Iterator[tuple[Path, Path]]:
    """Sources with their translations: ``translations/<name>.<language>.txt``, and ``<name>.txt`` beside it."""
    for source in sorted((SEEDS / "translations").glob("*.*.txt")):
        yield source, source.with_name(f"{source.name.partition('.')[0]}.txt")


def sample_name(seed: Path, writer: Writer) -> str:
    """``bordyuzha-csto.html``; the format stands before a suffix that is not its own: ``bordyuzha-csto.json.jsonl``."""
    suffix = writer.suffix if writer.suffix == f".{writer.name}" else f".{writer.name}{writer.suffix}"
    return seed.stem + suffix


def _reports(folder: Path, seed: Path) -> Iterator[tuple[Writer, Path]]:
    for writer in WRITERS.values():
        yield writer, folder.resolve() / sample_name(seed, writer)


def _comparisons(folder: Path, version: Path) -> Iterator[tuple[Writer, Path]]:
    for writer in COMPARISON_WRITERS.values():
        yield writer, folder.resolve() / sample_name(version, writer)


def main() -> None:
    """Write the samples to the folder named on the command line and say what stands where."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tests.samples FOLDER")
    folder = Path(sys.argv[1])
    print("The reports on the seeds:")
    for path in write_samples(folder):
        print(f"  {folder / path.name}")


if __name__ == "__main__":
    main()
