"""Requests to the review server: who is answered, and what a wrong one gets."""

from __future__ import annotations

import contextlib
import html
import http.client
import json
import socket
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from werkzeug.test import Client, TestResponse

from qa.batch.checkers import Checkers
from qa.config.files import Configurations
from qa.decisions.answers import Answers
from qa.review.guard import Guard
from qa.review.serve import LARGEST, LONGEST_HEAD, server_on
from qa.review.serve import PATIENCE as PATIENCE_OF_SERVER
from qa.review.session import Session
from qa.review.site import Site
from qa.review.store import Store
from tests.review.process import FOUND, SPEECH, Review
from tests.waiting import PATIENCE

PORT = 8123
HOME = {"Host": f"127.0.0.1:{PORT}"}
OWN = {**HOME, "Origin": f"http://127.0.0.1:{PORT}", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture(scope="module")
def checkers() -> Checkers:
    return Checkers(Configurations().of, date(2026, 1, 1))


@pytest.fixture
def guard() -> Guard:
    return Guard(PORT)


@pytest.fixture
def session(tmp_path: Path, checkers: Checkers) -> Iterator[Session]:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{name} has this.\n\n{SPEECH}", encoding="utf-8")
    store = Store(tmp_path / "review.sqlite3")
    yield Session([str(tmp_path / name) for name in ("a.txt", "b.txt")], checkers, store, Answers(()))
    store.close()


@pytest.fixture
def client(session: Session, guard: Guard) -> Client:
    """One that has the cookie."""
    client = Client(Site(session, guard), use_cookies=True)
    client.set_cookie(guard.cookie, guard.session, domain="127.0.0.1")
    return client


def get(client: Client, path: str, **headers: str) -> TestResponse:
    return client.get(path, base_url=f"http://127.0.0.1:{PORT}", headers={**HOME, **headers})


def post(client: Client, path: str, content: Any, headers: dict[str, str] | None = None) -> TestResponse:
    return client.post(path, base_url=f"http://127.0.0.1:{PORT}", json=content, headers=OWN if headers is None else headers)


def known(session: Session, number: int = 1) -> tuple[str, list[str]]:
    examined = session.examine(number)
    return examined.digest, list(examined.findings)


def test_the_token_opens_and_leaves_the_address(session: Session, guard: Guard) -> None:
    client = Client(Site(session, guard))
    assert get(client, "/").status_code == 403
    entered = get(client, f"/?token={guard.token}")
    assert entered.status_code == 200
    cookie = entered.headers["Set-Cookie"]
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Strict", "Path=/", f"{guard.cookie}="))
    assert guard.token not in cookie
    assert get(client, "/").status_code == 200
    # A second browser may come with the same address.
    assert get(Client(Site(session, guard)), f"/?token={guard.token}").status_code == 200


def test_what_a_browser_is_started_with_opens_once(session: Session, guard: Guard) -> None:
    token = guard.launch_token()
    assert get(Client(Site(session, guard)), f"/?token={token}").status_code == 200
    assert get(Client(Site(session, guard)), f"/?token={token}").status_code == 403


@pytest.mark.parametrize("token", ["", "x", "é", "%ff%fe", "a" * 5000])
def test_a_wrong_token_and_a_wrong_cookie_are_refused(session: Session, guard: Guard, token: str) -> None:
    client = Client(Site(session, guard))
    refused = get(client, f"/?token={token}")
    assert refused.status_code == 403
    assert "Set-Cookie" not in refused.headers
    assert get(client, "/", Cookie=f"{guard.cookie}={token}").status_code == 403
    assert get(client, "/documents/1", Cookie=f"{guard.cookie}={guard.token}").status_code == 403


@pytest.mark.parametrize(
    "host", ["", "evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:1", f"127.0.0.1.evil.example:{PORT}", "[::1]"]
)
def test_a_name_that_only_points_here_is_refused(client: Client, session: Session, host: str) -> None:
    digest, (first, *_) = known(session)
    assert get(client, "/", Host=host).status_code == 403
    headers = {**OWN, "Host": host, "Origin": f"http://{host}"}
    content = {"document": session.key(1), "digest": digest, "decisions": [{"finding": first, "base": 0, "verdict": "rejected"}]}
    assert post(client, "/documents/1/decisions", content, headers).status_code == 403
    assert session.standing(1) == ()


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({}, id="no origin"),
        pytest.param({"Origin": "http://evil.example"}, id="another site"),
        pytest.param({"Origin": "null"}, id="a sandbox"),
        pytest.param({"Origin": "http://127.0.0.1:1"}, id="another server of this machine"),
        pytest.param({"Origin": f"https://127.0.0.1:{PORT}"}, id="another scheme"),
        pytest.param({**OWN, "Sec-Fetch-Site": "cross-site"}, id="the browser says so"),
        pytest.param({**OWN, "Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "navigate"}, id="a form"),
    ],
)
def test_another_site_changes_nothing(client: Client, session: Session, headers: dict[str, str]) -> None:
    digest, (first, *_) = known(session)
    content = {"document": session.key(1), "digest": digest, "decisions": [{"finding": first, "base": 0, "verdict": "rejected"}]}
    assert post(client, "/documents/1/decisions", content, {**HOME, **headers}).status_code == 403
    assert post(client, "/write", {"document": 1, "digest": digest, "version": 0}, {**HOME, **headers}).status_code == 403
    assert session.standing(1) == ()
    assert post(client, "/documents/1/decisions", content).status_code == 200
    assert len(session.standing(1)) == 1


def test_another_site_reads_nothing_but_may_lead_here(client: Client) -> None:
    script = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}
    assert get(client, "/progress?after=0", **script).status_code == 403
    assert get(client, "/documents/1", **{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}).status_code == 200


def test_pages_are_guarded_by_their_headers(client: Client) -> None:
    for path in ("/", "/documents/1", "/documents/99", "/nowhere"):
        headers = get(client, path).headers
        assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    for path in ("/", "/documents/1"):
        page = html.unescape(get(client, path).text)
        assert "default-src 'none'; style-src 'sha256-" in page
        assert "connect-src 'self'; base-uri 'none'; form-action 'none'" in page
        assert "unsafe" not in page.partition("viewport")[0]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/documents/0", 404),
        ("/documents/3", 404),
        ("/documents/-1", 404),
        ("/documents/99999999999999999999", 404),
        ("/documents/../../etc/passwd", 404),
        ("/documents/1/decisions", 405),
        ("/documents/1/news", 410),
        ("/documents/1/news?document=KEY&after=x", 400),
        ("/documents/1/news?document=KEY&after=-1", 400),
        ("/documents/1/news?document=KEY&after=99999999999999999999", 400),
        ("/progress", 400),
        ("/next?after=x", 400),
        ("/proposals?document=7", 404),
    ],
)
def test_a_wrong_question_gets_a_status_of_its_own(client: Client, session: Session, path: str, status: int) -> None:
    assert get(client, path.replace("KEY", session.key(1))).status_code == status


HERE = {"document": "KEY", "digest": "DIGEST"}
SEEN = {"finding": "own-1", "base": 0, "verdict": "edited", "correction": "x", "seen": {"start": 0, "text": "a.txt"}}
GOOD = {"finding": "FIRST", "base": 0, "verdict": "accepted", "correction": "x"}


@pytest.mark.parametrize(
    ("content", "status"),
    [
        ([], 400),
        ({}, 400),
        ({"digest": "DIGEST", "decisions": []}, 400),
        ({**HERE, "decisions": {}}, 400),
        ({**HERE, "decisions": [7]}, 400),
        ({**HERE, "decisions": [{**GOOD, "base": "0"}]}, 400),
        ({**HERE, "decisions": [{**GOOD, "base": True}]}, 400),
        ({**HERE, "decisions": [{**GOOD, "verdict": "maybe"}]}, 400),
        ({**HERE, "decisions": [{**GOOD, "verdict": ["accepted"]}]}, 400),
        ({**HERE, "decisions": [{**GOOD, "verdict": "rejected"}]}, 400),
        ({**HERE, "decisions": [{**GOOD, "correction": 7}]}, 400),
        ({**HERE, "decisions": [{**GOOD, "who": None}]}, 400),
        ({**HERE, "decisions": [{**GOOD, "correction": "\ud800"}]}, 422),
        ({**HERE, "decisions": [GOOD, {**GOOD, "finding": "unknown"}]}, 422),
        ({**HERE, "digest": "0" * 64, "decisions": [GOOD]}, 409),
        ({**HERE, "document": "another", "decisions": [GOOD]}, 410),
        ({**HERE, "decisions": [{**GOOD, "finding": "<b>"}]}, 400),
        ({**HERE, "decisions": [{**GOOD, "when": "yesterday"}]}, 400),
        ({**HERE, "decisions": [{**GOOD, "thread": "no"}]}, 400),
        ({**HERE, "decisions": [{**GOOD, "thread": [{"who": "A"}]}]}, 400),
        ({**HERE, "decisions": [{"finding": "FIRST", "base": 0, "verdict": "commented"}]}, 400),
        ({**HERE, "decisions": [{**SEEN, "seen": {"start": 0}}]}, 400),
        ({**HERE, "decisions": [{**SEEN, "seen": {"start": -1, "text": ""}}]}, 400),
        ({**HERE, "decisions": [{**SEEN, "seen": {"start": 0, "text": "b.txt"}}]}, 422),
        ({**HERE, "decisions": [{**SEEN, "seen": {"start": 9999, "text": ""}}]}, 422),
        ({**HERE, "decisions": [SEEN]}, 200),
        ({**HERE, "decisions": [GOOD]}, 200),
    ],
)
def test_a_wrong_decision_changes_nothing(client: Client, session: Session, content: Any, status: int) -> None:
    digest, (first, *_) = known(session)
    filled = json.loads(json.dumps(content).replace("DIGEST", digest).replace("FIRST", first).replace("KEY", session.key(1)))
    assert post(client, "/documents/1/decisions", filled).status_code == status
    assert len(session.standing(1)) == (status == 200)


def test_what_a_reviewer_saw_is_kept_with_time_and_thread_and_counts_for_no_finding(client: Client, session: Session) -> None:
    digest, (first, *_) = known(session)
    note = {"text": "Is this the name?", "who": "B. Reviser", "when": "2026-11-29T10:31:00Z"}
    own = {**SEEN, "who": "A. Reviser", "when": "2026-11-29T10:30:00Z", "thread": [note]}
    asked = {"finding": first, "base": 0, "verdict": "commented", "thread": [note]}
    content = {"document": session.key(1), "digest": digest, "decisions": [own, asked]}
    saved = post(client, "/documents/1/decisions", content).get_json()["saved"]
    told = {"verdict": "edited", "correction": "x", "who": "A. Reviser", "when": "2026-11-29T10:30:00Z", "thread": [note]}
    assert saved[0] == {"finding": "own-1", "version": 1, "decided": told, "seen": SEEN["seen"]}
    assert get(client, f"/documents/1/news?after=0&document={session.key(1)}").get_json()["standing"] == saved
    assert session.decided() == {1: 0}
    (proposal,) = get(client, "/proposals").get_json()
    assert proposal["corrections"] == 1
    # Elsewhere in a later version it is known by its words.
    path = Path(session.documents[0])
    path.write_text(f"A line before.\n\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    standing = get(client, f"/documents/1/news?after=0&document={session.key(1)}").get_json()["standing"]
    (again,) = (each for each in standing if each["finding"] == "own-1")
    assert again["seen"] == {"start": 16, "text": "a.txt"}
    assert again["decided"] == told


@pytest.fixture
def listener(session: Session, guard: Guard, tmp_path: Path) -> Client:
    """A client of a review with a recording."""
    (tmp_path / "meeting room.mp3").write_bytes(bytes(range(256)) * 20_000)
    client = Client(Site(session, guard, media=tmp_path / "meeting room.mp3"), use_cookies=True)
    client.set_cookie(guard.cookie, guard.session, domain="127.0.0.1")
    return client


RANGES: dict[str, tuple[int, str | None, int]] = {
    "bytes=0-": (206, "bytes 0-2097151/5120000", 2_097_152),
    "bytes=256-511": (206, "bytes 256-511/5120000", 256),
    "bytes=5119000-9999999": (206, "bytes 5119000-5119999/5120000", 1_000),
    "bytes=-10": (206, "bytes 5119990-5119999/5120000", 10),
    "bytes=5120000-": (416, "bytes */5120000", -1),
    "seconds=1-2": (416, "bytes */5120000", -1),
}


@pytest.mark.parametrize(("asked", "expected"), RANGES.items(), ids=RANGES)
def test_a_recording_is_served_in_pieces(listener: Client, asked: str, expected: tuple[int, str | None, int]) -> None:
    answer = get(listener, "/media.mp3", Range=asked)
    status, content_range, length = expected
    assert (answer.status_code, answer.headers.get("Content-Range")) == (status, content_range)
    if length >= 0:
        start = int(answer.headers["Content-Range"].removeprefix("bytes ").partition("-")[0])
        assert answer.data == (bytes(range(256)) * 20_000)[start : start + length]
        assert answer.mimetype == "audio/mpeg"


def test_a_recording_is_served_whole_to_who_asks_for_it_whole_and_nothing_else_is(
    listener: Client, client: Client, tmp_path: Path
) -> None:
    with get(listener, "/media.mp3") as whole:
        assert len(whole.data) == 5_120_000
    for path in ("/media", "/media.wav", "/media.sqlite3", "/media.mp3/../review.sqlite3", "/media/meeting%20room.mp3", "/a.txt"):
        assert get(listener, path).status_code == 404
    assert get(client, "/media.mp3").status_code == 404
    assert listener.get("/media.mp3", base_url=f"http://127.0.0.1:{PORT}", headers={"Host": "records.example"}).status_code == 403
    (tmp_path / "meeting room.mp3").unlink()
    assert get(listener, "/media.mp3").status_code == 404


def test_a_form_of_any_other_type_is_refused(client: Client, session: Session) -> None:
    digest, (first, *_) = known(session)
    body = json.dumps(
        {"document": session.key(1), "digest": digest, "decisions": [{"finding": first, "base": 0, "verdict": "rejected"}]}
    )
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        answer = client.post(
            "/documents/1/decisions", base_url=f"http://127.0.0.1:{PORT}", data=body, content_type=kind, headers=OWN
        )
        assert answer.status_code == 415
    for broken in ("{", "\ufeff", "[" * 100_000):
        answer = client.post(
            "/documents/1/decisions",
            base_url=f"http://127.0.0.1:{PORT}",
            data=broken,
            content_type="application/json",
            headers=OWN,
        )
        assert answer.status_code == 400
    assert session.standing(1) == ()


def test_the_next_document_with_something_undecided_comes_round(client: Client, session: Session) -> None:
    assert get(client, "/next?after=0").location.endswith("/documents/1#undecided")
    assert get(client, "/next?after=2").location.endswith("/documents/1#undecided")
    for number in (1, 2):
        digest, found = known(session, number)
        assert len(found) == FOUND
        wishes = [{"finding": finding, "base": 0, "verdict": "rejected"} for finding in found]
        assert (
            post(
                client, f"/documents/{number}/decisions", {"document": session.key(number), "digest": digest, "decisions": wishes}
            ).status_code
            == 200
        )
        after = get(client, "/next?after=1").location
        assert after.endswith("/documents/2#undecided" if number == 1 else "/?all-decided")


def test_nothing_is_written_that_was_not_looked_at(client: Client, session: Session, tmp_path: Path) -> None:
    digest, (first, second, *_) = known(session)
    wish = {"finding": first, "base": 0, "verdict": "accepted", "correction": "of the"}
    post(client, "/documents/1/decisions", {"document": session.key(1), "digest": digest, "decisions": [wish]})
    (proposal,) = get(client, "/proposals").get_json()
    assert (proposal["number"], proposal["corrections"], proposal["hindrance"]) == (1, 1, None)
    # Somebody decides once more.
    other = {"finding": second, "base": 0, "verdict": "accepted", "correction": "receive"}
    post(client, "/documents/1/decisions", {"document": session.key(1), "digest": digest, "decisions": [other]})
    before = (tmp_path / "a.txt").read_bytes()
    order = {"document": 1, "digest": proposal["digest"], "version": proposal["version"]}
    assert post(client, "/write", order).get_json()["reason"] == "changed since the counts were shown: look again"
    assert (tmp_path / "a.txt").read_bytes() == before
    (proposal,) = get(client, "/proposals?document=1").get_json()
    order = {"document": 1, "digest": proposal["digest"], "version": proposal["version"]}
    assert post(client, "/write", order).get_json()["corrections"] == 2
    assert (tmp_path / "a.txt").read_bytes() == before.replace(b"area ofthe", b"area of the").replace(b"recieve", b"receive")
    assert get(client, "/proposals").get_json() == []
    (proposal,) = get(client, "/proposals?document=1").get_json()
    assert (proposal["corrections"], proposal["already"], proposal["left"]) == (0, 2, [])


def test_plain_requests_to_the_real_server(tmp_path: Path) -> None:
    document = tmp_path / "speech.txt"
    document.write_text(SPEECH, encoding="utf-8")
    with Review(document, database=tmp_path / "review.sqlite3") as review:
        for host, path, status in (
            (f"127.0.0.1:{review.port}", "/", 403),
            (f"127.0.0.1:{review.port}", "/?token=wrong", 403),
            (f"127.0.0.1:{review.port}", f"/?{review.address.partition('?')[2]}", 200),
            (f"localhost:{review.port}", f"/?{review.address.partition('?')[2]}", 200),
            (f"rebound.example:{review.port}", f"/?{review.address.partition('?')[2]}", 403),
        ):
            connection = http.client.HTTPConnection("127.0.0.1", review.port, timeout=PATIENCE)
            connection.request("GET", path, headers={"Host": host})
            answer = connection.getresponse()
            assert answer.status == status, (host, path)
            assert answer.getheader("Server") is None
            assert ("Set-Cookie" in answer.headers) == (status == 200)
            connection.close()
        # It listens to this machine alone.
        listening = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()
        ours = [line.split()[1] for line in listening if line.split()[1].endswith(f":{review.port:04X}") and " 0A " in line]
        assert ours == [f"0100007F:{review.port:04X}"]


def answered(review: Review, request: bytes) -> bytes:
    """The first line of the answer to a request sent as it is."""
    with socket.create_connection(("127.0.0.1", review.port), timeout=PATIENCE) as connection:
        connection.sendall(request)
        return connection.makefile("rb").readline()


def test_a_thousand_connections_that_say_half_of_it_keep_nobody_out(tmp_path: Path) -> None:
    document = tmp_path / "speech.txt"
    document.write_text(SPEECH, encoding="utf-8")
    with Review(document, database=tmp_path / "review.sqlite3") as review, contextlib.ExitStack() as opened:
        whole = f"GET /?{review.address.partition('?')[2]} HTTP/1.1\r\nHost: 127.0.0.1:{review.port}\r\n\r\n".encode()
        for number in range(1_050):
            connection = opened.enter_context(socket.create_connection(("127.0.0.1", review.port), timeout=PATIENCE))
            # Nothing, half a head, a head whose body never comes.
            connection.sendall((b"", whole[:20], b"POST /write HTTP/1.1\r\nContent-Length: 9\r\n\r\n")[number % 3])
        assert answered(review, whole) == b"HTTP/1.1 200 OK\r\n"


def test_what_is_too_much_is_refused(tmp_path: Path) -> None:
    document = tmp_path / "speech.txt"
    document.write_text(SPEECH, encoding="utf-8")
    with Review(document, database=tmp_path / "review.sqlite3") as review:
        head = f"POST /write HTTP/1.1\r\nHost: 127.0.0.1:{review.port}\r\n".encode()
        assert b" 413 " in answered(review, head + f"Content-Length: {LARGEST + 1}\r\n\r\n".encode())
        assert b" 431 " in answered(review, head + b"X: " + b"x" * LONGEST_HEAD)
        assert b" 403 " in answered(review, head + b"Content-Length: 2\r\n\r\n{}")


def test_who_says_nothing_is_closed_in_time(session: Session, guard: Guard) -> None:
    listening = socket.create_server(("127.0.0.1", 0))
    server = server_on(listening, Site(session, guard))
    with contextlib.closing(server), socket.create_connection(listening.getsockname()):
        server.handle_accept()
        (channel,) = server.active_channels.values()
        server.maintenance(channel.last_activity + PATIENCE_OF_SERVER)
        assert not channel.will_close
        server.maintenance(channel.last_activity + PATIENCE_OF_SERVER + 1)
        assert channel.will_close
        channel.handle_close()


def test_a_review_begun_anew_has_its_address_and_another_one_has_not(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(SPEECH, encoding="utf-8")
    database = tmp_path / "review.sqlite3"
    with Review(tmp_path / "a.txt", database=database) as review:
        address = review.address
    with Review(tmp_path / "b.txt", database=database) as other:
        assert other.port != urlsplit(address).port
    with Review(tmp_path / "a.txt", database=database) as again:
        assert again.address == address
        # Where somebody else has the port by now, it is another.
        with Review(tmp_path / "a.txt", database=database) as beside:
            assert beside.port != again.port
