"""A request to the answer: the pages of a review, what has changed since, and decisions to be saved.

It is a WSGI application; qa/review/serve.py runs it.
"""

from __future__ import annotations

import json
import mimetypes
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from werkzeug import Request, Response
from werkzeug.datastructures import ContentRange
from werkzeug.exceptions import (
    BadRequest,
    Conflict,
    Forbidden,
    Gone,
    HTTPException,
    NotFound,
    UnprocessableEntity,
    UnsupportedMediaType,
)
from werkzeug.routing import Map, Rule
from werkzeug.utils import send_file

from qa.decisions.record import Decision, Verdict, is_time
from qa.ground.errors import QaError
from qa.ground.note import Note
from qa.review.export import archive
from qa.review.guard import TOKEN, Guard
from qa.review.session import Proposal, Session, UnknownFinding, Wish
from qa.review.store import AnotherText, Standing
from qa.writers.html.index import row, served_index
from qa.writers.html.page import served
from qa.writers.html.templates import visible

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


class Site:
    """The pages of one review."""

    def __init__(self, session: Session, guard: Guard, who: str = "", media: Path | None = None) -> None:
        """``who`` is the reviewer where a browser knows no other name; ``media`` the one recording that is served."""
        self._session = session
        self._guard = guard
        self._who = who
        self._media = media
        self._answers: Mapping[str, Callable[..., Response]] = {
            "home": self._home,
            "document": self._document,
            "picture": self._picture,
            "media": self._recording,
            "decide": self._decide,
            "news": self._news,
            "progress": self._progress,
            "next": self._next,
            "proposals": self._proposals,
            "write": self._write,
            "archive": self._archive,
        }

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return self.answer(Request(environ))(environ, start_response)

    def answer(self, request: Request) -> Response:
        """What a request gets; never an exception."""
        try:
            response = self._guarded(request)
        except HTTPException as error:
            response = Response(f"{error.description}\n", status=error.code)
        except QaError as error:
            response = Response(f"{visible(str(error))}\n", status=500)
        response.headers.update(_HEADERS)
        return response

    def _guarded(self, request: Request) -> Response:
        if reason := self._guard.refusal(request):
            raise Forbidden(f"Refused: {reason}.")
        token = request.args.get(TOKEN)
        if token is not None and request.method == "GET" and self._guard.lets_in(token):
            return self._let_in()
        if not self._guard.knows(request):
            raise Forbidden("Refused: open the address that qa review has printed.")
        endpoint, values = _ROUTES.bind_to_environ(request.environ).match()
        if "number" in values:
            self._numbered(values["number"])
        return self._answers[endpoint](request, **values)

    def _numbered(self, number: int) -> int:
        """A number that is one of a document. Raises NotFound."""
        if not 1 <= number <= len(self._session.documents):
            raise NotFound("There is no such document in this review.")
        return number

    def _let_in(self) -> Response:
        """The token leaves the address, and the cookie comes.

        A page that leads on, and no redirection: a browser that was led here by another site would follow that without the
        strict cookie, for the other site's sake.
        """
        response = _page(_ENTRANCE)
        response.set_cookie(self._guard.cookie, self._guard.session, httponly=True, samesite="Strict", path="/")
        return response

    # Pages

    def _home(self, request: Request) -> Response:
        if len(self._session.documents) == 1:
            return _redirected("/documents/1")
        return _page(served_index(self._session.documents, {"who": self._who}))

    def _document(self, request: Request, number: int) -> Response:
        checked = self._session.open(number)
        last, standing = self._session.store.last(), self._session.standing(number)
        around = {
            "number": number,
            "count": len(self._session.documents),
            "who": self._who,
            "document": self._session.key(number),
            "version": max((each.version for each in standing), default=last),
            "standing": [_standing(each) for each in standing],
        }
        return _page(served(checked, around, _address(self._media) if self._media else None))

    def _picture(self, request: Request, number: int, page: int) -> Response:
        """A page of a PDF file as it is printed."""
        picture = self._session.picture(number, page)
        if picture is None:
            raise NotFound("There is no such page.")
        return Response(picture, mimetype="image/webp")

    def _recording(self, request: Request, suffix: str = "") -> Response:
        """The recording, or a range of its bytes; nothing else that may be asked for is there."""
        if self._media is None or request.path != _address(self._media):
            raise NotFound("There is no recording.")
        try:
            return _file(self._media, request)
        except OSError as error:
            raise NotFound("The recording cannot be read.") from error

    def _next(self, request: Request) -> Response:
        number = self._session.next_undecided(_number(request, "after"))
        return _redirected("/?all-decided" if number is None else f"/documents/{number}#undecided")

    # What the pages ask for while they are open

    def _is_shown(self, number: int, key: str) -> None:
        """Raises Gone for a page of another review, which was served here before and gave its document that number."""
        if self._session.key(number) != key:
            raise Gone("The address has changed: another review runs here now.")

    def _news(self, request: Request, number: int) -> Response:
        self._is_shown(number, request.args.get("document", ""))
        examined = self._session.examine(number)
        standing = self._session.standing(number, _number(request, "after"))
        version = max((each.version for each in standing), default=_number(request, "after"))
        return _json({"digest": examined.digest, "version": version, "standing": [_standing(each) for each in standing]})

    def _progress(self, request: Request) -> Response:
        count, examined = self._session.examined(_number(request, "after"))
        rows = [[each.number - 1, row(each.entry, self._session.rules)] for each in examined]
        decided = {number - 1: decided for number, decided in self._session.decided().items()}
        return _json({"count": count, "rows": rows, "rules": list(self._session.rules), "decided": decided})

    def _decide(self, request: Request, number: int) -> Response:
        content = _content(request, {"document": str, "digest": str, "decisions": list})
        self._is_shown(number, content["document"])
        wishes = [_wish(entry) for entry in content["decisions"]]
        try:
            outcome = self._session.decide(number, content["digest"], wishes)
        except AnotherText as error:
            raise Conflict("The document changed on the disk.") from error
        except UnknownFinding as error:
            raise UnprocessableEntity("The document has no such finding or passage.") from error
        saved, refused = ([_standing(each) for each in some] for some in (outcome.saved, outcome.refused))
        return _json({"saved": saved, "refused": refused})

    # Handing over

    def _proposals(self, request: Request) -> Response:
        wanted = request.args.get("document", type=int)
        if wanted is not None:
            return _json([_proposal(self._session.proposal(self._numbered(wanted)))])
        proposals = map(self._session.proposal, range(1, len(self._session.documents) + 1))
        return _json([_proposal(each) for each in proposals if each.corrections or each.left or each.hindrance])

    def _write(self, request: Request) -> Response:
        """One document a request, so that the page can say how far it is and one that fails stops no other."""
        content = _content(request, {"document": int, "digest": str, "version": int})
        written = self._session.write(self._numbered(content["document"]), content["digest"], content["version"])
        return _json({key: visible(value) for key, value in asdict(written).items()})

    def _archive(self, request: Request) -> Response:
        response = Response(archive(self._session.files()), mimetype="application/zip")
        response.headers["Content-Disposition"] = 'attachment; filename="decisions.zip"'
        return response


_ROUTES = Map(
    [
        Rule("/", endpoint="home", methods=["GET"]),
        Rule("/documents/<int:number>", endpoint="document", methods=["GET"]),
        Rule("/documents/<int:number>/pages/<int:page>.webp", endpoint="picture", methods=["GET"]),
        Rule("/media", endpoint="media", methods=["GET"]),
        Rule("/media.<suffix>", endpoint="media", methods=["GET"]),
        Rule("/documents/<int:number>/decisions", endpoint="decide", methods=["POST"]),
        Rule("/documents/<int:number>/news", endpoint="news", methods=["GET"]),
        Rule("/progress", endpoint="progress", methods=["GET"]),
        Rule("/next", endpoint="next", methods=["GET"]),
        Rule("/proposals", endpoint="proposals", methods=["GET"]),
        Rule("/write", endpoint="write", methods=["POST"]),
        Rule("/decisions.zip", endpoint="archive", methods=["GET"]),
    ]
)

_ENTRANCE = (
    '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Review</title>'
    '<meta http-equiv="refresh" content="0; url=/"><p><a href="/">To the review</a></p></html>'
)

_HEADERS = {
    # What the page itself cannot say in a meta element; its other rules stand there, with their hashes.
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def _page(html: str) -> Response:
    return Response(html.encode("utf-8", "replace"), mimetype="text/html")


def _json(value: object) -> Response:
    return Response(json.dumps(value), mimetype="application/json")


def _address(media: Path) -> str:
    """Without the file's name; its kind tells the page what plays it."""
    return f"/media{media.suffix}"


_AT_ONCE = 2 * 1024 * 1024
"""Bytes of a file in one answer, so that no player holds a thread of the server while it has enough; it asks for more."""


def _file(path: Path, request: Request) -> Response:
    """The range of a file that is asked for, or the beginning of it; the whole where none is. Raises OSError."""
    if request.range is None:
        return send_file(path.resolve(), request.environ, max_age=0)
    size = path.stat().st_size
    span = request.range.range_for_length(size) if request.range.units == "bytes" else None
    if span is None:
        return Response(status=416, headers={"Content-Range": f"bytes */{size}"})
    with path.open("rb") as file:
        file.seek(span[0])
        content = file.read(min(span[1] - span[0], _AT_ONCE))
    response = Response(content, status=206, mimetype=mimetypes.guess_type(path.name)[0] or "application/octet-stream")
    response.content_range = ContentRange("bytes", span[0], span[0] + len(content), size)
    response.accept_ranges = "bytes"
    return response


def _redirected(to: str) -> Response:
    return Response(status=303, headers={"Location": to})


# What a page sends


def _number(request: Request, name: str) -> int:
    value = request.args.get(name, type=int)
    if value is None or not 0 <= value < _LARGE:
        raise BadRequest(f"{name}: a number is expected.")
    return value


_LARGE = 1 << 53


def _content(request: Request, fields: Mapping[str, type]) -> dict[str, Any]:
    """The object that a request carries, each of its fields of its type."""
    if request.mimetype != "application/json":
        # Not one of the types that a form of another site can send without asking first.
        raise UnsupportedMediaType("JSON is expected.")
    try:
        content = json.loads(request.get_data())
    except (ValueError, RecursionError) as error:
        raise BadRequest("The request is not valid JSON.") from error
    return _checked(content, fields)


def _checked(content: object, fields: Mapping[str, type]) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise BadRequest("An object is expected.")
    for name, kind in fields.items():
        if type(content.get(name)) is not kind:
            raise BadRequest(f"{name}: wrong value.")
    return content


def _wish(entry: object) -> Wish:
    content = _checked(entry, {"finding": str, "base": int})
    if not _IS_ID.fullmatch(content["finding"]):
        raise BadRequest("finding: wrong value.")
    verdict, seen = content.get("verdict"), _seen(content)
    if verdict is None:
        return Wish(content["finding"], content["base"], None, seen=seen)
    if verdict not in list(Verdict):
        raise BadRequest("verdict: wrong value.")
    texts = _texts(content, "correction", "reason", "who", "when")
    thread = tuple(_note(note) for note in _checked({"thread": [], **content}, {"thread": list})["thread"])
    if Verdict(verdict).changes != ("correction" in texts):
        raise BadRequest("correction: wrong value.")
    if verdict == Verdict.COMMENTED and not thread:
        raise BadRequest("thread: wrong value.")
    return Wish(content["finding"], content["base"], Verdict(verdict), **texts, thread=thread, seen=seen)


def _seen(content: Mapping[str, Any]) -> tuple[int, str] | None:
    """The passage that a reviewer saw, where no rule found it."""
    if "seen" not in content:
        return None
    seen = _checked(content["seen"], {"start": int, "text": str})
    if not 0 <= seen["start"] < _LARGE:
        raise BadRequest("start: wrong value.")
    return seen["start"], seen["text"]


def _note(entry: object) -> Note:
    texts = _texts(_checked(entry, {"text": str}), "text", "who", "when")
    return Note(**texts)


def _texts(content: Mapping[str, Any], *names: str) -> dict[str, str]:
    texts = {name: content[name] for name in names if name in content}
    _checked(texts, dict.fromkeys(texts, str))
    if "when" in texts and not is_time(texts["when"]):
        raise BadRequest("when: wrong value.")
    if not all(_is_encodable(text) for text in texts.values()):
        raise UnprocessableEntity("Half of a surrogate pair can be written in no file.")
    return texts


_IS_ID = re.compile(r"[\w-]{1,64}")


def _is_encodable(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


# What a page is told


def _standing(standing: Standing) -> dict[str, Any]:
    decision = standing.decision
    seen = {"start": decision.start, "text": decision.anchor.text} if decision is not None and decision.is_own else None
    return {
        "finding": standing.finding,
        "version": standing.version,
        "decided": None if decision is None else _decided(decision),
        **({} if seen is None else {"seen": seen}),
    }


def _decided(decision: Decision) -> dict[str, Any]:
    """As the page's script holds it."""
    fields = {
        "correction": decision.correction,
        "reason": decision.reason or None,
        "who": decision.who or None,
        "when": decision.when or None,
        "thread": [asdict(note) for note in decision.thread] or None,
    }
    return {"verdict": decision.verdict.value, **{key: value for key, value in fields.items() if value is not None}}


def _proposal(proposal: Proposal) -> dict[str, Any]:
    left = [[visible(decision.anchor.text), visible(decision.correction or ""), reason] for decision, reason in proposal.left]
    return {**asdict(proposal), "path": visible(proposal.path), "left": left}
