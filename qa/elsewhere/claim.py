"""What somebody else says is wrong somewhere, as a file has it, before anybody has looked whether it stands there."""

from __future__ import annotations

from dataclasses import dataclass, field

from qa.ground.finding import Confidence, Severity
from qa.ground.note import Note


@dataclass(frozen=True, slots=True)
class Hint:
    """Where it is said to be: in code points of the text, by lines and columns, or nowhere. All but ``start`` are 1-based."""

    start: int | None = None
    end: int | None = None
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    in_utf16: bool = False
    """Whether ``start``, ``end`` and the columns count code units of UTF-16."""

    @property
    def told(self) -> str:
        """``line 3``, ``character 17``, or ``the document``."""
        if self.line is not None:
            return f"line {self.line}"
        return "the document" if self.start is None else f"character {self.start}"


@dataclass(frozen=True, slots=True)
class Claim:
    """One finding of another checker."""

    origin: str
    """The file, and the line or the number of the result in it, for messages."""
    by: str
    """Who found it."""
    path: str
    """Of the document, as the file names it; empty where it names none."""
    rule: str
    message: str
    text: str | None = None
    """The words that are wrong, where they are quoted."""
    hint: Hint = field(default_factory=Hint)
    corrections: tuple[str, ...] = ()
    severity: Severity = Severity.WARNING
    confidence: Confidence = Confidence.LIKELY
    category: str = "uncategorized"
    evidence: str = ""
    thread: tuple[Note, ...] = ()
