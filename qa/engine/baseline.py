"""Findings that are known already, and a checked document, to the findings that are new and the known ones that are gone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from qa.engine.anchor import Anchor, Key, anchor_of
from qa.engine.checked import Checked
from qa.ground.finding import Finding

Known = Mapping[str, Mapping[Anchor, int]]
"""By the path of the document: each known anchor, and how many there are that look the same."""


def anchors(checked: Checked) -> Counter[Anchor]:
    """The anchors of a document's findings, counted; none for one that cannot be read."""
    if checked.unreadable is not None:
        return Counter()
    return Counter(anchor_of(checked.document, finding) for finding in checked.findings)


@dataclass(frozen=True, slots=True)
class Sifted:
    """One document against what was known of it. Law: of what was known, all has stayed or is gone."""

    checked: Checked
    """Its findings are new; those known are with ``known``."""
    stayed: Counter[Anchor] = field(default_factory=Counter)
    """What was known and is found, as it stands there now."""
    gone: Counter[Anchor] = field(default_factory=Counter)


def sift(checked: Checked, known: Mapping[Anchor, int]) -> Sifted:
    """Take away the findings that were known.

    Anchors that are the same are matched first; of what is left, those of the same wording with most words around it the
    same, or all on one side, because the others were edited, the likest first. As many findings are known as there were anchors.
    """
    if checked.unreadable is not None:
        return Sifted(checked, stayed=Counter(known))
    left = Counter({anchor: count for anchor, count in known.items() if count > 0})
    found = [(finding, anchor_of(checked.document, finding)) for finding in checked.findings]
    new = tuple(_edited(tuple(_unmatched(found, left)), left))
    kept = {id(finding) for finding, _ in new}
    findings = tuple(finding for finding, _ in found if id(finding) in kept)
    old = tuple(finding for finding, _ in found if id(finding) not in kept)
    stayed = Counter(anchor for finding, anchor in found if id(finding) not in kept)
    return Sifted(replace(checked, findings=findings, known=(*checked.known, *old)), stayed, left)


_Found = tuple[Finding, Anchor]


def _unmatched(found: Iterable[_Found], left: Counter[Anchor]) -> Iterator[_Found]:
    """The findings whose anchor is not in ``left``, from which those of the others are taken."""
    same: defaultdict[Key, list[Anchor]] = defaultdict(list)
    for anchor in sorted(left.elements(), reverse=True):
        same[anchor.bare].append(anchor)
    for finding, anchor in found:
        if same[anchor.bare]:
            _take(same[anchor.bare].pop(), left)
        else:
            yield finding, anchor


def _edited(found: Sequence[_Found], left: Counter[Anchor]) -> Iterator[_Found]:
    """The findings that stand among other words than any anchor in ``left``, from which those of the others are taken."""
    wordings: defaultdict[Key, list[Anchor]] = defaultdict(list)
    for anchor in sorted(left):
        wordings[anchor.bare[:2]].append(anchor)
    pairs = (
        (-likeness, index, known)
        for index, (_, anchor) in enumerate(found)
        for known in wordings[anchor.bare[:2]]
        if (likeness := anchor.likeness(known)) > 0.5
    )
    matched: set[int] = set()
    for _, index, known in sorted(pairs):
        if index not in matched and left[known]:
            matched.add(index)
            _take(known, left)
    return (each for index, each in enumerate(found) if index not in matched)


def _take(anchor: Anchor, left: Counter[Anchor]) -> None:
    left[anchor] -= 1
    if not left[anchor]:
        del left[anchor]
