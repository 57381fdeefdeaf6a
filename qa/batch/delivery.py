"""What was found in each document to the reports that were asked for, on standard output and in files.

``-o FORMAT`` writes to standard output, ``-o FORMAT=PATH`` to a file. A format of one file a document makes a folder of
PATH when there are several documents.
"""

from __future__ import annotations

import contextlib
import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path, PurePath
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, Self

from qa.batch.atomic import AtomicFile, write_atomically
from qa.batch.discovery import STANDARD_INPUT
from qa.engine.totals import Totals
from qa.ground.errors import QaError
from qa.ground.source import to_bytes
from qa.writers import WRITERS, Look, Outcome, Report, Run, Writer

if TYPE_CHECKING:
    from qa.writers.html.summary import Summary

STANDARD_OUTPUT = "-"


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """One report that was asked for."""

    writer: Writer
    path: str | None = None
    """None for standard output."""


def parse_orders(values: Iterable[str], writers: Mapping[str, Writer] = WRITERS) -> tuple[ReportOrder, ...]:
    """The reports that ``-o FORMAT[=PATH]`` asks for, of the formats in a table.

    Raises QaError for an unknown format, a missing path, and two reports that would go to the same place.
    """
    orders = tuple(_parse_order(value, writers) for value in values)
    places: dict[str | None, ReportOrder] = {}
    for order in orders:
        place = None if order.path is None else os.path.realpath(order.path)
        if place in places:
            names = f"{places[place].writer.name} and {order.writer.name}"
            where = order.path or "standard output"
            raise QaError(f"{names} would both be written to {where}", expected="-o FORMAT=PATH with a path for each")
        places[place] = order
    return orders


def _parse_order(value: str, writers: Mapping[str, Writer]) -> ReportOrder:
    name, given, path = value.partition("=")
    writer = writers.get(name)
    if writer is None:
        from difflib import get_close_matches  # where something is misspelt, and then alone

        nearest = get_close_matches(name, writers, n=1)
        hint = f"{nearest[0]} (the formats are {', '.join(writers)})" if nearest else f"one of {', '.join(writers)}"
        raise QaError(f"unknown format {name!r}", expected=hint)
    if given and not path:
        raise QaError(f"-o {value} names no file", expected=f"-o {name}=PATH")
    return ReportOrder(writer, None if path in ("", STANDARD_OUTPUT) else path)


def refuse_overwriting(orders: Iterable[ReportOrder], documents: Iterable[str]) -> None:
    """Raises QaError when a report would take the place of a document that is to be checked."""
    places = {os.path.realpath(order.path): order for order in orders if order.path is not None and not _is_device(order.path)}
    if not places:
        return  # and thousands of paths need not be followed
    for document in documents:
        order = places.get(os.path.realpath(document)) if document != STANDARD_INPUT else None
        if order is not None:
            raise QaError(f"the report would overwrite the document {order.path}", expected="another path")


def _is_device(path: str) -> bool:
    """True for /dev/null and its like, and for a folder: no document is either."""
    return Path(path).exists() and not Path(path).is_file()


class Delivery:
    """Writes the reports that were ordered, document by document, while they are checked.

    A file takes its place when the ``with`` block ends well; after an error or an interruption only the whole files of
    documents already done are there. Raises QaError when something cannot be written.
    """

    def __init__(
        self, orders: Iterable[ReportOrder], look: Look, standard_output: BinaryIO, *, several: bool, run: Run | None = None
    ) -> None:
        """``look`` is for standard output; files are plain. ``several``: there is more than one document.

        ``run`` is what reports may tell beside the documents.
        """
        self._look = look
        self._run = run or Run()
        self._standard_output = standard_output
        self._sinks = tuple(self._sink(order, several) for order in orders)
        self._open = contextlib.ExitStack()

    def __enter__(self) -> Self:
        with contextlib.ExitStack() as opened:
            for sink in self._sinks:
                opened.enter_context(sink)
            self._open = opened.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self._open.__exit__(kind, error, traceback)

    def add(self, outcome: Outcome) -> None:
        """Write one document's part of every report."""
        for sink in self._sinks:
            sink.add(outcome)

    def close(self, totals: Totals | None) -> None:
        """Write what stands at the end of a report, for formats that have such; without ``totals`` no closing line."""
        for sink in self._sinks:
            sink.close(totals)

    def _sink(self, order: ReportOrder, several: bool) -> _Sink:
        if order.path is None:
            if order.writer.one_file_each and several:
                name = order.writer.name
                raise QaError(f"{name} is one file a document, and there are several", expected=f"-o {name}=FOLDER")
            if order.writer.is_binary and self._standard_output.isatty():
                raise QaError(f"{order.writer.name} is no text for a terminal", expected=f"-o {order.writer.name}=PATH")
            return _Stream(order.writer, self._look, order.writer.report(self._look, self._run), self._standard_output)
        plain = replace(self._look, color=False, width=Look().width)
        path = Path(order.path)
        into_folder = path.is_dir() or order.path.endswith(("/", os.sep))
        if not order.writer.one_file_each:
            return self._file(order.writer, plain, path / f"report{order.writer.suffix}" if into_folder else path)
        if several and path.exists() and not path.is_dir():
            raise QaError(f"{order.writer.name} of several documents needs a folder", found=f"the file {order.path}")
        if several or into_folder:
            return _Folder(order.writer, plain, path, self._run.earlier, with_index=several)
        return self._file(order.writer, plain, path)

    def _file(self, writer: Writer, look: Look, path: Path) -> _File:
        return _File(writer, look, writer.report(look, self._run), AtomicFile(path))


@dataclass(slots=True)
class _Sink(ABC):
    """Where one report goes; between entering and leaving it, documents are added and at last it is closed."""

    writer: Writer
    look: Look

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        return

    @abstractmethod
    def add(self, outcome: Outcome) -> None: ...

    @abstractmethod
    def close(self, totals: Totals | None) -> None: ...


@dataclass(slots=True)
class _Joined(_Sink):
    """One place for all documents, one after another."""

    report: Report

    def __enter__(self) -> Self:
        self._write(encoded(self.report.opening()))
        return self

    def add(self, outcome: Outcome) -> None:
        self._write(encoded(self.report.document(outcome)))

    def close(self, totals: Totals | None) -> None:
        self._write(encoded(self.report.closing(totals)))

    @abstractmethod
    def _write(self, data: bytes) -> None: ...


@dataclass(slots=True)
class _Stream(_Joined):
    """Standard output: each document's part is seen as soon as it is there."""

    stream: BinaryIO

    def _write(self, data: bytes) -> None:
        self.stream.write(data)
        self.stream.flush()


@dataclass(slots=True)
class _File(_Joined):
    """One file for all documents."""

    file: AtomicFile

    def __enter__(self) -> Self:
        with contextlib.ExitStack() as opened:
            opened.enter_context(self.file)
            # By its own name: a class with slots is made twice, and super() without arguments means the first.
            _Joined.__enter__(self)
            opened.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.file.__exit__(kind, error, traceback)

    def _write(self, data: bytes) -> None:
        self.file.write(data)


@dataclass(slots=True)
class _Folder(_Sink):
    """A folder with a file a document, and the page over them where the format has one."""

    folder: Path
    earlier: Summary | None
    with_index: bool
    taken: set[str] = field(default_factory=lambda: {_INDEX})
    entries: list[Any] = field(default_factory=list)
    """What the format's own ``entry`` made of each document."""
    shared: set[str] = field(default_factory=set)
    """The files written in this run that many documents have in common."""

    def add(self, outcome: Outcome) -> None:
        name = self._free_name(outcome.path)
        for file, content in self._files(outcome, name.as_posix()):
            if file not in self.shared:
                write_atomically(self.folder / file, encoded(content))
                self.shared.add(file)
        if self.with_index and (entry := self._offered("entry")):
            self.entries.append(entry(outcome, name.as_posix()))

    def close(self, totals: Totals | None) -> None:
        if not self.with_index:
            return
        for name, file in (("index", _INDEX), ("summary", SUMMARY)):
            if write := self._offered(name):
                write_atomically(self.folder / file, encoded(write(self.entries, self.earlier)))
        if listing := self._offered("listing"):
            for file, content in listing(self.entries):
                write_atomically(self.folder / file, encoded(content))

    def _files(self, outcome: Outcome, name: str) -> Iterable[tuple[str, str | bytes]]:
        """Those of one document."""
        if self.with_index and (members := self._offered("members")):
            files: Iterable[tuple[str, str | bytes]] = members(outcome, self.look, name)
            return files
        return ((name, self.writer.render(outcome, self.look)),)

    def _offered(self, name: str) -> Callable[..., Any] | None:
        """What the format's module may offer."""
        return getattr(import_module(self.writer.module), name, None)

    def _free_name(self, path: str) -> PurePath:
        name = mirrored(path)
        number = 1
        # Told apart without regard to case, which some file systems do not keep.
        while (free := _numbered(name, number, self.writer.suffix)).as_posix().casefold() in self.taken:
            number += 1
        self.taken.add(free.as_posix().casefold())
        return free


_INDEX = "index.html"
SUMMARY = "index.json"
"""The counts of a run, beside the page, for a later run to be compared with."""


def mirrored(path: str) -> PurePath:
    """The name of a document's report inside a folder of reports, still without the format's suffix.

    It depends on the document's own path alone, so that a later run over fewer documents overwrites the right files. It
    is the path from the current folder where the document lies below it, else the whole path, and keeps the suffix, for
    ``speech.txt`` may stand beside ``speech.docx``.
    """
    if path == STANDARD_INPUT:
        return PurePath("standard-input")
    absolute = PurePath(os.path.normpath(Path.cwd() / path))
    if absolute.is_relative_to(Path.cwd()):
        return absolute.relative_to(Path.cwd())
    return absolute.relative_to(absolute.anchor)


def _numbered(name: PurePath, number: int, suffix: str) -> PurePath:
    return name.with_name(f"{name.name}{'' if number == 1 else f'-{number}'}{suffix}")


def encoded(report: str | bytes) -> bytes:
    """A report as UTF-8, or as its writer made it; what a writer handed on as lone surrogates becomes the bytes it was made of.

    Such are the name of a file that is not UTF-8, and the lines of a patch for a file in another encoding.
    """
    return report if isinstance(report, bytes) else to_bytes(report, "utf-8")
