"""Two short texts to what differs between them: old and new wording in; kept, deleted and inserted pieces out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

Operation = Literal["equal", "delete", "insert"]

_OPERATIONS: dict[int, Operation] = {-1: "delete", 0: "equal", 1: "insert"}

_LONG = 1_000
"""Longer texts (code points of both) are compared at their ends only: the cost of more is their product."""

_SPARE = range(0xF0000, 0x10FFFE)
"""Code points of private use, which stand for a letter with its accents while the texts are compared."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A piece of the old text, of the new one, or of both."""

    op: Operation
    text: str
    """Never empty."""


def differences(old: str, new: str) -> tuple[Difference, ...]:
    """What must be deleted and inserted to make ``new`` of ``old``, in pieces a reader sees as one change.

    Laws: the equal and deleted pieces give ``old``, the equal and inserted ones ``new``; a letter and the accents
    written after it are never parted. The method is diff-match-patch's with semantic clean-up and without time limit,
    so that the same texts give the same pieces on every machine.

    >>> [(piece.op, piece.text) for piece in differences("consultaive", "consultative")]
    [('equal', 'consulta'), ('insert', 't'), ('equal', 'ive')]
    >>> [(piece.op, piece.text) for piece in differences("have", "has")]
    [('equal', 'ha'), ('delete', 've'), ('insert', 's')]
    >>> differences("thisarea", "thisarea")
    (Difference(op='equal', text='thisarea'),)
    >>> differences("", "")
    ()
    """
    if len(old) + len(new) > _LONG:
        return tuple(_joined(_ends_compared(old, new)))
    letters = _Letters(old + new)
    import diff_match_patch  # where something differs, and then alone

    engine = diff_match_patch.diff_match_patch()
    engine.Diff_Timeout = 0
    found = engine.diff_main(letters.folded(old), letters.folded(new), False)
    engine.diff_cleanupSemantic(found)
    return tuple(_joined(Difference(_OPERATIONS[op], letters.unfolded(text)) for op, text in found))


def _joined(pieces: Iterable[Difference]) -> Iterator[Difference]:
    """Neighbours of one kind as one, empty ones left out."""
    for op, run in groupby(pieces, key=lambda piece: piece.op):
        text = "".join(piece.text for piece in run)
        if text:
            yield Difference(op, text)


def _ends_compared(old: str, new: str) -> Iterator[Difference]:
    limit = min(len(old), len(new))
    head = next((index for index in range(limit) if old[index] != new[index]), limit)
    tail = next((index for index in range(limit - head) if old[-1 - index] != new[-1 - index]), limit - head)
    yield Difference("equal", old[:head])
    yield Difference("delete", old[head : len(old) - tail])
    yield Difference("insert", new[head : len(new) - tail])
    yield Difference("equal", old[len(old) - tail :])


class _Letters:
    """Folds every letter that is followed by accents into one code point, and unfolds it again."""

    def __init__(self, text: str) -> None:
        taken = set(text)
        spare = (chr(code) for code in _SPARE if chr(code) not in taken)
        accented = sorted({letter for letter in _letters(text) if len(letter) > 1})
        self._folds = dict(zip(accented, spare, strict=False))
        self._unfolds = {code: letter for letter, code in self._folds.items()}

    def folded(self, text: str) -> str:
        if not self._folds:
            return text
        return "".join(self._folds.get(letter, letter) for letter in _letters(text))

    def unfolded(self, text: str) -> str:
        return "".join(self._unfolds.get(character, character) for character in text)


def _letters(text: str) -> Iterator[str]:
    """The text cut before every code point that is not a combining one."""
    start = 0
    for index in range(1, len(text)):
        if not unicodedata.combining(text[index]):
            yield text[start:index]
            start = index
    if text:
        yield text[start:]
