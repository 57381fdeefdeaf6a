"""The speech the project began with: every sure mistake is found and none is imagined; and other speeches, where they are."""

from __future__ import annotations

import pytest

from qa.engine.checked import Checked
from qa.ground.errors import UnreadableDocument
from qa.readers import read_document
from tests.accuracy.records import labelled_records, shared_folder
from tests.accuracy.scoring import Flag, Score, read_labels, score
from tests.trials import shipped_checker

CHECKER = shipped_checker()
SPEECHES = shared_folder() / "corpus" / "unsc"


def seed_score() -> Score:
    (seed, *_) = labelled_records(shared_folder())
    assert seed.labels is not None
    (path,) = seed.files()
    checked = CHECKER.check(read_document(path.name, path.read_bytes()))
    flags = [Flag(path.name, each.span.start, each.span.end, each.rule, each.corrections) for each in checked.findings]
    return score(read_labels(seed.labels), flags, seed.texts())


SCORE = seed_score()


def test_all_sure_mistakes_of_the_seed_are_found() -> None:
    assert [judged.label.wrong for judged in SCORE.judged if not judged.found] == []
    assert SCORE.tally().labels == 11


def test_at_least_ten_of_them_are_righted() -> None:
    assert SCORE.tally().corrected >= 10, [judged.label for judged in SCORE.judged if not judged.corrected]


def test_there_is_no_false_alarm_in_the_seed() -> None:
    assert SCORE.alarms == ()


@pytest.mark.skipif(not SPEECHES.is_dir(), reason="the speeches of the Security Council (QA_SHARED/corpus/unsc) are not here")
def test_every_speech_of_the_security_council_is_checked_to_its_end() -> None:
    for path in sorted(SPEECHES.glob("*.txt")):
        try:
            document = read_document(path.name, path.read_bytes())
        except UnreadableDocument:
            continue
        checked: Checked = CHECKER.check(document)
        text = checked.document.text
        assert [each for each in checked.findings if text[each.span.slice] != each.text] == [], path.name
