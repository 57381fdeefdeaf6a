"""At 400 per cent and on a telephone: nothing is lost, nothing lies over what one works on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from qa.engine.unchecked import unreadable
from qa.writers import Look
from qa.writers.comparison import html as comparison_html
from qa.writers.html.page import render
from tests.browser.conftest import Open, drawn
from tests.writers import samples
from tests.writers.comparison import speeches

SPEECH = render(samples.speech(), Look())
SIZES = [(320, 256), (320, 640), (400, 800), (900, 700)]
"""Code pixels; 320 by 256 is a window of 1280 by 1024 at 400 per cent."""

COVERED = """
() => {
  const box = document.querySelector(".mark.current").getClientRects()[0];
  const top = document.elementFromPoint(box.left + 2, box.top + box.height / 2);
  return !top?.closest(".mark.current");
}
"""


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_selected_mark_and_its_controls_are_never_covered(open_page: Open, width: int, height: int) -> None:
    page = open_page(SPEECH, viewport={"width": width, "height": height})
    for _ in range(15):
        page.keyboard.press("n")
        assert not page.evaluate(COVERED)
        for button in page.locator(".verdicts button:visible").all():
            expect(button).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_everything_is_done_by_touch_alone(open_page: Open) -> None:
    page = open_page(SPEECH, viewport={"width": 400, "height": 800}, has_touch=True)
    page.locator("#document .mark").first.tap()
    page.get_by_role("button", name="Accept", exact=True).tap()
    page.get_by_role("button", name="Next finding").tap()
    page.get_by_role("button", name="Previous finding").tap()
    page.get_by_role("button", name="Reject", exact=True).tap()
    page.get_by_role("button", name="Close", exact=True).tap()
    expect(page.locator("#decided")).to_have_text("2 of 15 decided")
    for view in ("Side by side", "Original", "Corrected", "Changes"):
        page.locator(".views label", has_text=view).tap()
        assert page.evaluate("document.documentElement.scrollWidth") == 400


DESKS = (1000, 1024, 1100, 1200, 1280, 1366, 1440, 1920)


@pytest.mark.parametrize(
    "make", [lambda: SPEECH, lambda: comparison_html.render(speeches.speech(), Look())], ids=["review", "versions"]
)
def test_on_a_desk_the_toolbar_is_one_row(open_page: Open, make: Callable[[], str]) -> None:
    page = open_page(make())
    for width in DESKS:
        page.set_viewport_size({"width": width, "height": 800})
        tops = [box["y"] for box in map(Locator.bounding_box, page.locator(".toolbar > *").all()) if box]
        assert len(tops) == 4
        assert max(tops) - min(tops) < 10, width


ROWS = """
(name) => {
  const middle = ({ top, bottom }) => Math.round((top + bottom) / 20);
  const shown = [...document.querySelector(name).children].filter((each) => each.checkVisibility() && each.offsetHeight > 1);
  return new Set(shown.map((each) => middle(each.getBoundingClientRect()))).size;
}
"""


def test_on_a_telephone_the_controls_take_three_rows_and_large_letters_leave_room_for_the_text(open_page: Open) -> None:
    page = open_page(SPEECH, viewport={"width": 360, "height": 800})
    for group in (".deciding", ".views"):
        assert page.evaluate(ROWS, group) == 1, group
    page.set_viewport_size({"width": 1100, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    article, panel = (page.locator(each).bounding_box() for each in ("article", ".panel"))
    assert article is not None
    assert panel is not None
    assert article["width"] > panel["width"]
    assert page.evaluate("document.documentElement.scrollWidth") == 1100


def test_a_page_without_findings_counts_none_and_has_no_map_until_somebody_adds_one(open_page: Open) -> None:
    page = open_page(render(samples.checked(samples.document("The meeting was called to order.")), Look()))
    for idle in ("#map", "#decided", "#position"):
        expect(page.locator(idle)).to_be_hidden()
    page.keyboard.press("c")
    page.locator("#remark-words").fill("order")
    page.locator("#remark-text").fill("ordre")
    page.locator("#remark-save").click()
    expect(page.locator("#map")).to_be_visible()
    expect(page.locator("#position")).to_have_text("1 of 1")
    # And where there is nothing to read, no script stumbles.
    page = open_page(render(unreadable("bad.txt", "an image"), Look()))
    expect(page.get_by_role("heading", name="This document could not be checked")).to_be_visible()


RIGHT = "name => Math.max(...[...document.querySelectorAll(name)].map((each) => each.getBoundingClientRect().right))"


def test_the_list_fits_a_window_that_is_made_narrow_and_wide_again(open_page: Open) -> None:
    page = open_page(SPEECH, viewport={"width": 900, "height": 4_000})
    drawn(page)
    for width in (1400, 320, 1400):
        page.set_viewport_size({"width": width, "height": 700})
        drawn(page)
        cards, panel = (page.evaluate(RIGHT, selector) for selector in (".card", ".panel"))
        assert cards <= panel


SMALL = """
() => [...document.querySelectorAll("button, input, select, summary, textarea, [role=slider]")]
  .filter((element) => element.checkVisibility({ contentVisibilityAuto: true }))
  .map((element) => [element.closest("label") ?? element, element])
  .filter(([target]) => { const { width, height } = target.getBoundingClientRect(); return width < 24 || height < 20; })
  .map(([, element]) => element.outerHTML.slice(0, 90))
"""


def targets(page: Page) -> list[str]:
    """Controls smaller than a fingertip; a line of text (summary) may be 20 pixels high where 24 are clear around it."""
    found: list[str] = page.evaluate(SMALL)
    return found


@pytest.mark.parametrize("width", [320, 1280])
def test_targets_are_large_enough(open_page: Open, width: int) -> None:
    page = open_page(SPEECH, viewport={"width": width, "height": 800})
    page.keyboard.press("n")
    page.keyboard.press("e")
    page.evaluate("document.querySelectorAll('details').forEach((details) => (details.open = true))")
    assert targets(page) == []
    page.locator("#own-cancel").click()
    page.keyboard.press("d")
    assert targets(page) == []
