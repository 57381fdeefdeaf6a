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
    )


def _verbose(pattern: str) -> str:
    return pattern.replace(" ", r"[ ]")


def sentences(text: str, language: str) -> tuple[Sentence, ...]:
    """All sentences of a view, in order; together they hold every code point that is not white space.

    >>> [text[each.span.slice] for text in ["M. Ban a parlé. Il est 13 h."] for each in sentences(text, "fr")]
    ['M. Ban a parlé.', 'Il est 13 h.']
    """
    found = []
    start = 0
    number = 0
    for line in text.split("\n"):
        if line.strip():
            found.extend(_of_paragraph(text, start, start + len(line), number, habits(language)))
            number += 1
        start += len(line) + 1
    return tuple(found)


def _of_paragraph(text: str, start: int, end: int, number: int, own: Habits) -> Iterator[Sentence]:
    label = own.label.match(text, start, end)
    if label:
        yield Sentence(_trimmed(text, start, label.end()), number, is_label=True)
        start = label.end()
    is_procedure = own.procedure.match(text, start, end) is not None
    for match in _END.finditer(text, start, end):
        if match.end() < end and _is_end(text, match, end, own) and text[start : match.end()].strip():
            yield Sentence(_trimmed(text, start, match.end()), number, is_procedure)
            start = match.end()
    if text[start:end].strip():
        yield Sentence(_trimmed(text, start, end), number, is_procedure)


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
