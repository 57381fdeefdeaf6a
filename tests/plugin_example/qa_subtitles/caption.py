"""Lines of captions that are too long: rules of the kind ``caption``, with ``limit`` in code points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.ground.document import BlockKind
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.words.vocabulary import Vocabulary

_LINE = re.compile(r"[^\r\n]+")


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> tuple[CaptionLength, ...]:
    """One check a rule."""
    return tuple(CaptionLength(rule, rule.option("limit", 42)) for rule in rules)


@dataclass(frozen=True, slots=True)
class CaptionLength:
    """One rule; a pure function of a reading."""

    rule: Rule
    limit: int

    def find(self, reading: Reading) -> Iterator[Finding]:
        """The lines of paragraphs that are longer than the limit."""
        document = reading.document
        for block in document.blocks:
            lines = _LINE.finditer(document.text, block.span.start, block.span.end) if block.kind is BlockKind.PARAGRAPH else ()
            for line in lines:
                if len(line[0]) > self.limit:
                    yield self._finding(Span(*line.span()), line[0])

    def _finding(self, span: Span, text: str) -> Finding:
        rule = self.rule
        evidence = f"The line has {len(text)} characters, and {self.limit} fit."
        return Finding(span, text, rule.id, rule.kind, rule.category, rule.severity, rule.confidence, rule.message, evidence)
