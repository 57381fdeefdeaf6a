"""Thresholds of slips: how they are fitted, and whether those that are shipped belong to the data that is."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from qa.ground.resources import read_text
from qa.learn.calibrate import NEVER, Aims, Judged, calibrated, digests, written
from qa.words.edit_table import CALIBRATION, FOLDER

JUDGED = st.lists(
    st.builds(
        Judged,
        st.sampled_from(["unknown", "capital"]),
        st.sampled_from(["swapped", "key"]),
        st.floats(-5, 45),
        st.floats(-5, 45),
        st.booleans(),
        st.booleans(),
    ),
    max_size=60,
)


def test_the_thresholds_were_fitted_with_the_data_that_is_shipped() -> None:
    fitted = tomllib.loads(read_text("rules", FOLDER, CALIBRATION))["fitted"]
    day = fitted.pop("on")
    assert fitted == digests(), f"stale since {day}: what slips are ranked by has changed; run make calibration"


@given(JUDGED)
def test_a_threshold_of_more_certainty_is_never_lower(judged: list[Judged]) -> None:
    found = calibrated(judged)
    assert "all" in found
    assert all(each.advice <= each.likely for each in found.values())
    assert calibrated(list(judged)) == found


def test_what_is_always_right_is_sure_and_what_is_always_wrong_never() -> None:
    right = [Judged("unknown", "swapped", float(bits), float(bits), True) for bits in range(5, 40)] * 20
    wrong = [Judged("capital", "key", float(bits), float(bits), False) for bits in range(5, 40)] * 20
    found = calibrated([*right, *wrong], Aims())
    assert found["unknown swapped"].sure < NEVER
    assert found["capital key"].sure == NEVER


def test_the_file_holds_the_thresholds_and_what_they_were_fitted_with() -> None:
    found = calibrated([])
    file = tomllib.loads(written(found, {"dev": "1.0"}, "2026-01-31"))
    assert file["thresholds"]["all"] == {"sure": found["all"].sure, "likely": found["all"].likely, "advice": found["all"].advice}
    assert str(file["fitted"].pop("on")) == "2026-01-31"
    assert file["fitted"] == digests()
