"""Records in, word classes out: what a word can be, learnt from the company it keeps.

No tagger and no dictionary of parts of speech: a verb is what follows "to" and "will" and hardly ever an article; a plural is
what follows "these" and "several". A class holds only words that are of it nearly always, because a check of grammar rests on
it: "supply" is a verb and a noun, so "want supply" proves nothing, while "want ensure" does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from qa.ground.lists import word_set
from qa.learn.counts import BROKEN, unbroken

_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d[\d,.:/]*|[^\w\s]")

_MODALS = word_set("modals")
ARTICLES = word_set("determiners")
_PLURAL_SIGNS = word_set("signs of plurals")
_NOUN_SIGNS = word_set("signs of nouns")
_SINGULAR_SIGNS = word_set("signs of singulars")
_PREPOSITIONS = word_set("prepositions")
_AUXILIARIES = word_set("auxiliaries")
_CLOSED = ARTICLES | _MODALS | _AUXILIARIES | _PREPOSITIONS | _PLURAL_SIGNS | word_set("other words of grammar")
_IRREGULAR_PLURALS = word_set("irregular plurals")

LEAST_VERB = 4
"""Times a word must follow a modal to be a verb."""
LEAST_NOUN = 40
"""Times a noun must stand with its article before "of" to prove that it needs one."""


@dataclass(slots=True)
class Neighbourhoods:
    """Which words stand side by side."""

    words: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    before_of: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Those pairs after which "of" stands."""

    def add(self, text: str) -> None:
        """Counts one document."""
        tokens = _TOKEN.findall(BROKEN.sub(" ", unbroken(text)))
        self.words.update(tokens)
        self.pairs.update(pairwise(tokens))
        triples = zip(tokens, tokens[1:], tokens[2:], strict=False)
        self.before_of.update((first, noun) for first, noun, after in triples if after == "of" and noun.islower())

    def after(self, signs: Iterable[str], word: str) -> int:
        """How often ``word`` follows one of ``signs``."""
        return sum(self.pairs[sign, word] for sign in signs)


def learn_classes(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Class -> its words in alphabetical order.

    ``verb`` are infinitives, ``base`` those of them that are hardly nouns too, ``third`` what these are after "it"; ``gerund``
    are their forms in -ing, ``verbal`` those of these that hardly ever stand as an adjective or a noun; ``plural`` are plural
    nouns; ``articled`` are nouns that never stand before "of" without an article or another word that determines them.
    """
    company = Neighbourhoods()
    for text in texts:
        company.add(text)
    return _classes(company)


def _classes(company: Neighbourhoods) -> dict[str, tuple[str, ...]]:
    common = [word for word, count in company.words.items() if count >= 5 and word.islower() and word.isalpha()]
    participles = frozenset(_participles(company, common))
    verbs = frozenset(_verbs(company, common))
    base = verbs - participles
    wide = frozenset(word for word in common if _may_be_verb(company, word)) | verbs
    third = frozenset(form for verb in verbs for form in third_persons(verb) if _is_hardly_noun(company, form))
    gerunds = frozenset(form for verb in verbs for form in gerunds_of(verb) if company.words[form] >= 3)
    verbal = frozenset(form for form in gerunds if company.after(ARTICLES, form) <= 0.03 * company.words[form])
    plurals = frozenset(_plurals(company, common))
    articled = frozenset(_articled(company, verbs, plurals | verbs | gerunds | _CLOSED))
    classes = {
        "verb": wide,
        "base": base,
        "third": third - plurals,
        "gerund": gerunds,
        "verbal": verbal,
        "plural": plurals,
        "articled": articled,
    }
    return {name: tuple(sorted(words)) for name, words in sorted(classes.items())}


def _verbs(company: Neighbourhoods, common: Iterable[str]) -> Iterator[str]:
    for word in common:
        count, as_verb = company.words[word], company.after(_MODALS, word)
        if as_verb < LEAST_VERB // 2:
            continue
        as_verb += company.pairs["to", word]
        as_noun = company.after(ARTICLES, word) + company.pairs["of", word]
        is_verb = as_verb >= max(LEAST_VERB, 0.2 * count) and as_noun <= 0.03 * count
        if is_verb and not word.endswith("ly") and word not in _CLOSED:
            yield word


def _may_be_verb(company: Neighbourhoods, word: str) -> bool:
    """A verb that may be a noun as well: said after "to" or a modal often enough, and inflected as verbs are."""
    count = company.words[word]
    as_verb = company.after(_MODALS, word) + company.pairs["to", word]
    if as_verb < max(2 * LEAST_VERB, 0.02 * count) or word in _CLOSED or word.endswith("ly"):
        return False
    inflected = any(company.words[form] >= LEAST_VERB for form in gerunds_of(word))
    return inflected and (company.after(_MODALS, word) > 0 or company.words[_past(word)] >= LEAST_VERB)


def _past(verb: str) -> str:
    stem = f"{verb[:-1]}i" if verb.endswith("y") and verb[-2:-1] not in "aeiou" else verb.removesuffix("e")
    return f"{stem}ed"


def _participles(company: Neighbourhoods, common: Iterable[str]) -> Iterator[str]:
    """What follows "been"; of those without -ed only what "has" and "have" take too (put, cut, overcome)."""
    for word in common:
        after_been = company.after(("been", "being"), word)
        after_have = company.after(("has", "have", "had", "been"), word)
        needed = 3 if word.endswith("ed") else max(2, 0.1 * company.words[word])
        if after_been >= 2 and (after_been if word.endswith("ed") else after_have) >= needed and not word.endswith("ly"):
            yield word


def third_persons(verb: str) -> Iterator[str]:
    """The forms that "it" may ask of a verb.

    >>> list(third_persons("carry"))
    ['carries']
    """
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        yield f"{verb[:-1]}ies"
    elif verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        yield f"{verb}es"
    else:
        yield f"{verb}s"


def gerunds_of(verb: str) -> Iterator[str]:
    """The forms in -ing that a verb may have; only those that records use are kept.

    >>> list(gerunds_of("set"))
    ['seting', 'setting']
    """
    if verb.endswith("e") and not verb.endswith("ee"):
        yield f"{verb[:-1]}ing"
    else:
        yield f"{verb}ing"
        yield f"{verb}{verb[-1]}ing"


def _is_hardly_noun(company: Neighbourhoods, form: str) -> bool:
    return company.words[form] >= 3 and company.after(_NOUN_SIGNS, form) <= 0.03 * company.words[form]


def _plurals(company: Neighbourhoods, common: Iterable[str]) -> Iterator[str]:
    for word in common:
        if word in _IRREGULAR_PLURALS:
            yield word
        elif word.endswith("s") and not word.endswith("ss") and _singular_is_used(company, word):
            alone = company.after(_SINGULAR_SIGNS, word)
            if company.after(_PLURAL_SIGNS, word) >= 2 and alone <= 0.01 * company.words[word]:
                yield word


def _singular_is_used(company: Neighbourhoods, plural: str) -> bool:
    singulars = (plural[:-1], f"{plural[:-3]}y" if plural.endswith("ies") else "", plural[:-2] if plural.endswith("es") else "")
    return any(company.words[singular] >= 3 for singular in singulars if singular)


def _articled(company: Neighbourhoods, verbs: frozenset[str], no_nouns: frozenset[str]) -> Iterator[str]:
    """The singular nouns that hardly ever stand bare between a verb or a preposition and "of"."""
    determined: Counter[str] = Counter()
    bare: Counter[str] = Counter()
    for (before, noun), count in company.before_of.items():
        if before in ARTICLES or before.endswith("'s"):
            determined[noun] += count
        elif before in _PREPOSITIONS or before in _AUXILIARIES or before in verbs:
            bare[noun] += count
    for noun, count in determined.items():
        if count >= LEAST_NOUN and bare[noun] <= 0.01 * count and noun not in no_nouns and not noun.endswith(_OF_ACTIONS):
            yield noun


_OF_ACTIONS = ("tion", "sion", "ment", "ance", "ence", "al", "ing", "ure", "people")
"""Names of actions do without the article in many a good sentence: "to promote adoption of"."""
