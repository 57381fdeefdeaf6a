"""Glossaries to concepts: CSV, and TBX of either version. One concept has several forms, some of which are not to be used.

A CSV file has a header; its columns are called by languages (``en``, French), those of forms that must not be used by a second
word as well: "en forbidden", or wrong, avoid, deprecated. A row is a concept; several forms stand with | between, the preferred
one first. Columns of other names are left alone.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lxml import etree

from qa.formats.markup import XML_NAMESPACE, root_name
from qa.ground.bitext import LANGUAGES
from qa.ground.errors import QaError, UnreadableDocument
from qa.ground.source import read_source
from qa.pairs.safe_xml import local, parsed, words_of
from qa.pairs.verified import code_of


class Use(StrEnum):
    """Whether a form may be used."""

    PREFERRED = "preferred"
    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Term:
    """A form of a concept in one language."""

    text: str
    use: Use


@dataclass(frozen=True, slots=True)
class Concept:
    """What all its terms mean."""

    name: str
    """By which the file calls it, else the number of its row."""
    terms: Mapping[str, tuple[Term, ...]]
    """By the two letters of their language, the preferred ones first."""

    def allowed(self, language: str) -> tuple[str, ...]:
        """The forms that may be used, the preferred ones first."""
        return tuple(term.text for term in self.terms.get(language, ()) if term.use is not Use.FORBIDDEN)

    def forbidden(self, language: str) -> tuple[str, ...]:
        return tuple(term.text for term in self.terms.get(language, ()) if term.use is Use.FORBIDDEN)


@dataclass(frozen=True, slots=True)
class Glossary:
    """The concepts of a file, in its order."""

    concepts: tuple[Concept, ...]


_ORDER = (Use.PREFERRED, Use.ALLOWED, Use.FORBIDDEN)
_FORBIDDEN = frozenset(("forbidden", "wrong", "avoid", "deprecated", "not"))
_ALLOWED = frozenset(("allowed", "admitted", "also", "variants"))
_STATUS = {
    "preferredterm-admn-sts": Use.PREFERRED,
    "preferred": Use.PREFERRED,
    "admittedterm-admn-sts": Use.ALLOWED,
    "admitted": Use.ALLOWED,
    "legalterm-admn-sts": Use.ALLOWED,
    "regulatedterm-admn-sts": Use.ALLOWED,
    "standardizedterm-admn-sts": Use.ALLOWED,
    "deprecatedterm-admn-sts": Use.FORBIDDEN,
    "supersededterm-admn-sts": Use.FORBIDDEN,
    "deprecated": Use.FORBIDDEN,
    "notrecommended": Use.FORBIDDEN,
    "obsolete": Use.FORBIDDEN,
}
"""What the data category ``administrativeStatus`` of TBX (ISO 30042) says, and ``normativeAuthorization`` before it."""
_CATEGORIES = frozenset(("administrativestatus", "normativeauthorization"))
_ENTRIES, _SECTIONS = ("termEntry", "conceptEntry"), ("langSet", "langSec")
_TERMS = ("tig", "ntig", "termSec")
_LANG = f"{{{XML_NAMESPACE}}}lang"


def read_glossary(path: Path) -> Glossary:
    """The concepts of a file that have terms in two of the languages we know.

    Raises QaError naming file and line for what is no glossary, and where there is no concept in it.
    """
    try:
        data = path.read_bytes()
        concepts = tuple(_read(str(path), data))
    except OSError as error:
        raise QaError(f"cannot be read: {error.strerror}", file=str(path)) from error
    except UnreadableDocument as error:
        raise QaError(error.reason, file=str(path)) from error
    if not concepts:
        raise QaError("no concept has terms in two languages", file=str(path), expected=", ".join(LANGUAGES))
    return Glossary(concepts)


def _read(path: str, data: bytes) -> Iterator[Concept]:
    is_xml = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    for name, forms in _entries(path, data) if is_xml else _rows(path, data):
        terms: dict[str, list[Term]] = {}
        for language, term in forms:
            if language in LANGUAGES and term.text and term not in terms.get(language, ()):
                terms.setdefault(language, []).append(term)
        if len(terms) >= 2:
            yield Concept(name, {language: _ordered(several) for language, several in terms.items()})


def _ordered(terms: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(sorted(terms, key=lambda term: _ORDER.index(term.use)))


Named = tuple[str, list[tuple[str, Term]]]
"""A concept's name, and its terms with their languages."""


def _rows(path: str, data: bytes) -> Iterator[Named]:
    text = read_source(path, data).text
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    columns = _columns(path, next(rows, []))
    try:
        for row in rows:
            yield str(rows.line_num), [*_of_row(row, columns)]
    except csv.Error as error:
        raise QaError(f"no row of a table: {error}", file=path, line=rows.line_num) from error


def _columns(path: str, header: Sequence[str]) -> Mapping[int, tuple[str, Use]]:
    """The columns that hold terms, with their languages and what the terms are."""
    columns = {}
    for number, cell in enumerate(header):
        words = re.findall(r"[^\W\d_]+", cell.lower())
        language = next((code for word in words if (code := code_of(word)) in LANGUAGES), None)
        if language:
            forbidden, allowed = _FORBIDDEN.intersection(words), _ALLOWED.intersection(words)
            columns[number] = (
                language,
                Use.FORBIDDEN if forbidden else Use.ALLOWED if allowed else Use.PREFERRED,
            )
    if len({language for language, _ in columns.values()}) < 2:
        expected = "a header that names two languages, such as fr,en"
        raise QaError("the first row names no two languages", file=path, line=1, found=", ".join(header), expected=expected)
    return columns


def _of_row(row: Sequence[str], columns: Mapping[int, tuple[str, Use]]) -> Iterator[tuple[str, Term]]:
    for number, (language, use) in columns.items():
        for index, form in enumerate(row[number].split("|") if number < len(row) else ()):
            later = use is Use.PREFERRED and index > 0
            yield language, Term(" ".join(form.split()), Use.ALLOWED if later else use)


def _entries(path: str, data: bytes) -> Iterator[Named]:
    root = parsed(path, data, names_dtd=True)
    if local(root) not in ("martif", "tbx"):
        found = f"<{root_name(data) or local(root)}>"
        raise QaError("neither TBX nor CSV", file=path, found=found, expected="<tbx> or <martif>")
    for number, entry in enumerate(_inside(root, _ENTRIES), start=1):
        yield entry.get("id") or str(number), [*_of_entry(entry)]


def _of_entry(entry: etree._Element) -> Iterator[tuple[str, Term]]:
    for section in _inside(entry, _SECTIONS):
        language = code_of(section.get(_LANG) or section.get("lang")) or ""
        for group in _inside(section, _TERMS):
            term = next(_inside(group, ("term",)), None)
            if term is not None:
                yield language, Term(" ".join(words_of(term, frozenset(("hi",))).split()), _use(group))


def _use(group: etree._Element) -> Use:
    """What the notes of a term say; in TBX 3 a note may also be an element of its category's name."""
    for note in group.iter():
        category = (note.get("type") or local(note)).replace(" ", "").lower()
        if category in _CATEGORIES and (said := _STATUS.get((note.text or "").strip().lower())):
            return said
    return Use.ALLOWED


def _inside(element: etree._Element, names: Sequence[str]) -> Iterator[etree._Element]:
    return (each for each in element.iter() if local(each) in names)
