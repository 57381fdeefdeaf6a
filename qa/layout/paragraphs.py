"""The lines of a region to paragraphs: by indent, leading, type size, and by breaks that the margin did not ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from qa.layout.glyph import Line

_INDENT = 0.8
"""Of the type size: an indent is at least so deep."""
_LOOSE = 1.35
"""Of the leading: a wider gap parts paragraphs."""
_OTHER_SIZE = 0.12
"""By how much of the larger the type of a heading differs from the text's."""
_SLACK = 0.6
"""Of the type size: how much room a line that is full may have left beyond the next word."""
_FEWEST_FOR_MARGIN = 3
"""Lines: with fewer, nothing is known of where the right margin is."""

_STOPS = frozenset('.?!:;"”’)»')
_HYPHENS = ("-", "\u2010", "\u00ad")
_BULLET = re.compile(r"[•‣▪●○◦■□\uf0b7\uf0a7–—]\s")
_LETTERED = re.compile(r"\((?:[a-z]{1,2}|[ivx]{1,5}|\d{1,2})\)\s")
"""An item, or a mention of one that begins a line by chance: "paragraphs (a) and ⏎ (b) of the resolution"."""
_ITEM_BEFORE = re.compile(r"[.;:,]$|[.;:,] (?:and|or)$")
NOTE_MARK = re.compile(r"(?:[⁰¹²³⁴-⁹]+|\*{1,3}|[†‡§]|\d{1,3}(?=\s|[A-Z“‘(]))\s?\S")
"""How a note at the foot of a page begins; some programs set the number without a blank: "7See document …"."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a region is set."""

    left: float
    right: float
    leading: float
    lines: int

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def setting_of(lines: Sequence[Line], spacing: float) -> Setting:
    """Of a region that is not empty; ``spacing`` is the document's usual leading, in type sizes."""
    lefts = sorted(line.left for line in lines)
    rights = sorted(line.right for line in lines)
    gaps = [below.baseline - above.baseline for above, below in pairwise(lines)]
    usual = spacing * median(line.size for line in lines)
    leading = _lower_quartile(gaps) if len(gaps) >= 4 else usual
    return Setting(lefts[len(lefts) // 10], rights[-1 - len(rights) // 20], min(leading, 2 * usual), len(lines))


def spacing_of(regions: Iterable[Sequence[Line]]) -> float:
    """The usual distance of lines, in type sizes, over a document."""
    gaps = [
        (below.baseline - above.baseline) / above.size
        for lines in regions
        for above, below in pairwise(lines)
        if abs(above.size - below.size) < _OTHER_SIZE * above.size
    ]
    return _lower_quartile(gaps) if gaps else 1.2


def _lower_quartile(gaps: Iterable[float]) -> float:
    """Not the median: where paragraphs are short, every second gap is one between them."""
    ordered = sorted(gaps)
    return ordered[len(ordered) // 4]


def paragraphs(lines: Sequence[Line], setting: Setting) -> Iterator[tuple[Line, ...]]:
    """The paragraphs of a region, each with at least one line."""
    begun: list[Line] = []
    for line in lines:
        if begun and _begins(begun, line, setting):
            yield tuple(begun)
            begun = []
        begun.append(line)
    if begun:
        yield tuple(begun)


def notes(lines: Iterable[Line]) -> Iterator[tuple[Line, ...]]:
    """The notes at the foot of a page: each begins with its mark."""
    begun: list[Line] = []
    for line in lines:
        if begun and NOTE_MARK.match(line.text):
            yield tuple(begun)
            begun = []
        begun.append(line)
    if begun:
        yield tuple(begun)


def is_indented(line: Line, setting: Setting) -> bool:
    """True for the first line of a paragraph in a text that shows paragraphs so."""
    return line.left - setting.left >= _INDENT * line.size and not _is_centred(line, setting)


def runs_on(above: Line, below: Line, before: Setting, after: Setting, *, indents: bool) -> bool:
    """True when the paragraph that ends a column or page with ``above`` goes on with ``below`` at the head of the next.

    ``indents`` says that the document indents its paragraphs, so that a line that is not indented begins none.
    """
    if _differ_in_size(above, below) or is_indented(below, after) or _BULLET.match(below.text):
        return False
    if above.text.endswith(_HYPHENS):
        return True
    if _is_broken_early(above, below, before):
        return False
    return indents or not _ends_sentence(above)


def _begins(paragraph: Sequence[Line], line: Line, setting: Setting) -> bool:
    """True when ``line`` does not go on with the paragraph above it."""
    above = paragraph[-1]
    if _differ_in_size(above, line) or line.baseline - above.baseline > _LOOSE * setting.leading:
        return True
    if _is_centred(above, setting) and _is_centred(line, setting):
        return False
    return (
        _begins_item(above, line)
        or _is_shifted(paragraph, line)
        or (_is_broken_early(above, line, setting) and not _is_mid_sentence(above, line))
    )


def _begins_item(above: Line, line: Line) -> bool:
    if _BULLET.match(line.text):
        return not line.text.startswith(("–", "—")) or _ends_sentence(above)
    return _LETTERED.match(line.text) is not None and _ITEM_BEFORE.search(above.text) is not None


def _differ_in_size(above: Line, below: Line) -> bool:
    return abs(above.size - below.size) > _OTHER_SIZE * max(above.size, below.size)


def _is_centred(line: Line, setting: Setting) -> bool:
    room = min(line.left - setting.left, setting.right - line.right)
    return room > line.size and abs((line.left + line.right) / 2 - setting.middle) < line.size


def _is_shifted(paragraph: Sequence[Line], line: Line) -> bool:
    """True for a line that is indented, or moved out after a paragraph whose lines stood further in."""
    above = paragraph[-1]
    indent = _INDENT * line.size
    if line.left - above.left >= indent:
        return not _hangs(paragraph)
    return above.left - line.left >= indent and len(paragraph) > 1


def _hangs(paragraph: Sequence[Line]) -> bool:
    """True when the paragraph has one line and is an item of a list, whose second line stands further in."""
    return len(paragraph) == 1 and (_BULLET.match(paragraph[0].text) or _NUMBERED.match(paragraph[0].text)) is not None


_NUMBERED = re.compile(r"\d{1,3}[.)]?\s|[a-z][.)]\s")


def _is_broken_early(above: Line, below: Line, setting: Setting) -> bool:
    """True when the first word of the next line had room in this one: whoever typed it wanted a new line."""
    if setting.lines < _FEWEST_FOR_MARGIN:
        return False
    word = below.words[0]
    return above.right + (word.right - word.left) + _SLACK * above.size < setting.right


def _is_mid_sentence(above: Line, below: Line) -> bool:
    return below.text[0].islower() and not _ends_sentence(above)


def _ends_sentence(line: Line) -> bool:
    return line.text[-1] in _STOPS
