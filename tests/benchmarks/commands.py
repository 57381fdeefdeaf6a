"""Every command and every writer on a document made larger and larger, with a finding in each of its sentences."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median

from qa.writers import COMPARISON_WRITERS, WRITERS
from tests.accuracy.report import table
from tests.benchmarks.processes import Command, run
from tests.benchmarks.scaling import SHAPES, TIMES, exponent

_DENSE = "a finding in each sentence"
_HEADS = ("command", *(f"{times}×, s" for times in TIMES), "exponent")
_EDITED = 7
"""Of so many words one is another in the other version."""

Arguments = Callable[[Path], tuple[str, ...]]


def texts(size: int) -> Mapping[str, str]:
    """Two versions of one record, a third, and pairs of a translation, each of about ``size`` code points."""
    text = SHAPES[_DENSE](size)
    words = text.split(" ")
    other = " ".join(f"{word}s" if number % _EDITED == 0 else word for number, word in enumerate(words))
    third = " ".join(f"{word}ed" if number % _EDITED == 3 else word for number, word in enumerate(words))
    pairs = [
        (f"Le point {number} de l’ordre du jour.", f"Item {number + number % 2} of the agenda.") for number in range(size // 50)
    ]
    return {
        "old.txt": text,
        "new.txt": other,
        "third.txt": third,
        "pairs.tsv": "".join(f"{source}\t{target}\n" for source, target in pairs),
        "source.txt": "\n\n".join(source for source, _ in pairs),
        "target.txt": "\n\n".join(target for _, target in pairs),
    }


def _line(command: str, *names: str, options: tuple[str, ...] = (), form: str = "") -> Arguments:
    """The arguments of a command on files of ``texts``, with a report in a format where one is named."""

    def arguments(folder: Path) -> tuple[str, ...]:
        report = ("-o", f"{form}={folder / 'report'}") if form else ()
        return (command, *options, *report, *(str(folder / name) for name in names))

    return arguments


_CHECKING = ("--quiet", "--cache", "none", "--fail-on", "never")

COMMANDS: Mapping[str, Arguments] = {
    **{f"check -o {form}": _line("check", "old.txt", options=_CHECKING, form=form) for form in WRITERS},
    "fix --diff": _line("fix", "old.txt", options=("--diff", "--quiet", "--cache", "none")),
    **{f"diff -o {form}": _line("diff", "old.txt", "new.txt", form=form) for form in COMPARISON_WRITERS},
    "merge": _line("merge", "old.txt", "new.txt", "third.txt"),
    "bitext, pairs": _line("bitext", "pairs.tsv", options=_CHECKING),
    "bitext, two documents": _line("bitext", "source.txt", "target.txt", options=_CHECKING),
}


def command_table(own: str, kilobytes: int, rounds: int) -> str:
    """The seconds of processor time of each command in four sizes, less those of texts of a sentence, and the exponent."""
    with tempfile.TemporaryDirectory() as name:
        rows = [(told, *_row(own, Path(name), arguments, kilobytes * 1000, rounds)) for told, arguments in COMMANDS.items()]
    return table(_HEADS, rows)


def _row(own: str, folder: Path, arguments: Arguments, size: int, rounds: int) -> Iterator[str]:
    start = _seconds(own, folder, arguments, 100, rounds)
    seconds = [max(_seconds(own, folder, arguments, size * times, rounds) - start, 0.001) for times in TIMES]
    yield from (f"{each:.2f}" for each in seconds)
    yield f"{exponent(TIMES, seconds):.2f}"


def _seconds(own: str, folder: Path, arguments: Arguments, size: int, rounds: int) -> float:
    for name, text in texts(size).items():
        (folder / name).write_text(text, encoding="utf-8")
    command = Command((own, *arguments(folder)), accepted=(0, 1))
    return median(run(command, folder).processor for _ in range(rounds))
