"""SubRip captions to a document, and what recognisers write in its form: numbers and times are no words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.ground.document import Document
from qa.ground.source import File, Source, read_source
from qa.ground.strands import Form, Part
from qa.readers.cues import CueText, Line, Shown, transcript
from qa.readers.timed_lines import TextLine, Times, lines_of, states_times, times_in

_HEAD = re.compile(r"\s*(?:\d+[ \t]*(?:\r\n|\r|\n)\s*)?\d{1,4}:\d{1,2}:[\dA-Za-z:.,]{2,8}[ \t]*-{0,3}>[ \t]*[\dA-Za-z:.,]+[ \t]*")
_SAMPLE = 512
_NUMBER = re.compile(r"\s*\d+\s*")
_TAG = re.compile(r"</?(?:[ibusIBUS]|font|FONT)(?:\s[^>]*)?>|\{\\[^}]*\}")


def recognises(path: str, data: bytes) -> bool:
    """Whether it begins with times and an arrow between them, with or without a number before."""
    head = data[:_SAMPLE].lstrip(b"\xef\xbb\xbf\xfe\xff").translate(None, b"\x00")
    return _HEAD.match(head.decode("latin-1")) is not None


def read(path: str, data: bytes) -> Document:
    """Every cue's text, whatever its times. Raises UnreadableDocument for what is no text."""
    source = read_source(path, data)
    part = Part("", source.encoding)
    cues = (Shown(times.begin, times.end, times.stated, tuple(_lines(part, lines))) for times, lines in _cues(source))
    return transcript(File(path, data), "subrip", part, cues)


def _cues(source: Source) -> Iterator[tuple[Times, list[TextLine]]]:
    """From one line of times to the next; a number before times is theirs, a blank line inside a cue is no end."""
    times: Times | None = None
    lines: list[TextLine] = []
    for line in lines_of(source):
        if not states_times(line.text):
            lines.append(line)
            continue
        if times is not None:
            yield times, _without_number(lines)
        times, lines = times_in(line.text, ",."), []
    if times is not None:
        yield times, [line for line in lines if line.text.strip()]


def _without_number(lines: list[TextLine]) -> list[TextLine]:
    """What is shown, of all that stands up to the next times."""
    if lines and _NUMBER.fullmatch(lines[-1].text):
        lines = lines[:-1]
    return [line for line in lines if line.text.strip()]


def _lines(part: Part, lines: list[TextLine]) -> Iterator[Line]:
    for line in lines:
        if "<" not in line.text and "{" not in line.text:
            yield (_run(part, line, 0, len(line.text)),)
            continue
        edges = [0, *(edge for tag in _TAG.finditer(line.text) for edge in tag.span()), len(line.text)]
        yield tuple(_run(part, line, start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end)


def _run(part: Part, line: TextLine, start: int, end: int) -> CueText:
    text = line.text[start:end]
    first = line.start + len(line.text[:start].encode(part.encoding))
    return CueText(text, first, first + len(text.encode(part.encoding)), Form.PLAIN)
