"""The tables hold what was measured, and say what was not."""

from __future__ import annotations

import json
from pathlib import Path

from tests.accuracy.checkers import CHECKERS, IN_THIS_PROCESS
from tests.accuracy.errors import GROUPS
from tests.accuracy.injected import project_set
from tests.accuracy.measuring import Contender, Measured, measure_clean, measure_labelled
from tests.accuracy.records import Records, labelled_records, shared_folder
from tests.accuracy.report import LISTS, as_data, as_markdown

OURS = Contender(IN_THIS_PROCESS, "", "1.0")


def measured(folder: Path) -> Measured:
    """Our checker on the seed and on the project's injected errors; a slow one that is spared the latter."""
    records = project_set(folder, shared_folder())
    sets = (labelled_records(shared_folder())[0], records)
    prose = Records("prose", Path(__file__).parent / "prose")
    return Measured(
        (OURS, Contender(CHECKERS["codespell"], "", "2.0")),
        tuple(measure_labelled(each, [OURS]) for each in sets),
        (measure_clean(prose, OURS),),
        ("typos: not installed",),
    )


def test_every_group_and_kind_has_its_row(tmp_path: Path) -> None:
    result = measured(tmp_path)
    shown = as_markdown(result, {})
    rows = [line.split("|")[1].strip() for line in shown.splitlines() if line.startswith("| ")]
    for group, kinds in GROUPS.items():
        assert group in rows
        assert {f"– {kind.removeprefix(f'{group}: ')}" for kind in kinds} <= set(rows)
    assert "that say they are sure" in shown
    assert "*   typos: not installed" in shown
    assert "codespell" not in shown

    data = json.loads(json.dumps(as_data(result, {})))
    scores = data["labelled"]["errors injected into the project's texts"]["scores"]["qa"]
    assert scores["all"]["labels"] == sum(scores[kind]["labels"] for kinds in GROUPS.values() for kind in kinds)

    for name, cases in LISTS.items():
        for labelled in result.labelled:
            lines = list(cases(labelled.scores["qa"], labelled.records.texts()))
            assert all("\n" not in line for line in lines), name
