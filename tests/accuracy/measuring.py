"""Checkers and records in, figures out: scores on what is labelled, counts by rule on what is clean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tests.accuracy.checkers import CHECKERS, Checker, find_program, version_of
from tests.accuracy.records import Records
from tests.accuracy.scoring import Flag, Score, count_words, only_new, per_ten_thousand, read_labels, score


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
    """By the checker's name; a slow one has none on a large set."""


@dataclass(frozen=True, slots=True)
class Clean:
    """What our command says of records that are believed to hold no errors: mostly false alarms."""

    records: Records
    documents: int
    words: int
    flags: tuple[Flag, ...]

    @property
    def findings(self) -> Counter[str]:
        """By rule."""
        return Counter(flag.rule for flag in self.flags)

    @property
    def rate(self) -> float:
        """Findings per 10,000 words."""
        return per_ten_thousand(len(self.flags), self.words)


@dataclass(frozen=True, slots=True)
class Measured:
    """All figures of one run, and what it could not measure, in so many words."""

    contenders: tuple[Contender, ...]
    labelled: tuple[Labelled, ...]
    clean: tuple[Clean, ...]
    not_run: tuple[str, ...]


def measure(
    labelled: Sequence[Records],
    clean: Sequence[Records],
    names: Iterable[str] = CHECKERS,
    own: str | None = None,
    not_run: Iterable[str] = (),
) -> Measured:
    """Run the checkers of these names that are installed on the labelled records, and ours on the clean ones.

    ``own`` is the path of our command, where another than the installed one is to be measured; ``not_run`` is what is
    known already to be missing.
    """
    programs = {name: find_program(CHECKERS[name].command) for name in names}
    if own:
        programs["qa"] = own
    contenders = tuple(Contender(CHECKERS[name], program, version_of(program)) for name, program in programs.items() if program)
    absent = [f"{name}: not installed ({CHECKERS[name].source})" for name, program in programs.items() if not program]
    absent += [f"{records.name}: not here ({records.folder})" for records in (*labelled, *clean) if not records.present]
    absent += [
        f"{each.checker.name} on {records.name}: it would take minutes"
        for records in labelled
        for each in contenders
        if records.present and not _takes(each, records)
    ]
    ours = next((each for each in contenders if each.checker.name == "qa"), None)
    return Measured(
        contenders,
        tuple(measure_labelled(records, contenders) for records in labelled if records.present),
        tuple(measure_clean(records, ours) for records in clean if records.present and ours),
        (*absent, *not_run),
    )


def _takes(contender: Contender, records: Records) -> bool:
    return not (contender.checker.slow and records.large)


def measure_labelled(records: Records, contenders: Iterable[Contender]) -> Labelled:
    """Score each contender on records that have labels. Raises ValueError for labels that are not of these records."""
    texts = records.texts()
    scores = {each.checker.name: _score(records, texts, each) for each in contenders if _takes(each, records)}
    return Labelled(records, len(texts), sum(map(count_words, texts.values())), scores)


def _score(records: Records, texts: dict[str, str], contender: Contender) -> Score:
    labels = read_labels(records.labels) if records.labels else ()
    flags = tuple(contender.checker.flag(contender.program, records.files()))
    if records.originals is None:
        return score(labels, flags, texts)
    before = tuple(contender.checker.flag(contender.program, sorted(records.originals.iterdir())))
    return replace(score(labels, only_new(flags, before, labels), texts), before=len(before))


def measure_clean(records: Records, contender: Contender) -> Clean:
    """What a contender flags in records without labels."""
    files, texts = records.files(), records.texts()
    flags = tuple(contender.checker.flag(contender.program, files))
    return Clean(records, len(files), sum(map(count_words, texts.values())), flags)
