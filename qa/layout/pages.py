"""The sheets of a document to its text in reading order, with blocks and the page and line of every line.

A paragraph that runs over a column or page is one block. What the pages put between its halves (notes, running heads,
page numbers) comes after it, so that nothing stands inside a sentence that is not of the sentence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa.ground.document import Block, BlockKind, Place, PrintedLine
from qa.ground.span import Span
from qa.layout.blanks import lines_of, words_of
from qa.layout.columns import PageRegion, gutters, regions
from qa.layout.glyph import Line, Sheet, Word, usual
from qa.layout.margins import margins
from qa.layout.paragraphs import NOTE_MARK, Setting, is_indented, notes, paragraphs, runs_on, setting_of, spacing_of

_SMALL_PRINT = 0.92
"""Of the text's type size: notes are set at most so large."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A document's text. Laws: blocks are in order, do not overlap and hold all but the line ends between them; every line
    of the text that is not empty has its place."""

    text: str
    blocks: tuple[Block, ...]
    lines: tuple[PrintedLine, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    """The main sheet of a page, its furniture told from its text."""

    number: int
    head: tuple[Line, ...]
    body: tuple[Line, ...]
    foot: tuple[Line, ...]
    aside: tuple[tuple[Line, ...], ...] = ()
    """What is written in other directions, sheet by sheet."""


@dataclass(slots=True)
class _Passage:
    """A block to be; it grows while its paragraph runs on."""

    kind: BlockKind
    lines: list[tuple[Line, Place]]
    is_aside: bool = False
    """True for what is written in another direction than most of its page."""


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """A word of a document's text on the main sheet of its page."""

    span: Span
    page: int
    word: Word


@dataclass(frozen=True, slots=True)
class _Usage:
    """What is usual in a document."""

    size: float
    """Of the type."""
    spacing: float
    """Of the lines, in type sizes."""
    indents: bool
    """True when paragraphs are told by the indent of their first line."""


def read_sheets(sheets: Sequence[Sheet]) -> LaidOut:
    """The text of the sheets, which are in the order of their pages."""
    return _reading(_passages(sheets))


def printed_words(sheets: Sequence[Sheet]) -> Iterator[PrintedWord]:
    """Where on the sheets the words of the text are that ``read_sheets`` makes of them, in its order."""
    begin = 0
    for passage in _passages(sheets):
        for line, place in passage.lines:
            for offset, word in line.offsets() if not passage.is_aside else ():
                yield PrintedWord(Span(begin + offset, begin + offset + len(word.text)), place.page, word)
            begin += len(line.text) + 1
        begin += 1


def _passages(sheets: Sequence[Sheet]) -> list[_Passage]:
    pages = [*_pages(sheets)]
    size = _usual_size(line for page in pages for line in page.body)
    known = [gutter for page in pages for gutter in gutters(_words(page.body), size)]
    columns = [regions(_words(page.body), size, known) if known else _whole(page) for page in pages]
    builder = _Builder(_usage(columns, size), _recurring(pages))
    for page, of_page in zip(pages, columns, strict=True):
        builder.add(page, of_page)
    return builder.passages


def _pages(sheets: Sequence[Sheet]) -> Iterator[_Page]:
    main = {sheet.page: lines_of(words_of(sheet.glyphs)) for sheet in sheets if sheet.is_main}
    aside: dict[int, list[tuple[Line, ...]]] = defaultdict(list)
    for sheet in sheets:
        if not sheet.is_main:
            aside[sheet.page].append(lines_of(words_of(sheet.glyphs)))
    for (page, lines), margin in zip(main.items(), margins([*main.values()]), strict=True):
        end = len(lines) - margin.foot
        yield _Page(page, lines[: margin.head], lines[margin.head : end], lines[end:], tuple(aside[page]))


def _whole(page: _Page) -> tuple[PageRegion, ...]:
    return (PageRegion(page.body),) if page.body else ()


def _words(lines: Iterable[Line]) -> Iterator[Word]:
    return (word for line in lines for word in line.words)


def _usual_size(lines: Iterable[Line]) -> float:
    return usual(((line.size, len(line.text)) for line in lines), default=10.0)


def _usage(pages: Iterable[Iterable[PageRegion]], size: float) -> _Usage:
    of_text = [region.lines for page in pages for region in page]
    spacing = spacing_of(of_text)
    indented = upright = 0
    for lines in of_text:
        setting = setting_of(lines, spacing)
        for paragraph in paragraphs(lines, setting):
            if len(paragraph) > 1 and paragraph[0] is not lines[0]:
                indented += is_indented(paragraph[0], setting)
                upright += not is_indented(paragraph[0], setting)
    return _Usage(size, spacing, indented > upright)


def _recurring(pages: Iterable[_Page]) -> frozenset[str]:
    """What stands beside the text of more than one page."""
    times = Counter(_text(lines) for page in pages for lines in page.aside)
    return frozenset(text for text, count in times.items() if count > 1)


def _text(lines: Iterable[Line]) -> str:
    return "\n".join(line.text for line in lines)


class _Builder:
    """Collects the passages of a document, page by page."""

    def __init__(self, usage: _Usage, recurring: frozenset[str]) -> None:
        self.passages: list[_Passage] = []
        self._usage = usage
        self._recurring = recurring
        self._open: tuple[_Passage, Setting] | None = None
        """The paragraph that may run on, and how the region of its last line is set."""

    def add(self, page: _Page, columns: Sequence[PageRegion]) -> None:
        """The head of the page, its text, its notes, what is written in other directions, and its foot."""
        places = _places(page.number, columns)
        parted = _parted(columns, self._usage.size)
        self._add_furniture(page.number, page.head)
        for text, _ in parted:
            self._add_text(text, places)
        for _, small in parted:
            self.passages += [_Passage(BlockKind.NOTE, [(line, places[line]) for line in note]) for note in notes(small)]
        for lines in page.aside:
            kind = BlockKind.FURNITURE if _text(lines) in self._recurring else BlockKind.PARAGRAPH
            self.passages.append(_Passage(kind, [(line, Place(page.number)) for line in lines], is_aside=True))
        self._add_furniture(page.number, page.foot)

    def _add_furniture(self, page: int, lines: Iterable[Line]) -> None:
        self.passages += [_Passage(BlockKind.FURNITURE, [(line, Place(page))]) for line in lines]

    def _add_text(self, lines: Sequence[Line], places: Mapping[Line, Place]) -> None:
        """A region's paragraphs, the first of which may go on with the last one before."""
        if not lines:
            return
        setting = setting_of(lines, self._usage.spacing)
        for paragraph in paragraphs(lines, setting):
            placed = [(line, places[line]) for line in paragraph]
            if paragraph[0] is lines[0] and self._runs_on(paragraph[0], setting):
                assert self._open is not None
                passage = self._open[0]
                passage.lines += placed
            else:
                passage = _Passage(BlockKind.PARAGRAPH, placed)
                self.passages.append(passage)
            self._open = passage, setting

    def _runs_on(self, line: Line, setting: Setting) -> bool:
        if self._open is None:
            return False
        passage, before = self._open
        return runs_on(passage.lines[-1][0], line, before, setting, indents=self._usage.indents)


def _parted(columns: Sequence[PageRegion], size: float) -> list[tuple[Sequence[Line], Sequence[Line]]]:
    """The text of each region, and the notes at its foot, below which there is no text."""
    parted: list[tuple[Sequence[Line], Sequence[Line]]] = []
    below: list[Line] = []
    for region in reversed(columns):
        begin = len(region.lines) if any(_overlap(line, region.lines) for line in below) else _note(region.lines, size)
        below += region.lines[:begin]
        parted.append((region.lines[:begin], region.lines[begin:]))
    return parted[::-1]


def _overlap(line: Line, column: Sequence[Line]) -> bool:
    """True for a line that stands below the column."""
    left, right = min(other.left for other in column), max(other.right for other in column)
    return line.left < right and left < line.right and line.baseline > column[-1].baseline


def _note(lines: Sequence[Line], size: float) -> int:
    """The index of the line that the notes at the foot of a region begin with."""
    begin = len(lines)
    while begin and lines[begin - 1].size <= _SMALL_PRINT * size:
        begin -= 1
    return next((index for index in range(begin, len(lines)) if NOTE_MARK.match(lines[index].text)), len(lines))


def _places(page: int, columns: Sequence[PageRegion]) -> dict[Line, Place]:
    """The place of each line. What runs across the columns is a line of each of them."""
    places: dict[Line, Place] = {}
    done: list[tuple[PageRegion, int]] = []
    for region in columns:
        above = max((last for other, last in done if _overlap(region.lines[0], other.lines)), default=0)
        places.update((line, Place(page, region.column, number)) for number, line in enumerate(region.lines, above + 1))
        done.append((region, above + len(region.lines)))
    return places


def _reading(passages: Iterable[_Passage]) -> LaidOut:
    """The passages as blocks, apart by blank lines."""
    blocks: list[Block] = []
    lines: list[PrintedLine] = []
    texts: list[str] = []
    begin = number = 0
    for passage in passages:
        position = begin
        for line, place in passage.lines:
            lines.append(PrintedLine(position, place))
            position += len(line.text) + 1
        is_furniture = passage.kind is BlockKind.FURNITURE
        number += not is_furniture
        span = Span(begin, position - 1)
        blocks.append(Block(span, passage.kind, 0 if is_furniture else number, str(passage.lines[0][1])))
        texts.append(_text(line for line, _ in passage.lines))
        begin = position + 1
    return LaidOut("\n\n".join(texts) + "\n" * bool(texts), tuple(blocks), tuple(lines))
