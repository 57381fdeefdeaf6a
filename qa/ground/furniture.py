"""The shapes of page furniture, which are data (rules/shapes/furniture.toml), made ready to be looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from qa.ground.prepared import shipped_table
from qa.ground.span import Span

_REACH = 180
"""Code points on both sides of a core that a shape is looked for in: a running head has no more."""

_LONGEST = 300
"""Code points of a line that may be furniture; whole speeches stand on one."""


@dataclass(frozen=True)
class Inside:
    """A shape that may stand inside a sentence. Law: it is tried only round its core, which begins with fixed text."""

    expression: str
    core: re.Pattern[str]
    reach: int

    @cached_property
    def shape(self) -> re.Pattern[str]:
        """Compiled when a core is found: most texts have none of most."""
        return re.compile(self.expression)

    def places(self, text: str) -> Iterator[Span]:
        """Where it stands, in order."""
        done = 0
        for core in self.core.finditer(text):
            if core.start() < done:
                continue
            begin, end = max(done, core.start() - self.reach), core.end() + self.reach
            match = next((found for found in self.shape.finditer(text, begin, end) if found.end() > core.start()), None)
            if match is not None and match.start() <= core.start():
                done = match.end()
                yield Span(match.start(), done)


@dataclass(frozen=True)
class Shapes:
    """All shapes of the data file."""

    line_expression: str
    """What may be a whole line, without blanks at its ends."""
    lines: re.Pattern[str]
    """Those of them that begin so that most lines are not looked at further, after a line feed, as the group ``line``."""
    line_cores: tuple[re.Pattern[str], ...]
    """What a line of one of the others holds."""
    inside: tuple[Inside, ...]

    @cached_property
    def line(self) -> re.Pattern[str]:
        return re.compile(self.line_expression)

    def lines_of(self, text: str) -> Iterator[Span]:
        """The lines of a text, which end in line feeds, that have a shape; without the blanks at their ends, in no order."""
        for match in self.lines.finditer("\n" + text):
            start = match.start("line") - 1
            yield Span(start, start + len(match["line"].rstrip()))
        for core in self.line_cores:
            for found in core.finditer(text):
                start, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
                line = text[start : min(end if end >= 0 else len(text), start + _LONGEST)]
                if self.line.fullmatch(line.strip()):
                    start += len(line) - len(line.lstrip())
                    yield Span(start, start + len(line.strip()))


@cache
def shapes() -> Shapes:
    """The shapes as the data file has them."""
    data = shipped_table("rules", "shapes", "furniture.toml")
    parts: Mapping[str, str] = data["parts"]
    lines = [shape for shape in data["shape"] if "line" in shape]
    plain = "|".join(_expression(shape["line"], parts) for shape in lines if "core" not in shape)
    return Shapes(
        line_expression="|".join(_expression(shape["line"], parts) for shape in lines),
        lines=re.compile(rf"\n[ \t\f]*(?P<line>{plain})(?=[ \t\f]*(?:\n|\Z))"),
        line_cores=tuple(re.compile(shape["core"]) for shape in lines if "core" in shape),
        inside=tuple(_inside(shape, parts) for shape in data["shape"] if "inside" in shape),
    )


def _inside(shape: Mapping[str, Any], parts: Mapping[str, str]) -> Inside:
    return Inside(_expression(shape["inside"], parts), re.compile(shape["core"]), shape.get("reach", _REACH))


_CLASS_OR_BLANK = re.compile(r"\[[^\]]*\]| \??")
_BLANKS = {" ": r"[ \t]+", " ?": r"[ \t]*"}


def _expression(pattern: str, parts: Mapping[str, str]) -> str:
    """A pattern with its parts put in; its blanks stand for any blanks, those in square brackets for themselves."""
    for name, part in parts.items():
        pattern = pattern.replace(f"{{{name}}}", part)
    return _CLASS_OR_BLANK.sub(lambda match: _BLANKS.get(match.group(), match.group()), pattern)


def is_furniture(line: str) -> bool:
    """True for a line, without its line end, that holds nothing but what the page prints round the text.

    >>> is_furniture("S/PV.7796 25/10/2016"), is_furniture("resolution S/RES/1325")
    (True, False)
    """
    return shapes().line.fullmatch(line.strip(" \t")) is not None
