"""The parts of a Word file and what they are called: an archive in, its document, notes, headers and styles out."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from qa.formats.archive import Archive
from qa.formats.markup import Element, Markup, read_markup
from qa.ground.errors import UnreadableDocument

WORD_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
"""WordprocessingML, transitional and strict (ISO/IEC 29500-4 and -1)."""

CONTENT_TYPES = "[Content_Types].xml"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

_PACKAGE = "_rels/.rels"
_FALSE = ("0", "false", "off")


def local(element: Element) -> str | None:
    """The name of an element of WordprocessingML without its namespace; None for any other."""
    return _local(element.name)


@lru_cache(maxsize=4096)
def _local(name: str) -> str | None:
    namespace, _, name = name[1:].partition("}")
    return name if namespace in WORD_NAMESPACES else None


def children(element: Element, *names: str) -> Iterator[Element]:
    """The child elements of WordprocessingML with one of these names."""
    return (child for child in element.elements if local(child) in names)


def child(element: Element | None, *path: str) -> Element | None:
    """The element that a path of names leads to, the first of each."""
    for name in path:
        element = next(children(element, name), None) if element is not None else None
    return element


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute of WordprocessingML; None without the element or the attribute."""
    if element is None:
        return None
    found = (element.attributes.get(f"{{{namespace}}}{name}") for namespace in WORD_NAMESPACES)
    return next((each for each in found if each is not None), None)


def is_on(element: Element | None) -> bool:
    """Whether a property such as ``w:vanish`` is there and not switched off (ISO/IEC 29500-1, 17.17.4)."""
    return element is not None and value(element) not in _FALSE


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part refers to."""

    id: str
    kind: str
    """The last word of the type: ``footnotes``, ``header``."""
    target: str
    """The member of the archive, or an address outside."""


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word file with its main part read."""

    archive: Archive
    main: Markup
    relationships: tuple[Relationship, ...]
    """Of the main part, in the order of the file."""

    def parts(self, *kinds: str) -> Iterator[Markup]:
        """The parts of these kinds that the main part refers to, each once, in order."""
        names = dict.fromkeys(each.target for each in self.relationships if each.kind in kinds)
        return (self.read(name) for name in names if name in self.archive.names)

    def part(self, kind: str) -> Markup | None:
        return next(self.parts(kind), None)

    def read(self, name: str) -> Markup:
        return read_markup(self.archive.path, self.archive.member(name), name)


def is_word(archive: Archive) -> bool:
    """Whether the archive says that its main part is WordprocessingML, a template or one with macros too."""
    return CONTENT_TYPES in archive.names and _MAIN_TYPE.search(archive.member(CONTENT_TYPES)) is not None


# Of the main part, for a slide show may hold a whole Word file.
_MAIN_TYPE = re.compile(
    rb"(?:wordprocessingml\.(?:document|template)|ms-word\.(?:document|template)\.macroEnabled\w*)\.main\+xml"
)


def open_word(archive: Archive) -> WordFile:
    """Raises UnreadableDocument where the archive has no main part or a damaged one."""
    main = next((each.target for each in relationships(archive, "") if each.kind == "officeDocument"), None)
    if main is None:
        raise UnreadableDocument(archive.path, f"{_PACKAGE}: names no main part of a Word document")
    markup = read_markup(archive.path, archive.member(main), main)
    if local(markup.root) != "document" or child(markup.root, "body") is None:
        raise UnreadableDocument(archive.path, f"{main}: no Word document; its root element is {markup.root.name}")
    return WordFile(archive, markup, relationships(archive, main))


def relationships(archive: Archive, part: str) -> tuple[Relationship, ...]:
    """What ``part`` refers to; the empty name is that of the whole package."""
    name = relationships_name(part)
    if name not in archive.names:
        return ()
    root = read_markup(archive.path, archive.member(name), name).root
    return tuple(_relationships(root.elements, posixpath.dirname(part)))


def relationships_name(part: str) -> str:
    """The member that lists what ``part`` refers to.

    >>> relationships_name("word/document.xml"), relationships_name("")
    ('word/_rels/document.xml.rels', '_rels/.rels')
    """
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relationships(elements: Iterable[Element], folder: str) -> Iterator[Relationship]:
    for element in elements:
        attributes = element.attributes
        target = attributes.get("Target", "")
        if attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield Relationship(attributes.get("Id", ""), attributes.get("Type", "").rpartition("/")[2], target)
