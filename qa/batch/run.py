"""Paths of documents to what was found in each, in their order: by several processes, and from what is kept of earlier runs.

How a batch is worked on changes nothing of what is found: the same bytes come out for any number of processes, with a cache
and without.
"""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qa import readers
from qa.batch import addresses, keys
from qa.batch.check import read_bytes
from qa.batch.checkers import Compiled, Configured
from qa.batch.discovery import STANDARD_INPUT
from qa.batch.failures import Tracebacks, failed
from qa.batch.pack import packed, packed_checked, unpacked, unpacked_checked
from qa.batch.tasks import Failure, Ready, Received, Why, attempted, forget, work_here
from qa.config.config import Config
from qa.config.profile import Profile
from qa.config.suppression import Suppression
from qa.engine.checked import Checked
from qa.engine.unchecked import unreadable
from qa.ground.document import Document
from qa.ground.errors import QaError, UnreadableDocument
from qa.ground.finding import GIVEN_UP
from qa.ground.source import File, Source
from qa.text.together import NOTHING, Together, merge

if TYPE_CHECKING:
    from qa.batch.cache import Cache
    from qa.engine.checker import Checker


@dataclass(frozen=True, slots=True)
class Manner:
    """How a batch is worked on."""

    tracebacks: Tracebacks
    jobs: int = 1
    """Processes that check; with one, and without a time limit, it is this one."""
    time_limit: float | None = None
    """Seconds for one document."""
    cache: Cache | None = None
    resume: bool = False
    """Whether a document that failed in an earlier run is not tried again."""
    apart: bool = False
    """Whether a document must not be able to end this process, so that others check however few they are."""

    def worked(
        self, tasks: Iterator[Any], begin: Callable[[], Callable[[Any], Any]], received: Received = forget
    ) -> Generator[Any, None, None]:
        """The results of ``begin()(task)`` for each task, in order; a Failure for one that gave none.

        ``received`` is told each as soon as it is there.
        """
        if self.in_processes:
            from qa.batch.workers import work_in_processes

            return work_in_processes(tasks, begin, self.jobs, self.time_limit, received)
        return work_here(tasks, begin, received)

    @property
    def in_processes(self) -> bool:
        """Whether other processes than this one check."""
        return self.jobs > 1 or self.time_limit is not None or self.apart


class Batch:
    """One run over many documents."""

    def __init__(
        self,
        paths: Sequence[str],
        checkers: Configured[Any],
        manner: Manner,
        *,
        together: bool = False,
        standard_input: str = STANDARD_INPUT,
        read: Callable[[str], bytes] | None = None,
    ) -> None:
        """``together``: all are read once before, so that each is seen beside the others. ``standard_input``: what that is
        called, which decides on its configuration. ``read`` gives the bytes of a document in place
        of the disk, or raises UnreadableDocument.

        Raises QaError for standard input then, and for a mistake in a configuration or in rules.
        """
        if together and STANDARD_INPUT in paths:
            raise QaError("standard input cannot be checked together with anything", expected="files")
        self._files = paths
        self._read = read or read_bytes
        self.paths = tuple(standard_input if path == STANDARD_INPUT else addresses.shown(path) for path in paths)
        self.checkers = checkers
        self._sizes = tuple(map(_size, paths)) if manner.jobs > 1 else ()
        self._manner = manner if sum(self._sizes) >= WORTH_PROCESSES else replace(manner, jobs=1)
        self._together = together
        self._keys = keys.Keys(checkers.today)
        self._loaded = False
        self._beside = NOTHING
        self._configs = checkers.configs(self.paths)
        self.cached = 0
        """How many documents so far were not checked, because it is known what is found in them."""
        self._refuse_mistakes()

    @property
    def has_cache(self) -> bool:
        """Whether what is found is kept."""
        return self._manner.cache is not None

    @cached_property
    def profiles(self) -> Mapping[str, Profile]:
        """The profile of each rule. It is kept with what is found: where all is known, no rule need be loaded."""
        cache = self._manner.cache
        key = keys.digest(b"profiles", *map(self._keys.of_configuration, self._configs)) if cache is not None else b""
        kept = self._kept(key)
        if kept is None:
            kept = tuple((rule_id, rule.profile.value) for rule_id, rule in self.checkers.rules().items())
            if cache is not None:
                cache.put(key, packed(kept))
        return {rule_id: Profile(profile) for rule_id, profile in kept}

    def asks(self, entry: Suppression) -> bool:
        """Whether a run of this kind asks any rule that an entry of a list names: not what is about translations."""
        return entry.rule is None or self._kinds(entry.rule) != {True}

    def _kinds(self, name: str) -> set[bool]:
        """Whether the rules of a name, or of a family, are about translations."""
        from qa.checks import CHECKS

        rules = self.checkers.rules()
        named = [rules[each] for each in rules if each == name or each.startswith(f"{name}.")]
        return {CHECKS[rule.kind].is_bilingual for rule in named if rule.kind in CHECKS}

    def outcomes(self) -> Generator[Checked, None, None]:
        """What was found, one document after another. Close it to end the processes that work on it."""
        self._beside = beside = self._gathered() if self._together else NOTHING
        beside_key = keys.of_together(beside)
        order = self._order()
        begun: deque[Task] = deque()
        work = self._work(beside, pack=self._manner.in_processes)
        waiting: dict[int, Checked] = {}
        turn = 0
        with closing(self._manner.worked(self._checks(order, begun, beside_key), work, self._keep)) as outcomes:
            for number, outcome in zip(order, outcomes, strict=False):
                waiting[number] = self._settled(begun.popleft(), outcome)
                while turn in waiting:
                    yield waiting.pop(turn)
                    turn += 1

    def _order(self) -> tuple[int, ...]:
        """The numbers of the paths as they are worked on: those first that one process would still be at when others are idle.

        They are few, for each is a good part of the whole, so that little waits for its turn.
        """
        numbers = range(len(self.paths))
        if self._manner.jobs < 2:
            return tuple(numbers)
        large = sum(self._sizes) / (_LARGE * self._manner.jobs)
        return tuple(sorted(numbers, key=lambda number: -self._sizes[number] if self._sizes[number] > large else 0))

    def again(self, document: Document) -> Checked:
        """What is found in one of the documents with corrections in it, beside the others as they were."""
        checker = self.checkers.compiled.under(self.checkers.config(document.path))
        outcome: Checked | Failure = attempted(lambda each: checker.check(each, self._beside), document)
        return self._failure(document.path, outcome) if isinstance(outcome, Failure) else outcome

    def _refuse_mistakes(self) -> None:
        """Compile what no earlier run has compiled as it is now: a mistake is told before any document is checked."""
        cache = self._manner.cache
        for config in self._configs:
            key = keys.digest(b"sound", self._keys.of_configuration(config)) if cache is not None else b""
            if cache is None or cache.get(key) is None:
                self.checkers.compiled.under(config)
                if cache is not None:
                    cache.put(key, b"")

    def _load(self) -> None:
        """Have all in place that checks need, before the first process is made that shall have it too."""
        if not self._loaded:
            self._loaded = True
            for config in self._configs:
                checker = self.checkers.compiled.under(config)
                if self._manner.in_processes:
                    with suppress(Exception):  # a bug in a check is told of the documents
                        self._warm(checker)
            if not gc.get_freeze_count():  # a worker on a cluster has a batch after another
                gc.freeze()  # rules and lexicon stay to the end: the collector need not walk over them again and again

    def _warm(self, checker: Any) -> None:
        """Let a checker load what its checks load when they first need it."""
        checker.check(WARMING)

    def _work(self, beside: Together, *, pack: bool) -> Callable[[], Callable[[Task], Checked | bytes]]:
        """What a worker does with a task."""
        return _Checking(self.checkers.compiled, beside, pack)

    def _checks(self, order: Sequence[int], begun: deque[Task], beside: bytes) -> Iterator[Task | Ready[Checked]]:
        """A task for each document, or its outcome where that is known; ``begun`` grows by one for each."""
        for number in order:
            path = self.paths[number]
            try:
                task = self._task(number, beside)
            except UnreadableDocument as error:
                begun.append(Task(path, b"", self.checkers.config(path), b""))
                yield Ready(self._unread(number, error))
                continue
            known = self._known(task)
            if known is None:
                self._load()
            begun.append(task)
            yield task if known is None else Ready(known)

    def _task(self, number: int, beside: bytes) -> Task:
        """What there is to do about one of the ``paths``. Raises UnreadableDocument."""
        path = self.paths[number]
        data, config = self._read(self._files[number]), self.checkers.config(path)
        key = self._keys.of_outcome(data, config, beside) if self.has_cache else b""
        return Task(path, data, config, key)

    def _unread(self, number: int, error: UnreadableDocument) -> Checked:
        """The outcome for one of the ``paths`` that cannot be read."""
        path = self.paths[number]
        return unreadable(path, told_of(error, path))

    def _known(self, task: Task) -> Checked | None:
        cache = self._manner.cache
        kept = cache.get(task.key) if cache is not None else None
        if cache is not None and kept is not None:
            try:
                checked = task.outcome(kept)
            except ValueError:
                cache.discard()
                return None
            self.cached += 1
            return checked
        return self._known_failure(task.path, task.key) if self._manner.resume else None

    def _known_failure(self, path: str, key: bytes) -> Checked | None:
        """What went wrong with a document before the run was broken off."""
        kept = self._kept(self._failed(key))
        if kept is None:
            return None
        self.cached += 1
        why, told, traceback = kept
        return unreadable(path, told) if why == _UNREADABLE else self._failure(path, Failure(Why(why), told, traceback))

    def _kept(self, key: bytes) -> Any:
        """What was packed and kept under a key; None where nothing was."""
        cache = self._manner.cache
        kept = cache.get(key) if cache is not None else None
        if cache is None or kept is None:
            return None
        try:
            return unpacked(kept)
        except ValueError:
            cache.discard()
            return None

    def _failed(self, key: bytes) -> bytes:
        """Under another time limit a document may well be checked to its end."""
        return keys.digest(b"failed", key, repr(self._manner.time_limit).encode())

    def _failure(self, path: str, failure: Failure) -> Checked:
        return failed(path, failure, self._manner.tracebacks)

    def _keep(self, task: Task, outcome: Checked | bytes | Failure) -> None:
        """Keep what was found in a document, or why nothing was."""
        cache = self._manner.cache
        if cache is None:
            return
        if isinstance(outcome, Failure):
            cache.put(self._failed(task.key), packed((outcome.why.value, outcome.told, outcome.traceback)))
        elif isinstance(outcome, Checked) and outcome.unreadable is not None:
            # Whether a file can be read may hang on what is installed, which no key tells in full.
            cache.put(self._failed(task.key), packed((_UNREADABLE, outcome.unreadable, "")))
        elif isinstance(outcome, bytes) or not _is_cut_short(outcome):
            cache.put(task.key, outcome if isinstance(outcome, bytes) else packed_checked(outcome))

    def _settled(self, begun: Task, outcome: Checked | bytes | Failure) -> Checked:
        """The outcome of a document as reports want it."""
        if isinstance(outcome, Failure):
            return self._failure(begun.path, outcome)
        return begun.outcome(outcome) if isinstance(outcome, bytes) else outcome

    def _gathered(self) -> Together:
        """What the documents show together; one that cannot be read, or whose reading fails, shows nothing."""
        work = _Showing(self.checkers.compiled)
        with closing(self._manner.worked(self._readings(), work, self._keep_shown)) as outcomes:
            return merge(outcome for outcome in outcomes if isinstance(outcome, Together))

    def _readings(self) -> Iterator[Task | Ready[Together]]:
        cache = self._manner.cache
        for file, path in zip(self._files, self.paths, strict=True):
            with suppress(UnreadableDocument):
                data, config = self._read(file), self.checkers.config(path)
                key = self._keys.of_shown(data, config) if cache is not None else b""
                kept = self._kept(key)
                if kept is None:
                    self._load()
                yield Task(path, data, config, key) if kept is None else Ready(kept)

    def _keep_shown(self, task: Task, outcome: Together | Failure | None) -> None:
        if isinstance(outcome, Together) and self._manner.cache is not None:
            self._manner.cache.put(task.key, packed(outcome))


WORTH_PROCESSES = 150_000
"""Bytes of all documents from which on several processes pay: one checks so many in about half a second, and starting others,
each with its own copy of what changes in memory, costs a tenth."""
_LARGE = 8
"""A document is large that is more than one in so many of what each process has to do."""


def _size(path: str) -> int:
    """Bytes; none for what is not there and for standard input, and a guess for what is elsewhere."""
    if addresses.is_address(path):
        return _ELSEWHERE
    try:
        return os.stat(path).st_size  # noqa: PTH116 - of tens of thousands of paths, without an object for each
    except OSError:
        return 0


_ELSEWHERE = 15_000
"""Bytes of a speech, which to ask for would take as long as to read it."""
_UNREADABLE = "unreadable"


def _is_cut_short(checked: Checked) -> bool:
    """Whether a rule was given up for its cost, which another run on an idle machine need not do."""
    return any(finding.rule == GIVEN_UP for finding in checked.findings)


def told_of(error: UnreadableDocument, path: str) -> str:
    """Why nothing is known of the document at ``path``: by its own fault, or by that of another, which is named."""
    return error.reason if error.path == path else str(error)


@dataclass(frozen=True, slots=True)
class Task:
    """One document for a worker."""

    path: str
    data: bytes
    config: Config
    key: bytes
    """Under which the outcome is kept; empty where there is no cache."""
    source: File | None = None
    """What a translation is held against, where that is another file."""

    def outcome(self, kept: bytes) -> Checked:
        """What was packed of it. Raises ValueError for anything else."""
        return unpacked_checked(kept, File(self.path, self.data), self.source)


@dataclass(frozen=True, slots=True)
class _Checking:
    """What a worker does: it checks documents."""

    compiled: Compiled[Checker]
    together: Together
    pack: bool
    """Whether outcomes are to be sent."""

    def __call__(self) -> Callable[[Task], Checked | bytes]:
        return self._checked

    def _checked(self, task: Task) -> Checked | bytes:
        try:
            document = readers.read_document(task.path, task.data)
            checked = self.compiled.for_document(document, task.config).check(document, self.together)
        except UnreadableDocument as error:
            return unreadable(task.path, error.reason)
        return packed_checked(checked) if self.pack and not _is_cut_short(checked) else checked


@dataclass(frozen=True, slots=True)
class _Showing:
    """What a worker does before: it tells what documents show each other."""

    compiled: Compiled[Checker]

    def __call__(self) -> Callable[[Task], Together | None]:
        return self._shown

    def _shown(self, task: Task) -> Together | None:
        try:
            document = readers.read_document(task.path, task.data)
            return self.compiled.for_document(document, task.config).shown(document)
        except UnreadableDocument:
            return None


_WARMTH = "The delagation of Cote d'Ivoire spoke ofthe recieved re-solution 2254 (2015), said Mr. Gutteres."
WARMING = Document(Source("", _WARMTH.encode(), "utf-8", b"", _WARMTH), "text", _WARMTH)
"""A text that makes checks load what they load when they first need it."""
