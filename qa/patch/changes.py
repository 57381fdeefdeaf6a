"""A list of changes (records as ``qa diff -o json`` writes them) and the old text to the new text, or back."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from qa.align.hyphens import Forms, broken_words, joins_between, vocabulary
from qa.ground.edit import Edit, apply_edits
from qa.ground.errors import QaError
from qa.ground.span import LineIndex, Span


class DoesNotApply(QaError):
    """The list is sound, but the text is not the one it was made for."""


@dataclass(frozen=True, slots=True)
class ListedChange:
    """What stands at ``old`` in the old text stands as ``new_text`` at ``new`` in the new one. One may be empty."""

    old: Span
    old_text: str
    new: Span
    new_text: str
    op: str
    line: int
    """Of the list, 1-based."""
    old_line: int = 0
    """The line of the old text that its words begin in; 0 where the list does not say."""
    new_line: int = 0
    old_column: int = 0
    """Where in that line they begin, 1-based; 0 where the list does not say."""
    new_column: int = 0

    @property
    def reverse(self) -> ListedChange:
        here, there = (self.old_line, self.old_column), (self.new_line, self.new_column)
        return ListedChange(
            self.new, self.new_text, self.old, self.old_text, self.op, self.line, there[0], here[0], there[1], here[1]
        )

    def holds(self, other: ListedChange) -> bool:
        """Whether another change lies inside this one in both texts, as an edit lies in the passage that moved."""
        larger = len(self.old) + len(self.new) > len(other.old) + len(other.new)
        return larger and self.old.covers(other.old) and self.new.covers(other.new)


def apply_changes(records: Iterable[Mapping[str, Any]], old_text: str, *, reverse: bool = False) -> str:
    """The new text that a list of changes makes of the old one; with ``reverse`` the old one of the new.

    What no change covers is the same in both, in the same order; a change inside a moved passage is part of that one. What a
    list tells of findings is passed over. If
    the list leaves out the changes of layout, the old layout stays; such a list must not hold moves. A text with other line
    ends, or with the same words on other lines, keeps its own.

    Raises DoesNotApply where the old text does not have what a record says, and QaError for what is no record, and for
    records that contradict one another.
    """
    changes = list(_outermost([_change(record, line) for line, record in enumerate(records, 1) if not _is_finding(record)]))
    if reverse:
        changes = [change.reverse for change in changes]
    problems: list[DoesNotApply] = []
    versions = sorted(_with_line_ends(old_text), key=lambda version: _unlikeness(changes, version[0]))
    for text, line_end in versions:
        try:
            return _LINE_END.sub(line_end, new) if (new := _applied(changes, text)) and line_end else new
        except DoesNotApply as problem:
            problems.append(problem)
    patched = _applied_to_whole_words(changes, old_text)
    if patched is None:
        raise problems[0]
    return patched


def _applied_to_whole_words(changes: Sequence[ListedChange], text: str) -> str | None:
    """The new text where the list was made for the same words, none of them broken at the end of a line; None where not."""
    whole, places = _with_whole_words(text, vocabulary(" ".join(change.old_text for change in changes)))
    fitted = _on_lines_of(changes, whole)
    if len(whole) == len(text) or any(change.op == "move" or _cuts_words(change, whole) for change in fitted):
        return None
    try:
        _check(fitted, whole)
    except DoesNotApply:
        return None
    ordered = sorted(fitted, key=attrgetter("old.start", "old.end", "new.start"))
    return apply_edits(text, (Edit(_outer(change.old, places), change.new_text) for change in ordered))


def _with_whole_words(text: str, listed: Forms) -> tuple[str, Sequence[int]]:
    """A text whose words no line end breaks, and where each of its code points, and its end, stands in the text."""
    joins = joins_between(vocabulary(text), listed)
    parts: list[str] = []
    places: list[int] = []
    done = 0
    for left, right in broken_words(text):
        begin = left.end() + (not joins(left.group(), right.group()))
        parts.append(text[done:begin])
        places += range(done, begin)
        done = right.start()
    return "".join((*parts, text[done:])), [*places, *range(done, len(text) + 1)]


def _outer(span: Span, places: Sequence[int]) -> Span:
    """Where what stands at a place among whole words stands in the text that breaks them."""
    start = places[span.start]
    return Span(start, places[span.end - 1] + 1 if len(span) else start)


def _with_line_ends(text: str) -> Iterator[tuple[str, str]]:
    """A text, and the same with the other line ends that its list may have been made for, and with each the ends to put back."""
    yield text, ""
    ends = set(_LINE_END.findall(text))
    if ends == {"\r\n"}:
        yield text.replace("\r\n", "\n"), "\r\n"
    elif ends == {"\n"}:
        yield text.replace("\n", "\r\n"), "\n"


def _applied(changes: Sequence[ListedChange], text: str) -> str:
    fitted = _on_lines_of(changes, text)
    _check(fitted, text)
    new_text = _in_new_places(fitted, text)
    return _in_old_places(fitted, text) if new_text is None else new_text


def _unlikeness(changes: Sequence[ListedChange], text: str) -> int:
    """0 for a text with the lines that the changes speak of, 1 for one with their line ends at least, 2 for any other; and more
    for each word that would be cut or glued to another."""
    is_exact = _has_its_lines(changes, text)
    if is_exact and any(change.old_column for change in changes):
        return 0  # a list that tells columns needs no guess
    listed = _LINE_END.findall("|".join(part for change in changes for part in (change.old_text, change.new_text)))
    lines = 0 if is_exact else 1 if set(listed) <= set(_LINE_END.findall(text)) else 2
    return lines + 3 * sum(_cuts_words(change, text) for change in changes)


def _cuts_words(change: ListedChange, text: str) -> bool:
    """Whether what is put in or left out would stand against a word that it does not stand against in its own text."""
    if change.old_text and change.new_text:
        return False
    before, after = (
        text[change.old.start - 1 : change.old.start] if change.old.start else "",
        text[change.old.end : change.old.end + 1],
    )
    words = change.new_text or change.old_text
    is_glued = (before.isalnum() and words[:1].isalnum()) or (after.isalnum() and words[-1:].isalnum())
    return is_glued or (before.isalnum() and after.isalnum())


def _has_its_lines(changes: Sequence[ListedChange], text: str) -> bool:
    """Whether a text has what the changes speak of, to the letter and on their lines."""
    index = LineIndex(text)
    starts = {change: change.old.end - len(change.old_text.lstrip()) for change in sorted(changes, key=attrgetter("old"))}
    return all(
        text[change.old.slice] == change.old_text and _is_at(change, *index.place(min(start, len(text))))
        for change, start in starts.items()
    )


def _is_at(change: ListedChange, line: int, column: int) -> bool:
    return change.old_line in (0, line) and change.old_column in (0, column)


def _on_lines_of(changes: Sequence[ListedChange], text: str) -> Sequence[ListedChange]:
    """The changes as a text takes them that has the same words on other lines: where one ends there, nothing ends here."""
    if _has_its_lines(changes, text):
        return changes
    return [replace(change, old_text=_as_in(text, change), new_text=_WRAP.sub(_blanks, change.new_text)) for change in changes]


def _as_in(text: str, change: ListedChange) -> str:
    """The old text of a change as it stands in ``text``, if only its blanks are others; else as the list has it."""
    stands = text[change.old.slice]
    return stands if stands.translate(_NO_LINES) == change.old_text.translate(_NO_LINES) else change.old_text


_LINE_END = re.compile(r"\r\n|\n|\r")
_WRAP = re.compile(r"(?<![\r\n])(?:\r\n|\n)(?![\r\n])")
"""A line end that is no end of a paragraph."""
_NO_LINES = str.maketrans("\r\n", "  ")


def _blanks(wrap: re.Match[str]) -> str:
    """As many as the line end has code points, so that the places of a list stay true."""
    return " " * len(wrap.group())


def _is_finding(record: object) -> bool:
    """Whether a record tells what became of a finding of the checker, and changes nothing."""
    return isinstance(record, Mapping) and record.get("op") == "finding"


_AT = ("line", "column")


def _change(record: Mapping[str, Any], line: int) -> ListedChange:
    try:
        sides = [_side(record[name]) for name in ("old", "new")]
        lines = [number if isinstance(number := record[side].get(key), int) else 0 for key in _AT for side in ("old", "new")]
        changed = ListedChange(*sides[0], *sides[1], str(record.get("op", "replace")), line, *lines)
        fits = len(changed.old) == len(changed.old_text) and len(changed.new) == len(changed.new_text)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        expected = '"old" and "new", each with "start", "end" and "text"'
        raise QaError("not a change", line=line, found=f"{type(error).__name__}: {error}", expected=expected) from error
    if not fits:
        raise QaError("a change whose texts are not as long as their places say", line=line)
    return changed


def _side(side: Mapping[str, Any]) -> tuple[Span, str]:
    """Place and text of one side. Raises TypeError for values of other types, and what else a record may lack."""
    start, end, text = (side[name] for name in ("start", "end", "text"))
    if type(start) is not int or type(end) is not int or not isinstance(text, str):
        raise TypeError("places are whole numbers, and text is text")
    return Span(start, end), text


def _outermost(changes: Sequence[ListedChange]) -> Iterator[ListedChange]:
    moves = sorted((change for change in changes if change.op == "move"), key=lambda move: move.old)
    starts = [move.old.start for move in moves]
    for change in changes:
        index = bisect_right(starts, change.old.start) - 1
        around = moves[max(0, index - 1) : index + 1]
        if not any(move.holds(change) for move in around):
            yield change


def _check(changes: Sequence[ListedChange], old_text: str) -> None:
    reached = 0
    for change in sorted(changes, key=attrgetter("old.start", "old.end")):
        if old_text[change.old.slice] != change.old_text or change.old.end > len(old_text):
            line, column = LineIndex(old_text).place(min(change.old.start, len(old_text)))
            found = old_text[change.old.slice]
            raise DoesNotApply(
                f"the text does not have what the change of line {change.line} says at {line}:{column}",
                found=repr(found[:60]),
                expected=repr(change.old_text[:60]),
            )
        if change.old.start < reached:
            raise QaError("changes of one place", line=change.line)
        reached = change.old.end


def _in_new_places(changes: Sequence[ListedChange], old_text: str) -> str | None:
    """What stays, in order, with the new texts at their places; None where the places cannot be those of such a text."""
    stays = _rest(changes, old_text)
    before = _stays_before(changes)
    parts: list[str] = []
    reached = used = 0
    for change in sorted(changes, key=attrgetter("new.start", "new.end", "old.start")):
        step = change.new.start - reached
        if step < 0 or used + step > len(stays):
            return None
        parts += (stays[used : used + step], change.new_text)
        used += step
        reached = change.new.end
        if change.op != "move" and used != before[change.line]:
            return None
        # Beside another change it is that change which parts what stays.
        if change.op == "move" and step and not _parts_words(stays, used):
            return None
    return "".join((*parts, stays[used:]))


def _rest(changes: Sequence[ListedChange], old_text: str) -> str:
    parts: list[str] = []
    done = 0
    for change in sorted(changes, key=attrgetter("old.start", "old.end")):
        parts.append(old_text[done : change.old.start])
        done = change.old.end
    return "".join((*parts, old_text[done:]))


def _stays_before(changes: Sequence[ListedChange]) -> dict[int, int]:
    """How much of the old text that stays stands before each change, by the change's line."""
    before: dict[int, int] = {}
    covered = 0
    for change in sorted(changes, key=attrgetter("old.start", "old.end")):
        before[change.line] = change.old.start - covered
        covered += len(change.old)
    return before


def _parts_words(text: str, place: int) -> bool:
    """Whether a passage can be put in here: not inside a word."""
    return not (text[place - 1 : place].isalnum() and text[place : place + 1].isalnum())


def _in_old_places(changes: Sequence[ListedChange], old_text: str) -> str:
    """The new texts where the old ones were."""
    for change in changes:
        if change.op == "move":
            expected = "a list with the changes of layout too"
            raise QaError("it cannot be said where a passage was moved to", line=change.line, expected=expected)
    ordered = sorted(changes, key=attrgetter("old.start", "old.end", "new.start"))
    return apply_edits(old_text, (Edit(change.old, change.new_text) for change in ordered))
