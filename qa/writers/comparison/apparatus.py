"""A comparison to TEI P5 with both versions as readings, each of which can be taken back out to the letter.

The profile is ``reports/qa-apparatus.rng``; ``qa.extract.versions`` gives either version back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from qa.compare.comparison import Change, ChangeKind, Comparison
from qa.formats.tei import LAYOUT, NEW, OLD, XML_ID, XML_SPACE, tei
from qa.ground.document import BlockKind, Document
from qa.ground.span import Span
from qa.writers import Look
from qa.writers.comparison.collation import CollatedParagraph, Common, MovedPart, Part, Variant, collate
from qa.writers.comparison.rows import beside
from qa.writers.tei.tree import BLOCKS, flow, form_of, lay_out, put, put_source, root_element, serialised, usual_line_end

_CONVENTIONS = (
    "The body holds both versions and nothing else. What stands outside every app is in both; in an app each version has "
    "the reading that names it, and nothing where none does. A line feed is layout; every other character stands for "
    "itself. lb is a line end (of the type that a version's record gives, unless it names its own), with "
    'break="no" inside a hyphenated word; pb is a form feed; g is a character that XML cannot carry. Taking every reading '
    "of one version, and of what is inside it, gives that version. A paragraph with a source is in that version only. "
    "An app of the type layout differs in wraps, blanks, the style of quotation marks and the furniture of the page. Each "
    "other is a change, its type the class and its analysis the kind and the reason; a change that several apps share has "
    "them linked by prev, the two places of a move, and of what was edited in it, by corresp."
)

_KINDS: Mapping[str, str] = {
    ChangeKind.INSERT: "words put in",
    ChangeKind.DELETE: "words left out",
    ChangeKind.REPLACE: "words replaced by others",
    ChangeKind.MOVE: "a passage that stands elsewhere in the other version",
    ChangeKind.SPLIT: "one paragraph made two",
    ChangeKind.MERGE: "two paragraphs made one",
}

_COARSE = "coarse"
_COARSELY = "the versions have so little in common here that words were not compared one by one"


@dataclass(frozen=True, slots=True)
class _Witness:
    """One version as it is written."""

    id: str
    document: Document
    line_end: str
    furniture: tuple[Span, ...]

    @property
    def name(self) -> str:
        return self.document.path.rsplit("/", 1)[-1]


def render(comparison: Comparison, look: Look) -> str:
    """The XML of two versions, to be stored in UTF-8. ``look`` changes nothing in it."""
    old, new = _witness(OLD, comparison.old), _witness(NEW, comparison.new)
    root = root_element()
    _write_header(root, comparison, (old, new))
    body = put(put(root, "text"), "body", {XML_ID: "body", XML_SPACE: "preserve"})
    _Writer(comparison, old, new).write(body)
    lay_out(root, _ONE_A_LINE)
    return serialised(root)


def _witness(name: str, document: Document) -> _Witness:
    furniture = tuple(block.span for block in document.blocks if block.kind is BlockKind.FURNITURE)
    return _Witness(name, document, usual_line_end(document.text), furniture)


# The header


def _write_header(root: etree._Element, comparison: Comparison, witnesses: Sequence[_Witness]) -> None:
    header = put(root, "teiHeader")
    _write_file_description(put(header, "fileDesc"), comparison, witnesses)
    encoding = put(header, "encodingDesc")
    put(put(encoding, "editorialDecl"), "p", text=_CONVENTIONS)
    if comparison.changes:
        _write_categories(put(encoding, "classDecl"), comparison.changes)
    put(encoding, "variantEncoding", {"method": "parallel-segmentation", "location": "internal"})
    records = put(header, "xenoData")
    for witness in witnesses:
        put_source(records, witness.document, form_of(witness.document), witness.line_end, witness=witness.id)


def _write_file_description(description: etree._Element, comparison: Comparison, witnesses: Sequence[_Witness]) -> None:
    old, new = witnesses
    titles = put(description, "titleStmt")
    flow(put(titles, "title"), f"{old.name} and {new.name} compared", new.line_end)
    responsible = put(titles, "respStmt", {XML_ID: "qa"})
    put(responsible, "resp", text="compared the versions")
    put(responsible, "name", text="transcript-qa")
    put(put(description, "publicationStmt"), "p", text="A working file, not published.")
    unreadable = () if comparison.unreadable is None else (f"Cannot be compared: {comparison.unreadable}",)
    if unreadable or comparison.notes:
        notes = put(description, "notesStmt")
        for note in (*unreadable, *comparison.notes):
            flow(put(notes, "note"), note, witnesses[0].line_end)
    listed = put(put(description, "sourceDesc"), "listWit")
    for witness in witnesses:
        flow(put(put(listed, "witness", {XML_ID: witness.id}), "title"), witness.name, witness.line_end)


def _write_categories(parent: etree._Element, changes: Sequence[Change]) -> None:
    """The kinds and reasons that occur."""
    kinds = {change.kind for change in changes}
    taxonomy = put(parent, "taxonomy", {XML_ID: "kinds"})
    for kind in ChangeKind:
        if kind in kinds:
            _write_category(taxonomy, kind.value, _KINDS[kind])
    if any(change.coarse for change in changes):
        _write_category(taxonomy, _COARSE, _COARSELY)
    taxonomy = put(parent, "taxonomy", {XML_ID: "reasons"})
    for reason in sorted({change.reason for change in changes}):
        _write_category(taxonomy, _reason_id(reason), reason)


def _write_category(taxonomy: etree._Element, name: str, meaning: str) -> None:
    put(put(taxonomy, "category", {XML_ID: name}), "catDesc", text=meaning)


def _reason_id(reason: str) -> str:
    return "reason." + re.sub(r"[^A-Za-z0-9_.-]", "_", reason)


# The body


class _Writer:
    """Writes the paragraphs of a comparison; gives every app of a change its id and its links."""

    def __init__(self, comparison: Comparison, old: _Witness, new: _Witness) -> None:
        self._comparison = comparison
        self._old = old
        self._new = new
        self._told = {(piece.change, piece.old is None) for piece in comparison.pieces}
        self._written: Counter[str] = Counter()

    def write(self, body: etree._Element) -> None:
        pieces = list(beside(self._comparison.pieces))
        for paragraph in collate(self._comparison, pieces, self._old.line_end, self._new.line_end):
            self._write_paragraph(body, paragraph)
        # TEI's body needs one block; line ends, form feeds, furniture and apps are none.
        if not any(child.tag in _TEI_BLOCKS for child in body):
            put(body, "p")

    def _write_paragraph(self, body: etree._Element, paragraph: CollatedParagraph) -> None:
        start, end = 0, len(paragraph.parts)
        while start < end and self._can_stand_between(paragraph.parts[start]):
            start += 1
        while end > start and self._can_stand_between(paragraph.parts[end - 1]):
            end -= 1
        self._write_parts(body, paragraph.parts[:start])
        if start < end:
            last, space = self._parted(paragraph.parts[end - 1])
            element = put(body, *_element(paragraph))
            self._write_parts(element, (*paragraph.parts[start : end - 1], *last))
            self._write_parts(body, space)
        self._write_parts(body, paragraph.parts[end:])

    def _can_stand_between(self, part: Part) -> bool:
        """Whether a part may stand in the body itself: it holds no words, and no text outside an app."""
        if isinstance(part, Common):
            return not self._without_furniture(self._new, part.new).strip(_SPACE)
        return (
            isinstance(part, Variant)
            and not self._without_furniture(self._old, part.old).strip()
            and not self._without_furniture(self._new, part.new).strip()
        )

    def _parted(self, part: Part) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
        """A paragraph's last part without the line ends behind it, and these."""
        if not isinstance(part, Common):
            return (part,), ()
        old, new = self._old.document.text[part.old.slice], self._new.document.text[part.new.slice]
        old_end = part.old.start + len(old.rstrip(_SPACE))
        new_end = part.new.start + len(new.rstrip(_SPACE))
        inside = Common(Span(part.old.start, old_end), Span(part.new.start, new_end))
        return (inside,), (Common(Span(old_end, part.old.end), Span(new_end, part.new.end)),)

    @staticmethod
    def _without_furniture(witness: _Witness, span: Span | None) -> str:
        if span is None:
            return ""
        text = witness.document.text
        return "".join(text[part.slice] for part, is_furniture in _by_furniture(witness, span) if not is_furniture)

    def _write_parts(self, parent: etree._Element, parts: Sequence[Part]) -> None:
        for part in parts:
            if isinstance(part, Common):
                _write_text(parent, self._new, part.new)
            elif isinstance(part, Variant):
                self._write_variant(parent, part)
            else:
                self._write_passage(parent, part)

    def _write_variant(self, parent: etree._Element, variant: Variant) -> None:
        attributes = {"type": LAYOUT} if variant.change is None else self._attributes(variant.change, is_new=variant.old is None)
        app = put(parent, "app", attributes)
        for witness, span in ((self._old, variant.old), (self._new, variant.new)):
            reading = put(app, "rdg", {"wit": f"#{witness.id}"})
            if span is not None:
                _write_text(reading, witness, span)

    def _write_passage(self, parent: etree._Element, passage: MovedPart) -> None:
        """A moved passage at one of its places, its words in the reading of the version that has them here."""
        witness = self._new if passage.is_new else self._old
        app = put(parent, "app", self._attributes(passage.change, is_new=passage.is_new))
        reading = put(app, "rdg", {"wit": f"#{witness.id}"})
        for part in passage.parts:
            span = part.new if passage.is_new else part.old
            assert span is not None
            if part.change is None or part.change == passage.change:
                _write_text(reading, witness, span)
            else:
                edited = put(reading, "app", self._attributes(part.change, is_new=passage.is_new))
                _write_text(put(edited, "rdg", {"wit": f"#{witness.id}"}), witness, span)

    def _attributes(self, position: int, *, is_new: bool) -> dict[str, str]:
        """What the next app of a change has; ``is_new`` counts where the versions have it at two places."""
        change = self._comparison.changes[position]
        has_two_places = change.kind is ChangeKind.MOVE or change.move is not None
        chain = f"c{position + 1}.{NEW if is_new else OLD}" if has_two_places else f"c{position + 1}"
        before = self._written[chain]
        self._written[chain] += 1
        attributes = {
            "type": change.change_class.value,
            "ana": " ".join(f"#{name}" for name in _analysis(change)),
            XML_ID: _numbered(chain, before),
        }
        if before:
            attributes["prev"] = f"#{_numbered(chain, before - 1)}"
        if has_two_places and (position, not is_new) in self._told:
            attributes["corresp"] = f"#c{position + 1}.{OLD if is_new else NEW}"
        return attributes


_SPACE = "\r\n\f"
"""What stands for itself in the body, between blocks: lb and pb."""
_TEI_BLOCKS = tuple(tei(name) for name in ("p", "label", "stage", "ab"))


def _numbered(chain: str, before: int) -> str:
    return f"{chain}.{before + 1}" if before else chain


def _analysis(change: Change) -> Iterator[str]:
    yield change.kind.value
    yield _reason_id(change.reason)
    if change.coarse:
        yield _COARSE


def _element(paragraph: CollatedParagraph) -> tuple[str, dict[str, str]]:
    block = paragraph.new or paragraph.old
    if block is None:
        return "ab", {"type": "between"}
    name, attributes = BLOCKS[block.kind]
    only = {} if paragraph.old and paragraph.new else {"source": f"#{NEW if paragraph.new else OLD}"}
    return name, {**attributes, **({"n": str(block.number)} if block.number else {}), **only}


def _write_text(element: etree._Element, witness: _Witness, span: Span) -> None:
    for part, is_furniture in _by_furniture(witness, span):
        parent = put(element, *BLOCKS[BlockKind.FURNITURE]) if is_furniture else element
        flow(parent, witness.document.text, witness.line_end, part)


def _by_furniture(witness: _Witness, span: Span) -> Iterator[tuple[Span, bool]]:
    """A span cut where page furniture begins and ends, and whether the part is furniture."""
    done = span.start
    for index in range(max(0, bisect_right(witness.furniture, span.start, key=_start) - 1), len(witness.furniture)):
        furniture = witness.furniture[index]
        start, end = max(furniture.start, done), min(furniture.end, span.end)
        if start >= span.end:
            break
        if start < end:
            yield from ((Span(done, start), False), (Span(start, end), True))
            done = end
    yield Span(done, span.end), False


def _start(span: Span) -> int:
    return span.start


_ONE_A_LINE = (
    *("TEI", "teiHeader", "fileDesc", "titleStmt", "notesStmt", "sourceDesc", "listWit"),
    *("encodingDesc", "classDecl", "taxonomy", "xenoData", "text"),
)
"""Elements that hold elements only, so that line feeds between these are no text."""
