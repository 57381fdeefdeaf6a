"""Lists of a rules folder: ``wrong<TAB>right`` pairs, a word or a suppression a line; ``#`` begins a comment line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from qa.config.suppression import Suppression
from qa.config.table import TomlTable, read_text
from qa.ground.errors import QaError, quoted, shortened

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

ACCEPTED = "accept.txt"
"""The file of a house's folder whose words and names are right, one a line."""
SUPPRESSED = "suppress.tsv"
"""The file of a house's folder with the passages that a rule is not to report: rule, passage and reason, a line each."""


def list_beside(folder: Traversable, table: TomlTable, key: str, name: object) -> tuple[Traversable, str]:
    """The list ``name`` in the folder of the rules, and its name in errors. Raises QaError for a ``key`` that names none."""
    if not isinstance(name, str) or not _lies_below(folder, name):
        expected = "a file beside the rules, such as words/typos.tsv"
        raise table.error(key, "no such word list", found=shortened(name), expected=expected)
    return folder.joinpath(name), f"{table.file.rpartition('/')[0]}/{name}"


def _lies_below(folder: Traversable, name: str) -> bool:
    """Whether there is such a file in the folder or below it. Files elsewhere are not read: their lines would show in errors."""
    path = PurePath(name)
    if path.is_absolute() or ".." in path.parts:
        return False
    try:
        entry = folder.joinpath(name)
        return entry.is_file() and (not isinstance(folder, Path) or Path(str(entry)).resolve().is_relative_to(folder.resolve()))
    except (OSError, ValueError):  # a name that is too long, or holds a NUL
        return False


def read_pairs(entry: Traversable, file: str) -> dict[str, str]:
    """The pairs of a list. Raises QaError naming the line of a bad or repeated one."""
    pairs: dict[str, str] = {}
    for number, line in _lines(entry, file):
        wrong, tab, right = line.partition("\t")
        if not (wrong and tab and right) or "\t" in right:
            raise QaError("not a pair", file=file, line=number, found=quoted(line), expected="wrong, a tab, right")
        if wrong in pairs:
            raise QaError(f"{wrong!r} stands twice", file=file, line=number)
        pairs[wrong] = right
    return pairs


def read_columns(entry: Traversable, file: str, wrong: Iterable[str], right: str) -> dict[str, str]:
    """Of a table whose first line names its columns: the words of the columns ``wrong`` with that of ``right`` beside them.

    Raises QaError for a column that is not there and for a line with more or fewer words.
    """
    (number, names), *rows = _rows(read_text(entry, file)) or (_NO_ROW,)
    for name in (*wrong, right):
        if name not in names:
            raise QaError(f"no column {name!r}", file=file, line=number, expected="one of " + ", ".join(names))
    columns, last = [names.index(name) for name in wrong], names.index(right)
    pairs: dict[str, str] = {}
    for number, words in rows:
        if len(words) != len(names):
            line = "\t".join(words)
            raise QaError("not a line of the table", file=file, line=number, found=quoted(line), expected=f"{len(names)} words")
        for column in columns:
            pairs.setdefault(words[column], words[last])
    return pairs


_Row = tuple[int, list[str]]
"""The number of a line, and its words."""
_NO_ROW: _Row = (1, [""])


@lru_cache(maxsize=2)
def _rows(text: str) -> tuple[_Row, ...]:
    """The lines of a table. A rule asks for one class after another of the same."""
    return tuple((number, line.split("\t")) for number, line in _lines_of(text))


def read_words(entry: Traversable, file: str) -> set[str]:
    """The words of a list, one a line."""
    return {line for _, line in _lines(entry, file)}


def read_suppressions(entry: Traversable, file: str) -> tuple[Suppression, ...]:
    """Passages that a rule is not to report. Raises QaError naming the line of what is none."""
    return tuple(_suppression(line.split("\t"), file, number) for number, line in _lines(entry, file))


def _suppression(columns: list[str], file: str, number: int) -> Suppression:
    if len(columns) != 3 or not all(columns):
        raise QaError("not a suppression", file=file, line=number, found=quoted(columns), expected="rule, passage, reason")
    return Suppression(columns[0], " ".join(columns[1].split()), columns[2])


def _lines(entry: Traversable, file: str) -> Iterator[tuple[int, str]]:
    return _lines_of(read_text(entry, file))


def _lines_of(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line.rstrip()
