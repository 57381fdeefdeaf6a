"""What a checker flagged, held against what people labelled: a Score.

The measure, by which every checker is judged alike:

*   **found**: a label that is sure, and that some flag touches. A flag touches a label when the two share a code point;
    an empty one (a place where something is missing) touches what it lies in or borders on. A flag that is more than
    60 code points longer than the label has not found it: who underlines a paragraph finds nothing.
*   **corrected**: a found label for which the flag's first correction gives the text that the label's own gives. The
    two are compared with 60 code points around, blanks evened out, so that it does not matter how much of the passage
    each replaces.
*   **alarm**: a flag that touches no label, neither a sure one nor one that people may differ about.
*   **precision**: the share of flags that are no alarms.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SURFACE = ("typo", "joined", "split", "acronym", "spacing", "doubled", "hyphenation", "furniture")
"""The kinds of error that a checker without a grammar can be expected to find."""

AROUND = 60
"""Code points: how much longer than a label a flag may be, and how much text around both corrections is compared."""


@dataclass(frozen=True, slots=True)
class Label:
    """An error that a person marked. Law: ``text[start:end] == wrong`` in the document named."""

    document: str
    """The name of the file, without its folder."""
    start: int
    end: int
    """Code points of the file decoded as UTF-8 with its line ends kept, half-open; so in a Flag."""
    wrong: str
    right: str
    kind: str
    sure: bool
    """False where people may differ: such a label need not be found, and a flag there is no alarm."""


@dataclass(frozen=True, slots=True)
class Flag:
    """What any checker says about a place in a document."""

    document: str
    start: int
    end: int
    rule: str
    corrections: tuple[str, ...] = ()
    """Best first."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A sure label with the flags that found it."""

    label: Label
    flags: tuple[Flag, ...]
    corrected: bool

    @property
    def found(self) -> bool:
        return bool(self.flags)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many sure labels of some kinds there are, were found, and were found with the right correction first."""

    labels: int
    found: int
    corrected: int


@dataclass(frozen=True, slots=True)
class Score:
    """One checker on one set of documents."""

    judged: tuple[Judged, ...]
    """In the order of the labels."""
    alarms: tuple[Flag, ...]
    flags: int
    words: int

    def tally(self, kinds: Iterable[str] | None = None) -> Tally:
        """Of these kinds of label, or of all."""
        chosen = set(self.kinds if kinds is None else kinds)
        judged = [each for each in self.judged if each.label.kind in chosen]
        return Tally(len(judged), sum(each.found for each in judged), sum(each.corrected for each in judged))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that occur among the sure labels, surface kinds first."""
        return tuple(sorted({each.label.kind for each in self.judged}, key=lambda kind: (kind not in SURFACE, kind)))

    @property
    def alarm_rate(self) -> float:
        """False alarms per 10,000 words."""
        return per_ten_thousand(len(self.alarms), self.words)

    @property
    def precision(self) -> float:
        """From 0 to 1; a checker that says nothing says nothing wrong."""
        return (self.flags - len(self.alarms)) / self.flags if self.flags else 1.0

    @property
    def alarms_by_rule(self) -> Counter[str]:
        return Counter(flag.rule for flag in self.alarms)


def score(labels: Sequence[Label], flags: Sequence[Flag], texts: Mapping[str, str]) -> Score:
    """Judge the flags on ``texts`` (by the name of the document) by the labels of the same documents.

    Raises ValueError for a label whose text is not where it says, and for a flag on a document that is not among them.
    """
    _refuse_strangers(labels, flags, texts)
    by_document: dict[str, list[Flag]] = {name: [] for name in texts}
    for flag in flags:
        by_document[flag.document].append(flag)
    touched: set[int] = set()
    judged = []
    for label in labels:
        touching = [flag for flag in by_document[label.document] if touches(flag, label)]
        touched.update(map(id, touching))
        if label.sure:
            judged.append(_judge(label, touching, texts[label.document]))
    alarms = tuple(flag for flag in flags if id(flag) not in touched)
    return Score(tuple(judged), alarms, len(flags), sum(map(count_words, texts.values())))


def _refuse_strangers(labels: Iterable[Label], flags: Iterable[Flag], texts: Mapping[str, str]) -> None:
    for label in labels:
        found = texts[label.document][label.start : label.end]
        if found != label.wrong:
            raise ValueError(f"{label.document}:{label.start}: labelled {label.wrong!r}, but there stands {found!r}")
    for flag in flags:
        if flag.document not in texts:
            raise ValueError(f"{flag.rule} flags {flag.document}, which is not among the documents")


def touches(flag: Flag, label: Label) -> bool:
    """Whether the two share a code point, or one is empty and borders on the other."""
    start, end = max(flag.start, label.start), min(flag.end, label.end)
    an_empty_one = flag.start == flag.end or label.start == label.end
    return start < end or (an_empty_one and start == end)


def _judge(label: Label, touching: Iterable[Flag], text: str) -> Judged:
    longest = label.end - label.start + AROUND
    flags = tuple(flag for flag in touching if flag.end - flag.start <= longest)
    wanted = _corrected(text, label, label.start, label.end, label.right)
    corrected = any(
        _corrected(text, label, flag.start, flag.end, flag.corrections[0]) == wanted for flag in flags if flag.corrections
    )
    return Judged(label, flags, corrected)


def _corrected(text: str, label: Label, start: int, end: int, new: str) -> str:
    """The text around the label with ``new`` from ``start`` to ``end``, as one line."""
    before, after = max(0, label.start - AROUND), label.end + AROUND
    passage = text[before:start] + new + text[end:after]
    return re.sub(r"\s+", " ", passage.replace("-\n", "-")).strip()


def count_words(text: str) -> int:
    """How many words the rates count: runs of letters, digits and low lines.

    >>> count_words("Al-Qaida,and 1,267 others")
    6
    """
    return len(re.findall(r"\w+", text))


def per_ten_thousand(count: int, words: int) -> float:
    return 1e4 * count / words if words else 0.0


def read_labels(path: Path) -> tuple[Label, ...]:
    """The labels of a JSON Lines file: ``doc start end wrong right kind sure``, and maybe ``note``."""
    with path.open(encoding="utf-8") as lines:
        read = [json.loads(line) for line in lines if line.strip()]
    return tuple(
        Label(each["doc"], each["start"], each["end"], each["wrong"], each["right"], each["kind"], each["sure"]) for each in read
    )
