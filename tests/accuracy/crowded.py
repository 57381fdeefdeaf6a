"""Clean texts in, the same with errors where they are hardest to tell: two words side by side, one error all through a document.

The errors are those of ``tests.accuracy.errors``. Beside an error stands another one, and no correct word says what was meant;
an error that stands often looks like a term. The same texts give the same errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from tests.accuracy.errors import KINDS, Change, Passage, Proof, read_passage
from tests.accuracy.injection import Injection, is_proved
from tests.accuracy.wordlist import Known

SEED = 13
APART = 14
"""Words from one pair of errors to the next."""
SINGLE = tuple(name for name in KINDS if name.startswith(("non-word typos", "misread letters", "split words: a piece")))
"""Kinds that change one word."""
FEWEST = 3
"""Occurrences of a word that is spelt wrongly all through a document."""


def side_by_side(texts: Mapping[str, str], known: Known) -> tuple[Injection, ...]:
    """Errors in two words that stand beside each other, and none in the next words."""
    return tuple(each for name in sorted(texts) for each in _pairs(name, read_passage(texts[name]), known))


def repeated(texts: Mapping[str, str], known: Known) -> tuple[Injection, ...]:
    """In each text one error in every place of a word."""
    return tuple(each for name in sorted(texts) for each in _everywhere(name, read_passage(texts[name]), known))


def _pairs(name: str, passage: Passage, known: Known) -> Iterator[Injection]:
    chance, index = Random(f"{SEED} {name}"), 0
    while index + 1 < len(passage.words):
        between = passage.text[passage.words[index].end : passage.words[index + 1].start]
        one, other = (_error(name, passage, at, known, chance) for at in (index, index + 1))
        if one and other and not between.strip():
            yield from (one, other)
            index += APART
        index += 1


def _everywhere(name: str, passage: Passage, known: Known) -> Iterator[Injection]:
    chance = Random(f"{SEED} {name}")
    places: dict[str, list[int]] = {}
    for index, word in enumerate(passage.words):
        if word.is_small and len(word.text) > FEWEST:
            places.setdefault(word.text, []).append(index)
    often = [indices for indices in places.values() if len(indices) >= FEWEST]
    for indices in sorted(often, key=len, reverse=True):
        error = _error(name, passage, indices[0], known, chance)
        if error and error.kind.startswith("non-word typos"):
            for word in map(passage.words.__getitem__, indices):
                yield Injection(name, word.start, word.end, error.kind, error.wrong, error.right)
            return


def _error(name: str, passage: Passage, index: int, known: Known, chance: Random) -> Injection | None:
    """An error beyond doubt in a word, of the first kind that is possible in an order of chance."""
    for kind in sorted(SINGLE, key=lambda _: chance.random()):
        for change in KINDS[kind].changes(passage, index, chance):
            if (made := _injection(name, passage, kind, change)) and is_proved(made, known(_pieces(made)), frozenset()):
                return made
    return None


def _injection(name: str, passage: Passage, kind: str, change: Change) -> Injection | None:
    right = passage.text[change.start : change.end]
    if change.wrong == right or KINDS[kind].proof is Proof.NONE or len(right) <= FEWEST:
        return None
    return Injection(name, change.start, change.end, kind, change.wrong, right)


def _pieces(made: Injection) -> Sequence[str]:
    return re.findall(r"\w+", f"{made.wrong} {made.right}")
