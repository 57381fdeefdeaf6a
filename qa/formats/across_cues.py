"""An edit of a transcript that reaches over cues to edits of single lines: each word stays in the cue that says it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from qa.ground.document import Document
from qa.ground.edit import Edit
from qa.ground.span import Span
from qa.ground.strands import Form

_LINE_END = "\n"


def in_their_cues(document: Document, edit: Edit) -> tuple[Edit, ...]:
    """The edit as it is, or what makes it line by line.

    Law: the words of the edits one after another are those of ``edit``, and no line end between cues goes or comes. A word that
    stood in two lines stands where it began. Edits from one paragraph into another are left as they are.
    """
    old = document.text[edit.span.slice]
    if not document.is_spoken or _LINE_END not in old or _LINE_END * 2 in old:
        return (edit,)
    edit = _to_whole_words(document.text, edit)
    old = document.text[edit.span.slice]
    if old.count(_LINE_END) == edit.text.count(_LINE_END):
        lines = edit.text.split(_LINE_END)
    else:
        lines = _shared_out(old.split(_LINE_END), edit.text.split())
    return tuple(_line_edits(document.text, edit.span.start, old.split(_LINE_END), lines))


def empties_line(document: Document, edit: Edit) -> bool:
    """Whether nothing would be left of a line that has another below it in its cue."""
    text, cues = document.text, document.cues
    index = bisect_right(cues, edit.span.start, key=lambda cue: cue.span.start) - 1
    if index < 0:
        return False
    cue = cues[index]
    start = max(text.rfind(_LINE_END, 0, edit.span.start) + 1, cue.span.start)
    end = text.find(_LINE_END, edit.span.end)
    end = min(end, cue.span.end) if end >= 0 else cue.span.end
    if end < edit.span.end or (text[start : edit.span.start] + edit.text + text[edit.span.end : end]).strip():
        return False
    shown_again = any(
        strand.copies and strand.form is not Form.JSON and strand.span.start < end and start < strand.span.end
        for strand in document.strands or ()
    )
    # What several persons say in one cue stands in several lines of it.
    return shown_again or end < cue.span.end or (index + 1 < len(cues) and cues[index + 1].number == cue.number)


def _to_whole_words(text: str, edit: Edit) -> Edit:
    """The edit with what touches it, so that a mark stays with its word."""
    start, end = edit.span.start, edit.span.end
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return Edit(Span(start, end), text[start : edit.span.start] + edit.text + text[edit.span.end : end])


def _shared_out(old: Sequence[str], words: Sequence[str]) -> list[str]:
    """The new words line by line: those that stood already stay, others come where the letters before them ended."""
    homes: list[int] = []
    before = [(word, number) for number, line in enumerate(old) for word in line.split()]
    matcher = SequenceMatcher(None, [word for word, _ in before], words, autojunk=False)
    for tag, first, last, low, high in matcher.get_opcodes():
        if tag == "equal":
            homes += (number for _, number in before[first:last])
        elif low < high:
            beside = before[first:last] or before[max(first - 1, 0) : first] or before[:1]
            homes += _homes(beside, words[low:high])
    lines: list[list[str]] = [[] for _ in old]
    for word, home in zip(words, homes, strict=True):
        lines[home].append(word)
    return [" ".join(line) for line in lines]


def _homes(before: Sequence[tuple[str, int]], words: Sequence[str]) -> Iterator[int]:
    """The line of each word that takes the place of those before: where as many of their letters lie before its first."""
    ends = [*accumulate(len(word) for word, _ in before)]
    starts = [0, *accumulate(map(len, words))][:-1]
    for start in starts:
        yield next((number for end, (_, number) in zip(ends, before, strict=True) if start < end), before[-1][1])


def _line_edits(text: str, start: int, old: Sequence[str], new: Sequence[str]) -> Iterator[Edit]:
    """An edit for each line that changes; one that comes to be empty takes the blank beside it."""
    last = len(old) - 1
    for number, (was, line) in enumerate(zip(old, new, strict=True)):
        begin, end = start, start + len(was)
        start = end + len(_LINE_END)
        lead = was[: len(was) - len(was.lstrip())] if number == 0 else ""
        trail = was[len(was.rstrip()) :] if number == last else ""
        written = lead + line.strip() + trail if line.strip() or not was.strip() else lead or trail
        if not written:
            if number == last and text[end : end + 1] == " ":
                end += 1
            elif number == 0 and begin and text[begin - 1] == " ":
                begin -= 1
        if text[begin:end] != written:
            yield Edit(Span(begin, end), written)
