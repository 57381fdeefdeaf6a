"""Verdicts on changes between two extractions of one speech, in versions.tsv, and how many the comparison classes as they say.

The speeches are not part of the project: a verdict names them by file, and a change by its place and the hash of what it is.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from qa.compare.change_class import ChangeClass
from qa.compare.compare import compare
from qa.compare.comparison import Change, Comparison
from qa.ground.document import Document
from qa.readers.text import read
from tests.accuracy.records import shared_folder
from tests.accuracy.report import table

KEPT = Path(__file__).with_name("versions.tsv")
NAME = "changes between two extractions of a speech, read one by one"
_OLD, _NEW = ("corpus", "unga79", "ocr"), ("corpus", "ungdc_2024")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reader says that a change is."""

    old: str
    """The file of the old version, without its ending."""
    new: str
    place: int
    """Code points of the old version before it."""
    key: str
    """The first figures of the hash of what stood there and what stands there now."""
    change_class: ChangeClass


def read_verdicts(text: str) -> Iterator[Verdict]:
    """The verdicts of a file such as versions.tsv. Raises ValueError naming the line of one that is none."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line and not line.startswith("#"):
            cells = line.split("\t")
            if len(cells) != 5 or not cells[2].isdecimal():
                raise ValueError(f"line {number}: expected old, new, place, hash and class, found {line!r}")
            yield Verdict(cells[0], cells[1], int(cells[2]), cells[3], ChangeClass(cells[4]))


def key_of(comparison: Comparison, change: Change) -> str:
    """What tells a change from others at its place, without its words."""
    words = f"{comparison.old.text[change.old.slice]}→{comparison.new.text[change.new.slice]}"
    return sha256(words.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the verdicts."""

    classed: Counter[tuple[ChangeClass, ChangeClass]]
    """By the reader's class and that of the comparison."""
    gone: int
    """Of changes that are no longer told so: cut otherwise, or not told at all."""

    @property
    def right(self) -> int:
        return sum(count for (said, classed), count in self.classed.items() if said is classed)

    @property
    def told(self) -> int:
        return self.classed.total()


def tallied(verdicts: Iterable[Verdict], shared: Path) -> Tally:
    """The verdicts held against the comparison as it is now, over the texts in a folder of corpora."""
    classed: Counter[tuple[ChangeClass, ChangeClass]] = Counter()
    gone = 0
    for (old, new), of_pair in groupby(
        sorted(verdicts, key=lambda each: (each.old, each.new)), lambda each: (each.old, each.new)
    ):
        comparison = compare(_document(shared.joinpath(*_OLD, f"{old}.txt")), _document(shared.joinpath(*_NEW, f"{new}.txt")))
        found = {(change.old.start, key_of(comparison, change)): change.change_class for change in comparison.changes}
        for verdict in of_pair:
            told = found.get((verdict.place, verdict.key))
            if told is None:
                gone += 1
            else:
                classed[verdict.change_class, told] += 1
    return Tally(classed, gone)


def _pair(verdict: Verdict) -> tuple[str, str]:
    return verdict.old, verdict.new


def _document(path: Path) -> Document:
    return read(path.name, path.read_bytes())


def as_markdown(tally: Tally) -> str:
    """The figures, and what was taken for what."""
    classes = sorted(ChangeClass, key=lambda each: -each.rank)
    rows = ((one.value, *(str(tally.classed[one, other]) for other in classes)) for one in classes)
    heads = ("read as", *(f"classed {each.value}" for each in classes))
    share = f"{tally.right} of {tally.told} are classed as read ({100 * tally.right / max(tally.told, 1):.1f} %)"
    return f"## {NAME.capitalize()}\n\n{share}; {tally.gone} are told otherwise now.\n\n{table(heads, rows)}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.versions", description=f"{NAME.capitalize()}.")
    parser.add_argument("--shared", type=Path, default=shared_folder(), help="where the texts outside the project lie")
    shared = parser.parse_args().shared
    if not shared.joinpath(*_OLD).is_dir():
        print(f"Not run: {shared.joinpath(*_OLD)} is not here.")
        return
    print(as_markdown(tallied(read_verdicts(KEPT.read_text(encoding="utf-8")), shared)))


if __name__ == "__main__":
    main()
