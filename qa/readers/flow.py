"""A tree of elements to a document: what is a paragraph, what stands in one, what is no text, by the role of each element.

A reader of an XML format or of HTML says what its elements are; the rest is here. As on a page, text beside paragraphs
makes a paragraph of its own, and what a reporter puts into a sentence follows after the paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from qa.formats.markup import Characters, Element, Markup, located
from qa.ground.document import BlockKind, Document, Turn
from qa.ground.errors import UnreadableDocument
from qa.ground.source import File
from qa.ground.span import Span
from qa.readers.composition import LINE_BREAK, Composition, pieces


class Role(StrEnum):
    """What an element is to a reader of the text."""

    INLINE = "inline"
    """Part of a sentence."""
    NOTHING = "nothing"
    """No text, whatever is in it."""
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    PROCEDURE = "procedure"
    FURNITURE = "furniture"
    """A paragraph, or what holds paragraphs, of this kind. In a paragraph furniture is put off until it ends."""
    NOTE = "note"
    """Notes that stand where they stand."""
    DIVISION = "division"
    """What holds paragraphs. One that has text itself is a paragraph."""
    SEGMENT = "segment"
    """In a paragraph a part of a sentence, elsewhere a paragraph or what holds some."""
    LINE = "line"
    """Of a verse or a list of names: it begins a line of the paragraph."""
    NUMBER = "number"
    """Of an article, an item: it stands before the first words of what comes next."""
    ASIDE = "aside"
    """What the reporter says, a paragraph of procedure. In a paragraph it is put off until that ends."""
    FOOTNOTE = "footnote"
    """A note that is put off until the document ends."""
    BREAK = "break"
    """A line break; two make a paragraph."""
    WORD_BREAK = "word break"
    """A line break inside a word."""
    SPACE = "space"
    """What parts words without being seen: a page break."""
    WORD = "word"
    """A token: it is parted from others by a blank unless they are joined, and white space between tokens is layout."""
    CHOICE = "choice"
    """Several wordings of which one is read."""
    SPEECH = "speech"
    """What one speaker says."""
    LABEL = "label"
    """The line that names the speaker, in the speech or before it."""


class Space(StrEnum):
    """What white space in an element is."""

    FLOWING = "flowing"
    """Any run of it is one blank."""
    KEPT = "kept"
    """As it stands; a line feed ends the line."""
    KEPT_BUT_LINE_FEEDS = "kept but line feeds"
    """As it stands; a line feed is layout and means nothing."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the elements of a format mean."""

    role: Callable[[Element], Role]
    language: Callable[[Element], str | None] = lambda element: None
    """The language that the element itself says its text is in."""
    space: Callable[[Element], Space | None] = lambda element: None
    """What white space is from this element on; None for as before."""
    speaker: Callable[[Element, str], str | None] = lambda element, label: None
    """Who speaks in a speech, given also the text of its label; None for nobody."""
    chosen: Callable[[Element], Element | None] = lambda element: next(element.elements, None)
    """Which wording of a choice is read."""
    joins: Callable[[Element], tuple[bool, bool]] = lambda element: (False, False)
    """Whether a token is joined to the one before, and to the one after."""
    has_words: bool = False
    """Whether there are tokens at all."""
    language_of_all: str | None = None
    """That of the whole file, where no element says another."""


def flowing(file: File, name: str, markup: Markup, meaning: Meaning, start: tuple[Element, str] | None = None) -> Document:
    """The document that ``markup`` holds; ``name`` is the format's, ``start`` the element to read and its path.

    Raises UnreadableDocument for speeches in speeches in speeches without end.
    """
    flow = _Flow(markup, meaning)
    try:
        flow.read(*(start or (markup.root, f"/{markup.root.tag}")))
    except RecursionError as error:
        raise UnreadableDocument(file.path, "elements are nested deeper than anybody writes") from error
    document = flow.composition.document(file, name)
    return replace(document, turns=tuple(flow.turns(document)))


def own_text(element: Element) -> str:
    """All text inside, white space made single blanks."""
    return " ".join(element.text.split())


@dataclass(frozen=True, slots=True)
class _Speech:
    """A speech, or the part of one before or after another in it; in numbers of blocks."""

    element: Element
    first: int
    label: int | None = None
    end: int = 0


@dataclass(frozen=True, slots=True)
class _Aside:
    """What is put off."""

    element: Element
    place: str
    kind: BlockKind
    language: str | None


class _Flow:
    """The state of reading: which block is open, what kind text has here, what waits."""

    def __init__(self, markup: Markup, meaning: Meaning) -> None:
        self.composition = Composition()
        self._markup = markup
        self._meaning = meaning
        self._kind = BlockKind.PARAGRAPH
        self._place = ""
        """Of the innermost paragraph or division."""
        self._is_open = False
        self._number_waits = False
        self._in_paragraph = False
        self._language = meaning.language_of_all
        self._space = Space.FLOWING
        self._joined = False
        self._asides: list[_Aside] = []
        self._notes: list[_Aside] = []
        self._speech: _Speech | None = None
        self._label: int | None = None
        """The block that names the next speaker, if it is the last one."""
        self._speeches: list[_Speech] = []
        self._tokenised: dict[int, bool] = {}

    def read(self, element: Element, place: str) -> None:
        """Read all there is in an element, and the notes after it."""
        self._place = place
        self._element(element, place)
        self._end()
        while self._notes:
            notes, self._notes = self._notes, []
            for note in notes:
                self._put_off(note)

    def turns(self, document: Document) -> Iterator[Turn]:
        blocks, text = document.blocks, document.text
        for speech in self._speeches:
            start = blocks[speech.first].span.start
            label = Span(start, start) if speech.label is None else blocks[speech.label].span
            speaker = self._meaning.speaker(speech.element, text[label.slice])
            if speaker:
                yield Turn(Span(start, blocks[speech.end - 1].span.end), label, speaker, None, None)

    # Elements

    def _element(self, element: Element, place: str) -> None:
        role = self._meaning.role(element)
        if role is Role.NOTHING:
            return
        before = self._language, self._space
        self._language = self._meaning.language(element) or self._language
        self._space = self._meaning.space(element) or self._space
        _READ[role](self, element, place)
        self._language, self._space = before

    def _inside(self, parent: Element, path: str) -> None:
        places = located(parent, path)
        skips_layout = self._meaning.has_words and self._is_tokenised(parent)
        for child in parent.children:
            if isinstance(child, Element):
                self._element(*next(places))
            elif not (skips_layout and child.text.isspace()):
                self._text(child)

    def _block(self, element: Element, place: str, kind: BlockKind) -> None:
        before = self._kind, self._place, self._in_paragraph
        if kind is BlockKind.PARAGRAPH or self._kind in _INHERITED:
            kind = self._kind
        self._begin(kind, place)
        self._kind, self._place, self._in_paragraph = kind, place, True
        self._inside(element, place)
        self._kind, self._place, self._in_paragraph = before
        self._end()

    def _begin(self, kind: BlockKind, place: str) -> None:
        if self._number_waits:
            self.composition.resume(kind, place)
        else:
            self.composition.begin(kind, place)
        self._is_open, self._number_waits, self._joined = True, False, False

    def _end(self) -> None:
        self.composition.end()
        self._is_open = self._number_waits = False
        if not self._in_paragraph:
            asides, self._asides = self._asides, []
            for aside in asides:
                self._put_off(aside)

    def _put_off(self, aside: _Aside) -> None:
        before, self._language = self._language, aside.language
        self._block(aside.element, aside.place, aside.kind)
        self._language = before

    def _division(self, element: Element, place: str) -> None:
        if self._has_sentences(element):
            self._block(element, place, BlockKind.PARAGRAPH)
            return
        if not self._number_waits:
            self._end()
        before, self._place = self._place, place
        self._inside(element, place)
        self._place = before
        self._end()

    def _segment(self, element: Element, place: str) -> None:
        (self._inside if self._in_paragraph else self._division)(element, place)

    def _has_sentences(self, element: Element) -> bool:
        """Whether there is text in it, or in parts of sentences in it."""
        for child in element.children:
            if isinstance(child, Characters):
                if not child.text.isspace():
                    return True
            elif self._meaning.role(child) in _PARTS_OF_SENTENCES and self._has_sentences(child):
                return True
        return False

    def _line(self, element: Element, place: str) -> None:
        self._break()
        self._inside(element, place)

    def _number(self, element: Element, place: str) -> None:
        if self._in_paragraph:
            self.composition.gap()
            self._inside(element, place)
            self.composition.gap()
        else:
            self._begin(self._kind, place)
            self._inside(element, place)
            self._number_waits = True

    def _aside(self, element: Element, place: str, kind: BlockKind) -> None:
        if self._in_paragraph and self._is_open:
            self._asides.append(_Aside(element, place, kind, self._language))
        else:
            self._end()
            self._block(element, place, kind)

    def _footnote(self, element: Element, place: str) -> None:
        self.composition.anchor_note()
        self._notes.append(_Aside(element, place, BlockKind.NOTE, self._language))

    def _choice(self, element: Element, place: str) -> None:
        chosen = self._meaning.chosen(element)
        for child, where in located(element, place):
            if child is chosen:
                self._element(child, where)

    # Text

    def _text(self, run: Characters) -> None:
        if not self._is_open:
            if run.text.isspace():
                return
            self._begin(self._kind, self._place)
        start = self.composition.place
        _WRITE[self._space](self, run)
        self.composition.tell_language(start, self._language)

    def _flow(self, run: Characters) -> None:
        self.composition.flow(self._markup, run)

    def _lines(self, run: Characters) -> None:
        for piece in self._at_line_feeds(run):
            if piece.text == LINE_BREAK:
                self._break()
            elif self._is_open or not piece.text.isspace():
                if not self._is_open:
                    self._begin(self._kind, self._place)
                self.composition.write(self._markup, piece)

    def _without_line_feeds(self, run: Characters) -> None:
        for piece in self._at_line_feeds(run):
            if piece.text != LINE_BREAK:
                self.composition.write(self._markup, piece)

    def _at_line_feeds(self, run: Characters) -> Iterator[Characters]:
        places = [index for index, character in enumerate(run.text) if character == LINE_BREAK]
        return pieces(self._markup, run, [*places, *(place + 1 for place in places)])

    def _break_line(self, element: Element, place: str, *, within_word: bool = False) -> None:
        self._break(within_word=within_word)

    def _gap(self, element: Element, place: str) -> None:
        self.composition.gap()

    def _break(self, *, within_word: bool = False) -> None:
        if self._is_open and not self.composition.break_line(within_word=within_word):
            self.composition.end()
            self._is_open = False

    def _word(self, element: Element, place: str) -> None:
        if not self._is_open:
            self._begin(self._kind, self._place)
        to_left, to_right = self._meaning.joins(element)
        if not (to_left or self._joined):
            self.composition.gap()
        self._inside(element, place)
        self._joined = to_right

    def _is_tokenised(self, element: Element) -> bool:
        """Whether the white space in it is between tokens."""
        known = self._tokenised.get(id(element))
        if known is None:
            roles = [(self._meaning.role(child), child) for child in element.elements]
            known = any(role is Role.WORD or (role in _PARTS_OF_SENTENCES and self._is_tokenised(child)) for role, child in roles)
            self._tokenised[id(element)] = known
        return known

    # Speeches

    def _speak(self, element: Element, place: str) -> None:
        self._end()
        outer, count = self._speech, self.composition.count
        label = self._label if self._label == count - 1 else None
        self._close_speech()
        self._speech = _Speech(element, count if label is None else label, label)
        self._division(element, place)
        self._close_speech()
        self._speech = replace(outer, first=self.composition.count, label=None) if outer else None

    def _close_speech(self) -> None:
        if self._speech and self.composition.count > self._speech.first:
            self._speeches.append(replace(self._speech, end=self.composition.count))
        self._label = None

    def _name_speaker(self, element: Element, place: str) -> None:
        if self._in_paragraph and self._is_open and self._speech is None:
            self._inside(element, place)
            return
        self._end()
        number = self.composition.count
        self._block(element, place, BlockKind.PROCEDURE)
        if self.composition.count == number:
            return
        if self._speech is None:
            self._label = number
        elif self._speech.first == number:
            self._speech = replace(self._speech, label=number)


_INHERITED = (BlockKind.NOTE, BlockKind.FURNITURE)
_PARTS_OF_SENTENCES = frozenset((Role.INLINE, Role.WORD, Role.CHOICE))


_Read = Callable[[_Flow, Element, str], None]
# Partial functions, not lambdas: elements may be nested 200 deep, and each function of Python's own counts.
_READ: Mapping[Role, _Read] = {
    Role.INLINE: _Flow._inside,
    Role.PARAGRAPH: partial(_Flow._block, kind=BlockKind.PARAGRAPH),
    Role.HEADING: partial(_Flow._block, kind=BlockKind.HEADING),
    Role.PROCEDURE: partial(_Flow._block, kind=BlockKind.PROCEDURE),
    Role.NOTE: partial(_Flow._block, kind=BlockKind.NOTE),
    Role.FURNITURE: partial(_Flow._aside, kind=BlockKind.FURNITURE),
    Role.ASIDE: partial(_Flow._aside, kind=BlockKind.PROCEDURE),
    Role.DIVISION: _Flow._division,
    Role.SEGMENT: _Flow._segment,
    Role.LINE: _Flow._line,
    Role.NUMBER: _Flow._number,
    Role.FOOTNOTE: _Flow._footnote,
    Role.BREAK: _Flow._break_line,
    Role.WORD_BREAK: partial(_Flow._break_line, within_word=True),
    Role.SPACE: _Flow._gap,
    Role.WORD: _Flow._word,
    Role.CHOICE: _Flow._choice,
    Role.SPEECH: _Flow._speak,
    Role.LABEL: _Flow._name_speaker,
}
_WRITE: Mapping[Space, Callable[[_Flow, Characters], None]] = {
    Space.FLOWING: _Flow._flow,
    Space.KEPT: _Flow._lines,
    Space.KEPT_BUT_LINE_FEEDS: _Flow._without_line_feeds,
}
