"""A checked document to annotated XML: the document in TEI, every finding in ``standOff``, lone proposals inline too.

The profile is ``reports/qa-tei.rng``; ``qa.extract.findings`` gives the file, or the corrected text, back. Of a
structured document (Word, OpenDocument, XML) the body is the reading text: taking every ``sic`` gives that text back, not
the file, and the file says so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from qa.beads.bitext import SURE_ENOUGH
from qa.engine.checked import Checked, records
from qa.engine.figures import Rating, rating
from qa.engine.fixes import fix
from qa.formats.tei import (
    CERTAINTIES,
    CORRECTION,
    FORM_NONE,
    FORM_READING,
    ITS_NAMESPACE,
    SOURCE_NAMESPACE,
    XML_ID,
    XML_LANG,
    XML_SPACE,
    marks,
    taken_id,
    tei,
)
from qa.ground.bitext import Beside
from qa.ground.document import Block, BlockKind, Document, Turn
from qa.ground.finding import Confidence, Counterpart, Finding, Severity
from qa.ground.span import OffsetMap, Replacement, Span
from qa.writers import Look
from qa.writers.ci.xml_text import xml_text
from qa.writers.tei.tree import BLOCKS, flow, form_of, lay_out, put, put_source, root_element, serialised, usual_line_end

_SEVERITIES = {Severity.ERROR: "90", Severity.WARNING: "50", Severity.INFO: "10"}
"""Our severities on the scale of ITS 2.0, which runs from 0 to 100."""

_TAKEN = {
    Confidence.SURE: "goes into the text corrected with the sure corrections only",
    Confidence.LIKELY: "goes into the text corrected with the sure and the likely corrections",
    Confidence.ADVICE: "goes into the text corrected with all corrections",
}

_SCORES = {
    "score.confirmed": "The score of the document, in the manner of MQM, from what a reviewer confirmed.",
    "score.proposed": "Nobody has decided on the findings: the score that the document would have if all of them were confirmed.",
}

_CONVENTIONS = (
    "The body holds the document's own text. A line feed in it is layout; every other character stands for itself. "
    "lb is a line end of the source (of the type given in the source record, unless it names its own), with "
    'break="no" inside a hyphenated word; pb is a form feed; g is a character that XML cannot carry. Taking every sic '
    "gives the source; taking every corr, and the corrections in the annotations that are marked as taken, the "
    "corrected text. In annotations and turns, n counts code points of the source from 0, half-open."
)
_OF_TRANSLATION = (
    " The text of the type source is what the document translates, each link a bead: a passage of the document and the passage "
    "of the source that says the same, its cert how sure that is from 0 to 1, its type whether that is sure enough for anything "
    "to be called missing. The pointer of the type source in an annotation leads to what the finding is held against."
)
_OF_READING_TEXT = (
    "The source is here the reading text of a structured file, which cannot be made from it: paragraphs are apart by a "
    "blank line, a lone line end is a line break inside a paragraph. "
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A finding, or one attached to a finding, with the id it has in the file."""

    id: str
    finding: Finding
    owner: str | None = None
    """The id of the finding it is attached to."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text that is written in one go: plain, or as ``choice`` with the entry's correction."""

    span: Span
    entry: _Entry | None


@dataclass(frozen=True, slots=True)
class _Region:
    """A block, or what stands between two. Law: the pieces of all regions, in order, are the text."""

    block: Block | None
    pieces: tuple[_Piece, ...]


@dataclass(frozen=True, slots=True, order=True)
class _Rule:
    """What the findings of one rule have in common. A rule whose severity varies is two of these."""

    id: str
    kind: str
    category: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class _Plan:
    """Everything decided before a line of XML is written."""

    document: Document
    unreadable: str | None
    line_end: str
    """A key of LINE_ENDS: the one that goes without saying."""
    entries: tuple[_Entry, ...]
    regions: tuple[_Region, ...]
    rules: Mapping[_Rule, str]
    """The id each rule has in the file."""
    inline: frozenset[str]
    """The ids of the entries whose first correction is written inline."""
    taken: Mapping[str, tuple[Confidence, ...]]
    """For the others, by id: with which confidences ``fix`` takes their first correction."""
    places: OffsetMap
    """From the document's text to the text of the element ``body``."""
    translation: _Translation | None = None


@dataclass(frozen=True, slots=True)
class _Translation:
    """What is written beside a document that was held against its source."""

    beside: Beside
    source: _Plan
    """Of the source's text."""
    rating: Rating | None
    links: Mapping[str, str]
    """By the name of a bead the id of its link."""

    @classmethod
    def of(cls, checked: Checked) -> _Translation | None:
        if checked.beside is None:
            return None
        links: dict[str, str] = {}
        for number, bead in enumerate(checked.beside.beads, start=1):
            links.setdefault(bead.name, _link_id(number))
        return cls(checked.beside, _plan(Checked(checked.beside.document, ())), rating(checked), links)


def _link_id(number: int) -> str:
    return f"bead.{number}"


def render(checked: Checked, look: Look) -> str:
    """The annotated XML of one document, to be stored in UTF-8. ``look`` changes nothing in it."""
    plan = _plan(checked)
    root = root_element()
    _write_header(root, plan)
    _write_stand_off(root, plan)
    spoken = {XML_LANG: plan.translation.beside.target_language} if plan.translation else {}
    _write_body(put(put(root, "text", spoken), "body", {XML_ID: "body", XML_SPACE: "preserve"}), plan)
    if plan.translation is not None:
        source = put(root, "text", {"type": _SOURCE, XML_LANG: plan.translation.beside.source_language})
        _write_body(put(source, "body", {XML_ID: _SOURCE, XML_SPACE: "preserve"}), plan.translation.source)
    lay_out(root, _ONE_A_LINE)
    return serialised(root)


_SOURCE = "source"

# Decisions


def _plan(checked: Checked) -> _Plan:
    document = checked.document
    line_end = usual_line_end(document.text)
    entries = tuple(_entries(checked))
    regions = tuple(_regions(document, _untouched(entries)))
    inline = frozenset(piece.entry.id for region in regions for piece in region.pieces if piece.entry)
    return _Plan(
        document=document,
        unreadable=checked.unreadable,
        line_end=line_end,
        entries=entries,
        regions=regions,
        rules=_rule_ids(entries),
        inline=inline,
        taken=_taken(document.text, entries, inline),
        places=OffsetMap(_differences(document.text, regions, line_end)),
        translation=_Translation.of(checked),
    )


def _entries(checked: Checked) -> Iterator[_Entry]:
    for finding, record in zip(checked.findings, records(checked), strict=True):
        yield from _with_attached(_Entry(f"f-{record.id}", finding))


def _with_attached(entry: _Entry) -> Iterator[_Entry]:
    yield entry
    for number, attached in enumerate(entry.finding.attached, start=1):
        yield from _with_attached(_Entry(f"{entry.id}.{number}", attached, entry.id))


def _in_order_of_fix(entries: Iterable[_Entry]) -> list[_Entry]:
    """The findings that ``fix`` sees, in the order it takes them."""
    seen = (entry for entry in entries if entry.owner is None)
    return sorted(seen, key=lambda entry: (entry.finding.span, entry.finding.rule))


def _untouched(entries: Iterable[_Entry]) -> Iterator[_Entry]:
    """The proposals that stand in no other's way: ``fix`` takes each of them whatever else it takes."""
    group: list[_Entry] = []
    reached = -1
    for entry in _in_order_of_fix(entries):
        span = entry.finding.span
        if not entry.finding.corrections:
            continue
        if span.start > reached or (span.start == reached and len(span)):
            yield from group if len(group) == 1 else ()
            group = []
        group.append(entry)
        reached = max(reached, span.end)
    yield from group if len(group) == 1 else ()


def _regions(document: Document, proposals: Iterable[_Entry]) -> Iterator[_Region]:
    """The blocks and what is between them, each with the proposals that lie inside it."""
    stretches = tuple(_stretches(document))
    inside: dict[int, list[_Entry]] = {}
    for entry in proposals:
        place = _stretch_around(stretches, entry.finding.span)
        if place is not None:
            inside.setdefault(place, []).append(entry)
    for place, (span, block) in enumerate(stretches):
        yield _Region(block, tuple(_pieces(span, inside.get(place, ()))))


def _stretches(document: Document) -> Iterator[tuple[Span, Block | None]]:
    whole = Span(0, len(document.text))
    blocks = document.blocks or (Block(whole, BlockKind.PARAGRAPH, 1),)
    done = 0
    for block in blocks:
        if done < block.span.start:
            yield Span(done, block.span.start), None
        yield block.span, block
        done = block.span.end
    if done < whole.end:
        yield Span(done, whole.end), None


def _stretch_around(stretches: tuple[tuple[Span, Block | None], ...], span: Span) -> int | None:
    """The stretch that holds the whole of ``span``; a block before what is between blocks, where both touch it."""
    between: int | None = None
    for place in range(bisect_left(stretches, span.end, key=lambda stretch: stretch[0].end), len(stretches)):
        around, block = stretches[place]
        if around.start > span.start:
            break
        if block is not None:
            return place
        between = place if between is None else between
    return between


def _pieces(span: Span, proposals: Iterable[_Entry]) -> Iterator[_Piece]:
    done = span.start
    for entry in proposals:
        proposed = entry.finding.span
        if done < proposed.start:
            yield _Piece(Span(done, proposed.start), None)
        yield _Piece(proposed, entry)
        done = proposed.end
    if done < span.end:
        yield _Piece(Span(done, span.end), None)


def _rule_ids(entries: Iterable[_Entry]) -> Mapping[_Rule, str]:
    ids: dict[_Rule, str] = {}
    for rule in sorted({_rule(entry.finding) for entry in entries}):
        name = re.sub(r"[^A-Za-z0-9_.-]", "_", f"rule.{rule.id}")
        while name in ids.values():
            name += "_"
        ids[rule] = name
    return ids


def _rule(finding: Finding) -> _Rule:
    return _Rule(finding.rule, finding.kind, finding.category, finding.severity)


def _taken(text: str, entries: Iterable[_Entry], inline: frozenset[str]) -> Mapping[str, tuple[Confidence, ...]]:
    """What ``fix`` does with the proposals that are not inline."""
    ordered = _in_order_of_fix(entries)
    taken: dict[str, tuple[Confidence, ...]] = {}
    if all(entry.id in inline for entry in ordered if entry.finding.corrections):
        return taken
    for confidence in Confidence:
        applied = deque(fix(text, (entry.finding for entry in ordered), confidence).applied)
        for entry in ordered:
            if applied and applied[0] is entry.finding:
                applied.popleft()
                if entry.id not in inline:
                    taken[entry.id] = (*taken.get(entry.id, ()), confidence)
    return taken


def _differences(text: str, regions: Iterable[_Region], line_end: str) -> Iterator[Replacement]:
    """Where the text of ``body``, as a TEI pointer counts it, is not the document's: at marks and after corrections."""
    done = written = 0
    for piece in (piece for region in regions for piece in region.pieces):
        for mark in marks(text, piece.span, line_end):
            written += mark.span.start - done
            if mark.layout != text[mark.span.slice]:
                yield Replacement(mark.span, Span(written, written + len(mark.layout)))
            written += len(mark.layout)
            done = mark.span.end
        written += piece.span.end - done
        done = piece.span.end
        if piece.entry:
            length = _written_length(piece.entry.finding.corrections[0], line_end)
            yield Replacement(Span(done, done), Span(written, written + length))
            written += length


def _written_length(text: str, line_end: str) -> int:
    return len(text) + sum(len(mark.layout) - len(mark.span) for mark in marks(text, Span(0, len(text)), line_end))


# Output


def _write_header(root: etree._Element, plan: _Plan) -> None:
    header = put(root, "teiHeader")
    _write_file_description(put(header, "fileDesc"), plan)
    encoding = put(header, "encodingDesc")
    conventions = _OF_READING_TEXT + _CONVENTIONS if form_of(plan.document) == FORM_READING else _CONVENTIONS
    if plan.translation is not None:
        conventions += _OF_TRANSLATION
    put(put(encoding, "editorialDecl"), "p", text=conventions)
    rating = plan.translation.rating if plan.translation else None
    if plan.rules or rating is not None:
        classes = put(encoding, "classDecl")
        if plan.rules:
            _write_rules(put(classes, "taxonomy", {XML_ID: "rules"}), plan)
            _write_meanings(put(classes, "taxonomy", {XML_ID: "taken"}), {taken_id(each): _TAKEN[each] for each in _TAKEN})
        if rating is not None:
            _write_meanings(put(classes, "taxonomy", {XML_ID: "score"}), {rating.profile: _SCORES[rating.profile]})
    _write_source(put(header, "xenoData"), plan)
    if plan.rules:
        _write_issues(put(header, "xenoData"), plan.rules)


def _write_file_description(description: etree._Element, plan: _Plan) -> None:
    titles = put(description, "titleStmt")
    flow(put(titles, "title"), plan.document.path.rsplit("/", 1)[-1], plan.line_end)
    responsible = put(titles, "respStmt", {XML_ID: "qa"})
    put(responsible, "resp", text="checked the text and proposes the corrections")
    put(responsible, "name", text="transcript-qa")
    put(put(description, "publicationStmt"), "p", text="A working file, not published.")
    origin = put(description, "sourceDesc")
    put(origin, "p", text="The file that the title names.")
    if plan.translation is not None:
        beside = plan.translation.beside
        flow(put(origin, "p", {"n": "translation"}), f"It translates {beside.path.rsplit('/', 1)[-1]}.", plan.line_end)


def _write_rules(taxonomy: etree._Element, plan: _Plan) -> None:
    for rule, name in plan.rules.items():
        category = put(taxonomy, "category", {XML_ID: name, "corresp": f"#{_issue_id(rule)}"})
        flow(put(category, "desc", {"type": "rule"}), rule.id, plan.line_end)
        flow(put(category, "desc", {"type": "kind"}), rule.kind, plan.line_end)


def _write_meanings(taxonomy: etree._Element, meanings: Mapping[str, str]) -> None:
    for name, meaning in meanings.items():
        put(put(taxonomy, "category", {XML_ID: name}), "catDesc", text=meaning)


def _write_source(parent: etree._Element, plan: _Plan) -> None:
    form = FORM_NONE if plan.unreadable is not None else form_of(plan.document)
    rating = plan.translation.rating if plan.translation else None
    put_source(parent, plan.document, form, plan.line_end, rating=rating)
    if plan.translation is not None:
        _write_translation(parent, plan.translation)


def _write_translation(parent: etree._Element, translation: _Translation) -> None:
    """Of what language the source is, and how much was held against it."""
    beside = translation.beside
    attributes = {
        "sourceLanguage": beside.source_language,
        "targetLanguage": beside.target_language,
        "format": beside.document.format,
        "lineEnd": translation.source.line_end,
        "words": str(beside.words),
        "aligned": str(beside.aligned),
    }
    etree.SubElement(parent, f"{{{SOURCE_NAMESPACE}}}translation", attributes, nsmap={"qa": SOURCE_NAMESPACE})


def _issue_id(rule: _Rule) -> str:
    return f"issue.{rule.category}.{rule.severity}"


def _write_issues(parent: etree._Element, rules: Iterable[_Rule]) -> None:
    issues = {_issue_id(rule): rule for rule in rules}
    for name, rule in sorted(issues.items()):
        group = etree.SubElement(
            parent,
            f"{{{ITS_NAMESPACE}}}locQualityIssues",
            {XML_ID: name, "version": "2.0"},
            nsmap={"its": ITS_NAMESPACE},
        )
        severity = _SEVERITIES[rule.severity]
        attributes = {"locQualityIssueType": rule.category, "locQualityIssueSeverity": severity}
        etree.SubElement(group, f"{{{ITS_NAMESPACE}}}locQualityIssue", attributes)


def _write_stand_off(root: etree._Element, plan: _Plan) -> None:
    turns = plan.document.turns
    beads = plan.translation.beside.beads if plan.translation else ()
    if not turns and not beads and not plan.entries and plan.unreadable is None:
        return
    stand_off = put(root, "standOff")
    if turns:
        _write_turns(put(stand_off, "spanGrp", {"type": "turns"}), turns, plan)
    if plan.translation is not None and beads:
        _write_beads(put(stand_off, "linkGrp", {"type": "beads"}), plan, plan.translation)
    if plan.entries or plan.unreadable is not None:
        annotations = put(stand_off, "listAnnotation", {"type": "findings"})
        if plan.unreadable is not None:
            _write_unreadable(annotations, plan.unreadable, plan.line_end)
        for entry in plan.entries:
            _write_annotation(annotations, entry, plan)


def _write_turns(group: etree._Element, turns: Iterable[Turn], plan: _Plan) -> None:
    for turn in turns:
        span = put(group, "span", {"n": _numbers(turn.span), "target": _pointer(turn.span, plan.places)})
        flow(span, turn.speaker, plan.line_end)


def _write_beads(group: etree._Element, plan: _Plan, translation: _Translation) -> None:
    for number, bead in enumerate(translation.beside.beads, start=1):
        target = f"{_pointer(bead.target, plan.places)} {_pointer(bead.source, translation.source.places, _SOURCE)}"
        attributes = {
            XML_ID: _link_id(number),
            "n": xml_text(bead.name),
            "type": "aligned" if bead.confidence >= SURE_ENOUGH else "unaligned",
            "cert": f"{bead.confidence:.2f}",
            "target": target,
        }
        put(group, "link", attributes)


def _numbers(span: Span) -> str:
    return f"{span.start}-{span.end}"


def _pointer(span: Span, places: OffsetMap, element: str = "body") -> str:
    """TEI's pointer to a stretch of text: ``string-range(element, offset, length)``, counted in the XML's own text."""
    written = places.outer(span)
    return f"#string-range({element},{written.start},{len(written)})"


def _write_unreadable(annotations: etree._Element, reason: str, line_end: str) -> None:
    attributes = {XML_ID: "unreadable", "target": "#body", "resp": "#qa", "motivation": "commenting"}
    note = put(put(annotations, "annotation", attributes), "note", {"type": "unreadable"})
    flow(note, reason, line_end)


def _write_annotation(annotations: etree._Element, entry: _Entry, plan: _Plan) -> None:
    finding = entry.finding
    annotation = put(annotations, "annotation", _annotation_attributes(entry, plan))
    if plan.translation is not None and finding.source is not None:
        put(annotation, "ptr", _counterpart(finding.source, plan.translation))
    flow(put(annotation, "note", {"type": "message"}), finding.message, plan.line_end)
    if finding.evidence:
        flow(put(annotation, "note", {"type": "evidence"}), finding.evidence, plan.line_end)
    first = 1 if entry.id in plan.inline else 0
    for number, correction in enumerate(finding.corrections[first:], start=first):
        taken = plan.taken.get(entry.id, ()) if number == 0 else ()
        marked = {"ana": " ".join(f"#{taken_id(confidence)}" for confidence in taken)} if taken else {}
        flow(put(annotation, "note", {"type": CORRECTION, **marked}), correction, plan.line_end)


def _annotation_attributes(entry: _Entry, plan: _Plan) -> Mapping[str, str]:
    finding = entry.finding
    pointer = _pointer(finding.span, plan.places)
    attributes = {
        XML_ID: entry.id,
        "n": _numbers(finding.span),
        "target": f"#{_choice_id(entry)} {pointer}" if entry.id in plan.inline else pointer,
        "ana": f"#{plan.rules[_rule(finding)]}",
        "cert": CERTAINTIES[finding.confidence],
        "resp": "#qa",
        "motivation": "editing" if finding.corrections else "commenting",
    }
    return attributes if entry.owner is None else {**attributes, "corresp": f"#{entry.owner}"}


def _counterpart(source: Counterpart, translation: _Translation) -> Mapping[str, str]:
    """What a pointer says of the place in the source."""
    link = translation.links.get(source.unit)
    return {
        "type": _SOURCE,
        "n": _numbers(source.span),
        "target": _pointer(source.span, translation.source.places, _SOURCE),
        **({"corresp": f"#{link}"} if link else {}),
    }


def _choice_id(entry: _Entry) -> str:
    return entry.id.replace("f-", "c-", 1)


def _write_body(body: etree._Element, plan: _Plan) -> None:
    for region in plan.regions:
        _write_region(body, region, plan)
    # TEI's body needs one block; line ends, form feeds and furniture are none.
    if not any(child.tag in (tei("p"), tei("label"), tei("stage"), tei("ab")) for child in body):
        put(body, "p")


def _write_region(body: etree._Element, region: _Region, plan: _Plan) -> None:
    text = plan.document.text
    if region.block is not None:
        name, attributes = BLOCKS[region.block.kind]
        number = {"n": str(region.block.number)} if region.block.number and name != "fw" else {}
        parent = put(body, name, {**attributes, **number})
    elif all(piece.entry is None and not text[piece.span.slice].strip("\r\n\f") for piece in region.pieces):
        parent = body
    else:
        parent = put(body, "ab", {"type": "between"})
    for piece in region.pieces:
        _write_piece(parent, piece, plan)


def _write_piece(parent: etree._Element, piece: _Piece, plan: _Plan) -> None:
    if piece.entry is None:
        flow(parent, plan.document.text, plan.line_end, piece.span)
        return
    finding = piece.entry.finding
    choice = put(parent, "choice", {XML_ID: _choice_id(piece.entry)})
    flow(put(choice, "sic"), plan.document.text, plan.line_end, piece.span)
    corr = put(choice, "corr", {"type": "proposed", "cert": CERTAINTIES[finding.confidence], "resp": "#qa"})
    flow(corr, finding.corrections[0], plan.line_end)


_ONE_A_LINE = (
    *("TEI", "teiHeader", "fileDesc", "titleStmt", "encodingDesc", "classDecl", "taxonomy", "xenoData"),
    *("standOff", "spanGrp", "linkGrp", "listAnnotation", "annotation", "text"),
)
"""Elements that hold elements only, so that line feeds between these are no text."""
