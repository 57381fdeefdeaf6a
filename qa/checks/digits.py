"""Digits and letters in one token: "l993", "0ur", "21nd", "28May".

``task = "number"``: letters that look like digits stand among digits. ``task = "word"``: a digit stands among letters.
``task = "ordinal"``: the ending does not fit the number. ``task = "joined"``: a number and a word have no blank between
them, unless the word is one of ``units``. ``lookalikes`` says of each digit what letters it is taken for, likeliest first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from types import MappingProxyType

from qa.checks.report import report
from qa.ground.finding import Finding
from qa.ground.lists import word_set
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.text.token import Token
from qa.words.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class _Knowledge:
    """What a task may ask of beside the token."""

    vocabulary: Vocabulary
    lookalikes: Mapping[str, str]
    """Of each digit the letters that look like it."""
    units: frozenset[str]
    as_digits: Mapping[int, str]
    """The other way round, as ``str.translate`` has it."""


Task = Callable[[re.Match[str], _Knowledge], Iterator[str]]
"""What may stand instead of a match, best first."""

_ORDINAL = r"(?:st|nd|rd|th)"
_BEFORE = r"(?<![\w.,/'-])"
_AFTER = r"(?![\w/])"

_MIXED = re.compile(r"\d[^\W\d_]|[^\W\d_]\d")
_NUMBER = re.compile(
    rf"""
    (?:{_BEFORE}|(?<=\b(?:pre|mid|non)-)|(?<=\d-))           # "pre-l939", "1992-l993"
    (?P<digits>(?=[lIOo]*\d[\dlIOo]*[lIOo]|[lIOo]+\d)[\dlIOo]{{2,}})
    (?P<ending>{_ORDINAL}|s)?
    {_AFTER}(?![.,]\d)
    """,
    re.VERBOSE,
)
_WORD = re.compile(rf"{_BEFORE}(?P<head>[^\W\d_]*)(?P<digit>\d)(?P<tail>[^\W\d_]+){_AFTER}")
_WITH_ENDING = re.compile(rf"{_BEFORE}(?P<number>\d+)(?P<ending>{_ORDINAL})\b")
_JOINED = re.compile(
    rf"{_BEFORE}(?:(?P<number>\d+)(?P<word>[^\W\d_]{{3,}})|(?P<first>[^\W\d_]{{3,}})(?P<second>\d{{3,}})){_AFTER}"
)


def _number(match: re.Match[str], known: _Knowledge) -> Iterator[str]:
    written, ending = match["digits"], match["ending"] or ""
    number = written.translate(known.as_digits)
    if number[0] != "0" and (ending == _ordinal_ending(number) or (ending in ("", "s") and not _is_doubtful(written))):
        yield number + ending


def _is_doubtful(written: str) -> bool:
    """ "I4" may be a Roman number with the mark of a note, "2l" two litres, "1o" an ordinal in other languages, "4I6" the foot of
    a page, and of "lo3" too little is left."""
    letters = sum(map(str.isalpha, written))
    return letters > len(written) - letters or re.fullmatch(r"I\d|\d[lIo]|\dI\d", written) is not None


def _word(match: re.Match[str], known: _Knowledge) -> Iterator[str]:
    head, digit, tail = match["head"], match["digit"], match["tail"]
    if not (head.capitalize() + tail.lower()).endswith(head[1:] + tail) or len(match.group()) < (3 if digit == "0" else 4):
        yield from _two_letters(match.group(), digit, known)
        return  # "H1N1", "B1b"
    if not head:
        yield from _beginning(digit, tail, known)
        return
    likely = [letter for letter in known.lookalikes.get(digit, "") if known.vocabulary.knows(head + letter + tail)]
    others = [] if likely or len(head + tail) < 4 else [one for one in ascii_lowercase if _is_common(head + one + tail, known)]
    yield from (head + letter + tail for letter in likely or others)


def _two_letters(token: str, digit: str, known: _Knowledge) -> Iterator[str]:
    """ "0f", "t0": words so common that no symbol is likelier."""
    word = token.lower().replace("0", "o")
    if digit == "0" and len(word) == 2 and known.vocabulary.frequency(word) >= _USUAL:
        yield word.capitalize() if token[0] == "0" or token[0].isupper() else word


def _beginning(digit: str, tail: str, known: _Knowledge) -> Iterator[str]:
    """What begins with a digit: "0ur", "1nternational", and "1should", whose digit is the word "I"."""
    if digit == "0" or (len(tail) > 2 and tail not in known.units):
        letters = known.lookalikes.get(digit, "").upper()
        words = (letter + tail for letter in dict.fromkeys(letters))
        yield from (word for word in words if known.vocabulary.knows(word) or known.vocabulary.knows(word.lower()))
        if digit == "1" and len(tail) > 3 and known.vocabulary.knows(tail):
            yield f"I {tail}"


_USUAL = 12
"""Frequency class."""


def _is_common(word: str, known: _Knowledge) -> bool:
    return known.vocabulary.knows(word) and known.vocabulary.frequency(word) >= 4


def _ordinal(match: re.Match[str], known: _Knowledge) -> Iterator[str]:
    if match["ending"] != (right := _ordinal_ending(match["number"])):
        yield match["number"] + right


def _ordinal_ending(number: str) -> str:
    if number[-2:-1] == "1":
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")


def _joined(match: re.Match[str], known: _Knowledge) -> Iterator[str]:
    word, number = match["word"] or match["first"], match["number"] or match["second"]
    if word in known.units or not word[1:].islower() or not known.vocabulary.knows(word):
        return
    if word == "the" and match["number"]:
        yield number + _ordinal_ending(number)
    if match["second"]:
        if word.islower() or word in _MONTHS:
            yield f"{word} {number}"
    elif word in _MONTHS or (word.islower() and (len(word) > 3 or len(number) > 3)):
        yield f"{number} {word}"


_MONTHS = word_set("months")

_TASKS: Mapping[str, tuple[re.Pattern[str], Task]] = MappingProxyType(
    {
        "number": (_NUMBER, _number),
        "word": (_WORD, _word),
        "ordinal": (_WITH_ENDING, _ordinal),
        "joined": (_JOINED, _joined),
    }
)


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[MixedTokens]:
    return [MixedTokens(rule, vocabulary) for rule in rules]


class MixedTokens:
    """Tokens of digits and letters that should be one or the other, or two."""

    watched: frozenset[str] = frozenset()

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        task = rule.option("task", "")
        if task not in _TASKS:
            raise rule.error("task", "unknown task", found=repr(task), expected="one of " + ", ".join(_TASKS))
        self._rule = rule
        self._pattern, self._task = _TASKS[task]
        lookalikes = _lookalikes(rule)
        as_digits = {ord(letter): digit for digit, letters in lookalikes.items() for letter in letters if letter in "lIOo"}
        self._known = _Knowledge(vocabulary, lookalikes, frozenset(rule.words("units")), as_digits)

    def suspects(self, token: Token) -> bool:
        mixed = not token.is_plain and _MIXED.search(token.text) is not None
        return mixed and any(True for _ in self._wrong(token.text))

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        for token in tokens:
            wrong = list(self._wrong(token.text))
            span, right = wrong[0] if len(wrong) == 1 else _together(token.text, wrong)
            for place in reading.places(token.text):
                here = Span(place.start + span.start, place.start + span.end)
                yield report(reading, self._rule, here, self._in_case(reading, here, right))

    def _in_case(self, reading: Reading, span: Span, right: list[str]) -> list[str]:
        """ "0ur" inside a sentence is "our"; "0rganization" there may be the Organization."""
        if not reading.text[span.start].isdigit() or reading.starts_sentence(span.start):
            return right
        return [word[0].lower() + word[1:] if self._is_small(word) else word for word in right]

    def _is_small(self, word: str) -> bool:
        vocabulary, small = self._known.vocabulary, word.lower()
        return word.istitle() and vocabulary.knows(small) and vocabulary.capital_frequency(word) + 1 < vocabulary.frequency(small)

    def _wrong(self, text: str) -> Iterator[tuple[Span, list[str]]]:
        for match in self._pattern.finditer(text):
            if right := list(self._task(match, self._known)):
                yield Span(match.start(), match.end()), right


def _together(text: str, wrong: Sequence[tuple[Span, list[str]]]) -> tuple[Span, list[str]]:
    """What is wrong in several places of a token, "l992-l993", as one correction."""
    start = end = wrong[0][0].start
    right = ""
    for span, rights in wrong:
        right += text[end : span.start] + rights[0]
        end = span.end
    return Span(start, end), [right]


def _lookalikes(rule: Rule) -> dict[str, str]:
    table = {digit: letters for digit, letters in rule.table("lookalikes").items() if isinstance(letters, str)}
    if len(table) != len(rule.table("lookalikes")) or not all(digit.isdecimal() and len(digit) == 1 for digit in table):
        found = repr(rule.table("lookalikes"))
        raise rule.error("lookalikes", "not letters of digits", found=found, expected='{ 1 = "lIi", 0 = "oO" }')
    return table
