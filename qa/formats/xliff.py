"""XLIFF, what is handed to translators and back: its namespaces, and which version a file is."""

from __future__ import annotations

from io import BytesIO

from lxml import etree

NAMESPACES = {"1.2": "urn:oasis:names:tc:xliff:document:1.2", "2.1": "urn:oasis:names:tc:xliff:document:2.0"}
"""By version; that of 2.1 is that of 2.0."""


def version_of(data: bytes) -> str:
    """What the root element of a file says of its version; empty for what is no XLIFF.

    >>> version_of(b'<xliff version="1.2"><file/></xliff>'), version_of(b"<tmx version='1.4'/>"), version_of(b"not XML")
    ('1.2', '', '')
    """
    try:
        events = etree.iterparse(BytesIO(data), events=("start",), resolve_entities=False, no_network=True, load_dtd=False)
        _, root = next(iter(events))
    except (etree.XMLSyntaxError, StopIteration):
        return ""
    return root.get("version", "") if etree.QName(root).localname == "xliff" else ""
