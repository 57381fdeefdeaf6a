"""What the page prints round a text and extraction left in it: running heads, page and job numbers, delivery lines.

Where it stands is told when the document is cut into blocks, so that other checks read past it; here it is reported, with
its deletion, which leaves the sentence whole. Pages that are read as pages keep their furniture, and so do the headers and
footers of structured files: there it is in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from qa.checks.report import report
from qa.ground.document import BlockKind, Document
from qa.ground.errors import expected_among, quoted
from qa.ground.finding import Finding
from qa.ground.furniture import is_furniture, shapes
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.words.vocabulary import Vocabulary

_LINE_END = re.compile(r"\r\n|\n|\r")
_NUMBERS = re.compile(r"(?!.*(?:\d{4}|/))(?=\D*\d)[\W\d_]+", re.DOTALL)
"""Of pages or of paragraphs: job numbers are longer."""
_TASKS = ("line", "number", "inside")


class Furniture:
    """Page furniture in the text of a record."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = {_task(rule): rule for rule in rules}

    def find(self, reading: Reading) -> Iterator[Finding]:
        if reading.document.format == "text":
            for span in _stretches(reading.document):
                place = _Place.of(reading, span)
                if place.task in self._rules:
                    yield place.finding(self._rules[place.task])
        else:
            yield from self._in_blocks(reading)

    def _in_blocks(self, reading: Reading) -> Iterator[Finding]:
        """In a structured file: inside its paragraphs, and paragraphs that cut a sentence of those round them."""
        text = reading.text
        if "inside" in self._rules:
            for found in (place for shape in shapes().inside for place in shape.places(text)):
                before, after = text[found.start - 1 : found.start] == " ", text[found.end : found.end + 1] == " "
                if before or after:
                    gone = Span(found.start - (before and not after), found.end + after)
                    yield report(reading, self._rules["inside"], gone, [""])
        if "line" in self._rules and not reading.document.lines:
            texts = text.split("\n")
            place = 0
            for above, line, below in zip(("", *texts), texts, (*texts[1:], ""), strict=False):
                if below[:1].islower() and above[-1:].isalpha() and is_furniture(line):
                    yield report(reading, self._rules["line"], Span(place, place + len(line)), [""])
                place += len(line) + 1


def _task(rule: Rule) -> str:
    task = rule.option("task", "")
    if task not in _TASKS:
        raise rule.error("task", "unknown task", found=quoted(task), expected=expected_among(task, _TASKS))
    return task


def _stretches(document: Document) -> Iterator[Span]:
    """Blocks of furniture that stand together."""
    for kind, blocks in groupby(document.blocks, key=lambda block: block.kind):
        if kind is BlockKind.FURNITURE:
            first, *others = blocks
            yield Span(first.span.start, (others or [first])[-1].span.end)


@dataclass(frozen=True, slots=True)
class _Place:
    """A stretch of furniture, and what would stand there without it."""

    text: str
    whole: Span
    """With the white space round it, and with the hyphen of a word that it parts."""
    new: str
    task: str

    @classmethod
    def of(cls, reading: Reading, span: Span) -> _Place:
        text = reading.document.text
        start, end = _outer_start(text, span.start), _outer_end(text, span.end)
        before, after = text[start : span.start], text[span.end : end]
        is_line = all(_LINE_END.search(blank) or not blank for blank in (before, after))
        task = "number" if _NUMBERS.fullmatch(text[span.slice]) else "line" if is_line else "inside"
        if start == 0:
            return cls(text, Span(0, end), "", task)
        if end == len(text):
            return cls(text, Span(start, span.end), "", task)
        read = reading.view.offsets.inverse().outer(Span(start, end))
        is_hyphen_gone = text[start - 1] == "-" and reading.text[read.start - 1 : read.start] != "-"
        return cls(text, Span(start - is_hyphen_gone, end), _joint(reading.text[read.slice], before, after), task)

    def finding(self, rule: Rule) -> Finding:
        return Finding(
            span=self.whole,
            text=self.text[self.whole.slice],
            rule=rule.id,
            kind=rule.kind,
            category=rule.category,
            severity=rule.severity,
            confidence=rule.confidence,
            message=rule.message,
            evidence=rule.evidence,
            corrections=(self.new,),
        )


def _outer_start(text: str, place: int) -> int:
    """Where the white space before a place begins."""
    while place and text[place - 1].isspace():
        place -= 1
    return place


def _outer_end(text: str, place: int) -> int:
    """Where the white space behind a place ends."""
    while text[place : place + 1].isspace():
        place += 1
    return place


def _joint(read: str, before: str, after: str) -> str:
    """What stays of the white space: nothing inside a word, a line end or a blank inside a sentence, else all of one side."""
    if read == "\n":
        return max(before, after, key=len)
    line_end = _LINE_END.search(before) or _LINE_END.search(after)
    return line_end.group() if line_end and read else read


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterator[Furniture]:
    yield Furniture(rules)
