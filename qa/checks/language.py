"""Passages that are not English. Names, headings and speaker lines are never asked about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from qa.checks.report import report
from qa.facts.languages import CHINESE, other_language
from qa.ground.document import BlockKind
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.text.token import Token
from qa.words.vocabulary import Vocabulary

_UNKNOWN_WORDS = 4
"""A passage with fewer unknown words is not asked about: English records hold many foreign names, few foreign words."""

_LETTERS, _PROBABILITY = 40, 0.9
"""What a passage must have to be judged, and how sure the judgement must be."""

_SHORTEST_LOUD = 5
"""Letters of a word in capitals, in a text that is all in capitals; shorter ones are acronyms."""


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[OtherLanguages]:
    return [OtherLanguages(rule, vocabulary) for rule in rules]


class OtherLanguages:
    """Paragraphs in another language."""

    watched: frozenset[str] = frozenset()

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._vocabulary = vocabulary
        self._letters = rule.option("letters", _LETTERS)
        self._probability = rule.option("probability", _PROBABILITY)

    def suspects(self, token: Token) -> bool:
        word = token.word
        return bool(token.unknown) and (not word[0].isupper() or (len(word) >= _SHORTEST_LOUD and word.isupper()))

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        for passage, language, why in other_languages(reading, tokens, self._letters, self._probability):
            yield report(reading, self._rule, passage, evidence=f"Read as {language}: {why}.")


def other_languages(
    reading: Reading, suspected: Iterable[Token], letters: int = _LETTERS, probability: float = _PROBABILITY
) -> Iterator[tuple[Span, str, str]]:
    """The passages that are not English, each with its language and what tells it; ``suspected``: tokens that nothing knows."""
    tokens = list(suspected)
    if sum(_words_in(token.text) for token in tokens) < _UNKNOWN_WORDS:
        return
    unknown: Counter[Span] = Counter()
    for token in tokens:
        for place in reading.places(token.text):
            unknown[reading.paragraph(place.start)] += _words_in(token.text)
    for paragraph in sorted(span for span, count in unknown.items() if count >= _UNKNOWN_WORDS):
        passage = _without_label(reading, paragraph)
        text = reading.text[passage.slice]
        if sum(map(str.isalpha, text)) < letters or unknown[paragraph] * 4 < len(text.split()):
            continue
        if reading.block_kind(passage) is BlockKind.PARAGRAPH and (verdict := other_language(text, probability)):
            yield passage, *verdict


def _without_label(reading: Reading, paragraph: Span) -> Span:
    colon = reading.text.find(": ", paragraph.start, min(paragraph.end, paragraph.start + 120))
    if colon >= 0 and reading.in_label(Span(paragraph.start, paragraph.start + 1)):
        return Span(colon + 2, paragraph.end)
    return paragraph


def _words_in(token: str) -> int:
    """One, but Chinese has no blanks: two of its characters are about a word."""
    return max(1, len(CHINESE.findall(token)) // 2)
