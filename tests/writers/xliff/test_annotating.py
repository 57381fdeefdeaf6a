"""XLIFF that came in goes out as it was, with the issues in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from qa.beads.single import paired
from qa.engine.checked import Checked
from qa.formats.tei import ITS_NAMESPACE, XML_ID
from qa.ground.finding import Finding
from qa.pairs.units import Wanted, documents_of
from qa.pairs.xliff import read
from qa.writers import Look
from qa.writers.xliff.bilingual import render
from tests.writers import bitexts
from tests.writers.xliff.test_bilingual import schema, texts

OLD = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:x="urn:x-tool">
<file original="a.docx" source-language="fr" target-language="en" datatype="plaintext" x:tool="7"><body>
<trans-unit id="u1"><source>Le <g id="1">14 mars</g>, 3 200 personnes.</source><target>
  On <g id="1">14 May</g>, 3,200 people.</target><alt-trans><target>On 14 May</target></alt-trans></trans-unit>
<trans-unit id="u2"><source>Nous avons <ph id="2"/>480 tonnes.</source><target>We have <ph id="2"/>840 tons.</target></trans-unit>
<trans-unit id="u3"><source>Merci.</source><target state="new"></target></trans-unit>
</body></file></xliff>"""

NEW = """<xliff version="2.1" srcLang="fr" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0">
<file id="f1"><unit id="u1"><notes><note>Kept.</note></notes>
<segment id="s1"><source>Le <pc id="1">14 mars</pc> même.</source><target>On <pc id="1">14 May</pc> itself.</target></segment>
<segment id="s2"><source>Nous avons 480 tonnes.</source><target>We have 840 tons.</target></segment></unit></file></xliff>"""

UNITS = {"1.2": ("u1", "u2"), "2.1": ("u1/s1", "u1/s2")}


def checked(text: str) -> Checked:
    data = text.encode()
    found = documents_of("pairs.xlf", data, read("pairs.xlf", data, Wanted()))
    beside = paired(found.source, found.target, ("fr", "en"), found.units).beside()
    return Checked(found.target, (), words=beside.words, beside=beside)


def tree(outcome: Checked, *findings: Finding) -> etree._Element:
    return etree.fromstring(render(bitexts.with_findings(outcome, findings), Look()).encode())


def annotated(text: str) -> etree._Element:
    """A date over an inline code and a number are wrong."""
    outcome = checked(text)
    return tree(
        outcome,
        bitexts.told(outcome, 1, "On 14 May", "14 mars"),
        bitexts.told(outcome, 1, "May", "mars"),
        bitexts.told(outcome, 2, "840", "480"),
        bitexts.told(outcome, 2, "", "480"),
    )


def plain(root: etree._Element) -> list[str]:
    return [*texts(root, "source"), *texts(root, "target"), *texts(root, "note")]


@pytest.mark.parametrize("text", [OLD, NEW], ids=["1.2", "2.1"])
def test_nothing_of_the_file_changes_but_for_what_is_said_of_it(text: str) -> None:
    root = annotated(text)
    before = etree.fromstring(text)
    assert plain(root) == plain(before)
    for group in root.findall(f".//{{{ITS_NAMESPACE}}}locQualityIssues"):
        group.getparent().remove(group)  # type: ignore[union-attr]
    for tag in ("mrk", "sm", "em"):
        etree.strip_tags(root, f"{{*}}{tag}")
    del root.attrib[f"{{{ITS_NAMESPACE}}}version"]
    assert [(each.tag, dict(each.attrib)) for each in root.iter()] == [(each.tag, dict(each.attrib)) for each in before.iter()]
    assert {**before.nsmap, "its": ITS_NAMESPACE} == root.nsmap


@pytest.mark.parametrize("text", [OLD, NEW], ids=["1.2", "2.1"])
def test_issues_stand_in_their_unit_and_marks_refer_to_them(text: str) -> None:
    root = annotated(text)
    groups = root.findall(f".//{{{ITS_NAMESPACE}}}locQualityIssues")
    assert len(groups) == 4
    marks = [*root.iter("{*}mrk"), *root.iter("{*}sm")]
    references = {
        mark.get(f"{{{ITS_NAMESPACE}}}locQualityIssuesRef", "").removeprefix("#").removeprefix("its=") for mark in marks
    }
    assert references == {group.get(XML_ID) for group in groups}


def test_marks_of_1_2_end_at_an_inline_code_and_at_one_another() -> None:
    unit = next(annotated(OLD).iter("{*}trans-unit"))
    assert ["".join(mark.itertext()) for mark in unit.find("{*}target").iter("{*}mrk")] == ["On ", "May"]  # type: ignore[union-attr]
    assert [group.tag.rpartition("}")[2] for group in unit][-2:] == ["locQualityIssues"] * 2


def test_marks_of_2_reach_over_inline_codes() -> None:
    root = annotated(NEW)
    schema().assertValid(root)
    target = next(root.iter("{*}target"))
    shape = [each.tag.rpartition("}")[2] for each in target.iter()][1:]
    assert shape == ["sm", "pc", "sm", "em", "em"]


def test_a_unit_whose_name_stands_twice_has_its_own_issues() -> None:
    twice = OLD.replace('id="u2"', 'id="u1"')
    outcome = checked(twice)
    root = tree(outcome, bitexts.told(outcome, 2, "840", "480"))
    first, second, *_ = root.iter("{*}trans-unit")
    assert [len(unit.findall(f"{{{ITS_NAMESPACE}}}locQualityIssues")) for unit in (first, second)] == [0, 1]


def test_a_rating_stands_on_the_root() -> None:
    outcome = checked(NEW)
    assert outcome.beside is not None
    rated = replace(outcome, beside=replace(outcome.beside, words=600))
    root = tree(rated)
    schema().assertValid(root)
    assert root.get(f"{{{ITS_NAMESPACE}}}locQualityRatingScore") == "100.00"
