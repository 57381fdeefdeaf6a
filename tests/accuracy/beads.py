"""``python -m tests.accuracy.beads``: how many of the beads of known pairs are found once their segmentation is thrown away.

Europarl and Hansard pairs are joined into documents, several to a paragraph, and aligned again, as they are and with some
of them taken out; speeches of the General Debate are held against the links in ``links.tsv``, made by reading both. Of
every second file nothing was looked at when the parameters were chosen: those are judged on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby, islice, pairwise
from pathlib import Path
from random import Random
from time import process_time

from qa.beads.align import align
from qa.beads.bitext import Bitext
from qa.ground.bitext import Bead
from qa.ground.document import Document
from qa.readers.text import read
from tests.shared import ROOT, beside

_PER_PARAGRAPH = 6
_LONGEST = 1200
"""Pairs of a file that are joined: 20,000 to 30,000 words."""
_STOPS = (".", "?", "!")
_LABEL = re.compile(r"[^.?!]{3,60}(?:\([^()]*\))? ?:")

Key = tuple[tuple[int, int], tuple[int, int]]
"""A bead by the number of code points that are not blank before its ends, on either side."""


@dataclass(slots=True)
class Score:
    """Beads given, found, and found right; the sureness of each with whether it was right."""

    name: str
    given: int = 0
    found: int = 0
    right: int = 0
    seconds: float = 0.0
    sentences: int = 0
    sureness: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, given: set[Key] | set[tuple[int, int]], found: dict[Key, float] | dict[tuple[int, int], float]) -> None:
        """Count the beads of one document."""
        self.given += len(given)
        self.found += len(found)
        self.right += len(given & found.keys())
        self.sureness.extend((sure, key in given) for key, sure in found.items())

    @property
    def line(self) -> str:
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.given)
        f1 = 2 * self.right / max(1, self.found + self.given)
        speed = f"{self.sentences / self.seconds:,.0f}" if self.seconds else "–"
        return f"| {self.name} | {self.given} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {speed} |"


def pairs(path: Path) -> list[tuple[str, str, str]]:
    """The pairs of a file: who speaks, where it is said, French, English."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = [" ".join(cell.split()) for cell in line.split("\t")]
        speaker, (english, french) = ("", cells) if len(cells) == 2 else (cells[0], cells[2:4])
        if english and french:
            rows.append((speaker, french, english))
    return rows


def joined(rows: Sequence[tuple[str, str, str]], without: Random | None = None) -> tuple[list[str], set[Key]]:
    """Both texts, and the beads; ``without``: about one in twenty pairs loses a side, and one paragraph in twenty is lost."""
    texts = ["", ""]
    given = set()
    for paragraph in _paragraphs(rows):
        lost = without.randrange(40) if without else 2
        breaks = [True, True]
        for pair in paragraph:
            kept = [lost != side and not (without and without.randrange(40) == 0) for side in (0, 1)]
            spans = []
            for side, text in enumerate(pair):
                if kept[side]:
                    texts[side] += ("\n\n" if breaks[side] else " ") * bool(texts[side]) + text
                    breaks[side] = False
                end = _inked(texts[side])
                spans.append((end - _inked(text) if kept[side] else end, end))
            if all(kept):
                given.add((spans[0], spans[1]))
    return texts, given


def _paragraphs(rows: Sequence[tuple[str, str, str]]) -> Iterator[list[tuple[str, str]]]:
    """A speaker's pairs by six; what ends in no stop, such as a heading, ends a paragraph."""
    for _, spoken in groupby(rows, key=lambda row: row[0]):
        paragraph: list[tuple[str, str]] = []
        for _, *pair in spoken:
            if _LABEL.fullmatch(pair[1]) and paragraph:
                yield paragraph
                paragraph = []
            paragraph.append((pair[0], pair[1]))
            if len(paragraph) == _PER_PARAGRAPH or not all(text.rstrip(" \"'»”’)").endswith(_STOPS) for text in pair):
                yield paragraph
                paragraph = []
        if paragraph:
            yield paragraph


def _inked(text: str) -> int:
    return len(text) - sum(map(str.isspace, text))


def _document(name: str, text: str) -> Document:
    return read(name, text.encode())


def keys(bitext: Bitext) -> dict[Key, float]:
    """The beads of both sides, each with its confidence."""
    documents = (side.reading.document.text for side in (bitext.source, bitext.target))
    ours, theirs = ([0, *accumulate(not character.isspace() for character in text)] for text in documents)
    return {
        ((ours[bead.source.start], ours[bead.source.end]), (theirs[bead.target.start], theirs[bead.target.end])): bead.confidence
        for bead in bitext.beside().beads
        if bead.source and bead.target
    }


def measure_pairs(name: str, paths: Sequence[Path], *, disturbed: bool) -> Score:
    """Files of pairs joined and aligned again."""
    score = Score(name)
    for path in paths:
        rows = list(islice(pairs(path), _LONGEST))
        if len(rows) < 20:
            continue
        texts, given = joined(rows, Random(1) if disturbed else None)
        documents = [_document(path.name, text) for text in texts]
        start = process_time()
        bitext = align(documents[0], documents[1], "fr", "en")
        score.seconds += process_time() - start
        score.sentences += len(bitext.beads)
        score.add(given, keys(bitext))
    return score


def links() -> dict[str, set[tuple[int, int]]]:
    """Pairs of paragraphs by speech."""
    found: dict[str, set[tuple[int, int]]] = {}
    for line in (ROOT / "tests/accuracy/links.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            speech, here, there = line.split("\t")
            found.setdefault(speech, set()).update((int(here), int(each)) for each in there.split(","))
    return found


def measure_speech(speech: str, given: set[tuple[int, int]], folder: Path) -> Score:
    """A speech against its English: pairs of paragraphs that share a bead of sentences."""
    language = speech[-2:]
    source = folder / "src" / f"{speech}.txt"
    (target,) = (folder / "en").glob(f"{speech[:2]}_*.txt")
    start = process_time()
    bitext = align(read(source.name, source.read_bytes()), read(target.name, target.read_bytes()), language, "en")
    score = Score(f"paragraphs of {speech}", seconds=process_time() - start, sentences=len(bitext.beads))
    found: dict[tuple[int, int], float] = {}
    for bead in bitext.beads:
        for pair in _paragraph_pairs(bitext, bead):
            found[pair] = max(bead.confidence, found.get(pair, 0.0))
    score.add(given, found)
    return score


def _paragraph_pairs(bitext: Bitext, bead: Bead) -> Iterator[tuple[int, int]]:
    if not bead.source or not bead.target:
        return
    lines = []
    for side, span in ((bitext.source, bead.source), (bitext.target, bead.target)):
        first = side.reading.text.count("\n", 0, span.start)
        lines.append(range(first, first + side.text(span).count("\n") + 1))
    yield from ((here, there) for here in lines[0] for there in lines[1])


def calibration(scores: Sequence[Score]) -> Iterator[str]:
    """For each band of confidence how many beads have it, their mean, and the share that is right."""
    bands = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)
    pooled = [pair for score in scores for pair in score.sureness]
    for low, high in pairwise(bands):
        inside = [(sure, right) for sure, right in pooled if low <= sure < high]
        if inside:
            mean = sum(sure for sure, _ in inside) / len(inside)
            right = sum(is_right for _, is_right in inside) / len(inside)
            yield f"| {low:.2f} to {min(1.0, high):.2f} | {len(inside)} | {mean:.3f} | {right:.3f} |"


def main() -> None:
    """Measure what lies beside the project, and print it."""
    scores = []
    for folder in ("europarl_en_fr", "hansard_ca_en_fr"):
        place = beside("corpus", folder)
        if place is None:
            print(f"{folder}: not run, it is not beside the project")
            continue
        long = [path for path in sorted(place.glob("*.tsv")) if len(pairs(path)) >= 20]
        for part, paths in (("chosen on", long[::2]), ("judged on", long[1::2])):
            for disturbed in (False, True):
                name = f"{folder}, {part}{', with some lost' * disturbed}"
                scores.append(measure_pairs(name, paths, disturbed=disturbed))
    speeches = beside("corpus", "unga79")
    if speeches is not None:
        scores.extend(measure_speech(speech, given, speeches) for speech, given in links().items())
    print("| what | beads | precision | recall | F1 | sentences a second |\n|---|---|---|---|---|---|")
    print(*(score.line for score in scores), sep="\n")
    print("\n| confidence | beads | mean | right |\n|---|---|---|---|")
    print(*calibration([score for score in scores if "chosen" not in score.name]), sep="\n")


if __name__ == "__main__":
    main()
