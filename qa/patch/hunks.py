"""A patch's text to its hunks, of a unified diff or of diff-match-patch: what stood at a place, and what shall."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

import diff_match_patch

from qa.ground.errors import QaError

_RANGES = re.compile(r"@@ -(\d{1,15})(?:,(\d{1,15}))? \+(\d{1,15})(?:,(\d{1,15}))? @@")
_NAME = re.compile(r"(?:---|\+\+\+) ([^\t\r\n]*)")


@dataclass(frozen=True, slots=True)
class Hunk:
    """One place of a patch. Law: old and new begin and end with the same context, where there is any."""

    old: str
    new: str
    old_place: int
    """Where it stands in the old text: 0-based lines of a unified diff, code points of a diff-match-patch patch."""
    new_place: int
    content: str
    """As the patch has it."""

    @property
    def reverse(self) -> Hunk:
        return Hunk(self.new, self.old, self.new_place, self.old_place, self.content)


def fuzzy_hunks(text: str) -> tuple[Hunk, ...] | None:
    """The hunks of a patch in the format of ``patch_toText``; None if the text is no such patch.

    The context of each hunk has what the hunks before it made of the text.
    """
    try:
        patches = diff_match_patch.diff_match_patch().patch_fromText(text.strip("\r\n"))
    except ValueError:
        return None
    hunks: list[Hunk] = []
    for patch in patches:
        old = "".join(part for op, part in patch.diffs if op <= 0)
        new = "".join(part for op, part in patch.diffs if op >= 0)
        if (len(old), len(new)) != (patch.length1, patch.length2):
            return None
        if old != new:  # diff_main leaves empty deletions, of which patch_make makes patches that change nothing
            hunks.append(Hunk(old, new, patch.start1, patch.start2, str(patch)))
    return tuple(hunks)


def unified_hunks(text: str, file: str, name: str) -> tuple[Hunk, ...]:
    """The hunks of a unified diff for the file ``name``; ``file`` is the patch's own name for messages.

    Raises QaError for a broken hunk, and for a patch of several files of which not just one has that name.
    """
    sections = [section for section in _sections(text, file) if section.hunks]
    if len(sections) > 1:
        named = [section for section in sections if PurePath(name).name in section.names]
        if len(named) != 1:
            names = ", ".join(sorted({each for section in sections for each in section.names}))
            raise QaError(
                f"the patch is for several files, and {'none' if not named else 'more than one'} is {name}", found=names
            )
        sections = named
    return tuple(sections[0].hunks) if sections else ()


@dataclass(slots=True)
class _Section:
    """What a diff has for one file."""

    names: set[str] = field(default_factory=set)
    hunks: list[Hunk] = field(default_factory=list)


def _sections(text: str, file: str) -> Iterator[_Section]:
    lines = text.removesuffix("\n").split("\n")
    section = _Section()
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.startswith("--- ") and "".join(lines[index + 1 : index + 2]).startswith("+++ "):
            yield section
            section = _Section({_name(line), _name(lines[index + 1])})
            index += 2
        elif ranges := _RANGES.match(line):
            body = _Body(ranges)
            end = body.read(lines, index + 1)
            if body.is_broken:
                announced = "more" if body.is_short else "fewer"
                raise QaError("a broken hunk", file=file, line=end + 1, found=f"line {index + 1} announces {announced} lines")
            section.hunks.append(body.hunk("\n".join(lines[index:end])))
            index = end
        else:
            index += 1
    yield section


def _name(line: str) -> str:
    match = _NAME.match(line)
    return PurePath(match[1].strip().strip('"')).name if match else ""


class _Body:
    """Reads the lines of one hunk, as many as its ranges announce."""

    def __init__(self, ranges: re.Match[str]) -> None:
        self._left = {"-": _count(ranges[2]), "+": _count(ranges[4])}
        # Of an empty range the line before it is named.
        self._old_place, self._new_place = (int(ranges[group]) - (self._left[side] > 0) for side, group in (("-", 1), ("+", 3)))
        self._sides: dict[str, list[str]] = {"-": [], "+": []}

    def read(self, lines: Sequence[str], start: int) -> int:
        """Read the lines from ``start`` on; the number of the line behind the last."""
        signs = ""
        for index in range(start, len(lines)):
            sign, line = lines[index][:1] or " ", lines[index][1:]  # mail strips the blank of an empty line
            if sign == "\\":
                self._without_line_end(signs)
                continue
            if sign not in _SIGNS or not any(self._left.values()):
                return index
            signs = _SIGNS[sign]
            for side in signs:
                self._sides[side].append(line + "\n")
                self._left[side] -= 1
        return len(lines)

    def _without_line_end(self, signs: str) -> None:
        for side in signs:
            self._sides[side][-1] = self._sides[side][-1].removesuffix("\n")

    @property
    def is_broken(self) -> bool:
        return any(self._left.values())

    @property
    def is_short(self) -> bool:
        return any(left > 0 for left in self._left.values())

    def hunk(self, content: str) -> Hunk:
        return Hunk("".join(self._sides["-"]), "".join(self._sides["+"]), self._old_place, self._new_place, content)


_SIGNS = {" ": "-+", "-": "-", "+": "+"}


def _count(number: str | None) -> int:
    return 1 if number is None else int(number)
