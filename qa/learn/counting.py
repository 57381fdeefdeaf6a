"""Corpora in; out come the files of the lexicon that the decoder ranks by: ``company.bin``, ``letters.bin``, ``doubtful.txt``;
``titles.txt`` and ``written.txt``, which go by the records of late.

The lexicon says what is a word; the corpora say how often words stand alone and together. The same corpora and the same lexicon
give the same bytes.
"""

from __future__ import annotations

import lzma
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.ground.errors import QaError
from qa.learn import titles, written
from qa.learn.company import CompanyCounts, Cut, count, forget, packed, speeches
from qa.words.channel import load_channel
from qa.words.edits import OneSlipAway
from qa.words.lexicon import DOUBTFUL, RARE, TITLES, Lexicon
from qa.words.model import COMPANY, LETTERS, WRITTEN, Company, letter_table
from qa.words.neighbours import neighbours_of

_FORGOTTEN = 2, 3
"""Pairs and triples rarer than these are dropped between files, so that memory does not grow with the corpora."""
_TIMES = 64
"""How many times as common a word must be for a rare one to be doubted."""
_RARE_CLASS, _COMMON_CLASS = 1, 9
"""The frequency classes up to which a word is rare, and up to which one may be doubted at all."""
_TIMES_OF_USED, _TIMES_OF_ALIKE, _LEAST_OF_USED = 40, 20, 1000
"""The same for a word that is not rare, and for one that a scanner reads for the other; and how common the other must be."""
_ENDINGS = ("s", "d", "r", "n", "ed", "es", "er", "ing", "ly")
"""What makes another form of the same word, which is no slip of letters."""
_CUT = Cut()
_YEAR = re.compile(r"(?:^|_)((?:19|20)\d\d)(?:\D|$)")
_HEAD = "\n=== "


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted; ``str()`` gives it as text to be read."""

    speeches: int
    terms: int
    sizes: Mapping[str, int]
    """File name -> bytes written."""

    def __str__(self) -> str:
        sizes = "\n".join(f"{name}: {size:,} bytes" for name, size in self.sizes.items())
        return f"{self.terms:,} terms of {self.speeches:,} speeches\n{sizes}"


def count_corpora(corpora: Sequence[Path], lexicon: Lexicon, out: Path, cut: Cut = _CUT) -> Counted:
    """Write the three files into the folder ``out``.

    ``corpora`` are files and folders of files: plain text, or packed with xz. A file in which a line ``=== NAME`` stands before
    each speech holds several, any other is one. Raises QaError for what is not there, and where nothing is to be counted.
    """
    known = frozenset((*lexicon.words, *lexicon.names, *lexicon.acronyms, *lexicon.compounds))
    is_small = _smallness(lexicon)
    company, heard = CompanyCounts(), 0
    for path in _files(corpora):
        texts = [text for _, text in _named(path)]
        heard += len(texts)
        if company.singles:
            forget(company, *_FORGOTTEN)
        count(texts, known, is_small, company)
    if not company.singles:
        raise QaError("there is nothing to be counted", file=", ".join(map(str, corpora)), expected="texts")
    counts = packed(company, cut, known, _slip_of(known, company))
    files = {
        COMPANY: counts,
        LETTERS: letter_table(_weights(lexicon.word_classes), _weights(lexicon.name_classes)),
        DOUBTFUL: f"{' '.join(doubtful(lexicon, Company(counts)))}\n".encode(),
    }
    out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (out / name).write_bytes(content)
    return Counted(heard, company.singles.total(), {name: len(content) for name, content in files.items()})


def count_titles(corpora: Sequence[Path], out: Path, since: int) -> Counted:
    """Write ``titles.txt`` into the folder ``out``, of the speeches whose names give the year ``since`` or a later one.

    Raises QaError for what is not there, and where no speech is of such a year.
    """
    counts = titles.TitleCounts()
    heard = _each_since(corpora, since, lambda texts: titles.count(texts, counts))
    content = "".join(f"{title}\n" for title in titles.titles(counts))
    return _written_to(out / TITLES, content, heard, sum(ways.total() for ways in counts.pairs.values()))


def count_written(corpora: Sequence[Path], lexicon: Lexicon, company: Company, out: Path, since: int) -> Counted:
    """Write ``written.txt`` in the same way."""
    ways: Counter[str] = Counter()
    heard = _each_since(corpora, since, lambda texts: written.count(texts, ways))
    content = "".join(f"{line}\n" for line in written.written(ways, lexicon, company))
    return _written_to(out / WRITTEN, content, heard, ways.total())


def _each_since(corpora: Iterable[Path], since: int, count: Callable[[Iterable[str]], None]) -> int:
    """Have the texts of these years counted, a file at a time; their number."""
    heard = 0
    for path in _files(corpora):
        texts = [text for name, text in _named(path) if (year := _YEAR.search(name)) and int(year[1]) >= since]
        heard += len(texts)
        count(texts)
    if not heard:
        raise QaError(f"no speech since {since} is to be counted", file=", ".join(map(str, corpora)), expected="NAME_1999.txt")
    return heard


def _written_to(path: Path, content: str, heard: int, terms: int) -> Counted:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode())
    return Counted(heard, terms, {path.name: len(content.encode())})


def _named(path: Path) -> Iterable[tuple[str, str]]:
    """The speeches of a file, each with its name."""
    text = _read(path)
    return speeches(text) if _HEAD in f"\n{text}" else [(path.name, text)]


def _files(corpora: Iterable[Path]) -> Iterator[Path]:
    for corpus in corpora:
        if not corpus.exists():
            raise QaError("the corpus does not exist", file=str(corpus))
        yield from sorted(path for path in corpus.rglob("*") if path.is_file()) if corpus.is_dir() else (corpus,)


def _read(path: Path) -> str:
    data = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    return data.decode("utf-8", "replace").replace("\r\n", "\n")


def _smallness(lexicon: Lexicon) -> Callable[[str], bool]:
    """Whether a word has a small letter where no sentence begins."""
    words, names = lexicon.word_classes, lexicon.name_classes
    return lambda word: words.get(word, RARE - 2) >= names.get(word.capitalize(), RARE - 1)


def _weights(classes: Mapping[str, int]) -> dict[str, int]:
    """A form counts by the logarithm of its frequency, or the commonest words would be all that words look like."""
    return {form: max(1, number) for form, number in classes.items()}


def _slip_of(known: frozenset[str], company: CompanyCounts) -> Callable[[str], bool]:
    """Whether a form that no list has is one slip away from a term that is so much commoner."""
    common = OneSlipAway(term for term in known if company.singles[term] >= _TIMES)
    return lambda form: any(company.singles[term] >= _TIMES * company.singles[form] for term in common.of(form))


def doubtful(lexicon: Lexicon, company: Company) -> list[str]:
    """The words that are one slip away from a far commoner one: "tor" may be "for"."""
    neighbours, classes = neighbours_of(lexicon, load_channel()), lexicon.word_classes
    found: set[str] = set()
    for common, level in classes.items():
        number = company.count(common)
        if number < _TIMES or level == RARE:
            continue
        for near in neighbours.misread(common, two=False):
            word = near.form
            if not _may_be_doubted(word, classes) or _is_other_form(word, common):
                continue
            if number >= _least(word, classes[word], company.count(word), near.edits):
                found.add(word)
    return sorted(found)


def _may_be_doubted(word: str, classes: Mapping[str, int]) -> bool:
    return len(word) > 1 and word.isascii() and word.isalpha() and classes.get(word, _COMMON_CLASS + 1) <= _COMMON_CLASS


def _least(word: str, level: int, own: float, edits: Sequence[str]) -> float:
    """How common another word must be for one to be doubted that stands ``own`` times in the records."""
    if level <= _RARE_CLASS and len(word) > 2:
        return _TIMES * max(1.0, own)
    return max(_LEAST_OF_USED, (_TIMES_OF_ALIKE if tuple(edits) == ("look-alike",) else _TIMES_OF_USED) * own)


def _is_other_form(word: str, other: str) -> bool:
    """Whether one is the other with an ending."""
    shorter, longer = sorted((word, other), key=len)
    return longer.startswith(shorter) and longer[len(shorter) :] in _ENDINGS
