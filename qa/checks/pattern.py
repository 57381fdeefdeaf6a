"""Regular expressions: ``pattern``, and ``replace`` for what should stand there.

``scope = "token"`` promises that the pattern never looks beyond what stands between two blanks; then each distinct token
is judged once in a run, and letters alone, with or without a closing mark, are not looked at. Patterns are of the ``regex``
package; a blank in a pattern is any line wrap too. ``habit`` is a pattern of the right form: in a document that has the
faulty one twice and oftener than the right one it is the typesetter's way, and nothing is reported.

A pattern that costs too much loses its rule on that document, which is told, and is at last tried no more. The shipped ones are
proved on passages as long as a long paragraph (``qa rules lint``), and run against no clock there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from time import process_time

import regex

from qa.checks.report import given_up, report
from qa.ground.errors import quoted
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.match.anchors import Anchors, Passage, whole
from qa.match.automaton import LiteralPlace
from qa.match.cost import PROVED_LENGTH
from qa.match.required import all_required
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.text.token import Token
from qa.words.vocabulary import Vocabulary

_SECONDS = 1.0
"""Of the processor, for one rule on one document: a pattern that takes longer has run away; the sound ones take microseconds."""
_DOCUMENTS = 3
"""A rule that has run away on so many documents is tried no more."""


class _Spent(Exception):
    """A rule has had all the time that it may have on a document."""


@dataclass(eq=False)
class _Compiled:
    """A rule whose expressions are compiled when they are first tried: a document gives cause to try a few of them."""

    rule: Rule
    text: str
    """The expression."""
    replace: str | None
    runaways: int = 0
    """Documents on which it has taken more time than it may have."""

    @property
    def is_off(self) -> bool:
        return self.runaways >= _DOCUMENTS

    def suspects(self, text: str) -> bool:
        """Whether a text may match; one on which a rule runs away does."""
        if self.rule.shipped:
            return self.pattern.search(text) is not None
        try:
            return self.is_off or self.pattern.search(text, timeout=_SECONDS) is not None
        except TimeoutError:
            return True

    @cached_property
    def pattern(self) -> regex.Pattern[str]:
        return _expression(self.rule, "pattern")

    @cached_property
    def habit(self) -> regex.Pattern[str] | None:
        return _expression(self.rule, "habit") if "habit" in self.rule.options else None


class _Trial:
    """A rule on one document: what it finds there, as long as it has time left."""

    def __init__(self, compiled: _Compiled) -> None:
        self._compiled = compiled
        self._until: float | None = None
        """When its time is up; None before the first trial."""
        self._is_given_up = False

    def given_up(self) -> Iterator[Finding]:
        """That nothing more is found, where that is so."""
        if not self._is_given_up:
            return
        why = f"it took more than {_SECONDS:g} s"
        if self._compiled.is_off:
            why += f", as on {_DOCUMENTS} documents of this run, and is tried no more"
        self._compiled.runaways += 1
        yield given_up(self._compiled.rule, "pattern", why)

    def matches(self, text: str, passage: Passage) -> list[regex.Match[str]]:
        """Every match in a part of a text; none when the time is up."""
        try:
            return [match for match in self._timed(self._compiled.pattern, text, passage.window) if passage.holds(match)]
        except _Spent:
            self._is_given_up = True
            return []

    def _timed(self, pattern: regex.Pattern[str], text: str, within: Span) -> list[regex.Match[str]]:
        if self._compiled.rule.shipped and len(within) <= PROVED_LENGTH:
            return list(pattern.finditer(text, within.start, within.end))  # a clock takes longer than most passages
        if self._compiled.is_off:
            raise _Spent
        if self._until is None:
            left = _SECONDS
            self._until = process_time() + left
        else:
            left = self._until - process_time()
        if left <= 0:
            raise _Spent
        try:
            return list(pattern.finditer(text, within.start, within.end, timeout=left))
        except TimeoutError as error:
            self._until = 0.0
            raise _Spent from error

    def is_habit(self, text: str) -> bool:
        """Whether a text always writes so."""
        habit = self._compiled.habit
        if habit is None:
            return False
        everywhere = Span(0, len(text))
        try:
            times = len(self._timed(self._compiled.pattern, text, everywhere))
            return times >= _HABIT and times > len(self._timed(habit, text, everywhere))
        except _Spent:
            self._is_given_up = True
            return True

    def findings(self, reading: Reading, text: str, offset: int = 0, within: Passage | None = None) -> Iterator[Finding]:
        """Every match in ``text``, which stands at ``offset`` of the view; or only in a part of it."""
        replace = self._compiled.replace
        for match in self.matches(text, within or whole(text)):
            corrections = () if replace is None else (match.expand(replace),)
            if not corrections or corrections[0] != match.group():
                yield report(reading, self._compiled.rule, Span(offset + match.start(), offset + match.end()), corrections)

    def in_token(self, reading: Reading, token: str, offset: int) -> Iterator[Finding]:
        """All matches in a token at ``offset``, as one finding where they are corrected: "Al-Qaida,ISIL,and" lacks two blanks.

        Reported one by one, each would take in the word between them, and only one of the two would be corrected.
        """
        replace = self._compiled.replace
        matches = [] if replace is None else self.matches(token, whole(token))
        if replace is None or len(matches) < 2:
            yield from self.findings(reading, token, offset)
            return
        start = end = matches[0].start()
        right = ""
        for match in matches:
            right += token[end : match.start()] + match.expand(replace)
            end = match.end()
        if right != token[start:end]:
            yield report(reading, self._compiled.rule, Span(offset + start, offset + end), [right])


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


_LETTERS = re.compile(r"[^\W_]+")
"""Letters and digits."""
_MOST_KEPT = 10_000


class TokenPatterns:
    """Patterns that a token alone decides."""

    watched: frozenset[str] = frozenset()

    def __init__(self, patterns: Sequence[_Compiled]) -> None:
        self._patterns = patterns
        required = all_required([compiled.text for compiled in patterns])
        self._with_signs = [(compiled, _signs(needed.literals)) for needed, compiled in zip(required, patterns, strict=True)]
        self._tried = lru_cache(maxsize=_MOST_KEPT)(self._with_any)

    def suspects(self, token: Token) -> bool:
        if token.is_plain:
            return False
        text = token.text
        return any(compiled.suspects(text) for compiled in self._tried(_LETTERS.sub("", text)))

    def _with_any(self, signs: str) -> tuple[_Compiled, ...]:
        """The patterns worth trying on a token of these signs, which are in its order."""
        return tuple(compiled for compiled, needed in self._with_signs if any(sign in signs for sign in needed))

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        trials = [_Trial(compiled) for compiled in self._patterns]
        for token in tokens:
            hits = [trial for trial in trials if trial.matches(token.text, whole(token.text))]
            for place in reading.places(token.text) if hits else ():
                for trial in hits:
                    yield from trial.in_token(reading, token.text, place.start)
        for trial in trials:
            yield from trial.given_up()


def _signs(literals: Iterable[str]) -> tuple[str, ...]:
    """Marks of punctuation one of which stands in whatever a pattern with these literals matches; where that cannot be told,
    nothing, which stands anywhere.

    >>> _signs([" ,", ","]), _signs(["?", "!"]), _signs(["in", "on,"])
    ((',',), ('!', '?'), ('',))
    """
    of_each = [{sign for sign in literal if not sign.isalnum()} for literal in literals]
    if not of_each or not all(of_each):
        return ("",)
    in_all = set.intersection(*of_each)
    return (min(in_all),) if in_all else tuple(sorted(set(map(min, of_each))))


class TextPatterns:
    """Patterns over running text; each is tried only where its literals stand."""

    def __init__(self, patterns: Sequence[_Compiled]) -> None:
        self._patterns = patterns
        self._anchors = Anchors(all_required([compiled.text for compiled in patterns]))

    @property
    def literals(self) -> tuple[str, ...]:
        return self._anchors.literals

    def find_beside(self, reading: Reading, places: Iterable[LiteralPlace]) -> Iterator[Finding]:
        for index, passages in self._anchors.possible(reading.text, places):
            trial = _Trial(self._patterns[index])
            if not trial.is_habit(reading.text):
                for passage in passages:
                    yield from trial.findings(reading, reading.text, within=passage)
            yield from trial.given_up()
