"""A claim and a text to the place where it stands: where it is said to be, or where the words it quotes are."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice

from qa.elsewhere.claim import Claim, Hint
from qa.ground.span import Span

_BLANKS = re.compile(r"\s+")
_LINE_END = re.compile(r"\r\n|\r|\n")
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_SEARCHED = 1_000
"""Places of the same words that are looked at, at most: who quotes "the" must say where."""


class Places:
    """A text, to be asked where claims stand in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = [0, *(match.end() for match in _LINE_END.finditer(text))]
        self._pairs = [match.start() for match in _BEYOND.finditer(text)]

    def fit(self, claim: Claim) -> Span | str:
        """The place, or why there is none.

        Words that are quoted must stand there, blanks aside: a place that says otherwise is of another version, and then
        the words are looked for, first near it. Without quoted words the place is believed.
        """
        said = self._said(claim.hint)
        words = "" if claim.text is None else claim.text.strip()
        if said is not None and self._fits(said, claim):
            return said
        if not words:
            return (
                f"{claim.hint.told} is not in this document" if claim.text is None else f"nothing is quoted of {claim.hint.told}"
            )
        found = [Span(*match.span()) for match in islice(_pattern(words).finditer(self._text), _SEARCHED)]
        if not found:
            return "the words that it quotes do not stand in this document"
        if len(found) == 1:
            return found[0]
        near = self._near(claim.hint) if said is None else said.start
        if near is None:
            return "the words that it quotes stand there more than once, and no place is told"
        return min(found, key=lambda span: (abs(span.start - near), span))

    def _near(self, hint: Hint) -> int | None:
        """About where it is, of a place that is none here."""
        return self._line_start(hint) if hint.start is None else self._counted(hint.start, hint.in_utf16)

    def _fits(self, said: Span, claim: Claim) -> bool:
        here, quoted = _evened(self._text[said.slice]), _evened(claim.text or "")
        if claim.text is None or here == quoted:
            return True
        # Some quote the whole line that they are about.
        return bool(here) and claim.hint.column is not None and here in quoted and self._line_of(said) == quoted

    def _line_of(self, span: Span) -> str:
        number = bisect_right(self._lines, span.start)
        return _evened(self._text[self._lines[number - 1] : self._end_of_line(number)])

    def _said(self, hint: Hint) -> Span | None:
        """The span by itself, where the text has such a place."""
        if hint.start is not None:
            start = self._counted(hint.start, hint.in_utf16)
            end = start if hint.end is None else self._counted(hint.end, hint.in_utf16)
            return Span(start, end) if start <= end <= len(self._text) else None
        start_of_line = self._line_start(hint)
        if hint.line is None or start_of_line is None:
            return None
        last = hint.end_line or hint.line
        if not hint.line <= last <= len(self._lines):
            return None
        if hint.column is None:
            return self._without_blanks(Span(start_of_line, self._end_of_line(last)))
        start = self._at_column(hint.line, hint.column, hint.in_utf16)
        end = self._end_of_line(last) if hint.end_column is None else self._at_column(last, hint.end_column, hint.in_utf16)
        return Span(start, end) if start <= end else None

    def _line_start(self, hint: Hint) -> int | None:
        return self._lines[hint.line - 1] if hint.line is not None and 1 <= hint.line <= len(self._lines) else None

    def _end_of_line(self, line: int) -> int:
        """Before its line end."""
        if line == len(self._lines):
            return len(self._text)
        end = self._lines[line]
        return end - 2 if self._text.startswith("\r\n", end - 2) else end - 1

    def _at_column(self, line: int, column: int, in_utf16: bool) -> int:
        start = self._lines[line - 1]
        place = start + column - 1
        if in_utf16:
            place = self._counted(self._units(start) + column - 1, in_utf16=True)
        return min(max(start, place), self._end_of_line(line))

    def _units(self, place: int) -> int:
        return place + bisect_right(self._pairs, place - 1)

    def _counted(self, place: int, in_utf16: bool) -> int:
        """In code points; of a place inside a pair of code units the one before."""
        if not in_utf16:
            return place
        return place - bisect_right(self._pairs, place - 1, key=self._units)

    def _without_blanks(self, span: Span) -> Span:
        line = self._text[span.slice]
        return (
            Span(span.start + len(line) - len(line.lstrip()), span.end - len(line) + len(line.rstrip())) if line.strip() else span
        )


def _evened(text: str) -> str:
    return " ".join(text.split())


def _pattern(words: str) -> re.Pattern[str]:
    """The words however they are wrapped, and not inside others."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    return re.compile(("(?<!\\w)" if words[0].isalnum() else "") + pattern + ("(?!\\w)" if words[-1].isalnum() else ""))
