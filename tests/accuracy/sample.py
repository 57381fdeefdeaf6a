"""Findings on clean records in, a fixed random sample of them out, with what people said of each.

A finding's name is a hash of its record, what it flags, the words around and its first correction, so that it survives
changes elsewhere in the record, another name of the rule, and another place for the folder. The sample is the findings
with the smallest hashes: when a rule comes or goes, the others stay in it. The verdicts are kept in sample.tsv, by that
name; of the records themselves nothing is kept.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.accuracy.measuring import Clean
from tests.accuracy.scoring import Flag

KEPT = Path(__file__).with_name("sample.tsv")
SIZE = 200

VERDICTS = ("true", "false", "arguable")
"""There is an error, and the first correction rights it; there is none, or it does not; editors would differ."""

_COLUMNS = ("id", "verdict", "rule", "note")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finding of the sample."""

    id: str
    """Twelve hexadecimal digits."""
    records: str
    """The name of the set it comes from."""
    flag: Flag
    before: str
    found: str
    after: str
    """The flagged text and some 60 code points on either side, as one line."""

    @property
    def correction(self) -> str | None:
        return _one_line(self.flag.corrections[0]) if self.flag.corrections else None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person said of a finding."""

    id: str
    verdict: str
    """One of VERDICTS."""
    rule: str
    note: str


_AROUND = 60
"""Code points."""


def draw(clean: Sequence[Clean], size: int = SIZE) -> tuple[Drawn, ...]:
    """The sample of this size, or all findings if they are fewer; in the order of their hashes."""
    everything = (drawn for each in clean for drawn in _named(each))
    return tuple(sorted(everything, key=lambda drawn: drawn.id)[:size])


def _named(clean: Clean) -> Iterator[Drawn]:
    texts = clean.records.texts()
    seen: Counter[str] = Counter()
    for flag in sorted(clean.flags, key=lambda flag: (flag.document, flag.start, flag.end, flag.rule, flag.corrections)):
        text = texts[flag.document]
        before, after = text[max(0, flag.start - _AROUND) : flag.start], text[flag.end : flag.end + _AROUND]
        found, correction = text[flag.start : flag.end], flag.corrections[0] if flag.corrections else "\0"
        neighbours = [*before.split()[-4:], "\x1f", *found.split(), "\x1f", *after.split()[:4]]
        key = "\x1e".join((clean.records.name, flag.document, *neighbours, "\x1f", *correction.split()))
        seen[key] += 1
        name = hashlib.blake2b(f"{key}\x1e{seen[key]}".encode(), digest_size=6).hexdigest()
        yield Drawn(name, clean.records.name, flag, *map(_one_line, (before, found, after)))


def _one_line(text: str) -> str:
    return re.sub(r"\s", " ", text)


def as_text(sample: Iterable[Drawn], verdicts: Mapping[str, Verdict]) -> Iterator[str]:
    """A paragraph for each finding, to be read."""
    for number, drawn in enumerate(sample, start=1):
        verdict = verdicts.get(drawn.id)
        said = f"  {verdict.verdict}: {verdict.note}" if verdict else ""
        yield (
            f"{number}. {drawn.id}  {drawn.flag.rule} ({drawn.flag.confidence})  "
            f"{drawn.records}, {drawn.flag.document}:{drawn.flag.start}{said}\n"
            f"   …{drawn.before}[{drawn.found}]{drawn.after}…\n"
            f"   {_proposal(drawn)}\n"
        )


def as_lines(sample: Iterable[Drawn], verdicts: Mapping[str, Verdict]) -> Iterator[str]:
    """A line for each finding without a verdict; with a verdict put after its first word it is one that ``judge`` reads."""
    for drawn in sample:
        if drawn.id not in verdicts:
            context = f"…{drawn.before[-40:]}[{drawn.found}]{drawn.after[:40]}…"
            yield f"{drawn.id}  {drawn.flag.rule} ({drawn.flag.confidence})  {_proposal(drawn)}  {context}"


def _proposal(drawn: Drawn) -> str:
    return f"→ {drawn.correction!r}" if drawn.correction is not None else "→ no proposal"


def read_verdicts(text: str) -> dict[str, Verdict]:
    """The verdicts of a file such as sample.tsv, by id. Raises ValueError for a line it does not understand."""
    lines = text.splitlines()
    if lines[:1] != ["\t".join(_COLUMNS)]:
        raise ValueError(f"expected the columns {', '.join(_COLUMNS)}, found {lines[:1]}")
    verdicts: dict[str, Verdict] = {}
    for number, line in enumerate(lines[1:], start=2):
        fields = line.split("\t")
        if len(fields) != len(_COLUMNS) or fields[1] not in VERDICTS or fields[0] in verdicts:
            raise ValueError(
                f"line {number}: expected an id not yet given, one of {', '.join(VERDICTS)}, rule and note, found {line!r}"
            )
        verdicts[fields[0]] = Verdict(*fields)
    return verdicts


def write_verdicts(verdicts: Mapping[str, Verdict]) -> str:
    """The text of sample.tsv, in the order of the ids."""
    rows = ("\t".join((each.id, each.verdict, each.rule, each.note)).rstrip("\n") for _, each in sorted(verdicts.items()))
    return "".join(f"{line}\n" for line in ("\t".join(_COLUMNS), *rows))


def judge(lines: Iterable[str], sample: Iterable[Drawn], verdicts: Mapping[str, Verdict]) -> dict[str, Verdict]:
    """``verdicts`` and those of lines "id verdict note"; a later one replaces an earlier one.

    Empty lines and those that begin with # say nothing. Raises ValueError for an id that is not of this sample and for a
    verdict that is none.
    """
    by_id = {drawn.id: drawn for drawn in sample}
    said = dict(verdicts)
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, verdict, note = (*line.split(maxsplit=2), "", "")[:3]
        if name not in by_id:
            raise ValueError(f"line {number}: no finding of the sample is called {name!r}")
        if verdict not in VERDICTS:
            raise ValueError(f"line {number}: expected one of {', '.join(VERDICTS)}, found {verdict!r}")
        said[name] = Verdict(name, verdict, by_id[name].flag.rule, " ".join(note.split()))
    return said


@dataclass(frozen=True, slots=True)
class Share:
    """What was said of some findings of a sample."""

    verdicts: Counter[str]
    """By verdict; under "" those nobody has judged."""

    @property
    def judged(self) -> int:
        return self.verdicts.total() - self.verdicts[""]


def share(sample: Iterable[Drawn], verdicts: Mapping[str, Verdict]) -> Share:
    """Count the verdicts on these findings."""
    return Share(Counter(verdicts[drawn.id].verdict if drawn.id in verdicts else "" for drawn in sample))
