"""Decisions made on a document before, and its findings now, to which decision is about which finding.

The document may have been edited, wrapped anew or renamed since, and the rules may have changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from qa.decisions.place import rewrapped
from qa.decisions.record import Decision, Neighbourhood, evened, neighbourhood
from qa.engine.checked import Checked, records
from qa.ground.span import Span


@dataclass(frozen=True, slots=True)
class Anchor:
    """What is said of a finding so that a decision on it finds its place again."""

    finding: str
    """The finding's id."""
    rule: str
    text: str
    neighbourhood: Neighbourhood
    start: int
    """In code points of the document's text."""

    @property
    def passage(self) -> str:
        """The text with blanks evened out."""
        return evened(self.text)

    def held_by(self, decision: Decision) -> Decision:
        """The decision as it would have been made here: its correction wrapped as the text is."""
        correction = None if decision.correction is None else rewrapped(decision.correction, decision.text, self.text)
        return replace(
            decision,
            finding=self.finding,
            rule=self.rule,
            text=self.text,
            neighbourhood=self.neighbourhood,
            start=self.start,
            correction=correction,
        )


def anchors(checked: Checked) -> Iterator[Anchor]:
    """The findings of a document, in order."""
    text = checked.document.text
    for record in records(checked):
        around = neighbourhood(text, Span(record.start, record.end))
        yield Anchor(record.id, record.rule, record.text, around, record.start)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Law: every decision is in exactly one of the two, and no finding has two decisions."""

    known: tuple[Decision, ...]
    """As they would have been made on the findings of now."""
    strangers: tuple[Decision, ...]
    """Those on what is not found any more."""


def attribute(decisions: Iterable[Decision], findings: Sequence[Anchor], *, same_text: bool) -> Attribution:
    """Which finding each decision is about.

    A finding is known again by its id; in the same text by its rule and place; else by rule, passage and the words on both
    sides, and at last on one side, for a correction beside it may have changed those on the other. What looks the same in
    several places is known only where it is as many as were decided on, all alike.
    """
    left, waiting, known = list(decisions), list(findings), []
    for key in _WAYS if same_text else _WAYS_ELSEWHERE:
        pairs = tuple(_pairs(left, waiting, key))
        known += [anchor.held_by(decision) for decision, anchor in pairs]
        placed, taken = {id(decision) for decision, _ in pairs}, {anchor.finding for _, anchor in pairs}
        left = [decision for decision in left if id(decision) not in placed]
        waiting = [anchor for anchor in waiting if anchor.finding not in taken]
    return Attribution(tuple(known), tuple(left))


_Keys = Callable[[Decision | Anchor], Hashable]


def _by_id(each: Decision | Anchor) -> Hashable:
    return each.finding


def _by_place(each: Decision | Anchor) -> Hashable:
    return None if each.start is None else (each.rule, each.start)


def _by_words(each: Decision | Anchor) -> Hashable:
    return each.rule, each.passage, each.neighbourhood


def _by_words_before(each: Decision | Anchor) -> Hashable:
    return _by_side(each, each.neighbourhood.before)


def _by_words_after(each: Decision | Anchor) -> Hashable:
    return _by_side(each, each.neighbourhood.after)


def _by_side(each: Decision | Anchor, words: str) -> Hashable:
    """One word says too little of a place."""
    return (each.rule, each.passage, words) if len(words.split()) > 1 else None


_WAYS: tuple[_Keys, ...] = (_by_id, _by_place, _by_words, _by_words_before, _by_words_after)
"""The surest first."""
_WAYS_ELSEWHERE = tuple(way for way in _WAYS if way is not _by_place)
"""In another version of the text a place says nothing."""


def _pairs(decisions: Iterable[Decision], findings: Iterable[Anchor], key: _Keys) -> Iterator[tuple[Decision, Anchor]]:
    places = _grouped(findings, key)
    for alike, group in _grouped(decisions, key).items():
        here = places.get(alike, [])
        agree = len({(decision.verdict, decision.correction) for decision in group}) == 1
        if len(here) == len(group) and agree:
            yield from zip(group, here, strict=True)


_Either = TypeVar("_Either", Decision, Anchor)


def _grouped(each: Iterable[_Either], key: _Keys) -> dict[Hashable, list[_Either]]:
    groups: defaultdict[Hashable, list[_Either]] = defaultdict(list)
    for one in each:
        if (of := key(one)) is not None:
            groups[of].append(one)
    return groups
