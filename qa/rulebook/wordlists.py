"""Word lists of a rules folder: ``wrong<TAB>right`` pairs, or one word a line; ``#`` begins a comment line."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable

from qa.errors import QaError


def read_pairs(entry: Traversable, file: str) -> dict[str, str]:
    """The pairs of a list. Raises QaError naming the line of a bad or repeated one."""
    pairs: dict[str, str] = {}
    for number, line in _lines(entry, file):
        wrong, tab, right = line.partition("\t")
        if not (wrong and tab and right) or "\t" in right:
            raise QaError("not a pair", file=file, line=number, found=repr(line), expected="wrong, a tab, right")
        if wrong in pairs:
            raise QaError(f"{wrong!r} stands twice", file=file, line=number)
        pairs[wrong] = right
    return pairs


def read_words(entry: Traversable, file: str) -> set[str]:
    """The words of a list, one a line."""
    return {line for _, line in _lines(entry, file)}


def _lines(entry: Traversable, file: str) -> Iterator[tuple[int, str]]:
    try:
        text = entry.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise QaError(f"not UTF-8: {error}", file=file) from error
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line.rstrip()
