"""A document and edits of its text to the bytes of the corrected file, in which nothing else is changed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from qa.formats.across_cues import empties_line, in_their_cues
from qa.formats.archive import open_archive, with_members
from qa.ground.differences import differences
from qa.ground.document import Document
from qa.ground.edit import Edit, apply_edits
from qa.ground.source import Source
from qa.ground.span import Span
from qa.ground.strands import Form, Part, Strand, byte_places, escaped, tokens, unescaped


def rewritten(document: Document, edits: Iterable[Edit]) -> bytes:
    """The bytes of the file with ``edits``, which are in order, do not overlap and are none that ``refusal`` refuses.

    Laws: no edits give the file's own bytes; read again, the file gives ``apply_edits(document.text, edits)``; of a
    structured file only the bytes of the code points that change are others, and parts without a change stay as they are.
    Into pages nothing can be written: of a document that has ``lines`` the bytes are its corrected text in UTF-8. In a transcript
    of speech each word stays in its cue, so that line ends between cues stay too.

    Raises UnreadableDocument when the encoding of a text file lacks a character, ValueError for an edit that is refused.
    """
    edits = tuple(edits)
    if document.lines:
        return apply_edits(document.text, edits).encode()
    if document.strands is None:
        assert isinstance(document.source, Source)
        return document.source.encoded(apply_edits(document.text, edits))
    parts = _Parts(document)
    made = {name: splice(parts.named(name), each) for name, each in _splices(document, edits, parts).items()}
    return parts.replaced(made) if made else document.source.data


def splices(document: Document, edits: Iterable[Edit]) -> list[Splice]:
    """What ``rewritten`` writes into the bytes of a structured file that is no archive, in order.

    Raises ValueError as it does.
    """
    return sorted(_splices(document, edits, _Parts(document)).get("", ()))


def refusal(document: Document, edit: Edit) -> str | None:
    """Why an edit cannot be made in the document's file, in words; None when it can, or is made in the text of pages."""
    if document.strands is None or document.lines:
        return None
    changes = _changes(document, document.strands, edit)
    return changes if isinstance(changes, str) else None


def _changes(document: Document, strands: Sequence[Strand], edit: Edit) -> tuple[StrandChange, ...] | str:
    made: list[StrandChange] = []
    for part in in_their_cues(document, edit):
        if empties_line(document, part):
            return "it would leave an empty line in a caption, which ends there for many programs"
        changes = strand_changes(document.text, strands, part)
        if isinstance(changes, str):
            return changes
        made += changes
    return tuple(made)


@dataclass(frozen=True, slots=True)
class StrandChange:
    """Inside one strand: write ``text`` for the code points from ``start`` to ``end``, counted in the strand."""

    strand: Strand
    start: int
    end: int
    text: str


def strand_changes(text: str, strands: Sequence[Strand], edit: Edit) -> tuple[StrandChange, ...] | str:
    """The changes that make an edit, each in one strand; or why there are none.

    Only what differs between the old and the new wording is touched, so that each run keeps the characters it has.
    """
    changes: list[StrandChange] = []
    if before_break := _before_break(text, strands, edit):
        return before_break
    for start, end, inserted in _differing(text[edit.span.slice], edit):
        change = strand_change(text, strands, start, end, inserted)
        if isinstance(change, str):
            slid = (strand_change(text, strands, *place, inserted) for place in _slides(text, edit.span, start, end, inserted))
            change = next((other for other in slid if not isinstance(other, str)), change)
        if isinstance(change, str):
            return change
        changes += change
    return tuple(changes)


def _before_break(text: str, strands: Sequence[Strand], edit: Edit) -> tuple[StrandChange, ...]:
    """The changes that make one word of two at a page break, which stays and comes to stand after the word.

    The blank that the break reads as is no character of the file; after the change it parts the word from the next one. So a
    blank must follow, or a mark and a blank, or the paragraph's end. Empty where it is not so.
    """
    reached = tuple(strands_at(strands, edit.span.start, edit.span.end))
    if len(reached) != 2 or any(character.isspace() for character in edit.text):
        return ()
    first, second = reached
    ends = text[second.span.end : second.span.end + 1] in ("", "\n")
    mark = (_MARK_AND_END if ends else _MARK_AND_BLANK).match(text, edit.span.end, second.span.end)
    if Form.WHOLE in (first.form, second.form) or text[first.span.end : second.span.start] != " " or mark is None:
        return ()
    return (
        StrandChange(first, edit.span.start - first.span.start, len(first.span), edit.text + mark[1]),
        StrandChange(second, 0, mark.end(1) - second.span.start, ""),
    )


_MARK_AND_BLANK, _MARK_AND_END = re.compile(r"([.,;:!?]?) "), re.compile(r"([.,;:!?]?)(?: |$)")


def strand_change(text: str, strands: Sequence[Strand], start: int, end: int, inserted: str) -> tuple[StrandChange, ...] | str:
    """What stands from ``start`` to ``end`` deleted, strand by strand, and ``inserted`` written in one; or why not."""
    reached = tuple(strands_at(strands, start, end))
    reason = _impossible(text, reached, start, end, inserted)
    if reason:
        return reason
    target = _target(strands, reached, start, end, inserted) if inserted else None
    if inserted and target is None:
        return f"there is no text in the file beside which {inserted!r} could be written"
    return tuple(_shared(reached, target, start, end, inserted))


def _slides(text: str, within: Span, start: int, end: int, inserted: str) -> Iterator[tuple[int, int]]:
    """Other places where deleting as much gives the same text: of four blanks any three may go."""
    if inserted:
        return
    left, right = (start, end), (start, end)
    while left[0] > within.start and text[left[0] - 1] == text[left[1] - 1]:
        left = (left[0] - 1, left[1] - 1)
        yield left
    while right[1] < within.end and text[right[0]] == text[right[1]]:
        right = (right[0] + 1, right[1] + 1)
        yield right


def _differing(old: str, edit: Edit) -> Iterator[tuple[int, int, str]]:
    """Where the document's text changes, and what is written there: start, end, new text."""
    position = edit.span.start
    for equal, pieces in groupby(differences(old, edit.text), key=lambda piece: piece.op == "equal"):
        wordings = tuple(pieces)
        length = sum(len(piece.text) for piece in wordings if piece.op != "insert")
        if not equal:
            yield position, position + length, "".join(piece.text for piece in wordings if piece.op == "insert")
        position += length


def strands_at(strands: Sequence[Strand], start: int, end: int) -> Iterator[Strand]:
    """The strands that share a code point with the range from ``start`` to ``end`` of the text."""
    for index in range(bisect_right(strands, start, key=lambda strand: strand.span.end), len(strands)):
        if strands[index].span.start >= end:
            return
        yield strands[index]


def _impossible(text: str, reached: Sequence[Strand], start: int, end: int, inserted: str) -> str | None:
    if any(character in _LAYOUT or not _is_xml(character) for character in inserted):
        return f"{inserted!r} cannot be written as characters of the file"
    done = start
    for strand in reached:
        if strand.span.start > done:
            break
        if strand.form is Form.WHOLE and not (start <= strand.span.start and strand.span.end <= end):
            return f"{text[strand.span.slice]!r} can only be taken out of the file as a whole"
        done = strand.span.end
    if done < end:
        return _without_place(text[done:end])
    return None


def _without_place(text: str) -> str:
    if text.startswith("\n\n"):
        return "it reaches from one paragraph into another"
    return f"{text[:1]!r} is no character of the file but layout"


_LAYOUT = "\t\n\v\f\r\x85\u2028\u2029"


def _is_xml(character: str) -> bool:
    """Whether XML 1.0 can carry it (production 2, Char)."""
    code = ord(character)
    return code >= 0x20 and not 0xD800 <= code <= 0xDFFF and code not in (0xFFFE, 0xFFFF)


def _target(
    strands: Sequence[Strand], reached: Sequence[Strand], start: int, end: int, inserted: str
) -> tuple[Strand, int] | None:
    """The strand that the new text goes into, and the place in it: where the old stood, else after what comes before."""
    for strand in reached:
        if strand.form is not Form.WHOLE:
            return strand, max(start - strand.span.start, 0)
    after = bisect_left(strands, end, key=lambda strand: strand.span.start)
    before = bisect_right(strands, start, key=lambda strand: strand.span.end) - 1
    if inserted[0].isspace() and after < len(strands) and strands[after].follows_note and strands[after].span.start == end:
        return strands[after], 0
    if before >= 0 and strands[before].span.end == start and strands[before].form is not Form.WHOLE:
        return strands[before], len(strands[before].span)
    if after < len(strands) and strands[after].span.start == end and strands[after].form is not Form.WHOLE:
        return strands[after], 0
    return None


def _shared(
    reached: Sequence[Strand], target: tuple[Strand, int] | None, start: int, end: int, inserted: str
) -> Iterator[StrandChange]:
    """The deletion, strand by strand, and the insertion with it or beside it."""
    for strand in reached:
        here = target is not None and target[0] is strand
        first, last = max(start, strand.span.start), min(end, strand.span.end)
        yield StrandChange(strand, first - strand.span.start, last - strand.span.start, inserted if here else "")
    if target is not None and not any(target[0] is strand for strand in reached):
        yield StrandChange(target[0], target[1], target[1], inserted)


# From changes of strands to bytes


@dataclass(frozen=True, slots=True, order=True)
class Splice:
    """Write ``new`` for the bytes from ``start`` to ``end`` of a part."""

    start: int
    end: int
    new: bytes


def splice(data: bytes, splices: Iterable[Splice]) -> bytes:
    """``data`` with splices that do not overlap, in any order; of several at one place the sorted order counts."""
    made: list[bytes] = []
    done = 0
    for each in sorted(splices):
        made += (data[done : each.start], each.new)
        done = each.end
    return b"".join((*made, data[done:]))


def _splices(document: Document, edits: Iterable[Edit], parts: _Parts) -> Mapping[str, set[Splice]]:
    """The splices that edits come to, by the names of their parts. Raises ValueError for an edit that is refused."""
    by_strand: dict[int, list[StrandChange]] = defaultdict(list)
    for edit in edits:
        changes = _changes(document, document.strands or (), edit)
        if isinstance(changes, str):
            raise ValueError(changes)
        for change in changes:
            by_strand[id(change.strand)].append(change)
    found: dict[str, set[Splice]] = defaultdict(set)
    for group in by_strand.values():
        part = group[0].strand.part
        for start, end in ((group[0].strand.start, group[0].strand.end), *group[0].strand.copies):
            found[part.name].update(_of_strand(part, parts.data(part), group, start, end))
    return found


def _of_strand(part: Part, data: bytes, changes: Sequence[StrandChange], start: int, end: int) -> Iterator[Splice]:
    """The changes of one strand, made where it stands or in a copy of it."""
    strand = changes[0].strand
    raw = data[start:end]
    if strand.form is Form.WHOLE:
        yield Splice(start, end, b"")
        return
    local = tuple(_local(part, strand.form, raw, change) for change in changes)
    new = splice(raw, local)
    wanted = _changed(unescaped(part, strand.form, raw), changes)
    if _reads_otherwise(part, strand.form, new, wanted):
        new = escaped(part, strand.form, wanted)
        local = (Splice(0, len(raw), new),)
    for each in local:
        yield Splice(start + each.start, start + each.end, each.new)
    if strand.preserve is not None and _has_blank_edge(new, part):
        yield Splice(strand.preserve, strand.preserve, ' xml:space="preserve"'.encode(part.encoding))


def _changed(text: str, changes: Iterable[StrandChange]) -> str:
    return apply_edits(text, (Edit(Span(change.start, change.end), change.text) for change in changes))


def _reads_otherwise(part: Part, form: Form, raw: bytes, wanted: str) -> bool:
    """Whether what is left beside a change makes something else with it, and must be written anew: "&" before "lt"."""
    if form is Form.HTML:
        return unescaped(part, form, raw) != wanted or _TAG.search(raw.decode(part.encoding)) is not None
    return form is Form.TEXT and _SECTION_END.encode(part.encoding) in raw


_TAG = re.compile(r"<[A-Za-z/!?]")
"""What a lone bracket of HTML makes with the character that comes to stand after it."""
_SECTION_END = "]]>"
"""What a deletion may leave behind, and character data must not hold (XML 1.0, 2.4)."""


def _has_blank_edge(raw: bytes, part: Part) -> bool:
    text = raw.decode(part.encoding)
    return text[:1].isspace() or text[-1:].isspace()


def _local(part: Part, form: Form, raw: bytes, change: StrandChange) -> Splice:
    """The change in bytes of the strand."""
    text = unescaped(part, form, raw)
    start, end = _whole_references(part, form, raw, change)
    first, last = byte_places(part, form, raw, [start, end])
    new = text[start : change.start] + change.text + text[change.end : end]
    return Splice(first, last, escaped(part, form, new))


def _whole_references(part: Part, form: Form, raw: bytes, change: StrandChange) -> tuple[int, int]:
    """The code points to write anew: a reference that stands for several is written out where the change cuts it."""
    start, end, read = change.start, change.end, 0
    if all(len(text) == 1 for text in part.entities.values()):
        return start, end
    for token, _ in tokens(part, form, raw):
        after = read + len(token)
        if read < start < after:
            start = read
        if read < end < after:
            end = after
        read = after
    return start, end


class _Parts:
    """The bytes that strands are counted in, each part read once."""

    def __init__(self, document: Document) -> None:
        self._file = document.source
        self._read: dict[str, bytes] = {}

    def data(self, part: Part) -> bytes:
        return self.named(part.name)

    def named(self, name: str) -> bytes:
        if name not in self._read:
            self._read[name] = open_archive(self._file.path, self._file.data).member(name) if name else self._file.data
        return self._read[name]

    def replaced(self, changed: Mapping[str, bytes]) -> bytes:
        if "" in changed:
            return changed[""]
        return with_members(open_archive(self._file.path, self._file.data), changed)
