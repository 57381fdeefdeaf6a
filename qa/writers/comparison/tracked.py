"""A comparison to a Word file: the new version with what was changed in the old one as tracked changes.

Accepting all gives the new version's words and paragraphs, rejecting all the old one's. Each class of change has an author of
its own, so that an editor can accept what is only form in one go; what matters more bears a comment with the reason.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from qa.compare.change_class import ChangeClass
from qa.compare.comparison import Change, ChangeKind, Comparison, PieceKind
from qa.ground.document import Block, BlockKind, Document
from qa.ground.span import Span
from qa.writers import Look
from qa.writers.comparison.rows import Bit, Row, rows
from qa.writers.word.file import TextRun, WordParagraph, word_document
from qa.writers.word.pen import AUTHOR, Comment, Revision
from qa.writers.word.tracked import signature_of

_DONE = {
    ChangeKind.INSERT: "put in",
    ChangeKind.DELETE: "left out",
    ChangeKind.REPLACE: "replaced",
    ChangeKind.MOVE: "moved",
    ChangeKind.SPLIT: "split",
    ChangeKind.MERGE: "merged",
}
_COARSE = "The versions have so little in common here that words were not compared one by one."


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Text of a paragraph that is in the old version, in the new one or in both."""

    text: str
    in_old: bool
    in_new: bool
    change: int | None
    move: int | None = None
    """The position of the move that it is part of, even where it was edited."""

    def without(self, *, new: bool) -> _Stretch:
        return replace(self, in_new=False) if new else replace(self, in_old=False)

    @property
    def revision(self) -> Revision:
        if self.in_old and self.in_new:
            return Revision.KEPT
        # What was edited in a moved passage did not move: it is in one version only.
        has_moved = self.move is not None and self.change == self.move
        if self.in_old:
            return Revision.MOVED_FROM if has_moved else Revision.DELETED
        return Revision.MOVED_TO if has_moved else Revision.INSERTED


@dataclass(frozen=True, slots=True)
class _Line:
    """What becomes one paragraph of the file."""

    stretches: tuple[_Stretch, ...]
    kind: BlockKind
    ends_old: bool
    """Whether a paragraph of the old version ends here."""
    ends_new: bool

    @property
    def mark(self) -> Revision:
        """What is tracked of its end, where a paragraph of one version at least ends."""
        if self.ends_old and self.ends_new:
            return Revision.KEPT
        moves = {(stretch.move, stretch.in_old) for stretch in self.stretches if stretch.text.strip()}
        has_moved = len(moves) == 1 and all(move is not None for move, _ in moves)
        if self.ends_old:
            return Revision.MOVED_FROM if has_moved else Revision.DELETED
        return Revision.MOVED_TO if has_moved else Revision.INSERTED


def render(comparison: Comparison, look: Look) -> bytes:
    """The Word file of a comparison, under the name and at the time that ``look`` has for changes."""
    writer = _Writer(comparison)
    lines = _anchored(list(_joined(_lines(list(rows(comparison)), comparison.changes))))
    paragraphs = [writer.paragraph(line) for line in lines]
    return word_document(_with_notes(_with_an_end(paragraphs), comparison.notes), signature_of(look))


def author(change_class: ChangeClass) -> str:
    """Who is said to have made the changes of a class.

    >>> author(ChangeClass.FORM)
    'transcript-qa form'
    """
    return f"{AUTHOR} {change_class.value}"


# Rows to lines


def _lines(found: Sequence[Row], changes: Sequence[Change]) -> Iterator[_Line]:
    ends_old = _ends([row.old_block for row in found])
    ends_new = _ends([row.new_block for row in found])
    begins_old = begins_new = True
    for row, old, new in zip(found, ends_old, ends_new, strict=True):
        stretches = [stretch for bit in row.bits for stretch in _stretches(bit, changes)]
        # Blanks at the edge of a paragraph are nothing; where it goes on in the next row, one parts the words.
        for is_new, begins, ends in ((False, begins_old, old), (True, begins_new, new)):
            stretches = _trimmed(stretches, is_new=is_new, from_end=True) if ends else stretches
            stretches = _trimmed(stretches, is_new=is_new, from_end=False) if begins else stretches
        block = row.new_block or row.old_block
        yield _Line(tuple(stretches), block.kind if block is not None else BlockKind.PARAGRAPH, old, new)
        begins_old, begins_new = old or (begins_old and row.old_block is None), new or (begins_new and row.new_block is None)


def _ends(blocks: Sequence[Block | None]) -> list[bool]:
    """For each row whether its paragraph ends there: the next that there is, is another."""
    ends: list[bool] = []
    following: Block | None = None
    for block in reversed(blocks):
        ends.append(block is not None and block != following)
        following = block or following
    ends.reverse()
    return ends


def _stretches(bit: Bit, changes: Sequence[Change]) -> Iterator[_Stretch]:
    if bit.kind is PieceKind.EQUAL:
        yield from _equal(bit.old, bit.new, bit.change)
        return
    is_old = bit.kind in (PieceKind.DELETED, PieceKind.MOVED_AWAY)
    yield _Stretch(bit.old if is_old else bit.new, is_old, not is_old, bit.change, _move(bit.change, changes))


def _move(position: int | None, changes: Sequence[Change]) -> int | None:
    if position is None:
        return None
    return position if changes[position].kind is ChangeKind.MOVE else changes[position].move


def _equal(old: str, new: str, change: int | None) -> Iterator[_Stretch]:
    """Of the same words those of the new version are kept; only blanks round them may have come or gone."""
    old_core, new_core = old.strip(), new.strip()
    old_start, new_start = len(old) - len(old.lstrip()), len(new) - len(new.lstrip())
    yield from _blanks(old[:old_start], new[:new_start], change)
    if new_core:
        yield _Stretch(new_core, True, True, change)
        yield from _blanks(old[old_start + len(old_core) :], new[new_start + len(new_core) :], change)


def _blanks(old: str, new: str, change: int | None) -> Iterator[_Stretch]:
    if old and new:
        yield _Stretch(new, True, True, change)
    elif old or new:
        yield _Stretch(old or new, bool(old), bool(new), change)


def _trimmed(stretches: Sequence[_Stretch], *, is_new: bool, from_end: bool) -> list[_Stretch]:
    """Without the blanks that one version has at an edge; what the other has of them stays there."""
    trimmed: list[_Stretch] = []
    at_edge = True
    for stretch in reversed(stretches) if from_end else stretches:
        if not at_edge or not (stretch.in_new if is_new else stretch.in_old):
            trimmed.append(stretch)
            continue
        core = stretch.text.rstrip() if from_end else stretch.text.lstrip()
        at_edge = not core
        blank = stretch.text[len(core) :] if from_end else stretch.text[: len(stretch.text) - len(core)]
        parts = (replace(stretch, text=blank).without(new=is_new), replace(stretch, text=core))
        trimmed += [part for part in parts if part.text and (part.in_old or part.in_new)]
        if not core and not blank:
            trimmed.append(stretch)
    return trimmed[::-1] if from_end else trimmed


def _joined(lines: Iterable[_Line]) -> Iterator[_Line]:
    """The lines with those as one between which neither version has a paragraph's end."""
    waiting: list[_Stretch] = []
    for line in lines:
        waiting += line.stretches
        if line.ends_old or line.ends_new:
            yield replace(line, stretches=tuple(waiting))
            waiting = []


def _anchored(lines: list[_Line]) -> list[_Line]:
    """The lines as they are, unless no paragraph is in both versions: then the last of one version and the first of the other
    as one, for a file has one end that is not tracked.
    """
    marks = [line.mark for line in lines]
    meets = next((place for place in range(1, len(marks)) if marks[place].is_old != marks[0].is_old), None)
    if meets is None or Revision.KEPT in marks:
        return lines
    first, second = lines[meets - 1 : meets + 1]
    both = _Line((*first.stretches, *second.stretches), second.kind, ends_old=True, ends_new=True)
    return [*lines[: meets - 1], both, *lines[meets + 1 :]]


# Lines to paragraphs


class _Writer:
    """Gives every stretch its author, its comment and its move."""

    def __init__(self, comparison: Comparison) -> None:
        self._changes = comparison.changes
        self._old = comparison.old
        self._new = comparison.new

    def paragraph(self, line: _Line) -> WordParagraph:
        runs = tuple(self._run(stretch) for stretch in _gathered(line.stretches) if stretch.text or stretch.change is not None)
        return WordParagraph(runs, line.kind, line.mark, self._author_of_end(line))

    def _run(self, stretch: _Stretch) -> TextRun:
        change = self._changes[stretch.change] if stretch.change is not None else None
        revision = stretch.revision
        move = f"move{stretch.move}" if revision in (Revision.MOVED_FROM, Revision.MOVED_TO) else ""
        comments = tuple(self._comments(stretch, change))
        return TextRun(stretch.text, revision, comments=comments, move=move, author=author(_class(change)))

    def _author_of_end(self, line: _Line) -> str:
        """The class of what was done to the end of a paragraph: of its splitting or merging, else of what stands before it."""
        changes = [self._changes[stretch.change] for stretch in line.stretches if stretch.change is not None]
        breaks = [change for change in changes if change.kind in (ChangeKind.SPLIT, ChangeKind.MERGE)]
        has_both = any(stretch.text.strip() and stretch.in_old and stretch.in_new for stretch in line.stretches)
        ends = breaks or ([] if has_both else changes)
        return author(_class(ends[-1] if ends else None))

    def _comments(self, stretch: _Stretch, change: Change | None) -> Iterator[Comment]:
        if change is None or change.change_class.rank <= ChangeClass.FORM.rank:
            return
        has_two_places = change.kind is ChangeKind.MOVE or change.move is not None
        place = ("new" if stretch.in_new else "old") if has_two_places else ""
        yield Comment(f"{stretch.change}{place}", tuple(self._told(change, place)), author(change.change_class))

    def _told(self, change: Change, place: str) -> Iterator[str]:
        what = f"{change.change_class.value.capitalize()}: {change.reason} ({_DONE[change.kind]})"
        if change.kind is not ChangeKind.MOVE:
            yield what
        elif place == "new":
            yield f"{what}; it stood {_place(self._old, change.old)}"
        else:
            yield f"{what}; it stands {_place(self._new, change.new)}"
        if change.coarse:
            yield _COARSE


def _gathered(stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """The stretches with neighbours of one fate as one."""
    for _, neighbours in groupby(stretches, key=lambda stretch: replace(stretch, text="")):
        first, *others = neighbours
        yield replace(first, text=first.text + "".join(other.text for other in others))


def _class(change: Change | None) -> ChangeClass:
    return change.change_class if change is not None else ChangeClass.FORM


def _place(document: Document, span: Span) -> str:
    index = bisect_right(document.blocks, span.start, key=lambda block: block.span.start) - 1
    number = document.blocks[index].number if index >= 0 else 0
    return f"in paragraph {number}" if number else "elsewhere"


def _with_an_end(paragraphs: Sequence[WordParagraph]) -> list[WordParagraph]:
    """The paragraphs with the last one's end not tracked, because nobody can take that away.

    So behind the last paragraph that both versions have, what came or went is the end before a paragraph, not its own.
    """
    kept = max((place for place, paragraph in enumerate(paragraphs) if paragraph.mark is Revision.KEPT), default=0)
    ended = list(paragraphs[:kept])
    for paragraph, following in pairwise(paragraphs[kept:]):
        mark = Revision.DELETED if following.mark.is_old else Revision.INSERTED
        ended.append(replace(paragraph, mark=mark, author=following.author))
    return [*ended, *(replace(paragraph, mark=Revision.KEPT) for paragraph in paragraphs[-1:])]


def _with_notes(paragraphs: Sequence[WordParagraph], notes: Sequence[str]) -> Iterator[WordParagraph]:
    """What a reader should know of the comparison itself is a comment at the beginning; a file has one paragraph at least."""
    first = paragraphs[0] if paragraphs else WordParagraph(())
    noted = (TextRun("", comments=(Comment("notes", tuple(notes)),)),) if notes else ()
    yield replace(first, runs=(*noted, *first.runs))
    yield from paragraphs[1:]
