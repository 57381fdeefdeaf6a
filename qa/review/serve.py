"""A review to a server on this machine that runs until it is interrupted."""

from __future__ import annotations

import logging
import socket
import threading
import webbrowser
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from waitress import create_server

from qa.ground.errors import QaError
from qa.review.guard import TOKEN, Guard
from qa.review.session import Session
from qa.review.site import Site


def serve(session: Session, told: Callable[[str], None], *, port: int = 0, browser: bool = True, who: str = "") -> None:
    """Serve until Ctrl-C. ``told`` is called once with the address, when it can be opened.

    ``port`` 0 is the one where the same documents were reviewed last, so that tabs left open go on, or any that is free.
    Raises QaError where the port is taken.
    """
    store = session.store
    listening = _listening(port) if port else _as_before(store.port(session.name))
    secrets = store.secrets()
    guard = Guard(int(listening.getsockname()[1]), secrets.token, secrets.session)
    store.keep_port(session.name, guard.port)
    site = Site(session, guard, who)
    # "Serving on …" would be the address without its token.
    logging.getLogger("waitress").setLevel(logging.ERROR)
    server = create_server(site, sockets=[listening], ident=None, **_LIMITS)
    _allow_connections()
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


MOST_CONNECTIONS = 4_000
"""At once; whoever opens one and says nothing keeps it for ``PATIENCE`` only."""
PATIENCE = 30
"""Seconds that a connection may say nothing."""
LARGEST = 4 * 1024 * 1024
"""Bytes of a request: ten times what a page sends at once, which is a thousand decisions at most."""
_LIMITS: Mapping[str, Any] = {
    "threads": 6,
    "connection_limit": MOST_CONNECTIONS,
    "channel_timeout": PATIENCE,
    "cleanup_interval": PATIENCE // 3,
    "max_request_body_size": LARGEST,
    "max_request_header_size": 64 * 1024,
    # select() knows no more than 1,024 connections.
    "asyncore_use_poll": True,
}


def _allow_connections() -> None:
    """As many as the limit, where the system lets a program have so many files: by itself it often gives 1,024."""
    try:
        import resource
    except ImportError:  # a system without such a limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + _OTHER_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        wanted = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))


_OTHER_FILES = 200
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
