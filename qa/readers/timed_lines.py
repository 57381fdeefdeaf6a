"""A text of lines to its lines with their bytes, and the times that a line of WebVTT or SubRip states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.ground.source import Source

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_ARROW = re.compile(r"\s*(?P<begin>\S.*?)?\s*-->\s*(?P<end>\S+)?(?P<settings>.*)")
_TIME = re.compile(r"(?:(?P<hours>\d{1,4}):)?(?P<minutes>\d{1,2}):(?P<seconds>\d{1,2})(?P<mark>[.,])(?P<thousandths>\d{1,3})")
_NEARLY = re.compile(r"\s*\d{1,4}:[\d:.,]*\s*-{0,3}>\s*\d{1,4}:[\d:.,]*\s*$")
"""An arrow that lost a dash between two times."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a text file without its end."""

    text: str
    start: int
    """Its first byte in the file."""


def lines_of(source: Source) -> Iterator[TextLine]:
    """The lines of a file, at whichever marks of a line's end."""
    text, encoding = source.text, source.encoding
    place = len(source.mark)
    is_single = len(source.data) - len(source.mark) == len(text)
    for match in _LINE.finditer(text):
        whole = match.group()
        yield TextLine(whole.rstrip("\r\n"), place)
        place += len(whole) if is_single else len(whole.encode(encoding))


def states_times(line: str) -> bool:
    """Whether a line stands before what is shown, however damaged its times are."""
    return "-->" in line or (">" in line and _NEARLY.match(line) is not None)


@dataclass(frozen=True, slots=True)
class Times:
    """What a line of times says."""

    begin: int | None
    """Milliseconds; None where it is no time."""
    end: int | None
    stated: str
    """Without the settings behind the times."""


def times_in(line: str, marks: str) -> Times:
    """The times of a line; ``marks`` are those that may part seconds and thousandths.

    >>> times_in("00:00:01.500 --> 00:00:0Z.000 align:start", ".")
    Times(begin=1500, end=None, stated='00:00:01.500 --> 00:00:0Z.000')
    """
    match = _ARROW.match(line)
    if match is None:
        return Times(None, None, line.strip())
    begin, end = match["begin"] or "", match["end"] or ""
    return Times(_milliseconds(begin, marks), _milliseconds(end, marks), f"{begin} --> {end}".strip())


def _milliseconds(text: str, marks: str) -> int | None:
    match = _TIME.fullmatch(text)
    if match is None or match["mark"] not in marks or int(match["minutes"]) > 59 or int(match["seconds"]) > 59:
        return None
    seconds = (int(match["hours"] or 0) * 60 + int(match["minutes"])) * 60 + int(match["seconds"])
    return seconds * 1000 + int(match["thousandths"].ljust(3, "0"))
