"""What a key costs in an editor: a long record typed in, passage by passage, and the whole of it when the hands rest."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

import qa
from qa.engine.checker import Checker
from qa.lsp.draft import Draft, Replaced, settled
from qa.lsp.positions import PositionEncoding
from qa.lsp.shown import diagnostics
from tests.accuracy.report import table

HEADS = ("words", "key, median ms", "key, slowest of 20", "the whole, ms")
LENGTHS = (2_000, 20_000, 100_000)
_STROKES = ("a", "e ", " of", "recieve ", "the the ", ". The", "Bordyuza ", "x")


def typing_table(corpus: Path, rounds: int) -> str:
    """Of documents of several lengths, made of speeches; processor time of this process, marks and their places included."""
    speeches = "\n\n".join(path.read_text(encoding="utf-8", errors="replace") for path in _speeches(corpus))
    words = speeches.split(" ")
    return table(HEADS, [_row(" ".join(words[:length]), rounds) for length in LENGTHS])


def _speeches(corpus: Path) -> Sequence[Path]:
    return sorted(path for folder in ("unsc", "ungdc") for path in (corpus / folder).glob("*.txt"))[:400]


def _row(text: str, rounds: int) -> tuple[str, ...]:
    checker = qa.checker()
    settled("speech.txt", text, checker)  # the words of the text are known from then on, as in an editor that has it open
    keys = sorted(_keys(text, checker, rounds * 20))
    start = time.process_time()
    settled("speech.txt", text, checker)
    whole = time.process_time() - start
    return (
        f"{len(text.split()):,}",
        f"{median(keys) * 1000:.0f}",
        f"{keys[-1 - len(keys) // 20] * 1000:.0f}",
        f"{whole * 1000:.0f}",
    )


def _keys(text: str, checker: Checker, count: int) -> Iterator[float]:
    chosen = random.Random(7)
    draft = Draft("speech.txt", text, 0, PositionEncoding.UTF16)
    draft.settle(settled("speech.txt", text, checker), 0)
    for number in range(count):
        place = draft.lines.place(chosen.randrange(len(draft.text)))
        start = time.process_time()
        typed = draft.change([Replaced(chosen.choice(_STROKES), place, place)], number + 1)
        assert draft.judge_at_once(typed, checker)
        diagnostics(draft)
        yield time.process_time() - start
