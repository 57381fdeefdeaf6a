"""The page of a comparison in a real browser: changes are accepted and rejected, and what is left is saved as text or as Word."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from qa.compare.compare import compare
from qa.readers import read_document
from qa.readers.text import read
from qa.writers import Look
from qa.writers.comparison.html import render
from tests.browser.conftest import Open
from tests.writers.word_texts import accepted, assert_valid, in_libreoffice, rejected

PARAGRAPHS = (
    "Statement by the Minister of Ports",
    "We lost 14 boats in May. The harbour master was told of it.",
    "The second paragraph moves to the end of all, for it says what none of the others would say so well.",
    "It is late. We go home now, as the night is dark.",
    "Nobody knew of it at all, and so nobody came.",
)
EDITED = (
    "We lost 41 boats in May. The harbour master was told of it.",
    "It is late.",
    "We go home now, as the night is dark.",
    "A wholly new paragraph stands here for the first time.",
    "Nobody knew of it at all and so nobody came.",
    "The second paragraph moves to the end of all, for it says what none of the others would say so well.",
)
OLD, NEW = "\n\n".join(PARAGRAPHS) + "\n", "\n\n".join(EDITED) + "\n"
PAGE = render(compare(read("old.txt", OLD.encode()), read("new.txt", NEW.encode())), Look())


def saved(page: Page, button: str, folder: Path) -> bytes:
    with page.expect_download() as download:
        page.locator(f"#{button}").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path.read_bytes()


def evened(paragraphs: list[str]) -> list[str]:
    """The paragraphs with the blanks between words as one, and those without words left out."""
    return [words for paragraph in paragraphs if (words := " ".join(paragraph.split()))]


def shown_all(page: Page) -> None:
    for box in page.locator("[name=class]").all():
        box.check(force=True)


def choose(page: Page, words: str, key: str) -> None:
    """Select the change of these words, and decide it by a key."""
    page.locator("#list > li", has_text=words).first.locator("a.class").click()
    page.keyboard.press(key)


@pytest.mark.parametrize(("button", "expected"), [("accept-shown", NEW), ("reject-shown", OLD)])
def test_all_accepted_is_the_new_text_and_all_rejected_the_old(
    open_page: Open, tmp_path: Path, button: str, expected: str
) -> None:
    page = open_page(PAGE)
    shown_all(page)
    page.locator(f"#{button}").click()
    assert saved(page, "save-text", tmp_path).decode() == expected
    data = saved(page, "save-word", tmp_path)
    assert_valid(data)
    assert evened(accepted(data)) == evened(rejected(data)) == expected.strip().split("\n\n")


def test_what_is_not_decided_stays_tracked_in_word_and_is_new_in_the_text(open_page: Open, tmp_path: Path) -> None:
    page = open_page(PAGE)
    data = saved(page, "save-word", tmp_path)
    assert_valid(data)
    assert evened(rejected(data)) == list(PARAGRAPHS)
    assert evened(accepted(data)) == list(EDITED)
    assert read_document("saved.docx", data).text == "\n\n".join(EDITED)
    assert saved(page, "save-text", tmp_path).decode() == NEW


@pytest.mark.slow
def test_libreoffice_reads_what_the_page_has_written(open_page: Open, tmp_path: Path) -> None:
    page = open_page(PAGE)
    undecided = tmp_path / "undecided.docx"
    undecided.write_bytes(saved(page, "save-word", tmp_path))
    shown_all(page)
    choose(page, "boats", "y")
    choose(page, "wholly new", "x")
    some = tmp_path / "some.docx"
    some.write_bytes(saved(page, "save-word", tmp_path))
    whole, rest = in_libreoffice([undecided, some])
    assert (evened(whole["accepted"]), evened(whole["rejected"])) == (list(EDITED), list(PARAGRAPHS))
    assert evened(rest["accepted"]) == [each for each in EDITED if "wholly new" not in each]
    assert evened(rest["rejected"]) == [PARAGRAPHS[0], EDITED[0], *PARAGRAPHS[2:]]


def test_each_change_is_decided_by_itself_and_taken_back(open_page: Open, tmp_path: Path) -> None:
    page = open_page(PAGE)
    shown_all(page)
    choose(page, "boats", "x")
    choose(page, "wholly new", "x")
    expect(page.locator("#decided")).to_have_text("2 of 6 decided")
    text = saved(page, "save-text", tmp_path).decode()
    assert "We lost 14 boats" in text
    assert "wholly new" not in text
    assert text.endswith("say so well.\n")
    page.keyboard.press("x")
    expect(page.locator("#decided")).to_have_text("1 of 6 decided")
    data = saved(page, "save-word", tmp_path)
    assert_valid(data)
    assert evened(accepted(data))[0] == evened(rejected(data))[1] == PARAGRAPHS[1]


def test_decisions_stay_over_a_visit_and_are_let_go_together(open_page: Open) -> None:
    page = open_page(PAGE)
    choose(page, "boats", "y")
    expect(page.locator("#list > [aria-current] [data-verdict=accept]")).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(page.locator("#decided")).to_have_text("1 of 6 decided")
    expect(page.locator("#list > li.accepted")).to_have_count(1)
    page.locator("#undecide").click()
    expect(page.locator("#decided")).to_have_text("0 of 6 decided")


def test_a_moved_passage_is_where_it_was_once_its_move_is_rejected(open_page: Open, tmp_path: Path) -> None:
    page = open_page(PAGE)
    choose(page, "moved", "x")
    text = saved(page, "save-text", tmp_path).decode()
    assert text.index("second paragraph") < text.index("It is late.")
    assert text.count("second paragraph") == 1


def test_the_heads_of_the_page_fit_a_phone(open_page: Open) -> None:
    page = open_page(PAGE)
    page.set_viewport_size({"width": 360, "height": 720})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    top = page.evaluate("document.querySelector('#document').getBoundingClientRect().top")
    assert top <= 500, "the text begins on the first screen"
