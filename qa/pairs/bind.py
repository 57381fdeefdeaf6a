"""A file of pairs, or two documents, to a bitext in languages that are told."""

from __future__ import annotations

from dataclasses import dataclass, replace

from qa.beads.align import align
from qa.beads.bitext import Bitext
from qa.beads.single import paired
from qa.ground.document import Document
from qa.ground.source import File
from qa.pairs import read_units
from qa.pairs.units import Wanted, documents_of
from qa.pairs.verified import Sides, direction, is_changed_over
from qa.readers import read_document
from qa.text.segment import segment


@dataclass(frozen=True, slots=True)
class Material:
    """What a bitext is made of: two files, or one that holds both sides."""

    source: File | None
    """None for a file of pairs."""
    target: File
    wanted: Wanted

    def bitext(self) -> Bitext:
        """Raises UnreadableDocument, UnclearDirection, and QaError for what is wanted of a file and not there."""
        if self.source is None:
            return bitext_of_pairs(self.target.path, self.target.data, self.wanted)
        source, target = (read_document(file.path, file.data) for file in (self.source, self.target))
        return bitext_of_documents(source, target, self.wanted)


def bitext_of_pairs(path: str, data: bytes, wanted: Wanted) -> Bitext:
    """The units as beads. Raises as ``Material.bitext`` does."""
    units = read_units(path, data, wanted)
    found = documents_of(path, data, units)
    if units.can_turn and is_changed_over(found.source, found.target, wanted):
        units = units.turned()
        found = documents_of(path, data, units)
    sides = Sides(found.source, found.target, units.languages, is_told_by_file=True)
    return paired(found.source, found.target, direction(sides, wanted), found.units)


def bitext_of_documents(source: Document, target: Document, wanted: Wanted) -> Bitext:
    """What says the same in two whole documents, found by aligning them. Raises UnclearDirection."""
    sides = segment(source), segment(target)
    languages = direction(Sides(*sides), wanted)
    # A source is foreign as a whole, and meant so; what an English text marks as foreign is no mistake of its translator.
    source = replace(sides[0], foreign=())
    target = sides[1] if languages[1] == "en" else replace(sides[1], foreign=())
    return align(source, target, *languages)
