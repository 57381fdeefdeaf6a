"""The sample stays as it is while rules change around it, and what was said of it is kept and counted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.accuracy.measuring import Clean
from tests.accuracy.records import Records
from tests.accuracy.sample import KEPT, Verdict, as_lines, as_text, draw, judge, read_verdicts, share, write_verdicts
from tests.accuracy.scoring import Flag

TEXT = " ".join(f"In the year {year} the Council met ofthe\nfloor." for year in range(1950, 1990))


def clean(folder: Path, *, rule: str = "joined.words", text: str = TEXT, pattern: str = "ofthe") -> Clean:
    """A set of one record, in which each ``pattern`` is flagged."""
    folder.mkdir()
    (folder / "a.txt").write_text(text, encoding="utf-8")
    found = re.finditer(pattern, text)
    flags = [
        Flag("a.txt", match.start(), match.end(), rule, (match.group().replace("ofthe", "of the"),), "sure") for match in found
    ]
    return Clean(Records("speeches", folder), 1, 400, tuple(flags))


def ids(*sets: Clean, size: int = 10) -> list[str]:
    return [drawn.id for drawn in draw(sets, size)]


def test_the_sample_depends_on_neither_folder_nor_rule_nor_order_nor_what_stands_elsewhere(tmp_path: Path) -> None:
    here = clean(tmp_path / "here")
    backwards = Clean(here.records, 1, 400, here.flags[::-1])
    there = clean(tmp_path / "there", rule="joined.of", text=f"A new beginning of the record.\n{TEXT}")
    assert ids(here) == ids(there) == ids(backwards)
    assert len(set(ids(here, size=99))) == 40


def test_where_findings_come_and_go_the_others_stay_in_the_sample(tmp_path: Path) -> None:
    before, after = clean(tmp_path / "before"), clean(tmp_path / "after", pattern=r"ofthe|Council(?= met of)")
    everything = set(ids(after, size=99))
    assert set(ids(before, size=99)) < everything
    assert [each for each in ids(after) if each in ids(before, size=99)] == ids(before)[: len(set(ids(after)) & set(ids(before)))]


def test_the_same_passage_twice_gives_two_findings(tmp_path: Path) -> None:
    assert len(set(ids(clean(tmp_path / "twice", text="The end ofthe war. " * 5)))) == 5


def test_a_finding_is_shown_with_what_is_needed_to_judge_it(tmp_path: Path) -> None:
    sample = draw([clean(tmp_path / "here")], 2)
    verdicts = {sample[0].id: Verdict(sample[0].id, "true", "joined.words", "typed so")}
    shown = "\n".join(as_text(sample, verdicts))
    assert all(part in shown for part in (sample[0].id, "joined.words (sure)", "[ofthe] floor.", "→ 'of the'", "true: typed so"))
    (line,) = as_lines(sample, verdicts)
    assert line.startswith(sample[1].id)
    assert "[ofthe] floor." in line


def test_verdicts_are_read_as_they_are_written_and_later_ones_replace_earlier_ones(tmp_path: Path) -> None:
    sample = draw([clean(tmp_path / "here")], 3)
    first = judge([f"{sample[0].id} true", "", "# a remark", f"{sample[1].id}  arguable  old  usage"], sample, {})
    assert first[sample[1].id] == Verdict(sample[1].id, "arguable", "joined.words", "old usage")
    second = judge([f"{sample[0].id} false a name"], sample, first)
    assert read_verdicts(write_verdicts(second)) == second
    counted = share(sample, second)
    assert (counted.judged, counted.verdicts) == (2, {"false": 1, "arguable": 1, "": 1})


@pytest.mark.parametrize(
    ("line", "reason"),
    [("0123456789ab true", "line 1: no finding of the sample"), ("{id} yes", "line 1: expected one of true, false, arguable")],
)
def test_verdicts_on_nothing_and_verdicts_that_are_none_are_refused(line: str, reason: str, tmp_path: Path) -> None:
    sample = draw([clean(tmp_path / "here")], 1)
    with pytest.raises(ValueError, match=reason):
        judge([line.format(id=sample[0].id)], sample, {})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("id\tverdict\n", "expected the columns id, verdict, rule, note"),
        ("id\tverdict\trule\tnote\na\tyes\tr\t\n", "line 2: expected"),
        ("id\tverdict\trule\tnote\na\ttrue\tr\t\na\ttrue\tr\t\n", "line 3: expected an id not yet given"),
    ],
)
def test_a_broken_file_of_verdicts_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_verdicts(text)


def test_the_kept_verdicts_are_as_they_would_be_written() -> None:
    text = KEPT.read_text(encoding="utf-8")
    assert write_verdicts(read_verdicts(text)) == text
