"""How deleted, inserted and moved text is marked on a terminal: by colours, or by brackets where there are none."""

from __future__ import annotations

from dataclasses import dataclass

import click

DELETED = "deleted"
INSERTED = "inserted"
MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Highlight:
    """Colours, or none. Without them the brackets are those of wdiff and git: ``[-old-]{+new+}``, and ``<~moved~>``."""

    color: bool

    def marked(self, text: str, kind: str | None) -> str:
        """A text that shows nothing harmful, marked as what it is."""
        if not text or kind is None:
            return text
        if not self.color:
            return f"{_OPEN[kind]}{text}{_CLOSE[kind]}"
        return click.style(text, fg=_COLORS[kind], strikethrough=kind == DELETED, underline=kind == INSERTED)

    def bold(self, text: str) -> str:
        return click.style(text, bold=True) if self.color else text

    def faint(self, text: str) -> str:
        return click.style(text, dim=True) if self.color else text


_OPEN = {DELETED: "[-", INSERTED: "{+", MOVED: "<~"}
_CLOSE = {DELETED: "-]", INSERTED: "+}", MOVED: "~>"}
_COLORS = {DELETED: "red", INSERTED: "green", MOVED: "blue"}
