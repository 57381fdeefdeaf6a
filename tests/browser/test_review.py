"""Deciding in a real browser: every way to decide, taking it back, many at once, files out and in."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from qa.decisions.place import place
from qa.decisions.record import Verdict, is_time, parse_decisions
from qa.engine.checked import Checked, records
from qa.engine.fixes import apply_edits
from qa.engine.settle import settle
from qa.ground.finding import Severity
from qa.ground.source import read_source
from qa.ground.span import Span
from qa.writers import Look
from qa.writers.html.page import render
from tests.browser.conftest import Open, reload_until
from tests.writers import samples

SPEECH = render(samples.speech(), Look())
HOSTILE = render(samples.hostile(), Look())


def decided(page: Page) -> dict[str, str]:
    """What the list says of each decided finding, by its rule and wording."""
    cards = page.locator("#list > li[data-decision]").all()
    return {card.locator("> b").inner_text(): card.locator(".state").inner_text() for card in cards}


def progress(page: Page) -> str:
    return page.locator("#decided").inner_text()


def saved(page: Page, button: str) -> bytes:
    """The file that a button of the desk saves."""
    if not page.locator("#desk").is_visible():
        page.keyboard.press("d")
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    page.locator("#desk-close").click()
    return Path(download.value.path()).read_bytes()


def load(page: Page, data: bytes, name: str = "d.json") -> str:
    page.keyboard.press("d")
    page.locator("#file").set_input_files({"name": name, "mimeType": "application/json", "buffer": data})
    expect(page.locator("#filed")).not_to_be_empty()
    told = page.locator("#filed").inner_text()
    page.locator("#desk-close").click()
    return told


def go_to(page: Page, wording: str | re.Pattern[str]) -> None:
    page.locator("#list > li", has=page.locator("> b", has_text=wording)).first.locator("> b").click()


def test_keys_decide_and_lead_to_the_next_undecided(open_page: Open) -> None:
    page = open_page(SPEECH)
    page.keyboard.press("n")
    page.keyboard.press("a")
    page.keyboard.press("r")
    page.keyboard.press("i")
    assert decided(page) == {
        "the basis of that Treaty, the → the basis of that Treaty, of the": "Accepted",
        "work of the organization": "Rejected",
        "military, and human rights, and special → military, human-rights and special": "Ignored always",
    }
    assert progress(page) == "3 of 15 decided"
    expect(page.locator("#position")).to_have_text("4 of 15")
    expect(page.locator("#said")).to_contain_text("12 undecided")
    expect(page.locator(".mark.current").first).to_be_focused()


def test_buttons_decide_and_keep_the_focus(open_page: Open) -> None:
    page = open_page(SPEECH)
    go_to(page, "consultaive")
    for name in ("Reject", "Accept"):
        page.get_by_role("button", name=name, exact=True).click()
        expect(page.get_by_role("button", name=name, exact=True)).to_be_focused()
    assert decided(page) == {"consultaive → consultative": "Rejected", "CTSO → CSTO": "Accepted"}
    # Pressed again, a button takes its decision back.
    go_to(page, "consultaive")
    reject = page.get_by_role("button", name="Reject", exact=True)
    expect(reject).to_have_attribute("aria-pressed", "true")
    reject.click()
    assert list(decided(page)) == ["CTSO → CSTO"]


def test_the_text_reads_as_decided(open_page: Open) -> None:
    page = open_page(SPEECH)
    mark = page.locator("#document .mark", has_text="consulta")
    mark.click()
    page.keyboard.press("a")
    expect(mark).to_have_text("consultative", use_inner_text=True)
    page.keyboard.press("u")
    page.keyboard.press("r")
    expect(mark).to_have_text("consultaive", use_inner_text=True)
    sign = "getComputedStyle(document.querySelector('[data-decision]'), '::after').content"
    assert "⊘" in page.evaluate(sign)
    page.keyboard.press("u")
    page.keyboard.press("e")
    page.keyboard.type("advisory")
    page.keyboard.press("Enter")
    expect(mark).to_have_text("advisory", use_inner_text=True)
    for view, wording in (("Original", "consultaive"), ("Corrected", "advisory"), ("Changes", "advisory")):
        page.locator(".views label", has_text=view).click()
        expect(mark).to_have_text(wording, use_inner_text=True)
    page.keyboard.press("u")
    expect(mark.locator("ins")).to_have_text("t")


def test_another_correction_is_chosen_by_key_and_button(open_page: Open) -> None:
    page = open_page(SPEECH)
    for choose in (lambda: page.keyboard.press("2"), lambda: page.locator(".choices button").click()):
        go_to(page, "crises situations")
        choose()
        assert decided(page)["crises situations → crisis situations"] == "Accepted: crises"
        expect(page.locator(".mark.warning", has_text="crises")).to_have_text("crises", use_inner_text=True)
        page.keyboard.press("u")
    assert not decided(page)


def test_steps_are_undone_and_redone_in_order(open_page: Open) -> None:
    page = open_page(SPEECH)
    expect(page.locator("#undo")).to_be_disabled()
    states = []
    page.keyboard.press("n")
    for key in "arar":
        states.append(decided(page))
        page.keyboard.press(key)
    states.append(decided(page))
    for before in reversed(states[:-1]):
        page.keyboard.press("u")
        assert decided(page) == before
    for after in states[1:]:
        page.keyboard.press("Shift+U")
        assert decided(page) == after
    expect(page.locator("#redo")).to_be_disabled()
    page.locator("#undo").click()
    page.keyboard.press("i")
    expect(page.locator("#redo")).to_be_disabled()


def test_the_history_leads_back_to_any_step(open_page: Open) -> None:
    page = open_page(SPEECH)
    page.keyboard.press("n")
    page.keyboard.press("a")
    wanted = decided(page)
    page.keyboard.press("r")
    page.keyboard.press("i")
    page.keyboard.press("d")
    page.locator("#history summary").click()
    steps = page.locator("#history li")
    expect(steps).to_have_count(3)
    expect(steps.first).to_contain_text("Ignored always: military, and human rights")
    steps.nth(1).get_by_role("button").click()
    page.locator("#desk-close").click()
    assert decided(page) == wanted
    page.keyboard.press("Shift+U")
    page.keyboard.press("Shift+U")
    assert progress(page) == "3 of 15 decided"


def test_many_are_decided_at_once_and_taken_back_at_once(open_page: Open) -> None:
    page = open_page(SPEECH)
    go_to(page, "ofthe")
    page.locator(".alike summary").click()
    page.get_by_role("button", name="Accept all 4 of joined.words").click()
    assert progress(page) == "4 of 15 decided"
    page.keyboard.press("u")
    assert progress(page) == "0 of 15 decided"
    go_to(page, "ofthe")
    page.get_by_role("button", name="Reject all 2 alike: same text and proposal").click()
    assert decided(page) == {"ofthe → of the": "Rejected"}
    assert progress(page) == "2 of 15 decided"
    page.keyboard.press("d")
    page.get_by_role("button", name="Accept 2 of joined.words").click()
    page.get_by_role("button", name="Reject 11 of all that is shown").click()
    expect(page.locator("#tally")).to_have_text("15 of 15 decided: 2 accepted, 13 rejected. ")
    page.locator("#desk-close").click()
    for expected in ("4 of 15", "2 of 15", "0 of 15"):
        page.keyboard.press("u")
        assert progress(page) == f"{expected} decided"


def test_ignoring_always_takes_all_of_the_same_rule_and_text(open_page: Open) -> None:
    page = open_page(SPEECH)
    go_to(page, "ofthe")
    page.keyboard.press("i")
    assert progress(page) == "2 of 15 decided"
    file = parse_decisions(saved(page, "Save the decisions"), "d.json")
    assert {(each.anchor.text, each.verdict) for each in file.decisions} == {("ofthe", Verdict.IGNORED)}


def test_filters_know_decisions_and_speakers(open_page: Open) -> None:
    page = open_page(SPEECH, "decision=undecided")
    page.keyboard.press("n")
    page.keyboard.press("a")
    expect(page.locator("#status")).to_have_text("14 of 15 shown")
    expect(page.locator("label.chip", has_text="Accepted").locator("output")).to_have_text("1")
    expect(page.locator("#position")).to_have_text("1 of 14")
    page.locator("#reset").click()
    page.locator("summary", has_text="speaker").click()
    page.locator("label.chip", has_text="Mr. Bordyuzha").click()
    expect(page.locator("#status")).to_have_text("15 of 15 shown")
    assert "speaker=Mr.%20Bordyuzha" in page.url


def test_a_decision_stays_when_one_does_not_want_to_go_on(open_page: Open) -> None:
    page = open_page(SPEECH)
    page.keyboard.press("?")
    page.get_by_label("Go on after a decision").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.press("a")
    expect(page.locator("#position")).to_have_text("1 of 15")


def test_the_map_shows_and_leads(open_page: Open) -> None:
    page = open_page(SPEECH)
    strip = page.get_by_role("slider", name="Map of the findings")
    expect(strip).to_have_attribute("aria-valuetext", "15 findings, none selected")

    def signs(name: str) -> int:
        return int(
            page.evaluate("name => document.querySelector(name).getAttribute('d').split('M').length - 1", f"#map path.{name}")
        )

    assert (signs("error.undecided"), signs("error.accepted")) == (7, 0)
    go_to(page, "consultaive")
    page.keyboard.press("a")
    page.wait_for_function("document.querySelector('#map path.error.accepted').getAttribute('d')")
    assert (signs("error.undecided"), signs("error.accepted")) == (6, 1)
    box = strip.bounding_box()
    assert box is not None
    assert box["width"] >= 24
    strip.click(position={"x": 12, "y": box["height"] - 3})
    assert page.locator("#list > [aria-current]").get_attribute("value") == "15"
    expect(page.locator(".mark.current").first).to_be_in_viewport()
    strip.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    expect(strip).to_have_attribute("aria-valuenow", "2")
    expect(strip).to_have_attribute("aria-valuetext", "2 of 15: info, undecided, work of the organization")
    expect(strip).to_be_focused()


def test_side_by_side_pairs_paragraphs_in_one_grid(open_page: Open) -> None:
    page = open_page(SPEECH, viewport={"width": 1400, "height": 900})
    go_to(page, "consultaive")
    page.keyboard.press("e")
    page.keyboard.type("advisory <b>")
    page.keyboard.press("Enter")
    page.locator(".views label", has_text="Side by side").click()
    pairs = page.evaluate("""
      [...document.querySelectorAll("#document > .twin")].map((twin) => {
        const result = twin.nextElementSibling;
        const [left, right] = [twin.getBoundingClientRect(), result.getBoundingClientRect()];
        return [left.top === right.top && left.right <= right.left, twin.textContent, result.textContent];
      })
    """)
    assert len(pairs) > 10
    assert all(beside for beside, _, _ in pairs)
    wanted = next((left, right) for _, left, right in pairs if "consultaive" in left)
    assert "advisory <b>" in wanted[1]
    originals = " ".join(" ".join(left for _, left, _ in pairs).split())
    assert originals == " ".join(samples.speech().document.text.split())
    page.locator(".was", has_text="thisarea").click()
    expect(page.locator("#list > [aria-current] > b")).to_have_text("thisarea → this area")
    page.locator(".views label", has_text="Changes").click()
    expect(page.locator(".twin").first).to_be_hidden()


def test_decisions_are_kept_in_the_browser(open_page: Open) -> None:
    page = open_page(SPEECH)
    page.keyboard.press("d")
    page.get_by_label("Your name, for the file").fill("A. Reviser")
    page.locator("#desk-close").click()
    page.keyboard.press("n")
    page.keyboard.press("a")
    page.keyboard.press("e")
    page.keyboard.type("work of the Organization")
    page.keyboard.press("Enter")
    before = decided(page)
    assert len(before) == 2
    reload_until(page, lambda: decided(page))
    assert decided(page) == before
    assert progress(page) == "2 of 15 decided"
    assert json.loads(saved(page, "Save the decisions"))["who"] == "A. Reviser"
    expect(page.locator(".mark[data-decision=edited]")).to_have_text("work of the Organization", use_inner_text=True)
    page.keyboard.press("d")
    page.get_by_role("button", name="Forget all decisions").click()
    page.locator("#desk-close").click()
    assert progress(page) == "0 of 15 decided"


def test_without_storage_the_page_works_and_says_so(open_page: Open) -> None:
    refusing = SPEECH.replace("localStorage", "refusedStorage")
    # The policy allows the page's own scripts by their hashes only; this test changes one of them.
    policy = 'http-equiv="Content-Security-Policy"'
    page = open_page(refusing.replace(policy, 'name="policy"'))
    page.keyboard.press("n")
    page.keyboard.press("a")
    assert progress(page) == "1 of 15 decided"
    page.keyboard.press("d")
    expect(page.locator("#kept")).to_contain_text("keeps nothing")


def test_a_reason_and_a_name_go_into_the_file(open_page: Open) -> None:
    page = open_page(SPEECH)
    go_to(page, "Nyelegal")
    page.get_by_role("button", name="Reject", exact=True).click()
    go_to(page, "Nyelegal")
    page.locator(".alike summary").click()
    page.get_by_label("Reason, for the file").fill("the name of an operation")
    page.get_by_label("Reason, for the file").press("Enter")
    assert decided(page) == {"Nyelegal": "Rejected (the name of an operation)"}
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    page.get_by_label("Your name, for the file").fill("A. Reviser")
    file = parse_decisions(saved(page, "Save the decisions"), "d.json")
    (decision,) = file.decisions
    assert replace(decision, when="").told == "rejected by A. Reviser: the name of an operation"
    assert is_time(decision.when)


# Files


def decide_all(page: Page) -> None:
    """Every kind of decision on the findings in turn, as far as they let themselves be decided."""
    page.keyboard.press("n")
    for turn in range(page.locator("#list > li").count()):
        key = "aarea2"[turn % 6]
        page.keyboard.press(key)
        if key == "e":
            page.keyboard.type(f"<i>{turn}</i> “own”")
            page.keyboard.press("Enter")


def windows_speech() -> Checked:
    """CRLF, a byte order mark, letters beyond U+FFFF before and inside the findings."""
    text = "\U0001d11e The area ofthe two\r\norganizations,and \U0001d11e\U0001d11e others.\r\n\r\nthe  the end."
    source = read_source("records/windows.txt", b"\xef\xbb\xbf" + text.encode())
    findings = [
        samples.finding(text, "ofthe two\r\norganizations", "of the two\r\norganizations"),
        samples.finding(text, ",and \U0001d11e", ", and \U0001d11e"),
        samples.finding(text, "the  the", "the"),
        samples.finding(text, "\r\n\r\n", "\r\n", severity=Severity.INFO),
        replace(samples.finding(text, "end", "!"), text="", span=Span(len(text), len(text))),
    ]
    return samples.checked(replace(samples.document(text, "records/windows.txt"), source=source), *findings)


@pytest.mark.parametrize("make", [samples.speech, samples.hostile, windows_speech])
def test_the_corrected_text_is_what_the_command_writes(open_page: Open, tmp_path: Path, make: Any) -> None:
    checked: Checked = make()
    page = open_page(render(checked, Look()))
    decide_all(page)
    text, decisions = saved(page, "Save the corrected text"), saved(page, "Save the decisions")
    document, file = tmp_path / "document.txt", tmp_path / "d.json"
    document.write_bytes(checked.document.source.data)
    file.write_bytes(decisions)
    from qa.cli import command

    result = CliRunner().invoke(command, ["fix", str(document), "--decisions", str(file), "--quiet"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout_bytes == text
    assert text != checked.document.source.data


BLANKS = (" ", " ", "  ", "\n", "\r\n", "\r\n\r\n", "\r", "\u2028")
PIECES = (*BLANKS, "of", "the", "ofthe", "\U0001d11e", "שלום", "e\u0301", "\x00", "<b>", "&amp;")


def scattered(chance: Random) -> Checked:
    """A text of anything with findings anywhere: over, inside and beside one another, some without corrections."""
    text = "".join(chance.choices(PIECES, k=chance.randint(5, 60)))
    findings = []
    for number in range(chance.randint(1, 12)):
        start = chance.randint(0, len(text))
        span = Span(start, min(len(text), start + chance.randint(0, 6)))
        corrections = tuple("".join(chance.choices(PIECES, k=chance.randint(0, 3))) for _ in range(chance.randint(0, 2)))
        rule = f"words.rule-{number % 3}"
        findings.append(replace(samples.finding("x", "x", *corrections, rule=rule), span=span, text=text[span.slice]))
    return samples.checked(samples.document(text), *settle(findings))


@pytest.mark.parametrize("seed", range(12))
def test_page_and_command_agree_on_any_text(open_page: Open, seed: int) -> None:
    chance = Random(seed)
    checked = scattered(chance)
    text = checked.document.text
    page = open_page(render(checked, Look()))
    page.keyboard.press("n")
    for _ in checked.findings:
        key = chance.choice("aaareei2u")
        page.keyboard.press(key)
        if key == "e":
            page.locator("#own").fill("".join(chance.choices(PIECES, k=2)).replace("\r", ""))
            page.locator("#own").press("Enter")
    file = parse_decisions(saved(page, "Save the decisions"), "d.json")
    placement = place(text, [file])
    assert not placement.unplaced
    expected = apply_edits(text, [each.edit for each in placement.placed])
    assert saved(page, "Save the corrected text") == expected.encode()
    assert {each.finding for each in file.decisions} <= {record.id for record in records(checked)}


def test_only_what_was_accepted_or_edited_is_in_the_corrected_text(open_page: Open) -> None:
    checked = samples.speech()
    page = open_page(SPEECH)
    assert saved(page, "Save the corrected text") == checked.document.source.data
    decide_all(page)
    file = parse_decisions(saved(page, "Save the decisions"), "d.json")
    placement = place(checked.document.text, [file])
    expected = apply_edits(checked.document.text, [each.edit for each in placement.placed])
    assert not placement.unplaced
    assert saved(page, "Save the corrected text") == expected.encode()


def test_a_file_goes_out_and_comes_in_again(open_page: Open) -> None:
    first = open_page(SPEECH)
    decide_all(first)
    file, before = saved(first, "Save the decisions"), decided(first)
    second = open_page(SPEECH)
    assert decided(second) == {}
    assert load(second, file) == f"{len(json.loads(file)['decisions'])} decisions loaded from d.json."
    assert decided(second) == before
    assert saved(second, "Save the decisions") == file
    second.keyboard.press("u")
    assert decided(second) == {}


def test_a_colleague_s_decisions_keep_her_name(open_page: Open) -> None:
    page = open_page(SPEECH)
    page.keyboard.press("n")
    page.keyboard.press("a")
    page.keyboard.press("r")
    content = json.loads(saved(page, "Save the decisions"))
    content["who"] = "B. Colleague"
    content["decisions"][1] |= {"who": "C. Third"}
    mine = open_page(SPEECH)
    mine.keyboard.press("d")
    mine.get_by_label("Your name, for the file").fill("A. Reviser")
    mine.locator("#desk-close").click()
    load(mine, json.dumps(content).encode())
    assert list(decided(mine).values()) == ["Accepted by B. Colleague", "Rejected by C. Third"]
    go_to(mine, "consultaive")
    mine.keyboard.press("a")
    file = parse_decisions(saved(mine, "Save the decisions"), "d.json")
    assert [each.who for each in file.decisions] == ["B. Colleague", "C. Third", "A. Reviser"]


def test_a_file_for_another_version_is_loaded_by_passage_and_words_around(open_page: Open) -> None:
    page = open_page(SPEECH)
    decide_all(page)
    content = json.loads(saved(page, "Save the decisions"))
    content["document"] = {"path": "elsewhere.txt", "sha256": "0" * 64}
    for number, entry in enumerate(content["decisions"]):
        entry |= {"finding": f"other-{number}", "start": entry["start"] + 7, "text": " ".join(entry["text"].split())}
    content["decisions"][0]["before"] = "in quite another place "
    told = load(open_again := open_page(SPEECH), json.dumps(content).encode())
    total = len(content["decisions"])
    assert told.startswith(f"{total - 1} decisions loaded from d.json. 1 decision found no place here")
    assert progress(open_again) == f"{total - 1} of 15 decided"


WRONG_REASON = json.dumps(
    {
        "format": "transcript-qa decisions",
        "version": 1,
        "decisions": [dict.fromkeys(("finding", "rule", "text", "before", "after"), "") | {"decision": "rejected", "reason": {}}],
    }
).encode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"{", "d.json: not valid JSON"),
        (b"[]", "d.json: not a decisions file"),
        (b'{"format": "transcript-qa decisions", "version": 9}', "version 9 is not known"),
        (b'{"format": "transcript-qa decisions", "version": 1, "decisions": [{}]}', "decisions[0].finding: not a string"),
        (WRONG_REASON, "decisions[0].reason: not a string"),
    ],
)
def test_a_wrong_file_is_told(open_page: Open, data: bytes, message: str) -> None:
    page = open_page(SPEECH)
    assert message in load(page, data)
    assert progress(page) == "0 of 15 decided"


# Hostile texts

SCRIPTS = '<img src=x onerror="alert(1)"><script>alert(2)</script>\u202e\x07'


def test_hostile_wordings_stay_text(open_page: Open) -> None:
    page = open_page(HOSTILE)
    page.keyboard.press("n")
    page.keyboard.press("e")
    page.locator("#own").fill(SCRIPTS)
    page.locator("#own").press("Enter")
    file = json.loads(saved(page, "Save the decisions"))
    assert file["decisions"][0]["correction"] == SCRIPTS
    file["decisions"][0] |= {"reason": SCRIPTS}
    file["decisions"].append(file["decisions"][0] | {"finding": SCRIPTS, "text": SCRIPTS, "rule": SCRIPTS})
    other = open_page(HOSTILE)
    load(other, json.dumps(file).encode(), name="<b>.json")
    expect(other.locator("#strangers-list")).to_contain_text("<script>alert(2)</script>⟦U+202E⟧")
    expect(other.locator("#strangers-list script, #strangers-list img")).to_have_count(0)
    other.locator(".views label", has_text="Side by side").click()
    for opened in (page, other):
        expect(opened.locator("#document script, #document img, #list img, #list script, dialog img")).to_have_count(0)
        expect(opened.locator("#list .state")).to_contain_text("<script>alert(2)</script>⟦U+202E⟧⟦U+0007⟧")
        expect(opened.locator(".mark[data-decision]").first).to_contain_text("<img src=x onerror")


def test_a_line_of_200_000_characters_and_null_bytes_stay_usable(open_page: Open) -> None:
    text = "\x00</script><!--" + "recieved" + "x" * 200_000 + " ofthe\x00end"
    checked = samples.checked(
        samples.document(text), samples.finding(text, "recieved", "received"), samples.finding(text, "ofthe", "of the")
    )
    page = open_page(render(checked, Look()))
    page.keyboard.press("n")
    page.keyboard.press("a")
    page.keyboard.press("a")
    expected = text.replace("recieved", "received").replace("ofthe", "of the")
    assert saved(page, "Save the corrected text").decode() == expected
    file = parse_decisions(saved(page, "Save the decisions"), "d.json")
    assert all(len(each.anchor.before) <= 120 for each in file.decisions)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_of_two_over_one_another_one_can_be_changed(open_page: Open) -> None:
    page = open_page(HOSTILE)
    wordings = [record.text for record in records(samples.hostile())]
    assert "said" in wordings
    go_to(page, re.compile("^␣␣said →"))
    page.keyboard.press("a")
    go_to(page, re.compile("^said$"))
    page.keyboard.press("e")
    page.keyboard.type("stated")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("Overlaps ␣␣said → ␣said")
    assert progress(page) == "1 of 8 decided"


@pytest.mark.parametrize(
    "checked", [samples.checked(samples.document("")), samples.checked(samples.document("All is well.\n\nYes."))]
)
def test_a_page_without_findings_takes_every_key(open_page: Open, checked: Checked) -> None:
    page = open_page(render(checked, Look()))
    for key in (*"npjkareiuUd", "Escape", "c", "Escape", "m", "Escape", "Delete", *"vvvvt12"):
        page.keyboard.press(key)
    expect(page.locator("#position")).to_have_text("0 shown")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()


def test_without_findings_the_list_says_so_beside_the_text(open_page: Open) -> None:
    page = open_page(render(samples.checked(samples.document("All is well.\n\nYes.")), Look()))
    text, panel = (page.locator(name).bounding_box() for name in ("#document", ".panel"))
    assert text is not None
    assert panel is not None
    assert panel["x"] >= text["x"] + text["width"]
    assert panel["width"] > 200
