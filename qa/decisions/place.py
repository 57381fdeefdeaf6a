"""Decisions and a text to the edits they make of it, and to those of them that have no place in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest

from qa.decisions.record import Decision, Decisions, digest
from qa.engine.anchor import REACH, Anchor, Key
from qa.ground.edit import Edit
from qa.ground.span import OffsetMap, Span


@dataclass(frozen=True, slots=True)
class Placed:
    """A decision that changes something, with the edit it makes of the document's text."""

    decision: Decision
    edit: Edit


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A decision that was to change something and changes nothing, with the reason."""

    decision: Decision
    reason: str

    def told(self, wording: str) -> str:
        """In one line: ``spelling.typo: "recieve" -> "receive": it stands there no more (speech.decisions.json:3)``."""
        origin = f" ({self.decision.origin})" if self.decision.origin else ""
        return f"{self.decision.anchor.rule}: {wording}: {self.reason}{origin}"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where decisions take effect. Law: the edits of ``placed`` are in order and do not overlap."""

    placed: tuple[Placed, ...]
    unplaced: tuple[Unplaced, ...]
    already: tuple[Decision, ...] = ()
    """Those whose corrections stand in the text already."""


def place(text: str, files: Iterable[Decisions]) -> Placement:
    """The edits that accepted and edited proposals make of ``text``.

    In the text that a file was made for, a passage is where it was. In another version it is where the same passage
    stands between the same words, blanks aside; one that stands in more places than were decided on, or of whose equals
    some were decided otherwise, is not placed. Neither are two edits of one place that differ, nor what another reviewer
    refused.
    """
    several = tuple(files)
    outcomes = [outcome for file in several for outcome in _outcomes(text, file)]
    allowed, refused = _allowed((each for each in outcomes if isinstance(each, Placed)), several)
    agreed, contested = _agreed(allowed)
    return Placement(
        tuple(agreed),
        (*(each for each in outcomes if isinstance(each, Unplaced)), *refused, *contested),
        tuple(each for each in outcomes if isinstance(each, Decision)),
    )


_Outcome = Placed | Unplaced | Decision
"""A Decision by itself is one that has been carried out already."""


def _outcomes(text: str, file: Decisions) -> Iterator[_Outcome]:
    """What becomes of each decision of one file that changes something, by itself."""
    searched = _Text(text)
    settle = _exactly if file.digest == digest(text) else _anew
    for group in _groups(file.decisions):
        yield from settle(searched, group)


def _allowed(placed: Iterable[Placed], files: Iterable[Decisions]) -> tuple[list[Placed], list[Unplaced]]:
    """Those that no other file refuses; one file has one decision on a finding."""
    refusals = {each.finding: each for file in files for each in file.decisions if each.verdict.refuses}
    allowed: list[Placed] = []
    refused: list[Unplaced] = []
    for each in placed:
        refusal = refusals.get(each.decision.finding)
        if refusal is None:
            allowed.append(each)
        else:
            refused.append(Unplaced(each.decision, refusal.told))
    return allowed, refused


GONE = "the passage does not stand there any more"
"""Why a decision changes nothing."""


def found_again(text: str, decisions: Iterable[Decision], *, same_text: bool) -> Iterator[tuple[Decision, Span | None]]:
    """Where the passage of each decision stands: where it was, or else between the same words, or after or before the same.

    None where it stands nowhere, or nobody can say in which of several places. ``same_text`` says that their places are
    those of this text.
    """
    searched = _Text(text)
    for decision in decisions:
        span = Span(decision.start, decision.start + len(decision.anchor.text)) if decision.start is not None else None
        if same_text and span is not None and text[span.slice] == decision.anchor.text and span.end <= len(text):
            yield decision, span
        else:
            yield decision, searched.only(decision.anchor)


def _groups(decisions: Iterable[Decision]) -> Iterator[list[Decision]]:
    """Decisions on passages that look the same, whatever the rules; only groups that change something."""
    groups: defaultdict[Key, list[Decision]] = defaultdict(list)
    for decision in decisions:
        groups[decision.anchor.exact[1:]].append(decision)
    return (group for group in groups.values() if any(decision.verdict.changes for decision in group))


def _exactly(searched: _Text, group: Sequence[Decision]) -> Iterator[_Outcome]:
    """In the very text that the file was made for."""
    if any(decision.start is None for decision in group):
        yield from _anew(searched, group)
        return
    for decision in group:
        start = decision.start or 0
        span = Span(start, start + len(decision.anchor.text))
        if not decision.verdict.changes:
            continue
        if searched.text[span.slice] == decision.anchor.text:
            yield Placed(decision, Edit(span, decision.correction or ""))
        else:
            yield Unplaced(decision, f"the passage does not stand at code point {start}, as the file says")


def _anew(searched: _Text, group: Sequence[Decision]) -> Iterator[_Outcome]:
    """In another version, by their anchor."""
    places = tuple(searched.places(group[0].anchor))
    if len(places) > len(group):
        yield from _all_unplaced(group, "the passage stands there more often than it was decided on")
    elif len({(decision.verdict.changes, decision.correction) for decision in group}) > 1:
        yield from _all_unplaced(group, "passages that look the same were decided in different ways")
    else:
        for decision, span in zip_longest(group, places):
            yield _moved(searched.text, decision, span) if span else _missed(searched, decision)


def _all_unplaced(group: Iterable[Decision], reason: str) -> Iterator[Unplaced]:
    return (Unplaced(decision, reason) for decision in group if decision.verdict.changes)


def _moved(text: str, decision: Decision, span: Span) -> Placed:
    return Placed(decision, Edit(span, rewrapped(decision.correction or "", decision.anchor.text, text[span.slice])))


def _missed(searched: _Text, decision: Decision) -> Unplaced | Decision:
    """A decision without a place: carried out already where its correction stands between the same words."""
    corrected = next(searched.places(replace(decision.anchor, text=decision.correction or "")), None)
    return decision if corrected is not None else Unplaced(decision, GONE)


class _Text:
    """A document's text, searched for passages between given words."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._evened = _RUN.sub(" ", text)
        self._offsets = OffsetMap.of_places(_runs(text))

    def places(self, anchor: Anchor) -> Iterator[Span]:
        """Where the text of an anchor stands between its words. One place may begin inside another: "the the the"."""
        # The evened text is searched first: an expression alone would be tried at every letter.
        wanted = _RUN.sub(" ", anchor.before + anchor.text + anchor.after)
        pattern = re.compile(_before(anchor.before) + f"(?P<passage>{_passage(anchor.text)})" + _after(anchor.after))
        found = self._evened.find(wanted)
        while found >= 0:
            if match := pattern.match(self.text, self._offsets.start(found)):
                yield Span(*match.span("passage"))
            found = self._evened.find(wanted, found + 1) if wanted else -1

    def only(self, anchor: Anchor) -> Span | None:
        """The one place of an anchor, or of what is left of it where the words on one side are others now."""
        sides = (replace(anchor, after=""), replace(anchor, before=""))
        for each in (anchor, *(side for side in sides if anchor.text.strip() and (side.before or side.after))):
            found = tuple(islice(self.places(each), 2))
            if len(found) == 1:
                return found[0]
        return None


_RUN = re.compile(r"\s+")


def _runs(text: str) -> Iterator[tuple[int, int, int, int]]:
    """The runs of blanks that become one: start and end in the evened text, start and end in the text."""
    shorter = 0
    for run in re.finditer(r"\s{2,}", text):
        start = run.start() - shorter
        yield start, start + 1, run.start(), run.end()
        shorter += len(run[0]) - 1


_BLANKS = re.compile(r"(\s+)")
_LINE_END = r"(?:\r\n|\r|\n)"
_WRAP = rf"(?:[ \t]*{_LINE_END}[ \t]*|[ ])"
"""A single blank, or the line end that a wrap puts in its place."""
_EMPTY_LINE = rf"[ \t]*{_LINE_END}(?:[ \t]*{_LINE_END})+[ \t]*"


def _before(words: str) -> str:
    """A word that was cut for its length may begin inside another; any other begins after a blank."""
    whole = words and not words[0].isspace() and len(words) < REACH
    return (r"(?<!\S)" if whole else "") + _words(words)


def _after(words: str) -> str:
    whole = words and not words[-1].isspace() and len(words) < REACH
    return _words(words) + (r"(?!\S)" if whole else "")


def _words(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split(" ")))


def _passage(passage: str) -> str:
    """The passage with its wraps free; two blanks stay two, for they may be what the decision is about."""
    return "".join(_blank(part) if part.isspace() else re.escape(part) for part in _BLANKS.split(passage))


def _blank(run: str) -> str:
    if re.fullmatch(_WRAP, run):
        return _WRAP
    return _EMPTY_LINE if re.fullmatch(_EMPTY_LINE, run) else re.escape(run)


def rewrapped(correction: str, recorded: str, passage: str) -> str:
    """The correction with the blanks of ``passage`` where it has the words of ``recorded`` around them.

    >>> rewrapped("of\\nthe two States", "ofthe\\ntwo States", "ofthe two\\nStates")
    'of the two\\nStates'
    """
    if passage == recorded:
        return correction
    new, old, here = _BLANKS.split(correction), _BLANKS.split(recorded), _BLANKS.split(passage)
    if len(old) != len(here):
        return correction
    head = _shared(new, old)
    tail = min(_shared(new[::-1], old[::-1]), min(len(new), len(old)) - head)
    middle = (" " if re.fullmatch(_WRAP, part) else part for part in new[head : len(new) - tail])
    return "".join((*here[:head], *middle, *here[len(here) - tail :]))


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many parts at the beginning are the same, words and blanks."""
    return next((index for index, pair in enumerate(zip_longest(one, other)) if pair[0] != pair[1]), len(one))


def _agreed(placed: Iterable[Placed]) -> tuple[list[Placed], list[Unplaced]]:
    """Edits that do not overlap, the same one of two reviewers once; and those that compete for a place."""
    agreed: list[Placed] = []
    contested: list[Unplaced] = []
    for cluster in _clusters(placed):
        if len({each.edit for each in cluster}) == 1:
            agreed.append(cluster[0])
        else:
            contested += (Unplaced(each.decision, "another decision changes the same place otherwise") for each in cluster)
    return agreed, contested


def _clusters(placed: Iterable[Placed]) -> Iterator[list[Placed]]:
    cluster: list[Placed] = []
    reach = Span(0, 0)
    for each in sorted(placed, key=lambda each: (each.edit.span, each.edit.text)):
        if cluster and not reach.overlaps(each.edit.span):
            yield cluster
            cluster = []
        reach = Span(reach.start, max(reach.end, each.edit.span.end)) if cluster else each.edit.span
        cluster.append(each)
    if cluster:
        yield cluster
