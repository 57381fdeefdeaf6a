"""``qa review``: documents to a page on this machine where each proposal is decided on, and every decision kept at once."""

from __future__ import annotations

import functools
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qa.cli.options import Callback, Settings, checking_options, quiet_option, with_option
from qa.cli.say import say
from qa.ground.errors import QaError

if TYPE_CHECKING:
    from qa.review.store import Store


@dataclass(frozen=True, slots=True)
class _Serving:
    """How the page is served."""

    port: int
    browser: bool
    who: str
    media: Path | None


def _serving_options(command: Callback) -> Callback:
    """--no-browser, --port, --who and --media; the command gets them as ``serving``."""

    @click.option("--no-browser", is_flag=True, help="Open no browser; print the address only.")
    @click.option(
        "--port", type=click.IntRange(0, 65535), default=0, metavar="NUMBER", help="Serve on this port, not on any that is free."
    )
    @click.option("--who", default="", metavar="NAME", help="The reviewer's name, which stands with each decision.")
    @click.option(
        "--media",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Let the page of a transcript of speech play its passages from this recording; no other file is served.",
    )
    @functools.wraps(command)
    def gathered(*, no_browser: bool, port: int, who: str, media: Path | None, **others: Any) -> Any:
        return command(serving=_Serving(port, not no_browser, who, media), **others)

    return gathered


@click.command(name="review", short_help="Decide on each proposal on a page of this machine.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--database",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Keep the decisions in this file, not in the user's own folder of such state.",
)
@_serving_options
@click.option(
    "--export",
    "to",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="Serve nothing; write what was decided on these documents to a file, or to a file each in a folder.",
)
@checking_options
@with_option
@quiet_option
def command(
    paths: tuple[str, ...], database: Path | None, serving: _Serving, to: Path | None, settings: Settings, quiet: bool
) -> None:
    """Decide on each proposal on a page of this machine; several documents get a page over them all.

    What the rules have missed is selected in the text and corrected, deleted, inserted or commented on there.

    The page is served to this machine only, and only to whoever knows the address, until Ctrl-C. Each decision is saved at
    once, and is there when the same documents are reviewed again, even if they were edited in between. Several tabs and
    browsers may be open: nobody overwrites what another has decided without having seen it. Begun anew on the same documents
    it has the same address, and a tab that was left open sends what it could not.

    On the page the corrected documents can be written, exactly as qa fix --decisions --write does, and decisions files
    saved.

    \b
    qa review speech.docx
    qa review records/ --who "A. Reviser"
    qa review captions.vtt --media meeting.mp4
    qa review records/ --export decisions/
    qa fix records/ --decisions decisions/ --diff

    With --decisions, what was rejected there, or is to be ignored always, is not proposed again.
    """
    from qa.batch.discovery import STANDARD_INPUT, find_documents

    documents = tuple(find_documents(paths, config_of=settings.config))
    for path in documents:
        if path != STANDARD_INPUT and not os.path.lexists(path):
            raise QaError(f"no such file or directory: {path}")
    if STANDARD_INPUT in documents:
        raise QaError("standard input cannot be reviewed", expected="files")
    _check_media(serving.media, len(documents))
    store = _store(database)
    try:
        if to is not None:
            _export(documents, store, to, quiet=quiet)
        else:
            _serve(documents, store, settings, serving, quiet=quiet)
    finally:
        store.close()


def _check_media(media: Path | None, documents: int) -> None:
    """Raises QaError for a recording that is none, or that nobody could say which document's it is."""
    if media is None:
        return
    if not media.is_file():
        raise QaError("no such recording", file=str(media))
    if documents != 1:
        raise QaError("--media is for the page of one transcript", found=f"{documents} documents", expected="one document")


def _store(database: Path | None) -> Store:
    from qa.review.store import Store

    return Store(database or default_database())


def default_database() -> Path:
    """One file for all documents of a user, in the folder that the system has for such state: no document's folder, which
    may be read-only, shared or under version control."""
    try:
        from platformdirs import user_state_path
    except ImportError as error:
        raise _missing(error) from error
    return user_state_path("transcript-qa", appauthor=False) / "review.sqlite3"


def _missing(error: ImportError) -> QaError:
    return QaError(f"qa review needs the package {error.name}", expected="pip install 'transcript-qa[review]'")


def _export(documents: tuple[str, ...], store: Store, to: Path, *, quiet: bool) -> None:
    from qa.review.export import export, kept_decisions

    files = [file for path in documents if (file := kept_decisions(store, path)) is not None]
    if not files:
        raise QaError("nothing was decided on these documents", expected="qa review without --export first")
    for path in export(files, to):
        if not quiet:
            click.echo(str(path), err=True)


def _serve(documents: tuple[str, ...], store: Store, settings: Settings, serving: _Serving, *, quiet: bool) -> None:
    from qa.cli.decision_files import read_decided
    from qa.cli.remarks import on_gone, on_unplaced
    from qa.decisions.answers import Answers
    from qa.elsewhere.joining import read_elsewhere

    try:
        from qa.review.serve import serve
        from qa.review.session import Session
    except ImportError as error:
        raise _missing(error) from error
    answers = Answers(read_decided(settings.decisions))
    elsewhere = read_elsewhere(settings.elsewhere)
    for fault in elsewhere.faults:
        say(f"{fault}; left out")
    session = Session(documents, settings.checker(), store, answers, elsewhere, together=settings.together)

    def tell(address: str) -> None:
        click.echo(address)
        if not quiet:
            click.echo(
                "The address above opens the review, on this machine only. Ctrl-C ends it; all decisions are kept.", err=True
            )

    serve(session, tell, port=serving.port, browser=serving.browser, who=serving.who, media=serving.media)
    for remark in (*on_gone(answers), *on_unplaced(elsewhere)):
        click.echo(remark, err=True)
