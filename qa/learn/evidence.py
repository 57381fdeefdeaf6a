"""Counts of edited records in, the words, names and acronyms out that they prove although no word list has them.

Every criterion is there because of something that stood in real records: joined words (ofthe, selfdetermination), typing
errors that several typists make (Presdient), halves of words, headings in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from qa.ground.lists import word_set
from qa.learn.counts import Pairs, WordCounts


@dataclass(frozen=True, slots=True)
class Demands:
    """How many different speakers must have used a form before it is believed."""

    word: int
    listed_word: int
    """For a word that stands in the largest word lists."""
    compound: int
    """For a word that is two known content words without a space, while they are usually written apart."""
    name: int
    acronym: int
    word_like_acronym: int
    """For an acronym that is also a word: AIDS."""
    prefix: int


EDITED = Demands(word=3, listed_word=2, compound=10, name=3, acronym=2, word_like_acronym=5, prefix=5)
"""For records that were proof-read."""

RAW = Demands(word=5, listed_word=3, compound=10, name=4, acronym=3, word_like_acronym=8, prefix=8)
"""For records with the noise of their extraction, where one misreading may befall two or three speakers."""

# An unknown word one slip away from a word that is so many times commoner is taken for the slip.
_TYPO_RATIO = 100

# The share of a form's occurrences before a piece that completes it (coun cil, Organi zation) from which it is a half.
_BROKEN_SHARE = 0.25

# Fragments and foreign particles are short; a real new word is not.
_SHORTEST_WORD = 4

_FUNCTION_WORDS = word_set("often joined")

# McDonald, D'Escoto: the beginnings after which a second capital is right.
_NAME = re.compile(r"(?:Mc|Mac|De|Di|Du|El|Al|[A-Z]')?(?P<main>[^\W\d_]{2,})")
_ROMAN = re.compile(r"(?=.)(?:X{0,3}|XL|LX{0,3}|XC)(?:IX|IV|V?I{0,3})")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What edited records prove beyond the word lists."""

    words: frozenset[str]
    names: frozenset[str]
    acronyms: frozenset[str]
    prefixes: frozenset[str]

    def __or__(self, other: Evidence) -> Evidence:
        return Evidence(
            self.words | other.words,
            self.names | other.names,
            self.acronyms | other.acronyms,
            self.prefixes | other.prefixes,
        )


def candidate_forms(counts: WordCounts, known: Collection[str], demands: Demands) -> frozenset[str]:
    """The unknown forms, words in small letters and names, that enough speakers used to be worth a second look."""
    words = (word for word in counts.words if word not in known and _speakers(counts, word) >= demands.listed_word)
    names = (form for form in counts.capitalized if form.lower() not in known and _speakers(counts, form) >= demands.name - 1)
    return frozenset((*words, *names))


def proven_words(
    counts: WordCounts,
    known: Collection[str],
    obscure: Collection[str],
    pairs: Pairs,
    demands: Demands,
) -> frozenset[str]:
    """The unknown words that are neither joined words nor slips nor halves.

    ``obscure`` words stand in the largest word lists and need less evidence.
    """
    # A PDF loses the ligature fl and leaves "in licted".
    tails = frozenset(word[i:] for word in known for i in range(1, len(word) - _SHORTEST_WORD) if word[i] == "f")
    apart = _splits(pairs, known)

    def proven(word: str) -> bool:
        speakers = _speakers(counts, word)
        occurrences = counts.words[word]
        if len(word) < _SHORTEST_WORD or speakers < (demands.listed_word if word in obscure else demands.word):
            return False
        if any(_is_join(occurrences, speakers, *pair, demands) for pair in apart.get(word, ())):
            return False
        if f"f{word}" in tails or pairs.broken[word] >= _BROKEN_SHARE * occurrences:
            return False
        return not _is_slip(word, occurrences, counts.words)

    return frozenset(word for word in counts.words if word not in known and proven(word))


def proven_names(
    counts: WordCounts, known: Collection[str], foreign: Collection[str], pairs: Pairs, demands: Demands
) -> frozenset[str]:
    """The capitalized forms that are the names of something. ``known``: words in small letters, and names."""
    apart = _splits(pairs, known)

    def proven(form: str) -> bool:
        small = form.lower()
        if form in known or small in known or small in foreign or not _is_name_shaped(form):
            return False
        speakers, inside, occurrences = _speakers(counts, form), counts.inside[form], counts.capitalized[form]
        if speakers < demands.name and not (speakers == demands.name - 1 and inside >= 2):
            return False
        if inside == 0 or counts.words[small] > occurrences or pairs.broken[form] >= _BROKEN_SHARE * occurrences:
            return False
        if any(_is_join(occurrences, speakers, *pair, demands) for pair in apart.get(small, ())):
            return False
        return not _is_slip(form, occurrences, counts.capitalized) and not _is_slip(small, occurrences, counts.words)

    return frozenset(filter(proven, counts.capitalized))


def proven_acronyms(counts: WordCounts, known: Collection[str], listed: Collection[str], demands: Demands) -> frozenset[str]:
    """The forms in capitals that are no headings and no Roman numerals, without their plural s.

    A form that is a word in small letters (NOW, PRESIDENT) must be ``listed`` as an acronym and be common (AIDS).
    """

    def proven(form: str) -> bool:
        if _ROMAN.fullmatch(form):
            return False
        speakers = len(counts.sources.get(form, set()) | counts.sources.get(f"{form}s", set()))
        if form.lower() in known:
            return form in listed and speakers >= demands.word_like_acronym
        return speakers >= demands.acronym or form in listed

    forms = {form.removesuffix("s") for form in counts.acronyms}
    return frozenset(filter(proven, forms))


def proven_prefixes(counts: WordCounts, known: Collection[str], demands: Demands) -> frozenset[str]:
    """First parts of hyphenated compounds that are no words by themselves: socio-, narco-."""
    return frozenset(
        part
        for part in counts.prefixes
        if part not in known and len(part) > 1 and len(counts.sources.get(f"{part}-", ())) >= demands.prefix
    )


# Occurrences from which a compound with a hyphen is believed, and the speakers they need.
_COMPOUND_OCCURRENCES = 2
_COMPOUND_SPEAKERS = 2

# A word so many times commoner than the same with a hyphen was broken: "Inter-national".
_BROKEN_COMPOUND = 200

# A word at most so many times commoner than the same with a hyphen has an older form: "whole-heartedly".
_OLDER_FORM = 8


def proven_compounds(counts: WordCounts, known: Collection[str]) -> frozenset[str]:
    """The compounds that several speakers write with a hyphen, and that are no words broken by a page: "coun-cil".

    ``known``: words and prefixes in small letters, and names.
    """

    def proven(form: str) -> bool:
        if counts.compounds[form] < _COMPOUND_OCCURRENCES or _speakers(counts, form) < _COMPOUND_SPEAKERS or form.isupper():
            return False
        in_one = counts.words[form.replace("-", "").lower()]
        if in_one > _BROKEN_COMPOUND * counts.compounds[form]:
            return False
        parts_known = all(part in known or part.lower() in known for part in form.split("-"))
        return parts_known or 0 < in_one <= _OLDER_FORM * counts.compounds[form]

    return frozenset(filter(proven, counts.compounds))


def edits(word: str, alphabet: str = "abcdefghijklmnopqrstuvwxyz") -> Iterator[str]:
    """Every string one slip away: a letter left out, two changed over, one put for another, one too many.

    >>> sorted(set(edits("an", alphabet="t")))
    ['a', 'ant', 'at', 'atn', 'n', 'na', 'tan', 'tn']
    """
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]
    for i in range(len(word) - 1):
        if word[i] != word[i + 1]:
            yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    for i in range(len(word)):
        for letter in alphabet:
            if letter != word[i]:
                yield word[:i] + letter + word[i + 1 :]
    for i in range(len(word) + 1):
        for letter in alphabet:
            yield word[:i] + letter + word[i:]


def _speakers(counts: WordCounts, form: str) -> int:
    return len(counts.sources.get(form, ()))


def _splits(pairs: Pairs, known: Collection[str]) -> Mapping[str, list[tuple[str, str, int]]]:
    """Joined form -> the pairs of known words it may be made of, with the times they stand apart."""
    splits: dict[str, list[tuple[str, str, int]]] = {}
    for (first, second), count in pairs.apart.items():
        if first in known and second in known:
            splits.setdefault(first + second, []).append((first, second, count))
    return splits


def _is_join(closed: int, speakers: int, first: str, second: str, apart: int, demands: Demands) -> bool:
    """True when the word is likelier to be two that lost their space: apart they stand far more often."""
    if first in _FUNCTION_WORDS or second in _FUNCTION_WORDS:
        return apart > closed
    return speakers < demands.compound and apart > 3 * closed


def _is_slip(word: str, occurrences: int, counts: Mapping[str, int]) -> bool:
    return any(counts.get(other, 0) >= _TYPO_RATIO * occurrences for other in set(edits(word)))


def _is_name_shaped(form: str) -> bool:
    if "ii" in form:  # ü as a machine reads it: Jiirgenson
        return False
    match = _NAME.fullmatch(form)
    return match is not None and (form.istitle() or match["main"].istitle()) and form[0].isupper()
