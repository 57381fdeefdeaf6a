"""A text in one of six languages to the States and bodies that it names, told by what they are, not by how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from unicodedata import combining, normalize

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

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
_ARABIC_BEFORE = re.compile("(?:[وف]?(?:[بلك]|لل|ال|بال|كال)?)$")
"""And, so, in, to, as and the article, which Arabic writes in one word with what follows."""
_ARABIC_WORD_BEFORE = re.compile("[\u0621-\u064a]*$")
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


@dataclass(frozen=True, slots=True)
class _Form:
    kind: str
    names: tuple[str, ...]
    rest: re.Pattern[str] | None
    """What follows the literal; None where the form ends with it."""


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
        self._arabic, self._chinese = language == "ar", language == "zh"
        owners: dict[str, dict[str, _Form]] = {}
        for (kind, name), forms in named_forms(language).items():
            for form in forms:
                for written in _spellings(form, language):
                    self._add(owners, written, kind, name)
        # The longest first: of those at one place the longest counts.
        self._forms = [list(forms.values()) for forms in owners.values()]
        table = Implementation.DFA
        self._automaton = AhoCorasick(list(owners), matchkind=MatchKind.Standard, implementation=table)

    def _add(self, owners: dict[str, dict[str, _Form]], written: str, kind: str, name: str) -> None:
        cut = _SPECIAL.search(written)
        literal, rest = (written[: cut.start()], written[cut.start() :]) if cut else (written, "")
        before = owners.setdefault(literal, {}).get(rest)
        if before is not None and before.kind == kind and name not in before.names:
            owners[literal][rest] = _Form(kind, (*before.names, name), before.rest)
        elif before is None:
            owners[literal][rest] = _Form(kind, (name,), _rest(rest, arabic=self._arabic) if rest else None)

    def mentions(self, text: str) -> list[Mention]:
        """What a text names, in order, none inside another."""
        found: list[Mention] = []
        reached = 0
        matches = sorted(self._automaton.find_matches_as_indexes(text, overlapping=True), key=_start)
        for start, group in groupby(matches, key=_start):
            if start < reached or not self._begins(text, start):
                continue
            best = self._longest(text, [(literal, end) for literal, _, end in group])
            if best is not None:
                end, form = best
                reached = end
                if _NO_NAME not in form.names:
                    found.append(Mention(start, end, form.kind, form.names))
        return found

    def _begins(self, text: str, start: int) -> bool:
        """Whether a word begins at this place."""
        if self._chinese or not start or not text[start - 1].isalnum():
            return True
        if not self._arabic:
            return False
        word = _ARABIC_WORD_BEFORE.search(text, max(0, start - 6), start)
        return word is not None and _ARABIC_BEFORE.match(word.group()) is not None

    def _longest(self, text: str, places: list[tuple[int, int]]) -> tuple[int, _Form] | None:
        best: tuple[int, _Form] | None = None
        for literal, end in places:
            for form in self._forms[literal]:
                reached: int = end
                if form.rest is not None:
                    match = form.rest.match(text, end)
                    if match is None:
                        continue
                    reached = match.end()
                if (best is None or reached > best[0]) and (self._chinese or not text[reached : reached + 1].isalnum()):
                    best = reached, form
        return best


def _start(match: tuple[int, int, int]) -> int:
    return match[1]


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
    plain |= {one.replace("'", "’") for one in plain}
    for one in plain:
        yield one + rest
        if language in ("ar", "zh"):
            continue
        if one[:1].islower():
            yield one[:1].upper() + one[1:] + rest
        if len(literal) > 3:
            yield one.upper() + rest


def _without_accents(text: str) -> str:
    return "".join(letter for letter in normalize("NFD", text) if not combining(letter))


def _rest(rest: str, *, arabic: bool) -> re.Pattern[str]:
    pieces = (
        (_ARABIC_ENDING if arabic and piece == "*" else _OPEN.get(piece)) or (piece if piece[0] == "[" else re.escape(piece))
        for piece in _PIECE.findall(rest)
    )
    return re.compile("".join(pieces), re.IGNORECASE)


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
