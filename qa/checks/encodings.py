"""What is left where a text was saved in one encoding and read in another.

``code-page`` names the encoding of bytes that are not of their file's own; ``read-as`` the one that UTF-8 was read as, once or
several times, before it was saved. Both propose the whole word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from qa.checks.report import report_as_written
from qa.ground.finding import Confidence, Finding
from qa.ground.source import LOST, STRAY_BYTE, bytes_read, to_bytes
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.words.vocabulary import Vocabulary


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[StrayBytes | ReadAmiss]:
    for rule in rules:
        tasks = [task for task in _TASKS if task in rule.options]
        if len(tasks) != 1:
            expected = "one of " + ", ".join(_TASKS)
            raise rule.error("kind", "a rule of encodings has one task", found=", ".join(tasks) or "none", expected=expected)
        yield _TASKS[tasks[0]](rule, _code_page(rule, tasks[0]))


def _code_page(rule: Rule, key: str) -> str:
    name = rule.option(key, "")
    try:
        "é".encode(name)
    except (LookupError, UnicodeError) as error:
        raise rule.error(key, "no encoding of letters", found=name, expected="such as cp1252") from error
    return name


class StrayBytes:
    """Words with bytes that are not of their file's encoding, as passages leave them that were put together from two files.

    The marks of code pages are the same in most of them, their letters are not: a word with such a letter is only likely.
    """

    def __init__(self, rule: Rule, code_page: str) -> None:
        self._rule = rule
        self._code_page = code_page

    def find(self, reading: Reading) -> Iterator[Finding]:
        text = reading.document.text
        source = reading.document.text_file
        if source is None or not STRAY_BYTE.search(text):
            return
        for match in _STRAY_WORD.finditer(text):
            word = match.group()
            try:
                yield self._finding(match, "UTF-8", to_bytes(word, source.encoding).decode(), self._rule.confidence)
            except UnicodeDecodeError:
                right = bytes_read(word, self._code_page)
                if LOST not in right:
                    yield self._finding(match, self._code_page, right, self._certainty(word))

    def _certainty(self, word: str) -> Confidence:
        has_letter = any(bytes_read(byte, self._code_page).isalpha() for byte in STRAY_BYTE.findall(word))
        is_sure = self._rule.confidence is Confidence.SURE
        return Confidence.LIKELY if has_letter and is_sure else self._rule.confidence

    def _finding(self, match: re.Match[str], encoding: str, right: str, confidence: Confidence) -> Finding:
        evidence = f"{self._rule.evidence} In {encoding} it is “{right}”.".lstrip()
        place = Span(*match.span())
        return report_as_written(self._rule, place, match.group(), right, evidence=evidence, confidence=confidence)


_STRAY_WORD = re.compile(rf"\S*{STRAY_BYTE.pattern}\S*")


class ReadAmiss:
    """Words of UTF-8 whose bytes were read one by one in a code page: “CafÃ©” of “Café”.

    Only what can be meant counts: a letter of the western and middle European alphabets, a mark that the code page has too. So
    the end of a quotation in capitals (“CAFÉ”) is none, though its two bytes would be a letter of phonetics.
    """

    def __init__(self, rule: Rule, code_page: str) -> None:
        self._rule = rule
        self._read = {byte: _read_alone(byte, code_page) for byte in range(0x80, 0xF5)}
        self._bytes = {character: byte for byte, character in self._read.items()}
        more = self._any(range(0x80, 0xC0))
        firsts = (range(0xC2, 0xCC), range(0xE0, 0xF0), range(0xF0, 0xF5))
        rest = "|".join(f"(?<={self._any(first)}){more}{{{count}}}" for count, first in enumerate(firsts, 1))
        # What begins with one set of characters is looked for three times as quickly as what begins with one of several.
        self._amiss = re.compile(f"{self._any(chain(*firsts))}(?:{rest})")

    def _any(self, numbers: Iterable[int]) -> str:
        return f"[{re.escape(''.join(self._read[byte] for byte in numbers))}]"

    def find(self, reading: Reading) -> Iterator[Finding]:
        text, done = reading.document.text, 0
        for match in self._amiss.finditer(text) if not text.isascii() else ():
            if match.start() < done or self._meant(match) == match[0]:
                continue
            span = _word_around(text, match.span())
            word, done = text[span.slice], span.end
            right = self._whole(word)
            evidence = f"The bytes of “{right}” in UTF-8, read one by one, are “{word}”."
            yield report_as_written(self._rule, span, word, right, evidence=f"{self._rule.evidence} {evidence}".lstrip())

    def _whole(self, word: str) -> str:
        """The word as it was meant, however often it was read amiss."""
        before = ""
        while word != before:
            before, word = word, self._amiss.sub(self._meant, word)
        return word

    def _meant(self, match: re.Match[str]) -> str:
        try:
            meant = bytes(self._bytes[character] for character in match[0]).decode()
        except UnicodeDecodeError:
            return match[0]
        before, after = match.string[max(0, match.start() - 1) : match.start()], match.string[match.end() : match.end() + 1]
        follows_byte = before in self._bytes and not before.isalpha() and before not in _MARKS
        is_closed = match[0][1:] in _MARKS and not follows_byte and not after.isalpha()
        is_known = meant in self._bytes or meant <= _LAST_LETTER if meant.isalpha() else self._is_mark(meant)
        return meant if is_known and not is_closed else match[0]

    def _is_mark(self, meant: str) -> bool:
        return meant in self._bytes or unicodedata.category(meant)[0] in "PSZ"


_LAST_LETTER = "\u017f"
"""The end of Latin Extended-A; of what comes after it, hardly a letter is in a name of any record."""
_MARKS = "–—‘’‚“”„…‹›"
"""What closes a word in capitals, and is no part of a letter then."""


def _read_alone(byte: int, code_page: str) -> str:
    """What a byte is read as; one that the code page does not have is a control, as browsers and Windows read it."""
    try:
        return bytes([byte]).decode(code_page)
    except UnicodeDecodeError:
        return chr(byte)


def _word_around(text: str, place: tuple[int, int]) -> Span:
    """From blank to blank."""
    start, end = place
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return Span(start, end)


_TASKS: dict[str, type[StrayBytes | ReadAmiss]] = {"code-page": StrayBytes, "read-as": ReadAmiss}
