"""A translation beside its source in a real browser: two columns, stepping, deciding, filters, the score, narrow windows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from qa.decisions.record import parse_decisions
from qa.engine.checked import Checked
from qa.writers import Look
from qa.writers.html.page import render
from tests.browser.conftest import Open, drawn
from tests.browser.test_review import decided, progress, saved
from tests.writers import bitexts

LAKE = render(bitexts.lake(), Look())
UNSURE = render(bitexts.unsure(), Look())
ARABIC = render(bitexts.arabic(), Look())
HOSTILE = render(bitexts.hostile(), Look())
WIDE = {"width": 1400, "height": 900}

ROWS = """
() => [...document.querySelectorAll("#document > .source")].map((source) => {
  const [left, right] = [source, source.nextElementSibling].map((each) => each.getBoundingClientRect());
  const beside = left.right <= right.left && left.top === right.top;
  const over = left.bottom <= right.top && left.left === right.left;
  return beside ? "beside" : over ? "over" : "apart";
})
"""


def current(page: Page) -> list[str]:
    """What is marked of the selected finding in the source and in the translation."""
    return [str(text) for text in page.locator("#document .current").all_inner_texts()]


def test_beads_stand_side_by_side_and_on_a_narrow_screen_over_one_another(open_page: Open) -> None:
    page = open_page(LAKE, viewport=WIDE)
    assert page.evaluate(ROWS) == ["beside"] * 12
    expect(page.locator(".side")).to_have_text(["Source: French", "Translation: English"])
    for html in (LAKE, ARABIC, HOSTILE):
        narrow = open_page(html, viewport={"width": 320, "height": 640})
        assert set(narrow.evaluate(ROWS)) == {"over"}
        assert narrow.evaluate("document.documentElement.scrollWidth") == 320


def test_keys_step_through_the_findings_on_both_sides(open_page: Open) -> None:
    page = open_page(LAKE, viewport=WIDE)
    reached = []
    for _ in range(4):
        page.keyboard.press("n")
        expect(page.locator("a.mark.current").first).to_be_focused()
        reached.append(current(page)[0])
    assert reached == ["14 mars", "60 %", "Sans un financement prévisible, rien ne sera possible.", "Deux milliards"]
    page.keyboard.press("Escape")
    assert current(page) == []


def test_a_passage_of_the_source_leads_to_what_is_found_in_the_translation(open_page: Open) -> None:
    page = open_page(LAKE, viewport=WIDE)
    page.locator(".against", has_text="60 %").click()
    card = page.locator("#list > [aria-current]")
    expect(card.locator("> b")).to_have_text("16 per cent → 60 per cent")
    expect(card.locator(".source-text")).to_have_text("Source, unit 5: 60 %")
    page.locator(".against", has_text="Deux milliards").press("Enter")
    expect(page.locator("#list > [aria-current] > b")).to_have_text("Two million → Two billion")
    # Clicks on one place lead through all that is held against it.
    page = open_page(HOSTILE, viewport=WIDE)
    both = page.locator(".against[data-against*=' ']").first
    both.click()
    first = page.evaluate("location.hash")
    both.click()
    assert page.evaluate("location.hash") != first


def test_decisions_are_made_as_on_any_review_page_and_fix_carries_them_out(open_page: Open, tmp_path: Path) -> None:
    page = open_page(LAKE, viewport=WIDE)
    page.keyboard.press("n")
    page.keyboard.press("a")
    page.keyboard.press("r")
    page.keyboard.press("e")
    page.keyboard.type(" Without predictable funding, nothing will be possible.")
    page.keyboard.press("Enter")
    page.keyboard.press("2")
    page.keyboard.press("u")
    page.keyboard.press("2")
    assert list(decided(page).values()) == [
        "Accepted",
        "Rejected",
        "Edited: Without predictable funding, nothing will be possible.",
        "Accepted: Two thousand million",
    ]
    assert progress(page) == "4 of 4 decided"
    decisions, text = saved(page, "Save the decisions"), saved(page, "Save the corrected text")
    assert len(parse_decisions(decisions, "d.json").decisions) == 4
    document, file = tmp_path / "lake.txt", tmp_path / "d.json"
    document.write_text(bitexts.lake().document.text, encoding="utf-8")
    file.write_bytes(decisions)
    from qa.cli import command

    result = CliRunner().invoke(command, ["fix", str(document), "--decisions", str(file), "--quiet"])
    assert (result.exit_code, result.stdout_bytes) == (0, text)
    corrected = " ".join(text.decode().split())
    assert "On 14 March, 3,200" in corrected
    assert "or 16 per cent of" in corrected
    assert "2719 (2023). Without predictable funding, nothing will be possible. Mali" in corrected
    assert "Two thousand million dollars" in corrected


def test_what_is_not_sure_enough_is_shown_as_not_aligned(open_page: Open) -> None:
    page = open_page(UNSURE, viewport=WIDE)
    expect(page.locator(".figures div", has_text="Coverage").locator("dd")).to_have_text("90.7 %")
    expect(page.locator(".source.unsure")).to_have_count(1)
    expect(page.locator(".source.unsure")).to_contain_text("douzième session ordinaire. Not aligned")
    expect(page.locator("#document p", has_text="Not in the translation")).to_have_count(1)


def test_passages_without_findings_can_be_left_out(open_page: Open) -> None:
    page = open_page(LAKE, viewport=WIDE)
    shown = page.locator("#document > .source:visible")
    page.locator(".chip", has_text="Only those with findings").click()
    expect(shown).to_have_count(4)
    page.locator(".chip", has_text="Warnings").click()
    expect(shown).to_have_text(["Sans un\nfinancement prévisible, rien ne sera possible."])
    page.get_by_role("button", name="Show all").click()
    expect(shown).to_have_count(12)


def test_the_score_is_of_what_was_confirmed_and_of_enough_words(open_page: Open) -> None:
    page = open_page(LAKE)
    score = page.locator("#score")
    expect(score).to_have_text("–")
    page.keyboard.press("n")
    page.keyboard.press("a")
    expect(score).to_have_text("1 major")
    page.keyboard.press("r")
    expect(score).to_have_text("1 major")
    page = open_page(render(lengthened(), Look()))
    page.keyboard.press("n")
    for key, told in (("r", "100.00"), ("a", "99.50"), ("u", "100.00")):
        page.keyboard.press(key)
        expect(page.locator("#score")).to_have_text(told)
    assert page.locator("#score").get_attribute("title") == "Confirmed: none. A text passes with 99."


def lengthened() -> Checked:
    """As if the text had a thousand words."""
    checked = bitexts.lake()
    assert checked.beside is not None
    return replace(checked, beside=replace(checked.beside, words=1_000, aligned=1_000))


def test_a_source_that_runs_from_right_to_left_says_so(open_page: Open) -> None:
    page = open_page(ARABIC, viewport=WIDE)
    for source in page.locator("#document > .source").all():
        assert (source.get_attribute("lang"), source.get_attribute("dir")) == ("ar", "rtl")
    assert {each.get_attribute("lang") for each in page.locator("#document > p").all()} == {"en"}
    expect(page.locator(".source-text [lang=ar]")).to_have_text("١٢٠٠")
    order = "[...document.querySelectorAll('#document > .source')].map((each) => getComputedStyle(each).direction)"
    assert set(page.evaluate(order)) == {"rtl"}


def test_hostile_texts_stay_texts_on_both_sides(open_page: Open) -> None:
    page = open_page(HOSTILE, viewport=WIDE)
    expect(page.locator("#document script, #document img, #document b, #list script")).to_have_count(0)
    expect(page.locator("#document > .source").first).to_have_text("<script>alert(1)</script> & 12 ]]>")
    # The passage that changed places stands beside its translation.
    expect(page.locator("#document > .source").nth(1)).to_have_text("Quatre שלום.")
    expect(page.locator("#document > .source + p").nth(1)).to_have_text("Four⟦U+FFFE⟧.")


@pytest.mark.parametrize("name", ["lake", "hostile"])
def test_the_page_is_whole_without_script(open_page: Open, name: str) -> None:
    page = open_page(render(bitexts.BITEXTS[name](), Look()), java_script_enabled=False, viewport=WIDE)
    count = len(bitexts.BITEXTS[name]().findings)
    expect(page.locator("#list > li")).to_have_count(count)
    place = page.locator(".against").first
    place.click()
    assert f"#f-{place.get_attribute('data-against')}".startswith(page.url[page.url.index("#") :])


def test_filters_dim_the_passages_of_the_source_too(open_page: Open) -> None:
    page = open_page(LAKE, viewport=WIDE)
    page.locator(".chip", has_text="Warnings").click()
    drawn(page)
    expect(page.locator(".against:not(.off)")).to_have_count(1)
    expect(page.locator(".against.off")).to_have_count(3)
