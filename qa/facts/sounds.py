"""A name in Latin, Cyrillic or Arabic letters to its consonants, so that names of several scripts can be compared."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import combining, normalize

from qa.ground.resources import read_text

_ARTICLE = re.compile(r"\bال")
_DOUBLED = re.compile(r"(.)\1+")


@cache
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    """What is written for each sound, the longest first."""
    lines = (line.split("\t") for line in read_text("rules", "lexicon", "sounds.tsv").splitlines() if not line.startswith("#"))
    sounds = {written: sound for sound, several in lines for written in several.split("|")}
    return re.compile("|".join(map(re.escape, sorted(sounds, key=len, reverse=True)))), sounds


def consonants(name: str) -> str:
    """The consonants of a name, those that languages write for each other as one: empty where no script of ours is read.

    >>> consonants("Lavrov") == consonants("Лавров") == consonants("لافروف")
    True
    """
    pattern, sounds = _table()
    bare = "".join(letter for letter in normalize("NFD", _ARTICLE.sub("", name.lower())) if not combining(letter))
    return "".join(sounds[match.group()] for match in pattern.finditer(_DOUBLED.sub(r"\1", bare)))
