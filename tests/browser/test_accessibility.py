"""axe-core finds nothing wrong on any page, in either theme, wide and narrow, while one works in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from qa.writers import Look
from qa.writers.comparison import html as comparison
from qa.writers.html.page import index, render
from tests.browser.conftest import Open
from tests.browser.test_comparison import PAIRS
from tests.browser.test_index import EARLIER, ROWS
from tests.writers import bitexts, samples
from tests.writers.comparison import speeches


def violations(page: Page) -> list[str]:
    """What axe-core complains of, were it ever so little, with the first element of each."""
    # Its script is run by the browser's debugger, which the page's policy does not bind.
    # Without preload, it asks for no style sheet a second time, which the policy forbids.
    found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False}).response["violations"]
    first = ((each["id"], each["nodes"][0]) for each in found)
    return [f"{rule}: {node['html'][:120]} {node['failureSummary']}" for rule, node in first]


def at_rest(page: Page) -> None:
    """As it opens."""


def deciding(page: Page) -> None:
    """Some decided, one selected with its controls open, filters unfolded."""
    page.keyboard.press("n")
    for key in "ar":
        page.keyboard.press(key)
    page.keyboard.press("e")
    page.keyboard.type("own wording")
    page.keyboard.press("Enter")
    page.keyboard.press("e")
    page.evaluate("document.querySelectorAll('details').forEach((details) => (details.open = true))")


def beside(page: Page) -> None:
    deciding(page)
    page.locator(".views label", has_text="Side by side").click()


def desk(page: Page) -> None:
    page.keyboard.press("n")
    page.keyboard.press("d")


def help_(page: Page) -> None:
    page.keyboard.press("?")


def sorted_(page: Page) -> None:
    page.locator("#documents").get_by_role("columnheader").first.get_by_role("button").click()


def comparing(page: Page) -> None:
    """All classes shown, one change selected, side by side."""
    page.keyboard.press("n")
    for key in "23ws":
        page.keyboard.press(key)


def deciding_changes(page: Page) -> None:
    for key in "nynx":
        page.keyboard.press(key)


SPEECH = render(samples.speech(), Look())
COMPARISON = comparison.render(speeches.speech(), Look())
BATCH = index(ROWS, EARLIER)
PAGES: dict[str, tuple[str, Callable[[Page], None], str]] = {
    "speech": (SPEECH, at_rest, "dark"),
    "hostile": (render(samples.hostile(), Look()), at_rest, "light"),
    "deciding": (SPEECH, deciding, "light dark"),
    "beside": (SPEECH, beside, "light dark"),
    "desk": (SPEECH, desk, "dark"),
    "help": (SPEECH, help_, "light"),
    "index": (BATCH, at_rest, "light dark"),
    "index sorted": (BATCH, sorted_, "light dark"),
    "parallel": (render(bitexts.unsure(), Look()), at_rest, "light dark"),
    "parallel deciding": (render(bitexts.lake(), Look()), deciding, "light dark"),
    "parallel right to left": (render(bitexts.arabic(), Look()), at_rest, "light"),
    "parallel hostile": (render(bitexts.hostile(), Look()), at_rest, "dark"),
    "comparison": (COMPARISON, at_rest, "light dark"),
    "comparison side by side": (COMPARISON, comparing, "light dark"),
    "comparison deciding": (COMPARISON, deciding_changes, "light dark"),
    "comparison help": (COMPARISON, help_, "dark"),
    "comparison hostile": (comparison.render(speeches.hostile(), Look()), at_rest, "dark"),
    "comparison index": (comparison.index(PAIRS), at_rest, "light"),
}
"""Each with what is done there, and in which themes: in both where much of the colours of its kind is seen."""
CASES = [(name, scheme) for name, (_, _, schemes) in PAGES.items() for scheme in schemes.split()]


@pytest.mark.parametrize(("name", "scheme"), CASES)
def test_nothing_is_found(open_page: Open, name: str, scheme: str) -> None:
    html, act, _ = PAGES[name]
    for width in (1280, 320):
        options: dict[str, Any] = {"viewport": {"width": width, "height": 800}}
        page = open_page(html, color_scheme=scheme, reduced_motion="reduce", **options)
        act(page)
        assert violations(page) == []
