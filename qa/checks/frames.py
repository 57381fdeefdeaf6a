"""Fixed phrases with a word left out: ``frame = "on the basis of <instrument> of <number>"``.

A frame is the words of the faulty phrase. ``<name>`` stands for one of a class: of the rule's ``classes``, which are lists of
words and phrases, or one of those built in: ``<number>``, ``<Name>`` (one to nine capitalised words with their "of" and
"the"), ``<aside>`` (a passage between two commas), ``<stop>`` (a full stop or semicolon, or the brackets before one).
``right`` is the phrase as it should be, with the same classes; ``a|b`` gives two corrections, best first. A frame has each
class once. Words in a row, with nothing else between, are a ``sequence``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa.checks.report import report
from qa.ground.errors import quoted
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.match.anchors import Anchors
from qa.match.automaton import LiteralPlace
from qa.match.required import Required, all_required
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.words.vocabulary import Vocabulary

BUILT_IN = {
    "number": r"\d[\d,.]*",
    "Name": r"(?:[A-Z][\w'-]*)(?: (?:(?:of|the|and|for|on|in|to|de) ){0,2}[A-Z][\w'-]*){0,8}",
    "aside": r", [^,.;:()\n]{3,70}(?:,[^,.;:()\n]{3,40})?,",
    "stop": r"(?: \([^()\n]{2,20}\))?[.;]",
}
_SLOT = re.compile(r"<(\w+)>")


@dataclass(frozen=True, slots=True)
class _Frame:
    """One rule made ready."""

    rule: Rule
    pattern: re.Pattern[str]
    right: str

    def findings(self, reading: Reading, within: Span) -> Iterator[Finding]:
        for match in self.pattern.finditer(reading.text, within.start, within.end):
            right = _corrections(self.right, match.groupdict(), match.group())
            if match.group() not in right:
                yield report(reading, self.rule, Span(match.start(), match.end()), right)


def _corrections(right: str, words: Mapping[str, str], found: str) -> list[str]:
    """The alternatives of ``right`` with the words in their slots, and a capital where the phrase found has one."""
    filled = (
        "".join(words[piece] if index % 2 else piece for index, piece in enumerate(_SLOT.split(each)))
        for each in right.split("|")
    )
    return [each[0].upper() + each[1:] if found[0].isupper() else each for each in filled]


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[Frames]:
    if rules:
        yield Frames([_frame(rule) for rule in rules])


def _frame(rule: Rule) -> _Frame:
    frame, right = rule.option("frame", ""), rule.option("right", "")
    if not frame or not right:
        raise rule.error("frame", "needs a frame and what is right instead", expected='frame = "…" and right = "…"')
    expressions = {name: _class(rule, name, words) for name, words in rule.table("classes").items()} | BUILT_IN
    slots: list[str] = _SLOT.findall(frame)
    for index, name in enumerate(slots):
        if name not in expressions:
            raise rule.error("frame", f"no class {name!r}", expected="one of " + ", ".join(sorted(expressions)))
        if name in slots[:index]:
            raise rule.error("frame", f"<{name}> stands twice", expected="each class once")
    missing = set(_SLOT.findall(right)) - set(slots)
    if missing:
        raise rule.error("right", f"<{missing.pop()}> does not stand in the frame")
    pieces = _SLOT.split(frame)
    pattern = "".join(f"(?P<{piece}>{expressions[piece]})" if index % 2 else _words(piece) for index, piece in enumerate(pieces))
    return _Frame(rule, re.compile(rf"(?<!\w){pattern}(?!\w)"), right)


def _class(rule: Rule, name: str, words: object) -> str:
    """The expression of a class: the longest of its words first."""
    if isinstance(words, list) and words and all(isinstance(word, str) for word in words):
        return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    raise rule.error("classes", f"the class {name} is not a list of words", found=quoted(words))


def _words(piece: str) -> str:
    """Literal words; the first letter of the frame may be a capital."""
    return re.sub(r"^[a-z]", lambda letter: f"[{letter.group()}{letter.group().upper()}]", re.escape(piece).replace(r"\ ", " "))


class Frames:
    """All frames; each is tried only where its literals stand."""

    def __init__(self, frames: Sequence[_Frame]) -> None:
        self._frames = frames
        required = all_required([frame.pattern.pattern for frame in frames])
        self._anchors = Anchors([Required(each.literals, None) for each in required])

    @property
    def literals(self) -> tuple[str, ...]:
        return self._anchors.literals

    def find_beside(self, reading: Reading, places: Iterable[LiteralPlace]) -> Iterator[Finding]:
        for index, passages in self._anchors.possible(reading.text, places):
            for passage in passages:
                yield from self._frames[index].findings(reading, passage.paragraph)
