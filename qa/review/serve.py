"""A review to a server on this machine that runs until it is interrupted."""

from __future__ import annotations

import logging
import socket
import threading
import webbrowser
from collections.abc import Callable

from waitress import create_server

from qa.ground.errors import QaError
from qa.review.guard import TOKEN, Guard
from qa.review.session import Session
from qa.review.site import Site


def serve(session: Session, told: Callable[[str], None], *, port: int = 0, browser: bool = True, who: str = "") -> None:
    """Serve until Ctrl-C. ``told`` is called once with the address, when it can be opened.

    ``port`` 0 is any that is free. Raises QaError where the port is taken.
    """
    listening = _listening(port)
    guard = Guard(int(listening.getsockname()[1]))
    site = Site(session, guard, who)
    # "Serving on …" would be the address without its token.
    logging.getLogger("waitress").setLevel(logging.ERROR)
    server = create_server(site, sockets=[listening], threads=_THREADS, ident=None, max_request_body_size=_LARGEST)
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


_THREADS = 6
_LARGEST = 32 * 1024 * 1024
"""Bytes of a request: tens of thousands of decisions at once."""


def _listening(port: int) -> socket.socket:
    """To this machine alone."""
    try:
        return socket.create_server(("127.0.0.1", port))
    except OSError as error:
        raise QaError(f"the port {port} cannot be used: {error.strerror}", expected="--port with another number") from error


def _open_browser(address: str) -> None:
    """Some browsers keep their caller waiting."""
    threading.Thread(target=webbrowser.open, args=(address,), name="browser", daemon=True).start()
