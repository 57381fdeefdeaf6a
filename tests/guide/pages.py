"""The pages of the guide, run: files are written, commands carried out, and what they print is held against the page.

``python -m tests.guide.pages`` writes what they print now into the pages. In a page

* a code block with a ``:caption:`` is a file of that name, as it is from there on;
* a ``console`` block has commands after ``$ ``, each with what it prints; ``…`` as the last line stands for anything more;
* a command ends with status 0 or 1, or as ``# status 2`` behind it says; one that serves until it is ended is ended.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

GUIDE = Path(__file__).parents[2] / "reports" / "guide"
MORE = "…"
_BLOCK = re.compile(r"^(?P<fence>`{3,})(?P<kind>[^\n`]*)\n(?P<body>.*?)^(?P=fence)\n", re.MULTILINE | re.DOTALL)
_CAPTION = re.compile(r":caption: (?P<name>\S+)\n")
_STATUS = re.compile(r"\s+# status (?P<status>\d+)$")
_SERVES = re.compile(r"qa review (?!.*--export)")


@dataclass(frozen=True, slots=True)
class Step:
    """A file to be written, or a command to be carried out."""

    file: str = ""
    text: str = ""
    command: str = ""
    expected: tuple[str, ...] = ()
    span: tuple[int, int] = (0, 0)
    """Of a command: where what it prints stands in the page."""


def steps(page: str) -> Iterator[Step]:
    """What a page asks for, in its order."""
    for block in _BLOCK.finditer(page):
        if caption := _CAPTION.match(block["body"]):
            yield Step(file=caption["name"], text=block["body"][caption.end() :])
        elif block["kind"].strip() == "console":
            yield from _commands(block["body"], block.start("body"))


def _commands(body: str, offset: int) -> Iterator[Step]:
    starts = [match.start() for match in re.finditer(r"^\$ ", body, re.MULTILINE)]
    for start, end in zip(starts, [*starts[1:], len(body)], strict=True):
        line, _, printed = body[start:end].partition("\n")
        begin = offset + start + len(line) + 1
        yield Step(command=line[2:], expected=tuple(printed.splitlines()), span=(begin, offset + end))


def once_only(page: str) -> Iterator[str]:
    """The commands that set things up: they are no part of a run."""
    for block in _BLOCK.finditer(page):
        if block["kind"].strip() == "sh":
            yield from block["body"].splitlines()


def carried_out(command: str, folder: Path) -> tuple[int, list[str], int | None]:
    """The status, the lines that were printed, and the status that the page announces."""
    announced = _STATUS.search(command)
    line = _STATUS.sub("", command)
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment.get('PATH', '')}"
    status, printed = (_served if _SERVES.match(line) else _ran)(line, folder, environment)
    return status, printed, int(announced["status"]) if announced else None


def _ran(line: str, folder: Path, environment: dict[str, str]) -> tuple[int, list[str]]:
    ended = subprocess.run(
        line, shell=True, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    return ended.returncode, ended.stdout.splitlines()


def _served(line: str, folder: Path, environment: dict[str, str]) -> tuple[int, list[str]]:
    """What a server prints first; then it is ended."""
    with subprocess.Popen(line.split(), cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        first = server.stdout.readline()
        server.terminate()
    return 0 if first.startswith("http://") else 1, [first.rstrip("\n")]


_ODDS = re.compile(r"is \S+(?: a)?(?: million)? times likelier")
"""How much likelier something is moves with every text that words are counted in."""


def agrees(printed: list[str], expected: tuple[str, ...]) -> bool:
    """Whether a command printed what a page shows."""
    printed, expected = [_ODDS.sub("", line) for line in printed], tuple(_ODDS.sub("", line) for line in expected)
    if expected and expected[-1] == MORE:
        return tuple(printed[: len(expected) - 1]) == expected[:-1]
    return tuple(printed) == expected


def written_anew(page: str) -> str:
    """A page with what its commands print now."""
    changes: list[tuple[tuple[int, int], str]] = []
    with tempfile.TemporaryDirectory() as name:
        for step in steps(page):
            if step.file:
                write(Path(name), step)
                continue
            _, printed, _ = carried_out(step.command, Path(name))
            shown = printed
            if step.expected and step.expected[-1] == MORE:
                shown = [*printed[: len(step.expected) - 1], MORE]
            changes.append((step.span, "".join(f"{line}\n" for line in shown)))
    for (start, end), text in reversed(changes):
        page = page[:start] + text + page[end:]
    return page


def write(folder: Path, step: Step) -> None:
    path = folder / step.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(step.text, encoding="utf-8")


def main() -> None:
    with tempfile.TemporaryDirectory() as cache:
        os.environ["XDG_CACHE_HOME"] = cache
        for path in sorted(GUIDE.glob("*.md")):
            path.write_text(written_anew(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
