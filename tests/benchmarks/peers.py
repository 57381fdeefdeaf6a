"""The programs that do something of what we do, to commands: which are installed, and what each is asked.

codespell comes first, for the others are compared with it. hunspell, cspell and proselint read no folders of our kind by
themselves and are given the files; the last two are tried where somebody has installed them (``npm install -g cspell``,
``pip install proselint``).
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from tests.accuracy.checkers import find_program, version_of
from tests.accuracy.report import table
from tests.benchmarks.processes import Command, Costs, compare
from tests.benchmarks.texts import gather

CODESPELL_FOUND = (0, 65)
TYPOS_FOUND = (0, 2)
_FOUND = (0, 1)
_HUNSPELL = ("-l", "-d", "en_GB")
"""It lists the words it does not know, and looks for nothing in their place."""
_CSPELL = ("lint", "--no-progress", "--no-summary", "--no-color", "--no-exit-code", "--locale", "en-GB")
_OPTIONAL = ("hunspell", "cspell", "proselint")
_HEADS = ("command", "wall s", "processor s", "less the start, s", "less the start, to us", "peak MiB")
_MEGABYTES = 1
"""Of speeches for those that take long."""
_PAIRS = 2_000


def fast_peers(path: str) -> dict[str, Command]:
    """codespell and typos, as far as they are installed, on a file or folder."""
    return _installed(
        {
            "codespell": (CODESPELL_FOUND, (path,)),
            "typos": (TYPOS_FOUND, ("--isolated", "--no-ignore", "--threads", "1", "--format", "silent", path)),
        }
    )


def slow_peers(files: Sequence[str]) -> dict[str, Command]:
    """hunspell, cspell and proselint, as far as they are installed, on these files."""
    return _installed(
        {
            "hunspell": ((0,), (*_HUNSPELL, *files)),
            "cspell": (_FOUND, (*_CSPELL, *files)),
            "proselint": (_FOUND, ("check", *files)),
        }
    )


def _installed(candidates: Mapping[str, tuple[tuple[int, ...], tuple[str, ...]]]) -> dict[str, Command]:
    """``candidates`` are the exit statuses and the arguments of each."""
    found = ((name, find_program(name), *rest) for name, rest in candidates.items())
    return {
        f"{name} {_version(program)}".strip(): Command((program, *arguments), accepted)
        for name, program, accepted, arguments in found
        if program
    }


def _version(program: str) -> str:
    """Nothing for one that tells its version in another way than by --version."""
    try:
        return version_of(program)
    except RuntimeError:
        return ""


def slow_table(own: Command, corpus: Path, rounds: int) -> str:
    """hunspell, cspell and proselint beside us on a megabyte of speeches, with and without what it takes to start."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if not gather(corpus, folder, _MEGABYTES * 1_000_000):
            return f"Not run: {corpus} is not here."
        files = sorted(path.name for path in folder.iterdir())
        told = _beside({"qa check": own, **slow_peers(files)}, folder, {"qa check": own, **slow_peers(["empty.txt"])}, rounds)
    missing = [name for name in _OPTIONAL if not find_program(name)]
    return told + (f"\n\nNot installed, and not run: {', '.join(missing)}." if missing else "")


def _beside(commands: Mapping[str, Command], folder: Path, on_nothing: Mapping[str, Command], rounds: int) -> str:
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "empty.txt").write_text("\n", encoding="utf-8")
        starts = compare(on_nothing, rounds, Path(name))
    return table(_HEADS, list(_rows(compare(commands, rounds, folder), starts)))


def _rows(costs: Mapping[str, Costs], starts: Mapping[str, Costs]) -> Iterator[tuple[str, ...]]:
    first = next(iter(costs))
    ours = without_start(costs[first], starts[first])
    for name, cost in costs.items():
        rest = without_start(cost, starts[name])
        yield name, f"{cost.wall:.2f}", f"{cost.processor:.2f}", f"{rest:.2f}", f"{rest / ours:.2f}", f"{cost.peak:.0f}"


def without_start(cost: Costs, start: Costs) -> float:
    """The processor time in seconds that the texts took: what a program takes that has begun."""
    return max(cost.processor - start.processor, 0.001)


def pairs_table(own: str, corpus: Path, rounds: int) -> str:
    """``qa bitext`` and pofilter on pairs of Europarl's in a PO file, which both read."""
    program = find_program("pofilter")
    pairs = list(islice(_pairs(corpus), _PAIRS))
    if not pairs:
        return f"Not run: {corpus / 'europarl_en_fr'} is not here."
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "pairs.po").write_text(_po(pairs), encoding="utf-8")
        bitext = ("bitext", "--quiet", "--cache", "none", "--fail-on", "never", "-o", "json=found.jsonl", "pairs.po")
        commands = {"qa bitext": Command((own, *bitext))}
        if program:
            commands[f"pofilter {version_of(program)}"] = Command((program, "--progress=none", "pairs.po", "told.po"))
        costs = compare(commands, rounds, folder)
    rows = [
        (each, f"{cost.processor:.2f}", f"{len(pairs) / cost.processor:,.0f}", f"{cost.peak:.0f}") for each, cost in costs.items()
    ]
    told = table(("command", "processor s", "pairs a second", "peak MiB"), rows)
    return told if program else f"{told}\n\nNot installed, and not run: pofilter."


def _pairs(corpus: Path) -> Iterator[tuple[str, str]]:
    """English and French, in the order of the files, which name the speaker before them."""
    for path in sorted((corpus / "europarl_en_fr").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as stream:
            rows = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
            yield from ((row[2], row[3]) for row in rows if len(row) > 3 and row[2].strip() and row[3].strip())


def _po(pairs: Sequence[tuple[str, str]]) -> str:
    head = 'msgid ""\nmsgstr "Language: en\\nContent-Type: text/plain; charset=UTF-8\\n"\n'
    parts = (f'msgctxt "{number}"\nmsgid {_quoted(fr)}\nmsgstr {_quoted(en)}\n' for number, (en, fr) in enumerate(pairs))
    return "\n".join((head, *parts))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
