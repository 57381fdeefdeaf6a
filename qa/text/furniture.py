"""A text to the places where page furniture stands in it: by its shape, by what recurs with it, and by numbers that count.

A page number is told by the others: numbers alone on their lines, or between sentences, that count up a page apart.
The numbers of paragraphs that extraction put in a column of their own, away from their paragraphs, are told by counting up
line by line.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import accumulate, compress, pairwise

from qa.ground.furniture import shapes
from qa.ground.lists import any_word
from qa.ground.pieces import pieces
from qa.ground.span import Span

_SENTENCE_ENDS = frozenset('.?!:;"”’)…')

_LINE = re.compile(r"\n[ \t\f]*(?P<line>[-–—_~*.]?[ ]?(?P<number>\d{1,3})(?P<mark>[.,]?)(?:[ ]?[-–—_~*])?)(?=[ \t\f]*(?:\n|\Z))")
"""A number alone on its line, with what scanning or the printer puts round it."""
_BETWEEN = re.compile(r" (?P<line>(?P<number>\d{1,3})(?P<mark>))(?= +(?:[A-Z•–—“\"-]|\d{1,3}\. [A-Z]))")
"""A number before a capital, a bullet or the number of a paragraph."""
_MONTHS = re.compile(r" +(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")

_PAGE = (300, 6000)
"""Code points from one page number to the next: large print has 300, small print 6,000."""
_EVEN = 4
"""How many times as long as the shortest page the longest of a text may be."""
_ABOUT = 0.4
"""Of a page: how far a page number may stand from where the others let expect it."""
_CHAIN = 3
"""Page numbers that count up are so many at least; two, if one of them cuts a sentence."""
_MISSED = 3
"""How far one page number may be from the one before: those between were misread."""
_BACK = 8
"""Numbers between a page number and the one before it at most: notes and tables have some."""

_TIMES = 3
"""How often words stand beside furniture before they belong to it."""
_BESIDE = 100
"""Code points of such words, less one, at most: what is longer is text said twice."""
_DIGITS = re.compile(r"\d\d*")
"""So written, what cannot begin a match is passed over in half the time."""
_INK = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class _Number:
    """A number that may be of the page."""

    span: Span
    value: int
    is_bare: bool
    """Without a stop, which the number of a paragraph has."""


def furniture_in(text: str, heads: Collection[str] = ()) -> list[Span]:
    """The places of page furniture in a text whose lines end in line feeds; ``heads``: what others have shown to be some.

    Laws: they are in order, do not overlap, and begin and end with something else than white space; the time is linear.

    >>> furniture_in("the demo-\\n20-02899\\ncratic will")
    [Span(start=10, end=18)]
    """
    shaped = _apart([*shapes().lines_of(text), *(place for shape in shapes().inside for place in shape.places(text))])
    if "\n" in text:
        shaped = _apart([*shaped, *_recurring(text, frozenset(heads))])
    for head in heads:
        shaped = _apart([*shaped, *_standing(text, head)]) if _SYMBOL in head and head in text else shaped
    found = _apart(_with_company(text, shaped))
    numbers = [*_numbers(text, _LINE, "\n" + text, -1)] if "\n" in text else []
    if numbers:
        numbers = _outside(numbers, found)
        columns = list(_columns(text, numbers))
        pages = list(_pages(text, _outside(numbers, columns)))
        found = _apart([*found, *columns, *pages])
        found = _apart([*found, *_above(text, numbers, found)])
    if len(text) > _CHAIN * _PAGE[0] and text.count("\n") * _PAGE[0] < len(text):
        found = _apart([*found, *_pages_between(text)])
    return found


def heads_in(text: str) -> frozenset[str]:
    """What a text shows of the heads of its meeting's pages: lines that cut its sentences, and heads told by their shape.

    The figures in a line may be others on the next page; the symbol of the meeting may not.
    """
    shaped = (text[place.slice] for shape in shapes().inside for place in shape.places(text))
    symbols = (_DATE.sub("", each).strip() for each in shaped if _SYMBOL in each)
    return frozenset((*_heads(text), *(each for each in symbols if " " in each)))  # a symbol alone may be what is spoken of


_SYMBOL = "/PV."
_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")


def wording(line: str) -> str:
    """A line as it is compared with others: whatever its figures are."""
    return _DIGITS.sub("#", line)


def _median(numbers: Iterable[int]) -> float:
    """The middle of some numbers, as the standard library's, whose import takes longer than a short document."""
    ordered = sorted(numbers)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _heads(text: str, least: int = 1, heads: Collection[str] = ()) -> dict[str, list[Span]]:
    """The lines that cut a sentence and are none of its own, but shorter or apart; those that differ in figures together.

    Only lines of which so many are alike are told, and those of ``heads``.
    """
    found: defaultdict[str, list[Span]] = defaultdict(list)
    short = _short(text)
    for wording, places in _maybe_heads(text, short).items():
        if len(places) >= least or wording in heads:
            spans = (_inked_at(text, start, line) for start, line in places)
            if cutting := [span for span in spans if _cuts(text, span) and (len(span) < short or _is_set_apart(text, span))]:
                found[wording] = cutting
    return found


def _maybe_heads(text: str, short: float) -> dict[str, list[tuple[int, str]]]:
    """The lines that may be such for all that their neighbours with ink show, which is cheap to see; and where they begin."""
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    starts: list[int] = []
    lines: list[str] = []
    for more_starts, more_lines in _inked_lines(text):
        starts, lines = starts[-2:] + more_starts, lines[-2:] + more_lines
        beside = enumerate(zip(lines, lines[2:], strict=False), start=1)
        cutting = [place for place, (above, below) in beside if below[0].islower() and above[-1] not in _SENTENCE_ENDS]
        for place in cutting:
            start, line = starts[place], lines[place]
            is_apart = starts[place + 1] - start > len(line) + 1 or start - starts[place - 1] > len(lines[place - 1]) + 1
            if (is_apart or len(line) < short) and _HEAD[0] <= len(line) <= _HEAD[1] and _may_be_head(line):
                found[wording(line)].append((start, line))
    return found


def _alike(text: str, wanted: AbstractSet[str]) -> dict[str, list[Span]]:
    """The lines of some wordings that may be heads."""
    found: defaultdict[str, list[Span]] = defaultdict(list)
    ends = {first + last for each in wanted for first in _as_read(each[0]) for last in _as_read(each[-1])}
    for starts, lines in _inked_lines(text) if wanted else ():
        for start, line in zip(starts, lines, strict=True):
            is_like = line[0] + line[-1] in ends or not line.isascii()
            if is_like and _HEAD[0] <= len(line) <= _HEAD[1] and wording(line) in wanted and _may_be_head(line):
                found[wording(line)].append(_inked_at(text, start, line))
    return found


def _as_read(sign: str) -> str:
    """What may stand for a code point of a wording in a line of ASCII."""
    return "#0123456789" if sign == "#" else sign


def _short(text: str) -> float:
    """Code points: less than any line inside a paragraph has."""
    widths = array("q", (len(line) for _, lines in _inked_lines(text) for line in lines))
    return _median(widths) * _SHORT if widths else 0


def _inked_lines(text: str) -> Iterator[tuple[list[int], list[str]]]:
    """Piece by piece: where the lines that are not blank begin, and what they are without the blanks at their ends."""
    start = 0
    for piece in pieces(text):
        lines = piece.split("\n")
        inked = [*map(str.strip, lines)]
        starts = accumulate((len(line) + 1 for line in lines), initial=start)
        yield [*compress(starts, inked)], [*filter(None, inked)]
        start += len(piece) + 1


def _inked_at(text: str, start: int, line: str) -> Span:
    """The place of a line without the blanks at its ends, which begins with them at ``start``."""
    begin = text.index(line, start)
    return Span(begin, begin + len(line))


def _may_be_head(line: str) -> bool:
    """Whether a line may be printed over pages: it has a capital or a mark that no word has, and nothing must follow it.

    "peace," in a list and "Mr. President," before a sentence recur too.
    """
    return not line.isdigit() and line[-1] not in _GOES_ON and not line.islower()


_GOES_ON = frozenset(",;:-–—")
_HEAD = (4, 90)
"""Code points of a head."""
_SHORT = 0.6
"""Of the width of a text's lines: no line inside a paragraph is as short."""


def _recurring(text: str, heads: frozenset[str]) -> Iterator[Span]:
    """Lines that stand again and again, and cut sentences: "Norland at the United Nations", "3|Page"."""
    cutting = _heads(text, 2, heads)
    alike = _alike(text, {wording for wording, spans in cutting.items() if len(spans) > 1})
    for wording, spans in cutting.items():
        if len(alike.get(wording, ())) >= _TIMES:
            yield from alike[wording]
        elif wording in heads:
            yield from spans


def _standing(text: str, head: str) -> Iterator[Span]:
    """Where a head with the symbol of its meeting stands in a text, and in no brackets."""
    for match in re.finditer(rf"(?<![\w(]){re.escape(head)}(?![\w)])", text):
        yield Span(*match.span())


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Places in order; of two that overlap, one that holds both."""
    apart: list[Span] = []
    for span in sorted(spans):
        if apart and span.start < apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(apart[-1].end, span.end))
        else:
            apart.append(span)
    return apart


def _with_company(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Furniture with the words that stand beside it each time and nowhere else: "FINAL", "| as delivered"."""
    alike: dict[str, list[Span]] = defaultdict(list)
    for span in spans:
        alike[wording(text[span.slice])].append(span)
    for group in alike.values():
        before = after = 0
        if len(group) >= _TIMES:
            after = _shared(text, [text[span.end : span.end + _BESIDE] for span in group])
            before = _shared(text, [text[max(0, span.start - _BESIDE) : span.start][::-1] for span in group], backwards=True)
        for span in group:
            yield Span(span.start - before, span.end + after)


def _shared(text: str, beside: Sequence[str], *, backwards: bool = False) -> int:
    """How many code points all of these begin with alike, up to the end of a word; 0 if those words stand elsewhere too."""
    first, last = min(beside), max(beside)  # what these begin with alike, all between them do
    differs = next((index for index, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), len(first))
    shared = first[:differs]
    if any(len(each) > len(shared) and each[len(shared)].isalnum() for each in beside):
        shared = shared.rstrip("".join(set(shared) - {" ", "\n", "\t"}))
    shared = shared.rstrip()
    words = (shared[::-1] if backwards else shared).strip()
    return len(shared) if differs < _BESIDE and any(map(str.isalnum, words)) and _stands(text, words, len(beside)) else 0


def _stands(text: str, words: str, times: int) -> bool:
    """Whether words stand in a text so many times and no more, which of most words is soon told."""
    place = -len(words)
    for _ in range(times):
        place = text.find(words, place + len(words))
        if place < 0:
            return False
    return text.find(words, place + len(words)) < 0


def _numbers(text: str, shape: re.Pattern[str], searched: str, shift: int) -> Iterator[_Number]:
    for match in shape.finditer(searched):
        span = Span(match.start("line") + shift, match.end("line") + shift)
        yield _Number(span, int(match["number"]), not match["mark"])


def _outside(numbers: Sequence[_Number], spans: Sequence[Span]) -> list[_Number]:
    """The numbers that are in none of the spans, all in order."""
    kept, index = [], 0
    for number in numbers:
        while index < len(spans) and spans[index].end <= number.span.start:
            index += 1
        if index == len(spans) or spans[index].start >= number.span.end:
            kept.append(number)
    return kept


def _columns(text: str, numbers: Sequence[_Number]) -> Iterator[Span]:
    """Numbers of which one stands right below the other, and half at least count up by one."""
    run: list[_Number] = []
    for number in numbers:
        if run and text[run[-1].span.end : number.span.start].strip():
            yield from _column(run)
            run = []
        run.append(number)
    yield from _column(run)


def _column(run: Sequence[_Number]) -> Iterator[Span]:
    steps = sum(below.value - above.value == 1 for above, below in pairwise(run))
    if steps and steps * 2 >= len(run) - 1 and sum(not number.is_bare for number in run) > 1:
        yield Span(run[0].span.start, run[-1].span.end)


def _pages(text: str, numbers: Sequence[_Number]) -> Iterator[Span]:
    """Lone numbers that count up a page apart, those that cut a sentence, and those at the foot of a page's last full line."""
    bare = [number for number in numbers if number.is_bare and not _NUMBERED.search(_lines_beside(text, number.span)[0])]
    cuts = {number.span for number in bare if _cuts(text, number.span)}
    for chain in _chains(bare):
        if len(chain) >= _CHAIN or (len(chain) > 1 and not cuts.isdisjoint(number.span for number in chain)):
            yield from (number.span for number in chain)
    yield from (span for span in cuts if _is_set_apart(text, span) or _parts_full_lines(text, span))
    yield from (number.span for number in bare if _is_foot(text, number.span))


def _parts_full_lines(text: str, span: Span) -> bool:
    """Whether a number is alone on its line where the lines round it are full, and no word before it or behind takes a number."""
    above, below = _lines_beside(text, span)
    return min(len(above), len(below)) >= _FULL and not _TAKES_NUMBER.search(above) and not _COUNTED.match(below)


def _is_foot(text: str, span: Span) -> bool:
    """Whether a number stands right under full lines that end a sentence, and a blank line parts it from what follows.

    One line alone may be a question or a heading to which the number is the answer.
    """
    above, below = _lines_beside(text, span)
    if len(above) < _FULL or below or above[-1] not in _STOPS or _INK.search(text, span.end) is None or _ASKS.search(above):
        return False
    start = text.rfind("\n", 0, span.start)
    return len(_line_above(text, text.rfind("\n", 0, start))) >= _FULL


def _lines_beside(text: str, span: Span) -> tuple[str, str]:
    """The line above a place and the one below, without the blanks at their ends; both are empty where there is none."""
    end = text.find("\n", span.end)
    stop = text.find("\n", end + 1)
    below = text[end + 1 : stop if stop >= 0 else len(text)] if end >= 0 else ""
    return _line_above(text, text.rfind("\n", 0, span.start)), below.strip()


def _line_above(text: str, line_end: int) -> str:
    """What stands on the line that ends at a line feed; nothing where that is none."""
    return text[text.rfind("\n", 0, line_end) + 1 : line_end].strip() if line_end > 0 else ""


_FULL = 30
"""Code points of a line that the page broke, at least."""
_STOPS = frozenset(".!\"”’'")
_TAKES_NUMBER = re.compile(rf"(?:\b(?:{any_word('words before numbers')}|CO|m)|[-$€£,])$")
_NUMBERED = re.compile(rf"(?:^|\s){any_word('headings with numbers')}$")
_ASKS = re.compile(rf"\b{any_word('questions of number')}\b")
_COUNTED = re.compile(rf"{any_word('words after numbers')}\b")


def _chains(numbers: Sequence[_Number]) -> Iterator[list[_Number]]:
    """Numbers that count up, each a page and no more after the one before."""
    chains: list[list[_Number]] = []
    for number in numbers:
        goes_on = next((chain for chain in reversed(chains[-_BACK:]) if _follows(chain, number)), None)
        if goes_on is None:
            chains.append([number])
        else:
            goes_on.append(number)
    return iter(chains)


def _follows(chain: Sequence[_Number], number: _Number) -> bool:
    steps = number.value - chain[-1].value
    if not 1 <= steps <= _MISSED:
        return False
    page = (number.span.start - chain[-1].span.start) / steps
    first = (chain[1].span.start - chain[0].span.start) / (chain[1].value - chain[0].value) if len(chain) > 1 else page
    return _PAGE[0] <= page <= _PAGE[1] and page <= _EVEN * first and first <= _EVEN * page


def _ended(text: str, place: int) -> bool:
    """True if a sentence ends before this place, or nothing stands before it."""
    before = text[max(0, place - 40) : place].rstrip()
    return not before or before[-1] in _SENTENCE_ENDS


def _cuts(text: str, span: Span) -> bool:
    """True for what stands in a sentence, which goes on below with a small letter."""
    below = _INK.search(text, span.end)
    return below is not None and below.group().islower() and not _ended(text, span.start)


def _is_set_apart(text: str, span: Span) -> bool:
    """True with a blank line above or below."""
    below = _INK.search(text, span.end)
    above = text[max(0, span.start - 40) : span.start]
    return above[len(above.rstrip()) :].count("\n") > 1 or (below is not None and text.count("\n", span.end, below.start()) > 1)


def _above(text: str, numbers: Sequence[_Number], found: Sequence[Span]) -> Iterator[Span]:
    """Numbers right above furniture: the paragraph that one of them might number stands below them."""
    starts = {span.start for span in found}
    for number in reversed(numbers):
        below = _INK.search(text, number.span.end)
        if below is not None and below.start() in starts:
            starts.add(number.span.start)
            yield number.span


def _pages_between(text: str) -> Iterator[Span]:
    """Page numbers between the sentences of a text whose paragraphs are lines, and those inside sentences that they miss."""
    numbers = [
        number
        for number in _numbers(text, _BETWEEN, text, 0)
        if _ended(text, number.span.start) and not _MONTHS.match(text, number.span.end)
    ]
    for chain in _chains(numbers):
        if len(chain) >= _CHAIN:
            yield from (number.span for number in chain)
            yield from _missing(text, chain)


def _missing(text: str, chain: Sequence[_Number]) -> Iterator[Span]:
    """The page numbers between those of a chain, and the next ones on both sides, if one number alone stands about there."""
    known = {number.value: number.span.start for number in chain}
    page = (chain[-1].span.start - chain[0].span.start) / (chain[-1].value - chain[0].value)
    for value in range(chain[0].value - 1, chain[-1].value + 2):
        nearest = min(known, key=lambda near: abs(near - value))
        expected = known[nearest] + (value - nearest) * page
        window = max(0, int(expected - page * _ABOUT)), int(expected + page * _ABOUT)
        places = [*re.compile(rf"(?<=\s){value}(?= )").finditer(text, *window)] if value not in known else []
        if len(places) == 1:
            yield Span(*places[0].span())
