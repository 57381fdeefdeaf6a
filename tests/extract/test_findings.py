"""From annotated XML back to the file, byte for byte, and to what ``fix`` makes of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from qa.engine.checked import Checked
from qa.engine.fixes import fix
from qa.extract.findings import extract
from qa.formats.tei import SCHEMA
from qa.ground.document import Block, BlockKind, Document, Turn
from qa.ground.errors import QaError, UnreadableDocument
from qa.ground.finding import Confidence, Finding, Severity
from qa.ground.resources import read_bytes
from qa.ground.source import Source, read_source
from qa.ground.span import Span
from qa.writers import Look
from qa.writers.tei.annotated import render
from tests.writers import bitexts

# UTF-7 can carry lone surrogates, which no other encoding here can.
ENCODINGS = (
    "utf-8",
    "utf-16-le",
    "utf-16-be",
    "utf-32-le",
    "cp1252",
    "latin-1",
    "koi8-r",
    "shift_jis",
    "ascii",
    "utf-7",
)
MARKS = (b"", b"\xef\xbb\xbf", b"\xff\xfe")
RULES = ("spelling.typo", "spacing.after-comma", "<&> 'rule'")
ITS_TYPES = ("misspelling", "typographical", "other")

awkward = st.sampled_from(list("\r\n\f\t\x00\x1f\x7f\x85\u2028\ufeff\ufffe\uffff\ud800\udc00-\u00ad <>&\"']ab")) | st.just("\r\n")
texts = st.lists(awkward | st.characters(), max_size=40).map("".join)


def encodable(text: str, encoding: str) -> str:
    return "".join(character for character in text if character.encode(encoding, "ignore"))


@st.composite
def sources(draw: st.DrawFn) -> Source:
    encoding = draw(st.sampled_from(ENCODINGS))
    text, mark = encodable(draw(texts), encoding), draw(st.sampled_from(MARKS))
    return Source("a folder/record.txt", mark + text.encode(encoding), encoding, mark, text)


def spans(length: int) -> st.SearchStrategy[Span]:
    places = st.integers(0, length)
    return st.tuples(places, places).map(lambda pair: Span(min(pair), max(pair)))


@st.composite
def findings(draw: st.DrawFn, text: str, depth: int = 1) -> Finding:
    span = draw(spans(len(text)))
    attached = st.lists(findings(text, depth - 1), max_size=2) if depth else st.just([])
    return Finding(
        span,
        text[span.slice],
        draw(st.sampled_from(RULES)),
        "words",
        draw(st.sampled_from(ITS_TYPES)),
        draw(st.sampled_from(Severity)),
        draw(st.sampled_from(Confidence)),
        draw(texts),
        draw(texts),
        tuple(draw(st.lists(texts, max_size=2))),
        tuple(draw(attached)),
    )


@st.composite
def blocks(draw: st.DrawFn, length: int) -> tuple[Block, ...]:
    cuts = sorted(draw(st.lists(st.integers(0, length), max_size=8)))
    kinds = st.sampled_from(BlockKind)
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return tuple(Block(Span(*pair), draw(kinds), number) for number, pair in enumerate(pairs))


@st.composite
def outcomes(draw: st.DrawFn) -> Checked:
    source = draw(sources())
    found = draw(st.lists(findings(source.text), max_size=6))
    span = draw(spans(len(source.text)))
    turns = draw(st.sampled_from([(), (Turn(span, span, "Mr. \x00 Bordyuzha", None, None),)]))
    document = Document(source, "text", source.text, draw(blocks(len(source.text))), turns)
    return Checked(document, tuple(sorted(found, key=lambda finding: finding.span)))


SCHEMA_OF_THE_PROFILE = etree.RelaxNG(etree.fromstring(read_bytes(*SCHEMA)))


@given(outcomes())
def test_the_file_comes_back_byte_for_byte_and_corrected_as_fix_would(outcome: Checked) -> None:
    written = render(outcome, Look()).encode()
    source = outcome.document.source
    SCHEMA_OF_THE_PROFILE.assertValid(etree.fromstring(written))
    assert extract(written, "source") == source.data
    for confidence in Confidence:
        corrected = fix(source.text, outcome.findings, confidence).text
        try:
            expected = source.encoded(corrected)
        except UnreadableDocument:
            with pytest.raises(UnreadableDocument):
                extract(written, "corrected", confidence)
        else:
            assert extract(written, "corrected", confidence) == expected


def finding(span: Span, text: str, *corrections: str, confidence: Confidence = Confidence.SURE) -> Finding:
    return Finding(span, text[span.slice], "a.rule", "words", "other", Severity.ERROR, confidence, "Wrong.", "", corrections)


def written(data: bytes, *found: Finding, path: str = "record.txt") -> bytes:
    source = read_source(path, data)
    return render(Checked(Document(source, "text", source.text), found), Look()).encode()


def test_the_seed_comes_back() -> None:
    data = (Path(__file__).resolve().parents[2] / "seeds" / "bordyuzha-csto.txt").read_bytes()
    text = data.decode()
    typo, comma = text.index("consultaive"), text.index("Al-Qaida,and")
    found = (
        finding(Span(typo, typo + 11), text, "consultative"),
        finding(Span(comma, comma + 12), text, "Al-Qaida, and", confidence=Confidence.LIKELY),
    )
    sure = text.replace("consultaive", "consultative")
    assert extract(written(data, *found), "source") == data
    assert extract(written(data, *found), "corrected") == sure.encode()
    both = sure.replace("Al-Qaida,and", "Al-Qaida, and")
    assert extract(written(data, *found), "corrected", Confidence.LIKELY) == both.encode()


TEXT = "coop-\r\neration with Al-Qaida,and others"


@pytest.mark.parametrize(
    ("found", "corrected"),
    [
        ((), TEXT),
        ((finding(Span(0, 14), TEXT, "cooperation\r\n"),), "cooperation\r\n with Al-Qaida,and others"),
        ((finding(Span(29, 29), TEXT, " "),), "coop-\r\neration with Al-Qaida, and others"),
        ((finding(Span(14, 19), TEXT, ""),), "coop-\r\neration Al-Qaida,and others"),
        ((finding(Span(6, 7), TEXT, ""),), "coop-\reration with Al-Qaida,and others"),
        ((finding(Span(0, 4), TEXT, "<&>"),), "<&>-\r\neration with Al-Qaida,and others"),
        # The second begins where the first ends and takes nothing away, so fix leaves it: two edits at one place.
        ((finding(Span(0, 4), TEXT, "A"), finding(Span(4, 4), TEXT, "B")), "A-\r\neration with Al-Qaida,and others"),
        ((finding(Span(0, 4), TEXT, "A"), finding(Span(2, 8), TEXT, "B")), "A-\r\neration with Al-Qaida,and others"),
    ],
)
def test_corrections_of_every_shape_are_taken(found: tuple[Finding, ...], corrected: str) -> None:
    assert fix(TEXT, found).text == corrected
    assert extract(written(TEXT.encode(), *found), "corrected") == corrected.encode()
    assert extract(written(TEXT.encode(), *found), "source") == TEXT.encode()


def test_a_sure_correction_gives_way_to_a_likely_one_only_when_that_is_taken() -> None:
    likely = finding(Span(0, 4), TEXT, "LIKELY", confidence=Confidence.LIKELY)
    data = written(TEXT.encode(), likely, finding(Span(2, 5), TEXT, "SURE"))
    assert extract(data, "corrected", Confidence.SURE).startswith(b"coSURE\r\n")
    assert extract(data, "corrected", Confidence.LIKELY).startswith(b"LIKELY-\r\n")


@pytest.mark.parametrize(
    "data",
    [b"", b"\xef\xbb\xbfone\n", "C\u00f4te d\u2019Ivoire\r".encode("cp1252"), "\ufeffone\r\ntwo".encode("utf-16-le")],
)
def test_encoding_and_byte_order_mark_stay(data: bytes) -> None:
    assert extract(written(data), "source") == data


def test_a_person_may_edit_or_remove_a_proposal() -> None:
    data = written(b"the consultaive centre", finding(Span(4, 15), "the consultaive centre", "consultative"))
    edited = data.replace(b">consultative<", b">consulting<")
    assert extract(edited, "corrected") == b"the consulting centre"
    start, end = data.index(b"<choice"), data.index(b"</choice>") + len(b"</choice>")
    rejected = data[:start] + b"consultaive" + data[end:]
    assert extract(rejected, "corrected") == b"the consultaive centre"


def test_the_reading_text_of_a_structured_file_can_be_corrected_but_is_not_the_file() -> None:
    source = Source("record.xml", b"<p>ofthe</p>", "utf-8", b"", "<p>ofthe</p>")
    found = finding(Span(0, 5), "ofthe", "of the")
    data = render(Checked(Document(source, "tei", "ofthe"), (found,)), Look()).encode()
    assert extract(data, "corrected") == b"of the"
    with pytest.raises(QaError, match="found the reading text of a tei file; expected the text of a text file"):
        extract(data, "source", path="record.qa.xml")


def test_nothing_is_taken_from_a_file_that_could_not_be_read() -> None:
    document = Document(Source("scan.pdf", b"", "utf-8", b"", ""), "pdf", "")
    data = render(Checked(document, (), unreadable="a scan"), Look()).encode()
    with pytest.raises(QaError, match=r"scan\.xml:\d+: the document could not be read"):
        extract(data, "source", path="scan.xml")


GOOD = written(b"one\ntwo", finding(Span(0, 3), "one", "One"), finding(Span(0, 1), "one", "O"))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", r"a\.xml:\d+: not XML; found .*; expected well-formed XML"),
        (b"one\ntwo", r"a\.xml:1: not XML; found Start tag expected.*; expected well-formed XML"),
        (GOOD[:-40], r"a\.xml:\d+: not XML; found .*; expected well-formed XML"),
        (b"<html/>", r"a\.xml:1: not annotated XML; found the element html; expected TEI of TEI P5"),
        (
            b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>',
            r"a\.xml:1: not annotated XML; .*expected what reports/qa-tei\.rng",
        ),
        (
            GOOD.replace(b"<lb/>", b"<lc/>"),
            r"a\.xml:\d+: not annotated XML; found .*lc.*; expected what reports/qa-tei\.rng",
        ),
        (
            GOOD.replace(b"<lb/>two", b"<lb/>three"),
            r"a\.xml:\d+: the text in the body is no longer .*; expected [0-9a-f]{64}",
        ),
        (
            GOOD.replace(b'"utf-8"', b'"utf-9"'),
            r"a\.xml:\d+: cannot encode the text; found utf-9; expected a text encoding",
        ),
        (
            GOOD.replace(b'"utf-8"', b'"hex"'),
            r"a\.xml:\d+: cannot encode the text; found hex; expected a text encoding",
        ),
        (GOOD.replace(b'"utf-8"', b'"undefined"'), r"a\.xml:\d+: cannot encode the text; found undefined"),
        (GOOD.replace(b'cert="high"', b'cert="sure"'), r"a\.xml:\d+: not annotated XML; found Invalid attribute cert"),
        (
            GOOD.replace(b"<TEI", b"<!DOCTYPE TEI [<!ENTITY a 'aaa'>]><TEI"),
            r"a\.xml:1: .*found a document type declaration",
        ),
    ],
)
def test_a_bad_file_is_refused_with_its_place(data: bytes, message: str) -> None:
    with pytest.raises(QaError, match=message):
        extract(data, "source", path="a.xml")


@pytest.mark.parametrize(
    ("place", "message"),
    [
        (
            "5-99",
            "a correction overlaps another or lies outside the text; found 5-99; expected a place between 0 and 7",
        ),
        ("3-2", "not a place; found 3-2; expected a start that is not after its end"),
    ],
)
def test_a_correction_outside_the_text_is_refused(place: str, message: str) -> None:
    data = GOOD.replace(b'n="0-1"', f'n="{place}"'.encode())
    with pytest.raises(QaError, match=rf"a\.xml:\d+: {message}"):
        extract(data, "corrected", path="a.xml")


def test_entities_reach_no_file() -> None:
    stolen = GOOD.replace(
        b"<TEI", b'<!DOCTYPE TEI SYSTEM "file:///etc/hostname" [<!ENTITY f SYSTEM "file:///etc/hostname">]><TEI'
    )
    with pytest.raises(QaError, match="document type declaration"):
        extract(stolen.replace(b"two", b"&f;"), "source")


def test_both_sides_agree_for_a_finding_that_is_listed_twice() -> None:
    twice = finding(Span(0, 3), "one", "One")
    data = written(b"one\ntwo", twice, twice, replace(twice, confidence=Confidence.LIKELY))
    for confidence in Confidence:
        assert extract(data, "corrected", confidence) == b"One\ntwo"


@pytest.mark.parametrize("name", bitexts.BITEXTS)
def test_of_a_translation_the_target_comes_back_whatever_is_written_beside_it(name: str) -> None:
    outcome = bitexts.BITEXTS[name]()
    written = render(outcome, Look()).encode()
    assert extract(written, "source") == outcome.document.source.data
    for confidence in Confidence:
        corrected = fix(outcome.document.text, outcome.findings, confidence).text
        assert extract(written, "corrected", confidence) == corrected.encode()


@given(bitexts.translations())
def test_any_translation_keeps_to_the_schema_and_its_target_comes_back(outcome: Checked) -> None:
    written = render(outcome, Look()).encode()
    SCHEMA_OF_THE_PROFILE.assertValid(etree.fromstring(written))
    assert extract(written, "source") == outcome.document.source.data
