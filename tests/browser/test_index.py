"""The page over a batch in a real browser: sorting, filtering, what is most frequent, and thousands of documents."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from qa.writers import Look
from qa.writers.html.page import DocumentEntry, entry, index, render
from qa.writers.html.summary import Counts, summarized
from tests.browser.conftest import Open
from tests.writers import samples

ROWS = [
    DocumentEntry("s_10.txt", "10.html", 1_000, errors=1, passages={("joined.words", "ofthe"): 1}),
    DocumentEntry("s_9.txt", "9.html", 12_000),
    DocumentEntry(
        "s_2.txt", "2.html", 500, errors=10, warnings=2, passages={("joined.words", "ofthe"): 9, ("names.unknown", "Kanal"): 3}
    ),
    DocumentEntry("bad.docx", "bad.html", 0, unreadable="an image"),
]
EARLIER = summarized({"s_10.txt": Counts(1_000, 3), "s_2.txt": Counts(500, 1), "gone.txt": Counts(5, 5)}, {"joined.words": 14})


def names(page: Page) -> list[str]:
    return page.locator("#documents tbody th").all_inner_texts()


def test_documents_are_sorted_hidden_and_searched(open_page: Open) -> None:
    page = open_page(index(ROWS))
    assert names(page) == ["bad.docx", "s_2.txt", "s_10.txt"]
    page.get_by_role("button", name="Show 1 without findings").click()
    assert names(page) == ["bad.docx", "s_2.txt", "s_10.txt", "s_9.txt"]
    expect(page.get_by_role("link", name="s_9.txt")).to_be_focused()
    errors = page.locator("#documents").get_by_role("columnheader", name="Errors")
    errors.get_by_role("button").click()
    assert names(page) == ["s_2.txt", "s_10.txt", "s_9.txt", "bad.docx"]
    expect(errors).to_have_attribute("aria-sort", "descending")
    errors.get_by_role("button").click()
    assert names(page) == ["s_9.txt", "s_10.txt", "s_2.txt", "bad.docx"]
    page.get_by_role("button", name="Document", exact=False).first.click()
    assert names(page) == ["bad.docx", "s_2.txt", "s_9.txt", "s_10.txt"]
    page.get_by_label("Fold documents without findings").check()
    assert names(page) == ["bad.docx", "s_2.txt", "s_10.txt"]
    page.locator("#query").fill("S_1")
    assert names(page) == ["s_10.txt"]
    expect(page.locator("#status")).to_have_text("1 of 4 shown")
    page.reload()
    assert names(page) == ["s_10.txt"]


def test_documents_are_found_by_rule_and_by_what_became_of_them(open_page: Open) -> None:
    page = open_page(index(ROWS, EARLIER))
    page.get_by_label("Fold documents without findings").uncheck()
    page.locator("#rules").get_by_role("button", name="names.unknown").click()
    assert names(page) == ["s_2.txt"]
    assert "rule=names.unknown" in page.url
    page.locator("#rule").select_option("any")
    for choice, expected in (
        ("worse than before", ["s_2.txt"]),
        ("better than before", ["s_10.txt"]),
        ("new since then", ["s_9.txt"]),
        ("not readable", ["bad.docx"]),
        ("with errors", ["s_2.txt", "s_10.txt"]),
    ):
        page.locator("#only").select_option(choice)
        assert names(page) == expected
    page.reload()
    assert names(page) == ["s_2.txt", "s_10.txt"]
    growth = page.locator("#documents tbody tr td:nth-child(7)").all_inner_texts()
    assert growth == ["+11", "−2"]


def test_the_index_tells_how_much_is_decided(open_page: Open) -> None:
    checked = samples.speech()
    row = entry(checked, "report.html")
    page = open_page(index([*ROWS, row]))
    expect(page.locator("#documents tbody td.decided")).to_have_text(["0 of 12", "0 of 15", "0 of 1"])
    expect(page.get_by_role("button", name="Save all decisions")).to_be_disabled()
    # The report next to it, in the same browser.
    page.evaluate("""digest => localStorage.setItem(`qa-progress-${digest}`, "4")""", row.digest)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator("#documents tbody td.decided")).to_have_text(["0 of 12", "4 of 15", "0 of 1"])
    expect(page.locator("#all-decided")).to_have_text("4 of 28")
    page.get_by_role("button", name="Decided").click()
    assert names(page)[0] == checked.document.path
    page.locator("#only").select_option("with something undecided")
    assert set(names(page)) == {"s_10.txt", "s_2.txt", checked.document.path}


def test_a_report_keeps_how_much_is_decided(open_page: Open) -> None:
    checked = samples.speech()
    page = open_page(render(checked, Look()))
    kept = "digest => localStorage.getItem(`qa-progress-${digest}`)"
    page.keyboard.press("n")
    page.keyboard.press("a")
    page.keyboard.press("r")
    assert page.evaluate(kept, entry(checked, "").digest) == "2"
    page.keyboard.press("u")
    page.keyboard.press("u")
    assert page.evaluate(kept, entry(checked, "").digest) is None


def test_thousands_of_documents_stand_in_the_page_some_at_a_time(open_page: Open) -> None:
    rows = [DocumentEntry(f"records/s_pv_{number}.txt", f"{number}.html", number, number % 5) for number in range(5_000)]
    page = open_page(index(rows))
    expect(page.locator("#status")).to_have_text("4,000 of 5,000 shown")
    page.get_by_role("button", name="Show 1,000 without findings").click()
    assert page.evaluate("document.querySelectorAll('*').length") <= 4_000
    expect(page.locator("#documents tbody tr")).to_have_count(100)
    page.get_by_role("button", name="Show 100 more of 4,900").click()
    expect(page.locator("#documents tbody tr")).to_have_count(200)
    expect(page.locator("#documents tbody tr").nth(100).locator("a")).to_be_focused()
    page.locator("#query").fill("_4999.")
    assert names(page) == ["records/s_pv_4999.txt"]


def test_every_document_is_listed_without_script(open_page: Open) -> None:
    page = open_page(index(ROWS), java_script_enabled=False)
    expect(page.get_by_role("link", name="s_9.txt")).to_be_visible()
    assert page.locator("noscript td[colspan]").inner_text() == "Could not be read: an image"
    expect(page.locator("#filters")).to_be_hidden()


def test_hostile_names_and_wordings_stay_text(open_page: Open) -> None:
    script = "</script></noscript><img src=x onerror=alert(1)>\u202e\x00"
    rows = [
        DocumentEntry(script, "a.html", 10, 1, passages={(script, script): 1}),
        DocumentEntry("long " + "x" * 200_000, "b.html", 0, unreadable=script),
    ]
    page = open_page(index(rows, summarized({script: Counts(1, 1)}, {script: 1})))
    expect(page.locator("main img, main b")).to_have_count(0)
    assert names(page)[1] == "</script></noscript><img src=x onerror=alert(1)>⟦U+202E⟧⟦U+0000⟧"
    expect(page.locator("#documents tbody td").first).to_contain_text("onerror=alert(1)>⟦U+202E⟧")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_index_fits_a_narrow_screen(open_page: Open) -> None:
    page = open_page(index(ROWS, EARLIER), viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
