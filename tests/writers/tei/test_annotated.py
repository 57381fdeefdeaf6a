"""The annotated XML as others read it: the schemas it keeps to, and where things stand in it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from qa.engine.checked import Checked
from qa.formats.tei import ITS_NAMESPACE, SCHEMA, SOURCE_NAMESPACE, XML_ID, XML_LANG, tei
from qa.ground.document import Block, BlockKind, Document, Turn
from qa.ground.finding import Confidence, Finding, Severity
from qa.ground.resources import read_bytes
from qa.ground.source import Source, read_source
from qa.ground.span import Span
from qa.writers import WRITERS, Look
from qa.writers.tei.annotated import render
from tests.writers import bitexts

ROOT = Path(__file__).resolve().parents[3]
SEED = ROOT / "seeds" / "bordyuzha-csto.txt"
SCHEMAS = (ROOT / "../shared/schemas", ROOT / "../../shared/schemas")

RECORD = (
    "S/PV.7796\n\nCooperation between the United Nations and regional coop-\neration organizations\n\n"
    "The meeting was called to order at 10 a.m.\n\n"
    "Mr. Bordyuzha (spoke in Russian): I should\nlike at the outset to thank Al-Qaida,and\nassociated "
    "individuals.\n\f16-34452 3/15\n"
)


def finding(
    text: str,
    found: str,
    *corrections: str,
    rule: str = "spelling.typo",
    category: str = "misspelling",
    severity: Severity = Severity.ERROR,
    confidence: Confidence = Confidence.SURE,
    attached: tuple[Finding, ...] = (),
) -> Finding:
    start = text.index(found)
    span, message = Span(start, start + len(found)), f"'{found}' is wrong."
    return Finding(span, found, rule, "words", category, severity, confidence, message, "It stands once.", corrections, attached)


def checked(text: str, *findings: Finding, blocks: Iterable[Block] = (), turns: Iterable[Turn] = ()) -> Checked:
    document = Document(read_source("record.txt", text.encode()), "text", text, tuple(blocks), tuple(turns))
    return Checked(document, tuple(sorted(findings, key=lambda found: found.span)))


def block(text: str, first: str, last: str, kind: BlockKind, number: int = 0) -> Block:
    return Block(Span(text.index(first), text.index(last) + len(last)), kind, number)


def tree(outcome: Checked) -> etree._Element:
    return etree.fromstring(render(outcome, Look()).encode())


def body_of(outcome: Checked) -> str:
    """The body as it is written, without its own tags."""
    written = render(outcome, Look())
    return written[written.index("<body") : written.index("</body>")].partition(">")[2]


def record_with_everything() -> Checked:
    text = RECORD
    blocks = (
        block(text, "S/PV.7796", "S/PV.7796", BlockKind.FURNITURE),
        block(text, "Cooperation", "organizations", BlockKind.HEADING, 1),
        block(text, "The meeting", "10 a.m.", BlockKind.PROCEDURE, 2),
        block(text, "Mr. Bordyuzha", "individuals.", BlockKind.PARAGRAPH, 3),
        block(text, "16-34452", "3/15", BlockKind.FURNITURE),
    )
    label = text.index("Mr.")
    end = text.index("individuals.") + len("individuals.")
    turns = (Turn(Span(label, end), Span(label, label + 33), "Mr. Bordyuzha", None, "Russian"),)
    attached = finding(text, "Al-Qaida", "Al-Qaeda", rule="terms.house", category="terminology", severity=Severity.INFO)
    return checked(
        text,
        finding(text, "Al-Qaida,and", "Al-Qaida, and", "Al-Qaida and", attached=(attached,)),
        finding(text, "coop-\neration", "cooperation", rule="words & <others>", severity=Severity.WARNING),
        finding(text, "regional coop", "regional", "area", confidence=Confidence.LIKELY),
        finding(text, "organizations\n\nThe", "organizations. The", confidence=Confidence.ADVICE),
        finding(text, "10 a.m.", rule="style.time", category="style"),
        finding(text, "15\n", "15\f\x00\r\n"),
        blocks=blocks,
        turns=turns,
    )


def seed() -> Checked:
    source = read_source(SEED.name, SEED.read_bytes())
    text = source.text
    document = Document(source, "text", text)
    return Checked(document, (finding(text, "consultaive", "consultative"), finding(text, "Al-Qaida,and", "Al-Qaida, and")))


def hostile() -> Checked:
    text = "<p>&amp;]]>\x00\x0b\r\r\n\n\f\t \ufffe\u0085\u2028</p> e\u0301 \U0001f600"
    source = Source("odd/\x01<name>.txt", text.encode("utf-16-le"), "utf-16-le", b"\xff\xfe", text)
    odd = Finding(Span(4, 8), text[4:8], "a rule", "<kind>", "other", Severity.INFO, Confidence.SURE, "\x00", "\ud800", ("<&\r",))
    return Checked(Document(source, "text", text), (odd, finding(text, "\r\n", ""), finding(text, "\u2028", "\n")))


def unreadable() -> Checked:
    return Checked(Document(Source("scan.pdf", b"", "utf-8", b"", ""), "pdf", ""), (), unreadable="a scan without text")


def only_furniture() -> Checked:
    return checked("16-34452\n3/15", blocks=(Block(Span(0, 8), BlockKind.FURNITURE, 0),))


OUTCOMES = {
    "a record with everything": record_with_everything,
    "the seed": seed,
    "hostile characters": hostile,
    "an unreadable file": unreadable,
    "only furniture": only_furniture,
    "an empty file": lambda: checked(""),
    "nothing but a line end": lambda: checked("\n"),
    "a text without findings": lambda: checked("We thank Mr. Ban Ki-moon."),
    **{f"a translation: {name}": make for name, make in bitexts.BITEXTS.items()},
    "a rated translation": lambda: rated(bitexts.lake()),
}


def rated(outcome: Checked) -> Checked:
    """As if the text had a thousand words."""
    assert outcome.beside is not None
    return replace(outcome, beside=replace(outcome.beside, words=1_000, aligned=900))


@pytest.mark.parametrize("name", OUTCOMES)
def test_every_output_keeps_to_our_schema(name: str) -> None:
    schema = etree.RelaxNG(etree.fromstring(read_bytes(*SCHEMA)))
    schema.assertValid(tree(OUTCOMES[name]()))


def jing(schema: str, *files: Path) -> str:
    """What jing says against the files, nothing when they are valid."""
    folder = next((folder for folder in SCHEMAS if (folder / schema).is_file()), None)
    if folder is None:
        pytest.skip(f"not validated: no {schema} beside the project")
    outcome = subprocess.run(["jing", folder / schema, *files], capture_output=True, text=True, check=False)
    return outcome.stdout


def test_every_output_is_valid_in_the_whole_of_tei(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.xml" for number in range(len(OUTCOMES))]
    for file, outcome in zip(files, OUTCOMES.values(), strict=True):
        file.write_text(render(outcome(), Look()), encoding="utf-8")
    assert jing("tei_all.rng", *files) == ""


def test_jing_would_have_told(tmp_path: Path) -> None:
    file = tmp_path / "broken.xml"
    file.write_text(render(seed(), Look()).replace("<sic>", "<sick>").replace("</sic>", "</sick>"), encoding="utf-8")
    assert 'element "sick" not allowed' in jing("tei_all.rng", file)


def test_issue_types_and_severities_are_valid_its(tmp_path: Path) -> None:
    issues = tree(record_with_everything()).findall(f".//{{{ITS_NAMESPACE}}}locQualityIssues")
    assert len(issues) == 4
    files = [tmp_path / f"{number}.xml" for number in range(len(issues))]
    for file, issue in zip(files, issues, strict=True):
        issue.tail = None
        file.write_bytes(etree.tostring(issue))
    assert jing("its20-elements.rng", *files) == ""


def test_the_body_reads_as_the_record_does() -> None:
    assert body_of(record_with_everything()) == (
        '<fw type="furniture">S/PV.7796</fw>\n<lb/>\n<lb/>'
        '<label type="heading" n="1">Cooperation between the United Nations and regional coop-<lb break="no"/>'
        "eration organizations</label>\n<lb/>\n<lb/>"
        '<stage type="procedure" n="2">The meeting was called to order at 10 a.m.</stage>\n<lb/>\n<lb/>'
        '<p n="3">Mr. Bordyuzha (spoke in Russian): I should\n<lb/>like at the outset to thank '
        '<choice xml:id="c-1"><sic>Al-Qaida,and</sic>'
        '<corr type="proposed" cert="high" resp="#qa">Al-Qaida, and</corr></choice>\n<lb/>'
        'associated individuals.</p>\n<lb/><pb/><fw type="furniture">16-34452 3/15</fw>\n<lb/>'
    ).replace("c-1", choice_id(record_with_everything()))


def choice_id(outcome: Checked) -> str:
    choice = tree(outcome).find(f".//{tei('choice')}")
    assert choice is not None
    return str(choice.get(XML_ID))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("one\ntwo", '<p n="1">one\n<lb/>two</p>'),
        ("one\r\ntwo\r\nthree\n", '<p n="1">one\n<lb/>two\n<lb/>three\n<lb type="lf"/></p>'),
        ("long-\nterm", '<p n="1">long-<lb break="no"/>term</p>'),
        ("coop\u00ad\neration", '<p n="1">coop\u00ad<lb break="no"/>eration</p>'),
        ("a dash -\nhere", '<p n="1">a dash -\n<lb/>here</p>'),
        ("end\f\x00", '<p n="1">end<pb/><g n="U+0000"/></p>'),
        ("a  b\t", '<p n="1">a  b\t</p>'),
    ],
)
def test_marks_stand_for_what_xml_would_lose(text: str, written: str) -> None:
    assert body_of(checked(text)) == written


def test_pointers_lead_to_the_text_they_are_about() -> None:
    outcome = record_with_everything()
    root = tree(outcome)
    body = root.find(f".//{tei('body')}")
    assert body is not None
    shown = "".join(str(part) for part in body.itertext())
    for annotation, found in zip(top_annotations(root), outcome.findings, strict=True):
        start, length = (int(number) for number in str(annotation.get("target")).rstrip(")").split(",")[-2:])
        assert shown[start : start + length].replace("\n", "") == found.text.replace("\n", "")
        assert annotation.get("n") == f"{found.span.start}-{found.span.end}"


def top_annotations(root: etree._Element) -> list[etree._Element]:
    return [annotation for annotation in root.iter(tei("annotation")) if annotation.get("corresp") is None]


def test_every_pointer_leads_to_an_id_of_the_file() -> None:
    root = tree(record_with_everything())
    ids = {str(element.get(XML_ID)) for element in root.iter() if element.get(XML_ID)}
    pointers = [
        pointer
        for element in root.iter()
        for name in ("target", "ana", "corresp", "resp")
        for pointer in str(element.get(name, "")).split()
    ]
    assert len(pointers) > 20
    for pointer in pointers:
        assert pointer.removeprefix("#string-range(").removeprefix("#").split(",")[0] in ids


def test_only_what_stands_alone_in_one_block_is_inline() -> None:
    root = tree(record_with_everything())
    assert [sic.text for sic in root.iter(tei("sic"))] == ["Al-Qaida,and"]
    notes = [note for note in root.iter(tei("note")) if note.get("type") == "correction"]
    assert [("".join(map(str, note.itertext())), note.get("ana")) for note in notes] == [
        ("regional", "#taken.likely #taken.advice"),
        ("area", None),
        ("cooperation", "#taken.sure"),
        ("organizations. The", "#taken.advice"),
        ("Al-Qaida and", None),
        ("Al-Qaeda", None),
        ("15\n", "#taken.sure #taken.likely #taken.advice"),
    ]


def test_an_unreadable_file_says_so() -> None:
    root = tree(unreadable())
    assert [note.text for note in root.iter(tei("note"))] == ["a scan without text"]
    assert body_of(unreadable()) == '<p n="1"/>'


def test_the_table_of_formats_leads_here_and_the_look_changes_nothing() -> None:
    outcome = record_with_everything()
    assert WRITERS["xml"].render(outcome) == render(outcome, Look(color=True, width=20)) == render(outcome, Look())


def text_of(root: etree._Element, pointer: str) -> str:
    """What a pointer of the form ``#string-range(body,3,4)`` leads to, corrections left out."""
    element, start, length = re.fullmatch(r"#string-range\((\w+),(\d+),(\d+)\)", pointer).groups()  # type: ignore[union-attr]
    (found,) = root.xpath(f"//*[@xml:id='{element}']")
    return "".join(found.itertext())[int(start) : int(start) + int(length)]


def test_the_source_stands_beside_a_translation_and_links_hold_their_passages_together() -> None:
    outcome = bitexts.unsure()
    assert outcome.beside is not None
    root = tree(outcome)
    languages = [(text.get("type"), text.get(XML_LANG)) for text in root.findall(tei("text"))]
    assert languages == [(None, "en"), ("source", "fr")]
    links = root.findall(f".//{tei('link')}")
    assert [link.get("n") for link in links] == [bead.name for bead in outcome.beside.beads]
    assert [link.get("n") for link in links if link.get("type") == "unaligned"] == ["7"]
    here, there = links[6].get("target", "").split()
    assert text_of(root, here) == "It will hold its twelfth regular session there on 2 June 2026."
    assert text_of(root, there) == "Elle\ny tiendra, le 2 juin 2026, sa douzième session ordinaire."


def test_an_annotation_points_to_what_a_translation_is_held_against() -> None:
    root = tree(bitexts.lake())
    pointers = root.findall(f".//{tei('annotation')}/{tei('ptr')}")
    shown = [(each.get("n"), each.get("corresp"), text_of(root, each.get("target", ""))) for each in pointers]
    assert shown[:2] == [("193-200", "#bead.4", "14 mars"), ("328-332", "#bead.5", "60 %")]


@pytest.mark.parametrize(
    ("confirmed", "score", "profile"),
    [(None, "98.40", "#score.proposed"), ((), "100.00", "#score.confirmed"), (slice(1), "99.50", "#score.confirmed")],
)
def test_the_document_carries_its_rating(confirmed: tuple[()] | slice | None, score: str, profile: str) -> None:
    outcome = rated(bitexts.lake())
    taken = outcome.findings[confirmed] if isinstance(confirmed, slice) else confirmed
    (record,) = tree(replace(outcome, confirmed=taken)).iter(f"{{{SOURCE_NAMESPACE}}}source")
    names = ("locQualityRatingScore", "locQualityRatingScoreThreshold", "locQualityRatingProfileRef")
    assert [record.get(f"{{{ITS_NAMESPACE}}}{name}") for name in names] == [score, "99", profile]


def test_a_short_translation_has_no_rating() -> None:
    assert "locQualityRating" not in render(bitexts.lake(), Look())
