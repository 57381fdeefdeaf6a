"""``qa patch``: a patch and a text to the patched text, and a word on how each hunk was placed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa.cli.options import quiet_option
from qa.cli.say import say, write_out
from qa.cli.status import Status
from qa.ground.errors import QaError, UnreadableDocument

if TYPE_CHECKING:
    from qa.ground.source import Source
    from qa.patch.patch import HunkOutcome, Patched


@click.command(name="patch", short_help="Apply changes to a text, even if its lines were filled anew.")
@click.argument("patch", metavar="PATCH")
@click.argument("file", metavar="FILE")
@click.option("--reverse", "-R", is_flag=True, help="Take the changes back out.")
@click.option("--check", is_flag=True, help="Only say whether and how the patch applies.")
@click.option("--write", is_flag=True, help="Write the patched text to FILE, whole or not at all.")
@quiet_option
@click.pass_context
def command(context: click.Context, patch: str, file: str, reverse: bool, check: bool, write: bool, quiet: bool) -> None:
    """Apply PATCH to FILE; the patched text goes to standard output.

    PATCH is a unified diff (qa diff, qa fix --diff, git, GNU diff), a patch of diff-match-patch, or the changes of qa diff
    -o json; its content tells which. A hunk is looked for to the letter, then by its words, however the lines are filled,
    then by what is most like it; one that fits at several places fails. Standard error says how each was placed.

    \b
    qa diff old.txt new.txt -o patch > changes.diff
    qa patch changes.diff rewrapped.txt > patched.txt
    qa patch changes.diff patched.txt --reverse --check

    \b
    Exit status:
      0  the whole patch was applied, or applies
      1  hunks failed; they were left out
      2  wrong use, or PATCH is no patch
      3  a file could not be read, or the patched text not written in the encoding of FILE
    """
    from qa.batch.discovery import STANDARD_INPUT
    from qa.patch.changes import DoesNotApply
    from qa.patch.patch import apply_patch

    if check and write:
        raise QaError("--check and --write exclude each other")
    if patch == file == STANDARD_INPUT:
        raise QaError("standard input can be one of the two files only")
    if write and file == STANDARD_INPUT:
        raise QaError("standard input cannot be written to", expected="qa patch PATCH - > FILE")
    try:
        source = _loaded(file)
        patched = apply_patch(_patch_text(patch, source), source.text, patch_name=patch, name=file, reverse=reverse)
        data = source.encoded(patched.text)
    except UnreadableDocument as error:
        say(f"{error.path}: cannot be patched: {error.reason}")
        context.exit(Status.UNREADABLE)
    except DoesNotApply as error:
        say(f"{file}: {error}")
        context.exit(Status.FINDINGS)
    if not check and not write:
        write_out(data)
    elif not check and data != source.data:
        write_out(data, Path(source.path), read=source.data)
    for line in account(patched, file, quiet=quiet):
        say(line)
    context.exit(Status.FINDINGS if patched.failed else Status.GOOD)


def _loaded(path: str) -> Source:
    from qa.batch.check import load_document

    document = load_document(path)
    if document.text_file is None:
        raise QaError("only plain text can be patched so far", file=path, found=f"the format {document.format}")
    return document.text_file


def _patch_text(path: str, source: Source) -> str:
    """A patch is in UTF-8 or, as its lines are the file's, in the file's own encoding."""
    from qa.batch.check import read_bytes

    data = read_bytes(path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode(source.encoding)
        except UnicodeDecodeError as error:
            reason = f"neither UTF-8 nor in the encoding of {source.path}, {source.encoding}"
            raise UnreadableDocument(path, reason) from error


def account(patched: Patched, file: str, *, quiet: bool) -> Iterator[str]:
    """How each hunk was placed that does not stand to the letter; those that failed with their content, with ``quiet`` alone.

    ``speech.txt:12: hunk 3: re-wrapped``
    """
    from qa.patch.locate import Fit

    for outcome in patched.outcomes:
        failed = outcome.fit is Fit.FAILED
        if failed or not (quiet or outcome.fit is Fit.EXACT):
            yield f"{file}:{outcome.line}: hunk {outcome.number}: {_fit(outcome)}"
        if failed:
            yield from outcome.content.splitlines()
    if not quiet and patched.outcomes:
        exact = sum(outcome.fit is Fit.EXACT for outcome in patched.outcomes)
        applied = len(patched.outcomes) - len(patched.failed)
        yield f"{file}: {applied} applied, {exact} of them to the letter, {len(patched.failed)} failed"


def _fit(outcome: HunkOutcome) -> str:
    from qa.patch.locate import Fit

    told = {
        Fit.EXACT: "exact",
        Fit.OFFSET: f"at an offset of {outcome.amount} {outcome.unit}{'' if abs(outcome.amount) == 1 else 's'}",
        Fit.REWRAPPED: "re-wrapped: its words stand in other lines",
        Fit.CONTEXT: f"with context differing in {outcome.amount} {'word' if outcome.amount == 1 else 'words'}",
        Fit.FUZZY: f"by fuzzy match, {outcome.amount} {'character' if outcome.amount == 1 else 'characters'} differing",
        Fit.FAILED: f"failed: {outcome.reason}",
    }
    return told[outcome.fit]
