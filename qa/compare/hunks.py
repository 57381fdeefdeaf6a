"""A patch's text to its hunks, of a unified diff or of diff-match-patch: what stood at a place, and what shall."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

import diff_match_patch

from qa.errors import QaError

_RANGES = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
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
        if line.startswith("--- ") and lines[index + 1 : index + 2] and lines[index + 1].startswith("+++ "):
            yield section
            section = _Section({_name(line), _name(lines[index + 1])})
            index += 2
        elif match := _RANGES.match(line):
            index = _add_hunk(section, lines, index, match, file)
        else:
            index += 1
    yield section


def _name(line: str) -> str:
    match = _NAME.match(line)
    return PurePath(match[1].strip().strip('"')).name if match else ""


def _add_hunk(section: _Section, lines: Sequence[str], index: int, match: re.Match[str], file: str) -> int:
    """Read the hunk whose ranges stand in a line; the number of the line behind it."""
    start = index
    old_start, new_start = int(match[1]), int(match[3])
    old_left = int(match[2]) if match[2] is not None else 1
    new_left = int(match[4]) if match[4] is not None else 1
    old_place, new_place = old_start - (old_left > 0), new_start - (new_left > 0)
    sides: dict[str, list[str]] = {"-": [], "+": []}
    last = ""
    index += 1
    while index < len(lines) and (old_left > 0 or new_left > 0 or lines[index].startswith("\\")):
        sign, line = (lines[index][:1] or " "), lines[index][1:]
        if sign == "\\":
            for side in "-+" if last == " " else last:
                sides[side][-1] = sides[side][-1].removesuffix("\n").removesuffix("\r")
        elif sign not in " -+":
            break
        else:
            for side in "-+" if sign == " " else sign:
                sides[side].append(line + "\n")
            old_left -= sign != "+"
            new_left -= sign != "-"
            last = sign
        index += 1
    if old_left or new_left:
        found = f"line {start + 1} announces {'more' if max(old_left, new_left) > 0 else 'fewer'} lines than there are"
        raise QaError("a broken hunk", file=file, line=index + 1, found=found)
    content = "\n".join(lines[start:index])
    section.hunks.append(Hunk("".join(sides["-"]), "".join(sides["+"]), old_place, new_place, content))
    return index
