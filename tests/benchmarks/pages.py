"""The report pages in a headless browser: what they weigh, and how long their reader waits for each step."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page

from qa.compare.change_class import ChangeClass
from qa.writers import Look
from qa.writers.comparison import html as comparison_html
from qa.writers.html.page import DocumentEntry, index, render
from tests.accuracy.report import table
from tests.browser.conftest import launched_chromium
from tests.writers import samples
from tests.writers.comparison import speeches

HEADS = ("page", "kB", "nodes", "step", "median ms", "worst ms")

LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"
# From the event to the end of the painting that follows it.
WAITED = """async (act) => {
  const began = performance.now();
  new Function(act)();
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - began;
}"""


@dataclass(frozen=True, slots=True)
class Trial:
    """A page, and what a reader does in it: the name of each step with the script that does it."""

    make: Callable[[], str]
    steps: Mapping[str, str]


def _key(name: str) -> str:
    return f"document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {{ key: '{name}', bubbles: true }}))"


def _filled(value: str) -> str:
    query = "document.querySelector('#query')"
    return f"{query}.value = '{value}'; {query}.dispatchEvent(new Event('input', {{ bubbles: true }}))"


def _batch() -> str:
    passages = {(f"spelling.rule-{number}", "ofthe"): 1 + number for number in range(5)}
    return index(
        DocumentEntry(f"records/s_pv_{number}.txt", f"{number}.html", number * 7 % 9_000, number % 4, 2, passages=passages)
        for number in range(5_000)
    )


def _pairs() -> str:
    changes = {ChangeClass.SUBSTANCE: 3, ChangeClass.FORM: 40}
    return comparison_html.index(
        comparison_html.PairEntry(f"old/{number}.txt", f"new/{number}.txt", f"{number}.html", number, number, changes)
        for number in range(5_000)
    )


TRIALS: Mapping[str, Trial] = {
    "review, 1,000 findings in 20,000 words": Trial(
        lambda: render(samples.long_record(), Look()),
        {
            "next": _key("n"),
            "accept and go on": _key("a"),
            "reject and go on": _key("r"),
            "undo": _key("u"),
            "search": _filled("rule-3"),
            "search for nothing": _filled(""),
        },
    ),
    "review, 10,000 findings in 200,000 words": Trial(
        lambda: render(samples.long_record(10_000, 200_000), Look()),
        {"next": _key("n"), "accept and go on": _key("a"), "undo": _key("u")},
    ),
    "comparison, 1,000 changes in 175,000 words": Trial(
        lambda: comparison_html.render(speeches.long_pair(), Look()),
        {"next": _key("n"), "accept": _key("y"), "undo": _key("u"), "side by side": _key("s"), "inline": _key("i")},
    ),
    "index, 5,000 pairs": Trial(_pairs, {"search": _filled("_49"), "search for nothing": _filled("")}),
    "index, 5,000 documents": Trial(
        _batch,
        {
            "sort by errors": "document.querySelectorAll('#documents thead button')[2].click()",
            "sort by name": "document.querySelectorAll('#documents thead button')[0].click()",
            "search": _filled("_49"),
            "search for nothing": _filled(""),
        },
    ),
}


def page_table(rounds: int) -> str:
    """Each page loaded ``rounds`` times, each step done ``rounds`` times in a row."""
    try:
        with launched_chromium() as browser, tempfile.TemporaryDirectory() as folder:
            rows = [row for name, trial in TRIALS.items() for row in _rows(browser, Path(folder), name, trial, rounds)]
    except FileNotFoundError as error:
        return f"Not run: {error}."
    return table(HEADS, rows)


def _rows(browser: Browser, folder: Path, name: str, trial: Trial, rounds: int) -> list[tuple[str, ...]]:
    file = folder / "page.html"
    file.write_text(trial.make(), encoding="utf-8", newline="")
    loads = [_loaded(browser, file) for _ in range(rounds)]
    page = _opened(browser, file)
    nodes = int(page.evaluate("document.querySelectorAll('*').length"))
    rows: list[tuple[str, ...]] = [
        (name, f"{file.stat().st_size / 1000:,.0f}", f"{nodes:,}", "load and lay out", *_milliseconds(loads))
    ]
    for step, act in trial.steps.items():
        times = [float(page.evaluate(WAITED, act)) for _ in range(rounds)]
        rows.append(("", "", "", step, *_milliseconds(times)))
    page.close()
    return rows


def _opened(browser: Browser, file: Path) -> Page:
    # The page's policy lets no test bring a script of its own; the debugger's is let in by the context.
    page = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 800}).new_page()
    page.goto(file.as_uri())
    return page


def _loaded(browser: Browser, file: Path) -> float:
    page = _opened(browser, file)
    loaded = float(page.evaluate(LOADED))
    page.close()
    return loaded


def _milliseconds(times: list[float]) -> tuple[str, str]:
    return f"{median(times):.0f}", f"{max(times):.0f}"
