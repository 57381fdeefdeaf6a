"""XML of the project's own profiles to the texts kept in it: what the readers of both profiles share."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from lxml import etree

from qa.formats.tei import APPARATUS_SCHEMA, SCHEMA, SOURCE_NAMESPACE, tei
from qa.ground.errors import QaError
from qa.ground.resources import read_bytes
from qa.ground.source import Source


@dataclass(frozen=True, slots=True)
class KeptText:
    """What the header says of a file whose text is kept."""

    format: str
    form: str
    """One of FORM_FILE, FORM_READING and FORM_NONE."""
    encoding: str
    mark: bytes
    line_end: str
    """A key of LINE_ENDS: what an ``lb`` without type stands for."""
    digest: str
    """SHA-256 of the text in UTF-8, hexadecimal."""
    line: int
    """1-based line of the XML."""


def parse(data: bytes, schema: tuple[str, str], path: str) -> etree._Element:
    """The tree of a file that is valid in the ``schema`` of that place in the data folders.

    Nothing is fetched and no entity expanded, for the file may come from anywhere. Raises QaError, with ``path`` and line.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        tree = etree.parse(BytesIO(data), parser)
    except etree.XMLSyntaxError as error:
        raise QaError("not XML", file=path, line=error.lineno, found=error.msg, expected="well-formed XML") from error
    if tree.docinfo.internalDTD is not None:
        raise QaError("not annotated XML", file=path, line=1, found="a document type declaration", expected="none")
    root = tree.getroot()
    if root.tag != tei("TEI"):
        found = f"the element {etree.QName(root).localname}"
        raise QaError("not annotated XML", file=path, line=line_of(root), found=found, expected="TEI of TEI P5")
    _refuse_the_other(root, schema, path)
    _validate(root, schema, path)
    return root


def _refuse_the_other(root: etree._Element, schema: tuple[str, str], path: str) -> None:
    """A file of the other profile is valid there, so what the schema would say of it helps nobody."""
    source = next(root.iter(f"{{{SOURCE_NAMESPACE}}}source"), None)
    if source is None:
        return
    actual = SCHEMA if source.get("witness") is None else APPARATUS_SCHEMA
    if actual != schema:
        found, expected = f"the XML of {_HOLDS[actual]}", f"the XML of {_HOLDS[schema]}"
        raise QaError("no such text is kept here", file=path, line=line_of(source), found=found, expected=expected)


_HOLDS = {SCHEMA: "a checked text", APPARATUS_SCHEMA: "a comparison"}


def _validate(root: etree._Element, place: tuple[str, str], path: str) -> None:
    schema = _schema(place)
    if not schema.validate(root):
        told = list(schema.error_log)
        error = min(told, key=lambda entry: entry.type_name not in _TELLING)
        expected = f"what {'/'.join(place)} allows"
        raise QaError("not annotated XML", file=path, line=error.line, found=error.message, expected=expected)


_TELLING = ("RELAXNG_ERR_INVALIDATTR", "RELAXNG_ERR_ELEMWRONG")
"""What libxml2 calls the errors that name the culprit; around them it says of every ancestor that it is not valid."""


@cache
def _schema(place: tuple[str, str]) -> etree.RelaxNG:
    return etree.RelaxNG(etree.fromstring(read_bytes(*place)))


def records(root: etree._Element) -> Iterator[KeptText]:
    """What the header says of the files whose texts are kept, in order."""
    for element in root.iter(f"{{{SOURCE_NAMESPACE}}}source"):
        attributes = attributes_of(element)
        yield KeptText(
            format=attributes["format"],
            form=attributes["form"],
            encoding=attributes["encoding"],
            mark=bytes.fromhex(attributes["mark"]),
            line_end=attributes["lineEnd"],
            digest=attributes["digest"],
            line=line_of(element),
        )


def attributes_of(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def line_of(element: etree._Element) -> int:
    """1-based line of the XML."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 1


def one(root: etree._Element, path: str) -> etree._Element:
    """The element at ``path``, which the schema has seen to be there."""
    found = root.find("/".join(tei(name) for name in path.split("/")))
    assert found is not None
    return found


def without_layout(text: str | None) -> str:
    return (text or "").replace("\n", "")


def refuse_altered(text: str, record: KeptText, path: str) -> None:
    """Raises QaError when ``text`` is not what was written."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    if digest != record.digest:
        raise QaError(
            "the text in the body is no longer that of the source file",
            file=path,
            line=record.line,
            found=f"a text with the digest {digest}",
            expected=record.digest,
        )


def encoded(text: str, record: KeptText, path: str) -> bytes:
    """``text`` as bytes of the file's kind. Raises UnreadableDocument when its encoding lacks a character."""
    source = Source(path=path, data=b"", encoding=record.encoding, mark=record.mark, text=text)
    try:
        return source.encoded(text)
    except (LookupError, UnicodeError) as error:
        expected = "a text encoding that Python knows"
        raise QaError("cannot encode the text", file=path, line=record.line, found=record.encoding, expected=expected) from error
