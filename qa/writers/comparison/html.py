"""A comparison of two versions to one HTML page that needs nothing else, and one of two folders to an index page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from qa.compare.change_class import ChangeClass
from qa.compare.comparison import Change, ChangeKind, Comparison, FindingState, WordCount
from qa.engine.whereabouts import Whereabouts
from qa.ground.finding import Finding
from qa.readers.pictures import PagePictures
from qa.writers import Look
from qa.writers.comparison.prose import ChangeMark, MovedText, MoveSide, ProseParagraph, folds, paragraphs, reads_new, reads_old
from qa.writers.html.printed import beside, inline, pictures_of, printed
from qa.writers.html.recording import Recording, compared_recording
from qa.writers.html.templates import DOCUMENTS, Membership, data, page, quoted, shared_files, visible
from qa.writers.word.file import BODY, blank_members


def render(comparison: Comparison, look: Look) -> str:
    """The report on one pair of versions. Whether it is light or dark the reader chooses."""
    pages = _printed(comparison, lambda side, number, pictures: inline(pictures.picture(number))) if look.pictures else ()
    return _page(comparison, tuple(pages), media=look.media)


def members(comparison: Comparison, look: Look, name: str) -> Iterator[tuple[str, str | bytes]]:
    """The report on one pair of a set, at the path ``name`` of its folder, and the files it has in common with others."""
    yield from shared_files(_kind(comparison))
    pictures: dict[str, bytes] = {}

    def kept(side: str, number: int, drawn: PagePictures) -> str:
        folder, address = beside(name, side)
        pictures[f"{folder}/{number}.webp"] = drawn.picture(number)
        return address(number)

    pages = tuple(_printed(comparison, kept)) if look.pictures else ()
    yield from pictures.items()
    yield name, _page(comparison, pages, Membership(quote(name, errors="surrogateescape")))


def _kind(comparison: Comparison) -> str:
    is_spoken = comparison.unreadable is None and (comparison.new.is_spoken or comparison.old.is_spoken)
    return "spoken-comparison" if is_spoken else "comparison"


def _page(
    comparison: Comparison,
    pages: tuple[dict[str, Any], ...],
    membership: Membership | None = None,
    *,
    media: str | None = None,
) -> str:
    prose = paragraphs(comparison)
    places = _places(prose)
    shown = _shown(comparison.changes)
    opened = {index for index, change in enumerate(comparison.changes) if change.change_class == shown}
    spoken = _spoken(comparison, prose, media)
    return page(
        _kind(comparison),
        membership=membership,
        **spoken,
        old=_Version.of(comparison.old.path),
        new=_Version.of(comparison.new.path),
        changes=comparison.changes,
        account=_account(comparison.old_words, comparison.new_words),
        sameness=_sameness(comparison),
        notes=comparison.notes,
        unreadable=comparison.unreadable,
        findings=_findings(comparison),
        shown=shown,
        classes=_class_tallies(comparison.changes),
        reasons=_tallies(change.reason for change in comparison.changes),
        kinds=_tallies(change.kind for change in comparison.changes),
        kind_names=_KINDS,
        folds=tuple(folds(prose, opened)),
        places=places,
        cards=tuple(_cards(comparison, prose, places)),
        digest=_digest(comparison),
        word_parts=data({"members": blank_members(), "body": BODY}),
        printed=data(pages) if pages else None,
        pictured=bool(pages),
    )


def _spoken(comparison: Comparison, prose: Sequence[ProseParagraph], media: str | None) -> dict[str, Recording]:
    """The times of the page where one version, the new one before the old, is a transcript of speech."""
    if _kind(comparison) == "comparison":
        return {}
    is_new = comparison.new.is_spoken
    changes = [(change.new if is_new else change.old).start for change in comparison.changes]
    blocks = [row.new if is_new else row.old for row in prose]
    rows = [block.span.start if block else None for block in blocks]
    return {"spoken": compared_recording(comparison.new if is_new else comparison.old, changes, rows, media)}


def _digest(comparison: Comparison) -> str:
    """What the browser keeps decisions under: those on two texts are none on others."""
    return sha256(f"{comparison.old.text}\0{comparison.new.text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _printed(comparison: Comparison, address: Callable[[str, int, PagePictures], str]) -> Iterator[dict[str, Any]]:
    """Of each version that was read from a PDF file: its name, its pages with changes, and where on them these are.

    ``address`` is that of the picture of a page, told which side (``old``, ``new``) it is of.
    """
    for name, document, side in (("Old", comparison.old, "old"), ("New", comparison.new, "new")):
        if pictures := pictures_of(document):
            found = printed(pictures, (getattr(change, side) for change in comparison.changes))
            yield {"name": name, **found.data(partial(_addressed, address, side, pictures))}


def _addressed(address: Callable[[str, int, PagePictures], str], side: str, pictures: PagePictures, number: int) -> str:
    return address(side, number, pictures)


# The index page over two folders


@dataclass(frozen=True, slots=True)
class PairEntry:
    """What the index page says of one pair of documents."""

    old: str | None
    """The path of the old version, as the user named it; None where only the new folder has the document."""
    new: str | None
    """The path of the new version; None where only the old folder has the document."""
    href: str
    """The address of their report, relative to the index page and percent-encoded."""
    old_words: int = 0
    new_words: int = 0
    changes: Mapping[ChangeClass, int] = field(default_factory=dict)
    """How many changes there are of each class."""
    moves: int = 0
    """How many of them are passages that moved."""
    unreadable: str | None = None
    """Why one of the two could not be read."""

    @property
    def name(self) -> str:
        return self.new or self.old or ""

    @property
    def state(self) -> str:
        """What became of the document, in the words of the page."""
        if self.unreadable is not None:
            return "unreadable"
        if self.old is None or self.new is None:
            return "only new" if self.old is None else "only old"
        return "changed" if any(self.changes.values()) else "the same"


def entry(comparison: Comparison, href: str) -> PairEntry:
    """The line of a pair in the index. ``href`` is the path of its report from the index page, parts joined by "/".

    A version without a path is one that is not there.
    """
    return PairEntry(
        old=comparison.old.path or None,
        new=comparison.new.path or None,
        href=quote(href, errors="surrogateescape"),
        old_words=comparison.old_words.total,
        new_words=comparison.new_words.total,
        changes=Counter(change.change_class for change in comparison.changes),
        moves=sum(change.kind is ChangeKind.MOVE for change in comparison.changes),
        unreadable=comparison.unreadable,
    )


def listing(entries: Iterable[PairEntry]) -> Iterator[tuple[str, str]]:
    """The file by which the pages of a set lead to one another; nothing is decided on them."""
    yield DOCUMENTS, f"globalThis.qaDocuments = {data([[visible(row.name), row.href, 0, ''] for row in entries])};\n"


def index(entries: Iterable[PairEntry], earlier: object = None) -> str:
    """The page over two folders: one row a pair, in the order given. There is nothing to compare an earlier run by."""
    rows = tuple(entries)
    states = Counter(row.state for row in rows)
    return page(
        "comparisons",
        rows=rows,
        classes=_BY_WEIGHT,
        totals={change_class: sum(row.changes.get(change_class, 0) for row in rows) for change_class in ChangeClass},
        old_words=sum(row.old_words for row in rows),
        new_words=sum(row.new_words for row in rows),
        moves=sum(row.moves for row in rows),
        states={state: states[state] for state in _STATES if states[state]},
        state_names=_STATES,
    )


_STATES = {
    "changed": "Changed",
    "the same": "Without changes",
    "only old": "Only in the old folder",
    "only new": "Only in the new folder",
    "unreadable": "Could not be read",
}


# Both versions as a whole


_UNNAMED = {"-": "Standard input", "": "(no document)"}


@dataclass(frozen=True, slots=True)
class _Version:
    """How a version is called."""

    name: str
    path: str | None
    """None where it says no more than the name."""

    @classmethod
    def of(cls, path: str) -> _Version:
        if path in _UNNAMED:
            return cls(_UNNAMED[path], None)
        name = PurePath(path).name or path
        return cls(name, path if path != name else None)


@dataclass(frozen=True, slots=True)
class _Sum:
    """A line of the account of words."""

    label: str
    old: int
    new: int


def _account(old: WordCount, new: WordCount) -> tuple[_Sum, ...]:
    """Where the words of both versions went; the last line is the sum of those above."""
    return (
        _Sum("Unchanged", old.unchanged, new.unchanged),
        _Sum("Changed", old.changed, new.changed),
        _Sum("Moved", old.moved, new.moved),
        _Sum("Page furniture, not compared", old.dropped, new.dropped),
        _Sum("All", old.total, new.total),
    )


def _sameness(comparison: Comparison) -> str | None:
    """How far the versions are the same, where nothing changed."""
    if comparison.changes or comparison.unreadable is not None:
        return None
    if comparison.old.source.data == comparison.new.source.data:
        return "The two files are identical, byte for byte."
    if comparison.old.text == comparison.new.text:
        return "The two texts are identical; the files differ in their encoding or their markup."
    return "Word for word the same. What differs is layout: line ends, blanks, quotation marks, hyphens or page furniture."


# Classes, reasons and kinds


_BY_WEIGHT = sorted(ChangeClass, key=lambda change_class: -change_class.rank)

_KINDS = {
    ChangeKind.INSERT: "inserted",
    ChangeKind.DELETE: "deleted",
    ChangeKind.REPLACE: "replaced",
    ChangeKind.MOVE: "moved",
    ChangeKind.SPLIT: "paragraph divided",
    ChangeKind.MERGE: "paragraphs joined",
}


def _shown(changes: Iterable[Change]) -> ChangeClass:
    """The class that is open when the page is: the weightiest that there is."""
    return max((change.change_class for change in changes), key=lambda change_class: change_class.rank, default=_BY_WEIGHT[0])


def _class_tallies(changes: Iterable[Change]) -> dict[ChangeClass, int]:
    counts = Counter(change.change_class for change in changes)
    return {change_class: counts[change_class] for change_class in _BY_WEIGHT}


def _tallies(values: Iterable[str]) -> dict[str, int]:
    """How many changes have each value, the most frequent first."""
    return dict(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))


# The list of changes


@dataclass(frozen=True, slots=True)
class _Card:
    """An entry of the list of changes: ``before`` and ``after`` are the words around it in the new version."""

    number: int
    """1-based, in the order of the new version."""
    change: Change
    title: str
    before: str
    old: str
    new: str
    after: str


_AROUND = 32
"""Code points of the text before and behind a change that the list repeats, cut to whole words."""


_Places = Mapping[tuple[int, MoveSide], str]
"""The paragraph of each change in words, of a move at both of its places; a change that is no move is ``MoveSide.HERE``."""


def _cards(comparison: Comparison, prose: Sequence[ProseParagraph], places: _Places) -> Iterator[_Card]:
    around = dict(_surroundings(prose))
    olds, news = _wordings(comparison, prose)
    for index in comparison.ranked():
        change = comparison.changes[index]
        before, after = around.get(index, ("", ""))
        old, new = "".join(olds[index]), "".join(news[index])
        before += " " * _is_led_by_blank(old, new)
        after = " " * _is_led_by_blank(old[::-1], new[::-1]) + after
        yield _Card(index + 1, change, _title(index, change, places), before, *_told(change, old, new), after)


def _is_led_by_blank(*wordings: str) -> bool:
    """Whether a wording of more than blanks begins with one, which the list shows beside it."""
    return any(wording.strip() and wording[0].isspace() for wording in wordings)


def _told(change: Change, old: str, new: str) -> tuple[str, str]:
    """The wordings for the list: the blanks at their ends count only where there is nothing else."""
    if change.kind in (ChangeKind.SPLIT, ChangeKind.MERGE):
        return ("", "¶") if change.kind is ChangeKind.SPLIT else ("¶", "")
    if change.kind is ChangeKind.MOVE:
        return "", quoted((new or old).strip())
    return quoted(old.strip() or old), quoted(new.strip() or new)


def _title(index: int, change: Change, places: _Places) -> str:
    said = (_KINDS[change.kind],) if change.reason in ("order", "paragraph") else (change.reason, _KINDS[change.kind])
    parts = [str(index + 1), f"{change.change_class.capitalize()}: {said[0]}", *said[1:]]
    if change.kind is ChangeKind.MOVE:
        parts.append(f"from {places[index, MoveSide.AWAY]} to {places[index, MoveSide.HERE]}")
    else:
        parts.append(places[index, MoveSide.HERE])
    if change.move is not None:
        parts.append(f"in the passage moved ({change.move + 1})")
    if change.coarse:
        parts.append("not compared word by word")
    return " · ".join(parts)


def _places(prose: Iterable[ProseParagraph]) -> _Places:
    places: dict[tuple[int, MoveSide], str] = {}
    old = new = 0
    for paragraph in prose:
        old = paragraph.old.number if paragraph.old is not None else old
        new = paragraph.new.number if paragraph.new is not None else new
        for stretch in paragraph.stretches:
            if isinstance(stretch, MovedText) and stretch.is_first:
                places[stretch.change, stretch.side] = f"paragraph {old if stretch.side is MoveSide.AWAY else new}"
            elif isinstance(stretch, ChangeMark) and stretch.is_first:
                places[stretch.change, MoveSide.HERE] = (
                    f"old paragraph {old}" if paragraph.is_gone else f"paragraph {max(new, 1)}"
                )
    return places


def _surroundings(prose: Iterable[ProseParagraph]) -> Iterator[tuple[int, tuple[str, str]]]:
    """The words before and behind each change in the paragraph that it is known by, as the new version has them if it does."""
    for paragraph in prose:
        texts = [(reads_old if paragraph.is_gone else reads_new)(stretch) for stretch in paragraph.stretches]
        for index, stretch in enumerate(paragraph.stretches):
            if isinstance(stretch, ChangeMark) and stretch.is_first:
                yield stretch.change, (_before(texts[:index][::-1]), _after(texts[index + 1 :]))


def _before(texts: Iterable[str]) -> str:
    """The last words of texts that come nearest first."""
    text = ""
    for part in texts:
        text = part[-_AROUND - 1 :] + text
        if len(text) > _AROUND:
            return "… " + text[-_AROUND - 1 :].partition(" ")[2]
    return text


def _after(texts: Iterable[str]) -> str:
    text = ""
    for part in texts:
        text += part[: _AROUND + 1]
        if len(text) > _AROUND:
            return text[: _AROUND + 1].rpartition(" ")[0] + " …"
    return text.rstrip()


def _wordings(comparison: Comparison, prose: Iterable[ProseParagraph]) -> tuple[Mapping[int, list[str]], Mapping[int, list[str]]]:
    """What each change reads in the old version and in the new one; a moved passage with what was edited in it."""
    old: defaultdict[int, list[str]] = defaultdict(list)
    new: defaultdict[int, list[str]] = defaultdict(list)
    for paragraph in prose:
        for stretch in paragraph.stretches:
            if isinstance(stretch, MovedText):
                (new if stretch.side is MoveSide.HERE else old)[stretch.change].append(stretch.text)
            elif isinstance(stretch, ChangeMark):
                move = comparison.changes[stretch.change].move
                for index in (stretch.change,) if move is None else (stretch.change, move):
                    old[index].append(stretch.old)
                    new[index].append(stretch.new)
    return old, new


# What became of the checker's findings


@dataclass(frozen=True, slots=True)
class _Told:
    """A finding of one state: its place in the version that has it (the new one where both do)."""

    finding: Finding
    place: str
    text: str
    correction: str | None
    change: int | None
    """The number of the change that mended it or brought it in."""


def _findings(comparison: Comparison) -> dict[FindingState, tuple[_Told, ...]]:
    """The findings by state, those that the new version brought in first; states without any left out."""
    told: dict[FindingState, list[_Told]] = {state: [] for state in FindingState}
    old, new = Whereabouts(comparison.old), Whereabouts(comparison.new)
    for found in comparison.findings:
        finding, version = (found.new, new) if found.new is not None else (found.old, old)
        assert finding is not None
        correction = quoted(finding.corrections[0]) if finding.corrections else None
        number = found.change + 1 if found.change is not None else None
        told[found.state].append(_Told(finding, version.told(finding.span.start), quoted(finding.text), correction, number))
    return {state: tuple(all_told) for state, all_told in told.items() if all_told}
