"""Functions that an installed package offers, for what no other kind of check can say: the last resort.

``function`` names an entry point of the group ``transcript_qa.functions``; a folder of rules can call nothing that nobody
installed. It is called as ``function(text, **arguments)`` with the running text of a document, every paragraph on a line of
its own, and gives ``(start, end, corrections)`` for each mistake: code points of that text, the best correction first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa.checks.report import report
from qa.ground.errors import quoted
from qa.ground.finding import Finding
from qa.ground.plugins import entry_points, told
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.words.vocabulary import Vocabulary

GROUP = "transcript_qa.functions"
"""The group of entry points in which packages offer their functions."""

Function = Callable[..., Iterable[tuple[int, int, Sequence[str]]]]


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[PythonCheck]:
    return [PythonCheck(rule, _function(rule), rule.table("arguments")) for rule in rules]


def _function(rule: Rule) -> Function:
    name = rule.option("function", "")
    offered = {point.name: point for point in entry_points(GROUP)}
    if name not in offered:
        installed = ", ".join(offered) or "no installed package has any"
        expected = f"an entry point of {GROUP} ({installed})"
        raise rule.error("function", "no such function is installed", found=quoted(name), expected=expected)
    try:
        function: Function = offered[name].load()
    except (ImportError, AttributeError) as error:
        raise rule.error(
            "function", f"{told(offered[name])} cannot be loaded", found=f"{type(error).__name__}: {error}"
        ) from error
    if not callable(function):
        raise rule.error("function", f"{told(offered[name])} is no function", found=quoted(function))
    return function


@dataclass(frozen=True, slots=True)
class PythonCheck:
    """One rule with its function."""

    rule: Rule
    function: Function
    arguments: Mapping[str, object]

    def find(self, reading: Reading) -> Iterator[Finding]:
        for start, end, corrections in self.function(reading.text, **self.arguments):
            if not 0 <= start <= end <= len(reading.text):
                found = f"{start} to {end} of {len(reading.text)}"
                raise self.rule.error("function", "the function names a place outside the text", found=found)
            yield report(reading, self.rule, Span(start, end), list(corrections))
