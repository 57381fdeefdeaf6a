"""Symbols of documents that no document has: "S/2014/l89", "A/78 L.93", "S/2024/S/413".

A rule lists the ``shapes`` of symbols with their open ``numbers`` (the least and the greatest of each) and the ``endings``
that may follow any of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from qa.checks.report import report
from qa.facts.symbols import Grammar
from qa.ground.errors import quoted
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.text.token import Token
from qa.words.vocabulary import Vocabulary

_WRAP = re.compile(r"\s*[\r\n]\s*")


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[DocumentSymbols]:
    return [DocumentSymbols(rule) for rule in rules]


class DocumentSymbols:
    """Places that begin as a symbol does and are none."""

    watched: frozenset[str] = frozenset()

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._grammar = _grammar(rule)
        organs = "|".join(map(re.escape, sorted(self._grammar.organs, key=len, reverse=True)))
        # A stroke, or what was read for it: "Sl14506".
        self._beginning = re.compile(rf"(?<![\w/.])(?:{organs})(?:/|[lI|](?=\d))")

    def suspects(self, token: Token) -> bool:
        return not token.is_plain and self._beginning.search(token.text) is not None

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        for token in tokens:
            starts = [beginning.start() for beginning in self._beginning.finditer(token.text)]
            for place in reading.places(token.text):
                yield from self._damaged(reading, [place.start + start for start in starts])

    def _damaged(self, reading: Reading, starts: Sequence[int]) -> Iterator[Finding]:
        """The damaged symbols of one token, "Al36/308-Sl14506", as one finding."""
        first = end = -1
        right = ""
        for start in starts:
            mended = self._grammar.mended(reading.text, start)
            if mended and start >= end and not _is_wrapped(reading, Span(start, mended.end), mended.right):
                right += reading.text[end:start] + mended.right if right else mended.right
                first, end = first if first >= 0 else start, mended.end
        if right:
            yield report(reading, self._rule, Span(first, end), [right])


def _is_wrapped(reading: Reading, span: Span, right: str) -> bool:
    """True where the only blank inside is a line end, which is the layout's: "S/" and "12402" on two lines."""
    return _WRAP.sub("", reading.document.text[reading.view.outer(span).slice]) == right


def _grammar(rule: Rule) -> Grammar:
    shapes = rule.words("shapes")
    if not shapes or not all("/" in shape for shape in shapes):
        raise rule.error("shapes", "no shapes of symbols", found=quoted(shapes), expected='["S/PV.<number>", …]')
    numbers = {name: _range(rule, name, limits) for name, limits in rule.table("numbers").items()}
    try:
        return Grammar(shapes, rule.words("endings"), numbers)
    except ValueError as error:
        raise rule.error("shapes", str(error), expected="its least and greatest number in numbers = { … }") from error


def _range(rule: Rule, name: str, limits: object) -> range:
    if not isinstance(limits, list) or [type(limit) for limit in limits] != [int, int] or not 0 <= limits[0] <= limits[1]:
        raise rule.error("numbers", f"not a range: {name}", found=quoted(limits), expected="the least and the greatest: [1, 99]")
    return range(limits[0], limits[1] + 1)
