"""Decisions made on a document before, and its findings now, to which decision is about which finding.

The document may have been edited, wrapped anew or renamed since, and the rules may have changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from qa.decisions.place import found_again, rewrapped
from qa.decisions.record import Decision
from qa.engine.anchor import Anchor, anchor_at
from qa.engine.checked import Checked, records


@dataclass(frozen=True, slots=True)
class Anchored:
    """A finding of now, as a decision on it names it."""

    finding: str
    """The finding's id."""
    anchor: Anchor
    start: int
    """In code points of the document's text."""

    def held_by(self, decision: Decision) -> Decision:
        """The decision as it would have been made here: its correction wrapped as the text is."""
        was, now = decision.anchor.text, self.anchor.text
        correction = None if decision.correction is None else rewrapped(decision.correction, was, now)
        return replace(decision, finding=self.finding, anchor=self.anchor, start=self.start, correction=correction)


def seen_again(decisions: Iterable[Decision], text: str, *, same_text: bool) -> Iterator[Decision]:
    """What reviewers saw themselves, as they would have seen it in ``text``; without ``start`` where it stands nowhere."""
    for decision, span in found_again(text, decisions, same_text=same_text):
        if span is None:
            yield replace(decision, start=None)
        else:
            anchor = anchor_at(text, decision.anchor.rule, span)
            yield Anchored(decision.finding, anchor, span.start).held_by(decision)


def anchored(checked: Checked) -> Iterator[Anchored]:
    """The findings of a document, in order."""
    for finding, record in zip(checked.findings, records(checked), strict=True):
        yield Anchored(record.id, anchor_at(checked.document.text, finding.rule, finding.span), finding.span.start)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Law: every decision is in exactly one of the two, and no finding has two decisions."""

    known: tuple[Decision, ...]
    """As they would have been made on the findings of now."""
    strangers: tuple[Decision, ...]
    """Those on what is not found any more."""


def attribute(decisions: Iterable[Decision], findings: Sequence[Anchored], *, same_text: bool) -> Attribution:
    """Which finding each decision is about.

    A finding is known again by its id; in the same text by its rule and place; else by rule, passage and the words on both
    sides, and at last on one side, for a correction beside it may have changed those on the other. What looks the same in
    several places is known only where it is as many as were decided on, all alike.
    """
    left, waiting, known = list(decisions), list(findings), []
    for key in (_by_id, *((_by_place,) if same_text else ()), *_BY_ANCHOR):
        pairs = tuple(_pairs(left, waiting, key))
        known += [found.held_by(decision) for decision, found in pairs]
        placed, taken = {id(decision) for decision, _ in pairs}, {found.finding for _, found in pairs}
        left = [decision for decision in left if id(decision) not in placed]
        waiting = [found for found in waiting if found.finding not in taken]
    return Attribution(tuple(known), tuple(left))


_Key = Callable[[Decision | Anchored], Hashable]


def _by_id(each: Decision | Anchored) -> Hashable:
    return each.finding


def _by_place(each: Decision | Anchored) -> Hashable:
    return None if each.start is None else (each.anchor.rule, each.start)


_BY_ANCHOR: tuple[_Key, ...] = (
    lambda each: each.anchor.exact,
    lambda each: each.anchor.sides[0],
    lambda each: each.anchor.sides[1],
)
"""The surest first."""


def _pairs(decisions: Iterable[Decision], findings: Iterable[Anchored], key: _Key) -> Iterator[tuple[Decision, Anchored]]:
    places = _grouped(findings, key)
    for alike, group in _grouped(decisions, key).items():
        here = places.get(alike, [])
        agree = len({(decision.verdict, decision.correction) for decision in group}) == 1
        if len(here) == len(group) and agree:
            yield from zip(group, here, strict=True)


_Either = TypeVar("_Either", Decision, Anchored)


def _grouped(each: Iterable[_Either], key: _Key) -> dict[Hashable, list[_Either]]:
    groups: defaultdict[Hashable, list[_Either]] = defaultdict(list)
    for one in each:
        if (of := key(one)) is not None:
            groups[of].append(one)
    return groups
