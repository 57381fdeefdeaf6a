"""``qa merge``: a base and two versions made of it to one text with the changes of both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from qa.cli.options import quiet_option
from qa.cli.say import say, write_out
from qa.cli.status import Status
from qa.ground.errors import QaError, UnreadableDocument

if TYPE_CHECKING:
    from qa.ground.document import Document
    from qa.threeway.merge import Merged

    Documents = tuple[Document, Document, Document]


@click.command(name="merge", short_help="Merge two versions that were made of one, word by word.")
@click.argument("base", metavar="BASE")
@click.argument("ours", metavar="OURS")
@click.argument("theirs", metavar="THEIRS")
@click.option("--write", is_flag=True, help="Write the merged text to OURS, whole or not at all.")
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FORMAT[=PATH]",
    help="text (default) or json, one decision a line; to standard output without PATH. May be repeated.",
)
@click.option(
    "--style",
    type=click.Choice(["merge", "diff3"]),
    default="merge",
    show_default=True,
    help="What stands between the markers of a conflict: ours and theirs, or the base between them too.",
)
@click.option(
    "-L",
    "--label",
    "labels",
    multiple=True,
    metavar="NAME",
    help="What the markers call OURS, BASE and THEIRS, in this order as for git merge-file (default: the names of the files).",
)
@quiet_option
def command(
    base: str,
    ours: str,
    theirs: str,
    write: bool,
    outputs: tuple[str, ...],
    style: str,
    labels: tuple[str, ...],
    quiet: bool,
) -> None:
    """Take what changed from BASE to OURS and from BASE to THEIRS; the merged text goes to standard output.

    Words are merged, not lines: how the lines are filled, line-end hyphens and the style of quotes are no changes. The
    text is OURS to the letter but for the words that are THEIRS. A passage that one side moved and the other changed is
    moved and changed. Where both changed the same words, or words beside one another, each in its own way, both stand in
    the text between git's conflict markers.

    \b
    qa merge sent.txt mine.txt yours.txt > merged.txt
    qa merge sent.txt mine.txt yours.txt --write --style diff3

    For git to merge records so:

    \b
    git config merge.transcript.driver "qa merge %O %A %B --write -L ours -L base -L theirs"
    echo "*.txt merge=transcript" >> .gitattributes

    \b
    Exit status:
      0  no conflict
      1  conflicts, marked in the text and told on standard error
      2  wrong use
      3  a file could not be read, or the merged text not written in the encoding of OURS
    """
    from qa.batch.discovery import STANDARD_INPUT
    from qa.threeway.merge import merge
    from qa.threeway.write import ConflictStyle, Labels

    orders = tuple(_parsed(output) for output in outputs) or (() if write else (("text", None),))
    if len([path for _, path in orders if path is None]) > 1:
        raise QaError("two formats, and one standard output", expected="-o FORMAT=PATH")
    if (base, ours, theirs).count(STANDARD_INPUT) > 1:
        raise QaError("standard input can be one of the three files only")
    if write and ours == STANDARD_INPUT:
        raise QaError("standard input cannot be written to", expected="qa merge BASE - THEIRS > FILE")
    if len(labels) > 3:
        raise QaError("three files have three labels", found=f"{len(labels)} times --label")
    names = (*labels, *(ours, base, theirs)[len(labels) :])
    try:
        documents = _loaded(base), _loaded(ours), _loaded(theirs)
        merged = merge(*documents, ConflictStyle(style), Labels(ours=names[0], base=names[1], theirs=names[2]))
        written = [(FORMATS[name](merged, documents), path) for name, path in orders]
        text = _text(merged, documents) if write else b""
    except UnreadableDocument as error:
        say(f"{error.path}: cannot be merged: {error.reason}")
        click.get_current_context().exit(Status.UNREADABLE)
    if write and text != documents[1].source.data:
        write_out(text, Path(ours), read=documents[1].source.data)
    for data, path in written:
        write_out(data, None if path is None else Path(path))
    if not quiet:
        for line in account(merged, documents):
            say(line)
    click.get_current_context().exit(Status.FINDINGS if merged.conflicts else Status.GOOD)


def _parsed(output: str) -> tuple[str, str | None]:
    name, given, path = output.partition("=")
    if name not in FORMATS:
        raise QaError(f"unknown format {name!r}", expected=f"one of {', '.join(FORMATS)}")
    if given and not path:
        raise QaError(f"-o {output} names no file", expected=f"-o {name}=PATH")
    return name, None if path in ("", "-") else path


def _loaded(path: str) -> Document:
    from qa.batch.check import load_document

    document = load_document(path)
    if document.text_file is None:
        raise QaError("only plain text can be merged so far", file=path, found=f"the format {document.format}")
    return document


def _text(merged: Merged, documents: Documents) -> bytes:
    source = documents[1].text_file
    assert source is not None
    return source.encoded(merged.text)


def _json(merged: Merged, documents: Documents) -> bytes:
    from qa.batch.delivery import encoded
    from qa.writers.merge import json_lines

    return encoded(json_lines(merged, *(document.text for document in documents)))


FORMATS: MappingProxyType[str, Callable[[Merged, Documents], bytes]] = MappingProxyType({"text": _text, "json": _json})


def account(merged: Merged, documents: Documents) -> Iterator[str]:
    """The conflicts with their lines in the merged text, and how many changes were taken from whom.

    ``mine.txt:14: conflict: "Tuesday." or "Wednesday."``
    """
    from qa.ground.span import LineIndex
    from qa.threeway.regions import Choice
    from qa.writers.terminal import quoted

    _, ours, theirs = documents
    lines = LineIndex(merged.text)
    for conflict in merged.conflicts:
        line, _ = lines.place(conflict.merged.start)
        here, there = ours.text[conflict.ours.slice], theirs.text[conflict.theirs.slice]
        yield f"{ours.path}:{line}: conflict: {quoted(here) if here else 'nothing'} or {quoted(there) if there else 'nothing'}"
    counts = [f"{merged.count(Choice(choice))} {told}" for choice, told in _TOLD.items()]
    conflicts = merged.count(Choice.CONFLICT)
    yield f"{ours.path}: {', '.join(counts)}, {conflicts} {'conflict' if conflicts == 1 else 'conflicts'}"


_TOLD = {"ours": "taken from ours", "theirs": "from theirs", "both": "the same in both"}
