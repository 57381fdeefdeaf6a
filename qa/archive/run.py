"""One run over an archive: documents to portions, portions to folders of partitions; what an earlier run has finished is kept."""

from __future__ import annotations

import json
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Protocol

from qa import __version__
from qa.archive.asked import Asked, Output
from qa.archive.checking import Finished
from qa.archive.cluster import LeftOut
from qa.archive.folder import MANIFEST, RUN, Folder, folder_at, note_name
from qa.archive.portions import PORTION, Portion, Portioning, distinct, divided, partition_name
from qa.archive.tally import Tally, read_tally
from qa.batch.addresses import Stamp, shown
from qa.batch.checkers import Checkers
from qa.batch.keys import Keys, code
from qa.ground.errors import QaError
from qa.writers import PARTITION_WRITERS


class Engine(Protocol):
    """What works on portions."""

    def worked(self, asked: bytes, portions: Iterator[Portion]) -> Generator[tuple[Portion, Finished | LeftOut], None, None]:
        """What became of each, in whatever order."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """The documents of a run."""

    named: tuple[str, ...]
    """As whoever asks has named them: paths, addresses, lists. Partitions of others are never replaced."""
    documents: Sequence[str]
    stamps: Mapping[str, Stamp]
    """What is known of those at addresses."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """How an archive is checked."""

    outputs: tuple[Output, ...]
    portion: int = PORTION
    """Documents in a portion, at most."""
    time_limit: float | None = None
    resume: bool = False
    """Whether portions are kept too in which documents failed."""


class ArchiveRun:
    """One run."""

    def __init__(self, holdings: Holdings, checkers: Checkers, conditions: Conditions) -> None:
        """Raises QaError for a mistake in a configuration or in rules, and for places that no partition can be written to."""
        self._holdings = holdings
        self._conditions = conditions
        names = tuple(map(shown, holdings.documents))
        self._configs = distinct(map(checkers.config, names))
        checkers.prepare(names)
        self._portioning = Portioning(holdings.stamps, checkers.config, self._configs, Keys(checkers.today, code))
        self._divided = tuple(divided(holdings.documents, holdings.stamps, conditions.portion))
        self._asked = Asked(self._configs, checkers.today, conditions.outputs, conditions.time_limit).packed()
        self._folders = tuple(folder_at(each.place, PARTITION_WRITERS[each.format].suffix) for each in conditions.outputs)
        self._notes: dict[int, str] = {}
        """The names of the notes of what is finished, by the numbers of portions."""
        self.kept = 0
        """How many documents so far were not checked, because an earlier run has."""
        self.left_out: list[tuple[str, str]] = []
        """Partitions that could not be had, with the reason and the documents."""

    def __len__(self) -> int:
        """The number of portions."""
        return len(self._divided)

    def outcomes(self, engine: Engine) -> Generator[Tally, None, None]:
        """What is counted of each portion, as soon as it is finished. Close it to end the run; what is finished stays.

        Raises QaError where a place cannot be reached, and for what the engine raises.
        """
        for folder in self._folders:
            self._enter(folder)
        noted = [_earlier_notes(folder) for folder in self._folders]
        said = self._folders[0].read_notes(name for names in noted[0].values() for name in names)
        kept: list[Tally] = []
        with closing(engine.worked(self._asked, self._unfinished(noted, said, kept))) as outcomes:
            for portion, outcome in outcomes:
                yield from _drained(kept)
                if isinstance(outcome, LeftOut):
                    self._leave_out(portion, outcome.reason)
                else:
                    self._settle(portion, outcome)
                    yield outcome.tally
        yield from _drained(kept)
        if not self.left_out:
            for folder in self._folders:
                self._conclude(folder)

    def _enter(self, folder: Folder) -> None:
        """Make a folder one of this run's, if it is no other's."""
        about = json.dumps({"documents": [shown(each) for each in self._holdings.named]}, indent=1).encode() + b"\n"
        there = folder.names()
        if RUN in there and (found := _documents_of(folder.read(RUN))) != _documents_of(about):
            named = " ".join(found) or "something else"
            raise QaError(
                f"holds what was found in other documents: {named}", file=shown(folder.place), expected="another folder"
            )
        if RUN not in there:
            folder.put(RUN, about)
        if MANIFEST in there:
            folder.remove(MANIFEST)

    def _unfinished(
        self, noted: Sequence[Mapping[str, Collection[str]]], said: Mapping[str, bytes], kept: list[Tally]
    ) -> Iterator[Portion]:
        """The portions that are to be checked; of the others, what was counted is added to ``kept``."""
        for number, documents in enumerate(self._divided):
            portion = self._portioning.portion(number, documents)
            self._notes[number] = name = note_name(portion)
            tally = _counted(said[name]) if all(name in notes.get(portion.name, ()) for notes in noted) else None
            if tally is None or (tally.failed and not self._conditions.resume):
                yield portion
            else:
                self.kept += tally.totals.documents
                kept.append(tally)

    def _settle(self, portion: Portion, finished: Finished) -> None:
        """Write what is to be written on this machine."""
        for folder, partition in zip(self._folders, finished.partitions, strict=True):
            if partition is not None:
                folder.settle(portion, partition, finished.tally.to_json())

    def _leave_out(self, portion: Portion, reason: str) -> None:
        """Note that a portion could not be had."""
        first, last = (shown(portion.items[end].address) for end in (0, -1))
        self.left_out.append((portion.name, f"{reason}: {first} … {last}"))

    def _conclude(self, folder: Folder) -> None:
        """Remove what an earlier run over more documents has left, and say what is there."""
        folder.remove_from(len(self))
        notes = folder.notes()
        names = [self._notes[number] for number in range(len(self))]
        if any(notes.get(partition_name(number)) != [name] for number, name in enumerate(names)):
            raise QaError("another run has written into the folder meanwhile", file=shown(folder.place), expected="one at a time")
        said = folder.read_notes(names)
        manifest = _manifest((folder.file(number), read_tally(said[name])) for number, name in enumerate(names))
        folder.put(MANIFEST, json.dumps(manifest, indent=1).encode() + b"\n")


def _manifest(partitions: Iterable[tuple[str, Tally]]) -> dict[str, Any]:
    """What is in a folder: the counts of all its partitions, and how much is in each file."""
    whole = Tally()
    files = []
    for name, tally in partitions:
        whole.merge(tally)
        files.append({"file": name, "documents": tally.totals.documents, "findings": tally.totals.findings})
    return {"transcript-qa": __version__, **whole.fields(), "partitions": files}


def _counted(note: bytes) -> Tally | None:
    """What an earlier run has counted; None for a damaged note."""
    try:
        return read_tally(note)
    except ValueError:
        return None


def _earlier_notes(folder: Folder) -> Mapping[str, Collection[str]]:
    """The notes that an earlier run has left, of partitions that are there."""
    files = set(folder.names())
    return {name: notes for name, notes in folder.notes().items() if f"{name}{folder.suffix}" in files}


def _drained(tallies: list[Tally]) -> Iterator[Tally]:
    while tallies:
        yield tallies.pop(0)


def _documents_of(data: bytes) -> list[str]:
    """Of which documents a folder is; nothing where that is damaged."""
    try:
        return [str(each) for each in json.loads(data)["documents"]]
    except (ValueError, KeyError, TypeError):
        return []
