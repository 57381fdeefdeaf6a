"""The checkers that are measured: files in, flags out. Ours and its peers are asked in the same way.

Each peer runs with the settings its own manual gives, and without any configuration that lies about: codespell with its
standard dictionaries, hunspell with Debian's ``en_GB``, and typos twice, because its British locale flags the -ize of
Oxford spelling, which is the records' own and which its default lets pass.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from tests.accuracy.scoring import Flag


@dataclass(frozen=True, slots=True)
class Checker:
    """A program that flags places in text files."""

    name: str
    command: str
    source: str
    """Where it comes from, said when it is missing."""
    flag: Callable[[str, Sequence[Path]], Iterator[Flag]]
    """The path of the program and the files to check; yields what it flags, file by file."""
    slow: bool = False
    """Whether it would need minutes for what the others read in seconds."""


def find_program(name: str) -> str | None:
    """The path of a command: beside this Python (in the same environment), else where the shell would find it."""
    return shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)


def version_of(program: str) -> str:
    """The first number with a point in what ``program --version`` prints."""
    printed = _output([program, "--version"])
    # Hunspell answers as the Ispell whose habits it keeps "(but really Hunspell 1.7.1)".
    number = re.search(r"\d+\.\d[\w.]*", printed.rpartition("(but really ")[2])
    return number.group() if number else ""


def _qa(program: str, files: Sequence[Path]) -> Iterator[Flag]:
    with tempfile.TemporaryDirectory() as folder:
        findings = Path(folder, "findings.jsonl")
        command = [program, "check", "--quiet", "--fail-on", "never", "-o", f"json={findings}"]
        _output([*command, *map(str, files)])
        for line in findings.read_text(encoding="utf-8").splitlines():
            yield finding_to_flag(json.loads(line))


def _in_this_process(program: str, files: Sequence[Path]) -> Iterator[Flag]:
    """What ``_qa`` yields, without the start of a process; ``program`` is not asked."""
    for path in files:
        yield from _flags_in(path.name, path.read_bytes())


@cache
def _flags_in(name: str, data: bytes) -> tuple[Flag, ...]:
    """Kept, for several tests read the same figures."""
    from qa.engine.checked import records
    from qa.readers import read_document
    from tests.trials import shipped_checker

    found = records(shipped_checker().check(read_document(name, data)))
    return tuple(Flag(name, each.start, each.end, each.rule, each.corrections, each.confidence) for each in found)


def finding_to_flag(finding: Mapping[str, object]) -> Flag:
    """One line of ``qa check -o json`` as a flag. Raises ValueError for anything else."""
    match finding:
        case {
            "path": str(path),
            "start": int(start),
            "end": int(end),
            "rule": str(rule),
            "corrections": [*corrections],
            "confidence": str(confidence),
        }:
            return Flag(Path(path).name, start, end, rule, tuple(map(str, corrections)), confidence)
    raise ValueError(f"not a finding as `qa check -o json` writes it: {finding}")


def _codespell(program: str, files: Sequence[Path]) -> Iterator[Flag]:
    printed = _output([program, *map(str, files)], accepted=(0, 65))
    reports = [report for line in printed.splitlines() if (report := _CODESPELL_REPORT.fullmatch(line))]
    pages = {path: _Lines(path) for path in map(str, files)}
    seen: Counter[tuple[str, int, str]] = Counter()
    for report in reports:
        path, line, word = report["path"], int(report["line"]), report["word"]
        start = pages[path].word(line, word, seen[path, line, word])
        seen[path, line, word] += 1
        corrections = tuple(each.strip() for each in report["corrections"].split(",") if each.strip())
        yield Flag(Path(path).name, start, start + len(word), "codespell", corrections)


# "record.txt:12: ofthe ==> of the", with ", " between several corrections and a reason after " | ".
_CODESPELL_REPORT = re.compile(r"(?P<path>.+?):(?P<line>\d+): (?P<word>\S+) ==> (?P<corrections>[^|]*)(?:\|.*)?")


def _typos(program: str, files: Sequence[Path], *, locale: str) -> Iterator[Flag]:
    settings = ["--isolated", "--no-ignore", "--no-check-filenames", "--locale", locale, "--format", "json"]
    printed = _output([program, *settings, *map(str, files)], accepted=(0, 2))
    pages = {path: _Lines(path) for path in map(str, files)}
    for line in printed.splitlines():
        report = json.loads(line)
        if report["type"] == "typo":
            page, word = pages[report["path"]], report["typo"]
            start = page.byte(report["line_num"], report["byte_offset"], word)
            yield Flag(page.name, start, start + len(word), "typos", tuple(report["corrections"]))


def _hunspell(program: str, files: Sequence[Path]) -> Iterator[Flag]:
    pages = [_Lines(path) for path in map(str, files)]
    # It needs some 50 ms for the proposals of one word: the same line is asked about once.
    lines = tuple(dict.fromkeys(_one_line(line) for page in pages for line in page.lines))
    # In its pipe mode a line that begins with ^ is text, and each line of text is answered by a group of lines that
    # ends with an empty one. The first line of all is its greeting.
    asked = "".join(f"^{line}\n" for line in lines)
    printed = iter(_output([program, "-a", "-i", "utf-8", "-d", "en_GB"], asked=asked).split("\n")[1:])
    answers = {line: tuple(iter(printed.__next__, "")) for line in lines}
    for page in pages:
        for number, line in enumerate(page.lines, start=1):
            yield from _hunspell_line(page, number, answers[_one_line(line)])


def _hunspell_line(page: _Lines, number: int, answers: Iterable[str]) -> Iterator[Flag]:
    for answer in answers:
        if report := _HUNSPELL_REPORT.fullmatch(answer):
            word, corrections = report["word"], report["corrections"] or ""
            start = page.character(number, int(report["offset"]) - 1, word)
            yield Flag(page.name, start, start + len(word), "hunspell", tuple(filter(None, corrections.split(", "))))


# "& ofthe 6 12: of the, of-the" and, without a proposal, "# Bordyuzha 5"; the offset counts the ^ too.
_HUNSPELL_REPORT = re.compile(r"[&#] (?P<word>\S+)(?: \d+)? (?P<offset>\d+)(?:: (?P<corrections>.*))?")


def _one_line(text: str) -> str:
    """``text`` without what hunspell would take for the end of a line or of its input; as many characters as before."""
    return re.sub(r"[\0\r\n\f\v]", " ", text)


class _Lines:
    """A file's lines, and where in the file a place in one of them is, in code points."""

    def __init__(self, path: str) -> None:
        self.name = Path(path).name
        text = Path(path).read_bytes().decode("utf-8", "replace")
        self.lines = re.findall(r"[^\n]*\n|[^\n]+", text)
        self._starts = [0]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line))

    def word(self, number: int, word: str, before: int) -> int:
        """Where ``word`` stands in the line for the time after ``before`` times."""
        found = re.finditer(rf"(?<![\w\-'’]){re.escape(word)}(?![\w\-'’])", self.lines[number - 1])
        return self._starts[number - 1] + next(islice(found, before, None)).start()

    def byte(self, number: int, offset: int, word: str) -> int:
        """The place of the word that begins at this byte of the line."""
        return self.character(number, len(self.lines[number - 1].encode()[:offset].decode()), word)

    def character(self, number: int, offset: int, word: str) -> int:
        """The place of the word that begins at this code point of the line. Raises ValueError if it does not."""
        found = self.lines[number - 1][offset : offset + len(word)]
        if found != word:
            raise ValueError(f"{self.name}:{number}: {word!r} was reported where {found!r} stands")
        return self._starts[number - 1] + offset


def _output(command: Sequence[str], accepted: Iterable[int] = (0,), asked: str | None = None) -> str:
    """What ``command`` prints, run where no configuration lies. Raises RuntimeError for an exit status not accepted."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
    with tempfile.TemporaryDirectory() as empty:
        done = subprocess.run(
            command, cwd=empty, env=environment, input=asked, capture_output=True, encoding="utf-8", check=False
        )
    if done.returncode not in accepted:
        raise RuntimeError(f"{Path(command[0]).name} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout


_ALL = (
    Checker("qa", "qa", "this project", _qa),
    Checker("codespell", "codespell", "pip install codespell", _codespell),
    Checker("typos", "typos", "pip install typos", partial(_typos, locale="en")),
    Checker("typos en-gb", "typos", "pip install typos", partial(_typos, locale="en-gb")),
    Checker("hunspell en_GB", "hunspell", "apt-get install hunspell hunspell-en-gb", _hunspell, slow=True),
)

IN_THIS_PROCESS = Checker("qa", "qa", "this project", _in_this_process)
"""Ours, for tests: the code that they import, and not the command that is installed."""

CHECKERS: Mapping[str, Checker] = MappingProxyType({checker.name: checker for checker in _ALL})
"""Ours first, then its peers."""
