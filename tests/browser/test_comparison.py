"""The page of a comparison in a real browser: stepping, folding, views, moves, filters, addresses, and what it costs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from qa.compare.change_class import ChangeClass
from qa.writers import Look
from qa.writers.comparison.html import PairEntry, index, render
from tests.browser.conftest import Open, draw_all
from tests.browser.test_page import CONTRASTS, NAMELESS
from tests.writers.comparison import speeches

SPEECH = render(speeches.speech(), Look())
HOSTILE = render(speeches.hostile(), Look())
FORM = str(1 + sorted(ChangeClass, key=lambda change_class: -change_class.rank).index(ChangeClass.FORM))
"""The key that shows and folds changes of form."""
PAIRS = [
    PairEntry("old/s_10.txt", "new/s_10.txt", "10.html", 1_000, 1_000, {ChangeClass.SUBSTANCE: 1, ChangeClass.FORM: 20}),
    PairEntry("old/s_9.txt", "new/s_9.txt", "9.html", 12_000, 12_000),
    PairEntry("old/s_2.txt", "new/s_2.txt", "2.html", 500, 510, {ChangeClass.SUBSTANCE: 12}, moves=3),
    PairEntry("old/gone.txt", None, "gone.html", 70),
    PairEntry("old/bad.txt", "new/bad.docx", "bad.html", unreadable="an image"),
]


def number(page: Page) -> int | None:
    """The number of the selected change."""
    cards = page.locator("#list > [aria-current]")
    return int(cards.get_attribute("value") or 0) if cards.count() else None


def steps(page: Page, key: str, times: int) -> list[int | None]:
    reached = []
    for _ in range(times):
        page.keyboard.press(key)
        reached.append(number(page))
    return reached


def prose(page: Page) -> str:
    """The text as a reader sees it, folded paragraphs and those below the screen too."""
    page.evaluate("document.querySelectorAll('#text details').forEach(fold => (fold.open = true))")
    draw_all(page)
    shown = page.locator("#text :is(p, h3):visible").all_inner_texts()
    return " ".join(" ".join(shown).split())


def test_keys_step_through_the_shown_changes_in_the_order_of_the_text(open_page: Open) -> None:
    page = open_page(SPEECH)
    expect(page.locator("#position")).to_have_text("5 shown")
    assert steps(page, "n", 3) == [1, 2, 5]
    expect(page.locator("#position")).to_have_text("3 of 5")
    expect(page.locator("#c5")).to_be_focused()
    expect(page.locator("#c5")).to_be_in_viewport()
    expect(page.locator("#l5")).to_be_in_viewport()
    assert page.evaluate("location.hash") == "#c5"
    assert steps(page, "k", 1) + steps(page, "p", 2) == [2, 1, 1]
    expect(page.locator("#previous")).to_be_disabled()
    page.keyboard.press("Escape")
    assert number(page) is None
    page.get_by_role("button", name="Previous").click()
    expect(page.locator("#position")).to_have_text("5 of 5")
    page.keyboard.press("Escape")
    page.keyboard.press(FORM)
    assert sorted(filter(None, steps(page, "j", 7))) == [1, 2, 3, 4, 5, 6, 7]


def test_a_class_is_shown_and_folded_in_text_and_list(open_page: Open) -> None:
    page = open_page(SPEECH)
    folded = page.locator("#c4 ins")
    assert folded.evaluate("element => getComputedStyle(element).textDecorationLine") == "none"
    expect(page.locator("#text", has_text="of the").locator("del", has_text="ofthe").first).to_be_hidden()
    expect(page.locator("#list > li:visible")).to_have_count(5)
    expect(page.locator("#status")).to_have_text("5 of 7 shown")
    page.keyboard.press(FORM)
    expect(page.locator("#list > li:visible")).to_have_count(7)
    assert folded.evaluate("element => getComputedStyle(element).textDecorationLine") == "underline"
    expect(page.locator("#c6 .end")).to_be_visible()
    page.locator(".classes label", has_text="Substance").click()
    expect(page.locator("#status")).to_have_text("2 of 7 shown")
    expect(page.locator("del", has_text="35").first).to_be_hidden()
    expect(page.locator(".elsewhere:visible")).to_have_count(0)
    assert page.evaluate("location.hash").endswith("#class=form")
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("#status")).to_have_text("7 of 7 shown")


def test_paragraphs_without_a_shown_change_fold_and_unfold(open_page: Open) -> None:
    page = open_page(SPEECH)
    folds = page.locator("#text summary")
    before = folds.all_inner_texts()
    assert before == ["3 paragraphs with 1 folded change"]
    page.keyboard.press(FORM)
    assert folds.all_inner_texts() == ["2 paragraphs unchanged"]
    page.keyboard.press(FORM)
    assert folds.all_inner_texts() == before
    page.keyboard.press("a")
    expect(page.get_by_text("Nothing more needs to be said")).to_be_visible()
    assert page.evaluate("location.hash") == "#all=1"
    page.keyboard.press("a")
    expect(page.get_by_text("Nothing more needs to be said")).to_be_hidden()
    folds.click()
    page.keyboard.press("s")
    expect(page.locator(".pair > .new", has_text="Nothing more needs to be said")).to_be_visible()


def test_each_version_is_shown_alone_as_it_is_written(open_page: Open) -> None:
    page = open_page(SPEECH)
    page.keyboard.press("o")
    assert prose(page) == " ".join(speeches.OLD.split())
    page.keyboard.press("w")
    assert prose(page) == " ".join(speeches.NEW.split())
    page.keyboard.press("i")
    assert "the 3553 members here" in prose(page)


def test_side_by_side_the_paragraphs_of_a_pair_stand_level(open_page: Open) -> None:
    page = open_page(SPEECH, viewport={"width": 1280, "height": 900})
    page.locator("label", has_text="Side by side").click()
    expect(page.locator(".sides")).to_be_visible()
    rows = page.locator(".pair:visible")
    assert rows.count() > 8
    for row in rows.all():
        row.scroll_into_view_if_needed()
        sides = [row.locator(side).bounding_box() for side in ("> .old", "> .new")]
        assert sides[0] is not None
        assert sides[1] is not None
        assert sides[0]["y"] == sides[1]["y"]
        assert sides[0]["x"] + sides[0]["width"] <= sides[1]["x"] + 1
    old, new = (" ".join(page.locator(f".pair > .{side}").all_text_contents()) for side in ("old", "new"))
    assert 'for "his" report. It does not mention' in old
    assert "53" not in old
    assert "for “his” report. It does mention" in new
    assert "35" not in new
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
    assert len(ids) == len(set(ids))
    assert steps(page, "n", 2) == [1, 2]


def test_stepping_finds_a_place_in_every_view(open_page: Open) -> None:
    for view in ("side", "old", "new"):
        page = open_page(SPEECH, f"view={view}&class=substance,form")
        seen = []
        for _ in range(7):
            page.keyboard.press("n")
            seen.append(number(page))
            expect(page.locator("#list > [aria-current]")).to_be_in_viewport()
        assert sorted(filter(None, seen)) == [1, 2, 3, 4, 5, 6, 7]
        assert page.evaluate("scrollY") > 0


def test_the_places_of_a_moved_passage_lead_to_each_other(open_page: Open) -> None:
    for view in ("inline", "side"):
        page = open_page(SPEECH, f"c2&view={view}", viewport={"width": 1280, "height": 500})
        expect(page.locator("#c2")).to_be_focused()
        page.get_by_role("link", name="Moved from paragraph 4").click()
        expect(page.locator("#c2-away")).to_be_focused()
        expect(page.locator("#c2-away")).to_be_in_viewport()
        page.get_by_role("link", name="Moved to paragraph 3").click()
        expect(page.locator("#c2")).to_be_focused()
        expect(page.locator("#c2")).to_be_in_viewport()
        page.keyboard.press("m")
        expect(page.locator("#c2-away")).to_be_in_viewport()
        assert number(page) == 2


def test_a_mark_leads_to_its_entry_and_an_entry_to_its_mark(open_page: Open) -> None:
    page = open_page(SPEECH)
    # Left to itself, Playwright would aim at the hidden words for screen readers, which the mark begins with.
    page.locator("#c5 ins").click(position={"x": 12, "y": 8})
    assert number(page) == 5
    expect(page.locator("#l5")).to_be_in_viewport()
    page.locator("#l7").click()
    expect(page.locator("#c7")).to_be_in_viewport()
    page.locator("#l1 > a").press("Enter")
    expect(page.locator("#c1")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#l1 > a")).to_be_focused()


def test_filters_count_and_announce_what_they_leave(open_page: Open) -> None:
    page = open_page(SPEECH)
    status = page.locator("#status")
    page.locator("summary", has_text="Reason and kind").click()
    deleted = page.locator("#filters label", has_text="deleted")
    expect(deleted.locator("output")).to_have_text("1")
    deleted.click()
    expect(status).to_have_text("1 of 7 shown")
    expect(page.locator("#list > li:visible")).to_have_count(1)
    expect(page.locator("del", has_text="35").first).to_be_hidden()
    assert page.evaluate("location.hash") == "#kind=delete"
    assert steps(page, "n", 2) == [3, 3]
    deleted.click()
    page.keyboard.press("f")
    page.keyboard.type("ELEVEN")
    expect(status).to_have_text("1 of 7 shown")
    page.locator("#query").fill("no such thing")
    expect(page.locator("#nothing")).to_be_visible()
    page.get_by_role("button", name="Show all").click()
    expect(status).to_have_text("7 of 7 shown")


def test_an_address_opens_at_its_change_with_view_classes_and_filters(open_page: Open) -> None:
    reason = speeches.speech().changes[6].reason
    page = open_page(SPEECH, f"c7&view=side&class=substance,form&reason={reason}&query=council")
    assert number(page) == 7
    expect(page.locator("#c7")).to_be_in_viewport()
    expect(page.locator(".sides")).to_be_visible()
    expect(page.locator("#status")).to_have_text("1 of 7 shown")
    page = open_page(SPEECH, "l6")
    assert number(page) == 6
    expect(page.locator("#c6")).to_be_visible()
    page = open_page(SPEECH, "c1&query=council")
    assert number(page) == 1
    page = open_page(SPEECH, "view=upside&class=unheard&reason=%E0%A4%A&c99")
    expect(page.locator("#text")).to_be_visible()


def test_keys_are_left_alone_while_typing_and_when_switched_off(open_page: Open) -> None:
    page = open_page(SPEECH)
    page.keyboard.press("f")
    page.keyboard.type("nsow")
    expect(page.locator("#query")).to_have_value("nsow")
    expect(page.locator(".sides")).to_be_hidden()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.get_by_label("Single keys work").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("s")
    expect(page.locator(".sides")).to_be_hidden()


def test_a_page_without_changes_has_nothing_to_step_to_and_still_its_views(open_page: Open) -> None:
    page = open_page(render(speeches.compared(speeches.OLD, speeches.OLD), Look()))
    expect(page.get_by_text("identical, byte for byte")).to_be_visible()
    expect(page.locator("#next")).to_be_disabled()
    for key in ("n", "m", FORM, "f", "a", "s"):
        page.keyboard.press(key)
    expect(page.locator(".pair > .new", has_text="Nothing more needs to be said")).to_be_visible()


def test_a_pair_that_cannot_be_read_is_a_page_that_says_so(open_page: Open) -> None:
    page = open_page(render(speeches.compared("", "").unread("new.pdf: not a text file"), Look()))
    expect(page.get_by_text("new.pdf: not a text file")).to_be_visible()
    expect(page.locator(".toolbar")).to_have_count(0)


def test_hostile_text_stays_text(open_page: Open) -> None:
    page = open_page(HOSTILE)
    for key in ("i", "s", "o", "w"):
        page.keyboard.press(key)
        expect(page.locator("main script, main img")).to_have_count(0)
    assert "<script>alert(2)</script>" in prose(page)
    assert "an⟦U+0000⟧d </ins><img src=y onerror=alert(2)> the end of them." in prose(page)


def test_the_page_is_whole_without_script(open_page: Open) -> None:
    page = open_page(SPEECH, java_script_enabled=False)
    expect(page.locator("#text del", has_text="35")).to_be_visible()
    expect(page.locator("#list > li:visible")).to_have_count(5)
    for control in (".steps", ".views", ".tools", "#filters", "#help"):
        expect(page.locator(control)).to_be_hidden()
    page.locator(".classes label", has_text="Form").click()
    expect(page.locator("#list > li:visible")).to_have_count(7)
    page.get_by_role("link", name="Moved from paragraph 4").click()
    expect(page.locator("#c2-away")).to_be_in_viewport()
    page.locator("#l1 > a").click()
    expect(page.locator("#c1")).to_be_in_viewport()
    page.locator("#text summary").click()
    expect(page.get_by_text("Nothing more needs to be said")).to_be_visible()


def test_a_narrow_screen_shows_the_change_over_the_text(open_page: Open) -> None:
    page = open_page(SPEECH, viewport={"width": 400, "height": 800})
    page.keyboard.press("n")
    expect(page.locator("#list > [aria-current]")).to_be_in_viewport(ratio=1)
    expect(page.locator("#c1")).to_be_in_viewport()
    page.get_by_role("button", name="Close").click()
    assert number(page) is None
    for html in (SPEECH, HOSTILE, index(PAIRS)):
        narrow = open_page(html, viewport={"width": 320, "height": 640})
        for key in ("i", "s"):
            narrow.keyboard.press(key)
            assert narrow.evaluate("document.documentElement.scrollWidth") == 320


def test_paper_shows_numbered_marks_and_the_list(open_page: Open) -> None:
    page = open_page(SPEECH)
    page.emulate_media(media="print")
    expect(page.locator(".toolbar")).to_be_hidden()
    expect(page.locator("#l1")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('#c1'), '::after').content") in ('"1"', "attr(data-number)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(open_page: Open, scheme: str) -> None:
    for html in (SPEECH, HOSTILE, index(PAIRS)):
        page = open_page(html, color_scheme=scheme, reduced_motion="reduce")
        for key in (FORM, "n", "s", "o", "w"):
            page.keyboard.press(key)
            assert page.evaluate(CONTRASTS) == []


def test_forced_colours_keep_the_selected_change_marked(open_page: Open) -> None:
    page = open_page(SPEECH, forced_colors="active")
    page.keyboard.press("n")
    outline = "element => getComputedStyle(element).outlineStyle"
    assert page.locator("#c1").evaluate(outline) == "solid"
    assert page.locator("#c1 del").evaluate("element => getComputedStyle(element).textDecorationLine") == "line-through"
    assert page.locator(".classes label", has_text="Substance").evaluate(outline) == "solid"


def test_controls_have_names_and_headings_their_order(open_page: Open) -> None:
    for html in (SPEECH, HOSTILE, index(PAIRS)):
        page = open_page(html)
        assert page.evaluate(NAMELESS) == []
        levels = [int(level) for level in page.evaluate("[...document.querySelectorAll('h1, h2, h3')].map(h => h.tagName[1])")]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        for landmark in ("banner", "main"):
            expect(page.get_by_role(landmark)).to_have_count(1)
        page.keyboard.press("Tab")
        expect(page.locator(".skip a").first).to_be_focused()


def test_deletions_and_insertions_are_said_to_who_cannot_see_them(open_page: Open) -> None:
    page = open_page(SPEECH)
    content = "(element, part) => getComputedStyle(element, part).content"
    assert page.locator("#c1 del").evaluate(content, "::before") == '"[deleted: "'
    assert page.locator("#c1 ins").evaluate(content, "::before") == '"[inserted: "'
    assert page.locator("ins.moved").first.evaluate(content, "::before") == '"[moved here: "'
    assert page.locator("#c4 ins").evaluate(content, "::before") == "none"


def test_what_was_decided_is_taken_back_step_by_step(open_page: Open) -> None:
    page = open_page(SPEECH)
    total = page.locator("#list > li").count()
    decided = page.locator("#decided")
    page.keyboard.press("n")
    page.keyboard.press("x")
    page.get_by_role("button", name="Accept shown").click()
    many = decided.inner_text()
    page.get_by_role("button", name="Undecide all").click()
    expect(decided).to_have_text(f"0 of {total} decided")
    expect(page.get_by_role("button", name="Undecide all")).to_be_disabled()
    page.keyboard.press("Control+z")
    expect(decided).to_have_text(many)
    expect(page.locator("#said")).to_contain_text("Undone: ")
    page.keyboard.press("u")
    expect(decided).to_have_text(f"1 of {total} decided")
    expect(page.locator("#list > li.rejected")).to_have_count(1)
    page.keyboard.press("u")
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    for key in ("Control+y", "Shift+U", "Control+Shift+z"):
        page.keyboard.press(key)
    expect(decided).to_have_text(f"0 of {total} decided")
    expect(page.get_by_role("button", name="Redo")).to_be_disabled()
    # In a field the keys are those of the field.
    page.keyboard.press("f")
    page.keyboard.type("u")
    page.keyboard.press("Control+z")
    expect(decided).to_have_text(f"0 of {total} decided")


def test_a_long_record_stays_within_its_budget_of_nodes(open_page: Open) -> None:
    page = open_page(render(speeches.long_pair(), Look()))
    assert page.evaluate("document.querySelectorAll('*').length") <= 10_000
    expect(page.locator("#status")).to_have_text("1,000 of 1,000 shown")
    page.keyboard.press("p")
    expect(page.locator("#position")).to_have_text("1,000 of 1,000")
    expect(page.locator(".mark.current")).to_be_in_viewport()
    page.keyboard.press("s")
    expect(page.locator(".mark.current").first).to_be_in_viewport()


def test_the_index_sorts_hides_and_searches(open_page: Open) -> None:
    page = open_page(index(PAIRS))

    def names() -> list[str]:
        return page.locator("tbody tr:visible th").all_inner_texts()

    page.get_by_role("button", name="Substance").click()
    assert names() == ["old/s_2.txt", "old/s_10.txt", "old/s_9.txt", "old/gone.txt", "old/bad.txt"]
    page.get_by_role("button", name="New", exact=True).click()
    assert names()[-3:] == ["old/s_9.txt", "old/s_10.txt", "old/gone.txt"]
    page.get_by_label("Hide pairs without changes").check()
    assert "old/s_9.txt" not in names()
    page.get_by_label("Show", exact=True).select_option("only old")
    assert names() == ["old/gone.txt"]
    expect(page.locator("#status")).to_have_text("1 of 5 shown")
    page.reload()
    assert names() == ["old/gone.txt"]
    page.get_by_label("Show", exact=True).select_option("")
    page.locator("#query").fill("BAD.docx")
    assert names() == ["old/bad.txt"]
