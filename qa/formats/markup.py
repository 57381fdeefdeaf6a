"""XML bytes to elements and runs of characters that know their bytes; nothing is fetched, and no bomb goes off.

The parser is expat, which tells the byte that every event begins at. So a file can be changed in places by splicing
bytes, and none of its elements is ever written anew.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from xml.parsers import expat

from qa.ground.errors import UnreadableDocument
from qa.ground.strands import PREDEFINED, Form, Part, unescaped

XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"

_DEEPEST = 200
"""How deep elements may be nested: readers walk them by calling themselves."""
_LONGEST_ENTITY = 16
"""Code points that an entity of the file's own may stand for: "&ndash;" is a convenience, longer ones are bombs."""


@dataclass(frozen=True, slots=True)
class Characters:
    """A run of character data between two pieces of markup."""

    text: str
    """As read: references resolved, line ends made line feeds."""
    start: int
    """The first byte."""
    end: int
    """The byte after the last."""
    form: Form


@dataclass(frozen=True, slots=True)
class Element:
    """An element with the places of its tags. Law: ``start < inner_start <= inner_end <= end``, all in bytes."""

    name: str
    """``{namespace}local``, or ``local`` without a namespace."""
    tag: str
    """The name as the file writes it, with its prefix."""
    attributes: Mapping[str, str]
    """By name, which has the form of ``name``."""
    start: int
    """The byte of ``<``."""
    inner_start: int
    """The byte after the start tag."""
    inner_end: int
    """The byte of the end tag; that after the start tag for an empty-element tag."""
    end: int
    """The byte after the element."""
    children: tuple[Element | Characters, ...]

    @property
    def elements(self) -> Iterator[Element]:
        """The children that are elements."""
        return (child for child in self.children if isinstance(child, Element))

    def first(self, name: str) -> Element | None:
        """The first child of this name."""
        return next((child for child in self.elements if child.name == name), None)

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in document order."""
        yield self
        for child in self.elements:
            yield from child.walk()

    @property
    def all_text(self) -> str:
        """All character data inside, also that of the elements in it, in order."""
        return "".join(child.text if isinstance(child, Characters) else child.all_text for child in self.children)

    @property
    def text(self) -> str:
        """All character data inside, one after another."""
        return "".join(child.text for child in self.children)


@dataclass(frozen=True, slots=True)
class Markup:
    """A whole XML file, or member of an archive."""

    part: Part
    data: bytes
    root: Element


def attribute(markup: Markup, element: Element, name: str) -> Characters | None:
    """The value of an attribute, by its name as the file writes it, with its place; None where there is none or it is empty."""
    encoding = markup.part.encoding
    opening = markup.data[element.start : element.inner_start].decode(encoding)
    for match in _ATTRIBUTE.finditer(opening):
        if match["name"] == name:
            start = element.start + len(opening[: match.start("value")].encode(encoding))
            raw = match["value"].encode(encoding)
            return (
                Characters(unescaped(markup.part, Form.ATTRIBUTE, raw), start, start + len(raw), Form.ATTRIBUTE) if raw else None
            )
    return None


_ATTRIBUTE = re.compile(r"""\s(?P<name>[^\s=<>"']+)\s*=\s*(?P<quote>["'])(?P<value>.*?)(?P=quote)""", re.DOTALL)


def located(parent: Element, path: str) -> Iterator[tuple[Element, str]]:
    """The child elements, each with its XPath below ``path``, that of ``parent``: ``/w:document/w:body/w:p[3]``.

    A place is counted among the children with the same tag, and is left out where there is one alone.
    """
    total: dict[str, int] = {}
    for child in parent.elements:
        total[child.tag] = total.get(child.tag, 0) + 1
    seen: dict[str, int] = {}
    for child in parent.elements:
        number = seen[child.tag] = seen.get(child.tag, 0) + 1
        yield child, f"{path}/{child.tag}" if total[child.tag] == 1 else f"{path}/{child.tag}[{number}]"


def read_markup(path: str, data: bytes, name: str = "") -> Markup:
    """The elements of the XML in ``data``, which is the member ``name`` of the file ``path``, or that file itself.

    Raises UnreadableDocument for what is not well-formed, for entities that cannot be told from the file itself or are
    no mere characters, and for elements nested deeper than anybody writes.
    """
    scan = _Scan(path, name, data)
    return Markup(scan.part(), data, scan.root())


def root_name(data: bytes) -> str | None:
    """The name of the root element of XML, ``{namespace}local``; None for what does not begin as XML does."""
    if not _BEGINS_AS_XML.match(data[:_HEAD]):
        return None
    found: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, attributes: object) -> None:
        found.append(_expanded(name)[0])
        parser.StartElementHandler = None

    parser.StartElementHandler = start
    try:
        for begin in range(0, min(len(data), _LONGEST_PROLOGUE), _HEAD):
            parser.Parse(data[begin : begin + _HEAD], False)
            if found:
                break
    except (expat.ExpatError, LookupError, ValueError):
        pass  # what was seen before the damage, or in an encoding that nobody knows, counts; the reader will tell of it
    return found[0] if found else None


_HEAD = 4096
_LONGEST_PROLOGUE = 1 << 20
_BEGINS_AS_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[?!A-Za-z_]|(?:\xff\xfe|\xfe\xff)?(?:<\x00|\x00<)")


def _expanded(name: str) -> tuple[str, str]:
    """The name in our notation, and as written, of one in expat's: ``namespace local prefix``."""
    parts = name.split(" ")
    if len(parts) == 1:
        return name, name
    return f"{{{parts[0]}}}{parts[1]}", f"{parts[2]}:{parts[1]}" if len(parts) == 3 else parts[1]


@dataclass(slots=True)
class Frame:
    """An element whose end has not been read yet."""

    name: str
    tag: str
    attributes: Mapping[str, str]
    start: int
    inner_start: int = -1
    inner_end: int = -1
    children: list[Element | Characters] = field(default_factory=list)

    def closed(self, end: int) -> Element:
        return Element(
            self.name,
            self.tag,
            self.attributes,
            self.start,
            self.inner_start,
            self.inner_end,
            end,
            tuple(self.children),
        )


_NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})


class _Scan:
    """One pass over the file. Where a tag or a run of characters ends is known when the next thing begins."""

    def __init__(self, path: str, name: str, data: bytes) -> None:
        self._path = path
        self._name = name
        self._data = data
        self._declared: str | None = None
        self._entities: dict[str, str] = {}
        self._open: list[Frame] = []
        self._started: Frame | None = None
        self._ended: Frame | None = None
        self._characters: list[str] = []
        self._characters_start = 0
        self._form = Form.TEXT
        self._root: Element | None = None
        self._parser = self._make_parser()
        self._parse()

    def part(self) -> Part:
        return Part(self._name, self._encoding(), dict(self._entities))

    def root(self) -> Element:
        assert self._root is not None
        return self._root

    def _make_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.namespace_prefixes = True
        parser.buffer_text = False
        parser.XmlDeclHandler = self._declare
        parser.EntityDeclHandler = self._declare_entity
        parser.SkippedEntityHandler = self._refuse_entity
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._add
        parser.StartCdataSectionHandler = lambda: self._section(Form.CDATA)
        parser.EndCdataSectionHandler = lambda: self._section(Form.TEXT)
        # Comments and instructions are no text, but end the one before them.
        parser.CommentHandler = lambda text: self._settle()
        parser.ProcessingInstructionHandler = lambda target, text: self._settle()
        parser.DefaultHandlerExpand = lambda text: self._settle()
        return parser

    def _parse(self) -> None:
        try:
            self._parser.Parse(self._data, True)
        except expat.ExpatError as error:
            what = expat.ErrorString(error.code) or "damaged"
            raise self._unreadable(f"not well-formed XML: {what}", error.lineno, error.offset + 1) from error
        except (LookupError, UnicodeError, ValueError) as error:  # an encoding that expat or Python has not
            raise UnreadableDocument(self._path, f"{self._place()}XML in an encoding unknown here, {self._declared}") from error
        self._settle()

    def _unreadable(self, reason: str, line: int | None = None, column: int | None = None) -> UnreadableDocument:
        line = self._parser.CurrentLineNumber if line is None else line
        column = self._parser.CurrentColumnNumber + 1 if column is None else column
        return UnreadableDocument(self._path, f"{self._place()}{reason} (line {line}, column {column})")

    def _place(self) -> str:
        return f"{self._name}: " if self._name else ""

    def _encoding(self) -> str:
        for head, encoding in _WIDE:
            if self._data.startswith(head):
                return encoding
        return codecs.lookup(self._declared or "utf-8").name

    def _declare(self, version: str, encoding: str | None, standalone: int) -> None:
        self._declared = encoding

    def _declare_entity(
        self,
        name: str,
        is_parameter: bool,
        value: str | None,
        base: str | None,
        system: str,
        public: str | None,
        notation: str | None,
    ) -> None:
        if is_parameter or notation or name in PREDEFINED:
            return  # never referred to in the text, or known to everybody
        if value is None or len(value) > _LONGEST_ENTITY or "&" in value or "<" in value:
            raise self._unreadable(f"the entity {name} stands for more than characters, which is not read for safety")
        if value:
            self._entities.setdefault(name, value)

    def _refuse_entity(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            raise self._unreadable(f"the entity &{name}; is declared in no place that may be read")

    def _settle(self) -> None:
        """What was begun ends where the parser is now."""
        here = self._parser.CurrentByteIndex
        if self._started is not None:
            self._started.inner_start = here
            self._started = None
        elif self._ended is not None:
            self._close(self._ended, here)
            self._ended = None
        elif self._characters:
            run = Characters("".join(self._characters), self._characters_start, here, self._form)
            self._open[-1].children.append(run)
            self._characters.clear()

    def _close(self, frame: Frame, end: int) -> None:
        element = frame.closed(end)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._root = element

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._settle()
        if len(self._open) >= _DEEPEST:
            raise self._unreadable(f"elements are nested more than {_DEEPEST} deep")
        expanded = {_expanded(key)[0]: value for key, value in attributes.items()} if attributes else _NO_ATTRIBUTES
        frame = Frame(*_expanded(name), expanded, self._parser.CurrentByteIndex)
        self._open.append(frame)
        self._started = frame

    def _end(self, name: str) -> None:
        self._settle()
        frame = self._open.pop()
        frame.inner_end = self._parser.CurrentByteIndex
        self._ended = frame

    def _add(self, text: str) -> None:
        if not self._characters:
            self._settle()
            self._characters_start = self._parser.CurrentByteIndex
        self._characters.append(text)

    def _section(self, form: Form) -> None:
        self._settle()
        self._form = form


_WIDE = (
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
