"""A reading to its sentences, in any of the six languages: where they stand, and which of them name a speaker."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from qa.ground.resources import read_text
from qa.ground.span import Span

# A stop with what closes after it; a Chinese or an Arabic one needs no blank behind it.
_END = re.compile(
    r"""
      (?P<wide> [。！？]+ [”’」』）)"']* )
    | (?P<plain> [.?!؟۔…]+ (?:\[\d+\])? ["'”’»)\]]* (?:[ ]»)? ) (?=[ ] | $)
    """,
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"[^\W_](?:[\w.'’-]*[^\W_])?$")
_BEGINS = re.compile(r"[ \"'“‘«(\[¿¡—–-]*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a speaker line, of a text whose paragraphs are lines. Law: it neither begins nor ends with a blank."""

    span: Span
    paragraph: int
    """The 0-based number of the paragraph it stands in."""
    is_label: bool
    """Whether it says who speaks, or is a reporter's line, and no part of a speech."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How a language marks the ends of its sentences and the beginnings of its speeches."""

    abbreviations: frozenset[str]
    label: re.Pattern[str]
    procedure: re.Pattern[str]
    length: float
    """How many code points an English translation has for each of the text, as a rule."""


@cache
def habits(language: str) -> Habits:
    """Those of ``rules/languages/sentences.toml``; a language that is not there is read as English is."""
    table = tomllib.loads(read_text("rules", "languages", "sentences.toml"))
    own = table.get(language, table["en"])
    return Habits(
        frozenset(own["abbreviations"]),
        re.compile(
            rf"""(?:{"|".join(map(_verbose, own["speakers"]))})
            [^:：;!?()（）\n]{{0,60}}?
            (?:\s*[(（][^()（）\n]{{2,120}}[)）]){{0,3}}
            \s*(?:\.\s[–—-]|[:：])""",
            re.VERBOSE,
        ),
        re.compile("|".join(own["procedure"])),
        own["length"],
    )


def _verbose(pattern: str) -> str:
    return pattern.replace(" ", r"[ ]")


def sentences(text: str, language: str) -> tuple[Sentence, ...]:
    """All sentences of a view, in order; together they hold every word.

    >>> [text[each.span.slice] for text in ["M. Ban a parlé. Il est 13 h."] for each in sentences(text, "fr")]
    ['M. Ban a parlé.', 'Il est 13 h.']
    """
    own = habits(language)
    found: list[Sentence] = []
    for number, (start, end) in enumerate(_paragraphs(text)):
        found.extend(each for each in _of_paragraph(text, start, end, number, own) if _WORD.search(text, *_ends(each)))
    return tuple(found)


_WORD = re.compile(r"[^\W_]")
_OPEN_END = re.compile(r"[^\W\d_][ -]*\n(?=[^\W\d_])")


def _ends(sentence: Sentence) -> tuple[int, int]:
    return sentence.span.start, sentence.span.end


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Lines of the view; those that a page's end has parted, within a word's reach of each other, are one."""
    start = 0
    for end in (*(match.start() for match in re.finditer("\n", text)), len(text)):
        goes_on = _OPEN_END.search(text, max(0, end - 3), end + 2) is not None and text[end + 1].islower()
        if not goes_on:
            yield start, end
            start = end + 1


def _of_paragraph(text: str, start: int, end: int, number: int, own: Habits) -> Iterator[Sentence]:
    is_procedure = own.procedure.match(text, start, end) is not None
    ends = [match.end() for match in _END.finditer(text, start, end) if match.end() < end and _is_end(text, match, end, own)]
    for stop in (*ends, end):
        label = own.label.match(text, start + len(text[start:stop]) - len(text[start:stop].lstrip()), stop)
        if label:
            yield Sentence(_trimmed(text, start, label.end()), number, is_label=True)
            start = label.end()
        if text[start:stop].strip():
            yield Sentence(_trimmed(text, start, stop), number, is_procedure)
        start = stop


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def _is_end(text: str, match: re.Match[str], end: int, own: Habits) -> bool:
    if match["wide"]:
        return True
    begin = _BEGINS.match(text, match.end(), end)
    following = text[begin.end() : begin.end() + 1] if begin else ""
    if following.islower():
        return False
    if match["plain"] != ".":
        return True
    word = _LAST_WORD.search(text, max(0, match.start() - 24), match.start())
    if word is None:
        return True
    last = word.group()
    is_initial = len(last) == 1 and last.isupper()
    return not (is_initial or last.lower() in own.abbreviations)
