"""The seeds' reports in every format, written to a folder: ``python -m tests.samples FOLDER``."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from qa.writers import WRITERS, Writer

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"


def write_samples(folder: Path) -> tuple[Path, ...]:
    """Check every seed with one run of the command and write its reports to ``folder``; returns the files written.

    Seeds are named as they are from the project's root, so that the reports are the same wherever it stands.
    Raises CalledProcessError where the command fails, which findings do not make it do.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds():
        outputs = [part for writer, path in _reports(folder, seed) for part in ("-o", f"{writer.name}={path}")]
        check = ["check", str(seed.relative_to(ROOT)), "--fail-on", "never", "--quiet", *outputs]
        subprocess.run([sys.executable, "-c", "from qa.cli import main; main()", *check], cwd=ROOT, check=True)
    return tuple(path for seed in seeds() for _, path in _reports(folder, seed))


def seeds() -> tuple[Path, ...]:
    """The documents the project is shown and tested on, in the order of their names."""
    return tuple(sorted(path for path in SEEDS.iterdir() if path.is_file()))


def sample_name(seed: Path, writer: Writer) -> str:
    """``bordyuzha-csto.html``; the format stands before a suffix that is not its own: ``bordyuzha-csto.json.jsonl``."""
    suffix = writer.suffix if writer.suffix == f".{writer.name}" else f".{writer.name}{writer.suffix}"
    return seed.stem + suffix


def _reports(folder: Path, seed: Path) -> Iterator[tuple[Writer, Path]]:
    for writer in WRITERS.values():
        yield writer, folder.resolve() / sample_name(seed, writer)


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
