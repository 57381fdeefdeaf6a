"""The measure does what its definition says, and what the script that came with the labelled speeches does."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.accuracy.checkers import CHECKERS, find_program
from tests.accuracy.records import labelled_records, shared_folder
from tests.accuracy.scoring import SURFACE, Flag, Label, only_new, read_labels, score

SHARED = shared_folder()
TEXT = "The Council heard the\nsenior officials ofthe two organizations and thanked Mr. Ban for his statement."


def label(wrong: str, right: str, *, sure: bool = True, kind: str = "joined") -> Label:
    start = TEXT.index(wrong)
    return Label("a.txt", start, start + len(wrong), wrong, right, kind, sure)


def flag(text: str, *corrections: str) -> Flag:
    start = TEXT.index(text)
    return Flag("a.txt", start, start + len(text), "rule", corrections)


@pytest.mark.parametrize(
    ("said", "found", "corrected", "alarms"),
    [
        ((), 0, 0, 0),
        ((flag("ofthe", "of the"),), 1, 1, 0),
        ((flag("ofthe", "oft he", "of the"),), 1, 0, 0),
        ((flag("ofthe"),), 1, 0, 0),
        ((flag("officials ofthe two", "officials of  the two"),), 1, 1, 0),
        ((flag("the\nsenior officials ofthe", "the senior officials of the"),), 1, 1, 0),
        ((flag("ofthe", "of he"), flag("the two", " the two")), 1, 1, 0),
        ((flag("senior", "Senior"),), 0, 0, 1),
        ((flag("thanked", "thank"),), 0, 0, 0),
        ((flag(TEXT, "nothing"),), 0, 0, 0),
        ((Flag("a.txt", TEXT.index(" ofthe"), TEXT.index(" ofthe"), "rule", (",",)),), 0, 0, 1),
    ],
    ids=lambda value: repr([each.corrections for each in value]) if isinstance(value, tuple) else str(value),
)
def test_flags_are_judged_by_the_labels_they_touch(said: tuple[Flag, ...], found: int, corrected: int, alarms: int) -> None:
    labels = (label("ofthe", "of the"), label("thanked", "thanks", sure=False))
    result = score(labels, said, {"a.txt": TEXT})
    assert (result.tally().found, result.tally().corrected, len(result.alarms)) == (found, corrected, alarms)
    assert result.tally().labels == 1


def test_a_place_where_something_is_missing_touches_what_it_borders_on() -> None:
    missing = label("Ban", "Ban Ki-moon")
    missing = Label("a.txt", missing.end, missing.end, "", " Ki-moon", "names", sure=True)
    result = score((missing,), (flag("Ban", "Ban Ki-moon"),), {"a.txt": TEXT})
    assert result.tally().corrected == 1


@pytest.mark.parametrize(
    ("text", "correction", "right"),
    [
        ("ofthe", "of the", True),
        ("ofthe", "oft he", False),
        ("thanked", "thanks", True),
        ("thanked", "thank", False),
        ("senior", "Senior", False),
    ],
)
def test_a_sure_flag_is_right_when_its_correction_is_a_label_s(text: str, correction: str, right: bool) -> None:
    labels = (label("ofthe", "of the"), label("thanked", "thanks", sure=False))
    said = (replace(flag(text, correction), confidence="sure"), flag("Mr. Ban", "Mr. Moon"))
    result = score(labels, said, {"a.txt": TEXT})
    assert (result.sure, result.sure_wrong) == (1, () if right else said[:1])


def test_flags_that_stood_there_before_the_errors_are_left_out() -> None:
    clean = "The Council met, teh end. The officials of the two bodies met, teh end."
    wrong = "The Coucil met, teh end. The officials ofthe two bodies met, teh end. "
    labels = (
        Label("a.txt", 4, 10, "Coucil", "Council", "typo", sure=True),
        Label("a.txt", wrong.index("ofthe"), wrong.index("ofthe") + 5, "ofthe", "of the", "joined", sure=True),
    )
    before = [Flag("a.txt", match.start(), match.end(), "spelling") for match in re.finditer("teh|two", clean)]
    after = tuple(Flag("a.txt", match.start(), match.end(), "rule") for match in re.finditer("Coucil|teh|ofthe|bodies", wrong))
    kept = only_new(after, before, labels)
    assert [wrong[each.start : each.end] for each in kept] == ["Coucil", "ofthe", "bodies"]
    touching = Flag("a.txt", wrong.index("two"), wrong.index("two") + 3, "rule")
    assert only_new([touching], before, labels) == ()
    assert only_new([replace(touching, start=touching.start - 2)], before, labels) != ()


@pytest.mark.parametrize(
    ("labels", "flags", "reason"),
    [
        ((Label("a.txt", 0, 3, "And", "The", "typo", sure=True),), (), "labelled 'And', but there stands 'The'"),
        ((), (Flag("b.txt", 0, 3, "rule"),), "b.txt, which is not among the documents"),
    ],
)
def test_labels_and_flags_of_other_texts_are_refused(labels: tuple[Label, ...], flags: tuple[Flag, ...], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        score(labels, flags, {"a.txt": TEXT})


def test_the_seed_s_labels_are_labels_of_the_seed() -> None:
    seed = labelled_records(SHARED)[0]
    assert seed.labels
    assert score(read_labels(seed.labels), (), seed.texts()).tally().labels == 11


@pytest.mark.skipif(not (SHARED / "gold" / "score.py").is_file(), reason=f"{SHARED / 'gold'} is not here")
@pytest.mark.parametrize("name", ["codespell", "typos en-gb"])
def test_the_figures_are_those_of_the_script_that_came_with_the_labels(name: str, tmp_path: Path) -> None:
    """Both score one peer's flags on the labelled speeches."""
    checker, speeches = CHECKERS[name], labelled_records(SHARED)[1]
    program = find_program(checker.command)
    assert program is not None, f"{name} is not installed ({checker.source})"
    assert speeches.labels is not None
    flags = tuple(checker.flag(program, speeches.files()))
    ours = score(read_labels(speeches.labels), flags, speeches.texts())
    surface, everything = ours.tally(SURFACE), ours.tally()

    findings = tmp_path / "findings.jsonl"
    findings.write_text("".join(json.dumps(_finding(each)) + "\n" for each in flags), encoding="utf-8")
    script: list[str | Path] = [
        sys.executable,
        SHARED / "gold" / "score.py",
        speeches.labels,
        speeches.folder,
        findings,
    ]
    theirs = subprocess.run(script, capture_output=True, text=True, check=True).stdout
    counts = re.findall(r"^(surface|all) +labels +(\d+) +found +(\d+) .*corrected +(\d+)", theirs, re.MULTILINE)
    assert counts == [
        ("surface", *map(str, (surface.labels, surface.found, surface.corrected))),
        ("all", *map(str, (everything.labels, everything.found, everything.corrected))),
    ]
    assert f"findings {ours.flags}, false alarms {len(ours.alarms)} = {ours.alarm_rate:.2f} per" in theirs
    assert f"({ours.words} words); precision {100 * ours.precision:.1f} %" in theirs


def _finding(flag: Flag) -> dict[str, object]:
    return {
        "path": flag.document,
        "start": flag.start,
        "end": flag.end,
        "rule": flag.rule,
        "corrections": flag.corrections,
    }
