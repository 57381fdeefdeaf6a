"""PO, the catalogues of gettext, to units: one for each message, and for each form of one that has a plural."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.ground.errors import UnreadableDocument
from qa.ground.source import read_source
from qa.pairs.units import Unit, Units, Wanted

_RECOGNISED = re.compile(rb"^(?:\xef\xbb\xbf)?(?:[ \t]*(?:#[^\n]*)?\r?\n)*(?:msgctxt[^\n]*\n(?:\"[^\n]*\n)*)?[ \t]*msgid[ \t]+\"")
_LINE = re.compile(r'\s*(?:(?P<key>msgctxt|msgid_plural|msgid|msgstr)(?:\[(?P<form>\d+)\])?\s+)?"(?P<text>(?:[^"\\]|\\.)*)"\s*')
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_CHARSET = re.compile(rb"^\"Content-Type:[^\n]*?charset=([\w.:-]+)", re.MULTILINE)
_LANGUAGE = re.compile(r"^Language:[ \t]*([\w@-]+)", re.MULTILINE)


def recognises(path: str, data: bytes) -> bool:
    """Whether the first thing that is no comment is a message."""
    return _RECOGNISED.match(data) is not None


def read(path: str, data: bytes, wanted: Wanted) -> Units:
    """Its messages, the sources' language unnamed; obsolete ones (``#~``) are none, fuzzy ones are.

    A message is called by its context, or else by its number. Raises UnreadableDocument with the line of what is no PO.
    """
    units: list[Unit] = []
    language = None
    for number, message in enumerate(_messages(path, _decoded(path, data))):
        if message.get("msgid") == "" and "msgctxt" not in message:  # the header
            named = _LANGUAGE.search(message.get("msgstr", ""))
            language = named[1].replace("_", "-") if named else None
            continue
        units += _units(message, message.get("msgctxt") or str(number))
    return Units("po", tuple(units), (None, language))


def _decoded(path: str, data: bytes) -> str:
    """By the charset of the header; a catalogue without one is read as any text."""
    named = _CHARSET.search(data)
    charset = named[1].decode("ascii") if named else "CHARSET"
    if charset == "CHARSET":  # what templates have in its place
        return read_source(path, data).text
    try:
        return data.decode(charset).removeprefix("\ufeff")
    except LookupError as error:
        raise UnreadableDocument(path, f"in an encoding unknown here, {charset}") from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableDocument(path, f"not valid {charset}, which its header names (line {line})") from error


def _messages(path: str, text: str) -> Iterator[dict[str, str]]:
    """The strings of each message by their keywords, ``msgstr[1]`` with its number."""
    message: dict[str, str] = {}
    key = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None or not (match["key"] or key):
            raise UnreadableDocument(
                path, f"no PO: found {line.strip()[:40]!r}, expected a keyword and a quoted string (line {number})"
            )
        if match["key"]:
            begins = match["key"] == "msgctxt" or (match["key"] == "msgid" and not key.startswith("msgctxt"))
            if begins and message:
                yield message
                message = {}
            key = match["key"] + (f"[{match['form']}]" if match["form"] else "")
            message[key] = ""
        message[key] += _ESCAPE.sub(_unescaped, match["text"])
    if message:
        if not any(each.startswith("msgstr") for each in message):
            raise UnreadableDocument(path, "cut short: its last message has no msgstr")
        yield message


def _unescaped(match: re.Match[str]) -> str:
    escape = match[1]
    if escape[0] == "x" and len(escape) > 1:
        return chr(int(escape[1:], 16))
    return chr(int(escape, 8)) if escape.isdecimal() else _ESCAPED.get(escape, escape)


def _units(message: dict[str, str], name: str) -> Iterator[Unit]:
    plural = message.get("msgid_plural")
    if plural is None:
        yield Unit(name, message.get("msgid", "").strip(), message.get("msgstr", "").strip())
        return
    forms = {key: text for key, text in message.items() if key.startswith("msgstr[")}
    for key, text in forms.items():
        source = message.get("msgid", "") if key == "msgstr[0]" else plural
        yield Unit(f"{name}{key.removeprefix('msgstr')}", source.strip(), text.strip())
