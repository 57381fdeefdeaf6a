"""The report in a real browser: stepping, filtering, themes, hostile text, and what the page costs."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from qa.engine.checked import records
from qa.writers import Look
from qa.writers.html.page import DocumentEntry, index, render
from tests.browser.conftest import Open, draw_all, new_context, reload_until
from tests.writers import samples

SPEECH = render(samples.speech(), Look())
HOSTILE = render(samples.hostile(), Look())
NARROW = {"width": 400, "height": 800}


def selected(page: Page) -> str:
    """The wording of the selected finding in the list, or nothing."""
    cards = page.locator("#list > [aria-current]")
    return cards.locator("> b").inner_text() if cards.count() else ""


def test_keys_and_buttons_step_through_the_findings(open_page: Open) -> None:
    page = open_page(SPEECH)
    wanted = [record.id for record in records(samples.speech())]
    for key, expected in (("n", 0), ("j", 1), ("n", 2), ("k", 1), ("p", 0), ("p", 0)):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.id") == f"f-{wanted[expected]}"
        assert page.locator("#list > [aria-current]").get_attribute("id") == f"c-{wanted[expected]}"
        assert page.evaluate("location.hash") == f"#f-{wanted[expected]}"
    expect(page.locator("#position")).to_have_text("1 of 15")
    expect(page.locator("#previous")).to_be_disabled()
    page.get_by_role("button", name="Next").click()
    expect(page.locator("#position")).to_have_text("2 of 15")
    page.keyboard.press("Escape")
    assert selected(page) == ""
    page.keyboard.press("p")
    expect(page.locator("#position")).to_have_text("15 of 15")
    expect(page.locator(".mark.current").first).to_be_in_viewport()
    expect(page.locator("#list > [aria-current]")).to_be_in_viewport()


def test_keys_are_left_alone_while_typing_with_modifiers_and_when_switched_off(open_page: Open) -> None:
    page = open_page(SPEECH)
    page.keyboard.press("f")
    page.keyboard.type("pink")
    expect(page.locator("#query")).to_have_value("pink")
    page.keyboard.press("Escape")
    for chord in ("Control+p", "Alt+n", "Meta+k"):
        page.evaluate("key => document.dispatchEvent(new KeyboardEvent('keydown', key))", keydown(chord))
    assert selected(page) == ""
    page.keyboard.press("?")
    page.get_by_label("Single keys work").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    assert selected(page) == ""


def keydown(chord: str) -> dict[str, Any]:
    """An event with a modifier, made by hand: pressed for real, Control+p would open the browser's own dialog."""
    modifier, key = chord.split("+")
    return {
        "key": key,
        "bubbles": True,
        "ctrlKey": modifier == "Control",
        "altKey": modifier == "Alt",
        "metaKey": modifier == "Meta",
    }


def test_a_mark_leads_to_its_entry_and_an_entry_to_its_mark(open_page: Open) -> None:
    page = open_page(SPEECH)
    page.locator("#document .mark", has_text="consulta").click()
    assert selected(page) == "consultaive → consultative"
    expect(page.locator("#list > [aria-current]")).to_be_in_viewport()
    page.locator("#list > li", has_text="thisarea").click()
    expect(page.locator(".mark.current")).to_be_in_viewport()
    assert selected(page) == "thisarea → this area"
    page.locator("#list > [aria-current] > a").press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "this area"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('li').id").startswith("c-")


def test_filters_count_and_announce_what_they_leave(open_page: Open) -> None:
    page = open_page(SPEECH)
    status = page.locator("#status")
    expect(status).to_have_attribute("aria-live", "polite")
    expect(status).to_have_text("15 of 15 shown")
    page.locator("label", has_text="Warnings").click()
    expect(status).to_have_text("5 of 15 shown")
    expect(page.locator("#list > li:visible")).to_have_count(5)
    expect(page.locator("#document .mark:not(.off)")).to_have_count(5)
    page.locator("summary", has_text="Confidence, kind and speaker").click()
    grammar = page.locator("label", has_text="grammar")
    expect(grammar.locator("output")).to_have_text("3")
    grammar.click()
    expect(status).to_have_text("3 of 15 shown")
    expect(page.locator("label", has_text="Errors").locator("output")).to_have_text("0")
    assert page.evaluate("location.hash") == "#severity=warning&kind=grammar"
    page.locator("#query").fill("ARTICLE")
    expect(status).to_have_text("1 of 15 shown")
    page.locator("#query").fill("no such thing")
    expect(page.locator("#nothing")).to_be_visible()
    page.get_by_role("button", name="Show all").click()
    expect(status).to_have_text("15 of 15 shown")


def test_stepping_leaves_out_what_the_filters_hide(open_page: Open) -> None:
    page = open_page(SPEECH, "severity=warning&kind=grammar")
    expect(page.locator("#status")).to_have_text("3 of 15 shown")
    steps = []
    for _ in range(4):
        page.keyboard.press("n")
        steps.append(selected(page).split(" ")[0])
    assert steps == ["the", "military,", "On", "On"]


def test_an_address_opens_at_its_finding_with_its_filters(open_page: Open) -> None:
    wanted = next(record.id for record in records(samples.speech()) if record.text == "thisarea")
    page = open_page(SPEECH, f"f-{wanted}&severity=error&query=run%20together")
    assert selected(page) == "thisarea → this area"
    expect(page.locator(".mark.current")).to_be_in_viewport()
    expect(page.locator("#query")).to_have_value("run together")
    expect(page.locator("#status")).to_have_text("4 of 15 shown")
    page = open_page(SPEECH, f"c-{wanted}")
    assert selected(page) == "thisarea → this area"


def test_the_text_is_shown_with_changes_as_it_was_and_as_corrected(open_page: Open) -> None:
    page = open_page(SPEECH)
    draw_all(page)
    text = page.locator("#document")
    page.locator("label", has_text="Original").click()
    assert "a consultaive coordination" in text.inner_text()
    page.locator("label", has_text="Corrected").click()
    assert "a consultaive coordination" in text.inner_text()
    page.keyboard.press("d")
    page.locator("#rules [data-verdict=accepted]").first.click()
    page.locator("#desk-close").click()
    assert "a consultative coordination" in text.inner_text()
    assert "establish a CSTO centre" in text.inner_text()
    joined = text.locator("p", has_text="working contacts among")
    expect(joined).to_contain_text("officials of the two organizations", use_inner_text=True)


def test_the_theme_follows_the_system_until_it_is_chosen(open_page: Open) -> None:
    def ground(page: Page) -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    light, dark = (
        ground(open_page(SPEECH, color_scheme="light")),
        ground(page := open_page(SPEECH, color_scheme="dark")),
    )
    assert light != dark
    page.get_by_role("button", name="Theme: auto").click()
    assert ground(page) == light
    page.keyboard.press("t")
    assert ground(page) == dark
    reload_until(page, lambda: page.locator("#theme").inner_text() == "Theme: dark")


def test_help_opens_and_closes_by_key_and_button(open_page: Open) -> None:
    page = open_page(SPEECH, viewport={"width": 1000, "height": 400})
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    expect(page.locator("#help-heading")).to_be_in_viewport(ratio=1)
    page.keyboard.press("n")
    assert selected(page) == ""
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.locator("#help-button").click()
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_hostile_text_stays_text(open_page: Open) -> None:
    page = open_page(HOSTILE)
    expect(page.locator("#document script, #document img, #list script, #document b:not(.speaker)")).to_have_count(0)
    page.locator("label", has_text="Original").click()
    shown = "".join(page.locator("#document").inner_text().split())
    assert "".join("Protection of civilians <script>alert(1)</script>".split()) in shown
    assert "an⟦U+0000⟧d</p><imgsrc=xonerror=alert(1)>thetheend" in shown


def test_findings_over_one_another_are_all_reached(open_page: Open) -> None:
    page = open_page(HOSTILE)
    reached = []
    for _ in records(samples.hostile()):
        page.keyboard.press("n")
        expect(page.locator("a.mark:focus")).to_be_in_viewport()
        reached.append(page.evaluate("location.hash.slice(3)"))
    assert reached == [record.id for record in records(samples.hostile())]
    # Clicks on one place lead through all that lies over it.
    page.keyboard.press("Escape")
    both = page.locator("a.mark[data-under]", has_text="שלום").first
    chosen = []
    for _ in range(2):
        both.click()
        chosen.append(page.locator("#list > [aria-current]").get_attribute("id"))
    assert chosen[0] != chosen[1]


def test_the_page_is_whole_without_script(open_page: Open) -> None:
    page = open_page(SPEECH, java_script_enabled=False)
    expect(page.locator("#document .mark ins").first).to_be_visible()
    expect(page.locator("#list > li")).to_have_count(15)
    for control in (".toolbar", "#filters", "#help"):
        expect(page.locator(control)).to_be_hidden()
    page.locator("#document .mark", has_text="consulta").click()
    assert "#c-" in page.url
    expect(page.locator("#list > li", has_text="consultaive")).to_be_in_viewport()


def test_a_narrow_screen_shows_the_finding_over_the_text(open_page: Open) -> None:
    page = open_page(SPEECH, viewport=NARROW)
    page.keyboard.press("n")
    expect(page.locator("#list > [aria-current]")).to_be_in_viewport(ratio=1)
    expect(page.locator(".mark.current")).to_be_in_viewport()
    page.get_by_role("button", name="Close").click()
    assert selected(page) == ""
    for html in (SPEECH, HOSTILE, index([])):
        narrow = open_page(html, viewport={"width": 320, "height": 640})
        assert narrow.evaluate("document.documentElement.scrollWidth") == 320


def test_paper_shows_numbered_marks_and_the_list(open_page: Open) -> None:
    page = open_page(SPEECH)
    page.emulate_media(media="print")
    expect(page.locator(".toolbar")).to_be_hidden()
    expect(page.locator("#list > li").last).to_be_visible()
    number = "getComputedStyle(document.querySelector('.mark[id]'), '::after').content"
    assert page.evaluate(number) == "attr(data-number)" or page.evaluate(number) == '"1"'


CONTRASTS = """
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (colors) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const color of colors) {
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const weights = [0.2126, 0.7152, 0.0722];
  const luminance = (color) => color.map(light).reduce((sum, part, index) => sum + part * weights[index], 0);
  const ancestors = (element) => (element ? [...ancestors(element.parentElement), element] : []);
  const isSeen = (element) => element.checkVisibility() && element.getBoundingClientRect().width > 2;
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const poor = [];
  for (const element of document.body.querySelectorAll("*")) {
    if (!hasText(element) || !isSeen(element) || element.matches(":disabled, script")) continue;
    const ground = luminance(rgb(ancestors(element).map((one) => getComputedStyle(one).backgroundColor)));
    const ink = luminance(rgb([getComputedStyle(element).color]));
    const contrast = (Math.max(ground, ink) + 0.05) / (Math.min(ground, ink) + 0.05);
    if (contrast < 4.5) poor.push(`${element.outerHTML.slice(0, 80)}: ${contrast.toFixed(2)}`);
  }
  return poor;
}
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(open_page: Open, scheme: str) -> None:
    batch = index([DocumentEntry("a.txt", "a.html", 10, 1), DocumentEntry("b.txt", "b.html", 0, unreadable="an image")])
    for html in (SPEECH, HOSTILE, batch):
        page = open_page(html, color_scheme=scheme, reduced_motion="reduce")
        page.keyboard.press("n")
        for chip in page.locator("#filters .chip").all()[:1]:
            chip.click()
        assert page.evaluate(CONTRASTS) == []


NAMELESS = """
() => [...document.querySelectorAll("button, input, a[href], dialog, table, section, nav, fieldset")]
  .filter((element) => element.checkVisibility())
  .filter((element) => !(
    element.textContent.trim() || element.ariaLabel || element.querySelector("del, ins") || element.labels?.length ||
    document.getElementById(element.getAttribute("aria-labelledby") ?? "")
  ))
  .map((element) => element.outerHTML)
"""


def test_controls_have_names_and_headings_their_order(open_page: Open) -> None:
    for html in (SPEECH, HOSTILE, index([DocumentEntry("a.txt", "a.html", 10, 1)])):
        page = open_page(html)
        assert page.evaluate(NAMELESS) == []
        levels = [int(level) for level in page.evaluate("[...document.querySelectorAll('h1, h2, h3')].map(h => h.tagName[1])")]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert page.evaluate("document.documentElement.lang") == "en"
        for landmark in ("banner", "main"):
            expect(page.get_by_role(landmark)).to_have_count(1)
        page.keyboard.press("Tab")
        expect(page.locator(".skip a").first).to_be_focused()
        expect(page.locator(".skip a").first).to_be_in_viewport()


FRAMES_ON_REQUEST = """
const draw = window.requestAnimationFrame.bind(window);
const asked = [];
window.requestAnimationFrame = (run) => asked.push(run);
window.frame = async () => {
  await new Promise((done) => draw(() => draw(done)));
  for (const run of asked.splice(0)) run(performance.now());
};
"""
"""A page draws its map before the browser's next frame: how many there are while keys are pressed is a matter of the machine."""


def calls(browser: Browser, file: Path, keys: str = "") -> int:
    """How often functions of the page's script are called while it is opened and the keys are pressed, each drawn once."""
    context = new_context(browser)
    context.add_init_script(FRAMES_ON_REQUEST)
    page = context.new_page()
    profiler = context.new_cdp_session(page)
    profiler.send("Profiler.enable")
    profiler.send("Profiler.startPreciseCoverage", {"callCount": True, "detailed": False})
    page.goto(file.as_uri())
    page.evaluate("frame()")
    for key in keys:
        page.keyboard.press(key)
        page.evaluate("frame()")
    scripts = profiler.send("Profiler.takePreciseCoverage")["result"]
    context.close()
    return sum(function["ranges"][0]["count"] for script in scripts for function in script["functions"])


def test_opening_a_page_and_deciding_cost_little_more_for_each_finding(browser: Browser, tmp_path: Path) -> None:
    counts = {}
    for findings in (100, 300):
        file = tmp_path / f"{findings}.html"
        file.write_text(render(samples.long_record(findings, 20 * findings), Look()), encoding="utf-8", newline="")
        counts[findings] = (calls(browser, file), calls(browser, file, "na"))
    (opened, decided), (more_opened, more_decided) = counts[100], counts[300]
    assert (more_opened - opened) / 200 < 45
    assert ((more_decided - more_opened) - (decided - opened)) / 200 < 35


def test_a_long_record_stays_within_its_budget_of_nodes(open_page: Open) -> None:
    page = open_page(render(samples.long_record(), Look()))
    assert page.evaluate("document.querySelectorAll('*').length") <= 10_000
    expect(page.locator("#status")).to_have_text("1,000 of 1,000 shown")
    page.keyboard.press("p")
    expect(page.locator("#position")).to_have_text("1,000 of 1,000")
    expect(page.locator(".mark.current")).to_be_in_viewport()
