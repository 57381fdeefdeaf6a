"""Findings to passages with the place marked, for a person at a terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import click

from qa.engine.checked import Checked, Record, records
from qa.engine.totals import Totals
from qa.engine.whereabouts import Whereabouts
from qa.ground.source import STRAY_BYTE
from qa.ground.span import LineIndex, Span
from qa.writers import Look


def render(checked: Checked, look: Look) -> str:
    """The findings of one document in order, a blank line after each; those that are alike as one, with their places."""
    style = _Style(look.color)
    if checked.unreadable is not None:
        finding = checked.findings[0]
        place, what = style.place(visible(checked.document.path)), style.severity(finding.severity)
        return f"{place}: {what} {finding.rule}: {visible(finding.message)}\n\n"
    entry = _Entries(checked, look.width, style)
    shown = _groups(records(checked)) if look.grouped else ([record] for record in records(checked))
    return "".join("\n".join((*entry.lines(record, alike), "", "")) for record, *alike in shown)


_FEWEST = 4
"""So many findings that are alike are told as one; fewer stand where they are."""


def _groups(found: Iterable[Record]) -> Iterator[list[Record]]:
    """The findings in order, those that are alike together where the first of them stands.

    Alike are findings of one rule in the same words, with the same proposal, that show nothing else.
    """
    alike: dict[tuple[object, ...], list[Record]] = {}
    for record in found:
        proposal = record.corrections[0] if record.corrections else None
        own = record.id if record.attached or record.source else None
        alike.setdefault((record.rule, " ".join(record.text.split()) or record.text, proposal, own), []).append(record)
    few = (records[index : index + 1] for records in alike.values() if len(records) < _FEWEST for index in range(len(records)))
    many = (records for records in alike.values() if len(records) >= _FEWEST)
    yield from sorted((*few, *many), key=lambda group: (group[0].start, group[0].end))


_LONG = 30
"""Of a run with more findings than on a screen or two, the end says which rules they are of."""
_FREQUENT = 8
"""The rules that are named there at most."""


def closing(totals: Totals, look: Look) -> str:
    """The last lines, over all documents: of a long report what it is full of; how much was found and in how much text;
    the figures of translations."""
    sentence = totals.sentence()
    figures = "".join(f"{name}: {figure}\n" for name, figure in totals.figures.rows())
    return f"{_by_rule(totals)}{click.style(sentence, bold=True) if look.color else sentence}\n{figures}"


def _by_rule(totals: Totals) -> str:
    """The most frequent rules, each with what can be done about all it found at once; nothing where little was found."""
    if totals.findings <= _LONG:
        return ""
    ordered = sorted(totals.rules.items(), key=lambda item: (-item[1], item[0]))
    shown = [(f"{count:,}", rule) for rule, count in ordered[:_FREQUENT]]
    wide = max(len(count) for count, _ in shown), max(len(rule) for _, rule in shown)
    lines = [f"  {count:>{wide[0]}} {rule:<{wide[1]}}  {_remedy(rule, totals)}\n" for count, rule in shown]
    left = sum(count for _, count in ordered[_FREQUENT:])
    more = f"  {left:,} of {len(ordered) - _FREQUENT} other rules\n" if left else ""
    return f"Most of what was found:\n{''.join(lines)}{more}\n"


def _remedy(rule: str, totals: Totals) -> str:
    off = f"switch off: --ignore {rule}"
    return f"correct: qa fix --select {rule} …; {off}" if totals.sure[rule] else off


class _Entries:
    """Writes the findings of one document."""

    def __init__(self, checked: Checked, width: int, style: _Style) -> None:
        self._checked = checked
        self._width = width
        self._style = style
        self._places = Whereabouts(checked.document)
        self._source = LineIndex(checked.beside.document.text) if checked.beside else None
        """Of the source, the lines."""

    def lines(self, record: Record, alike: Sequence[Record]) -> Iterator[str]:
        """A finding, and where else the same was found."""
        checked, style, width = self._checked, self._style, self._width
        place = style.place(self._places.message(record.start, visible(record.path)))
        yield f"{place}: {style.severity(record.severity)} {record.rule}: {visible(record.message)}"
        passage = _passage(checked.document.text, _shown_span(record, checked), self._first_line(record), record.column)
        beside = [] if self._source is None else _beside(record, checked, self._source)
        gutter = 1 + max((len(str(line.number)) for line in (*passage, *beside) if line.number is not None), default=0)
        yield from _shown_lines(passage, gutter, width, style)
        if checked.beside is not None and record.source is not None:
            # A terminal may show such lines from right to left, and no column is where it would be counted.
            is_marked = not any(_is_rightward(line.text) for line in beside)
            whence = (
                f"{visible(checked.beside.document.path)} ({checked.beside.source_language}), unit {visible(record.source.unit)}"
            )
            yield f"{style.faint(' ' * gutter + ' :')} {whence if is_marked else f'{whence}: {quoted(record.source.text)}'}"
            yield from _shown_lines(beside, gutter, width, style, is_marked=is_marked)
        for note in (*_notes(record, style), *self._elsewhere(alike)):
            yield f"{style.faint(' ' * gutter + ' =')} {note}"

    def _first_line(self, record: Record) -> int | None:
        """The number of the passage's first line; None where lines are no place that anybody knows."""
        if record.place is not None:
            return record.place.line
        if self._checked.document.strands is not None and record.region is not None:
            return record.region.line
        return record.line if self._places.counts_lines or record.paragraph is None else None

    def _elsewhere(self, alike: Sequence[Record]) -> Iterator[str]:
        if alike:
            named = dict.fromkeys(self._places.short(record.start) for record in alike)
            places = ", ".join(list(named)[:_NAMED])
            yield f"{len(alike):,} more alike: {visible(places)}{' …' if len(named) > _NAMED else ''}"


_NAMED = 8
"""The places of findings that are alike which are named at most."""


def _shown_span(record: Record, checked: Checked) -> Span:
    """All of it, but of mark-up the first line: those after it stand on lines of the file that nobody can tell from the text."""
    span = Span(record.start, record.end)
    if checked.document.strands is None or record.region is None:
        return span
    line_end = _LINE_END.search(checked.document.text, span.start)
    return Span(span.start, min(span.end, line_end.start())) if line_end else span


def _shown_lines(lines: Iterable[_Line], gutter: int, width: int, style: _Style, *, is_marked: bool = True) -> Iterator[str]:
    """The lines with their numbers, and under each the marks."""
    for line in lines:
        number = "" if line.number is None else str(line.number)
        shown, marks = _fitted(line, max(20, width - gutter - 3), style)
        yield f"{style.faint(f'{number:>{gutter}} |')} {shown}"
        if marks and is_marked:
            yield f"{style.faint(' ' * gutter + ' |')} {marks}"


def _beside(record: Record, checked: Checked, lines: LineIndex) -> list[_Line]:
    """The passage of the source that a finding is held against."""
    if checked.beside is None or record.source is None:
        return []
    line, column = lines.place(record.source.span.start)
    return _passage(checked.beside.document.text, record.source.span, line, column)


def _is_rightward(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in text)


def _notes(record: Record, style: _Style) -> Iterator[str]:
    if record.corrections:
        yield _proposal(record.text, record.corrections, style)
    if record.evidence:
        yield visible(record.evidence)
    yield from (f"» {visible(' '.join(note.told.split()))}" for note in record.thread)
    for finding in record.attached:
        proposal = f" {_proposal(finding.text, finding.corrections, style)}" if finding.corrections else ""
        yield f"also {finding.rule}: {visible(finding.message)}{proposal}"


def _proposal(text: str, corrections: Iterable[str], style: _Style) -> str:
    written = " or ".join(style.correction(quoted(each)) if each else "nothing" for each in corrections)
    return f"write {written} in place of {quoted(text)}" if text else f"insert {written}"


def quoted(text: str) -> str:
    """``text`` between quotation marks, everything that does not show on a screen as an escape.

    >>> print(quoted("Al\\u00a0Qaida,\\n"))
    "Al\\xa0Qaida,\\n"
    """
    return '"' + "".join(_escape(char) if _is_odd_space(char) else visible(char) for char in text) + '"'


def _is_odd_space(char: str) -> bool:
    return char != " " and unicodedata.category(char) == "Zs"


def visible(text: str) -> str:
    """``text`` with every code point that a terminal obeys or does not show as an escape.

    An escape sequence in a document could otherwise change a terminal's colours, title or lines already written, and a
    bidirectional control could show a passage in another order than it stands in.

    >>> print(visible("\\x1b[31mred\\u202e"))
    \\x1b[31mred\\u202e
    >>> print(visible("caf\\udce9"))
    caf\\xe9
    """
    return text if text.isascii() and text.isprintable() else "".join(_shown(char).text for char in text)


def columns(text: str) -> int:
    """How many columns a text takes that ``visible`` made.

    >>> columns("Côte"), columns("安理会")
    (4, 6)
    """
    return len(text) if text.isascii() else sum(_shown(char).width for char in text)


@dataclass(frozen=True, slots=True)
class _Shown:
    """How a code point is shown, and how many columns that takes."""

    text: str
    width: int


@lru_cache(maxsize=4096)
def _shown(char: str) -> _Shown:
    category = unicodedata.category(char)
    if category in _UNSEEN:
        escape = _escape(char)
        return _Shown(escape, len(escape))
    if category in ("Mn", "Me"):
        return _Shown(char, 0)
    return _Shown(char, 2 if unicodedata.east_asian_width(char) in "WF" else 1)


_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


def _escape(char: str) -> str:
    if STRAY_BYTE.match(char):
        # A byte that is not of its file's encoding.
        return f"\\x{ord(char) - 0xDC00:02x}"
    return repr(char)[1:-1] if not char.isprintable() else f"\\u{ord(char):04x}"


_TAB = _Shown("    ", 4)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the document, or the part of a very long one that can be shown, and what of it the finding covers."""

    number: int | None
    """None where lines have none, and for the sign that stands for lines left out."""
    text: str
    marked: Span
    cut_before: bool = False
    cut_after: bool = False


_LINES_LEFT_OUT = _Line(None, "…", Span(0, 0))
_MOST_LINES = 4
"""A finding over more lines than this is shown by its first two and its last two."""
_LINE_END = re.compile(r"\r\n|\n|\r")


def _passage(text: str, span: Span, number: int | None, column: int) -> list[_Line]:
    """The lines that ``span`` touches; it begins in line ``number`` (None where lines have none) at ``column``."""
    bounds = list(_line_bounds(text, span, span.start - column + 1))
    lines = [(None if number is None else number + index, bound) for index, bound in enumerate(bounds)]
    if len(lines) <= _MOST_LINES:
        return [_line(text, span, number, bound) for number, bound in lines]
    ends = [_line(text, span, number, bound) for number, bound in (*lines[:2], *lines[-2:])]
    return [*ends[:2], _LINES_LEFT_OUT, *ends[2:]]


def _line_bounds(text: str, span: Span, start: int) -> Iterator[Span]:
    """The lines from the one that begins at ``start`` to the end of ``span``, without their line ends."""
    while True:
        line_end = _LINE_END.search(text, start)
        yield Span(start, line_end.start() if line_end else len(text))
        if line_end is None or line_end.end() >= span.end:
            return
        start = line_end.end()


_REACH = 2000
"""So many code points of a line are looked at on either side of the place: some texts are a single line."""


def _line(text: str, span: Span, number: int | None, bound: Span) -> _Line:
    begin = min(max(span.start, bound.start), bound.end)
    end = max(begin, min(span.end, bound.end))
    first, last = max(bound.start, begin - _REACH), min(bound.end, max(begin + 1, min(end, begin + _REACH)) + _REACH)
    marked = Span(begin - first, min(end, last) - first)
    return _Line(number, text[first:last], marked, first > bound.start, last < bound.end)


def _fitted(line: _Line, width: int, style: _Style) -> tuple[str, str]:
    """The line cut around its marked part to at most ``width`` columns, and the marks to stand under it."""
    shown = [_TAB if char == "\t" else _shown(char) for char in line.text]
    if line is _LINES_LEFT_OUT:
        return shown[0].text, ""
    begin, end = _window([each.width for each in shown], line, width)
    ahead = "…" if begin or line.cut_before else ""
    behind = "…" if end < len(shown) or line.cut_after else ""
    before = shown[begin : line.marked.start]
    marked = shown[line.marked.start : min(end, line.marked.end)]
    after = shown[line.marked.end : end]
    # An insertion, and a line break that is reported, have no column of their own.
    marks = "^" * max(1, sum(each.width for each in marked))
    indent = " " * (len(ahead) + sum(each.width for each in before))
    text = f"{ahead}{_joined(before)}{style.marked(_joined(marked))}{_joined(after)}{behind}"
    return text, indent + style.marked(marks)


def _joined(shown: Iterable[_Shown]) -> str:
    return "".join(each.text for each in shown)


def _window(widths: list[int], line: _Line, width: int) -> tuple[int, int]:
    """From where to where a line is shown: all of it if it fits, else the marked part with as much around as fits."""
    if not line.cut_before and not line.cut_after and sum(widths) <= width:
        return 0, len(widths)
    room = width - 2  # an ellipsis at either end
    end, room = _extended(widths[: line.marked.end], line.marked.start, room)
    # Even shares on either side; what one side does not need goes to the other.
    begin, unused = _extended_back(widths, line.marked.start, room // 2)
    room -= room // 2 - unused
    if end == line.marked.end:
        end, room = _extended(widths, end, room)
    begin, _ = _extended_back(widths, begin, room)
    return begin, end


def _extended(widths: list[int], end: int, room: int) -> tuple[int, int]:
    while end < len(widths) and widths[end] <= room:
        room -= widths[end]
        end += 1
    return end, room


def _extended_back(widths: list[int], begin: int, room: int) -> tuple[int, int]:
    while begin > 0 and widths[begin - 1] <= room:
        begin -= 1
        room -= widths[begin]
    return begin, room


@dataclass(frozen=True, slots=True)
class _Style:
    """Colours, or none."""

    color: bool

    def place(self, text: str) -> str:
        return click.style(text, bold=True) if self.color else text

    def severity(self, name: str) -> str:
        return click.style(name, fg=_COLORS[name], bold=True) if self.color else name

    def marked(self, text: str) -> str:
        return click.style(text, fg="red", bold=True) if self.color and text else text

    def correction(self, text: str) -> str:
        return click.style(text, fg="green") if self.color else text

    def faint(self, text: str) -> str:
        return click.style(text, dim=True) if self.color else text


_COLORS = {"error": "red", "warning": "yellow", "info": "cyan"}
