"""Clean texts in, the same with known errors out, and a label for each.

Law: the same texts, word list and seed give the same errors, byte for byte, on every machine. Documents are taken in the
order of their names, and chance is a ``random.Random`` of the seed and the document's name.

Each text is cut into stretches of STRETCH words, and at most one error is put into each, at a word of its middle half: two
errors are never nearer than half a stretch. Of the kinds that are possible there the one that is rarest so far is taken, so
that all kinds become as frequent as the texts allow. No error is made twice in a set ("ofthe" stands once, however common
it is in real records), so that a share found says how many *different* errors a checker knows.

An error must be one beyond doubt: ``Kind.proof`` says what an independent word list has to say of it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.accuracy.errors import FEWEST_ACRONYMS, KINDS, Change, Passage, Proof, read_passage
from tests.accuracy.wordlist import Known

SEED = 20
STRETCH = 80
"""Words."""
TRIES = 6
"""Of so many possible errors of a kind the first that is one beyond doubt is taken."""
WIDE_TRIES = 60
"""The same where few are: a word seldom falls into two words."""


@dataclass(frozen=True, slots=True, order=True)
class Injection:
    """An error put into a clean text. Law: ``clean[start:end] == right``."""

    document: str
    start: int
    end: int
    """Code points of the clean text, half-open."""
    kind: str
    """A key of KINDS."""
    wrong: str
    right: str


def inject(texts: Mapping[str, str], known: Known, seed: int = SEED) -> tuple[Injection, ...]:
    """Choose the errors for these clean texts, by the name of the document; in the order of documents and places."""
    stretches = [stretch for name in sorted(texts) for stretch in _stretches(name, texts[name], seed)]
    acronyms = frozenset(word for text in texts.values() for word in re.findall(r"\b[A-Z]{2,}\b", text))
    asked = {part for stretch in stretches for options in stretch.values() for each in options for part in _parts(each)}
    words = known(asked)
    counts: Counter[str] = Counter(dict.fromkeys(KINDS, 0))
    made: set[tuple[str, str]] = set()
    swapped: Counter[tuple[str, str]] = Counter()

    def has_evidence(each: Injection) -> bool:
        if KINDS[each.kind].proof != Proof.ACRONYM:
            return True
        left = len(re.findall(rf"\b{each.right}\b", texts[each.document])) - swapped[each.document, each.right]
        return left >= FEWEST_ACRONYMS

    chosen = []
    for stretch in stretches:
        for kind in sorted(KINDS, key=counts.__getitem__):
            options = (each for each in stretch.get(kind, ()) if (each.wrong, each.right) not in made)
            found = next((each for each in options if is_proved(each, words, acronyms) and has_evidence(each)), None)
            if found:
                counts[kind] += 1
                made.add((found.wrong, found.right))
                swapped[found.document, found.right] += KINDS[kind].proof == Proof.ACRONYM
                chosen.append(found)
                break
    return tuple(chosen)


def _stretches(name: str, text: str, seed: int) -> Iterator[dict[str, list[Injection]]]:
    """For each stretch of a text the possible errors of each kind, in the order in which chance has them tried."""
    passage, chance = read_passage(text), Random(f"{seed} {name}")
    for first in range(0, len(passage.words) - STRETCH // 2, STRETCH):
        middle = range(first + STRETCH // 4, min(first + STRETCH * 3 // 4, len(passage.words)))
        order = sorted(middle, key=lambda _: chance.random())
        yield {kind: [_injection(name, passage, kind, each) for each in _options(passage, kind, order, chance)] for kind in KINDS}


def _options(passage: Passage, kind: str, order: Sequence[int], chance: Random) -> list[Change]:
    most = WIDE_TRIES if KINDS[kind].proof == Proof.KNOWN else TRIES
    options: list[Change] = []
    for index in order:
        if len(options) >= most:
            break
        options += KINDS[kind].changes(passage, index, chance)
    return [each for each in options if each.wrong != passage.text[each.start : each.end]]


def _injection(name: str, passage: Passage, kind: str, change: Change) -> Injection:
    return Injection(name, change.start, change.end, kind, change.wrong, passage.text[change.start : change.end])


def _parts(injection: Injection) -> list[str]:
    """What is asked of the word list: the pieces of what is wrong, and those of what was right, which must be known."""
    return re.findall(r"\w+", f"{injection.wrong} {injection.right}")


def is_proved(injection: Injection, words: frozenset[str], acronyms: frozenset[str]) -> bool:
    """Whether it is an error beyond doubt, given the words that the word list knows and the acronyms of all texts."""
    proof = KINDS[injection.kind].proof
    pieces = re.findall(r"\w+", injection.wrong)
    all_known = all(piece in words for piece in pieces)
    if proof == Proof.ACRONYM:
        return not all_known and injection.wrong not in acronyms
    right_known = all(piece in words for piece in re.findall(r"\w+", injection.right))
    return right_known and (proof == Proof.NONE or all_known is (proof == Proof.KNOWN))


def with_errors(text: str, injections: Iterable[Injection]) -> str:
    """The text with the errors in it. Raises ValueError where the text is not the one they were made for."""
    parts, done = [], 0
    for each in sorted(injections):
        if text[each.start : each.end] != each.right or each.start < done:
            raise ValueError(
                f"{each.document}:{each.start}: expected {each.right!r}, but there stands {text[each.start : each.end]!r}"
            )
        parts += [text[done : each.start], each.wrong]
        done = each.end
    return "".join((*parts, text[done:]))


def write_documents(folder: Path, texts: Mapping[str, str], injections: Sequence[Injection]) -> tuple[Path, Path, Path]:
    """Write the texts with the errors, the clean texts and the labels to ``folder``; returns the three paths."""
    wrong, clean, labels = folder / "wrong", folder / "clean", folder / "labels.jsonl"
    by_document: dict[str, list[Injection]] = {name: [] for name in texts}
    for each in injections:
        by_document[each.document].append(each)
    lines: list[str] = []
    for path in (wrong, clean):
        path.mkdir()
    for name, text in texts.items():
        (clean / name).write_bytes(text.encode())
        (wrong / name).write_bytes(with_errors(text, by_document[name]).encode())
        lines += _labels(by_document[name])
    labels.write_text("".join(lines), encoding="utf-8")
    return wrong, clean, labels


def _labels(injections: Iterable[Injection]) -> Iterator[str]:
    """Lines for scoring.read_labels, whose places are in the text with the errors."""
    moved = 0
    for each in sorted(injections):
        start = each.start + moved
        moved += len(each.wrong) - len(each.right)
        label = {
            "doc": each.document,
            "start": start,
            "end": start + len(each.wrong),
            "wrong": each.wrong,
            "right": each.right,
            "kind": each.kind,
            "sure": True,
        }
        yield json.dumps(label, ensure_ascii=False) + "\n"


_COLUMNS = ("document", "start", "kind", "wrong", "right")


def as_table(injections: Iterable[Injection]) -> str:
    """The errors as tab-separated text, a line each, to be kept: read_table reads it back."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
    writer.writerow(_COLUMNS)
    writer.writerows((each.document, each.start, each.kind, each.wrong, each.right) for each in sorted(injections))
    return file.getvalue()


def read_table(text: str) -> tuple[Injection, ...]:
    """The errors of such a text. Raises ValueError for a text with other columns or an unknown kind."""
    reader = csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    if tuple(reader.fieldnames or ()) != _COLUMNS:
        raise ValueError(f"expected the columns {', '.join(_COLUMNS)}, found {reader.fieldnames}")
    return tuple(_read_row(row) for row in reader)


def _read_row(row: Mapping[str, str]) -> Injection:
    if row["kind"] not in KINDS:
        raise ValueError(f"no kind of error is called {row['kind']!r}")
    start = int(row["start"])
    return Injection(row["document"], start, start + len(row["right"]), row["kind"], row["wrong"], row["right"])
