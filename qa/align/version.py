"""One version of a record as the comparison reads it: sentences in normal form, their words, and the way back to the text."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate, islice
from operator import add
from typing import NamedTuple
from zlib import crc32

import regex

from qa.ground.document import BlockKind, Document
from qa.ground.pieces import pieces
from qa.ground.span import Span
from qa.text.view import JoinsAtHyphen, build_view

_WORD = re.compile(r"\S+")
_NUMBERED = regex.compile(r"[(\[]?(\d{1,3})(?:[.)\]]?\s|[.)]\p{Lu})")
_OPENING = "(["
_SENTENCE_ENDS = (". ", "? ", "! ", "; ", ": ", '." ', '?" ')
_CUT = "\x1e"
"""Parts sentences while a paragraph is cut; the view has no control characters of this kind."""
_LONG_SENTENCE = 400
"""Code points. Longer ones are cut at commas too, so that a speech written as one sentence has places to hold on to."""

_LANDMARKS_KEPT = 64
"""Landmarks behind which it is remembered where words stand: they are asked about in order, but for what moved."""


class NumberedLine(NamedTuple):
    """A line of a view that begins with the number of a paragraph, perhaps."""

    start: int
    end: int
    """Behind the number and the mark or blank after it."""
    number: int


class Version:
    """A document's words in order, cut into sentences. Words are what stands between blanks, numbered from 0.

    In their normal form the words have no wraps, layout hyphens or quote style; two words of the same letters are equal.
    """

    def __init__(self, document: Document, joins: JoinsAtHyphen, *, spoken: bool = False) -> None:
        """``spoken``: capitals and marks count for nothing, and stretches of words take the place of sentences."""
        self.document = document
        self.view = build_view(document, joins)
        self.compared = as_spoken(self.view.text) if spoken else self.view.text
        """What is compared, code point for code point of the view."""
        self.sentences: list[str] = []
        """In normal form, words parted by single blanks."""
        line_sentences = [0]
        self._line_offsets = array("q", (0,))
        """Where each line begins, and at the end where another would."""
        self._landmark_offsets = array("q")
        """The places from which words are counted: each sentence where the text is in normal form, each line where it is not."""
        landmark_sentences: list[int] = []
        for piece in pieces(self.compared):
            first_line, first_sentence = len(line_sentences) - 1, len(self.sentences)
            self._line_offsets.extend(_behind(piece.split("\n"), self._line_offsets[-1]))
            normal = _normal(piece)
            for line in _cut(normal).split("\n"):
                self.sentences += _stretches(line) if spoken else _sentences(line)
                line_sentences.append(len(self.sentences))
            if normal == piece and not spoken and not _has_blank_line(piece):
                landmark_sentences += range(first_sentence, len(self.sentences))
                self._landmark_offsets.append(self._line_offsets[first_line])
                self._landmark_offsets.extend(_behind(self.sentences[first_sentence:-1], self._line_offsets[first_line]))
            else:
                landmark_sentences += line_sentences[first_line:-1]
                self._landmark_offsets.extend(self._line_offsets[first_line:-1])
        self._landmark_offsets.append(self._line_offsets[-1])
        self.first_words = array("q", accumulate((sentence.count(" ") + 1 for sentence in self.sentences), initial=0))
        """The number of the first word of each sentence, and at the end the number of words."""
        self.paragraphs = array("q", map(self.first_words.__getitem__, line_sentences))
        """The number of the first word of each line of the view, and at the end the number of words."""
        self._landmark_words = array("q", map(self.first_words.__getitem__, landmark_sentences))
        """The number of the word at each of these places."""
        self._word_places: dict[int, tuple[array[int], array[int]]] = {}

    @property
    def word_count(self) -> int:
        return self.first_words[-1]

    def forget_sentences(self) -> None:
        """Let go of what is asked for until the version is aligned, and not afterwards."""
        self.sentences = []

    def words(self, sentence: int, end: int) -> list[str]:
        """The words of some sentences."""
        return " ".join(self.sentences[sentence:end]).split(" ") if sentence < end else []

    def sentence_of(self, word: int) -> int:
        return bisect_right(self.first_words, word) - 1

    def paragraph_of(self, word: int) -> int:
        """The line of the view that a word stands in."""
        return bisect_right(self.paragraphs, word) - 1

    def begins_paragraph(self, word: int) -> bool:
        return word == self.paragraphs[min(self.paragraph_of(word), len(self.paragraphs) - 1)]

    def span(self, word: int, end: int) -> Span:
        """Where the words from ``word`` to before ``end`` (at least one) stand in the view."""
        first = self._place(word)
        return Span(first[0], (first if end == word + 1 else self._place(end - 1))[1])

    def start(self, word: int) -> int:
        """Where a word begins in the document's text."""
        line = self.paragraph_of(word)
        if self.paragraphs[line] == word:
            return self.paragraph_starts[line]
        return self.view.offsets.start(self._place(word)[0])

    @cached_property
    def paragraph_starts(self) -> array[int]:
        """Where each line of the view begins in the document's text; of one with words, that is where the first begins."""
        return array("q", self.view.offsets.starts(map(self._past_blanks, self._line_offsets[:-1])))

    def _past_blanks(self, offset: int) -> int:
        while self.compared.startswith(" ", offset):
            offset += 1
        return offset

    def line_of(self, offset: int) -> Span:
        """The line of the view that a code point stands in or ends."""
        line = bisect_right(self._line_offsets, offset, hi=len(self._line_offsets) - 1) - 1
        return Span(self._line_offsets[line], self._line_offsets[line + 1] - 1)

    @cached_property
    def inked(self) -> Span:
        """What is left of the view without the white space at its ends."""
        end = len(self.view.text.rstrip())
        return Span(min(end, len(self.view.text) - len(self.view.text.lstrip())), end)

    @cached_property
    def numbered(self) -> tuple[NumberedLine, ...]:
        """The lines of the view that begin with a number, as paragraphs do."""
        text = self.view.text
        firsts = zip(self._line_offsets, map(text.__getitem__, filter(len(text).__gt__, self._line_offsets)), strict=False)
        starts = (start for start, first in firsts if first in _OPENING or first.isdecimal())
        matches = (_NUMBERED.match(text, start) for start in starts)
        return tuple(NumberedLine(match.start(), match.end(), int(match[1])) for match in matches if match)

    def beginnings(self, word: int, end: int) -> range:
        """The lines of the view of which the first word is one of the words from ``word`` to before ``end``."""
        return range(bisect_left(self.paragraphs, word), bisect_left(self.paragraphs, end))

    def _place(self, word: int) -> tuple[int, int]:
        landmark = bisect_right(self._landmark_words, word) - 1
        places = self._word_places.get(landmark)
        if places is None:
            if len(self._word_places) >= _LANDMARKS_KEPT:
                self._word_places.clear()
            start, end = self._landmark_offsets[landmark], self._landmark_offsets[landmark + 1] - 1
            places = self._word_places[landmark] = _word_places(self.compared[start:end], start)
        index = word - self._landmark_words[landmark]
        return places[0][index], places[1][index]

    @property
    def dropped(self) -> int:
        """How many words stand in page furniture, which is not compared."""
        text = self.document.text
        return sum(len(text[block.span.slice].split()) for block in self.document.blocks if block.kind is BlockKind.FURNITURE)


_SILENT = re.compile(
    r"(?<!\d)[.,:/](?!\d)|(?<=\d)[.,:/](?!\d)|(?<!\d)[.,:/](?=\d)|(?<!\w)['’-]|['’-](?!\w)|[^\w\s%$€£&+#.,:/'’-]"
)
"""Marks that nobody hears: not those inside figures, nor the apostrophes and hyphens inside words."""


def as_spoken(text: str) -> str:
    """A text as it sounds, code point for code point: small letters, and blanks for the marks that nobody hears.

    >>> as_spoken("No, Mr. O'Dea: 3.5%!")
    "no  mr  o'dea  3.5% "
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(one if len(one := character.lower()) == 1 else character for character in text)
    return _SILENT.sub(" ", lower)


def _stretches(line: str) -> list[str]:
    """The words of a paragraph in stretches that end where a word of their own says so, alike in both versions."""
    stretches: list[list[str]] = [[]]
    for word in line.split():
        stretches[-1].append(word)
        if crc32(word.encode()) % _STRETCH == 0:
            stretches.append([])
    return [" ".join(stretch) for stretch in stretches if stretch]


_STRETCH = 7
"""One word in so many ends a stretch."""


def _behind(parts: Iterable[str], start: int) -> Iterator[int]:
    """Where the parts of a text end that begins at ``start``, each with the code point that parts it from the next."""
    return islice(accumulate((len(part) + 1 for part in parts), initial=start), 1, None)


def _word_places(line: str, offset: int) -> tuple[array[int], array[int]]:
    """Where the words of a line begin and end, the line beginning at ``offset``."""
    if "  " in line or line[:1] == " " or line[-1:] == " ":
        matches = list(_WORD.finditer(line))
        return array("q", (offset + match.start() for match in matches)), array("q", (offset + match.end() for match in matches))
    # Words parted by single blanks: each begins a word and a blank after the one before.
    lengths = [*map(len, line.split(" "))]
    starts = array("q", accumulate(map((1).__add__, lengths[:-1]), initial=offset))
    return starts, array("q", map(add, starts, lengths))


def _normal(text: str) -> str:
    """A piece of the view with its words parted by single blanks and composed; the lines stay."""
    if "  " in text or " \n" in text or "\n " in text or text.startswith(" ") or text.endswith(" "):
        text = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return text


def _has_blank_line(text: str) -> bool:
    return not text or "\n\n" in text or text[0] == "\n" or text[-1] == "\n"


def _cut(text: str) -> str:
    """A text in normal form with a mark after each sentence. Where a sentence ends depends on its own words."""
    for end in _SENTENCE_ENDS:
        text = text.replace(end, end[:-1] + _CUT)
    return text


def _sentences(line: str) -> list[str]:
    """The sentences of a paragraph that has been cut."""
    if not line:
        return []
    sentences = line.split(_CUT)
    if len(line) <= _LONG_SENTENCE or max(map(len, sentences)) <= _LONG_SENTENCE:
        return sentences
    return [part for sentence in sentences for part in _shortened(sentence)]


def _shortened(sentence: str) -> list[str]:
    return [sentence] if len(sentence) <= _LONG_SENTENCE else sentence.replace(", ", "," + _CUT).split(_CUT)
