"""Acronyms of a translation held against those of its source.

``task = "foreign"``: the source's own, where the translation's language has another ("OTSC" for "CSTO").
``task = "misspelt"``: a slip away from the one that belongs there ("CTSO").
``task = "another"``: not the one by which the translation gives the source's acronym elsewhere.
Which belong together is known from the table of bodies, or learnt from the documents: from introductions on both sides, and from
those that keep standing in the same sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from qa.beads.bitext import SURE_ENOUGH, Bitext, BitextSide
from qa.checks import BilingualCheck
from qa.checks.bilingual.mentioned import Named, in_source, in_target, named
from qa.checks.bilingual.told import told
from qa.facts.mentions import acronyms_in, is_acronym, named_forms
from qa.ground.bitext import Bead
from qa.ground.errors import quoted
from qa.ground.finding import Confidence, Finding
from qa.ground.lists import word_set
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.words.edits import is_one_edit, is_swap
from qa.words.vocabulary import Vocabulary

Key = tuple[str, str]
"""Kind and row of the tables of names."""

_CAPITALS = {"ru": re.compile("[A-ZА-ЯЁ]{2,}")}
_LATIN = re.compile("[A-Z]{2,}")
_ENDS = re.compile(r"s?(?![^\W_])")
_ROMAN = re.compile("[IVXLCDM]+")
_CODES = word_set("currency codes")
_INTRODUCED = 2
"""How many sentences in common one where both stand in brackets is worth."""
_LEARNT = 2
"""Sentences in common from which two acronyms belong together."""
_LEARNT_OF_SLIPS = 4
"""The same where one is a slip of the other: what is wrong in one sentence may be wrong in the next."""
_SHARE = 0.6
"""The least share of the sentences of the one that the other must stand in."""
_CHANGED = 4
"""Letters from which an acronym that differs in a letter may be the same; two that changed places show it from three on."""
_SWAPPED = 3
_USUAL = 2
"""How many times more often than its slip the document must have an acronym that the sentence does not ask for."""


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterator[BilingualCheck]:
    tasks = {"foreign": _foreign, "misspelt": _misspelt, "another": _another}
    for rule in rules:
        task = rule.option("task", "misspelt")
        if task not in tasks:
            raise rule.error("task", "unknown task", found=quoted(task), expected="one of " + ", ".join(tasks))
        yield AcronymCheck(rule, vocabulary, tasks[task])


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A bead whose target has acronyms that neither the table nor the source explains."""

    bead: Bead
    unexplained: tuple[_Acronym, ...]
    """Of the target."""
    said: frozenset[str]
    """All of the target."""
    open: tuple[_Acronym, ...]
    """Those of the source that the table has not."""
    foreign: tuple[tuple[_Acronym, str], ...]
    """Those of the target that are the source language's, and what the target's has for them."""
    wanted: tuple[tuple[str, Span], ...]
    """The target language's acronyms for what the source names, and where."""


@dataclass(frozen=True, slots=True)
class _Document:
    sentences: tuple[_Sentence, ...]
    counts: Mapping[str, int]
    """How often each acronym stands in the target."""
    in_source: frozenset[str]
    learnt: Mapping[str, str]
    """An acronym of the source, and the target's for it."""


@dataclass(frozen=True, slots=True)
class _Verdict:
    target: Span
    source: Span
    right: str
    confidence: Confidence


class AcronymCheck:
    """One task of this kind."""

    def __init__(
        self,
        rule: Rule,
        vocabulary: Vocabulary,
        judge: Callable[[_Document, _Sentence, Vocabulary], Iterator[_Verdict]],
    ) -> None:
        self._rule = rule
        self._vocabulary = vocabulary
        self._judge = judge

    def compare(self, bitext: Bitext) -> Iterator[Finding]:
        document = bitext.once("acronyms side by side", lambda: _read(bitext))
        for sentence in document.sentences:
            for verdict in self._judge(document, sentence, self._vocabulary):
                yield told(
                    bitext,
                    self._rule,
                    sentence.bead,
                    verdict.target,
                    verdict.source,
                    (verdict.right,),
                    confidence=verdict.confidence,
                )


def _foreign(document: _Document, sentence: _Sentence, vocabulary: Vocabulary) -> Iterator[_Verdict]:
    for one, right in sentence.foreign:
        yield _Verdict(one.span, sentence.bead.source, right, Confidence.LIKELY)


def _misspelt(document: _Document, sentence: _Sentence, vocabulary: Vocabulary) -> Iterator[_Verdict]:
    for one in sentence.unexplained:
        near = [(right, place) for right, place in _expected(document, sentence) if _is_slip(one.text, right)]
        if one.text in document.learnt.values():
            continue
        if near:
            # Letters change places between languages too (TFUE, TFEU): only what is known to belong there is sure.
            known = near[0] in sentence.wanted or near[0][0] in document.counts
            yield _Verdict(one.span, near[0][1], near[0][0], Confidence.SURE if known else Confidence.LIKELY)
        elif not _is_known(one.text, vocabulary) and (right := _near_usual(one.text, document, vocabulary)):
            yield _Verdict(one.span, sentence.bead.source, right, Confidence.LIKELY)


def _near_usual(acronym: str, document: _Document, vocabulary: Vocabulary) -> str | None:
    """What an acronym that nobody knows is but two letters in each other's place of: one of this document, or a known one."""
    known = vocabulary.lexicon.acronyms
    for right in _swaps(acronym):
        often = document.counts.get(right, 0) >= _USUAL * document.counts[acronym]
        listed = len(right) > _SWAPPED and right in known and acronym not in document.in_source
        if often or listed or right in _CODES:
            return right
    return None


def _another(document: _Document, sentence: _Sentence, vocabulary: Vocabulary) -> Iterator[_Verdict]:
    here = [one for one in sentence.open if one.text not in sentence.said]
    if len(sentence.unexplained) == len(here) == 1:
        wrong, right = sentence.unexplained[0], document.learnt.get(here[0].text)
        other = wrong.text not in document.learnt.values() and right not in sentence.said
        if right and other and not _is_slip(wrong.text, right):
            yield _Verdict(wrong.span, here[0].span, right, Confidence.LIKELY)


def _expected(document: _Document, sentence: _Sentence) -> Iterator[tuple[str, Span]]:
    """What may belong where an acronym is not explained, the likeliest first."""
    yield from sentence.wanted
    yield from ((document.learnt[one.text], one.span) for one in sentence.open if one.text in document.learnt)
    yield from ((one.text, one.span) for one in sentence.open)


def _is_known(acronym: str, vocabulary: Vocabulary) -> bool:
    return acronym in vocabulary.lexicon.acronyms or vocabulary.knows(acronym) or vocabulary.knows(acronym.lower())


def _is_slip(acronym: str, right: str) -> bool:
    if len(right) >= _SWAPPED and is_swap(acronym, right):
        return True
    return len(right) >= _CHANGED and is_one_edit(acronym, right)


def _swaps(acronym: str) -> Iterator[str]:
    for index, (left, right) in enumerate(pairwise(acronym)):
        if left != right:
            yield acronym[:index] + right + left + acronym[index + 2 :]


def _read(bitext: Bitext) -> _Document:
    beads = named(bitext)
    if not beads:
        return _Document((), {}, frozenset(), {})
    source, target = [*_acronyms(bitext.source)], [*_acronyms(bitext.target)]
    here = in_source(bitext, source)
    there = in_target(bitext, target)
    learnt = _learnt(bitext, here, there)
    sentences = (_sentence(bitext, beads[number], here.get(number, ()), there[number]) for number in there)
    return _Document(
        tuple(filter(None, sentences)), Counter(one.text for one in target), frozenset(one.text for one in source), learnt
    )


@dataclass(frozen=True, slots=True)
class _Acronym:
    text: str
    start: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.text))


def _acronyms(side: BitextSide) -> Iterator[_Acronym]:
    text = side.reading.text
    for match in _CAPITALS.get(side.language, _LATIN).finditer(text):
        if not text[match.start() - 1 : match.start()].isalnum() and _ENDS.match(text, match.end()):
            yield _Acronym(match.group(), match.start())


@cache
def _usual(language: str) -> Mapping[Key, tuple[str, ...]]:
    """The acronyms of each name."""
    return {key: tuple(filter(is_acronym, forms)) for key, forms in named_forms(language).items()}


def _sentence(bitext: Bitext, each: Named, here: Sequence[_Acronym], there: Sequence[_Acronym]) -> _Sentence | None:
    ours, theirs = acronyms_in(bitext.target.language), acronyms_in(bitext.source.language)
    strange = [one for one in there if one.text not in ours]
    if not strange or each.bead.confidence < SURE_ENOUGH or bitext.target.text(each.bead.target).isupper():
        return None
    written, said = {one.text for one in here}, frozenset(one.text for one in there)
    usual = _usual(bitext.target.language)
    in_source = _named_in(each)
    foreign = tuple(
        (one, right) for one in strange if (right := _translated(theirs.get(one.text), in_source.keys(), usual, one.text))
    )
    left = {one.text for one, _ in foreign}
    unexplained = tuple(
        one for one in strange if one.text not in written and one.text not in left and not _ROMAN.fullmatch(one.text)
    )
    open_ = tuple(one for one in here if one.text not in theirs)
    wanted = tuple((acronym, span) for key, span in in_source.items() for acronym in usual[key])
    return _Sentence(each.bead, unexplained, said, open_, foreign, wanted) if unexplained or foreign else None


def _translated(
    meant: frozenset[Key] | None, named_there: Collection[Key], usual: Mapping[Key, tuple[str, ...]], acronym: str
) -> str | None:
    """What the target's language has for an acronym of the source's; two letters alone may be anything, as "CE" and "PL" are."""
    rights = sorted({usual[key][0] for key in meant or () if key in named_there and usual[key]})
    return next((right for right in rights if len(acronym) >= _SWAPPED or sorted(right) == sorted(acronym)), None)


def _named_in(each: Named) -> dict[Key, Span]:
    """What the source names, with the first place."""
    source: dict[Key, Span] = {}
    for mention in each.source:
        for name in mention.names:
            source.setdefault((mention.kind, name), Span(mention.start, mention.end))
    return source


def _learnt(bitext: Bitext, here: Mapping[int, list[_Acronym]], there: Mapping[int, list[_Acronym]]) -> dict[str, str]:
    """Which acronyms of the source and of the target, other than the table's, stand in the same sentences."""
    ours, theirs = acronyms_in(bitext.target.language), acronyms_in(bitext.source.language)
    together: dict[str, Counter[str]] = {}
    counts: Counter[str] = Counter()
    for number, acronyms in here.items():
        unknown = {one.text: one for one in acronyms if one.text not in theirs}
        others = {one.text: one for one in there.get(number, ()) if one.text not in ours} if unknown else {}
        for acronym, one in unknown.items():
            counts[acronym] += 1
            for other, place in others.items():
                # A slip of the source's own acronym is introduced as rightly as a right one.
                both = (
                    not _is_slip(other, acronym)
                    and _in_brackets(bitext.source, one.span)
                    and _in_brackets(bitext.target, place.span)
                )
                together.setdefault(acronym, Counter())[other] += _INTRODUCED if both else 1
    best = {acronym: counter.most_common(1)[0] for acronym, counter in together.items()}
    return {acronym: other for acronym, (other, count) in best.items() if count >= _needed(acronym, other, counts[acronym])}


def _needed(acronym: str, other: str, times: int) -> float:
    """In how many of the ``times`` that an acronym stands the other must stand beside it."""
    return max(_LEARNT_OF_SLIPS if _is_slip(other, acronym) else _LEARNT, _SHARE * times)


def _in_brackets(side: BitextSide, span: Span) -> bool:
    text = side.reading.text
    return text[span.start - 1 : span.start] in ("(", "（") and text[span.end : span.end + 1] in (")", "）")
