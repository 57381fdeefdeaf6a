"""What documents that are checked together show each other: how often names, acronyms and heads of pages stand in all of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from qa.ground.lists import any_word

ACRONYM = re.compile(r"\b[A-Z]{2,}(?=s?\b)(?![-'][A-Z][a-z])")
_TITLED = re.compile(rf"\b({any_word('titles')})\.? (?:[A-Z][\w'-]+ ){{0,2}}?([A-Z][\w'-]+)(?![\w-]| [A-Z])")
_CAPITALISED = re.compile(r"(?<![\w'-])[A-Z][^\W\d_]{3,}(?![\w-])")

Titled = tuple[str, str]
"""A title with the name after it: ("Mr", "Hilale")."""


@dataclass(frozen=True, slots=True)
class Together:
    """Counts over documents. Law: the order of the documents makes no difference."""

    acronyms: Mapping[str, int] = field(default_factory=dict)
    titled: Mapping[Titled, int] = field(default_factory=dict)
    names: Mapping[str, int] = field(default_factory=dict)
    """Capitalised words, and in how many documents each stands."""
    heads: Mapping[str, int] = field(default_factory=dict)
    """What may be heads of their pages, and in how many documents each is."""
    whereabouts: str = "the documents checked together"
    """Where things were counted, in words."""

    @property
    def furniture(self) -> frozenset[str]:
        """The heads that stand in so many of the documents that they belong to the pages."""
        return frozenset(head for head, count in self.heads.items() if count >= _HEADED)


_HEADED = 3
_ALONE = "this document"
NOTHING = Together(whereabouts=_ALONE)


def gather(texts: Iterable[str]) -> Together:
    """The counts over the texts of documents as checks read them.

    >>> gather(["Mr. Hilale of AMISOM", "the AMISOM mission"]).acronyms
    {'AMISOM': 2}
    """
    return merge(map(shown, texts))


def shown(text: str, heads: Iterable[str] = ()) -> Together:
    """What one document shows others, by its text as checks read it and by what may be heads of its pages."""
    names = dict.fromkeys(_CAPITALISED.findall(text), 1)
    return Together(dict(count_acronyms(text)), dict(count_titled(text)), names, dict.fromkeys(sorted(heads), 1))


def of_whole(text: str, heads: Iterable[str] = ()) -> Together:
    """What a whole document shows the parts of it; ``heads`` are those that were found to be of its pages."""
    return replace(shown(text), heads=dict.fromkeys(heads, _HEADED), whereabouts=_ALONE)


def merge(gathered: Iterable[Together]) -> Together:
    """The counts over all that was gathered of different documents."""
    acronyms: Counter[str] = Counter()
    titled: Counter[Titled] = Counter()
    names: Counter[str] = Counter()
    heads: Counter[str] = Counter()
    for each in gathered:
        acronyms.update(each.acronyms)
        titled.update(each.titled)
        names.update(each.names)
        heads.update(each.heads)
    return Together(dict(acronyms), dict(titled), dict(names), dict(heads))


def count_acronyms(text: str) -> Counter[str]:
    return Counter(ACRONYM.findall(text))


def count_titled(text: str) -> Counter[Titled]:
    """Titles with the names after them; a possessive counts for the name."""
    return Counter((match[1], bare(match[2])) for match in _TITLED.finditer(text))


def bare(word: str) -> str:
    """A word without the ending of a possessive."""
    return word.removesuffix("'s").removesuffix("'")
