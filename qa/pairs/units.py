"""The units of a file of pairs to two documents, its sources and its targets, and which of their passages belong together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from qa.ground.document import Block, BlockKind, Document
from qa.ground.source import File
from qa.ground.span import Span
from qa.text.segment import segment


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a file of pairs is asked for; None leaves it to the file."""

    source_language: str | None = None
    """By its two letters (ISO 639-1)."""
    target_language: str | None = None
    columns: tuple[str, str] | None = None
    """The columns of source and target, each by its 1-based number or by its name in the header."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A passage and its translation, without mark-up."""

    name: str
    """As the file calls it; where it has no name its 1-based number."""
    source: str
    target: str
    """Empty where it is not translated yet."""


@dataclass(frozen=True, slots=True)
class Units:
    """What a file of pairs holds."""

    format: str
    """The key of the reader that made it, such as ``tmx``."""
    units: tuple[Unit, ...]
    languages: tuple[str | None, str | None]
    """Of source and target as the file names them (``fr-CA``); None where it does not."""
    can_turn: bool = False
    """Whether nothing but the order of two columns says which of the two is the source."""

    def turned(self) -> Units:
        """The same with source and target changed over."""
        swapped = tuple(Unit(unit.name, unit.target, unit.source) for unit in self.units)
        return Units(self.format, swapped, (self.languages[1], self.languages[0]))


@dataclass(frozen=True, slots=True)
class Paired:
    """Two documents of one file, and the units that hold them together.

    Law: the units are in the order of both documents, and none of their spans is empty.
    """

    source: Document
    target: Document
    units: tuple[tuple[str, Span, Span], ...]
    """Name, and code points of either text."""


def documents_of(path: str, data: bytes, units: Units) -> Paired:
    """The sources as one document and the targets as another, a paragraph a unit.

    A unit without a target, or without a source, is in neither: the target's ``lacks`` counts those that are to be translated.
    """
    both = [unit for unit in units.units if unit.source and unit.target]
    untranslated = [unit.name for unit in units.units if unit.source and not unit.target]
    names = _unique(unit.name for unit in both)
    sources, targets = (_spans(texts) for texts in ([unit.source for unit in both], [unit.target for unit in both]))
    file, place = File(path, data), PurePath(path).name
    locators = [f"{place}#{name}" for name in names]
    lacks = (_untranslated(untranslated, len(units.units)),) if untranslated else ()
    source = _document(file, units.format, [unit.source for unit in both], sources, locators, ())
    target = _document(file, units.format, [unit.target for unit in both], targets, locators, lacks)
    return Paired(source, target, tuple(zip(names, sources, targets, strict=True)))


_BREAK = "\n\n"
_MOST_NAMED = 5


def _untranslated(names: Sequence[str], total: int) -> str:
    named = ", ".join(names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")
    return f"{len(names):,} of {total:,} units {'has' if len(names) == 1 else 'have'} no translation: {named}."


def _unique(names: Iterable[str]) -> list[str]:
    """The names; of those that a file gives twice, the later ones with the number of their turn."""
    seen: dict[str, int] = {}
    unique = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        unique.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return unique


def _spans(texts: Iterable[str]) -> list[Span]:
    spans, start = [], 0
    for text in texts:
        spans.append(Span(start, start + len(text)))
        start += len(text) + len(_BREAK)
    return spans


def _document(
    file: File, form: str, texts: Iterable[str], spans: Sequence[Span], locators: Sequence[str], lacks: tuple[str, ...]
) -> Document:
    blocks = tuple(
        Block(span, BlockKind.PARAGRAPH, number, locator)
        for number, (span, locator) in enumerate(zip(spans, locators, strict=True), start=1)
    )
    return segment(Document(file, form, _BREAK.join(texts), blocks, strands=(), lacks=lacks))
