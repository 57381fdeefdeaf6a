"""What holds for every format of the table."""

from __future__ import annotations

import gc
import pathlib
import tracemalloc

import pytest

from qa.engine.totals import Totals
from qa.writers import WRITERS, Report
from tests.writers.samples import checked, document, finding

JOINED = [name for name, writer in WRITERS.items() if not writer.one_file_each]


def after(report: Report, documents: range) -> int:
    """Bytes in use after these documents."""
    text = "in the area ofthe two"
    for number in documents:
        report.document(checked(document(text, f"records/{number:05}.txt"), finding(text, "ofthe", "of the")))
    gc.collect()
    # Not the interpreter's own table of the names of files, which pathlib fills and which grows by leaps.
    taken = tracemalloc.take_snapshot().filter_traces([tracemalloc.Filter(False, pathlib.__file__)])
    return sum(each.size for each in taken.statistics("filename"))


@pytest.mark.parametrize("name", JOINED)
def test_a_report_holds_no_more_after_many_documents_than_after_some(name: str):
    report = WRITERS[name].report()
    report.opening()
    tracemalloc.start()
    try:
        growth = -after(report, range(300)) + after(report, range(300, 2300))
    finally:
        tracemalloc.stop()
    assert growth < 20_000  # ten bytes a document; the path alone of each would be more


@pytest.mark.parametrize("name", JOINED)
def test_only_the_report_for_people_ends_with_a_summary_that_may_be_left_out(name: str):
    text = "in the area ofthe two"
    endings = []
    for totals in (None, Totals()):
        report = WRITERS[name].report()
        report.document(checked(document(text), finding(text, "ofthe")))
        endings.append(report.closing(totals))
    assert (endings[0] == endings[1]) is (name != "terminal")
