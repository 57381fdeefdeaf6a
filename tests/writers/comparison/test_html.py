"""The page of a comparison as text: all of both versions and every change is on it, and no text gets out of its place."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from html import escape
from html.parser import HTMLParser

import pytest

from qa.compare.change_class import ChangeClass
from qa.compare.comparison import ChangeKind, Comparison, FindingChange, FindingState, WordCount
from qa.writers import Look
from qa.writers.comparison.html import PairEntry, entry, index, render
from tests.writers import samples
from tests.writers.comparison import speeches
from tests.writers.comparison.speeches import compared

PAIRS: dict[str, Callable[[], Comparison]] = {
    "speech": speeches.speech,
    "hostile": speeches.hostile,
    "same": lambda: compared(speeches.OLD, speeches.OLD),
    "nothing": lambda: compared("", ""),
    "only new": lambda: compared("", speeches.NEW),
}


class Reading(HTMLParser):
    """What a browser would see: elements with their attributes, and the text of either version."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.old: list[str] = []
        self.new: list[str] = []
        self._open: list[str] = []
        self._instead: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.elements.append((tag, attributes))
        if tag not in ("meta", "input"):
            self._open.append("elsewhere" if attributes.get("class") == "elsewhere" else tag)
        if tag == "span" and "data-old" in attributes:
            self._instead = attributes["data-old"]

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if not {"p", "h3"} & {*self._open} or "article" not in self._open or "elsewhere" in self._open or "bdi" in self._open:
            return
        if "ins" not in self._open:
            self.old.append(self._instead or data)
        if "del" not in self._open:
            self.new.append(data)
        self._instead = None

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def page(name: str) -> str:
    return render(PAIRS[name](), Look())


def shown(text: str) -> str:
    """A text as the page shows it: what cannot be seen made visible, without blanks and the sides' headings."""
    return "".join(re.sub("[\x00\u202c\u202e]", lambda match: f"⟦U+{ord(match[0]):04X}⟧", text).split())


def run_scripts(reading: Reading) -> list[dict[str, str | None]]:
    """The scripts that run, and not those that hold data."""
    return [attributes for attributes in reading.all("script") if attributes.get("type") != "application/json"]


@pytest.mark.parametrize("name", PAIRS)
def test_the_same_comparison_gives_the_same_page(name: str) -> None:
    assert page(name) == page(name) == render(PAIRS[name](), Look(color=True, width=40))


@pytest.mark.parametrize("name", PAIRS)
def test_a_page_loads_nothing_and_allows_nothing_but_its_own(name: str) -> None:
    text = page(name)
    reading = Reading(text)
    addresses = [value for _, attributes in reading.elements for key, value in attributes.items() if key in ("href", "src")]
    assert all(address and address.startswith("#") for address in addresses)
    policy = next(meta["content"] or "" for meta in reading.all("meta") if "http-equiv" in meta)
    parts = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    parts += re.findall(r"<script(?: type=\"module\")?>(.*?)</script>", text, re.DOTALL)
    assert len(run_scripts(reading)) == 2
    style, theme, script = (f"'sha256-{base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()}'" for part in parts)
    assert policy == f"default-src 'none'; style-src {style}; script-src {theme} {script}; base-uri 'none'; form-action 'none'"


@pytest.mark.parametrize("name", PAIRS)
def test_links_lead_somewhere_and_ids_are_single(name: str) -> None:
    reading = Reading(page(name))
    ids = [attributes["id"] for _, attributes in reading.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {(link["href"] or "")[1:] for link in reading.all("a")} <= set(ids)


@pytest.mark.parametrize("name", PAIRS)
def test_every_letter_of_both_versions_is_on_the_page_in_order(name: str) -> None:
    comparison = PAIRS[name]()
    reading = Reading(page(name))
    heads = "Old:New:"
    assert heads + shown("".join(reading.old)).removeprefix(heads) == heads + shown(comparison.old.text)
    assert heads + shown("".join(reading.new)).removeprefix(heads) == heads + shown(comparison.new.text)


@pytest.mark.parametrize("name", PAIRS)
def test_every_change_stands_once_in_the_list_those_of_substance_first(name: str) -> None:
    comparison = PAIRS[name]()
    reading = Reading(page(name))
    cards = reading.all("li")
    assert [int(card["value"] or 0) - 1 for card in cards] == list(comparison.ranked())
    for card in cards:
        change = comparison.changes[int(card["value"] or 0) - 1]
        assert (card["data-class"], card["data-reason"], card["data-kind"]) == (change.change_class, change.reason, change.kind)


def test_no_attribute_is_a_script_or_a_style_and_no_element_is_a_document_s() -> None:
    reading = Reading(page("hostile"))
    for _, attributes in reading.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
    assert not reading.all("img")
    assert len(run_scripts(reading)) == 2


def test_what_cannot_be_seen_is_shown() -> None:
    text = "a\x07\x1b\x85\u00ad\u061c\u200e\u202a\u202e\u2066\u2069\u200bb"
    rendered = render(compared("It was so.", f"It was {text} so."), Look())
    assert not set(text[1:-1]) & set(rendered)
    assert "⟦U+202E⟧" in rendered
    rendered.encode()


def test_names_are_told_and_stay_text() -> None:
    rendered = page("hostile")
    for name in ("<b>&.txt", "old/<b>&.txt", '" onclick=alert(1).txt'):
        assert escape(name).replace("&quot;", "&#34;") in rendered
    assert "<bdi>Standard input</bdi>" in render(compared("a", "b", "-", "b.txt"), Look())
    assert "<title>(no document) → b.txt</title>" in render(compared("", "b", "", "b.txt"), Look())


def card(rendered: str, number: int) -> str:
    return re.sub(r"\s+", " ", rendered.partition(f'<li id="l{number}"')[2].partition("</li>")[0].partition(">")[2])


def test_an_entry_says_what_changed_into_what_where_and_why() -> None:
    rendered = page("speech")
    reasons = [change.reason for change in speeches.speech().changes]
    assert card(rendered, 1) == (
        f'<a class="class substance" href="#c1">1 · Substance: {reasons[0]} · replaced · paragraph 2</a> '
        "… who wishes to speak to the <del>35</del><ins>53</ins> members here."
    )
    assert ">2 · Substance: moved · from paragraph 4 to paragraph 3</a> Mr. Mensah (Ghana): We thank" in card(rendered, 2)
    assert f">3 · Substance: {reasons[2]} · deleted · old paragraph 4 · in the passage moved (2)</a>" in card(rendered, 3)
    assert "It does <del>not</del> mention the drought" in card(rendered, 3)
    assert card(rendered, 6).endswith("Form: paragraphs joined · paragraph 8</a> The third point is a short one.<del>¶</del>")


def test_the_places_of_a_moved_passage_lead_to_each_other() -> None:
    rendered = page("speech")
    assert '<a class="elsewhere" id="c2" href="#c2-away">↶ Moved from paragraph 4</a>' in rendered
    assert '<a class="elsewhere" id="c2-away" href="#c2">Moved to paragraph 3 ↷</a>' in rendered


def test_changes_of_substance_are_open_and_those_of_form_folded_and_counted() -> None:
    boxes = [box for box in Reading(page("speech")).all("input") if box.get("name") == "class"]
    assert [(box["value"], "checked" in box) for box in boxes] == [
        (change_class.value, change_class is ChangeClass.SUBSTANCE)
        for change_class in sorted(ChangeClass, key=lambda change_class: -change_class.rank)
    ]
    only_form = Reading(render(compared("some ofthe others", "some of the others"), Look())).all("input")
    assert [box["value"] for box in only_form if box.get("name") == "class" and "checked" in box] == ["form"]


def test_folds_say_what_they_hold() -> None:
    equal = [f"Paragraph number {number} says the same." for number in range(12)]
    old, new = "\n\n".join([*equal, "We met 35 times."]), "\n\n".join([*equal, "We met 53 times."])
    assert "<summary>12 paragraphs unchanged</summary>" in render(compared(old, new), Look())
    new = new.replace("number 3", "number  3").replace("6 says the", "6 says, the")
    assert "<summary>12 paragraphs with 1 folded change</summary>" in render(compared(old, new), Look())


def test_the_account_of_words_adds_up() -> None:
    def counts(count: WordCount) -> list[int]:
        return [count.unchanged, count.changed, count.moved, count.dropped, count.total]

    comparison = speeches.speech()
    account = page("speech").partition('<table class="account">')[2].partition("</table>")[0]
    cells = [int(cell) for cell in re.findall(r"<td>(\d+)</td>", account)]
    assert cells[0::2] == counts(comparison.old_words)
    assert cells[1::2] == counts(comparison.new_words)
    for column in (cells[0::2], cells[1::2]):
        assert sum(column[:-1]) == column[-1] > 100


def test_sameness_is_said_plainly() -> None:
    assert "identical, byte for byte" in page("same")
    assert "Word for word the same" in render(compared("We met\nthere.", "We met there."), Look())
    assert "No changes." in page("same")
    for name in ("speech", "hostile", "only new"):
        assert "identical" not in page(name)
        assert "Word for word" not in page(name)


def test_notes_and_coarse_passages_are_told() -> None:
    old, new = (" ".join(f"{word}{number % 997}" for number in range(12_000)) + "." for word in ("alpha", "beta"))
    comparison = compared(f"It began.\n\n{old}\n\nIt ended.", f"It began.\n\n{new}\n\nIt ended.")
    assert comparison.notes
    rendered = render(comparison, Look())
    for note in comparison.notes:
        assert note in rendered
    coarse = sum(change.coarse for change in comparison.changes)
    assert coarse
    assert rendered.count("not compared word by word") == coarse
    assert rendered.count(" coarse") >= coarse


def test_a_line_of_200_000_characters_is_quoted_in_short_and_shown_in_full() -> None:
    line = "we&<>" * 40_000
    rendered = render(compared("It was so.", f"It was so.\n\n{line}"), Look())
    assert escape(line) in rendered
    assert len(card(rendered, 1)) < 2_000


def test_a_long_record_stays_within_its_budget_of_bytes() -> None:
    comparison = speeches.long_pair()
    assert len(comparison.new.text) > 1_000_000
    assert len(comparison.changes) == 1_000
    rendered = render(comparison, Look())
    assert len(rendered.encode()) <= 2_000_000
    assert len(Reading(rendered).elements) <= 10_000


def test_what_became_of_findings_is_listed_with_its_change() -> None:
    comparison = compared("We recieved it. It was ofthe kind. And teh end.", "We received it. It was ofthe kind. And the ennd.")
    mended, stayed, new = (
        samples.finding(version.text, text, correction, message=f"<{text}>.")
        for version, text, correction in (
            (comparison.old, "recieved", "received"), (comparison.new, "ofthe", "of the"), (comparison.new, "ennd", "end"),
        )
    )  # fmt: skip
    found = (
        FindingChange(FindingState.NEW, None, new, 2),
        FindingChange(FindingState.STILL_THERE, stayed, stayed),
        FindingChange(FindingState.MENDED, mended, None, 0),
    )
    listed = (
        render(replace(comparison, findings=found), Look()).partition('<section class="findings"')[2].partition("</section>")[0]
    )
    summaries = re.findall("<summary>(.*)</summary>", listed)
    assert summaries == ["New (1)", "Still there (1)", "Mended (1)"]
    assert "<b>ennd → end</b> &lt;ennd&gt;." in listed
    assert re.findall(r'<a href="(.*?)">', listed) == ["#c3", "#c1"]
    assert "Findings of the checker" not in page("speech")


def test_a_pair_that_cannot_be_read_says_why() -> None:
    unread = compared("", "").unread("<b>.pdf: not a text file")
    rendered = render(unread, Look())
    assert "These versions could not be compared" in rendered
    assert "&lt;b&gt;.pdf: not a text file" in rendered
    assert "identical" not in rendered
    assert entry(unread, "a.html").state == "unreadable"


# The index


def test_an_entry_of_the_index_counts_changes_by_class() -> None:
    found = entry(speeches.speech(), "reports/no 7: <speech>.html")
    changes = speeches.speech().changes
    assert found.href == "reports/no%207%3A%20%3Cspeech%3E.html"
    assert (found.old, found.new) == ("old/speech.txt", "new/speech.txt")
    assert (found.old_words, found.new_words) == (165, 168)
    assert found.moves == sum(change.kind is ChangeKind.MOVE for change in changes) == 1
    assert {**found.changes} == {ChangeClass.SUBSTANCE: 5, ChangeClass.FORM: 2}
    assert found.state == "changed"
    assert entry(PAIRS["same"](), "a.html").state == "the same"
    assert entry(compared("", "It was so.", "", "new.txt"), "a.html").state == "only new"


def test_the_index_lists_every_pair_and_the_totals() -> None:
    rows = [
        PairEntry("old/a.txt", "new/a.txt", "a.html", 1_000, 1_001, {ChangeClass.SUBSTANCE: 2, ChangeClass.FORM: 30}, 1),
        PairEntry("old/b.txt", "new/b.txt", "b.html", 3_000, 3_000),
        PairEntry("old/c.txt", None, "c.html", 7),
        PairEntry(None, "new/<d>.txt", "d.html", 0, 9),
        PairEntry("old/e.txt", "new/e.pdf", "e.html", unreadable="new/e.pdf: a PDF file"),
    ]
    text = index(rows)
    assert index(rows) == text
    reading = Reading(text)
    assert [link["href"] for link in reading.all("a") if link["href"] != "#documents"] == [row.href for row in rows]
    assert [row["data-state"] for row in reading.all("tr") if "data-state" in row] == [
        "changed", "the same", "only old", "only new", "unreadable",
    ]  # fmt: skip
    assert "new/&lt;d&gt;.txt" in text
    assert "Could not be read: new/e.pdf: a PDF file" in text
    totals = [int(cell.replace(",", "")) for cell in re.findall(r">([\d,]+)</td>", text.partition("<tfoot>")[2])]
    assert totals[:2] == [4_007, 4_010]
    assert sorted(totals[2:], reverse=True)[:3] == [30, 2, 1]
    assert "0 pairs compared" in index([])


def test_the_index_of_five_thousand_pairs_stays_within_its_budget() -> None:
    rows = [
        PairEntry(f"old/s_pv_{number}.txt", f"new/s_pv_{number}.txt", f"s_pv_{number}.html", number) for number in range(5_000)
    ]
    assert len(index(rows).encode()) <= 2_000_000
