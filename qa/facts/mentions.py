"""A text in one of six languages to the States and bodies that it names, told by what they are, not by how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from unicodedata import combining, normalize

from qa.facts.wordings import Wordings
from qa.ground.errors import QaError
from qa.ground.resources import read_text

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
"""In the order of the tables' columns."""
_TABLES = (("state", "states-parallel.tsv"), ("body", "bodies-parallel.tsv"))
_NO_NAME = "-"
"""What names nothing, although a part of it would: "Indian Ocean"."""

_LETTERS = r"[^\W\d_]{0,5}"
_OPEN = {
    "*": _LETTERS,
    "~": "(?:ами|ями|ой|ою|ей|ею|ом|ем|ам|ям|ах|ях|ью|[аяуюеиыьй])?",
}
_ARABIC_ENDING = "(?:ية|يتين|يين|ين|يون|ون|يات|ات|يا|ان|ه|ها|ة|ا)?"
_SPECIAL = re.compile(r"[*~\[]")
_PIECE = re.compile(r"\[[^\]]*\]|[*~]|[^*~\[]+")
_SMALL = 3
"""Letters up to which a word is written small in a name."""
_HAMZA = str.maketrans("أإآ", "ااا")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place of a text that names something."""

    start: int
    end: int
    kind: str
    """``state`` or ``body``."""
    names: tuple[str, ...]
    """The rows of the table that it may mean: one, or several where the form alone does not tell ("Congo")."""


@cache
def named_forms(language: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """The forms of each name, by its kind and row, the usual one first. Raises QaError naming the line of a broken row."""
    column = 1 + LANGUAGES.index(language)
    return {key: tuple(filter(None, row[column].split("|"))) for key, row in _rows()}


def _rows() -> Iterator[tuple[tuple[str, str], list[str]]]:
    for kind, file in _TABLES:
        for number, line in enumerate(read_text("rules", "lexicon", file).splitlines(), start=1):
            row = line.split("\t")
            if line.startswith("#"):
                continue
            if len(row) != 1 + len(LANGUAGES):
                expected = f"a name and {len(LANGUAGES)} columns"
                raise QaError("not a row of this table", file=f"rules/lexicon/{file}", line=number, expected=expected)
            yield (kind, row[0]), row


class Names:
    """The forms of one language, all of them looked for at once."""

    def __init__(self, language: str) -> None:
        forms = named_forms(language).items()
        self._forms = Wordings(
            (
                (*_cut(written, arabic=language == "ar"), key)
                for key, several in forms
                for form in several
                for written in _spellings(form, language)
            ),
            language,
        )

    def mentions(self, text: str) -> list[Mention]:
        """What a text names, in order, none inside another."""
        found = []
        for start, end, keys in self._forms.longest(text):
            kind = keys[0][0]
            names = tuple(name for its_kind, name in keys if its_kind == kind)
            if _NO_NAME not in names:
                found.append(Mention(start, end, kind, names))
        return found


@cache
def names_in(language: str) -> Names | None:
    """The names of a language, None for a language that the tables have not."""
    return Names(language) if language in LANGUAGES else None


def _spellings(form: str, language: str) -> Iterator[str]:
    """A form as texts write it: with either apostrophe, without accents, with a capital, in capitals."""
    cut = _SPECIAL.search(form)
    literal, rest = (form[: cut.start()], form[cut.start() :]) if cut else (form, "")
    if language == "ar":
        literal = literal.removeprefix("ال")  # what may stand before a word takes the article in, also where it has run into it
    plain = {literal, literal.translate(_HAMZA)}
    if language in ("fr", "es", "en"):
        plain |= {_without_accents(literal), _without_accents(literal[:1]) + literal[1:]}
    if language == "fr":
        plain |= {one.replace("-", " ") for one in plain}
    if language == "en":
        plain |= {one.replace("ization", "isation") for one in plain}
    elif " " in literal:
        plain |= {_with_capitals(one) for one in plain} | {one[:1] + one[1:].lower() for one in plain}
    plain |= {one.replace("'", "’") for one in plain}
    for one in plain:
        yield one + rest
        if language in ("ar", "zh"):
            continue
        if one[:1].islower():
            yield one[:1].upper() + one[1:] + rest
        if len(literal) > 3:
            yield one.upper() + rest


def _with_capitals(form: str) -> str:
    """As headlines write a name: "Conseil de Sécurité"."""
    return " ".join(word if len(word) <= _SMALL else word[:1].upper() + word[1:] for word in form.split(" "))


def _without_accents(text: str) -> str:
    return "".join(letter for letter in normalize("NFD", text) if not combining(letter))


def _cut(form: str, *, arabic: bool) -> tuple[str, str]:
    """The literal that a form begins with, and a pattern of the rest of it."""
    cut = _SPECIAL.search(form)
    literal, rest = (form[: cut.start()], form[cut.start() :]) if cut else (form, "")
    pieces = (
        (_ARABIC_ENDING if arabic and piece == "*" else _OPEN.get(piece)) or (piece if piece[0] == "[" else re.escape(piece))
        for piece in _PIECE.findall(rest)
    )
    return literal, "".join(pieces)


@cache
def acronyms_in(language: str) -> Mapping[str, frozenset[tuple[str, str]]]:
    """The acronyms of a language, each with what it may stand for: kinds and rows of the tables."""
    found: dict[str, set[tuple[str, str]]] = {}
    for key, forms in named_forms(language).items() if language in LANGUAGES else ():
        for form in filter(is_acronym, forms):
            found.setdefault(form, set()).add(key)
    return {acronym: frozenset(keys) for acronym, keys in found.items()}


def is_acronym(form: str) -> bool:
    """Whether a form is written in capitals alone: "OTSC", "ОДКБ"."""
    return form.isupper() and form.isalpha()
