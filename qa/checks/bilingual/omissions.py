"""Sentences, paragraphs and speeches that a translation lacks, has of its own, cuts short, or leaves untranslated.

Nothing is said of a passage that could not be aligned: it is missing only where what stands beside it surely belongs
together, and where that is not so long that the passage may be in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from math import exp, log
from statistics import median

from qa.beads.bitext import SURE_ENOUGH, Bitext, BitextSide
from qa.beads.cognates import is_misread
from qa.beads.sentence import habits
from qa.checks.bilingual.told import told
from qa.facts.languages import other_language
from qa.ground.bitext import Bead
from qa.ground.errors import quoted
from qa.ground.finding import Finding
from qa.ground.lists import word_set
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.words.foreign import foreign_words
from qa.words.vocabulary import Vocabulary

_NAMES = {"ar": "Arabic", "es": "Spanish", "fr": "French", "ru": "Russian", "zh": "Chinese"}
_USUAL = {"ar": 1.15, "es": 0.95, "fr": 0.92, "ru": 0.98, "zh": 3.2}
"""Code points of English for each of the source, where a bitext is too short to show its own."""
_ENOUGH = 12
"""Beads that show how long the translations of a bitext are."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Beads in a row that have one side only."""

    first: int
    last: int
    """The numbers of the first bead and of the one after the last."""
    here: Span
    """What is alone, from the first to the last."""
    what: str
    """``sentence``, ``paragraph`` or ``speech``."""


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> list[Passages]:
    return [Passages(rule) for rule in rules]


class Passages:
    """One rule, by its task."""

    def __init__(self, rule: Rule) -> None:
        """Raises QaError for a task that there is not."""
        self._rule = rule
        task = str(rule.options.get("task"))
        if task not in _TASKS:
            raise rule.error("task", "unknown task", found=quoted(task), expected="one of " + ", ".join(_TASKS))
        self._find = _TASKS[task]

    def compare(self, bitext: Bitext) -> Iterator[Finding]:
        return self._find(self._rule, bitext)


def _missing(what: str, side: int) -> Callable[[Rule, Bitext], Iterator[Finding]]:
    """Runs that one side alone has, of any sort where ``what`` is empty: 0 for what the target lacks, 1 for what it adds."""

    def find(rule: Rule, bitext: Bitext) -> Iterator[Finding]:
        for run in bitext.once(("alone", side), lambda: tuple(_alone(bitext, side))):
            if not what or run.what == what:
                before = bitext.beads[run.first]
                place = _opposite(before, side)
                target, source = (place, run.here) if side == 0 else (run.here, place)
                yield told(bitext, rule, before, target, source)

    return find


def _alone(bitext: Bitext, side: int) -> Iterator[_Run]:
    here = (bitext.source, bitext.target)[side]
    if any(is_misread(each.reading.text, each.language) for each in (bitext.source, bitext.target)):
        return
    for first, last in _units(bitext, side) if bitext.beads is bitext.paragraphs else _stretches(bitext, side):
        span = Span(_own(bitext.beads[first], side).start, _own(bitext.beads[last - 1], side).end)
        if _is_speech(here, span):
            yield _Run(first, last, span, _what(bitext, side, first, last, span))


def _units(bitext: Bitext, side: int) -> Iterator[tuple[int, int]]:
    """In a file of pairs each pair stands for itself."""
    for number, bead in enumerate(bitext.beads):
        if not _opposite(bead, side):
            yield number, number + 1


def _stretches(bitext: Bitext, side: int) -> Iterator[tuple[int, int]]:
    for is_alone, numbers in groupby(range(len(bitext.beads)), key=lambda number: not _opposite(bitext.beads[number], side)):
        run = list(numbers)
        if is_alone and _is_told(bitext, side, run[0], run[-1] + 1):
            yield run[0], run[-1] + 1


def _own(bead: Bead, side: int) -> Span:
    return bead.target if side else bead.source


def _opposite(bead: Bead, side: int) -> Span:
    return bead.source if side else bead.target


_SURE_ALONE = 0.5


def _is_told(bitext: Bitext, side: int, first: int, last: int) -> bool:
    """Whether the run, and what stands before and after it, are sure, and what stands there is not long enough to hold it."""
    beads = bitext.beads
    if min(bead.confidence for bead in beads[first:last]) < _SURE_ALONE:
        return False
    beside = [beads[number] for number in (first - 1, last) if 0 <= number < len(beads)]
    if any(bead.confidence < _SURE_ALONE or not len(_own(bead, side)) for bead in beside):
        return False
    ratio = _ratio(bitext)[0] if side == 0 else 1 / _ratio(bitext)[0]
    alone = ratio * sum(len(_own(bead, side)) for bead in beads[first:last])
    with_it = ratio * sum(len(_own(bead, side)) for bead in beside) + alone
    there = sum(len(_opposite(bead, side)) for bead in beside)
    return there < with_it - alone / 2


_LEAST_LETTERS = 25
_LEAST_WORDS = 4


def _is_speech(side: BitextSide, span: Span) -> bool:
    """Whether it is more than a heading or what a page prints round the text."""
    text = side.text(span)
    letters = sum(map(str.isalpha, text))
    if side.language == "zh":
        return letters >= _LEAST_LETTERS // 3
    has_stop = text.rstrip(" \"'»”’)").endswith((".", "?", "!", "؟", "…"))
    return has_stop and letters >= _LEAST_LETTERS and len(text.split()) >= _LEAST_WORDS and not text.isupper()


def _what(bitext: Bitext, side: int, first: int, last: int, span: Span) -> str:
    """A speech begins with its speaker; a paragraph is a whole line of the view."""
    here = (bitext.source, bitext.target)[side]
    text = here.reading.text
    if last - first > 1 and habits(here.language).label.match(text, span.start, span.end):
        return "speech"
    begins = not text[text.rfind("\n", 0, span.start) + 1 : span.start].strip()
    ends = not text[span.end : (text.find("\n", span.end) + 1 or len(text) + 1) - 1].strip()
    is_unit = bitext.beads is bitext.paragraphs
    return "paragraph" if begins and ends and not is_unit else "sentence"


def _ratio(bitext: Bitext) -> tuple[float, float]:
    """How many code points the target has for one of the source, and how far a bead strays from that, in logarithms."""
    return bitext.once("ratio of lengths", lambda: _measured(bitext))


def _measured(bitext: Bitext) -> tuple[float, float]:
    usual = _USUAL.get(bitext.source.language, 1.0) / _USUAL.get(bitext.target.language, 1.0)
    ratios = [
        log(len(bead.target) / len(bead.source))
        for bead in bitext.beads
        if len(bead.source) >= _LONG and len(bead.target) and bead.confidence >= SURE_ENOUGH
    ]
    if len(ratios) < _ENOUGH:
        return usual, _USUAL_DEVIATION
    middle = median(ratios)
    strays = median(abs(each - middle) for each in ratios) * 1.48
    return exp(middle), max(_LEAST_DEVIATION, strays)


_LONG = 60
_USUAL_DEVIATION = 0.18
_LEAST_DEVIATION = 0.1


def _short(rule: Rule, bitext: Bitext) -> Iterator[Finding]:
    """Beads whose target is much shorter than the pair's own measure and deviation allow."""
    ratio, deviation = _ratio(bitext)
    most = ratio * min(_CUT, exp(-_DEVIATIONS * deviation))
    for bead in () if is_misread(bitext.source.reading.text, bitext.source.language) else bitext.beads:
        here, there = len(bead.source), len(bead.target)
        if here >= _LONG and 0 < there < here * most and bead.confidence >= SURE_ENOUGH:
            lost = _lost(bitext.source.text(bead.source), bitext.target.text(bead.target))
            evidence = f"It has {there / (here * ratio):.0%} of the usual length{lost}."
            yield told(bitext, rule, bead, bead.target, bead.source, evidence=evidence)


_CUT = 0.68
_DEVIATIONS = 3.3
"""On Europarl pairs 0.4 per cent of those untouched stray so far, and four in five of those that lost a clause or sentence."""
_FIGURE = re.compile(r"\d{2,}")


def _lost(source: str, target: str) -> str:
    """In words what the target lacks of figures and of sentences, by their number."""
    lost = [figure for figure in _FIGURE.findall(source) if figure not in target][:3]
    ends = len(_SENTENCE_END.findall(source)) - len(_SENTENCE_END.findall(target))
    if ends > 0:
        lost.append(f"{ends} sentence{'s' * (ends > 1)}")
    return f", and lacks {', '.join(lost)}" if lost else ""


_SENTENCE_END = re.compile(r"(?<=[^\W_A-Z]{2}[.?!])(?= [^a-z])|[。！？](?!$)")


def _untranslated(rule: Rule, bitext: Bitext) -> Iterator[Finding]:
    """Target sentences in the source's language."""
    name = _NAMES.get(bitext.source.language)
    if name is None or bitext.target.language != "en":
        return
    text = bitext.target.reading.text
    places = [match.start() for match in _foreign_marks(bitext.source.language).finditer(text)]
    for bead in bitext.beads if places else ():
        first, last = bisect_left(places, bead.target.start), bisect_left(places, bead.target.end)
        if last - first < 2:
            continue
        passage = _HYPHENED.sub(" ", bitext.target.text(bead.target))
        if habits(bitext.target.language).label.match(passage):
            continue
        if sum(map(str.isalpha, passage)) < (_LEAST_SIGNS if bitext.source.language == "zh" else _LEAST_LETTERS):
            continue
        language = other_language(passage)
        if language is not None and language[0] == name:
            yield told(bitext, rule, bead, bead.target, bead.source, evidence=language[1])


_LEAST_SIGNS = 8
_HYPHENED = re.compile(r"\b\w+(?:-\w+)+")
"""Names of places: "Levis-et-Chutes-de-la-Chaudiere"."""


@cache
def _foreign_marks(language: str) -> re.Pattern[str]:
    """What a passage of that language is full of, and an English one hardly has."""
    if language in _SIGNS:
        return re.compile(_SIGNS[language])
    little = foreign_words().little[_NAMES[language]] - word_set("English") - {"a", "on", "no", "me", "son", "sans", "comme"}
    return re.compile(rf"\b(?:{'|'.join(sorted(little))})\b", re.IGNORECASE)


_SIGNS = {"ru": "[\u0400-\u04ff]{4,}", "ar": "[\u0600-\u06ff]{3,}", "zh": "[\u4e00-\u9fff]{2,}"}

_TASKS: dict[str, Callable[[Rule, Bitext], Iterator[Finding]]] = {
    "sentence missing": _missing("sentence", 0),
    "paragraph missing": _missing("paragraph", 0),
    "speech missing": _missing("speech", 0),
    "added": _missing("", 1),
    "short": _short,
    "untranslated": _untranslated,
}
