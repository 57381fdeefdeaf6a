"""Fixed phrases with a word left out: ``frame = "on the basis of <instrument> of <number>"``.

A frame is the words of the faulty phrase. ``<name>`` stands for one word of a class: of the rule's ``classes`` (lists
of words), or one of those built in: ``<number>``, ``<Name>`` (one to nine capitalised words with their "of" and "the"),
``<aside>`` (a passage between two commas), ``<stop>`` (a full stop or semicolon, or the brackets before one). ``right``
is the phrase as it should be, with the same classes. A frame has each class once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qa.checks.anchors import Anchors, required_literals
from qa.checks.reporting import report
from qa.finding import Finding
from qa.knowledge.vocabulary import Vocabulary
from qa.rulebook.rule import Rule
from qa.span import Span
from qa.text.reading import Reading

_BUILT_IN = {
    "number": r"\d[\d,.]*",
    "Name": r"(?:[A-Z][\w'-]*)(?: (?:(?:of|the|and|for|on|in|to|de) ){0,2}[A-Z][\w'-]*){0,8}",
    "aside": r", [^,.;:()\n]{3,70}(?:,[^,.;:()\n]{3,40})?,",
    "stop": r"(?: \([^()\n]{2,20}\))?[.;]",
}
_SLOT = re.compile(r"<(\w+)>")


@dataclass(frozen=True, slots=True)
class _Frame:
    rule: Rule
    pattern: re.Pattern[str]
    right: str

    def findings(self, reading: Reading, within: Span) -> Iterator[Finding]:
        for match in self.pattern.finditer(reading.text, within.start, within.end):
            words, found = match.groupdict(), match.group()
            right = "".join(words[piece] if index % 2 else piece for index, piece in enumerate(_SLOT.split(self.right)))
            if found[0].isupper():
                right = right[0].upper() + right[1:]
            if right != found:
                yield report(reading, self.rule, Span(match.start(), match.end()), [right])


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[Frames]:
    return (Frames([_frame(rule) for rule in rules]),) if rules else ()


def _frame(rule: Rule) -> _Frame:
    frame, right = rule.option("frame", ""), rule.option("right", "")
    if not frame or not right:
        raise rule.error("frame", "needs a frame and what is right instead", expected='frame = "…" and right = "…"')
    classes = {name: _alternatives(rule, name, words) for name, words in rule.table("classes").items()} | _BUILT_IN
    slots: list[str] = _SLOT.findall(frame)
    for index, name in enumerate(slots):
        if name not in classes:
            raise rule.error("frame", f"no class {name!r}", expected="one of " + ", ".join(sorted(classes)))
        if name in slots[:index]:
            raise rule.error("frame", f"<{name}> stands twice", expected="each class once")
    missing = set(_SLOT.findall(right)) - set(slots)
    if missing:
        raise rule.error("right", f"<{missing.pop()}> does not stand in the frame")
    pieces = _SLOT.split(frame)
    pattern = "".join(f"(?P<{piece}>{classes[piece]})" if index % 2 else _words(piece) for index, piece in enumerate(pieces))
    return _Frame(rule, re.compile(rf"(?<!\w){pattern}(?!\w)"), right)


def _alternatives(rule: Rule, name: str, words: object) -> str:
    if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
        raise rule.error("classes", f"the class {name} is not a list of words", found=repr(words))
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _words(piece: str) -> str:
    """Literal words; the first letter of the frame may be a capital."""
    return re.sub(r"^[a-z]", lambda letter: f"[{letter.group()}{letter.group().upper()}]", re.escape(piece).replace(r"\ ", " "))


class Frames:
    """All frames; one automaton tells which can match in a document at all."""

    def __init__(self, frames: Sequence[_Frame]) -> None:
        self._frames = frames
        self._anchors = Anchors([required_literals(frame.pattern.pattern) for frame in frames])

    def find(self, reading: Reading) -> Iterator[Finding]:
        for index, paragraphs in self._anchors.possible(reading):
            for paragraph in paragraphs:
                yield from self._frames[index].findings(reading, paragraph)
