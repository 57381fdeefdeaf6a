"""Labelled changes between two versions, in changes.tsv, and the comparison's own verdicts on them: how many are right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.compare.change_class import ChangeClass
from qa.compare.compare import compare
from qa.readers.text import read
from tests.accuracy.report import table

KEPT = Path(__file__).with_name("changes.tsv")
NAME = "changes between versions"

_CHANGED = re.compile(r"\{(?P<old>[^→{}]*)→(?P<new>[^→{}]*)\}")


@dataclass(frozen=True, slots=True)
class Case:
    """A passage in two versions, and what the change between them is."""

    change_class: ChangeClass
    reason: str
    passage: str
    """With ``{old→new}`` where the versions differ."""

    @property
    def old(self) -> str:
        return _CHANGED.sub(lambda match: match["old"], self.passage)

    @property
    def new(self) -> str:
        return _CHANGED.sub(lambda match: match["new"], self.passage)


@dataclass(frozen=True, slots=True)
class Judged:
    """A case with the verdict of the comparison: that of the gravest of the changes it found."""

    case: Case
    change_class: ChangeClass
    reason: str

    @property
    def is_class_right(self) -> bool:
        return self.change_class is self.case.change_class

    @property
    def is_right(self) -> bool:
        return self.is_class_right and self.reason == self.case.reason


def read_cases(text: str) -> Iterator[Case]:
    """The cases of a file such as changes.tsv. Raises ValueError naming the line of one that is none."""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 3 or not _CHANGED.search(cells[2]):
            raise ValueError(f"line {number}: expected class, reason and a passage with {{old→new}}, found {line!r}")
        yield Case(ChangeClass(cells[0]), cells[1], cells[2])


def judged(cases: Iterable[Case]) -> tuple[Judged, ...]:
    """Each case compared. Raises ValueError for one whose versions the comparison finds the same."""
    return tuple(map(_judged, cases))


def _judged(case: Case) -> Judged:
    changes = compare(read("old.txt", case.old.encode()), read("new.txt", case.new.encode())).changes
    if not changes:
        raise ValueError(f"no change is found in {case.passage!r}")
    gravest = max(changes, key=lambda change: change.change_class.rank)
    same_class = [change for change in changes if change.change_class is gravest.change_class]
    fitting = next((change for change in same_class if change.reason == case.reason), gravest)
    return Judged(case, fitting.change_class, fitting.reason)


def kept_cases() -> tuple[Judged, ...]:
    """The project's own labelled changes, compared."""
    return judged(read_cases(KEPT.read_text(encoding="utf-8")))


def figures(cases: Sequence[Judged]) -> dict[str, tuple[int, int]]:
    """The figures by name, each as a number of a number; of all of them more is better."""
    grave = [each for each in cases if each.case.change_class is ChangeClass.SUBSTANCE]
    other = [each for each in cases if each.case.change_class is not ChangeClass.SUBSTANCE]
    return {
        "changes of substance classed so": (sum(each.is_class_right for each in grave), len(grave)),
        "other changes not classed as substance": (
            sum(each.change_class is not ChangeClass.SUBSTANCE for each in other),
            len(other),
        ),
        "classes right": (sum(each.is_class_right for each in cases), len(cases)),
        "classes and reasons right": (sum(each.is_right for each in cases), len(cases)),
    }


def as_markdown(cases: Sequence[Judged]) -> str:
    """The figures, and what was taken for what, by class and by reason."""
    classes = [each.value for each in sorted(ChangeClass, key=lambda each: -each.rank)]
    confused = Counter((each.case.change_class.value, each.change_class.value) for each in cases)
    rows = ((one, *(str(confused[one, other]) for other in classes)) for one in classes)
    return "\n\n".join(
        (
            f"## {NAME.capitalize()}: {len(cases)} labelled changes",
            table(("figure", "reached"), ((name, _share(*of)) for name, of in figures(cases).items())),
            table(("labelled", *(f"classed {each}" for each in classes)), rows),
            "Reason by reason:",
            table(("reason", "class right", "reason right"), _reason_rows(cases)),
            "Not as labelled:",
            "\n".join(f"*   {miss}" for miss in misses(cases)) or "none",
        )
    )


def _reason_rows(cases: Sequence[Judged]) -> Iterator[tuple[str, ...]]:
    for reason in dict.fromkeys((each.case.change_class, each.case.reason) for each in cases):
        of = [each for each in cases if (each.case.change_class, each.case.reason) == reason]
        classes, reasons = sum(each.is_class_right for each in of), sum(each.is_right for each in of)
        yield reason[1], _share(classes, len(of)), _share(reasons, len(of))


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / whole:.1f} %)" if whole else "–"


def misses(cases: Iterable[Judged]) -> Iterator[str]:
    """The cases that were judged otherwise than labelled, those of another class first, a line each."""
    for each in sorted(cases, key=lambda each: each.is_class_right):
        if not each.is_right:
            label = f"{each.case.change_class}/{each.case.reason}"
            yield f"{label} taken for {each.change_class}/{each.reason}: {each.case.passage}"


def as_data(cases: Sequence[Judged]) -> dict[str, object]:
    """The figures for ``json.dumps``."""
    return {name: {"reached": part, "of": whole} for name, (part, whole) in figures(cases).items()} | {"misses": [*misses(cases)]}
