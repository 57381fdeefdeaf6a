"""axe-core finds nothing wrong on any page, in either theme, wide and narrow, while one works in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from qa.writers import Look
from qa.writers.comparison import html as comparison
from qa.writers.html.page import index, render
from tests.browser.conftest import Open, drawn
from tests.browser.test_comparison import PAIRS
from tests.browser.test_index import EARLIER, ROWS
from tests.writers import bitexts, samples
from tests.writers.comparison import speeches

Scheme = Literal["light", "dark"]
LIGHT: tuple[Scheme, ...] = ("light",)
DARK: tuple[Scheme, ...] = ("dark",)
BOTH = (*LIGHT, *DARK)
OF_COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe-core that go by colours."""


def violations(page: Page, *, of_colours: bool = False) -> list[str]:
    """What axe-core complains of, were it ever so little, with the first element of each; ``of_colours`` of these alone."""
    # Its script is run by the browser's debugger, which the page's policy does not bind.
    # Without preload, it asks for no style sheet a second time, which the policy forbids.
    options = {"resultTypes": ["violations"], "preload": False, **({"runOnly": list(OF_COLOURS)} if of_colours else {})}
    found = Axe().run(page, options=options).response["violations"]
    first = ((each["id"], each["nodes"][0]) for each in found)
    return [f"{rule}: {node['html'][:120]} {node['failureSummary']}" for rule, node in first]


def in_themes(page: Page, schemes: tuple[Scheme, ...]) -> list[str]:
    """What is wrong in any theme: from one to the other nothing but colours changes."""
    found = []
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        drawn(page)
        found += [f"{scheme}: {each}" for each in violations(page, of_colours=scheme != schemes[0])]
    return found


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
PAGES: dict[str, tuple[str, Callable[[Page], None], tuple[Scheme, ...]]] = {
    "speech": (SPEECH, at_rest, DARK),
    "hostile": (render(samples.hostile(), Look()), at_rest, LIGHT),
    "deciding": (SPEECH, deciding, BOTH),
    "beside": (SPEECH, beside, BOTH),
    "desk": (SPEECH, desk, DARK),
    "help": (SPEECH, help_, LIGHT),
    "index": (BATCH, at_rest, BOTH),
    "index sorted": (BATCH, sorted_, BOTH),
    "parallel": (render(bitexts.unsure(), Look()), at_rest, BOTH),
    "parallel deciding": (render(bitexts.lake(), Look()), deciding, BOTH),
    "parallel right to left": (render(bitexts.arabic(), Look()), at_rest, LIGHT),
    "parallel hostile": (render(bitexts.hostile(), Look()), at_rest, DARK),
    "comparison": (COMPARISON, at_rest, BOTH),
    "comparison side by side": (COMPARISON, comparing, BOTH),
    "comparison deciding": (COMPARISON, deciding_changes, BOTH),
    "comparison help": (COMPARISON, help_, DARK),
    "comparison hostile": (comparison.render(speeches.hostile(), Look()), at_rest, DARK),
    "comparison index": (comparison.index(PAIRS), at_rest, LIGHT),
}
"""Each with what is done there, and in which themes: in both where much of the colours of its kind is seen."""


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_found(open_page: Open, name: str) -> None:
    html, act, schemes = PAGES[name]
    for width in (1280, 320):
        options: dict[str, Any] = {"viewport": {"width": width, "height": 800}}
        page = open_page(html, reduced_motion="reduce", **options)
        act(page)
        assert in_themes(page, schemes) == [], width


def test_what_cannot_be_read_on_its_ground_is_found_when_colours_alone_are_looked_at(open_page: Open) -> None:
    page = open_page(SPEECH, color_scheme="light")
    pale = "each => Object.assign(each.style, { color: '#eee', background: '#fff' })"
    page.evaluate(f"document.querySelectorAll('#document p').forEach({pale})")
    assert any(found.startswith("color-contrast: ") for found in violations(page, of_colours=True))
