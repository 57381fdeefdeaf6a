"""How likely terms are where they stand, in bits: the records, the lexicon, and the document itself.

Probabilities of one, two and three terms are mixed (Witten and Bell's weights), so that a term which was never seen after
another one costs what it costs alone and a little more. A term that neither counts nor lexicon have costs what its letters
cost and what it costs to be unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log2

from qa.words.model import Company, Letters
from qa.words.stream import BOUNDARY
from qa.words.weights import LanguageWeights


@dataclass(frozen=True)
class Language:
    """The bits of terms in their company."""

    company: Company
    letters: Letters
    level: Callable[[str], int | None]
    """The frequency class of a listed word or name as written, RARE for the rare; None for what is in no list."""
    ends_compounds: Callable[[str], bool]
    begins_compounds: Callable[[str], bool]
    weights: LanguageWeights
    document: Mapping[str, int] = field(default_factory=lambda: defaultdict(int))
    """How often each term stands in the document."""
    length: int = 1
    """The terms of the document."""
    _singles: dict[str, float] = field(default_factory=dict)

    def of_document(self, counts: Mapping[str, int], length: int) -> Language:
        """The same language, as a document with these terms speaks it."""
        return Language(
            self.company,
            self.letters,
            self.level,
            self.ends_compounds,
            self.begins_compounds,
            self.weights,
            counts,
            max(length, self.weights.shortest),
            self._singles,
        )

    def bits(self, stream: Sequence[str], start: int, end: int, apart: Mapping[str, int]) -> float:
        """The bits of the terms from ``start`` to ``end`` of a stream, each after the two before it.

        ``apart``: how often a form stands in the document because of the place in question, which proves nothing for it.
        """
        total = 0.0
        for at in range(start, end):
            total += self._term(stream, at, apart)
        return total

    def _term(self, stream: Sequence[str], at: int, apart: Mapping[str, int]) -> float:
        term = stream[at]
        single = self.single(term)
        chance = 2.0**-single
        if single > self.weights.said_anywhere and (own := self.document[term] - apart.get(term, 0)) > 0:
            chance += self.weights.document * own / self.length
        before = stream[at - 1] if at else BOUNDARY
        count, weights = self.company.count, self.weights
        known = count(before)
        if known:
            seen = count(f"{before} {term}")
            trust = known / (known + weights.pair * max(1.0, known**0.55))
            chance = trust * min(seen / known, 1.0) + (1 - trust) * chance
            if seen and at > 1 and (both := count(f"{stream[at - 2]} {before}")):
                trust = both / (both + weights.triple)
                chance = trust * min(count(f"{stream[at - 2]} {before} {term}") / both, 1.0) * 0.9 + (1 - trust * 0.9) * chance
        return -log2(chance)

    def single(self, term: str) -> float:
        """The bits of a term alone."""
        bits = self._singles.get(term)
        if bits is None:
            bits = self._singles[term] = self._single(term)
        return bits

    def _single(self, term: str) -> float:
        weights, total = self.weights, self.company.total
        number = self.company.count(term)
        if number:
            return log2(total / number)
        level = self.level(term)
        if level is not None:
            return log2(total / (weights.listed * 2.0 ** (level + 1) if level >= 0 else weights.rare))
        if "-" in term:
            return self._compound(term)
        return self._unknown(term)

    def _compound(self, term: str) -> float:
        """A compound that nobody counted costs its parts and two bits a hyphen."""
        parts = [part for part in term.split("-") if part]
        usual = (
            (self.single(parts[-1]) > self.weights.function_word and (parts[-1][0].islower() or not parts[0][0].islower()))
            or all(part[0].isupper() for part in parts)
            or self.ends_compounds(parts[-1])
            or self.begins_compounds(parts[0])
        )
        strange = 0.0 if usual else self.weights.strange_compound
        bits = [min(self.single(part), self.single(part.lower())) for part in parts]
        others = (each * self.weights.in_compound if each < self.weights.unknown else each for each in bits[1:])
        return bits[0] + sum(others) + strange

    def _unknown(self, term: str) -> float:
        if not term:
            return 0.0
        weights = self.weights
        is_name = term[0].isupper()
        if is_name and len(term) > 1 and term.isupper():
            return weights.unknown_acronym + 4.0 * len(term)
        extra = sum(map(str.isupper, term[1:])) * 4.0
        kind = weights.unknown_name if is_name else weights.unknown_word
        return kind + weights.letter * self.letters.bits(term, is_name) + extra
