"""``python -m tests.accuracy.comparing``: changes told of versions whose edits are known, beside diff and git."""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.compare.compare import compare
from qa.compare.comparison import ChangeKind, Comparison
from qa.readers.text import read
from tests.accuracy.edited import Edited, edit, moved, paragraphs, wrapped
from tests.accuracy.records import ROOT, shared_folder
from tests.accuracy.report import table

WIDTHS = (40, 72, 10_000)


@dataclass(frozen=True, slots=True)
class Case:
    """Two versions, and how many changes there truly are."""

    name: str
    old: str
    new: str
    edits: int
    moves: int = 0


def seed_cases() -> Iterator[Case]:
    """The seed with twenty edits, wrapped as it is and anew."""
    text = (ROOT / "seeds" / "bordyuzha-csto.txt").read_text(encoding="utf-8")
    parts = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text)]
    edited = _with_edits(parts, 20)
    yield Case("the seed, 20 edits", wrapped(parts, 54), wrapped(edited, 54), 20)
    yield Case("the same, wrapped anew and hyphenated", wrapped(parts, 54), wrapped(edited, 72, hyphenated=True), 20)


def _with_edits(parts: Sequence[str], count: int) -> tuple[str, ...]:
    tries = (edit(parts, rate / 1000, seed) for rate in range(10, 60) for seed in range(20))
    return next(each for each in tries if each.edits == count).paragraphs


def corpus_cases(corpus: Path) -> Iterator[Case]:
    """A megabyte of speeches with edits, wrapped anew, and with two paragraphs moved."""
    texts = paragraphs(corpus / "ungdc", 1_000_000)
    one: Edited = edit(texts, 0.01, 1)
    many: Edited = edit(texts, 0.3, 2)
    old = wrapped(texts, 54)
    yield Case("1 MB, 1 % of the words edited", old, wrapped(one.paragraphs, 54), one.edits)
    yield Case("the same, wrapped anew and hyphenated", old, wrapped(one.paragraphs, 72, hyphenated=True), one.edits)
    yield Case("1 MB, edits as dense as they can be told apart", old, wrapped(many.paragraphs, 54), many.edits)
    yield Case("1 MB, wrapped anew", old, wrapped(texts, 72), 0)
    yield Case("1 MB, wrapped anew and hyphenated", old, wrapped(texts, 72, hyphenated=True), 0)
    yield Case("1 MB, two paragraphs moved", old, wrapped(moved(texts, 2, 3), 54), 0, 2)
    line = " ".join(texts).translate(str.maketrans("", "", ".;:!?"))
    edited = edit([line], 0.01, 4)
    yield Case("1 MB on one line without a sentence's end, 1 % edited", line, edited.paragraphs[0], edited.edits)


def compared(old: str, new: str) -> Comparison:
    return compare(read("old.txt", old.encode()), read("new.txt", new.encode()))


def rewrapped_changes(folder: Path) -> tuple[int, int]:
    """How many speeches of a folder there are, and how many changes are told of them and re-wrapped copies in all."""
    files = sorted(folder.glob("*.txt"))
    return len(files), sum(_changes_when_rewrapped(file.read_text(encoding="utf-8", errors="replace")) for file in files)


def _changes_when_rewrapped(text: str) -> int:
    parts = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]
    copies = [wrapped(parts, width, hyphenated=hyphenated) for width in WIDTHS for hyphenated in (False, True)]
    return sum(len(compared(text, copy).changes) for copy in copies)


def rows(cases: Iterator[Case]) -> Iterator[tuple[str, ...]]:
    for case in cases:
        changes = compared(case.old, case.new).changes
        moves = sum(change.kind is ChangeKind.MOVE for change in changes)
        peers = (_gnu_groups(case), _git_groups(case))
        yield (case.name, f"{case.edits:,} + {case.moves}", f"{len(changes) - moves:,} + {moves}", *peers)


def _gnu_groups(case: Case) -> str:
    """Groups of changed words that GNU diff tells, one word a line."""
    output = _run("diff", "-H", *_written(case, words=True))
    return _count(output, r"^\d[\d,]*[acd]\d[\d,]*$")


def _git_groups(case: Case) -> str:
    """Groups of changed words that ``git diff --word-diff`` tells; a deletion and the insertion beside it are one."""
    output = _run("git", "diff", "--no-index", "--word-diff=plain", "--unified=0", *_written(case, words=False))
    return _count(output, r"\[-(?:(?!-\]).)*-\](?:\{\+(?:(?!\+\}).)*\+\})?|\{\+(?:(?!\+\}).)*\+\}")


def _written(case: Case, *, words: bool) -> tuple[str, str]:
    folder = Path(tempfile.gettempdir()) / "qa-versions"
    folder.mkdir(exist_ok=True)
    for name, text in (("old", case.old), ("new", case.new)):
        (folder / name).write_text("\n".join(text.split()) + "\n" if words else text, encoding="utf-8")
    return str(folder / "old"), str(folder / "new")


def _run(*command: str) -> str | None:
    if shutil.which(command[0]) is None:
        return None
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False).stdout


def _count(output: str | None, group: str) -> str:
    return "not here" if output is None else f"{len(re.findall(group, output, re.MULTILINE)):,}"


HEADS = ("versions", "edits + moves made", "told by qa", "told by diff, a word a line", "told by git --word-diff")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.comparing", description="Changes told of known edits.")
    parser.add_argument("--shared", type=Path, default=shared_folder(), help="where the texts outside the project lie")
    corpus = parser.parse_args().shared / "corpus"
    print(f"## Two versions whose edits are known\n\n{table(HEADS, rows(seed_cases()))}\n")
    if not corpus.is_dir():
        print(f"Not run: {corpus} is not here.")
        return
    print(f"{table(HEADS, rows(corpus_cases(corpus)))}\n")
    files, changes = rewrapped_changes(corpus / "unsc")
    widths = ", ".join(map(str, WIDTHS))
    print(f"{files:,} speeches wrapped anew to {widths} columns, with and without hyphens: {changes:,} changes told.")


if __name__ == "__main__":
    main()
