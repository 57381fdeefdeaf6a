"""Names of persons: read wrongly by a scanner, or one slip away from a name that stands there or that records know.

``task = "misread"``: "Jiirgenson", "C6te", where ``misread`` says what scanners make of a letter. ``task = "near-miss"``:
"Guterrez", beside the evidence of a first name, a State or the document's own other spelling. That a name is in no list is
no evidence.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise, product
from math import prod
from unicodedata import combining, normalize

from qa.checks.report import report, times
from qa.facts.gazetteer import Person, load_people
from qa.ground.finding import Finding
from qa.ground.lists import any_word
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.text.together import Titled, bare, count_titled
from qa.text.token import Token
from qa.words.edits import deletions, is_one_edit
from qa.words.vocabulary import Vocabulary

_SHORTEST = 4
"""Letters; shorter names have too many neighbours that are names too."""
_SHORTEST_PAIR = 5
"""Letters of the longer of two names that may be one."""
_TITLE_BEFORE = re.compile(rf"\b({any_word('titles')})\.? (?:[A-Z][\w'-]+ ){{0,2}}$")
_GOES_ON = re.compile(r" [A-Z]")
_PIECE = re.compile(r"[^\W_](?:[\w¢@]|'(?!s\b))*")
_FEMININE = ("a", "ova", "eva")
_MOST_READINGS = 64
"""Misreadings of one name; a name with many accents has more than scanners ever made."""


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[MisreadNames | NearNames]:
    for rule in rules:
        task = rule.option("task", "near-miss")
        if task not in ("near-miss", "misread"):
            raise rule.error("task", "unknown task", found=repr(task), expected='"near-miss" or "misread"')
        yield NearNames(rule, vocabulary) if task == "near-miss" else MisreadNames(rule, vocabulary)


def folded(name: str) -> str:
    """A name in small letters without accents.

    >>> folded("Kőrösi"), folded("Løj"), folded("Bozkır")
    ('korosi', 'loj', 'bozkir')
    """
    if name.isascii():
        return name.lower()
    plain = "".join(letter for letter in normalize("NFD", name.lower()) if not combining(letter))
    return plain.translate(_NO_MARKS)


_NO_MARKS = str.maketrans({"ø": "o", "ł": "l", "ı": "i", "đ": "d", "ß": "ss", "æ": "ae"})


class MisreadNames:
    """A name whose accented letters a scanner took for others."""

    watched: frozenset[str] = frozenset()

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._right: dict[str, str] = {}
        misread = _misreadings(rule)
        for name in _accented_names(vocabulary):
            for form in _misread(name, misread):
                if not vocabulary.knows(form) and not vocabulary.knows(form.lower()):
                    self._right.setdefault(form, name)

    def suspects(self, token: Token) -> bool:
        return not token.text.islower() and any(piece.group() in self._right for piece in _PIECE.finditer(token.text))

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        for token in tokens:
            for piece in _PIECE.finditer(token.text):
                if right := self._right.get(piece.group()):
                    for place in reading.places(token.text):
                        span = Span(place.start + piece.start(), place.start + piece.end())
                        yield report(reading, self._rule, span, [right])


def _accented_names(vocabulary: Vocabulary) -> list[str]:
    """Names with a letter that is not plain, those of persons first, then the commoner first."""
    persons = {word for person in load_people() for word in re.split(r"[ -]", person.full) if not word.isascii()}
    listed = vocabulary.lexicon.name_classes
    others = (name for name, frequency in listed.items() if frequency > 0 and not name.isascii())
    ordered = (*sorted(persons), *sorted(others, key=lambda name: (-listed[name], name)))
    return [name for name in ordered if len(name) >= _SHORTEST and name.isalpha()]


def _misreadings(rule: Rule) -> dict[str, tuple[str, ...]]:
    listed: list[object] = rule.option("misread", [])
    misread: dict[str, tuple[str, ...]] = {}
    for row in listed:
        if not isinstance(row, list) or len(row) < 2 or not all(isinstance(form, str) and form for form in row):
            expected = '[["ü", "ii", "ti"], …]: letters, then what is read for them'
            raise rule.error("misread", "not a misreading", found=repr(row), expected=expected)
        misread[row[0]] = tuple(row[1:])
    return misread


def _misread(name: str, misread: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What scanners make of a name: each accented letter right, plain or misread, and one at least misread."""
    groups = sorted(misread, key=lambda letters: (-len(letters), letters))
    pieces = re.findall("|".join([*map(re.escape, groups), "."]), name)
    choices = [(piece,) if piece.isascii() else (piece, _plain(piece), *misread.get(piece, ())) for piece in pieces]
    if prod(map(len, choices)) <= _MOST_READINGS:
        for letters in product(*choices):
            if any(new not in (old, _plain(old)) for new, old in zip(letters, pieces, strict=True)):
                yield "".join(letters)


def _plain(letter: str) -> str:
    plain = folded(letter)
    return plain.upper() if letter.isupper() else plain


@dataclass(frozen=True)
class _Register:
    """The persons of the gazetteer, looked up by what a slip makes of their names."""

    people: tuple[Person, ...]

    @cached_property
    def by_slip(self) -> Mapping[str, tuple[str, ...]]:
        """A folded word of a name, whole or without one of its letters -> the words."""
        slips: defaultdict[str, set[str]] = defaultdict(set)
        for word in (*self.after, *self.before, *self.places):
            for slip in deletions(folded(word)):
                slips[slip].add(word)
        return {slip: tuple(sorted(words)) for slip, words in slips.items()}

    @cached_property
    def after(self) -> Mapping[str, frozenset[str]]:
        """A word of a name -> the folded words that stand before it: Guterres -> {antonio}."""
        return _grouped((word, folded(before)) for before, word in self._pairs())

    @cached_property
    def before(self) -> Mapping[str, frozenset[str]]:
        """A word of a name -> the folded words that stand after it: António -> {guterres}."""
        return _grouped((word, folded(after)) for word, after in self._pairs())

    @cached_property
    def places(self) -> Mapping[str, frozenset[str]]:
        """A word of a name as speaker lines have it -> the States spoken for."""
        return _grouped((word, person.place) for person in self.people if person.place for word in person.name.split())

    def _pairs(self) -> Iterator[tuple[str, str]]:
        for person in self.people:
            words = person.full.split()
            yield from pairwise(words)

    def near(self, name: str) -> list[str]:
        """The words of names that are one slip away from ``name``."""
        found = {word for slip in deletions(folded(name)) for word in self.by_slip.get(slip, ())}
        return sorted(word for word in found if _is_slip(name, word))


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for key, value in pairs:
        groups[key].add(value)
    return {key: frozenset(values) for key, values in groups.items()}


def _is_slip(wrong: str, right: str) -> bool:
    """One edit apart without regard to accents, and not the names of a man and a woman of one family."""
    one, other = folded(wrong), folded(right)
    if max(len(one), len(other)) < _SHORTEST_PAIR or min(len(one), len(other)) < _SHORTEST or not is_one_edit(one, other):
        return False
    return one[0] == other[0] and not any(one == other + ending or other == one + ending for ending in _FEMININE)


class NearNames:
    """A name in no list, one slip away from one that the words beside it, or its other places, show to be meant."""

    watched: frozenset[str] = frozenset()

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._register = _Register(load_people())
        self._vocabulary = vocabulary

    def suspects(self, token: Token) -> bool:
        name = bare(token.word)
        return bool(token.unknown) and len(name) >= _SHORTEST and name[0].isupper() and not name.isupper() and "_" not in name

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        for token in tokens:
            name = bare(token.word)
            known = self._register.near(name)
            for place in reading.places(token.text):
                span = Span(place.start + token.start, place.start + token.start + len(name))
                meant = self._known_person(reading, span, known) or self._other_spelling(reading, span, name)
                if meant:
                    right, evidence = meant
                    yield report(reading, self._rule, span, [right], evidence=evidence)

    def _known_person(self, reading: Reading, span: Span, known: Sequence[str]) -> tuple[str, str] | None:
        """The name of the gazetteer that is meant, with the evidence beside it."""
        if not known:
            return None
        before, after = map(bare, reading.words_beside(span))
        for word in known:
            if before and folded(before) in self._register.after.get(word, ()):
                return word, f"Records know {before} {word}."
            if after and folded(after) in self._register.before.get(word, ()):
                return word, f"Records know {word} {after}."
            for place in sorted(self._register.places.get(word, ())):
                if _speaks_for(reading.text[span.end : span.end + 90], place):
                    return word, f"Records know {word} of {place}."
        return None

    def _other_spelling(self, reading: Reading, span: Span, name: str) -> tuple[str, str] | None:
        """The same name after the same title, spelt otherwise and more often."""
        title = _TITLE_BEFORE.search(reading.text, max(0, span.start - 60), span.start)
        if title is None or _GOES_ON.match(reading.text, span.end):
            return None
        counts = _titled(reading)
        few = counts[title[1], name]
        others = [
            other
            for other_title, other in counts
            if other_title == title[1] and counts[other_title, other] >= max(2, 2 * few) and _is_slip(name, other)
        ]
        if len(others) != 1:
            return None
        stands = times(counts[title[1], others[0]])
        evidence = f"After “{title[1]}” stands “{others[0]}” {stands} in {reading.whereabouts}, “{name}” {times(max(1, few))}."
        return others[0], evidence


def _speaks_for(after: str, place: str) -> bool:
    """Whether the State stands in brackets after the name, or after "of"."""
    return re.match(rf"[^()\n,.;:]{{0,30}}?(?: \(| of (?:the )?){re.escape(place)}\b", after) is not None


@lru_cache(maxsize=1)
def _titled(reading: Reading) -> Counter[Titled]:
    """Titles with the names after them, counted here and in the documents checked together."""
    return count_titled(reading.text) | Counter(reading.together.titled)
