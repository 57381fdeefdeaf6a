"""One edit in its place: what stood there, what stands there now, what is beside it, and which words the two do not share."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from qa.ground.span import Span

_BESIDE = 45
"""Code points on either side of an edit that may tell what it is: a phrase, a date, a list."""
_LONGEST_SENTENCE = 500
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[%$€£&+#]")
_SENTENCE_ENDS = (". ", "? ", "! ", "; ", '." ', '?" ', "\n")


@dataclass(frozen=True, slots=True)
class Wording:
    """An edit of a passage."""

    old: str
    new: str
    before: str = ""
    """What stands before it in both versions, or is taken to."""
    after: str = ""

    @property
    def whole_old(self) -> str:
        return self.before + self.old + self.after

    @property
    def whole_new(self) -> str:
        return self.before + self.new + self.after


def wording(old_text: str, old: Span, new_text: str, new: Span) -> Wording:
    """The edit that made what stands at ``old`` in one view what stands at ``new`` in the other, with the old version's words
    beside it, cut between words."""
    start, end = max(0, old.start - _BESIDE), min(len(old_text), old.end + _BESIDE)
    before = old_text[max(start, old_text.rfind("\n", start, old.start) + 1) : old.start]
    line_end = old_text.find("\n", old.end, end)
    after = old_text[old.end : end if line_end < 0 else line_end]
    if start and len(before) == old.start - start:
        before = before[before.find(" ") + 1 :]
    if end < len(old_text) and line_end < 0:
        after = after[: after.rfind(" ") + 1] or after
    wording = new_text[new.slice]
    if not len(old):  # what is put in between two words brings a blank of its own
        lead = " " if new.start and new_text[new.start - 1].isspace() and not before[-1:].isspace() else ""
        trail = " " if new_text[new.end : new.end + 1].isspace() and not after[:1].isspace() else ""
        wording = f"{lead if before else ''}{wording}{trail if after else ''}"
    return Wording(old_text[old.slice], wording, before, after)


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentence of an edit in either version, with all other edits in it."""

    old: str
    new: str
    is_alone: bool
    """Whether there is no other edit in it."""


def sentences(old_text: str, old: Span, new_text: str, new: Span) -> Sentences | None:
    """The whole sentence round an edit of two views; None where one is very long."""
    here, there = _sentence(old_text, old), _sentence(new_text, new)
    if len(here) > _LONGEST_SENTENCE or len(there) > _LONGEST_SENTENCE:
        return None
    before, after = Span(here.start, old.start), Span(old.end, here.end)
    is_alone = old_text[before.slice] == new_text[there.start : new.start]
    is_alone = is_alone and old_text[after.slice] == new_text[new.end : there.end]
    return Sentences(old_text[here.slice], new_text[there.slice], is_alone)


def _sentence(text: str, span: Span) -> Span:
    low, high = max(0, span.start - _LONGEST_SENTENCE), span.end + _LONGEST_SENTENCE
    start = max((place + len(end) for end in _SENTENCE_ENDS if (place := text.rfind(end, low, span.start)) >= 0), default=low)
    ends = (place for end in _SENTENCE_ENDS if (place := text.find(end, max(span.end - 1, start), high)) >= 0)
    return Span(start, max(span.end, min(ends, default=min(len(text), high))))


@lru_cache(maxsize=1 << 15)
def tokens(text: str) -> tuple[str, ...]:
    """The words and signs of a passage that carry sense, in small letters without accents.

    >>> tokens("The “Côte”, don't: 30%")
    ('the', 'cote', "don't", '30', '%')
    """
    text = text.casefold().replace("’", "'")
    if not text.isascii():
        text = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return tuple(_TOKEN.findall(text))


def key(text: str, variants: Mapping[str, str]) -> str:
    """A passage reduced to what is not form: two of the same key say the same, word for word.

    >>> key("In favor of Co-operation,", {"favor": "favour"}) == key("in favour of cooperation", {})
    True
    """
    words = (variants.get(token, token) for token in tokens(text))
    return "".join(f"#{word}#" if word[0].isdigit() else word for word in words)  # 26,882 is not 2688, 2


@lru_cache(maxsize=1 << 15)
def unshared(old: str, new: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words that the old passage has and the new one has not, or not as often, and the other way round."""
    here, there = tokens(old), tokens(new)
    if len(here) < 2 and len(there) < 2:  # most edits are of one word
        return (frozenset(), frozenset()) if here == there else (frozenset(here), frozenset(there))
    lost, gained = Counter(here), Counter(there)
    return frozenset(lost - gained), frozenset(gained - lost)
