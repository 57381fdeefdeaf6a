"""Sequences of words and word classes: ``sequence = "want|wants|wanted <base>"``, ``right = "{1} to {2}"``.

An element, between blanks, is one word of the text: the words it may be, parted by ``|``, and classes in angle brackets, of
the rule's own ``classes`` (lists of words), of those learnt from records (``<base>``, ``<third>``, ``<gerund>``,
``<plural>``, ``<articled>``; see rules/lexicon/SOURCES.md), or ``<Name>`` for a capitalised word and ``<any>``. ``!`` before
an element is any word but these, ``?`` after it lets it be absent, and ``~`` parts what it may be from what it may not:
``<gerund>~speaking|thinking``. Between the words of a sequence no punctuation stands.
``not_before`` and ``not_after`` list words and classes that clear it beside it. In ``right`` ``{2}`` is the second element as it
stands; several corrections are a list, best first; without ``right`` there is no correction.

How it is fast: each distinct token of a run is turned into one character that says which words and classes it is; the tokens of
a document become a string of such characters, and a sequence is a regular expression over that string. It is tried only
where two characters stand side by side that it cannot do without.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from qa.checks.reporting import report
from qa.finding import Finding
from qa.knowledge.vocabulary import Vocabulary
from qa.rulebook.rule import Rule
from qa.span import Span
from qa.text.reading import Reading
from qa.text.token import word_place

_ELEMENT = re.compile(r"(?P<no>!?)(?P<names>[^!?~\s]+)(?:~(?P<but>[^!?~\s]+))?(?P<optional>\??)")
_PLACE = re.compile(r"\{(\d+)\}")
_SHAPELESS = frozenset(("Name", "any"))

# How a word is written.
_SMALL, _CAPITAL, _OTHER = range(3)


@dataclass(frozen=True, slots=True)
class _Element:
    """One word of a sequence."""

    names: frozenset[str]
    but: frozenset[str]
    """Those of them that do not count."""
    excluded: bool
    optional: bool


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A sequence made ready, before the alphabet is known."""

    rule: Rule
    elements: tuple[_Element, ...]
    right: tuple[str, ...]
    not_before: frozenset[str]
    not_after: frozenset[str]

    @property
    def names(self) -> frozenset[str]:
        return self.not_before.union(self.not_after, *(element.names | element.but for element in self.elements))


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[Sequences]:
    if rules:
        learnt = vocabulary.lexicon.classes
        classes = dict(learnt)
        patterns = [_pattern(rule, learnt, classes) for rule in rules]
        yield Sequences(patterns, _Alphabet(patterns, classes, vocabulary.frequency))


def _pattern(rule: Rule, learnt: Mapping[str, frozenset[str]], classes: dict[str, frozenset[str]]) -> _Pattern:
    """One rule read; its own classes are added to ``classes`` under names that no other rule has."""
    own = {name: frozenset(_words(rule, name, words)) for name, words in rule.table("classes").items()}
    classes |= {f"{rule.id}/{name}": words for name, words in own.items()}

    def resolved(key: str, names: Iterable[str]) -> frozenset[str]:
        return frozenset(_resolved(rule, key, name, own, learnt) for name in names)

    elements = []
    for text in rule.option("sequence", "").split():
        match = _ELEMENT.fullmatch(text)
        if match is None:
            raise rule.error("sequence", f"not an element: {text!r}", expected="words and <classes> parted by |")
        names = resolved("sequence", match["names"].split("|"))
        but = resolved("sequence", match["but"].split("|")) if match["but"] else frozenset[str]()
        elements.append(_Element(names, but, bool(match["no"]), bool(match["optional"])))
    if len(elements) < 2 or elements[0].optional or elements[-1].optional:
        raise rule.error("sequence", "a sequence begins and ends with a word", expected='sequence = "want|wants <base>"')
    return _Pattern(
        rule,
        tuple(elements),
        tuple(_corrections(rule, len(elements))),
        resolved("not_before", rule.words("not_before")),
        resolved("not_after", rule.words("not_after")),
    )


def _words(rule: Rule, name: str, words: object) -> list[str]:
    if not isinstance(words, list) or not words or not all(isinstance(word, str) and word == word.lower() for word in words):
        raise rule.error("classes", f"the class {name} is not a list of words in small letters", found=repr(words))
    return words


def _resolved(rule: Rule, key: str, name: str, own: Mapping[str, object], learnt: Mapping[str, object]) -> str:
    """The name of a class or a word as the alphabet knows it: ``<base>`` is ``base``, the word itself has a blank before it."""
    if not name.startswith("<"):
        if not name or name != name.lower():
            raise rule.error(key, f"not a word in small letters: {name!r}")
        return f" {name}"
    bare = name[1:-1]
    if bare in own:
        return f"{rule.id}/{bare}"
    if not name.endswith(">") or (bare not in learnt and bare not in _SHAPELESS):
        raise rule.error(key, f"no class {name}", expected="one of " + ", ".join(sorted({*own, *learnt, *_SHAPELESS})))
    return bare


def _corrections(rule: Rule, elements: int) -> list[str]:
    given = rule.options.get("right", [])
    corrections = [given] if isinstance(given, str) else rule.words("right")
    if not all(corrections):
        raise rule.error("right", "an empty correction", expected='right = "{1} to {2}"')
    for correction in corrections:
        for number in _PLACE.findall(correction):
            if not 1 <= int(number) <= elements:
                raise rule.error("right", f"there is no element {number}", expected=f"{{1}} to {{{elements}}}")
    return corrections


class _Alphabet:
    """A character for each kind of token that the sequences tell apart."""

    def __init__(
        self, patterns: Iterable[_Pattern], classes: Mapping[str, frozenset[str]], frequency: Callable[[str], int]
    ) -> None:
        """``frequency`` gives the frequency class of a word (see Lexicon.frequency)."""
        wanted = frozenset().union(*(pattern.names for pattern in patterns))
        words: dict[str, set[str]] = {}
        for name in wanted - _SHAPELESS:
            for word in (name[1:],) if name.startswith(" ") else classes[name]:
                words.setdefault(word, set()).add(name)
        memberships = {frozenset(names) for names in words.values()}
        self._memberships = [frozenset[str](), *sorted(memberships, key=sorted)]
        numbers = {names: number for number, names in enumerate(self._memberships)}
        self._words = {word: numbers[frozenset(names)] for word, names in words.items()}
        self._occurrences = Counter[int]()
        for word, number in self._words.items():
            self._occurrences[number] += 1 << frequency(word)

    def character(self, token: str) -> str:
        """The character of a token as it stands between blanks."""
        start, end = word_place(token)
        word = token[start:end]
        if word[:1].islower():
            shape = _SMALL
        else:
            shape = _CAPITAL if word[:1].isupper() else _OTHER
        number = self._words.get(word.lower(), 0) if shape == _SMALL or word[1:].islower() or word == "I" else 0
        return _coded(number, shape, start > 0, end < len(token))

    def characters(self, element: _Element, *, first: bool, last: bool) -> frozenset[str]:
        """Those of one word of a sequence."""
        shapes: tuple[int, ...] = (_SMALL,)
        if element.excluded or "any" in element.names:
            shapes = (_SMALL, _CAPITAL, _OTHER)
        elif first or "Name" in element.names:
            shapes = (_SMALL, _CAPITAL)
        return self._set(element, shapes, opened=first, closed=last)

    def occurrences(self, elements: Iterable[_Element]) -> int:
        """About how often one of these elements stands in a few million words."""
        numbers = {
            number
            for element in elements
            for number, membership in enumerate(self._memberships)
            if element.excluded or element.names & _SHAPELESS or not membership.isdisjoint(element.names)
        }
        return sum(self._occurrences[number] for number in numbers) + (1 << 19) * (0 in numbers)

    def neighbour(self, names: frozenset[str], *, before: bool) -> str:
        """Those of a word that clears a sequence beside it, with no punctuation between."""
        element = _Element(names, frozenset(), excluded=False, optional=False)
        return "".join(sorted(self._set(element, (_SMALL, _CAPITAL), opened=before, closed=not before)))

    def _set(self, element: _Element, shapes: Iterable[int], *, opened: bool, closed: bool) -> frozenset[str]:
        names = element.names
        codes = []
        for number, membership in enumerate(self._memberships):
            for shape in shapes:
                by_shape = "any" in names or ("Name" in names and shape == _CAPITAL)
                fits = (by_shape or not membership.isdisjoint(names)) and membership.isdisjoint(element.but)
                if fits != element.excluded:
                    codes += [
                        _coded(number, shape, open_, close)
                        for open_ in ((False, True) if opened else (False,))
                        for close in ((False, True) if closed else (False,))
                    ]
        return frozenset(codes)


def _coded(number: int, shape: int, opened: bool, closed: bool) -> str:
    """One character of a private kind: beyond all that mean something in a regular expression, and no surrogate."""
    code = 0x100 + ((number * 3 + shape) * 2 + opened) * 2 + closed
    return chr(code if code < 0xD800 else code + 0x800)


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A sequence over the alphabet."""

    pattern: _Pattern
    expression: re.Pattern[str]
    firsts: frozenset[str]
    seconds: frozenset[str]
    """Every match holds a character of ``firsts`` with one of ``seconds`` after it."""

    @property
    def reach(self) -> int:
        """Characters that a match may have beside such a pair, with one that clears it."""
        return len(self.pattern.elements) + 1


class Sequences:
    """All sequences, as regular expressions over one character a token."""

    def __init__(self, patterns: Sequence[_Pattern], alphabet: _Alphabet) -> None:
        self._alphabet = alphabet
        self._compiled = [_compiled(pattern, alphabet) for pattern in patterns]
        self._width = (len(patterns) + 7) // 8
        self._characters: dict[str, str] = {}
        self._marks: dict[str, bytes] = {}
        self._marks_of = cache(self._mark)

    def __reduce__(self) -> tuple[object, ...]:
        return Sequences, ([each.pattern for each in self._compiled], self._alphabet)

    def find(self, reading: Reading) -> Iterator[Finding]:
        found: dict[tuple[int, int], re.Match[str]] = {}
        for place, index in self._candidates(reading):
            compiled = self._compiled[index]
            start = max(0, place - compiled.reach)
            window = reading.tokens[start : place + 1 + compiled.reach]
            for match in compiled.expression.finditer("".join(map(self._characters.__getitem__, window))):
                found[index, start + match.start()] = match
        for (index, start), match in sorted(found.items(), key=itemgetter(0)):
            yield from self._report(reading, self._compiled[index].pattern, start, match)

    def _candidates(self, reading: Reading) -> Iterator[tuple[int, int]]:
        """The number of a token and of a sequence whose certain pair begins there.

        A token's mark has a bit for each sequence whose pair it may begin, then a bit for each whose pair it may end. The
        marks of all tokens are compared with those of the tokens after them at once, as one large number.
        """
        self._look_at(reading.distinct)
        width, count = self._width, len(reading.tokens)
        whole = int.from_bytes(b"".join(map(self._marks.__getitem__, reading.tokens)), "little")
        begins = int.from_bytes((b"\xff" * width + bytes(width)) * count, "little")
        pairs = (whole & whole >> 24 * width & begins).to_bytes(2 * width * count, "little")
        for match in _ANYTHING.finditer(pairs):
            token, byte = divmod(match.start(), 2 * width)
            for bit in _BITS[match.group()[0]]:
                yield token, 8 * byte + bit

    def _look_at(self, tokens: frozenset[str]) -> None:
        if len(self._marks) > _MOST_TOKENS:
            self._marks.clear()
            self._characters.clear()
        for token in tokens.difference(self._marks):
            character = self._characters[token] = self._alphabet.character(token)
            self._marks[token] = self._marks_of(character)

    def _mark(self, character: str) -> bytes:
        begins = sum(1 << index for index, each in enumerate(self._compiled) if character in each.firsts)
        ends = sum(1 << index for index, each in enumerate(self._compiled) if character in each.seconds)
        return begins.to_bytes(self._width, "little") + ends.to_bytes(self._width, "little")

    def _report(self, reading: Reading, pattern: _Pattern, start: int, match: re.Match[str]) -> Iterator[Finding]:
        spans = [_inner(reading, span) for span in reading.token_spans(start, match.end() - match.start())]
        whole = Span(spans[0].start, spans[-1].end)
        if "\n" in reading.text[whole.slice]:
            return
        words = iter(spans)
        found = [reading.text[next(words).slice] if group else "" for group in match.groups()]
        yield report(reading, pattern.rule, whole, [_filled(right, found) for right in pattern.right])


_ANYTHING = re.compile(rb"[^\0]")
_BITS = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))
"""The places of the bits that are set in a byte."""

_MOST_TOKENS = 500_000
"""Tokens remembered before the memory is cleared; more than a language's words, less than a batch's damaged ones."""


def _inner(reading: Reading, span: Span) -> Span:
    start, end = word_place(reading.text[span.slice])
    return Span(span.start + start, span.start + end)


def _filled(right: str, found: Sequence[str]) -> str:
    """A correction with the words found; it begins with a capital where they do."""
    text = " ".join(_PLACE.sub(lambda place: found[int(place[1]) - 1], right).split())
    return text[0].upper() + text[1:] if found[0][0].isupper() else text


def _compiled(pattern: _Pattern, alphabet: _Alphabet) -> _Compiled:
    last = len(pattern.elements) - 1
    sets = [alphabet.characters(element, first=index == 0, last=index == last) for index, element in enumerate(pattern.elements)]
    pairs = _certain_pairs(pattern.elements)
    first, second = min(
        pairs,
        key=lambda pair: (
            alphabet.occurrences(map(pattern.elements.__getitem__, pair[0])) * alphabet.occurrences([pattern.elements[pair[1]]])
        ),
    )
    firsts: frozenset[str] = frozenset().union(*map(sets.__getitem__, first))
    words = "".join(
        f"([{''.join(sorted(characters))}]{'?' * element.optional})"
        for characters, element in zip(sets, pattern.elements, strict=True)
    )
    before = f"(?<![{alphabet.neighbour(pattern.not_before, before=True)}])" if pattern.not_before else ""
    after = f"(?![{alphabet.neighbour(pattern.not_after, before=False)}])" if pattern.not_after else ""
    return _Compiled(pattern, re.compile(f"{before}{words}{after}"), firsts, sets[second])


def _certain_pairs(elements: Sequence[_Element]) -> Iterator[tuple[tuple[int, ...], int]]:
    """For each element that must stand there but the first, those that may stand just before it, and its own number."""
    before: tuple[int, ...] = ()
    for index, element in enumerate(elements):
        if before and not element.optional:
            yield before, index
        before = (*before, index) if element.optional else (index,)
