"""A run over many documents to a small file of counts, which a later run is compared with."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

from qa.config.json_data import parse_json
from qa.ground.errors import QaError, shortened

FORMAT = "transcript-qa summary"
"""What the key ``format`` of such a file says."""
VERSION = 1
_RUNS = 20
"""How many runs are remembered, the latest ones."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted in one document, or in all of a run."""

    words: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0

    @property
    def findings(self) -> int:
        return self.errors + self.warnings + self.infos

    @property
    def rate(self) -> float | None:
        """Findings in a thousand words; None without words."""
        return rate(self.findings, self.words)

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))


def rate(findings: int, words: int) -> float | None:
    """Findings in a thousand words; None without words."""
    return 1000 * findings / words if words else None


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts of a run, and the totals of the runs before it."""

    documents: Mapping[str, Counts]
    """By path."""
    rules: Mapping[str, int]
    """Findings by rule."""
    runs: tuple[Counts, ...]
    """The totals of each run, the latest last: that of this run."""


def summarized(documents: Mapping[str, Counts], rules: Mapping[str, int], earlier: Summary | None = None) -> Summary:
    """A run's summary, which remembers the runs that ``earlier`` does."""
    total = sum(documents.values(), Counts())
    before = earlier.runs if earlier else ()
    return Summary(MappingProxyType(dict(documents)), Counter(rules), (*before, total)[-_RUNS:])


def written(summary: Summary) -> str:
    """The file. It holds no time, so that the same run gives the same bytes."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "runs": [asdict(run) for run in summary.runs],
        "rules": dict(sorted(summary.rules.items())),
        "documents": {path: asdict(counts) for path, counts in summary.documents.items()},
    }
    return json.dumps(content, ensure_ascii=True, indent=1) + "\n"


def read_summary(path: Path) -> Summary:
    """The summary in a file. Raises QaError naming the file, the place and what was expected there."""
    file = str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise QaError(f"the earlier run cannot be read: {error.strerror}", file=file) from error
    return _Reading(file).summary(parse_json(data, file))


@dataclass(frozen=True, slots=True)
class _Reading:
    """One file, for errors that say where."""

    file: str

    def summary(self, content: object) -> Summary:
        if not isinstance(content, dict) or content.get("format") != FORMAT:
            expected = "index.json, which stands beside the index page of the earlier run"
            raise QaError("not a summary of a run", file=self.file, expected=expected)
        if content.get("version") != VERSION:
            found = repr(content.get("version"))
            raise QaError("a version this program does not know", file=self.file, found=found, expected=str(VERSION))
        documents = self._table("documents", content.get("documents"))
        rules = self._table("rules", content.get("rules"))
        runs = content.get("runs")
        if not isinstance(runs, list):
            raise self._wrong("runs", runs, "an array")
        return Summary(
            {path: self._counts(f"documents.{path}", counts) for path, counts in documents.items()},
            {rule: self._count(f"rules.{rule}", count) for rule, count in rules.items()},
            tuple(self._counts(f"runs[{number}]", counts) for number, counts in enumerate(runs)),
        )

    def _table(self, place: str, value: object) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self._wrong(place, value, "an object")
        return value

    def _counts(self, place: str, value: object) -> Counts:
        known = [field.name for field in fields(Counts)]
        if self._table(place, value).keys() != set(known):
            raise self._wrong(place, value, f"the numbers {', '.join(known)}")
        return Counts(**{key: self._count(f"{place}.{key}", count) for key, count in self._table(place, value).items()})

    def _count(self, place: str, value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self._wrong(place, value, "a whole number")
        return value

    def _wrong(self, place: str, value: object, expected: str) -> QaError:
        return QaError(f"{place}: wrong value", file=self.file, found=shortened(value), expected=expected)


def changes(now: Iterable[tuple[str, int]], before: Mapping[str, int] | None) -> dict[str, int | None]:
    """How much each count has grown; None for what the earlier run had not, or where there is none."""
    return {name: None if before is None or name not in before else count - before[name] for name, count in now}
