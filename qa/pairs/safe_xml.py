"""The bytes of a bilingual XML file to its tree, with nothing fetched, no entity expanded, and the line of any damage told."""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

from lxml import etree

from qa.ground.errors import UnreadableDocument

_CHUNK = 4096


def parsed(path: str, data: bytes, *, names_dtd: bool = False) -> etree._Element:
    """The root element. ``names_dtd``: the format's files may name their DTD, which is not read.

    Raises UnreadableDocument for what is not well-formed or is cut short, and for declarations of a DTD in the file itself.
    """
    _refuse_declarations(path, data, names_dtd=names_dtd)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        what = (error.msg or "damaged").partition(", line ")[0].strip()
        raise UnreadableDocument(
            path, f"not well-formed XML: {what[:1].lower()}{what[1:]} (line {line}, column {column})"
        ) from error
    except (ValueError, LookupError) as error:
        raise UnreadableDocument(path, f"not well-formed XML: {error}") from error


def _refuse_declarations(path: str, data: bytes, *, names_dtd: bool) -> None:
    """Read no further than the first element: what could fetch or explode stands before it."""
    parser = expat.ParserCreate()
    over: list[bool] = []

    def doctype(name: str, system: str | None, public: str | None, has_declarations: int) -> None:
        if has_declarations or not names_dtd:
            what = "a DTD with declarations of its own" if has_declarations else "a DTD"
            raise UnreadableDocument(path, f"{what}, which is not read for safety (line {parser.CurrentLineNumber})")

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = lambda name, attributes: over.append(True)
    try:
        for begin in range(0, len(data), _CHUNK):
            parser.Parse(data[begin : begin + _CHUNK], False)
            if over:
                return
    except (expat.ExpatError, ValueError, LookupError):
        return  # lxml tells of the damage


def local(element: etree._Element) -> str:
    """The name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def words_of(element: etree._Element, worded: frozenset[str]) -> str:
    """The text inside, without blanks at its ends. Of the elements in it those named ``worded`` are text too, others are codes.

    A code that stands for a line break is one.
    """
    return "".join(text for text, _ in pieces(element, worded)).replace("\r\n", "\n").replace("\r", "\n").strip()


Slot = tuple[etree._Element, bool]
"""What text stands in: an element, and whether it stands behind it; None for what is no text of the file."""


def pieces(element: etree._Element, worded: frozenset[str]) -> Iterator[tuple[str, Slot | None]]:
    """The text inside, each piece with the place where it stands in the tree."""
    yield element.text or "", (element, False)
    for child in element:
        if local(child) in worded:
            yield from pieces(child, worded)
        elif _BREAKS.intersection((child.get("ctype"), child.get("subType"))):
            yield "\n", None
        yield child.tail or "", (child, True)


_BREAKS = frozenset(("lb", "xlf:lb"))
"""What ``ctype`` of XLIFF 1.2 and ``subType`` of XLIFF 2 call a line break."""
