"""WebVTT captions to a document: voices are turns, tags and notes no text (W3C, WebVTT: The Web Video Text Tracks Format)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from qa.ground.document import Document
from qa.ground.source import File, Source, read_source
from qa.ground.strands import Form, Part, unescaped
from qa.readers.cues import CueText, Line, Shown, transcript
from qa.readers.timed_lines import TextLine, Times, lines_of, states_times, times_in

_HEAD = re.compile(r"WEBVTT(?:[ \t\r\n]|\Z)")
_NO_CUES = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t]|\Z)")
_TAG = re.compile(r"<(?P<closes>/?)(?P<name>[A-Za-z]*)(?P<classes>[^\s>]*)(?P<annotation>[^>]*)>")


def recognises(path: str, data: bytes) -> bool:
    """Whether it begins with the word WEBVTT."""
    head = data[:64].lstrip(b"\xef\xbb\xbf\xfe\xff").translate(None, b"\x00")
    return _HEAD.match(head.decode("ascii", "replace")) is not None


def read(path: str, data: bytes) -> Document:
    """Every cue's text, whatever its times; what stands in no cue is told as lacking. Raises UnreadableDocument."""
    source = read_source(path, data)
    part = Part("", source.encoding)
    blocks = _Blocks()
    cues = [cue for times, lines in blocks.of(source) for cue in _shown(part, times, lines)]
    return transcript(File(path, data), "webvtt", part, cues, tuple(blocks.lacks()))


@dataclass(slots=True)
class _Blocks:
    """What stands between blank lines."""

    stray: list[str] = field(default_factory=list)
    """Lines that belong to no cue, and are none of the format's own."""

    def of(self, source: Source) -> Iterator[tuple[Times, list[TextLine]]]:
        """The times and the lines of each cue."""
        block: list[TextLine] = []
        is_head = True
        for line in lines_of(source):
            if line.text:  # one of blanks alone is part of a cue
                if states_times(line.text) and not is_head and any(states_times(each.text) for each in block):
                    # Times end a cue even without the empty line that should stand there.
                    name = [block.pop()] if len(block) > 1 and block[-2].text.isspace() else []
                    yield from self._cue(block)
                    block = name
                block.append(line)
                continue
            if block and not is_head:
                yield from self._cue(block)
            is_head = is_head and not block
            block = []
        if block and not is_head:
            yield from self._cue(block)

    def _cue(self, block: list[TextLine]) -> Iterator[tuple[Times, list[TextLine]]]:
        at = next((index for index, line in enumerate(block) if states_times(line.text)), None)
        if at is not None:
            self.stray += (line.text for line in block[: max(at - 1, 0)])
            yield times_in(block[at].text, "."), block[at + 1 :]
        elif not _NO_CUES.match(block[0].text):
            self.stray += (line.text for line in block)

    def lacks(self) -> Iterator[str]:
        """What is told of them."""
        if self.stray:
            count = len(self.stray)
            lines = f"{count} lines belong" if count > 1 else "One line belongs"
            yield f"{lines} to no cue, because no times stand before {'them' if count > 1 else 'it'}: {self.stray[0][:60]!r}."


def _shown(part: Part, times: Times, lines: list[TextLine]) -> Iterator[Shown]:
    """What a cue shows; one part for each voice in it, of one number."""
    voice: str | None = None
    languages: list[str | None] = [None]
    """Those of the spans that are open, the innermost last; they end with the cue at the latest."""
    made: list[Line] = []
    number = lines[0].start + 1 if lines else 0
    for line in lines:
        row: list[CueText] = []
        if "<" not in line.text:
            made.append((_run(part, line.text, 0, line, languages[-1]),))
            continue
        done = 0
        for tag in _TAG.finditer(line.text):
            if tag.start() > done:
                row.append(_run(part, line.text[done : tag.start()], done, line, languages[-1]))
            done = tag.end()
            if tag["name"] == "v" and not tag["closes"]:
                if row or made:
                    yield Shown(times.begin, times.end, times.stated, (*made, tuple(row)), voice, number)
                    made, row = [], []
                voice = _annotation(part, tag)
            elif tag["name"] == "lang" and not tag["closes"]:
                languages.append(_annotation(part, tag))
            elif tag["name"] == "lang" and len(languages) > 1:
                languages.pop()
        if done < len(line.text):
            row.append(_run(part, line.text[done:], done, line, languages[-1]))
        made.append(tuple(row))
    yield Shown(times.begin, times.end, times.stated, tuple(made), voice, number)


def _annotation(part: Part, tag: re.Match[str]) -> str | None:
    return " ".join(unescaped(part, Form.HTML, tag["annotation"].encode(part.encoding)).split()) or None


def _run(part: Part, text: str, at: int, line: TextLine, language: str | None) -> CueText:
    """The text ``text``, which stands ``at`` so many characters from the line's beginning."""
    start = line.start + len(line.text[:at].encode(part.encoding))
    raw = text.encode(part.encoding)
    return CueText(unescaped(part, Form.HTML, raw), start, start + len(raw), Form.HTML, language=language)
