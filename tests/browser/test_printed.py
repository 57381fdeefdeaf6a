"""What is found in a PDF file as it is printed, in a real browser: in a page, in a set and from the review server."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from reportlab.pdfgen.canvas import Canvas

from qa.batch.delivery import Delivery, parse_orders
from qa.compare.compare import compare
from qa.engine.checked import Checked
from qa.engine.totals import Totals
from qa.readers.pdf import read
from qa.writers import Look
from qa.writers.comparison import html as comparison
from qa.writers.html.page import render
from tests import paper
from tests.browser.conftest import Open, new_context
from tests.browser.test_accessibility import violations
from tests.browser.test_served import Enter, enter
from tests.review.process import Review
from tests.writers import samples

__all__ = ["enter"]


def first(canvas: Canvas) -> None:
    paper.line(canvas, 100, 700, "The delegation went tothe river and sat onthe bank.")


def second(canvas: Canvas) -> None:
    paper.line(canvas, 100, 700, "It came back with no more than it had taken.")


def third(canvas: Canvas) -> None:
    paper.line(canvas, 100, 400, "On the last day it thanked allthe others.")


FILE = paper.pdf(first, second, third)


@pytest.fixture(scope="module")
def checked() -> Checked:
    document = read("record.pdf", FILE)
    wrong = (("tothe", "to the"), ("onthe", "on the"), ("allthe", "all the"))
    return samples.checked(document, *(samples.finding(document.text, passage, right) for passage, right in wrong))


def is_painted(page: Page, image: str) -> bool:
    """Whether the browser could load and draw the picture."""
    href = page.locator(image).first.get_attribute("href")
    loaded: bool = page.evaluate(
        "href => new Promise((done) => { const i = new Image(); i.onload = () => done(i.naturalWidth > 500);"
        " i.onerror = () => done(false); i.src = href; })",
        href,
    )
    return loaded


def test_the_selected_finding_is_shown_as_it_is_printed(open_page: Open, checked: Checked) -> None:
    page = open_page(render(checked, Look(pictures=True)))
    expect(page.locator(".printed")).to_have_count(0)
    page.keyboard.press("n")
    strip = page.get_by_role("button", name="Show page 1 as it is printed")
    expect(strip).to_be_visible()
    assert is_painted(page, ".printed image")
    expect(strip.locator("rect")).to_have_count(1)
    for _ in range(2):
        page.keyboard.press("n")
    expect(page.get_by_role("button", name="Show page 3 as it is printed")).to_be_visible()
    expect(page.locator(".printed")).to_have_count(1)
    page.keyboard.press("p")
    page.keyboard.press("g")
    dialog = page.get_by_role("dialog", name="Page 1 as it is printed")
    expect(dialog.locator("rect")).to_have_count(2)
    expect(dialog.locator("rect.current")).to_be_in_viewport()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert violations(page) == []


def test_a_mark_lies_on_its_word(open_page: Open, checked: Checked) -> None:
    page = open_page(render(checked, Look(pictures=True)))
    page.keyboard.press("n")
    left, width = (float(page.locator(".printed rect").get_attribute(name) or 0) for name in ("x", "width"))
    before = Canvas(io.BytesIO()).stringWidth("The delegation went ", paper.SERIF, 10)
    assert left == pytest.approx(100 + before, abs=3)
    assert width == pytest.approx(Canvas(io.BytesIO()).stringWidth("tothe", paper.SERIF, 10), abs=4)


def test_without_pictures_nothing_is_shown_and_the_policy_allows_none(open_page: Open, checked: Checked) -> None:
    text = render(checked, Look())
    assert "img-src" not in text
    page = open_page(text)
    page.keyboard.press("n")
    page.keyboard.press("g")
    expect(page.locator(".printed, #leaf")).to_have_count(0)


def test_only_pages_with_findings_are_in_the_page(checked: Checked) -> None:
    text = render(checked, Look(pictures=True))
    assert text.count("data:image/webp") == 2
    assert len(text) - len(render(checked, Look())) < 10_000


@pytest.fixture
def in_set(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, checked: Checked) -> Iterator[Page]:
    monkeypatch.chdir(tmp_path)
    look = Look(pictures=True)
    with Delivery(parse_orders(["html=pages"]), look, io.BytesIO(), several=True) as delivery:
        delivery.add(checked)
        delivery.add(samples.speech())
        delivery.close(Totals())
    context = new_context(browser)
    page = context.new_page()
    page.goto((tmp_path / "pages" / "record.pdf.html").as_uri())
    yield page
    context.close()


def test_the_pictures_of_a_set_lie_beside_its_pages(in_set: Page, tmp_path: Path) -> None:
    assert sorted(path.name for path in (tmp_path / "pages" / "record.pdf.pages").iterdir()) == ["1.webp", "3.webp"]
    in_set.keyboard.press("n")
    assert is_painted(in_set, ".printed image")


def test_the_review_server_draws_the_pages_of_its_documents(tmp_path: Path, enter: Enter) -> None:
    document = tmp_path / "record.pdf"
    document.write_bytes(FILE)
    with Review(document, database=tmp_path / "review.sqlite3") as review:
        page = enter(review)
        page.keyboard.press("n")
        expect(page.get_by_role("button", name="Show page 1 as it is printed")).to_be_visible()
        assert is_painted(page, ".printed image")
        assert page.request.get(f"http://127.0.0.1:{review.port}/documents/1/pages/9.webp").status == 404


def test_a_change_is_shown_as_each_version_has_it(open_page: Open) -> None:
    def mended(canvas: Canvas) -> None:
        paper.line(canvas, 80, 600, "The delegation went to the lake and sat on the bank.")

    versions = compare(read("old.pdf", FILE), read("new.pdf", paper.pdf(mended, second, third)))
    page = open_page(comparison.render(versions, Look(pictures=True)))
    page.keyboard.press("n")
    expect(page.locator(".printed figcaption")).to_have_text(["Old, page 1", "New, page 1"])
    assert is_painted(page, ".printed image")
    expect(page.locator(".printed rect")).to_have_count(2)
    page.keyboard.press("g")
    dialog = page.get_by_role("dialog", name="Page 1 as it is printed: New")
    expect(dialog.locator("rect.current")).to_be_in_viewport()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert "img-src" not in comparison.render(versions, Look())
