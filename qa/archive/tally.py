"""What is counted of a portion's documents, as JSON: what stands beside its partition, and what all of them add up to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from qa.engine.checked import Checked
from qa.engine.totals import Totals, reaches
from qa.ground.finding import Severity

_NUMBERS = ("documents", "unreadable", "unchecked", "words", "foreign")


@dataclass(slots=True)
class Tally:
    """The counts of some documents, and those of which nothing is known."""

    totals: Totals = field(default_factory=Totals)
    failing: bool = False
    """Whether some finding makes the run fail."""
    failed: list[tuple[str, str]] = field(default_factory=list)
    """Documents that could not be read or checked, with the reason."""

    def add(self, checked: Checked, fail_on: Callable[[str], Severity | None]) -> None:
        """Count a document in."""
        self.totals.add(checked)
        self.failing = self.failing or reaches(checked, fail_on(checked.document.path))
        if checked.unreadable is not None:
            self.failed.append((checked.document.path, checked.unreadable))

    def merge(self, other: Tally) -> None:
        """Count in what another has counted."""
        for name in _NUMBERS:
            setattr(self.totals, name, getattr(self.totals, name) + getattr(other.totals, name))
        self.totals.severities.update(other.totals.severities)
        self.totals.rules.update(other.totals.rules)
        self.totals.sure.update(other.totals.sure)
        self.failing = self.failing or other.failing
        self.failed.extend(other.failed)

    def fields(self) -> dict[str, Any]:
        """As JSON has them, in one order."""
        totals = self.totals
        return {
            **{name: getattr(totals, name) for name in _NUMBERS},
            "severities": {each.value: totals.severities[each] for each in Severity if totals.severities[each]},
            "rules": dict(sorted(totals.rules.items())),
            "sure": dict(sorted(totals.sure.items())),
            "failing": self.failing,
            "failed": [list(each) for each in self.failed],
        }

    def to_json(self) -> bytes:
        """The fields in lines, for a note."""
        return json.dumps(self.fields(), indent=1).encode() + b"\n"


def read_tally(data: bytes) -> Tally:
    """What ``to_json`` has written. Raises ValueError for anything else."""
    try:
        return _of_fields(json.loads(data))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no tally: {error}") from error


def _of_fields(fields: Mapping[str, Any]) -> Tally:
    totals = Totals()
    for name in _NUMBERS:
        setattr(totals, name, int(fields[name]))
    totals.severities = Counter({Severity(name): int(count) for name, count in fields["severities"].items()})
    totals.rules, totals.sure = Counter(fields["rules"]), Counter(fields["sure"])
    return Tally(totals, bool(fields["failing"]), [(str(path), str(reason)) for path, reason in fields["failed"]])
