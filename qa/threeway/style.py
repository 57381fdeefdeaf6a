"""Words of one version to text for another: with its line ends, its paragraph ends, its width and its apostrophes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from qa.align.breaks import Paragraphs
from qa.align.version import Version
from qa.text.segment import is_hard_wrapped
from qa.threeway.order import Order
from qa.threeway.regions import Region

_LINE_ENDS = ("\r\n", "\n", "\r")


class Layout:
    """How theirs is written into ours."""

    def __init__(self, ours: Version, our_ends: Paragraphs, theirs: Version, their_ends: Paragraphs) -> None:
        self._ours, self._our_ends = ours, our_ends
        self._theirs, self._their_ends = theirs, their_ends
        our_text, their_text = ours.document.text, theirs.document.text
        self.line_end = next((end for text in (our_text, their_text) for end in _LINE_ENDS if end in text), "\n")
        self.paragraph_end = (
            _usual(ours, our_ends) or _with_line_ends(_usual(theirs, their_ends), self.line_end) or self.line_end * 2
        )
        self._width = max(map(len, our_text.splitlines())) if is_hard_wrapped(our_text) else None
        self._apostrophes = _apostrophes(our_text)

    def rendered(self, words: Iterable[tuple[int, int]], place: tuple[int, int]) -> str:
        """Words of theirs (ranges of their numbers) for a place of ours: the range of our words that they replace."""
        ranges = tuple(words)
        numbers = [word for start, end in ranges for word in range(start, end)]
        paired = place[1] - place[0] == len(numbers)
        parts: list[str] = []
        for index, word in enumerate(numbers):
            if index:
                parts.append(self._blank(word, place, index))
            parts.append(self._respelt(word, place[0] + index) if paired else self.word(word))
        return self._filled(parts) if place[0] == place[1] else "".join(parts)

    def between(self, region: Region, theirs: Order) -> str:
        """What parts the words that a region puts in from those before them, in one paragraph."""
        word = theirs.original_word(region.theirs)
        return self.line_end if word < self._theirs.word_count and self._theirs.begins_paragraph(word) else " "

    def word(self, number: int) -> str:
        """A word as they write it, without a line end inside."""
        span = self._theirs.span(number, number + 1)
        written = self._theirs.document.text[self._theirs.view.outer(span).slice]
        word = written if written.isprintable() else self._theirs.view.text[span.slice]
        return word.replace(*self._apostrophes) if self._apostrophes else word

    def _respelt(self, word: int, ours: int) -> str:
        """A word for one of ours, which keeps what they have in common as we write it."""
        own = self._ours.span(ours, ours + 1)
        text = self._ours.document.text
        if text[self._ours.view.outer(own).slice] == self._ours.view.text[own.slice]:
            return self.word(word)
        return self._ours.view.rewritten(text, own, self._theirs.view.text[self._theirs.span(word, word + 1).slice])

    def _blank(self, word: int, place: tuple[int, int], index: int) -> str:
        """What stands before a word: as ours has it between the words that these replace, as far as it fits."""
        if self._theirs.begins_paragraph(word):
            certain = self._their_ends.are_marked and self._their_ends.begins(word)
            return self.paragraph_end if certain else self.line_end
        ours = place[0] + index
        if ours < place[1] and not self._ours.begins_paragraph(ours):
            view, text = self._ours.view, self._ours.document.text
            blank = text[view.outer(self._ours.span(ours - 1, ours)).end : view.outer(self._ours.span(ours, ours + 1)).start]
            return blank if blank and not blank.strip() else " "
        return " "

    def _filled(self, parts: Iterable[str]) -> str:
        """The words and blanks in lines of our width, if they are more than one line."""
        parts = list(parts)
        if self._width is None or sum(map(len, parts)) <= self._width:
            return "".join(parts)
        filled: list[str] = []
        column = 0
        for index, part in enumerate(parts):
            following = parts[index + 1] if index + 1 < len(parts) else ""
            ends_line = part == " " and column + 1 + len(following) > self._width and not filled[-1].endswith("-")
            filled.append(self.line_end if ends_line else part)
            column = 0 if filled[-1].endswith(_LINE_ENDS) else column + len(part)
        return "".join(filled)

    @staticmethod
    def behind_conflict(blank: str) -> str:
        """A blank behind the last line of a conflict, which ends a line itself."""
        end = next((end for end in sorted(_LINE_ENDS, key=blank.find) if end in blank), None)
        return "" if end is None else blank.partition(end)[2]


def _usual(version: Version, paragraphs: Paragraphs) -> str:
    """What most often parts the paragraphs of a version."""
    text = version.document.text
    blanks: Counter[str] = Counter()
    for word in paragraphs.beginnings(0, version.word_count):
        if word and paragraphs.begins(word):
            before, after = version.span(word - 1, word), version.span(word, word + 1)
            blanks[text[version.view.outer(before).end : version.view.outer(after).start]] += 1
    return next((blank for blank, _ in blanks.most_common() if not blank.strip()), "")


def _with_line_ends(blank: str, line_end: str) -> str:
    return line_end * len(blank.splitlines()) if blank else ""


def _apostrophes(text: str) -> tuple[str, str] | None:
    """What to write for which apostrophe, where a text has one kind alone."""
    typographic, typed = "’" in text, "'" in text
    if typographic == typed:
        return None
    return ("'", "’") if typographic else ("’", "'")
