"""A reading: one document with its view, and the words, counts and places that several checks ask for."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from types import MappingProxyType

from qa.ground.document import BlockKind, Document
from qa.ground.lists import any_word
from qa.ground.pieces import pieces
from qa.ground.span import Span
from qa.text.together import NOTHING, Together
from qa.text.view import JoinsAtHyphen, View, build_view

WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*'?")
"""A word of the view: letters and digits, with apostrophes and hyphens inside it."""
_LAST_WORD = re.compile(f"{WORD.pattern}$")

_ABBREVIATION = re.compile(rf"(?:^|[\s(])(?:{any_word('abbreviations')}|[A-Z](?:\.[A-Z])*)\.$")
"""A stop that ends no sentence."""


NOTHING_BESIDE: Mapping[str, int] = MappingProxyType({})
_REACH = 200
"""Code points in which the token beside a place is looked for at first: a paragraph may be as long as a book."""
_LARGE = 500_000
"""Code points of a text whose tokens are kept once each."""
_STRETCH = 64
"""Tokens whose letters are counted at once."""
_WIDE_GAP = re.compile(r"\A\s+|\s\s+")
_SEARCHES = 100
"""Distinct tokens that are each searched for in the whole text; for more of them all places are gathered in one walk."""


class Reading:
    """What a check reads. Everything is computed once and only when a check asks for it."""

    def __init__(
        self,
        document: Document,
        joins: JoinsAtHyphen = lambda left, right: False,
        together: Together = NOTHING,
        beside: Mapping[str, int] = NOTHING_BESIDE,
    ) -> None:
        """``together`` is what the documents checked with this one show, itself among them; ``beside`` how often tokens stand
        in the rest of a document of which this is a part."""
        self.document = document
        self.together = together
        self._beside = beside
        self.view: View = build_view(document, joins)
        self.text: str = self.view.text
        self._places: dict[str, tuple[Span, ...]] = {}
        self._numbers: Mapping[str, Sequence[int]] = {}

    @property
    def whereabouts(self) -> str:
        """Where things were counted, in words."""
        return self.together.whereabouts

    @cached_property
    def tokens(self) -> list[str]:
        """What stands between blanks, punctuation included, in order."""
        return self.text.split() if len(self.text) <= _LARGE else [*self._shared_tokens()]

    def _shared_tokens(self) -> Iterator[str]:
        """The same, alike ones as one object: those of a large text would otherwise take ten times its memory."""
        shared: dict[str, str] = {}
        for piece in pieces(self.text):
            tokens = piece.split()
            yield from map(shared.setdefault, tokens, tokens)

    def token_spans(self, first: int, count: int) -> list[Span]:
        """The places of ``count`` tokens from the token ``first`` on; only asked for the few that are wrong."""
        tokens = self.tokens[first : first + count]
        starts = self._starts(range(first, first + len(tokens)))
        return [Span(start, start + len(token)) for start, token in zip(starts, tokens, strict=True)]

    def remember(self, numbers: Mapping[str, Sequence[int]]) -> None:
        """Which tokens each of some texts is: whoever walked over all tokens knows, and then no place is searched for."""
        self._numbers = numbers

    def _starts(self, numbers: Iterable[int]) -> Iterator[int]:
        """Where tokens begin: after the letters of those before, and a blank or line end for each where none stands twice."""
        evenly = (self._letters_before(number) + number for number in numbers)
        if self._sums[-1] + len(self.tokens) - 1 == len(self.text):
            return evenly
        ends, more = self._wide_gaps
        return (even + more[bisect_right(ends, even)] for even in evenly)

    def _letters_before(self, number: int) -> int:
        """How many letters stand before a token."""
        stretch = number // _STRETCH
        return self._sums[stretch] + sum(self._lengths[stretch * _STRETCH : number])

    @cached_property
    def _sums(self) -> Sequence[int]:
        """How many letters stand before every so many tokens, and at the end all."""
        lengths = self._lengths
        stretches = (sum(lengths[first : first + _STRETCH]) for first in range(0, len(lengths), _STRETCH))
        return array("q", accumulate(stretches, initial=0))

    @cached_property
    def _lengths(self) -> bytes | Sequence[int]:
        """The length of each token."""
        try:
            return bytes(map(len, self.tokens))
        except ValueError:
            return array("q", map(len, self.tokens))

    @cached_property
    def _wide_gaps(self) -> tuple[Sequence[int], Sequence[int]]:
        """Where more stands before a token than one blank or line end: where the token would begin without what is more than
        that, there and before, and how much it all is; nothing before the first.
        """
        ends, more = list[int](), [0]
        for gap in _WIDE_GAP.finditer(self.text):
            more.append(more[-1] + len(gap.group()) - (gap.start() > 0))
            ends.append(gap.end() - more[-1])
        return ends, more

    @cached_property
    def lowered(self) -> str:
        """The view in lower case, code point for code point (``"İ".lower()`` has two, so it is left)."""
        # All at once, what is not ASCII would take four bytes a letter meanwhile.
        return "\n".join(map(_lowered, pieces(self.text)))

    @cached_property
    def lengths(self) -> bytes:
        """The length of each token, 255 for a longer one: what is said twice has the same lengths twice."""
        lengths = self._lengths
        return lengths if isinstance(lengths, bytes) else bytes(min(length, 255) for length in lengths)

    @cached_property
    def token_counts(self) -> Counter[str]:
        """How often each token stands in the document, the rest of it included where this is a part."""
        counts = Counter(self.tokens)
        counts.update(self._beside)
        return counts

    @cached_property
    def length(self) -> int:
        """The tokens of the document, those of the rest included where this is a part."""
        return len(self.tokens) + sum(self._beside.values())

    @cached_property
    def distinct(self) -> frozenset[str]:
        """The different tokens: a check judges each once and looks for places only where the verdict is bad."""
        return frozenset(self.tokens if self._beside else self.token_counts)

    @cached_property
    def capitalised(self) -> Counter[str]:
        """How often each word with a capital stands in the document, as written, without the punctuation round it."""
        counts: Counter[str] = Counter()
        for token, count in self.token_counts.items():
            if token.islower():
                continue
            for word in (token,) if token.isalpha() else WORD.findall(token):
                if word[0].isupper():
                    counts[word] += count
        return counts

    def places(self, token: str) -> tuple[Span, ...]:
        """Every place of the view where ``token`` stands between blanks; found once, however many checks ask."""
        places = self._places.get(token)
        if places is None:
            places = self._places[token] = tuple(self._remembered(token) or self._searched(token))
        return places

    def _remembered(self, token: str) -> list[Span]:
        numbers = self._numbers.get(token)
        return [Span(start, start + len(token)) for start in self._starts(numbers)] if numbers else []

    def _searched(self, token: str) -> Iterator[Span]:
        return self._find(token) if len(self._places) < _SEARCHES else self._gathered(token)

    def _gathered(self, token: str) -> Iterator[Span]:
        return (Span(start, start + len(token)) for start in self._all_places.get(token, ()))

    @cached_property
    def _all_places(self) -> Mapping[str, Sequence[int]]:
        places: defaultdict[str, list[int]] = defaultdict(list)
        position = 0
        # Split at blanks alone, as ``_find`` looks for a token.
        for token in self._spaced[1:-1].split(" "):
            places[token].append(position)
            position += len(token) + 1
        return places

    def _find(self, token: str) -> Iterator[Span]:
        sought, length = f" {token} ", len(token)
        # In the spaced text a token begins one later than in the view, where the blank before it is.
        position = self._spaced.find(sought)
        while position >= 0:
            yield Span(position, position + length)
            position = self._spaced.find(sought, position + length + 1)

    @cached_property
    def _spaced(self) -> str:
        """The view with a blank on either side, and for each line end."""
        return f" {self.text.replace(chr(10), ' ')} "

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def paragraph(self, position: int) -> Span:
        """The paragraph of the view round a place, without the line end."""
        index = bisect_right(self._paragraph_starts, position) - 1
        start = self._paragraph_starts[index]
        later = self._paragraph_starts[index + 1] - 1 if index + 1 < len(self._paragraph_starts) else len(self.text)
        return Span(start, later)

    def beside(self, span: Span) -> tuple[str, str]:
        """The tokens before and after a place, empty at the edges of its paragraph.

        Of a token in which the place begins, what stands before it; of one in which it ends, nothing.
        """
        paragraph = self.paragraph(span.start)
        before = self.text[max(paragraph.start, span.start - _REACH) : span.start].rsplit(maxsplit=1)
        if len(before) < 2 and span.start - _REACH > paragraph.start:
            before = self.text[paragraph.start : span.start].rsplit(maxsplit=1)
        after = self.text[span.end : min(paragraph.end, span.end + _REACH)].split(" ", 2)
        if len(after) < 3 and span.end + _REACH < paragraph.end:
            after = self.text[span.end : paragraph.end].split(" ", 2)
        return before[-1] if before else "", after[1] if len(after) > 1 else ""

    def words_beside(self, span: Span) -> tuple[str, str]:
        """The words before and after a place, empty where anything but a blank stands between."""
        before, after = self.beside(span)
        left = _LAST_WORD.search(before) if self.text[span.start - 1 : span.start] == " " else None
        right = WORD.match(after) if self.text[span.end : span.end + 1] == " " else None
        return left.group() if left else "", right.group() if right else ""

    def in_label(self, span: Span) -> bool:
        """True inside a speaker line."""
        start = self.view.outer(span).start
        turns = self.document.turns
        index = bisect_right(turns, start, key=lambda turn: turn.span.start) - 1
        return index >= 0 and start < turns[index].label.end

    def block_kind(self, span: Span) -> BlockKind:
        start = self.view.outer(span).start
        blocks = self.document.blocks
        index = bisect_right(blocks, start, key=lambda block: block.span.start) - 1
        return blocks[max(index, 0)].kind if blocks else BlockKind.PARAGRAPH

    def starts_sentence(self, position: int) -> bool:
        """True where a capital proves nothing: at the start of a paragraph or after a stop, a colon, an opening quote."""
        before = self.text[max(0, position - 14) : position]
        if not before or before.endswith("\n"):
            return True
        before = before.rstrip(" \"'([")
        if before.endswith("."):
            return not _ABBREVIATION.search(before)
        return not before or before.endswith(("?", "!", ":", "\n", "\u2014", ";"))


def _lowered(text: str) -> str:
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(one if len(one := character.lower()) == 1 else character for character in text)
