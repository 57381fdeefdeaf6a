"""Findings that are known already, and a checked document, to the findings that are new and the known ones that are gone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from qa.engine.anchor import Passage, passage_of
from qa.engine.checked import Checked
from qa.ground.finding import Finding

Known = Mapping[str, Mapping[Passage, int]]
"""By the path of the document: each known passage, and how many there are that look the same."""


def passages(checked: Checked) -> Counter[Passage]:
    """The passages of a document's findings, counted; none for one that cannot be read."""
    if checked.unreadable is not None:
        return Counter()
    return Counter(passage_of(checked.document, finding) for finding in checked.findings)


@dataclass(frozen=True, slots=True)
class Sifted:
    """One document against what was known of it. Law: of what was known, all has stayed or is gone."""

    checked: Checked
    """Its findings are new; those known are with ``known``."""
    stayed: Counter[Passage] = field(default_factory=Counter)
    """What was known and is found, as it stands there now."""
    gone: Counter[Passage] = field(default_factory=Counter)


def sift(checked: Checked, known: Mapping[Passage, int]) -> Sifted:
    """Take away the findings that were known.

    Passages that are the same are matched first; of what is left, those of the same wording with most words around it the
    same, or all on one side, because the others were edited, the likest first. As many findings are known as there were passages.
    """
    if checked.unreadable is not None:
        return Sifted(checked, stayed=Counter(known))
    left = Counter({passage: count for passage, count in known.items() if count > 0})
    found = [(finding, passage_of(checked.document, finding)) for finding in checked.findings]
    new = tuple(_edited(tuple(_unmatched(found, left)), left))
    kept = {id(finding) for finding, _ in new}
    findings = tuple(finding for finding, _ in found if id(finding) in kept)
    old = tuple(finding for finding, _ in found if id(finding) not in kept)
    stayed = Counter(passage for finding, passage in found if id(finding) not in kept)
    return Sifted(replace(checked, findings=findings, known=(*checked.known, *old)), stayed, left)


_Found = tuple[Finding, Passage]


def _unmatched(found: Iterable[_Found], left: Counter[Passage]) -> Iterator[_Found]:
    """The findings whose passage is not in ``left``, from which those of the others are taken."""
    same: defaultdict[tuple[str, ...], list[Passage]] = defaultdict(list)
    for passage in sorted(left.elements(), reverse=True):
        same[passage.key].append(passage)
    for finding, passage in found:
        if same[passage.key]:
            _take(same[passage.key].pop(), left)
        else:
            yield finding, passage


def _edited(found: Sequence[_Found], left: Counter[Passage]) -> Iterator[_Found]:
    """The findings that stand among other words than any passage in ``left``, from which those of the others are taken."""
    wordings: defaultdict[tuple[str, ...], list[Passage]] = defaultdict(list)
    for passage in sorted(left):
        wordings[passage.key[:2]].append(passage)
    pairs = (
        (-likeness, index, known)
        for index, (_, passage) in enumerate(found)
        for known in wordings[passage.key[:2]]
        if (likeness := _likeness(passage, known)) > 0.5
    )
    matched: set[int] = set()
    for _, index, known in sorted(pairs):
        if index not in matched and left[known]:
            matched.add(index)
            _take(known, left)
    return (each for index, each in enumerate(found) if index not in matched)


def _likeness(one: Passage, other: Passage) -> float:
    """How much of the words around a wording is the same in both, 0 to 1; all, where one side is the same word for word.

    One word alone is no side: a paragraph's first word is often that of another.
    """
    sides = ((one.before.split(), other.before.split()), (one.after.split(), other.after.split()))
    if any(here == there and len(here) > 1 for here, there in sides):
        return 1.0
    shared = sum((Counter(here) & Counter(there)).total() for here, there in sides)
    words = sum(max(len(here), len(there)) for here, there in sides)
    return shared / words if words else 0.0


def _take(passage: Passage, left: Counter[Passage]) -> None:
    left[passage] -= 1
    if not left[passage]:
        del left[passage]
