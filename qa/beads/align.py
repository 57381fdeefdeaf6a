"""Two whole documents that say the same in two languages to a bitext: which sentences and paragraphs belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log

from qa.beads.bitext import Bitext, Side
from qa.beads.evidence import Likeness, Table, features, is_misread, learn, misread_features
from qa.beads.evidence import Side as Features
from qa.beads.lattice import Lattice, Row, Step, rising, windows
from qa.beads.sentences import Sentence, habits, sentences
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


def _side(document: Document, language: str) -> Side:
    return Side(Reading(segment(document)), language)


def _order(side: Side) -> tuple[int, str, str]:
    return len(side.reading.text), side.language, side.reading.text


def _mirrored(bead: Bead) -> Bead:
    return Bead(bead.target, bead.source, bead.name, bead.confidence, bead.paragraph)


def _aligned(source: Side, target: Side) -> tuple[list[Bead], list[Bead]]:
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


def _steps(source: Side, here: Sequence[Sentence], target: Side, there: Sequence[Sentence]) -> tuple[list[Step], list[float]]:
    ours, theirs = _features(source, here), _features(target, there)
    sounds = any(side.language == "ar" and not is_misread(side.reading.text, "ar") for side in (source, target))
    forth, back = Table(ours, theirs, sounds=sounds), Table(theirs, ours, sounds=sounds)
    rows = _row(here), _row(there)
    ratio = length_ratio(source, target)
    band = windows(_anchors(ours, theirs), len(here), len(there), 6)
    agree = 0.6
    for margin in (3, 2):
        steps = Lattice(*rows, Likeness(ours, theirs, forth, back), band, ratio, agree).path()
        matched = [(range(i, i_end), range(j, j_end)) for i, i_end, j, j_end in steps if i < i_end and j < j_end]
        learn(ours, theirs, forth, back, matched)
        agree = _agreement(steps, *rows)
        band = windows([(i, j) for i, _, j, _ in steps if i and j], len(here), len(there), margin)
    lattice = Lattice(*rows, Likeness(ours, theirs, forth, back), band, ratio, agree)
    steps = lattice.path()
    return steps, lattice.sureness(steps)


def length_ratio(source: Side, target: Side) -> float:
    """Code points of the target for each of the source: as a rule, and the more the pair has, as it has them."""
    usual = habits(source.language).length / habits(target.language).length
    return (len(target.reading.text) + _FEW * usual) / (len(source.reading.text) + _FEW)


_FEW = 3000


def _features(side: Side, units: Sequence[Sentence]) -> Features:
    if is_misread(side.reading.text, side.language):
        return Features([misread_features(side.text(unit.span)) for unit in units])
    return Features([features(side.text(unit.span), side.language) for unit in units])


def _row(units: Sequence[Sentence]) -> Row:
    begins = [not index or units[index - 1].paragraph != unit.paragraph for index, unit in enumerate(units)]
    return Row([len(unit.span) for unit in units], begins, [unit.is_label for unit in units])


def _anchors(here: Features, there: Features) -> list[tuple[int, int]]:
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


def _agreement(steps: Sequence[Step], here: Row, there: Row) -> float:
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
