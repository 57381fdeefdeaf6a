"""The errors of this package, all of them Errors: what a person did wrong (QaError), what a file made impossible
(UnreadableDocument)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

_MOST_NAMES = 12
"""Names that a message lists; of more, the rest is left to the manual."""
_LONGEST_QUOTED = 60
"""In characters."""


def expected_among(word: str, known: Iterable[str]) -> str:
    """What a person was expected to write in place of ``word``: the nearest known name, or one of all, in their order.

    >>> expected_among("speling", ["spelling", "words"]), expected_among("x", ["spelling", "words"])
    ("'spelling', the nearest known", 'one of spelling, words')
    """
    names = sorted(known) if isinstance(known, AbstractSet) else list(known)
    from difflib import get_close_matches  # where something is misspelt, and then alone

    close = get_close_matches(word, names, n=1)
    if close:
        return f"{close[0]!r}, the nearest known"
    return "one of " + ", ".join(names[:_MOST_NAMES]) + (" …" if len(names) > _MOST_NAMES else "")


def quoted(value: object) -> str:
    """What a person wrote, for an error to quote, as TOML writes it.

    >>> quoted({"a": ["b", True]}), quoted(None)
    ("{ a = ['b', true] }", 'nothing')
    """
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case Mapping():
            return "{ " + ", ".join(f"{key} = {quoted(each)}" for key, each in value.items()) + " }" if value else "{}"
        case list() | tuple():
            return "[" + ", ".join(map(quoted, value)) + "]"
        case date():
            return value.isoformat()
        case _:
            return repr(value)


def in_one_line(text: str) -> str:
    """What an error quotes of a file, with line ends and controls as their escapes: each error is one line.

    >>> print(in_one_line("a\\r\\nb\\x1b[31m"))
    a\\r\\nb\\x1b[31m
    """
    return _BREAKING.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


_BREAKING = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]")


def shortened(value: object) -> str:
    """The same: of what is long, the beginning."""
    shown = quoted(value)
    return shown if len(shown) <= _LONGEST_QUOTED else f"{shown[: _LONGEST_QUOTED - 1]}…"


class Error(Exception):
    """What this package raises on purpose."""


class QaError(Error):
    """A mistake in our own inputs: a rule file, the configuration, an option.

    The command prints it as one line and ends with status 2.
    """

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        line: int | None = None,
        found: str | None = None,
        expected: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line
        """1-based."""
        self.found = found
        self.expected = expected

    def __str__(self) -> str:
        place = "".join(f"{part}:" for part in (self.file, self.line) if part is not None)
        parts = [f"{place} {self.message}" if place else self.message]
        if self.found is not None:
            parts.append(f"found {self.found}")
        if self.expected is not None:
            parts.append(f"expected {self.expected}")
        return in_one_line("; ".join(parts))


class SeveralMistakes(QaError):
    """Mistakes that were found together, each told on a line of its own. Law: there are two at least."""

    def __init__(self, errors: Sequence[QaError]) -> None:
        first = errors[0]
        super().__init__(first.message, file=first.file, line=first.line, found=first.found, expected=first.expected)
        self.errors = tuple(errors)

    def __str__(self) -> str:
        return "\n".join(map(str, self.errors))


def raise_all(errors: Sequence[QaError]) -> None:
    """Raise what was gathered: nothing, the one mistake, or all of them in the order of their places."""
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise SeveralMistakes(errors)


class UnknownRule(QaError):
    """A rule is named that is in no file; ``key`` says whether to be selected or to be ignored."""

    def __init__(self, key: str, name: str, nearest: str) -> None:
        super().__init__(f"no rule is called {name!r}", expected=nearest)
        self.key = key


class LeftAsItIs(QaError):
    """A file that is not overwritten: read-only, of several names, or changed by someone since it was read. A batch goes on."""


@dataclass
class UnreadableDocument(Error):
    """A document that cannot be read: missing, binary, in no encoding we know. A batch reports it and goes on."""

    path: str
    reason: str

    def __str__(self) -> str:
        return in_one_line(f"{self.path}: {self.reason}")
