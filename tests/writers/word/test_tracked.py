from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qa.engine.checked import Checked
from qa.engine.fixes import fix
from qa.engine.unchecked import unreadable
from qa.ground.document import Document
from qa.ground.finding import Confidence, Finding, Severity
from qa.ground.span import Span
from qa.readers import read_document
from qa.text.segment import segment
from qa.writers import Look
from qa.writers.word.tracked import render
from tests.readers.word_files import paragraph, word_file
from tests.writers import bitexts
from tests.writers.word_texts import accepted, assert_valid, commented, comments, rejected

SPEECH = """Mr. Bordyuzha (spoke in Russian): We have had a
consultaive centre in the area ofthe two Coun-
cil members.

2/28 16-34567

We thank the CTSO."""


def read(data: bytes, path: str = "speech.txt") -> Document:
    return segment(read_document(path, data))


def finding(document: Document, text: str, *corrections: str, message: str = "Wrong.") -> Finding:
    start = document.text.index(text)
    about = (text, "a.b", "words", "style", Severity.WARNING, Confidence.LIKELY, message, "Seen once.")
    return Finding(Span(start, start + len(text)), *about, corrections)


def test_a_text_becomes_a_word_file_with_its_proposals_tracked():
    document = read(SPEECH.encode())
    found = (
        finding(document, "Mr. Bordyuzha (spoke", message="A long label."),
        finding(document, "consultaive", "consultative", "consulting"),
        finding(document, "ofthe\ntwo".replace("\n", " "), "of the two"),
        finding(document, "CTSO", "CSTO"),
    )
    data = render(Checked(document, found), Look())
    # Lines flow, but for the one that breaks a word: whether it is one is not the file's to decide.
    assert rejected(data) == [
        "Mr. Bordyuzha (spoke in Russian): We have had a consultaive centre in the area ofthe two Coun-\ncil members.",
        "2/28 16-34567",
        "We thank the CTSO.",
    ]
    assert accepted(data)[0].startswith(
        "Mr. Bordyuzha (spoke in Russian): We have had a consultative centre in the area of the two"
    )
    assert comments(data)["1"] == ["Wrong.", "Seen once.", "Or: “consulting”", "a.b (likely)"]
    assert commented(data) == {
        "0": "Mr. Bordyuzha (spoke",
        "1": "consultaiveconsultative",
        "2": "oftheof the two",
        "3": "CTSOCSTO",
    }
    assert_valid(data)


def test_a_proposal_over_paragraphs_is_said_in_a_comment():
    document = read(b"We agree.\n\nand thank you.")
    data = render(Checked(document, (finding(document, "agree.\n\nand", "agree and"),)), Look())
    assert accepted(data) == rejected(data) == ["We agree.", "and thank you."]
    assert comments(data)["0"][-1] == "Proposed: “agree and” (not tracked: it reaches beyond one paragraph)"
    assert commented(data) == {"0": "agree."}


def test_a_document_that_cannot_be_read_says_why():
    data = render(unreadable("scan.pdf", "a scan"), Look())
    assert accepted(data) == ["This document cannot be read: a scan."]


def test_a_document_without_text_is_a_word_file_without_text():
    assert accepted(render(Checked(read(b""), ()), Look())) == []


WORDS = st.lists(
    st.sampled_from(["We", "thank", "ofthe", "CTSO,and", "you.", "Coun-\ncil", "the\n", "\n\n"]), min_size=1, max_size=12
)


def some_findings(draw: st.DataObject, document: Document) -> tuple[Finding, ...]:
    """Findings anywhere; those with corrections do not overlap, as the law of Checked has it."""
    length = len(document.text)
    cuts = sorted(draw.draw(st.lists(st.integers(0, length), max_size=8, unique=True)))
    spans = [Span(start, end) for start, end in list(pairwise(cuts))[::2]]
    corrections = st.one_of(
        st.just(()), st.sampled_from(["", "a", "of the", " & more", "two words, and"]).map(lambda new: (new,))
    )
    about = ("r", "k", "style", Severity.ERROR, Confidence.SURE, "M.", "")
    found = [Finding(span, document.text[span.slice], *about, draw.draw(corrections)) for span in spans]
    places = draw.draw(st.lists(st.integers(0, length), max_size=2))
    found += [Finding(Span(place, length), document.text[place:], *about) for place in places]
    found += [Finding(Span(place, place), "", *about) for place in places]
    return tuple(sorted(found, key=lambda each: each.span))


@given(WORDS.map(" ".join), st.data())
def test_all_rejected_is_the_text_and_all_accepted_the_corrected_text(text, draw):
    document = read(text.encode())
    found = some_findings(draw, document)
    data = render(Checked(document, found), Look())
    assert " ".join(rejected(data)).split() == document.text.split()
    inside = [each for each in found if any(block.span.covers(each.span) for block in document.blocks)]
    # What a correction joins or parts over blanks is not compared.
    assert _inked("".join(accepted(data))) == _inked(fix(document.text, inside).text)
    assert len(comments(data)) == (len(found) if document.blocks else 0)


PIECES = st.lists(
    st.sampled_from(
        [
            "We thank ",
            "R&amp;D ofthe",
            "<w:r><w:rPr><w:b/></w:rPr><w:t>CTSO,</w:t><w:tab/><w:t>and</w:t></w:r>",
            "<w:r><w:t>Al</w:t><w:noBreakHyphen/><w:t>Qaida <![CDATA[<x>]]></w:t></w:r>",
            "<w:hyperlink><w:r><w:t>linked</w:t></w:r></w:hyperlink>",
        ]
    ),
    max_size=5,
)


@given(st.lists(PIECES.map(lambda pieces: paragraph(*pieces)), min_size=1, max_size=3).map("".join), st.data())
def test_a_word_file_keeps_every_character_and_has_the_changes_in_its_own_runs(body, draw):
    data = word_file(body)
    document = read(data, "speech.docx")
    found = some_findings(draw, document)
    made = render(Checked(document, found), Look())
    assert rejected(made) == rejected(data)
    assert_valid(made)
    remarks = comments(made) if found else {}
    done = [each for number, each in enumerate(found) if each.corrections and "not tracked" not in remarks[str(number)][-1]]
    assert _inked("".join(accepted(made))) == _inked(fix(document.text, done).text)


def _inked(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_comments_in_a_translation_quote_the_source():
    data = render(bitexts.lake(), Look())
    told = list(comments(data).values())
    assert told[1] == [
        *("The number is not that of the source.", "Source, unit 5: “60 %”"),
        *("The sentence has no other share.", "translation.number (likely)"),
    ]
    assert told[2][1] == "Source, unit 9: “Sans un financement prévisible, rien ne sera possible.”"
    assert "soit" not in " ".join(accepted(data))
    assert any("or 60 per cent of what was needed" in paragraph for paragraph in accepted(data))
    assert_valid(data)
