"""A review to a server on this machine that runs until it is interrupted."""

from __future__ import annotations

import logging
import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from waitress import create_server
from waitress.server import BaseWSGIServer

from qa.ground.errors import QaError
from qa.review.guard import TOKEN, Guard
from qa.review.session import Session
from qa.review.site import Site


def serve(
    session: Session,
    told: Callable[[str], None],
    *,
    port: int = 0,
    browser: bool = True,
    who: str = "",
    media: Path | None = None,
) -> None:
    """Serve until Ctrl-C. ``told`` is called once with the address, when it can be opened.

    ``media`` is a recording of the one document that is reviewed, a transcript of speech. ``port`` 0 is the one where the
    same documents were reviewed last, so that tabs left open go on, or any that is free.
    Raises QaError where the port is taken.
    """
    store = session.store
    listening = _listening(port) if port else _as_before(store.port(session.name))
    secrets = store.secrets()
    guard = Guard(int(listening.getsockname()[1]), secrets.token, secrets.session)
    store.keep_port(session.name, guard.port)
    site = Site(session, guard, who, media)
    # "Serving on …" would be the address without its token.
    logging.getLogger("waitress").setLevel(logging.ERROR)
    server = server_on(listening, site)
    stopping = threading.Event()
    checking = threading.Thread(target=session.examine_all, args=(stopping,), name="checking", daemon=True)
    try:
        checking.start()
        told(f"{guard.address}/?{TOKEN}={guard.token}")
        if browser:
            _open_browser(f"{guard.address}/?{TOKEN}={guard.launch_token()}")
        server.run()
    finally:
        stopping.set()
        server.close()
        checking.join()


def server_on(listening: socket.socket, site: Site) -> BaseWSGIServer:
    """The server of a review, not running yet, which nobody can keep from answering by sending much, slowly or nothing."""
    server: BaseWSGIServer = create_server(
        site,
        sockets=[listening],
        ident=None,
        threads=_THREADS,
        connection_limit=_allowed_connections(),
        channel_timeout=PATIENCE,
        cleanup_interval=PATIENCE // 3,
        max_request_body_size=LARGEST,
        max_request_header_size=LONGEST_HEAD,
        # select() knows no more than 1,024 connections.
        asyncore_use_poll=True,
    )
    return server


_THREADS = 6
MOST_CONNECTIONS = 4_000
"""At once."""
PATIENCE = 30
"""Seconds that a connection may say nothing before it is closed."""
LARGEST = 4 * 1024 * 1024
"""Bytes of a request's body: several times what a page sends at once, which is a thousand decisions."""
LONGEST_HEAD = 64 * 1024
"""Bytes of a request's head."""


def _allowed_connections() -> int:
    """As many as the limit, or as the system lets a program have files: by itself it often gives 1,024, and more when asked."""
    try:
        import resource
    except ImportError:  # a system without such a limit
        return MOST_CONNECTIONS
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + _OTHER_FILES
    if soft == resource.RLIM_INFINITY:
        return MOST_CONNECTIONS
    if soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else max(soft, min(wanted, hard))
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return max(_OTHER_FILES, min(MOST_CONNECTIONS, soft - _OTHER_FILES))


_OTHER_FILES = 100
"""Documents, the database, and what Python itself has open."""


def _as_before(port: int | None) -> socket.socket:
    """Where tabs that are still open ask; anywhere else where something else is there by now."""
    if port is not None:
        with suppress(QaError):
            return _listening(port)
    return _listening(0)


def _listening(port: int) -> socket.socket:
    """To this machine alone."""
    try:
        return socket.create_server(("127.0.0.1", port))
    except OSError as error:
        raise QaError(f"the port {port} cannot be used: {error.strerror}", expected="--port with another number") from error


def _open_browser(address: str) -> None:
    """Some browsers keep their caller waiting."""
    threading.Thread(target=webbrowser.open, args=(address,), name="browser", daemon=True).start()
