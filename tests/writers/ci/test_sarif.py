from __future__ import annotations

import json
import re
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.config.suppression import Suppression
from qa.engine.checked import Checked, Suppressed, records
from qa.engine.unchecked import unreadable
from qa.rulebook.load import load_rulebook
from qa.rulebook.rule import Example
from qa.writers import WRITERS, Root, Run
from tests.accuracy.records import shared_folder
from tests.test_floors import ROOT
from tests.trials import rule
from tests.writers import bitexts
from tests.writers.reports import hostile, whole
from tests.writers.samples import checked, document, finding, speech

SCHEMA = shared_folder() / "schemas" / "sarif-2.1.0.json"


def log(*documents: Checked, run: Run | None = None) -> dict[str, Any]:
    """The only run of the report."""
    (only,) = json.loads(whole("sarif", *documents, run=run))["runs"]
    return dict(only)


@cache
def schema() -> Any:
    from jsonschema import Draft4Validator, FormatChecker

    return Draft4Validator(json.loads(SCHEMA.read_text()), format_checker=FormatChecker())


def read_message(text: str) -> str:
    """As a viewer reads a message of plain text: sections 3.11.5 and 3.11.6 of the standard."""
    return re.sub(r"\\([\\\[\]])", r"\1", text.replace("{{", "{").replace("}}", "}"))


@pytest.mark.skipif(not SCHEMA.is_file(), reason=f"the schema of SARIF is not at {SCHEMA}")
@given(st.lists(hostile(), max_size=3))
def test_any_documents_are_valid_by_the_schema_of_the_standard(documents: list[Checked]):
    assert [error.message for error in schema().iter_errors(json.loads(whole("sarif", *documents)))] == []


@pytest.mark.skipif(not SCHEMA.is_file(), reason=f"the schema of SARIF is not at {SCHEMA}")
def test_a_real_speech_with_its_rules_is_valid():
    from qa.rulebook.load import load_rulebook

    rules = {each.id: each for each in load_rulebook().rules}
    report = json.loads(whole("sarif", speech(), unreadable("a.txt", "x"), run=Run(rules)))
    assert [error.message for error in schema().iter_errors(report)] == []
    assert any("help" in each for each in report["runs"][0]["tool"]["driver"]["rules"])


@given(st.lists(hostile(), max_size=3))
def test_results_lead_to_their_rules_and_their_places(documents: list[Checked]):
    run = log(*documents)
    readable = [each for each in documents if each.unreadable is None]
    assert len(run["results"]) == len(readable)
    for outcome, result in zip(readable, run["results"], strict=True):
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == outcome.findings[0].rule
        region = result["locations"][0]["physicalLocation"]["region"]
        start = region["charOffset"]
        wording = outcome.document.text[start : start + region["charLength"]]
        assert region["snippet"]["text"] == wording == outcome.findings[0].text
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == len(documents) - len(readable)
    assert run["invocations"][0]["executionSuccessful"] is (len(documents) == len(readable))


@pytest.mark.parametrize(
    ("path", "uri", "based"),
    [
        ("./records/no 7#1: Côte.txt", "records/no%207%231%3A%20C%C3%B4te.txt", True),
        ("/records/100%.txt", "file:///records/100%25.txt", False),
        ("../a.txt", "../a.txt", False),
        ("C\udcf4te.txt", "C%F4te.txt", True),
    ],
)
def test_a_path_is_a_percent_encoded_uri(path: str, uri: str, based: bool):
    text = "ofthe"
    (result,) = log(checked(document(text, path), finding(text, "ofthe")))["results"]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == ({"uri": uri, "uriBaseId": "%SRCROOT%"} if based else {"uri": uri})
    assert unquote(urlsplit(uri).path, errors="surrogateescape") == path.removeprefix("./")


def test_columns_count_code_points():
    text = "𝔘𝔫 ofthe"
    run = log(checked(document(text), finding(text, "ofthe")))
    assert run["columnKind"] == "unicodeCodePoints"
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startColumn"], region["endColumn"]) == (4, 9)


def test_each_correction_is_a_fix_that_makes_it():
    text = "one\r\nin the area ofthe two"
    outcome = checked(document(text), finding(text, "ofthe", "of the", "oft he"))
    fixed = []
    for fix in log(outcome)["results"][0]["fixes"]:
        ((replacement,),) = (change["replacements"] for change in fix["artifactChanges"])
        region, inserted = replacement["deletedRegion"], replacement["insertedContent"]["text"]
        start = region["charOffset"]
        fixed.append(text[:start] + inserted + text[start + region["charLength"] :])
    assert fixed == [text.replace("ofthe", "of the"), text.replace("ofthe", "oft he")]


def test_brackets_and_braces_of_a_message_are_no_mark_up():
    text = "a [b](1) {0} \\[c"
    (result,) = log(checked(document(text), finding(text, text, message=text, evidence="")))["results"]
    assert read_message(result["message"]["text"]) == text
    assert not re.search(r"(?<!\\)\[", result["message"]["text"])


def test_what_was_answered_is_there_with_its_reason():
    text = "ofthe [sic] and thisarea"
    kept, quoted = finding(text, "ofthe"), finding(text, "thisarea")
    entry = Suppression(text="thisarea", reason="as printed")
    answered = (Suppressed(kept, "[sic] stands after it", in_source=True), Suppressed(quoted, entry.reason, entry))
    results = log(checked(document(text), suppressed=answered))["results"]
    told = [(each["suppressions"][0]["kind"], each["suppressions"][0]["justification"]) for each in results]
    assert told == [("inSource", "[sic] stands after it"), ("external", "as printed")]
    assert "suppressions" not in log(checked(document(text), kept))["results"][0]


def test_a_rule_is_described_by_its_file():
    examples = (Example("`ofthe` [two", "of the two", 1),)
    written = rule("joined", name="joined.words", words={})
    object.__setattr__(written, "examples", examples)
    text = "ofthe"
    (described,) = log(checked(document(text), finding(text, "ofthe", rule="joined.words")), run=Run({"joined.words": written}))[
        "tool"
    ]["driver"]["rules"]
    assert described["shortDescription"]["text"] == "“…” should be “…”."
    assert described["defaultConfiguration"] == {"level": "warning"}
    assert described["help"]["text"].splitlines()[1:] == ["wrong: `ofthe` \\[two", "right: of the two"]
    assert described["help"]["markdown"].endswith("- wrong: `` `ofthe` [two ``\n- right: `of the two`")


def test_a_finding_keeps_its_fingerprint_when_words_beside_it_change():
    texts = ("in the area ofthe two, and ofthe others", "in that vast region ofthe three. Many ofthe rest")
    outcomes = [checked(document(text), finding(text, "ofthe"), finding(text, "ofthe", occurrence=2)) for text in texts]
    first, second = ([each["partialFingerprints"] for each in log(outcome)["results"]] for outcome in outcomes)
    assert [each["passage/v1"] for each in first] == [record.id for record in records(outcomes[0])]
    for name in ("wording/v1", "primaryLocationLineHash"):
        assert len({each[name] for each in first}) == 2
        assert [each[name] for each in first] == [each[name] for each in second]
    assert not {each["passage/v1"] for each in first} & {each["passage/v1"] for each in second}


def test_paths_are_relative_to_the_root_of_the_repository():
    text = "ofthe"
    root = Root("/house", "/house/records")
    named = ("a.txt", "../b.txt", "../../c.txt", "/house/d.txt")
    report = WRITERS["sarif"].report(run=Run(root=root))
    parts = [report.document(checked(document(text, path), finding(text, "ofthe"))) for path in named]
    (run,) = json.loads(f"{report.opening()}{''.join(map(str, parts))}{report.closing(None)}")["runs"]
    found = [each["locations"][0]["physicalLocation"]["artifactLocation"] for each in run["results"]]
    assert [each["uri"] for each in found] == ["records/a.txt", "b.txt", "../../c.txt", "d.txt"]
    assert [each.get("uriBaseId") for each in found] == ["%SRCROOT%", "%SRCROOT%", None, "%SRCROOT%"]
    assert run["originalUriBaseIds"]["%SRCROOT%"]["uri"] == "file:///house/"
    assert run["automationDetails"]["id"] == "transcript-qa/"
    assert run["tool"]["driver"]["informationUri"].startswith("https://")


def test_a_shipped_rule_has_its_page():
    text = "the the"
    (rule,) = [each for each in load_rulebook().rules if each.id == "repetition.word"]
    report = WRITERS["sarif"].report(run=Run(rules={rule.id: rule}))
    part = report.document(checked(document(text), finding(text, text, rule=rule.id)))
    (run,) = json.loads(f"{report.opening()}{part!s}{report.closing(None)}")["runs"]
    page, anchor = run["tool"]["driver"]["rules"][0]["helpUri"].split("#")
    assert page.endswith("/rules/README.md")
    headings = [line for line in (ROOT / "rules/README.md").read_text().splitlines() if line.startswith("### ")]
    assert [line for line in headings if line.replace(".", "") == f"### {anchor}"] == [f"### {rule.id}"]


@pytest.mark.skipif(not SCHEMA.is_file(), reason=f"the schema of SARIF is not at {SCHEMA}")
@pytest.mark.parametrize("name", bitexts.BITEXTS)
def test_a_translation_is_valid_too(name: str):
    report = json.loads(whole("sarif", bitexts.BITEXTS[name]()))
    assert [error.message for error in schema().iter_errors(report)] == []


def test_the_place_in_the_source_is_related():
    (related,) = log(bitexts.lake())["results"][1]["relatedLocations"]
    place = related["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "seeds/translations/lake.fr.txt"
    assert place["region"] == {
        "startLine": 8,
        "startColumn": 38,
        "endLine": 8,
        "endColumn": 42,
        "charOffset": 328,
        "charLength": 4,
        "snippet": {"text": "60 %"},
    }
    assert related["logicalLocations"] == [{"kind": "unit", "name": "5"}]
