"""``python -m tests.benchmarks``: time the command and its peers, and print the tables."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from tests.accuracy.checkers import find_program
from tests.accuracy.edited import edit, paragraphs, wrapped
from tests.accuracy.records import ROOT, shared_folder
from tests.accuracy.report import table
from tests.benchmarks.batches import batch_tables
from tests.benchmarks.commands import command_table
from tests.benchmarks.cues import cues_table
from tests.benchmarks.growth import FILES, MEGABYTES, Growth, grow, growth_chart, growth_table, many_files, one_file
from tests.benchmarks.history import Measurement, history_chart, read_history, write_history
from tests.benchmarks.pages import page_table
from tests.benchmarks.peers import CODESPELL_FOUND, fast_peers, pairs_table, slow_table
from tests.benchmarks.processes import Command, Costs, compare
from tests.benchmarks.scaling import scaling_table
from tests.benchmarks.stages import stages_table
from tests.benchmarks.texts import gather
from tests.benchmarks.typing import typing_table

HEADS = ("command", "wall s", "processor s", "processor, to the first", "peak MiB")
HISTORY = ROOT / "tests" / "benchmarks" / "history.tsv"
CHARTS = ROOT / "reports" / "speed"


def main() -> None:
    """Read the options; measure and print one table after the other."""
    options = _options()
    print(f"{_machine()}. Medians of {options.rounds} rounds, the commands by turns; ratios are medians of the pairs;")
    print("the kernel shows no peak of memory below that of the process that measures.\n")
    own = options.qa or find_program("qa")
    if own is None:
        sys.exit("Not run: qa is not installed (make bench installs it)")
    ratios: dict[str, float] = {}
    growths: list[Growth] = []
    for name, (title, measure) in _sections(own, options, ratios, growths).items():
        if not options.only or name in options.only:
            print(f"## {title}\n\n{measure()}\n", flush=True)
    if options.record:
        _record(options.record, ratios, growths)


_SECTIONS = (
    *("start", "seed", "speeches", "peers", "pairs", "shapes", "commands", "batches", "versions", "growth", "cues", "stages"),
    *("typing", "pages"),
)


def _sections(
    own: str, options: argparse.Namespace, ratios: dict[str, float], growths: list[Growth]
) -> Mapping[str, tuple[str, Callable[[], str]]]:
    """What can be measured, by the name that ``--only`` has for it: its title, and what measures it."""
    corpus, rounds = options.shared / "corpus", options.rounds
    return {
        "start": ("The first sign of life", lambda: _start(own, rounds)),
        "seed": ("The seed", lambda: _seed(own, rounds, ratios)),
        "speeches": ("Many speeches, one process", lambda: _speeches(own, options, ratios)),
        "peers": ("A megabyte of speeches, beside those that take long", lambda: slow_table(_check(own, "."), corpus, rounds)),
        "pairs": ("Ready pairs", lambda: pairs_table(own, corpus, rounds)),
        "shapes": ("One document, larger and larger", lambda: scaling_table(own, options.kilobytes, rounds)),
        "commands": ("Every command and format, larger and larger", lambda: command_table(own, options.kilobytes, rounds)),
        "batches": ("Batches", lambda: batch_tables(own, corpus, rounds)),
        "versions": ("Two versions, 1 % of the words edited", lambda: _versions(own, options, ratios)),
        "growth": ("Larger and larger files, and more and more of them", lambda: _growths(own, options, growths)),
        "cues": ("Transcripts of a recogniser, with its list of words", lambda: cues_table(own, rounds)),
        "stages": ("Where the time goes, by modules", lambda: stages_table(corpus)),
        "typing": ("Typing in an editor", lambda: typing_table(corpus, rounds)),
        "pages": ("Report pages in a headless browser", lambda: page_table(rounds)),
    }


def _growths(own: str, options: argparse.Namespace, growths: list[Growth]) -> str:
    """The table; ``growths`` is filled for the chart."""
    corpus = options.shared / "corpus"
    if not corpus.is_dir():
        return f"Not run: {corpus} is not here."
    codespell = find_program("codespell")
    peer = Command((codespell, "."), CODESPELL_FOUND) if codespell else None
    megabytes = [size for size in MEGABYTES if size <= options.largest]
    files = [count for count in FILES if count <= options.most_files]
    kinds = (("one file, MB", megabytes, one_file(corpus)), ("files", files, many_files(corpus)))
    growths += (grow(name, sizes, make, lambda path: _check(own, path), peer) for name, sizes, make in kinds if sizes)
    return growth_table(growths)


def _record(version: str, ratios: Mapping[str, float], growths: list[Growth]) -> None:
    """Keep the ratios with the code, and draw the charts anew."""
    write_history(HISTORY, (Measurement(version, figure, ratio) for figure, ratio in ratios.items()))
    CHARTS.mkdir(exist_ok=True)
    (CHARTS / "history.svg").write_text(history_chart(read_history(HISTORY)), encoding="utf-8")
    if growths:
        (CHARTS / "growth.svg").write_text(growth_chart(growths), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Time the command and its peers.")
    parser.add_argument("--rounds", type=int, default=5, help="how often each command is run (default: %(default)s)")
    parser.add_argument("--megabytes", type=int, default=20, help="of speeches at most (default: %(default)s)")
    parser.add_argument("--kilobytes", type=int, default=500, help="of the smallest of growing documents (default: %(default)s)")
    parser.add_argument("--largest", type=int, default=64, metavar="MB", help="of one file (default: %(default)s)")
    parser.add_argument("--most-files", type=int, default=10_000, metavar="N", help="in one folder (default: %(default)s)")
    parser.add_argument("--record", metavar="VERSION", help="keep the ratios under this name, and draw reports/speed/ anew")
    some = f"measure only some of {', '.join(_SECTIONS)}"
    parser.add_argument("--only", nargs="*", choices=_SECTIONS, metavar="SECTION", help=some)
    parser.add_argument("--qa", metavar="PROGRAM", help="measure this qa, such as another checkout's")
    parser.add_argument("--shared", type=Path, default=shared_folder(), help="where the texts outside the project lie")
    return parser.parse_args()


def _machine() -> str:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{platform.system()} on {platform.machine()}, {cores} cores, Python {platform.python_version()}"


def _start(own: str, rounds: int) -> str:
    commands = {
        "python -c pass": Command((sys.executable, "-c", "pass")),
        "qa --help": Command((own, "--help")),
    }
    return _cost_table(compare(commands, rounds, ROOT))


def _seed(own: str, rounds: int, ratios: dict[str, float]) -> str:
    seed = "seeds/bordyuzha-csto.txt"
    costs = compare(fast_peers(seed) | {"qa check": _check(own, seed)}, rounds, ROOT)
    ratios["the seed, to codespell"] = _ratio(costs, "qa check")
    return _cost_table(costs)


def _ratio(costs: Mapping[str, Costs], name: str) -> float:
    """The processor time of a command to that of the first."""
    return costs[name].ratio(next(iter(costs.values())))


def _speeches(own: str, options: argparse.Namespace, ratios: dict[str, float]) -> str:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = gather(options.shared / "corpus", folder, options.megabytes * 1_000_000)
        if not size:
            return f"Not run: {options.shared / 'corpus'} is not here."
        commands = fast_peers(".") | {"qa check": _check(own, ".")}
        costs = compare(commands, options.rounds, folder)
        ratios["speeches, to codespell"] = _ratio(costs, "qa check")
        count = sum(1 for _ in folder.iterdir())
    return f"{count:,} speeches, {size / 1e6:.1f} MB.\n\n{_cost_table(costs, size)}"


def _versions(own: str, options: argparse.Namespace, ratios: dict[str, float]) -> str:
    """The cost of telling what changed, beside GNU diff of the same words one a line."""
    corpus = options.shared / "corpus" / "ungdc"
    if not corpus.is_dir() or not find_program("diff"):
        return f"Not run: diff or {corpus} is not here."
    sizes = [size for size in (1, 10) if size <= options.largest]
    return "\n\n".join(
        _two_versions(own, corpus, megabytes, layout, options.rounds, ratios) for layout in _LAYOUTS for megabytes in sizes
    )


def _a_line_each(texts: Sequence[str], width: int) -> str:
    """Some paragraphs a line, as where a speech is a line."""
    return "\n\n".join(" ".join(texts[start : start + _OF_A_SPEECH]) for start in range(0, len(texts), _OF_A_SPEECH)) + "\n"


_OF_A_SPEECH = 40
"""Paragraphs."""
_LAYOUTS: Mapping[str, Callable[[Sequence[str], int], str]] = {"wrapped anew": wrapped, "a line a speech": _a_line_each}


def _two_versions(own: str, corpus: Path, megabytes: int, layout: str, rounds: int, ratios: dict[str, float]) -> str:
    laid_out = _LAYOUTS[layout]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = paragraphs(corpus, megabytes * 1_000_000)
        edited = edit(texts, 0.01, 1)
        versions = {"old": laid_out(texts, 54), "new": laid_out(edited.paragraphs, 72)}
        for version, text in versions.items():
            (folder / f"{version}.txt").write_text(text, encoding="utf-8")
            (folder / f"{version}.words").write_text("\n".join(text.split()) + "\n", encoding="utf-8")
        report = ("-q", "--fail-on", "never", "-o", f"json={os.devnull}")
        commands = {
            "diff -H, a word a line": Command(("diff", "-H", "old.words", "new.words"), (1,)),
            "qa diff": Command((own, "diff", *report, "old.txt", "new.txt")),
        }
        size = sum(len(text.encode()) for text in versions.values())
        costs = compare(commands, rounds, folder)
        told = "" if laid_out is wrapped else f", {layout}"
        ratios[f"two versions of {megabytes} MB{told}, to diff"] = _ratio(costs, "qa diff")
        return f"{megabytes} MB, {layout}, {edited.edits:,} edits.\n\n{_cost_table(costs, size)}"


def _check(own: str, *arguments: str) -> Command:
    return Command((own, "check", "--quiet", "--cache", "none", "--fail-on", "never", "-o", f"json={os.devnull}", *arguments))


def _cost_table(costs: Mapping[str, Costs], size: int | None = None) -> str:
    """``size`` bytes were read: a last column says how many MB a second of wall time."""
    heads = (*HEADS, "MB/s") if size else HEADS
    return table(heads, _cost_rows(costs, size))


def _cost_rows(costs: Mapping[str, Costs], size: int | None) -> Iterator[tuple[str, ...]]:
    first = next(iter(costs.values()))
    for name, cost in costs.items():
        cells = (f"{cost.wall:.3f}", f"{cost.processor:.3f}", f"{cost.ratio(first):.2f}", f"{cost.peak:.0f}")
        yield (name, *cells, f"{size / 1e6 / cost.wall:.1f}") if size else (name, *cells)


if __name__ == "__main__":
    main()
