"""The reports on many documents as a set, in a real browser: from the index to the pages, from page to page, and back."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from reportlab.pdfgen.canvas import Canvas

from qa.batch.delivery import Delivery, parse_orders
from qa.compare.compare import compare
from qa.decisions.record import find_decisions
from qa.engine.checked import Checked
from qa.engine.totals import Totals
from qa.engine.unchecked import unreadable
from qa.readers.pdf import read
from qa.writers import COMPARISON_WRITERS, Look
from tests import paper
from tests.browser.conftest import new_context, reload_until
from tests.browser.test_accessibility import violations
from tests.browser.test_index import names
from tests.writers import samples

TEXTS = {
    "good.txt": ("The meeting was called to order at 10 a.m.", ()),
    "records/some.txt": ("They went tothe river.", (("tothe", "to the"),)),
    "records/no 7/worst.txt": ("They stood onthe bank ofthe river.", (("onthe", "on the"), ("ofthe", "of the"))),
}
INDEX = "Findings in 4 documents"
WORST, SOME, GOOD = "records/no 7/worst.txt", "records/some.txt", "good.txt"


def checked(path: str) -> Checked:
    text, wrong = TEXTS[path]
    document = samples.document(text, path)
    return samples.checked(document, *(samples.finding(text, passage, correction) for passage, correction in wrong))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A set of reports: on a document without findings, on one with one and on one with two."""
    monkeypatch.chdir(tmp_path)
    with Delivery(parse_orders(["html=pages"]), Look(), io.BytesIO(), several=True) as delivery:
        for path in TEXTS:
            delivery.add(checked(path))
        delivery.add(unreadable("bad.txt", "an image"))
        delivery.close(Totals())
    return tmp_path / "pages"


@pytest.fixture
def page(browser: Browser, folder: Path) -> Iterator[Page]:
    """The index, opened from the disk. Nothing may be said on the console, by it or by any other page of the set."""
    complaints: list[str] = []
    context: BrowserContext = new_context(browser, accept_downloads=True)
    opened = context.new_page()
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(error.message))
    opened.goto((folder / "index.html").as_uri())
    yield opened
    context.close()
    assert complaints == []


def follow(page: Page, link: str, heading: str) -> None:
    """Click on a link, and wait for the page that it leads to."""
    page.get_by_role("link", name=link).click()
    at(page, heading)


def at(page: Page, heading: str) -> None:
    """Wait for the page with this heading, and for its scripts."""
    expect(page.get_by_role("heading", level=1, name=heading, exact=True)).to_be_visible()
    page.wait_for_load_state("load")


def test_the_pages_of_a_set_share_one_style_and_one_script(folder: Path) -> None:
    shared = sorted(path.suffix for path in (folder / "assets").iterdir())
    assert shared == [".css", ".js", ".js"]
    for name in ("good.txt.html", f"{WORST}.html"):
        text = (folder / name).read_text(encoding="utf-8")
        assert "<style" not in text
        assert len(text) < 4_500


def test_one_goes_from_the_index_to_the_worst_and_on_to_the_next_and_back(page: Page) -> None:
    assert names(page) == ["bad.txt", WORST, SOME]
    follow(page, WORST, "worst.txt")
    expect(page.locator("#set span")).to_have_text("2 of 4")
    follow(page, "Next →", "some.txt")
    page.keyboard.press("Shift+J")
    at(page, "good.txt")
    expect(page.locator("#next-document")).to_have_count(0)
    page.keyboard.press("Shift+K")
    at(page, "some.txt")
    follow(page, "All documents", INDEX)


def test_what_is_decided_leads_on_and_is_told_by_the_index(page: Page, folder: Path) -> None:
    follow(page, SOME, "some.txt")
    page.keyboard.press("n")
    page.keyboard.press("a")
    expect(page.locator("#decided")).to_have_text("1 of 1 decided")
    page.keyboard.press("Shift+N")
    at(page, "worst.txt")
    page.keyboard.press("n")
    page.keyboard.press("r")
    # One of two is open still, in this document alone: there is no other to go on to.
    expect(page.locator("#next-undecided")).to_have_count(0)
    follow(page, "All documents", INDEX)
    reload_until(page, lambda: page.locator("#all-decided").inner_text() == "2 of 3")
    assert page.locator("#documents tbody td.decided").all_inner_texts() == ["1 of 2", "1 of 1"]


def test_the_decisions_on_all_documents_are_saved_as_one_file(page: Page, tmp_path: Path) -> None:
    for name, key in ((SOME, "a"), (WORST, "r")):
        follow(page, name, name.rpartition("/")[2])
        page.keyboard.press("n")
        page.keyboard.press(key)
        follow(page, "All documents", INDEX)
    reload_until(page, lambda: page.locator("#all-decided").inner_text() == "2 of 3")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save all decisions").click()
    download.value.save_as(tmp_path / "all.json")
    expect(page.locator("#filed")).to_contain_text("The decisions on 2 documents are saved")
    saved = {
        file.path: [decision.told.partition(", ")[0] for decision in file.decisions]
        for file in find_decisions([tmp_path / "all.json"])
    }
    assert saved == {SOME: ["accepted by a reviewer"], WORST: ["rejected by a reviewer"]}
    # And back into the page of one of them.
    page.evaluate("localStorage.clear()")
    follow(page, SOME, "some.txt")
    page.locator("#file").set_input_files(tmp_path / "all.json")
    expect(page.locator("#decided")).to_have_text("1 of 1 decided")
    assert json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))["format"] == "transcript-qa decisions"


def test_a_page_of_a_set_is_accessible_and_fits_a_phone(page: Page, folder: Path) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto((folder / f"{WORST}.html").as_uri())
    expect(page.locator("#next-document")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def printed(*lines: str) -> bytes:
    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(lines):
            paper.line(canvas, 100, 700 - 12 * number, line)

    return paper.pdf(draw)


def test_comparisons_are_a_set_too_with_the_pictures_of_their_pages_beside(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    orders = parse_orders(["html=pages"], COMPARISON_WRITERS)
    old, new = printed("They sat on the bank of the river."), printed("They sat on the bank of the lake.")
    with Delivery(orders, Look(pictures=True), io.BytesIO(), several=True) as delivery:
        for name in ("a.pdf", "b.pdf"):
            delivery.add(compare(read(f"old/{name}", old), read(f"new/{name}", new)))
        delivery.close(Totals())
    files = {path.relative_to(tmp_path / "pages").as_posix() for path in (tmp_path / "pages").rglob("*.webp")}
    assert files == {f"new/{name}.pdf.{side}/1.webp" for name in "ab" for side in ("old", "new")}
    context = new_context(browser)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(error.message))
    page.goto((tmp_path / "pages" / "index.html").as_uri())
    follow(page, "a.pdf", "a.pdf became a.pdf")
    expect(page.locator("#set span")).to_have_text("1 of 2")
    page.keyboard.press("n")
    expect(page.locator(".printed image")).to_have_count(2)
    page.keyboard.press("Shift+J")
    expect(page.locator("#set span")).to_have_text("2 of 2")
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    follow(page, "All documents", "2 pairs compared")
    context.close()
    assert complaints == []
