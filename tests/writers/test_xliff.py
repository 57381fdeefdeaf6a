"""XLIFF as others read it: the official schemas, the units, and the issues on their passages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from lxml import etree

from qa.engine.checked import Checked
from qa.engine.unchecked import unreadable
from qa.formats.tei import ITS_NAMESPACE, XML_ID
from qa.formats.xliff import NAMESPACES
from qa.ground.finding import Severity
from qa.ground.source import File
from qa.writers import Look
from qa.writers.xliff import render
from tests.shared import beside
from tests.writers import bitexts, samples

CASES: dict[str, Callable[[], Checked]] = {
    **bitexts.BITEXTS,
    "no translation": samples.speech,
    "hostile, no translation": samples.hostile,
    "empty": lambda: samples.checked(samples.document("")),
    "unreadable": lambda: unreadable("scan.pdf", "a scan\x00 without text"),
}


def tree(outcome: Checked) -> etree._Element:
    return etree.fromstring(render(outcome, Look()).encode())


def in_xliff_1_2(outcome: Checked) -> Checked:
    """As if the pairs had come in a file of XLIFF 1.2."""
    return replace(
        outcome, document=replace(outcome.document, format="xliff", source=File("pairs.xlf", b'<xliff version="1.2"/>'))
    )


@cache
def schema() -> etree.XMLSchema:
    """XLIFF 2.1 with its ITS module."""
    file = beside("schemas", "xl_all.xsd")
    if file is None:
        pytest.skip("not validated: no schemas of XLIFF beside the project")
    return etree.XMLSchema(etree.parse(file))


@pytest.mark.parametrize("name", CASES)
def test_every_output_is_valid_in_xliff_2_1_with_its(name: str) -> None:
    schema().assertValid(tree(CASES[name]()))


def test_the_schema_would_have_told() -> None:
    written = render(bitexts.lake(), Look())
    for right, wrong in ((' id="5"', ""), ('state="translated"', 'state="done"'), ("<source>", "<g/><source>")):
        assert not schema().validate(etree.fromstring(written.replace(right, wrong).encode()))


def texts(root: etree._Element, name: str) -> list[str]:
    return ["".join(element.itertext()) for element in root.iter(f"{{*}}{name}")]


def test_the_units_are_the_beads() -> None:
    outcome = bitexts.lake()
    assert outcome.beside is not None
    root = tree(outcome)
    assert (root.get("version"), root.get("srcLang"), root.get("trgLang")) == ("2.1", "fr", "en")
    assert [unit.get("id") for unit in root.iter("{*}unit")] == [bead.name for bead in outcome.beside.beads]
    assert texts(root, "source") == [outcome.beside.document.text[bead.source.slice] for bead in outcome.beside.beads]
    assert texts(root, "target") == [outcome.document.text[bead.target.slice] for bead in outcome.beside.beads]


def test_issues_stand_in_their_unit_and_marks_refer_to_them() -> None:
    unit = next(unit for unit in tree(bitexts.lake()).iter("{*}unit") if unit.get("id") == "5")
    (group,) = unit.iter(f"{{{ITS_NAMESPACE}}}locQualityIssues")
    (issue,) = group
    assert dict(issue.attrib) == {
        "locQualityIssueType": "numbers",
        "locQualityIssueComment": (
            'The number is not that of the source. Write "60 per cent" in place of "16 per cent". '
            "The sentence has no other share. (translation.number, likely)"
        ),
        "locQualityIssueSeverity": "90",
    }
    marks = [(mark.getparent().tag.rpartition("}")[2], mark.text) for mark in unit.iter("{*}mrk")]  # type: ignore[union-attr]
    assert marks == [("source", "60 %"), ("target", "16 per cent")]
    references = {mark.get(f"{{{ITS_NAMESPACE}}}locQualityIssuesRef") for mark in unit.iter("{*}mrk")}
    assert references == {f"#its={group.get(XML_ID)}"}


def test_what_is_missing_is_marked_where_it_belongs() -> None:
    unit = next(unit for unit in tree(bitexts.lake()).iter("{*}unit") if unit.get("id") == "9")
    assert texts(unit, "note") == ["Not in the translation."]
    assert texts(unit, "mrk") == ["Sans un\nfinancement prévisible, rien ne sera possible.", ""]


def test_marks_that_cross_have_a_beginning_and_an_end() -> None:
    checked = bitexts.held(
        bitexts.document("a.fr.txt", "un deux trois\n"),
        bitexts.document("a.txt", "one two three\n"),
        ("fr", "en"),
        [("un deux trois", "one two three")],
    )
    findings = (
        bitexts.told(checked, 1, "one two", "un"),
        bitexts.told(checked, 1, "two three", "deux"),
        bitexts.told(checked, 1, "two", "deux"),
        bitexts.told(checked, 1, "", "", severity=Severity.INFO),
    )
    root = tree(bitexts.with_findings(checked, findings))
    schema().assertValid(root)
    (target,) = root.iter("{*}target")
    assert "".join(target.itertext()) == "one two three"
    shape = [(each.tag.rpartition("}")[2], "".join(each.itertext())) for each in target.iter()][1:]
    assert shape == [("mrk", "one two"), ("mrk", ""), ("sm", ""), ("mrk", "two"), ("em", "")]


def test_pairs_that_came_in_1_2_go_out_in_it() -> None:
    outcome = in_xliff_1_2(bitexts.lake())
    root = tree(outcome)
    assert (root.tag, root.get("version")) == (f"{{{NAMESPACES['1.2']}}}xliff", "1.2")
    (file,) = root.iter("{*}file")
    assert (file.get("source-language"), file.get("target-language")) == ("fr", "en")
    assert texts(root, "target")[4] == "Our teams distributed 480 tons of food, or 16 per cent\nof what was needed."
    unit = next(unit for unit in root.iter("{*}trans-unit") if unit.get("id") == "5")
    assert [mark.get("mtype") for mark in unit.iter("{*}mrk")] == ["x-its", "x-its"]
    (group,) = unit.iter(f"{{{ITS_NAMESPACE}}}locQualityIssues")
    assert {mark.get(f"{{{ITS_NAMESPACE}}}locQualityIssuesRef") for mark in unit.iter("{*}mrk")} == {f"#{group.get(XML_ID)}"}


@pytest.mark.parametrize("version", ["2.1", "1.2"])
def test_nothing_of_a_hostile_text_is_lost(version: str) -> None:
    outcome = bitexts.hostile() if version == "2.1" else in_xliff_1_2(bitexts.hostile())
    root = tree(outcome)
    for code in root.iter("{*}cp"):
        code.text = chr(int(code.get("hex", ""), 16)).encode("unicode_escape").decode()
    expected = [
        outcome.document.text[bead.target.slice].replace("\x00", "\\x00").replace("\ufffe", "\\ufffe")
        for bead in (outcome.beside.beads if outcome.beside else ())
    ]
    assert texts(root, "target") == expected


def test_a_rated_translation_says_so_on_its_file() -> None:
    checked = bitexts.lake()
    assert checked.beside is not None
    rated = replace(checked, beside=replace(checked.beside, words=1_000), confirmed=checked.findings[:1])
    root = tree(rated)
    schema().assertValid(root)
    (file,) = root.iter("{*}file")
    assert file.get(f"{{{ITS_NAMESPACE}}}locQualityRatingScore") == "99.50"
    assert file.get(f"{{{ITS_NAMESPACE}}}locQualityRatingScoreThreshold") == "99"


@given(bitexts.translations())
def test_any_translation_is_valid_and_whole(outcome: Checked) -> None:
    root = tree(outcome)
    schema().assertValid(root)
    assert outcome.beside is not None
    assert len(list(root.iter("{*}unit"))) == max(1, len(outcome.beside.beads))
    assert len(list(root.iter(f"{{{ITS_NAMESPACE}}}locQualityIssues"))) == len(outcome.findings)
