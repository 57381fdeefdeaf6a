"""The SCOWL word lists in, the words of the United Nations' English and those it spells otherwise out.

SCOWL keeps what all English shares in ``english-*`` and each way of spelling apart in ``british-*`` (organise),
``british_z-*`` (organize), ``american-*`` (labor) and in lists of variants. The United Nations follows the Concise Oxford
Dictionary: ``english`` and ``british_z`` together are its spelling, and a word that stands only in another list is a
spelling it does not use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from qa.ground.errors import QaError

_LIST_NAME = re.compile(r"(?P<spelling>[a-z]+(?:_(?:z|variant_\d))?|variant_\d)-(?P<kind>[a-z-]+)\.(?P<size>\d\d)")

_UN_SPELLINGS = frozenset({"english", "british_z"})

# The other spellings that a speaker or a typist brings along. Australian lists are slang in the main, and the third
# variants obsolete.
_FOREIGN_SPELLINGS = frozenset(
    {"american", "british", "canadian", "british_variant_1", "british_variant_2", "variant_1", "variant_2"}
)

# Sizes 10 to 60 hold what a reader of a newspaper knows. Size 70 adds rare words (abaca, abetment): they are accepted, but
# never proposed. Size 80 adds words that are likelier to be typing errors than meant.
_COMMON_SIZE = 60
_RARE_SIZE = 70
_OBSCURE_SIZE = 80

# Abbreviations above this size are mostly typing errors of something else when they stand in running text (fo, hist, chem).
_ABBREVIATION_SIZE = 40


@dataclass(frozen=True, slots=True)
class Scowl:
    """What the lists say. Law: the four sets of lower-case words are disjoint."""

    common: frozenset[str]
    """Lower-case words in the spelling of the United Nations, contractions included."""
    rare: frozenset[str]
    """The same of size 70."""
    foreign: frozenset[str]
    """Lower-case words of another spelling: organisation, labor, benefitted."""
    obscure: frozenset[str]
    """Lower-case words of size 80: enough to believe a corpus, not enough to believe a document."""
    names: frozenset[str]
    """Words written with a capital: Monday, Geneva, I'm."""
    acronyms: frozenset[str]
    """Abbreviations in capitals: NATO, AIDS."""


def read_scowl(folder: Path) -> Scowl:
    """Reads the folder of lists as Debian's package ``scowl`` installs it. Raises QaError where it holds none."""
    lists = tuple(_lists(folder))
    if not any(spelling == "english" for spelling, *_ in lists):
        raise QaError("no SCOWL lists here", file=str(folder), expected="files such as english-words.10, british_z-words.10")

    def lower(spellings: frozenset[str], largest: int) -> frozenset[str]:
        return frozenset(
            word
            for spelling, kind, size, words in lists
            if spelling in spellings and size <= largest
            if kind != "abbreviations" or size <= _ABBREVIATION_SIZE
            for word in words
            if word.islower()
        )

    common = lower(_UN_SPELLINGS, _COMMON_SIZE)
    rare = lower(_UN_SPELLINGS, _RARE_SIZE) - common
    foreign = lower(_FOREIGN_SPELLINGS, _COMMON_SIZE) - common - rare
    names = frozenset(
        word
        for spelling, kind, size, words in lists
        if spelling in _UN_SPELLINGS and size <= _RARE_SIZE
        if kind != "abbreviations" or size <= _ABBREVIATION_SIZE
        for word in words
        if (not word.islower() and not word.isupper()) or word == "I"
    )
    obscure = lower(_UN_SPELLINGS | _FOREIGN_SPELLINGS, _OBSCURE_SIZE) - common - rare - foreign
    acronyms = frozenset(
        word
        for spelling, _, size, words in lists
        if spelling in _UN_SPELLINGS and size <= _ABBREVIATION_SIZE
        for word in words
        if word.isupper()
    )
    return Scowl(common, rare, foreign, obscure, names, acronyms - {"I"})


def _lists(folder: Path) -> Iterator[tuple[str, str, int, tuple[str, ...]]]:
    """Spelling, kind, size and words of each list, in the order of the file names."""
    if not folder.is_dir():
        raise QaError("the folder of the SCOWL lists does not exist", file=str(folder))
    for path in sorted(folder.iterdir()):
        if name := _LIST_NAME.fullmatch(path.name):
            yield name["spelling"], name["kind"], int(name["size"]), tuple(_entries(path))


def _entries(path: Path) -> Iterable[str]:
    """The words of a list without possessives and without the full stop of an abbreviation."""
    for line in _decoded(path.read_bytes()).splitlines():
        word = line.strip().rstrip(".")
        if word and not word.endswith("'s"):
            yield word


def _decoded(content: bytes) -> str:
    """SCOWL's own lists are in Latin-1; Debian's package has them in UTF-8, where "Bogotá" would be read as "BogotÃ¡"."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("latin-1")
