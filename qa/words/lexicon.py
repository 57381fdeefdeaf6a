"""The data of ``rules/lexicon`` in; out comes what is a word, a name or an acronym, how common it is, and how the UN spells it.

The files are read and split only when they are asked for. A file of words is gzipped text: each line is a frequency class, a
tab, and the words of that class with spaces between them.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial

from qa.ground.lists import word_list, word_set
from qa.ground.resources import read_bytes
from qa.words.derivation import PREFIXES as _CLOSED_PREFIXES

WORDS, NAMES, ACRONYMS, VARIANTS, PREFIXES, COMPOUNDS, CAPITALS, CLASSES, DOUBTFUL = (
    "words.txt.gz",
    "names.txt.gz",
    "acronyms.tsv",
    "variants.tsv",
    "prefixes.txt",
    "compounds.txt.gz",
    "capitals.txt",
    "classes.tsv",
    "doubtful.txt",
)
TITLES = "titles.txt"
RARE = -1
"""The class of words that only the larger word lists have and no record used: accepted, never proposed."""

_NUMBER = re.compile(r"\d[\d.,]*(?:st|nd|rd|th|s)?")
_ROMAN = re.compile(r"(?=[CLXVI])(?:X{0,3}|XL|LX{0,3}|XC|C{1,3})(?:X{0,3}|XL|LX{0,3}|XC)(?:IX|IV|V?I{0,3})")

TENS = word_set("tens")
_UNITS = frozenset((*word_list("cardinals")[1:10], *word_list("ordinals")[:9]))
_NUMBERS = word_set("cardinals", "tens", "ordinals") | {"hundred", "half"}
_PARTICLES = word_set("particles")

_NEAR = 5
"""Frequency classes; the two halves of a name (South West, Non Use) stand side by side in other phrases too."""
_ENDING_OF = 6
"""Different compounds that must have an ending before it is taken to call for a hyphen, and their share."""
_NEARLY_ALL = 0.8

_ELISIONS = ("d'", "l'", "D'", "L'")


@dataclass(frozen=True)
class Lexicon:
    """What a reader of UN records knows. Law: no key of ``variants`` is in ``words``."""

    read: Callable[[str], bytes]
    """The bytes of a data file by its name; ``{"words.txt.gz": ...}.__getitem__`` will do."""

    @cached_property
    def words(self) -> frozenset[str]:
        """Words in small letters as the United Nations spell them, with inflections and contractions (apostrophe: ')."""
        return frozenset(self.word_classes)

    @cached_property
    def names(self) -> frozenset[str]:
        """Forms that are right only with the capitals they have here: Guterres, Viet, Monday."""
        return frozenset(self.name_classes)

    @cached_property
    def acronyms(self) -> Mapping[str, tuple[str, ...]]:
        """Acronym -> the official names it stands for; an empty tuple where it was only met with."""
        return {acronym: tuple(filter(None, names)) for acronym, *names in self._rows(ACRONYMS)}

    @cached_property
    def variants(self) -> Mapping[str, str]:
        """Spelling that the United Nations do not use -> the one they do, both in small letters: labor -> labour."""
        return dict(self._rows(VARIANTS))

    @cached_property
    def prefixes(self) -> frozenset[str]:
        """What may stand before a hyphen without being a word: socio, narco."""
        return frozenset(self.read(PREFIXES).decode().split())

    @cached_property
    def compounds(self) -> Mapping[str, tuple[int, int]]:
        """Compound with its hyphens, as records write it -> its frequency class, and that of the same two words apart."""
        compounds: dict[str, tuple[int, int]] = {}
        for line in gzip.decompress(self.read(COMPOUNDS)).decode().splitlines():
            classes, _, forms = line.partition("\t")
            hyphenated, _, apart = classes.partition(" ")
            compounds.update(dict.fromkeys(forms.split(" "), (int(hyphenated), int(apart))))
        return compounds

    @cached_property
    def lost_hyphens(self) -> Mapping[str, str]:
        """What is left of a compound that lost its hyphens, in small letters -> the compound: selfdetermination.

        Only of compounds that are written with hyphens rather than with blanks, and never in one word; what has a prefix
        (subnational) or a particle (leadup) is right in one.
        """
        usual = sorted((hyphenated, form) for form, (hyphenated, apart) in self.compounds.items() if hyphenated > apart)
        parts = ((form, form.lower().split("-")) for _, form in usual)
        forms = {
            "".join(words): form for form, words in parts if words[0] not in _CLOSED_PREFIXES and words[-1] not in _PARTICLES
        }
        return {small: form for small, form in forms.items() if small not in self.words}

    @cached_property
    def capitals(self) -> Mapping[str, int]:
        """Word in small letters that records also write with a capital inside a sentence (State) -> its class so."""
        rows = (line.partition("\t") for line in self.read(CAPITALS).decode().splitlines())
        return {word: int(number) for number, _, words in rows for word in words.split(" ")}

    @cached_property
    def classes(self) -> Mapping[str, frozenset[str]]:
        """What words can be, learnt from records: ``base`` (infinitives), ``plural`` and others, each with its words."""
        return {name: frozenset(words.split(" ")) for name, words in self._rows(CLASSES)}

    @cached_property
    def doubtful(self) -> frozenset[str]:
        """Rare words that are one slip away from a word so much commoner that they may be its misspelling: "fro"."""
        return frozenset(self.read(DOUBTFUL).decode().split())

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """Two words side by side that records nearly always write with a capital there: Security Council, the Assembly."""
        return tuple(self.read(TITLES).decode().splitlines())

    @cached_property
    def rare(self) -> frozenset[str]:
        """The words of ``words`` that are likelier to be a slip than meant."""
        return frozenset(word for word, number in self.word_classes.items() if number == RARE)

    @cached_property
    def word_classes(self) -> Mapping[str, int]:
        """Word -> frequency class, as ``frequency`` explains it; RARE for the rare."""
        return self._classified(WORDS)

    @cached_property
    def name_classes(self) -> Mapping[str, int]:
        """Name -> frequency class."""
        return self._classified(NAMES)

    def frequency(self, word: str) -> int:
        """The frequency class: n for 2**(n-1) to 2**n - 1 occurrences in the records counted, 0 for none.

        One class more is twice as common. A name is looked up as written, a word in any case.
        """
        return max(self.word_classes.get(word.lower(), 0), self.name_classes.get(word, 0), 0)

    def knows(self, word: str) -> bool:
        """True for a token that is right as written.

        That is a word in small letters, capitalized or in capitals; a name, in its own capitals or in capitals only; an
        acronym or its plural; any of these with 's or '; a number, an ordinal, a Roman numeral, an initial; and a compound
        with hyphens whose parts are all known, where every part but the last may also be a prefix, or that is known
        without its hyphens (pre-emptive); and a name after an elision (d'Ivoire).
        """
        if word in self.words or word in self.names:
            return True
        if "’" in word:
            return self.knows(word.replace("’", "'"))
        if word.endswith(("'s", "'S", "'")):
            return self.knows(word[: word.rindex("'")])
        if "-" in word:
            return self._knows_compound(word)
        if word.startswith(_ELISIONS):
            return word[2:] in self.names or word[2:].lower() in self.words
        return self._knows_capitals(word) or bool(_NUMBER.fullmatch(word))

    def _knows_compound(self, word: str) -> bool:
        if word in self.acronyms or word.replace("-", "").lower() in self.words:
            return True
        *firsts, last = word.split("-")
        return self.knows(last) and all(part.lower() in self.prefixes or self.knows(part) for part in firsts)

    def _knows_capitals(self, word: str) -> bool:
        if not word[:1].isupper():
            return False
        if (word[1:].islower() or word.isupper()) and word.lower() in self.words:
            return True
        if word in self.acronyms or (word.endswith("s") and word[:-1] in self.acronyms):
            return True
        return word.isupper() and (len(word) == 1 or word.capitalize() in self.names or bool(_ROMAN.fullmatch(word)))

    def hyphenates(self, left: str, right: str) -> bool:
        """True where records write two words with a hyphen between them: capacity-building, South-West.

        A compound of this ending that was never counted goes by the others (reform-oriented), a numeral by its kind.
        """
        hyphenated, apart = self.compounds.get(f"{left}-{right}", (0, 0))
        if hyphenated:
            return hyphenated > apart or (left[0].isupper() and hyphenated > apart - _NEAR)
        if left in TENS:
            return right in _UNITS
        return right in self._hyphened_endings and not left.endswith("ly")

    @cached_property
    def _hyphened_endings(self) -> frozenset[str]:
        """What is nearly always written with a hyphen after whatever word: -based, -oriented."""
        dominant, all_forms = Counter[str](), Counter[str]()
        for form, (hyphenated, apart) in self.compounds.items():
            first, _, ending = form.rpartition("-")
            if first in _NUMBERS or not form.islower():
                continue
            all_forms[ending] += 1
            dominant[ending] += hyphenated > apart
        return frozenset(
            ending
            for ending, count in all_forms.items()
            if count >= _ENDING_OF and dominant[ending] >= _NEARLY_ALL * count and ending not in _NUMBERS
        )

    def _classified(self, name: str) -> dict[str, int]:
        classes: dict[str, int] = {}
        for line in gzip.decompress(self.read(name)).decode().splitlines():
            number, _, words = line.partition("\t")
            classes.update(dict.fromkeys(words.split(" "), int(number)))
        return classes

    def _rows(self, name: str) -> Iterator[list[str]]:
        return (line.split("\t") for line in self.read(name).decode().splitlines())


@cache
def load_lexicon() -> Lexicon:
    """The lexicon of ``rules/lexicon``, one instance a process."""
    return Lexicon(partial(read_bytes, "rules", "lexicon"))
