"""The name of a list of ``rules/lexicon/lists.tsv`` in, its words out: months, titles, words of grammar."""

from __future__ import annotations

from functools import cache

from qa.ground.resources import read_text


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    lines = read_text("rules", "lexicon", "lists.tsv").splitlines()
    rows = (line.partition("\t") for line in lines if not line.startswith("#"))
    return {name: tuple(words.split("|")) for name, _, words in rows}


def word_list(name: str) -> tuple[str, ...]:
    """The words in the order of the list. Raises KeyError where there is none of that name."""
    return _lists()[name]


def word_set(*names: str) -> frozenset[str]:
    """The words of these lists."""
    return frozenset().union(*map(word_list, names))


def any_word(*names: str) -> str:
    """The words of these lists as the alternatives of a regular expression."""
    return f"(?:{'|'.join(word for name in names for word in word_list(name))})"
