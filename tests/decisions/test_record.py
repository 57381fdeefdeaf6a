"""A decisions file: what it holds, and how a mistake in one is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qa.decisions.record import Verdict, digest, find_decisions, parse_all_decisions, parse_decisions, read_decisions
from qa.engine.anchor import Anchor
from qa.ground.errors import QaError
from qa.ground.resources import read_text


def entry(**changes: Any) -> dict[str, Any]:
    fields = {
        "finding": "0123456789abcdef",
        "rule": "joined.words",
        "text": "ofthe",
        "before": "the area ",
        "after": " two organizations",
        "start": 8,
        "decision": "accepted",
        "correction": "of the",
    } | changes
    return {key: value for key, value in fields.items() if value is not None}


def content(*entries: dict[str, Any], **changes: Any) -> dict[str, Any]:
    document = {"path": "records/speech.txt", "sha256": digest("the area ofthe two organizations")}
    head = {"format": "transcript-qa decisions", "version": 1, "document": document, "who": "A. Reviser"}
    return head | {"decisions": list(entries)} | changes


def parsed(value: object) -> Any:
    return parse_decisions(json.dumps(value).encode(), "d.json")


def test_a_file_is_read_with_all_it_says() -> None:
    refused = entry(finding="f", decision="rejected", correction=None, reason="a name", who="B. Reviser", start=None)
    file = parsed(content(entry(), refused))
    assert (file.path, file.digest, file.file) == ("records/speech.txt", digest("the area ofthe two organizations"), "d.json")
    first, second = file.decisions
    assert (first.verdict, first.correction, first.who, first.start) == (Verdict.ACCEPTED, "of the", "A. Reviser", 8)
    assert first.anchor == Anchor("joined.words", "ofthe", "the area ", " two organizations")
    assert (second.verdict, second.correction, second.start) == (Verdict.REJECTED, None, None)
    assert second.told == "rejected by B. Reviser: a name"
    assert first.told == "accepted by A. Reviser"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([], 'd.json: not a decisions file; expected an object with "format": "transcript-qa decisions"'),
        ({"format": "other"}, "d.json: not a decisions file"),
        (content(version=3), "d.json: a version this program does not know; found 3; expected 1 or 2"),
        (content(document={"path": "a.txt"}), "document.sha256: wrong value; found nothing; expected 64 hexadecimal digits"),
        (content(decisions=None), "decisions: wrong value; found nothing; expected an array"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(value: object, message: str) -> None:
    with pytest.raises(QaError) as error:
        parsed(value)
    assert message in str(error.value)
    assert str(error.value).startswith("d.json: ")


NOTE = {"text": "a name?", "who": "B. Reviser", "when": "2026-11-29T10:30:00Z"}


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ((entry(), 7), "decisions[1]: wrong value; found 7; expected an object"),
        ((entry(), entry(decision="maybe")), "decisions[1].decision: wrong value; found 'maybe'; expected accepted, edited"),
        ((entry(), entry(text=None)), "decisions[1].text: wrong value; found nothing; expected a string"),
        ((entry(), entry(start=-1)), "decisions[1].start: wrong value; found -1; expected a number of code points"),
        ((entry(), entry(start=True)), "decisions[1].start: wrong value; found true"),
        ((entry(), entry(corection="x")), "decisions[1].corection: unknown key; expected 'correction', the nearest known"),
        ((entry(), entry(correction=None)), "decisions[1].correction: wrong value; found none; expected one, being"),
        ((entry(), entry(decision="ignored")), "expected none, as ignored changes nothing"),
        ((entry(), entry()), "decisions[1] and decisions[0] are both about the finding 0123456789abcdef"),
        ((entry(), entry(when="yesterday")), "decisions[1].when: wrong value; found 'yesterday'; expected a time such as"),
        ((entry(), entry(when="2026-13-41T10:30:00Z")), "decisions[1].when: wrong value"),
        ((entry(), entry(thread=[NOTE, {"who": "B"}])), "decisions[1].thread[1].text: wrong value; found nothing"),
        ((entry(), entry(decision="commented", correction=None)), "decisions[1].thread: wrong value; found nothing"),
    ],
)  # fmt: skip
def test_a_damaged_decision_is_told_with_its_line_and_the_others_hold(entries: tuple[Any, ...], message: str) -> None:
    last = entry(finding="last")
    lines = ",\n".join(map(json.dumps, (*entries, last)))
    data = json.dumps(content()).removesuffix("]}") + f"\n{lines}\n]}}"
    file = parse_decisions(data.encode(), "d.json")
    assert [decision.finding for decision in file.decisions] == [entry()["finding"], "last"]
    [fault] = file.faults
    assert message in str(fault)
    assert str(fault).startswith("d.json:3: ")


def test_of_a_file_that_breaks_off_all_that_is_whole_is_read() -> None:
    whole = json.dumps(content()).removesuffix("]}") + "".join(f"\n{json.dumps(entry(finding=name))}," for name in "abc")
    for cut, findings, line in ((-1, "abc", 4), (-9, "ab", 4), (-len(json.dumps(entry())) - 40, "a", 3)):
        file = parse_decisions(whole[:cut].encode(), "d.json")
        assert "".join(decision.finding for decision in file.decisions) == findings
        assert [fault.line for fault in file.faults] == [line]
    torn = whole.replace('"finding": "b"', '"finding": b') + "\n]}"
    file = parse_decisions(torn.encode(), "d.json")
    assert [decision.finding for decision in file.decisions] == ["a", "c"]
    assert str(file.faults[0]).startswith("d.json:3: decisions[1]: not valid JSON")


def test_a_file_on_many_documents_is_read_and_told_document_by_document(tmp_path: Path) -> None:
    one = content(entry(), entry(finding="b", decision="maybe"))
    other = content(entry(finding="c"), document={"path": "other.txt", "sha256": digest("x")})
    head = {"format": "transcript-qa decisions", "version": 1}
    text = json.dumps(head)[:-1] + f', "documents": [\n{json.dumps(one)},\n{json.dumps(other)}\n]}}'
    path = tmp_path / "all.json"
    path.write_text(text)
    first, second = find_decisions([path])
    assert ([each.finding for each in first.decisions], [each.finding for each in second.decisions]) == (
        [entry()["finding"]],
        ["c"],
    )
    assert "all.json:2: documents[0].decisions[1].decision: wrong value" in str(first.faults[0])
    assert second.decisions[0].origin.endswith("all.json:3")
    # One that breaks off.
    path.write_text(text[:-20])
    first, second = find_decisions([path])
    assert [each.finding for each in first.decisions] == [entry()["finding"]]
    assert (second.path, second.decisions) == ("other.txt", ())
    with pytest.raises(QaError, match="decisions on 2 documents"):
        read_decisions(path)


def test_who_said_what_and_when_is_read_and_told() -> None:
    commented = entry(decision="commented", correction=None, when="2026-11-29T10:30:00.123Z", thread=[NOTE, {"text": "No."}])
    [decision] = parsed(content(commented, version=2)).decisions
    assert [note.told for note in decision.thread] == ["B. Reviser, 2026-11-29 10:30: a name?", "No."]
    assert decision.told == "commented by A. Reviser, 2026-11-29 10:30"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff\xfe{", "d.json: not UTF-8"),
        (b'{\n "format": }', "d.json:2: not valid JSON"),
        (b"[" * 200_000, "d.json:1: nested too deeply"),
    ],
)
def test_what_is_no_json_is_told(data: bytes, message: str) -> None:
    with pytest.raises(QaError) as error:
        parse_decisions(data, "d.json")
    assert message in str(error.value)


def test_files_and_folders_are_gathered_by_name(tmp_path: Path) -> None:
    for name in ("b.json", "a.json", "notes.txt"):
        (tmp_path / name).write_text(json.dumps(content()), encoding="utf-8-sig")
    assert [Path(file.file).name for file in find_decisions([tmp_path])] == ["a.json", "b.json"]
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "empty", tmp_path / "missing.json"):
        with pytest.raises(QaError, match=str(path)):
            tuple(find_decisions([path]))
    assert read_decisions(tmp_path / "b.json").decisions == ()


def on_many(*files: object, **changes: Any) -> dict[str, Any]:
    return {"format": "transcript-qa decisions", "version": 1, "documents": [*files], **changes}


def test_one_file_may_hold_the_decisions_on_many_documents(tmp_path: Path) -> None:
    file = tmp_path / "all.json"
    other = content(entry(decision="rejected", correction=None), document={"path": "b.txt", "sha256": digest("b")})
    file.write_text(json.dumps(on_many(content(entry()), other)), encoding="utf-8")
    found = tuple(find_decisions([file]))
    assert [(each.path, each.decisions[0].verdict) for each in found] == [
        (content()["document"]["path"], Verdict.ACCEPTED),
        ("b.txt", Verdict.REJECTED),
    ]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (on_many(content(), {}), "documents[1]: not a decisions file"),
        (on_many(content(entry(decision="maybe"))), "documents[0].decisions[0].decision: wrong value"),
        (on_many(content(entry(), entry())), "documents[0].decisions[1] and decisions[0] are both about"),
        (on_many(on_many()), "documents[0].documents: unknown key"),
        (on_many(who="A. Reviser"), "who: unknown key"),
        (on_many(version=7), "a version this program does not know"),
    ],
)
def test_a_mistake_in_a_file_on_many_documents_names_the_document(value: object, message: str, tmp_path: Path) -> None:
    file = tmp_path / "all.json"
    file.write_text(json.dumps(value), encoding="utf-8")
    with pytest.raises(QaError) as error:
        raise next(find_decisions([file])).faults[0]
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("records/speech.txt", True),
        ("./records/speech.txt", True),
        ("/srv/records/speech.txt", True),
        ("speech.txt", True),
        ("other/speech.txt", False),
        ("records/speech.docx", False),
    ],
)
def test_a_file_is_for_the_same_text_and_for_the_same_name(path: str, expected: bool) -> None:
    file = parsed(content())
    assert file.are_for(path, digest("another text")) is expected
    assert file.are_for("elsewhere.txt", digest("the area ofthe two organizations"))


def test_the_schema_says_what_the_reader_takes() -> None:
    from jsonschema import Draft202012Validator

    schema = json.loads(read_text("reports", "decisions.schema.json"))
    Draft202012Validator.check_schema(schema)
    fits = Draft202012Validator(schema).is_valid
    said = {"thread": [NOTE, {"text": "No."}], "when": "2026-11-29T10:30:00+01:00"}
    talk = content(entry(**said), entry(finding="c", decision="commented", correction=None, **said), version=2)
    good = (
        content(),
        on_many(content(), content(entry())),
        content(entry()),
        talk,
        content(entry(decision="rejected", correction=None, start=None, reason="r", who="w")),
    )
    bad = (
        on_many(on_many()),
        on_many(who="A. Reviser"),
        content(documents=[]),
        content(entry(decision="maybe")),
        content(entry(correction=None)),
        content(entry(decision="ignored")),
        content(entry(other=1)),
        content(entry(start=-1)),
        content(entry(when="today")),
        content(entry(decision="commented", correction=None)),
        content(entry(thread=[{"who": "A"}])),
        content(version=3),
        content(document={"path": "a"}),
    )
    for value in good:
        assert fits(value)
        assert not [file.faults for file in parse_all_decisions(json.dumps(value).encode(), "d.json") if file.faults]
    for value in bad:
        assert not fits(value)
        with pytest.raises(QaError):
            raise parse_all_decisions(json.dumps(value).encode(), "d.json")[0].faults[0]
