"""Decisions to decisions files: one file, a folder, or one archive to download."""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from itertools import count
from pathlib import Path, PurePath
from typing import Any

from qa.batch.atomic import write_atomically
from qa.decisions.record import FORMAT, VERSION, Decision, Decisions, read_decisions
from qa.ground.errors import QaError
from qa.review.store import Store

SUFFIX = ".decisions.json"


def kept_decisions(store: Store, path: str) -> Decisions | None:
    """What the store keeps on the document at ``path``, or None where nothing is decided on it."""
    kept = store.kept(os.path.realpath(path))
    return kept.file(path) if kept is not None and kept.decisions else None


def written(file: Decisions) -> bytes:
    """The bytes of a decisions file, as the review page writes it: a line a decision."""
    head = {"format": FORMAT, "version": VERSION, "document": {"path": _named(file.path), "sha256": file.digest}}
    lines = ",\n".join(f"  {_json(_entry(decision))}" for decision in file.decisions)
    return f'{_json(head)[:-1]},"decisions":[\n{lines}\n]}}\n'.encode()


def _entry(decision: Decision) -> dict[str, Any]:
    entry = {
        "finding": decision.finding,
        **asdict(decision.anchor),
        "start": decision.start,
        "decision": decision.verdict.value,
        "correction": decision.correction,
        "reason": decision.reason or None,
        "who": decision.who or None,
        "when": decision.when or None,
        "thread": [{key: value for key, value in asdict(note).items() if value} for note in decision.thread] or None,
    }
    return {key: value for key, value in entry.items() if value is not None}


_HALF = re.compile("[\ud800-\udfff]")


def _json(value: object) -> str:
    """As the page writes it: half of a surrogate pair, which a byte of another encoding is to Python, as an escape."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", written)


def _named(path: str) -> str:
    """A path as text: what is not UTF-8 in it cannot stand in a JSON file."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def export(files: Iterable[Decisions], to: Path) -> tuple[Path, ...]:
    """Write the files, and say where: a single one to ``to``; into ``to``, where that is a folder or there are several.

    What is there already is overwritten only where it holds decisions on the same document. Raises QaError.
    """
    several = tuple(files)
    if len(several) == 1 and not to.is_dir() and to.suffix:
        if not _may_overwrite(several[0], to):
            raise QaError("holds something else than decisions on this document", file=str(to), expected="another name")
        places = {to: several[0]}
    elif to.exists() and not to.is_dir():
        raise QaError(f"decisions on {len(several)} documents need a folder", found=f"the file {to}")
    else:
        places = {to / name: file for name, file in _names(several, lambda name, file: _may_overwrite(file, to / name))}
    for path, file in places.items():
        write_atomically(path, written(file))
    return tuple(places)


def archive(files: Iterable[Decisions]) -> bytes:
    """The files in one zip archive, to be unpacked into a folder; the same bytes for the same decisions."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name, file in _names(files, lambda _name, _file: True):
            packed.writestr(zipfile.ZipInfo(name), written(file), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _names(files: Iterable[Decisions], is_free: Callable[[str, Decisions], bool]) -> Iterator[tuple[str, Decisions]]:
    """A name for each file: all in one folder, as ``qa fix --decisions FOLDER`` wants them."""
    taken: set[str] = set()
    for file in files:
        stem = PurePath(_named(file.path)).stem
        names = (f"{stem}{'' if number == 1 else f'-{number}'}{SUFFIX}" for number in count(1))
        name = next(name for name in names if name.casefold() not in taken and is_free(name, file))
        taken.add(name.casefold())
        yield name, file


def _may_overwrite(file: Decisions, path: Path) -> bool:
    """True where nothing is there yet, or decisions on the same document."""
    if not path.exists():
        return True
    try:
        there = read_decisions(path)
        # What is damaged in it may be all that there is of somebody's work.
        return there.are_for(file.path, file.digest) and not there.faults
    except QaError:
        return False
