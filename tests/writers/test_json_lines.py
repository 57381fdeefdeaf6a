from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from qa.engine.checked import Checked
from qa.ground.document import Block, BlockKind, Document, Turn
from qa.ground.finding import Confidence, Finding, Severity
from qa.ground.source import Source
from qa.ground.span import Span
from qa.writers import WRITERS, Look
from qa.writers.json_lines import render
from tests.writers import bitexts

CONTRACT = [
    *("path", "start", "end", "line", "column", "end_line", "end_column"),
    *("rule", "kind", "category", "severity", "confidence", "message", "text", "corrections", "evidence", "id"),
    *("speaker", "paragraph", "locator", "attached"),
]


def finding(text: str, span: Span, *corrections: str, attached: tuple[Finding, ...] = ()) -> Finding:
    found = (text[span.slice], "a.b", "words", "style", Severity.WARNING, Confidence.LIKELY, "Wrong.", "Seen once.")
    return Finding(span, *found, corrections, attached)


def checked(text: str, *findings: Finding, path: str = "a.txt", **structure: object) -> Checked:
    return Checked(Document(Source(path, b"", "utf-8", b"", text), "text", text, **structure), findings)


def test_a_line_has_the_fields_of_the_contract_in_their_order():
    text = "Mr. A: Côte\r\nofthe"
    blocks = (Block(Span(0, len(text)), BlockKind.PARAGRAPH, 1, "/TEI/text/body/p"),)
    turns = (Turn(Span(0, len(text)), Span(0, 6), "Mr. A", None, None),)
    part = finding(text, Span(13, 15))
    outcome = checked(text, finding(text, Span(13, 18), "of the", attached=(part,)), blocks=blocks, turns=turns)
    line = json.loads(render(outcome, Look()))
    assert list(line) == CONTRACT
    assert [line[name] for name in CONTRACT if name not in ("id", "attached")] == [
        *("a.txt", 13, 18, 2, 1, 2, 6, "a.b", "words", "style", "warning", "likely", "Wrong.", "ofthe", ["of the"]),
        *("Seen once.", "Mr. A", 1, "/TEI/text/body/p"),
    ]
    assert line["attached"] == [
        {
            "rule": "a.b",
            "message": "Wrong.",
            "start": 13,
            "end": 15,
            "text": "of",
            "corrections": [],
            "confidence": "likely",
            "evidence": "Seen once.",
        }
    ]


def test_what_is_not_known_is_left_out():
    assert list(json.loads(render(checked("ofthe", finding("ofthe", Span(0, 5))), Look()))) == CONTRACT[:-4]


def test_nothing_found_is_nothing_written():
    assert render(checked("fine"), Look()) == ""


def test_text_that_can_be_read_stays_readable():
    assert '"text": "Côte d’Ivoire"' in render(checked("Côte d’Ivoire", finding("Côte d’Ivoire", Span(0, 13))), Look())


@given(st.text(st.characters(), max_size=40), st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_and_any_path_survive_and_a_line_is_a_line(path, text):
    report = render(checked(text, finding(text, Span(0, len(text)), text), path=path), Look())
    line = json.loads(report.encode("utf-8"))
    assert (line["path"], line["text"], line["corrections"]) == (path, text, [text])
    assert report.splitlines() == [report[:-1]]


def test_the_table_leads_here():
    outcome = checked("ofthe", finding("ofthe", Span(0, 5)))
    assert WRITERS["json"].render(outcome) == render(outcome, Look())


def test_of_a_translation_a_line_has_the_unit_and_the_place_in_the_source_beside_the_fields_of_check():
    outcome = bitexts.lake()
    assert outcome.beside is not None
    lines = [json.loads(line) for line in render(outcome, Look()).splitlines()]
    for line in lines:
        assert list(line)[-2:] == ["unit", "source"]
        assert list(line["source"]) == ["start", "end", "text", "line"]
        assert outcome.beside.document.text[line["source"]["start"] : line["source"]["end"]] == line["source"]["text"]
        assert outcome.document.text[line["start"] : line["end"]] == line["text"]
    assert [(line["unit"], line["source"]["text"], line["source"]["line"]) for line in lines] == [
        ("4", "14 mars", 6),
        ("5", "60 %", 8),
        ("9", "Sans un\nfinancement prévisible, rien ne sera possible.", 13),
        ("11", "Deux milliards", 17),
    ]


def test_what_is_missing_has_the_place_where_it_belongs():
    missing = json.loads(render(bitexts.lake(), Look()).splitlines()[2])
    assert missing["start"] == missing["end"]
    assert bitexts.lake().document.text[missing["start"] :].startswith(" Mali and the\nNiger")
