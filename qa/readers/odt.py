"""An OpenDocument text to a document: its paragraphs, then its notes, then what stands beside the text, then headers and footers.

Beside the text stand comments, hidden text and the descriptions of pictures. Tracked deletions are no text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from qa.formats.archive import open_archive
from qa.formats.markup import Characters, Element, Markup, located, read_markup
from qa.ground.document import BlockKind, Document
from qa.ground.errors import UnreadableDocument
from qa.ground.source import File
from qa.readers.composition import LINE_BREAK, Composition
from qa.readers.odt_styles import NO_LOOKS, Looks, StylesByName

_NAMESPACES = {
    f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0": prefix
    for name, prefix in (
        *(("office", "office"), ("text", "text"), ("table", "table"), ("drawing", "draw"), ("style", "style")),
        ("svg-compatible", "svg"),
    )
}
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_MEDIA_TYPE = b"application/vnd.oasis.opendocument.text"
_CONTENT, _STYLES, _MANIFEST, _MIMETYPE = "content.xml", "styles.xml", "META-INF/manifest.xml", "mimetype"


def recognises(path: str, data: bytes) -> bool:
    """Whether the archive in ``data`` says that it is an OpenDocument text. Raises UnreadableDocument for a damaged one."""
    archive = open_archive(path, data)
    return _MIMETYPE in archive.names and archive.member(_MIMETYPE).startswith(_MEDIA_TYPE)


def read(path: str, data: bytes) -> Document:
    """The text that a reader of the file sees, tracked insertions among it, tracked deletions not.

    Raises UnreadableDocument for what is damaged or protected by a password.
    """
    archive = open_archive(path, data)
    if _MANIFEST in archive.names and b"encryption-data" in archive.member(_MANIFEST):
        raise UnreadableDocument(path, "protected by a password")
    content = read_markup(path, archive.member(_CONTENT), _CONTENT)
    composition = Composition()
    text = next(_found(content, "office:body", "office:text"), None)
    if text is None:
        raise UnreadableDocument(path, f"{_CONTENT}: no OpenDocument text; its root element is {content.root.name}")
    page = read_markup(path, archive.member(_STYLES), _STYLES) if _STYLES in archive.names else None
    styles = StylesByName(*(part for part in (page, content) if part is not None))
    body = _Story(composition, content, BlockKind.PARAGRAPH, styles)
    body.blocks(*text)
    for note, place in sorted(body.notes, key=_is_endnote):
        _Story(composition, content, BlockKind.NOTE, styles, beside=body.beside).blocks(note, place)
    _add_asides(composition, content, styles, body.beside)
    if page is not None:
        _add_furniture(composition, page, styles)
    return composition.document(File(path, data), "odt")


def _is_endnote(note: tuple[Element, str]) -> bool:
    return note[0].attributes.get(f"{_TEXT}note-class") == "endnote"


def _add_furniture(composition: Composition, page: Markup, styles: StylesByName) -> None:
    """Headers and footers, which stand with the page styles."""
    for master, place in _found(page, "office:master-styles", "style:master-page"):
        _Story(composition, page, BlockKind.FURNITURE, styles).blocks(master, place)


@dataclass(frozen=True, slots=True)
class _Aside:
    """An element that stands beside the text, where it is, and what a person calls it."""

    element: Element
    place: str
    name: str
    looks: Looks


def _add_asides(composition: Composition, content: Markup, styles: StylesByName, found: list[_Aside]) -> None:
    """Comments, then what is hidden, then what describes pictures; those of a comment are in its paragraphs."""
    found.sort(key=lambda aside: _ORDER.index(aside.name.split()[0]))
    for aside in found:
        story = _Story(composition, content, BlockKind.ASIDE, styles, name=aside.name, shows_hidden=True, looks=aside.looks)
        if _name(aside.element) == "office:annotation":
            story.blocks(aside.element, aside.place)
        else:
            composition.begin(BlockKind.ASIDE, f"{content.part.name}#{aside.place}", aside.name)
            story.words(aside.element, aside.place)


_ORDER = ("comment", "hidden", "description")


def _found(markup: Markup, *path: str) -> Iterator[tuple[Element, str]]:
    """The elements that a path of names leads to from the root, with their places."""
    found = [(markup.root, f"/{markup.root.tag}")]
    for name in path:
        found = [below for element, place in found for below in located(element, place) if _name(below[0]) == name]
    yield from found


def _name(element: Element) -> str:
    """The name with the usual prefix; with none for a namespace that holds no text."""
    namespace, _, name = element.name[1:].partition("}")
    prefix = _NAMESPACES.get(namespace)
    return f"{prefix}:{name}" if prefix else ""


@dataclass(slots=True)
class _Story:
    """One flow of text: the body, a note, the headers and footers of a page style."""

    composition: Composition
    markup: Markup
    kind: BlockKind
    styles: StylesByName
    name: str = ""
    """What a person calls the place, where it is no paragraph."""
    shows_hidden: bool = False
    looks: Looks = NO_LOOKS
    """What holds where the story is read."""
    beside: list[_Aside] = field(default_factory=list)
    """What stands beside the text, in order."""
    notes: list[tuple[Element, str]] = field(default_factory=list)
    """The notes met so far."""
    frames: list[tuple[Element, str]] = field(default_factory=list)
    """The frames and shapes anchored in the paragraph that is being read."""

    def blocks(self, parent: Element, path: str) -> None:
        """Read the paragraphs in ``parent``, which is at ``path``, in lists, tables and sections too."""
        for element, place in located(parent, path):
            name = _name(element)
            if name in _PARAGRAPHS:
                self._paragraph(element, place)
            elif name in _HOLDERS or name.startswith("draw:"):
                self.blocks(element, place)

    def _paragraph(self, element: Element, place: str) -> None:
        heading = self.kind is BlockKind.PARAGRAPH and _name(element) == "text:h"
        self.composition.begin(BlockKind.HEADING if heading else self.kind, f"{self.markup.part.name}#{place}", self.name)
        before, self.looks = self.looks, self.styles.default.within(self._looks(element, "paragraph"))
        if self.looks.is_hidden and not self.shows_hidden:
            self._put_beside(element, place, self._hidden_name())
        else:
            self.words(element, place)
        self.looks = before
        frames, self.frames = self.frames, []
        for frame, where in frames:
            self.blocks(frame, where)

    def words(self, parent: Element, path: str) -> None:
        """Read what stands in a paragraph or a part of one."""
        places = located(parent, path)
        for child in parent.children:
            if isinstance(child, Characters):
                start = self.composition.place
                self.composition.flow(self.markup, child)
                self.composition.tell_language(start, self.looks.language, is_guessed=True, is_default=self.looks.is_default)
            else:
                self._element(*next(places))

    def _looks(self, element: Element, family: str) -> Looks:
        return self.styles.looks(family, element.attributes.get(f"{_TEXT}style-name", ""))

    def _hidden_name(self) -> str:
        return f"hidden text in {self.name or f'paragraph {self.composition.number}'}"

    def _put_beside(self, element: Element, place: str, name: str) -> None:
        if element.all_text.strip():
            self.beside.append(_Aside(element, place, name, self.looks))

    def _styled(self, element: Element, place: str) -> None:
        before, self.looks = self.looks, self.looks.within(self._looks(element, "text"))
        if self.looks.is_hidden and not before.is_hidden and not self.shows_hidden:
            self._put_beside(element, place, self._hidden_name())
        else:
            self.words(element, place)
        self.looks = before

    def _annotation(self, element: Element, place: str) -> None:
        author = next((each.text for each in element.elements if each.name == _CREATOR), "")
        number = 1 + sum(aside.name.startswith("comment ") for aside in self.beside)
        self._put_beside(element, place, f"comment {number} by {author}" if author else f"comment {number}")

    def _described(self, frame: Element, path: str) -> None:
        """What describes a picture or shape, whatever it holds."""
        number = 1 + len({aside.place.rpartition("/")[0] for aside in self.beside if aside.name.startswith("description")})
        for element, place in located(frame, path):
            if _name(element) in ("svg:title", "svg:desc"):
                self._put_beside(element, place, f"description of picture {number}")

    def _element(self, element: Element, place: str) -> None:
        name = _name(element)
        if name.startswith("draw:") and name != "draw:a":
            self.frames.append((element, place))
            self._described(element, place)
        elif (read := _INSIDE.get(name)) is not None:
            read(self, element, place)
        elif name.startswith(("text:", "draw:")) and name not in _NO_TEXT:
            self.words(element, place)

    def _blanks(self, element: Element, place: str) -> None:
        count = element.attributes.get(f"{_TEXT}c", "1")
        blanks = min(int(count), _MOST_BLANKS) if count.isdecimal() else 1
        self.composition.stand(" " * blanks, self.markup, element.start, element.end)

    def _mark(self, text: str) -> None:
        self.composition.mark(text)

    def _note(self, element: Element, place: str) -> None:
        self.composition.anchor_note()
        self.notes.append((element, place))


_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"

_MOST_BLANKS = 1_000
"""How many blanks one element may stand for; more would be an attack on memory."""

_PARAGRAPHS = ("text:p", "text:h")

_HOLDERS = frozenset(
    (
        *("text:list", "text:list-item", "text:list-header", "text:section", "text:numbered-paragraph", "text:note-body"),
        *("text:index-body", "text:index-title", "text:table-of-content", "text:illustration-index", "text:table-index"),
        *("text:object-index", "text:user-index", "text:alphabetical-index", "text:bibliography"),
        *("table:table", "table:table-header-rows", "table:table-rows", "table:table-row-group", "table:table-row"),
        *("table:table-cell", "style:header", "style:header-left", "style:header-first"),
        *("style:footer", "style:footer-left", "style:footer-first"),
    )
)
"""What paragraphs stand in. Not among them: text:tracked-changes, which holds what was deleted."""

_NO_TEXT = frozenset(("text:note-citation", "text:ruby-text", "text:hidden-text", "text:script", "text:note-body"))

_Read = Callable[[_Story, Element, str], None]
_INSIDE: dict[str, _Read] = {
    "text:s": _Story._blanks,
    "text:tab": lambda story, element, place: story._mark("\t"),
    "text:line-break": lambda story, element, place: story._mark(LINE_BREAK),
    "text:note": _Story._note,
    "office:annotation": _Story._annotation,
    **dict.fromkeys(("text:span", "text:a"), _Story._styled),
}
