"""A hunk and a text to what the text becomes: to the letter, at an offset, by its words, or by what is most like it.

A place is taken only if it is the one place: where several are equally good, the hunk fails.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import diff_match_patch
from rapidfuzz.distance import LCSseq, Levenshtein

from qa.align.hyphens import Forms, joins_between
from qa.align.version import Version
from qa.ground.document import Document
from qa.ground.edit import Edit
from qa.ground.source import Source
from qa.ground.span import Span
from qa.patch.hunks import Hunk
from qa.text.segment import segment
from qa.threeway.merge import merge
from qa.threeway.regions import Choice
from qa.threeway.write import stretch

SEVERAL_PLACES = "it fits at several places"
_ALIKE = 0.6
"""The share of a hunk's words, in order, that a place must have at least."""
_CLEARLY = 0.15
"""By how much the best place must have more of them than the next."""
_RARE = 20
"""Words that stand in a text more often tell nothing of a place."""
_NEAR = 8
"""Words. Places nearer to each other are one, with words put in or left out."""
_NEARER = 2
"""How many times nearer than the next a place to the letter must be."""
_FAR = 4
"""The same for one found by its words."""
_FEWEST = 3
"""Words. A hunk of fewer, its edges left out, is found by nearness alone."""


class Fit(StrEnum):
    """How a hunk was placed."""

    EXACT = "exact"
    OFFSET = "offset"
    """To the letter, at another place than the patch says."""
    REWRAPPED = "re-wrapped"
    """Word for word; the lines are filled otherwise."""
    CONTEXT = "context differs"
    """All that the hunk changes stands there, beside words that are others."""
    FUZZY = "fuzzy"
    """What the hunk changes stands there nearly so; diff-match-patch applied it."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Located:
    """Where a hunk went and how."""

    fit: Fit
    edit: Edit | None = None
    """None where it failed."""
    place: int = 0
    """Where the hunk's old text begins, about; the edit may begin before it, with the word that it is a part of."""
    amount: int = 0
    """Lines or code points of the offset, words of context that differ, or code points that differ."""
    reason: str = ""
    """Why it failed."""


def to_the_letter(text: str, hunk: Hunk, expected: int, *, whole_lines: bool) -> Located:
    """Find the hunk's old text, nearest to where it is expected; ``amount`` is the offset in code points."""
    size = len(hunk.old)
    if text.startswith(hunk.old, expected) and (not whole_lines or _is_whole(text, hunk, expected)):
        return Located(Fit.EXACT, Edit(Span(expected, expected + size), hunk.new), expected)
    if not hunk.old:
        return Located(Fit.FAILED, reason="it says nothing of its place but a line that is not there")
    places = [place for place in _occurrences(text, hunk.old) if not whole_lines or _is_whole(text, hunk, place)]
    if not places:
        return Located(Fit.FAILED, reason="its words are not there")
    nearest = sorted(places, key=lambda place: abs(place - expected))[:2]
    if len(nearest) > 1 and abs(nearest[0] - expected) * _NEARER > abs(nearest[1] - expected):
        return Located(Fit.FAILED, reason=SEVERAL_PLACES)
    place = nearest[0]
    return Located(Fit.OFFSET, Edit(Span(place, place + size), hunk.new), place, place - expected)


def _occurrences(text: str, part: str) -> Iterator[int]:
    place = text.find(part)
    while place >= 0:
        yield place
        place = text.find(part, place + 1)


def _is_whole(text: str, hunk: Hunk, place: int) -> bool:
    """Whether a hunk of lines stands at the beginning of a line, and at the end of the text if its last line has no end."""
    end = place + len(hunk.old)
    return (place == 0 or text[place - 1] == "\n") and (hunk.old.endswith("\n") or end == len(text) or not hunk.old)


class Field:
    """A text, or a part of one, in which hunks are looked for by their words."""

    def __init__(self, text: str, words: Forms, offset: int = 0) -> None:
        """``words``: what the text and the patch show of their words. ``offset``: where the text begins in the whole one."""
        self._text, self._offset = text, offset
        self._known = words
        self._joins = joins_between(words, words)
        self._version = self._read(text)
        self._words = self._version.words(0, len(self._version.sentences))
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self._words):
            self._places[word].append(place)

    def _read(self, text: str) -> Version:
        return Version(segment(_document(text)), self._joins)

    def _words_of(self, text: str) -> list[str]:
        version = self._read(text)
        return version.words(0, len(version.sentences))

    def placed(self, hunk: Hunk, expected: int | None, within: Span | None = None) -> Located:
        """Find the hunk by its words.

        ``expected`` is where it should be, if that is known well, and ``within`` where it must be, both in the whole text.
        """
        placed = self._by_characters(hunk, expected) if expected is not None else None
        placed = placed or self._by_words(hunk, expected, within)
        return placed or self._by_likeness(hunk)

    def _by_characters(self, hunk: Hunk, expected: int) -> Located | None:
        """The place where blanks alone differ, of a hunk that may begin and end within a word; a line may end after a hyphen."""
        parts = [re.escape(part).replace(r"\-", r"-\s*") for part in hunk.old.split()]
        begins, ends = r"(?<!\S)" * hunk.old[:1].isspace(), r"(?!\S)" * hunk.old[-1:].isspace()
        pattern = begins + r"\s+".join(parts) + ends
        found = [match.span() for match in re.finditer(pattern, self._text)]
        nearest = _nearest([start for start, _ in found], expected - self._offset)
        if nearest is None:
            return None
        start, end = next(span for span in found if span[0] == nearest)
        before, after = _WORD_BEFORE.search(self._text, 0, start), _WORD_AFTER.match(self._text, end)
        head = before.group() if before and not hunk.old[:1].isspace() else ""
        tail = after.group() if after and not hunk.old[-1:].isspace() else ""
        span = Span(start - len(head), end + len(tail))
        placed = self._merged(head + hunk.old + tail, head + hunk.new + tail, span, Fit.REWRAPPED, 0)
        return replace(placed, place=start + self._offset)

    def _by_words(self, hunk: Hunk, expected: int | None, within: Span | None) -> Located | None:
        """The place where line-end hyphens and page furniture may differ too."""
        several = Located(Fit.FAILED, reason=SEVERAL_PLACES)
        for old, new in _trimmed(hunk):
            words = self._words_of(old)
            starts = {self._version.start(place): place for place in self._find(words, within)} if words else {}
            nearest = _nearest(list(starts), None if expected is None else expected - self._offset)
            if nearest is not None and (len(words) >= _FEWEST or expected is not None):
                word = starts[nearest]
                return self._merged(old, new, stretch(self._version, word, word + len(words)), Fit.REWRAPPED, 0)
            if len(starts) > 1:
                return several
        return None

    def _find(self, words: Sequence[str], within: Span | None) -> Iterator[int]:
        """Where the words stand one behind another."""
        rarest = min(range(len(words)), key=lambda index: len(self._places.get(words[index], ())))
        for place in self._places.get(words[rarest], ()):
            start = place - rarest
            if start < 0 or self._words[start : start + len(words)] != list(words):
                continue
            if within is None or within.covers(stretch(self._version, start, start + len(words))):
                yield start

    def _merged(self, old: str, new: str, span: Span, fit: Fit, amount: int) -> Located:
        """The hunk's change taken into a passage of the text, as one version is merged into another."""
        passage = self._text[span.slice]
        merged = merge(_document(old), _document(passage), _document(new), known=self._known)
        if merged.conflicts:
            return self._fuzzy(old, new, span, passage)
        if not merged.count(Choice.THEIRS):
            return Located(
                Fit.FAILED,
                reason="it is there already"
                if merged.count(Choice.BOTH)
                else "it changes blanks alone, which stand otherwise there",
            )
        return self._edit(fit, span, merged.text, amount)

    def _edit(self, fit: Fit, span: Span, text: str, amount: int) -> Located:
        outer = Span(span.start + self._offset, span.end + self._offset)
        return Located(fit, Edit(outer, text), outer.start, amount)

    def _by_likeness(self, hunk: Hunk) -> Located:
        words = self._words_of(hunk.old)
        candidates = self._candidates(words)
        if not candidates or candidates[0][0] < _ALIKE:
            return Located(Fit.FAILED, reason="its words are not there")
        if len(candidates) > 1 and candidates[0][0] - candidates[1][0] < _CLEARLY:
            return Located(Fit.FAILED, reason="several places are like it")
        share, start, end = candidates[0]
        span = stretch(self._version, start, end)
        return self._merged(hunk.old, hunk.new, span, Fit.CONTEXT, len(words) - round(share * len(words)))

    def _candidates(self, words: Sequence[str]) -> list[tuple[float, int, int]]:
        """The places most like the words: the share of them there, and the words of the text, the best first."""
        votes: Counter[int] = Counter()
        for index, word in enumerate(words):
            places = self._places.get(word, ())
            votes.update(place - index for place in places if len(places) <= _RARE)
        found: list[tuple[float, int, int]] = []
        for guess, _ in votes.most_common(3 * _NEAR):
            start, end = max(0, guess - _NEAR), min(len(self._words), guess + len(words) + _NEAR)
            blocks = [block for block in LCSseq.opcodes(words, self._words[start:end]).as_matching_blocks() if block.size]
            if not blocks:
                continue
            first, last = blocks[0], blocks[-1]
            begin = max(start, start + first.b - first.a)
            finish = min(end, start + last.b + last.size + len(words) - last.a - last.size)
            share = sum(block.size for block in blocks) / len(words)
            if all(finish <= other_start or other_end <= begin for _, other_start, other_end in found):
                found.append((share, begin, finish))
        return sorted(found, key=lambda place: (-place[0], place[1]))

    def _fuzzy(self, old: str, new: str, span: Span, passage: str) -> Located:
        """The hunk as diff-match-patch applies it to the passage most like it."""
        engine = diff_match_patch.diff_match_patch()
        engine.Diff_Timeout = 0
        engine.Match_Distance = max(1_000, len(passage))
        text, applied = engine.patch_apply(engine.patch_make(old, new), passage)
        added = Counter(new.split()) - Counter(old.split())
        if not all(applied) or not applied or added - Counter(text.split()):
            return Located(Fit.FAILED, reason="the words it changes are others there")
        amount = Levenshtein.distance(" ".join(old.split()), " ".join(passage.split()))
        return self._edit(Fit.FUZZY, span, text, amount)


def _nearest(places: Sequence[int], expected: int | None) -> int | None:
    """The one place there is, or the one that is clearly the nearest to where it is expected."""
    if len(places) < 2 or expected is None:
        return places[0] if len(places) == 1 else None
    first, second = sorted(places, key=lambda place: abs(place - expected))[:2]
    return first if abs(first - expected) * _FAR < abs(second - expected) else None


_WORD_BEFORE = re.compile(r"\S*\Z")
_WORD_AFTER = re.compile(r"\S*")
_FIRST = re.compile(r"\s*\S+")
_LAST = re.compile(r"\S+\s*\Z")


def _trimmed(hunk: Hunk) -> Iterator[tuple[str, str]]:
    """The hunk's texts, whole and without the word at either end, which may be a part of one: "coop-⏎eration"."""
    old, new = hunk.old, hunk.new
    yield old, new
    without_first = _without(old, new, _FIRST)
    for texts in (without_first, _without(old, new, _LAST), _without(*without_first, _LAST) if without_first else None):
        if texts is not None:
            yield texts


def _without(old: str, new: str, word: re.Pattern[str]) -> tuple[str, str] | None:
    here, there = word.search(old), word.search(new)
    if here is None or there is None or here.group().split() != there.group().split():
        return None
    return old[: here.start()] + old[here.end() :], new[: there.start()] + new[there.end() :]


def _document(text: str) -> Document:
    return Document(Source("", b"", "utf-8", b"", text), "text", text)
