"""A Word file to a document: its paragraphs, then its notes, then headers and footers; what is deleted or hidden is no text.

Headers and footers are furniture, text boxes stand behind the paragraph they are anchored in. Comments, hidden text and the
alternative texts of pictures are not read, and the document says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sized
from dataclasses import dataclass, field, replace

from qa.formats.archive import open_archive
from qa.formats.markup import XML_NAMESPACE, Characters, Element, Markup, located
from qa.ground.document import BlockKind, Document
from qa.ground.source import File
from qa.readers.composition import LINE_BREAK, Composition
from qa.readers.word import (
    WordFile,
    child,
    heading_styles,
    is_heading_level,
    is_on,
    is_word,
    local,
    open_word,
    value,
)


def recognises(path: str, data: bytes) -> bool:
    """Whether the archive in ``data`` is a Word file. Raises UnreadableDocument for a damaged archive."""
    return is_word(open_archive(path, data))


def read(path: str, data: bytes) -> Document:
    """The text that a reader of the Word file sees, tracked insertions among it, tracked deletions and comments not.

    Raises UnreadableDocument for what is damaged or no Word file.
    """
    word = open_word(open_archive(path, data))
    composition = Composition()
    headings = heading_styles(word.part("styles"))
    body = _Story(composition, word.main, BlockKind.PARAGRAPH, headings)
    root = word.main.root
    for element, place in located(root, f"/{root.tag}"):
        if local(element) == "body":
            body.blocks(element, place)
    _add_notes(composition, word, body.notes)
    for markup in word.parts("header", "footer"):
        _Story(composition, markup, BlockKind.FURNITURE).blocks(markup.root, f"/{markup.root.tag}")
    return replace(composition.document(File(path, data), "docx"), lacks=tuple(_lacks(word)))


def _lacks(word: WordFile) -> Iterator[str]:
    """What of the file is not read, a sentence each."""
    parts = [word.main, *word.parts("footnotes", "endnotes", "header", "footer")]
    elements = [element for markup in parts for element in markup.root.walk()]
    remarks = [
        each for markup in word.parts("comments") for each in markup.root.walk() if local(each) == "comment" and _says(each)
    ]
    hidden = [each for each in elements if local(each) == "r" and is_on(child(each, "rPr", "vanish")) and _says(each)]
    described = [each for each in elements if each.name.endswith("}docPr") and each.attributes.get("descr", "").strip()]
    if remarks:
        yield f"{_counted(len(remarks), 'comment')} in the margin {_are(remarks)} not read."
    if hidden:
        yield f"{_counted(len(hidden), 'stretch', 'stretches')} of hidden text {_are(hidden)} not read."
    if described:
        yield f"{_counted(len(described), 'alternative text')} of pictures {_are(described)} not read."


def _says(element: Element) -> bool:
    """Whether there is text in an element."""
    texts = (run.text for each in element.walk() if local(each) == "t" for run in each.children if isinstance(run, Characters))
    return any(map(str.strip, texts))


def _counted(number: int, one: str, several: str = "") -> str:
    return f"{number} {one if number == 1 else several or one + 's'}"


def _are(found: Sized) -> str:
    return "is" if len(found) == 1 else "are"


def _add_notes(composition: Composition, word: WordFile, wanted: list[tuple[str, str]]) -> None:
    """The footnotes, then the endnotes, in the order that the text refers to them."""
    for kind in ("footnote", "endnote"):
        markup = word.part(f"{kind}s") if any(name == kind for name, _ in wanted) else None
        if markup is None:
            continue
        places = {value(element, "id"): (element, place) for element, place in located(markup.root, f"/{markup.root.tag}")}
        for number in dict.fromkeys(number for name, number in wanted if name == kind):
            if number in places:
                _Story(composition, markup, BlockKind.NOTE).blocks(*places[number])


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
    headings: frozenset[str] = frozenset()
    """The ids of the styles that make a heading."""
    notes: list[tuple[str, str]] = field(default_factory=list)
    """The notes that the text refers to: ``footnote`` or ``endnote``, and the id."""
    fields: list[bool] = field(default_factory=list)
    """The fields that are open, the outermost first: True for one that has come to its result."""
    boxes: list[tuple[Element, str]] = field(default_factory=list)
    """The text boxes anchored in the paragraph that is being read."""
    continues: bool = False
    """The mark of the paragraph before is a tracked deletion: its text goes on in the next one."""

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
            self.composition.begin(self._kind_of(element), self._locator(place))
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
        by_style = value(child(properties, "pStyle")) in self.headings
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
        if not is_on(child(element, "rPr", "vanish")):
            start = self.composition.place
            self.inside(element, place)
            self.composition.tell_language(start, value(child(element, "rPr", "lang")), is_guessed=True)

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
        """The text boxes in a drawing, however deep, that are not in one another."""
        if local(element) == "txbxContent":
            self.boxes.append((element, place))
            return
        for found, where in located(element, place):
            if found.name == _ALTERNATE:
                self._alternate(found, where, self._find_boxes)
            else:
                self._find_boxes(found, where)


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
