"""The page as text: what must be on it is, and nothing of a document gets out of its place."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given

from qa.engine.checked import Checked, records
from qa.ground.document import Document
from qa.ground.source import read_source
from qa.ground.span import Span
from qa.writers import Look
from qa.writers.html.page import render
from tests.writers import bitexts, samples

PAGES: dict[str, Callable[[], Checked]] = {
    "speech": samples.speech,
    "hostile": samples.hostile,
    "empty": lambda: samples.checked(samples.document("")),
    "unreadable": lambda: Checked(samples.document(""), (), unreadable="not a text file but <an> image"),
}


class Reading(HTMLParser):
    """What a browser would see: elements with their attributes, and the text of the document without insertions."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.original: list[str] = []
        self._in_document = False
        self._unread: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._in_document |= tag == "article"
        if tag in ("ins", "h2", "style", "script"):
            self._unread.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._in_document &= tag != "article"
        if self._unread and self._unread[-1] == tag:
            self._unread.pop()

    def handle_data(self, data: str) -> None:
        if self._in_document and not self._unread:
            self.original.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def page(name: str) -> str:
    return render(PAGES[name](), Look())


@pytest.mark.parametrize("name", PAGES)
def test_the_same_findings_give_the_same_page(name: str) -> None:
    assert page(name) == page(name) == render(PAGES[name](), Look(color=True, width=40))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_loads_nothing_and_allows_nothing_but_its_own(name: str) -> None:
    text = page(name)
    reading = Reading(text)
    addresses = [value for _, attributes in reading.elements for key, value in attributes.items() if key in ("href", "src")]
    assert all(address and address.startswith("#") for address in addresses)
    assert not reading.all("img")
    policy = next(meta["content"] or "" for meta in reading.all("meta") if "http-equiv" in meta)
    scripts = re.findall(r"<script(?: type=\"module\")?>(.*?)</script>", text, re.DOTALL)
    inert = [script for script in reading.all("script") if script.get("type") == "application/json"]
    styles = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    assert len(scripts) == len(reading.all("script")) - len(inert) == 2
    digests = [base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in (*styles, *scripts)]
    style, theme, script = (f"'sha256-{digest}'" for digest in digests)
    assert policy == (f"default-src 'none'; style-src {style}; script-src {theme} {script}; base-uri 'none'; form-action 'none'")


def test_no_attribute_is_a_script_or_a_style() -> None:
    for _, attributes in Reading(page("hostile")).elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]


@pytest.mark.parametrize("make", [samples.speech, samples.hostile])
def test_every_finding_stands_once_in_the_list_and_begins_once_in_the_text(make: Callable[[], Checked]) -> None:
    checked = make()
    reading = Reading(render(checked, Look()))
    ids = [record.id for record in records(checked)]
    assert [card["id"] for card in reading.all("li") if card.get("class") == "card"] == [f"c-{id_}" for id_ in ids]
    assert sorted(mark["id"] or "" for mark in reading.all("a") if "id" in mark) == sorted(f"f-{id_}" for id_ in ids)
    everything = [attributes["id"] for _, attributes in reading.elements if "id" in attributes]
    assert len(everything) == len(set(everything))


@pytest.mark.parametrize("make", [samples.speech, samples.hostile])
def test_every_letter_of_the_document_is_on_the_page_in_order(make: Callable[[], Checked]) -> None:
    checked = make()
    expected = checked.document.text.replace("\u202e", "⟦U+202E⟧").replace("\x00", "⟦U+0000⟧")
    shown = "".join(Reading(render(checked, Look())).original)
    assert "".join(shown.split()) == "".join(expected.split())


def test_what_cannot_be_seen_is_shown() -> None:
    text = "\x00\x07\x1b\x85\u00ad\u061c\u200b\u200e\u202a\u202e\u2066\u2069\ufeff\ud800\U000e0041 \u200d a\rb\r\nc"
    rendered = render(samples.checked(samples.document(text)), Look())
    for character in "\x00\x07\x1b\x85\u00ad\u061c\u200b\u200e\u202a\u202e\u2066\u2069\ufeff\ud800\U000e0041":
        assert f"⟦U+{ord(character):04X}⟧" in rendered
        assert character not in rendered
    assert "\u200d a\nb\nc" in rendered
    rendered.encode()


def test_an_entry_holds_all_that_is_known_of_its_finding() -> None:
    weaker = samples.finding("ofthe", "ofthe", rule="spelling.unknown", message="In no list.", evidence="Looked for it.")
    first = samples.finding("ofthe", "ofthe", "of the", "oft he", rule="joined.words", message="Run together.")
    found = samples.checked(samples.document("ofthe"), replace(first, attached=(weaker,)))
    card = render(found, Look()).partition('<ol id="list">')[2].partition("</ol>")[0]
    for expected in (
        "Error", "line 1 · likely · joined.words", "ofthe → of the", "Run together.", "The house style has it otherwise.",
        "<q>oft he</q>", "1 weaker finding here", "In no list.", "Looked for it.", "spelling.unknown",
    ):  # fmt: skip
        assert expected in card


def test_a_change_without_old_or_new_wording_is_said_in_words() -> None:
    text = "the the end"
    cases = [
        (replace(samples.finding(text, "end", "."), text="", span=Span(11, 11)), "<i>Add</i> ."),
        (samples.finding(text, " the", ""), "<i>Delete</i> ␣the"),
        (samples.finding(text, " ", "\n\n"), "␣ → ¶"),
    ]
    for finding, expected in cases:
        assert f"<b>{expected}</b>" in render(samples.checked(samples.document(text), finding), Look())


def test_suppressed_findings_stand_folded_with_their_reason() -> None:
    suppressed = page("speech").partition('<details class="suppressed">')[2]
    assert "Suppressed (1)" in suppressed
    assert "Podmena" in suppressed
    assert "The word list of the house has it." in suppressed


def test_decisions_without_a_place_are_on_the_page() -> None:
    assert "without a place here" not in page("speech")
    shown = render(
        replace(samples.speech(), unplaced=("reviewer.remark: <nowhere>: it stands there no more (d.json:3)",)), Look()
    )
    assert "Decisions without a place here (1)" in shown
    assert "<li>reviewer.remark: &lt;nowhere&gt;: it stands there no more (d.json:3)</li>" in shown


def test_pages_without_findings_say_so() -> None:
    assert "No findings" in page("empty")
    assert "not a text file but &lt;an&gt; image" in page("unreadable")


def test_a_long_record_stays_within_its_budget_of_bytes() -> None:
    assert len(render(samples.long_record(), Look()).encode()) <= 2_000_000


def review_data(page: str) -> dict[str, Any]:
    """What the page's script is given."""
    written = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert written is not None
    content: dict[str, Any] = json.loads(written[1])
    return content


def test_a_file_that_is_not_utf_8_is_told_what_a_browser_saves() -> None:
    source = read_source("a.txt", "Côte ofthe".encode("cp1252"))
    found = samples.checked(Document(source, "text", source.text), samples.finding(source.text, "ofthe", "of the"))
    assert "keeps the file's own encoding, cp1252" in review_data(render(found, Look()))["note"]
    assert review_data(page("speech"))["note"] == ""


@given(bitexts.translations())
def test_a_page_on_a_translation_has_both_texts_and_every_finding_once(checked: Checked) -> None:
    reading = Reading(render(checked, Look()))
    ids = [record.id for record in records(checked)]
    assert sorted(mark["id"] or "" for mark in reading.all("a") if "id" in mark) == sorted(f"f-{id_}" for id_ in ids)
    assert checked.beside is not None
    assert len([each for each in reading.all("div") if "source" in (each.get("class") or "").split()]) == len(
        checked.beside.beads
    )


@pytest.mark.parametrize("name", bitexts.BITEXTS)
def test_a_page_on_a_translation_loads_nothing_and_has_no_script_in_an_attribute(name: str) -> None:
    reading = Reading(render(bitexts.BITEXTS[name](), Look()))
    addresses = [value for _, attributes in reading.elements for key, value in attributes.items() if key in ("href", "src")]
    assert all(address and address.startswith("#") for address in addresses)
    assert not [name for _, attributes in reading.elements for name in attributes if name.startswith("on") or name == "style"]
    everything = [attributes["id"] for _, attributes in reading.elements if "id" in attributes]
    assert len(everything) == len(set(everything))
