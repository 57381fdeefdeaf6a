"""A text and the words that nothing knows in it to its passages that are not English: one check reports them, slips skip them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from qa.facts.languages import CHINESE, other_language
from qa.ground.document import BlockKind
from qa.ground.span import Span
from qa.text.reading import Reading
from qa.text.token import Token

_UNKNOWN_WORDS = 4
"""A passage with fewer unknown words is not asked about: English records hold many foreign names, few foreign words."""
LETTERS, PROBABILITY = 40, 0.9
"""What a passage must have to be judged, and how sure the judgement must be."""


def other_languages(
    reading: Reading, suspected: Iterable[Token], letters: int = LETTERS, probability: float = PROBABILITY
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
