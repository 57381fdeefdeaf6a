"""Where the text of a structured file stands in the file: a stretch of text for a range of bytes, and back.

The reading text of a Word file or of XML is made of strands, one for each run of characters between tags. What a
reader puts between them (the blank line between paragraphs, a tab, a line break) has no place in the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from qa.ground.span import Span


class Form(StrEnum):
    """How the bytes of a strand give its text."""

    TEXT = "text"
    """XML character data: references stand for characters, CR LF and CR for LF."""
    HTML = "html"
    """HTML character data: as XML's, but references may lack their semicolon, and a lone ampersand is one."""
    ATTRIBUTE = "attribute"
    """The inside of an XML attribute's value: as character data, but white space as it stands is a blank (XML 1.0, 3.3.3)."""
    CDATA = "cdata"
    """The inside of a CDATA section: only line ends are read as something else."""
    PLAIN = "plain"
    """Every character stands for itself: a line of SubRip."""
    JSON = "json"
    """The inside of a string of JSON: a backslash begins an escape."""
    WHOLE = "whole"
    """The bytes stand for the text as a whole, and can be taken out as a whole only: white space of layout that reads as
    one blank, an empty element such as OpenDocument's ``text:s``."""


@dataclass(frozen=True, slots=True)
class Part:
    """What byte ranges are counted in: the file itself, or one member of a zip archive."""

    name: str
    """The member's name; empty for the file itself."""
    encoding: str
    """A codec name of Python's."""
    entities: Mapping[str, str] = field(default_factory=dict, hash=False)
    """The entities that the file declares itself, by name."""


@dataclass(frozen=True, slots=True)
class Strand:
    """A stretch of a document's text that stands as it is in one part of its file.

    Law: ``unescaped(part, form, data[start:end]) == document.text[span.slice]``, but for ``Form.WHOLE``. A strand is
    never empty.
    """

    span: Span
    """Code points of the document's text."""
    part: Part
    start: int
    """The first byte in the part."""
    end: int
    """The byte after the last."""
    form: Form = Form.TEXT
    preserve: int | None = None
    """The byte before which ``xml:space="preserve"`` must be put, as an attribute, when the text comes to begin or end
    with a blank; None where blanks are kept anyway."""
    follows_note: bool = False
    """A note is anchored right before it, to the word before: what begins with a blank is put in after the anchor."""
    copies: tuple[tuple[int, int], ...] = ()
    """Other ranges of bytes of the same part that say the same text again and change with it: a recogniser lists each word
    beside its sentence, captions that roll up show each line twice."""


def unescaped(part: Part, form: Form, raw: bytes) -> str:
    """The text that ``raw`` is read as.

    >>> unescaped(Part("", "utf-8"), Form.TEXT, b"R&amp;D&#x2014;it")
    'R&D—it'
    """
    if _reads_as_it_stands(form, raw):
        return raw.decode(part.encoding)
    return "".join(text for text, _ in _pieces(part, form, raw))


def _reads_as_it_stands(form: Form, raw: bytes) -> bool:
    """True for nearly every strand, in which nothing need then be looked at one by one."""
    if form is Form.JSON:
        return b"\\" not in raw
    if form is Form.ATTRIBUTE and (b"\n" in raw or b"\t" in raw):
        return False
    return form is Form.PLAIN or (b"\r" not in raw and (form not in _WITH_REFERENCES or b"&" not in raw))


def tokens(part: Part, form: Form, raw: bytes) -> Iterator[tuple[str, int]]:
    """What ``raw`` is made of, in order: the text of each token (one code point, or what a reference stands for) and its
    length in bytes.
    """
    encoding = part.encoding
    if form is Form.HTML:
        yield from ((text, len(token.encode(encoding))) for text, token in _html_tokens(raw.decode(encoding)))
        return
    if form is Form.JSON:
        matches = _JSON_CHARACTER.finditer(raw.decode(encoding))
        yield from ((_json_text(match.group()), len(match.group().encode(encoding))) for match in matches)
        return
    if form is Form.ATTRIBUTE:
        matches = _CHARACTER.finditer(raw.decode(encoding))
        yield from ((_attribute_text(match.group(), part.entities), len(match.group().encode(encoding))) for match in matches)
        return
    pattern = _CHARACTER if form is Form.TEXT else _LITERAL
    for match in pattern.finditer(raw.decode(encoding)):
        token = match.group()
        yield _read(token, part.entities) if form is Form.TEXT else _line_end(token), len(token.encode(encoding))


def byte_places(part: Part, form: Form, raw: bytes, offsets: Sequence[int]) -> list[int]:
    """Where in ``raw`` the code points at ``offsets`` (ascending) of its text begin; inside a reference, where it begins.

    >>> byte_places(Part("", "utf-8"), Form.TEXT, "né &amp; fils".encode(), [2, 3, 4])
    [3, 4, 9]
    """
    return list(_byte_places(part, form, raw, offsets))


def _byte_places(part: Part, form: Form, raw: bytes, offsets: Sequence[int]) -> Iterator[int]:
    if _reads_as_it_stands(form, raw):
        text, read, position = raw.decode(part.encoding), 0, 0
        for offset in offsets:
            position += len(text[read:offset].encode(part.encoding))
            read = offset
            yield position
        return
    read = position = done = 0
    coming = _pieces(part, form, raw)
    piece, length = next(coming, ("", 0))
    for offset in offsets:
        while piece and read + len(piece) <= offset:
            position += length or len(piece[done:].encode(part.encoding))
            read, done = read + len(piece), 0
            piece, length = next(coming, ("", 0))
        if piece and not length:
            position += len(piece[done : offset - read].encode(part.encoding))
            done = offset - read
        yield position


def _pieces(part: Part, form: Form, raw: bytes) -> Iterator[tuple[str, int]]:
    """What ``raw`` is made of, in order: tokens that do not read as they stand, with their bytes, and what stands between two
    of them, with 0."""
    text, done = raw.decode(part.encoding), 0
    for match in _OTHERWISE[form].finditer(text):
        if match.start() > done:
            yield text[done : match.start()], 0
        yield from tokens(part, form, match.group().encode(part.encoding))
        done = match.end()
    if done < len(text):
        yield text[done:], 0


def _attribute_text(token: str, entities: Mapping[str, str]) -> str:
    return _read(token, entities) if token.startswith("&") or not token.isspace() else " "


_WITH_REFERENCES = (Form.TEXT, Form.ATTRIBUTE, Form.HTML)
_CHARACTER = re.compile(r"&[^;]*;|\r\n|[\s\S]")
_NUMBER = re.compile(r"#(?:x(?P<hexadecimal>[0-9a-fA-F]+)|(?P<decimal>[0-9]+))")
_LITERAL = re.compile(r"\r\n|[\s\S]")
PREDEFINED: Mapping[str, str] = MappingProxyType({"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"})
"""The entities that XML knows without a declaration (XML 1.0, 4.6)."""


def _read(token: str, entities: Mapping[str, str]) -> str:
    if not token.startswith("&"):
        return _line_end(token)
    name = token[1:-1]
    number = _NUMBER.fullmatch(name)
    if number is not None:
        return chr(int(number["decimal"] or number["hexadecimal"], 10 if number["decimal"] else 16))
    return entities.get(name) or PREDEFINED[name]


_HTML_CHARACTER = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]*;?)|\r\n|[\s\S]")


def _html_tokens(raw: str) -> Iterator[tuple[str, str]]:
    """Each token's text and the characters it is written with (HTML, 13.2.5.72 and following)."""
    from html import unescape  # with its two thousand names, for HTML alone
    from html.entities import html5

    for match in _HTML_CHARACTER.finditer(raw):
        token = match.group()
        if len(token) == 1 or token == "\r\n":
            yield _line_end(token), token
        elif token[1] == "#":
            yield unescape(token) or "\ufffd", token
        else:
            # "&notit;" is "¬it;": the longest name that there is, and the rest as it stands.
            name = next((token[1:end] for end in range(len(token), 2, -1) if token[1:end] in html5), "")
            if name:
                yield html5[name], f"&{name}"
            yield from ((character, character) for character in (token[1 + len(name) :] if name else token))


_JSON_CHARACTER = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[\s\S]")
"""A character, or what stands for one: one beyond the first plane is written as two surrogates (RFC 8259, 7)."""


_OTHERWISE = {
    Form.TEXT: re.compile(r"&[^;]*;|\r\n?"),
    Form.ATTRIBUTE: re.compile(r"&[^;]*;|\r\n?|[\t\n]"),
    Form.HTML: re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]*;?)|\r\n?"),
    Form.CDATA: re.compile(r"\r\n?"),
    Form.JSON: re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL),
}
"""What does not read as it stands; all of it begins with a character that stands for itself nowhere else."""


_JSON_ESCAPES = {"\\b": "\b", "\\f": "\f", "\\n": "\n", "\\r": "\r", "\\t": "\t"}


def _json_text(token: str) -> str:
    if token[:2] == "\\u":
        return str(json.loads(f'"{token}"'))
    return _JSON_ESCAPES.get(token) or (token[1:] if token[0] == "\\" else token)


def _line_end(token: str) -> str:
    return "\n" if token in ("\r", "\r\n") else token


def escaped(part: Part, form: Form, text: str) -> bytes:
    """``text`` as it must be written in a strand of this form. Law: ``unescaped`` gives it back.

    >>> escaped(Part("", "latin-1"), Form.TEXT, "R&D—it")
    b'R&amp;D&#8212;it'
    """
    escape = _ESCAPES[form]
    return "".join(escape(character, part.encoding) for character in text).encode(part.encoding)


def _escaped_character(character: str, encoding: str) -> str:
    name = _NAMED.get(character)
    if name is not None:
        return f"&{name};"
    return character if character != "\r" and _can_be_written(character, encoding) else f"&#{ord(character)};"


def _attribute_character(character: str, encoding: str) -> str:
    return f"&#{ord(character)};" if character in "\"'\t\n" else _escaped_character(character, encoding)


_NAMED = {"&": "amp", "<": "lt", ">": "gt"}


def _outside_of_cdata(character: str, encoding: str) -> str:
    """What could close the section, or cannot stand in it, is written between two sections."""
    if character not in "]>\r" and _can_be_written(character, encoding):
        return character
    return f"]]>{_escaped_character(character, encoding)}<![CDATA["


def _json_character(character: str, encoding: str) -> str:
    return json.dumps(character, ensure_ascii=not _can_be_written(character, encoding))[1:-1]


def _itself(character: str, encoding: str) -> str:
    return character


_ESCAPES = {
    Form.TEXT: _escaped_character,
    Form.ATTRIBUTE: _attribute_character,
    Form.HTML: _escaped_character,
    Form.CDATA: _outside_of_cdata,
    Form.PLAIN: _itself,
    Form.JSON: _json_character,
}


def _can_be_written(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
