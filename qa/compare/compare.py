"""Two documents to a Comparison: aligned by their words, each edit mapped to the texts and given its class."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import lt

from qa.align.breaks import Break, ParagraphEnds
from qa.align.hyphens import joins_of_versions
from qa.align.matching import Gap
from qa.align.moves import Alignment, align
from qa.align.rewording import Rewording, refine
from qa.align.threads import Thread, weave
from qa.align.version import Version
from qa.compare.change_class import ChangeClass
from qa.compare.classify import Classed, Classing, shipped_classing
from qa.compare.comparison import Change, ChangeKind, Comparison, PieceKind, Tiling, WordCount
from qa.compare.heard_alike import is_same_value
from qa.compare.page_matter import PartedEdit
from qa.facts.languages import other_language
from qa.ground.captions import layout
from qa.ground.document import Document
from qa.ground.span import Span
from qa.text.segment import segment


def compare(old: Document, new: Document, classing: Classing | None = None) -> Comparison:
    """What changed from ``old`` to ``new``. ``classing`` says what each change is; by default, the shipped rules do.

    Words are compared in their normal form: wraps, blanks, quote style and line-end hyphens do not count, and page furniture
    is left out. Where one is a transcript of speech, capitals, marks and paragraphs do not count either. The cost is nearly
    linear; texts with little in common are compared more coarsely, which ``notes`` says.
    """
    old, new = segment(old).without_asides, segment(new).without_asides
    old_joins, new_joins = joins_of_versions(old.text, new.text)
    spoken = old.is_spoken or new.is_spoken
    here, there = Version(old, old_joins, spoken=spoken), Version(new, new_joins, spoken=spoken)
    alignment = align(here, there, moving=not spoken)
    here.forget_sentences()
    there.forget_sentences()
    return _Composer(here, there, alignment, classing or shipped_classing()).comparison()


class _Composer:
    """Collects pieces and changes in order, both texts cut where an edit begins or ends."""

    def __init__(self, old: Version, new: Version, alignment: Alignment, classing: Classing) -> None:
        self._old = old
        self._new = new
        self._alignment = alignment
        self._classing = classing
        self._ends = ParagraphEnds(old, new)
        self._is_recorded = not (old.document.is_spoken and new.document.is_spoken)
        self._is_spoken = old.document.is_spoken or new.document.is_spoken
        self._old_starts, self._new_starts = old.paragraph_starts, new.paragraph_starts
        self._tiling = Tiling()
        self._changes: list[Change] = []
        self._moved: dict[int, _Moved] = {}
        self._old_count, self._new_count = _Count(), _Count()

    def comparison(self) -> Comparison:
        for thread in weave(self._alignment, self._old.word_count, self._new.word_count):
            if thread.gap is not None:
                self._add_gap(thread.gap)
            elif thread.move is not None:
                self._add_move(thread, self._moved.get(thread.move) or self._move(thread.move))
            else:
                self._add_equal(thread)
        self._equal_up_to(len(self._old.document.text), len(self._new.document.text))
        return Comparison(
            self._old.document,
            self._new.document,
            self._old.view,
            self._new.view,
            self._tiling,
            tuple(self._changes),
            self._old_count.total(self._old),
            self._new_count.total(self._new),
            tuple(self._notes()),
        )

    def _notes(self) -> Iterator[str]:
        coarse = sum(change.coarse for change in self._changes)
        if coarse:
            yield f"In {coarse} passages the versions have so little in common that their words were not compared one by one."
        yield from self._why_little_is_common()
        if self._is_spoken:
            yield "Capitals, marks and paragraphs were not compared, because nobody hears them."
        elif self._ends.are_marked_once:
            yield "One version marks no paragraphs, so paragraph ends were not compared."

    def _why_little_is_common(self) -> Iterator[str]:
        """What a person may have mistaken: a file without words, another language, another document."""
        for version, name in ((self._old, "old"), (self._new, "new")):
            if not version.word_count:
                yield f"The {name} version has no words."
        shorter = min(self._old.word_count, self._new.word_count)
        if (self._old_count.unchanged + self._old_count.moved) * _LITTLE_IN_COMMON >= shorter:
            return
        languages = [_language(version) for version in (self._old, self._new)]
        if languages[0] != languages[1]:
            yield f"The versions are in different languages: {languages[0]} and {languages[1]}."
        else:
            yield "The versions have so little in common that they may not be of one document."

    def _add_equal(self, thread: Thread) -> None:
        self._old_count.unchanged += thread.old_end - thread.old
        self._new_count.unchanged += thread.new_end - thread.new
        if lines := self._ends.in_both(thread):
            self._equal_lines(*lines)
            return
        first = True
        for beginning in self._ends.within(thread):
            if beginning.broken is not None and not self._is_spoken:
                self._add_break(beginning.broken)
            self._equal_up_to(beginning.old, beginning.new, whole=not first)
            first = False

    def _equal_lines(self, here: range, there: range) -> None:
        """What lies between the beginnings of lines that begin in both versions, of which there are as many."""
        old, new = self._old_starts[here.start : here.stop], self._new_starts[there.start : there.stop]
        self._equal_up_to(old[0], new[0])
        # Between two beginnings of a thread no paragraph begins, so that nothing need be cut.
        if (self._tiling.old_end, self._tiling.new_end) == (old[0], new[0]) and _rise(old) and _rise(new):
            self._tiling.add_equal(old[1:], new[1:])
        else:
            for old_end, new_end in zip(old[1:], new[1:], strict=True):
                self._equal_up_to(old_end, new_end, whole=True)

    def _add_break(self, broken: Break) -> None:
        self._equal_up_to(broken.old.start, broken.new.start)
        kind = ChangeKind.SPLIT if broken.is_split else ChangeKind.MERGE
        self._changes.append(Change(kind, ChangeClass.FORM, "paragraph", broken.old, broken.new))
        self._put(PieceKind.EQUAL, broken.old, broken.new, len(self._changes) - 1)

    def _add_gap(self, gap: Gap) -> None:
        parts = list(self._parts(gap))
        self._old_count.add(gap.old_end - gap.old, changed=bool(parts))
        self._new_count.add(gap.new_end - gap.new, changed=bool(parts))
        for part in parts:
            old, new = self._in_texts(part.edit)
            old = Span(max(old.start, self._tiling.old_end), max(old.end, self._tiling.old_end))
            new = Span(max(new.start, self._tiling.new_end), max(new.end, self._tiling.new_end))
            self._equal_up_to(old.start, new.start)
            self._changes.append(self._change(part, old, new, None))
            if len(old):
                self._put(PieceKind.DELETED, old, None, len(self._changes) - 1)
            if len(new):
                self._put(PieceKind.INSERTED, None, new, len(self._changes) - 1)

    def _refined(self, gap: Gap) -> Iterator[Rewording]:
        """The edits of a gap; of a spoken one what fills a pause at its edges is an edit of its own."""
        for edit in refine(gap, self._old, self._new):
            if self._is_spoken and not edit.coarse and len(edit.old) and len(edit.new):
                yield from _without_fillers(edit, self._old.compared, self._new.compared)
            else:
                yield edit

    def _parts(self, gap: Gap) -> Iterator[PartedEdit]:
        for edit in self._refined(gap):
            yield from self._classing.page_matter.parted(edit, self._old, self._new)

    def _change(self, part: PartedEdit, old: Span, new: Span, move: int | None) -> Change:
        edit = part.edit
        one_sided = ChangeKind.DELETE if len(edit.old) else ChangeKind.INSERT
        kind = ChangeKind.REPLACE if len(edit.old) and len(edit.new) else one_sided
        verdict = self._verdict(part)
        change_class, reason = verdict.change_class, verdict.reason
        if self._is_spoken and part.rule is None:
            change_class, reason = self._as_spoken(verdict, edit, old, new)
        return Change(kind, change_class, reason, old, new, move, edit.coarse)

    def _as_spoken(self, verdict: Classed, edit: Rewording, old: Span, new: Span) -> tuple[ChangeClass, str]:
        """The verdict on a change of a transcript of speech; the house has written none of two transcripts."""
        if not any(map(_means, (self._old.document.text[old.slice], self._new.document.text[new.slice]))):
            return ChangeClass.FORM, "filler"
        if verdict.reason in layout().same_when_spoken:
            return ChangeClass.FORM, verdict.reason
        if is_same_value(self._old.view.text, edit.old, self._new.view.text, edit.new):
            return ChangeClass.FORM, "number-style"
        is_of_house = verdict.change_class is ChangeClass.HOUSE and not self._is_recorded
        return ChangeClass.SUBSTANCE if is_of_house else verdict.change_class, verdict.reason

    def _verdict(self, part: PartedEdit) -> Classed:
        if part.rule is not None:
            return Classed(part.rule.change_class, part.rule.id)
        return self._classing.judge(self._old.view.text, part.edit.old, self._new.view.text, part.edit.new)

    def _in_texts(self, edit: Rewording) -> tuple[Span, Span]:
        """The places of an edit in the texts; what is put in or left out takes with it the blank on one side."""
        old, new = self._old.view, self._new.view
        if len(edit.old) and len(edit.new):
            return old.outer(edit.old), new.outer(edit.new)
        if len(edit.old):
            point, begins = _point(self._new, edit.new.start)
            return _widened(self._old.document.text, old.outer(edit.old), forward=begins), point
        point, begins = _point(self._old, edit.old.start)
        return point, _widened(self._new.document.text, new.outer(edit.new), forward=begins)

    def _move(self, index: int) -> _Moved:
        """The change for a moved passage and those for what was edited inside it."""
        passage = self._alignment.moves[index]
        old = _widened(self._old.document.text, self._old.view.outer(self._old.span(passage.old, passage.old_end)), forward=True)
        new = _widened(self._new.document.text, self._new.view.outer(self._new.span(passage.new, passage.new_end)), forward=True)
        position = len(self._changes)
        self._changes.append(Change(ChangeKind.MOVE, ChangeClass.SUBSTANCE, "order", old, new))
        edited = []
        old_changed = new_changed = 0
        for gap in passage.gaps:
            parts = list(self._parts(gap))
            old_changed += (gap.old_end - gap.old) if parts else 0
            new_changed += (gap.new_end - gap.new) if parts else 0
            for part in parts:
                edited.append(len(self._changes))
                self._changes.append(self._change(part, *self._in_texts(part.edit), position))
        self._old_count.add_moved(passage.old_end - passage.old, old_changed)
        self._new_count.add_moved(passage.new_end - passage.new, new_changed)
        moved = self._moved[index] = _Moved(position, tuple(edited), old, new)
        return moved

    def _add_move(self, thread: Thread, moved: _Moved) -> None:
        away = thread.old < thread.old_end
        whole = moved.old if away else moved.new
        # What lies before the passage is equal in both versions, so both come up to it together.
        old = whole.start if away else _beginning(self._old, thread.old)
        new = _beginning(self._new, thread.new) if away else whole.start
        self._equal_up_to(old, new)
        kind, other = (PieceKind.MOVED_AWAY, PieceKind.DELETED) if away else (PieceKind.MOVED_HERE, PieceKind.INSERTED)
        begin = done = self._tiling.old_end if away else self._tiling.new_end
        for position in moved.edited:
            span = self._changes[position].old if away else self._changes[position].new
            start = max(span.start, done)
            end = max(span.end, start)
            self._place(position, away, Span(start, end))
            if start < end:
                self._put_side(away, kind, Span(done, start), moved.change)
                self._put_side(away, other, Span(start, end), position)
                done = end
        end = max(done, whole.end)
        self._put_side(away, kind, Span(done, end), moved.change)
        self._place(moved.change, away, Span(begin, end))

    def _place(self, position: int, away: bool, span: Span) -> None:
        """Set where a change stands: what was read before it may have taken the blanks at its beginning."""
        change = self._changes[position]
        self._changes[position] = replace(change, old=span) if away else replace(change, new=span)

    def _put_side(self, away: bool, kind: PieceKind, span: Span, change: int) -> None:
        if len(span):
            self._put(kind, span if away else None, None if away else span, change)

    def _equal_up_to(self, old: int, new: int, *, whole: bool = False) -> None:
        """What lies before these places and after the last piece is equal; cut at paragraph ends unless it is ``whole``."""
        tiling = self._tiling
        old, new = max(old, tiling.old_end), max(new, tiling.new_end)
        if old == tiling.old_end and new == tiling.new_end:
            return
        if whole:
            tiling.add(PieceKind.EQUAL, old, new, None)
            return
        old_cuts = _cuts(tiling.old_end, old, self._old_starts)
        new_cuts = _cuts(tiling.new_end, new, self._new_starts)
        if len(old_cuts) == len(new_cuts):
            for old_cut, new_cut in zip(old_cuts, new_cuts, strict=True):
                tiling.add(PieceKind.EQUAL, old_cut, new_cut, None)
        tiling.add(PieceKind.EQUAL, old, new, None)

    def _put(self, kind: PieceKind, old: Span | None, new: Span | None, change: int | None) -> None:
        if new is None and old is not None:
            for end in (*_cuts(old.start, old.end, self._old_starts), old.end):
                self._tiling.add(kind, end, None, change)
        elif old is None and new is not None:
            for end in (*_cuts(new.start, new.end, self._new_starts), new.end):
                self._tiling.add(kind, None, end, change)
        elif old is not None and new is not None:
            self._tiling.add(kind, old.end, new.end, change)


def _without_fillers(edit: Rewording, old: str, new: str) -> Iterator[Rewording]:
    """A replacement without the fillers at the edges of either side, and these as edits of their own, in order."""
    here, there = _inner(old, edit.old), _inner(new, edit.new)
    if not len(here) or not len(there):
        yield edit
        return
    before = (
        Span(edit.old.start, _end(old, edit.old.start, here.start)),
        Span(edit.new.start, _end(new, edit.new.start, there.start)),
    )
    after = Span(_start(old, here.end, edit.old.end), edit.old.end), Span(_start(new, there.end, edit.new.end), edit.new.end)
    yield from _apart(*before)
    yield Rewording(here, there)
    yield from _apart(*after)


def _apart(old: Span, new: Span) -> Iterator[Rewording]:
    if len(old) or len(new):
        yield Rewording(old, new)


def _end(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _start(text: str, start: int, end: int) -> int:
    return end - len(text[start:end].lstrip())


def _inner(text: str, span: Span) -> Span:
    """What is left of a place without the fillers and blanks at its edges."""
    start, end = span.start, span.end
    for match in layout().fillers.finditer(text, start, end):
        if not text[start : match.start()].strip():
            start = match.end()
    for match in reversed([*layout().fillers.finditer(text, start, end)]):
        if not text[match.end() : end].strip():
            end = match.start()
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    return Span(start, max(start, start + len(inner.strip())))


def _means(text: str) -> bool:
    """Whether a passage says more than the sounds and words that fill a pause."""
    return any(map(str.isalnum, layout().fillers.sub(" ", text)))


_LITTLE_IN_COMMON = 10
"""Versions of which less than one word in so many stayed are hardly versions of one document."""


def _language(version: Version) -> str:
    """The language of the first page or so; English where nothing speaks against it."""
    verdict = other_language(version.view.text[:3_000])
    return verdict[0] if verdict else "English"


@dataclass(frozen=True, slots=True)
class _Moved:
    """A moved passage: the position of its change, those of the changes inside it, and its places in the texts."""

    change: int
    edited: tuple[int, ...]
    old: Span
    new: Span


@dataclass(slots=True)
class _Count:
    """Counts where the words of one version go."""

    unchanged: int = 0
    changed: int = 0
    moved: int = 0

    def add(self, words: int, *, changed: bool) -> None:
        if changed:
            self.changed += words
        else:
            self.unchanged += words

    def add_moved(self, words: int, changed: int) -> None:
        """A moved passage of so many words, of which some were changed."""
        self.moved += words - changed
        self.changed += changed

    def total(self, version: Version) -> WordCount:
        dropped = version.dropped
        return WordCount(version.word_count + dropped, self.unchanged, self.changed, self.moved, dropped)


def _rise(places: array[int]) -> bool:
    """Whether each is greater than the one before."""
    return all(map(lt, places, places[1:]))


def _cuts(start: int, end: int, places: array[int]) -> array[int]:
    """The places strictly between a start and an end."""
    return places[bisect_right(places, start) : bisect_left(places, end)]


def _beginning(version: Version, word: int) -> int:
    """Where a word begins in the document's text; behind the last one, where the text ends."""
    return version.start(word) if word < version.word_count else len(version.document.text)


def _point(version: Version, place: int) -> tuple[Span, bool]:
    """A place of the view in the document's text, and whether a word begins there."""
    begins = place == 0 or version.view.text[place - 1].isspace()
    offset = version.view.offsets.start(place) if begins else version.view.offsets.end(place)
    return Span(offset, offset), begins


def _widened(text: str, span: Span, *, forward: bool) -> Span:
    """A place with the white space after it (``forward``) or before it, or on the other side where there is none."""
    start, end = span.start, span.end
    while end < len(text) and text[end].isspace():
        end += 1
    while start and text[start - 1].isspace():
        start -= 1
    if forward and end > span.end:
        return Span(span.start, end)
    return Span(start, span.end)
