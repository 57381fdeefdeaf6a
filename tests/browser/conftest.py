"""A real browser for the tests of the report pages: Chromium, or what QA_CHROMIUM names."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, sync_playwright

_CHROMIUM = "/usr/bin/chromium"
_QUIETLY = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@contextmanager
def launched_chromium() -> Iterator[Browser]:
    """Chromium without a window. Raises FileNotFoundError where there is none."""
    path = os.environ.get("QA_CHROMIUM", _CHROMIUM)
    if not Path(path).is_file():
        raise FileNotFoundError(f"no browser at {path}: install Debian's chromium, or let QA_CHROMIUM name another")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_QUIETLY))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        with launched_chromium() as chromium:
            yield chromium
    except FileNotFoundError as error:
        pytest.fail(str(error), pytrace=False)


Open = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a report from the disk: ``open_page(html, fragment="f-…", color_scheme="dark")``.

    At the end of the test nothing may have been written to the console, thrown, or asked of the network.
    """
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    def open_(html: str, fragment: str = "", **options: object) -> Page:
        file = tmp_path / f"report-{len(contexts)}.html"
        file.write_text(html, encoding="utf-8", newline="")
        contexts.append(browser.new_context(**options))  # type: ignore[arg-type]
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
