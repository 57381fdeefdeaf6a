"""How likely terms are where they stand, in bits: the records, the lexicon, and the document itself.

Probabilities of one, two and three terms are mixed (Witten and Bell's weights), so that a term which was never seen after
another one costs what it costs alone and a little more. A term that neither counts nor lexicon have costs what its letters
cost and what it costs to be unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log2

from qa.words.model import Company, Letters
from qa.words.stream import BOUNDARY
from qa.words.weights import LanguageWeights


class Singles(dict[str, float]):
    """Term -> its bits alone, told when it is first asked for."""

    def __init__(
        self,
        company: Company,
        letters: Letters,
        level: Callable[[str], int | None],
        ends_compounds: Callable[[str], bool],
        begins_compounds: Callable[[str], bool],
        weights: LanguageWeights,
    ) -> None:
        """``level`` gives the frequency class of a listed word or name as written, RARE for the rare; None for any other."""
        super().__init__()
        self._company = company
        self._letters = letters
        self._level = level
        self._ends_compounds = ends_compounds
        self._begins_compounds = begins_compounds
        self._weights = weights

    def __missing__(self, term: str) -> float:
        bits = self[term] = self._single(term)
        return bits

    def _single(self, term: str) -> float:
        weights, total = self._weights, self._company.total
        number = self._company.count(term)
        if number:
            return log2(total / number)
        level = self._level(term)
        if level is not None:
            return log2(total / (weights.listed * 2.0 ** (level + 1) if level >= 0 else weights.rare))
        if "-" in term:
            return self._compound(term)
        return self._unknown(term)

    def _compound(self, term: str) -> float:
        """A compound that nobody counted costs its parts and two bits a hyphen."""
        parts = [part for part in term.split("-") if part]
        usual = (
            (self[parts[-1]] > self._weights.function_word and (parts[-1][0].islower() or not parts[0][0].islower()))
            or all(part[0].isupper() for part in parts)
            or self._ends_compounds(parts[-1])
            or self._begins_compounds(parts[0])
        )
        strange = 0.0 if usual else self._weights.strange_compound
        bits = [min(self[part], self[part.lower()]) for part in parts]
        others = (each * self._weights.in_compound if each < self._weights.unknown else each for each in bits[1:])
        return bits[0] + sum(others) + strange

    def _unknown(self, term: str) -> float:
        if not term:
            return 0.0
        weights = self._weights
        is_name = term[0].isupper()
        if is_name and len(term) > 1 and term.isupper():
            return weights.unknown_acronym + 4.0 * len(term)
        extra = sum(map(str.isupper, term[1:])) * 4.0
        kind = weights.unknown_name if is_name else weights.unknown_word
        return kind + weights.letter * self._letters.bits(term, is_name) + extra


@dataclass(frozen=True)
class Language:
    """The bits of terms in their company."""

    company: Company
    singles: Singles
    weights: LanguageWeights
    document: Mapping[str, int] = field(default_factory=lambda: defaultdict(int))
    """How often each term stands in the document."""
    length: int = 1
    """The terms of the document."""

    def of_document(self, counts: Mapping[str, int], length: int) -> Language:
        """The same language, as a document with these terms speaks it."""
        return replace(self, document=counts, length=max(length, self.weights.shortest))

    def bits(self, stream: Sequence[str], start: int, end: int, apart: Mapping[str, int]) -> float:
        """The bits of the terms from ``start`` to ``end`` of a stream, each after the two before it.

        ``apart``: how often a form stands in the document because of the place in question, which proves nothing for it.
        """
        weights, singles, count, document = self.weights, self.singles, self.company.count, self.document
        total = 0.0
        before = stream[start - 1] if start else BOUNDARY
        for at in range(start, end):
            term = stream[at]
            single = singles[term]
            chance = 2.0**-single
            if single > weights.said_anywhere and (own := document[term] - apart.get(term, 0)) > 0:
                chance += weights.document * own / self.length
            if known := count(before):
                seen = count(f"{before} {term}")
                trust = known / (known + weights.pair * max(1.0, known**0.55))
                chance = trust * min(seen / known, 1.0) + (1 - trust) * chance
                if seen and at > 1 and (both := count(f"{stream[at - 2]} {before}")):
                    trust = both / (both + weights.triple)
                    thrice = min(count(f"{stream[at - 2]} {before} {term}") / both, 1.0)
                    chance = trust * thrice * 0.9 + (1 - trust * 0.9) * chance
            total -= log2(chance)
            before = term
        return total
