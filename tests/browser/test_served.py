"""The review page from the real server, in a real browser: saved at once, in two tabs, over a batch, to the files."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import new_context
from tests.browser.test_accessibility import violations
from tests.browser.test_remarks import correct
from tests.review.process import FOUND, ROOT, SPEECH, Review

Enter = Callable[[Review], Page]


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "records" / "speech.txt"
    path.parent.mkdir()
    path.write_text(SPEECH, encoding="utf-8", newline="")
    return path


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "review.sqlite3"


@pytest.fixture
def enter(browser: Browser) -> Iterator[Enter]:
    """Opens a review in a browser of its own, as ``enter(review)``.

    At the end nothing may have been thrown, asked of another server, or complained of by the page's own policy.
    """
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    def entered(review: Review) -> Page:
        contexts.append(new_context(browser))
        contexts[-1].on("page", lambda page: watch(page, review))
        page = contexts[-1].new_page()
        page.goto(review.address)
        page.wait_for_url(lambda url: "token" not in url)
        return page

    def watch(page: Page, review: Review) -> None:
        page.on("pageerror", lambda error: complaints.append(error.message))
        page.on("console", lambda said: complaints.extend([said.text] if "Security Policy" in said.text else []))
        page.on("request", lambda asked: complaints.extend([] if _is_own(asked.url, review) else [asked.url]))

    yield entered
    for context in contexts:
        context.close()
    assert complaints == []


def _is_own(address: str, review: Review) -> bool:
    return address.startswith((f"http://127.0.0.1:{review.port}/", "blob:"))


def decided(page: Page) -> dict[str, str]:
    cards = page.locator("#list > li[data-decision]").all()
    return {card.locator("> b").inner_text(): card.locator(".state").inner_text() for card in cards}


def expect_saved(page: Page) -> None:
    expect(page.locator("#saving")).to_have_text("Saved")
    expect(page.locator("#saving")).to_have_attribute("data-state", "saved")


def expect_progress(page: Page, count: int) -> None:
    ask_for_news(page)
    expect(page.locator("#decided")).to_have_text(f"{count} of {FOUND} decided")


def ask_for_news(page: Page) -> None:
    """What the page does by itself every other second, at once, as when one comes back to it."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def decide(page: Page, keys: str) -> None:
    """From the first finding on."""
    page.keyboard.press("n")
    for key in keys:
        page.keyboard.press(key)


def without_news(page: Page) -> None:
    """As if the page had just asked, and nothing had been decided then."""
    nothing = {"digest": page.evaluate("JSON.parse(document.querySelector('#data').textContent).digest"), "version": 0}
    page.route("**/news?*", lambda route: route.fulfill(json={**nothing, "standing": []}))


def qa(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "qa", *map(str, arguments)], capture_output=True, cwd=cwd, env=environment, check=False
    )


WORDINGS = (
    *("ofthe → of the", "recieve → receive", "Al-Qaida,and → Al-Qaida, and", "the the → the"),
    *("consultaive → consultative", "ofthe → of the", "goverment → government"),
)


def test_decisions_are_there_after_reloading_crashing_and_starting_again(document: Path, database: Path, enter: Enter) -> None:
    with Review(document, database=database) as review:
        page = enter(review)
        assert review.address.partition("token=")[2] not in page.url
        decide(page, "ar")
        page.keyboard.press("e")
        page.keyboard.type("Al-Qaida and")
        page.keyboard.press("Enter")
        expect_saved(page)
        was = decided(page)
        assert list(was.values()) == ["Accepted", "Rejected", "Edited: Al-Qaida and"]
        page.reload()
        assert decided(page) == was
        page.keyboard.press("n")
        page.keyboard.press("i")
        page.keyboard.press("u")
        page.keyboard.press("U")
        expect_progress(page, 4)
        expect_saved(page)
        was = decided(page)
        review.crash()
    with Review(document, database=database) as again:
        assert decided(enter(again)) == was


DECIDING = """async (after) => {
  let pressed = 0;
  const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const saving = document.querySelector("#saving");
  const turn = () => new Promise((done) => requestAnimationFrame(done));
  const decided = () => [...document.querySelectorAll("#list > li[data-decision]")].map((card) => card.id.slice(2));
  let saved = decided();
  document.body.focus();
  press("n");
  while (!["lost", "halted"].includes(saving.dataset.state)) {
    press("a");
    pressed += 1;
    if (pressed === after) void crash();
    await turn();
    // Sometimes the next decision comes before the one before it is saved.
    while (saving.dataset.state === "saving" && Math.random() < 0.7) await turn();
    if (saving.dataset.state === "saved") saved = decided();
  }
  return saved;
}"""
"""Decides until the server is gone, ended after so many decisions; what was decided when the page last said that all is saved."""


@pytest.mark.parametrize("after", [1, 7, 40])
def test_what_was_said_to_be_saved_survives_a_crash_at_any_moment(
    document: Path, database: Path, enter: Enter, after: int
) -> None:
    document.write_text("\n".join(SPEECH.replace("The", f"In {year} the") for year in range(1900, 1960)), encoding="utf-8")
    with Review(document, database=database) as review:
        page = enter(review)
        page.on("dialog", lambda dialog: dialog.accept())
        decide(page, "a")
        expect_saved(page)
        page.expose_function("crash", review.process.kill)
        saved = page.evaluate(DECIDING, after)
        # Left open it would send the rest to the next server.
        page.close()
    assert saved
    with contextlib.closing(sqlite3.connect(database)) as file:
        kept = {finding for (finding,) in file.execute("SELECT finding FROM decision WHERE verdict = 'accepted'")}
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert set(saved) <= kept
    with Review(document, database=database) as again:
        shown = enter(again).locator("#list > li[data-decision]").evaluate_all("cards => cards.map((card) => card.id.slice(2))")
    assert set(shown) == kept


def test_a_server_that_is_gone_is_told_and_nothing_is_said_to_be_saved(document: Path, database: Path, enter: Enter) -> None:
    with Review(document, database=database) as review:
        page = enter(review)
        expect_saved(page)
        review.crash()
        decide(page, "a")
        expect(page.locator("#saving")).to_have_attribute("data-state", "lost")
        expect(page.locator("#saving")).to_have_text("Not saved yet")
        ask_for_news(page)
        expect(page.locator("#halted")).to_contain_text("No review answers at this address: qa review is not running, or its")
        expect(page.locator("#halted")).to_contain_text("What you decide is kept in this browser")
        # The browser asks before it lets the decision go.
        with page.expect_event("dialog") as asked:
            page.close(run_before_unload=True)
        assert asked.value.type == "beforeunload"
        asked.value.accept()


def test_an_open_tab_goes_on_when_the_server_is_begun_anew(document: Path, database: Path, enter: Enter) -> None:
    with Review(document, database=database) as review:
        page = enter(review)
        decide(page, "a")
        expect_saved(page)
        review.crash()
        page.keyboard.press("r")
        correct(page, "delegation", "Minister")
        expect(page.locator("#saving")).to_have_attribute("data-state", "lost")
    with Review(document, database=database) as again:
        assert again.address == review.address
        ask_for_news(page)
        expect_saved(page)
        expect(page.locator("#halted")).to_be_hidden()
        assert sorted(decided(page).values()) == ["Accepted", "Edited: Minister", "Rejected"]
        assert decided(enter(again)) == decided(page)


def test_what_a_closed_tab_could_not_send_is_sent_when_its_page_is_opened_again(
    document: Path, database: Path, enter: Enter
) -> None:
    with Review(document, database=database) as review:
        page, other = enter(review), enter(review)
        decide(page, "a")
        expect_saved(page)
        without_news(page)
        page.route("**/decisions", lambda route: route.abort())
        page.keyboard.press("r")
        page.keyboard.press("a")
        correct(page, "delegation", "Minister")
        expect(page.locator("#saving")).to_have_attribute("data-state", "lost")
        # Somebody else decides on one of them meanwhile.
        other.locator("#list > li > b", has_text=WORDINGS[1]).click()
        other.keyboard.press("i")
        expect(other.locator("#list > li", has_text=WORDINGS[1]).locator(".state")).to_have_text("Ignored always")
        expect_saved(other)
        page.on("dialog", lambda dialog: dialog.accept())
        page.close(run_before_unload=True)
        page = page.context.new_page()
        page.goto(review.page("/"))
        expect(page.locator("#conflicts li")).to_contain_text("Theirs: Ignored always. Yours: Rejected.")
        page.get_by_role("button", name="Keep all theirs").click()
        expect_saved(page)
        assert sorted(decided(page).values()) == ["Accepted", "Accepted", "Edited: Minister", "Ignored always"]
        page.reload()
        expect(page.locator("#conflicts")).to_be_hidden()
        assert sorted(decided(page).values()) == ["Accepted", "Accepted", "Edited: Minister", "Ignored always"]


@pytest.mark.parametrize("is_known", [True, False])
def test_a_tab_of_another_review_is_told_that_its_address_changed(
    document: Path, database: Path, enter: Enter, tmp_path: Path, is_known: bool
) -> None:
    twin = document.with_name("other.txt")
    twin.write_text(SPEECH, encoding="utf-8")
    with Review(document, database=database) as review:
        page = enter(review)
        without_news(page)  # or it might hear of the change before anything is decided
        port = str(review.port)
    # The same database lets the tab in, but its document is another; another database knows nobody.
    with Review(twin, "--port", port, database=database if is_known else tmp_path / "another.sqlite3"):
        decide(page, "a")
        expect(page.locator("#halted")).to_contain_text("The address has changed: another review answers here.")
        expect(page.locator("#halted")).to_contain_text("1 decision not saved yet: kept in this browser for this document.")
    page.on("dialog", lambda dialog: dialog.accept())
    with Review(document, "--port", port, database=database) as again:
        page.goto(again.page("/"))
        expect_saved(page)
        assert list(decided(page).values()) == ["Accepted"]


def test_what_a_reviewer_saw_is_seen_by_others_and_written(document: Path, database: Path, enter: Enter) -> None:
    with Review(document, "--who", "A. Reviser", database=database) as review:
        page, other = enter(review), enter(review)
        correct(page, "delegation", "Minister")
        expect_saved(page)
        ask_for_news(other)
        own = other.locator("#list > li.own")
        expect(own.locator(".state")).to_contain_text("Minister")
        expect(other.locator("#document")).to_contain_text("Minister thanked")
        other.keyboard.press("Escape")
        own.locator("> b").click()
        other.keyboard.press("m")
        other.get_by_label("Comment, or answer").fill("Of which State?")
        other.get_by_role("button", name="Comment", exact=True).click()
        expect_saved(other)
        ask_for_news(page)
        expect(page.locator("#list > li.own .thread")).to_contain_text("Of which State?")
        page.locator("#list > li.own > b").click()
        page.get_by_role("button", name="Take back").click()
        expect_saved(page)
        ask_for_news(other)
        expect(own).to_have_count(0)
        page.keyboard.press("u")
        expect_saved(page)
        ask_for_news(other)
        expect(own).to_have_count(1)
        page.keyboard.press("d")
        page.locator("#write-button").click()
        expect(page.locator("#proposed")).to_have_text("1 correction in 1 document.")
        page.locator("#write").click()
        expect(page.locator("#proposed")).to_have_text("1 of 1 written.")
    assert document.read_text(encoding="utf-8") == SPEECH.replace("delegation", "Minister")


def test_two_browsers_see_each_other_and_overwrite_nothing(document: Path, database: Path, enter: Enter) -> None:
    with Review(document, database=database) as review:
        one, other = enter(review), enter(review)
        for page, name in ((one, "A. Reviser"), (other, "B. Reader")):
            page.keyboard.press("d")
            page.locator("#who").fill(name)
            page.locator("#desk-close").click()
        decide(one, "a")
        expect_progress(other, 1)
        assert decided(other) == {WORDINGS[0]: "Accepted by A. Reviser"}
        expect(other.locator("#said")).to_have_text(f"Decided elsewhere: {WORDINGS[0]}.")
        # Both decide on the same finding, neither having seen the other's.
        for page in (one, other):
            without_news(page)
        one.locator("#list > li > b", has_text=WORDINGS[1]).click()
        one.keyboard.press("r")
        expect_saved(one)
        other.locator("#list > li > b", has_text=WORDINGS[1]).click()
        other.keyboard.press("a")
        conflict = other.locator("#conflicts li")
        expect(conflict).to_contain_text("Theirs: Rejected by A. Reviser. Yours: Accepted.")
        assert decided(other)[WORDINGS[1]] == "Rejected by A. Reviser"
        assert decided(one)[WORDINGS[1]] == "Rejected"
        assert violations(other) == []
        # What another decided is not one's own step to undo.
        other.keyboard.press("u")
        assert decided(other)[WORDINGS[1]] == "Rejected by A. Reviser"
        conflict.get_by_role("button", name="Use mine").click()
        expect(other.locator("#conflicts")).to_be_hidden()
        expect_saved(other)
        one.unroute("**/news?*")
        ask_for_news(one)
        expect(one.locator("#list > li", has_text=WORDINGS[1]).locator(".state")).to_have_text("Accepted by B. Reader")
        # The other choice leaves what stands.
        without_news(one)
        for page in (one, other):
            page.locator("#list > li > b", has_text=WORDINGS[2]).click()
        other.keyboard.press("r")
        expect_saved(other)
        one.keyboard.press("i")
        one.locator("#conflicts").get_by_role("button", name="Keep theirs", exact=False).first.click()
        assert decided(one)[WORDINGS[2]] == "Rejected by B. Reader"
        expect_saved(one)


def test_many_at_once_and_back(document: Path, database: Path, enter: Enter) -> None:
    with Review(document, database=database) as review:
        page, other = enter(review), enter(review)
        page.keyboard.press("d")
        page.get_by_role("button", name=f"Accept {FOUND} of all that is shown").click()
        page.locator("#desk-close").click()
        expect_saved(page)
        expect_progress(other, FOUND)
        page.keyboard.press("u")
        expect_saved(page)
        expect_progress(other, 0)
        page.keyboard.press("U")
        expect_saved(page)
        page.reload()
        expect_progress(page, FOUND)


def test_written_documents_are_those_of_qa_fix(document: Path, database: Path, enter: Enter, tmp_path: Path) -> None:
    data = ("\ufeff" + SPEECH.replace("\n", "\r\n")).encode()
    document.write_bytes(data)
    with Review(document, database=database) as review:
        page = enter(review)
        decide(page, "arai")
        page.keyboard.press("e")
        page.keyboard.type("advisory")
        page.keyboard.press("Enter")
        expect_saved(page)
        exported = tmp_path / "speech.decisions.json"
        assert qa("review", document, "--database", database, "--export", exported).returncode == 0
        page.keyboard.press("d")
        with page.expect_download() as download:
            page.get_by_role("button", name="Save the decisions", exact=True).click()
        by_page = Path(download.value.path()).read_bytes()
        page.locator("#write-button").click()
        expect(page.locator("#proposed")).to_have_text("3 corrections in 1 document.")
        assert violations(page) == []
        assert document.read_bytes() == data
        page.locator("#write").click()
        expect(page.locator("#proposed")).to_have_text("1 of 1 written.")
        page.locator("#writing-close").click()
        # The page shows the document as it is now, with what was decided on the rest.
        expect(page.locator("#document")).to_contain_text("The advisory committee")
        expect(page.locator("#list > li")).to_have_count(FOUND - 3)
        assert sorted(decided(page).values()) == ["Ignored always", "Rejected"]
    copy = tmp_path / "copy" / "records" / "speech.txt"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(data)
    fixed = qa("fix", "records/speech.txt", "--decisions", exported, "--write", cwd=tmp_path / "copy")
    assert fixed.returncode == 0, fixed.stderr
    assert copy.read_bytes() == document.read_bytes() != data
    # The page and the command write the same file.
    assert by_page == exported.read_bytes()


def test_a_document_that_changed_on_the_disk_is_noticed_and_not_overwritten(document: Path, database: Path, enter: Enter) -> None:
    with Review(document, database=database) as review:
        page = enter(review)
        decide(page, "ar")
        expect_saved(page)
        page.keyboard.press("d")
        page.locator("#write-button").click()
        expect(page.locator("#proposed")).to_have_text("1 correction in 1 document.")
        # Somebody adds a paragraph and wraps the first one anew, just before the button is pressed.
        edited = "A word before.\n\n" + SPEECH.replace("report on the area", "report\non the area")
        document.write_text(edited, encoding="utf-8")
        page.locator("#write").click()
        expect(page.locator("#proposals")).to_contain_text(re.compile(r"Not written: .*changed"))
        assert document.read_text(encoding="utf-8") == edited
        page.locator("#writing-close").click()
        expect(page.locator("#halted")).to_contain_text("The document changed on the disk.")
        page.keyboard.press("n")
        page.keyboard.press("a")
        expect(page.locator("#saving")).to_have_text("Not saved")
        page.on("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Read it again").click()
        expect(page.locator("#document")).to_contain_text("A word before.")
        # What could not be saved is, on a finding that is known again.
        assert list(decided(page).values()) == ["Accepted", "Rejected", "Accepted"]
        decide(page, "rrrr")
        expect_saved(page)


def test_a_batch_of_300_documents(tmp_path: Path, database: Path, enter: Enter) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    for number in range(1, 301):
        text = "The meeting was called to order." if number % 3 else SPEECH
        (folder / f"meeting {number:03}.txt").write_text(f"Meeting number {number} of the year.\n\n{text}\n", encoding="utf-8")
    with Review(folder, database=database) as review:
        page = enter(review)
        expect(page.locator("h1")).to_have_text("Review of 300 documents")
        # Any document can be opened while the others are still being checked.
        page.get_by_role("link", name="meeting 003.txt").click()
        expect(page.locator("#list > li")).to_have_count(FOUND)
        decide(page, "aaaa")
        expect_saved(page)
        page.keyboard.press("K")
        expect(page.locator("h1")).to_have_text("meeting 002.txt")
        page.keyboard.press("J")
        expect(page.locator("h1")).to_have_text("meeting 003.txt")
        expect_progress(page, 4)
        page.keyboard.press("N")
        expect(page.locator("h1")).to_have_text("meeting 006.txt")
        expect(page.locator("#position")).to_have_text(f"1 of {FOUND}")
        page.get_by_role("link", name="All documents").click()
        expect(page.locator("#checked")).to_have_text("300 of 300")
        expect(page.locator("#found")).to_have_text("700")
        expect(page.locator("#all-decided")).to_have_text("4 of 700")
        row = page.locator("#documents tbody tr", has_text="meeting 003.txt")
        expect(row.locator("td.decided")).to_have_text(f"4 of {FOUND}")
        page.locator("#only").select_option("undecided")
        expect(page.locator("#status")).to_have_text("100 of 300 shown")
        page.locator("#rule").select_option("repetition.word")
        expect(page.locator("#status")).to_have_text("100 of 300 shown")
        assert violations(page) == []
        # Another tab decides; the table follows.
        other = page.context.new_page()
        other.goto(review.page("/documents/6"))
        decide(other, "aaaaaaa")
        expect_saved(other)
        expect(page.locator("#all-decided")).to_have_text("11 of 700")
        expect(page.locator("#status")).to_have_text("99 of 300 shown")
        with page.expect_download() as download:
            page.locator("#save-files").click()
        with zipfile.ZipFile(download.value.path()) as archive:
            assert archive.namelist() == ["meeting 003.decisions.json", "meeting 006.decisions.json"]
        page.locator("#write-button").click()
        expect(page.locator("#proposed")).to_have_text("11 corrections in 2 documents.")
        page.locator("#write-3").uncheck()
        page.locator("#write").click()
        expect(page.locator("#proposed")).to_have_text("1 of 1 written.")
        assert "We receive" in (folder / "meeting 006.txt").read_text(encoding="utf-8")
        assert "We recieve" in (folder / "meeting 003.txt").read_text(encoding="utf-8")
        page.locator("#writing-close").click()
        expect(page.locator("#found")).to_have_text(str(700 - FOUND))


HOSTILE = (
    'He said: <script>alert(1)</script> & "quotes" </textarea><!-- ${x} `y` {{ z }} in the area ofthe two.\n\n'
    "\u202eturned\u202c ofthe end.\n"
)


def test_nothing_is_said_of_decisions_before_all_is_checked(tmp_path: Path, database: Path, enter: Enter) -> None:
    paths = [tmp_path / name for name in ("a.txt", "b.txt")]
    for path in paths:
        path.write_text(SPEECH, encoding="utf-8")
    with Review(*paths, database=database) as review:
        page = enter(review)
        expect(page.locator("#settled")).to_have_text("0")
        whole = page.evaluate("async () => (await fetch('/progress?after=0')).json()")
        page.route("**/progress?*", lambda route: route.fulfill(json={**whole, "count": 0, "rows": []}))
        page.reload()
        expect(page.locator("#settled")).to_have_text("…")
        expect(page.locator("#all-decided")).to_have_text("…")
        page.unroute("**/progress?*")
        page.route(
            "**/progress?*",
            lambda route: route.fulfill(json={**whole, "count": 1, "rows": whole["rows"][:1], "decided": {"0": 2}}),
        )
        page.reload()
        expect(page.locator("#settled")).to_have_text("2 so far")
        expect(page.locator("#all-decided")).to_have_text("…")


def test_hostile_texts_and_names_do_nothing(tmp_path: Path, database: Path, enter: Enter) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    names = (
        *('"><img src=x onerror=alert(1)>.txt', "</script><script>alert(2)<", "a\nb.txt", "%2e%2e%2f?token=#x.txt"),
        os.fsdecode(b"\xff\xfe.txt"),
        "\u202etxt.gpj.txt",
    )
    paths = [folder / name.replace("/", "∕") for name in names]
    for path in paths:
        path.write_text(HOSTILE, encoding="utf-8")
    with Review(*paths, database=database) as review:
        page = enter(review)
        asked: list[str] = []
        page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
        expect(page.locator("#checked")).to_have_text(f"{len(paths)} of {len(paths)}")
        for number in range(1, len(paths) + 1):
            page.goto(review.page(f"/documents/{number}"))
            assert page.locator("#list > li").count() >= 2
            decide(page, "a")
            page.keyboard.press("e")
            page.keyboard.type("</script><b>'); DROP TABLE decision;--")
            page.keyboard.press("Enter")
            expect_saved(page)
            page.reload()
            assert "Edited: </script><b>'); DROP TABLE decision;--" in decided(page).values()
        page.goto(review.page("/"))
        page.locator("#write-button").click()
        expect(page.locator("#proposed")).to_have_text(re.compile(rf"^{2 * len(paths)} corrections in {len(paths)} documents"))
        page.locator("#write").click()
        expect(page.locator("#proposed")).to_have_text(f"{len(paths)} of {len(paths)} written.")
        assert asked == []
    for path in paths:
        assert b"</script><b>'); DROP TABLE decision;--" in path.read_bytes()


def test_a_document_that_cannot_be_read_hinders_nothing(tmp_path: Path, database: Path, enter: Enter) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (folder / "b.txt").write_text(SPEECH, encoding="utf-8")
    (folder / "c.txt").write_text("", encoding="utf-8")
    with Review(folder, database=database) as review:
        page = enter(review)
        expect(page.locator("#checked")).to_have_text("3 of 3")
        expect(page.locator("#documents tbody tr.unreadable")).to_contain_text("Could not be read: not a text file but an image")
        page.get_by_role("link", name="a.txt").click()
        expect(page.locator("#unreadable")).to_be_visible()
        page.locator("#next-document").click()
        expect(page.locator("#list > li")).to_have_count(FOUND)
        shutil.rmtree(folder)
        expect(page.locator("#halted")).to_contain_text("The document changed on the disk.")
        page.reload()
        expect(page.locator("#unreadable")).to_be_visible()


def test_ctrl_c_ends_it_well(document: Path, database: Path, enter: Enter) -> None:
    with Review(document, database=database) as review:
        page = enter(review)
        decide(page, "a")
        expect_saved(page)
    assert review.process.returncode == 0
    assert review.told.splitlines() == [
        "The address above opens the review, on this machine only. Ctrl-C ends it; all decisions are kept."
    ]
    # Nothing but the database is left: its write-ahead log is taken in.
    assert sorted(path.name for path in database.parent.iterdir()) == ["records", "review.sqlite3"]


def test_a_page_without_our_cookie_shows_nothing(document: Path, database: Path, browser: Browser) -> None:
    with Review(document, database=database) as review:
        context = new_context(browser)
        page = context.new_page()
        for path in ("/documents/1", "/?token=wrong"):
            answer = page.goto(review.page(path))
            assert answer is not None
            assert answer.status == 403
        assert "ofthe" not in page.content()
        context.close()
