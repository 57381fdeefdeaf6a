"""A patch and a text to the patched text, and how each hunk was placed.

The patch may be a unified diff, a patch of diff-match-patch, or a list of changes; its content tells which.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from typing import Any

from qa.align.hyphens import Forms, vocabulary
from qa.config.json_data import parse_json
from qa.ground.edit import Edit, apply_edits
from qa.ground.errors import QaError
from qa.ground.span import Span
from qa.patch.changes import apply_changes
from qa.patch.hunks import Hunk, fuzzy_hunks, unified_hunks
from qa.patch.locate import SEVERAL_PLACES, Field, Fit, Located, to_the_letter

_HUNK = re.compile(r"^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@", re.MULTILINE)
_HEAD = re.compile(r"^--- .*\n\+\+\+ ", re.MULTILINE)
_LONG = 24
"""Code points. A longer one that stands once in a text may be anywhere in it."""
_WINDOW = 5_000
"""Code points on either side of where a patch of diff-match-patch says that a hunk is."""


@dataclass(frozen=True, slots=True)
class HunkOutcome:
    """What became of a hunk."""

    number: int
    """Its position in the patch, 1-based."""
    fit: Fit
    line: int
    """Where it was applied, 1-based; for one that failed, where it should have been."""
    amount: int
    """Of an offset: lines for a unified diff, code points for diff-match-patch; else how much differs, as ``Located`` says."""
    unit: str
    """What the amount of an offset is counted in: lines or characters."""
    reason: str
    content: str
    """As the patch has it."""


@dataclass(frozen=True, slots=True)
class Patched:
    """A text with the hunks that could be placed."""

    text: str
    outcomes: tuple[HunkOutcome, ...]

    @property
    def failed(self) -> tuple[HunkOutcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.fit is Fit.FAILED)


def apply_patch(patch: str, text: str, *, patch_name: str = "", name: str = "", reverse: bool = False) -> Patched:
    """Apply a patch to a text; ``patch_name`` and ``name`` are those of their files.

    Raises QaError for what is no patch, or a broken one, and for a list of changes that the text does not fit.
    """
    if patch.lstrip("\ufeff \r\n").startswith("{"):
        return _changes_applied(patch, text, patch_name, reverse=reverse)
    fuzzy = None if _HEAD.search(patch) or not _HUNK.search(patch) else fuzzy_hunks(patch)
    hunks = fuzzy or unified_hunks(patch, patch_name, name)
    if not hunks:
        expected = "a unified diff, a patch of diff-match-patch, or JSON Lines of changes"
        raise QaError("no patch, or one that changes nothing", file=patch_name, expected=expected)
    numbered = [(number, hunk.reverse if reverse else hunk) for number, hunk in enumerate(map(_without_mark, hunks), 1)]
    if fuzzy:
        # Each has in its context what those before it changed, so that they are taken back from the last on.
        return _Rolling(text, numbered, backwards=reverse).patched(numbered[::-1] if reverse else numbered)
    return _Lines(text, numbered).patched()


def _changes_applied(patch: str, text: str, patch_name: str, *, reverse: bool) -> Patched:
    records: list[Any] = []
    for number, line in enumerate(patch.lstrip("\ufeff").split("\n"), 1):
        records += [parse_json(line, patch_name, line=number)] if line.strip() else []
    return Patched(apply_changes(records, text, reverse=reverse), ())


def _without_mark(hunk: Hunk) -> Hunk:
    """A hunk without a byte order mark, which is no part of the text."""
    if hunk.old_place > 0:
        return hunk
    return replace(hunk, old=hunk.old.removeprefix("\ufeff"), new=hunk.new.removeprefix("\ufeff"))


def _with_line_ends(hunk: Hunk, text: str) -> Hunk:
    """A hunk with the line ends of the text, which mail and editors change."""
    old, new = (side.replace("\r\n", "\n") for side in (hunk.old, hunk.new))
    if "\r\n" in text:
        old, new = old.replace("\n", "\r\n"), new.replace("\n", "\r\n")
    return replace(hunk, old=old, new=new)


def _found_by_letters(text: str, hunk: Hunk, expected: int, *, whole_lines: bool) -> Located:
    placed = to_the_letter(text, hunk, expected, whole_lines=whole_lines)
    if placed.edit is None and (fitted := _with_line_ends(hunk, text)) != hunk:
        return to_the_letter(text, fitted, expected, whole_lines=whole_lines)
    return placed


def _known(text: str, hunks: Iterable[tuple[int, Hunk]]) -> Forms:
    parts = [vocabulary(text), *(vocabulary(side) for _, hunk in hunks for side in (hunk.old, hunk.new))]
    return reduce(lambda one, two: Forms(one.words | two.words, one.broken | two.broken), parts)


class _Lines:
    """Applies the hunks of a unified diff, all of which speak of the text as it was."""

    def __init__(self, text: str, hunks: Sequence[tuple[int, Hunk]]) -> None:
        self._text, self._hunks = text, hunks
        self._drift = 0
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def patched(self) -> Patched:
        found = [self._placed(hunk, expected) for hunk, expected in self._expected()]
        for index, placed in enumerate(found):
            if placed.reason == SEVERAL_PLACES:
                found[index] = self._between(found, index)
        edits: list[Edit] = []
        outcomes: list[HunkOutcome] = []
        for (number, hunk), placed in zip(self._hunks, _apart(found), strict=True):
            line = hunk.old_place
            if placed.edit is not None:
                edits.append(placed.edit)
                line = self._line(placed.edit.span.start)
            fit, amount = _told(placed, line - hunk.old_place)
            outcomes.append(HunkOutcome(number, fit, line + 1, amount, "line", placed.reason, hunk.content))
        return Patched(apply_edits(self._text, sorted(edits, key=lambda edit: edit.span)), tuple(outcomes))

    def _placed(self, hunk: Hunk, expected: int) -> Located:
        placed = _found_by_letters(self._text, hunk, expected, whole_lines=True)
        if placed.edit is None and hunk.old.strip():
            placed = self._field.placed(hunk, None)
        if placed.edit is not None:
            self._drift = self._line(placed.edit.span.start) - hunk.old_place
        return placed

    @cached_property
    def _field(self) -> Field:
        return Field(self._text, _known(self._text, self._hunks))

    def _expected(self) -> Iterator[tuple[Hunk, int]]:
        """The hunks and where they should be: where the patch says, and as far from there as the hunk before was."""
        for _, hunk in self._hunks:
            line = min(max(hunk.old_place + self._drift, 0), len(self._starts) - 1)
            yield hunk, self._starts[line]

    def _between(self, found: Sequence[Located], index: int) -> Located:
        """A hunk that fits at several places, of which one lies between the places of its neighbours."""
        before = next((placed.edit.span.end for placed in found[index - 1 :: -1] if index and placed.edit is not None), 0)
        after = (placed.edit.span.start for placed in found[index + 1 :] if placed.edit is not None)
        return self._field.placed(self._hunks[index][1], None, Span(before, max(before, next(after, len(self._text)))))

    def _line(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1


def _told(placed: Located, offset: int) -> tuple[Fit, int]:
    """How a hunk was placed, and how much differs: to the letter means where the patch says, not where it was looked for."""
    if placed.fit not in (Fit.EXACT, Fit.OFFSET):
        return placed.fit, placed.amount
    return (Fit.OFFSET, offset) if offset else (Fit.EXACT, 0)


def _apart(found: Iterable[Located]) -> Iterator[Located]:
    """The hunks but for those whose place another one, before them in the patch, has changed."""
    taken: list[Span] = []
    for placed in found:
        index = bisect_left(taken, placed.edit.span) if placed.edit is not None else 0
        if placed.edit is not None and any(placed.edit.span.overlaps(span) for span in taken[max(0, index - 1) : index + 1]):
            yield Located(Fit.FAILED, reason="its place was changed by another hunk")
            continue
        if placed.edit is not None:
            taken.insert(index, placed.edit.span)
        yield placed


class _Rolling:
    """Applies the hunks of a diff-match-patch patch, each of which speaks of the text that the one before it left."""

    def __init__(self, text: str, hunks: Sequence[tuple[int, Hunk]], *, backwards: bool) -> None:
        """``backwards``: the hunks come from the end of the text to its beginning."""
        self._text = text
        self._words = _known(text, hunks) if len(hunks) else vocabulary(text)
        self._backwards = backwards

    def patched(self, hunks: Iterable[tuple[int, Hunk]]) -> Patched:
        outcomes: list[HunkOutcome] = []
        drift = 0
        for number, hunk in hunks:
            expected = min(max(hunk.old_place + drift, 0), len(self._text))
            placed = self._placed(hunk, expected)
            found = expected if placed.edit is None else placed.place
            line = self._text.count("\n", 0, found) + 1
            fit, amount = _told(placed, found - hunk.old_place)
            outcomes.append(HunkOutcome(number, fit, line, amount, "character", placed.reason, hunk.content))
            grown = 0
            if placed.edit is not None:
                grown = len(placed.edit.text) - len(placed.edit.span)
                self._text = apply_edits(self._text, (placed.edit,))
            # What lies before a place is not shifted by what happens behind it.
            shift = 0 if self._backwards else grown - (len(hunk.new) - len(hunk.old))
            drift = found - hunk.old_place + shift
        return Patched(self._text, tuple(sorted(outcomes, key=lambda outcome: outcome.number)))

    def _placed(self, hunk: Hunk, expected: int) -> Located:
        by_letters = _found_by_letters(self._text, hunk, expected, whole_lines=False)
        if by_letters.fit is Fit.EXACT or not hunk.old.strip():
            return by_letters
        start, end = max(0, expected - _WINDOW), min(len(self._text), expected + len(hunk.old) + _WINDOW)
        while start and not self._text[start - 1].isspace():
            start -= 1
        while end < len(self._text) and not self._text[end].isspace():
            end += 1
        by_words = Field(self._text[start:end], self._words, start).placed(hunk, expected)
        if by_letters.edit is None:
            return by_words
        if by_words.edit is None:
            return by_letters if self._is_certain(hunk) else by_words
        # The same letters may stand elsewhere by chance, while a line end is among them where they belong.
        return by_letters if by_words.edit.span.covers(by_letters.edit.span) else by_words

    def _is_certain(self, hunk: Hunk) -> bool:
        """Whether a text stands at one place, however far, and is too long to stand there by chance."""
        return len(hunk.old) >= _LONG and self._text.count(hunk.old) == 1
