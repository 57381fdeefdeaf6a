"""The records a checker is measured on: those with labels, and those that are believed to be clean.

The seed is part of the project. The others lie in a folder beside it, which not everybody has; what is measured on a
set that is absent is reported as not run. Sets with injected errors are made by tests.accuracy.injected.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Records:
    """A folder of text files, with or without labels."""

    name: str
    folder: Path
    labels: Path | None = None
    """A JSON Lines file for scoring.read_labels; None for texts believed to be clean."""
    chosen: str = ""
    """A regular expression found in the names of the files that belong to the set."""
    originals: Path | None = None
    """The same documents before errors were injected: what a checker flags there too is neither found nor an alarm."""
    large: bool = False
    """Whether checkers that are slow are spared it."""

    @property
    def present(self) -> bool:
        return self.folder.is_dir() and (self.labels is None or self.labels.is_file())

    def files(self) -> tuple[Path, ...]:
        """Its documents, in the order of their names."""
        found = (path for path in self.folder.iterdir() if path.is_file() and re.search(self.chosen, path.name))
        return tuple(sorted(found))

    def texts(self) -> dict[str, str]:
        """Its documents by name, line ends kept; bytes that are not UTF-8 become U+FFFD."""
        return {path.name: path.read_bytes().decode("utf-8", "replace") for path in self.files()}


def shared_folder() -> Path:
    """Where texts lie that are no part of the project: beside it, or where QA_SHARED says."""
    return Path(os.environ.get("QA_SHARED", ROOT.parent / "shared"))


def labelled_records(shared: Path) -> tuple[Records, ...]:
    """The sets with labels, present or not."""
    return (
        Records("the seed", ROOT / "seeds", Path(__file__).with_name("seed.labels.jsonl"), r"^bordyuzha-csto\.txt$"),
        Records("labelled speeches", shared / "gold" / "dev", shared / "gold" / "dev.labels.jsonl"),
    )


def clean_records(shared: Path) -> tuple[Records, ...]:
    """The sets that were proof-read before they were published, present or not."""
    corpus = shared / "corpus"
    return (
        Records("Security Council resolutions", corpus / "resolutions"),
        # Files are named AFG_63_2008.txt; before 1994 the texts are scans.
        Records("General Debate since 1994", corpus / "ungdc", chosen=r"_(199[4-9]|2\d{3})\.txt$"),
    )
