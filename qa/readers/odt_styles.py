"""The styles of an OpenDocument text to the language of what is written in them, and whether it is shown.

A style says what its parent does unless it says otherwise, and at last what the default of its family does (ODF 1.3, 16.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.formats.markup import Element, Markup

_OASIS = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}{}"
_STYLE, _DEFAULT, _PROPERTIES, _NAME, _FAMILY, _PARENT = (
    _OASIS.format("style", name) for name in ("style", "default-style", "text-properties", "name", "family", "parent-style-name")
)
_LANGUAGE, _COUNTRY = (_OASIS.format("xsl-fo-compatible", name) for name in ("language", "country"))
_DISPLAY = _OASIS.format("text", "display")


@dataclass(frozen=True, slots=True)
class Looks:
    """What holds of characters by the styles that they are in."""

    language: str = ""
    is_default: bool = True
    """Only the default of the family says so."""
    is_hidden: bool = False

    def within(self, inner: Looks) -> Looks:
        """What holds in an element that stands in this one and says ``inner`` itself."""
        language, is_default = (inner.language, False) if inner.language else (self.language, self.is_default)
        return Looks(language, is_default, self.is_hidden or inner.is_hidden)


NO_LOOKS = Looks()


class StylesByName:
    """The styles of all parts of a file."""

    def __init__(self, *parts: Markup) -> None:
        elements = [element for markup in parts for element in markup.root.walk()]
        self._styles = {_key(each): each for each in elements if each.name == _STYLE}
        defaults = {each.attributes.get(_FAMILY, ""): each for each in elements if each.name == _DEFAULT}
        told = (_language(each) for each in _properties(defaults.get("paragraph")))
        self.default = Looks(next(filter(None, told), ""))
        """What holds where no style says anything."""

    def looks(self, family: str, name: str) -> Looks:
        """What a style says, itself or by those it comes from; ``family`` is ``paragraph`` or ``text``."""
        properties = [each for style in self._chain(family, name) for each in _properties(style)]
        display = next(filter(None, (each.attributes.get(_DISPLAY) for each in properties)), "")
        return Looks(next(filter(None, map(_language, properties)), ""), is_default=False, is_hidden=display == "none")

    def _chain(self, family: str, name: str) -> Iterator[Element]:
        seen: set[str] = set()
        while (family, name) in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[family, name]
            yield style
            name = style.attributes.get(_PARENT, "")


def _key(style: Element) -> tuple[str, str]:
    return style.attributes.get(_FAMILY, ""), style.attributes.get(_NAME, "")


def _properties(style: Element | None) -> Iterator[Element]:
    return (each for each in (style.elements if style is not None else ()) if each.name == _PROPERTIES)


def _language(properties: Element) -> str:
    language, country = (properties.attributes.get(name, "none") for name in (_LANGUAGE, _COUNTRY))
    if language == "none":
        return ""
    return language if country == "none" else f"{language}-{country}"
