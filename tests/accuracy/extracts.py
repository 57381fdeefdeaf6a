"""What is found in extracts that readers labelled before any checker was run over them.

``extracts.tsv`` says which extracts, and whether somebody has since looked at what is missed there; ``extracts.labels.tsv``
what is wrong in them. The texts are those of the General Debate and of the Security Council, and lie beside the project.

    python -m tests.accuracy.extracts
"""

from __future__ import annotations

import lzma
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qa.batch.check import load_document
from qa.engine.checker import Checker
from qa.ground.finding import Confidence
from qa.rulebook.load import load_rulebook
from tests.accuracy.records import shared_folder
from tests.accuracy.scoring import SURFACE, Flag, Label, Score, score

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Extract:
    """A stretch of a speech, in code points of its text with line feeds as line ends."""

    file: str
    """Below the folder of corpora; a packed file holds many speeches."""
    speech: str
    start: int
    end: int
    seen: bool
    """Whether somebody has looked at what is missed there."""


def extracts() -> tuple[Extract, ...]:
    """Those of ``extracts.tsv``."""
    return tuple(
        Extract(file, speech, int(start), int(end), seen == "yes") for file, speech, start, end, seen in _rows("extracts.tsv")
    )


def labels(extract: Extract, text: str) -> Iterator[Label]:
    """The errors in an extract, whose text is given, counted from its beginning."""
    for speech, first, last, kind, sure, right in _rows("extracts.labels.tsv"):
        start, end = int(first) - extract.start, int(last) - extract.start
        if speech == extract.speech and 0 <= start <= end <= len(text):
            yield Label(extract.speech, start, end, text[start:end], _unescaped(right), kind, sure == "sure")


def texts(corpora: Path, chosen: Iterable[Extract]) -> dict[str, str]:
    """Speech -> the text of its extract."""
    return {each.speech: _speech(corpora / each.file, each.speech)[each.start : each.end] for each in chosen}


@cache
def _speeches(path: Path) -> Mapping[str, str]:
    if path.suffix != ".xz":
        return {path.name: path.read_text(encoding="utf-8")}
    with lzma.open(path, "rt", encoding="utf-8") as packed:
        _, *pieces = re.split(r"^=== (.*)\n", packed.read(), flags=re.MULTILINE)
    return {name.strip(): text for name, text in zip(pieces[::2], pieces[1::2], strict=True)}


def _speech(path: Path, name: str) -> str:
    return _speeches(path)[name]


def _rows(name: str) -> Iterator[list[str]]:
    for line in (_HERE / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def _unescaped(field: str) -> str:
    return re.sub(r"\\(.)", lambda match: {"n": "\n", "t": "\t"}.get(match[1], match[1]), field)


def judged(corpora: Path, chosen: Sequence[Extract]) -> Score:
    """How the checker with its own rules does on some extracts."""
    checker, found = Checker(load_rulebook()), texts(corpora, chosen)
    flags = []
    with tempfile.TemporaryDirectory() as folder:
        for speech, text in found.items():
            path = Path(folder, speech)
            path.write_text(text, encoding="utf-8", newline="")
            flags += [
                Flag(speech, each.span.start, each.span.end, each.rule, each.corrections, str(each.confidence))
                for each in checker.check(load_document(str(path))).findings
                if each.confidence is not Confidence.ADVICE
            ]
    return score([label for each in chosen for label in labels(each, found[each.speech])], flags, found)


def table(scores: Mapping[str, Score]) -> Iterator[str]:
    """A line a set, and below one for each kind of error."""
    yield "| extracts | errors | found | right first | false alarms in 10,000 words |"
    yield "|---|--:|--:|--:|--:|"
    for name, each in scores.items():
        for what, kinds in (("surface errors", SURFACE), ("all errors", None)):
            tally = each.tally(kinds)
            shares = (f"{100 * part / (tally.labels or 1):.1f} %" for part in (tally.found, tally.corrected))
            yield f"| {name}, {what} | {tally.labels} | {' | '.join(shares)} | {each.alarm_rate:.1f} |"
    for name, each in scores.items():
        parts = (each.tally((kind,)) for kind in each.kinds)
        yield f"{name}: " + ", ".join(
            f"{kind} {part.found} of {part.labels}" for kind, part in zip(each.kinds, parts, strict=True)
        )


def main() -> None:
    corpora = shared_folder() / "corpus"
    if not (corpora / "ungdc_all").is_dir():
        print("extracts: not run, the speeches are not there")
        return
    sets = {
        name: [each for each in extracts() if each.seen is seen] for name, seen in (("not looked at", False), ("looked at", True))
    }
    print("\n".join(table({name: judged(corpora, chosen) for name, chosen in sets.items()})))


if __name__ == "__main__":
    main()
