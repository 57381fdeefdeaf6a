"""A checked document to one HTML page that needs nothing else: the text with its proposals, and a decision on each.

The page is made from reports/page.html and what qa/writers/html/templates.py writes into it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from qa.engine.checked import Checked, Record, Suppressed, records
from qa.engine.whereabouts import Whereabouts
from qa.ground.finding import Confidence, Finding, Severity
from qa.ground.span import Span
from qa.readers.pdfium import can_draw
from qa.readers.pictures import PagePictures
from qa.writers import Look
from qa.writers.html.index import DocumentEntry, entry, index, listing, summary
from qa.writers.html.parallel import parallel_text, score_data
from qa.writers.html.printed import beside, inline, pictures_of, printed
from qa.writers.html.recording import recording
from qa.writers.html.redline import PagePassage, as_read, redline
from qa.writers.html.script_data import review_data
from qa.writers.html.summary import rate
from qa.writers.html.templates import Membership, data, page, quoted, shared_files

__all__ = ["DocumentEntry", "entry", "index", "listing", "members", "render", "served", "summary"]


def render(checked: Checked, look: Look) -> str:
    """The report on one document. Whether it is light or dark the reader chooses."""
    pictures = pictures_of(checked.document) if look.pictures else None
    known = _printed(checked, pictures, lambda page: inline(pictures.picture(page))) if pictures else {}
    return _page(checked, known, media=look.media)


def members(checked: Checked, look: Look, name: str) -> Iterator[tuple[str, str | bytes]]:
    """The report on one document of a set, at the path ``name`` of its folder, and the files it has in common with others."""
    yield from shared_files(_kind(checked))
    membership = Membership(quote(name, errors="surrogateescape"))
    pictures = pictures_of(checked.document) if look.pictures else None
    if pictures is None:
        yield name, _page(checked, {}, membership)
        return
    folder, address = beside(name, "pages")
    known = _printed(checked, pictures, address)
    for page_number in known["printed"]["pages"]:
        yield f"{folder}/{page_number}.webp", pictures.picture(page_number)
    yield name, _page(checked, known, membership)


def served(checked: Checked, server: Mapping[str, Any], media: str | None = None) -> str:
    """The same page as the review server sends it; ``media`` is the address of the recording of a transcript of speech.

    ``server`` is what its scripts must know: the document's ``number`` of how many (``count``), what is decided
    (``standing``) up to which ``version``, and ``who`` decides here.
    """
    pictures = pictures_of(checked.document) if can_draw() else None
    around = f"/documents/{server['number']}/pages"
    known = _printed(checked, pictures, lambda page: f"{around}/{page}.webp") if pictures else {}
    content = _content(checked, known={"server": server, "who": server["who"], **known})
    if checked.unreadable is None and checked.document.is_spoken:
        times = recording(checked.document, media, exports=bool(checked.findings))
        return page("served-spoken", **content, server=server, spoken=times)
    return page("served", **content, server=server)


def _kind(checked: Checked) -> str:
    if checked.beside is not None:
        return "parallel"
    return "spoken" if checked.document.is_spoken else "page"


def _printed(checked: Checked, pictures: PagePictures, address: Callable[[int], str]) -> dict[str, Any]:
    return {"printed": printed(pictures, (finding.span for finding in checked.findings)).data(address)}


def _page(checked: Checked, known: Mapping[str, Any], membership: Membership | None = None, *, media: str | None = None) -> str:
    if checked.beside is None and checked.document.is_spoken:
        times = recording(checked.document, media, exports=bool(checked.findings))
        return page("spoken", membership=membership, **_content(checked, known=known), spoken=times)
    if checked.beside is None:
        return page("page", membership=membership, **_content(checked, known=known))
    parallel = parallel_text(checked, checked.beside)
    passages = tuple(row.passage for row in parallel.rows)
    beside_source = {"score": score_data(checked.beside), "language": checked.beside.target_language}
    content = _content(checked, passages=passages, known={**beside_source, **known})
    return page("parallel", membership=membership, **content, parallel=parallel)


def _content(
    checked: Checked, *, passages: Sequence[PagePassage] | None = None, known: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """What the template shows; ``known`` is what the scripts of its kind of page must know beside the findings."""
    found = tuple(records(checked))
    whereabouts = Whereabouts(checked.document)
    passages = redline(checked.document, checked.findings, checked.joins) if passages is None else passages
    return {
        "name": _name(checked.document.path),
        "path": checked.document.path,
        "words": checked.words,
        "rate": rate(len(found), checked.words),
        "tallies": _tallies(found),
        "entries": tuple(
            _Card.of(number, record, whereabouts.told(record.start), checked) for number, record in enumerate(found, start=1)
        ),
        "passages": passages,
        "pictured": "printed" in (known or {}),
        "data": data(review_data(checked.document, found, passages, checked.joins) | dict(known or {})),
        "suppressed": tuple(_suppressed(checked, whereabouts)),
        "unplaced": checked.unplaced,
        "unreadable": checked.unreadable,
    }


# What a report shows beside the text


@dataclass(frozen=True, slots=True)
class _Change:
    """What a finding wants: the wording as it is, the one proposed, and a word or two where one of them is missing."""

    verb: str
    old: str
    new: str | None

    @classmethod
    def of(cls, text: str, correction: str | None) -> _Change:
        old = quoted(text)
        if correction is None:
            return cls("" if text else "At this place", old, None)
        if not text:
            return cls("Add", "", quoted(correction))
        if not correction:
            return cls("Delete", old, None)
        return cls("", old, quoted(correction))


@dataclass(frozen=True, slots=True)
class _Card:
    """An entry of the list of findings."""

    number: int
    """1-based."""
    record: Record
    place: str
    """Where it is, in words."""
    change: _Change
    others: tuple[str, ...]
    """The corrections after the best one."""
    attached: tuple[tuple[Finding, _Change], ...]

    @classmethod
    def of(cls, number: int, record: Record, place: str, checked: Checked) -> _Card:
        best, *others = record.corrections or (None,)
        attached = tuple((finding, _change(finding)) for finding in record.attached)
        text = as_read(checked.document.text, Span(record.start, record.end), checked.joins)
        return cls(number, record, place, _Change.of(text, best), tuple(quoted(other or "") for other in others), attached)


def _change(finding: Finding) -> _Change:
    return _Change.of(finding.text, finding.corrections[0] if finding.corrections else None)


@dataclass(frozen=True, slots=True)
class _Hidden:
    """A suppressed finding with its place."""

    place: str
    change: _Change
    suppressed: Suppressed


def _suppressed(checked: Checked, whereabouts: Whereabouts) -> Iterable[_Hidden]:
    for suppressed in checked.suppressed:
        place = whereabouts.told(suppressed.finding.span.start)
        yield _Hidden(place, _change(suppressed.finding), suppressed)


@dataclass(frozen=True, slots=True)
class _Tally:
    """How many findings have one value of a field."""

    value: str
    label: str
    count: int


_SEVERITY_LABELS = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.INFO: "Info"}
_CONFIDENCE_LABELS = {Confidence.SURE: "Sure", Confidence.LIKELY: "Likely", Confidence.ADVICE: "Advice"}


def _tallies(found: Sequence[Record]) -> dict[str, tuple[_Tally, ...]]:
    """The counts by severity, by confidence (both whole, in order of weight) and by kind (most frequent first)."""
    severities = Counter(record.severity for record in found)
    confidences = Counter(record.confidence for record in found)
    kinds = Counter(record.kind for record in found)
    return {
        "severity": tuple(_Tally(key, label, severities[key]) for key, label in _SEVERITY_LABELS.items()),
        "confidence": tuple(_Tally(key, label, confidences[key]) for key, label in _CONFIDENCE_LABELS.items()),
        "kind": tuple(_Tally(kind, kind, count) for kind, count in _most_first(kinds)),
    }


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _name(path: str) -> str:
    return "Standard input" if path == "-" else PurePath(path).name or path
