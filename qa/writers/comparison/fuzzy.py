"""A comparison to a patch of diff-match-patch, in the format of its ``patch_toText``, which its many languages share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import diff_match_patch

from qa.compare.comparison import Comparison
from qa.ground.differences import differences
from qa.ground.edit import Edit
from qa.ground.span import Span
from qa.writers import Look

_MARGIN = 4
"""Code points. Changes with at most twice as many between them are one patch: ``Patch_Margin`` of diff-match-patch."""
_CONTEXT = 14
"""Code points on either side. diff-match-patch looks for no longer pattern than 32, and itself takes up to 14 of context."""
_PARTS = re.compile(r"\s+|\S+")

Step = tuple[int, str]
"""What diff-match-patch calls a diff: -1 to delete a text, 1 to insert it, 0 to keep it."""


def render(comparison: Comparison, look: Look) -> str:
    """The patch of two texts, layout included; empty where they are the same. ``look`` changes nothing."""
    return to_dmp_patch(comparison)


def to_dmp_patch(comparison: Comparison) -> str:
    """What ``patch_fromText`` and ``patch_apply`` make the new text of the old one with.

    The comparison says what differs. ``patch_make`` would search the whole text for each context and copy it for each
    change; here every context has its full length at once, and the time grows with the length of the texts alone.
    """
    edits = (fine for edit in comparison.edits() for fine in _fine(edit, comparison.old.text))
    engine = diff_match_patch.diff_match_patch()
    text: str = engine.patch_toText([_patch(group, comparison.old.text, comparison.new.text) for group in _groups(edits)])
    return text


def _fine(edit: Edit, old_text: str) -> Iterator[Edit]:
    """A change as changes inside it: those of blanks alone where the words are the same, else those of letters."""
    old = old_text[edit.span.slice]
    here, there = _PARTS.findall(old), _PARTS.findall(edit.text)
    same_words = len(here) == len(there) and all(
        a == b or (a.isspace() and b.isspace()) for a, b in zip(here, there, strict=True)
    )
    place = edit.span.start
    for op, text in _pairs(here, there) if same_words else ((piece.op, piece.text) for piece in differences(old, edit.text)):
        if op == "insert":
            yield Edit(Span(place, place), text)
            continue
        if op == "delete":
            yield Edit(Span(place, place + len(text)), "")
        place += len(text)


def _pairs(old: Iterable[str], new: Iterable[str]) -> Iterator[tuple[str, str]]:
    for here, there in zip(old, new, strict=True):
        if here == there:
            yield "equal", here
        else:
            yield from (("delete", here), ("insert", there))


@dataclass(frozen=True, slots=True)
class _Group:
    """Changes near to one another, in order, and how much longer the new text is before them."""

    edits: tuple[Edit, ...]
    shift: int


def _groups(edits: Iterable[Edit]) -> Iterator[_Group]:
    group: list[Edit] = []
    shift = grown = 0
    for edit in edits:
        if group and edit.span.start - group[-1].span.end > 2 * _MARGIN:
            yield _Group(tuple(group), shift)
            group, shift = [], grown
        group.append(edit)
        grown += len(edit.text) - len(edit.span)
    if group:
        yield _Group(tuple(group), shift)


def _patch(group: _Group, old_text: str, new_text: str) -> diff_match_patch.patch_obj:
    """A patch for the old text with all that comes before the group changed already, which is how patches are applied."""
    start, end = group.edits[0].span.start, group.edits[-1].span.end
    before = new_text[max(0, start + group.shift - _CONTEXT) : start + group.shift]
    steps = [(0, before), *_steps(group.edits, old_text), (0, old_text[end : end + _CONTEXT])]
    patch = diff_match_patch.patch_obj()
    patch.diffs = [(op, text) for op, text in steps if text]
    patch.start1 = patch.start2 = start + group.shift - len(before)
    patch.length1 = sum(len(text) for op, text in steps if op <= 0)
    patch.length2 = sum(len(text) for op, text in steps if op >= 0)
    return patch


def _steps(edits: Iterable[Edit], old_text: str) -> Iterator[Step]:
    done: int | None = None
    for edit in edits:
        yield 0, old_text[edit.span.start if done is None else done : edit.span.start]
        yield -1, old_text[edit.span.slice]
        yield 1, edit.text
        done = edit.span.end
