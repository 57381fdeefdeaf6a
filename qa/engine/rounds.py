"""Corrections until nothing of their certainty is left to correct, told as corrections of the text as it was.

One mistake can hide another: a stray mark beside a misread letter, a misspelling that a wrong word is counted with. What is
corrected is therefore checked again, so that whoever corrects a corrected file finds it as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from qa.engine.fixes import Fixed
from qa.ground.finding import Finding
from qa.ground.span import Span

_MOST_ROUNDS = 8
"""After the first; two or three settle nearly every text."""


def in_rounds(text: str, first: Fixed, again: Callable[[Fixed], Fixed]) -> Fixed:
    """What comes of ``first``, which was made for ``text``, and of all that is still corrected in what it gives.

    ``again`` is given all corrections so far, and answers with what it corrects in the text that those give. Corrections that
    lie in one another become one, with the rule and the reasons of the first of them; what a later round puts back as it was
    is left.
    """
    reached = {text: Fixed(text, (), (*first.applied, *first.left)), first.text: first}
    fixed = first
    for _ in range(_MOST_ROUNDS if first.applied else 0):
        further = again(fixed)
        if further.text in reached:
            return _one_of_circle(reached, further.text)
        reached[further.text] = fixed = _composed(text, fixed, further)
    return fixed


def _one_of_circle(reached: dict[str, Fixed], text: str) -> Fixed:
    """Of what corrections make of one another in turn, always the same, wherever one begins; mostly it is one text alone."""
    texts = list(reached)
    return reached[min(texts[texts.index(text) :])]


@dataclass(frozen=True, slots=True)
class _Part:
    """A correction of one round, by where it stands in the text between both."""

    middle: Span
    change: int
    """By how much the other text – before the first round, after the second – is longer there."""
    finding: Finding
    is_first: bool


def _composed(text: str, first: Fixed, further: Fixed) -> Fixed:
    """Two rounds as one; ``text`` is the one that ``first`` was made for."""
    applied: list[Finding] = []
    undone: list[Finding] = []
    old_shift = new_shift = 0
    for group in _groups([*_made(first), *_making(further)]):
        start, end = group[0].middle.start, max(part.middle.end for part in group)
        old_start, new_start = start + old_shift, start + new_shift
        old_shift += sum(part.change for part in group if part.is_first)
        new_shift += sum(part.change for part in group if not part.is_first)
        old, new = Span(old_start, end + old_shift), further.text[new_start : end + new_shift]
        leading = next((part for part in group if part.is_first), group[0]).finding
        if new == text[old.slice]:
            undone += [part.finding for part in group if part.is_first]
        elif len(group) == 1 and group[0].is_first:
            applied.append(leading)
        else:
            applied.append(replace(leading, span=old, text=text[old.slice], corrections=(new,)))
    spans = [finding.span for finding in applied]
    left = [finding for finding in (*first.left, *undone) if not any(finding.span.overlaps(span) for span in spans)]
    kept = frozenset(map(id, left))
    return Fixed(further.text, tuple(applied), tuple(left), tuple(each for each in first.refused if id(each.finding) in kept))


def _made(fixed: Fixed) -> Iterator[_Part]:
    """What the first round made, where it stands in the text that it gave."""
    shift = 0
    for finding in fixed.applied:
        longer = len(finding.corrections[0]) - len(finding.span)
        yield _Part(Span(finding.span.start + shift, finding.span.end + shift + longer), -longer, finding, is_first=True)
        shift += longer


def _making(fixed: Fixed) -> Iterator[_Part]:
    """What the second round makes, where it stands in the text that it is made of."""
    for finding in fixed.applied:
        yield _Part(finding.span, len(finding.corrections[0]) - len(finding.span), finding, is_first=False)


def _groups(parts: Iterable[_Part]) -> Iterator[list[_Part]]:
    """Those that lie in one another, together, in order."""
    group: list[_Part] = []
    for part in sorted(parts, key=lambda part: (part.middle, not part.is_first)):
        if group and not _joins(max(each.middle.end for each in group), group, part):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _joins(end: int, group: Sequence[_Part], part: _Part) -> bool:
    """Whether a correction lies in those before it, or at a place where one of them left nothing."""
    at_nothing = not len(part.middle) or not len(group[-1].middle)
    return part.middle.start < end or (part.middle.start == end and at_nothing)
