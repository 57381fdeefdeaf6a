"""Where a paragraph of one version is two of the other, though the words are the same."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from qa.align.threads import Thread
from qa.align.version import Version
from qa.ground.span import Span
from qa.text.segment import is_hard_wrapped

_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r)[ \t\f\v]*(?:\r\n|\n|\r)")
_LINE_END = re.compile(r"[\r\n]")


@dataclass(frozen=True, slots=True)
class Break:
    """White space in the document's texts: a paragraph ends there in one version only."""

    old: Span
    new: Span

    is_split: bool
    """True where the new version has the paragraph end."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """The places in the texts of a word that begins a paragraph in one version at least."""

    old: int
    new: int
    broken: Break | None = None
    """Set where it begins one in one version only, and certainly so."""


class Paragraphs:
    """The certain paragraphs of one version: a blank line before each (a line end where each paragraph is one line)."""

    def __init__(self, version: Version) -> None:
        self._version = version
        self._mark = _mark(version)
        self.are_marked = self._mark is not None
        """False where the version shows no paragraphs, and so says nothing of them."""

    def begins(self, word: int) -> bool:
        """Whether a word begins a paragraph."""
        if word == 0:
            return True
        if word >= self._version.word_count or not self._version.begins_paragraph(word):
            return False
        return _parts(self._version.document.text[_blank(self._version, word).slice], self._mark)

    def beginnings(self, word: int, end: int) -> Iterator[int]:
        """The words among some that begin a paragraph, certain or not."""
        return (self._version.paragraphs[line] for line in self._version.beginnings(word, end))


class ParagraphEnds:
    """Finds the breaks that are certain: a blank line (a line end where each paragraph is one line) against none at all.

    A version that shows no paragraphs at all says nothing of them, and neither does a line end of a wrapped text.
    """

    def __init__(self, old: Version, new: Version) -> None:
        self._old = old
        self._new = new
        self._old_mark, self._new_mark = _mark(old), _mark(new)
        marks = (self._old_mark, self._new_mark)
        self.are_compared = None not in marks
        self.are_marked_once = None in marks and marks != (None, None) and bool(old.word_count and new.word_count)
        """True where one version shows paragraphs and the other none."""

    def in_both(self, thread: Thread) -> tuple[range, range] | None:
        """The lines of the views that begin among the words of an equal stretch, where they are the same and there are any."""
        here = self._old.beginnings(thread.old, thread.old_end)
        there = self._new.beginnings(thread.new, thread.new_end)
        if not here or len(here) != len(there):
            return None
        shift = thread.new - thread.old
        old_words, new_words = self._old.paragraphs[here.start : here.stop], self._new.paragraphs[there.start : there.stop]
        return (here, there) if array("q", map(shift.__add__, old_words)) == new_words else None

    def within(self, thread: Thread) -> Iterator[Beginning]:
        """The beginnings of paragraphs among the words of an equal stretch, where they are not ``in_both``, in order."""
        here = self._old.beginnings(thread.old, thread.old_end)
        there = self._new.beginnings(thread.new, thread.new_end)
        shift = thread.new - thread.old
        old_words = {self._old.paragraphs[line] for line in here}
        new_words = {self._new.paragraphs[line] - shift for line in there}
        for word in sorted(old_words | new_words):
            # Before the first word stands an edit, which says itself what became of the blank lines.
            broken = self._break(word, word + shift) if word > thread.old else None
            yield Beginning(self._old.start(word), self._new.start(word + shift), broken)

    def _break(self, old_word: int, new_word: int) -> Break | None:
        if not self.are_compared or self._old.begins_paragraph(old_word) == self._new.begins_paragraph(new_word):
            return None
        here, there = _blank(self._old, old_word), _blank(self._new, new_word)
        old_text, new_text = self._old.document.text[here.slice], self._new.document.text[there.slice]
        was, is_now = _parts(old_text, self._old_mark), _parts(new_text, self._new_mark)
        return Break(here, there, is_split=is_now) if was != is_now else None


def _mark(version: Version) -> re.Pattern[str] | None:
    """What ends a paragraph in a version without doubt; None where nothing does."""
    text = version.document.text
    if not is_hard_wrapped(text):
        return _LINE_END if _LINE_END.search(text.strip()) else None
    return _BLANK_LINE if _BLANK_LINE.search(text.strip()) else None


def _blank(version: Version, word: int) -> Span:
    """The white space (and page furniture) before a word, in the document's text."""
    before, after = version.span(word - 1, word), version.span(word, word + 1)
    return Span(version.view.outer(before).end, version.view.outer(after).start)


def _parts(blank: str, mark: re.Pattern[str] | None) -> bool:
    return mark is not None and mark.search(blank) is not None
