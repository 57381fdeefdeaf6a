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
*   **sure and right**: a flag that its checker would correct without asking, that touches a label (sure or not), and whose
    correction gives the text that the label's own gives.

In texts with injected errors a flag that stands on the clean original too and touches no label is left out of all figures.
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
    confidence: str = ""
    """How certain the checker is, where it says so: sure, likely or advice."""


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
    sure: int = 0
    """How many flags say that they are sure."""
    sure_wrong: tuple[Flag, ...] = ()
    """Those of them that are not right."""
    before: int | None = None
    """How many flags there were before errors were injected into the texts, where they were."""

    @property
    def rate_before(self) -> float:
        """The same per 10,000 words."""
        return per_ten_thousand(self.before or 0, self.words)

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
    righted: set[int] = set()
    judged = []
    for label in labels:
        text = texts[label.document]
        touching = [flag for flag in by_document[label.document] if touches(flag, label)]
        touched.update(map(id, touching))
        righted.update(id(flag) for flag in touching if _corrects(flag, label, text))
        if label.sure:
            judged.append(_judge(label, touching, text))
    alarms = tuple(flag for flag in flags if id(flag) not in touched)
    sure = [flag for flag in flags if flag.confidence == "sure"]
    sure_wrong = tuple(flag for flag in sure if id(flag) not in righted)
    return Score(tuple(judged), alarms, len(flags), sum(map(count_words, texts.values())), len(sure), sure_wrong)


def only_new(flags: Iterable[Flag], before: Iterable[Flag], labels: Iterable[Label]) -> tuple[Flag, ...]:
    """The flags without those that stand in the same places of the texts from which the labels' errors are absent.

    Flags that touch a label stay. Law: each label stands for ``right`` in the clean text, and nothing else differs.
    """
    by_document: dict[str, list[Label]] = {}
    for label in sorted(labels, key=lambda label: label.start):
        by_document.setdefault(label.document, []).append(label)
    old = {(flag.document, flag.start, flag.end) for flag in before}
    return tuple(flag for flag in flags if _place_before(flag, by_document.get(flag.document, ())) not in old)


def _place_before(flag: Flag, labels: Iterable[Label]) -> tuple[str, int, int] | None:
    """Where the flag would stand in the clean text, given the labels of its document in order; None if it touches one."""
    moved = 0
    for label in labels:
        if touches(flag, label):
            return None
        if label.end <= flag.start:
            moved += len(label.right) - len(label.wrong)
    return flag.document, flag.start + moved, flag.end + moved


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
    return Judged(label, flags, any(_corrects(flag, label, text) for flag in flags))


def _corrects(flag: Flag, label: Label, text: str) -> bool:
    """Whether the flag's first correction gives the text that the label's own gives."""
    if not flag.corrections:
        return False
    wanted = _corrected(text, label, label.start, label.end, label.right)
    return _corrected(text, label, flag.start, flag.end, flag.corrections[0]) == wanted


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
