"""Official names that differ by a small word, a number or an adjective: "Commission on Social Development".

Which names are official stands in ``rules/lexicon/bodies.tsv``; a house adds its own with ``names``. Every faulty form is
derived from the official one by a single slip: another of the ``prepositions``, a "the" too many or too few, a singular for a
plural, another member of one of the ``families`` of words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from qa.checks.report import report, stands_alone
from qa.facts.gazetteer import Body, load_bodies
from qa.ground.errors import quoted
from qa.ground.finding import Finding
from qa.ground.lists import word_set
from qa.ground.prepared import digest, prepared
from qa.ground.span import Span
from qa.match.automaton import LiteralPlace
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.words.vocabulary import Vocabulary

_SMALL = word_set("small words of bodies")
_EITHER = _SMALL | {"hoc", "former"}
_HEAD = 16
"""Letters that are looked for; the rest of a form is compared where they stand: so it stays small and fast."""
_AFTER = re.compile(
    r" (?:of (?:the )?)?(?!of )(?!(?:of )?(?:the )?(?:United Nations|Secretariat|Organization|Security Council)\b)[A-Z]"
)
"""What makes the name part of a longer one: "the Commission for Human Rights of Guatemala"."""


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[OfficialNames]:
    return (OfficialNames(rule) for rule in rules)


@dataclass(frozen=True, slots=True)
class NameSlips:
    """The words in which a name may go wrong, all in small letters."""

    prepositions: tuple[str, ...]
    families: Mapping[str, frozenset[str]]
    """Word -> the others of its families: african -> africa, africans."""

    def forms(self, name: str) -> frozenset[str]:
        """Every form of a name that is one slip away, in small letters.

        >>> sorted(NameSlips(("on", "for"), {}).forms("Commission for Youth"))
        ['commission for the youth', 'commission for youths', 'commission on youth', 'commission youth']
        """
        words = name.lower().split()
        return frozenset(" ".join(slipped) for slipped in (*self._other_gaps(words), *self._other_words(words)))

    def _other_gaps(self, words: list[str]) -> Iterator[list[str]]:
        """The name with other small words between two of its great ones."""
        for start, end in _gaps(words):
            for gap in self._other_gap(words[start:end]):
                yield [*words[:start], *gap, *words[end:]]

    def _other_gap(self, gap: list[str]) -> Iterator[list[str]]:
        if gap in (["and"], ["and", "the"]):
            yield ["and", "the"] if len(gap) == 1 else ["and"]
        elif gap[0] in self.prepositions and gap[1:] in ([], ["the"]):
            yield []
            yield [gap[0]] if gap[1:] else [gap[0], "the"]
            for other in self.prepositions:
                if other != gap[0]:
                    yield [other]
                    yield from [[other, "the"]] if gap[1:] else []

    def _other_words(self, words: list[str]) -> Iterator[list[str]]:
        head = next(_gaps(words), (len(words), 0))[0] - 1
        for index, word in enumerate(words):
            bare = word.rstrip(",")
            others = set(self.families.get(bare, ()))
            if index != head and bare not in _SMALL:  # of commissions there are several, and they have their own names
                others |= _other_numbers(bare)
            yield from ([*words[:index], other + word[len(bare) :], *words[index + 1 :]] for other in sorted(others))


def _gaps(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where runs of small words begin and end."""
    for match in re.finditer("s+", "".join("s" if word in _SMALL else "g" for word in words)):
        if match.start() > 0:
            yield match.span()


def _other_numbers(word: str) -> set[str]:
    """The plural of a word, or its singular; a possessive also without its ending."""
    if "'" in word:
        bare = word.replace("'", "")
        return {word.partition("'")[0], bare, f"{bare}'"} - {word}
    if len(word) < 4 or word.endswith("ss"):
        return set()
    return {word[:-1]} if word.endswith("s") else {f"{word}s"}


class OfficialNames:
    """A form one slip away from an official name, with the capitals of a name."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._before = frozenset(rule.words("before"))
        bodies = (*load_bodies(), *map(Body, rule.words("names")))
        slips = NameSlips(tuple(rule.words("prepositions")), _families(rule))
        self._official = {form.lower(): form for body in bodies for form in (body.name, *body.also)}
        self._meant = self._wrong_forms(bodies, slips)
        heads: dict[str, list[str]] = {}
        for form in (*self._official, *self._meant):
            heads.setdefault(form[:_HEAD], []).append(form)
        self._forms = [tuple(forms) for forms in heads.values()]
        self.literals = tuple(heads)

    def _wrong_forms(self, bodies: Sequence[Body], slips: NameSlips) -> dict[str, str]:
        """Wrong form in small letters -> the official one; the first body that it is near wins."""

        def make(key: str) -> dict[str, str]:
            meant: dict[str, str] = {}
            for body in bodies:
                for form in (*sorted(slips.forms(body.name)), *map(str.lower, body.wrong)):
                    if form not in self._official:
                        meant.setdefault(form, body.name)
            return meant

        families = [(word, sorted(others)) for word, others in slips.families.items()]
        key = digest(repr((bodies, slips.prepositions, families, sorted(_SMALL))).encode())
        told: dict[str, str] = prepared("bodies", (__name__,), [key], make, 1)[0]
        return told

    def find_beside(self, reading: Reading, places: Iterable[LiteralPlace]) -> Iterator[Finding]:
        right: list[tuple[Span, str]] = []
        wrong: list[tuple[Span, str]] = []
        for form, span in self._standing(reading, places):
            official = self._official.get(form)
            if official is not None:
                right.append((span, official))
            elif stands_alone(reading.text, span):
                wrong.append((span, self._meant[form]))
        for span, name in _beside_all(wrong, right) if wrong else ():
            if self._is_a_name(reading, span):
                yield self._report(reading, span, name)
        for span, name in right:
            if len(small := _lost_capitals(reading.text[span.slice], name)) == 1 and stands_alone(reading.text, span):
                yield self._capital(reading, span, name, small[0])

    def _standing(self, reading: Reading, places: Iterable[LiteralPlace]) -> Iterator[tuple[str, Span]]:
        """Every form, right or wrong, in its place."""
        text = reading.lowered
        for index, start in places:
            if text.startswith(self._forms[index], start):
                for form in self._forms[index]:
                    if text.startswith(form, start):
                        yield form, Span(start, start + len(form))

    def _is_a_name(self, reading: Reading, span: Span) -> bool:
        """With the capitals of a name, and not part of another one."""
        words = reading.text[span.slice].split()
        if not all(word[0].isupper() or word.strip("()") in _SMALL for word in words) or _AFTER.match(reading.text, span.end):
            return False
        before, _ = reading.words_beside(span)
        return before == before.lower() or before in self._before

    def _report(self, reading: Reading, span: Span, name: str) -> Finding:
        """Only what differs is changed: capitals stay as the document has them."""
        found = reading.text[span.slice]
        head = _alike(found.lower(), name.lower())
        tail = _alike(found[head:].lower()[::-1], name[head:].lower()[::-1])
        right = found[:head] + name[head : len(name) - tail] + found[len(found) - tail :]
        return report(reading, self._rule, span, [right], evidence=f"The official name is “{name}”.")

    def _capital(self, reading: Reading, span: Span, name: str, place: int) -> Finding:
        found = reading.text[span.slice]
        right = found[:place] + found[place].upper() + found[place + 1 :]
        return report(reading, self._rule, span, [right], evidence=f"The official name is “{name}”.")


def _beside_all(places: Iterable[tuple[Span, str]], others: Iterable[tuple[Span, str]]) -> Iterator[tuple[Span, str]]:
    """Those places that overlap none of the others; no place is empty."""
    spans = sorted((span.start, span.end) for span, _ in others)
    reached = [0, *accumulate((end for _, end in spans), max)]
    for span, name in places:
        if reached[bisect_left(spans, (span.end,))] <= span.start:
            yield span, name


def _lost_capitals(found: str, name: str) -> list[int]:
    """Where a name of three great words and more has a small letter for a capital; nothing if its first word has.

    >>> _lost_capitals("East African community", "East African Community")
    [13]
    """
    if found == name or found[0].islower():
        return []
    great = [match.start() for match in re.finditer(r"(?<!\S)\S+", name) if match.group().lower() not in _EITHER]
    return [place for place in great if name[place].isupper() and found[place].islower()] if len(great) > 2 else []


def _alike(first: str, second: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = zip(first, second, strict=False)
    return next((index for index, (one, other) in enumerate(pairs) if one != other), min(len(first), len(second)))


def _families(rule: Rule) -> dict[str, frozenset[str]]:
    listed: list[object] = rule.option("families", [])
    families: dict[str, frozenset[str]] = {}
    for family in listed:
        if (
            not isinstance(family, list)
            or len(family) < 2
            or not all(isinstance(word, str) and word == word.lower() for word in family)
        ):
            raise rule.error(
                "families", "not a family of words", found=quoted(family), expected='[["labour", "labor"], …], lower case'
            )
        for word in family:
            families[word] = families.get(word, frozenset()) | frozenset(family) - {word}
    return families
