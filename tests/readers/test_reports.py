"""What is read of files of markup goes through comparison and every report."""

from __future__ import annotations

import pytest

from qa.batch.pack import packed_checked, unpacked_checked
from qa.compare.compare import compare
from qa.engine.checker import Checker
from qa.ground.source import File
from qa.readers import read_document
from qa.writers import WRITERS
from tests.trials import shipped_checker

SAID = ("We thank the Council, and others,and recieve its report.", "The meeting is adressed twice.")
AS = {
    "record.xml": "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/><text><body><note type='speaker'>Ms. Okoro:</note>"
    "<u who='#A'><seg>{0}</seg><kinesic><desc>Applause.</desc></kinesic><seg>{1}</seg></u></body></text></TEI>",
    "debate.xml": "<akomaNtoso><debate><meta/><debateBody><speech by='#A'><from>Ms. Okoro:</from><p>{0}</p>"
    "<scene>Applause.</scene><p>{1}</p></speech></debateBody></debate></akomaNtoso>",
    "debates.xml": "<publicwhip><speech speakername='Ms. Okoro'><p>{0}</p><p>{1}</p></speech></publicwhip>",
    "page.html": "<!DOCTYPE html><title>Record</title><h3>Ms. Okoro:<p>{0}<p>Applause.<p>{1}",
}


@pytest.fixture(scope="module")
def checker() -> Checker:
    return shipped_checker()


@pytest.mark.parametrize("name", AS)
def test_every_report_of_it_can_be_written(checker: Checker, name: str):
    checked = checker.check(read_document(name, AS[name].format(*SAID).encode()))
    assert [finding.text for finding in checked.findings if finding.rule.startswith("spelling")] == ["recieve", "adressed"]
    for writer in WRITERS.values():
        report = writer.report()
        parts = [report.opening(), report.document(checked), report.closing(None)]
        binary = b"".join(part for part in parts if isinstance(part, bytes))
        assert len(binary) > 1000 or "recieve" in "".join(part for part in parts if isinstance(part, str)), writer.name


@pytest.mark.parametrize("old", AS)
@pytest.mark.parametrize("new", AS)
def test_two_versions_are_compared_whatever_they_are_written_in(old: str, new: str):
    before = read_document(old, AS[old].format(*SAID).encode())
    after = read_document(new, AS[new].format(SAID[0], "The meeting is addressed three times.").encode())
    changes = [
        (before.text[change.old.slice], after.text[change.new.slice])
        for change in compare(before, after).changes
        if not {"Applause.", "Ms."} & {*before.text[change.old.slice].split(), *after.text[change.new.slice].split()}
    ]
    assert changes == [("adressed twice", "addressed three times")]


@pytest.mark.parametrize("name", AS)
def test_a_structured_document_comes_back_whole_with_its_languages(checker: Checker, name: str) -> None:
    foreign = "Nous remercions le Conseil de tout ce qu'il a fait."
    data = AS[name].format("It is in ofthe area.", foreign).replace("<p>Nous", '<p xml:lang="fr">Nous').encode()
    checked = checker.check(read_document(name, data))
    assert unpacked_checked(packed_checked(checked), File(name, data)) == checked
