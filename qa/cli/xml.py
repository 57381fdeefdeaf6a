"""``qa xml``: XML that ``qa check`` or ``qa diff`` wrote, back to a text it was made from, or to the corrected text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

import click

from qa.cli.options import confidence_option
from qa.ground.errors import QaError, UnreadableDocument

_Text = Literal["source", "corrected", "old", "new"]


@click.command(name="xml", short_help="Take the text back out of annotated XML.")
@click.argument("file", metavar="FILE")
@click.option(
    "--extract",
    type=click.Choice(["source", "corrected", "old", "new"]),
    required=True,
    help="Of a checked text: as it was, byte for byte, or with its corrections applied. Of a comparison: one version.",
)
@confidence_option
@click.option("-o", "--output", metavar="PATH", type=click.Path(path_type=Path), help="Write to this file, not standard output.")
def command(file: str, extract: _Text, confidence: str, output: Path | None) -> None:
    """Take a text back out of a file that "qa check -o xml" or "qa diff -o xml" wrote.

    \b
    qa xml speech.xml --extract source > speech.txt
    qa xml comparison.xml --extract old > first-version.txt
    """
    from qa.batch.atomic import write_atomically
    from qa.batch.check import read_bytes

    try:
        data = _extracted(read_bytes(file), extract, confidence, file)
    except UnreadableDocument as error:
        raise QaError(error.reason, file=file) from error
    if output is not None:
        write_atomically(output, data)
        return
    stream = sys.stdout.buffer
    stream.write(data)
    stream.flush()


def _extracted(data: bytes, which: _Text, confidence: str, path: str) -> bytes:
    if which == "source" or which == "corrected":  # noqa: PLR1714 - written otherwise, mypy does not see what is left
        from qa.extract.findings import extract as checked_text
        from qa.ground.finding import Confidence

        return checked_text(data, which, Confidence(confidence), path)
    from qa.extract.versions import extract as version

    return version(data, which, path)
