"""Extracts of records with what readers found wrong in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.accuracy.extracts import extracts, judged, labels, table, texts
from tests.accuracy.records import shared_folder
from tests.accuracy.scoring import Score

CORPORA = shared_folder() / "corpus"


def test_no_speech_has_two_extracts() -> None:
    speeches = [each.speech for each in extracts()]
    assert len(set(speeches)) == len(speeches)
    assert all(each.start < each.end for each in extracts())


def test_a_table_has_two_lines_a_set_and_one_of_kinds() -> None:
    empty = Score((), (), 0, 100)
    assert len(list(table({"one": empty, "two": empty}))) == 2 + 2 * 2 + 2


@pytest.mark.skipif(not (CORPORA / "ungdc_all").is_dir(), reason="the speeches are not there")
def test_labels_stand_in_their_extracts_and_are_judged(tmp_path: Path) -> None:
    chosen = [each for each in extracts() if not each.file.endswith(".xz")][:4]
    found = texts(CORPORA, chosen)
    for each in chosen:
        assert len(found[each.speech]) == each.end - each.start
        assert all(label.wrong for label in labels(each, found[each.speech]))
    score = judged(CORPORA, chosen)
    assert score.words > 1_000
