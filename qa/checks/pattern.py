"""Regular expressions: ``pattern``, and ``replace`` for what should stand there.

``scope = "token"`` promises that the pattern never looks beyond what stands between two blanks; then each distinct token
is judged once in a run, and letters alone, with or without a closing mark, are not looked at. Patterns are of the ``regex``
package; a blank in a pattern is any line wrap too. ``habit`` is a pattern of the right form: in a document that has the
faulty one twice and oftener than the right one it is the typesetter's way, and nothing is reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import regex

from qa.checks.report import report
from qa.ground.errors import quoted
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.match.automaton import LiteralPlace
from qa.match.required import Anchors, required_literals
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.text.token import Token
from qa.words.vocabulary import Vocabulary

_SECONDS = 10.0
"""A pattern that takes longer on one document has run away; the sound ones take microseconds."""


@dataclass(frozen=True)
class _Compiled:
    """A rule whose expressions are compiled when they are first tried: a document gives cause to try a few of them."""

    rule: Rule
    text: str
    """The expression."""
    replace: str | None

    @cached_property
    def pattern(self) -> regex.Pattern[str]:
        return _expression(self.rule, "pattern")

    @cached_property
    def habit(self) -> regex.Pattern[str] | None:
        return _expression(self.rule, "habit") if "habit" in self.rule.options else None

    def is_habit(self, text: str) -> bool:
        """Whether a text always writes so."""
        if self.habit is None:
            return False
        times = sum(1 for _ in self._matches(text, Span(0, len(text))))
        return times >= _HABIT and times > sum(1 for _ in self.habit.finditer(text))

    def findings(self, reading: Reading, text: str, offset: int = 0, within: Span | None = None) -> Iterator[Finding]:
        """Every match in ``text``, which stands at ``offset`` of the view; or only in a part of it."""
        for match in self._matches(text, within or Span(0, len(text))):
            corrections = () if self.replace is None else (match.expand(self.replace),)
            if not corrections or corrections[0] != match.group():
                yield report(reading, self.rule, Span(offset + match.start(), offset + match.end()), corrections)

    def in_token(self, reading: Reading, token: str, offset: int) -> Iterator[Finding]:
        """All matches in a token at ``offset``, as one finding where they are corrected: "Al-Qaida,ISIL,and" lacks two blanks.

        Reported one by one, each would take in the word between them, and only one of the two would be corrected.
        """
        matches = list(self._matches(token, Span(0, len(token))))
        if self.replace is None or len(matches) < 2:
            yield from self.findings(reading, token, offset)
            return
        start = end = matches[0].start()
        right = ""
        for match in matches:
            right += token[end : match.start()] + match.expand(self.replace)
            end = match.end()
        if right != token[start:end]:
            yield report(reading, self.rule, Span(offset + start, offset + end), [right])

    def _matches(self, text: str, within: Span) -> Iterator[regex.Match[str]]:
        try:
            yield from self.pattern.finditer(text, within.start, within.end, timeout=_SECONDS)
        except TimeoutError as error:
            raise self.rule.error("pattern", f"the pattern needs more than {_SECONDS:.0f} seconds on one document") from error


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[TokenPatterns | TextPatterns]:
    scopes: dict[str, list[_Compiled]] = {"token": [], "text": []}
    for rule in rules:
        scope = rule.option("scope", "text")
        if scope not in scopes:
            raise rule.error("scope", "unknown scope", found=quoted(scope), expected='"token" or "text"')
        scopes[scope].append(_compiled(rule))
    if scopes["token"]:
        yield TokenPatterns(scopes["token"])
    if scopes["text"]:
        yield TextPatterns(scopes["text"])


def _compiled(rule: Rule) -> _Compiled:
    text = rule.option("pattern", "")
    if not text:
        raise rule.error("pattern", "no pattern", expected="a regular expression")
    compiled = _Compiled(rule, text, rule.option("replace", "") if "replace" in rule.options else None)
    if not rule.shipped:
        _prove(compiled)
    return compiled


def _prove(compiled: _Compiled) -> None:
    """Raises QaError for what is no expression, and for a replacement that does not fit it."""
    _ = compiled.pattern, compiled.habit
    if compiled.replace and "\\" in compiled.replace:
        _prove_template(compiled.rule, compiled.text, compiled.replace)


def _expression(rule: Rule, key: str) -> regex.Pattern[str]:
    text = rule.option(key, "")
    if "\b" in text:
        expected = f"single quotes, in which TOML leaves it alone: {key} = '{text.replace(chr(8), chr(92) + 'b')}'"
        raise rule.error(key, r'a backspace, which is what "\b" is in double quotes', expected=expected)
    try:
        return regex.compile(text)
    except regex.error as error:
        raise rule.error(key, f"not a regular expression: {error}", found=quoted(text)) from error


def _prove_template(rule: Rule, pattern: str, replace: str) -> None:
    empty = regex.search(f"{pattern}\n|", "")  # matches whatever the pattern is, and has its groups
    assert empty is not None
    try:
        empty.expand(replace)
    except (regex.error, IndexError) as error:
        expected = "the pattern's own groups"
        raise rule.error("replace", f"not a replacement: {error}", found=quoted(replace), expected=expected) from error


_HABIT = 2
"""Times from which on a form is a document's way of writing."""


class TokenPatterns:
    """Patterns that a token alone decides."""

    watched: frozenset[str] = frozenset()

    def __init__(self, patterns: Sequence[_Compiled]) -> None:
        self._patterns = patterns
        self._marks = [_certain_mark(compiled.text) for compiled in patterns]

    def suspects(self, token: Token) -> bool:
        if token.is_plain:
            return False
        text = token.text
        guarded = zip(self._marks, self._patterns, strict=True)
        return any(mark in text and compiled.pattern.search(text) for mark, compiled in guarded)

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        for token in tokens:
            hits = [compiled for compiled in self._patterns if compiled.pattern.search(token.text)]
            for place in reading.places(token.text) if hits else ():
                for compiled in hits:
                    yield from compiled.in_token(reading, token.text, place.start)


def _certain_mark(pattern: str) -> str:
    """A mark of punctuation without which the pattern never matches; empty when there is none.

    >>> _certain_mark(r"(?<=\\p{Ll}),(?=\\p{L})")
    ','
    """
    literals = required_literals(pattern)
    common = set.intersection(*map(set, literals)) if literals else set()
    return min((character for character in common if not character.isalnum()), default="")


class TextPatterns:
    """Patterns over running text; each is tried only where its literals stand."""

    def __init__(self, patterns: Sequence[_Compiled]) -> None:
        self._patterns = patterns
        self._anchors = Anchors([required_literals(compiled.text) for compiled in patterns])

    @property
    def literals(self) -> tuple[str, ...]:
        return self._anchors.literals

    def find_beside(self, reading: Reading, places: Iterable[LiteralPlace]) -> Iterator[Finding]:
        for index, paragraphs in self._anchors.possible(reading.text, places):
            if self._patterns[index].is_habit(reading.text):
                continue
            for paragraph in paragraphs:
                yield from self._patterns[index].findings(reading, reading.text, within=paragraph)
