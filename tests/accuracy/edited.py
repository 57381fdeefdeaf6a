"""Real paragraphs to a second version with edits that are counted, wrapped as pages are wrapped."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_APART = 24
"""Words between two edits at least, so that each of them is one change by any count."""


@dataclass(frozen=True, slots=True)
class Edited:
    """Paragraphs, one line each, and how many edits were made in them."""

    paragraphs: tuple[str, ...]
    edits: int


def paragraphs(folder: Path, size: int) -> list[str]:
    """The paragraphs of the speeches in a folder, in the order of their names, until ``size`` characters are reached."""
    found: list[str] = []
    for file in sorted(folder.glob("*.txt")):
        text = file.read_text(encoding="utf-8", errors="replace")
        found += [" ".join(part.split()) for part in re.split(r"\n\s*\n|\n", text) if part.strip()]
        if sum(map(len, found)) > size:
            break
    return found


def edit(texts: Sequence[str], rate: float, seed: int) -> Edited:
    """Every word that an edit may fall on is edited with this probability: exchanged, dropped, put in, joined to the next,
    given a comma, or capitalized otherwise."""
    editor = _Editor(random.Random(seed), rate * 1.4, _stock(texts))
    return Edited(tuple(" ".join(editor.edited(text.split())) for text in texts), editor.edits)


def _stock(texts: Sequence[str]) -> tuple[str, ...]:
    """Words to put in."""
    return tuple(sorted({word for text in texts[:2000] for word in text.split() if word.isalpha() and len(word) > 4}))


@dataclass(slots=True)
class _Editor:
    """Edits words at random and counts the edits."""

    chance: random.Random
    rate: float
    """Of the words that may be edited; some may not, because they are short or stand near another edit."""
    stock: Sequence[str]
    edits: int = 0
    since: int = _APART
    """Words since the last edit."""

    def edited(self, words: Sequence[str]) -> Iterator[str]:
        place = 0
        while place < len(words):
            word, after = words[place], words[place + 1] if place + 1 < len(words) else None
            place += 1
            self.since += 1
            if self.since <= _APART or after is None or not word.isalpha() or len(word) < 4 or self.chance.random() >= self.rate:
                yield word
                continue
            self.since, self.edits = 0, self.edits + 1
            draw = self.chance.random()
            if 0.8 <= draw < 0.9:
                yield word + after
                place += 1
            else:
                yield from self._changed(word, after, draw)

    def _changed(self, word: str, after: str, draw: float) -> tuple[str, ...]:
        other = next(each for each in iter(lambda: self.chance.choice(self.stock), None) if each not in (word, after))
        if draw < 0.5:
            return (other,)
        if draw < 0.65:
            return ()
        if draw < 0.8:
            return word, other
        return (f"{word},",) if draw < 0.95 else (word.swapcase(),)


def moved(texts: Sequence[str], count: int, seed: int) -> tuple[str, ...]:
    """The paragraphs with so many of the long ones elsewhere, far from where they stood and from each other."""
    chance = random.Random(seed)
    once = [index for index, text in enumerate(texts) if 300 < len(text) < 1500 and texts.count(text) == 1]
    taken = sorted(chance.sample(once[: len(once) // 2], count), reverse=True)
    result = [text for index, text in enumerate(texts) if index not in taken]
    for number, index in enumerate(taken, start=1):
        result.insert(len(result) * (count + number) // (2 * count + 1), texts[index])
    return tuple(result)


def wrapped(texts: Iterable[str], width: int, *, hyphenated: bool = False) -> str:
    """Paragraphs filled to a width, a blank line after each; ``hyphenated``: long words are broken at line ends."""
    filled = (_hyphenated(text, width) if hyphenated else textwrap.fill(text, width, break_long_words=False) for text in texts)
    return "\n\n".join(filled) + "\n"


def _hyphenated(text: str, width: int) -> str:
    return "\n".join(_hyphenated_lines(text.split(), width))


_SHORTEST_PART = 3
"""Letters before or after a hyphen at the end of a line."""


def _hyphenated_lines(words: Iterable[str], width: int) -> Iterator[str]:
    line = ""
    for word in words:
        if len(line) + 1 + len(word) <= width or not line:
            line = f"{line} {word}".lstrip()
            continue
        room = min(width - len(line) - 2, len(word) - _SHORTEST_PART)
        if word.isalpha() and len(word) > 2 * _SHORTEST_PART and room >= _SHORTEST_PART:
            yield f"{line} {word[:room]}-"
            line = word[room:]
        else:
            yield line
            line = word
    yield line
