"""Verdicts on changes of real pairs: they are read, counted, and where the texts are here, at most one in twenty is off."""

from __future__ import annotations

import pytest

from qa.compare.change_class import ChangeClass
from tests.accuracy.versions import KEPT, read_verdicts, tallied
from tests.shared import beside


def test_a_line_that_is_no_verdict_is_refused() -> None:
    with pytest.raises(ValueError, match="line 2: expected old, new, place, hash and class"):
        list(read_verdicts("# old new\nal_en ALB_79_2024 substance\n"))


def test_two_hundred_changes_were_read() -> None:
    verdicts = list(read_verdicts(KEPT.read_text(encoding="utf-8")))
    assert len(verdicts) > 200
    assert {verdict.change_class for verdict in verdicts} == set(ChangeClass)


def test_no_change_of_substance_is_classed_as_less() -> None:
    shared = beside("corpus", "unga79", "ocr")
    if shared is None:
        pytest.skip("the two extractions of speeches are not beside the project")
    tally = tallied(read_verdicts(KEPT.read_text(encoding="utf-8")), shared.parents[2])
    grave = {classed for said, classed in tally.classed if said is ChangeClass.SUBSTANCE}
    assert grave == {ChangeClass.SUBSTANCE}
    assert tally.right * 20 >= tally.told * 18
