"""The JSON of speech recognisers to a document: Whisper's, and what others write with a text, its times and its speaker.

What they say is found by the names of its keys (rules/shapes/captions.toml). The same words stand in a segment, one by one
in its list of words, and once more in the text of the whole: the segment is read, the others change with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from qa.ground.captions import layout
from qa.ground.document import Document
from qa.ground.errors import UnreadableDocument
from qa.ground.source import File
from qa.ground.strands import Form, Part, byte_places
from qa.readers.cues import CueText, Line, Shown, transcript
from qa.readers.timed_lines import times_in

_PART = Part("", "utf-8")
_MARK = b"\xef\xbb\xbf"
_STRING = re.compile(rb'"([^"\\]*(?:\\.[^"\\]*)*)"', re.DOTALL)
_BLANKS = re.compile(r"\s*")


def recognises(path: str, data: bytes) -> bool:
    """Whether it is JSON, or lines of it, that names texts and the times of them."""
    if data[:64].removeprefix(_MARK).lstrip()[:1] not in (b"{", b"["):
        return False
    keys = layout().json
    if any(f'"{key}":'.encode() in data[:4096] for key in keys.never):
        return False
    return _names(data, keys.text) and any(
        _names(data, (begin.partition(".")[0],)) and _names(data, (end.partition(".")[0],)) for begin, end, _ in keys.times
    )


def _names(data: bytes, keys: Iterable[str]) -> bool:
    return any(re.search(rb'"' + key.encode() + rb'"\s*:', data) for key in keys)


def read(path: str, data: bytes) -> Document:
    """The segments in their order. Raises UnreadableDocument for damaged JSON, and for one without segments."""
    try:
        roots = _parsed(data)
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument(path, f"damaged JSON: {error}") from error
    found = _segments(roots)
    if not found:
        raise UnreadableDocument(path, "JSON without the segments of a transcript: texts with the times of each")
    whole = _whole(roots)
    cues = _with_whole([*_cues(found, data)], whole, data)
    return transcript(File(path, data), "recognised", _PART, cues)


class _Text(NamedTuple):
    """A string, and where it stands between its quotation marks."""

    text: str
    start: int
    end: int


def _parsed(data: bytes) -> list[Any]:
    """The values of the file, every string a _Text: Python's own reader parses, and strings are counted to find their bytes."""
    mark = _MARK if data.startswith(_MARK) else b""
    text = data[len(mark) :].decode()
    decoder = json.JSONDecoder(object_pairs_hook=tuple, strict=False)
    strings = (match.span(1) for match in _STRING.finditer(data, len(mark)))
    roots: list[Any] = []
    place = _end_of_blanks(text, 0)
    while place < len(text):
        value, place = decoder.raw_decode(text, place)
        roots.append(_placed(value, strings))
        place = _end_of_blanks(text, place)
    return roots


def _end_of_blanks(text: str, place: int) -> int:
    match = _BLANKS.match(text, place)
    return match.end() if match else place


_PLAIN = frozenset((int, float, bool, type(None)))


def _placed(value: Any, strings: Iterator[tuple[int, int]]) -> Any:
    """Objects, which come as tuples of pairs so that none of two alike is lost, become dictionaries."""
    kind = type(value)
    if kind is str:
        return _Text(value, *next(strings))
    if kind is list:
        return [_placed(each, strings) for each in value]
    if kind is tuple:
        made = {}
        for key, each in value:
            next(strings)
            kind = type(each)
            made[key] = _Text(each, *next(strings)) if kind is str else each if kind in _PLAIN else _placed(each, strings)
        return made
    return value


# Which of it is said


@dataclass(frozen=True, slots=True)
class _Segment:
    text: _Text
    begin: Any
    end: Any
    """What the file says of the times: a number, a text, or nothing."""
    unit: int
    """Milliseconds of one; 0 for unknown."""
    is_length: bool
    """Whether the end is told by how long it lasts."""
    speaker: str | None
    words: tuple[_Text, ...]


def _segments(roots: list[Any]) -> list[_Segment]:
    """Those of the first list of segments in the file, by the order of their names, the outermost first."""
    if len(roots) > 1 and (found := [*filter(None, map(_segment, roots))]):
        return found
    best: tuple[int, int, list[_Segment]] | None = None
    names = layout().json.segments
    for depth, name, values in _lists("", roots[0] if len(roots) == 1 else roots, 0):
        found = [*filter(None, map(_segment, values))]
        rank = names.index(name) if name in names else len(names)
        if found and (best is None or (rank, depth) < best[:2]):
            best = (rank, depth, found)
        elif found and best is not None and (rank, depth) == best[:2]:
            best[2].extend(found)
    return best[2] if best else []


def _lists(name: str, value: Any, depth: int) -> Iterator[tuple[int, str, list[Any]]]:
    if isinstance(value, list):
        if any(isinstance(each, dict) for each in value):
            yield depth, name, value
            if _segment(value[0]) is not None:
                return  # its words are no segments
        for each in value:
            yield from _lists(name, each, depth + 1)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _lists(key, each, depth + 1)


def _segment(value: Any) -> _Segment | None:
    keys = layout().json
    if not isinstance(value, dict) or any(key in value for key in keys.never):
        return None
    text = next((value[key] for key in keys.text if isinstance(value.get(key), _Text)), None)
    if text is None:
        return None
    for first, last, unit in keys.times:
        begin, end = _at(value, first), _at(value, last)
        if begin is not None and (end is not None or last != "duration"):
            words = tuple(_words(value))
            return _Segment(text, _bare(begin), _bare(end), unit, last == "duration", _speaker(value), words)
    return None


def _at(value: Any, key: str) -> Any:
    for name in key.split("."):
        if isinstance(value, list):
            value = value[int(name)] if name.isdecimal() and int(name) < len(value) else None
        else:
            value = value.get(name) if isinstance(value, dict) else None
    return value


def _bare(value: Any) -> Any:
    return value.text if isinstance(value, _Text) else value


def _speaker(value: dict[str, Any]) -> str | None:
    for key in layout().json.speaker:
        named = _bare(value.get(key))
        if isinstance(named, str) and named.strip():
            return " ".join(named.split())
        if isinstance(named, int) and not isinstance(named, bool):
            return f"Speaker {named}"
    return None


def _words(value: dict[str, Any]) -> Iterator[_Text]:
    keys = layout().json
    for listed in (value.get(key) for key in keys.words):
        for each in listed if isinstance(listed, list) else ():
            if isinstance(each, dict):
                yield from (each[key] for key in keys.word if isinstance(each.get(key), _Text))


def _whole(roots: list[Any]) -> _Text | None:
    if len(roots) != 1 or not isinstance(roots[0], dict):
        return None
    return next((roots[0][key] for key in layout().json.whole if isinstance(roots[0].get(key), _Text)), None)


# From segments to cues


def _cues(segments: Sequence[_Segment], data: bytes) -> Iterator[Shown]:
    unit = _unit(segments)
    for segment in segments:
        begin = _milliseconds(segment.begin, segment.unit or unit)
        end = _milliseconds(segment.end, segment.unit or unit)
        if segment.is_length and begin is not None and end is not None:
            end += begin
        stated = f"{_said(segment.begin)} --> {_said(segment.end)}"
        yield Shown(begin, end, stated, tuple(_lines(segment, data)), segment.speaker)


def _said(time: Any) -> str:
    return "" if time is None else str(time)


def _unit(segments: Sequence[_Segment]) -> int:
    """The milliseconds of one, where no name tells."""
    lengths = [
        each.end if each.is_length else each.end - each.begin
        for each in segments
        if type(each.begin) is int and type(each.end) is int
    ]
    return 1 if len(lengths) == len(segments) and median(lengths) >= layout().json.milliseconds else 1000


def _milliseconds(time: Any, unit: int) -> int | None:
    """The milliseconds of a number, of ``12.5s``, or of a time of the clock."""
    if isinstance(time, str):
        if ":" in time:
            return times_in(f"{time.strip()} --> ", ".,").begin
        try:
            time = float(time.strip().removesuffix("s"))
        except ValueError:
            return None
    if isinstance(time, bool) or not isinstance(time, int | float) or not 0 <= time < _NEVER:
        return None
    return round(time * unit)


_NEVER = 1e12
"""No recording is so long; what is no number at all is not smaller either."""


def _lines(segment: _Segment, data: bytes) -> Iterator[Line]:
    """The lines of a segment's text; each word with its copy in the list of words."""
    text = segment.text.text
    copies = _copied(segment, data)
    if not copies and "\n" not in text and "\r" not in text:
        yield (CueText(text, segment.text.start, segment.text.end, Form.JSON),)
        return
    cuts = sorted({0, len(text), *(edge for span in copies for edge in span), *_line_feeds(text)})
    places = _bytes(segment.text, cuts, data)
    line: list[CueText] = []
    for (start, first), (end, last) in pairwise(zip(cuts, places, strict=True)):
        if text[start:end] in ("\n", "\r\n", "\r"):
            yield tuple(line)
            line = []
        else:
            copy = copies.get((start, end))
            line.append(CueText(text[start:end], first, last, Form.JSON, (copy,) if copy else ()))
    yield tuple(line)


def _line_feeds(text: str) -> Iterator[int]:
    for match in re.finditer(r"\r\n|\r|\n", text):
        yield from match.span()


def _copied(segment: _Segment, data: bytes) -> dict[tuple[int, int], tuple[int, int]]:
    """Where the words of a segment stand in its text, and in their own strings; nothing where the two do not agree."""
    text, done = segment.text.text, 0
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for word in segment.words:
        bare = word.text.strip()
        start = text.find(bare, done) if bare else -1
        if start < 0:
            if bare:
                return {}
            continue
        lead = len(word.text) - len(word.text.lstrip())
        keeps_blank = lead > 0 and start > done and text[start - 1] == word.text[lead - 1]
        low, high = lead - keeps_blank, lead + len(bare)
        first, last = _bytes(word, [low, high], data)
        done = start + len(bare)
        found[start - keeps_blank, done] = (first, last)
    return found


def _bytes(string: _Text, offsets: Sequence[int], data: bytes) -> list[int]:
    """Where in the file these code points of a string begin; the offsets ascend."""
    if string.end - string.start == len(string.text):
        return [string.start + offset for offset in offsets]
    raw = data[string.start : string.end]
    return [string.start + place for place in byte_places(_PART, Form.JSON, raw, offsets)]


def _with_whole(cues: list[Shown], whole: _Text | None, data: bytes) -> list[Shown]:
    """The cues, each run with its copy in the text of the whole, if that says all of them in their order."""
    if whole is None:
        return cues
    offsets: list[int] = []
    done = 0
    for line in (line for cue in cues for line in cue.lines):
        said = "".join(run.text for run in line)
        start = whole.text.find(said.strip(), done) - (len(said) - len(said.lstrip()))
        if start + len(said.rstrip()) > len(whole.text) or whole.text.find(said.strip(), done) < 0:
            return cues
        for run in line:
            offsets += (max(start, 0), max(start + len(run.text), 0))
            start += len(run.text)
        done = max(done, min(start, len(whole.text)))
    ordered = sorted(set(offsets))
    places = dict(zip(ordered, _bytes(whole, [min(each, len(whole.text)) for each in ordered], data), strict=True))
    pairs = iter(zip(offsets[::2], offsets[1::2], strict=True))
    made = []
    for cue in cues:
        lines = []
        for line in cue.lines:
            runs = []
            for run in line:
                first, last = next(pairs)
                is_said = whole.text[first:last] == run.text
                copies = (*run.copies, (places[first], places[last])) if is_said else run.copies
                runs.append(CueText(run.text, run.start, run.end, run.form, copies))
            lines.append(tuple(runs))
        made.append(Shown(cue.begin, cue.end, cue.stated, tuple(lines), cue.speaker))
    return made
