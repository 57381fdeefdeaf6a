"""A chart shows every point in its place, a history loses nothing, and a growth tells how time grows."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.benchmarks.chart import Series, chart
from tests.benchmarks.growth import Grown, Growth, grow, growth_chart, growth_table, many_files, one_file
from tests.benchmarks.history import Measurement, history_chart, read_history, write_history
from tests.benchmarks.processes import Command, Cost

_SVG = "{http://www.w3.org/2000/svg}"


def _growth(*seconds: float) -> Growth:
    sizes = (1, 4, 16)[: len(seconds)]
    cost = [Cost(each + 1, each + 0.5, 100) for each in seconds]
    grown = [Grown(size, size * 1_000_000, own, Cost(1, 0.5, 50)) for size, own in zip(sizes, cost, strict=True)]
    return Growth("one file, MB", 0.5, grown)


def test_each_point_has_its_place_and_twice_the_logarithm_is_twice_as_far() -> None:
    picture = ElementTree.fromstring(chart("Cost & size", "MB", "s", [Series("a < b", [(1, 1), (10, 10), (100, 100)])]))
    circles = [(float(each.attrib["cx"]), float(each.attrib["cy"])) for each in picture.iter(f"{_SVG}circle")]
    (first, second, third) = circles
    assert second[0] - first[0] == pytest.approx(third[0] - second[0], abs=0.2)
    assert second[1] - third[1] == pytest.approx(first[1] - second[1], abs=0.2)
    assert first[1] > third[1]
    assert {"Cost & size", "a < b", "MB", "100"} <= {each.text for each in picture.iter(f"{_SVG}text")}


def test_a_chart_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no points"):
        chart("nothing", "x", "y", [Series("empty", [])])


def test_history_keeps_what_was_and_replaces_what_is_measured_again(tmp_path: Path) -> None:
    file = tmp_path / "history.tsv"
    write_history(file, [Measurement("0.1", "seed", 2.5), Measurement("0.1", "speeches", 13)])
    write_history(file, [Measurement("0.2", "seed", 2), Measurement("0.1", "speeches", 12)])
    kept = [Measurement("0.1", "seed", 2.5), Measurement("0.1", "speeches", 12), Measurement("0.2", "seed", 2)]
    assert read_history(file) == kept
    picture = ElementTree.fromstring(history_chart(kept))
    assert len([*picture.iter(f"{_SVG}polyline")]) == 2


def test_a_damaged_history_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "history.tsv"
    file.write_text("version\tfigure\tratio\n0.1\tseed\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"history\.tsv, line 2"):
        read_history(file)


def test_the_start_is_no_part_of_growth() -> None:
    assert _growth(2, 8, 32).exponent == 1
    assert _growth(1, 16, 256).exponent == 2
    assert "exponent 1.00" in growth_table([_growth(2, 8, 32)])
    assert ElementTree.fromstring(growth_chart([_growth(2, 8, 32)])).tag == f"{_SVG}svg"


def test_what_is_grown_has_the_size_that_was_asked_for(tmp_path: Path) -> None:
    corpus, folder = tmp_path / "corpus", tmp_path / "made"
    (corpus / "ungdc").mkdir(parents=True)
    folder.mkdir()
    (corpus / "ungdc" / "a.txt").write_text("One paragraph.\n\nAnother one.\n", encoding="utf-8")
    assert many_files(corpus)(folder, 5) == sum(path.stat().st_size for path in folder.iterdir())
    assert len([*folder.iterdir()]) == 5
    size = one_file(corpus)(folder, 1)
    assert (folder / "record.txt").stat().st_size == size >= 1_000_000


def test_every_size_is_run_with_its_peer(tmp_path: Path) -> None:
    def make(folder: Path, size: int) -> int:
        return (folder / "x.txt").write_bytes(b"x" * size)

    quick = Command((sys.executable, "-S", "-c", "pass"))
    growth = grow("bytes", (1, 2), make, lambda path: quick, quick)
    assert [(grown.size, grown.data, grown.peer is not None) for grown in growth.sizes] == [(1, 1, True), (2, 2, True)]
