"""Judged verdicts in, thresholds out: how many bits make a verdict sure, likely or advice, for each reason and edit.

A group is a reason of suspicion and the edit that weighs most. A group with few verdicts goes by its reason alone, and a reason
with few by all together: to the counts of the narrower group those of the wider are added with a weight of their own. The same
verdicts give the same bytes.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from qa.ground.resources import read_bytes
from qa.words.edit_table import EDITS
from qa.words.lexicon import DOUBTFUL
from qa.words.model import COMPANY, LETTERS
from qa.words.suspicion import Reason
from qa.words.thresholds import Threshold
from qa.words.weights import WEIGHTS

STEPS = tuple(range(41))
"""Thresholds that are tried, in bits."""
NEVER = 99
_WIDER = 3.0
"""How many verdicts of a group the wider group counts for."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One verdict and whether the label agrees with it."""

    reason: str
    edit: str
    over_keep: float
    """How much likelier than what stands."""
    margin: float
    """How much likelier than what stands and than the second."""
    right: bool
    made: bool = False
    """Whether the mistake was put in on purpose: it tells nothing of how many there are."""


@dataclass(frozen=True, slots=True)
class Aims:
    """The share of right corrections from which a verdict is of a confidence."""

    sure: float = 0.99
    likely: float = 0.6
    advice: float = 0.4


def calibrated(judged: Sequence[Judged], aims: Aims = Aims()) -> Mapping[str, Threshold]:
    """Group ("unknown", "unknown blank-lost") -> its thresholds; "all" for what no group knows."""
    everything = _rates(judged, (dict.fromkeys(STEPS, 0.8), dict.fromkeys(STEPS, 0.8)), 2.0)
    found = {"all": _threshold(everything, aims, len(judged))}
    for reason in sorted({each.reason for each in judged}):
        of_reason = [each for each in judged if each.reason == reason]
        rates = _rates(of_reason, everything, _WIDER)
        found[reason] = _threshold(rates, aims, len(of_reason))
        for edit in sorted({each.edit for each in of_reason}):
            narrow = [each for each in of_reason if each.edit == edit]
            group = _threshold(_rates(narrow, rates, _WIDER), aims, len(narrow))
            if len(narrow) < _ENOUGH and all(each.right for each in narrow) and reason != Reason.CAPITAL:  # it may be a name
                group = replace(group, sure=min(found[reason].sure + _FEW, NEVER))
            found[f"{reason} {edit}"] = group
    return found


Rates = tuple[Mapping[int, float], Mapping[int, float]]
"""Of each step the share of right: by how much likelier than what stands, and by the margin over the second too."""


def _rates(judged: Sequence[Judged], wider: Rates, weight: float) -> Rates:
    by_keep = _share([(each.over_keep, each.right) for each in judged if not each.made], wider[0], weight)
    return by_keep, _share([(each.margin, each.right) for each in judged], wider[1], weight)


def _share(judged: Iterable[tuple[float, bool]], wider: Mapping[int, float], weight: float) -> dict[int, float]:
    """Of each step the share of right among the verdicts near it and above, smoothed by the wider group."""
    verdicts = sorted(judged)
    rates = {}
    for step in STEPS:
        near = [right for bits, right in verdicts if step <= bits < step + _window(step)]
        rates[step] = (sum(near) + weight * wider[step]) / (len(near) + weight)
    best = 0.0
    for step in STEPS:  # more bits are never less certain
        best = rates[step] = max(best, rates[step])
    return rates


def _window(step: int) -> int:
    return 4 + step // 2


def _threshold(rates: Rates, aims: Aims, size: int) -> Threshold:
    def least(share: float, table: Mapping[int, float]) -> int:
        return next((step for step in STEPS if table[step] >= share), NEVER)

    by_keep, by_margin = rates
    sure = least(aims.sure, by_margin) if size >= _ENOUGH else NEVER
    return Threshold(sure, least(aims.likely, by_keep), least(aims.advice, by_keep))


_ENOUGH = 8
"""Verdicts of a group from which it can be sure by itself."""
_FEW = 4
"""Bits that a group of fewer verdicts, all of them right, needs more than its reason to be sure."""


FITTED_WITH = (f"slips/{EDITS}", f"slips/{WEIGHTS}", f"lexicon/{COMPANY}", f"lexicon/{LETTERS}", f"lexicon/{DOUBTFUL}")
"""The files of ``rules`` without which the thresholds mean nothing: another one of them, and they are stale."""


def digests() -> Mapping[str, str]:
    """A digest of what each file says that thresholds are fitted with; comments and examples say nothing."""
    return {name: blake2b(_said(name), digest_size=8).hexdigest() for name in FITTED_WITH}


def _said(name: str) -> bytes:
    data = read_bytes("rules", *name.split("/"))
    if not name.endswith(".toml"):
        return data.replace(b"\r\n", b"\n") if name.endswith(".txt") else data
    tables = tomllib.loads(data.decode())
    rows = (row for table in tables.values() if isinstance(table, list) for row in table)
    for row in rows:
        row.pop("example", None)
    return json.dumps(tables, sort_keys=True).encode()


def written(thresholds: Mapping[str, Threshold], figures: Mapping[str, str], date: str) -> str:
    """The file ``rules/slips/calibration.toml``; ``date``: the day of it, as ISO 8601 has it."""
    lines = ["# Made by `make calibration`; not edited. Bits from which a verdict is sure, likely, advice.", ""]
    lines += ["[figures]", *(f'"{name}" = "{value}"' for name, value in sorted(figures.items())), ""]
    lines += ["[fitted]", f'on = "{date}"', *(f'"{name}" = "{digest}"' for name, digest in digests().items()), "", "[thresholds]"]
    lines += [
        f'"{group}" = {{ sure = {each.sure}, likely = {each.likely}, advice = {each.advice} }}'
        for group, each in sorted(thresholds.items())
    ]
    return "\n".join(lines) + "\n"
