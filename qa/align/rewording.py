"""A gap between two versions to the single rewordings in it, as small as a reader would name them.

Words are cut into words proper and the marks beside them, so that a comma put in is one edit and not a word replaced by
another; where nothing inside matches, the words are paired one by one if each is a form of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Indel, LCSseq

from qa.align.gaps import settled
from qa.align.hyphens import differ_in_line_ends
from qa.align.matching import CommonRun, Gap, between
from qa.align.version import Version
from qa.ground.span import Span

_PARTS = re.compile(
    r"""
      ^[(\[]?(?:\d{1,3}|[a-z])[.)\]](?=\s|[A-Z][a-z]|\Z)  # the number of a paragraph
    | [A-Z]{1,4}(?:/[\w.()]*\w)+\)?          # a document's symbol: S/PV.7816, A/RES/70/1
    | (?:[^\W\d_]\.){2,}                     # initials: U.S., a.m.
    | \d+(?:[.,:/]\d+)*[^\W\d_]*             # a number: 1,500, 3.5, 79th, 2015/16
    | [^\W_]+(?:['’-][^\W_]+)*               # a word: peace-loving, Côte, d'Ivoire
    | \S
    """,
    re.VERBOSE | re.MULTILINE,
)
_LONGEST = 4_000
"""Words and marks on both sides together. A longer gap is one edit."""
_SENTENCE_ENDS = (".", "?", "!")
_FORMS_ALIKE = 0.6
"""How alike two words must be (Indel, of 1) to be taken for forms of one."""


@dataclass(frozen=True, slots=True)
class Rewording:
    """Places in the views: what stands at ``old`` in the one became what stands at ``new``. One may be empty, but not both."""

    old: Span
    new: Span
    coarse: bool = False


def refine(gap: Gap, old: Version, new: Version) -> Iterator[Rewording]:
    """The edits of one gap, in order; none where only a line end parts a word differently."""
    here, there = place(old, gap.old, gap.old_end), place(new, gap.new, gap.new_end)
    if gap.coarse or not gap.is_replacement or gap.old_end - gap.old + gap.new_end - gap.new > _LONGEST:
        yield Rewording(here, there, gap.coarse or gap.is_replacement)
    elif not _is_layout(here, there, old, new):
        yield from _fine(here, there, old.compared, new.compared)


def place(version: Version, word: int, end: int) -> Span:
    """Where words stand in the view; for none, the point where they would begin."""
    if word < end:
        return version.span(word, end)
    if word < version.word_count and not version.begins_paragraph(word):
        point = version.span(word, word + 1).start
    else:
        # At the end of a paragraph rather than at the beginning of the next: the blank lines stay behind it.
        point = version.span(word - 1, word).end if word else 0
    return Span(point, point)


def _is_layout(here: Span, there: Span, old: Version, new: Version) -> bool:
    """Whether the words differ only in a hyphen at which a line of one version ends."""
    return differ_in_line_ends(old.document.text[old.view.outer(here).slice], new.document.text[new.view.outer(there).slice])


@dataclass(frozen=True, slots=True)
class _Part:
    """A word or mark of a gap, with its place in the view."""

    text: str
    span: Span


def _parts(text: str, span: Span) -> list[_Part]:
    return [_Part(match.group(), Span(*match.span())) for match in _PARTS.finditer(text, span.start, span.end)]


def _fine(here: Span, there: Span, old_text: str, new_text: str) -> Iterator[Rewording]:
    if old_text[here.slice].replace(" ", "") == new_text[there.slice].replace(" ", ""):
        yield from _blanks(here, there, old_text, new_text)
        return
    old, new = _parts(old_text, here), _parts(new_text, there)
    old_words, new_words = [part.text for part in old], [part.text for part in new]
    blocks = LCSseq.opcodes(old_words, new_words).as_matching_blocks()
    runs = [CommonRun(block.a, block.b, block.size) for block in blocks if block.size]
    settled_gaps = settled(list(between(runs, len(old), len(new))), old_words, new_words)
    gaps = [part for gap in settled_gaps for part in _by_sentences(gap, old_words, new_words)]
    ends = Gap(len(old), len(old), len(new), len(new))
    reached = Gap(0, 0, 0, 0)
    for gap in (*gaps, ends):
        yield from _regapped(old[reached.old_end : gap.old], new[reached.new_end : gap.new])
        for edit in _paired(gap, old_words, new_words) if gap is not ends else ():
            yield _edit(edit, old, new, here, there)
        reached = gap


def _by_sentences(gap: Gap, old: Sequence[str], new: Sequence[str]) -> Iterator[Gap]:
    """A gap before the end of a sentence, of which one side ends a sentence inside too, as an edit and a sentence more.

    "met on Monday." and "met on Tuesday. Nobody knew." differ in a day and in a sentence, not in all from the day on.
    """
    end = old[gap.old_end] if gap.is_replacement and gap.old_end < len(old) and gap.new_end < len(new) else ""
    if end not in _SENTENCE_ENDS or gap.coarse:
        yield gap
        return
    shorter = min(gap.old_end - gap.old, gap.new_end - gap.new)
    old_cut, new_cut = _cut(old, gap.old, gap.old_end, end, shorter), _cut(new, gap.new, gap.new_end, end, shorter)
    yield Gap(gap.old, old_cut, gap.new, new_cut)
    if old_cut < gap.old_end or new_cut < gap.new_end:
        yield Gap(old_cut + 1, gap.old_end + 1, new_cut + 1, gap.new_end + 1)


def _cut(words: Sequence[str], start: int, end: int, mark: str, length: int) -> int:
    """Where the mark stands between, if what stands before it is about as long as ``length``; else ``end``."""
    farthest = min(end, start + 2 * length + 3)
    return next((place for place in range(start + 1, farthest) if words[place] == mark), end)


def _regapped(old: Sequence[_Part], new: Sequence[_Part]) -> Iterator[Rewording]:
    """The places between equal parts where one version has a blank and the other none: "Al-Qaida,and", "Al-Qaida, and"."""
    for (here, here_next), (there, there_next) in zip(pairwise(old), pairwise(new), strict=True):
        blanks = Span(here.span.end, here_next.span.start), Span(there.span.end, there_next.span.start)
        if bool(len(blanks[0])) != bool(len(blanks[1])):
            yield Rewording(*blanks)


def _edit(gap: Gap, old: Sequence[_Part], new: Sequence[_Part], here: Span, there: Span) -> Rewording:
    """The places of a gap between parts. An insertion's empty side lies where a mark would follow or a word begin."""
    if gap.old == gap.old_end:
        return Rewording(_point(old, gap.old, here, _is_glued(new, gap.new)), _span(new, gap.new, gap.new_end))
    if gap.new == gap.new_end:
        return Rewording(_span(old, gap.old, gap.old_end), _point(new, gap.new, there, _is_glued(old, gap.old)))
    return Rewording(_span(old, gap.old, gap.old_end), _span(new, gap.new, gap.new_end))


def _span(parts: Sequence[_Part], start: int, end: int) -> Span:
    return Span(parts[start].span.start, parts[end - 1].span.end)


def _is_glued(parts: Sequence[_Part], index: int) -> bool:
    """Whether no blank stands before a part."""
    return index > 0 and parts[index - 1].span.end == parts[index].span.start


def _point(parts: Sequence[_Part], index: int, whole: Span, glued: bool) -> Span:
    if index == len(parts):
        point = whole.end
    elif glued and index:
        point = parts[index - 1].span.end
    else:
        point = parts[index].span.start
    return Span(point, point)


def _paired(gap: Gap, old: Sequence[str], new: Sequence[str]) -> Iterator[Gap]:
    """A replacement of as many words by as many, each a form of the other, as one edit a word."""
    length = gap.old_end - gap.old
    alike = length > 1 and length == gap.new_end - gap.new
    if not alike or not all(_are_forms(old[gap.old + index], new[gap.new + index]) for index in range(length)):
        yield gap
        return
    for index in range(length):
        if old[gap.old + index] != new[gap.new + index]:
            yield Gap(gap.old + index, gap.old + index + 1, gap.new + index, gap.new + index + 1)


def _are_forms(old: str, new: str) -> bool:
    return Indel.normalized_similarity(old.lower(), new.lower()) >= _FORMS_ALIKE


def _blanks(here: Span, there: Span, old_text: str, new_text: str) -> Iterator[Rewording]:
    """The words of a gap that differ in blanks alone ("ofthe", "of the"), each with its neighbours up to a common blank."""
    old, new = here.start, there.start
    old_start, new_start = old, new
    differs = False
    while old < here.end and new < there.end:
        if old_text[old] == new_text[new]:
            if old_text[old] == " ":
                if differs:
                    yield Rewording(Span(old_start, old), Span(new_start, new))
                old_start, new_start, differs = old + 1, new + 1, False
            old, new = old + 1, new + 1
        else:
            differs = True
            old, new = old + (old_text[old] == " "), new + (new_text[new] == " ")
    if differs:
        yield Rewording(Span(old_start, here.end), Span(new_start, there.end))
