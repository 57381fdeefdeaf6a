"""``qa xml``: an annotated XML file back to the text it was made from, or to the corrected text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

import click

from qa.cli.options import confidence_option
from qa.errors import QaError, UnreadableDocument


@click.command(name="xml", short_help="Take the text back out of annotated XML.")
@click.argument("file", metavar="FILE")
@click.option(
    "--extract",
    type=click.Choice(["source", "corrected"]),
    required=True,
    help="The text as it was, byte for byte, or with its corrections applied.",
)
@confidence_option
@click.option("-o", "--output", metavar="PATH", type=click.Path(path_type=Path), help="Write to this file, not standard output.")
def command(file: str, extract: Literal["source", "corrected"], confidence: str, output: Path | None) -> None:
    """Take the text back out of a file that "qa check -o xml" wrote.

    \b
    qa xml speech.xml --extract source > speech.txt
    """
    from qa.batch.atomic import write_atomically
    from qa.batch.checking import read_bytes
    from qa.finding import Confidence
    from qa.readers.annotated import extract as extracted

    try:
        data = extracted(read_bytes(file), extract, Confidence(confidence), file)
    except UnreadableDocument as error:
        raise QaError(error.reason, file=file) from error
    if output is not None:
        write_atomically(output, data)
        return
    stream = sys.stdout.buffer
    stream.write(data)
    stream.flush()
