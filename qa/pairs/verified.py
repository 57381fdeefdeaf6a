"""From which language into which: what a person or a file says of it, verified by what the two texts read as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.facts.languages import language_of
from qa.ground.bitext import LANGUAGES
from qa.ground.document import BlockKind, Document
from qa.ground.errors import QaError
from qa.pairs.units import Wanted

_THREE_LETTERS = {
    "ara": "ar",
    "eng": "en",
    "spa": "es",
    "fra": "fr",
    "fre": "fr",
    "rus": "ru",
    "zho": "zh",
    "chi": "zh",
    "cmn": "zh",
}
_BY_NAME = {name.lower(): code for code, name in LANGUAGES.items()}


class UnclearDirection(QaError):
    """Two texts that are no source and translation in languages that are known here, or not in this order."""


def code_of(name: str | None) -> str | None:
    """The two letters of a language that a file names: by itself, with a region, by three letters or in English.

    >>> code_of("fr-CA"), code_of("eng"), code_of("Spanish"), code_of("de_AT"), code_of("")
    ('fr', 'en', 'es', 'de', None)
    """
    first = (name or "").strip().lower().replace("_", "-").partition("-")[0]
    return _BY_NAME.get(first) or _THREE_LETTERS.get(first) or first or None


@dataclass(frozen=True, slots=True)
class Sides:
    """A source and a target whose languages are to be told."""

    source: Document
    target: Document
    named: tuple[str | None, str | None] = (None, None)
    """How their file, or files, name the languages."""
    is_told_by_file: bool = False
    """Whether the file says which is the source and which the translation: then they cannot have been changed over."""


def direction(sides: Sides, wanted: Wanted) -> tuple[str, str]:
    """The languages of source and target by their two letters.

    What is wanted comes before what the file names, and that before what the text reads as; but none of it holds against a
    text that plainly reads as another language. Raises UnclearDirection, which says what to do.
    """
    paths = sides.source.path, sides.target.path
    asked = wanted.source_language, wanted.target_language
    said = [code or code_of(name) for code, name in zip(asked, sides.named, strict=True)]
    read = language_of(_passages(sides.source)), language_of(_passages(sides.target))
    if read[0] != read[1] and (_contradicts(said[0], read[0]) or _contradicts(said[1], read[1])):
        crossed = said[0] in (None, read[1]) and said[1] in (None, read[0])
        if crossed and not sides.is_told_by_file:
            raise _changed_over(paths, read)
    for name, code, text in zip(_SIDES, said, read, strict=True):
        if _contradicts(code, text):
            raise _contradiction(name, paths[_SIDES.index(name)], str(code), str(text), is_asked=code in asked)
    if not any(said) and read[0] == "en" and read[1] not in (None, "en") and not sides.is_told_by_file:
        raise _changed_over(paths, read)
    source, target = said[0] or read[0], said[1] or read[1]
    if target is None and source not in (None, "en"):
        target = "en"  # too little text to tell, and what is nearly always translated into
    for name, path, code in zip(_SIDES, paths, (source, target), strict=True):
        if code not in LANGUAGES:
            raise _unknown(name, path, code)
    assert source is not None
    assert target is not None
    if source == target:
        raise UnclearDirection(
            f"source and target are both {_told(source)}",
            file=paths[1],
            expected="the speech as it was delivered and its translation, two languages",
        )
    return source, target


_SIDES = ("source", "target")


def is_changed_over(source: Document, target: Document, wanted: Wanted) -> bool:
    """Whether two columns stand the other way about than is wanted, or than English translations do."""
    asked = wanted.target_language or "en"
    first, second = language_of(_passages(source)), language_of(_passages(target))
    return second not in (None, asked) and first in (None, asked) and wanted.source_language in (None, second)


def _contradicts(said: str | None, read: str | None) -> bool:
    return said is not None and read is not None and said != read


def _passages(document: Document) -> Iterator[str]:
    """Paragraphs from all over the document, those first that are long enough to tell; headings and notes are left out."""
    blocks = [block.span for block in document.blocks if block.kind is BlockKind.PARAGRAPH] or [
        block.span for block in document.blocks
    ]
    long = [span for span in blocks if len(span) >= _LONG] or blocks
    step = max(1, len(long) // _MOST)
    return (document.text[span.slice] for span in long[::step])


_LONG = 60
_MOST = 40


def _told(code: str | None) -> str:
    return LANGUAGES.get(code or "", f"the language {code!r}")


def _changed_over(paths: tuple[str, str], read: tuple[str | None, str | None]) -> UnclearDirection:
    source, target = read
    expected = "the speech as it was delivered first, its translation second"
    if source == "en":
        expected += f"; or --source-language en --target-language {target}, where the English was translated"
    return UnclearDirection(
        "source and target are changed over",
        found=f"{_told(source)} in {paths[0]}, {_told(target)} in {paths[1]}",
        expected=expected,
    )


def _contradiction(side: str, path: str, said: str, read: str, *, is_asked: bool) -> UnclearDirection:
    who = f"--{side}-language says" if is_asked else "the file says"
    remedy = f"--{side}-language {read}" if read in LANGUAGES else f"a {side} in {_known()}"
    return UnclearDirection(
        f"the {side} is not in the language that {who}, {_told(said)}", file=path, found=_told(read), expected=remedy
    )


def _unknown(side: str, path: str, code: str | None) -> UnclearDirection:
    if code is None:
        options = f"--{side}-language with one of {', '.join(LANGUAGES)}"
        return UnclearDirection(f"the language of the {side} cannot be told from its text", file=path, expected=options)
    return UnclearDirection(
        f"the {side} is in a language that is not known here", file=path, found=_told(code), expected=_known()
    )


def _known() -> str:
    *others, last = LANGUAGES.values()
    return f"{', '.join(others)} or {last}"
