"""TMX 1.4, what programs for translating exchange their memories in, to units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from qa.formats.markup import XML_NAMESPACE, root_name
from qa.ground.errors import QaError, UnreadableDocument
from qa.pairs.safe_xml import local, parsed, words_of
from qa.pairs.units import Unit, Units, Wanted
from qa.pairs.verified import code_of

_WORDED = frozenset(("hi",))
"""Of the elements in a segment the one that holds text; ``bpt``, ``ept``, ``ph``, ``it`` and ``ut`` hold codes of its format."""
_LANG = f"{{{XML_NAMESPACE}}}lang"


def recognises(path: str, data: bytes) -> bool:
    """Whether the root element is ``tmx``."""
    return (root_name(data) or "").rpartition("}")[2] == "tmx"


def read(path: str, data: bytes, wanted: Wanted) -> Units:
    """A unit for each ``tu`` that has a variant in the source's or in the target's language.

    Of a memory of many languages the header's or the only other one is the source. Raises QaError where that leaves it open.
    """
    root = parsed(path, data, names_dtd=True)
    units = list(root.iter("{*}tu"))
    if root.find("{*}body") is None:
        raise UnreadableDocument(path, "a TMX file without a body")
    variants = [[(language, variant) for variant in unit if (language := _language(variant))] for unit in units]
    named = list(dict.fromkeys(language for each in variants for language, _ in each))
    header = root.find("{*}header")
    source, target = _chosen(path, named, header.get("srclang") if header is not None else None, wanted)
    return Units("tmx", tuple(_units(units, variants, source, target)), (source, target))


def _language(variant: etree._Element) -> str | None:
    return (variant.get(_LANG) or variant.get("lang")) if local(variant) == "tuv" else None


def _units(
    units: Sequence[etree._Element], variants: Sequence[Sequence[tuple[str, etree._Element]]], source: str, target: str
) -> Iterator[Unit]:
    for number, (unit, spoken) in enumerate(zip(units, variants, strict=True), start=1):
        texts = {language: _text(variant) for language, variant in reversed(spoken)}
        if source in texts or target in texts:
            yield Unit(unit.get("tuid") or str(number), texts.get(source, ""), texts.get(target, ""))


def _text(variant: etree._Element) -> str:
    segment = variant.find("{*}seg")
    return words_of(segment, _WORDED) if segment is not None else ""


def _chosen(path: str, named: Sequence[str], header: str | None, wanted: Wanted) -> tuple[str, str]:
    """The languages of source and target, as the file writes them."""
    target = _only(path, _of(named, wanted.target_language or "en"), named, "target")
    others = [language for language in named if language != target]
    asked = _of(others, wanted.source_language) if wanted.source_language else None
    source = _only(path, asked if asked is not None else _of(others, code_of(header)) or others, named, "source")
    return source, target


def _of(named: Sequence[str], code: str | None) -> list[str]:
    return [language for language in named if code is not None and code_of(language) == code]


def _only(path: str, found: Sequence[str], named: Sequence[str], side: str) -> str:
    if len({code_of(language) for language in found}) == 1:
        return found[0]
    languages = ", ".join(named) or "no language"
    raise QaError(
        f"the file does not say which of its languages is the {side}",
        file=path,
        found=languages,
        expected=f"--{side}-language with one of them",
    )
