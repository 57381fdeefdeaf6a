"""A Word file to a document: its paragraphs, then its notes, then what stands beside the text, then headers and footers.

Headers and footers are furniture, text boxes stand behind the paragraph they are anchored in. Beside the text stand comments,
hidden text, the alternative texts of pictures, and headers and footers that are prose. What is deleted is no text. What is drawn
of other parts (charts, diagrams, embedded documents) and formulas are not read, and the document says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from qa.formats.archive import open_archive
from qa.formats.markup import XML_NAMESPACE, Characters, Element, Markup, attribute, located
from qa.ground.document import BlockKind, Document
from qa.ground.furniture import is_furniture
from qa.ground.source import File
from qa.readers.composition import LINE_BREAK, Composition, pieces
from qa.readers.word import (
    WORD_NAMESPACES,
    WordFile,
    child,
    is_word,
    local,
    open_word,
    relationships,
    value,
)
from qa.readers.word_styles import Styles, is_heading_level


def recognises(path: str, data: bytes) -> bool:
    """Whether the archive in ``data`` is a Word file. Raises UnreadableDocument for a damaged archive."""
    return is_word(open_archive(path, data))


def read(path: str, data: bytes) -> Document:
    """The text that a reader of the Word file sees, tracked insertions among it, tracked deletions not.

    Raises UnreadableDocument for what is damaged or no Word file.
    """
    word = open_word(open_archive(path, data))
    composition = Composition()
    styles = Styles(word.part("styles"))
    shared = _Shared()
    body = _Story(composition, word.main, BlockKind.PARAGRAPH, styles, shared)
    root = word.main.root
    for element, place in located(root, f"/{root.tag}"):
        if local(element) == "body":
            body.blocks(element, place)
    _add_notes(composition, word, body)
    heads = tuple(_heads(word))
    for head in heads:
        if head.is_prose:
            _Story(composition, head.markup, BlockKind.ASIDE, styles, shared, name=head.name).whole()
    _add_comments(composition, word, styles, shared)
    _add_hidden(composition, styles, shared)
    _add_descriptions(composition, shared)
    for head in heads:
        if not head.is_prose:
            _Story(composition, head.markup, BlockKind.FURNITURE, styles, shared).whole()
    return replace(composition.document(File(path, data), "docx"), lacks=tuple(_lacks(word)))


# What is not read


def _lacks(word: WordFile) -> Iterator[str]:
    """What of the file is not read, a sentence each."""
    parts = [word.main, *word.parts("footnotes", "endnotes", "header", "footer", "comments")]
    named = [each.kind for markup in parts for each in relationships(word.archive, markup.part.name)]
    for kind, one, several in _OTHER_PARTS:
        if number := named.count(kind):
            yield f"{number} {one if number == 1 else several} {'is' if number == 1 else 'are'} not read."
    names = Counter(element.name for markup in parts for element in markup.root.walk())
    formulas = names[f"{{{_MATHEMATICS}}}oMath"]
    if formulas:
        yield f"{formulas} {'formula is' if formulas == 1 else 'formulas are'} not read."
    glosses = sum(names[f"{{{namespace}}}rt"] for namespace in WORD_NAMESPACES)
    if glosses:
        yield f"{glosses} {'gloss' if glosses == 1 else 'glosses'} above the line {'is' if glosses == 1 else 'are'} not read."


_OTHER_PARTS = (
    ("chart", "chart", "charts"),
    ("chartEx", "chart", "charts"),
    ("diagramData", "diagram (SmartArt)", "diagrams (SmartArt)"),
    ("aFChunk", "document put in as a whole (altChunk)", "documents put in as a whole (altChunk)"),
    ("subDocument", "subdocument", "subdocuments"),
    ("package", "embedded file", "embedded files"),
    ("oleObject", "embedded object", "embedded objects"),
)
"""Kinds of parts that hold text of their own, by the last words of their relationships' types."""

_MATHEMATICS = "http://schemas.openxmlformats.org/officeDocument/2006/math"


# Beside the text


@dataclass(frozen=True, slots=True)
class _Aside:
    """An element that stands beside the text, where it is, and what a person calls it."""

    markup: Markup
    element: Element
    place: str
    name: str


@dataclass(slots=True)
class _Shared:
    """What the stories of a file have met that is written after them."""

    hidden: list[tuple[_Aside, str | None]] = field(default_factory=list)
    """Hidden runs, with the styles of their paragraphs."""
    pictures: list[_Aside] = field(default_factory=list)
    """The elements that describe one, in order."""


@dataclass(frozen=True, slots=True)
class _Head:
    """A header or footer."""

    markup: Markup
    name: str
    is_prose: bool


def _heads(word: WordFile) -> Iterator[_Head]:
    """The headers and footers. One that says the same as another, or is no prose, is furniture."""
    seen: set[str] = set()
    for kind in ("header", "footer"):
        for number, markup in enumerate(word.parts(kind), start=1):
            texts = [_seen_text(each) for each in markup.root.walk() if local(each) == "p"]
            said = "\n".join(texts)
            yield _Head(markup, f"{kind} {number}", said not in seen and any(map(_is_prose, texts)))
            seen.add(said)


def _seen_text(paragraph: Element) -> str:
    return "".join(each.text for each in paragraph.walk() if local(each) == "t").strip()


def _is_prose(text: str) -> bool:
    """Whether a line at the head or foot of a page says something: three words at least, none of the usual."""
    return sum(word.islower() and len(word) > 2 for word in text.split()) >= 2 and not is_furniture(text)


def _add_comments(composition: Composition, word: WordFile, styles: Styles, shared: _Shared) -> None:
    markup = word.part("comments")
    if markup is None:
        return
    comments = [found for found in located(markup.root, f"/{markup.root.tag}") if local(found[0]) == "comment"]
    for number, (element, place) in enumerate(comments, start=1):
        author = value(element, "author") or ""
        if author.startswith(_OURS) or any(_RULE.fullmatch(_seen_text(each)) for each in element.walk() if local(each) == "p"):
            continue
        name = f"comment {number} by {author}" if author else f"comment {number}"
        _Story(composition, markup, BlockKind.ASIDE, styles, shared, name=name).blocks(element, place)


_OURS = "transcript-qa"
_RULE = re.compile(r"[\w-]+(?:\.[\w-]+)+ \((?:sure|likely|advice)\)")
"""The line of a comment that says which of our rules made it, under whatever name: nobody wants our own words checked."""


def _add_hidden(composition: Composition, styles: Styles, shared: _Shared) -> None:
    """Hidden runs that follow one another in a paragraph are one aside."""
    open_name = ""
    for aside, style in shared.hidden:
        if aside.name != open_name:
            composition.begin(BlockKind.ASIDE, f"{aside.markup.part.name}#{aside.place}", aside.name)
            open_name = aside.name
        story = _Story(composition, aside.markup, BlockKind.ASIDE, styles, _Shared(), shows_hidden=True)
        story.style = style
        story.inside(aside.element, aside.place)


def _add_descriptions(composition: Composition, shared: _Shared) -> None:
    """The alternative texts and titles of pictures; names of files are none."""
    for picture in shared.pictures:
        for name in ("descr", "title", "alt"):
            found = attribute(picture.markup, picture.element, name)
            if found is None or _FILE_NAME.fullmatch(found.text.strip()):
                continue
            cuts = [place for match in _LINE_FEEDS.finditer(found.text) for place in match.span()]
            for piece in pieces(picture.markup, found, cuts):
                if piece.text.strip():
                    locator = f"{picture.markup.part.name}#{picture.place}/@{name}"
                    composition.begin(BlockKind.ASIDE, locator, picture.name)
                    composition.write(picture.markup, piece)


_FILE_NAME = re.compile(r"\S*\.\w{2,4}|(?:[A-Za-z]:|\.{0,2})[\\/].*|\w+:/{1,2}.*", re.DOTALL)
_LINE_FEEDS = re.compile(r"\s*\n\s*")


def _add_notes(composition: Composition, word: WordFile, body: _Story) -> None:
    """The footnotes, then the endnotes, in the order that the text refers to them."""
    for kind in ("footnote", "endnote"):
        markup = word.part(f"{kind}s") if any(name == kind for name, _ in body.notes) else None
        if markup is None:
            continue
        places = {value(element, "id"): (element, place) for element, place in located(markup.root, f"/{markup.root.tag}")}
        wanted = dict.fromkeys(number for name, number in body.notes if name == kind)
        for order, number in enumerate((each for each in wanted if each in places), start=1):
            name = f"{kind} {order}"
            _Story(composition, markup, BlockKind.NOTE, body.styles, body.shared, name=name).blocks(*places[number])


_MARKUP_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_ALTERNATE, _CHOICE, _FALLBACK = (f"{{{_MARKUP_COMPATIBILITY}}}{name}" for name in ("AlternateContent", "Choice", "Fallback"))


@dataclass(slots=True)
class _Story:
    """One flow of text in one part: the body, a note, a header.

    Elements are looked up by name in two tables, one for what stands between paragraphs, one for what stands in them; an
    element that is in neither is no text, and what is in it neither.
    """

    composition: Composition
    markup: Markup
    kind: BlockKind
    styles: Styles
    shared: _Shared
    name: str = ""
    """What a person calls the place, where it is no paragraph."""
    shows_hidden: bool = False
    style: str | None = None
    """That of the paragraph that is being read."""
    notes: list[tuple[str, str]] = field(default_factory=list)
    """The notes that the text refers to: ``footnote`` or ``endnote``, and the id."""
    fields: list[bool] = field(default_factory=list)
    """The fields that are open, the outermost first: True for one that has come to its result."""
    boxes: list[tuple[Element, str]] = field(default_factory=list)
    """The text boxes anchored in the paragraph that is being read."""
    continues: bool = False
    """The mark of the paragraph before is a tracked deletion: its text goes on in the next one."""

    def whole(self) -> None:
        """Read the part from its root."""
        self.blocks(self.markup.root, f"/{self.markup.root.tag}")

    # Between paragraphs

    def blocks(self, parent: Element, path: str) -> None:
        """Read the paragraphs and tables in ``parent``, which is at ``path``."""
        for element, place in located(parent, path):
            if element.name == _ALTERNATE:
                self._alternate(element, place, self.blocks)
            elif (read := _BLOCKS.get(local(element) or "")) is not None:
                read(self, element, place)

    def _paragraph(self, element: Element, place: str) -> None:
        if not self.continues:
            self.composition.begin(self._kind_of(element), self._locator(place), self.name)
        self.style = value(child(element, "pPr", "pStyle"))
        self.inside(element, place)
        mark = child(element, "pPr", "rPr")
        self.continues = child(mark, "del") is not None or child(mark, "moveFrom") is not None
        if self.boxes and not self.continues:
            self._text_boxes()

    def _kind_of(self, paragraph: Element) -> BlockKind:
        properties = child(paragraph, "pPr")
        if self.kind is not BlockKind.PARAGRAPH or properties is None:
            return self.kind
        level = value(child(properties, "outlineLvl"))
        by_style = value(child(properties, "pStyle")) in self.styles.headings
        return BlockKind.HEADING if (is_heading_level(level) if level is not None else by_style) else self.kind

    def _locator(self, place: str) -> str:
        return f"{self.markup.part.name}#{place}"

    def _text_boxes(self) -> None:
        """The boxes after the paragraph that they are anchored in; a box may hold boxes."""
        boxes, self.boxes = self.boxes, []
        for element, place in boxes:
            self.blocks(element, place)

    def _row(self, element: Element, place: str) -> None:
        properties = child(element, "trPr")
        if child(properties, "del") is None:
            self.blocks(element, place)

    def _alternate(self, element: Element, place: str, read: Callable[[Element, str], None]) -> None:
        """The same thing twice, for newer and older programs: only one of the two is text."""
        both = {found.name: (found, where) for found, where in reversed([*located(element, place)])}
        chosen = both.get(_CHOICE) or both.get(_FALLBACK)
        if chosen is not None:
            read(*chosen)

    # In a paragraph

    def inside(self, parent: Element, path: str) -> None:
        """Read what stands in a paragraph or run."""
        for element, place in located(parent, path):
            if element.name == _ALTERNATE:
                self._alternate(element, place, self.inside)
            elif (read := _INSIDE.get(local(element) or "")) is not None:
                read(self, element, place)
            elif local(element) is None:
                self._find_boxes(element, place)

    @property
    def _shown(self) -> bool:
        """False inside the instruction of a field."""
        return all(self.fields)

    def _run(self, element: Element, place: str) -> None:
        properties = child(element, "rPr")
        if not self.shows_hidden and self.styles.hides(properties, self.style):
            name = f"hidden text in {self.name or f'paragraph {self.composition.number}'}"
            if self._shown and _seen_text(element):
                self.shared.hidden.append((_Aside(self.markup, element, place, name), self.style))
            return
        start = self.composition.place
        self.inside(element, place)
        language = self.styles.language(properties, self.style)
        if language is not None:
            self.composition.tell_language(start, language.name, is_guessed=True, is_default=language.is_default)

    def _text(self, element: Element, place: str) -> None:
        if self._shown:
            keeps = element.attributes.get(f"{{{XML_NAMESPACE}}}space") == "preserve"
            preserve = None if keeps else element.start + len(f"<{element.tag}".encode(self.markup.part.encoding))
            for run in element.children:
                if isinstance(run, Characters):
                    self.composition.write(self.markup, run, preserve=preserve)

    def _layout(self, text: str) -> None:
        if self._shown:
            self.composition.mark(text)

    def _character(self, element: Element, text: str) -> None:
        if self._shown:
            self.composition.stand(text, self.markup, element.start, element.end)

    def _symbol(self, element: Element, place: str) -> None:
        code = value(element, "char") or ""
        try:
            self._character(element, chr(int(code, 16)))
        except ValueError:
            return  # no code point: a symbol that nobody can see

    def _field_character(self, element: Element, place: str) -> None:
        kind = value(element, "fldCharType")
        if kind == "begin":
            self.fields.append(False)
        elif self.fields and kind == "separate":
            self.fields[-1] = True
        elif self.fields and kind == "end":
            self.fields.pop()

    def _note(self, element: Element, place: str) -> None:
        self.composition.anchor_note()
        kind = (local(element) or "").removesuffix("Reference")
        self.notes.append((kind, value(element, "id") or ""))

    def _find_boxes(self, element: Element, place: str) -> None:
        """The text boxes in a drawing, however deep, that are not in one another; and what describes a picture."""
        if local(element) == "txbxContent":
            self.boxes.append((element, place))
            return
        if element.name.endswith("}docPr") or element.name in _OLD_SHAPES:
            number = len(self.shared.pictures) + 1
            self.shared.pictures.append(_Aside(self.markup, element, place, f"alternative text of picture {number}"))
        for found, where in located(element, place):
            if found.name == _ALTERNATE:
                self._alternate(found, where, self._find_boxes)
            else:
                self._find_boxes(found, where)


_OLD_SHAPES = frozenset(f"{{urn:schemas-microsoft-com:vml}}{name}" for name in ("shape", "rect", "oval", "roundrect", "group"))


def _descend(story: _Story, element: Element, place: str) -> None:
    story.inside(element, place)


def _descend_blocks(story: _Story, element: Element, place: str) -> None:
    story.blocks(element, place)


_Read = Callable[[_Story, Element, str], None]

_BLOCKS: dict[str, _Read] = {
    "p": _Story._paragraph,
    "tr": _Story._row,
    **dict.fromkeys(("tbl", "tc", "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"), _descend_blocks),
}

_INSIDE: dict[str, _Read] = {
    "r": _Story._run,
    "t": _Story._text,
    **dict.fromkeys(("tab", "ptab"), lambda story, element, place: story._layout("\t")),
    **dict.fromkeys(("br", "cr"), lambda story, element, place: story._layout(LINE_BREAK)),
    "noBreakHyphen": lambda story, element, place: story._character(element, "\u2011"),
    "softHyphen": lambda story, element, place: story._character(element, "\u00ad"),
    "sym": _Story._symbol,
    "fldChar": _Story._field_character,
    **dict.fromkeys(("footnoteReference", "endnoteReference"), _Story._note),
    **dict.fromkeys(("drawing", "pict", "object"), _Story._find_boxes),
    # Containers: links, content controls, tags, simple fields, insertions, text of other direction, the base of ruby.
    **dict.fromkeys(("hyperlink", "sdt", "sdtContent", "customXml", "smartTag", "fldSimple"), _descend),
    **dict.fromkeys(("ins", "moveTo", "dir", "bdo", "ruby", "rubyBase"), _descend),
}
