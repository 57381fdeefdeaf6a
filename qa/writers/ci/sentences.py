"""A record to the sentences and addresses that formats for machines show to people."""

from __future__ import annotations

import hashlib
import os.path
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from qa.engine.checked import Checked, Record
from qa.engine.in_file import has_file_lines
from qa.writers import Root
from qa.writers.terminal import quoted, visible


def sentence(record: Record) -> str:
    """What is wrong, what to write, what it is held against, and where in an endless line, without control characters.

    ``A space is missing in “ofthe”. Write "of the" in place of "ofthe".``
    """
    return " ".join(part for part in (visible(record.message), proposal(record), against(record), _told(record)) if part)


def _told(record: Record) -> str:
    return "" if record.passage is None else f"It stands in {visible(record.passage)}."


def against(record: Record) -> str:
    """What a translation is held against, as a sentence; empty elsewhere."""
    if record.source is None or record.source_path is None:
        return ""
    text = record.source.text
    shown = quoted(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…") + ", " if text else ""
    # Of a file of pairs, whose source is in it, the unit says where.
    is_other = record.source_path != record.path
    where = f"line {record.source.line} of {visible(address(record.source_path))}, " if is_other else ""
    return f"Held against {shown}{where}unit {visible(record.source.unit)}."


_LONGEST = 120
"""Code points of a passage that is quoted before it is cut: a whole speech may be missing."""


def proposal(record: Record) -> str:
    """What to write, as a sentence; empty where nothing is proposed."""
    return proposed(record.text, record.corrections)


def proposed(text: str, corrections: Sequence[str]) -> str:
    """The same of a wording and what could stand there instead.

    >>> proposed("ofthe", ("of the",)), proposed("", (",",))
    ('Write "of the" in place of "ofthe".', 'Insert ",".')
    """
    if not corrections:
        return ""
    written = " or ".join(quoted(each) if each else "nothing" for each in corrections)
    return f"Write {written} in place of {quoted(text)}." if text else f"Insert {written}."


def has_lines(checked: Checked) -> bool:
    """Whether a document's findings have lines and columns in its file: not in a Word file, nor in one that cannot be read."""
    return checked.unreadable is None and has_file_lines(checked.document)


def place(record: Record, *, lines: bool) -> str:
    """Where a finding stands in its document: ``3:15``; without ``lines`` by page or by paragraph, or nothing."""
    if lines and record.region is not None:
        return f"{record.region.line}:{record.region.column}"
    if record.place is not None or record.cue is not None:
        return str(record.place or record.cue)
    return f"paragraph {record.paragraph}" if record.paragraph is not None else ""


def address(path: str, root: Root | None = None) -> str:
    """The path of a document as a repository knows it: slashes, no "./" before it, and from the root where it lies below that.

    >>> address("./records/a.txt"), address("../a.txt", Root("/house", "/house/records"))
    ('records/a.txt', 'a.txt')
    """
    name = os.path.normpath(path)
    if root is not None and path != "-":
        whole = os.path.normpath(os.path.join(root.here, path))  # noqa: PTH118 - a path of text, which need not be there
        below = os.path.relpath(whole, root.folder)
        name = name if below.startswith(os.pardir) else below
    return name.replace(os.sep, "/")


def fingerprints(found: Iterable[Record], root: Root | None) -> Iterator[str]:
    """An identity of each finding that edits of the words around it do not change: path, rule, wording, and which of several."""
    seen: Counter[str] = Counter()
    for record in found:
        key = "\x1e".join((address(record.path, root), record.rule, " ".join(record.text.split())))
        seen[key] += 1
        data = f"{key}\x1e{seen[key]}".encode("utf-8", "surrogatepass")
        yield hashlib.blake2b(data, digest_size=16).hexdigest()


def uri(path: str, root: Root | None = None) -> str:
    """The path of a document as a URI reference, percent-encoded byte for byte; an absolute one with its scheme.

    >>> uri("records/no 7: Côte.txt"), uri("/records/a#1.txt")
    ('records/no%207%3A%20C%C3%B4te.txt', 'file:///records/a%231.txt')
    """
    name = address(path, root)
    try:
        data = name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half of a pair, which no file's name has, but a name that a program gives may have
        data = name.encode("utf-8", "replace")
    encoded = quote(data)
    return f"file://{encoded}" if encoded.startswith("/") else encoded
