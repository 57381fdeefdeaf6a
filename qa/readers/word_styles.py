"""The styles of a Word file to what a paragraph or run is by its own properties and by the styles that it names.

What a run does not say itself is said by its character style, then by the paragraph's, each with those it is based on, and at
last by the defaults of the file (ISO/IEC 29500-1, 17.7.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.formats.markup import Element, Markup
from qa.readers.word import child, children, is_on, local, value


@dataclass(frozen=True, slots=True)
class RunLanguage:
    """What a run is said to be written in."""

    name: str
    is_default: bool
    """Nothing that was meant for the run says so, only the file's defaults or its default style."""


class Styles:
    """The styles by their ids, and the defaults."""

    def __init__(self, markup: Markup | None) -> None:
        root = markup.root if markup is not None else None
        styles = [*children(root, "style")] if root is not None else []
        self._by_id = {value(style, "styleId") or "": style for style in styles}
        is_default = (style for style in styles if value(style, "type") == "paragraph" and value(style, "default") in _TRUE)
        self._default = next((value(style, "styleId") or "" for style in is_default), "")
        self._defaults = child(root, "docDefaults", "rPrDefault", "rPr")
        self._languages: dict[tuple[str, str], str] = {}
        self._hiding: dict[str, bool] = {}
        self.headings = frozenset(name for name in self._by_id if self._is_heading(name))
        """The ids of the paragraph styles that make a heading: of an outline level, a heading's name, or based on such a one."""

    def language(self, run: Element | None, style: str | None) -> RunLanguage | None:
        """That of a run with these properties (``w:rPr``) in a paragraph of this style; None where nothing says one."""
        own = _properties(run)
        side = "bidi" if is_on(own.get("rtl")) or is_on(own.get("cs")) else "val"
        named = value(own.get("lang"), side) or self._of_style(value(own.get("rStyle")), side)
        if style != self._default:
            named = named or self._of_style(style, side)
        if named:
            return RunLanguage(named, is_default=False)
        told = self._of_style(self._default, side) or value(child(self._defaults, "lang"), side)
        return RunLanguage(told, is_default=True) if told else None

    def hides(self, run: Element | None, style: str | None) -> bool:
        """Whether a run with these properties in a paragraph of this style is hidden, by itself or by a style."""
        own = _properties(run)
        if "vanish" in own:
            return is_on(own["vanish"])
        return any(self._style_hides(each) for each in (value(own.get("rStyle")), style or self._default) if each)

    def _style_hides(self, style: str) -> bool:
        if style not in self._hiding:
            self._hiding[style] = is_on(next(self._properties(style, "vanish"), None))
        return self._hiding[style]

    def _of_style(self, style: str | None, side: str) -> str:
        key = (style or "", side)
        if key not in self._languages:
            found = (value(each, side) for each in self._properties(key[0], "lang"))
            self._languages[key] = next(filter(None, found), "")
        return self._languages[key]

    def _properties(self, style: str, name: str) -> Iterator[Element]:
        """A property of runs in a style, then in the one it is based on, and so on."""
        for each in self._chain(style):
            found = child(each, "rPr", name)
            if found is not None:
                yield found

    def _chain(self, name: str) -> Iterator[Element]:
        seen: set[str] = set()
        while name in self._by_id and name not in seen:
            seen.add(name)
            yield self._by_id[name]
            name = value(child(self._by_id[name], "basedOn")) or ""

    def _is_heading(self, name: str) -> bool:
        for style in self._chain(name):
            level = value(child(style, "pPr", "outlineLvl"))
            if level is not None:
                return is_heading_level(level)
            if (value(child(style, "name")) or "").lower().startswith(("heading ", "title", "subtitle")):
                return True
        return False


def _properties(element: Element | None) -> dict[str | None, Element]:
    """The properties by their names."""
    return {local(each): each for each in element.elements} if element is not None else {}


_TRUE = ("1", "true", "on")


def is_heading_level(level: str | None) -> bool:
    """Levels 0 to 8 are those of headings, 9 that of body text (ISO/IEC 29500-1, 17.3.1.20)."""
    return level is not None and level.isdecimal() and int(level) < 9
