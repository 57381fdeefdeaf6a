"""Two whole documents that say the same in two languages to a bitext: which sentences and paragraphs belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log

from qa.beads.bitext import SURE_ENOUGH, Bitext, BitextSide
from qa.beads.cognates import Counterparts, Inventory, Likeness, features, is_misread, learn, misread_features
from qa.beads.lattice import Lattice, Sequenced, Step, rising, windows
from qa.beads.running_heads import without_heads
from qa.beads.sentence import Sentence, habits, sentences
from qa.ground.bitext import Bead
from qa.ground.document import Document
from qa.ground.span import Span
from qa.text.reading import Reading
from qa.text.segment import segment


def align(source: Document, target: Document, source_language: str, target_language: str) -> Bitext:
    """The bitext of two documents, by hard anchors, length, figures, names, cognates and what the pair itself teaches.

    Laws, held by tests/beads/test_align.py: every word of either side lies in exactly one bead, and in exactly one of
    paragraphs; the beads are in the order of both; a document beside itself is aligned sentence by sentence; the two
    arguments changed about give the same beads the other way round.
    """
    sides = (_side(source, source_language), _side(target, target_language))
    if _order(sides[0]) > _order(sides[1]):  # so that changed arguments give the very same beads
        beads, paragraphs = _aligned(sides[1], sides[0])
        beads, paragraphs = list(map(_mirrored, beads)), list(map(_mirrored, paragraphs))
    else:
        beads, paragraphs = _aligned(*sides)
    return Bitext(*sides, tuple(beads), tuple(paragraphs))


def _side(document: Document, language: str) -> BitextSide:
    segmented = segment(document).without_asides
    return BitextSide(Reading(segmented if is_misread(document.text, language) else without_heads(segmented)), language)


def _order(side: BitextSide) -> tuple[int, str, str]:
    return len(side.reading.text), side.language, side.reading.text


def _mirrored(bead: Bead) -> Bead:
    return Bead(bead.target, bead.source, bead.name, bead.confidence, bead.paragraph)


def _aligned(source: BitextSide, target: BitextSide) -> tuple[list[Bead], list[Bead]]:
    here, there = sentences(source.reading.text, source.language), sentences(target.reading.text, target.language)
    steps, sureness = _steps(source, here, target, there)
    groups = [*_paragraph_groups(steps, here, there)]
    beads, paragraphs = [], []
    for number, (first, last) in enumerate(groups):
        for index in range(first, last):
            i, i_end, j, j_end = steps[index]
            spans = _span(here, i, i_end), _span(there, j, j_end)
            beads.append(Bead(*spans, str(index + 1), sureness[index], number))
        whole = _span(here, steps[first][0], steps[last - 1][1]), _span(there, steps[first][2], steps[last - 1][3])
        paragraphs.append(Bead(*whole, str(number + 1), _mean(steps[first:last], sureness[first:last]), number))
    return beads, paragraphs


def _steps(
    source: BitextSide, here: Sequence[Sentence], target: BitextSide, there: Sequence[Sentence]
) -> tuple[list[Step], list[float]]:
    """The beads, and how sure each is: a first path shows which words stand for one another, a second goes by them."""
    ours, theirs = _features(source, here), _features(target, there)
    misread = [is_misread(side.reading.text, side.language) for side in (source, target)]
    sounds = "ar" in (source.language, target.language) and not any(misread)
    forth, back = Counterparts(ours, theirs, sounds=sounds), Counterparts(theirs, ours, sounds=sounds)
    rows = _row(here), _row(there)
    ratio = length_ratio(source, target)
    band = windows(_anchors(ours, theirs), len(here), len(there), _WIDE)
    steps = Lattice(*rows, Likeness(ours, theirs, forth, back), band, ratio, _AGREEMENT).path()
    matched = [(range(i, i_end), range(j, j_end)) for i, i_end, j, j_end in steps if i < i_end and j < j_end]
    learn(ours, theirs, forth, back, matched)
    band = windows([(i, j) for i, _, j, _ in steps if i and j], len(here), len(there), _NARROW)
    lattice = Lattice(*rows, Likeness(ours, theirs, forth, back), band, ratio, _agreement(steps, *rows))
    steps = lattice.path()
    sureness = lattice.sureness(steps)
    trust = min(1.0, _held(steps, sureness, *rows) / _COMMON_GROUND)
    most = _MISREAD if any(misread) else 1.0
    return steps, [min(most, trust * sure) for sure in sureness]


def _held(steps: Sequence[Step], sureness: Sequence[float], here: Sequenced, there: Sequenced) -> float:
    """The share of the shorter text, by its length, that lies in beads of both sides that are sure enough."""
    sure = [
        step
        for step, each in zip(steps, sureness, strict=True)
        if each >= SURE_ENOUGH and step[0] < step[1] and step[2] < step[3]
    ]
    ours = sum(sum(here.lengths[i:i_end]) for i, i_end, _, _ in sure) / max(1, sum(here.lengths))
    theirs = sum(sum(there.lengths[j:j_end]) for _, _, j, j_end in sure) / max(1, sum(there.lengths))
    return max(ours, theirs)


_COMMON_GROUND = 0.4
"""Where less of the shorter text is held by sure beads, the two are hardly one text: a few sure beads are chance."""
_WIDE, _NARROW = 6, 2
"""Sentences on either side of the anchors, and of the first path, that a path may stray. A third path, and wider bands, cost a
third more time and find no more."""
_AGREEMENT = 0.6
"""How many paragraphs begin together, as long as no path has shown it."""
_MISREAD = 0.4
"""The most confidence of a bead of a text that nobody can read: extraction has put letters of another script for its own."""


def length_ratio(source: BitextSide, target: BitextSide) -> float:
    """Code points of the target for each of the source: as a rule, and the more the pair has, as it has them."""
    usual = habits(source.language).length / habits(target.language).length
    return (len(target.reading.text) + _FEW * usual) / (len(source.reading.text) + _FEW)


_FEW = 3000


def _features(side: BitextSide, units: Sequence[Sentence]) -> Inventory:
    if is_misread(side.reading.text, side.language):
        return Inventory([misread_features(side.text(unit.span)) for unit in units], "")
    return Inventory([features(side.text(unit.span), side.language) for unit in units], side.language)


def _row(units: Sequence[Sentence]) -> Sequenced:
    begins = [not index or units[index - 1].paragraph != unit.paragraph for index, unit in enumerate(units)]
    return Sequenced([len(unit.span) for unit in units], begins, [unit.is_label for unit in units])


def _anchors(here: Inventory, there: Inventory) -> list[tuple[int, int]]:
    """Pairs of sentences that share what is rare in both texts, as far as they are in order."""
    weights: dict[tuple[int, int], float] = {}
    for feature, places in here.places.items():
        others = there.places.get(feature, ())
        if others and len(places) <= _RARE and len(others) <= _RARE:
            weight = log((len(here.passages) + len(there.passages) + 2) / (len(places) * len(others)))
            for place in places:
                for other in others:
                    weights[place, other] = weights.get((place, other), 0.0) + max(0.1, weight)
    return rising([(i, j, weight) for (i, j), weight in sorted(weights.items())])


_RARE = 4


def _agreement(steps: Sequence[Step], here: Sequenced, there: Sequenced) -> float:
    """How often a paragraph begins on both sides where it begins on one, by the beads of a first path."""
    pairs = [(here.begins[i], there.begins[j]) for i, i_end, j, j_end in steps if i < i_end and j < j_end]
    both = sum(left and right for left, right in pairs)
    inner = sum(sum(here.begins[i + 1 : i_end]) + sum(there.begins[j + 1 : j_end]) for i, i_end, j, j_end in steps)
    one = sum(left != right for left, right in pairs) + inner
    return (both + 1) / (both + one / 2 + 2)


def _paragraph_groups(steps: Sequence[Step], here: Sequence[Sentence], there: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """Runs of steps that hold whole paragraphs of both sides."""
    first = 0
    for index in range(1, len(steps) + 1):
        if index == len(steps) or (_is_break(here, steps[index][0]) and _is_break(there, steps[index][2])):
            yield first, index
            first = index


def _is_break(units: Sequence[Sentence], index: int) -> bool:
    """Whether a paragraph ends before the sentence of this number."""
    return index in (0, len(units)) or units[index].paragraph != units[index - 1].paragraph


def _span(units: Sequence[Sentence], first: int, last: int) -> Span:
    """From the first sentence to the last; of none, the place where they would stand."""
    if first < last:
        return Span(units[first].span.start, units[last - 1].span.end)
    place = units[first - 1].span.end if first else 0
    return Span(place, place)


def _mean(steps: Sequence[Step], sureness: Sequence[float]) -> float:
    weights = [i_end - i + j_end - j for i, i_end, j, j_end in steps]
    return sum(weight * sure for weight, sure in zip(weights, sureness, strict=True)) / sum(weights)
