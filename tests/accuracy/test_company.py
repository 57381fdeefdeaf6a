"""Errors that keep each other company: side by side, the same all through a document, and as machines read typed sheets.

The injected sets keep errors apart; what hides one behind another shows here. The texts are those of tests/accuracy/prose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest

from qa.ground.finding import Confidence
from qa.ground.span import Span
from qa.readers.text import read
from tests.accuracy.injected import HERE
from tests.accuracy.records import Records
from tests.trials import shipped_checker

_WORD = re.compile(r"(?<![\w'-])[a-z]{6,}(?![\w'-])")
_APART = 200
"""Code points between two places where errors are put in."""


@dataclass(frozen=True, slots=True)
class Made:
    """A text with errors, and what each of them was."""

    text: str
    errors: tuple[tuple[Span, str], ...]


Place = tuple[int, int]


def made(text: str, places: list[Place], wrong: Callable[[str], str]) -> Made:
    """The text with these words written wrongly."""
    parts, errors, done, length = [], [], 0, 0
    for start, end in places:
        word = wrong(text[start:end])
        parts += [text[done:start], word]
        length += start - done
        errors.append((Span(length, length + len(word)), text[start:end]))
        length += len(word)
        done = end
    return Made("".join((*parts, text[done:])), tuple(errors))


def swapped(word: str) -> str:
    at = next(index for index in range(2, len(word)) if word[index] != word[index + 1 - 2 * (index + 1 == len(word))])
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def left_out(word: str) -> str:
    return word[:3] + word[4:]


def misread(word: str) -> str:
    for right, wrong in (("m", "rn"), ("l", "1"), ("o", "0"), ("li", "h"), ("i", "l")):
        if right in word[1:-1]:
            return word[0] + word[1:].replace(right, wrong, 1)
    return word


def words(text: str) -> Iterator[Place]:
    known = shipped_checker().vocabulary.lexicon.word_classes
    return (match.span() for match in _WORD.finditer(text) if known.get(match.group(), 0) >= 6)


def side_by_side(text: str) -> list[Place]:
    chosen: list[Place] = []
    places = [*words(text)]
    for left, right in pairwise(places):
        if text[left[1] : right[0]].isspace() and (not chosen or left[0] > chosen[-1][1] + _APART):
            chosen += (left, right)
    return chosen


def all_through(text: str) -> list[Place]:
    counts = Counter(text[start:end] for start, end in words(text))
    word, count = max(counts.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    return [place for place in words(text) if text[slice(*place)] == word] if count >= 3 else []


def apart(text: str) -> list[Place]:
    chosen: list[Place] = []
    for place in words(text):
        if misread(text[slice(*place)]) != text[slice(*place)] and (not chosen or place[0] > chosen[-1][1] + _APART):
            chosen.append(place)
    return chosen


def judged(each: Made) -> Iterator[tuple[bool, bool, bool]]:
    """Of each error whether it was found, and rightly corrected; and whether something surely proposed is wrong."""
    findings = shipped_checker().check(read("text.txt", each.text.encode())).findings
    for span, right in each.errors:
        at = [finding for finding in findings if finding.span.start < span.end and span.start < finding.span.end]
        corrected = [f for f in at if f.corrections and right in f.corrections[0]]
        wrong = [f for f in at if f.confidence is Confidence.SURE and f not in corrected]
        yield bool(at), bool(corrected), bool(wrong)


@pytest.mark.parametrize(
    ("places", "wrong", "least_found", "least_right"),
    [
        (side_by_side, swapped, 0.95, 0.95),
        (side_by_side, left_out, 0.85, 0.85),
        (all_through, swapped, 1, 1),
        (all_through, left_out, 1, 1),
        (apart, misread, 0.95, 0.95),
    ],
)
def test_errors_do_not_hide_each_other(
    places: Callable[[str], list[Place]], wrong: Callable[[str], str], least_found: float, least_right: float
) -> None:
    texts = Records("prose", HERE / "prose").texts().values()
    rows = [row for text in texts for row in judged(made(text, places(text), wrong))]
    found, right, surely_wrong = (sum(column) for column in zip(*rows, strict=True))
    assert len(rows) >= 10
    assert found >= least_found * len(rows), f"{found} of {len(rows)} found"
    assert right >= least_right * len(rows), f"{right} of {len(rows)} corrected"
    assert surely_wrong <= 0.02 * len(rows), f"{surely_wrong} of {len(rows)} sure and wrong"
