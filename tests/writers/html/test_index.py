"""The page over a batch as text: every document, the counts, what is most frequent, what has grown."""

from __future__ import annotations

import json
import re
from typing import Any

from qa.writers.html.index import DocumentEntry, entry, index, summary
from qa.writers.html.summary import Counts, summarized
from tests.writers import bitexts, samples
from tests.writers.html.test_page import Reading

ROWS = [
    DocumentEntry("a.txt", "a.html", 1_000, 2, 1, passages={("joined.words", "ofthe"): 2, ("names.unknown", "Kanal"): 1}),
    DocumentEntry("b.txt", "b.html", 3_000),
    DocumentEntry("<c>.txt", "c.html", 0, unreadable="not a text file but an image"),
    DocumentEntry("d.txt", "d.html", 100, 2, passages={("joined.words", "thisarea"): 2}),
]


def rules(page: str) -> list[list[str]]:
    """The cells of the table of the most frequent."""
    body = page.partition('<table id="rules">')[2].partition("<tbody>")[2].partition("</tbody>")[0]
    return [[re.sub("<.*?>", "", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in body.split("</tr>")[:-1]]


def data(page: str) -> Any:
    return json.loads(page.partition('id="data">')[2].partition("</script>")[0])


def test_an_entry_counts_the_findings() -> None:
    found = entry(samples.speech(), "reports/no 7: <speech>.html")
    assert found.counts == Counts(1416, 7, 5, 3)
    assert found.findings == 15
    assert f"{found.rate:.2f}" == "10.59"
    assert found.href == "reports/no%207%3A%20%3Cspeech%3E.html"
    assert found.passages["joined.words", "ofthe"] == 2
    assert sum(found.passages.values()) == 15


def test_blanks_and_long_passages_are_counted_by_what_can_be_shown() -> None:
    text = "a  b " + "x" * 500
    checked = samples.checked(samples.document(text), samples.finding(text, "  ", " "), samples.finding(text, "x" * 500))
    wordings = [wording for _, wording in entry(checked, "a.html").passages]
    assert wordings == ["␣␣", "x" * 60 + " …"]


def test_the_index_lists_every_document_and_the_totals() -> None:
    text = index(ROWS)
    assert index(ROWS) == text
    links = [link["href"] for link in Reading(text).all("a") if link["href"] != "#documents"]
    # The worst first: what could not be read, then the most errors, then the most warnings.
    assert links == ["c.html", "a.html", "d.html", "b.html"]
    assert "&lt;c&gt;.txt" in text
    assert "Could not be read: not a text file but an image" in text
    totals = text.partition("<tfoot>")[2].partition("</tfoot>")[0]
    assert re.findall(r">([\d,.]+)</td>", totals) == ["4,100", "4", "1", "0", "1.2"]
    assert "Findings in 0 documents" in index([])
    assert [row[0] for row in data(text)["rows"]] == ["<c>.txt", "a.txt", "d.txt", "b.txt"]


def test_the_most_frequent_stand_first_with_their_wordings() -> None:
    assert rules(index(ROWS)) == [
        ["joined.words", "ofthe 2 thisarea 2", "4", "2", ""],
        ["names.unknown", "Kanal 1", "1", "1", ""],
    ]


def test_documents_are_counted_by_their_rate() -> None:
    spread = index(ROWS).partition('id="spread"')[2].partition("</table>")[0]
    counts = dict(re.findall(r'<th scope="row">(.*?)</th><td class="number">(.*?)</td>', spread))
    wanted = {"none": "1", "up to 1": "0", "1 to 2": "0", "2 to 5": "1", "5 to 10": "0", "10 to 20": "0", "20 and more": "1"}
    assert counts == wanted


def test_growth_is_told_of_the_run_its_rules_and_its_documents() -> None:
    before = summarized({"a.txt": Counts(1_000, 5), "b.txt": Counts(3_000)}, {"joined.words": 1, "gone.rule": 4})
    text = index(ROWS, before)
    assert [row[4] for row in rules(text)] == ["+3", "+1"]
    assert [row[6] for row in data(text)["rows"]] == [None, -2, None, 0]
    assert "<dt>Since the earlier run</dt><dd>±0</dd>" in text
    runs = text.partition('id="trend"')[2]
    assert re.findall(r'<th scope="row">(.*?)</th><td class="number">(.*?)</td>', runs)[:2] == [
        ("earlier run", "5"),
        ("this run", "5"),
    ]
    assert "Since then" not in index(ROWS)


def test_the_summary_holds_what_a_later_run_needs() -> None:
    content = json.loads(summary(ROWS))
    assert content["rules"] == {"joined.words": 4, "names.unknown": 1}
    assert list(content["documents"]) == ["a.txt", "b.txt", "d.txt"]
    assert content["runs"] == [{"words": 4100, "errors": 4, "warnings": 1, "infos": 0}]


def test_a_page_loads_nothing_and_every_bar_has_its_number_beside_it() -> None:
    reading = Reading(index(ROWS, summarized({}, {})))
    assert not reading.all("img")
    assert not [name for _, attributes in reading.elements for name in attributes if name.startswith("on") or name == "style"]
    assert all(picture.get("aria-hidden") == "true" for picture in reading.all("svg"))


def test_the_index_of_five_thousand_documents_stays_within_its_budget() -> None:
    wordings = {("joined.words", "ofthe"): 3, ("spelling.unknown", "consultaive"): 1}
    rows = [
        DocumentEntry(f"records/s_pv_{number}.txt", f"s_pv_{number}.html", number, 4, passages=wordings)
        for number in range(5_000)
    ]
    assert len(index(rows[:1_000]).encode()) <= 500_000
    assert len(index(rows).encode()) <= 2_000_000


def test_of_translations_the_page_tells_how_much_was_held_against_the_sources() -> None:
    pages = [index([entry(each, "a.html") for each in outcomes]) for outcomes in ([bitexts.unsure()], [samples.speech()])]
    assert ["<dt>Coverage</dt><dd>90.7 %</dd>" in page for page in pages] == [True, False]
    assert "<dt>Coverage" not in pages[1]
