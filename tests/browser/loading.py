"""How long the pages of long records take to load and to be laid out: ``python -m tests.browser.loading``."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from qa.compare.change_class import ChangeClass
from qa.writers import Look
from qa.writers.comparison import html as comparison_html
from qa.writers.html import page as html
from tests.browser.conftest import launched_chromium
from tests.writers import samples
from tests.writers.comparison import speeches

_ROUNDS = 7
_LAID_OUT = "() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"


def _index() -> str:
    changes = {ChangeClass.SUBSTANCE: 3, ChangeClass.FORM: 40}
    return comparison_html.index(
        comparison_html.PairEntry(f"old/{number}.txt", f"new/{number}.txt", f"{number}.html", number, number, changes)
        for number in range(5_000)
    )


PAGES: dict[str, Callable[[], str]] = {
    "review page, 1,000 findings": lambda: html.render(samples.long_record(), Look()),
    "comparison, 1 MB, 1,000 changes": lambda: comparison_html.render(speeches.long_pair(), Look()),
    "index of 5,000 pairs": _index,
}


def main() -> None:
    """Print for each page its bytes, its elements, and the median milliseconds until it is loaded and laid out."""
    with launched_chromium() as browser, tempfile.TemporaryDirectory() as folder:
        for name, make in PAGES.items():
            file = Path(folder) / "page.html"
            file.write_text(make(), encoding="utf-8", newline="")
            elements, times = zip(*(_load(browser, file.as_uri()) for _ in range(_ROUNDS)), strict=True)
            print(f"{name:32} {file.stat().st_size:>9,} bytes {elements[0]:>6,} elements {median(times):>5.0f} ms")


def _load(browser: Browser, address: str) -> tuple[int, float]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    laid_out: float = page.evaluate(_LAID_OUT)
    elements: int = page.evaluate("document.querySelectorAll('*').length")
    page.close()
    return elements, laid_out


if __name__ == "__main__":
    main()
