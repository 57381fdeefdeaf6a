"""The hand-written tables of ``rules/lexicon`` in: official names of bodies and treaties, and names of persons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from unicodedata import combining, normalize

from qa.ground.errors import QaError
from qa.ground.resources import read_text

BODIES, PEOPLE = "bodies.tsv", "people.tsv"


@dataclass(frozen=True, slots=True)
class Body:
    """A body, mission, fund, office or treaty."""

    name: str
    """The official name, without article."""
    acronym: str = ""
    also: tuple[str, ...] = ()
    """Other forms that are right."""
    wrong: tuple[str, ...] = ()
    """Forms that are not, and that no small change of the name gives."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person whom records name often."""

    name: str
    """As records write it: "Jürgenson", "António Guterres"; the name that speaker lines give stands last."""
    given: str
    """What stands before ``name``; empty where only the surname is known."""
    place: str
    """The State or body spoken for; empty where it changes."""

    @property
    def full(self) -> str:
        return f"{self.given} {self.name}" if self.given else self.name


@cache
def load_bodies() -> tuple[Body, ...]:
    """The official names. Raises QaError naming the line of a row that is none."""
    return tuple(_body(row, line) for line, row in _rows(BODIES, most=4))


@cache
def load_people() -> tuple[Person, ...]:
    """The persons. Raises QaError naming the line of a row that is none."""
    return tuple(_person(row) for _, row in _rows(PEOPLE, most=3))


@cache
def official_pairs() -> frozenset[tuple[str, str]]:
    """The words that stand side by side in official names: ("Food", "Programme")."""
    names = (name.split() for body in load_bodies() for name in (body.name, *body.also))
    return frozenset(pair for words in names for pair in pairwise(words))


@cache
def known_names() -> frozenset[str]:
    """The words of the names of persons, also as a keyboard without accents writes them."""
    words = {word for person in load_people() for word in person.full.replace("-", " ").split() if word[0].isupper()}
    return frozenset(words | {_without_accents(word) for word in words})


def _without_accents(word: str) -> str:
    return "".join(letter for letter in normalize("NFD", word) if not combining(letter))


def _rows(file: str, most: int) -> Iterator[tuple[int, list[str]]]:
    shown = f"rules/lexicon/{file}"
    for number, line in enumerate(read_text("rules", "lexicon", file).splitlines(), start=1):
        row = line.split("\t")
        if not line.startswith("#"):
            if not row[0].strip() or len(row) > most:
                raise QaError(
                    "not a row of this table", file=shown, line=number, expected=f"a name and at most {most - 1} more columns"
                )
            yield number, [*row, *[""] * (most - len(row))]


def _body(row: list[str], line: int) -> Body:
    name, acronym, also, wrong = row
    body = Body(name, acronym, _several(also), _several(wrong))
    if name in (*body.also, *body.wrong):
        raise QaError(f"{name!r} is named among its own other forms", file=f"rules/lexicon/{BODIES}", line=line)
    return body


def _person(row: list[str]) -> Person:
    name, given, place = row
    return Person(name, given, place)


def _several(column: str) -> tuple[str, ...]:
    return tuple(form for form in column.split("|") if form)
