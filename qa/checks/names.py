"""Names of persons: read wrongly by a scanner, or one slip away from a name that stands there or that records know.

``task = "misread"``: "Jiirgenson", "C6te", where ``misread`` says what scanners make of a letter. ``task = "near-miss"``:
"Guterrez", beside the evidence of a first name, a State, the document's own other spelling, or a far commoner name. That a
name is in no list is no evidence. Names are looked up by what a slip makes of them, never compared each with each.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from itertools import pairwise, product
from math import prod
from unicodedata import combining, normalize

from qa.checks.report import report, times
from qa.facts.gazetteer import Person, load_people
from qa.ground.errors import quoted
from qa.ground.finding import Finding
from qa.ground.lists import any_word
from qa.ground.prepared import digest, prepared
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.text.together import NOTHING, Titled, bare, count_titled
from qa.text.token import Token
from qa.words.edits import deletions, is_one_edit, is_swap
from qa.words.nearness import name_nearness
from qa.words.vocabulary import Vocabulary

_NEAR = name_nearness()
_TITLE_BEFORE = re.compile(rf"\b({any_word('titles')})\.? (?:[A-Z][\w'-]+ ){{0,2}}$")
_GOES_ON = re.compile(r" [A-Z]")
_PIECE = re.compile(r"[^\W_](?:[\w¢@]|'(?!s\b))*")
_DOUBLED = re.compile(r"(.)\1+")


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[MisreadNames | NearNames]:
    for rule in rules:
        task = rule.option("task", "near-miss")
        if task not in ("near-miss", "misread"):
            raise rule.error("task", "unknown task", found=quoted(task), expected='"near-miss" or "misread"')
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


_NO_MARKS = str.maketrans(dict(_NEAR.plain))


class MisreadNames:
    """A name whose accented letters a scanner took for others."""

    watched: frozenset[str] = frozenset()

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._vocabulary = vocabulary
        rows = _groups(rule, "misread", '[["ü", "ii", "ti"], …]: letters, then what is read for them')
        self._right = _all_misread(_accented_names(vocabulary), rows)

    def _meant(self, form: str) -> str | None:
        """The name that a form is read for, unless the form is a word."""
        right = self._right.get(form)
        if right is None or self._vocabulary.knows(form) or self._vocabulary.knows(form.lower()):
            return None
        return right

    def suspects(self, token: Token) -> bool:
        return not token.text.islower() and any(self._meant(piece.group()) for piece in _PIECE.finditer(token.text))

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        for token in tokens:
            for piece in _PIECE.finditer(token.text):
                if right := self._meant(piece.group()):
                    for place in reading.places(token.text):
                        span = Span(place.start + piece.start(), place.start + piece.end())
                        yield report(reading, self._rule, span, [right])


def _all_misread(names: Sequence[str], rows: Sequence[Sequence[str]]) -> Mapping[str, str]:
    """What scanners make of names -> the name; of those of which they make the same, the first."""

    def make(key: str) -> dict[str, str]:
        misread = {right: tuple(wrong) for right, *wrong in rows}
        groups = sorted(misread, key=lambda letters: (-len(letters), letters))
        pieces = re.compile("|".join([*map(re.escape, groups), "."]))
        right: dict[str, str] = {}
        for name in names:
            for form in _misread(pieces.findall(name), misread):
                right.setdefault(form, name)
        return right

    key = digest(repr((names, rows, _NEAR)).encode())
    told: dict[str, str] = prepared("misread-names", (__name__,), [key], make, 1)[0]
    return told


def _accented_names(vocabulary: Vocabulary) -> list[str]:
    """Names with a letter that is not plain, those of persons first, then the commoner first."""
    persons = {word for person in load_people() for word in re.split(r"[ -]", person.full) if not word.isascii()}
    listed = vocabulary.lexicon.name_classes
    others = (name for name, frequency in listed.items() if frequency > 0 and not name.isascii())
    ordered = (*sorted(persons), *sorted(others, key=lambda name: (-listed[name], name)))
    return [name for name in ordered if len(name) >= _NEAR.shortest and name.isalpha()]


def _groups(rule: Rule, key: str, expected: str) -> list[list[str]]:
    """The option ``key``: rows of letters that stand for each other."""
    listed: list[object] = rule.option(key, [])
    groups: list[list[str]] = []
    for row in listed:
        if not isinstance(row, list) or len(row) < 2 or not all(isinstance(form, str) and form for form in row):
            raise rule.error(key, "not a group of letters", found=quoted(row), expected=expected)
        groups.append(row)
    return groups


def _misread(pieces: Sequence[str], misread: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What scanners make of the letters of a name: each accented one right, plain or misread, and one at least misread."""
    choices = [(piece,) if piece.isascii() else (piece, _plain(piece), *misread.get(piece, ())) for piece in pieces]
    if prod(map(len, choices)) <= _NEAR.readings:
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
    letters: _Letters

    @cached_property
    def index(self) -> _Index:
        """Of the words of their names."""
        return _Index(self.letters, {*self.after, *self.before, *self.places})

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


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for key, value in pairs:
        groups[key].add(value)
    return {key: frozenset(values) for key, values in groups.items()}


def _is_slip(wrong: str, right: str) -> bool:
    """One edit apart without regard to accents, and not the names of a man and a woman of one family."""
    one, other = folded(wrong), folded(right)
    if min(len(one), len(other)) < _NEAR.shortest or not is_one_edit(one, other):
        return False
    if max(len(one), len(other)) < _NEAR.shortest_pair and not is_swap(one, other):
        return False
    return one[0] == other[0] and not any(one == other + ending or other == one + ending for ending in _NEAR.feminine)


class _Letters:
    """The shapes of names: letters that are taken for each other are one, and a doubled letter is single."""

    def __init__(self, rule: Rule) -> None:
        groups = _groups(rule, "confused", '[["m", "rn"], …]: letters that are taken for each other')
        self._shapes = [(form, letter) for letter, *forms in groups for form in forms]
        self._shapes.sort(key=lambda pair: -len(pair[0]))
        self.shape = cache(self._shape)
        self.keys = lru_cache(maxsize=_JUST_ASKED)(self._keys)

    def __reduce__(self) -> tuple[object, ...]:
        return _unpickled, (self._shapes,)

    def _shape(self, name: str) -> str:
        shape = folded(name)
        for form, letter in self._shapes:
            shape = shape.replace(form, letter)
        return _DOUBLED.sub(r"\1", shape)

    def _keys(self, name: str) -> tuple[str, ...]:
        """What a name shares with those one slip from it, and with those of its shape; several indexes are asked for a name."""
        return (*deletions(folded(name)), _SHAPE + self.shape(name))

    def is_same_shape(self, wrong: str, right: str) -> bool:
        """ "Seepanovie", "Phillipe": nothing but look-alikes and doubled letters apart from the right one."""
        one, other = folded(wrong), folded(right)
        long = min(len(one), len(other)) >= _NEAR.shortest_shape
        return long and one != other and one[0] == other[0] and self.shape(wrong) == self.shape(right)


def _unpickled(shapes: list[tuple[str, str]]) -> _Letters:
    letters = _Letters.__new__(_Letters)
    letters._shapes = shapes
    letters.shape = cache(letters._shape)
    letters.keys = lru_cache(maxsize=_JUST_ASKED)(letters._keys)
    return letters


_JUST_ASKED = 256
_MOST_KEPT = 1 << 15
"""Names of documents; with more of them in the index it is begun anew, so that memory is bounded."""


class _Index:
    """Names to be asked which of them a slip, or letters read wrongly, make another name of."""

    def __init__(self, letters: _Letters, names: Iterable[str] = ()) -> None:
        self._letters = letters
        self.names: set[str] = set()
        self._added: defaultdict[str, list[str]] = defaultdict(list)
        """First letter -> the names that nobody has been near to so far: a slip never changes the first letter."""
        self._slips: defaultdict[str, list[str]] = defaultdict(list)
        """Lists, for nearly all have one name, and a set of one takes three times as much."""
        self.add(names)

    def add(self, names: Iterable[str]) -> None:
        for name in {*names} - self.names:
            self.names.add(name)
            self._added[folded(name[:1])[:1]].append(name)

    def _keep(self, first: str) -> None:
        for name in self._added.pop(first, ()):
            for key in self._letters.keys(name):
                self._slips[key].append(name)

    def near(self, name: str, among: Container[str] | None = None) -> list[str]:
        """The names one slip from ``name``, or of its shape, in order; only those ``among`` others, where these are given."""
        self._keep(folded(name[:1])[:1])
        found = {
            other for key in self._letters.keys(name) for other in self._slips.get(key, ()) if among is None or other in among
        }
        return sorted(other for other in found if _is_slip(name, other) or self._letters.is_same_shape(name, other))


_SHAPE = "="
"""Before a shape among the keys of an index, so that no shape is taken for what a deletion left."""


class _Shown:
    """What texts show of names: how often each stands after each title, and how often at all."""

    def __init__(self, index: _Index, tell_titled: Callable[[], Mapping[Titled, int]], names: Mapping[str, int]) -> None:
        """``index`` is of the names of all documents: most names stand in many. Those after titles are seldom asked for."""
        self._tell_titled, self.names = tell_titled, names
        self._index = index

    @cached_property
    def titled(self) -> Mapping[Titled, int]:
        return self._tell_titled()

    def near_titled(self, name: str) -> list[str]:
        """The names near another that stand after a title."""
        return self._index.near(name, self._after_title)

    def near_repeated(self, name: str) -> list[str]:
        """The names near another that stand twice at least."""
        return self._index.near(name, self._repeated)

    @cached_property
    def _after_title(self) -> frozenset[str]:
        return self._indexed(name for _, name in self.titled)

    @cached_property
    def _repeated(self) -> frozenset[str]:
        often = (name for name, count in self.names.items() if count > 1)
        return self._indexed(name for name in often if len(name) >= _NEAR.shortest and name[0].isupper())

    def _indexed(self, names: Iterable[str]) -> frozenset[str]:
        chosen = frozenset(names)
        self._index.add(chosen)
        return chosen


class NearNames:
    """A name in no list, one slip away from one that the words beside it, its other places or all records show to be meant."""

    watched: frozenset[str] = frozenset()

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._letters = _Letters(rule)
        self._register = _Register(load_people(), self._letters)
        self._vocabulary = vocabulary
        self._ratio = rule.option("ratio", 5)
        self._common, self._long = rule.option("common", 4), rule.option("common_long", 2)
        self._endings = frozenset(rule.words("endings"))
        self._written_alike = [set(letters) for letters in rule.words("written_alike")]
        self._forget()

    def _forget(self) -> None:
        self._index = _Index(self._letters)
        self._together = NOTHING
        self._of_together = _Shown(self._index, dict, {})

    @cached_property
    def _frequent(self) -> _Index:
        """The names that records have often enough for a slip of them to be likelier than another name."""
        names = self._vocabulary.lexicon.name_classes.items()
        least = min(self._common, self._long)
        return _Index(self._letters, (name for name, known in names if known >= least and len(name) >= _NEAR.shortest))

    def suspects(self, token: Token) -> bool:
        name = bare(token.word)
        return (
            bool(token.unknown) and len(name) >= _NEAR.shortest and name[0].isupper() and not name.isupper() and "_" not in name
        )

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        shown = self._all_shown(reading)
        for token in tokens:
            name = bare(token.word)
            known = self._register.index.near(name)
            for place in reading.places(token.text):
                span = Span(place.start + token.start, place.start + token.start + len(name))
                meant = (
                    self._known_person(reading, span, known)
                    or self._other_spelling(reading, span, name, shown)
                    or self._commoner(reading, span, name, shown)
                )
                if meant:
                    right, evidence = meant
                    yield report(reading, self._rule, span, [right], evidence=evidence)

    def _all_shown(self, reading: Reading) -> tuple[_Shown, _Shown]:
        """What this document shows, and what those checked together do, of which it is one."""
        if len(self._index.names) > _MOST_KEPT:
            self._forget()
        if self._together is not reading.together:
            self._together = reading.together
            self._of_together = _Shown(self._index, partial(dict, reading.together.titled), reading.together.names)
        own = _Shown(self._index, partial(count_titled, reading.text), reading.capitalised)
        return own, self._of_together

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

    def _other_spelling(self, reading: Reading, span: Span, name: str, shown: Shown) -> tuple[str, str] | None:
        """The same name after the same title, spelt otherwise and more often."""
        match = _TITLE_BEFORE.search(reading.text, max(0, span.start - 60), span.start)
        if match is None or _GOES_ON.match(reading.text, span.end):
            return None
        title = match[1]
        few = _most(each.titled.get((title, name), 0) for each in shown)
        near = {other for each in shown for other in each.near_titled(name)}
        counts = {other: _most(each.titled.get((title, other), 0) for each in shown) for other in near}
        others = [other for other, many in counts.items() if many >= max(2, few + 1 if is_swap(name, other) else 2 * few)]
        if len(others) != 1:
            return None
        stands = times(counts[others[0]])
        evidence = f"After “{title}” stands “{others[0]}” {stands} in {reading.whereabouts}, “{name}” {times(max(1, few))}."
        return others[0], evidence

    def _commoner(self, reading: Reading, span: Span, name: str, shown: Shown) -> tuple[str, str] | None:
        """A name that the documents, or all records, have so often that this one is it."""
        text = reading.text
        if not (name.isascii() and name.isalpha()) or reading.starts_sentence(span.start) or _is_part(text, span):
            return None
        few = _most(each.names.get(name, 0) for each in shown)
        near = {other for each in shown for other in each.near_repeated(name)}
        counts = {other: _most(each.names.get(other, 0) for each in shown) for other in near}
        own = [other for other in near if counts[other] >= self._ratio * max(1, few) and self._is_one(name, other)]
        if len(own) == 1:
            stands = f"“{own[0]}” stands {times(counts[own[0]])} in {reading.whereabouts}, “{name}” {times(max(1, few))}."
            return own[0], stands
        if few > 1:
            return None  # a name of its own, or "Franceis", which is two words
        known = [
            other
            for other in self._frequent.near(name)
            if self._is_common(name, other) and self._may_be(name, other) and self._is_misread(reading, span, other)
        ]
        return (known[0], f"Records know “{known[0]}”, not “{name}”.") if len(known) == 1 else None

    def _is_one(self, name: str, other: str) -> bool:
        return self._may_be(name, other) and not self._spells_alike(folded(name), folded(other))

    def _is_common(self, name: str, other: str) -> bool:
        least = self._long if len(other) >= _NEAR.long else self._common
        long = len(other) >= _NEAR.shortest_pair  # Palu is a town, and no slip of Paul
        return long and self._vocabulary.name_frequency(other) >= least + (len(other) < _NEAR.shortest_shape)

    def _may_be(self, name: str, other: str) -> bool:
        """Whether the two are one name, and not another form of it or its adjective: Kosova, Houthis, Bosniak."""
        one, two = folded(name), folded(other)
        if (len(two) < _NEAR.shortest_shape and not is_swap(one, two)) or not other[0].isupper():
            return False
        stems = range(max(0, min(len(one), len(two)) - _NEAR.longest_ending), min(len(one), len(two)) + 1)
        return not any(one[:end] == two[:end] and {one[end:], two[end:]} <= self._endings for end in stems)

    def _is_misread(self, reading: Reading, span: Span, other: str) -> bool:
        """Whether a slip is likelier than another person, or another way to spell a name of another alphabet."""
        name = reading.text[span.slice]
        if self._letters.is_same_shape(name, other):
            return True
        is_person = _TITLE_BEFORE.search(reading.text, max(0, span.start - 60), span.start) or _GOES_ON.match(
            reading.text, span.end
        )
        return not is_person and not self._spells_alike(folded(name), folded(other))

    def _spells_alike(self, one: str, other: str) -> bool:
        """Whether they differ only in letters that languages write for each other: Sokhumi, Teheran, Frederik."""
        if is_swap(one, other):
            return False
        start = next((index for index, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(one))
        end = next((index for index, pair in enumerate(zip(one[::-1], other[::-1], strict=False)) if pair[0] != pair[1]), 0)
        end = min(end, min(len(one), len(other)) - start)
        differing = set(one[start : len(one) - end] + other[start : len(other) - end])
        return any(differing <= letters for letters in self._written_alike)


Shown = tuple[_Shown, _Shown]
"""What the document shows, and what those checked together show."""


def _most(counts: Iterable[int]) -> int:
    return max(counts, default=0)


def _is_part(text: str, span: Span) -> bool:
    """Whether a hyphen or an apostrophe joins it to another word."""
    return text[span.start - 1 : span.start] in ("-", "'", "/") or text[span.end : span.end + 1] == "-"


def _speaks_for(after: str, place: str) -> bool:
    """Whether the State stands in brackets after the name, or after "of"."""
    return re.match(rf"[^()\n,.;:]{{0,30}}?(?: \(| of (?:the )?){re.escape(place)}\b", after) is not None
