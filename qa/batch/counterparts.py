"""Two paths as a person gives them (two files, two folders) to the pairs of documents to compare."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePath

from qa.batch.check import load_document
from qa.batch.discovery import STANDARD_INPUT, ConfigOf, find_documents, nothing_told
from qa.ground.errors import QaError, UnreadableDocument


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions of one document; either is None where the other has no counterpart."""

    old: str | None
    new: str | None


def find_pairs(old: str, new: str, config_of: ConfigOf = nothing_told) -> Iterator[Pair]:
    """The pairs that two paths stand for: two files are one; of two folders, files are paired by their place below the
    folder, then by their name without suffix, then by what they hold, and the rest stands alone.

    Raises QaError for a path that is not there, for a file and a folder, and for standard input named twice.
    """
    if old == new == STANDARD_INPUT:
        raise QaError("standard input can be one of the two versions, not both", expected="a file")
    folders = [path != STANDARD_INPUT and Path(path).is_dir() for path in (old, new)]
    if all(folders):
        yield from _in_folders(PurePath(old), PurePath(new), config_of)
        return
    if any(folders):
        folder, file = (old, new) if folders[0] else (new, old)
        raise QaError(f"{folder} is a folder and {file} is not", expected="two files or two folders")
    for path in (old, new):
        if path != STANDARD_INPUT and not os.path.lexists(path):
            raise QaError(f"no such file or directory: {path}")
    yield Pair(old, new)


def _in_folders(old: PurePath, new: PurePath, config_of: ConfigOf) -> Iterator[Pair]:
    here = {_below(path, old): path for path in find_documents([str(old)], config_of=config_of)}
    there = {_below(path, new): path for path in find_documents([str(new)], config_of=config_of)}
    pairs = {name: (here.pop(name), there.pop(name)) for name in sorted(here.keys() & there.keys())}
    for name, other in (*_by_stem(here, there), *_by_content(here, there)):
        pairs[name] = (here.pop(name), there.pop(other))
    rows = [
        *((name, Pair(*pair)) for name, pair in pairs.items()),
        *((name, Pair(path, None)) for name, path in here.items()),
        *((name, Pair(None, path)) for name, path in there.items()),
    ]
    yield from (pair for _, pair in sorted(rows, key=lambda row: row[0]))


def _below(path: str, folder: PurePath) -> str:
    return PurePath(path).relative_to(folder).as_posix()


def _by_stem(here: dict[str, str], there: dict[str, str]) -> list[tuple[str, str]]:
    """Names that differ in their suffix alone (speech.docx, speech.txt), where no other has the same stem."""
    stems = Counter(PurePath(name).with_suffix("") for name in here), Counter(PurePath(name).with_suffix("") for name in there)
    by_stem = {PurePath(name).with_suffix(""): name for name in there}
    candidates = ((name, PurePath(name).with_suffix("")) for name in here)
    return [(name, by_stem[stem]) for name, stem in candidates if stems[0][stem] == stems[1][stem] == 1]


_ALIKE = 0.5
"""Two documents are versions of one when so much of the longer one's pairs of words stand in the other too."""


def _by_content(here: dict[str, str], there: dict[str, str]) -> list[tuple[str, str]]:
    """The files most alike, the most alike first, each taken once."""
    old, new = {name: _word_pairs(path) for name, path in here.items()}, {name: _word_pairs(path) for name, path in there.items()}
    scores = sorted((-_likeness(old[name], new[other]), name, other) for name in old for other in new)
    taken: set[tuple[str, str]] = set()
    found: list[tuple[str, str]] = []
    for score, name, other in scores:
        if -score >= _ALIKE and ("old", name) not in taken and ("new", other) not in taken:
            taken |= {("old", name), ("new", other)}
            found.append((name, other))
    return found


def _word_pairs(path: str) -> frozenset[int]:
    """Hashes of the pairs of neighbouring words of a document; none of one that cannot be read."""
    with suppress(UnreadableDocument):
        words = load_document(path).text.lower().split()
        return frozenset(map(hash, pairwise(words)))
    return frozenset()


def _likeness(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / max(len(one), len(other), 1)
