"""Texts into the elements of a TEI tree, a mark for each character that XML would lose: what the XML writers share."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from lxml import etree

from qa.engine.figures import Rating
from qa.formats.tei import FORM_FILE, FORM_READING, ITS_NAMESPACE, LINE_ENDS, SOURCE_NAMESPACE, TEI_NAMESPACE, marks, tei
from qa.ground.document import BlockKind, Document
from qa.ground.source import Source
from qa.ground.span import Span

BLOCKS: Mapping[BlockKind, tuple[str, Mapping[str, str]]] = {
    BlockKind.PARAGRAPH: ("p", {}),
    # Not head, which TEI allows at the beginning of a division only.
    BlockKind.HEADING: ("label", {"type": "heading"}),
    BlockKind.PROCEDURE: ("stage", {"type": "procedure"}),
    BlockKind.FURNITURE: ("fw", {"type": "furniture"}),
    BlockKind.NOTE: ("note", {"type": "note"}),
    BlockKind.ASIDE: ("note", {"type": "aside"}),
}
"""The element and the attributes of each kind of block."""

_LINE_END = re.compile(r"\r\n|\n|\r")


def root_element() -> etree._Element:
    # lxml-stubs know no namespace without a prefix.
    return etree.Element(tei("TEI"), nsmap={None: TEI_NAMESPACE})  # type: ignore[dict-item]


def put(parent: etree._Element, name: str, attributes: Mapping[str, str] | None = None, text: str = "") -> etree._Element:
    """A new last child of ``parent``. ``text`` must be what XML can carry; any other is for ``flow``."""
    element = etree.SubElement(parent, tei(name), dict(attributes or {}))
    if text:
        element.text = text
    return element


def flow(element: etree._Element, text: str, line_end: str, span: Span | None = None) -> None:
    """Append ``text``, or its ``span``, with the marks it needs; ``line_end`` names the one that goes without saying."""
    span = Span(0, len(text)) if span is None else span
    done = span.start
    for mark in marks(text, span, line_end):
        append(element, text[done : mark.span.start] + mark.layout)
        put(element, mark.name, mark.attributes)
        done = mark.span.end
    append(element, text[done : span.end])


def append(element: etree._Element, text: str) -> None:
    """Add text, which XML must be able to carry, behind all that ``element`` holds."""
    # Not element[-1] after len(element), which counts the children: a block may have ten thousand.
    last = next(element.iterchildren(reversed=True), None)
    if last is None:
        element.text = (element.text or "") + text or None
    else:
        last.tail = (last.tail or "") + text or None


def lay_out(root: etree._Element, names: Iterable[str]) -> None:
    """Put every child of the elements so named, which hold elements only, on a line of its own."""
    for element in root.iter(*map(tei, names)):
        element.text = "\n"
        for child in element:
            child.tail = "\n"


def serialised(root: etree._Element) -> str:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True).decode("utf-8") + "\n"


def usual_line_end(text: str) -> str:
    """The name, in LINE_ENDS, of the line end that a text has most often."""
    found = Counter(_LINE_END.findall(text))
    return max(LINE_ENDS, key=lambda name: found[LINE_ENDS[name]])


def form_of(document: Document) -> str:
    """Whether a document's text is the file, or what a reader took out of it."""
    source = document.source
    is_the_file = document.strands is None and isinstance(source, Source) and document.text == source.text
    return FORM_FILE if is_the_file else FORM_READING


def its_rating(rating: Rating) -> Mapping[str, str]:
    """A score as attributes of ITS 2.0, section 8.18."""
    values = {
        "locQualityRatingScore": rating.score,
        "locQualityRatingScoreThreshold": rating.threshold,
        "locQualityRatingProfileRef": f"#{rating.profile}",
    }
    return {f"{{{ITS_NAMESPACE}}}{name}": value for name, value in values.items()}


def put_source(
    parent: etree._Element, document: Document, form: str, line_end: str, *, witness: str = "", rating: Rating | None = None
) -> None:
    """Tell what file a text is of, and what it takes to give it back; which witness it is, or how good a translation."""
    source = document.source
    encoding, mark = (source.encoding, source.mark) if isinstance(source, Source) else ("", b"")
    attributes = {
        "format": document.format,
        "form": form,
        "encoding": encoding or "utf-8",
        "mark": mark.hex().upper(),
        "lineEnd": line_end,
        "digest": hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
    }
    named = {"witness": f"#{witness}"} if witness else {}
    names = {"qa": SOURCE_NAMESPACE, **({"its": ITS_NAMESPACE} if rating else {})}
    rated = its_rating(rating) if rating else {}
    etree.SubElement(parent, f"{{{SOURCE_NAMESPACE}}}source", {**named, **attributes, **rated}, nsmap=names)
