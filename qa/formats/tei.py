"""The words of the XML that is written, shared by its writers and its readers, and the marks for what XML text cannot hold.

In both profiles (``reports/qa-tei.rng``, ``reports/qa-apparatus.rng``) the text of an element is taken as it stands, with
two exceptions: a line feed is layout and means nothing, and an empty element, a mark, stands for the characters that the XML
would lose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from qa.ground.finding import Confidence
from qa.ground.span import Span

TEI_NAMESPACE = "http://www.tei-c.org/ns/1.0"
ITS_NAMESPACE = "http://www.w3.org/2005/11/its"
SOURCE_NAMESPACE = "urn:x-transcript-qa:source"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

SCHEMA = ("reports", "qa-tei.rng")
"""Where ``qa.ground.resources`` finds the schema of the profile."""

APPARATUS_SCHEMA = ("reports", "qa-apparatus.rng")
"""The schema of the profile for two versions of a record."""

OLD = "old"
NEW = "new"
"""The ids of the witnesses in the XML of a comparison."""

LAYOUT = "layout"
"""``app/@type`` where the words of both versions are the same; elsewhere it is the class of the change."""

CERTAINTIES: Mapping[Confidence, str] = MappingProxyType(
    {Confidence.SURE: "high", Confidence.LIKELY: "medium", Confidence.ADVICE: "low"}
)
"""A confidence as TEI's ``@cert``."""

LINE_ENDS: Mapping[str, str] = MappingProxyType({"lf": "\n", "crlf": "\r\n", "cr": "\r"})
"""The names of line ends, those of ``lb/@type``. The first wins where two are equally frequent."""

FORM_FILE = "file"
"""The body is the file's text: encoded, it is the file."""
FORM_READING = "reading"
"""The body is what a reader took out of a Word, PDF or XML file, which cannot be made from it."""
FORM_NONE = "none"
"""The file could not be read; the body is empty."""

CORRECTION = "correction"
"""``note/@type`` of a correction that stands in the annotation only."""


def tei(name: str) -> str:
    """The name of a TEI element as lxml writes it.

    >>> tei("choice")
    '{http://www.tei-c.org/ns/1.0}choice'
    """
    return f"{{{TEI_NAMESPACE}}}{name}"


def taken_id(confidence: Confidence) -> str:
    """The id of the category that marks a correction as part of the text corrected with ``confidence``."""
    return f"taken.{confidence.value}"


@dataclass(frozen=True, slots=True)
class Mark:
    """An empty element and the characters of the text it stands for."""

    span: Span
    name: str
    """``lb`` for a line end, ``pb`` for a form feed, ``g`` for a character that XML 1.0 cannot carry."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    layout: str = ""
    """What is written before the mark for the eye: a line feed, but none inside a broken word."""


# Line ends, which XML parsers all make line feeds (XML 1.0, 2.11), and the characters outside XML 1.0's production 2, Char.
_MARKED = re.compile(r"\r\n|[\x00-\x08\x0a-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_END_NAMES = {characters: name for name, characters in LINE_ENDS.items()}
_HYPHENS = "-\u2010\u00ad"


def marks(text: str, span: Span, line_end: str) -> Iterator[Mark]:
    """The marks that ``text`` needs inside ``span``; a line end named ``line_end`` is the one that goes without saying.

    >>> [(mark.name, mark.attributes) for mark in marks("coop-\\neration\\r\\n", Span(0, 15), "lf")]
    [('lb', {'break': 'no'}), ('lb', {'type': 'crlf'})]
    """
    for match in _MARKED.finditer(text, span.start, span.end):
        yield _mark(text, Span(*match.span()), line_end)


def _mark(text: str, span: Span, line_end: str) -> Mark:
    characters = text[span.slice]
    if characters == "\f":
        return Mark(span, "pb")
    name = _LINE_END_NAMES.get(characters)
    if name is None:
        return Mark(span, "g", {"n": f"U+{ord(characters):04X}"})
    attributes = {} if name == line_end else {"type": name}
    if _inside_a_word(text, span):
        return Mark(span, "lb", {**attributes, "break": "no"})
    return Mark(span, "lb", attributes, layout="\n")


def _inside_a_word(text: str, line_end: Span) -> bool:
    before, after = text[max(0, line_end.start - 2) : line_end.start], text[line_end.end : line_end.end + 1]
    return len(before) == 2 and before[0].isalnum() and before[1] in _HYPHENS and after.isalnum()


def characters(name: str, attributes: Mapping[str, str], line_end: str) -> str:
    """What a mark stands for: the inverse of ``marks``.

    >>> characters("lb", {}, "crlf"), characters("lb", {"type": "cr"}, "crlf"), characters("g", {"n": "U+0000"}, "lf")
    ('\\r\\n', '\\r', '\\x00')
    """
    if name == "lb":
        return LINE_ENDS[attributes.get("type", line_end)]
    if name == "pb":
        return "\f"
    return chr(int(attributes["n"].removeprefix("U+"), 16))
