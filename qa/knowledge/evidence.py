"""Counts of edited records in, the words, names and acronyms out that they prove although no word list has them.

Every criterion is there because of something that stood in real records: joined words (ofthe, selfdetermination), typing
errors that several typists make (Presdient), halves of words, headings in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from qa.knowledge.counting import Counts

_SPEAKERS_FOR_A_WORD = 3
_SPEAKERS_FOR_A_LISTED_WORD = 2
_SPEAKERS_FOR_A_COMPOUND = 10
_SPEAKERS_FOR_A_NAME = 3
_SPEAKERS_FOR_A_PREFIX = 5
_SPEAKERS_FOR_AN_ACRONYM = 2
_SPEAKERS_FOR_AN_ACRONYM_LIKE_A_WORD = 5

# An unknown word one slip away from a word that is so many times commoner is taken for the slip.
_TYPO_RATIO = 100

# Fragments and foreign particles are short; a real new word is not.
_SHORTEST_WORD = 4

# Words that a lost space joins to their neighbour.
_FUNCTION_WORDS = frozenset(
    "a an the of in on to at by for from with as and or but nor not no is are was be been has have had it its that this"
    " these those which who we our us i he his she her they their all any if so than will would should can may".split()
)

_NAME = re.compile(r"(?:Mc|Mac|De|Di|Du|El|Al|[A-Z]')?[^\W\d_][^\W\d_]+")
_ROMAN = re.compile(r"(?=.)(?:X{0,3}|XL|LX{0,3}|XC)(?:IX|IV|V?I{0,3})")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What edited records prove beyond the word lists."""

    words: frozenset[str]
    names: frozenset[str]
    acronyms: frozenset[str]
    prefixes: frozenset[str]


def candidate_words(counts: Counts, known: Collection[str]) -> frozenset[str]:
    """The unknown words in small letters that enough speakers used to be worth a second look."""
    return frozenset(
        word
        for word in counts.words
        if word not in known and len(word) >= _SHORTEST_WORD and _speakers(counts, word) >= _SPEAKERS_FOR_A_LISTED_WORD
    )


def proven_words(
    counts: Counts,
    known: Collection[str],
    obscure: Collection[str],
    open_pairs: Mapping[tuple[str, str], int],
) -> frozenset[str]:
    """The candidates that are neither joined words nor slips.

    ``obscure`` words stand in the largest word lists and need less evidence. ``open_pairs`` counts the pairs of words whose
    joined form is a candidate.
    """
    # A PDF loses the ligature fl and leaves "in licted".
    tails = frozenset(word[i:] for word in known for i in range(1, len(word) - _SHORTEST_WORD) if word[i] == "f")
    apart: dict[str, list[tuple[str, str, int]]] = {}
    for (first, second), count in open_pairs.items():
        if first in known and second in known:
            apart.setdefault(first + second, []).append((first, second, count))

    def proven(word: str) -> bool:
        speakers = _speakers(counts, word)
        if speakers < (_SPEAKERS_FOR_A_LISTED_WORD if word in obscure else _SPEAKERS_FOR_A_WORD):
            return False
        if any(_is_join(counts.words[word], speakers, *pair) for pair in apart.get(word, ())):
            return False
        return f"f{word}" not in tails and not _is_slip(word, counts.words[word], counts.words)

    return frozenset(filter(proven, candidate_words(counts, known)))


def proven_names(counts: Counts, known: Collection[str], foreign: Collection[str]) -> frozenset[str]:
    """The capitalized forms that are the names of something. ``known``: words in small letters, and names."""

    def proven(form: str) -> bool:
        small = form.lower()
        if form in known or small in known or small in foreign or not _is_name_shaped(form):
            return False
        speakers, inside = _speakers(counts, form), counts.inside[form]
        if speakers < _SPEAKERS_FOR_A_NAME and not (speakers == _SPEAKERS_FOR_A_NAME - 1 and inside >= 2):
            return False
        if inside == 0 or counts.words[small] > counts.capitalized[form]:
            return False
        if any(small[:i] in _FUNCTION_WORDS and small[i:] in known and len(small) - i > 2 for i in range(2, len(small))):
            return False
        return not _is_slip(form, counts.capitalized[form], counts.capitalized) and not _is_slip(
            small, counts.capitalized[form], counts.words
        )

    return frozenset(filter(proven, counts.capitalized))


def proven_acronyms(counts: Counts, known: Collection[str], listed: Collection[str]) -> frozenset[str]:
    """The forms in capitals that are no headings and no Roman numerals, without their plural s.

    A form that is a word in small letters (NOW, PRESIDENT) must be ``listed`` as an acronym and be common (AIDS).
    """

    def proven(form: str) -> bool:
        if _ROMAN.fullmatch(form):
            return False
        speakers = len(counts.sources.get(form, set()) | counts.sources.get(f"{form}s", set()))
        if form.lower() in known:
            return form in listed and speakers >= _SPEAKERS_FOR_AN_ACRONYM_LIKE_A_WORD
        return speakers >= _SPEAKERS_FOR_AN_ACRONYM or form in listed

    forms = {form[:-1] if form.endswith("s") else form for form in counts.acronyms}
    return frozenset(filter(proven, forms))


def proven_prefixes(counts: Counts, known: Collection[str]) -> frozenset[str]:
    """First parts of hyphenated compounds that are no words by themselves: socio-, narco-."""
    return frozenset(
        part
        for part in counts.prefixes
        if part not in known and len(part) > 1 and len(counts.sources.get(f"{part}-", ())) >= _SPEAKERS_FOR_A_PREFIX
    )


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


def _speakers(counts: Counts, form: str) -> int:
    return len(counts.sources.get(form, ()))


def _is_join(closed: int, speakers: int, first: str, second: str, apart: int) -> bool:
    """True when the word is likelier to be two that lost their space: apart they stand far more often."""
    if first in _FUNCTION_WORDS or second in _FUNCTION_WORDS:
        return apart > closed
    return speakers < _SPEAKERS_FOR_A_COMPOUND and apart > 3 * closed


def _is_slip(word: str, occurrences: int, counts: Mapping[str, int]) -> bool:
    return any(counts.get(other, 0) >= _TYPO_RATIO * occurrences for other in set(edits(word)))


def _is_name_shaped(form: str) -> bool:
    match = _NAME.fullmatch(form)
    return bool(match) and form[0].isupper() and form[-1].islower() and (form[1:].islower() or form.startswith(_MIXED))


_MIXED = ("Mc", "Mac", "De", "Di", "Du", "El", "Al", "D'", "O'", "L'", "N'", "M'")
