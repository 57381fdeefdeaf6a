"""Words in a spelling that is not the house's: "organisation" for "organization", "crosscutting" for "cross-cutting"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from qa.checks.report import report
from qa.ground.errors import quoted
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.text.token import Token
from qa.words.hyphened import hyphened
from qa.words.vocabulary import Vocabulary


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[OtherSpellings]:
    for rule in rules:
        task = rule.option("task", "variant")
        if task not in _TASKS:
            known = " or ".join(f'"{name}"' for name in _TASKS)
            expected = f'{known}; rules of kind "slips" report words that no list knows'
            raise rule.error("task", "unknown task", found=quoted(task), expected=expected)
        yield OtherSpellings(rule, *_TASKS[task](rule, vocabulary))


_Usual = tuple[Mapping[str, str], Callable[[str], bool]]
"""A form in small letters -> how the house writes it, and which words as written are right all the same."""


def _variants(rule: Rule, vocabulary: Vocabulary) -> _Usual:
    return vocabulary.lexicon.variants, vocabulary.knows


def _hyphened(rule: Rule, vocabulary: Vocabulary) -> _Usual:
    closed = frozenset(rule.words("closed"))
    forms = hyphened(vocabulary.lexicon)
    return {word: form for word, form in forms if word not in closed}, vocabulary.accepts


_TASKS: Mapping[str, Callable[[Rule, Vocabulary], _Usual]] = {"variant": _variants, "hyphen": _hyphened}


class OtherSpellings:
    """Right English, but not the house's: -ise, American and older forms. Names and titles keep their own spelling."""

    def __init__(self, rule: Rule, usual: Mapping[str, str], is_right: Callable[[str], bool]) -> None:
        self._rule = rule
        self._usual = usual
        self._is_right = is_right
        self.watched = frozenset(usual)

    def suspects(self, token: Token) -> bool:
        return token.lowered in self._usual and token.word[1:].islower() and not self._is_right(token.word)

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        for token in tokens:
            right = self._usual[token.lowered]
            for place in reading.places(token.text):
                span = Span(place.start + token.start, place.start + token.end)
                if token.word[0].islower():
                    yield report(reading, self._rule, span, [right])
                elif reading.starts_sentence(span.start) and not _next_is_capital(reading, span):
                    yield report(reading, self._rule, span, [right[0].upper() + right[1:]])


def _next_is_capital(reading: Reading, span: Span) -> bool:
    after = reading.text[span.end : span.end + 40].partition("\n")[0].split(" ")
    return len(after) > 1 and after[1][:1].isupper()
