"""How many bits make a slip sure or likely: fitted on labelled records, and judged on those that were not fitted on.

``cross_validated`` fits the thresholds of ``rules/slips/calibration.toml`` on four folds of the labelled meetings, judges the
whole checker with them on the fifth, and so with each; the sets beside are judged with what the others gave. ``calibration``
fits them on all, which is what is shipped. The labels lie beside the project, and nothing of the records comes into it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from unittest.mock import patch

from qa.batch.check import load_document
from qa.checks.slips import Slip, Slips, SuspiciousTokens, beside, by_edit, without_overlaps
from qa.engine.checker import Checker
from qa.facts.gazetteer import known_names
from qa.learn.calibrate import Judged, calibrated
from qa.match.automaton import Literals
from qa.rulebook.load import load_rulebook
from qa.text.hyphens import HyphenDecision
from qa.text.reading import Reading
from qa.text.segment import segment
from qa.words.hyphened import has_hyphen
from qa.words.lexicon import load_lexicon
from qa.words.suspicion import Reason
from qa.words.thresholds import Threshold, Thresholds
from qa.words.vocabulary import Vocabulary
from tests.accuracy.injected import project_set
from tests.accuracy.records import Records, clean_records, shared_folder
from tests.accuracy.scoring import SURFACE, Flag, Label, Score, read_labels, score, touches

FOLDED, BESIDE = "more", ("dev", "other")
"""The set in folds, and those that are judged whole."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One line of the table."""

    name: str
    score: Score

    @property
    def row(self) -> tuple[float, ...]:
        """In per cent: surface errors found, and corrected; names found; false alarms in 10,000 words."""
        surface, names = self.score.tally(SURFACE), self.score.tally(("name",))
        shares = (
            surface.found / (surface.labels or 1),
            surface.corrected / (surface.labels or 1),
            names.found / (names.labels or 1),
        )
        return (*(100 * share for share in shares), self.score.alarm_rate)


@dataclass(frozen=True)
class Gold:
    """The labelled sets of a folder."""

    folder: Path

    def records(self, name: str) -> Records:
        return Records(name, self.folder / name, self.folder / f"{name}.labels.jsonl")

    @cached_property
    def folds(self) -> Mapping[str, str]:
        """Document -> its fold; all documents of a meeting are in one."""
        lines = (self.folder / f"{FOLDED}.folds.tsv").read_text(encoding="utf-8").splitlines()
        return dict(tuple(line.split("\t")[:2]) for line in lines)  # type: ignore[misc]

    @cached_property
    def judged(self) -> Mapping[str, Sequence[tuple[str, Judged]]]:
        """Set -> its slips, each with the document and whether the labels agree."""
        sets = {name: tuple(_judged(self.records(name))) for name in (FOLDED, *BESIDE)}
        with tempfile.TemporaryDirectory() as folder:
            made = project_set(Path(folder), shared_folder())
            return sets | {"made": tuple(_judged(made, made=True)), "clean": tuple(_meant(shared_folder()))}

    def thresholds(self, without: str, fold: str = "") -> Mapping[str, Threshold]:
        """Fitted on everything but a set, or a fold of it."""
        rows = [
            judged
            for name, each in self.judged.items()
            for document, judged in each
            if (name != without or (fold and self.folds[document] != fold))
        ]
        return calibrated(rows)


def calibration(gold: Gold) -> Mapping[str, Threshold]:
    return gold.thresholds("")


def cross_validated(gold: Gold) -> Iterator[Figures]:
    """A line a fold, and one for each set beside."""
    for fold in sorted(set(gold.folds.values())):
        documents = {document for document, its in gold.folds.items() if its == fold}
        yield Figures(f"{FOLDED}, fold {fold}", _score(gold.records(FOLDED), gold.thresholds(FOLDED, fold), documents))
    for name in BESIDE:
        records = gold.records(name)
        yield Figures(name, _score(records, gold.thresholds(name), {path.name for path in records.files()}))


def table(figures: Sequence[Figures]) -> Iterator[str]:
    """The lines, and the mean over the folds."""
    yield "| set | surface errors | found | right first | names found | false alarms in 10,000 words | sure and right |"
    yield "|---|---|---|---|---|---|---|"
    for each in figures:
        sure = f"{each.score.sure - len(each.score.sure_wrong)} of {each.score.sure}"
        yield f"| {each.name} | {each.score.tally(SURFACE).labels} | {_cells(each.row)} | {sure} |"
    folds = [each.row for each in figures if each.name.startswith(FOLDED)]
    yield f"| mean over folds | | {_cells([sum(column) / len(folds) for column in zip(*folds, strict=True)])} | |"


def _cells(row: Iterable[float]) -> str:
    found, right, names, alarms = row
    return f"{found:.1f} % | {right:.1f} % | {names:.1f} % | {alarms:.2f}"


def _score(records: Records, thresholds: Mapping[str, Threshold], documents: set[str]) -> Score:
    with patch("qa.checks.slips.load_thresholds", lambda: Thresholds(thresholds)):
        checker = Checker(load_rulebook())
    texts = {name: text for name, text in records.texts().items() if name in documents}
    labels = [label for label in read_labels(records.labels) if label.document in documents] if records.labels else []
    flags = [
        Flag(path.name, each.span.start, each.span.end, each.rule, each.corrections, str(each.confidence))
        for path in records.files()
        if path.name in documents
        for each in checker.check(load_document(str(path))).findings
    ]
    return score(labels, flags, texts)


def _judged(records: Records, made: bool = False, every: int = 1) -> Iterator[tuple[str, Judged]]:
    """The slips of labelled documents; what is at a label without being right counts as wrong."""
    labels: dict[str, list[Label]] = {}
    for label in read_labels(records.labels) if records.labels else ():
        labels.setdefault(label.document, []).append(label)
    slips = _EverySlip()
    for path in records.files()[::every]:
        text = path.read_bytes().decode("utf-8", "replace")
        for slip, flag in slips.of(path):
            at = [label for label in labels.get(path.name, ()) if touches(flag, label)]
            right = bool(score([label for label in at if label.sure] or at, [flag], {path.name: text}).tally().corrected)
            if (not made or at) and (records.name != "other" or right or not at):  # its labels take in whole lines
                yield path.name, slips.judged(slip, right, made)


def _meant(shared: Path) -> Iterator[tuple[str, Judged]]:
    """The capitals that clean records have inside sentences: they were meant. As many words as are labelled."""
    for records in clean_records(shared)[1:]:
        for document, judged in _judged(records, every=_EVERY) if records.present else ():
            if judged.reason == Reason.CASE:
                yield document, judged


_EVERY = 8


class _EverySlip:
    """All slips, however unlikely."""

    def __init__(self) -> None:
        rules = [rule for rule in load_rulebook().rules if rule.kind == "slips"]
        self._vocabulary = Vocabulary(load_lexicon(), load_rulebook().accepted | known_names())
        self._slips = Slips(self._vocabulary, by_edit(rules))
        self._joins = HyphenDecision(self._vocabulary.knows, self._vocabulary.frequency, has_hyphen)
        self._tokens, self._beside = SuspiciousTokens(self._slips), beside(self._slips)
        self._literals = Literals([check.literals for check in self._beside])

    def of(self, path: Path) -> Iterator[tuple[Slip, Flag]]:
        document = segment(load_document(str(path)))
        reading = Reading(document, self._joins.for_document(document.text))
        tokens = (token for token in map(self._vocabulary.token, sorted(reading.distinct)) if self._slips.reason(token))
        places = self._literals.places(reading.lowered)
        pairs = (slip for check, its in zip(self._beside, places, strict=True) for slip in check.slips(reading, its))
        for slip in without_overlaps([*self._tokens.slips(reading, tokens), *pairs]):
            if best := slip.verdict.best:
                outer = reading.view.outer(slip.span)
                new = reading.view.rewritten(document.text, slip.span, best.meant.text)
                yield slip, Flag(path.name, outer.start, outer.end, "", (new,))

    def judged(self, slip: Slip, right: bool, made: bool) -> Judged:
        edit = self._slips.decoder.edits.weightiest(slip.verdict)
        return Judged(slip.reason, edit, slip.verdict.over_keep, slip.verdict.margin, right, made)


def main() -> None:
    """Print the table; write the calibration where a path is given."""
    import sys
    from datetime import UTC, datetime

    from qa.learn.calibrate import written

    gold = Gold(shared_folder() / "gold")
    if not gold.folder.is_dir():
        print(f"slips: not run, for {gold.folder} is not here")
        return
    figures = list(cross_validated(gold))
    print("\n".join(table(figures)))
    for path in sys.argv[1:]:
        rows = {each.name: ", ".join(f"{number:.1f}" for number in each.row) for each in figures}
        Path(path).write_text(written(calibration(gold), rows, datetime.now(UTC).date().isoformat()), encoding="utf-8")


if __name__ == "__main__":
    main()
