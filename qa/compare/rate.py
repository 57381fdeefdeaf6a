"""A comparison of spoken texts to its word error rate: the old version is measured against the new one, which is held right.

The normal form of both is what is heard: small letters without marks, speaker lines left out. Errors are those of the shortest
way from one to the other (Levenshtein), as jiwer counts them; each is of the class of the change that it stands in.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from qa.align.version import as_spoken
from qa.compare.change_class import ChangeClass
from qa.compare.comparison import Change, Comparison
from qa.ground.document import Document, Turn
from qa.ground.span import Span
from qa.text.view import View

_WORD = re.compile(r"\S+")
MOST_WRONG = 10
"""Words that are listed."""


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """How many words were heard wrong. Law: ``rate == substitutions + deletions + insertions`` over ``words``."""

    words: int
    """Words of the version that is held right."""
    substitutions: int
    deletions: int
    """Words that are missing."""
    insertions: int
    """Words that nobody said."""

    @property
    def errors(self) -> int:
        return self.substitutions + self.deletions + self.insertions

    @property
    def rate(self) -> float:
        """Errors for a word; without words, nothing or one."""
        return self.errors / self.words if self.words else float(self.errors > 0)


@dataclass(frozen=True, slots=True)
class HeardWrong:
    """A word that was heard wrong, and what stands for it."""

    word: str
    times: int
    instead: tuple[tuple[str, int], ...]
    """The most frequent first."""


@dataclass(frozen=True, slots=True)
class Rates:
    """The word error rate of a comparison, and its parts."""

    whole: ErrorRate
    by_class: Mapping[tuple[ChangeClass, str], ErrorRate]
    """By class and reason of the change, each of all words."""
    by_speaker: Mapping[str, ErrorRate]
    """By who speaks in the version that is held right, or in the other where that names nobody; each of their own words."""
    wrong: tuple[HeardWrong, ...]
    """The words of substance most often heard wrong."""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    place: int
    """Its first code point in the document."""


@dataclass(frozen=True, slots=True)
class _Error:
    """One step of the way: what was heard, what was said, and where; one of the two may be None."""

    heard: _Word | None
    said: _Word | None
    before: _Word | None
    """The word said last, for what was invented behind it."""


def spoken_words(document: Document, view: View) -> list[str]:
    """The words of a document in their normal form."""
    return [word.text for word in _words(document, view)]


def rates(comparison: Comparison) -> Rates:
    """How much of the new version the old one has wrong."""
    heard = _words(comparison.old, comparison.old_view)
    said = _words(comparison.new, comparison.new_view)
    errors = [*_errors(heard, said)]
    by_class: defaultdict[tuple[ChangeClass, str], list[_Error]] = defaultdict(list)
    classes = _Classes(comparison)
    for error in errors:
        by_class[classes.of(error)].append(error)
    return Rates(
        _counted(errors, len(said)),
        {
            key: _counted(by_class[key], len(said))
            for key in sorted(by_class, key=lambda key: (-key[0].rank, -len(by_class[key])))
        },
        dict(_by_speaker(comparison.new.turns, errors, said)),
        tuple(_most_wrong(error for key, found in by_class.items() if key[0] is ChangeClass.SUBSTANCE for error in found)),
    )


def _words(document: Document, view: View) -> list[_Word]:
    """What is heard of a document; figures that a mark parts are one word, as are contractions."""
    starts = [turn.span.start for turn in document.turns]
    words = []
    for match in _WORD.finditer(as_spoken(view.text)):
        place = view.outer(Span(*match.span())).start
        index = bisect_right(starts, place) - 1
        if index < 0 or place >= document.turns[index].label.end:
            words.append(_Word(match.group(), place))
    return words


def _errors(heard: Sequence[_Word], said: Sequence[_Word]) -> Iterator[_Error]:
    numbers: dict[str, int] = {}
    reference = [numbers.setdefault(word.text, len(numbers)) for word in said]
    hypothesis = [numbers.setdefault(word.text, len(numbers)) for word in heard]
    for step in Levenshtein.editops(reference, hypothesis):
        before = said[step.src_pos - 1] if step.src_pos else None
        yield _Error(
            None if step.tag == "delete" else heard[step.dest_pos],
            None if step.tag == "insert" else said[step.src_pos],
            before,
        )


def _counted(errors: Sequence[_Error], words: int) -> ErrorRate:
    deletions = sum(error.heard is None for error in errors)
    insertions = sum(error.said is None for error in errors)
    return ErrorRate(words, len(errors) - deletions - insertions, deletions, insertions)


class _Classes:
    """Which change an error stands in."""

    def __init__(self, comparison: Comparison) -> None:
        self._old = _Placed([(change.old, change) for change in comparison.changes])
        self._new = _Placed([(change.new, change) for change in comparison.changes])

    def of(self, error: _Error) -> tuple[ChangeClass, str]:
        """The class and reason; form where the comparison saw the words otherwise parted, and no change."""
        change = self._new.at(error.said.place) if error.said else None
        if change is None and error.heard:
            change = self._old.at(error.heard.place)
        return (change.change_class, change.reason) if change else (ChangeClass.FORM, "spacing")


class _Placed:
    """Changes by where they stand in one text."""

    def __init__(self, changes: Sequence[tuple[Span, Change]]) -> None:
        self._changes = sorted(((span, change) for span, change in changes if len(span)), key=lambda each: each[0])

    def at(self, place: int) -> Change | None:
        index = bisect_right(self._changes, place, key=lambda each: each[0].start) - 1
        return self._changes[index][1] if index >= 0 and place < self._changes[index][0].end else None


def _by_speaker(turns: Sequence[Turn], errors: Sequence[_Error], said: Sequence[_Word]) -> Iterator[tuple[str, ErrorRate]]:
    starts = [turn.span.start for turn in turns]

    def speaker(word: _Word | None) -> str | None:
        index = bisect_right(starts, word.place) - 1 if word else -1
        return turns[index].speaker if word and index >= 0 and word.place < turns[index].span.end else None

    words = Counter(map(speaker, said))
    made: defaultdict[str | None, list[_Error]] = defaultdict(list)
    for error in errors:
        made[speaker(error.said or error.before)].append(error)
    for name, count in words.most_common():
        if name is not None:
            yield name, _counted(made[name], count)


def _most_wrong(errors: Iterator[_Error]) -> Iterator[HeardWrong]:
    instead: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for error in errors:
        if error.heard and error.said:
            instead[error.said.text][error.heard.text] += 1
    ranked = sorted(instead.items(), key=lambda each: (-each[1].total(), each[0]))
    for word, heard in ranked[:MOST_WRONG]:
        yield HeardWrong(word, heard.total(), tuple(sorted(heard.items(), key=lambda each: (-each[1], each[0]))))
