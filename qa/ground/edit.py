"""A correction as an edit of the text, and edits to the text they give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qa.ground.span import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """Write ``text`` in place of what stands at ``span``."""

    span: Span
    text: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with ordered edits that do not overlap.

    >>> apply_edits("officials ofthe two", [Edit(Span(10, 15), "of the")])
    'officials of the two'
    """
    parts: list[str] = []
    done = 0
    for edit in edits:
        parts += (text[done : edit.span.start], edit.text)
        done = edit.span.end
    parts.append(text[done:])
    return "".join(parts)
