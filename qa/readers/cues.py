"""What a transcript of speech shows, cue by cue, to a document: sentences flow over cues, speakers are turns, times are kept.

A reader says what each cue shows and when; here lines that captions show again are taken out, speakers found, and paragraphs
ended where a person pauses or another speaks. How a transcript is laid out is data: rules/shapes/captions.toml.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from qa.ground.captions import layout
from qa.ground.document import Block, BlockKind, Cue, Document, Foreign, Turn
from qa.ground.lists import word_set
from qa.ground.source import File
from qa.ground.span import Span
from qa.ground.strands import Form, Part, Strand, byte_places
from qa.readers.composition import joined, names_another

_STOPS = (".", "?", "!", '."', '?"', '!"', "…")


class CueText(NamedTuple):
    """Characters of a line that stand in the file one after another. There is one for each word that a recogniser lists."""

    text: str
    start: int
    """The first byte in the part."""
    end: int
    form: Form
    copies: tuple[tuple[int, int], ...] = ()
    """As those of a strand."""
    language: str | None = None
    """What the file says it is in; None where it does not say."""


Line = tuple[CueText, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown from one time to another."""

    begin: int | None
    """Milliseconds; None where the file's times cannot be read."""
    end: int | None
    stated: str
    """The times as the file writes them."""
    lines: tuple[Line, ...]
    speaker: str | None = None
    """Whom the file names beside the words; None where it names nobody."""
    number: int = 0
    """As that of a cue; several of one number are said by several speakers in one cue."""


@dataclass(frozen=True, slots=True)
class _Passage:
    """The part of a line that one person says."""

    cue: Shown
    runs: Line
    text: str
    is_turn: bool
    """Whether a mark says that another person speaks from here on."""
    opens: bool
    """Whether it begins a line, or stands behind a mark."""


def transcript(file: File, name: str, part: Part, cues: Iterable[Shown], lacks: Sequence[str] = ()) -> Document:
    """The document of these cues, in the order of the file; ``name`` is the format's, ``lacks`` what of it is no text."""
    shown = _numbered(_rolled(tuple(cues), part, file.data))
    passages = [passage for cue in shown for passage in _passages(cue, part, file.data)]
    composer = _Composer(part, file.data, _labels(passages))
    for passage in passages:
        composer.add(passage)
    return composer.document(file, name, tuple(lacks))


def _numbered(cues: Iterable[Shown]) -> Iterator[Shown]:
    """The cues that have text; those that several speakers share keep one number."""
    number, before = 0, None
    for cue in cues:
        if any(not run.text.isspace() for line in cue.lines for run in line):
            number += before is None or cue.number == 0 or cue.number != before
            before = cue.number
            yield Shown(cue.begin, cue.end, cue.stated, cue.lines, cue.speaker, number)


# Captions that roll up


def _rolled(cues: tuple[Shown, ...], part: Part, data: bytes) -> tuple[Shown, ...]:
    """The cues without the lines that show again what stood last, where captions roll up; the first says them for all."""
    texts = [[_text(line).strip() for line in cue.lines] for cue in cues]
    of_several = [index for index in range(1, len(cues)) if len(texts[index]) > 1]
    repeating = [index for index in of_several if texts[index][0] and _last(texts[index - 1]) == texts[index][0]]
    if len(repeating) < layout().roll_up_least or len(repeating) < layout().roll_up_share * len(of_several):
        return cues
    lines = [list(cue.lines) for cue in cues]
    home: tuple[int, int] | None = None
    """Where the line is said that is shown last."""
    for index, rows in enumerate(texts):
        repeats = home is not None and bool(rows) and rows[0] == _text(lines[home[0]][home[1]]).strip() != ""
        if repeats and home is not None:
            again = lines[index][0]
            lines[home[0]][home[1]] = tuple(_with_copy(lines[home[0]][home[1]], again, part, data))
            lines[index][0] = ()
        spoken = [row for row in range(repeats, len(rows)) if rows[row]]
        home = (index, spoken[-1]) if spoken else home
    return tuple(replace(cue, lines=tuple(each)) for cue, each in zip(cues, lines, strict=True))


def _last(rows: Sequence[str]) -> str:
    return next((row for row in reversed(rows) if row), "")


def _with_copy(said: Line, again: Line, part: Part, data: bytes) -> Iterator[CueText]:
    """The runs of a line with those of another that shows it again as their copies, where that is one run of the same text."""
    if len(again) != 1 or again[0].text != _text(said):
        yield from said
        return
    done = 0
    for run in said:
        copy = _cut(again[0], done, done + len(run.text), part, data)
        done += len(run.text)
        yield CueText(run.text, run.start, run.end, run.form, (*run.copies, (copy.start, copy.end)), run.language)


# Who speaks


def _text(line: Line) -> str:
    return line[0].text if len(line) == 1 else "".join(run.text for run in line)


def _passages(cue: Shown, part: Part, data: bytes) -> Iterator[_Passage]:
    """The lines of a cue cut at the marks that say that another person speaks, the marks themselves left out."""
    is_turn = False
    for line in cue.lines:
        text, start = _text(line), 0
        if ">" in text or text.lstrip().startswith(("-", "–")):
            for begin, end in _marks(text):
                if text[start:begin].strip():
                    yield _passage(cue, line, text, (start, begin), is_turn, start, part, data)
                is_turn, start = True, end
        if text[start:].strip():
            yield _passage(cue, line, text, (start, len(text)), is_turn, start, part, data)
            is_turn = False


def _marks(text: str) -> Iterator[tuple[int, int]]:
    blanks = len(text) - len(text.lstrip())
    match = layout().line_mark.match(text, blanks)
    if match:
        yield blanks, match.end()
    yield from (found.span() for found in layout().mark.finditer(text))


def _passage(
    cue: Shown, line: Line, text: str, place: tuple[int, int], is_turn: bool, opens: int, part: Part, data: bytes
) -> _Passage:
    start, end = place
    inked = text[start:end].strip()
    start = text.index(inked, start)
    end = start + len(inked)
    runs = line if (start, end) == (0, len(text)) else tuple(_between(line, start, end, part, data))
    return _Passage(cue, runs, inked, is_turn, is_turn or opens == 0)


def _between(line: Line, start: int, end: int, part: Part, data: bytes) -> Iterator[CueText]:
    """The runs of the stretch of a line, the first and the last cut."""
    done = 0
    for run in line:
        first, last = max(start - done, 0), min(end - done, len(run.text))
        done += len(run.text)
        if first < last:
            yield run if last - first == len(run.text) else _cut(run, first, last, part, data)


def _cut(run: CueText, first: int, last: int, part: Part, data: bytes) -> CueText:
    ranges = ((run.start, run.end), *run.copies)
    cut = [
        (start + low, start + high) for start, end in ranges for low, high in (_places(part, run, data[start:end], first, last),)
    ]
    return CueText(run.text[first:last], *cut[0], run.form, tuple(cut[1:]), run.language)


def _places(part: Part, run: CueText, raw: bytes, first: int, last: int) -> tuple[int, int]:
    if len(raw) == len(run.text):  # a byte for a character
        return first, last
    low, high = byte_places(part, run.form, raw, [first, last])
    return low, high


def _labels(passages: Iterable[_Passage]) -> frozenset[str]:
    """What names speakers here: after a mark or in capitals at once, else what begins lines often enough or with a title."""
    seen: Counter[str] = Counter()
    at_once: set[str] = set()
    titles = word_set("courtesies", "ranks")
    for passage in passages:
        match = layout().label.match(passage.text) if passage.opens and ":" in passage.text else None
        if match is None or match["speaker"] in layout().no_labels or not _is_name(match["speaker"]):
            continue
        speaker = match["speaker"]
        seen[speaker] += 1
        shouts = speaker.isupper() and len(speaker) > 1
        if passage.is_turn or shouts or speaker.split()[0].rstrip(".") in titles or _has_figure(speaker):
            at_once.add(speaker)
    return frozenset(at_once | {speaker for speaker, times in seen.items() if times >= layout().label_times})


def _is_name(speaker: str) -> bool:
    return all(
        not word[0].isalpha() or word[0].isupper() or word in ("of", "the", "de", "van", "von") for word in speaker.split()
    )


def _has_figure(speaker: str) -> bool:
    """ "SPEAKER_00", "Speaker 2"."""
    return speaker[:7].lower() == "speaker" and any(map(str.isdigit, speaker))


# From passages to a document


class _Composer:
    """Collects the text, and where it stands in the file."""

    def __init__(self, part: Part, data: bytes, labels: frozenset[str]) -> None:
        self._part = part
        self._data = data
        self._labels = labels
        self._parts: list[str] = []
        self._length = 0
        self._strands: list[Strand] = []
        self._blocks: list[Block] = []
        self._cues: list[Cue] = []
        self._foreign: list[Foreign] = []
        self._turns: list[tuple[Span, str]] = []
        """Label and speaker of each turn; without a name nobody is known to speak."""
        self._block_start = 0
        self._kind = BlockKind.PARAGRAPH
        self._locator = ""
        self._speaker: str | None = None
        self._end: int | None = None
        """When the last cue ended."""
        self._cue_start = 0
        self._cue: Shown | None = None

    def add(self, passage: _Passage) -> None:
        """One passage more."""
        cue = passage.cue
        label = layout().label.match(passage.text) if passage.opens and ":" in passage.text else None
        named = label["speaker"] if label is not None and label["speaker"] in self._labels else None
        is_other = cue.speaker is not None and cue.speaker != self._speaker
        is_sound = layout().sounds.fullmatch(_whole(cue)) is not None
        starts = passage.is_turn or named is not None or is_other
        kind = BlockKind.PROCEDURE if is_sound else BlockKind.PARAGRAPH
        if not self._parts or starts or kind is not self._kind or self._pauses(cue):
            self._end_block()
            self._begin_block(kind, cue)
        elif self._parts:
            self._close_cue(passage)
            self._put("\n")
        if starts and not is_sound:
            self._turn(label.end() - label.start() if label is not None and named is not None else 0, named or cue.speaker)
            self._speaker = cue.speaker
        self._stand(passage)

    def _turn(self, length: int, speaker: str | None) -> None:
        self._turns.append((Span(self._length, self._length + length), speaker or ""))

    def _pauses(self, cue: Shown) -> bool:
        """Whether what was said before this cue ends its paragraph."""
        if cue is self._cue:
            return False
        said, length = self._parts[-1], self._length - self._block_start
        ends = said.endswith(_STOPS)
        silence = cue.begin - self._end if cue.begin is not None and self._end is not None else 0
        longest = layout().long if ends else layout().longest
        return length > longest or silence >= (layout().pause if ends else layout().silence)

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _begin_block(self, kind: BlockKind, cue: Shown) -> None:
        if self._parts:
            self._put("\n\n")
        self._block_start = self._cue_start = self._length
        self._kind = kind
        self._cue = None
        self._locator = str(Cue(Span(0, 0), cue.number, cue.begin, cue.end, cue.stated))

    def _end_block(self) -> None:
        self._close_cue(None)
        if self._length > self._block_start:
            span = Span(self._block_start, self._length)
            self._blocks.append(Block(span, self._kind, len(self._blocks) + 1, self._locator))

    def _close_cue(self, passage: _Passage | None) -> None:
        """End the cue that is open, unless the passage goes on with it."""
        cue = self._cue
        if cue is None or (passage is not None and passage.cue is cue):
            return
        self._cues.append(Cue(Span(self._cue_start, self._length), cue.number, cue.begin, cue.end, cue.stated))
        self._cue = None

    def _stand(self, passage: _Passage) -> None:
        if self._cue is None:
            self._cue, self._cue_start = passage.cue, self._length
        place = self._length
        for run in passage.runs:
            span = Span(place, place + len(run.text))
            self._strands.append(Strand(span, self._part, run.start, run.end, run.form, copies=run.copies))
            if run.language and names_another(run.language):
                self._foreign.append(Foreign(span, run.language))
            place = span.end
        self._put(passage.text)
        self._end = passage.cue.end if passage.cue.end is not None else self._end

    def document(self, file: File, name: str, lacks: tuple[str, ...]) -> Document:
        """All that was added."""
        self._end_block()
        text = "".join(self._parts)
        return Document(
            file,
            name,
            text,
            tuple(self._blocks),
            tuple(self._spans(text)),
            strands=tuple(self._strands),
            lacks=lacks,
            foreign=tuple(joined(text, self._foreign)),
            cues=tuple(self._cues),
        )

    def _spans(self, text: str) -> Iterator[Turn]:
        """The turns of those who have a name, each to the next turn."""
        ends = [*(label.start for label, _ in self._turns[1:]), self._length]
        for (label, speaker), end in zip(self._turns, ends, strict=False):
            if speaker:
                yield Turn(Span(label.start, label.start + len(text[label.start : end].rstrip())), label, speaker, None, None)


def _whole(cue: Shown) -> str:
    return " ".join(_text(line).strip() for line in cue.lines).strip()
