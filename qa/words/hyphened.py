"""What records write with a hyphen rather than in one word: "cross-cutting", not "crosscutting"."""

from __future__ import annotations

from collections.abc import Iterator

from qa.words.lexicon import Lexicon
from qa.words.model import load_company
from qa.words.weights import hyphened_weights


def hyphened(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """A compound without its hyphen, and with it; both in small letters."""
    pairs = ((first, second) for first, blank, second in (form.partition(" ") for form in load_company().newer) if blank)
    listed = ((first, second) for first, _, second in (form.partition("-") for form in lexicon.compounds) if second.isalpha())
    for first, second in dict.fromkeys((*listed, *pairs)):
        closed, form = first + second, f"{first}-{second}"
        if form.islower() and closed not in lexicon.variants and has_hyphen(first, second):
            yield closed, form


def has_hyphen(first: str, second: str) -> bool:
    """Whether records write two words, in small letters, with a hyphen and hardly ever in one.

    Records since 2000 say so; of compounds that they seldom have, and that begin as those do whose hyphen has always stood, all
    records do.
    """
    weights, company = hyphened_weights(), load_company()
    closed, form = first + second, f"{first}-{second}"
    with_hyphen, without, often = company.newer.get(form, 0.0), company.newer.get(closed, 0.0), weights.often
    if with_hyphen + without < often and first in weights.always:
        with_hyphen, without, often = company.count(form), company.count(closed), weights.seldom
    return with_hyphen >= max(often, weights.far_more * without)
