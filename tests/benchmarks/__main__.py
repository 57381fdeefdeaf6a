"""``python -m tests.benchmarks``: time the command and its peers, and print the tables."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.accuracy.checkers import find_program, version_of
from tests.accuracy.edited import edit, paragraphs, wrapped
from tests.accuracy.records import ROOT, shared_folder
from tests.accuracy.report import table
from tests.benchmarks.batches import batch_tables
from tests.benchmarks.commands import command_table
from tests.benchmarks.growth import FILES, MEGABYTES, Growth, grow, growth_chart, growth_table, many_files, one_file
from tests.benchmarks.history import Measurement, history_chart, read_history, write_history
from tests.benchmarks.pages import page_table
from tests.benchmarks.processes import Command, Costs, compare
from tests.benchmarks.scaling import scaling_table
from tests.benchmarks.stages import stages_table
from tests.benchmarks.texts import gather
from tests.benchmarks.typing import typing_table

HEADS = ("command", "wall s", "processor s", "processor, to the first", "peak MiB")
CODESPELL_FOUND = (0, 65)
TYPOS_FOUND = (0, 2)
HUNSPELL = ("-l", "-d", "en_GB")
"""It lists the words it does not know, and looks for nothing in their place."""
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
    print(f"## The first sign of life\n\n{_start(own, options.rounds)}\n")
    print(f"## The seed\n\n{_seed(own, options.rounds, ratios)}\n")
    print(f"## Many speeches, one process\n\n{_speeches(own, options, ratios)}\n")
    print(f"## One document, larger and larger\n\n{scaling_table(own, options.kilobytes, options.rounds)}\n")
    print(f"## Every command and format, larger and larger\n\n{command_table(own, options.kilobytes, options.rounds)}\n")
    print(f"## Batches\n\n{batch_tables(own, options.shared / 'corpus', options.rounds)}\n")
    print(f"## Two versions, 1 % of the words edited, wrapped anew\n\n{_versions(own, options, ratios)}\n")
    growths = _growths(own, options)
    if growths:
        print(f"## Larger and larger files, and more and more of them\n\n{growth_table(growths)}\n")
    print(f"## Where the time goes, by modules\n\n{stages_table(options.shared / 'corpus')}\n")
    print(f"## Typing in an editor\n\n{typing_table(options.shared / 'corpus', options.rounds)}\n")
    print(f"## Report pages in a headless browser\n\n{page_table(options.rounds)}")
    if options.record:
        _record(options.record, ratios, growths)


def _growths(own: str, options: argparse.Namespace) -> list[Growth]:
    corpus = options.shared / "corpus"
    if not corpus.is_dir():
        return []
    codespell = find_program("codespell")
    peer = Command((codespell, "."), CODESPELL_FOUND) if codespell else None
    megabytes = [size for size in MEGABYTES if size <= options.largest]
    files = [count for count in FILES if count <= options.most_files]
    kinds = (("one file, MB", megabytes, one_file(corpus)), ("files", files, many_files(corpus)))
    return [grow(name, sizes, make, lambda path: _check(own, path), peer) for name, sizes, make in kinds if sizes]


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
    costs = compare(_peers(seed) | {"qa check": _check(own, seed)}, rounds, ROOT)
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
        commands = _peers(".") | _speller(folder) | {"qa check": _check(own, ".")}
        costs = compare(commands, options.rounds, folder)
        ratios["speeches, to codespell"] = _ratio(costs, "qa check")
        count = sum(1 for _ in folder.iterdir())
    return f"{count:,} speeches, {size / 1e6:.1f} MB.\n\n{_cost_table(costs, size)}"


def _versions(own: str, options: argparse.Namespace, ratios: dict[str, float]) -> str:
    """The cost of telling what changed, beside GNU diff of the same words one a line."""
    corpus = options.shared / "corpus" / "ungdc"
    if not corpus.is_dir() or not find_program("diff"):
        return f"Not run: diff or {corpus} is not here."
    return "\n\n".join(_two_versions(own, corpus, megabytes, options.rounds, ratios) for megabytes in (1, 10))


def _two_versions(own: str, corpus: Path, megabytes: int, rounds: int, ratios: dict[str, float]) -> str:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = paragraphs(corpus, megabytes * 1_000_000)
        edited = edit(texts, 0.01, 1)
        versions = {"old": wrapped(texts, 54), "new": wrapped(edited.paragraphs, 72)}
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
        ratios[f"two versions of {megabytes} MB, to diff"] = _ratio(costs, "qa diff")
        return f"{megabytes} MB, {edited.edits:,} edits.\n\n{_cost_table(costs, size)}"


def _check(own: str, *arguments: str) -> Command:
    return Command((own, "check", "--quiet", "--cache", "none", "--fail-on", "never", "-o", f"json={os.devnull}", *arguments))


def _peers(path: str) -> dict[str, Command]:
    """The peers that are installed: codespell first, which the others are compared with."""
    candidates = {
        "codespell": (CODESPELL_FOUND, (path,)),
        "typos": (TYPOS_FOUND, ("--isolated", "--no-ignore", "--threads", "1", "--format", "silent", path)),
    }
    found = ((name, find_program(name), *rest) for name, rest in candidates.items())
    return {
        f"{name} {version_of(program)}": Command((program, *arguments), accepted)
        for name, program, accepted, arguments in found
        if program
    }


def _speller(folder: Path) -> dict[str, Command]:
    """hunspell, where it is installed; it reads no folders."""
    program = find_program("hunspell")
    files = tuple(sorted(path.name for path in folder.iterdir()))
    return {f"hunspell {version_of(program)}": Command((program, *HUNSPELL, *files))} if program else {}


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
