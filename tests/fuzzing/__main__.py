"""``python -m tests.fuzzing``: every target is given what a fuzzer makes of the stored inputs, guided by what the code then does.

Of each target the stored inputs lie in ``corpus/``; what the fuzzer adds stays in a folder of its own. An input that a target
raises at is kept in ``found/`` and told; with it under ``crashes/`` it is a test.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from tests.fuzzing.targets import TARGETS

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
CRASHES = HERE / "crashes"
FOUND = HERE / "found"
_LONGEST = 3600
"""Seconds by the clock, for an input that holds the process outside Python; any other ends by processor time, in ``within``."""


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(list(TARGETS)))
@click.option("--minutes", type=float, default=1.0, show_default=True, help="For all targets together.")
@click.option("--runs", type=int, help="Inputs for each target, from a seed that is always the same, in place of a time.")
@click.option("--merge", is_flag=True, help="Afterwards store the fewest inputs that reach all that was reached.")
def main(names: Sequence[str], minutes: float, runs: int | None, merge: bool) -> None:
    """Fuzz the targets NAMES; without any, all of them. Status 1 where one of them raised."""
    wanted = list(names) or list(TARGETS)
    limit = ["-seed=1", f"-runs={runs}"] if runs is not None else [f"-max_total_time={max(1, round(60 * minutes / len(wanted)))}"]
    raised = [name for name in wanted if not _fuzzed(name, limit, merge)]
    click.echo(f"{len(wanted)} targets fuzzed; " + (f"raised: {', '.join(raised)}" if raised else "none raised"))
    sys.exit(bool(raised))


def _fuzzed(name: str, limit: Iterable[str], merge: bool) -> bool:
    """Whether the target stood all that it was given."""
    FOUND.mkdir(exist_ok=True)
    stored = CORPUS / name
    inputs = [folder for folder in (stored, CRASHES / name) if folder.is_dir()]
    with tempfile.TemporaryDirectory(prefix="transcript-qa-fuzzing-") as folder:
        words, reached = Path(folder, "words"), Path(folder, "reached")
        reached.mkdir()
        words.write_text("".join(f'"{_escaped(word)}"\n' for word in TARGETS[name].words), encoding="ascii")
        common = [
            f"-max_len={TARGETS[name].longest}",
            f"-timeout={_LONGEST}",
            f"-report_slow_units={_LONGEST}",
            "-rss_limit_mb=2048",
            "-verbosity=0",
            "-print_final_stats=1",
        ]
        line = [*common, f"-dict={words}", f"-artifact_prefix={FOUND}/{name}-", *limit, str(reached), *map(str, inputs)]
        done = _run(name, line)
        told = [each for each in done.stderr.splitlines() if each.startswith("stat::number_of_executed_units")]
        click.echo(
            f"{name}: {told[-1].split()[-1] if told else 'no'} inputs, {'stood all' if done.returncode == 0 else 'raised'}"
        )
        if done.returncode:
            click.echo("\n".join([*done.stdout.splitlines()[-60:], *done.stderr.splitlines()[-8:]]), err=True)
        if merge:
            fewest = Path(folder, "fewest")
            fewest.mkdir()
            _run(name, ["-merge=1", *common, str(fewest), str(stored), str(reached)])
            for each in fewest.iterdir():
                (stored / each.name).write_bytes(each.read_bytes())
    return done.returncode == 0


def _run(name: str, line: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """The fuzzer in a process of its own: it ends the process that it runs in."""
    command = [sys.executable, "-m", "tests.fuzzing.fuzzer", name, *line]
    return subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, cwd=HERE.parents[1])


def _escaped(word: str) -> str:
    """As dictionaries of libFuzzer are written.

    >>> _escaped('"é')
    '\\\\x22\\\\xc3\\\\xa9'
    """
    return "".join(f"\\x{byte:02x}" if byte < 0x20 or byte > 0x7E or byte in b'"\\' else chr(byte) for byte in word.encode())


if __name__ == "__main__":
    main()
