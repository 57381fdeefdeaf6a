"""A finding in its document to the passage it is known again by, wherever that stands in a later version."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from qa.ground.document import Document
from qa.ground.finding import Finding
from qa.ground.span import Span

_WORDS = 5
"""So many words on either side make a passage: fewer are often the same elsewhere, more are more often edited."""
_REACH = 240
"""Code points in which these words are looked for."""
_BREAK = re.compile(r"(?<=\w)[-\u2010\u00ad]\s*[\r\n]\s*(?=\w)")
"""A hyphen at the end of a line, which may or may not be the word's own."""
_HYPHENS = ("-", "\u2010", "\u00ad")


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """What a rule reported, with the words around it in the same paragraph.

    Law: two are equal in ``key`` when they differ only in how their lines are broken.
    """

    rule: str
    text: str
    """What was found; of a long wording the ends."""
    before: str
    after: str

    @property
    def key(self) -> tuple[str, ...]:
        """For comparing: without blanks and hyphens, which wrapping adds and takes away."""
        return (self.rule, *map(_without_layout, (self.text, self.before, self.after)))


def anchor_of(document: Document, finding: Finding) -> Anchor:
    """The passage of a finding; words of other paragraphs do not belong to it, so that paragraphs may be moved."""
    text, span = document.text, finding.span
    first = max(_block(document, span.start).start, span.start - _REACH)
    last = min(_block(document, max(span.start, span.end - 1)).end, span.end + _REACH)
    before = _evened(text[first : span.start]).split(" ")[-_WORDS - 1 :]
    after = _evened(text[span.end : last]).split(" ")[: _WORDS + 1]
    return Anchor(finding.rule, _abridged(_evened(finding.text).strip()), " ".join(before).strip(), " ".join(after).strip())


def _abridged(wording: str) -> str:
    """A long wording, a whole paragraph perhaps, by its ends: an edit inside makes no other passage of it."""
    words = wording.split(" ")
    return wording if len(words) <= 2 * _WORDS + 1 else " ".join((*words[:_WORDS], "…", *words[-_WORDS:]))


def _evened(text: str) -> str:
    """The text in one line, each stretch of white space one blank."""
    whole = _BREAK.sub("", text) if "\n" in text or "\r" in text else text
    # The string's own methods take a third of the time of an expression, and know the same white space.
    line = " ".join(whole.split())
    before, after = whole[:1].isspace(), whole[-1:].isspace()
    return f"{' ' * before}{line}{' ' * (after and bool(line))}"


def _without_layout(text: str) -> str:
    for hyphen in _HYPHENS:
        text = text.replace(hyphen, "")
    return "".join(text.split())


def _block(document: Document, offset: int) -> Span:
    """The block at ``offset``; the whole text where none is."""
    index = bisect_right(document.blocks, offset, key=lambda block: block.span.start) - 1
    if index >= 0 and offset <= document.blocks[index].span.end:
        return document.blocks[index].span
    return Span(0, len(document.text))
