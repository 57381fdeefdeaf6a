"""A word broken at a hyphen at the end of a line: is the hyphen the word's own, or the page's?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from qa.ground.lists import word_set
from qa.text.view import JoinsAtHyphen

_KEPT_AFTER = word_set("prefixes with hyphens")


@dataclass(frozen=True, slots=True)
class HyphenDecision:
    """Decides by the document itself first, then by the words of the lexicon."""

    knows: Callable[[str], bool]
    """Whether a word is right as written."""
    frequency: Callable[[str], int]
    """How common a word is; 0 for one never counted."""
    has_hyphen: Callable[[str, str], bool] = lambda left, right: False
    """Whether two words, in small letters, are written with a hyphen and hardly ever in one."""

    def for_document(self, text: str) -> JoinsAtHyphen:
        """The decision for the line ends of one document.

        "Counter-⏎Terrorism" keeps its hyphen (a capital follows), "coop-⏎eration" loses it (cooperation is a word, coop-eration
        is not); what the document writes unbroken elsewhere goes before both.
        """

        @cache
        def joins(left: str, right: str) -> bool:
            if f"{left}-{right}" in text:
                return False
            if not right[:1].isalpha() or "-" in left:
                return False
            joined = left + right
            if joined in text:
                return True
            if right[:1].isupper():
                return False
            return self._is_one_word(left, right, joined.lower())

        return joins

    def _is_one_word(self, left: str, right: str, joined: str) -> bool:
        if left.lower() in _KEPT_AFTER:
            return self.knows(joined) and self.frequency(joined) > self.frequency(right)
        if self.has_hyphen(left.lower(), right):
            return False
        if self.knows(joined):
            return True
        # "consul-⏎taive": a misspelt word, but a fragment that is no word shows that the page broke it.
        return not (self.knows(left) and self.knows(right.rstrip("'")))
