"""A finding in its text to its anchor, and two anchors to how surely the finding is the same, in a later version too."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from qa.ground.document import Document
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.words.edits import is_one_edit

Key = tuple[str, ...]
"""What two anchors have in common."""


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """What a rule found, with the words around it.

    Two are surely of the same finding where they are equal in ``exact``, less so in ``bare``, in one of ``sides``, or by
    ``likeness``. A decision may change the text, so that it is known by ``exact`` and ``sides`` alone; a baseline, which
    hides findings and no more, by ``bare`` and ``likeness``. Law: those equal in ``exact`` are so in ``bare`` and ``sides``.
    """

    rule: str
    text: str
    """What was found; in a baseline in one line, and of a long wording the ends."""
    before: str
    """In a decision this ends in a blank where one stands before the text."""
    after: str

    @property
    def wording(self) -> str:
        """The text with blanks evened out, as suppressions compare it."""
        return " ".join(self.text.split())

    @property
    def exact(self) -> Key:
        """All of it, however the text is wrapped between words."""
        return self.rule, self.wording, self.before, self.after

    @property
    def bare(self) -> Key:
        """All of it without blanks and hyphens, which wrapping inside words adds and takes away."""
        return (self.rule, *map(_without_layout, (self.text, self.before, self.after)))

    @property
    def sides(self) -> tuple[Key | None, Key | None]:
        """With the words before it alone, then with those after it; None where they are too few to tell a place."""
        return (
            (self.rule, self.wording, self.before, "") if _tells(self.before.split()) else None,
            (self.rule, self.wording, "", self.after) if _tells(self.after.split()) else None,
        )

    def likeness(self, other: Anchor) -> float:
        """How much of the words around is the same in both, 0 to 1; all, where one side is the same word for word.

        A word with a slip and the same without are the same: what stands around a mistake is mended too.
        """
        sides = ((self.before.split(), other.before.split()), (self.after.split(), other.after.split()))
        if any(here == there and _tells(here) for here, there in sides):
            return 1.0
        shared = sum(_shared(here, there) for here, there in sides)
        words = sum(max(len(here), len(there)) for here, there in sides)
        return shared / words if words else 0.0


def _shared(here: list[str], there: list[str]) -> int:
    """How many words are in both, a slip apart at most."""
    same = Counter(here) & Counter(there)
    left = list((Counter(there) - same).elements())
    for word in (Counter(here) - same).elements():
        if mended := next((other for other in left if is_one_edit(word, other)), None):
            left.remove(mended)
    return len(there) - len(left)


def _without_layout(text: str) -> str:
    for hyphen in _HYPHENS:
        text = text.replace(hyphen, "")
    return "".join(text.split())


def _tells(words: list[str]) -> bool:
    """One word says too little of a place: a paragraph's first is often that of another."""
    return len(words) > 1


_HYPHENS = ("-", "\u2010", "\u00ad")
_BREAK = re.compile(r"(?<=\w)[-\u2010\u00ad]\s*[\r\n]\s*(?=\w)")
"""A hyphen at the end of a line, which may or may not be the word's own."""


# As ids and baselines have it

_WORDS = 5
"""So many words on either side make an anchor: fewer are often the same elsewhere, more are more often edited."""
_REACH = 240
"""Code points in which these words are looked for."""


def anchor_of(document: Document, finding: Finding) -> Anchor:
    """The anchor of a finding; words of other paragraphs do not belong to it, so that paragraphs may be moved."""
    text, span = document.text, finding.span
    first = max(_block(document, span.start).start, span.start - _REACH)
    last = min(_block(document, max(span.start, span.end - 1)).end, span.end + _REACH)
    before = _words(_unbroken(text[first : span.start]))[-_WORDS - 1 :]
    after = _words(_unbroken(text[span.end : last]))[: _WORDS + 1]
    return Anchor(finding.rule, _abridged(_unbroken(finding.text)), " ".join(before).strip(), " ".join(after).strip())


def _block(document: Document, offset: int) -> Span:
    """The block at ``offset``; the whole text where none is."""
    index = bisect_right(document.blocks, offset, key=lambda block: block.span.start) - 1
    if index >= 0 and offset <= document.blocks[index].span.end:
        return document.blocks[index].span
    return Span(0, len(document.text))


def _unbroken(text: str) -> str:
    return _BREAK.sub("", text) if "\n" in text or "\r" in text else text


def _abridged(text: str) -> str:
    """In one line, and of a long wording, a whole paragraph perhaps, the ends: an edit inside makes no other anchor of it."""
    words = text.split()
    return " ".join(words if len(words) <= 2 * _WORDS + 1 else (*words[:_WORDS], "…", *words[-_WORDS:]))


def _words(text: str) -> list[str]:
    """The words, and an empty one at an end that is blank."""
    # The string's own methods take a third of the time of an expression, and know the same white space.
    return " ".join(f"|{text}|".split())[1:-1].split(" ")


# As decisions have it

_DECIDED_WORDS = 4
"""Words on either side."""
REACH = 120
"""Code points on either side at most; only longer words are cut."""
_WINDOW = 1_000
"""Code points in which the words are looked for, blanks of a page's layout included."""


def anchor_at(text: str, rule: str, span: Span) -> Anchor:
    """The anchor of what a rule found in ``span``, with words of whatever paragraphs.

    >>> anchor_at("areas\\n  ofthe two organizations", "joined.words", Span(8, 13))
    Anchor(rule='joined.words', text='ofthe', before='areas ', after=' two organizations')
    """
    before = _words(text[max(0, span.start - _WINDOW) : span.start])
    after = _words(text[span.end : span.end + _WINDOW])
    first = " ".join(before[-_DECIDED_WORDS - (before[-1] == "") :])[-REACH:]
    return Anchor(rule, text[span.slice], first, " ".join(after[: _DECIDED_WORDS + (after[0] == "")])[:REACH])
