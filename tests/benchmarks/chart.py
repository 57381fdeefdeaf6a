"""Lines through measured points to a picture in SVG, both axes by their logarithms, without anything that is fetched."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT, _MARGIN = 720, 420, 64
_INKS = ("#1f5fa8", "#b3541e", "#2f7d4f", "#7a3e9d", "#8a6d00", "#a8324a")
"""Dark enough on white to be read as text (contrast of 4.5 and more)."""
_DASHES = ("", "7 4", "2 3", "9 3 2 3", "4 2", "1 2")
"""So that lines can be told apart without their colours too."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Series:
    """One line. All coordinates are above 0."""

    name: str
    points: Sequence[Point]


@dataclass(frozen=True, slots=True)
class _Axis:
    """An axis from one power of ten to another, ``length`` pixels long."""

    low: int
    high: int
    length: int

    def place(self, value: float) -> float:
        return (math.log10(value) - self.low) / (self.high - self.low) * self.length

    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def _axis(values: Sequence[float], length: int) -> _Axis:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return _Axis(low, max(high, low + 1), length)


def chart(title: str, across: str, up: str, lines: Sequence[Series]) -> str:
    """The picture. Raises ValueError where there is no point at all."""
    points = [point for line in lines for point in line.points]
    if not points:
        raise ValueError("a chart of no points")
    horizontal = _axis([x for x, _ in points], _WIDTH - 2 * _MARGIN)
    vertical = _axis([y for _, y in points], _HEIGHT - 2 * _MARGIN)
    body = [*_grid(horizontal, vertical, across, up)]
    for number, line in enumerate(lines):
        body += _line(number, line, horizontal, vertical)
    size = f'viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="sans-serif" font-size="13">'
    heading = _text(_MARGIN, 28, title, 'font-size="16"')
    background = f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>'
    return "\n".join((head, f"<title>{escape(title)}</title>", background, heading, *body, "</svg>", ""))


def _text(x: float, y: float, text: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {more}>{escape(text)}</text>'


def _grid(horizontal: _Axis, vertical: _Axis, across: str, up: str) -> Iterator[str]:
    bottom, right = _HEIGHT - _MARGIN, _WIDTH - _MARGIN
    for tick in horizontal.ticks():
        x = _MARGIN + horizontal.place(tick)
        yield f'<path d="M{x:.1f} {_MARGIN}V{bottom}" stroke="#ddd"/>'
        yield _text(x, bottom + 18, f"{tick:g}", 'text-anchor="middle"')
    for tick in vertical.ticks():
        y = bottom - vertical.place(tick)
        yield f'<path d="M{_MARGIN} {y:.1f}H{right}" stroke="#ddd"/>'
        yield _text(_MARGIN - 8, y + 4, f"{tick:g}", 'text-anchor="end"')
    yield _text(right, bottom + 38, across, 'text-anchor="end"')
    yield _text(8, _MARGIN - 12, up)


def _line(number: int, line: Series, horizontal: _Axis, vertical: _Axis) -> Iterator[str]:
    ink, dash = _INKS[number % len(_INKS)], _DASHES[number % len(_DASHES)]
    places = [(_MARGIN + horizontal.place(x), _HEIGHT - _MARGIN - vertical.place(y)) for x, y in line.points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    yield f'<polyline points="{path}" fill="none" stroke="{ink}" stroke-width="2" stroke-dasharray="{dash}"/>'
    yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{ink}"/>' for x, y in places)
    yield _text(_MARGIN + 12, _MARGIN + 18 * (number + 1), line.name, f'fill="{ink}"')
