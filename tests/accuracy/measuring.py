"""Checkers and records in, figures out: scores on what is labelled, counts by rule on what is clean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.accuracy.checkers import CHECKERS, Checker, find_program, version_of
from tests.accuracy.records import Records
from tests.accuracy.scoring import Score, count_words, per_ten_thousand, read_labels, score


@dataclass(frozen=True, slots=True)
class Contender:
    """A checker that is installed."""

    checker: Checker
    program: str
    version: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """What each checker made of records whose errors are known."""

    records: Records
    documents: int
    words: int
    scores: dict[str, Score]
    """By the checker's name."""


@dataclass(frozen=True, slots=True)
class Clean:
    """What our command says of records that are believed to hold no errors: mostly false alarms."""

    records: Records
    documents: int
    words: int
    findings: Counter[str]
    """By rule."""

    @property
    def rate(self) -> float:
        """Findings per 10,000 words."""
        return per_ten_thousand(self.findings.total(), self.words)


@dataclass(frozen=True, slots=True)
class Measured:
    """All figures of one run, and what it could not measure, in so many words."""

    contenders: tuple[Contender, ...]
    labelled: tuple[Labelled, ...]
    clean: tuple[Clean, ...]
    not_run: tuple[str, ...]


def measure(
    labelled: Sequence[Records], clean: Sequence[Records], names: Iterable[str] = CHECKERS, own: str | None = None
) -> Measured:
    """Run the checkers of these names that are installed on the labelled records, and ours on the clean ones.

    ``own`` is the path of our command, where another than the installed one is to be measured.
    """
    programs = {name: find_program(CHECKERS[name].command) for name in names}
    if own:
        programs["qa"] = own
    contenders = tuple(Contender(CHECKERS[name], program, version_of(program)) for name, program in programs.items() if program)
    absent = [f"{name}: not installed ({CHECKERS[name].source})" for name, program in programs.items() if not program]
    absent += [f"{records.name}: not here ({records.folder})" for records in (*labelled, *clean) if not records.present]
    return Measured(
        contenders,
        tuple(_measure_labelled(records, contenders) for records in labelled if records.present),
        tuple(_measure_clean(records, ours) for records in clean if records.present and (ours := programs.get("qa"))),
        tuple(absent),
    )


def _measure_labelled(records: Records, contenders: Iterable[Contender]) -> Labelled:
    files, texts = records.files(), records.texts()
    labels = read_labels(records.labels) if records.labels else ()
    scores = {each.checker.name: score(labels, tuple(each.checker.flag(each.program, files)), texts) for each in contenders}
    return Labelled(records, len(texts), sum(map(count_words, texts.values())), scores)


def _measure_clean(records: Records, program: str) -> Clean:
    files, texts = records.files(), records.texts()
    findings = Counter(flag.rule for flag in CHECKERS["qa"].flag(program, files))
    return Clean(records, len(files), sum(map(count_words, texts.values())), findings)
