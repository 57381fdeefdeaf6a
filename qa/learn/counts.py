"""Documents in, counts out: how often each word stands there, how it is written, and who used it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from itertools import pairwise
from pathlib import Path

from qa.ground.errors import QaError

# Letters with apostrophes inside, not touching figures ("79th") nor the end of another word. The possessive is left off.
_WORD = re.compile(r"(?<![\w'])[^\W\d_]+(?:'(?!s\b)[^\W\d_]+)*(?!\w)")

# The first part of a hyphenated compound, which need not be a word: socio-economic.
_FIRST_PART = re.compile(r"(?<![\w-])[^\W\d_]+(?=-[^\W\d_])")

# A whole hyphenated compound: long-term, Israeli-Palestinian, inter-American.
_COMPOUND = re.compile(r"(?<![\w'-])[^\W\d_]{2,}(?:-[^\W\d_]{2,})+(?![\w-])")

# Two capitals or a capital and a figure, with parts, figures and a plural: UNAMID, IBRD-IDA, COVID-19, G20, NGOs, CSocD.
_ACRONYM = re.compile(r"(?<![\w’'-])(?:[A-Z]{2,}[A-Za-z]?[A-Z]*|[A-Z]+[0-9]+)(?:-(?:[A-Z]{2,}|[0-9]{1,2}))*(?:s)?(?![\w-])")

# A word broken at the end of a line: neither half may be counted.
BROKEN = re.compile(r"[^\W\d_]+-[ \t]*\r?\n\s*[^\W\d_]+")

# Before a capital that no sentence start explains: a small letter, a comma or a title, and one space or line end.
_MID_SENTENCE = re.compile(r"(?:[a-z,]|\b(?:Mrs?|Ms|Dr)\.)\s\Z")


@dataclass(slots=True)
class WordCounts:
    """Counts over documents; filled by ``count_document``."""

    words: Counter[str] = field(default_factory=Counter)
    """Occurrences of a form written in small letters, apostrophes straight."""
    capitalized: Counter[str] = field(default_factory=Counter)
    """Occurrences of a form written with capitals, as written."""
    inside: Counter[str] = field(default_factory=Counter)
    """Those occurrences of ``capitalized`` that stand inside a sentence."""
    prefixes: Counter[str] = field(default_factory=Counter)
    """Occurrences of a form in small letters as the first part of a hyphenated compound."""
    compounds: Counter[str] = field(default_factory=Counter)
    """Occurrences of a hyphenated compound, as written."""
    acronyms: Counter[str] = field(default_factory=Counter)
    """Occurrences among words that are not in capitals, so that a heading in capitals yields none."""
    sources: dict[str, set[str]] = field(default_factory=dict)
    """Form as written (a prefix with its hyphen, a compound whole) -> who used it; only where a speaker was given."""
    documents: int = 0


def text_files(folders: Iterable[Path], exclude: Iterable[str]) -> tuple[Path, ...]:
    """The ``*.txt`` files under the folders whose names match none of the globs, in the order of their names."""
    globs = tuple(exclude)
    paths: dict[Path, Path] = {}
    for folder in folders:
        if not folder.is_dir():
            raise QaError("the folder of a corpus does not exist", file=str(folder))
        found = [path for path in folder.rglob("*.txt") if not any(fnmatchcase(path.name, glob) for glob in globs)]
        if not found:
            raise QaError("the folder of a corpus holds no text to count", file=str(folder), expected="*.txt not excluded")
        paths |= {path.resolve(): path for path in found}
    return tuple(sorted(paths.values(), key=lambda path: (path.name, str(path))))


# Speeches of the General Debate are named by country, session and year.
_SPEECH = re.compile(r"(?P<country>[A-Z]{2,4})_\d+_(?P<year>\d{4})")


def speaker_of(path: Path) -> str:
    """Who speaks in a file: the country of ``AFG_49_1994.txt``; a file with any other name is a source of its own.

    >>> speaker_of(Path("AFG_49_1994.txt")), speaker_of(Path("S_RES_1445_2002.txt"))
    ('AFG', 'S_RES_1445_2002')
    """
    speech = _SPEECH.fullmatch(path.stem)
    return speech["country"] if speech else path.stem


def speech_year(path: Path) -> int:
    """The year of a speech of the General Debate; 9999 for a file with any other name."""
    speech = _SPEECH.fullmatch(path.stem)
    return int(speech["year"]) if speech else 9999


def count_document(text: str, counts: WordCounts, speaker: str | None = None) -> None:
    """Adds the words of a text to the counts, and its speaker to the sources of each form."""
    counts.documents += 1
    text = BROKEN.sub(" ", unbroken(text))
    seen: set[str] = set()
    for match in _WORD.finditer(text):
        word = match[0]
        hyphenated = text[match.start() - 1 : match.start()] == "-" or text[match.end() : match.end() + 1] == "-"
        if hyphenated and word.islower():
            continue
        if word.islower():
            counts.words[word] += 1
        else:
            counts.capitalized[word] += 1
            if _MID_SENTENCE.search(text[max(match.start() - 6, 0) : match.start()]):
                counts.inside[word] += 1
        seen.add(word)
    prefixes = Counter(part for part in _FIRST_PART.findall(text) if part.islower())
    counts.prefixes.update(prefixes)
    compounds = Counter(_COMPOUND.findall(text))
    counts.compounds.update(compounds)
    acronyms = Counter(_running_acronyms(text))
    counts.acronyms.update(acronyms)
    if speaker is not None:
        forms = seen | acronyms.keys() | compounds.keys() | {f"{prefix}-" for prefix in prefixes}
        for form in forms:
            counts.sources.setdefault(form, set()).add(speaker)


def unbroken(text: str) -> str:
    """The text with straight apostrophes, and without the marks of words once broken (eco¬nomic, soft hyphens)."""
    return text.replace("’", "'").replace("¬", "").replace("\u00ad", "")


def _running_acronyms(text: str) -> Iterable[str]:
    for match in _ACRONYM.finditer(text):
        before = text[max(match.start() - 3, 0) : match.start()].rstrip()
        after = text[match.end() : match.end() + 4].lstrip()
        if not before[-2:].isupper() and not after[:2].isupper():
            yield match[0]


@dataclass(frozen=True, slots=True)
class Pairs:
    """How unknown forms stand to their neighbours."""

    apart: Counter[tuple[str, str]]
    """Two words that stand side by side and whose joined form is unknown: (of, the), where "ofthe" occurs too."""
    broken: Counter[str]
    """An unknown form -> how often the next piece, or the one before, completes it to a known word: coun [cil]."""


def count_pairs(texts: Iterable[str], unknown: Collection[str], known: Collection[str]) -> Pairs:
    """The pairs in the texts.

    >>> pairs = count_pairs(["in the policy of the Coun cil"], {"ofthe", "Coun"}, {"council"})
    >>> pairs.apart, pairs.broken
    (Counter({('of', 'the'): 1}), Counter({'Coun': 1}))
    """
    apart: Counter[tuple[str, str]] = Counter()
    broken: Counter[str] = Counter()
    small = frozenset(form.lower() for form in unknown)
    for text in texts:
        words = _WORD.findall(unbroken(text))
        for first, second in pairwise(words):
            joined = (first + second).lower()
            if joined in small:
                apart[first.lower(), second.lower()] += 1
            elif (first in unknown or second in unknown) and joined in known:
                broken[first if first in unknown else second] += 1
    return Pairs(apart, broken)


def count_apart(texts: Iterable[str], compounds: Collection[str]) -> Counter[str]:
    """How often each compound of two parts stands open, as two words.

    >>> count_apart(["in the long term of a long-term Long term"], {"long-term"})
    Counter({'long-term': 2})
    """
    sought = {compound.lower() for compound in compounds if compound.count("-") == 1}
    firsts = {compound.partition("-")[0] for compound in sought}
    found: Counter[str] = Counter()
    for text in texts:
        for first, second in pairwise(_RUN.findall(unbroken(text).lower())):
            if first in firsts and (pair := f"{first}-{second}") in sought:
                found[pair] += 1
    return Counter({compound: found[compound.lower()] for compound in compounds if compound.lower() in found})


# Words and what stands between them: "in the long term, policies" holds the pair long term, but not term policies.
_RUN = re.compile(r"(?<![\w'-])[^\W\d_]+(?![\w'-])|[^\s\w]")
