"""Which tokens are worth the decoder's while, and why: all but a few are known words in their usual form."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cached_property
from unicodedata import combining, normalize

from qa.text.token import Token
from qa.words.channel import ALPHABET
from qa.words.derivation import PREFIXES
from qa.words.edit_table import load_edits
from qa.words.foreign import foreign_words
from qa.words.model import load_company
from qa.words.oddities import Oddities
from qa.words.vocabulary import Vocabulary

_USUAL = 4
"""Frequency class from which the capital of a word is known to be unusual."""
_LONGEST = 60
"""Code points; what is longer is no word."""
_LETTER = re.compile(r"[b-zB-HJ-Z][,.;:]?")
_A_LETTER = re.compile(r"[^\W\d_]")
_ENDINGS = frozenset(("'", "'s", "'m", "'ve", "'t", "s", "n't"))
"""What is left of a contraction or a possessive."""
_AT_HYPHEN = re.compile(r"^-|-$")
_FIGURES = re.compile(r"(?<![A-Za-z])[A-Z]{2,4}-[lIO|]{1,3}(?![A-Za-z])")
_FIGURE_AT_WORD = re.compile(r"[a-z]{2}\d|\d[a-z]{3}")
_ROMAN = re.compile(r"[ivx]{1,5}")
_NO_WORD = re.compile(
    r"""
      [@\\+=\#^] | :// | www\. | \.(?:org|int|com|net|edu|gov)\b      # addresses and formulas
    | \.(?:csv|docx?|html?|jpe?g|json|odt|pdf|png|pptx?|txt|xlsx?|xml)\b  # files
    | ^\([ivxl]{1,5}\)[,.;:]?$                                         # the number of a part of a list
    | ^_.*_$                                                            # emphasis
    | ^([*_~.-])\1+$                                                   # a rule between passages
    """,
    re.VERBOSE,
)


class Reason(StrEnum):
    """Why a token is suspicious; the thresholds of the decoder go by it."""

    UNKNOWN = "unknown"
    """A word in small letters that nothing knows."""
    CAPITAL = "capital"
    """The same with a capital; it may be a name."""
    GLYPH = "glyph"
    """A sign, a figure or a capital where no word has one."""
    HYPHEN = "hyphen"
    """A hyphen beside a blank."""
    KNOWN = "known"
    """A known word that is likelier to be another one."""
    CASE = "case"
    """A capital that the word hardly ever has."""
    TITLE = "title"
    """Small letters where records have a capital."""
    MISREAD = "misread"
    """Two words with capitals that are near a title."""
    STOP = "stop"
    """A small letter after a stop."""
    LETTER = "letter"
    """A letter, or the ending of a contraction, that stands alone."""
    HALVES = "halves"
    """Two tokens that together are a word."""


class Suspicion:
    """Asked once for each distinct token of a run."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        edits = load_edits()
        self._oddities = Oddities(edit for edit in edits.family("oddity") if edit.name != "hyphen-beside-blank")
        words = edits["misread-word"]
        self._misread = frozenset(seen for seen, _ in words.pairs)
        self._signs = frozenset(seen for edit in edits.family("token") if edit is not words for seen, _ in edit.pairs)
        contraction = edits["contraction"]
        self._contractions = frozenset(word.replace("'", "").lower() for word in contraction.words)
        self._joined = frozenset(seen for seen, _ in edits["blank-lost"].pairs)

    @cached_property
    def watched(self) -> frozenset[str]:
        """The known words that may be suspected: in small letters, or with the capital that makes them suspicious."""
        lexicon = self._vocabulary.lexicon
        small_names = {name.lower() for name in lexicon.name_classes}
        capitals = lexicon.capitals
        views = (
            word.capitalize()
            for word, level in lexicon.word_classes.items()
            if level >= _USUAL and level >= capitals.get(word, -3) + 3 and word not in small_names
        )
        titles = (capital for word in lexicon.doubtful if (capital := word.capitalize()) not in lexicon.names)
        known = (*lexicon.doubtful, *self._misread, *self._joined, *self._contractions)
        return frozenset((*views, *titles, *known, *self._signs, *ALPHABET[1:]))

    def reason(self, token: Token) -> Reason | None:
        """Why a token is suspicious; None for nearly all."""
        if token.is_plain and token.word[1:].islower() and token.word.isascii():
            if token.unknown:
                return None if _ROMAN.fullmatch(token.word) else self._of_unknown(token)
            return self._of_plain(token) or self._of_known(token.word)
        text = token.text
        if len(text) > _LONGEST or _NO_WORD.search(text):
            return None
        core = text.rstrip(".,;:!?)\"'").lstrip("\"'([")
        return self._of_sign(text, core) or self._of_word(token, core)

    def _of_plain(self, token: Token) -> Reason | None:
        """The same as ``_of_sign``: in small letters with a mark at most there is nothing odd."""
        if token.word in self._signs:
            return Reason.GLYPH
        return Reason.LETTER if token.word in _ENDINGS or _LETTER.fullmatch(token.text) else None

    def _of_sign(self, text: str, core: str) -> Reason | None:
        """A sign that stands for a word, or in a word."""
        if core in self._signs or (self._oddities.stand_in(text) and not self._is_fine(core)):
            return Reason.GLYPH
        if text == "-" or (_AT_HYPHEN.search(text) and _A_LETTER.search(text)):
            return Reason.HYPHEN
        return Reason.LETTER if core in _ENDINGS or text in _ENDINGS or _LETTER.fullmatch(text) else None

    def _of_word(self, token: Token, core: str) -> Reason | None:
        if token.unknown:
            return None if _ROMAN.fullmatch(core) else self._of_unknown(token)
        if _FIGURE_AT_WORD.search(core):
            return Reason.GLYPH
        if "-" in core and self._is_strange_compound(core):
            return Reason.HYPHEN
        return self._of_known(core)

    def _is_strange_compound(self, core: str) -> bool:
        """A compound that records write in one word, or as two, far more often."""
        vocabulary = self._vocabulary
        if core.partition("-")[0].lower() in PREFIXES:
            return False  # "re-formed" is not "reformed"
        first, _, second = core.lower().partition("-")
        if load_company().is_closed(first, second):
            return True
        with_hyphen, apart = vocabulary.lexicon.compounds.get(core, (0, 0))
        if apart >= with_hyphen + 5:
            return True
        closed = core.replace("-", "").lower()
        return core.isascii() and vocabulary.frequency(closed) >= max(with_hyphen + 1, 3)

    def _is_fine(self, core: str) -> bool:
        """A known name or acronym with a capital or a figure inside."""
        if _FIGURES.search(core):
            return False
        return self._vocabulary.knows(core) or core in self._vocabulary.lexicon.acronyms

    def _of_unknown(self, token: Token) -> Reason | None:
        words = [word for span in token.unknown if not self._is_right_elsewhere(word := token.text[span.slice])]
        if not words:
            return None
        parts = token.word.split("-")
        if token.word.isupper():
            return Reason.UNKNOWN if max(map(len, parts)) > 6 else None  # an acronym: the document's own tell what it was
        is_name = parts[0][:1].isupper() and not self._vocabulary.knows(parts[0].lower())  # Joun-yung
        return Reason.CAPITAL if is_name or not any(word[0].islower() for word in words) else Reason.UNKNOWN

    def _is_right_elsewhere(self, word: str) -> bool:
        """A word in another spelling or language, and one known without its accents: other checks ask about these."""
        if word.lower() in self._vocabulary.lexicon.variants or word.lower() in foreign_words().alone:
            return True
        bare = "".join(letter for letter in normalize("NFD", word) if not combining(letter))
        return bare != word and (self._vocabulary.knows(bare) or self._vocabulary.knows(bare.lower()))

    def _of_known(self, core: str) -> Reason | None:
        lexicon = self._vocabulary.lexicon
        if core in self._contractions or core in lexicon.doubtful or core in self._joined or core in self._misread:
            return Reason.KNOWN
        if len(core) > 2 and core[1:].islower() and core.lower() in lexicon.doubtful and core in self.watched:
            return Reason.KNOWN
        return Reason.CASE if core in self.watched and core[0].isupper() and core.isalpha() and len(core) > 1 else None
