"""One document made larger and larger: how the processor time of the check grows with it, for texts of several shapes."""

from __future__ import annotations

import math
import os
import random
import string
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from statistics import median

from qa.words.lexicon import load_lexicon
from tests.accuracy.report import table
from tests.benchmarks.processes import Command, run

TIMES = (1, 2, 4, 8)
_COMMON = 9
"""The frequency class of the words that prose is made of."""
_WORDS_A_SENTENCE = 18
_HEADS = ("document", *(f"{times}×, s" for times in TIMES), "exponent")


@cache
def _words() -> Sequence[str]:
    classes = load_lexicon().word_classes
    return sorted(word for word, level in classes.items() if level >= _COMMON and word.isalpha() and len(word) > 1)


def _sentences(chance: random.Random, extra: Callable[[int], str] = lambda number: "") -> Iterator[str]:
    """Sentences of common words, each with something more in its middle."""
    number = 0
    while True:
        words = chance.choices(_words(), k=_WORDS_A_SENTENCE)
        words.insert(_WORDS_A_SENTENCE // 2, extra(number))
        yield f"The {' '.join(filter(None, words))}. "
        number += 1


def _name(number: int) -> str:
    """A name that no list has, and no other number.

    >>> _name(0), _name(27)
    ('Babakov', 'Rebakov')
    """
    syllables = [consonant + vowel for vowel in "aeiou" for consonant in "bcdfghklmnprstvz"]
    first, second = number % len(syllables), number // len(syllables) % len(syllables)
    third = number // len(syllables) ** 2
    return f"{syllables[first]}{syllables[second]}{syllables[third] if third else ''}kov".capitalize()


def _acronym(number: int) -> str:
    """An acronym of five letters that is near few others, and no other number's."""
    spread = number * 4_000_037 % len(string.ascii_uppercase) ** 5
    letters = ""
    for _ in range(5):
        spread, letter = divmod(spread, len(string.ascii_uppercase))
        letters += string.ascii_uppercase[letter]
    return letters


def _slip(chance: random.Random) -> str:
    """Two common words without the blank between them."""
    return "".join(chance.choices(_words(), k=2))


def _introduced(number: int) -> str:
    return f"Commission ({_acronym(number)}) and {_acronym(number * 7)}"


def _shaped(size: int, extra: Callable[[random.Random, int], str], end: str, every: int) -> str:
    """Sentences up to ``size`` code points, ``end`` after every so many."""
    chance = random.Random(1)
    parts: list[str] = []
    length = 0
    for number, sentence in enumerate(_sentences(chance, lambda number: extra(chance, number)), start=1):
        if length >= size:
            break
        parts.append(sentence + end if every and number % every == 0 else sentence)
        length += len(parts[-1])
    return "".join(parts)


def _nothing(chance: random.Random, number: int) -> str:
    return ""


SHAPES: Mapping[str, Callable[[int], str]] = {
    "prose, one paragraph of many lines": lambda size: _shaped(size, _nothing, "\n", 1),
    "prose, short paragraphs": lambda size: _shaped(size, _nothing, "\n\n", 3),
    "prose, one line": lambda size: _shaped(size, _nothing, "", 0),
    "a finding in each sentence": lambda size: _shaped(size, lambda chance, number: _slip(chance), "\n\n", 3),
    "distinct names": lambda size: _shaped(size, lambda chance, number: f"Mr. {_name(number)}", "\n\n", 3),
    "distinct acronyms": lambda size: _shaped(size, lambda chance, number: _introduced(number), "\n\n", 3),
    "distinct numbers": lambda size: _shaped(size, lambda chance, number: f"resolution {1000 + number} (2011)", "\n\n", 3),
}


def scaling_table(own: str, kilobytes: int, rounds: int) -> str:
    """The seconds of processor time of each shape in four sizes, less those of a document without a word, and the exponent."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [(shape, *_row(own, folder, make, kilobytes * 1000, rounds)) for shape, make in SHAPES.items()]
    return table(_HEADS, rows)


def _row(own: str, folder: Path, make: Callable[[int], str], size: int, rounds: int) -> Iterator[str]:
    start = _seconds(own, folder, "", rounds)
    seconds = [max(_seconds(own, folder, make(size * times), rounds) - start, 0.001) for times in TIMES]
    yield from (f"{each:.2f}" for each in seconds)
    yield f"{exponent(TIMES, seconds):.2f}"


def _seconds(own: str, folder: Path, text: str, rounds: int) -> float:
    file = folder / "document.txt"
    file.write_text(text, encoding="utf-8")
    options = ("--quiet", "--cache", "none", "--fail-on", "never", "-o", f"json={os.devnull}")
    return median(run(Command((own, "check", *options, str(file))), folder).processor for _ in range(rounds))


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """The slope of the line through the logarithms: 1 where twice the size costs twice as much.

    >>> exponent((1, 2, 4), (3, 12, 48))
    2.0
    """
    points = [(math.log(size), math.log(cost)) for size, cost in zip(sizes, costs, strict=True)]
    middle = [sum(axis) / len(points) for axis in zip(*points, strict=True)]
    above = sum((x - middle[0]) * (y - middle[1]) for x, y in points)
    return float(round(above / sum((x - middle[0]) ** 2 for x, _ in points), 2))
