"""Fixed phrases with a word left out or in the wrong form: ``frame = "on the basis of <instrument> of <number>"``.

A frame is the words of the faulty phrase. ``<name>`` stands for one word of a class: of the rule's ``classes``, or one of
those built in: ``<number>``, ``<Name>`` (one to nine capitalised words with their "of" and "the"), ``<aside>`` (a passage
between two commas), ``<stop>`` (a full stop or semicolon, or the brackets before one). ``right`` is the phrase as it should
be, with the same classes; ``a|b`` gives two corrections, best first. A frame has each class once.

A class is a list of words, or words and what they should be: ``{ list = "classes/verbs.tsv", from = ["past"], to = "base" }``
takes both from the columns of a table, and ``right`` gets the second, or with ``<verb.found>`` the first. A form that stands in
both columns ("put") is left out.

A frame of words alone may say of its neighbours: ``not_before`` and ``not_after`` list words that clear it; with ``before``
or ``after`` one of those listed must stand there, or, after it, the clause must end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress, count

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
_RIGHT_SLOT = re.compile(r"<(\w+(?:\.found)?)>")
_WORD = re.compile(r"[\w'-]+")
_NEIGHBOURS = ("before", "after", "not_before", "not_after")
_ENDINGS = ("", ".", ",", ";", ":", "?", "!", ")")
"""What may follow the last word of a frame without a blank."""

Class = Mapping[str, str]
"""Words, each with what ``right`` gets in its place."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """A frame looked for as an expression."""

    rule: Rule
    pattern: re.Pattern[str]
    right: str

    def findings(self, reading: Reading, within: Span) -> Iterator[Finding]:
        for match in self.pattern.finditer(reading.text, within.start, within.end):
            right = _corrections(self.right, match.groupdict(), match.group())
            if match.group() not in right:
                yield report(reading, self.rule, Span(match.start(), match.end()), right)


@dataclass(frozen=True)
class _WordFrame:
    """A frame whose every part is one word between blanks."""

    rule: Rule
    slots: tuple[tuple[str, Class], ...]
    """The name of each part, empty for a word of the frame itself, and the words that may stand there."""
    right: str
    neighbours: Mapping[str, frozenset[str]]

    @cached_property
    def last(self) -> Mapping[str, str]:
        """Every token that may stand last, with the word in it."""
        return {word + ending: word for word in self.slots[-1][1] for ending in _ENDINGS}

    @cached_property
    def second(self) -> frozenset[str]:
        """Every token that may stand second."""
        return frozenset(self.last if len(self.slots) == 2 else self.slots[1][1])

    def finding(self, reading: Reading, first: int) -> Finding | None:
        """What is wrong if the frame begins at the token ``first``."""
        tokens, length = reading.tokens, len(self.slots)
        found = tokens[first : first + length]
        if len(found) < length or (word := self.last.get(found[-1])) is None:
            return None
        if not all(token in words for token, (_, words) in zip(found[1:-1], self.slots[1:-1], strict=True)):
            return None
        if not self._stands_well(tokens, first, found[-1] == word):
            return None
        spans = reading.token_spans(first, length)
        whole = Span(spans[0].start, spans[-1].start + len(word))
        if "\n" in reading.text[whole.slice]:
            return None
        return report(reading, self.rule, whole, self._corrected([*found[:-1], word]))

    def _stands_well(self, tokens: Sequence[str], first: int, goes_on: bool) -> bool:
        """Whether the words beside it do not clear it; ``goes_on`` when no mark ends the clause after it."""
        end = first + len(self.slots)
        before = tokens[first - 1].lower() if first else ""
        after = tokens[end].rstrip(".,;:?!)").lower() if goes_on and end < len(tokens) else ""
        if before in self.neighbours["not_before"] or after in self.neighbours["not_after"]:
            return False
        if self.neighbours["before"] and before not in self.neighbours["before"]:
            return False
        return not self.neighbours["after"] or not after or after in self.neighbours["after"]

    def _corrected(self, found: Sequence[str]) -> list[str]:
        words = {
            name: words.get(word) or words[word.lower()] for word, (name, words) in zip(found, self.slots, strict=True) if name
        }
        words |= {f"{name}.found": word for word, (name, _) in zip(found, self.slots, strict=True) if name}
        return _corrections(self.right, words, found[0])


def _corrections(right: str, words: Mapping[str, str], found: str) -> list[str]:
    """The alternatives of ``right`` with the words in their slots, and a capital where the phrase found has one."""
    filled = (
        "".join(words[piece] if index % 2 else piece for index, piece in enumerate(_RIGHT_SLOT.split(each)))
        for each in right.split("|")
    )
    return [each[0].upper() + each[1:] if found[0].isupper() else each for each in filled]


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[Frames | WordFrames]:
    frames = [_frame(rule) for rule in rules]
    expressions = [frame for frame in frames if isinstance(frame, _Frame)]
    words = [frame for frame in frames if isinstance(frame, _WordFrame)]
    if expressions:
        yield Frames(expressions)
    if words:
        yield WordFrames(words)


def _frame(rule: Rule) -> _Frame | _WordFrame:
    frame, right = rule.option("frame", ""), rule.option("right", "")
    if not frame or not right:
        raise rule.error("frame", "needs a frame and what is right instead", expected='frame = "…" and right = "…"')
    classes = {name: _class(rule, name, words) for name, words in rule.table("classes").items()}
    slots: list[str] = _SLOT.findall(frame)
    for index, name in enumerate(slots):
        if name not in classes and name not in _BUILT_IN:
            raise rule.error("frame", f"no class {name!r}", expected="one of " + ", ".join(sorted({*classes, *_BUILT_IN})))
        if name in slots[:index]:
            raise rule.error("frame", f"<{name}> stands twice", expected="each class once")
    missing = {slot.partition(".")[0] for slot in _RIGHT_SLOT.findall(right)} - set(slots)
    if missing:
        raise rule.error("right", f"<{missing.pop()}> does not stand in the frame")
    pieces = frame.split(" ")
    if len(pieces) > 1 and all(_is_word(piece, classes) for piece in pieces):
        return _word_frame(rule, frame, right, classes)
    for key in _NEIGHBOURS:
        if key in rule.options:
            raise rule.error(key, "only a frame of words alone looks at its neighbours", expected="no built-in class in it")
    return _expression(rule, frame, right, classes)


def _class(rule: Rule, name: str, words: object) -> Class:
    if isinstance(words, list) and words and all(isinstance(word, str) for word in words):
        return {word: word for word in words}
    if isinstance(words, dict) and words:
        right = set(words.values())
        return {wrong: better for wrong, better in words.items() if wrong not in right}
    raise rule.error("classes", f"the class {name} is not a list of words", found=repr(words))


def _is_word(piece: str, classes: Mapping[str, Class]) -> bool:
    slot = _SLOT.fullmatch(piece)
    if slot is None:
        return _WORD.fullmatch(piece) is not None
    return slot[1] in classes and all(map(_WORD.fullmatch, classes[slot[1]]))


def _word_frame(rule: Rule, frame: str, right: str, classes: Mapping[str, Class]) -> _WordFrame:
    slots = tuple(
        (slot[1], classes[slot[1]]) if (slot := _SLOT.fullmatch(piece)) else ("", {piece: piece}) for piece in frame.split(" ")
    )
    neighbours = {key: frozenset(map(str.lower, rule.words(key))) for key in _NEIGHBOURS}
    return _WordFrame(rule, slots, right, neighbours)


def _expression(rule: Rule, frame: str, right: str, classes: Mapping[str, Class]) -> _Frame:
    if any(words[word] != word for words in classes.values() for word in words):
        raise rule.error("classes", "only a frame of words alone takes words and what they should be", expected="a list of words")
    expressions = {name: "|".join(map(re.escape, sorted(words, key=len, reverse=True))) for name, words in classes.items()}
    expressions |= _BUILT_IN
    pieces = _SLOT.split(frame)
    pattern = "".join(f"(?P<{piece}>{expressions[piece]})" if index % 2 else _words(piece) for index, piece in enumerate(pieces))
    return _Frame(rule, re.compile(rf"(?<!\w){pattern}(?!\w)"), right)


def _words(piece: str) -> str:
    """Literal words; the first letter of the frame may be a capital."""
    return re.sub(r"^[a-z]", lambda letter: f"[{letter.group()}{letter.group().upper()}]", re.escape(piece).replace(r"\ ", " "))


class Frames:
    """All frames that are expressions; one automaton tells which can match in a document at all."""

    def __init__(self, frames: Sequence[_Frame]) -> None:
        self._frames = frames
        self._anchors = Anchors([required_literals(frame.pattern.pattern) for frame in frames])

    def find(self, reading: Reading) -> Iterator[Finding]:
        for index, paragraphs in self._anchors.possible(reading):
            for paragraph in paragraphs:
                yield from self._frames[index].findings(reading, paragraph)


class WordFrames:
    """All frames of words, by the two words they begin with: one look at each pair of tokens, however many frames there are."""

    def __init__(self, frames: Sequence[_WordFrame]) -> None:
        starts: dict[str, list[_WordFrame]] = {}
        for frame in frames:
            for word in frame.slots[0][1]:
                for form in sorted({word, word[0].upper() + word[1:]}):
                    starts.setdefault(form, []).append(frame)
        self._starts = starts
        self._seconds = {word: frozenset().union(*(frame.second for frame in own)) for word, own in starts.items()}

    def find(self, reading: Reading) -> Iterator[Finding]:
        tokens = reading.tokens
        first_words = compress(count(), map(self._starts.__contains__, tokens[:-1]))
        for index in [index for index in first_words if tokens[index + 1] in self._seconds[tokens[index]]]:
            for frame in self._starts[tokens[index]]:
                if finding := frame.finding(reading, index):
                    yield finding
