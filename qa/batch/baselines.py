"""A baseline file to the findings that are known, and back: JSON, sorted, a passage a line, for people to read in a diff.

Paths in it are relative to its own folder, so that it means the same wherever the command is started.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from unicodedata import normalize

from qa.batch.atomic import write_atomically
from qa.batch.discovery import STANDARD_INPUT
from qa.config.json_data import parse_json
from qa.engine.anchor import Anchor
from qa.engine.baseline import Known, sift
from qa.engine.checked import Checked
from qa.ground.errors import QaError

FILE = "qa-baseline.json"
"""The name of a baseline where none is given."""
_VERSION = 1
_MOST_OF_IT = 0.5
"""A document of which more than this share stood under a name that is gone is taken for that one renamed."""
_FIELDS = ("rule", "text", "before", "after")


def read_baseline(path: Path) -> Known:
    """What is known by the file at ``path``. Raises QaError naming the place of anything that is no baseline."""
    try:
        data = path.read_bytes()
    except OSError as error:
        expected = "one that `qa baseline write` made"
        raise QaError(f"the baseline cannot be read: {error.strerror}", file=str(path), expected=expected) from error
    content = parse_json(data, str(path))
    if not isinstance(content, dict) or content.get("version") != _VERSION or not isinstance(content.get("documents"), dict):
        found = f"version {content.get('version')!r}" if isinstance(content, dict) else "no object"
        raise QaError("not a baseline", file=str(path), found=found, expected=f"version {_VERSION} with documents")
    return {name: _anchors(name, entries, path) for name, entries in content["documents"].items()}


def _anchors(name: str, entries: object, path: Path) -> Counter[Anchor]:
    counts: Counter[Anchor] = Counter()
    for number, entry in enumerate(entries if isinstance(entries, list) else [entries], start=1):
        anchor, count = _anchor(entry)
        if anchor is None:
            expected = f"{', '.join(_FIELDS)}, and perhaps count"
            raise QaError(f"entry {number} of {name} is no passage", file=str(path), found=repr(entry), expected=expected)
        counts[anchor] += count
    return counts


def _anchor(entry: object) -> tuple[Anchor | None, int]:
    if not isinstance(entry, dict) or not entry.keys() <= {*_FIELDS, "count"} or not entry.keys() >= set(_FIELDS):
        return None, 0
    count = entry.get("count", 1)
    right = all(isinstance(entry[name], str) for name in _FIELDS) and type(count) is int and count > 0
    return (Anchor(*(entry[name] for name in _FIELDS)), count) if right else (None, 0)


def write_baseline(path: Path, known: Known) -> None:
    """Put ``known`` in the place of what ``path`` holds. Raises QaError when the file cannot be written."""
    write_atomically(path, baseline_text(known).encode())


def baseline_text(known: Known) -> str:
    """The file: the same for the same passages, in whatever order they were found."""
    documents = ",".join(f"\n    {_json(name)}: [{_entries(known[name])}\n    ]" for name in sorted(known) if known[name])
    end = "\n  " if documents else ""
    return f'{{\n  "version": {_VERSION},\n  "documents": {{{documents}{end}}}\n}}\n'


def _entries(counts: Mapping[Anchor, int]) -> str:
    lines = (_entry(anchor, count) for anchor, count in sorted(counts.items()))
    return ",".join(f"\n      {_json(line)}" for line in lines)


def _entry(anchor: Anchor, count: int) -> dict[str, Any]:
    fields: dict[str, Any] = {name: getattr(anchor, name) for name in _FIELDS}
    return fields | {"count": count} if count > 1 else fields


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    # A name that is not UTF-8, and a text that holds half a character, have no other form.
    return text if text.isprintable() else json.dumps(value)


def name_in(folder: Path, document: str) -> str:
    """The name of a document in a baseline that lies in ``folder``."""
    if document == STANDARD_INPUT:
        return document
    return os.path.relpath(Path.cwd() / document, Path.cwd() / folder).replace(os.sep, "/")


class AgainstBaseline:
    """Checked documents to the same without what a baseline knows; what it knows and nobody finds any more is kept."""

    def __init__(self, path: Path) -> None:
        """Raises QaError for a file that is no baseline."""
        self._folder = path.parent
        self._known = read_baseline(path)
        self._composed = {normalize("NFC", name): name for name in self._known}
        self._stayed: dict[str, Counter[Anchor]] = {}
        self._gone: dict[str, Counter[Anchor]] = {}
        self._renamed: set[str] = set()
        """The names under which documents were known that have others now."""

    def sift(self, checked: Checked) -> Checked:
        """The document with its new findings."""
        name = self._known_name(name_in(self._folder, checked.document.path))
        known = self._known.get(name)
        sifted = sift(checked, self._known_before(checked) if known is None else known)
        self._stayed[name] = sifted.stayed
        if sifted.gone:
            self._gone[name] = sifted.gone
        return sifted.checked

    def _known_before(self, checked: Checked) -> Mapping[Anchor, int]:
        """What is known of a document under a name that is there no more, and under which most of it stood: it was renamed."""
        names = [name for name in self._known if checked.findings and self._vanished(name)]
        shares = ((_share(checked, self._known[name]), name) for name in names)
        share, name = max(shares, default=(0.0, ""))
        if share <= _MOST_OF_IT:
            return {}
        self._renamed.add(name)
        return self._known[name]

    def _known_name(self, name: str) -> str:
        """The name by which the file knows a document: some systems take its accents apart."""
        return name if name in self._known else self._composed.get(normalize("NFC", name), name)

    def gone(self) -> Known:
        """What no longer occurs, in the documents that were checked and those that are not there any more."""
        vanished = {name: Counter(counts) for name, counts in self._known.items() if self._vanished(name)}
        return {**self._gone, **vanished}

    def left(self) -> Known:
        """What is known and still occurs, as it stands now, or is known of documents that nobody has looked at."""
        seen = self._stayed.keys() | self._renamed
        unseen = {name: counts for name, counts in self._known.items() if name not in seen and not self._vanished(name)}
        return unseen | {name: stayed for name, stayed in self._stayed.items() if stayed}

    def _vanished(self, name: str) -> bool:
        seen = name in self._stayed or name in self._renamed
        return not seen and name != STANDARD_INPUT and not (self._folder / name).exists()


def _share(checked: Checked, known: Mapping[Anchor, int]) -> float:
    """How much of what was known is found in a document."""
    return sift(checked, known).stayed.total() / max(1, sum(known.values()))


def lines_of(known: Known) -> Iterator[str]:
    """A line for each passage: ``records/a.txt: joined.words: "… officials [ofthe] two …"``."""
    for name in sorted(known):
        for anchor, count in sorted(known[name].items()):
            times = f" ({count} times)" if count > 1 else ""
            around = " ".join(part for part in (anchor.before, f"[{anchor.text}]", anchor.after) if part)
            yield f"{name}: {anchor.rule}: {around}{times}"


def counted_passages(known: Known) -> int:
    """How many findings that is."""
    return sum(sum(counts.values()) for counts in known.values())


def known_of(outcomes: Iterable[tuple[str, Counter[Anchor]]]) -> Known:
    """What is found now, to be known from now on; documents without findings have no place in it."""
    return {name: counts for name, counts in outcomes if counts}
