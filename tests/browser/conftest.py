"""A real browser for the tests of the report pages: Chromium without its windows, or what QA_CHROMIUM names.

Chromium with windows that are not shown needs three times the time for a page.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, expect, sync_playwright

from tests.waiting import PATIENCE, wait_until

expect.set_options(timeout=PATIENCE * 1_000)
_QUIETLY = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


_FONTS = """<?xml version="1.0"?>
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{cache}</cachedir>
  <include ignore_missing="yes">/etc/fonts/conf.d</include>
</fontconfig>
"""


@contextmanager
def launched_chromium() -> Iterator[Browser]:
    """Chromium without a window, offered the fonts of the folder QA_FONTS alone where that is set.

    Raises FileNotFoundError where there is no Chromium.
    """
    name = os.environ.get("QA_CHROMIUM", "chromium-headless-shell")
    path = shutil.which(name)
    if path is None:
        raise FileNotFoundError(f"no browser {name}: install Debian's package of that name, or let QA_CHROMIUM name another")
    with sync_playwright() as playwright, _offered_fonts() as environment:
        browser = playwright.chromium.launch(
            executable_path=path, args=list(_QUIETLY), timeout=PATIENCE * 1_000, env={**os.environ, **environment}
        )
        yield browser
        browser.close()


@contextmanager
def _offered_fonts() -> Iterator[dict[str, str]]:
    """The variables of the environment by which a program is offered no fonts but those of QA_FONTS."""
    fonts = os.environ.get("QA_FONTS")
    if fonts is None:
        yield {}
        return
    if not any(Path(fonts).rglob("*.ttf")):
        raise FileNotFoundError(f"no fonts in {fonts}, which QA_FONTS names")
    with TemporaryDirectory() as folder:
        file = Path(folder, "fonts.conf")
        file.write_text(_FONTS.format(folder=fonts, cache=Path(folder, "cache")), encoding="utf-8")
        yield {"FONTCONFIG_FILE": str(file)}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        with launched_chromium() as chromium:
            yield chromium
    except FileNotFoundError as error:
        pytest.fail(str(error), pytrace=False)


def new_context(browser: Browser, **options: Any) -> BrowserContext:
    """A window of its own, which waits for as long as a busy machine may need."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE * 1_000)
    return context


def reload_until(page: Page, shown: Callable[[], object]) -> None:
    """Reload the page until this is shown: what a page stores, Chromium writes down when it finds the time."""

    def reloaded() -> object:
        page.reload()
        return shown()

    wait_until(reloaded)


def draw_all(page: Page) -> None:
    """Have what is below the screen drawn too: until then its text is not among the text that is shown."""
    page.evaluate("document.querySelectorAll('main *').forEach((each) => (each.style.contentVisibility = 'visible'))")


def drawn(page: Page) -> None:
    """Wait until the page is laid out and drawn as it is now, with all that it does itself when it is."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


Open = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a report from the disk: ``open_page(html, fragment="f-…", color_scheme="dark")``.

    At the end of the test nothing may have been written to the console, thrown, or asked of the network.
    """
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    def open_(html: str, fragment: str = "", **options: Any) -> Page:
        file = tmp_path / f"report-{len(contexts)}.html"
        file.write_text(html, encoding="utf-8", newline="")
        contexts.append(new_context(browser, **options))
        page = contexts[-1].new_page()
        page.on("console", lambda message: complaints.append(_said(message)))
        page.on("pageerror", lambda error: complaints.append(_thrown(error)))
        page.on("request", lambda request: complaints.extend([] if request.url.startswith("file:") else [request.url]))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.goto(file.as_uri() + (f"#{fragment}" if fragment else ""))
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


def _said(message: ConsoleMessage) -> str:
    return f"console: {message.text}"


def _thrown(error: Error) -> str:
    return f"error: {error.message}"
