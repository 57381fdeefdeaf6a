"""``qa lsp``: an editor's messages on standard input to answers on standard output."""

from __future__ import annotations

import logging
import sys

import click

from qa.cli.options import today
from qa.ground.errors import QaError


@click.command(name="lsp", short_help="Serve an editor with findings and corrections while its user types.")
@click.option("--log", metavar="LEVEL", type=click.Choice(["error", "info", "debug"]), default="error", show_default=True,
              help="How much to tell of itself on standard error.")  # fmt: skip
def command(log: str) -> None:
    """Serve an editor that speaks the Language Server Protocol, over standard input and output, until it says goodbye.

    Documents are plain text, Markdown, TEI, Akoma Ntoso and HTML. Their mistakes are marked while they are typed, with
    corrections, and with explanations where the pointer rests. What is in force for a document is what its configuration
    says; a change of that is heeded at once. Nothing is sent anywhere.

    \b
    qa lsp

    reports/editors/ has an extension for VS Code, and settings for Neovim, Emacs, Helix and others.
    """
    try:
        from qa.lsp.language_server import make_server
    except ImportError as error:
        raise QaError(f"qa lsp needs the package {error.name}", expected="pip install 'transcript-qa[lsp]'") from error
    logging.basicConfig(level=log.upper(), stream=sys.stderr)
    make_server(today).start_io()
