"""What no rule has found: words selected in a real browser and corrected, deleted, inserted, commented on."""

from __future__ import annotations

import json
import re
from typing import Any

from playwright.sync_api import Page, expect

from qa.batch.decide import Desk
from qa.decisions.place import place
from qa.decisions.record import OWN, Verdict, parse_decisions
from qa.engine.anchor import anchor_at
from qa.engine.fixes import apply_edits
from qa.ground.document import Block, BlockKind
from qa.ground.span import Span
from qa.writers import Look
from qa.writers.html.page import render
from tests.browser.conftest import Open, reload_until
from tests.browser.test_accessibility import BOTH, in_themes
from tests.browser.test_review import HOSTILE, SPEECH, load, saved
from tests.writers import samples

TEXT = (
    "Mr. Smith: We thank the Secretary-\nGeneral for the report on ofthe coop-\neration 𝄞 of States.\n\n"
    "The share of the States rose; the share fell. A kind word."
)
SECOND = TEXT.index("The share of")
DOCUMENT = samples.document(
    TEXT,
    blocks=(Block(Span(0, SECOND - 2), BlockKind.PARAGRAPH, 1), Block(Span(SECOND, len(TEXT)), BlockKind.PARAGRAPH, 2)),
)
FOUND = samples.finding(TEXT, "ofthe", "of the", rule="joined.words")
JOINS = (
    Span(TEXT.index("\nGeneral"), TEXT.index("General")),
    Span(TEXT.index("-\neration"), TEXT.index("eration")),
)


def report(*findings: Any) -> str:
    checked = samples.checked(DOCUMENT, *findings)
    return render(checked.__class__(checked.document, checked.findings, words=20, joins=JOINS), Look())


PAGE = report(FOUND)
CLEAN = report()

_SELECT = """(words) => {
  const nodes = [];
  const walker = document.createTreeWalker(document.querySelector("#document"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("h2, ins, .twin")) nodes.push(walker.currentNode);
  const text = nodes.map((node) => node.data).join("");
  const place = (offset, isEnd) => {
    let reached = 0;
    for (const node of nodes) {
      if (offset < reached + node.length || (isEnd && offset === reached + node.length)) return [node, offset - reached];
      reached += node.length;
    }
  };
  const start = text.indexOf(words);
  if (start < 0) throw new Error(`no ${words} in ${text}`);
  getSelection().setBaseAndExtent(...place(start, false), ...place(start + words.length, true));
}"""


def choose(page: Page, words: str) -> None:
    """Select words of the text as a mouse does."""
    page.evaluate(_SELECT, words)
    expect(page.locator("#chosen")).to_be_visible()


def correct(page: Page, words: str, written: str) -> None:
    choose(page, words)
    page.locator("#chosen").get_by_role("button", name="Correct").click()
    page.locator("#remark-text").fill(written)
    page.locator("#remark-save").click()


def decisions(page: Page) -> list[Any]:
    file = parse_decisions(saved(page, "Save the decisions"), "d.json")
    assert not file.faults
    return list(file.decisions)


def corrected(page: Page) -> str:
    return saved(page, "Save the corrected text").decode()


def test_words_are_corrected_deleted_and_inserted(open_page: Open) -> None:
    page = open_page(PAGE)
    correct(page, "Secretary-General", "President")
    expect(page.locator("#said")).to_contain_text("Edited: Secretary-General → President.")
    choose(page, "kind ")
    page.keyboard.press("Delete")
    expect(page.locator("#said")).to_contain_text("Edited: kind deleted.")
    choose(page, "report")
    page.locator("#chosen").get_by_role("button", name="Insert").click()
    page.locator("#remark-text").fill("of 2016")
    expect(page.locator("#remark-preview ins")).to_have_text(" of 2016")
    page.locator("#remark-save").click()
    expect(page.locator("#decided")).to_have_text("0 of 1 decided")
    wanted = TEXT.replace("Secretary-\nGeneral", "President").replace("report", "report of 2016").replace("kind ", " ", 1)
    text = corrected(page)
    assert text == wanted.replace("A  word", "A  word")
    own = decisions(page)
    assert [(each.anchor.rule, each.verdict) for each in own] == [(OWN, Verdict.EDITED)] * 3
    for each in own:
        span = Span(each.start, each.start + len(each.anchor.text))
        assert each.anchor == anchor_at(TEXT, OWN, span)
    placement = place(TEXT, [parse_decisions(saved(page, "Save the decisions"), "d.json")])
    assert not placement.unplaced
    assert apply_edits(TEXT, [each.edit for each in placement.placed]) == text


def test_a_remark_is_undone_redone_filtered_and_there_after_reloading(open_page: Open) -> None:
    page = open_page(PAGE)
    text = page.locator("#document").inner_text()
    correct(page, "States rose", "Members rose")
    expect(page.locator("#document")).to_contain_text("Members rose")
    expect(page.locator("#list > li")).to_have_count(2)
    page.keyboard.press("u")
    expect(page.locator("#list > li")).to_have_count(1)
    assert page.locator("#document").inner_text() == text
    page.keyboard.press("Shift+U")
    expect(page.locator("#list > li")).to_have_count(2)
    page.locator("#filters label", has_text="Added").click()
    expect(page.locator("#status")).to_have_text("1 of 2 shown")
    page.locator("#reset").click()
    reload_until(page, lambda: page.locator("#list > li").count() == 2)
    assert [each.correction for each in decisions(page)] == ["Members rose"]
    page.locator("#list > li.own b").click()
    page.get_by_role("button", name="Take back").click()
    expect(page.locator("#list > li")).to_have_count(1)


def test_comments_have_a_name_a_time_and_answers(open_page: Open) -> None:
    page = open_page(PAGE)
    page.keyboard.press("d")
    page.get_by_label("Your name, for the file").fill("A. Reviser")
    page.locator("#desk-close").click()
    choose(page, "share fell")
    page.keyboard.press("m")
    page.locator("#remark-text").fill("Which share?")
    page.locator("#remark-save").click()
    page.keyboard.press("m")
    page.get_by_label("Comment, or answer").fill("That of the States.")
    page.get_by_role("button", name="Comment", exact=True).click()
    page.keyboard.press("Escape")
    # On a finding of a rule too; it stays undecided.
    page.locator("#list > li", has_text="ofthe").locator("> b").click()
    page.keyboard.press("m")
    page.get_by_label("Comment, or answer").fill("As printed?")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator("#decided")).to_have_text("0 of 1 decided")
    page.keyboard.press("Escape")
    found, remark = decisions(page)
    assert [note.text for note in remark.thread] == ["Which share?", "That of the States."]
    assert {note.who for note in (*remark.thread, *found.thread)} == {"A. Reviser"}
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", note.when) for note in (*remark.thread, *found.thread))
    assert (found.verdict, remark.verdict) == (Verdict.COMMENTED, Verdict.COMMENTED)
    # A verdict keeps what was said; taking it back does too.
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    assert [(each.verdict, len(each.thread)) for each in decisions(page)] == [(Verdict.ACCEPTED, 1), (Verdict.COMMENTED, 2)]
    assert corrected(page) == TEXT.replace("ofthe", "of the")


def test_all_like_one_are_corrected_in_one_step(open_page: Open) -> None:
    page = open_page(PAGE)
    correct(page, "share", "portion")
    page.get_by_role("button", name="Correct all 2 like this").click()
    assert corrected(page) == TEXT.replace("share", "portion")
    page.keyboard.press("u")
    assert corrected(page) == TEXT.replace("share", "portion", 1)


def test_a_finding_that_recurs_is_decided_everywhere_as_once(open_page: Open) -> None:
    text = "ofthe one, ofthe two, ofthe three"
    findings = [samples.finding(text, "ofthe", "of the", occurrence=number, rule="joined.words") for number in (1, 2, 3)]
    page = open_page(render(samples.checked(samples.document(text), *findings), Look()))
    page.keyboard.press("n")
    page.keyboard.press("e")
    page.keyboard.type("off the")
    page.keyboard.press("Enter")
    page.keyboard.press("k")
    page.get_by_role("button", name="Correct all 3 like this").click()
    assert corrected(page) == text.replace("ofthe", "off the")
    page.keyboard.press("u")
    assert corrected(page) == text.replace("ofthe", "off the", 1)


def test_a_remark_over_a_finding_takes_it_in_and_gives_it_back(open_page: Open) -> None:
    page = open_page(PAGE)
    before = page.locator("#document").inner_html()
    correct(page, "on ofthe cooperation", "on cooperation")
    page.locator(".views label", has_text="Corrected").click()
    assert "report on cooperation 𝄞" in page.locator("#document").inner_text()
    page.locator(".views label", has_text="Changes").click()
    assert corrected(page) == TEXT.replace("on ofthe coop-\neration", "on cooperation")
    page.keyboard.press("n")
    page.locator("#list > li", has_text="of the").locator("> b").click()
    page.keyboard.press("a")
    expect(page.locator("#said")).to_contain_text("Overlaps")
    page.keyboard.press("u")
    page.keyboard.press("Escape")
    page.evaluate("getSelection().removeAllRanges()")
    ends = re.compile(r' class="[^"]*"| aria-\w+="[^"]*"| id="[^"]*"| dir="auto"| tabindex="[^"]*"')
    assert ends.sub("", page.locator("#document").inner_html()) == ends.sub("", before)
    # Within a finding, and of a part of it.
    correct(page, "fthe", "f these")
    assert corrected(page) == TEXT.replace("ofthe", "of these")
    page.keyboard.press("u")
    page.locator("#list > li b").click()
    page.keyboard.press("a")
    assert corrected(page) == TEXT.replace("ofthe", "of the")


def test_what_the_view_corrected_shows_is_what_is_saved(open_page: Open) -> None:
    def shown(page: Page) -> str:
        return " ".join(page.locator("#document").inner_text().split())

    page = open_page(PAGE)
    page.locator(".views label", has_text="Corrected").click()
    assert "report on ofthe cooperation" in shown(page)
    correct(page, "Secretary-General", "President")
    choose(page, "kind ")
    page.keyboard.press("Delete")
    assert "Mr. Smith: We thank the President for the report on ofthe cooperation" in shown(page)
    page.locator("#list > li", has_text="joined.words").locator("> b").click()
    page.keyboard.press("a")
    assert "report on of the cooperation" in shown(page)
    # Whatever the filters leave out.
    page.locator("#query").fill("nothing like it")
    page.locator("#query").blur()
    assert "We thank the President for the report on of the cooperation" in shown(page)
    saved_text = " ".join(corrected(page).replace("coop-\neration", "cooperation").split())
    assert re.sub(r"\W+", " ", saved_text) in re.sub(r"\W+", " ", shown(page).replace("1 ", "").replace("2 ", ""))


def test_words_are_found_by_those_who_cannot_select_them(open_page: Open) -> None:
    page = open_page(CLEAN)
    expect(page.locator("#none")).to_be_visible()
    expect(page.locator("#nothing")).to_be_hidden()
    page.keyboard.press("c")
    page.keyboard.type("share")
    expect(page.locator("#remark-found")).to_have_text("2 places.")
    page.get_by_label("Where", exact=True).select_option(index=1)
    page.locator("#remark-text").fill("part")
    expect(page.locator("#remark-preview")).to_have_text("… the States rose; the sharepart fell. A kind word. …")
    page.locator("#remark-save").click()
    assert corrected(page) == TEXT.replace("the share fell", "the part fell")
    expect(page.locator("#none")).to_be_hidden()
    page.keyboard.press("d")
    expect(page.locator("#tally")).to_contain_text("0 of 0 decided")


def test_remarks_of_a_file_are_placed_by_their_words_in_another_version(open_page: Open) -> None:
    page = open_page(PAGE)
    correct(page, "share fell", "part fell")
    choose(page, "kind")
    page.keyboard.press("m")
    page.locator("#remark-text").fill("Too much?")
    page.locator("#remark-save").click()
    data = saved(page, "Save the decisions")
    text = "A new line.\n\n" + TEXT.replace("kind", "friendly")
    other = open_page(render(samples.checked(samples.document(text, path="other.txt")), Look()))
    told = load(other, data)
    assert "1 decision loaded from d.json." in told
    assert "1 decision found no place here" in told
    assert "They were made for records/speech.txt, or another version of this." in told
    assert corrected(other) == text.replace("share fell", "part fell")
    # What has no place here is told by its line, lives through another visit, and leaves with the others.
    other.reload()
    other.keyboard.press("d")
    other.locator("#strangers summary").click()
    expect(other.locator("#strangers-count")).to_have_text("1 decision")
    expect(other.locator("#strangers li")).to_have_text(
        re.compile(r"kind → Too much\?, commented, reviewer\.remark \(d\.json, line 3\)")
    )
    kept = json.loads(saved(other, "Save the decisions"))
    assert [each["text"] for each in kept["decisions"]] == ["share fell", "kind"]
    other.keyboard.press("d")
    other.get_by_role("button", name="Leave them out").click()
    expect(other.locator("#strangers")).to_be_hidden()
    other.locator("#desk-close").click()
    assert len(json.loads(saved(other, "Save the decisions"))["decisions"]) == 1


def test_words_are_selected_over_the_end_of_a_paragraph(open_page: Open) -> None:
    page = open_page(PAGE)
    choose(page, "States.\nThe share of")
    page.keyboard.press("m")
    page.locator("#remark-text").fill("One paragraph?")
    page.locator("#remark-save").click()
    assert page.locator("#document .mark.own").all_inner_texts() == ["States.", "The share of"]
    [comment] = decisions(page)
    assert (comment.anchor.text, comment.start) == ("States.\n\nThe share of", TEXT.index("States."))
    assert comment.anchor == anchor_at(TEXT, OWN, Span(comment.start, comment.start + len(comment.anchor.text)))
    page.locator(".views label", has_text="Side by side").click()
    page.keyboard.press("u")
    expect(page.locator("#document .mark.own")).to_have_count(0)
    page.locator(".views label", has_text="Changes").click()
    correct(page, "States.\nThe share of", "States, the share of")
    assert corrected(page) == TEXT.replace("States.\n\nThe", "States, the")
    [change] = place(TEXT, [parse_decisions(saved(page, "Save the decisions"), "d.json")]).placed
    assert change.edit.text == "States, the share of"
    page.keyboard.press("u")
    assert corrected(page) == TEXT


def test_what_is_damaged_in_a_file_is_told_and_the_rest_loaded(open_page: Open) -> None:
    page = open_page(PAGE)
    correct(page, "share fell", "part fell")
    correct(page, "kind", "good")
    content = json.loads(saved(page, "Save the decisions"))
    content["decisions"][0]["decision"] = "maybe"
    fresh = open_page(PAGE)
    told = load(fresh, json.dumps(content).encode())
    assert "1 decision loaded from d.json." in told
    assert "Left out: line 1: decisions[0].decision: maybe is none" in told
    assert corrected(fresh) == TEXT.replace("kind", "good")


def test_an_emptied_search_lets_go_of_its_filter(open_page: Open) -> None:
    page = open_page(PAGE)
    page.keyboard.press("f")
    page.keyboard.type("nothing like it")
    expect(page.locator("#status")).to_have_text("0 of 1 shown")
    page.keyboard.press("Escape")
    expect(page.locator("#query")).to_have_value("")
    expect(page.locator("#status")).to_have_text("1 of 1 shown")
    assert "query" not in page.url


def test_what_is_announced_is_what_was_typed(open_page: Open) -> None:
    page = open_page(PAGE)
    page.keyboard.press("n")
    page.keyboard.press("e")
    page.keyboard.type("about the")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("Edited: ofthe → about the.")
    assert "about the" in (page.locator("#map").get_attribute("aria-valuetext") or "")
    page.keyboard.press("u")
    expect(page.locator("#said")).to_contain_text("Undone: Edited: ofthe → about the.")


def test_hostile_text_is_selected_and_placed_to_the_letter(open_page: Open) -> None:
    page = open_page(HOSTILE)
    text = samples.hostile().document.text
    # Every word that stands once in the text, and shows as it is.
    words = [word for word in dict.fromkeys(re.findall(r"[A-Za-z]{5,}", text)) if text.count(word) == 1][:8]
    for word in words:
        page.evaluate(_SELECT, word)
        expect(page.locator("#chosen")).to_be_visible()
        page.keyboard.press("Delete")
        expect(page.locator("#chosen")).to_be_hidden()
    own = [each for each in decisions(page) if each.anchor.rule == OWN]
    assert len(own) == len(words)
    for each in own:
        assert each.anchor == anchor_at(text, OWN, Span(each.start, each.start + len(each.anchor.text)))


def test_axe_finds_nothing_wrong(open_page: Open) -> None:
    for width in (1280, 320):
        options: dict[str, Any] = {"viewport": {"width": width, "height": 800}}
        page = open_page(SPEECH, color_scheme="light", reduced_motion="reduce", **options)
        choose(page, "Collective")
        assert in_themes(page, BOTH) == []
        page.keyboard.press("m")
        page.locator("#remark-text").fill("Is this the name?")
        assert in_themes(page, BOTH) == []
        page.locator("#remark-save").click()
        page.keyboard.press("m")
        assert in_themes(page, BOTH) == []
        page.evaluate("getSelection().removeAllRanges()")
        page.locator(".card[aria-current] b").click()
        page.keyboard.press("Escape")
        page.keyboard.press("c")
        assert in_themes(page, BOTH) == []


def test_remarks_are_written_into_the_file(open_page: Open, tmp_path: Any) -> None:
    document = tmp_path / "speech.txt"
    document.write_text(TEXT, encoding="utf-8")
    page = open_page(PAGE)
    correct(page, "Secretary-General", "President")
    file = tmp_path / "d.json"
    file.write_bytes(saved(page, "Save the decisions"))
    decided = Desk([parse_decisions(file.read_bytes(), str(file))], alone=True).decide(str(document))
    assert decided.fixed.text == TEXT.replace("Secretary-\nGeneral", "President")
