"""A document's text to its blocks (paragraphs, headings, procedural lines, page furniture) and speaker turns."""

from __future__ import annotations

import re
from array import array
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from qa.ground.document import Block, BlockKind, Document, Turn
from qa.ground.lists import any_word
from qa.ground.pieces import pieces
from qa.ground.span import Span
from qa.text.furniture import furniture_in

_WRAPPED_WIDTH = 120
"""Code points. Extracted and typed records wrap at 45 to 100; a paragraph on one line is nearly always longer."""

_GAP = re.compile(r"\n[ \t\f\v\r]*\n\s*|\r[ \t\f\v]*\r\s*")
"""Blank lines."""
# The form of speaker lines in the verbatim records of the United Nations:
# "Mr. Bordyuzha (spoke in Russian):", "The President (spoke in French):", "Ms. Power (United States of America):".
_TITLE = any_word("courtesies", "ranks")
_LABEL = re.compile(
    rf"""(?P<speaker>
            The[ ](?:Acting[ ]|Temporary[ ])?(?:Co-)?
            (?:President|Chair(?:man|woman|person)?|Secretary-General|Moderator|Rapporteur)
          | {_TITLE}\.?[ \n]
            (?![^:()]{{0,99}}\s(?:[a-z]{{4,}}|is|was|has|had|did)\b[^:()]{{0,99}}:)    # "Mr. Annan once said: we shall …"
            [^\W\d_][^:;!?()\d\n]{{0,60}}(?:\n[^:;!?()\d\n]{{1,40}})?
        )
        (?:\s*\((?!spoke)(?P<state>[^()\d]{{3,90}})\))?
        (?:\s*\(spoke\s+in\s+(?P<language>[A-Z][a-z]+)[^()]{{0,80}}\))?
        :(?=\s|$)""",
    re.VERBOSE,
)

_PROCEDURE = re.compile(
    r"""(?:
        The[ ]meeting[ ](?:was[ ](?:called[ ]to[ ]order|suspended|resumed)|rose|resumed)\b
      | A[ ](?:recorded[ ]|separate[ ])?vote[ ]was[ ]taken\b
      | (?:In[ ]favour|Against|Abstain(?:ing|ed)|Absent):
      | The[ ]agenda[ ]was[ ]adopted\b
      | At[ ]the[ ]invitation[ ]of[ ]the[ ]President,
      | (?:Mr|Mrs|Ms)\.[ ].{2,60}?[ ](?:took|was[ ]escorted)[ ]
      | (?:Draft[ ])?[Rr]esolution[ ].{3,60}[ ]was[ ]adopted[ ]by[ ]\d
      | The[ ]members[ ]of[ ]the[ ](?:General[ ]Assembly|Security[ ]Council)[ ]observed[ ]a[ ]minute
    )""",
    re.VERBOSE,
)

_SENTENCE_ENDS = (".", "?", "!", ":", ";", '"', "”", "’", ")", "'")


def segment(document: Document, heads: Collection[str] = (), wrapped: bool | None = None) -> Document:
    """The document with its blocks and turns; one that its reader gave blocks keeps them, and its turns if it has any.

    ``heads``: the heads of pages that the other documents of a meeting have shown. ``wrapped`` says of a part of a text what
    the whole shows better: whether its lines end where the page did.
    On pages a reader sees what is a paragraph, but not which of them are headings or procedural lines: that is told here.

    Laws: blocks are in order, do not overlap, and hold every code point that is not white space.
    """
    if document.turns or not document.text:
        return document
    if document.blocks:
        document = replace(document, blocks=tuple(_told(document))) if document.lines else document
        turns = tuple(_turns(document.text, _speech(document)))
        return replace(document, turns=turns) if turns else document
    text = document.text.replace("\r\n", " \n").replace("\r", "\n")  # code point for code point
    wrapped = is_hard_wrapped(text) if wrapped is None else wrapped
    blocks = tuple(_numbered(_halves(text, [*_blocks(text, heads, wrapped=wrapped)])))
    return replace(document, blocks=blocks, turns=tuple(_turns(text, blocks)))


def is_hard_wrapped(text: str) -> bool:
    """True when lines end where the page did, not where a paragraph does."""
    lines = array("q")
    for piece in pieces(text):
        lines.extend(map(len, filter(str.strip, piece.splitlines())))
    return len(lines) > 1 and sum(map(_WRAPPED_WIDTH.__lt__, lines)) * 10 <= len(lines)


def _told(document: Document) -> Iterator[Block]:
    for block in document.blocks:
        is_open = block.kind is BlockKind.PARAGRAPH
        yield replace(block, kind=_kind(document.text, block.span.start, block.span.end)) if is_open else block


def _numbered(blocks: Iterator[tuple[Span, BlockKind]]) -> Iterator[Block]:
    number = 0
    for span, kind in blocks:
        number += kind is not BlockKind.FURNITURE
        yield Block(span, kind, 0 if kind is BlockKind.FURNITURE else number)


def _halves(text: str, pieces: list[tuple[Span, BlockKind]]) -> Iterator[tuple[Span, BlockKind]]:
    """The upper half of a sentence that page furniture cuts is short and without a stop, and yet no heading."""
    for index, (span, kind) in enumerate(pieces):
        below = index + 1
        while kind is BlockKind.HEADING and below < len(pieces) and pieces[below][1] is BlockKind.FURNITURE:
            below += 1
        cut = index + 1 < below < len(pieces) and text[pieces[below][0].start].islower()
        yield span, BlockKind.PARAGRAPH if cut else kind


def _blocks(text: str, heads: Collection[str], *, wrapped: bool) -> Iterator[tuple[Span, BlockKind]]:
    split = _wrapped_paragraphs if wrapped else _lines
    furniture = furniture_in(text, heads)
    closing = text.rfind(_CLOSING)
    paragraphs = _told_apart(text, split(text), furniture) if furniture else ((Span(*ends), False) for ends in split(text))
    for span, is_furniture in paragraphs:
        if is_furniture:
            yield span, BlockKind.FURNITURE
        elif span.start < closing < span.end and span.end - closing <= _CLOSING_LINE and _ends_sentence(text, closing):
            # Extraction has put the line that closes the meeting behind the last speech.
            upper = next(_inked(text, span.start, closing))
            yield upper, _kind(text, upper.start, upper.end)
            yield Span(closing, span.end), BlockKind.PROCEDURE
        else:
            yield span, _kind(text, span.start, span.end)


_CLOSING = "The meeting rose at "
_CLOSING_LINE = 40
"""Code points: "The meeting rose at 12.30 p.m. on 27 October."."""


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Every line that is not blank, without the blanks round it."""
    start = 0
    for line in text.replace("\r", "\n").split("\n"):
        inked = line.strip()
        if inked:
            begin = start + line.index(inked)
            yield begin, begin + len(inked)
        start += len(line) + 1


def _wrapped_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """What stands between blank lines, cut where an indented line, a speaker line or a procedural line begins another."""
    start = len(text) - len(text.lstrip())
    for gap in (*_GAP.finditer(text, start), None):
        end = gap.start() if gap else len(text)
        cuts = [match.end() for match in _CUT.finditer(text, start, end) if _ends_sentence(text, match.start())]
        for cut in (*cuts, end):
            piece = text[start:cut].rstrip()
            if piece:
                yield start, start + len(piece)
            start = cut
        start = gap.end() if gap else end


def _ends_sentence(text: str, line_end: int) -> bool:
    return text[max(0, line_end - 6) : line_end].rstrip()[-1:] in _STOPS


_CUT = re.compile(
    rf"""\n(?:
        [ \t]+(?=\S)                                     # an indented line
      | (?={_LABEL.pattern})
      | (?=The[ ]meeting[ ]|A[ ](?:recorded[ ])?vote[ ]was|In[ ]favour:|Against:|Abstain)
    )""",
    re.VERBOSE,
)
"""Where a paragraph may begin without a blank line before it, if the line before ends a sentence."""
_STOPS = frozenset(".!?:;\"”’')")


def _told_apart(text: str, paragraphs: Iterable[tuple[int, int]], furniture: Sequence[Span]) -> Iterator[tuple[Span, bool]]:
    """The paragraphs without the furniture in them, and the furniture, in order; True for the latter."""
    ahead = deque(furniture)
    done = 0
    for start, end in paragraphs:
        done = max(done, start)
        while ahead and ahead[0].start < end:
            span = ahead.popleft()
            yield from ((part, False) for part in _inked(text, done, span.start))
            yield span, True
            done = span.end
        if done == start and not (text[start].isspace() or text[end - 1].isspace()):
            yield Span(start, end), False  # nearly all
        else:
            yield from ((part, False) for part in _inked(text, done, end))


def _inked(text: str, start: int, end: int) -> Iterator[Span]:
    """The stretch without the blanks at its ends, unless it is blank."""
    stretch = text[start:end]
    if stretch and not stretch.isspace():
        yield Span(start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip()))


def _kind(text: str, start: int, end: int) -> BlockKind:
    if _PROCEDURE.match(text, start, end):
        return BlockKind.PROCEDURE
    # Most blocks are too long for a heading, and are not copied to be told so.
    return BlockKind.HEADING if end - start <= _LONGEST_HEADING and _is_heading(text[start:end]) else BlockKind.PARAGRAPH


_LONGEST_HEADING = 100


def _is_heading(text: str) -> bool:
    """Without a stop at its end, and with a capital at its beginning: "Agenda item 12", "Statement by the President"."""
    return (
        text.count("\n") <= 1
        and text[0].isupper()
        and not text.rstrip().endswith((*_SENTENCE_ENDS, ",", "-", "—"))
        and len(text.split()) <= 14
    )


def _speech(document: Document) -> tuple[Block, ...]:
    """The blocks without the notes, and the furniture, that a structured document has at its end."""
    blocks = document.blocks
    last = next((index for index in range(len(blocks), 0, -1) if blocks[index - 1].kind not in _AFTER_SPEECH), 0)
    return blocks[:last] if document.strands is not None else blocks


_AFTER_SPEECH = (BlockKind.NOTE, BlockKind.ASIDE, BlockKind.FURNITURE)


def _turns(text: str, blocks: tuple[Block, ...]) -> Iterator[Turn]:
    """From each speaker line to the next one, or to the end of the last block."""
    labels = [
        match
        for block in blocks
        if block.kind not in _AFTER_SPEECH and (match := _LABEL.match(text, block.span.start, block.span.end))
    ]
    ends = [*(label.start() for label in labels[1:]), blocks[-1].span.end if blocks else 0]
    for label, end in zip(labels, ends, strict=False):
        state = label["state"]
        yield Turn(
            span=Span(label.start(), label.start() + len(text[label.start() : end].rstrip())),
            label=Span(label.start(), label.end()),
            speaker=" ".join(label["speaker"].split()),
            state=" ".join(state.split()) if state else None,
            language=label["language"],
        )
