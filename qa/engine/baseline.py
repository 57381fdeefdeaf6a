"""Findings that are known already, and a checked document, to the findings that are new and the known ones that are gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from qa.engine.checked import Checked
from qa.engine.passages import Passage, passage_of
from qa.finding import Finding

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

    Passages that are the same are matched first; of what is left, those that are the same on one side, because the words
    on the other were edited. As many findings are known as there were passages.
    """
    if checked.unreadable is not None:
        return Sifted(checked, stayed=Counter(known))
    left = Counter({passage: count for passage, count in known.items() if count > 0})
    found = [(finding, passage_of(checked.document, finding)) for finding in checked.findings]
    new = found
    for likeness in _LIKENESSES:
        new = list(_unmatched(new, left, likeness))
    kept = {id(finding) for finding, _ in new}
    findings = tuple(finding for finding, _ in found if id(finding) in kept)
    old = tuple(finding for finding, _ in found if id(finding) not in kept)
    stayed = Counter(passage for finding, passage in found if id(finding) not in kept)
    return Sifted(replace(checked, findings=findings, known=(*checked.known, *old)), stayed, left)


_Likeness = Callable[[Passage], tuple[str, ...]]
# The same rule and wording always; then the words on both sides, before it, after it.
_LIKENESSES: tuple[_Likeness, ...] = (
    lambda passage: passage.key,
    lambda passage: passage.key[:3],
    lambda passage: (*passage.key[:2], passage.key[3]),
)


def _unmatched(
    found: list[tuple[Finding, Passage]], left: Counter[Passage], likeness: _Likeness
) -> Iterator[tuple[Finding, Passage]]:
    """The findings that have no like in ``left``, from which the likes of the others are taken."""
    likes: dict[tuple[str, ...], list[Passage]] = {}
    for passage in sorted(left.elements(), reverse=True):
        likes.setdefault(likeness(passage), []).append(passage)
    for finding, passage in found:
        if likes.get(likeness(passage)):
            match = likes[likeness(passage)].pop()
            left[match] -= 1
            if not left[match]:
                del left[match]
        else:
            yield finding, passage
