"""Word lists, records and lists of terms in, the data files of ``rules/lexicon`` out: the same input gives the same bytes."""

from __future__ import annotations

import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from unicodedata import combining, normalize

from qa.ground.errors import QaError
from qa.ground.resources import read_text
from qa.learn import evidence
from qa.learn import variants as spelling
from qa.learn.classes import learn_classes
from qa.learn.counts import (
    WordCounts,
    count_apart,
    count_document,
    count_pairs,
    speaker_of,
    speech_year,
    text_files,
)
from qa.learn.scowl import Scowl, read_scowl
from qa.words import derivation
from qa.words.lexicon import (
    ACRONYMS,
    CAPITALS,
    CLASSES,
    COMPOUNDS,
    NAMES,
    PREFIXES,
    RARE,
    VARIANTS,
    WORDS,
    Lexicon,
)

HOUSE = "house.tsv"

_TERM_COLUMNS = ("UNTERM English Short", "UNTERM English Formal", "official_name_en", "CLDR display name", "Capital")
_CAPITALIZED = re.compile(r"(?<!\w)[^\W\d_a-z][^\W\d_]*(?:['’][^\W\d_]{2,})*(?!\w)")
_ACRONYM_SHAPE = re.compile(r"[A-Z][A-Za-z]*[A-Z0-9][A-Za-z0-9]*(?:-[A-Z0-9][A-Za-z0-9]*)*|[A-Z]-\d+")


@dataclass(frozen=True, slots=True)
class Terms:
    """Lists of official names."""

    acronyms: Mapping[str, tuple[str, ...]]
    names: frozenset[str]
    """The capitalized words of the names of States, capitals and bodies."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What was read, accepted and written; ``str()`` gives it as text to be read."""

    documents: int
    words: int
    variants: int
    evidence: evidence.Evidence
    """Accepted on the evidence of edited records only: what a person should read before the data is committed."""
    sizes: Mapping[str, int]
    """File name -> bytes written."""

    def __str__(self) -> str:
        proven = self.evidence
        lists = (
            ("words", proven.words),
            ("names", proven.names),
            ("acronyms", proven.acronyms),
            ("prefixes", proven.prefixes),
        )
        return "\n".join(
            [
                f"{self.documents} documents counted, {self.words} words, {self.variants} variants",
                *(f"accepted {what} ({len(forms)}): {' '.join(sorted(forms))}" for what, forms in lists),
                *(f"{name}: {size} bytes" for name, size in sorted(self.sizes.items())),
            ]
        )


def build_lexicon(
    scowl: Path,
    corpora: Iterable[Path],
    clean: Iterable[Path],
    terms: Path,
    exclude: Iterable[str],
    out: Path,
    clean_since: int = 1994,
) -> BuildReport:
    """Writes the data files into the folder ``out``.

    ``corpora`` are folders of records whose words are counted; ``clean`` are those among them, or besides, that were edited
    well enough to prove a word that no list has. ``exclude`` are globs of file names that must not be counted (the records
    the project is measured on). ``clean_since``: speeches named by country, session and year (AFG_49_1994.txt) are clean
    from this year on; the older ones were read by machine from paper. Raises QaError where a folder is missing or empty.
    """
    globs = tuple(exclude)
    clean_folders = tuple(clean)
    clean_paths = tuple(path for path in text_files(clean_folders, globs) if speech_year(path) >= clean_since)
    paths = text_files((*corpora, *clean_folders), globs)
    lists = read_scowl(scowl)
    official = read_terms(terms)
    edited, counted = _count(paths, frozenset(clean_paths))
    proven = _proven_by(edited, clean_paths, lists, official, evidence.EDITED)
    proven |= _proven_by(counted, paths, lists, official, evidence.RAW)
    files = data_files(lists, official, _house(), proven, edited, counted)
    files |= _compound_files(Lexicon(files.__getitem__), counted, paths)
    files |= {CLASSES: _table((name, " ".join(words)) for name, words in learn_classes(map(_text, paths)).items())}
    out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (out / name).write_bytes(content)
    return BuildReport(
        documents=len(paths),
        words=len(lists.common | lists.rare | proven.words),
        variants=files[VARIANTS].count(b"\n"),
        evidence=proven,
        sizes={name: len(content) for name, content in files.items()},
    )


def read_terms(folder: Path) -> Terms:
    """The official names in a folder: its ``*.tsv`` with the columns acronym and name, its ``*.csv`` with UNTERM's columns."""
    if not folder.is_dir():
        raise QaError("the folder of the terms does not exist", file=str(folder))
    acronyms: defaultdict[str, list[str]] = defaultdict(list)
    names: set[str] = set()
    for path in sorted(folder.glob("*.tsv")):
        for row in csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter="\t"):
            names.update(_CAPITALIZED.findall(row["name"]))
            if _ACRONYM_SHAPE.fullmatch(row["acronym"]) and row["name"] not in acronyms[row["acronym"]]:
                acronyms[row["acronym"]].append(" ".join(row["name"].split()))
    for path in sorted(folder.glob("*.csv")):
        for row in csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()):
            for column in _TERM_COLUMNS:
                names.update(_CAPITALIZED.findall((row.get(column) or "").replace("’", "'")))
    if not acronyms and not names:
        raise QaError("no terms here", file=str(folder), expected="a .tsv with acronym and name, a .csv of country names")
    return Terms({acronym: tuple(found) for acronym, found in sorted(acronyms.items())}, frozenset(names))


def data_files(
    lists: Scowl,
    official: Terms,
    house: Mapping[str, str],
    proven: evidence.Evidence,
    edited: WordCounts,
    counted: WordCounts,
) -> dict[str, bytes]:
    """File name -> its content."""
    accepted_by_house = frozenset(word for word, verdict in house.items() if verdict == "accept")
    words = lists.common | lists.rare | proven.words | accepted_by_house
    words |= {_without_accents(word) for word in words}
    variants = _variants(lists, house, proven, edited)
    words = (words | lists.foreign) - variants.keys()
    names = lists.names | proven.names | frozenset(name for name in official.names if name.lower() not in words)
    names = frozenset(name for name in names if _needs_its_capital(name, variants, counted))
    acronyms = {**dict.fromkeys(proven.acronyms | _acronyms(lists), ()), **official.acronyms}
    word_counts = {word: _word_occurrences(word, names, counted) for word in words}
    return {
        WORDS: _classes(word_counts, rare=lists.rare | (lists.foreign & words)),
        NAMES: _classes({name: _name_occurrences(name, words, counted) for name in names}),
        ACRONYMS: _table((acronym, *expansions) for acronym, expansions in acronyms.items()),
        VARIANTS: _table(variants.items()),
        PREFIXES: _table((prefix,) for prefix in proven.prefixes),
    }


def _compound_files(lexicon: Lexicon, counted: WordCounts, paths: Iterable[Path]) -> dict[str, bytes]:
    """What is written with hyphens and with capitals; ``lexicon`` is that of the other files."""
    compounds = evidence.proven_compounds(counted, lexicon.words | lexicon.names | lexicon.prefixes | derivation.PREFIXES)
    apart = count_apart(map(_text, paths), compounds)
    return {
        COMPOUNDS: _compound_classes({form: (counted.compounds[form], apart[form]) for form in compounds}),
        CAPITALS: _capital_classes(lexicon.words, counted),
    }


def _compound_classes(occurrences: Mapping[str, tuple[int, int]]) -> bytes:
    """The gzipped lines of compounds: the classes with a hyphen and with a blank, and the compounds of these classes."""
    classes: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for form, (closed, apart) in occurrences.items():
        classes[closed.bit_length(), apart.bit_length()].append(form)
    lines = (f"{key[0]} {key[1]}\t{' '.join(sorted(classes[key]))}\n" for key in sorted(classes, reverse=True))
    return gzip.compress("".join(lines).encode(), compresslevel=9, mtime=0)


# A word (State, Council) belongs to what is written with a capital from so many occurrences inside sentences, and this share.
_FEWEST_CAPITALS = 16
_CAPITAL_SHARE = 0.05


def _capital_classes(words: Iterable[str], counted: WordCounts) -> bytes:
    """The lines of words that stand with a capital inside sentences: their frequency class so, and the words."""
    found = {word: counted.inside[word.capitalize()] for word in words}
    often = {
        word: count
        for word, count in found.items()
        if count >= _FEWEST_CAPITALS and count >= _CAPITAL_SHARE * counted.words[word]
    }
    classes: defaultdict[int, list[str]] = defaultdict(list)
    for word, count in often.items():
        classes[count.bit_length()].append(word)
    return "".join(f"{number}\t{' '.join(sorted(classes[number]))}\n" for number in sorted(classes, reverse=True)).encode()


def _variants(lists: Scowl, house: Mapping[str, str], proven: evidence.Evidence, edited: WordCounts) -> dict[str, str]:
    """Foreign form -> form of the United Nations: derived ones, less what the house accepts, and those of the house."""
    younger = filter(None, map(spelling.with_s, proven.words))
    foreign = lists.foreign.union(younger) - house.keys()
    derived = spelling.un_forms(foreign, lists.common | proven.words, edited.words)
    return derived | {word: verdict for word, verdict in house.items() if verdict != "accept"}


def _count(paths: Iterable[Path], clean_paths: Container[Path]) -> tuple[WordCounts, WordCounts]:
    """The counts of the clean records, and of all."""
    edited, counted = WordCounts(), WordCounts()
    for path in paths:
        text, speaker = _text(path), speaker_of(path)
        count_document(text, counted, speaker)
        if path in clean_paths:
            count_document(text, edited, speaker)
    return edited, counted


def _proven_by(
    counts: WordCounts, paths: Iterable[Path], lists: Scowl, official: Terms, demands: evidence.Demands
) -> evidence.Evidence:
    known = lists.common | lists.rare | lists.foreign
    listed = lists.acronyms | official.acronyms.keys()
    unknown = evidence.candidate_forms(counts, known | lists.names | official.names, demands)
    pairs = count_pairs(map(_text, paths), unknown, lists.common)
    words = evidence.proven_words(counts, known, lists.obscure, pairs, demands)
    known_names = known | words | lists.names | official.names
    return evidence.Evidence(
        words=words,
        names=evidence.proven_names(counts, known_names, lists.foreign, pairs, demands),
        acronyms=evidence.proven_acronyms(counts, known | words, listed, demands),
        prefixes=evidence.proven_prefixes(counts, lists.common | lists.rare | words, demands),
    )


def _house() -> Mapping[str, str]:
    lines = (line for line in read_text("rules", "lexicon", HOUSE).splitlines() if not line.startswith("#"))
    return {word: verdict for word, _, verdict in (line.partition("\t") for line in lines)}


def _acronyms(lists: Scowl) -> frozenset[str]:
    return frozenset(form.removesuffix("s") for form in lists.acronyms if len(form) > 1)


def _without_accents(word: str) -> str:
    """The word as a keyboard without accents writes it: d'etat."""
    return "".join(letter for letter in normalize("NFD", word) if not combining(letter))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig", errors="replace")


# Records write State, Government and Member with a capital as often as without.
_SMALL_SHARE = 0.2


def _needs_its_capital(name: str, variants: Container[str], counted: WordCounts) -> bool:
    """False for acronyms, for words of another spelling, and for names (May, Hope) that are as often a word."""
    if name.lower() in variants or (name.isupper() and name != "I"):
        return False
    small = counted.words[name.lower()]
    return small == 0 or small < _SMALL_SHARE * counted.inside[name]


def _word_occurrences(word: str, names: frozenset[str], counted: WordCounts) -> int:
    """In small letters and with a capital; only at the beginning of sentences where there is a name like it (March)."""
    capitalized = word.capitalize()
    with_capital = counted.capitalized[capitalized]
    return counted.words[word] + with_capital - (counted.inside[capitalized] if capitalized in names else 0)


def _name_occurrences(name: str, words: frozenset[str], counted: WordCounts) -> int:
    """With its capital; only inside sentences where there is a word like it."""
    return counted.inside[name] if name.lower() in words else counted.capitalized[name]


def _classes(occurrences: Mapping[str, int], rare: frozenset[str] = frozenset()) -> bytes:
    """The gzipped lines of frequency classes, the commonest first, without the time that gzip would write."""
    classes: defaultdict[int, list[str]] = defaultdict(list)
    for word, count in occurrences.items():
        classes[RARE if count == 0 and word in rare else count.bit_length()].append(word)
    lines = (f"{number}\t{' '.join(sorted(classes[number]))}\n" for number in sorted(classes, reverse=True))
    return gzip.compress("".join(lines).encode(), compresslevel=9, mtime=0)


def _table(rows: Iterable[tuple[str, ...]]) -> bytes:
    return "".join("\t".join(row) + "\n" for row in sorted(rows)).encode()
