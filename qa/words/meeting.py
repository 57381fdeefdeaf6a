"""Papers of a meeting to the names in them: an agenda, a list of speakers, a glossary, an earlier record spell them right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa.words.lexicon import Lexicon

_WORD = r"[^\W\d_](?:[\w'’]*[^\W_])?(?:-[^\W\d_][\w'’]*)*"
_NAME = re.compile(rf"(?<![\w.@/&-])(?=[^\W\d_])(?:{_WORD})(?:[ \n](?:[A-Z]\.[ \n])?{_WORD})*")
_ACRONYM = re.compile(r"(?<![\w.@/-])[A-Z][A-Z&]{1,7}(?![\w@/-])")
WORDS_READ_OUT = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_CONNECTORS = frozenset(("of", "the", "and", "for", "de", "da", "la", "le", "van", "von", "der", "del", "al", "bin", "y"))
_LONGEST = 8
_COMMON = 3
"""The frequency class of a word from which on it is none that only a name is made of."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the papers of a meeting name."""

    phrases: tuple[tuple[str, ...], ...] = ()
    """Names of two words and more, as they stand there: persons, bodies, roads."""
    names: frozenset[str] = frozenset()
    """Words that stand in names and are no common words."""
    acronyms: frozenset[str] = frozenset()
    papers: tuple[tuple[str, ...], ...] = ()
    """The words of each paper as they stand there, numbers and abbreviations among them: meetings read them out."""

    @property
    def words(self) -> frozenset[str]:
        """What is right because it is named."""
        return self.names | self.acronyms


NO_MEETING = Meeting()


def names_in(texts: Iterable[str], lexicon: Lexicon) -> Meeting:
    """The names in texts whose lines may be wrapped.

    A word with a capital is part of a name where it stands beside another, or where no small letters spell it anywhere and it
    is no common word; the words of a line all in capitals are none.
    """
    phrases: Counter[tuple[str, ...]] = Counter()
    names: set[str] = set()
    acronyms: set[str] = set()
    papers: list[tuple[str, ...]] = []
    for written in texts:
        text = written.replace("’", "'")
        papers.append(tuple(WORDS_READ_OUT.findall(text)))
        small = frozenset(re.findall(r"\b[a-z][a-z']+\b", text))
        acronyms |= {found for found in _ACRONYM.findall(_without_loud_lines(text)) if _is_acronym(found, lexicon)}
        for phrase in _phrases(text):
            names |= {word.removesuffix("'s") for word in phrase if _is_name(word, small, lexicon)}
            if len(phrase) > 1:
                phrases[phrase] += 1
    return Meeting(tuple(phrases), frozenset(names - acronyms), frozenset(acronyms), tuple(papers))


def is_common(word: str, lexicon: Lexicon) -> bool:
    """Whether a word in small letters is one that everybody uses, so that it is hardly a name misheard."""
    return lexicon.word_classes.get(word.lower().removesuffix("'s"), -1) >= _COMMON


def _is_acronym(found: str, lexicon: Lexicon) -> bool:
    return not _ROMAN.fullmatch(found) and not is_common(found, lexicon)


def _is_name(word: str, small: frozenset[str], lexicon: Lexicon) -> bool:
    bare = word.removesuffix("'s")
    return len(bare) > 2 and not bare.isupper() and bare.lower() not in small and not is_common(bare, lexicon)


def _without_loud_lines(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if not line.isupper() or len(line.split()) < 2)


def _phrases(text: str) -> Iterator[tuple[str, ...]]:
    """The runs of words with capitals, connectors inside them left standing; what is all in capitals is read as no name."""
    for match in _NAME.finditer(_without_loud_lines(text)):
        run: list[str] = []
        for word in (*match.group().split(), ""):
            if word[:1].isupper() or (word in _CONNECTORS and run):
                run.append(word)
            else:
                while run and run[-1] in _CONNECTORS:
                    run.pop()
                if run and len(run) <= _LONGEST:
                    yield tuple(word.removesuffix("'s") if word == run[-1] else word for word in run)
                run = []
