"""Files of other checkers, joined to what we found: read, settled against ours, and told where they fit nowhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.elsewhere.claim import Claim
from qa.elsewhere.joining import Elsewhere, read_elsewhere
from qa.elsewhere.results import claims_in_results
from qa.engine.checked import Checked
from qa.ground.errors import QaError
from qa.ground.finding import Severity
from qa.writers import Look, Run
from qa.writers.ci import sarif
from qa.writers.json_lines import render
from tests.writers import samples

TEXT = "The area ofthe two organizations has recieved a nice grant."
OURS = samples.checked(samples.document(TEXT), samples.finding(TEXT, "ofthe", "of the", rule="joined.words"))


def written(tmp_path: Path, content: str, name: str = "found.jsonl") -> Elsewhere:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return read_elsewhere([path])


def lines(*findings: dict[str, Any]) -> str:
    return "".join(json.dumps(each) + "\n" for each in findings)


def sarif_file(*results: dict[str, Any], **run: Any) -> str:
    rules = [
        {
            "id": "Vale.Spelling",
            "shortDescription": {"text": "Words of no list."},
            "messageStrings": {"unknown": {"text": "Did you really mean '{0}' {{sic}}?"}},
            "defaultConfiguration": {"level": "error"},
        }
    ]
    return json.dumps(
        {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Vale", "rules": rules}}, "results": list(results), **run}]}
    )


def result(start: int, length: int, uri: str = "records/speech.txt", **fields: Any) -> dict[str, Any]:
    region = {"charOffset": start, "charLength": length}
    location = {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}
    return {"ruleId": "Vale.Spelling", "message": {"text": "A slip."}, "locations": [location], **fields}


def test_what_a_colleague_wrote_is_a_finding_by_that_name(tmp_path: Path) -> None:
    found = {"path": "records/speech.txt", "text": "nice", "message": "Too plain.", "corrections": ["fine"], "by": "Ann Lee"}
    joined = written(tmp_path, lines(found)).joined(OURS)
    ours, theirs = joined.findings
    assert ours.by == ""
    assert (theirs.by, theirs.rule, theirs.kind, theirs.text) == ("Ann Lee", "ann-lee.remark", "elsewhere", "nice")
    assert theirs.corrections == ("fine",)
    assert json.loads(render(joined, Look()).splitlines()[1])["by"] == "Ann Lee"


def test_who_says_the_same_is_attached_to_ours(tmp_path: Path) -> None:
    joined = written(tmp_path, lines({"text": "ofthe", "message": "Two words.", "corrections": ["of the"]})).joined(
        OURS, alone=True
    )
    (finding,) = joined.findings
    assert finding.rule == "joined.words"
    assert [(each.by, each.message) for each in finding.attached] == [("found", "Two words.")]


def test_sarif_of_any_checker_is_read(tmp_path: Path) -> None:
    start = TEXT.index("recieved")
    region = {"charOffset": start, "charLength": 8}
    replaced = {"deletedRegion": region, "insertedContent": {"text": "received"}}
    fix = {"artifactChanges": [{"artifactLocation": {"uri": "records/speech.txt"}, "replacements": [replaced]}]}
    message = {"id": "unknown", "arguments": ["recieved"]}
    spelt = result(start, 8, message=message, fixes=[fix])
    answered = result(0, 3, suppressions=[{"kind": "inSource"}])
    passed = result(0, 3, kind="pass")
    joined = written(tmp_path, sarif_file(spelt, answered, passed), "vale.sarif").joined(OURS)
    _, theirs = joined.findings
    assert (theirs.rule, theirs.text, theirs.corrections) == ("vale.Vale.Spelling", "recieved", ("received",))
    assert (theirs.message, theirs.severity) == ("Did you really mean 'recieved' {sic}?", Severity.ERROR)
    assert (theirs.by, theirs.evidence) == ("Vale", "Words of no list.")


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_our_own_reports_come_back_as_they_went(tmp_path: Path, form: str) -> None:
    checked = samples.speech()
    bare = Checked(checked.document, ())
    if form == "json":
        content = render(checked, Look())
    else:
        report = sarif.report(Look(), Run())
        content = report.opening() + report.document(checked) + report.closing(None)
    elsewhere = written(tmp_path, content, f"ours.{form}" if form == "sarif" else "ours.jsonl")
    joined = elsewhere.joined(bare)
    assert not elsewhere.faults
    assert not elsewhere.unplaced
    key = lambda finding: (finding.span, finding.corrections[:1], finding.severity)  # noqa: E731
    assert list(map(key, joined.findings)) == list(map(key, checked.findings))


def test_what_fits_nowhere_and_what_is_none_is_told(tmp_path: Path) -> None:
    content = lines(
        {"text": "nowhere", "message": "Gone."},
        {"path": "other.txt", "line": 1, "message": "x"},
        {"message": "x"},
        {"text": "ofthe"},
    )
    elsewhere = written(tmp_path, content + '{"text": 7, "message": "x"}\n[]\n{"txt": "a"}\n{\n')
    assert elsewhere.joined(OURS, alone=True).findings == OURS.findings
    ((path, claim, reason),) = elsewhere.unplaced
    assert (path, claim.origin.rpartition(":")[2]) == ("records/speech.txt", "1")
    assert reason == "the words that it quotes do not stand in this document"
    assert list(elsewhere.strangers()) == [("other.txt", 1)]
    assert [fault.line for fault in elsewhere.faults] == [3, 4, 5, 6, 7, 8]
    # Beside other documents nobody knows which one is meant.
    assert list(written(tmp_path, lines({"text": "ofthe", "message": "x"})).strangers()) == [("", 1)]


def test_a_sarif_file_that_is_damaged_is_told(tmp_path: Path) -> None:
    broken = result(0, 3, locations=7)
    elsewhere = written(tmp_path, sarif_file(broken, result(0, 3), 9), "v.sarif")
    assert [str(fault).partition(": ")[2] for fault in elsewhere.faults] == [
        "result 1: locations: not an array",
        "result 3: result: not an object",
    ]
    assert len(elsewhere.joined(OURS).findings) == 2
    with pytest.raises(QaError, match=r"v\.sarif:1: not valid JSON"):
        written(tmp_path, "{", "v.sarif")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=4),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    "tool driver rules id locations physicalLocation region startLine message text fixes uri".split()
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_any_json_in_a_run_gives_claims_or_faults(value: Any) -> None:
    for run in (value, {"tool": {"driver": {"name": "x"}}, "results": [value]}, {"tool": value, "results": value}):
        for each in claims_in_results({"version": "2.1.0", "runs": [run]}, "f.sarif"):
            assert isinstance(each, Claim | QaError)
