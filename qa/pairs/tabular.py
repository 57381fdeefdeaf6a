"""Rows of columns, a pair a row, to units: those of tab-separated values, in which no character quotes another, and of tables."""

from __future__ import annotations

from collections.abc import Sequence

from qa.ground.bitext import LANGUAGES
from qa.ground.errors import QaError, UnreadableDocument
from qa.ground.source import read_source
from qa.pairs.units import Unit, Units, Wanted
from qa.pairs.verified import code_of

_SOURCES = ("source", "src")
_TARGETS = ("target", "translation", "tgt", "trg")
_IDS = ("id", "unit", "key")


def recognises(path: str, data: bytes) -> bool:
    """Whether the first line that is not blank has a tab."""
    return b"\t" in next((line for line in data.split(b"\n", 100) if line.strip()), b"")


def read(path: str, data: bytes, wanted: Wanted) -> Units:
    """A unit a line, called by the column ``id`` or by the number of its line. Raises as ``units_of`` does."""
    lines = read_source(path, data).text.split("\n")
    return units_of(path, "tsv", [line.rstrip("\r").split("\t") for line in lines], wanted)


def units_of(path: str, form: str, rows: Sequence[Sequence[str]], wanted: Wanted) -> Units:
    """A unit a row; ``form`` is the key of the reader.

    Two columns are source and target, or the other way about, as their languages say. Of more, the header or ``wanted`` says
    which they are; a header's cells are languages (``fr``, French), or ``source`` and ``target``. Raises QaError where neither
    does, UnreadableDocument for a line that has not as many columns as are needed.
    """
    first = next((number for number, row in enumerate(rows) if any(map(str.strip, row))), None)
    if first is None:
        raise UnreadableDocument(path, "without any text")
    header = _header(rows[first])
    columns = _wanted(path, wanted.columns, rows[first]) if wanted.columns else _named(header, wanted) if header else None
    if columns is None:
        if len(rows[first]) != 2:
            raise QaError(
                "which of its columns is the source, and which its translation, is not said",
                file=path,
                found=f"{len(rows[first])} columns",
                expected="--columns 1,2 with their numbers, or a header that names their languages",
            )
        columns = (0, 1)
    is_headed = header is not None or (wanted.columns is not None and not all(map(str.isdecimal, wanted.columns)))
    names = rows[first] if is_headed else [""] * len(rows[first])
    units = _units(path, rows, first + is_headed, columns, _index(names, _IDS))
    languages = code_of(names[columns[0]]), code_of(names[columns[1]])
    return Units(form, tuple(units), languages, can_turn=header is None and wanted.columns is None)


def _header(row: Sequence[str]) -> list[str] | None:
    """The cells of a first row that names both sides; None for one that is a pair."""
    cells = [cell.strip().lower() for cell in row]
    telling = [cell for cell in cells if cell in (*_SOURCES, *_TARGETS) or code_of(cell) in LANGUAGES]
    return cells if len(telling) >= 2 else None


def _named(header: list[str], wanted: Wanted) -> tuple[int, int] | None:
    target = _index(header, _TARGETS)
    if target is None:
        target = _language(header, wanted.target_language or "en", ())
    source = _index(header, _SOURCES)
    if source is None and target is not None:
        source = _language(header, wanted.source_language, (target,))
    return None if source is None or target is None else (source, target)


def _index(header: Sequence[str], names: Sequence[str]) -> int | None:
    return next((index for index, cell in enumerate(header) if cell.strip().lower() in names), None)


def _language(header: Sequence[str], code: str | None, taken: Sequence[int]) -> int | None:
    """The column of a language; without one the only column that is in any, but for those ``taken``."""
    found = [
        index
        for index, cell in enumerate(header)
        if index not in taken and (code_of(cell) == code if code else code_of(cell) in LANGUAGES)
    ]
    return found[0] if len(found) == 1 else None


def _wanted(path: str, columns: tuple[str, str], header: Sequence[str]) -> tuple[int, int]:
    source, target = (_column(path, each, header) for each in columns)
    return source, target


def _column(path: str, wanted: str, header: Sequence[str]) -> int:
    if wanted.isdecimal():
        index = int(wanted) - 1
    else:
        index = next((place for place, cell in enumerate(header) if cell.strip().lower() == wanted.lower()), -1)
    if not 0 <= index < len(header):
        found = f"{len(header)} columns" if wanted.isdecimal() else ", ".join(header)
        raise QaError(f"there is no column {wanted!r}", file=path, found=found, expected="--columns SOURCE,TARGET of those")
    return index


def _units(path: str, rows: Sequence[Sequence[str]], first: int, columns: tuple[int, int], names: int | None) -> list[Unit]:
    needed = max(columns) + 1
    units = []
    for number, row in enumerate(rows[first:], start=first + 1):
        if not any(map(str.strip, row)):
            continue
        if len(row) < needed and columns[0] >= len(row):
            raise UnreadableDocument(path, f"found {len(row)} columns, expected {needed} (line {number})")
        if needed == 2 == len(rows[first]) < len(row):
            raise UnreadableDocument(path, f"found {len(row)} columns, expected 2 (line {number})")
        source, target = (row[index].strip() if index < len(row) else "" for index in columns)
        name = row[names].strip() if names is not None and names < len(row) else ""
        units.append(Unit(name or str(number), source, target))
    return units
