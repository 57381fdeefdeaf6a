"""Proposals into the Word file they were found in: its own bytes, with tracked changes in its own runs, and comments.

A run that a change cuts is written as several with the same properties; everything else keeps its bytes. Word allows
comments in the main text only, so what concerns a note or a text box is said at the end of the main text; so is what concerns the
result of a field or a form field, where LibreOffice loses the comment or the text. Where in the file changes and comments may
stand is ``qa.writers.word.run_places``.
"""

from __future__ import annotations

import posixpath
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, pairwise

from qa.formats.archive import Archive, open_archive, with_members
from qa.formats.markup import Characters, Element, Markup, read_markup
from qa.formats.rewrite import Splice, StrandChange, splice, strand_change, strand_changes, strands_at
from qa.ground.document import Document
from qa.ground.edit import Edit
from qa.ground.span import Span
from qa.ground.strands import Form, Strand, byte_places, escaped, unescaped
from qa.readers.word import CONTENT_TYPES, WordFile, child, local, open_word, relationships_name, value
from qa.writers.word.comments import CommentKind, NumberedComment, beside, comments_inside, comments_part, named, numbered, whole
from qa.writers.word.file import OFFICE_RELATIONS, override
from qa.writers.word.pen import AUTHOR, HEAD, NAMESPACE, Comment, Pen, Revision, Signature
from qa.writers.word.remark import Remark, word_differences
from qa.writers.word.run_places import RunPlace, run_places


def with_changes(document: Document, remarks: Sequence[Remark], signature: Signature | None = None) -> bytes:
    """The Word file of ``document`` with every remark as a tracked change and a comment, or a comment alone.

    Law: without remarks it is the file, byte for byte; parts that nothing is changed in keep their content.
    """
    if not remarks:
        return document.source.data
    word = open_word(open_archive(document.source.path, document.source.data))
    plan = _Plan(document, word, signature or Signature())
    for order, remark in enumerate(remarks):
        plan.add(order, remark)
    changed, added = plan.members()
    return with_members(word.archive, changed, added)


@dataclass(frozen=True, slots=True, order=True)
class _Event:
    """What is written between two characters of a run."""

    position: int
    """The byte that it stands before."""
    order: int
    """Of the finding, so that what belongs together stays together."""
    phase: int
    """0 for the start of a comment, 1 for an insertion, 2 for the end of a comment."""
    text: str
    """The inserted text; for a comment its number, with noughts before."""
    author: str = AUTHOR
    """Of what is inserted."""
    date: str = ""


@dataclass(slots=True)
class _RunChanges:
    """All that happens in one run."""

    events: list[_Event] = field(default_factory=list)
    deleted: list[_Deleted] = field(default_factory=list)

    def deletion(self, position: int) -> _Deleted | None:
        """What the byte at ``position`` goes with; None where it stays."""
        return next((each for each in self.deleted if each.start <= position < each.end), None)


@dataclass(frozen=True, slots=True)
class _Deleted:
    """A range of bytes that goes, and who says so when."""

    start: int
    end: int
    author: str
    date: str


class _Part:
    """A part of the file with its runs, and the changes gathered for each."""

    def __init__(self, markup: Markup, numbers: Iterator[int], signature: Signature, *, is_main: bool) -> None:
        self.markup = markup
        self.pen = Pen(_declaration(markup.root), numbers, signature)
        self._places = sorted(run_places(markup.root, is_main=is_main), key=lambda found: found[0])
        self._changes: dict[int, tuple[RunPlace, _RunChanges]] = {}
        self.splices: list[Splice] = []

    def place(self, position: int) -> RunPlace:
        """The run that holds the text at a byte."""
        return self._places[bisect_right(self._places, position, key=lambda found: found[0]) - 1][1]

    def changes(self, place: RunPlace) -> _RunChanges:
        return self._changes.setdefault(place.run.start, (place, _RunChanges()))[1]

    def rewritten(self) -> bytes:
        """The part with its changed runs. A run in a text box stands in another run, and is written first."""
        writer = _RunWriter(self.markup, self.pen, self.splices)
        controlled: set[int] = set()
        for start in sorted(self._changes, reverse=True):
            place, changes = self._changes[start]
            writer.write(place, changes)
            if place.lead is not None and place.lead.start not in controlled:
                controlled.add(place.lead.start)
                self.splices += self._control(place.lead)
        return splice(self.markup.data, self.splices)

    def filled(self, paragraph: Element, inside: str) -> Splice:
        """An empty paragraph with something in it."""
        opened = self.markup.data[paragraph.start : paragraph.end].decode(self.markup.part.encoding).rstrip("/> ")
        whole = f"{opened}>{inside}</{paragraph.tag}>"
        return Splice(paragraph.start, paragraph.end, whole.encode(self.markup.part.encoding))

    def _control(self, lead: Element) -> Iterator[Splice]:
        """What makes the first element of a paragraph the content of a control of its own; before a field, an empty one."""
        before, behind = self.pen.control()
        ends = (lead.start, lead.end)
        if child(lead, "fldChar") is not None:
            ends = (lead.start, lead.start)
            before, behind = f"{before}{self.pen.empty_run()}{behind}", ""
        for place, written in zip(ends, (before, behind), strict=True):
            yield Splice(place, place, written.encode(self.markup.part.encoding))


def _declaration(root: Element) -> str:
    """Nothing where the file calls the namespace ``w``, as all do; else what each of our elements must say."""
    namespace = root.name[1:].partition("}")[0]
    return "" if root.tag.startswith("w:") else f' xmlns:w="{namespace}"'


def _free_number(root: Element) -> int:
    numbers = (value(element, "id") or "" for element in root.walk())
    return max((int(number) for number in numbers if number.isdecimal()), default=0) + 1


class _Plan:
    """Remarks one by one to the changes of each part and the comments."""

    def __init__(self, document: Document, word: WordFile, signature: Signature) -> None:
        assert document.strands is not None
        self._text = document.text
        self._strands = document.strands
        self._word = word
        self._parts: dict[str, _Part] = {}
        every_part = (word.main, *word.parts("footnotes", "endnotes", "header", "footer"))
        self._numbers = count(max(_free_number(markup.root) for markup in every_part))
        self._comments = _Comments(word, signature)
        self._signature = signature
        self._parts[word.main.part.name] = _Part(word.main, self._numbers, signature, is_main=True)

    def add(self, order: int, remark: Remark) -> None:
        changes = self._tracked(remark) if remark.proposal is not None else ()
        comment = remark.comment
        if isinstance(changes, str):
            comment, changes = remark.untracked(changes), ()
        reached = [*strands_at(self._strands, remark.span.start, remark.span.end)] or [change.strand for change in changes]
        reached = reached or [*_beside(self._strands, remark.span.start)]
        self._comment(order, remark.span, reached, changes, comment)
        for change in changes:
            self._change(order, change, remark)

    def _tracked(self, remark: Remark) -> tuple[StrandChange, ...] | str:
        """The changes in whole words, but character by character over several runs, so that each keeps its own look."""
        changes: list[StrandChange] = []
        for start, end, new in _wordings(self._text[remark.span.slice], remark.span.start, remark.proposal or ""):
            found = strand_change(self._text, self._strands, start, end, new)
            if isinstance(found, str) or len({id(self._run(change.strand)) for change in found}) > 1:
                found = strand_changes(self._text, self._strands, Edit(Span(start, end), new))
            if isinstance(found, str):
                return found
            if fixed := next(filter(None, map(self._fixed, found)), ""):
                return fixed
            changes += found
        return tuple(changes)

    def _fixed(self, change: StrandChange) -> str:
        """Why a change cannot be tracked; empty where it can."""
        if change.strand.form is Form.ATTRIBUTE:
            return "it describes a picture"
        if change.strand.part.name == self._comments.part_name:
            return "it stands in a comment"
        return self._part(change.strand).place(change.strand.start).fixed

    def _run(self, strand: Strand) -> Element:
        return self._part(strand).place(strand.start).run

    def _part(self, strand: Strand) -> _Part:
        name = strand.part.name
        if name not in self._parts:
            self._parts[name] = _Part(self._word.read(name), self._numbers, self._signature, is_main=False)
        return self._parts[name]

    def _change(self, order: int, change: StrandChange, remark: Remark) -> None:
        part = self._part(change.strand)
        changes = part.changes(part.place(change.strand.start))
        first, last = _bytes(part.markup.data, change.strand, change.start, change.end)
        if first < last:
            changes.deleted.append(_Deleted(first, last, remark.author, remark.date))
        if change.text:
            changes.events.append(_Event(last, order, 1, change.text, remark.author, remark.date))

    def _comment(
        self, order: int, span: Span, reached: Sequence[Strand], changes: Sequence[StrandChange], comment: Comment
    ) -> None:
        """From the first character of the finding to the last, as far as the file has them."""
        first, last = (reached[0], reached[-1]) if reached else (None, None)
        if first is None or last is None or not all(self._part(each).place(each.start).commentable for each in (first, last)):
            self._comments.add_at_end(comment, self._text[span.slice])
            return
        numbers = self._comments.add(comment)
        points = [(each.strand, each.start) for each in changes] if not len(span) else []
        start = points[0] if points else (first, max(0, span.start - first.span.start))
        end = points[0] if points else (last, min(len(last.span), max(0, span.end - last.span.start)))
        for (strand, offset), phase in ((start, 0), (end, 2)):
            part = self._part(strand)
            position = _bytes(part.markup.data, strand, offset, offset)[0]
            events = part.changes(part.place(strand.start)).events
            events += (_Event(position, order, phase, f"{number:09}") for number in numbers)

    def members(self) -> tuple[Mapping[str, bytes], Mapping[str, bytes]]:
        """The members of the archive that change, and those that are new."""
        main = self._parts[self._word.main.part.name]
        main.splices += self._comments.signs(main)
        changed, added = self._comments.members()
        rewritten = {name: part.rewritten() for name, part in self._parts.items() if name not in changed}
        return {**changed, **rewritten}, added


def _wordings(old: str, start: int, new: str) -> Iterator[tuple[int, int, str]]:
    """Where the text changes and what is written there; a deletion and the insertion after it as one."""
    deleted, inserted = 0, ""
    for piece in word_differences(old, new):
        if piece.op == "delete":
            deleted += len(piece.text)
        elif piece.op == "insert":
            inserted += piece.text
        else:
            if deleted or inserted:
                yield start, start + deleted, inserted
            start, deleted, inserted = start + deleted + len(piece.text), 0, ""
    if deleted or inserted:
        yield start, start + deleted, inserted


def _beside(strands: Sequence[Strand], place: int) -> Iterator[Strand]:
    """The strand that ends or begins at a place where a finding has no character of the file."""
    yield from [strand for strand in strands if strand.span.start <= place <= strand.span.end][:1]


def _bytes(data: bytes, strand: Strand, start: int, end: int) -> tuple[int, int]:
    """The bytes of code points of a strand."""
    if strand.form is Form.WHOLE:
        return (strand.start, strand.end) if start < end else ((strand.end,) * 2 if start else (strand.start,) * 2)
    first, last = byte_places(strand.part, strand.form, data[strand.start : strand.end], [start, end])
    return strand.start + first, strand.start + last


class _RunWriter:
    """Writes changed runs as splices of their part."""

    def __init__(self, markup: Markup, pen: Pen, splices: list[Splice]) -> None:
        self._markup = markup
        self._pen = pen
        self._splices = splices
        self._written: list[str] = []
        self._inside: list[str] = []
        self._old: _Deleted | None = None
        self._inner: list[Splice] = []
        self._place: RunPlace | None = None
        self._properties = ""

    def write(self, place: RunPlace, changes: _RunChanges) -> None:
        """Add the splice that puts the run's pieces in its place."""
        self._place, self._written, self._inside, self._old = place, [], [], None
        self._inner = []
        # Runs are written from the last to the first: those inside this one were the latest. What stands right behind it is not
        # inside: the signs of the comments at the end of a paragraph would be written again with each of its pieces.
        while self._splices and place.run.start < self._splices[-1].start and self._splices[-1].end < place.run.end:
            self._inner.append(self._splices.pop())
        properties = child(place.run, "rPr")
        self._properties = self._raw(properties.start, properties.end) if properties else ""
        events = sorted(changes.events, reverse=True)
        for element in place.run.elements:
            if element is not properties:
                self._element(element, events, changes)
        self._close()
        self._emit(events, place.run.end)
        text = "".join(self._written).encode(self._markup.part.encoding, "xmlcharrefreplace")
        self._splices.append(Splice(place.run.start, place.run.end, text))

    def _element(self, element: Element, events: list[_Event], changes: _RunChanges) -> None:
        self._emit(events, element.start)
        inside = any(element.inner_start <= event.position <= element.inner_end for event in events)
        cut = inside or any(each.start < element.inner_end and each.end > element.inner_start for each in changes.deleted)
        if local(element) == "t" and cut:
            for run in element.children:
                if isinstance(run, Characters):
                    self._characters(element, run, events, changes)
            self._emit(events, element.inner_end)
        else:
            self._add(self._raw(element.start, element.end), old=changes.deletion(element.start))
        self._emit(events, element.end)

    def _characters(self, element: Element, run: Characters, events: list[_Event], changes: _RunChanges) -> None:
        cuts = {
            run.start,
            run.end,
            *(event.position for event in events),
            *(cut for each in changes.deleted for cut in (each.start, each.end)),
        }
        places = sorted(cut for cut in cuts if run.start <= cut <= run.end)
        for start, end in pairwise(places):
            self._emit(events, start)
            old = changes.deletion(start)
            self._add(self._text(element, run.form, start, end, old=old is not None), old=old)

    def _text(self, element: Element, form: Form, start: int, end: int, *, old: bool) -> str:
        """A piece of text as an element of its own, in the file's own escapes."""
        part, raw = self._markup.part, self._markup.data[start:end]
        written = raw if form is Form.TEXT else escaped(part, Form.TEXT, unescaped(part, form, raw))
        tag = element.tag.removesuffix("t") + "delText" if old else element.tag
        return f'<{tag} xml:space="preserve">{written.decode(part.encoding)}</{tag}>'

    def _emit(self, events: list[_Event], position: int) -> None:
        """Write what stands up to a byte; ``events`` are in reverse order."""
        while events and events[-1].position <= position:
            event = events.pop()
            self._close()
            self._written.append(self._event(event))

    def _event(self, event: _Event) -> str:
        if event.phase == 0:
            return self._pen.comment_start(int(event.text))
        if event.phase == 2:
            return self._pen.comment_end(int(event.text))
        inserted = self._pen.revised(Revision.INSERTED, self._pen.run(event.text, self._properties), event.author, event.date)
        parent = self._place.parent if self._place else None
        if parent is not None and local(parent) in ("ins", "moveTo"):
            # Another's insertion is closed before ours and opened again after it, as Word does.
            opened, closed = self._raw(parent.start, parent.inner_start), self._raw(parent.inner_end, parent.end)
            return f"{closed}{inserted}{self._pen.renumbered(opened)}"
        return inserted

    def _add(self, written: str, *, old: _Deleted | None) -> None:
        if old != self._old:
            self._close()
        self._old = old
        self._inside.append(written)

    def _close(self) -> None:
        """End the run that is being written."""
        if self._inside and self._place is not None:
            run = self._place.run
            opened, closed = self._raw(run.start, run.inner_start), self._raw(run.inner_end, run.end)
            written = f"{opened}{self._properties}{''.join(self._inside)}{closed}"
            old = self._old
            self._written.append(self._pen.revised(Revision.DELETED, written, old.author, old.date) if old else written)
        self._inside = []

    def _raw(self, start: int, end: int) -> str:
        """Bytes of the file, with the runs inside them that were written before."""
        inner = [each for each in self._inner if start <= each.start and each.end <= end]
        moved = [Splice(each.start - start, each.end - start, each.new) for each in inner]
        return splice(self._markup.data[start:end], moved).decode(self._markup.part.encoding)


class _Comments:
    """The comments of the file: those it has, and ours after them."""

    def __init__(self, word: WordFile, signature: Signature) -> None:
        self._word = word
        self._signature = signature
        self._part = word.part("comments")
        self._numbers = count(_free_number(self._part.root) if self._part else 0)
        self._ours: list[NumberedComment] = []
        self._at_end: list[int] = []

    @property
    def part_name(self) -> str | None:
        return self._part.part.name if self._part is not None else None

    def add(self, comment: Comment) -> range:
        """The numbers that the text refers to the comment and its replies by."""
        numbers = [next(self._numbers) for _ in comment.thread]
        self._ours += numbered(comment, numbers[0])
        return range(numbers[0], numbers[-1] + 1)

    def add_at_end(self, comment: Comment, about: str) -> None:
        """A comment about text beside which none may stand."""
        place = f"On “{about}”, where no comment can stand:" if about else "On a place where no comment can stand:"
        self._at_end += self.add(replace(comment, lines=(place, *comment.lines)))

    def signs(self, main: _Part) -> Iterator[Splice]:
        """The signs of the comments that stand at the end of the main text."""
        body = child(self._word.main.root, "body")
        if body is None or not self._at_end:
            return
        signs = "".join(main.pen.comment_sign(number) for number in self._at_end)
        paragraphs = [each for each in body.elements if local(each) == "p"] or [
            each for each in body.walk() if local(each) == "p"
        ]
        last = next((each for each in reversed(paragraphs) if each.inner_end < each.end), None)
        if last is not None:
            yield Splice(last.inner_end, last.inner_end, signs.encode(self._word.main.part.encoding))
        elif paragraphs:
            yield main.filled(paragraphs[-1], signs)

    def members(self) -> tuple[Mapping[str, bytes], Mapping[str, bytes]]:
        """The parts of the comments, changed or new, and what makes new ones known to the file."""
        archive, main = self._word.archive, self._word.main
        ours = named(self._ours, self._names())
        changed: dict[str, bytes] = {}
        added: dict[str, bytes] = {}
        new: list[tuple[str, str, str]] = []
        namespace = main.root.name[1:].partition("}")[0]
        if self._part is not None:
            pen = Pen(_declaration(self._part.root), signature=self._signature)
            changed[self._part.part.name] = _appended(self._part, comments_inside(pen, ours))
        else:
            relation = f"{OFFICE_RELATIONS if namespace == NAMESPACE else _STRICT_RELATIONS}/comments"
            name = self._new_name("comments")
            new.append((name, "comments", relation))
            added[name] = comments_part(Pen(signature=self._signature), ours, namespace).encode()
        for kind, inside in beside(ours, self._signature):
            self._put(kind, inside, changed, added, new)
        if new:
            known, listed = _made_known(archive, main.part.name, new)
            changed, added = {**changed, **known}, {**added, **listed}
        return changed, added

    def _put(
        self, kind: CommentKind, inside: str, changed: dict[str, bytes], added: dict[str, bytes], new: list[tuple[str, str, str]]
    ) -> None:
        """A part beside the comments: what it has stays."""
        part = self._word.part(kind.name)
        if part is not None:
            changed[part.part.name] = _appended(part, inside)
            return
        name = self._new_name(kind.name)
        new.append((name, kind.name, kind.relation))
        added[name] = whole(kind, inside).encode()

    def _new_name(self, stem: str) -> str:
        folder = posixpath.dirname(self._word.main.part.name)
        return _free_name(self._word.archive, posixpath.join(folder, f"{stem}.xml"))

    def _names(self) -> frozenset[str]:
        """The names of paragraphs that the file has, in any part."""
        kinds = ("footnotes", "endnotes", "header", "footer", "comments", "commentsExtended", "commentsIds")
        roots = [self._word.main.root, *(markup.root for markup in self._word.parts(*kinds))]
        attributes = (item for root in roots for element in root.walk() for item in element.attributes.items())
        return frozenset(name.upper() for key, name in attributes if key.endswith(("}paraId", "}durableId")))


def _made_known(
    archive: Archive, main: str, new: Sequence[tuple[str, str, str]]
) -> tuple[Mapping[str, bytes], Mapping[str, bytes]]:
    """The list of content types and the main part's relationships with new parts in them: a name, a kind and a relation each."""
    types = read_markup(archive.path, archive.member(CONTENT_TYPES), CONTENT_TYPES)
    element = types.root.tag.replace("Types", "Override")
    changed = {CONTENT_TYPES: _appended(types, "".join(override(kind, name, element) for name, kind, _ in new))}
    listed = relationships_name(main)
    entries = [
        f'Relationship Id="rIdQa{kind[0].upper()}{kind[1:]}" Type="{relation}" Target="{posixpath.basename(name)}"/>'
        for name, kind, relation in new
    ]
    if listed in archive.names:
        markup = read_markup(archive.path, archive.member(listed), listed)
        prefix = markup.root.tag.removesuffix("Relationships")
        return {**changed, listed: _appended(markup, "".join(f"<{prefix}{entry}" for entry in entries))}, {}
    inside = "".join(f"<{entry}" for entry in entries)
    whole_ = f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    return changed, {listed: whole_.encode()}


_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def _appended(markup: Markup, inside: str) -> bytes:
    """The part with ``inside`` as the last thing in its root."""
    root, encoding = markup.root, markup.part.encoding
    new = inside.encode(encoding, "xmlcharrefreplace")
    if root.inner_end < root.end:
        return splice(markup.data, [Splice(root.inner_end, root.inner_end, new)])
    opened = markup.data[root.start : root.end].decode(encoding).rstrip(">").rstrip("/")
    whole = f"{opened}>{inside}</{root.tag}>".encode(encoding, "xmlcharrefreplace")
    return splice(markup.data, [Splice(root.start, root.end, whole)])


def _free_name(archive: Archive, name: str) -> str:
    stem, suffix = posixpath.splitext(name)
    names = (f"{stem}{number or ''}{suffix}" for number in count())
    return next(each for each in names if each not in archive.names)
