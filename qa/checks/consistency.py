"""Two accepted forms of one word in one document: antiterrorist and anti-terrorist, enquiry and inquiry.

A rule with ``forms`` lists families of forms; one without learns from the document which words it writes both with and
without a hyphen. The rarer form is reported, with the other as its correction. ``heads`` are second parts, such as
"building", before which a document that writes the hyphen once should write it always; other open forms are right beside
hyphenated ones ("in the long term", "long-term").
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import combinations

from qa.checks.report import cased, report, times
from qa.ground.errors import quoted
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.match.automaton import Literals
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.text.token import Token
from qa.words.derivation import is_derived
from qa.words.vocabulary import Vocabulary


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[HyphenConsistency | ListedForms]:
    for rule in rules:
        yield ListedForms(rule) if "forms" in rule.options else HyphenConsistency(rule, vocabulary)


class _Places:
    """Where lower-case forms stand as whole words, with whatever capitals; not inside a longer hyphenated one."""

    def __init__(self, text: str, forms: Collection[str] = ()) -> None:
        """``text`` is in small letters; ``forms`` are likely to be asked for."""
        self._text = text
        # Those of ASCII alone: the automaton takes some other letters for these.
        self._gathered = _gathered(text, [*filter(str.isascii, forms)]) if len(forms) > _SEARCHES else {}

    def __call__(self, form: str) -> Sequence[Span]:
        places = self._gathered.get(form)
        return _searched(self._text, form) if places is None else places


_SEARCHES = 20
"""Forms that are each searched for in the whole text; more are looked for at once."""


def _gathered(text: str, forms: Sequence[str]) -> Mapping[str, Sequence[Span]]:
    places: dict[str, list[Span]] = {form: [] for form in forms}
    for number, start in next(Literals([forms]).places(text)):
        form = forms[number]
        if text.startswith(form, start) and _is_whole(text, start, start + len(form)):
            places[form].append(Span(start, start + len(form)))
    return places


def _searched(text: str, form: str) -> list[Span]:
    places = []
    start = text.find(form)
    while start >= 0:
        end = start + len(form)
        if _is_whole(text, start, end):
            places.append(Span(start, end))
        start = text.find(form, end)
    return places


def _is_whole(text: str, start: int, end: int) -> bool:
    return not _joins(text[start - 1 : start]) and not _joins(text[end : end + 1])


def _joins(character: str) -> bool:
    """True for what makes a neighbour part of the same word."""
    return character.isalnum() or character == "-"


def _reports(
    reading: Reading, rule: Rule, places_of: _Places, forms: Sequence[str], preferred: str = "", wrong: str = ""
) -> Iterator[Finding]:
    """Findings on ``wrong``, else on the rarer form; of two equally frequent ones, on the one that is not preferred."""
    places = {form: places_of(form) for form in forms}
    if not all(places.values()):
        return
    kept = max(forms, key=lambda form: (form != wrong, len(places[form]), form == preferred, -places[form][0].start))
    other = next(form for form in forms if form != kept)
    evidence = f"“{kept}” stands {times(len(places[kept]))} in this document, “{other}” {times(len(places[other]))}."
    in_names = (span for span in places[other] if _is_in_name(reading, span, places[kept]))
    for span in sorted(set(places[other]) - set(in_names)):
        yield report(reading, rule, span, [_cased(reading, kept, places[kept], span)], evidence=evidence)


def _is_in_name(reading: Reading, span: Span, kept_places: Sequence[Span]) -> bool:
    """True for a capital inside a sentence: "the Association of Southeast Asian Nations" keeps its own form."""
    if reading.text[span.slice].islower() or reading.starts_sentence(span.start):
        return False
    return all(reading.text[place.slice].islower() for place in kept_places)


def _cased(reading: Reading, kept: str, kept_places: Sequence[Span], span: Span) -> str:
    """The kept form with capitals: as the document writes it where it does, else with that of what was found."""
    found = reading.text[span.slice]
    if found.islower():
        return kept
    written = {reading.text[place.slice] for place in kept_places}
    capitalised = sorted(form for form in written if not form.islower())
    return capitalised[0] if capitalised and not found[1:].islower() else cased(kept, found)


class HyphenConsistency:
    """Words written both with and without a hyphen."""

    watched: frozenset[str] = frozenset()

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._vocabulary = vocabulary
        self._heads = frozenset(rule.words("heads"))
        self._closed = cache(self._without_hyphen)

    def suspects(self, token: Token) -> bool:
        """True for a hyphenated word, and for an unknown one, which may be such a word without its hyphen."""
        return bool(token.unknown) or ("-" in token.lowered and self._closed(token.lowered) is not None)

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        suspected = tuple(tokens)
        unknown = {token.text[span.slice].lower() for token in suspected for span in token.unknown}
        words = sorted({token.lowered for token in suspected})
        closed_of = {word: closed for word in words if (closed := self._may_stand_closed(word, unknown))}
        places = _Places(reading.lowered, {*closed_of, *closed_of.values()})
        for word in words:
            first, _, head = word.partition("-")
            if head in self._heads:
                yield from _reports(reading, self._rule, places, (word, f"{first} {head}"), wrong=f"{first} {head}")
            closed = closed_of.get(word)
            if closed and places(closed) and not self._differ(word, closed):
                wrong = self._wrong(word, closed)
                yield from _reports(reading, self._rule, places, (word, closed), preferred=closed, wrong=wrong)

    def _may_stand_closed(self, word: str, unknown: AbstractSet[str]) -> str | None:
        """The form without the hyphen, if that is a word or, as of few hyphenated ones, among the unknown."""
        closed, is_word = self._closed(word) or ("", False)
        return closed if is_word or closed in unknown else None

    def _without_hyphen(self, word: str) -> tuple[str, bool] | None:
        """A hyphenated word without its hyphen, and whether that is known with whatever capitals; None for another word."""
        closed = word.replace("-", "")
        if word.count("-") != 1 or not closed.isalpha() or min(map(len, word.split("-"))) < 2:
            return None
        return closed, self._stands_somewhere(closed)

    def _stands_somewhere(self, closed: str) -> bool:
        """Whether a document may hold the form without its being among the unknown words."""
        known = any(map(self._vocabulary.knows, (closed, closed.capitalize(), closed.upper())))
        return known or is_derived(closed, self._vocabulary)

    def _wrong(self, word: str, closed: str) -> str:
        """The form that is wrong however often it stands: with a part that is no word or prefix, or unknown as a whole."""
        is_word = self._vocabulary.knows(closed) or self._vocabulary.knows(closed.capitalize())
        first, _, last = word.partition("-")
        is_right = (self._vocabulary.knows(first) or first in self._vocabulary.lexicon.prefixes) and self._vocabulary.knows(last)
        if first == "non" and self._vocabulary.compound_frequency(first, last) > self._vocabulary.frequency(closed):
            return closed  # the house's hyphen, where records have it: not in "nonsense"
        if is_word and not is_right:
            return word
        return "" if is_word else closed

    def _differ(self, word: str, closed: str) -> bool:
        """True for two words of different meaning: "re-form" and "reform", "co-op" and "coop"."""
        return word.startswith("re-") and self._vocabulary.knows(closed) and self._vocabulary.knows(word[3:])


class ListedForms:
    """Families of forms that a rule lists; the first of a family is preferred."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._families = _families(rule)
        self.watched = frozenset(form for family in self._families for form in family)

    def suspects(self, token: Token) -> bool:
        return token.lowered in self.watched

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        present = {token.lowered for token in tokens}
        places = _Places(reading.lowered)
        for family in self._families:
            for pair in combinations([form for form in family if form in present], 2):
                yield from _reports(reading, self._rule, places, pair, family[0])


def _families(rule: Rule) -> list[tuple[str, ...]]:
    listed: list[object] = rule.option("forms", [])
    return [_family(rule, family) for family in listed]


def _family(rule: Rule, family: object) -> tuple[str, ...]:
    forms = tuple(form for form in family if isinstance(form, str) and form == form.lower()) if isinstance(family, list) else ()
    if len(forms) < 2 or not isinstance(family, list) or len(forms) != len(family):
        raise rule.error(
            "forms", "not a family of forms", found=quoted(family), expected='[["inquiry", "enquiry"], …], lower case'
        )
    return forms
