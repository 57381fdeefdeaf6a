"""An HTML page, tag soup among them, to a document: what a browser shows without running scripts, navigation left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from types import MappingProxyType

from qa.formats.markup import Element, root_name
from qa.formats.soup import BLOCKS, looks_like_html, read_soup
from qa.ground.document import Document
from qa.ground.source import File
from qa.readers.flow import Meaning, Role, Space, flowing

_XHTML = "{http://www.w3.org/1999/xhtml}html"


def recognises(path: str, data: bytes) -> bool:
    """Whether the first tag is one of HTML."""
    return looks_like_html(data) or root_name(data) == _XHTML


def read(path: str, data: bytes) -> Document:
    """Paragraphs, headings, items and cells, white space as a browser collapses it; a page's footer is furniture.

    Style sheets are not read: hidden is what ``hidden`` or an element's own style hides. Raises UnreadableDocument for an
    encoding that is not what it says.
    """
    markup = read_soup(path, data)
    meaning = Meaning(partial(_role, frozenset(_inner_footers(markup.root))), language=_language, space=_space)
    return flowing(File(path, data), "html", markup, meaning, (markup.root, ""))


def _inner_footers(element: Element) -> Iterator[int]:
    """The footers that are not the page's but those of an article, a section, a quotation (HTML-AAM, 3.5); by identity."""
    if element.name in ("article", "aside", "main", "section", "blockquote"):
        yield from (id(found) for found in element.walk() if found.name == "footer")
        return
    for child in element.elements:
        yield from _inner_footers(child)


_ROLES: Mapping[str, Role] = MappingProxyType(
    {
        **dict.fromkeys(BLOCKS, Role.PARAGRAPH),
        **dict.fromkeys(
            ("", "html", "body", "div", "main", "article", "section", "aside", "header", "blockquote"), Role.DIVISION
        ),
        **dict.fromkeys(
            ("table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl", "menu", "dir", "center", "form"), Role.DIVISION
        ),
        **dict.fromkeys(("details", "dialog", "fieldset", "figure", "hgroup", "search", "td", "th", "li", "dd"), Role.DIVISION),
        **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Role.HEADING),
        **dict.fromkeys(
            ("head", "title", "script", "style", "template", "noscript", "iframe", "noembed", "noframes"), Role.NOTHING
        ),
        **dict.fromkeys(("svg", "canvas", "audio", "video", "object", "applet", "map", "datalist", "rt", "rp"), Role.NOTHING),
        **dict.fromkeys(("nav", "menuitem", "button", "select", "textarea", "option", "optgroup"), Role.NOTHING),
        "footer": Role.FURNITURE,
        "br": Role.BREAK,
    }
)
_ARIA: Mapping[str, Role] = MappingProxyType(
    {
        **dict.fromkeys(("navigation", "search", "menu", "menubar", "toolbar", "tablist", "button"), Role.NOTHING),
        **dict.fromkeys(("doc-footnote", "doc-endnote", "doc-endnotes"), Role.NOTE),
        "contentinfo": Role.FURNITURE,
        "heading": Role.HEADING,
    }
)
"""By the attribute ``role`` (WAI-ARIA, DPUB-ARIA)."""
_HIDDEN = re.compile(r"\bdisplay\s*:\s*none\b|\bvisibility\s*:\s*(?:hidden|collapse)\b", re.IGNORECASE)


def _role(inner_footers: frozenset[int], element: Element) -> Role:
    attributes = element.attributes
    if attributes:
        if "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")):
            return Role.NOTHING
        if element.name == "dialog" and "open" not in attributes:
            return Role.NOTHING
        stated = _ARIA.get(attributes.get("role", "").strip().lower())
        if stated is not None and element.name not in ("html", "body"):
            return stated
    elif element.name == "dialog":
        return Role.NOTHING
    if element.name == "footer" and id(element) in inner_footers:
        return Role.DIVISION
    return _ROLES.get(element.name, Role.INLINE)


def _space(element: Element) -> Space | None:
    return Space.KEPT if element.name in ("pre", "listing", "xmp", "plaintext") else None


def _language(element: Element) -> str | None:
    return element.attributes.get("lang") or element.attributes.get("xml:lang")
