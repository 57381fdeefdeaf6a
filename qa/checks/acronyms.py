"""Acronyms against the document's own and the known ones.

``task = "near-miss"``: an acronym nobody knows, a letter or a swap away from one this document uses or all records know.
``task = "unknown"``: an acronym that no list has and nothing introduces.
``task = "introduction"``: "United Nations Office on Drugs and Crime (UNDOC)", whose letters do not fit the name.
``task = "expansion"``: one acronym introduced with two names.
``task = "repeated"``, ``"unused"``, ``"late"``: introduced twice, introduced and not used, used before it is introduced.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from qa.checks import Check, TokenCheck
from qa.checks.introductions import Expansions, Introductions, Lates, Repeats, Unused, introductions
from qa.checks.report import report, times
from qa.facts.gazetteer import load_bodies
from qa.ground.errors import quoted
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.text.together import ACRONYM, count_acronyms
from qa.text.token import Token
from qa.words.edits import OneSlipAway, is_one_edit, is_swap
from qa.words.nearness import acronym_nearness
from qa.words.vocabulary import Vocabulary

_LOUD_BEFORE, _LOUD_AFTER = re.compile(r"(?<=[A-Z]{2}[ -])"), re.compile(r"[ -][A-Z]{2}")
_ACRONYM_ANYWHERE = re.compile(r"\b[A-Z]{2,}(?=s?\b)")

_NEAR = acronym_nearness()


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[Check | TokenCheck]:
    tasks: dict[str, Callable[[Rule, Vocabulary], Check | TokenCheck]] = {
        "near-miss": NearMisses,
        "unknown": Unknown,
        "introduction": Introductions,
        "expansion": Expansions,
        "repeated": Repeats,
        "unused": Unused,
        "late": Lates,
    }
    for rule in rules:
        task = rule.option("task", "near-miss")
        if task not in tasks:
            raise rule.error("task", "unknown task", found=quoted(task), expected="one of " + ", ".join(tasks))
        yield tasks[task](rule, vocabulary)


class _Known:
    """The acronyms of the lexicon and of the official names, and the official ones by what a slip makes of them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        named = {body.acronym for body in load_bodies() if body.acronym.isalpha() and body.acronym.isupper()}
        listed = {acronym for acronym, names in vocabulary.lexicon.acronyms.items() if names and acronym.isalpha()}
        self._named = frozenset(named)
        self._slips: dict[str, set[str]] = defaultdict(set)
        for acronym in sorted(named | {acronym for acronym in listed if acronym.isupper()}):
            for slip in _slips(acronym):
                self._slips[slip].add(acronym)
        words = vocabulary.lexicon.words
        self.words = frozenset(slip.lower() for slip in self._slips if slip.lower() in words)
        """Words that are an official acronym with two letters swapped: "two" (WTO)."""

    def has(self, acronym: str) -> bool:
        return acronym in self._named or self._vocabulary.knows(acronym)

    def has_acronym(self, acronym: str) -> bool:
        """The same, but not for a word in capitals."""
        return acronym in self._named or acronym in self._vocabulary.lexicon.acronyms

    def meant(self, acronym: str) -> str | None:
        """The one official acronym that an unknown one is a swap, or in a long one a letter, away from."""
        found = self._slips.get(acronym, set()) | {
            official for hole in _with_hole(acronym) for official in self._slips.get(hole, ())
        }
        return next(iter(found)) if len(found) == 1 else None


def _slips(acronym: str) -> Iterator[str]:
    """An official acronym with two neighbours swapped, and with a hole for each letter of a long one."""
    if len(acronym) >= 3:
        for index, (left, right) in enumerate(pairwise(acronym)):
            if left != right:
                yield acronym[:index] + right + left + acronym[index + 2 :]
    yield from _with_hole(acronym)


def _with_hole(acronym: str) -> Iterator[str]:
    if len(acronym) >= _NEAR.changed_alone:
        yield from (f"{acronym[:index]}?{acronym[index + 1 :]}" for index in range(len(acronym)))


class NearMisses:
    """An unknown acronym close to a frequent, an introduced or an official one."""

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._known = _Known(vocabulary)
        self._ratio = rule.option("ratio", _NEAR.ratio)
        self._known_ratio = rule.option("known_ratio", _NEAR.known_ratio)
        self._swap_ratio = rule.option("swap_ratio", _NEAR.swap_ratio)
        self.watched: frozenset[str] = self._known.words

    def suspects(self, token: Token) -> bool:
        if token.lowered == token.word or (token.is_plain and not token.unknown and token.lowered not in self.watched):
            return False
        return any(self._may_be_wrong(match.group()) for match in ACRONYM.finditer(token.text))

    def _may_be_wrong(self, acronym: str) -> bool:
        return not self._known.has(acronym) or (acronym.lower() in self.watched and not self._known.has_acronym(acronym))

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        own = count_acronyms(reading.text)
        counts = own | Counter(reading.together.acronyms)  # this document is among those checked together
        introduced = {introduction.acronym: introduction for introduction in introductions(reading)}
        fitting = frozenset(name for name, each in introduced.items() if each.fits or self._known.has_acronym(name))
        neighbours = OneSlipAway(counts)
        unknown = {match.group() for token in tokens for match in ACRONYM.finditer(token.text)}
        for acronym in sorted(filter(self._may_be_wrong, unknown)):
            introduction = introduced.get(acronym)
            if introduction is not None and introduction.fits:
                continue
            near = (other for other in neighbours.of(acronym) if other in own or _shows_from_afar(other, acronym, counts))
            right = self._in_document(acronym, near, counts, fitting, introduction is not None)
            if right:
                evidence = _counted(acronym, right, counts, reading.whereabouts, right in fitting)
                yield from self._reports(reading, acronym_places(reading)[acronym], right, evidence)
            elif introduction is None and (right := self._official(acronym, counts)):
                evidence = f"{right} is the known one, and nothing introduces {acronym}."
                yield from self._reports(reading, acronym_places(reading)[acronym], right, evidence)

    def _in_document(
        self, acronym: str, others: Iterable[str], counts: Counter[str], introduced: Container[str], itself: bool
    ) -> str | None:
        """The one of the others that was probably meant: the most frequent of those close enough."""
        near = [
            other
            for other in others
            if other != acronym and self._outweighs(other, acronym, counts, other in introduced and not itself, itself)
        ]
        return max(near, key=lambda other: (counts[other], other), default=None)

    def _outweighs(self, right: str, wrong: str, counts: Counter[str], introduced: bool, itself: bool) -> bool:
        """Whether the document shows that ``wrong`` is ``right``; one that it introduces ``itself`` must be a swap.

        What stands with its name is right however seldom it stands: the rest are slips, were there more of them.
        """
        many, few = counts[right], counts[wrong]
        if is_swap(wrong, right) and len(right) > 2:
            known = self._known.has_acronym(right) and not self._known.has(wrong)
            return introduced or many >= self._swap_ratio * few or (known and not itself and many > few)
        if itself or self._known.has(wrong) or not _close(wrong, right):
            return False
        ratio = self._known_ratio if self._known.has_acronym(right) and len(wrong) >= 4 else self._ratio
        return many >= ratio * few or (introduced and (many > few or len(wrong) >= _NEAR.introduced))

    def _official(self, acronym: str, counts: Counter[str]) -> str | None:
        right = self._known.meant(acronym)
        if right is None or self._known.has(acronym) or counts[acronym] > max(1, counts[right]):
            return None
        return right if len(acronym) >= _NEAR.swapped_alone else None

    def _reports(self, reading: Reading, places: Iterable[Span], right: str, evidence: str) -> Iterator[Finding]:
        for span in places:
            if not _is_screamed(reading.text, span):
                yield report(reading, self._rule, span, [right], evidence=evidence)


@lru_cache(maxsize=1)
def acronym_places(reading: Reading) -> Mapping[str, Sequence[Span]]:
    """Acronym -> its places, all found in one walk through a document."""
    places: defaultdict[str, list[Span]] = defaultdict(list)
    for match in ACRONYM.finditer(reading.text):
        places[match.group()].append(Span(*match.span()))
    return places


def _counted(wrong: str, right: str, counts: Counter[str], whereabouts: str, introduced: bool) -> str:
    if introduced and counts[wrong] >= counts[right]:
        return f"{right} stands with its full name in this document, and nothing introduces {wrong}."
    stands = f"{right} stands {times(counts[right])} in {whereabouts}, {wrong} {times(counts[wrong])}"
    return f"{stands}, and nothing introduces it."


def _is_screamed(text: str, span: Span) -> bool:
    """True between two words in capitals: in a heading every word looks like an acronym."""
    return bool(_LOUD_BEFORE.match(text, span.start) and _LOUD_AFTER.match(text, span.end))


def _shows_from_afar(right: str, wrong: str, counts: Counter[str]) -> bool:
    """Whether an acronym of other documents may be meant here."""
    if len(right) >= _NEAR.changed_far:
        return True
    return is_swap(right, wrong) and (len(right) >= _NEAR.swapped_far or counts[right] >= _NEAR.far_ratio * counts[wrong])


def _close(wrong: str, right: str) -> bool:
    """Close enough to be a slip: one letter of four and more lost, added or changed, and no plural."""
    return is_one_edit(wrong, right) and max(len(wrong), len(right)) >= 4 and wrong + "S" != right and right + "S" != wrong


class Unknown:
    """An acronym that no list has and nothing introduces: advice, for there are more acronyms than lists know."""

    watched: frozenset[str] = frozenset()

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._known = _Known(vocabulary)

    def suspects(self, token: Token) -> bool:
        return bool(token.unknown) and any(not self._known.has(match.group()) for match in ACRONYM.finditer(token.text))

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        introduced = {introduction.acronym for introduction in introductions(reading)}
        unknown = {match.group() for token in tokens for match in ACRONYM.finditer(token.text)} - introduced
        wanted = {acronym for acronym in unknown if len(acronym) > 2 and not self._known.has(acronym)}
        first: dict[str, Span] = {}
        for match in _ACRONYM_ANYWHERE.finditer(reading.text) if wanted else ():
            first.setdefault(match.group(), Span(*match.span()))
        for acronym in sorted(wanted & first.keys()):
            if not _is_screamed(reading.text, first[acronym]):
                yield report(reading, self._rule, first[acronym])
