"""A request to the reason why it is not answered, or none: only this machine's own pages, opened with the address printed.

A page of any site may make a browser send requests to 127.0.0.1. It knows no token, and the browser tells where the request
comes from; a name that was made to point here (DNS rebinding) is not one of ours.
"""

from __future__ import annotations

import hmac
import secrets
import threading
from dataclasses import dataclass, field

from werkzeug import Request

TOKEN = "token"
"""The parameter of the address that opens the review."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Who may see and decide."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    """For the address that is printed, for several browsers."""
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    """The cookie's value. Where both are kept, a tab that was let in once is so after the server has begun anew."""
    _launches: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def address(self) -> str:
        return f"http://{_HOSTS[0]}:{self.port}"

    @property
    def cookie(self) -> str:
        """The cookie's name: a browser sends what one port has set to all others of the host."""
        return f"qa-review-{self.port}"

    def launch_token(self) -> str:
        """A token that opens the review once: who starts a browser shows its address to all users of the machine."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._launches.add(token)
        return token

    def lets_in(self, token: str) -> bool:
        """Whether the token may be exchanged for the cookie."""
        with self._lock:
            if token in self._launches:
                self._launches.discard(token)
                return True
        return hmac.compare_digest(token.encode(), self.token.encode())

    def refusal(self, request: Request) -> str | None:
        """Why a request may not come from one of our pages, whatever it carries."""
        if request.headers.get("Host", "") not in {f"{host}:{self.port}" for host in _HOSTS}:
            return "this server answers to 127.0.0.1 and localhost only"
        origin = request.headers.get("Origin")
        if origin is None and request.method not in _READING:
            return "a request that changes something must say where it comes from"
        if origin is not None and origin != f"http://{request.headers['Host']}":
            return "the request comes from another site"
        # Links and the address bar lead here from anywhere; that is what the cookie is strict for.
        is_followed = request.headers.get("Sec-Fetch-Mode") == "navigate" and request.method in _READING
        if request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none") and not is_followed:
            return "the request comes from another site"
        return None

    def knows(self, request: Request) -> bool:
        """Whether the request carries our cookie."""
        return hmac.compare_digest(request.cookies.get(self.cookie, "").encode(), self.session.encode())


_HOSTS = ("127.0.0.1", "localhost")
_READING = ("GET", "HEAD")
