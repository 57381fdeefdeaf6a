"""The hand-written words of other languages in: little words, words of institutions and courtesies, endings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from qa.ground.errors import QaError
from qa.ground.resources import read_text

FOREIGN = "foreign.tsv"
_ROLES = ("little", "word", "alone", "ending")


@dataclass(frozen=True, slots=True)
class ForeignWords:
    """What we know of the words of other languages, in small letters."""

    little: Mapping[str, frozenset[str]]
    """A language -> its common little words."""
    words: frozenset[str]
    """Words of names, courtesies and sayings, the little words of every language among them."""
    alone: frozenset[str]
    """Words that need no other foreign word beside them."""
    endings: tuple[str, ...]
    latin: frozenset[str]


@cache
def foreign_words() -> ForeignWords:
    """The table of ``rules/lexicon``. Raises QaError naming the line of a row that is none."""
    rows = [_row(number, line) for number, line in enumerate(_lines(), start=1) if line.strip() and not line.startswith("#")]
    little = {language: words for language, role, words in rows if role == "little"}
    alone = _all(rows, "alone")
    words = _all(rows, "word") | alone | frozenset().union(*little.values())
    endings = tuple(sorted(_all(rows, "ending")))
    return ForeignWords(little, words, alone, endings, frozenset().union(*(each[2] for each in rows if each[0] == "Latin")))


_Row = tuple[str, str, frozenset[str]]


def _all(rows: list[_Row], role: str) -> frozenset[str]:
    return frozenset().union(*(words for _, each, words in rows if each == role))


def _lines() -> list[str]:
    return read_text("rules", "lexicon", FOREIGN).splitlines()


def _row(number: int, line: str) -> _Row:
    fields = line.split("\t")
    if len(fields) != 3 or fields[1] not in _ROLES:
        expected = "a language, one of " + ", ".join(_ROLES) + ", and words, tabs between"
        raise QaError(f"rules/lexicon/{FOREIGN}:{number}: not a row", found=repr(line[:60]), expected=expected)
    return fields[0], fields[1], frozenset(fields[2].split())
